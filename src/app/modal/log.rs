//! The history as a list, and what lies between two of its moments.

use std::sync::Arc;

use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::program::{PersonId, Program, Shown};
use crate::session::Between;

use super::confirm::Held;

/// The records, newest first: all of them, or those that fit what is looked for.
#[derive(Debug, Clone)]
pub struct Log {
    /// Words that must all stand in a record's line, in its maker's name, its kind, its day or the ids of its people.
    pub field: Field,
    /// Whether the field has the keys.
    pub typing: bool,
    /// What else a record must be.
    pub about: Option<About>,
    /// The records that fit.
    pub rows: Vec<LogRow>,
    /// Where in them.
    pub cursor: Cursor,
    /// The moment that another is to be compared with, by its record.
    pub marked: Option<u64>,
    /// What the field looks in, by record.
    pub(in crate::app) texts: Vec<Searchable>,
    /// The program that they were read in.
    pub(in crate::app) read_in: Arc<Program>,
}

/// Which records are listed, whatever is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// One's own.
    Mine,
    /// Those that name both people of a pair, or made or parted it.
    Pair(PersonId, PersonId),
    /// Those that name a person, or gave them somebody else.
    Person(PersonId),
}

/// One record of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its number.
    pub seq: u64,
    /// How many adepts got another mentor by it.
    pub moved: usize,
    /// The names for which it is listed though its line does not say them: people whom it moved.
    pub found: Vec<Shown>,
}

/// What the field looks in.
#[derive(Clone)]
pub(in crate::app) struct Searchable {
    /// Everything about the record itself, folded.
    pub text: String,
    /// The adepts whom it moved, with their folded names.
    pub moved: Vec<(usize, String)>,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Searchable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searchable").field("moved", &self.moved.len()).finish_non_exhaustive()
    }
}

impl Log {
    /// Whether not all records are looked for.
    pub fn is_filtered(&self) -> bool {
        self.about.is_some() || !self.field.text().trim().is_empty()
    }

    /// The record under the cursor.
    pub fn selected(&self) -> Option<u64> {
        self.rows.get(self.cursor.selected).map(|row| row.seq)
    }
}

/// Two moments beside each other.
#[derive(Debug, Clone)]
pub struct Moments {
    /// What lies between them.
    pub between: Between,
    /// Everyone who has another mentor, with names: a line for each of [`Between::changes`].
    pub rows: Vec<MomentRow>,
    /// Where in them.
    pub cursor: Cursor,
}

/// One adept who has another mentor at the later moment than at the earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentRow {
    /// Index of the adept.
    pub adept: usize,
    /// The adept's name.
    pub name: Shown,
    /// The mentor at the earlier moment, with the score then.
    pub from: Option<Held>,
    /// The mentor at the later moment, with the score then.
    pub to: Option<Held>,
    /// The records that gave them another mentor, in order.
    pub moved_by: Vec<u64>,
}
