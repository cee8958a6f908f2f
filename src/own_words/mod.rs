//! # The group's own words
//!
//! ```text
//! Union (two passages that mean the same) ──► unite ── criteria: which table? ── table: lock, read again ── scoring::text::lines
//!                                               │                                                              │
//!                                               └── Added ◄── sync ◄── one write at the end ◄── criteria names the table
//! ```
//!
//! The one exception to "input is never rewritten": a group asks on screen that two passages mean the same, and a line is added to the
//! program's own concept table. Inside: [`criteria`] (which table the criteria name, and naming one with comments and format kept),
//! [`table`] (the file: locked, only ever appended to).
//!
//! Invariants: no line of the user's is changed or lost: the table only grows at its end, under a lock on itself, and the criteria file is
//! exchanged whole for a copy that differs in `concepts` alone. Whoever comes second reads what the first has written; the same words
//! twice are written once. What fails has changed nothing but, at most, a table without words.
//! Never here: which passages to choose, scores, sentences.

pub mod criteria;
pub mod table;
#[cfg(test)]
mod trials;

use std::io;
use std::path::Path;

use crate::program::criteria::TextSettings;
use crate::scoring::lexicon;
use crate::scoring::text::{NoUnion, Union, lines};
use criteria::{CriteriaFile, Named, Unclear};
use table::Table;

/// The table that is made when the criteria name none.
pub const OWN_TABLE: &str = "our-words.tsv";
/// How often everything is read again because somebody else has changed it meanwhile.
const ATTEMPTS: usize = 5;

/// What was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The table, relative to the program directory.
    pub table: String,
    /// How many lines were written; 0 when the passages mean the same already.
    pub lines: usize,
    /// Whether the criteria file now names the table for the first time.
    pub named: bool,
}

/// Why nothing was added. Holds no words of people.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// The two passages cannot mean the same.
    #[error("the passages cannot be united")]
    Union(NoUnion),
    /// The criteria file does not say clearly which tables there are.
    #[error("the criteria file is not clear")]
    Criteria(Unclear),
    /// The table that the criteria name lies outside the program directory, or is no ordinary file there.
    #[error("the table is no file of the program directory")]
    Outside {
        /// Its name in the criteria.
        table: String,
    },
    /// The table is not UTF-8, or larger than a table is.
    #[error("the table is not a table")]
    NotATable {
        /// Its name in the criteria.
        table: String,
    },
    /// Somebody else has held the table, or changed the criteria, all the time.
    #[error("the table is held by another process")]
    Held {
        /// Its name in the criteria.
        table: String,
    },
    /// The system refused; the file is as it was.
    #[error("{file} cannot be read or written")]
    File {
        /// Which file, relative to the program directory.
        file: String,
        /// What the system said.
        #[source]
        error: io::Error,
    },
}

/// Makes two passages mean the same in a program: adds lines to its own concept table, and names the table in the criteria where none is
/// named. `named_criteria` is another criteria file than the directory's own. When this returns, the lines are on the disk.
///
/// # Errors
/// Nothing was added, and why.
pub fn unite(directory: &Path, named_criteria: Option<&Path>, union: &Union) -> Result<Added, NotAdded> {
    let file = CriteriaFile::of(directory, named_criteria);
    let mut table = String::new();
    for _ in 0..ATTEMPTS {
        let criteria = file.read()?;
        table = criteria.tables.first().cloned().unwrap_or_else(|| OWN_TABLE.to_owned());
        // Asked once without a lock, so that what is refused leaves no file behind.
        if missing(directory, &criteria, union)?.is_empty() {
            return Ok(Added { table, lines: 0, named: false });
        }
        let mut held = Table::hold(directory, &table, file.mode())?;
        let added = if file.read()? == criteria { add(directory, &file, &criteria, &mut held, union) } else { Ok(None) };
        if !matches!(added, Ok(Some(_))) {
            held.discard_if_new();
        }
        if let Some(lines) = added? {
            return Ok(Added { table, lines, named: criteria.tables.is_empty() });
        }
    }
    Err(NotAdded::Held { table })
}

/// Under the table's lock: how many lines were written. `None` when somebody else changed the criteria file at the last moment.
fn add(directory: &Path, file: &CriteriaFile, criteria: &Named, held: &mut Table, union: &Union) -> Result<Option<usize>, NotAdded> {
    let present = held.read()?;
    let named = criteria.only(held.name());
    let lines = missing(directory, if criteria.tables.is_empty() { &named } else { criteria }, union)?;
    if criteria.tables.is_empty() && !file.name_table(criteria, held.name())? {
        return Ok(None);
    }
    held.keep();
    if !lines.is_empty() {
        held.append(&present, &lines)?;
    }
    Ok(Some(lines.len()))
}

/// The lines that these tables lack; none when the passages mean the same already.
fn missing(directory: &Path, criteria: &Named, union: &Union) -> Result<Vec<String>, NotAdded> {
    // What cannot be read is no part of the program either; `check` says so.
    let text = |name: &String| (name.clone(), table::text(directory, name).unwrap_or_default());
    let own_concepts = criteria.tables.iter().map(text).collect();
    let settings = TextSettings { built_in_concepts: criteria.built_in, own_concepts, ..TextSettings::default() };
    match lines(&lexicon(&settings), union) {
        Err(NoUnion::Already) => Ok(Vec::new()),
        other => other.map_err(NotAdded::Union),
    }
}
