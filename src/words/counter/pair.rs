//! What the counter says about a pair: why it is not proposed, what a decision moved.

use crate::program::{Pair, Program, Shown};
use crate::session::why::WhyNot;
use crate::session::{Consequences, Mark, Move, Session};
use crate::words::Lang;

use super::points;

/// A rule by its name on screen; its place when the program has no such rule.
pub fn rule(program: &Program, rule: usize) -> Shown {
    program.criteria.rules.get(rule).map_or_else(|| Shown::new(&format!("{rule}")), |rule| Shown::new(&rule.label))
}

/// A mentor by name and id.
pub fn mentor(program: &Program, mentor: usize) -> String {
    program.mentors().get(mentor).map_or_else(String::new, person)
}

/// An adept by name and id.
pub fn adept(program: &Program, adept: usize) -> String {
    program.adepts().get(adept).map_or_else(String::new, person)
}

fn person(person: &crate::program::Application) -> String {
    format!("{} ({})", Shown::new(&person.name()), person.id)
}

/// What stands between a pair and the proposal.
pub fn why_not(why: &WhyNot, program: &Program, lang: Lang) -> String {
    match why {
        WhyNot::ItIs => lang.pick("paret är i förslaget", "the pair is in the proposal").to_owned(),
        WhyNot::Blocked(broken) => {
            let rule = rule(program, *broken);
            lang.pick(format!("spärrat av regeln ”{rule}”"), format!("blocked by the rule \"{rule}\""))
        }
        WhyNot::Forbidden(mark) => lang.pick(format!("förbjudet: {}", said(mark, lang)), format!("forbidden: {}", said(mark, lang))),
        WhyNot::AdeptLocked { mentor: held, mark } => {
            let (mentor, mark) = (mentor(program, *held), said(mark, lang));
            lang.pick(format!("adepten är låst till {mentor}: {mark}"), format!("the adept is locked to {mentor}: {mark}"))
        }
        WhyNot::MentorFull { seats: 0 } => lang.pick("mentorn tar inga adepter", "the mentor takes no adepts").to_owned(),
        WhyNot::MentorFull { seats } => {
            let seats = super::counted(*seats as usize, lang.pick("plats", "seat"), lang.pick("platser", "seats"));
            lang.pick(format!("mentorn är full: {seats}, låst av andra"), format!("the mentor is full: {seats}, locked to others"))
        }
        WhyNot::BelowMinimum => {
            let minimum = super::percent(program.criteria.matching.minimum, false);
            lang.pick(format!("under programmets lägsta poäng, {minimum}"), format!("below the program's minimum, {minimum}"))
        }
        WhyNot::Costs(then) => cost(then, lang),
    }
}

/// What making a possible pair would cost the whole.
fn cost(then: &Consequences, lang: Lang) -> String {
    let (lost, fewer) = (then.total_before - then.total_after, then.matched_before.saturating_sub(then.matched_after));
    let others = then.moves.iter().filter(|one| one.to.is_some()).count().saturating_sub(1);
    let mut costs = vec![total_cost(lost, lang)];
    if fewer > 0 {
        let fewer = super::adepts(fewer, lang);
        costs.push(lang.pick(format!("{fewer} skulle bli utan mentor"), format!("{fewer} would be left without a mentor")));
    }
    if others > 0 {
        let others = super::adepts(others, lang);
        costs.push(lang.pick(format!("{others} till skulle flytta"), format!("{others} more would move")));
    }
    costs.join(", ")
}

fn total_cost(lost: i64, lang: Lang) -> String {
    let size = points(lost.abs(), lang);
    match lost.signum() {
        1 => lang.pick(format!("summan skulle förlora {size} poäng"), format!("the total would lose {size} points")),
        0 => lang
            .pick("lika bra för summan, men förslaget tog ett annat par", "as good for the total, but the proposal took another pair")
            .to_owned(),
        _ => lang.pick(
            format!("summan skulle vinna {size} poäng, men för lite eller för någon annans plats"),
            format!("the total would gain {size} points, but too little or at the cost of somebody's seat"),
        ),
    }
}

/// Who decided, when, and why if they said.
pub fn said(mark: &Mark, lang: Lang) -> String {
    let (by, at) = (Shown::new(&mark.by), Shown::new(&mark.at));
    let why = mark.did.why.as_ref().map_or_else(String::new, |why| format!(" ({})", Shown::new(why)));
    lang.pick(format!("{by}, {at}, beslut {}{why}", mark.seq), format!("{by}, {at}, decision {}{why}", mark.seq))
}

/// What a decision moved, one line each, then the sums.
pub fn moved(then: &Consequences, program: &Program, lang: Lang) -> String {
    let lines = then.moves.iter().map(|one| format!("  {}\n", step(*one, program, lang)));
    lines.collect::<String>() + &sums(then, lang)
}

/// What making a pair would do: who moves because of whom, one line each with the score before and after, then the sums.
pub fn chain(then: &Consequences, pair: Pair, session: &Session, lang: Lang) -> String {
    let low = session.program().criteria.low_coverage;
    let score = |adept: usize, mentor: Option<usize>| {
        let cell = mentor.map(|mentor| session.scores().cell(Pair { adept, mentor }));
        cell.map_or_else(|| "-".to_owned(), |cell| super::percent(cell.score, cell.coverage < low))
    };
    let line = |one: Move| {
        let change = format!("{} -> {}", score(one.adept, one.from), score(one.adept, one.to));
        format!("  {} ({change})\n", step(one, session.program(), lang))
    };
    then.in_chain(pair).into_iter().map(line).collect::<String>() + &sums(then, lang)
}

fn step(one: Move, program: &Program, lang: Lang) -> String {
    let nobody = || lang.pick("ingen", "nobody").to_owned();
    let side = |place: Option<usize>| place.map_or_else(nobody, |place| mentor(program, place));
    format!("{}: {} -> {}", adept(program, one.adept), side(one.from), side(one.to))
}

/// What the moves come to.
fn sums(then: &Consequences, lang: Lang) -> String {
    let mut text = String::new();
    if then.moves.is_empty() {
        text += lang.pick("  Ingen flyttade.\n", "  Nobody moved.\n");
    }
    let (before, after) = (points(then.total_before, lang), points(then.total_after, lang));
    text += &match before == after {
        true => lang.pick(format!("  Summa {after} poäng, som förut.\n"), format!("  Total {after} points, as before.\n")),
        false => lang.pick(format!("  Summa {before} -> {after} poäng.\n"), format!("  Total {before} -> {after} points.\n")),
    };
    if then.matched_before != then.matched_after {
        let (before, after) = (then.matched_before, super::adepts(then.matched_after, lang));
        text += &lang.pick(format!("  Med mentor: {before} -> {after}.\n"), format!("  With a mentor: {before} -> {after}.\n"));
    }
    text
}
