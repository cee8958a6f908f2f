//! "These mean the same": what was asked on the left, the other's words on the right, then what will be written.

use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::program::{FieldRef, Pair, Shown};
use crate::scoring::text::{Said, Union};

/// Two passages of a pair's applications on their way to mean the same.
#[derive(Debug, Clone)]
pub struct Unite {
    /// Whose applications.
    pub pair: Pair,
    /// The label of the criterion under which they are compared.
    pub criterion: Shown,
    /// Who wrote what is wanted, and who what is offered.
    pub names: [Shown; 2],
    /// What is wanted: first what nothing answers.
    pub wanted: Vec<Choice>,
    /// Where in `wanted`.
    pub wanted_cursor: Cursor,
    /// What is offered, in the order in which it was written.
    pub offered: Vec<Choice>,
    /// What of it is looked for, or words of one's own.
    pub field: Field,
    /// What is found, the best first.
    pub found: Vec<Found>,
    /// Where in `found`.
    pub offered_cursor: Cursor,
    /// What is asked now.
    pub stage: Stage,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Which of the words that ask.
    Wanted,
    /// Which of the words that answer.
    Offered,
    /// Whether this is to be written.
    Confirm(Union),
}

/// A passage that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The words.
    pub words: Shown,
    /// What stands before and after them in the answer.
    pub around: [Shown; 2],
    /// Which answer.
    pub field: FieldRef,
    /// Whether something answers them.
    pub answered: bool,
    /// The words as they were written.
    pub(in crate::app) said: Said,
}

/// A line of what is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One of `offered`, and the characters of its words that were found, as indices of characters.
    Choice(usize, Vec<usize>),
    /// The words that have been typed.
    Typed,
}

impl Unite {
    /// The passage that asks.
    pub fn chosen_want(&self) -> Option<&Choice> {
        self.wanted.get(self.wanted_cursor.selected)
    }

    /// The line of what is offered that has the cursor.
    pub fn chosen_offer(&self) -> Option<&Found> {
        self.found.get(self.offered_cursor.selected)
    }
}
