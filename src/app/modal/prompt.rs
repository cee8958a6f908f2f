//! The reason for what was tried.

use crate::app::field::Field;

/// Asks why so many weights and rules are to be changed; may be left empty.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// How many are changed.
    pub changes: usize,
    /// The words.
    pub field: Field,
}
