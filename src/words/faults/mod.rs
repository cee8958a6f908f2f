//! # What is wrong with the input, and what to do about it
//!
//! Every fault of [`crate::program::problem`] as two sentences: what was found, and what to do. One file for each group of faults.
//! Everything quoted goes through [`Shown`], cut short.
//!
//! Never here: places (a [`Problem`] has its own), severities, names or texts of people: ids and field names only.

mod applications;
mod asked;
mod criteria;
mod files;
mod rows;
mod second_look;
mod weighing;

use super::Lang;
use crate::program::problem::{Fault, Problem, Severity};
use crate::program::{PersonId, Role, Shown};

/// What was found, as one sentence.
pub fn message(fault: &Fault, lang: Lang) -> String {
    say(fault, lang).what
}

/// What to do about it, as one sentence.
pub fn hint(fault: &Fault, lang: Lang) -> String {
    say(fault, lang).remedy
}

/// "error" or "warning".
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("fel", "error"),
        Severity::Warning => lang.pick("varning", "warning"),
    }
}

impl Problem {
    /// What was found, as one sentence.
    pub fn message(&self, lang: Lang) -> String {
        message(&self.fault, lang)
    }

    /// What to do about it, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        hint(&self.fault, lang)
    }

    /// `file:line:column`, without what it does not have; `.` is the program directory itself.
    pub fn place(&self) -> Shown {
        let file = if self.file.is_empty() { "." } else { &self.file };
        Shown::new(&match (self.line, self.column) {
            (0, _) => file.to_owned(),
            (line, 0) => format!("{file}:{line}"),
            (line, column) => format!("{file}:{line}:{column}"),
        })
    }
}

struct Said {
    what: String,
    remedy: String,
}

/// What was found and what to do, in each language.
fn said(lang: Lang, sv: (impl Into<String>, impl Into<String>), en: (impl Into<String>, impl Into<String>)) -> Said {
    match lang {
        Lang::Sv => Said { what: sv.0.into(), remedy: sv.1.into() },
        Lang::En => Said { what: en.0.into(), remedy: en.1.into() },
    }
}

fn say(fault: &Fault, lang: Lang) -> Said {
    match fault {
        Fault::File(fault) => files::say(fault, lang),
        Fault::Application(fault) => applications::say(fault, lang),
        Fault::Criteria(fault) => criteria::say(fault, lang),
        Fault::Asked(fault) => asked::say(fault, lang),
        Fault::Row(fault) => rows::say(fault, lang),
        Fault::SecondLook(found) => second_look::say(found, lang),
        Fault::Elsewhere { sv, en } => said(lang, (sv.as_str(), "Resten av filen gäller."), (en.as_str(), "The rest of the file holds.")),
    }
}

/// Something from a file, safe and short.
fn quoted(text: &str, lang: Lang) -> String {
    let text = Shown::short(text, 60);
    match lang {
        Lang::Sv => format!("”{text}”"),
        Lang::En => format!("“{text}”"),
    }
}

/// A place in another file, safe.
fn at(file: &str, line: u32, lang: Lang) -> String {
    let file = Shown::short(file, 120);
    match lang {
        Lang::Sv => format!("{file} rad {line}"),
        Lang::En => format!("{file} line {line}"),
    }
}

/// A character: itself where it can be seen, and its code.
fn character(found: char, lang: Lang) -> String {
    if found == ' ' {
        return lang.pick("ett mellanslag", "a space").to_owned();
    }
    let code = format!("U+{:04X}", u32::from(found));
    let mut letters = [0; 4];
    let text: &str = found.encode_utf8(&mut letters);
    if found.is_whitespace() || Shown::new(text).as_str() != text { code } else { format!("{} ({code})", quoted(text, lang)) }
}

/// The application that a fault is in.
fn application(id: &Option<PersonId>, lang: Lang) -> String {
    match (id, lang) {
        (Some(id), Lang::Sv) => format!("anmälan {id}"),
        (Some(id), Lang::En) => format!("application {id}"),
        (None, Lang::Sv) => "den här anmälan".to_owned(),
        (None, Lang::En) => "this application".to_owned(),
    }
}

fn folder(role: Role) -> &'static str {
    match role {
        Role::Mentor => "mentors",
        Role::Adept => "adepts",
    }
}

fn one(role: Role) -> &'static str {
    match role {
        Role::Mentor => "mentor",
        Role::Adept => "adept",
    }
}

fn several(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Mentor => lang.pick("mentorer", "mentors"),
        Role::Adept => lang.pick("adepter", "adepts"),
    }
}

/// Bytes as people count them.
fn megabytes(bytes: u64) -> String {
    format!("{} MiB", bytes.div_ceil(1 << 20))
}
