//! What decisions cost the program, and what would cost it less.

use crate::session::Decision;
use crate::session::foresight::{Hold, Keeps};
use crate::words::Lang;

/// Above what would reach the same with less.
pub fn for_less(lang: Lang, keeps: Keeps) -> &'static str {
    match keeps {
        Keeps::Adept | Keeps::Mentor => lang.pick("Lika bra för mindre:", "As good, for less:"),
        Keeps::Half => lang.pick("Bara det ena, för mindre:", "Only one of the two, for less:"),
    }
}

/// One thing that would reach the same with less: `Åsa gets Fia Björk (81 %): total −2 instead of −9`. The changes of the total are
/// as they are shown, its own and that of what was asked.
pub fn instead(
    lang: Lang,
    keeps: Keeps,
    (adept, mentor, score): (&str, &str, &str),
    (change, asked): (&str, &str),
    more_matched: i64,
) -> String {
    let (who, whom) = if keeps == Keeps::Mentor { (mentor, adept) } else { (adept, mentor) };
    let pair = format!("{who} {} {whom} ({score})", lang.pick("får", "gets"));
    let total = if change == asked {
        String::new()
    } else {
        lang.pick(format!("summan {change} i stället för {asked}"), format!("total {change} instead of {asked}"))
    };
    let more = match more_matched {
        ..=0 => String::new(),
        1 => lang.pick("en adept till får en mentor", "one more adept gets a mentor").to_owned(),
        more => lang.pick(format!("{more} adepter till får en mentor"), format!("{more} more adepts get a mentor")),
    };
    let both = if total.is_empty() || more.is_empty() { "" } else { ", " };
    format!("{pair}: {total}{both}{more}")
}

/// The title of the list of decisions.
pub fn title(lang: Lang) -> &'static str {
    lang.pick("Vad varje beslut kostar", "What each decision costs")
}

/// How many are listed, and how; or that their costs are being worked out.
pub fn remark(lang: Lang, count: usize, known: bool) -> String {
    match known {
        true => lang.pick(format!("{count}, dyrast först"), format!("{count}, dearest first")),
        false => lang.pick("räknar …", "working …").to_owned(),
    }
}

/// The heads of the columns of points and of adepts.
pub fn heads(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(("kostar", "beslut"), ("costs", "decision"))
}

/// Above the times.
pub const ZONE: &str = "UTC";

/// What a decision about a pair was, in a word.
pub fn what(lang: Lang, hold: Hold, decision: Option<&Decision>) -> &'static str {
    match (hold, decision) {
        (Hold::Forbidden, _) => lang.pick("förbjudet", "forbidden"),
        (Hold::Locked, Some(Decision::Swap { .. })) => lang.pick("bytt", "swapped"),
        (Hold::Locked, Some(Decision::Assign(_))) => lang.pick("hopparat", "assigned"),
        (Hold::Locked, _) => lang.pick("låst", "locked"),
    }
}

/// A pair: `Åsa Öberg – Nils Ek`.
pub fn pair(adept: &str, mentor: &str) -> String {
    format!("{adept} – {mentor}")
}

/// Adepts who would have a mentor too if the decision were taken back; fewer with a minus.
pub fn people(lang: Lang, people: i64) -> String {
    let number = if people < 0 { format!("−{}", people.unsigned_abs()) } else { format!("+{people}") };
    format!("{number} {}", lang.pick("matchade", "matched"))
}

/// When nothing is decided about any pair any more.
pub fn nothing(lang: Lang) -> &'static str {
    lang.pick("Inget par är låst eller förbjudet.", "No pair is locked or forbidden.")
}

/// What all decisions cost together; points as shown, 0 or less when they cost nothing.
pub fn together(lang: Lang, cost: i64, shown: &str) -> String {
    match cost {
        ..=0 => lang.pick("Tillsammans kostar besluten inget.", "Together the decisions cost nothing.").to_owned(),
        _ => lang.pick(format!("Tillsammans kostar besluten {shown}."), format!("Together the decisions cost {shown}.")),
    }
}

/// What the number of one decision means, and why the numbers are no sum.
pub fn no_sum(lang: Lang) -> &'static str {
    lang.pick(
        "Varje tal är vad summan ökar om just det beslutet tas tillbaka; flera beslut kan dela på samma förlust.",
        "Each number is what the total gains if only that decision is taken back; several decisions can share a loss.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keeps: Keeps, changes: (&str, &str), more_matched: i64, sv: &str, en: &str) {
        let said = |lang| instead(lang, keeps, ("Åsa", "Fia", "81 %"), changes, more_matched);
        assert_eq!((said(Lang::Sv).as_str(), said(Lang::En).as_str()), (sv, en));
    }

    #[test]
    fn an_alternative_says_who_gets_whom_and_what_it_saves() {
        let (sv, en) = ("Åsa får Fia (81 %): summan −2 i stället för −9", "Åsa gets Fia (81 %): total −2 instead of −9");
        check(Keeps::Adept, ("−2", "−9"), 0, sv, en);
        check(Keeps::Half, ("−2", "−9"), 0, sv, en);
        let (sv, en) = ("Fia får Åsa (81 %): summan +3 i stället för −9", "Fia gets Åsa (81 %): total +3 instead of −9");
        check(Keeps::Mentor, ("+3", "−9"), 0, sv, en);
        let (sv, en) = ("Åsa får Fia (81 %): en adept till får en mentor", "Åsa gets Fia (81 %): one more adept gets a mentor");
        check(Keeps::Adept, ("−9", "−9"), 1, sv, en);
        let (sv, en) = (
            "Åsa får Fia (81 %): summan ±0 i stället för −9, 2 adepter till får en mentor",
            "Åsa gets Fia (81 %): total ±0 instead of −9, 2 more adepts get a mentor",
        );
        check(Keeps::Adept, ("±0", "−9"), 2, sv, en);
    }
}
