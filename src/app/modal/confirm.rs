//! What a decision would do, before it is made.

use crate::app::field::Field;
use crate::app::message::NotSaved;
use crate::program::criteria::Objective;
use crate::program::{Pair, Shown};
use crate::session::foresight::Alternative;
use crate::session::{Consequences, Decision, Intent};

/// Asks once before something that moves people or leaves the room.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// What is asked.
    pub question: Question,
    /// The names that the question needs: of a pair adept and mentor; of a swap the adept, whom they get, the other, whom they get.
    pub names: Vec<Shown>,
    /// What would happen; nothing for questions that move nobody.
    pub consequences: Option<Consequences>,
    /// Everyone who would get another mentor, with names and scores; the adepts that the question names come first.
    pub moved: Vec<Moved>,
    /// What would reach the same with less.
    pub instead: Vec<Instead>,
    /// An optional reason.
    pub why: Field,
    /// Whether the reason's field has the keys.
    pub writing: bool,
    /// The first of `moved` that is seen, when there are more than fit.
    pub scroll: usize,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Make and lock this pair.
    Assign(Pair),
    /// Lock this pair, which is not the proposal.
    Lock(Pair),
    /// Let the solver move this pair again.
    Unlock(Pair),
    /// Never propose this pair.
    Forbid(Pair),
    /// Let this pair be proposed again.
    Allow(Pair),
    /// Exchange two adepts' mentors.
    Swap {
        /// The one marked first.
        adept: usize,
        /// The other.
        other: usize,
    },
    /// Let this objective say which proposal is best.
    Objective(Objective),
    /// Set this weight or rule.
    Terms(Box<Decision>),
    /// Propose again from here.
    Afresh,
    /// Take back this record. The names are who made it and what it says.
    TakeBack(u64),
    /// Write the final assignment.
    Save {
        /// The files that will be written, relative to the program directory.
        files: Vec<String>,
        /// Adepts with a mentor.
        matched: usize,
        /// Adepts in all.
        adepts: usize,
        /// Locked pairs.
        locked: usize,
    },
    /// Make the assignment final.
    Finalise,
    /// Let decisions be made again.
    Reopen,
    /// A decision was not written: try again?
    TryAgain(Box<Intent>, NotSaved),
}

/// Another decision that would reach the same with less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// What it is, and what it loses.
    pub alternative: Alternative,
    /// The adept's name.
    pub adept: Shown,
    /// The mentor's name.
    pub mentor: Shown,
    /// The pair's score; basis points.
    pub score: u16,
    /// Whether the score rests on little.
    pub thin: bool,
}

/// One adept who would be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Index of the adept.
    pub adept: usize,
    /// The adept's name.
    pub name: Shown,
    /// The mentor before.
    pub from: Option<Held>,
    /// The mentor after.
    pub to: Option<Held>,
    /// Whether the question itself names this adept.
    pub named: bool,
}

/// A mentor whom an adept has or would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The mentor's name.
    pub mentor: Shown,
    /// The pair's score; basis points.
    pub score: u16,
    /// Whether the score rests on little.
    pub thin: bool,
}

impl Confirm {
    /// A question that moves nobody.
    pub(in crate::app) fn plain(question: Question) -> Self {
        let (names, moved, instead) = (Vec::new(), Vec::new(), Vec::new());
        Self { question, names, consequences: None, moved, instead, why: Field::default(), writing: false, scroll: 0 }
    }

    /// Whether a reason can be written down with the answer.
    pub fn takes_a_reason(&self) -> bool {
        !matches!(self.question, Question::Save { .. } | Question::TryAgain(..))
    }
}
