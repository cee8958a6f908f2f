//! What stands between the pair under the cursor and the proposal, and what making it would do: the price, and who moves because of whom.

use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::theme::Role as Ink;
use super::{numbers, signs, text};
use crate::app::App;
use crate::program::{Pair, Role, Shown};
use crate::session::why::WhyNot;
use crate::session::{Consequences, Move};
use crate::words::screen::chain::{self, Price};
use crate::words::screen::why as words;

/// What stands between the pair and the proposal, in at most so many lines; no lines for a pair whose rule is named above them.
pub fn lines(canvas: &Canvas<'_>, app: &App, (pair, why_not): (Pair, &WhyNot), cells: usize, most: usize) -> Vec<Vec<Span<'static>>> {
    let (lang, session) = (canvas.lang(), app.session());
    let said = |text: String, ink: Ink| vec![vec![piece(text, ink)]];
    match why_not {
        WhyNot::ItIs => match session.named(pair).and_then(|pair| session.ledger().lock_of(&pair.adept).map(|(_, seq)| seq)) {
            Some(seq) => vec![vec![
                piece(format!("{} ", signs::LOCKED), Ink::Locked),
                piece(words::is_locked(lang, &session.ledger().mark(seq)), Ink::Plain),
            ]],
            None => said(words::is_proposed(lang).to_owned(), Ink::Muted),
        },
        // The sentence has named the rule.
        WhyNot::Blocked(_) => Vec::new(),
        WhyNot::Forbidden(mark) => {
            vec![vec![piece(format!("{} ", signs::FORBIDDEN), Ink::Barred), piece(words::is_forbidden(lang, mark), Ink::Plain)]]
        }
        WhyNot::AdeptLocked { mentor, mark } => {
            let (adept, mentor) = (name(app, Role::Adept, pair.adept), name(app, Role::Mentor, *mentor));
            said(words::adept_locked(lang, &adept, &mentor, mark), Ink::Plain)
        }
        WhyNot::MentorFull { seats } => said(words::full(lang, *seats), Ink::Plain),
        WhyNot::BelowMinimum => said(words::below(lang, numbers::percent(session.program().criteria.matching.minimum)), Ink::Plain),
        WhyNot::Costs(then) => costs(canvas, app, pair, then, cells, most),
    }
}

/// The price as a heading, and everybody who would move, a line each.
pub fn in_full(canvas: &Canvas<'_>, app: &App, pair: Pair, then: &Consequences, cells: usize) -> (String, Vec<Vec<Span<'static>>>) {
    let lang = canvas.lang();
    let heading = format!("{}{}", price(canvas, app, then), given(canvas, app));
    let line = |one: Move| {
        let (from, to) = scores(app, one);
        let change = format!("{from:>5} → {to:<4}");
        let name = name(app, Role::Adept, one.adept);
        let of = |mentor: Option<usize>| mentor.map(|mentor| text::initialled(&self::name(app, Role::Mentor, mentor)));
        let (from, to) = (of(one.from), of(one.to));
        let room = cells.saturating_sub(text::width(&change) + 2);
        let whole = chain::from_to(lang, &name, from.as_deref(), to.as_deref());
        let short = chain::to(lang, &text::initialled(&name), to.as_deref());
        let said = if text::width(&whole) <= room { whole } else { text::cut(&short, room) };
        vec![piece(format!("{change}  "), Ink::Muted), piece(said, Ink::Plain)]
    };
    (heading, then.in_chain(pair).into_iter().map(line).collect())
}

/// The price and who moves because of whom, as much as fits. First the decisions that the price depends on go, then what is known of the pair
/// itself, then whoever moves last; those who are not named are counted.
fn costs(canvas: &Canvas<'_>, app: &App, pair: Pair, then: &Consequences, cells: usize, most: usize) -> Vec<Vec<Span<'static>>> {
    let lang = canvas.lang();
    let (price, given) = (price(canvas, app, then), given(canvas, app));
    let moves = then.in_chain(pair);
    let said = |given: &str, short: bool, told: std::ops::Range<usize>| {
        let mut steps: Vec<String> = moves.iter().take(told.end).skip(told.start).map(|one| step(canvas, app, pair, *one, short)).collect();
        if moves.len() == 1 {
            steps.push(chain::nobody_else(lang).to_owned());
        }
        let hidden = moves.iter().skip(told.end);
        let left = hidden.clone().filter(|one| one.to.is_none()).count();
        chain::sentence(lang, &format!("{price}{given}"), &steps, (hidden.count(), left))
    };
    let (all, first) = (moves.len(), moves.len().min(1));
    let whole = [(given.as_str(), false), (given.as_str(), true), ("", false), ("", true)];
    let whole = whole.into_iter().map(|(given, short)| (given, short, 0..all));
    let from_the_first = (3..all).rev().filter(|_| most > 1).map(|told| ("", true, 0..told));
    let of_the_others = (first..=all).rev().map(|told| ("", true, first..told));
    let tries = whole.chain(from_the_first).chain(of_the_others);
    let fits = |said: &String| text::wrap(said, cells).len() <= most;
    let chosen = tries.map(|(given, short, told)| said(given, short, told)).find(fits).unwrap_or_else(|| format!("{price}."));
    let ink = if then.total_after < then.total_before { Ink::Warned } else { Ink::Strong };
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    for line in text::wrapped(&chosen, cells, most) {
        lines.push(match line.strip_prefix(&price) {
            Some(rest) if lines.is_empty() => vec![piece(price.clone(), ink), piece(rest, Ink::Plain)],
            _ => vec![piece(line, Ink::Plain)],
        });
    }
    lines
}

/// One move: of the adept of the pair it says who takes them, of the others where they go.
fn step(canvas: &Canvas<'_>, app: &App, pair: Pair, one: Move, short: bool) -> String {
    let lang = canvas.lang();
    let known = |role: Role, place: usize| {
        let name = name(app, role, place);
        if short { text::initialled(&name) } else { name }
    };
    let (adept, mentor) = (known(Role::Adept, one.adept), one.to.map(|mentor| known(Role::Mentor, mentor)));
    let (from, to) = scores(app, one);
    match mentor {
        Some(mentor) if one.adept == pair.adept => chain::takes(lang, &mentor, &adept, (&from, &to)),
        Some(mentor) => chain::goes(lang, &adept, &mentor, (&from, &to)),
        None => chain::is_left(lang, &adept),
    }
}

/// What the program would lose, and the worst off where that is what is looked at.
fn price(canvas: &Canvas<'_>, app: &App, then: &Consequences) -> String {
    let lang = canvas.lang();
    let lost = then.total_before - then.total_after;
    let points = numbers::change(then.total_before, then.total_after).saturating_abs();
    let points = if points > 0 { Some(numbers::total(points.saturating_mul(100))) } else { None };
    let said = match lost {
        0 => chain::price(lang, Price::Nothing),
        1.. => chain::price(lang, Price::Costs(points.as_deref())),
        _ => chain::price(lang, Price::Gains(points.as_deref())),
    };
    match (then.worst_before, then.worst_after) {
        (Some(before), Some(after)) if after < before && (lost <= 0 || !app.session().prices_ready()) => {
            said + &chain::worst(lang, numbers::percent(before), numbers::percent(after))
        }
        _ => said,
    }
}

/// On which decisions the price depends; nothing where there are none.
fn given(canvas: &Canvas<'_>, app: &App) -> String {
    let (ledger, program) = (app.session().ledger(), app.session().program());
    let locked = ledger.locks().filter(|(adept, _)| program.adept(adept).is_some()).count();
    chain::given(canvas.lang(), locked, ledger.forbidden().count())
}

/// The adept's scores before and after, as they are shown.
fn scores(app: &App, one: Move) -> (String, String) {
    let low = app.session().program().criteria.low_coverage;
    let score = |mentor: Option<usize>| {
        let cell = app.session().scores().cell(Pair { adept: one.adept, mentor: mentor? });
        Some(numbers::known_score(cell.score, cell.coverage < low))
    };
    let or_none = |score: Option<String>| score.unwrap_or_else(|| "–".to_owned());
    (or_none(score(one.from)), or_none(score(one.to)))
}

fn name(app: &App, role: Role, place: usize) -> String {
    app.session().program().people(role).get(place).map(|person| Shown::new(&person.name()).to_string()).unwrap_or_default()
}
