//! Why: the pair under the cursor. First a sentence, then the bars, then the quotes; last what making the pair would do.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::padded;
use super::theme::Role as Ink;
use super::{numbers, signs, text};
use crate::app::{App, Marked};
use crate::program::{Criteria, Pair, Shown};
use crate::scoring::{Breakdown, Detail, Part, Verdict};
use crate::session::why::WhyNot;
use crate::session::{Consequences, PairState};
use crate::words::screen::why as words;
use crate::words::screen::why::Share;

/// Paints the panel.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let Some(marked) = app.marked() else {
        canvas.frame(area, &words::title(canvas.lang(), None), "", Ink::Title);
        return;
    };
    let breakdown = marked.breakdown.as_ref();
    let shown = breakdown.filter(|_| !matches!(marked.state, PairState::Blocked(_)));
    let title = words::title(canvas.lang(), shown.map(|breakdown| numbers::percent(breakdown.score)));
    let remark = breakdown.map(|breakdown| words::coverage(canvas.lang(), numbers::percent(breakdown.coverage)));
    canvas.frame(area, &title, &remark.unwrap_or_default(), Ink::Title);
    let inner = padded(area);
    let criteria = &app.session().program().criteria;
    let sentence = sentence(canvas, app, marked);
    // The sentence may take two lines where there is room for the bars beside it; the last line is for what making the pair would do.
    let tall = inner.height >= 6;
    let most = if tall { 2 } else { inner.height.min(2) };
    let used = canvas.paragraph(Rect { height: most, ..inner }, &sentence, Ink::Plain);
    let gap = u16::from(inner.height >= 8);
    let mut rest = Rect { y: inner.y + used + gap, height: inner.height.saturating_sub(used + gap), ..inner };
    if rest.height == 0 {
        return;
    }
    let last = Rect { y: rest.bottom() - 1, height: 1, ..rest };
    let what_if = what_if(canvas, app, marked, usize::from(rest.width));
    if !what_if.is_empty() {
        rest.height -= 1;
        canvas.line((last.x, last.y), last.width, &what_if);
    }
    if let Some(breakdown) = breakdown {
        paint_warnings(canvas, &mut rest, breakdown, criteria);
        paint_parts(canvas, rest, breakdown, criteria);
    }
}

/// The parts as lines, as many as fit: the one that gives most first.
fn paint_parts(canvas: &mut Canvas<'_>, area: Rect, breakdown: &Breakdown, criteria: &Criteria) {
    let widest = breakdown.parts.iter().filter(|part| part.applies).map(|part| text::width(&label(criteria, part))).max().unwrap_or(0);
    let columns = PartColumns::of(usize::from(area.width), widest);
    for (y, (part, points, of)) in (area.y..area.bottom()).zip(ranked(breakdown)) {
        let mut line = lead(canvas, criteria, part, (points, of), columns);
        let taken: usize = line.iter().map(|piece| text::width(&piece.content)).sum();
        line.extend(evidence(canvas, part, usize::from(area.width).saturating_sub(taken)));
        canvas.line((area.x, y), area.width, &line);
    }
}

/// How the width of a part's line is shared out.
#[derive(Debug, Clone, Copy)]
pub struct PartColumns {
    label: usize,
    bar: usize,
}

impl PartColumns {
    /// Columns where labels come before everything: quotes stand on lines of their own.
    pub fn of_list(width: usize, widest: usize) -> Self {
        let bar = if width >= 48 { 6 } else { 0 };
        Self { label: widest.min(width.saturating_sub(22 + bar)).max(8), bar }
    }

    /// Columns for lines of this width whose longest label is so wide.
    pub fn of(width: usize, widest: usize) -> Self {
        let bar = match width {
            100.. => 12,
            76..100 => 6,
            _ => 0,
        };
        Self { label: widest.min(width / 4).clamp(8, 24), bar }
    }
}

/// The parts that apply, with their whole points: largest first, as the sentence names them.
pub fn ranked(breakdown: &Breakdown) -> Vec<(&Part, u32, u32)> {
    let points = numbers::whole(&breakdown.parts.iter().map(|part| part.points).collect::<Vec<_>>());
    let of = numbers::whole(&breakdown.parts.iter().map(|part| part.of).collect::<Vec<_>>());
    let mut parts: Vec<_> = breakdown
        .parts
        .iter()
        .zip(points)
        .zip(of)
        .map(|((part, points), of)| (part, points, of))
        .filter(|(part, ..)| part.applies)
        .collect();
    parts.sort_by_key(|(part, ..)| std::cmp::Reverse((part.points, part.of)));
    parts
}

