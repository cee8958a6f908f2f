//! What the counter says about the history beside its lines.

use super::{matched, percent, points};
use crate::program::Shown;
use crate::session::{Between, Moment};
use crate::words::Lang;

/// No decision is as asked for.
pub fn none_fits(lang: Lang) -> String {
    lang.pick("Inget beslut passar.\n", "No decision fits.\n").to_owned()
}

/// A time that is none.
pub fn not_a_time(text: &Shown, lang: Lang) -> String {
    lang.pick(
        format!("{text} är ingen tid: skriv en dag, 2026-11-21, eller en dag med klockslag, 2026-11-21T20:31, i UTC."),
        format!("{text} is no time: write a day, 2026-11-21, or a day and a time, 2026-11-21T20:31, in UTC."),
    )
}

/// A moment that there is none of.
pub fn not_a_moment(text: &Shown, last: u64, lang: Lang) -> String {
    lang.pick(
        format!("{text} är inget beslut: skriv ett nummer från 0 till {last}, eller now."),
        format!("{text} is no decision: write a number from 0 to {last}, or now."),
    )
}

/// What a moment came to.
pub fn moment(moment: &Moment, adepts: usize, lang: Lang) -> String {
    let at = match moment.seq {
        0 => lang.pick("Före första beslutet", "Before the first decision").to_owned(),
        seq => lang.pick(format!("Efter beslut {seq}"), format!("After decision {seq}")),
    };
    let total = points(moment.total, lang);
    let locked = super::counted(moment.locked, lang.pick("låst par", "locked pair"), lang.pick("låsta par", "locked pairs"));
    let worst = moment.worst.map_or_else(String::new, |worst| {
        let worst = percent(worst, false);
        lang.pick(format!(", sämst {worst}"), format!(", worst {worst}"))
    });
    let matched = matched(moment.matched, adepts, lang);
    lang.pick(format!("{at}: summan {total}{worst}, {matched}, {locked}.\n"), format!("{at}: total {total}{worst}, {matched}, {locked}.\n"))
}

/// Who decided between two moments, and whether scores mean the same at both.
pub fn makers(between: &Between, lang: Lang) -> String {
    let names = between.makers.iter().map(|(by, count)| format!("{} {count}", Shown::new(by))).collect::<Vec<_>>().join(", ");
    let count = super::counted(between.records(), lang.pick("beslut", "decision"), lang.pick("beslut", "decisions"));
    let said = if names.is_empty() { count } else { format!("{count}: {names}") };
    let reweighed = lang.pick(
        "Vikter eller regler är ändrade emellan: varje poäng är från sin egen tid.\n",
        "Weights or rules were changed between: each score is of its own moment.\n",
    );
    format!("{}.\n{}", said, if between.reweighed { reweighed } else { "" })
}

/// How many have another mentor.
pub fn changed(count: usize, lang: Lang) -> String {
    match count {
        0 => lang.pick("Ingen har en annan mentor.\n", "Nobody has another mentor.\n").to_owned(),
        1 => lang.pick("En adept har en annan mentor:\n", "One adept has another mentor:\n").to_owned(),
        _ => lang.pick(format!("{count} adepter har en annan mentor:\n"), format!("{count} adepts have another mentor:\n")),
    }
}

/// The headings of the changes: who, from whom with the score then, to whom with the score then, by which decisions.
pub fn of_changes(lang: Lang) -> [&'static str; 6] {
    lang.pick(["ADEPT", "FRÅN", "POÄNG", "TILL", "POÄNG", "GENOM"], ["ADEPT", "FROM", "SCORE", "TO", "SCORE", "BY"])
}
