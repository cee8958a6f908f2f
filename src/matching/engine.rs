//! The proposal kept solved while people decide.

use super::instance::Instance;
use super::{Solution, solve, solve_from};

/// One thing that changes the problem. People are named by their numbers; numbers of nobody change nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// Hold the pair, in place of any earlier lock of the adept.
    Lock {
        /// Whom to hold.
        adept: usize,
        /// With whom.
        mentor: usize,
    },
    /// Let go of the adept's lock.
    Unlock {
        /// Whom to let go.
        adept: usize,
    },
    /// Take the pair out until it is allowed again.
    Forbid {
        /// Who shall not get the mentor.
        adept: usize,
        /// Who shall not get the adept.
        mentor: usize,
    },
    /// Take back a forbid.
    Allow {
        /// Who may have the mentor again.
        adept: usize,
        /// Who may have the adept again.
        mentor: usize,
    },
    /// Give the mentor another number of seats.
    Seats {
        /// Whose seats.
        mentor: usize,
        /// How many adepts the mentor takes from now on.
        seats: u32,
    },
}

/// One adept who has another mentor than before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// Who moves.
    pub adept: usize,
    /// The mentor before, if any.
    pub from: Option<usize>,
    /// The mentor after, if any.
    pub to: Option<usize>,
}

/// Everybody who moves, by adept.
pub type Moves = Vec<Move>;

/// A problem and its solution, kept together through changes.
///
/// Each change takes the standing solution as the present proposal, so that it moves as few people as the objective and the
/// steadiness let it. The outcome equals a cold [`solve`] with the same present proposal, whatever happened before:
/// the search starts from the standing potentials, but ends at the one canonical optimum.
#[derive(Clone, Debug)]
pub struct Engine {
    instance: Instance,
    solution: Solution,
}

impl Engine {
    /// Solves the instance, present proposal and all.
    pub fn new(instance: Instance) -> Self {
        let solution = solve(&instance);
        Self { instance, solution }
    }

    /// The problem as it stands. Its present proposal is the one that the last change started from.
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// The best assignment as it stands.
    pub fn solution(&self) -> &Solution {
        &self.solution
    }

    /// Makes the change, solves again near the standing proposal, and answers with everybody who moved.
    pub fn change(&mut self, change: Change) -> Moves {
        self.instance.present(&self.solution.mentor_of);
        apply(&mut self.instance, change);
        self.resume()
    }

    /// Solves again as if there were no proposal: the canonical optimum under the locks, marks and seats that stand.
    pub fn afresh(&mut self) -> Moves {
        self.instance.afresh();
        self.resume()
    }

    fn resume(&mut self) -> Moves {
        let solution = solve_from(&self.instance, &self.solution);
        let moves = moves(&self.solution, &solution);
        self.solution = solution;
        moves
    }
}

fn apply(instance: &mut Instance, change: Change) {
    match change {
        Change::Lock { adept, mentor } => instance.lock(adept, mentor),
        Change::Unlock { adept } => instance.unlock(adept),
        Change::Forbid { adept, mentor } => instance.forbid(adept, mentor),
        Change::Allow { adept, mentor } => instance.allow(adept, mentor),
        Change::Seats { mentor, seats } => instance.set_seats(mentor, seats),
    }
}

/// Who has another mentor in `after` than in `before`, by adept.
pub(super) fn moves(before: &Solution, after: &Solution) -> Moves {
    let both = before.mentor_of.iter().zip(&after.mentor_of).enumerate();
    both.filter(|(_, (from, to))| from != to).map(|(adept, (&from, &to))| Move { adept, from, to }).collect()
}