/// Points, label and bar of a part.
pub fn lead(canvas: &Canvas<'_>, criteria: &Criteria, part: &Part, (points, of): (u32, u32), columns: PartColumns) -> Vec<Span<'static>> {
    let share = u16::try_from(u32::from(part.points) * 10_000 / u32::from(part.of.max(1))).unwrap_or(0);
    let ink = if share < 5_000 { Ink::Low } else { Ink::Bar };
    let mut line = vec![
        piece(format!("{} ", words::points(canvas.lang(), points, of)), Ink::Strong),
        piece(format!("{} ", text::fit(&label(criteria, part), columns.label)), Ink::Plain),
    ];
    if columns.bar > 0 {
        line.push(piece(format!("{} ", text::fit(&signs::bar(share, columns.bar), columns.bar)), ink));
    }
    line
}

/// The quotes of a part in so many cells, and what was asked in vain at the right edge.
fn evidence(canvas: &Canvas<'_>, part: &Part, cells: usize) -> Vec<Span<'static>> {
    let lang = canvas.lang();
    let gaps: Vec<String> = part.gaps.iter().map(|gap| Shown::new(&gap.quote.text).to_string()).collect();
    let missing = match gaps.is_empty() || cells < 30 {
        true => String::new(),
        false => text::cut(&words::missing(lang, &gaps.join(", ")), (cells / 3).max(20)),
    };
    let room = cells.saturating_sub(text::width(&missing) + if missing.is_empty() { 0 } else { 2 });
    let mut line = quotes(canvas, part, room);
    if !missing.is_empty() {
        let taken: usize = line.iter().map(|piece| text::width(&piece.content)).sum();
        line.push(piece(" ".repeat(cells.saturating_sub(taken + text::width(&missing))), Ink::Plain));
        line.push(piece(missing, Ink::Gap));
    }
    line
}

/// `«want» = «offer»`, as many as fit whole; the first is shortened when even it does not.
fn quotes(canvas: &Canvas<'_>, part: &Part, room: usize) -> Vec<Span<'static>> {
    let mut line = Vec::new();
    let mut left = room;
    let detail = words::detail(canvas.lang(), &part.detail);
    if !detail.is_empty() {
        let detail = text::cut(&detail, left);
        left = left.saturating_sub(text::width(&detail));
        line.push(piece(detail, if part.known { Ink::Plain } else { Ink::Gap }));
    }
    for (place, evidence) in part.evidence.iter().enumerate() {
        let joint = joint(part, evidence.strength);
        let before = if line.is_empty() { "" } else { "; " };
        let (want, offer) = (Shown::new(&evidence.want.text), Shown::new(&evidence.offer.text));
        if want.as_str().to_lowercase() == offer.as_str().to_lowercase() && text::width(want.as_str()) + text::width(before) + 2 <= left {
            let said = format!("{before}«{want}»");
            left = left.saturating_sub(text::width(&said));
            line.push(piece(said, Ink::Plain));
            continue;
        }
        let frame = text::width(before) + 7;
        let wanted = text::width(want.as_str()) + text::width(offer.as_str()) + frame;
        if wanted > left && (place > 0 || left < 24) {
            break;
        }
        let each = left.saturating_sub(frame) / 2;
        let fit = |one: &Shown, other: &Shown| text::cut(one.as_str(), each.max(left.saturating_sub(frame + text::width(other.as_str()))));
        let (want, offer) = if wanted <= left { (want.to_string(), offer.to_string()) } else { (fit(&want, &offer), fit(&offer, &want)) };
        let said = format!("{before}«{want}» {joint} «{offer}»");
        left = left.saturating_sub(text::width(&said));
        line.push(piece(said, Ink::Plain));
    }
    line
}

/// What stands between two quotes: `=` when they say the same, `~` when they are near, `–` between two ends of a measure.
pub fn joint(part: &Part, strength: u16) -> &'static str {
    match part.detail {
        Detail::Kilometres(_) | Detail::Measured(_) | Detail::Remote | Detail::Differs => "–",
        _ if strength >= 7_500 => signs::EQUAL,
        _ => signs::THIN,
    }
}

/// The rules that mark the pair, a line each.
fn paint_warnings(canvas: &mut Canvas<'_>, area: &mut Rect, breakdown: &Breakdown, criteria: &Criteria) {
    for check in &breakdown.rules {
        let (Verdict::Warns | Verdict::WarnsUnknown, Some(rule)) = (check.verdict, criteria.rules.get(check.rule)) else { continue };
        if area.height == 0 {
            return;
        }
        let unknown = if check.verdict == Verdict::WarnsUnknown {
            format!(" ({})", words::verdict(canvas.lang(), check.verdict))
        } else {
            String::new()
        };
        let said = format!("{} {}{unknown}", signs::WARNED, Shown::new(&rule.label));
        canvas.put((area.x, area.y), area.width, &text::cut(&said, usize::from(area.width)), Ink::Warned);
        (area.y, area.height) = (area.y + 1, area.height - 1);
    }
}

/// The sentence before the bars: whoever has nobody comes first, then what a rule forbids, then what carries the score.
fn sentence(canvas: &Canvas<'_>, app: &App, marked: &Marked) -> String {
    let (lang, program) = (canvas.lang(), app.session().program());
    let of_the_pair = match (&marked.state, &marked.breakdown) {
        (PairState::Blocked(rule), _) => {
            words::blocked(lang, Shown::new(program.criteria.rules.get(*rule).map_or("", |rule| &rule.label)).as_str())
        }
        (_, Some(breakdown)) => of_breakdown(canvas, breakdown, &program.criteria),
        (_, None) => String::new(),
    };
    match &marked.why_empty {
        Some(why) => format!("{} {of_the_pair}", words::empty(lang, marked.adept.as_str(), why, program)),
        None => of_the_pair,
    }
}

/// What carries a score and what holds it back.
pub fn of_breakdown(canvas: &Canvas<'_>, breakdown: &Breakdown, criteria: &Criteria) -> String {
    let shares: Vec<Share> =
        ranked(breakdown).into_iter().map(|(part, points, of)| Share { label: label(criteria, part), points, of }).collect();
    let gaps: Vec<String> =
        breakdown.parts.iter().flat_map(|part| &part.gaps).map(|gap| text::cut(Shown::new(&gap.quote.text).as_str(), 32)).collect();
    words::sentence(canvas.lang(), &shares, &gaps)
}

/// A criterion's name on screen.
pub fn label(criteria: &Criteria, part: &Part) -> String {
    criteria.criteria.get(part.criterion).map_or_else(String::new, |criterion| Shown::new(&criterion.label).to_string())
}

/// The last line: what stands between the pair and the proposal, and what making it would do.
fn what_if(canvas: &Canvas<'_>, app: &App, marked: &Marked, cells: usize) -> Vec<Span<'static>> {
    let (lang, session) = (canvas.lang(), app.session());
    let said = |text: String, ink: Ink| vec![piece(text, ink)];
    match &marked.why_not {
        WhyNot::ItIs => match session.named(marked.pair).and_then(|pair| session.ledger().lock_of(&pair.adept).map(|(_, seq)| seq)) {
            Some(seq) => said(words::is_locked(lang, &session.ledger().mark(seq)), Ink::Locked),
            None => said(words::is_proposed(lang).to_owned(), Ink::Muted),
        },
        // The sentence has named the rule.
        WhyNot::Blocked(_) => Vec::new(),
        WhyNot::Forbidden(mark) => said(words::is_forbidden(lang, mark), Ink::Barred),
        WhyNot::AdeptLocked { mentor, mark } => {
            let mentor = session.program().mentors().get(*mentor).map(|person| Shown::new(&person.name()).to_string());
            said(words::adept_locked(lang, marked.adept.as_str(), &mentor.unwrap_or_default(), mark), Ink::Locked)
        }
        WhyNot::MentorFull { seats } => said(words::full(lang, *seats), Ink::Locked),
        WhyNot::BelowMinimum => said(words::below(lang, numbers::percent(session.program().criteria.matching.minimum)), Ink::Warned),
        WhyNot::Costs(then) => changes(canvas, app, marked.pair, then, cells),
    }
}

/// Who would move, from what to what, the subject first, as many as fit; then the total.
fn changes(canvas: &Canvas<'_>, app: &App, pair: Pair, then: &Consequences, cells: usize) -> Vec<Span<'static>> {
    let (lang, session) = (canvas.lang(), app.session());
    let score =
        |adept: usize, mentor: Option<usize>| mentor.map(|mentor| numbers::percent(session.scores().cell(Pair { adept, mentor }).score));
    let name = |adept: usize| {
        session.program().adepts().get(adept).map(|person| text::initialled(Shown::new(&person.name()).as_str())).unwrap_or_default()
    };
    let mut moves: Vec<_> = then.moves.iter().collect();
    moves.sort_by_key(|one| (one.adept != pair.adept, one.adept));
    let total = words::total(lang, &numbers::difference(then.total_before, then.total_after));
    let mut line = format!("{} ", words::instead(lang));
    let mut left = cells.saturating_sub(text::width(&line) + text::width(&total) + 2);
    for (told, one) in moves.iter().enumerate() {
        let change = words::change(lang, &name(one.adept), score(one.adept, one.from), score(one.adept, one.to));
        let rest = words::more(lang, moves.len() - told);
        let is_last = told + 1 == moves.len();
        let needed = text::width(&change) + 2 + if is_last { 0 } else { text::width(&rest) + 2 };
        if needed > left {
            line += &format!("{rest}, ");
            break;
        }
        left -= text::width(&change) + 2;
        line += &format!("{change}, ");
    }
    let ink = if then.total_after < then.total_before { Ink::Warned } else { Ink::Plain };
    vec![piece(line, Ink::Plain), piece(total, ink)]
}
