//! What lies over the panes: questions, lists, the reading room.

use crate::app::modal::{Question, Reading};
use crate::app::order::Choice;
use crate::program::{Severity, Shown};
use crate::session::Decision;
use crate::session::why::WhyNot;
use crate::words::Lang;

/// What is asked before something that moves people or leaves the room. `names` are those that the question came with.
pub fn question(lang: Lang, question: &Question, names: &[Shown]) -> String {
    let name = |place: usize| names.get(place).map_or("", Shown::as_str);
    let (a, b, c, d) = (name(0), name(1), name(2), name(3));
    match question {
        Question::Assign(_) => lang.pick(format!("Ge {a} mentorn {b}?"), format!("Give {a} the mentor {b}?")),
        Question::Lock(_) => lang.pick(format!("Låsa {a} med {b}?"), format!("Lock {a} with {b}?")),
        Question::Unlock(_) => lang.pick(format!("Låsa upp {a} och {b}?"), format!("Unlock {a} and {b}?")),
        Question::Forbid(_) => lang.pick(format!("Förbjuda {a} med {b}?"), format!("Forbid {a} with {b}?")),
        Question::Allow(_) => lang.pick(format!("Tillåta {a} med {b} igen?"), format!("Allow {a} with {b} again?")),
        Question::Swap { .. } => {
            lang.pick(format!("Byta så att {a} får {b} och {c} får {d}?"), format!("Swap, so that {a} gets {b} and {c} gets {d}?"))
        }
        Question::Objective(objective) => {
            let name = crate::words::terms::objective(*objective, lang);
            lang.pick(format!("Ändra förslagets mål till ”{name}”?"), format!("Change the objective to “{name}”?"))
        }
        Question::Terms(decision) => match &**decision {
            Decision::Weight { thousandths, .. } => {
                let weight = crate::words::terms::weight(*thousandths, lang);
                lang.pick(format!("Ge {a} vikten {weight}?"), format!("Give {a} the weight {weight}?"))
            }
            Decision::Rule { effect, .. } => {
                let effect = crate::words::terms::effect(*effect, lang);
                lang.pick(format!("Ändra regeln ”{a}” till ”{effect}”?"), format!("Change the rule “{a}” to “{effect}”?"))
            }
            _ => String::new(),
        },
        Question::Afresh => lang.pick("Föreslå på nytt utifrån det som är beslutat?", "Propose afresh from what is decided?").to_owned(),
        Question::Finalise => lang.pick("Fastställa matchningen?", "Make the assignment final?").to_owned(),
        Question::Reopen => lang.pick("Öppna matchningen igen?", "Reopen the assignment?").to_owned(),
        Question::TakeBack(seq) => {
            lang.pick(format!("Ta tillbaka beslut {seq} av {a}: {b}?"), format!("Take back decision {seq} by {a}: {b}?"))
        }
        Question::Save { .. } => lang.pick("Spara matchningen?", "Save the assignment?").to_owned(),
        Question::TryAgain(..) => {
            lang.pick("Beslutet blev inte sparat. Försöka igen?", "The decision was not saved. Try again?").to_owned()
        }
    }
}

/// What saving writes, before it does.
pub fn saving(lang: Lang, (matched, adepts, locked): (usize, usize, usize)) -> String {
    let pairs = pairs_locked(lang, locked);
    lang.pick(
        format!("{matched} av {adepts} adepter har en mentor, {pairs}. De här filerna skrivs:"),
        format!("{matched} of {adepts} adepts have a mentor, {pairs}. These files are written:"),
    )
}

/// What it means to make the assignment final, before it is done.
pub fn finalising(lang: Lang, (matched, adepts, locked): (usize, usize, usize)) -> String {
    let pairs = pairs_locked(lang, locked);
    lang.pick(
        format!("{matched} av {adepts} adepter har en mentor, {pairs}. Därefter går det bara att anteckna, tills någon öppnar igen."),
        format!("{matched} of {adepts} adepts have a mentor, {pairs}. After that only notes can be made, until it is reopened."),
    )
}

