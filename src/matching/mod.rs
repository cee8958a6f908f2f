//! THE BEST ASSIGNMENT: integers in, integers out.
//!
//! ```text
//!   instance.rs     the problem: scores, marks, seats, locks, who is away, the present proposal
//!      |  objective.rs    total, floor or fair
//!      v
//!   solve.rs        one way for each objective, cold or from a standing solution
//!      |
//!      |-- total      scale.rs    the wishes as one integer for each pair, and why nothing overflows
//!      |              start.rs       guessed potentials for a cold solve; a warm one takes the standing solution's
//!      |              candidates.rs  the few mentors worth most to each adept, and a bound on all others
//!      |              seating.rs     who sits where, under potentials
//!      |              augment.rs     shortest paths until the seating is best, over lists of candidates
//!      |              sweep.rs       the same over whole rows, when lists lead too far
//!      |-- floor      most.rs        matches as many as possible above a threshold, or covers (cover.rs) why not
//!      |              floor.rs       the highest threshold; the rest is a total
//!      |-- fair/      leximin, value by value, each a small assignment problem over bits.rs
//!      |
//!      |  canonical.rs    the one optimum among equals, for all three
//!      v
//!   Solution        mentors, total, and certificate.rs: the proof, with an independent check
//!      v
//!   engine.rs       kept solved while people decide
//!   prices/         what a forced pair costs and whom it touches: one, those of one person, all
//!   robustness.rs   how many other weights leave a pair in place
//!   blocking.rs     who would rather have each other            standby.rs    who is next
//! ```
//!
//! Any potentials are a valid start, good ones only save time: the seating is built to satisfy everything but two equalities,
//! and the searches of `augment.rs` establish those. So cold and warm solves are the same code, and since the canonical optimum
//! does not depend on the potentials, they end at the same pairs.
//!
//! Never here: applications, criteria, ids, the journal, files, clocks, random numbers, floats, threads.

mod augment;
mod bits;
mod blocking;
mod candidates;
mod canonical;
mod certificate;
mod cover;
mod engine;
mod fair;
mod floor;
mod instance;
mod most;
mod objective;
mod prices;
mod robustness;
mod scale;
mod seating;
mod solve;
mod standby;
mod start;
mod sweep;

#[cfg(test)]
mod tests;

pub use blocking::{Blocking, blocking_pairs};
pub use certificate::{Certificate, Flaw, Potentials, verify};
pub use cover::Cover;
pub use engine::{Change, Engine, Move, Moves, Origin};
pub use fair::{FairProof, Link, Stage};
pub use floor::FloorProof;
pub use instance::{FULL_SCORE, FULL_STEADINESS, Instance};
pub use objective::Objective;
pub use prices::{
    Cancelled, Chain, Columns, Listed, Loss, Price, Prices, all_prices, chain, list_of_adept, list_of_adept_by, list_of_mentor, price,
    prices_of_adept, prices_of_adept_by, prices_of_mentor,
};
pub use robustness::{REWEIGHTINGS, Robustness, reweighted, robustness};
pub use scale::Scale;
pub use solve::{Solution, solve};
pub use standby::standbys;
