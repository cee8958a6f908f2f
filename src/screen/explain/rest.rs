//! What else there is to know about the pair in the reading room: its ranks, what would be otherwise, the rules, other pairs, notes.

use ratatui::text::Span;

use super::super::canvas::{Canvas, piece};
use super::super::theme::Role as Ink;
use super::super::{empty, instead, numbers, signs, text, votes};
use super::Lines;
use crate::app::App;
use crate::app::modal::Explain;
use crate::app::modal::explain::Other;
use crate::program::{Pair, Role, Shown};
use crate::scoring::Verdict;
use crate::scoring::counterfactual::{Next, Rank};
use crate::session::why::WhyNot;
use crate::words::screen::over as words;
use crate::words::screen::why as reasons;
use crate::words::{counter, pair, standby, voices};

/// So many changes are named for somebody who has nobody.
const CHANGES: usize = 5;

/// Ranks and what would be otherwise, rules, other pairs of both people, notes, in lines of so many cells.
pub fn rest(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize) -> Lines {
    let lang = canvas.lang();
    let mut lines = Lines::default();
    let heading = |lines: &mut Lines, text: String| {
        if !lines.lines.is_empty() {
            lines.lines.push(Vec::new());
        }
        lines.lines.push(vec![piece(text, Ink::Title)]);
    };
    vote(canvas, explain, app, cells, &mut lines);
    nobody(canvas, explain, app, cells, &mut lines);
    what_if(canvas, explain, app, cells, &mut lines);
    otherwise(canvas, explain, app, cells, &mut lines);
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
    if_it_fails(canvas, explain, app, cells, &mut lines);
    if !explain.notes.is_empty() {
        heading(&mut lines, words::notes(lang).to_owned());
    }
    for note in &explain.notes {
        let said = note.text.as_ref().map_or(voices::erased(lang), Shown::as_str);
        lines.lines.extend(hanging(
            "  ",
            &format!("{}: {said}", Shown::new(&voices::written(note.by.as_str(), &note.at, note.reworded_at.as_deref(), lang))),
            cells,
            Ink::Plain,
        ));
    }
    lines.lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines
}

/// How the vote on the pair stands, and who answered what once that is open.
fn vote(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize, lines: &mut Lines) {
    let lang = canvas.lang();
    let named = app.session().named(explain.pair).filter(|named| app.session().ledger().poll(named).is_some());
    let Some(polled) = named.and_then(|named| app.polled(&named)) else { return };
    lines.lines.extend(hanging("", &votes::in_a_line(lang, &polled), cells, Ink::Title));
    if let Some(answers) = polled.answers() {
        lines.lines.extend(hanging("  ", &voices::by_name(&answers, lang), cells, Ink::Plain));
    }
    lines.lines.push(Vec::new());
}

/// For an adept who has nobody: which single changes would give more adepts a mentor.
fn nobody(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize, lines: &mut Lines) {
    if app.session().partner(explain.pair.adept).is_none() {
        lines.lines.extend(empty::all_changes(canvas, app, explain.pair.adept, (CHANGES, cells)));
    }
    if !lines.lines.is_empty() {
        lines.lines.push(Vec::new());
    }
}

/// For a pair of the proposal: whom to ask when it fails, and what the numbers promise.
fn if_it_fails(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize, lines: &mut Lines) {
    let (session, lang) = (app.session(), canvas.lang());
    let stands = session.partner(explain.pair.adept) == Some(explain.pair.mentor);
    let Some(next) = app.standbys().filter(|_| stands).map(|standbys| standbys.of(explain.pair.adept)) else { return };
    if next.is_empty() {
        return;
    }
    if !lines.lines.is_empty() {
        lines.lines.push(Vec::new());
    }
    lines.lines.push(vec![piece(standby::heading(lang), Ink::Title)]);
    for one in next {
        let pair = Pair { mentor: one.mentor, ..explain.pair };
        let cell = session.scores().cell(pair);
        let name = session.program().mentors().get(one.mentor).map(|person| Shown::new(&person.name()).to_string()).unwrap_or_default();
        let score = numbers::known_score(cell.score, cell.coverage < session.program().criteria.low_coverage);
        lines.lines.push(vec![
            piece(format!("  {} ", one.round), Ink::Muted),
            piece(format!("{score:>4}  "), Ink::Strong),
            piece(format!("{}  ", text::fit_name(&name, (cells / 2).min(22))), Ink::Plain),
            piece(standby::seat(lang, session.empty_seats(one.mentor) > 0), Ink::Muted),
        ]);
    }
    lines.lines.extend(hanging("  ", standby::rounds(lang), cells, Ink::Muted));
}

