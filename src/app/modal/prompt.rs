//! The words of a note.

use crate::app::field::Field;
use crate::program::{Pair, Role, Shown};

/// Asks for the words of a note.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What the note is about.
    pub about: About,
    /// The names of whom it is about, the adept first.
    pub names: Vec<Shown>,
    /// The words.
    pub field: Field,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A pair.
    Pair(Pair),
    /// One person, who has no partner.
    Person(Role, usize),
}
