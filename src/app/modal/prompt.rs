//! The words of a note, or the reason for what was tried.

use crate::app::field::Field;
use crate::program::{Pair, Role, Shown};

/// Asks for words.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What they are about.
    pub about: About,
    /// The names of whom it is about, the adept first.
    pub names: Vec<Shown>,
    /// The words.
    pub field: Field,
}

/// What words are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A pair.
    Pair(Pair),
    /// One person, who has no partner.
    Person(Role, usize),
    /// Why so many weights and rules are to be changed; may be left empty.
    Terms(usize),
}
