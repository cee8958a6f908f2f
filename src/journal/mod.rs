//! # Where decisions live
//!
//! ```text
//! Intent ──► append ── lock ── read what others wrote ── Ledger::check ── one write ── sync ── unlock ──► Record
//!              │                        │                     │ Refusal        │          │
//!              │                        └─ scan: whole records, then nothing, a torn tail or damage
//!              └─ desk (a thread of its own) ──► Report ──► session, in everybody's process
//! ```
//!
//! `decisions/journal.jsonl` holds one record a line and is only ever appended to. Inside: [`mod@line`] (one record as one line, and its
//! place in the chain), [`scan`] (bytes to whole records, and what the rest is), [`disk`] (the little that the journal asks of a
//! disk), [`folder`] (the real one), [`mod@lock`] (taking the lock), [`holder`] (who has it), [`account`] (whose process this is), [`alone`] (whether anybody else can write), [`sharing`] (who may read what we make), [`append`] (the journal
//! itself), [`desk`] (its thread), [`drafts`] (words that are being typed), [`watch`] (the system's hint that somebody has written, where the disk is not another machine's:
//! `network`), [`mod@presence`] (who is here, and where), [`mod@verify`] (the chain, checked from the outside), [`mod@repair`] (what can be done about damage), [`error`].
//!
//! Invariants: a decision that was reported as recorded is on the disk. What is read is exactly what was written, or it is not read:
//! a torn tail is set aside and cut, damage makes the journal read-only and touches nothing. An intent is recorded at most once.
//! A failed sync is told and never tried again. Opening changes nothing.
//! Never here: scores, proposals, sentences, the terminal.

pub mod account;
pub mod alone;
pub mod append;
pub mod desk;
pub mod disk;
pub mod drafts;
pub mod error;
pub mod folder;
pub mod holder;
pub mod line;
pub mod lock;
mod network;
pub mod presence;
pub mod repair;
pub mod scan;
pub mod sharing;
#[cfg(test)]
mod trials;
pub mod verify;
pub mod watch;

pub use append::{Decided, Journal};
pub use desk::{Desk, Report};
pub use drafts::Drafts;
pub use error::{Damage, DecideError, JournalError, ReadOnly, What};
pub use holder::Holder;
pub use line::signature;
pub use presence::Presence;
pub use repair::{Examined, NotRepaired, Repaired, examine, repair};
pub use verify::{Verified, verify};
pub use watch::Watch;

/// The folder of the program directory in which decisions live.
pub const FOLDER: &str = "decisions";
/// The journal's file in [`FOLDER`].
pub const FILE: &str = "journal.jsonl";
/// The file in [`FOLDER`] whose lock the writer holds.
pub const LOCK: &str = "lock";
/// Where in [`FOLDER`] torn tails, and journals as they were before a repair, are kept.
pub const TORN: &str = "torn";
/// Where in [`FOLDER`] the sessions that are open say so, and keep the words that are being typed.
pub const PRESENT: &str = "present";
