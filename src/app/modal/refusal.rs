//! One's own decision that somebody else's stood in the way of.

use crate::session::{Intent, Named, Refusal};

/// A decision that came back from the journal, and why. Nothing of it is lost: it can be made again, and its words are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrecorded {
    /// What was wanted.
    pub intent: Intent,
    /// Whose decision stands in the way, and how.
    pub refusal: Refusal,
    /// The pair that was wanted or not; for a swap the first of the two that it would have made, for an undo that of the decision.
    pub about: Option<Named>,
}

impl Unrecorded {
    /// The words that were typed with it.
    pub fn words(&self) -> Option<&str> {
        self.intent.why.as_deref()
    }

    /// The pair that the other's decision is about, else one's own.
    pub fn to_look_at(&self) -> Option<Named> {
        self.refusal.mark().and_then(|mark| mark.did.decision.first_pair()).or_else(|| self.about.clone())
    }
}
