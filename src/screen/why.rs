//! Why: the pair under the cursor. First a sentence, then the bars, then the quotes; last what making the pair would do.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::padded;
use super::quoting::{Applications, Passage};
use super::theme::Role as Ink;
use super::{empty, instead, numbers, signs, text, votes};
use crate::app::{App, Marked};
use crate::program::{Criteria, Pair, Program, Role, Shown};
use crate::scoring::{Breakdown, Counterfactuals, Detail, Gist, Part, Verdict, whole_points};
use crate::session::PairState;
use crate::session::foresight::COIN_FLIP;
use crate::session::why::WhyNot;
use crate::words::pair;
use crate::words::screen::why as words;
use crate::words::sentence::{self, Measure, Names};

/// Paints the panel.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let Some(marked) = app.marked() else {
        canvas.frame(area, &words::title(canvas.lang(), None), "", Ink::Title);
        return;
    };
    let program = app.session().program();
    let breakdown = marked.breakdown.as_ref();
    let percent = breakdown.map(|breakdown| numbers::pair(breakdown.score, breakdown.thin));
    let coverage = breakdown.map(|breakdown| words::coverage(canvas.lang(), numbers::percent(breakdown.coverage))).unwrap_or_default();
    // The number of a blocked pair is there, but grey, as remarks are.
    let (title, remark) = match (matches!(marked.state, PairState::Blocked(_)), percent) {
        (true, Some(percent)) if coverage.is_empty() => (None, percent),
        (true, Some(percent)) => (None, format!("{percent}, {coverage}")),
        (_, percent) => (percent, rests_on(canvas, app, marked.pair, coverage)),
    };
    canvas.frame(area, &words::title(canvas.lang(), title.as_deref()), &remark, Ink::Title);
    let mut inner = padded(area);
    // What colleagues have said of the pair is nowhere else in sight.
    if let Some(line) = votes::voices_line(canvas, app, marked.pair).filter(|_| inner.height > 2) {
        inner.height -= 1;
        canvas.line((inner.x, inner.bottom()), inner.width, &line);
    }
    let plan = Plan::of(canvas, inner, app, marked);
    let used = canvas.paragraph(Rect { height: inner.height.min(plan.most), ..inner }, &plan.sentence, Ink::Plain) + plan.gap;
    let mut rest = Rect { y: inner.y + used, height: inner.height.saturating_sub(used), ..inner };
    for line in plan.last.iter().rev().take(usize::from(rest.height)) {
        rest.height -= 1;
        canvas.line((rest.x, rest.bottom()), rest.width, line);
    }
    if let Some(breakdown) = breakdown {
        paint_warnings(canvas, &mut rest, breakdown, &program.criteria);
        let parts = breakdown.parts.iter().filter(|part| part.applies).count();
        if let Some(said) = marked.otherwise.as_ref().map(|otherwise| otherwise_said(canvas, otherwise, breakdown, &program.criteria))
            && usize::from(rest.height) > parts
        {
            rest.height -= 1;
            canvas.put((rest.x, rest.bottom()), rest.width, &text::cut(&said, usize::from(rest.width)), Ink::Muted);
        }
        paint_parts(canvas, rest, breakdown, Applications { program, pair: marked.pair });
    }
}

/// The mentor's rank, and the criterion whose absence would change the score most; for a blocked pair what would unblock it.
fn otherwise_said(canvas: &Canvas<'_>, otherwise: &Counterfactuals, breakdown: &Breakdown, criteria: &Criteria) -> String {
    let lang = canvas.lang();
    if !otherwise.unblock.is_empty() {
        let rules = otherwise.unblock.iter().filter_map(|one| Some(Shown::new(&criteria.rules.get(one.rule)?.label).to_string()));
        let answers = otherwise.unblock.iter().flat_map(|one| &one.unanswered).map(|field| pair::asked_of(field, lang));
        return pair::unblock(&rules.collect::<Vec<_>>(), &answers.collect::<Vec<_>>(), lang) + ".";
    }
    let most = otherwise.without.iter().max_by_key(|one| (one.score.abs_diff(breakdown.score), std::cmp::Reverse(one.criterion)));
    let without = most.filter(|one| one.score != breakdown.score).and_then(|one| {
        let label = Shown::new(&criteria.criteria.get(one.criterion)?.label).to_string();
        Some(pair::without(&label, &numbers::pair(one.score, breakdown.thin), one.ranks.map(|ranks| ranks.mentor), lang))
    });
    let rank = otherwise.ranks.map(|ranks| pair::rank(ranks.mentor, lang));
    rank.into_iter().chain(without).collect::<Vec<_>>().join(" · ")
}