/// For a pair that is not in the proposal: what making it would do to whom, or why it cannot be made. A rule stands among the rules.
fn what_if(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize, lines: &mut Lines) {
    match &explain.why_not {
        WhyNot::ItIs | WhyNot::Blocked(_) => {}
        WhyNot::Costs(then) => {
            let (heading, moves) = instead::in_full(canvas, app, explain.pair, then, cells);
            lines.lines.extend(hanging("", &heading, cells, Ink::Title));
            lines.lines.extend(moves);
        }
        why_not => {
            for line in instead::lines(canvas, app, (explain.pair, why_not), usize::MAX, 1) {
                let said: String = line.iter().map(|piece| piece.content.as_ref()).collect();
                lines.lines.extend(hanging("", &said, cells, Ink::Plain));
            }
        }
    }
}

/// Where the pair stands for both, what is missing to the next rank, the score without each criterion, and what would unblock it.
fn otherwise(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize, lines: &mut Lines) {
    let (lang, program) = (canvas.lang(), app.session().program());
    let Some(otherwise) = &explain.otherwise else { return };
    if !otherwise.unblock.is_empty() {
        let rules: Vec<String> =
            otherwise.unblock.iter().filter_map(|one| Some(Shown::new(&program.criteria.rules.get(one.rule)?.label).into())).collect();
        let answers: Vec<String> =
            otherwise.unblock.iter().flat_map(|one| &one.unanswered).map(|field| pair::asked_of(field, lang)).collect();
        lines.lines.extend(hanging("", &(pair::unblock(&rules, &answers, lang) + "."), cells, Ink::Plain));
    }
    if let Some(ranks) = otherwise.ranks {
        if !lines.lines.is_empty() {
            lines.lines.push(Vec::new());
        }
        lines.lines.push(vec![piece(reasons::ranks(lang), Ink::Title)]);
        let mut line = |role: Role, rank: Rank, next: Option<&Next>| {
            let (who, whom) = if role == Role::Mentor { (&explain.mentor, &explain.adept) } else { (&explain.adept, &explain.mentor) };
            let said = reasons::rank_for(lang, who.as_str(), whom.as_str(), rank);
            lines.lines.extend(hanging("  ", &said, cells, Ink::Plain));
            if let Some(next) = next {
                lines.lines.extend(hanging("    ", &missing_to(canvas, app, next, role), cells, Ink::Muted));
            }
        };
        line(Role::Mentor, ranks.mentor, otherwise.next_mentor.as_ref());
        line(Role::Adept, ranks.adept, otherwise.next_adept.as_ref());
    }
    if !otherwise.without.is_empty() {
        lines.lines.push(Vec::new());
        lines.lines.push(vec![piece(reasons::without_each(lang), Ink::Title)]);
    }
    let thin = explain.breakdown.as_ref().is_some_and(|breakdown| breakdown.thin);
    for one in &otherwise.without {
        let label = program.criteria.criteria.get(one.criterion).map(|criterion| Shown::new(&criterion.label)).unwrap_or_default();
        let rank = one.ranks.map_or_else(String::new, |ranks| format!("  {}", pair::place(ranks.mentor, lang)));
        let room = cells.saturating_sub(6 + text::width(&rank));
        lines.lines.push(vec![
            piece(format!("{:>4}  ", numbers::known_score(one.score, thin)), Ink::Strong),
            piece(text::cut(label.as_str(), room), Ink::Plain),
            piece(rank, Ink::Muted),
        ]);
    }
}

/// What the pair's person of a role lacks to the next rank.
fn missing_to(canvas: &Canvas<'_>, app: &App, next: &Next, role: Role) -> String {
    let (lang, program) = (canvas.lang(), app.session().program());
    let place = if role == Role::Mentor { next.pair.mentor } else { next.pair.adept };
    let holder = program.people(role).get(place).map(|person| text::initialled(Shown::new(&person.name()).as_str())).unwrap_or_default();
    let room = next.most_room.and_then(|(criterion, room)| {
        let label = Shown::new(&program.criteria.criteria.get(criterion)?.label).to_string();
        Some((label, counter::points(i64::from(room), lang)))
    });
    let room = room.as_ref().map(|(label, room)| (label.as_str(), room.as_str()));
    pair::next(&counter::points(i64::from(next.points), lang), next.place, &holder, room, lang)
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
    let equal = if other.equal { signs::EQUAL } else { "" };
    let ink = if matches!(other.why_not, WhyNot::Blocked(_)) { Ink::Muted } else { Ink::Strong };
    let name = text::fit_name(other.name.as_str(), (cells / 2).min(22));
    vec![
        piece(format!("{:>4}  ", format!("{equal}{}", numbers::known_score(other.score, other.thin))), ink),
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
