//! # What leaves the room
//!
//! ```text
//! Session ──► answers   (match, explain, scores: what the counter prints)
//!         ──► assignment.json, assignment.csv, standby.csv, minutes.md ──► save ──► outcome/     what stood there before ──► outcome/earlier/
//! ```
//!
//! Inside: [`answers`] (the JSON forms that other programs rely on), [`table`] (CSV in which no cell can act), [`assignment`] (the
//! assignment as files), [`minutes`] (the evening, for whoever asks a year later), [`markdown`] (a person's words inside it), [`mod@save`].
//!
//! Invariants: everything but [`mod@save`] is a pure function of the session and what it is handed; the same evening gives the same bytes.
//! Words that a person wrote pass [`crate::program::Shown`] on their way out. A file is old or new, never half; nothing is lost.
//! Never here: the clock, decisions, the terminal.

pub mod answers;
pub mod assignment;
pub mod markdown;
pub mod minutes;
pub mod save;
pub mod table;
#[cfg(test)]
mod trials;

pub use answers::{explain_json, match_json};
pub use assignment::{assignment_csv, assignment_json, scores_csv, standby_csv};
pub use minutes::minutes_md;
pub use save::{SaveError, save};

/// The folder of the program directory in which outcomes live.
pub const FOLDER: &str = "outcome";

/// Who saves, and when: what a file says beside the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// The name of the one who saves.
    pub by: String,
    /// The moment.
    pub at: jiff::Timestamp,
}
