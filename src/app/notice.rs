//! What the line below the panes says: values, put into words by `crate::words::notices`.

use crate::program::Role;
pub use crate::session::How;
use crate::session::{Decision, Intent, Mark, Move, Named, Refusal};

use super::message::{Asked, NotSaved, ReadOnly};
use super::refused::Refused;

/// One line, shown until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is drawn.
    pub severity: Severity,
    /// What it says.
    pub text: NoticeText,
}

/// How much a notice asks to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For your information.
    Info,
    /// Something was done.
    Done,
    /// Somebody else did something.
    News,
    /// Something was not done, and here is why.
    Refused,
    /// Something went wrong.
    Error,
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeText {
    /// Your decision is recorded.
    Applied {
        /// What was decided; for an undo or redo, what was taken back or put in force again.
        decision: Decision,
        /// Whether it was taken back, put in force again, or decided.
        how: How,
        /// Who else was moved: everyone but the adepts that the decision names.
        others: Vec<Move>,
    },
    /// Nothing is decided yet: what there is to match, and where to begin.
    Greeting {
        /// Adepts in all.
        adepts: u64,
        /// Mentors in all.
        mentors: u64,
        /// What they can take together.
        seats: u64,
        /// What in the list of problems only deserves a second look.
        doubts: u64,
    },
    /// Several weights and rules were kept together, or some of them.
    Kept {
        /// How many are in force now.
        kept: usize,
        /// How many there were.
        all: usize,
        /// Those that did not fit what others had decided, and why.
        refused: Vec<(Decision, Refusal)>,
        /// How many adepts have another mentor.
        moved: usize,
    },
    /// Others decided something, the last of it in this record.
    News {
        /// The last record's number.
        seq: u64,
        /// How many decisions there were.
        count: usize,
        /// How many adepts were moved by them.
        moved: usize,
    },
    /// Somebody else has voted on a pair.
    Voted {
        /// The vote.
        seq: u64,
        /// How many have answered.
        answered: usize,
        /// How many have answered or can.
        of: usize,
        /// The keys that answer, when it waits for one's own answer; else none.
        keys: Vec<super::Key>,
    },
    /// Everybody sees now who answered what about this pair.
    Revealed(Named),
    /// Words of a sitting that was lost are in the field again.
    WordsKept {
        /// When they were kept: `2026-11-21T20:31:14Z`.
        at: String,
    },
    /// Others are here: who, and the keys for following them.
    Company {
        /// Their names.
        who: Vec<String>,
        /// The keys.
        keys: Vec<super::Key>,
    },
    /// One's cursor goes with somebody else's from now on.
    Following {
        /// Whose.
        who: String,
        /// For how many minutes they have pressed no key, when that is long.
        silent: Option<u64>,
    },
    /// One follows somebody no more.
    NotFollowing {
        /// Whom.
        who: String,
    },
    /// Somebody has left whom one followed.
    LeftAlone {
        /// Who.
        who: String,
    },
    /// Things were already so.
    Already {
        /// The record that made them so, where one did.
        made_so: Option<Mark>,
        /// Whether that is one's own.
        mine: bool,
        /// The pair that was decided about.
        about: Option<Named>,
    },
    /// An action cannot be done now.
    Refused(Refused),
    /// One's own decision came back from the journal: it does not fit what is decided.
    NotRecorded(Box<Intent>, Refusal),
    /// A decision could not be written.
    NotSaved(NotSaved),
    /// Nothing can be decided any more.
    ReadOnly(ReadOnly),
    /// Something can be decided again, which this kept everybody from.
    Writable(ReadOnly),
    /// The assignment is written to these paths.
    Saved(Vec<String>),
    /// The assignment is written to these paths, and whoever wrote it can make it final with these keys.
    SavedNotFinal(Vec<String>, Vec<super::Key>),
    /// The assignment could not be written.
    SaveFailed(String),
    /// The program's files were read again.
    ReadAgain {
        /// Why.
        asked: Asked,
        /// The score of the pair that is read, before and now; basis points.
        score: Option<(u16, u16)>,
        /// How many adepts have another mentor in the proposal.
        changed: usize,
    },
    /// The program's files cannot be read again.
    NotReadAgain(String),
    /// The group's own words could not be written.
    WordsNotWritten(String),
    /// Somebody else has changed the program's files; these keys read them again.
    FilesChanged(Vec<super::Key>),
    /// Something of the outer world that should be known before anything is decided.
    Warned(String),
    /// The first adept of a swap is marked.
    Marked {
        /// Index of the adept.
        adept: usize,
    },
    /// The mark was taken away.
    Unmarked,
    /// Nobody needs a look but the person under the cursor.
    LastToReview,
    /// The panes were turned round: this role leads.
    Turned(Role),
    /// The filter was lifted, since the person was not listed.
    FilterLifted,
    /// Esc was pressed where there is nothing to go back from.
    NothingToLeave,
    /// Leaving as soon as the pending decision is answered.
    LeavingSoon,
    /// This key does nothing here.
    NoSuchKey(Vec<super::Key>),
}

impl Notice {
    pub(super) fn new(severity: Severity, text: NoticeText) -> Self {
        Self { severity, text }
    }

    pub(super) fn refused(refused: Refused) -> Self {
        Self::new(Severity::Refused, NoticeText::Refused(refused))
    }
}
