//! What the counter says: failures, notes, headings. [`pair`] has the sentences about one pair.
//!
//! Never here: a person's words that have not passed [`Shown`].

use std::path::Path;

use super::Lang;
use crate::journal::Holder;
use crate::program::{Severity, Shown};

pub mod compare;
pub mod criteria;
pub mod headings;
pub mod keys;
pub mod log;
pub mod pair;
pub mod paper;
pub mod proposal;
pub mod record;
mod refused;
pub mod repair;
mod unsaved;

pub use headings::headings;
pub use refused::refused;
pub use unsaved::not_saved;

/// A share in basis points as people read it: `63 %`, `~63 %` when it rests on little.
pub fn percent(basis_points: u16, thin: bool) -> String {
    format!("{}{} %", if thin { "~" } else { "" }, crate::scoring::percent(basis_points))
}

/// A sum of basis points as points, exactly: `1 843.25` is written `1843.25`, in Swedish with a comma.
pub fn points(basis_points: i64, lang: Lang) -> String {
    let (whole, rest) = (basis_points.unsigned_abs() / 100, basis_points.unsigned_abs() % 100);
    let sign = if basis_points < 0 { "-" } else { "" };
    let decimals = format!("{rest:02}");
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        decimals => format!("{sign}{whole}{}{decimals}", lang.pick(",", ".")),
    }
}

/// A count with its noun: `1 adept`, `3 adepter`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `3 adepts`.
pub fn adepts(count: usize, lang: Lang) -> String {
    counted(count, "adept", lang.pick("adepter", "adepts"))
}

/// `3 mentors`.
pub fn mentors(count: usize, lang: Lang) -> String {
    counted(count, "mentor", lang.pick("mentorer", "mentors"))
}

/// While everybody is compared: how much of it is done.
pub fn comparing(percent: usize, lang: Lang) -> String {
    lang.pick(format!("Läser och jämför anmälningarna: {percent} %"), format!("Reading and comparing the applications: {percent} %"))
}

fn errors(count: usize, lang: Lang) -> String {
    counted(count, lang.pick("fel", "error"), lang.pick("fel", "errors"))
}

fn warnings(count: usize, lang: Lang) -> String {
    counted(count, lang.pick("varning", "warning"), lang.pick("varningar", "warnings"))
}

/// How much a problem takes away, in one word.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("fel", "error"),
        Severity::Warning => lang.pick("varning", "warning"),
    }
}

/// The last line of `check`.
pub fn checked(adepts_loaded: usize, mentors_loaded: usize, errors_found: usize, warnings_found: usize, lang: Lang) -> String {
    let (adepts, mentors) = (adepts(adepts_loaded, lang), mentors(mentors_loaded, lang));
    let (errors, warnings) = (errors(errors_found, lang), warnings(warnings_found, lang));
    lang.pick(format!("Läste {adepts} och {mentors}: {errors}, {warnings}."), format!("Read {adepts} and {mentors}: {errors}, {warnings}."))
}

/// When there are too many problems to tell beside another answer.
pub fn more_problems(errors_found: usize, warnings_found: usize, directory: &Path, lang: Lang) -> String {
    let (errors, warnings, directory) = (errors(errors_found, lang), warnings(warnings_found, lang), path(directory));
    lang.pick(
        format!("{errors} och {warnings} i allt. Se dem med: mentor-match check {directory}"),
        format!("{errors} and {warnings} in all. See them with: mentor-match check {directory}"),
    )
}

/// A path on a line.
pub fn path(path: &Path) -> Shown {
    Shown::new(&path.display().to_string())
}

/// No directory was given.
pub fn what_to_do(lang: Lang) -> String {
    lang.pick(
        "Vilket program? Skriv till exempel:\n  mentor-match open KATALOG                       öppna matchningen\n  mentor-match check KATALOG                      \
         se vad som är fel i anmälningarna\n  mentor-match new KATALOG --template uppsala     börja ett nytt program\nAllt annat: mentor-match --help",
        "Which program? Write for example:\n  mentor-match open DIR                       open the matching session\n  mentor-match check DIR                      \
         see what is wrong in the applications\n  mentor-match new DIR --template uppsala     begin a new program\nAll else: mentor-match --help",
    )
    .to_owned()
}

/// The text cannot be anybody's id.
pub fn not_an_id(text: &Shown, lang: Lang) -> String {
    lang.pick(
        format!("”{text}” kan inte vara ett id: det är 1 till 64 tecken av a-z, 0-9, punkt, streck och understreck. mentor-match match KATALOG visar allas id."),
        format!("\"{text}\" cannot be an id: that is 1 to 64 characters of a-z, 0-9, point, dash and underscore. mentor-match match DIR shows all ids."),
    )
}

/// Nobody has the id, in the role that was asked for.
pub fn nobody(role: crate::program::Role, id: &crate::program::PersonId, other_role: bool, lang: Lang) -> String {
    use crate::program::Role;
    let sentence = match (role, other_role) {
        (Role::Adept, true) => {
            lang.pick("är en mentor; skriv adepten först och mentorn sedan.", "is a mentor; write the adept first, then the mentor.")
        }
        (Role::Mentor, true) => {
            lang.pick("är en adept; skriv adepten först och mentorn sedan.", "is an adept; write the adept first, then the mentor.")
        }
        (Role::Adept, false) => lang.pick("är inte id för någon adept i programmet.", "is not the id of any adept in the program."),
        (Role::Mentor, false) => lang.pick("är inte id för någon mentor i programmet.", "is not the id of any mentor in the program."),
    };
    format!("{id} {sentence}")
}

