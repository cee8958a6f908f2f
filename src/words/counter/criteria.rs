//! What the counter says about the criteria, and about writing them.

use std::path::Path;

use crate::program::criteria::{Effect, Objective};
use crate::program::{Shown, Weight};
use crate::words::{Lang, terms};

/// The headings of both tables: what it is called, what is in force, what the file says, the label.
pub fn headings(lang: Lang) -> ([&'static str; 4], [&'static str; 4]) {
    lang.pick(
        (["KRITERIUM", "VIKT", "I FILEN", "NAMN"], ["REGEL", "GÖR", "I FILEN", "NAMN"]),
        (["CRITERION", "WEIGHT", "IN FILE", "LABEL"], ["RULE", "DOES", "IN FILE", "LABEL"]),
    )
}

/// What the proposal strives for, and what the file says where that is something else.
pub fn objective(now: Objective, file: Objective, lang: Lang) -> String {
    let word = |objective: Objective| format!("{} ({})", objective.as_str(), terms::objective(objective, lang));
    match now == file {
        true => format!("{}: {}.", lang.pick("Mål", "Objective"), word(now)),
        false => format!("{}: {}; {} {}.", lang.pick("Mål", "Objective"), word(now), lang.pick("i filen", "in file"), word(file)),
    }
}

/// How many values in force are not those of the file.
pub fn differing(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, _) => lang.pick("Allt som gäller står i filen.", "Everything in force is in the file.").to_owned(),
        (1, Lang::Sv) => "Ett värde som gäller står inte i filen. Skriv in det med: criteria KATALOG --write".to_owned(),
        (1, Lang::En) => "One value in force is not in the file. Write it with: criteria DIR --write".to_owned(),
        (_, Lang::Sv) => format!("{count} värden som gäller står inte i filen. Skriv in dem med: criteria KATALOG --write"),
        (_, Lang::En) => format!("{count} values in force are not in the file. Write them with: criteria DIR --write"),
    }
}

/// There is nothing to write.
pub fn nothing_to_write(lang: Lang) -> &'static str {
    lang.pick("Inget att skriva: filen säger redan det som gäller.", "Nothing to write: the file says already what is in force.")
}

/// One value that was written: what it was called, what stood there, what stands there now.
pub fn written(path: &Path, id: &str, before: &str, after: &str, lang: Lang) -> String {
    let (path, id) = (super::path(path), Shown::new(id));
    lang.pick(format!("{path}: {id} {before} -> {after}"), format!("{path}: {id} {before} -> {after}"))
}

/// A weight as the file has it.
pub fn weight(weight: Weight, lang: Lang) -> String {
    terms::weight(weight, lang)
}

/// An effect as the file has it: the same word in every language, since it is the one to write.
pub fn effect(effect: Effect) -> &'static str {
    effect.as_str()
}

/// The file is no TOML.
pub fn not_toml(path: &Path, lang: Lang) -> String {
    let path = super::path(path);
    lang.pick(
        format!("{path} går inte att läsa som TOML, så inget skrivs i den. Se vad som är fel med: mentor-match check"),
        format!("{path} is not valid TOML, so nothing is written into it. See what is wrong with: mentor-match check"),
    )
}

/// What is in force is not in the file in a form that can be changed.
pub fn not_found(path: &Path, id: &str, lang: Lang) -> String {
    let (path, id) = (super::path(path), Shown::new(id));
    lang.pick(
        format!("{path} har ingen plats för värdet av {id}, så inget skrivs i den."),
        format!("{path} has no place for the value of {id}, so nothing is written into it."),
    )
}

/// Somebody has changed the file since it was read.
pub fn changed_meanwhile(path: &Path, lang: Lang) -> String {
    let path = super::path(path);
    lang.pick(
        format!("{path} ändrades medan den lästes, så inget skrivs i den. Försök igen."),
        format!("{path} was changed while it was read, so nothing is written into it. Try again."),
    )
}
