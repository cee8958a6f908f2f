//! The reading room: both applications beside each other, the parts below them, and what else there is to know about the pair.
//!
//! [`columns`] makes the lines of each column; here they are put into their frames and scrolled.

mod columns;

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::padded;
use super::theme::Role as Ink;
use super::{Traces, numbers, signs, text};
use crate::app::App;
use crate::app::modal::{Explain, Reading};
use crate::session::PairState;
use crate::words::screen::over as words;
use crate::words::screen::why as reasons;

/// Below this width or height one column is seen at a time.
const SIDE_BY_SIDE: (u16, u16) = (78, 14);
/// The columns in the order of Tab.
const COLUMNS: [Reading; 4] = [Reading::Parts, Reading::Adept, Reading::Mentor, Reading::Rest];

/// Lines of a column, and the lines that should be seen when nobody has scrolled: from, to.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Vec<Span<'static>>>,
    wanted: Option<(usize, usize)>,
    /// The lines on which a bar of the cursor lies.
    chosen: Option<(usize, usize)>,
}

/// Paints the room over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, explain: &Explain, app: &App) -> Traces {
    canvas.wipe(body);
    let head = Rect { height: 1, ..body };
    let rest = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    paint_head(canvas, head, explain);
    let mut traces = Traces { cursor: Some((rest.x + 1, rest.y + 1)), ..Traces::default() };
    for (reading, area) in areas(canvas, rest, explain) {
        let frame = frame_title(canvas, explain, reading);
        let focused = explain.reading == reading;
        let title = if focused { format!("{} {frame}", signs::CURSOR) } else { frame };
        canvas.frame(area, &title, "", if focused { Ink::Title } else { Ink::Plain });
        let inner = padded(area);
        let lines = columns::of(canvas, explain, app, reading, usize::from(inner.width));
        let start = start(&lines, explain, reading, usize::from(inner.height));
        paint_lines(canvas, inner, &lines, start);
        paint_more(canvas, area, start, lines.lines.len());
        let furthest = u16::try_from(lines.lines.len().saturating_sub(usize::from(inner.height))).unwrap_or(u16::MAX);
        if let Some(place) = scroll_of(reading)
            && let Some(kept) = traces.furthest.get_mut(place)
        {
            *kept = furthest;
        }
        if focused {
            let line = lines.chosen.map_or(0, |(line, _)| line.saturating_sub(start));
            traces.rows = inner.height;
            traces.cursor = Some((inner.x, inner.y.saturating_add(u16::try_from(line).unwrap_or(0)).min(inner.bottom().max(1) - 1)));
        }
    }
    traces
}

/// Names, score, what the pair is.
fn paint_head(canvas: &mut Canvas<'_>, area: Rect, explain: &Explain) {
    let lang = canvas.lang();
    let each = usize::from(area.width.saturating_sub(14)) / 2;
    let names = format!(" {} · {}", text::short_name(explain.adept.as_str(), each), text::short_name(explain.mentor.as_str(), each));
    let mut line = vec![piece(names, Ink::Title)];
    let blocked = matches!(explain.state, PairState::Blocked(_));
    if let Some(breakdown) = &explain.breakdown {
        let thin = if breakdown.thin { signs::THIN } else { "" };
        let number = if blocked { format!("   {}", signs::BLOCKED) } else { format!("   {thin}{} %", numbers::score(breakdown.score)) };
        line.push(piece(number, if blocked { Ink::Barred } else { Ink::Strong }));
        line.push(piece(format!("   {}", reasons::coverage(lang, numbers::percent(breakdown.coverage))), Ink::Muted));
    }
    canvas.line((area.x, area.y), area.width, &line);
}

/// Which columns are seen, and where.
fn areas(canvas: &mut Canvas<'_>, area: Rect, explain: &Explain) -> Vec<(Reading, Rect)> {
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
    let (half, upper) = (area.width / 2, area.height * 11 / 20);
    let parts = area.width * 11 / 20;
    let (top, foot) = (Rect { height: upper, ..area }, Rect { y: area.y + upper, height: area.height - upper, ..area });
    vec![
        (Reading::Adept, Rect { width: half, ..top }),
        (Reading::Mentor, Rect { x: top.x + half, width: top.width - half, ..top }),
        (Reading::Parts, Rect { width: parts, ..foot }),
        (Reading::Rest, Rect { x: foot.x + parts, width: foot.width - parts, ..foot }),
    ]
}

fn frame_title(canvas: &Canvas<'_>, explain: &Explain, reading: Reading) -> String {
    let title = words::reading(canvas.lang(), reading);
    match reading {
        Reading::Adept => format!("{title}: {}", explain.adept),
        Reading::Mentor => format!("{title}: {}", explain.mentor),
        Reading::Parts | Reading::Rest => title.to_owned(),
    }
}

/// The first line that is seen: as far as somebody has scrolled; while the parts have the keys, so that what the part quotes is seen.
fn start(lines: &Lines, explain: &Explain, reading: Reading, height: usize) -> usize {
    let last = lines.lines.len().saturating_sub(height);
    let scrolled = scroll_of(reading).and_then(|place| explain.scroll.get(place)).map_or(0, |lines| usize::from(*lines)).min(last);
    match lines.wanted {
        Some((from, to)) if explain.reading == Reading::Parts => {
            let seen = from >= scrolled && to < scrolled + height;
            let above = from.saturating_sub(1);
            if seen { scrolled } else { above.min(last) }
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
