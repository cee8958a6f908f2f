//! The lines of the reading room's columns.

use ratatui::text::Span;

use super::super::canvas::{Canvas, piece};
use super::super::theme::{self, Role as Ink};
use super::super::why::{self, PartColumns};
use super::super::{numbers, signs, text};
use super::Lines;
use crate::app::App;
use crate::app::modal::explain::{AnswerLine, Other, Passage};
use crate::app::modal::{Explain, Reading};
use crate::program::{Pair, Shown};
use crate::scoring::{Part, Verdict, whole_points};
use crate::session::why::WhyNot;
use crate::words::pair;
use crate::words::screen as general;
use crate::words::screen::over as words;
use crate::words::screen::why as reasons;

/// The lines of one column in so many cells.
pub fn of(canvas: &Canvas<'_>, explain: &Explain, app: &App, reading: Reading, cells: usize) -> Lines {
    match reading {
        Reading::Adept => application(canvas, &explain.adept_answers, cells),
        Reading::Mentor => application(canvas, &explain.mentor_answers, cells),
        Reading::Parts => parts(canvas, explain, app, cells),
        Reading::Rest => rest(canvas, explain, app, cells),
    }
}

/// One person's answers, each under its field's name, with what the chosen part quotes marked.
fn application(canvas: &Canvas<'_>, answers: &[AnswerLine], cells: usize) -> Lines {
    let lang = canvas.lang();
    let mut lines = Lines::default();
    for answer in answers {
        let field = pair::field(&answer.field.field, lang);
        let said = answer.text.as_str();
        let lead = format!("{field}: ");
        let first = lines.lines.len();
        if said.is_empty() {
            lines.lines.push(vec![piece(lead, Ink::Muted), piece(words::blank(lang), Ink::Muted)]);
            continue;
        }
        // What fits stays on the field's own line; what does not begins below it, a little in.
        if text::width(&lead) + text::width(said) <= cells {
            let mut line = vec![piece(lead, Ink::Muted)];
            line.extend(marked(said, 0..said.len(), &answer.marks));
            lines.lines.push(line);
        } else {
            lines.lines.push(vec![piece(lead, Ink::Muted)]);
            for range in text::wrap(said, cells.saturating_sub(2)) {
                let here = answer.marks.iter().any(|(mark, _)| mark.start < range.end && range.start < mark.end);
                if here && lines.wanted.is_none() {
                    lines.wanted = Some((lines.lines.len(), lines.lines.len()));
                }
                let mut line = vec![piece("  ", Ink::Plain)];
                line.extend(marked(said, range, &answer.marks));
                lines.lines.push(line);
            }
        }
        if !answer.marks.is_empty() && lines.wanted.is_none() {
            lines.wanted = Some((first, lines.lines.len().saturating_sub(1)));
        }
    }
    lines
}

/// A line of an answer; evidence is bold and underlined, what was asked in vain underlined in italics, whatever the colours.
fn marked(said: &str, line: std::ops::Range<usize>, marks: &[(std::ops::Range<usize>, Passage)]) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = line.start;
    for (range, passage) in marks {
        let (start, end) = (range.start.clamp(at, line.end), range.end.clamp(at, line.end));
        let ink = if matches!(passage, Passage::Gap) { Ink::Gap } else { Ink::Evidence };
        spans.push(piece(said.get(at..start).unwrap_or_default(), Ink::Plain));
        spans.push(Span::styled(said.get(start..end).unwrap_or_default().to_owned(), theme::style(ink)));
        at = end.max(at);
    }
    spans.push(piece(said.get(at..line.end).unwrap_or_default(), Ink::Plain));
    spans
}

/// The parts in the order of the criteria; the chosen one with its evidence and gaps in full.
fn parts(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize) -> Lines {
    let mut lines = Lines::default();
    let Some(breakdown) = &explain.breakdown else { return lines };
    let (lang, criteria) = (canvas.lang(), &app.session().program().criteria);
    for line in text::wrapped(&why::of_breakdown(canvas, breakdown, criteria), cells, 3) {
        lines.lines.push(vec![piece(line, Ink::Plain)]);
    }
    lines.lines.push(Vec::new());
    let widest = breakdown.parts.iter().map(|part| text::width(&why::label(criteria, part))).max().unwrap_or(0);
    let columns = PartColumns::of_list(cells, widest);
    for (place, (part, (points, of))) in breakdown.parts.iter().zip(whole_points(breakdown)).enumerate() {
        let first = lines.lines.len();
        lines.lines.push(part_line(canvas, explain, app, part, (u32::from(points), u32::from(of)), columns));
        if place != explain.part {
            continue;
        }
        lines.lines.extend(evidence(canvas, part, cells));
        for gap in &part.gaps {
            let said = reasons::missing(lang, &format!("«{}»", Shown::new(&gap.quote.text)));
            lines.lines.extend(
                text::wrapped(&said, cells.saturating_sub(4), 2)
                    .into_iter()
                    .map(|line| vec![piece("    ", Ink::Plain), piece(line, Ink::Gap)]),
            );
        }
        let last = lines.lines.len() - 1;
        (lines.wanted, lines.chosen) = (Some((first, last)), Some((first, last)));
    }
    lines
}

fn part_line(
    canvas: &Canvas<'_>,
    explain: &Explain,
    app: &App,
    part: &Part,
    points: (u32, u32),
    columns: PartColumns,
) -> Vec<Span<'static>> {
    let criteria = &app.session().program().criteria;
    let detail = pair::detail(&part.detail, canvas.lang());
    if !part.applies {
        let label = why::label(criteria, part);
        return vec![piece(format!("       –  {label}  {detail}"), Ink::Muted)];
    }
    let mut line = why::lead(canvas, criteria, part, points, columns);
    if explain.breakdown.is_some() && !detail.is_empty() {
        line.push(piece(detail, if part.known { Ink::Plain } else { Ink::Gap }));
    }
    line
}