/// The text cannot be a weight.
pub fn not_a_weight(text: &Shown, lang: Lang) -> String {
    lang.pick(
        format!("”{text}” är ingen vikt: skriv poäng från 0 till 1000000, till exempel 35 eller 7,5, med högst tre decimaler."),
        format!("\"{text}\" is not a weight: write points from 0 to 1000000, such as 35 or 7.5, with at most three decimals."),
    )
}

/// A note came with a reason.
pub fn note_is_its_own_why(lang: Lang) -> String {
    lang.pick("En anteckning är sin egen förklaring: utelämna --why.", "A note is its own reason: leave out --why.").to_owned()
}

/// A vote came with a reason.
pub fn vote_has_no_why(lang: Lang) -> String {
    lang.pick(
        "En röst är dold tills rösterna visas, så den har inget skäl: utelämna --why, eller skriv en anteckning.",
        "A vote is hidden until the votes are revealed, so it has no reason: leave out --why, or write a note.",
    )
    .to_owned()
}

/// Somebody else is deciding at this moment.
pub fn waiting(holder: &Holder, lang: Lang) -> String {
    let who = Shown::new(if holder.user.is_empty() { lang.pick("någon annan", "somebody else") } else { &holder.user });
    lang.pick(format!("Väntar på {who} som just sparar ett beslut ..."), format!("Waiting for {who}, who is recording a decision ..."))
}

/// A path cannot be opened.
pub fn cannot_open(what: &Path, lang: Lang) -> String {
    let what = path(what);
    lang.pick(format!("kan inte öppna {what}"), format!("cannot open {what}"))
}

/// A path cannot be written.
pub fn cannot_write(what: &Path, lang: Lang) -> String {
    let what = path(what);
    lang.pick(format!("kan inte skriva {what}"), format!("cannot write {what}"))
}

/// The outcome would leave out what was decided last.
pub fn nothing_saved(lang: Lang) -> &'static str {
    lang.pick(
        "Inget sparades: det som gruppen beslutade sist skulle saknas.",
        "Nothing was saved: what the group decided last would be missing.",
    )
}

/// What the system says about a file, at the end of a sentence.
pub fn because(error: &std::io::Error, lang: Lang) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => lang.pick("det finns inte", "it does not exist").to_owned(),
        ErrorKind::PermissionDenied => lang.pick("ditt konto har inte rätt till det", "your account may not do that").to_owned(),
        ErrorKind::NotADirectory => lang.pick("det är ingen mapp", "it is not a folder").to_owned(),
        ErrorKind::IsADirectory => lang.pick("det är en mapp", "it is a folder").to_owned(),
        ErrorKind::AlreadyExists => lang.pick("det finns redan", "it exists already").to_owned(),
        ErrorKind::ReadOnlyFilesystem => lang.pick("disken går bara att läsa", "the disk can only be read").to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => lang.pick("disken är full", "the disk is full").to_owned(),
        _ => Shown::new(&error.to_string()).into(),
    }
}

/// The answer itself cannot be written.
pub fn cannot_print(lang: Lang) -> String {
    lang.pick("kan inte skriva ut svaret", "cannot write the answer").to_owned()
}

/// A fault of the program; two languages, because which one is wanted may not be known any more.
pub fn bug(version: &str, place: &str) -> String {
    format!(
        "mentor-match: a bug in version {version} at {place}. Decisions that were shown as saved are safe in the journal.\n\
         mentor-match: ett fel i programmet. Beslut som visats som sparade finns kvar i journalen.\n"
    )
}

/// How many adepts have a mentor.
pub fn matched(matched: usize, of: usize, lang: Lang) -> String {
    let adepts = adepts(of, lang);
    lang.pick(
        format!("{matched} av {adepts} har en mentor"),
        format!("{matched} of {adepts} {} a mentor", if matched == 1 { "has" } else { "have" }),
    )
}

/// A word at the beginning of a sentence.
pub fn sentence(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        for (basis_points, sv, en) in [
            (0, "0", "0"),
            (10_000, "100", "100"),
            (123_450, "1234,5", "1234.5"),
            (5, "0,05", "0.05"),
            (-1_250, "-12,5", "-12.5"),
            (-7, "-0,07", "-0.07"),
        ] {
            assert_eq!((points(basis_points, Lang::Sv).as_str(), points(basis_points, Lang::En).as_str()), (sv, en));
        }
        for (basis_points, thin, text) in [(0, false, "0 %"), (6_350, true, "~64 %"), (6_349, false, "63 %"), (10_000, false, "100 %")] {
            assert_eq!(percent(basis_points, thin), text);
        }
        assert_eq!((adepts(1, Lang::Sv), adepts(2, Lang::Sv)), ("1 adept".to_owned(), "2 adepter".to_owned()));
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        assert_eq!((sentence("åter"), sentence("")), ("Åter".to_owned(), String::new()));
    }
}