/// What the panel's lines are used for: the parts come first, then the whole sentence, then what is seen elsewhere too, then air.
#[derive(Debug)]
struct Plan {
    sentence: String,
    /// The lines that the sentence may take.
    most: u16,
    gap: u16,
    /// The last lines: what the pair is, or what making it would do.
    last: Vec<Vec<Span<'static>>>,
}

impl Plan {
    fn of(canvas: &Canvas<'_>, area: Rect, app: &App, marked: &Marked) -> Self {
        let parts = marked.breakdown.as_ref().map_or(0, |breakdown| {
            breakdown.parts.iter().filter(|part| part.applies).count() + breakdown.rules.iter().filter(|check| warns(check.verdict)).count()
        });
        // What the pair is can be seen in the lists as well; what making it would do is said here only.
        let cells = usize::from(area.width);
        let instead = |most: usize| instead::lines(canvas, app, (marked.pair, &marked.why_not), cells, most);
        let last = instead(2);
        let brief = if last.len() > 1 { instead(1) } else { last.clone() };
        let needed = if matches!(marked.why_not, WhyNot::ItIs) { Vec::new() } else { brief.clone() };
        // About somebody who has nobody there is more to say, where the parts leave room for it.
        let left = usize::from(area.height).saturating_sub(parts + brief.len() + 1);
        let most = if marked.why_empty.is_some() { left.clamp(2, 4) } else { 2 };
        let rows = u16::try_from(most).unwrap_or(2);
        let full = sentence(canvas, app, marked, Rect { height: area.height.min(rows), ..area });
        let told = text::wrapped(&full, cells, most).len();
        let fits = |gap: usize, last: &[_]| told + gap + parts + last.len() <= usize::from(area.height);
        let tries = [(1, last.clone()), (0, last), (0, brief), (0, needed.clone())];
        if let Some((gap, last)) = tries.into_iter().find(|(gap, last)| fits(*gap, last)) {
            return Self { sentence: full, most: rows, gap: u16::try_from(gap).unwrap_or(0), last };
        }
        // Where the parts need the room the sentence says less.
        let least = shorter(canvas, app, marked, area);
        Self { most: if marked.why_empty.is_some() { 2 } else { 1 }, sentence: least, gap: 0, last: needed }
    }
}

/// What a pair's number rests on: real answers, and for a proposed pair the weights. Where there is room for one of the two it is what comes first.
fn rests_on(canvas: &Canvas<'_>, app: &App, pair: Pair, coverage: String) -> String {
    let Some(share) = app.share(pair) else { return coverage };
    let is_coin_flip = share < COIN_FLIP;
    let holds = words::holds(canvas.lang(), share, is_coin_flip);
    match (coverage.is_empty(), is_coin_flip) {
        (true, _) => holds,
        (false, true) => format!("{holds}, {coverage}"),
        (false, false) => format!("{coverage}, {holds}"),
    }
}

/// The parts as lines, the one that gives most first; those that do not fit are counted.
fn paint_parts(canvas: &mut Canvas<'_>, area: Rect, breakdown: &Breakdown, applications: Applications<'_>) {
    let criteria = &applications.program.criteria;
    let widest = breakdown.parts.iter().filter(|part| part.applies).map(|part| text::width(&label(criteria, part))).max().unwrap_or(0);
    let columns = PartColumns::of(usize::from(area.width), widest);
    let parts = ranked(breakdown);
    let lines = usize::from(area.height);
    let seen = match parts.len() > lines {
        // The last line counts the others, unless it would cost half of what is seen.
        true if lines > 2 => lines - 1,
        true => lines,
        false => parts.len(),
    };
    for (y, (part, points, of)) in (area.y..area.bottom()).zip(parts.iter().take(seen)) {
        let mut line = lead(canvas, criteria, part, (*points, *of), columns);
        let taken: usize = line.iter().map(|piece| text::width(&piece.content)).sum();
        line.extend(evidence(canvas, part, usize::from(area.width).saturating_sub(taken), applications));
        canvas.line((area.x, y), area.width, &line);
    }
    if seen < parts.len() && seen < lines {
        canvas.put((area.x, area.bottom() - 1), area.width, &words::more_parts(canvas.lang(), parts.len() - seen), Ink::Muted);
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
            100.. => 8,
            76..100 => 4,
            _ => 0,
        };
        Self { label: widest.min(width / 3).clamp(8, 30), bar }
    }
}

