//! Why an action cannot be done now: values, put into words by `crate::words::refusals`.

use crate::program::Role;
use crate::scoring::text::NoUnion;
use crate::session::Refusal;

use super::message::ReadOnly;

/// Why an action cannot be done at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The decision does not fit what is decided so far.
    Decision(Refusal),
    /// Nobody is listed.
    NobodyHere,
    /// The person under the cursor has no partner.
    NoPartner {
        /// The person's role.
        role: Role,
        /// Index of the person.
        index: usize,
    },
    /// The mentor under the cursor has several adepts: choose one on the right.
    SeveralPartners {
        /// Index of the mentor.
        mentor: usize,
    },
    /// Things are already so.
    AlreadySo,
    /// The record that stood in the way has not arrived here yet.
    NotHeardYet,
    /// The decision before is still being written.
    StillSaving,
    /// The outcome is still being written.
    StillWriting,
    /// What would follow from what is tried is still being worked out.
    StillWorking,
    /// Nothing that is tried differs from what is decided.
    NothingTried,
    /// The program's files are still being read again.
    StillReading,
    /// Only while a pair is read in full.
    OnlyWhileReading,
    /// The part under the cursor does not compare words by what they mean.
    NoWordsHere,
    /// Nothing was asked under this criterion.
    NothingAsked,
    /// Two passages cannot mean the same.
    NoUnion(NoUnion),
    /// Nothing can be decided.
    ReadOnly(ReadOnly),
    /// The program has neither criteria nor rules.
    NoCriteria,
    /// There are no problems to show.
    NoProblems,
    /// Nobody needs a look.
    NothingToReview {
        /// Whether it is known already which pairs are coin flips.
        coin_flips_are_known: bool,
    },
    /// No two people would both rather have each other.
    NoRivals,
    /// Nobody else has the program open.
    NobodyElseHere,
    /// Others have changed nothing since one last looked.
    NothingChanged {
        /// When that was: seconds since the beginning of 1970, UTC; 0 when it is not known.
        since: i64,
        /// Whether one has looked at all, and not only sat down then.
        looked: bool,
    },
    /// Nothing has been decided yet.
    EmptyLog,
    /// Nothing is decided about any pair.
    NothingDecided,
    /// The past is on the screen, and nothing can be decided there.
    InThePast,
    /// The screen shows how it stood before the first decision.
    NothingOlder,
    /// The screen shows how it stands after the last decision.
    NothingNewer,
    /// Both moments are the same.
    SameMoment,
    /// Nothing is listed.
    NothingListed,
    /// The action has no meaning where you are.
    NotHere,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Refused::Decision(refusal)
    }
}
