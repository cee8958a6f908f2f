//! Why something cannot be done now: values, not sentences. `crate::words::refusals` says them.

use crate::program::{CriterionId, PersonId, Role};

use super::decision::{Decision, Named};

/// Why a decision was not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody of this role has this id.
    Nobody(Role, PersonId),
    /// No criterion has this id.
    NoCriterion(CriterionId),
    /// No rule has this id.
    NoRule(String),
    /// No criterion would count any more.
    NothingCounts,
    /// A rule blocks the pair.
    Blocked {
        /// Which pair.
        pair: Named,
        /// The rule's label.
        rule: String,
        /// Who made the rule block; nobody when the program's file does.
        mark: Option<Box<Mark>>,
    },
    /// Somebody has forbidden the pair.
    Forbidden {
        /// Which pair.
        pair: Named,
        /// By whom and when.
        mark: Mark,
    },
    /// The adept is locked to somebody; unlock first.
    Locked {
        /// The locked pair.
        pair: Named,
        /// By whom and when.
        mark: Mark,
    },
    /// All the mentor's seats are taken by locked pairs.
    Full {
        /// Which mentor.
        mentor: PersonId,
        /// How many seats there are.
        seats: u32,
        /// Who took the last of them.
        mark: Option<Mark>,
    },
    /// The pair is not locked, so it cannot be unlocked.
    NotLocked(Named),
    /// One of the two has no partner, so there is nothing to swap.
    NoPartner(PersonId),
    /// Both have the same mentor, or it is one adept twice.
    NothingToSwap,
    /// Somebody changed the same thing after the maker looked.
    ChangedSince {
        /// By whom and when.
        mark: Mark,
        /// What kind of decision it was.
        kind: &'static str,
    },
    /// The assignment is final.
    Finalised(Mark),
    /// The assignment is not final, so there is nothing to reopen.
    NotFinal,
    /// There is nothing of this person's to undo.
    NothingToUndo,
    /// There is nothing of this person's to redo.
    NothingToRedo,
    /// Somebody has built on the decision since.
    BuiltOn {
        /// By whom and when.
        mark: Mark,
        /// What kind of decision it was.
        kind: &'static str,
    },
    /// The record has been taken back already; by whom and when.
    TakenBack(Mark),
    /// Records of this kind are never taken back.
    NeverUndone {
        /// Which kind.
        kind: &'static str,
    },
    /// A note needs words.
    EmptyNote,
    /// Somebody else wrote the note; only they change or withdraw it.
    NotYourNote(Mark),
    /// No note in force has this number.
    NoSuchNote(u64),
    /// The words of this note have been erased; they do not come back.
    NoteErased(u64),
    /// Nobody has voted on the pair, so there is nothing to reveal.
    NothingToReveal(Named),
    /// More text than a record can hold.
    NoteTooLong {
        /// The most bytes that a note may have.
        most: usize,
    },
    /// The person reads but does not decide.
    Viewer,
    /// Only the chair finalises and reopens.
    OnlyChair {
        /// Who that is; nobody when the program's file does not say so clearly.
        chair: Vec<String>,
    },
    /// Somebody else decided it, so it is theirs to take back, or the chair's.
    NotYours {
        /// By whom and when.
        mark: Mark,
        /// Who is chair; nobody when none is named.
        chair: Vec<String>,
    },
    /// No decision in force has this number.
    NotInForce(u64),
    /// The roles in the program's file cannot be read, so it is not known who may decide.
    RolesUnread,
    /// A reopening needs a reason.
    NoReason,
}

impl Refusal {
    /// Whose decision stands in the way, when somebody's does.
    pub fn mark(&self) -> Option<&Mark> {
        match self {
            Refusal::Forbidden { mark, .. } | Refusal::Locked { mark, .. } => Some(mark),
            Refusal::ChangedSince { mark, .. } | Refusal::BuiltOn { mark, .. } | Refusal::Finalised(mark) => Some(mark),
            Refusal::Blocked { mark, .. } => mark.as_deref(),
            Refusal::Full { mark, .. } => mark.as_ref(),
            _ => None,
        }
    }
}

/// Who did what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The record.
    pub seq: u64,
    /// Who.
    pub by: String,
    /// When, in UTC: `2026-11-21T20:31:14Z`.
    pub at: String,
    /// What they did.
    pub did: Box<Deed>,
}

/// What a record did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// What was decided; for an undo or redo, what was taken back or put in force again.
    pub decision: Decision,
    /// Which of these it was.
    pub how: How,
    /// Why, if they said.
    pub why: Option<String>,
}

impl Mark {
    /// The mark of a record that nobody has.
    pub(super) fn unknown(seq: u64) -> Self {
        let did = Box::new(Deed { decision: Decision::Undo, how: How::Decided, why: None });
        Self { seq, by: String::new(), at: String::new(), did }
    }
}

/// What a record did to the decision that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It was decided.
    Decided,
    /// It was taken back.
    Undone,
    /// It is in force again.
    Redone,
}