fn pairs_locked(lang: Lang, locked: usize) -> String {
    match locked {
        1 => lang.pick("1 par är låst", "1 pair is locked").to_owned(),
        _ => lang.pick(format!("{locked} par är låsta"), format!("{locked} pairs are locked")),
    }
}

/// What it means to reopen the assignment, before it is done; `mark` is who made it final and when.
pub fn reopening(lang: Lang, mark: &str) -> String {
    lang.pick(
        format!("Den fastställdes av {mark}. Skriv varför den öppnas igen; det står i protokollet."),
        format!("It was made final by {mark}. Write why it is reopened; the minutes will say so."),
    )
}

/// Nobody would be moved.
pub fn nobody_moves(lang: Lang) -> &'static str {
    lang.pick("Ingen flyttas.", "Nobody moves.")
}

/// Before the list of those who would be moved.
pub fn who_moves(lang: Lang, count: usize) -> String {
    match count {
        1 => lang.pick("En adept får en annan mentor:", "One adept gets another mentor:").to_owned(),
        _ => lang.pick(format!("{count} adepter får en annan mentor:"), format!("{count} adepts get another mentor:")),
    }
}

/// The word before an optional reason.
pub fn reason(lang: Lang) -> &'static str {
    lang.pick("Varför: ", "Why: ")
}

/// The title of the field for the reason why so much is changed.
pub fn why_keep(lang: Lang, changes: usize) -> String {
    match changes {
        1 => lang.pick("Spara ändringen. Varför? (får lämnas tomt)", "Keep the change. Why? (may be left empty)").to_owned(),
        count => lang
            .pick(format!("Spara {count} ändringar. Varför? (får lämnas tomt)"), format!("Keep {count} changes. Why? (may be left empty)")),
    }
}

/// The title of the search line.
pub fn search(lang: Lang) -> &'static str {
    lang.pick("Sök: ", "Search: ")
}

/// How many were found.
pub fn found(lang: Lang, count: usize) -> String {
    match count {
        0 => lang.pick("ingen träff", "nobody found").to_owned(),
        1 => lang.pick("1 träff", "1 found").to_owned(),
        _ => lang.pick(format!("{count} träffar"), format!("{count} found")),
    }
}

/// The title of the help.
pub fn help(lang: Lang) -> &'static str {
    lang.pick("Hjälp", "Help")
}

/// The signs of the screen, each with its word.
pub fn legend(lang: Lang) -> [&'static str; 12] {
    lang.pick(
        [
            "låst",
            "förbjuden",
            "spärrad av en regel",
            "nyss flyttad",
            "lika bra som den ovanför",
            "lite att gå på",
            "en regel varnar",
            "markerad för byte",
            "markören",
            "vad paret skulle kosta summan, med besluten som de är",
            "Bo tittar här",
            "Bo beslutade nyss",
        ],
        [
            "locked",
            "forbidden",
            "blocked by a rule",
            "just moved",
            "as good as the one above",
            "little to go on",
            "a rule warns",
            "marked for a swap",
            "the cursor",
            "what the pair would cost the total, with the decisions as they are",
            "Bo is looking here",
            "Bo has just decided",
        ],
    )
}

/// The title of the palette.
pub fn palette(lang: Lang) -> &'static str {
    lang.pick("Kommandon", "Commands")
}

/// The title of the menu of orders and filters.
pub fn order(lang: Lang) -> &'static str {
    lang.pick("Ordning och urval", "Order and filter")
}

/// One line of that menu.
pub fn choice(lang: Lang, choice: Choice) -> String {
    match choice {
        Choice::Order(order) => super::order_short(lang, order).to_owned(),
        Choice::Filter(filter) => format!("{} {}", lang.pick("visa", "show"), super::filter_short(lang, filter)),
    }
}

