//! THE BEST ASSIGNMENT: integers in, integers out.
//!
//! ```text
//!   instance.rs     the problem: scores, marks, seats, locks, the present proposal
//!      |  objective.rs    the wishes as one integer for each pair, and why nothing overflows
//!      v
//!   start.rs        guessed potentials for a cold solve; a warm one takes the standing solution's
//!      v
//!   seating.rs      who sits where, under potentials
//!      |  augment.rs      shortest paths until the seating is best
//!      |  canonical.rs    the one optimum among equals
//!      v
//!   Solution        mentors, total, and certificate.rs: the proof, with an independent check
//!      v
//!   engine.rs       kept solved while people decide     price.rs    what a forced pair costs
//! ```
//!
//! Any potentials are a valid start, good ones only save time: the seating is built to satisfy everything but two equalities,
//! and the searches of `augment.rs` establish those. So cold and warm solves are the same code, and since the canonical optimum
//! does not depend on the potentials, they end at the same pairs.
//!
//! Never here: applications, criteria, ids, the journal, files, clocks, random numbers, floats, threads.

mod augment;
mod canonical;
mod certificate;
mod engine;
mod instance;
mod objective;
mod price;
mod seating;
mod start;

#[cfg(test)]
mod tests;

pub use certificate::{Certificate, Flaw, verify};
pub use engine::{Change, Engine, Move, Moves};
pub use instance::{FULL_SCORE, FULL_STEADINESS, Instance};
pub use price::{Price, price};

use seating::{NOBODY, Seating};

/// The best assignment, with its proof.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Solution {
    /// For each adept, the mentor.
    pub mentor_of: Vec<Option<usize>>,
    /// The sum of the scores of all pairs, locked ones too, in basis points and without any steadiness.
    pub total: i64,
    /// How many adepts have a mentor.
    pub matched: usize,
    /// Why nothing is better. It depends on the way that the solution was found; everything else does not.
    pub certificate: Certificate,
}

/// The best assignment of the instance.
///
/// Locked pairs hold. Beyond them it maximises, one after the other: matched adepts, if
/// [people come first](Instance::people_first); the sum of scores and [`steadiness`](Instance::steadiness); matched adepts;
/// [present](Instance::present) pairs kept. Among all that is equal, it is the lexicographically smallest by
/// adept, then mentor, with no mentor last. Exact up to a million people on a side, as far as memory goes.
pub fn solve(instance: &Instance) -> Solution {
    let mut seating = Seating::under(instance, &start::potentials(instance));
    seating.seat_greedily();
    finish(seating)
}

/// The same as [`solve`], started from the solution of a similar instance.
fn solve_from(instance: &Instance, standing: &Solution) -> Solution {
    let mut seating = Seating::under(instance, &standing.certificate.mentors);
    seating.keep(&standing.mentor_of);
    seating.seat_greedily();
    finish(seating)
}

fn finish(mut seating: Seating) -> Solution {
    augment::settle(&mut seating);
    canonical::settle_ties(&mut seating);
    let instance = seating.instance;
    let mentor_of: Vec<Option<usize>> = (0..instance.adepts())
        .map(|adept| {
            let proposed = seating.mentor_of(adept);
            instance.locked(adept).or((proposed != NOBODY).then_some(proposed))
        })
        .collect();
    let pairs = mentor_of.iter().enumerate().filter_map(|(adept, mentor)| Some((adept, (*mentor)?)));
    Solution {
        total: pairs.map(|(adept, mentor)| i64::from(instance.score(adept, mentor))).sum(),
        matched: mentor_of.iter().flatten().count(),
        certificate: Certificate { adepts: seating.adepts, mentors: seating.mentors },
        mentor_of,
    }
}
