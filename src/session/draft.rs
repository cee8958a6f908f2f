//! Words that somebody is typing and has not sent: beside which decision they would stand, and how they read so far.

use serde::{Deserialize, Serialize};

use super::decision::Decision;

/// Words on their way. They are nobody's but their maker's until they are recorded.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// When they were kept, in UTC: `2026-11-21T20:31:14Z`; empty until then.
    pub at: String,
    /// The decision that they would stand beside; for a note the note itself.
    pub decision: Decision,
    /// For [`Decision::Undo`]: which record it would take back.
    pub undoes: Option<u64>,
    /// The words so far.
    pub text: String,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("decision", &self.decision.kind()).finish_non_exhaustive()
    }
}