/// The title of the list of problems: errors and warnings.
pub fn problems(lang: Lang, errors: usize, warnings: usize) -> String {
    let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let (fel, varningar) = (lang.pick(("fel", "fel"), ("error", "errors")), lang.pick(("varning", "varningar"), ("warning", "warnings")));
    format!(
        "{} · {} · {}",
        lang.pick("Problem i underlaget", "Problems in the files"),
        count(errors, fel.0, fel.1),
        count(warnings, varningar.0, varningar.1)
    )
}

/// How grave a problem is.
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.pick("fel", "error"),
        Severity::Warning => lang.pick("varning", "warning"),
    }
}

/// Where a problem is: `adepts/a.json, line 3, column 7`.
pub fn place(lang: Lang, file: &str, line: u32, column: u32) -> String {
    let file = if file.is_empty() { ".".to_owned() } else { Shown::new(file).to_string() };
    match (line, column) {
        (0, _) => file,
        (line, 0) => lang.pick(format!("{file}, rad {line}"), format!("{file}, line {line}")),
        (line, column) => lang.pick(format!("{file}, rad {line}, kolumn {column}"), format!("{file}, line {line}, column {column}")),
    }
}

/// The columns of the reading room.
pub fn reading(lang: Lang, reading: Reading) -> &'static str {
    match reading {
        Reading::Parts => lang.pick("Delar", "Parts"),
        Reading::Adept => lang.pick("Adept", "Adept"),
        Reading::Mentor => lang.pick("Mentor", "Mentor"),
        Reading::Rest => lang.pick("Regler, andra par, anteckningar", "Rules, other pairs, notes"),
    }
}

/// A short name of a column, for a line of tabs.
pub fn reading_short(lang: Lang, reading: Reading) -> &'static str {
    match reading {
        Reading::Rest => lang.pick("Mer", "More"),
        other => self::reading(lang, other),
    }
}

/// Headings of the last column.
pub fn rules(lang: Lang) -> &'static str {
    lang.pick("Regler", "Rules")
}

/// The other mentors that an adept could have.
pub fn others_for(lang: Lang, name: &str) -> String {
    lang.pick(format!("Andra för {name}"), format!("Others for {name}"))
}

/// The notes about the pair.
pub fn notes(lang: Lang) -> &'static str {
    lang.pick("Anteckningar", "Notes")
}

/// An answer that was left blank.
pub fn blank(lang: Lang) -> &'static str {
    lang.pick("(inget svar)", "(no answer)")
}

/// Why another pair was not chosen, in a few words. `rule` is the label of the blocking rule, `mentor` the name of whoever the adept is
/// locked with, `price` what the total would lose.
pub fn why_not(lang: Lang, why: &WhyNot, (rule, mentor, price): (&str, &str, &str)) -> String {
    let said = |sv: &str, en: &str| lang.pick(sv, en).to_owned();
    match why {
        WhyNot::ItIs => said("ett par i förslaget", "a pair of the proposal"),
        WhyNot::Blocked(_) => rule.to_owned(),
        WhyNot::Forbidden(mark) => {
            lang.pick(format!("förbjudet av {}", Shown::new(&mark.by)), format!("forbidden by {}", Shown::new(&mark.by)))
        }
        WhyNot::AdeptLocked { .. } => lang.pick(format!("låst med {mentor}"), format!("locked with {mentor}")),
        WhyNot::MentorFull { .. } => said("alla platser låsta", "every seat locked"),
        WhyNot::BelowMinimum => said("under lägsta poäng", "below the minimum"),
        WhyNot::Costs(_) => lang.pick(format!("summan {price}"), format!("total {price}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_locked_pair_is_one() {
        for (locked, sv, en) in [
            (0, "0 par är låsta", "0 pairs are locked"),
            (1, "1 par är låst", "1 pair is locked"),
            (2, "2 par är låsta", "2 pairs are locked"),
        ] {
            for say in [saving, finalising] {
                assert!(say(Lang::Sv, (3, 4, locked)).contains(&format!("{sv}.")));
                assert!(say(Lang::En, (3, 4, locked)).contains(&format!("{en}.")));
            }
        }
    }
}
