//! The notes there are on something, and the field for a new one.

use std::collections::BTreeMap;

use crate::app::field::Field;
use crate::program::{Pair, Role, Shown};

/// The notes there are on a pair, a person or the program, and the words of a new one or of one that is changed.
#[derive(Debug, Clone)]
pub struct Notes {
    /// What a new note can be about; never empty.
    pub abouts: Vec<About>,
    /// Which of them it is about.
    pub about: usize,
    /// The notes there are on it, oldest first.
    pub lines: Vec<NoteRow>,
    /// Which of the notes has the cursor; none while the field has the keys.
    pub chosen: Option<usize>,
    /// The note whose words are changed, while they are.
    pub rewording: Option<Rewording>,
    /// The words.
    pub field: Field,
    /// What had been typed before the words of a note took its place.
    pub(in crate::app) set_aside: Field,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A pair.
    Pair(Pair),
    /// One person.
    Person(Role, usize),
    /// Nobody in particular.
    Program,
}

/// A note in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// The note's number.
    pub seq: u64,
    /// Its author.
    pub by: Shown,
    /// When it was written.
    pub at: String,
    /// Its words; `None` once they have been erased.
    pub text: Option<Shown>,
    /// When its words were changed last, if they were.
    pub reworded_at: Option<String>,
    /// Whether it is one's own.
    pub own: bool,
    /// The names of whom it is about, where that is not what the list is about.
    pub names: Vec<Shown>,
}

/// A note whose words are changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// The note's number.
    pub note: u64,
    /// What its author has seen of it: whoever changes it after that, at another terminal, is not written over unseen.
    pub(in crate::app) expect: BTreeMap<String, u64>,
}

impl Notes {
    /// What a note written now is about.
    pub fn about(&self) -> About {
        self.abouts.get(self.about).copied().unwrap_or(About::Program)
    }

    /// The note under the cursor.
    pub fn chosen(&self) -> Option<&NoteRow> {
        self.lines.get(self.chosen?)
    }
}
