//! Everybody else who has the program open.

use crate::app::cursor::Cursor;

/// The list of `App::present`, with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleHere {
    /// Where in it.
    pub cursor: Cursor,
    /// The sitting under the cursor, so that it is found again when somebody comes or leaves.
    pub(in crate::app) sitting: String,
}
