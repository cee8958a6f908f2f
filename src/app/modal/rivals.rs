//! The list of rivals: pairs where both would rather have each other.

use std::sync::Arc;

use crate::app::cursor::Cursor;
use crate::session::foresight::Rivals;

/// The rivals as they were when the list was opened or last worked out, with a cursor in [`Rivals::listed`].
#[derive(Debug, Clone)]
pub struct RivalList {
    /// What is listed, and how many there are.
    pub rivals: Arc<Rivals>,
    /// Where in them.
    pub cursor: Cursor,
}