/// The parts that apply, with their whole points: largest first, as the sentence names them.
pub fn ranked(breakdown: &Breakdown) -> Vec<(&Part, u32, u32)> {
    let shown = breakdown.parts.iter().zip(whole_points(breakdown)).map(|(part, (points, of))| (part, u32::from(points), u32::from(of)));
    let mut parts: Vec<_> = shown.filter(|(part, ..)| part.applies).collect();
    parts.sort_by_key(|(part, ..)| std::cmp::Reverse((part.points, part.of)));
    parts
}

/// Points, label and bar of a part.
pub fn lead(canvas: &Canvas<'_>, criteria: &Criteria, part: &Part, (points, of): (u32, u32), columns: PartColumns) -> Vec<Span<'static>> {
    let share = u16::try_from(u32::from(part.points) * 10_000 / u32::from(part.of.max(1))).unwrap_or(0);
    let mut line = vec![
        piece(format!("{} ", words::points(canvas.lang(), points, of)), Ink::Strong),
        piece(format!("{} ", text::fit(&label(criteria, part), columns.label)), Ink::Plain),
    ];
    if columns.bar > 0 {
        line.push(piece(format!("{} ", text::fit(&signs::bar(share, columns.bar), columns.bar)), Ink::Bar));
    }
    line
}

/// The quotes of a part in so many cells, and what was asked in vain at the right edge; where there is little room the quotes come first.
fn evidence(canvas: &Canvas<'_>, part: &Part, cells: usize, applications: Applications<'_>) -> Vec<Span<'static>> {
    let gaps: Vec<String> = part.gaps.iter().map(|gap| pair::gap(gap, canvas.lang())).collect();
    let missing = if gaps.is_empty() { String::new() } else { words::missing(canvas.lang(), &gaps.join(", ")) };
    let kept = if cells < 60 { 0 } else { text::width(&missing).min((cells / 3).max(20)) };
    let mut line = quotes(canvas, part, cells.saturating_sub(kept + if kept > 0 { 2 } else { 0 }), applications);
    let taken: usize = line.iter().map(|piece| text::width(&piece.content)).sum();
    let before = if taken == 0 { 0 } else { 2 };
    let left = cells.saturating_sub(taken + before);
    if !missing.is_empty() && left >= text::width(&missing).min(16) {
        let missing = text::cut(&missing, left);
        line.push(piece(" ".repeat(cells.saturating_sub(taken + text::width(&missing))), Ink::Plain));
        line.push(piece(missing, Ink::Gap));
    }
    line
}

/// `«want» = «offer»`, as many as fit whole; the first with some words around it, or shortened when even it does not fit.
fn quotes(canvas: &Canvas<'_>, part: &Part, room: usize, applications: Applications<'_>) -> Vec<Span<'static>> {
    let mut line = Vec::new();
    let mut left = room;
    let detail = pair::detail(&part.detail, canvas.lang());
    if !detail.is_empty() {
        let detail = text::cut(&detail, left);
        left = left.saturating_sub(text::width(&detail));
        line.push(piece(detail, if part.known { Ink::Plain } else { Ink::Gap }));
    }
    for (place, evidence) in part.evidence.iter().enumerate() {
        let before = if line.is_empty() { "" } else { "; " };
        let cells = left.saturating_sub(text::width(before));
        // The first is known again by what stands around it; the others are there to be counted.
        let around = if place == 0 { cells.saturating_sub(7) } else { 0 };
        let shortest = applications.passage(&evidence.offer, around / 2).width();
        let want = applications.passage(&evidence.want, around.saturating_sub(shortest));
        let offer = applications.passage(&evidence.offer, around.saturating_sub(want.width()));
        let Some(said) = two(&want, &offer, joint(part, evidence.strength), cells, place == 0) else { break };
        line.push(piece(before, Ink::Plain));
        left = cells.saturating_sub(said.iter().map(|piece| text::width(&piece.content)).sum());
        line.extend(said);
    }
    line
}

/// Two quotes in so many cells; one where they say the same. `None` where they do not fit, unless they may be shortened.
fn two(want: &Passage, offer: &Passage, joint: &str, cells: usize, shorten: bool) -> Option<Vec<Span<'static>>> {
    let quoted = |passage: &Passage, cells: usize| {
        let mut pieces = vec![piece("«", Ink::Plain)];
        pieces.extend(passage.pieces(cells));
        pieces.push(piece("»", Ink::Plain));
        pieces
    };
    if want.says_the_same_as(offer) && want.width() + 2 <= cells {
        return Some(quoted(want, cells));
    }
    let room = cells.saturating_sub(7);
    let whole = want.width() + offer.width() <= room;
    if !whole && (!shorten || cells < 24) {
        return None;
    }
    let fit = |one: &Passage, other: &Passage| (room / 2).max(room.saturating_sub(other.width())).min(one.width());
    let mut said = quoted(want, fit(want, offer));
    said.push(piece(format!(" {joint} "), Ink::Plain));
    said.extend(quoted(offer, fit(offer, want)));
    Some(said)
}

