//! # criteria.toml
//!
//! ```text
//! bytes ─► text ─► TOML with places ─► section (typed keys) ─► settings, roles, criterion, rule ─► Criteria
//!                                                                        │
//!                                            rows (the group's own tables: ratings, pairs)
//! ```
//!
//! A fault takes out the smallest thing that it can: a key falls back on its default, a criterion or rule with a fault in it is left out and said to be.
//! Never here: applications. What must be looked up in them (fields, ids) is handed on in [`ToCheck`].

mod criterion;
mod roles;
mod rows;
mod rule;
mod section;
mod settings;

use std::ffi::OsStr;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::encoding::text_of;
use super::files::{self, Allowance, Folder, MOST_BYTES, MOST_CRITERIA_BYTES, Unfound};
use super::findings::Findings;
use super::place::Text;
use crate::program::Roles;
use crate::program::application::{PersonId, Role};
use crate::program::criteria::{Criteria, CriteriaSource, FieldRef};
use crate::program::near::near;
use crate::program::problem::{AskedFault, CriteriaFault, Expected, Fault, FileFault, Severity, TomlType};
use section::Section;

/// The name of the criteria file in a program directory.
const CRITERIA: &str = "criteria.toml";

/// What can only be checked when the applications are there.
#[derive(Default)]
pub(super) struct ToCheck {
    /// The criteria file.
    pub(super) file: String,
    /// The fields that are asked for, with their places.
    pub(super) fields: Vec<((u32, u32), FieldRef)>,
    /// The people that tables name: file, line, who, as what.
    pub(super) people: Vec<(String, u32, PersonId, Role)>,
}

/// Reads a file of TOML; lives as long as the reading of one file.
pub(super) struct Reader<'r> {
    text: &'r Text,
    file: &'r str,
    folder: &'r Folder,
    allowance: &'r mut Allowance,
    findings: &'r mut Findings,
    /// Errors so far: a criterion or rule during which it grew is left out.
    errors: usize,
    asked: Vec<(usize, FieldRef)>,
    people: Vec<(String, u32, PersonId, Role)>,
    source: CriteriaSource,
}

/// The criteria of a program directory, or those in another file; the default ones when there are none that can be read.
pub(super) fn read(
    folder: &Folder,
    named: Option<(&Path, String)>,
    allowance: &mut Allowance,
    findings: &mut Findings,
) -> (Criteria, ToCheck) {
    let (bytes, file) = match named {
        None => (folder.read(OsStr::new(CRITERIA), MOST_CRITERIA_BYTES, allowance), CRITERIA.to_owned()),
        Some((path, name)) => (files::read_named(path, MOST_CRITERIA_BYTES, allowance), name),
    };
    let nothing = |roles: Roles| (Criteria { roles, ..Criteria::default() }, ToCheck { file: file.clone(), ..ToCheck::default() });
    let bytes = match bytes {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            findings.add(Severity::Error, &file, (0, 0), FileFault::NoCriteria);
            return nothing(Roles::default());
        }
        Err(fault) => {
            findings.add(Severity::Error, &file, (0, 0), fault);
            return nothing(Roles::unread());
        }
    };
    let Some(text) = text_of(bytes, &file, findings) else { return nothing(Roles::unread()) };
    let document = match DeTable::parse(text.as_str()) {
        Ok(document) => document,
        Err(error) => {
            not_toml(&text, &file, &error, findings);
            return nothing(Roles::unread());
        }
    };
    let source = CriteriaSource { file: file.clone(), ..CriteriaSource::default() };
    let (asked, people) = (Vec::new(), Vec::new());
    let mut reader = Reader { text: &text, file: &file, folder, allowance, findings, errors: 0, asked, people, source };
    let criteria = reader.criteria(document.get_ref());
    let fields = reader.asked.iter().map(|(at, field)| (text.place(*at), field.clone())).collect();
    let people = reader.people;
    (criteria, ToCheck { file, fields, people })
}