/// The quotes of the chosen part, each on lines of its own, with the fields they stand in where there is room.
fn evidence(canvas: &Canvas<'_>, part: &Part, cells: usize) -> Vec<Vec<Span<'static>>> {
    let lang = canvas.lang();
    let cells = cells.saturating_sub(4);
    let mut lines = Vec::new();
    for evidence in &part.evidence {
        let joint = why::joint(part, evidence.strength);
        let (want, offer) = (Shown::new(&evidence.want.text), Shown::new(&evidence.offer.text));
        let both = |want: &str, offer: &str| {
            if want.to_lowercase() == offer.to_lowercase() { want.to_owned() } else { format!("{want} {joint} {offer}") }
        };
        let said = both(&format!("«{want}»"), &format!("«{offer}»"));
        let fields = both(&pair::field(&evidence.want.field.field, lang), &pair::field(&evidence.offer.field.field, lang));
        let fields = format!(" ({fields})");
        let room = text::width(&said) + text::width(&fields) <= cells;
        for line in text::wrapped(&said, cells, 2) {
            lines.push(vec![piece("    ", Ink::Plain), piece(line, Ink::Evidence)]);
        }
        if room && let Some(line) = lines.last_mut() {
            line.push(piece(fields, Ink::Muted));
        }
    }
    lines
}

/// Rules, other pairs of both people, notes.
fn rest(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize) -> Lines {
    let lang = canvas.lang();
    let mut lines = Lines::default();
    let heading = |lines: &mut Lines, text: String| {
        if !lines.lines.is_empty() {
            lines.lines.push(Vec::new());
        }
        lines.lines.push(vec![piece(text, Ink::Title)]);
    };
    if !explain.rules.is_empty() {
        heading(&mut lines, words::rules(lang).to_owned());
    }
    for rule in &explain.rules {
        let (sign, ink) = match rule.verdict {
            Verdict::Kept => (" ", Ink::Plain),
            Verdict::Warns | Verdict::WarnsUnknown => (signs::WARNED, Ink::Warned),
            Verdict::Blocks | Verdict::BlocksUnknown => (signs::BLOCKED, Ink::Barred),
        };
        let said = format!("{}: {}", rule.label, pair::verdict(rule.verdict, lang));
        lines.lines.extend(hanging(&format!("{sign} "), &said, cells, ink));
    }
    for (name, others) in [(&explain.adept, &explain.other_mentors), (&explain.mentor, &explain.other_adepts)] {
        if !others.is_empty() {
            heading(&mut lines, words::others_for(lang, name.as_str()));
        }
        for other in others {
            lines.lines.push(other_line(canvas, app, other, cells));
        }
    }
    if !explain.notes.is_empty() {
        heading(&mut lines, words::notes(lang).to_owned());
    }
    for note in &explain.notes {
        let said = note.text.as_ref().map_or(words::erased(lang), Shown::as_str);
        lines.lines.extend(hanging(
            "  ",
            &format!("{} {}: {said}", note.by, Shown::new(&general::date_and_clock(&note.at))),
            cells,
            Ink::Plain,
        ));
    }
    lines
}

/// Another pair: score, name, and why it was not chosen.
fn other_line(canvas: &Canvas<'_>, app: &App, other: &Other, cells: usize) -> Vec<Span<'static>> {
    let (session, lang) = (app.session(), canvas.lang());
    let rule = match other.why_not {
        WhyNot::Blocked(rule) => session.program().criteria.rules.get(rule).map_or("", |rule| rule.label.as_str()),
        _ => "",
    };
    let mentor = match &other.why_not {
        WhyNot::AdeptLocked { mentor, .. } => {
            session.program().mentors().get(*mentor).map(|person| text::initialled(Shown::new(&person.name()).as_str()))
        }
        _ => None,
    };
    let price = match &other.why_not {
        WhyNot::Costs(then) => numbers::difference(then.total_before, then.total_after),
        _ => String::new(),
    };
    let why = words::why_not(lang, &other.why_not, (Shown::new(rule).as_str(), &mentor.unwrap_or_default(), &price));
    let now = now_with(app, other.pair);
    let why = if now.is_empty() { why } else { format!("{why} · {now}") };
    let name = text::fit_name(other.name.as_str(), (cells / 2).min(22));
    vec![
        piece(format!("{:>4}  ", numbers::score(other.score)), Ink::Strong),
        piece(format!("{name}  "), Ink::Plain),
        piece(why, Ink::Muted),
    ]
}

/// Who the adept of another pair has at present, when the pair is about another adept.
fn now_with(app: &App, pair: Pair) -> String {
    let session = app.session();
    let Some(mentor) = session.partner(pair.adept).filter(|mentor| *mentor != pair.mentor) else { return String::new() };
    let subject = app.marked_pair().is_some_and(|marked| marked.adept == pair.adept);
    match session.program().mentors().get(mentor) {
        Some(person) if !subject => text::initialled(Shown::new(&person.name()).as_str()),
        _ => String::new(),
    }
}

/// A text whose later lines stand as far in as its first.
fn hanging(lead: &str, said: &str, cells: usize, ink: Ink) -> Vec<Vec<Span<'static>>> {
    let room = cells.saturating_sub(text::width(lead));
    let lines = text::wrapped(said, room, 4);
    let blank = " ".repeat(text::width(lead));
    lines
        .into_iter()
        .enumerate()
        .map(|(place, line)| vec![piece(if place == 0 { lead.to_owned() } else { blank.clone() }, ink), piece(line, ink)])
        .collect()
}