/// What stands between two quotes: `=` when they say the same, `~` when they are near, `–` between two ends of a measure.
pub fn joint(part: &Part, strength: u16) -> &'static str {
    match part.detail {
        Detail::Kilometres(_) | Detail::Measured(_) | Detail::Remote | Detail::Differs => "–",
        _ if strength >= 7_500 => signs::EQUAL,
        _ => signs::THIN,
    }
}

/// The rules that mark the pair: a line each, or one line for all where the parts need the room.
fn paint_warnings(canvas: &mut Canvas<'_>, area: &mut Rect, breakdown: &Breakdown, criteria: &Criteria) {
    let lang = canvas.lang();
    let said = breakdown.rules.iter().filter(|check| warns(check.verdict)).filter_map(|check| {
        let rule = Shown::new(&criteria.rules.get(check.rule)?.label).to_string();
        let unknown = check.verdict == Verdict::WarnsUnknown;
        Some(if unknown { format!("{rule} ({})", pair::verdict(check.verdict, lang)) } else { rule })
    });
    let mut lines: Vec<String> = said.collect();
    if lines.len() + breakdown.parts.iter().filter(|part| part.applies).count() > usize::from(area.height) && lines.len() > 1 {
        lines = vec![lines.join("; ")];
    }
    for line in lines.into_iter().take(usize::from(area.height)) {
        canvas.put((area.x, area.y), area.width, &text::cut(&format!("{} {line}", signs::WARNED), usize::from(area.width)), Ink::Warned);
        (area.y, area.height) = (area.y + 1, area.height - 1);
    }
}

fn warns(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Warns | Verdict::WarnsUnknown)
}

/// The sentence before the bars: whoever has nobody comes first, then what speaks for the pair.
fn sentence(canvas: &Canvas<'_>, app: &App, marked: &Marked, area: Rect) -> String {
    let program = app.session().program();
    match (&marked.why_empty, &marked.breakdown) {
        (Some(why), Some(breakdown)) => {
            let of_the_pair = told(canvas, program, breakdown, true, Measure::OneReason);
            empty::sentence(canvas, app, marked, why, &of_the_pair, (usize::from(area.width), usize::from(area.height)))
        }
        (None, Some(breakdown)) => sentence_that_fits(canvas, program, breakdown, area),
        (_, None) => String::new(),
    }
}

/// As little as can be said.
fn shorter(canvas: &Canvas<'_>, app: &App, marked: &Marked, area: Rect) -> String {
    let program = app.session().program();
    match (&marked.why_empty, &marked.breakdown) {
        (Some(why), _) => empty::sentence(canvas, app, marked, why, "", (usize::from(area.width), 2)),
        (None, Some(breakdown)) => told(canvas, program, breakdown, true, Measure::Least),
        (None, None) => String::new(),
    }
}

/// The one sentence about a pair, as much of it as an area has room for: first the names get shorter, then less is said.
pub fn sentence_that_fits(canvas: &Canvas<'_>, program: &Program, breakdown: &Breakdown, area: Rect) -> String {
    let tries = [
        (false, Measure::Whole),
        (true, Measure::Whole),
        (false, Measure::OneReason),
        (true, Measure::OneReason),
        (false, Measure::Least),
        (true, Measure::Least),
    ];
    let lines = usize::from(area.height);
    let fits = |said: &String| text::wrap(said, usize::from(area.width)).len() <= lines;
    let all = tries.map(|(short, measure)| told(canvas, program, breakdown, short, measure));
    let [.., least] = &all;
    all.iter().find(|said| fits(said)).unwrap_or(least).clone()
}

fn told(canvas: &Canvas<'_>, program: &Program, breakdown: &Breakdown, short: bool, measure: Measure) -> String {
    let name = |role: Role, place: usize| {
        let name = program.people(role).get(place).map(|person| Shown::new(&person.name()).to_string()).unwrap_or_default();
        if short { text::initialled(&name) } else { name }
    };
    let (adept, mentor) = (name(Role::Adept, breakdown.pair.adept), name(Role::Mentor, breakdown.pair.mentor));
    let gist = Gist::of(&program.criteria, breakdown);
    sentence::sentence(canvas.lang(), &gist, Names { adept: &adept, mentor: &mentor }, program, measure)
}

/// A criterion's name on screen.
pub fn label(criteria: &Criteria, part: &Part) -> String {
    criteria.criteria.get(part.criterion).map_or_else(String::new, |criterion| Shown::new(&criterion.label).to_string())
}
