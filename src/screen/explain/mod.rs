//! The reading room: one sentence, both applications beside each other, the parts below them, and what else there is to know about the pair.
//!
//! ```text
//! names, percent, coverage, rank          head
//! the sentence                            one to three lines
//! adept's application | mentor's          texts    what the chosen part quotes is marked in both
//! parts               | the rest          parts, rest (on a middling screen one at a time, on a narrow one all four)
//! ```

mod parts;
mod rest;
mod texts;

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::padded;
use super::theme::Role as Ink;
use super::{Traces, numbers, signs, text, why};
use crate::app::App;
use crate::app::modal::{Explain, Reading};
use crate::session::PairState;
use crate::session::foresight::COIN_FLIP;
use crate::words::pair;
use crate::words::screen::over as words;
use crate::words::screen::why as reasons;

/// Below this width or height one column is seen at a time.
const SIDE_BY_SIDE: (u16, u16) = (78, 14);
/// From this width on the parts and the rest stand beside each other too.
const ALL_FOUR: u16 = 100;
/// The columns in the order of Tab.
const COLUMNS: [Reading; 4] = [Reading::Parts, Reading::Adept, Reading::Mentor, Reading::Rest];

/// Lines of a column, and the lines that should be seen when nobody has scrolled.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Vec<Span<'static>>>,
    /// The first line with evidence of the chosen part.
    evidence: Option<usize>,
    /// The first line with a gap of the chosen part.
    gap: Option<usize>,
    /// From and to: the lines on which a bar of the cursor lies.
    chosen: Option<(usize, usize)>,
}

/// Paints the room over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, explain: &Explain, app: &App) -> Traces {
    canvas.wipe(body);
    paint_head(canvas, Rect { height: 1, ..body }, explain, app);
    let told = paint_sentence(canvas, body, explain, app);
    let rest = Rect { y: body.y + 1 + told, height: body.height.saturating_sub(1 + told), ..body };
    let mut traces = Traces { cursor: Some((rest.x + 1, rest.y + 1)), ..Traces::default() };
    let seen = areas(canvas, rest, explain, app);
    for column in &seen {
        paint_column(canvas, *column, explain, app, seen.len() == 1, &mut traces);
    }
    if let [(Reading::Parts, area)] = seen.as_slice() {
        // What is not seen now will be seen here: it is read from where the chosen part's quotes stand.
        for reading in [Reading::Adept, Reading::Mentor] {
            measure(canvas, *area, explain, app, reading, &mut traces);
        }
    }
    traces
}

fn lines_of(canvas: &Canvas<'_>, explain: &Explain, app: &App, reading: Reading, cells: usize) -> Lines {
    match reading {
        Reading::Adept => texts::application(canvas, &explain.adept_answers, cells),
        Reading::Mentor => texts::application(canvas, &explain.mentor_answers, cells),
        Reading::Parts => parts::parts(canvas, explain, app, cells),
        Reading::Rest => rest::rest(canvas, explain, app, cells),
    }
}

fn paint_column(canvas: &mut Canvas<'_>, (reading, area): (Reading, Rect), explain: &Explain, app: &App, alone: bool, traces: &mut Traces) {
    let focused = explain.reading == reading;
    let frame = frame_title(canvas, explain, reading);
    let title = if focused { format!("{} {frame}", signs::CURSOR) } else { frame };
    // The signs are explained once: with the parts, or where a text is seen without them.
    let explained = reading == Reading::Parts || alone && reading != Reading::Rest;
    let legend = if explained { reasons::legend(canvas.lang()) } else { "" };
    canvas.frame(area, &title, legend, if focused { Ink::Title } else { Ink::Plain });
    let inner = padded(area);
    let (lines, start) = measure(canvas, area, explain, app, reading, traces);
    paint_lines(canvas, inner, &lines, start);
    paint_more(canvas, area, start, lines.lines.len());
    if focused {
        let line = lines.chosen.map_or(0, |(line, _)| line.saturating_sub(start));
        traces.rows = inner.height;
        traces.cursor = Some((inner.x, inner.y.saturating_add(u16::try_from(line).unwrap_or(0)).min(inner.bottom().max(1) - 1)));
    }
}

