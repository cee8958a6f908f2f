//! # What can be foreseen
//!
//! What a group wants to know about the proposal before it decides: all of it follows from the session as it stands, some of it takes
//! longer than a moment.
//!
//! ```text
//!  Session ──► Held (the problem, solved) ──┬──► robust        how often each pair stays under other weights
//!     │                                     ├──► prices        what each possible partner of a person would cost, and whom it would touch
//!     │                                     ├──► alternatives  what would reach the same as a decision with less
//!     │                                     ├──► rivals        pairs where both would rather have each other
//!     │                                     └──► standby       whom to ask when a pair fails
//!     └── what is kept solved ──┬──────────────► openings      which single change would place more adepts
//!                               └──────────────► decided       what each decision costs
//!          foresee(matter, cancelled) ──► Foreseen: on a thread of the outer world, matter by matter, given up when a decision arrives
//! ```
//!
//! Beside them `chain`: who moves because of whom.
//!
//! Invariants: nothing is decided here and nothing moves; the same session foresees the same. What was foreseen belongs to the session it
//! was asked of: each answer can say whether it still holds.
//! Never here: files, clocks, threads, sentences.

mod alternatives;
mod chain;
mod decided;
mod held;
mod moment;
mod openings;
mod prices;
mod rivals;
mod robust;
mod standby;

use std::sync::Arc;

pub use alternatives::{Alternative, Keeps};
pub use decided::{Costly, Hold};
pub use held::Held;
pub use openings::{Opening, Openings, Way};
pub use prices::Priced;
pub use rivals::{Has, MOST_LISTED, Rival, Rivals};
pub use robust::{COIN_FLIP, Robust};
pub use standby::{Standby, Standbys};

use super::Session;

/// Something that can be foreseen and takes a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// Who would rather have each other.
    Rivals,
    /// What each decision about a pair costs.
    Decisions,
    /// How often each pair stays under other weights.
    Robustness,
    /// Which single change would place more adepts.
    Openings,
    /// Whom to ask when a pair fails.
    Standbys,
}

/// What was foreseen about one matter. It is shared, never copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreseen {
    /// Who would rather have each other.
    Rivals(Arc<Rivals>),
    /// What each decision about a pair costs, the dearest first.
    Decisions(Arc<Vec<Costly>>),
    /// How often each pair stays under other weights.
    Robustness(Arc<Robust>),
    /// Which single change would place more adepts.
    Openings(Arc<Openings>),
    /// Whom to ask when a pair fails.
    Standbys(Arc<Standbys>),
}

impl Matter {
    /// All matters: what is wanted first comes first.
    pub const ALL: [Matter; 5] = [Matter::Decisions, Matter::Rivals, Matter::Robustness, Matter::Openings, Matter::Standbys];
}

impl Session {
    /// Works out one matter as things stand. None if cancelled, which is asked often.
    pub fn foresee(&self, matter: Matter, cancelled: &mut dyn FnMut() -> bool) -> Option<Foreseen> {
        match matter {
            Matter::Rivals => self.rivals(cancelled).map(|rivals| Foreseen::Rivals(Arc::new(rivals))),
            Matter::Decisions => self.decisions_by_cost(cancelled).map(|costs| Foreseen::Decisions(Arc::new(costs))),
            Matter::Robustness => self.robustness(cancelled).map(|robust| Foreseen::Robustness(Arc::new(robust))),
            Matter::Openings => self.openings(cancelled).map(|openings| Foreseen::Openings(Arc::new(openings))),
            Matter::Standbys => self.standbys(cancelled).map(|standbys| Foreseen::Standbys(Arc::new(standbys))),
        }
    }
}