fn not_toml(text: &Text, file: &str, error: &toml::de::Error, findings: &mut Findings) {
    let at = error.span().map_or(0, |span| span.start);
    let fault = match error.message() {
        "duplicate key" => CriteriaFault::RepeatedKey,
        detail => {
            let found = text.as_str().get(at..).and_then(|rest| rest.chars().next());
            CriteriaFault::NotToml { found, detail: detail.to_owned() }
        }
    };
    findings.add(Severity::Error, file, text.place(at), fault);
}

impl Reader<'_> {
    /// An error that takes something out.
    fn error(&mut self, at: usize, fault: impl Into<Fault>) {
        self.errors += 1;
        self.note(Severity::Error, at, fault);
    }

    /// Something that leaves what it stands in as it is.
    fn note(&mut self, severity: Severity, at: usize, fault: impl Into<Fault>) {
        self.findings.add(severity, self.file, self.text.place(at), fault);
    }

    fn criteria(&mut self, document: &DeTable<'_>) -> Criteria {
        let mut criteria = Criteria::default();
        self.headings(document);
        let mut top = Section::new(document, "", 0);
        self.schema(&mut top);
        self.program(&mut top, &mut criteria);
        self.score(&mut top, &mut criteria);
        self.text_settings(&mut top, &mut criteria.text);
        self.capacity(&mut top, &mut criteria.capacity);
        self.matching(&mut top, &mut criteria.matching);
        criteria.criteria = self.all_criteria(&mut top);
        criteria.rules = self.all_rules(&mut top);
        if criteria.criteria.iter().all(|criterion| criterion.weight.0 == 0) {
            self.findings.add(Severity::Error, self.file, (0, 0), AskedFault::NoWeight);
        }
        criteria.source = std::mem::take(&mut self.source);
        criteria
    }

    /// Names the tables and keys at the top of the file that do not exist.
    fn headings(&mut self, document: &DeTable<'_>) {
        const KNOWN: [&str; 9] = ["schema", "program", "score", "text", "criterion", "rule", "capacity", "matching", "consent"];
        for (key, value) in document.iter() {
            let found: &str = key.get_ref();
            if KNOWN.contains(&found) {
                continue;
            }
            let slip = near(found, KNOWN, 1).first().copied();
            let near = KNOWN.into_iter().find(|known| Some(*known) == slip);
            let is_table = match value.get_ref() {
                DeValue::Table(_) => true,
                DeValue::Array(items) => items.iter().any(|item| item.get_ref().is_table()),
                _ => false,
            };
            let fault = match is_table {
                true => CriteriaFault::UnknownTable { found: found.to_owned(), near },
                false => CriteriaFault::UnknownKey { found: found.to_owned(), table: String::new(), near },
            };
            self.note(Severity::Error, key.span().start, fault);
        }
    }

    /// The tables under one `[[name]]`, each with its offset.
    fn tables<'s, 'i>(&mut self, top: &mut Section<'s, 'i>, name: &'static str) -> Vec<(&'s DeTable<'i>, usize)> {
        let Some(entry) = top.get(name) else { return Vec::new() };
        let items = match entry.value {
            DeValue::Array(items) => items,
            _ => {
                self.wrong_type(entry, Expected::Tables);
                return Vec::new();
            }
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, item.span().start)),
                _ => {
                    let fault = CriteriaFault::WrongType { key: name.to_owned(), expected: Expected::Tables, found: TomlType::List };
                    self.error(item.span().start, fault);
                }
            }
        }
        tables
    }

    /// The text of a file that the criteria name; `None` (and told) when it cannot be had.
    fn own_file(&mut self, name: &str, at: usize) -> Option<Text> {
        let fault = match self.folder.read_below(name, MOST_BYTES, self.allowance) {
            Ok(bytes) => {
                let text = text_of(bytes, name, self.findings);
                self.errors += usize::from(text.is_none());
                return text;
            }
            Err(Unfound::Missing) => AskedFault::MissingFile { file: name.to_owned() },
            Err(Unfound::Outside) => AskedFault::OutsideProgram { file: name.to_owned() },
            Err(Unfound::Faulty(why)) => AskedFault::UnusableFile { file: name.to_owned(), why },
        };
        self.error(at, fault);
        None
    }
}