/// The lines of a column and the first one that is seen; leaves behind how far it can be scrolled and from where it is read.
fn measure(canvas: &Canvas<'_>, area: Rect, explain: &Explain, app: &App, reading: Reading, traces: &mut Traces) -> (Lines, usize) {
    let inner = padded(area);
    let lines = lines_of(canvas, explain, app, reading, usize::from(inner.width));
    let start = start(&lines, explain, reading, usize::from(inner.height));
    let furthest = lines.lines.len().saturating_sub(usize::from(inner.height));
    if let Some(place) = scroll_of(reading) {
        let told = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
        traces.furthest.get_mut(place).into_iter().for_each(|kept| *kept = told(furthest));
        traces.first.get_mut(place).into_iter().for_each(|kept| *kept = told(start));
    }
    (lines, start)
}

/// Names, percent, the mentor's rank, and what it rests on: weights and real answers. A blocked pair's percent is there, but grey.
fn paint_head(canvas: &mut Canvas<'_>, area: Rect, explain: &Explain, app: &App) {
    let lang = canvas.lang();
    let each = usize::from(area.width.saturating_sub(14)) / 2;
    let names = format!(" {} · {}", text::short_name(explain.adept.as_str(), each), text::short_name(explain.mentor.as_str(), each));
    let mut line = vec![piece(names, Ink::Title)];
    if let Some(breakdown) = &explain.breakdown {
        let percent = numbers::pair(breakdown.score, breakdown.thin);
        if matches!(explain.state, PairState::Blocked(_)) {
            line.extend([piece(format!("   {} ", signs::BLOCKED), Ink::Barred), piece(percent, Ink::Muted)]);
        } else {
            line.push(piece(format!("   {percent}"), Ink::Strong));
        }
        let coverage = reasons::coverage(lang, numbers::percent(breakdown.coverage));
        let rank = explain.otherwise.as_ref().and_then(|otherwise| otherwise.ranks).map(|ranks| pair::rank(ranks.mentor, lang));
        let holds = app.share(explain.pair).map(|share| reasons::holds(lang, share, share < COIN_FLIP));
        for said in rank.into_iter().chain(holds).chain(Some(coverage).filter(|said| !said.is_empty())) {
            let taken: usize = line.iter().map(|piece| text::width(&piece.content)).sum();
            if taken + 3 + text::width(&said) <= usize::from(area.width) {
                line.push(piece(format!("   {said}"), Ink::Muted));
            }
        }
    }
    canvas.line((area.x, area.y), area.width, &line);
}

/// The sentence below the head; returns how many lines it took.
fn paint_sentence(canvas: &mut Canvas<'_>, body: Rect, explain: &Explain, app: &App) -> u16 {
    let Some(breakdown) = &explain.breakdown else { return 0 };
    let most = if body.height < 24 { 2 } else { 3 };
    let area = Rect { x: body.x + 1, y: body.y + 1, width: body.width.saturating_sub(2), height: most.min(body.height.saturating_sub(1)) };
    let sentence = why::sentence_that_fits(canvas, app.session().program(), breakdown, area);
    canvas.paragraph(area, &sentence, Ink::Plain)
}

