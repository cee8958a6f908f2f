//! What has changed since one last looked.

use crate::app::cursor::Cursor;
use crate::program::PersonId;

/// The list of what has changed, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeList {
    /// When one had last looked: seconds since the beginning of 1970, UTC; 0 when that is not known.
    pub since: i64,
    /// The lines.
    pub rows: Vec<ChangeRow>,
    /// Where in them.
    pub cursor: Cursor,
    /// The last record that one had seen.
    pub(in crate::app) from: u64,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeRow {
    /// All in all, over several decisions or without any: an adept who had one mentor has another.
    Now(Moved),
    /// A decision of somebody else: its record.
    Decided(u64),
    /// Whom that decision moved.
    Moved(u64, Moved),
}

/// An adept with another mentor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Who.
    pub adept: PersonId,
    /// The mentor before.
    pub from: Option<PersonId>,
    /// The mentor after.
    pub to: Option<PersonId>,
}

impl ChangeList {
    /// How many decisions are listed.
    pub fn decisions(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, ChangeRow::Decided(_))).count()
    }
}