/// Which columns are seen, and where.
fn areas(canvas: &mut Canvas<'_>, area: Rect, explain: &Explain, app: &App) -> Vec<(Reading, Rect)> {
    if area.width < SIDE_BY_SIDE.0 || area.height < SIDE_BY_SIDE.1 {
        let lang = canvas.lang();
        let mut tabs = vec![piece(" ", Ink::Plain)];
        for reading in COLUMNS {
            let ink = if reading == explain.reading { Ink::Cursor } else { Ink::Muted };
            tabs.extend([piece(format!(" {} ", words::reading_short(lang, reading)), ink), piece(" ", Ink::Plain)]);
        }
        canvas.line((area.x, area.y), area.width, &tabs);
        return vec![(explain.reading, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area })];
    }
    // The parts and what the chosen one says at most, as far as the applications keep the greater half.
    let criteria = u16::try_from(app.session().program().criteria.criteria.len()).unwrap_or(u16::MAX);
    let lower = criteria.saturating_add(8).min(area.height * 9 / 20);
    let (half, upper) = (area.width / 2, area.height - lower);
    let (top, foot) = (Rect { height: upper, ..area }, Rect { y: area.y + upper, height: lower, ..area });
    let mut areas =
        vec![(Reading::Adept, Rect { width: half, ..top }), (Reading::Mentor, Rect { x: top.x + half, width: top.width - half, ..top })];
    if area.width >= ALL_FOUR {
        let parts = area.width * 11 / 20;
        areas.push((Reading::Parts, Rect { width: parts, ..foot }));
        areas.push((Reading::Rest, Rect { x: foot.x + parts, width: foot.width - parts, ..foot }));
    } else {
        let shown = if explain.reading == Reading::Rest { Reading::Rest } else { Reading::Parts };
        areas.push((shown, foot));
    }
    areas
}

fn frame_title(canvas: &Canvas<'_>, explain: &Explain, reading: Reading) -> String {
    let title = words::reading(canvas.lang(), reading);
    match reading {
        Reading::Adept => format!("{title}: {}", explain.adept),
        Reading::Mentor => format!("{title}: {}", explain.mentor),
        Reading::Parts | Reading::Rest => title.to_owned(),
    }
}

/// The first line that is seen. The list of parts follows its cursor. A text is seen from where somebody has scrolled to; while the parts have
/// the keys, so that the first of what the chosen part quotes is seen.
fn start(lines: &Lines, explain: &Explain, reading: Reading, height: usize) -> usize {
    let last = lines.lines.len().saturating_sub(height);
    if let (Reading::Parts, Some((from, to))) = (reading, lines.chosen) {
        return (to + 1).saturating_sub(height).min(from).min(last);
    }
    let scrolled = scroll_of(reading).and_then(|place| explain.scroll.get(place)).map_or(0, |lines| usize::from(*lines)).min(last);
    match lines.evidence.or(lines.gap) {
        Some(line) if explain.reading == Reading::Parts && !(scrolled..scrolled + height).contains(&line) => {
            line.saturating_sub(height / 3).min(last)
        }
        _ => scrolled,
    }
}

/// Which of the scrolls is a column's; the parts follow their own cursor.
fn scroll_of(reading: Reading) -> Option<usize> {
    match reading {
        Reading::Parts => None,
        Reading::Adept => Some(0),
        Reading::Mentor => Some(1),
        Reading::Rest => Some(2),
    }
}

fn paint_lines(canvas: &mut Canvas<'_>, area: Rect, lines: &Lines, start: usize) {
    for (y, (place, line)) in (area.y..area.bottom()).zip(lines.lines.iter().enumerate().skip(start)) {
        canvas.line((area.x, y), area.width, line);
        if lines.chosen.is_some_and(|(from, to)| (from..=to).contains(&place)) {
            canvas.put((area.x.saturating_sub(1), y), 1, signs::CURSOR, Ink::Plain);
        }
    }
}

fn paint_more(canvas: &mut Canvas<'_>, area: Rect, start: usize, lines: usize) {
    let (Some(edge), height) = (area.right().checked_sub(1), usize::from(area.height.saturating_sub(2))) else { return };
    if area.height < 3 {
        return;
    }
    if start > 0 {
        canvas.put((edge, area.y + 1), 1, "↑", Ink::Muted);
    }
    if start + height < lines {
        canvas.put((edge, area.bottom() - 2), 1, "↓", Ink::Muted);
    }
}
