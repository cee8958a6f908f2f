//! The proposal kept solved while people decide.

use super::certificate::{Certificate, Potentials};
use super::instance::Instance;
use super::objective::Objective;
use super::solve::{Memory, Solution, resume, solve, solve_from};

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
    /// The adept leaves for now: she gets nobody, and her lock rests.
    AdeptLeaves {
        /// Who leaves.
        adept: usize,
    },
    /// The adept is back.
    AdeptReturns {
        /// Who is back.
        adept: usize,
    },
    /// The mentor leaves for now: he gets nobody, and locks to him rest.
    MentorLeaves {
        /// Who leaves.
        mentor: usize,
    },
    /// The mentor is back.
    MentorReturns {
        /// Who is back.
        mentor: usize,
    },
    /// Try another objective.
    StriveFor {
        /// What is best from now on.
        objective: Objective,
    },
}

/// Where the people of a new problem stood in the one before: for each new number the old one, none for somebody new.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// For each adept.
    pub adepts: Vec<Option<usize>>,
    /// For each mentor.
    pub mentors: Vec<Option<usize>>,
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
    /// What the last solve found out, as long as it is of use to the next.
    memory: Option<Memory>,
}

impl Engine {
    /// Solves the instance, present proposal and all.
    pub fn new(instance: Instance) -> Self {
        let solution = solve(&instance);
        Self { instance, solution, memory: None }
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
        let moved = |&adept: &usize| self.instance.present_mentor(adept) != self.solution.mentor_of[adept];
        let mut changed: Vec<usize> = (0..self.instance.adepts()).filter(moved).collect();
        self.instance.present(&self.solution.mentor_of);
        changed.extend(apply(&mut self.instance, change).filter(|&adept| adept < self.instance.adepts()));
        let (solution, memory) = resume(&self.instance, &self.solution, &changed, self.memory.take());
        self.memory = memory;
        self.stand_on(solution)
    }

    /// What another objective would give from here, without taking it: its total and its worst score say what the choice costs.
    pub fn under(&self, objective: Objective) -> Solution {
        let mut other = self.instance.clone();
        other.present(&self.solution.mentor_of);
        other.strive_for(objective);
        solve_from(&other, &self.solution)
    }

    /// Gives every pair another score, as when a criterion weighs more from now on; solves again and answers with everybody who moved.
    pub fn rescore(&mut self, score: impl FnMut(usize, usize) -> u16) -> Moves {
        self.instance.present(&self.solution.mentor_of);
        self.instance.rescore(score);
        self.solve_again()
    }

    /// Takes a problem with other people, when somebody arrives or is gone for good, and solves it near the standing proposal.
    ///
    /// The standing pairs become the present proposal wherever both people are still there.
    pub fn replace(&mut self, instance: Instance, origin: &Origin) {
        let standing = carried(&self.solution, origin);
        self.instance = instance;
        self.instance.present(&standing.mentor_of);
        self.solution = solve_from(&self.instance, &standing);
        self.memory = None;
    }

    /// Solves again as if there were no proposal: the canonical optimum under the locks, marks and seats that stand.
    pub fn afresh(&mut self) -> Moves {
        self.instance.afresh();
        self.solve_again()
    }

    /// Solves again when any score may be another.
    fn solve_again(&mut self) -> Moves {
        self.memory = None;
        self.stand_on(solve_from(&self.instance, &self.solution))
    }

    fn stand_on(&mut self, solution: Solution) -> Moves {
        let moves = moves(&self.solution, &solution);
        self.solution = solution;
        moves
    }
}

/// Makes the change; answers with the adept whose row it changed, if it did more than to change seats.
///
/// A mentor who leaves has no seats, and those who were locked to him seek again: all of them have another row.
fn apply(instance: &mut Instance, change: Change) -> std::vec::IntoIter<usize> {
    let locked_to = |instance: &Instance, to: usize| (0..instance.adepts()).filter(|&adept| instance.locked(adept) == Some(to)).collect();
    let changed = match change {
        Change::Lock { adept, mentor } => {
            instance.lock(adept, mentor);
            vec![adept]
        }
        Change::Unlock { adept } => {
            instance.unlock(adept);
            vec![adept]
        }
        Change::Forbid { adept, mentor } => {
            instance.forbid(adept, mentor);
            vec![adept]
        }
        Change::Allow { adept, mentor } => {
            instance.allow(adept, mentor);
            vec![adept]
        }
        Change::Seats { mentor, seats } => {
            instance.set_seats(mentor, seats);
            Vec::new()
        }
        Change::AdeptLeaves { adept } => {
            instance.adept_away(adept, true);
            vec![adept]
        }
        Change::AdeptReturns { adept } => {
            instance.adept_away(adept, false);
            vec![adept]
        }
        Change::MentorLeaves { mentor } => {
            let locked = locked_to(instance, mentor);
            instance.mentor_away(mentor, true);
            locked
        }
        Change::MentorReturns { mentor } => {
            instance.mentor_away(mentor, false);
            locked_to(instance, mentor)
        }
        Change::StriveFor { objective } => {
            instance.strive_for(objective);
            Vec::new()
        }
    };
    changed.into_iter()
}

/// A guess at the solution of the new problem: old pairs and old potentials under new numbers.
fn carried(solution: &Solution, origin: &Origin) -> Solution {
    let new_number = |old: usize| origin.mentors.iter().position(|&from| from == Some(old));
    let most = solution.mentor_of.iter().flatten().max().map_or(0, |&last| last + 1);
    let renumbered: Vec<Option<usize>> = (0..most).map(new_number).collect();
    let mentor_of = origin.adepts.iter().map(|&old| {
        let mentor = solution.mentor_of.get(old?).copied().flatten()?;
        renumbered.get(mentor).copied().flatten()
    });
    let old = solution.certificate.potentials();
    let take = |from: &[Option<usize>], old: &[i64]| {
        from.iter().map(|&place| place.and_then(|place| old.get(place)).copied().unwrap_or(0)).collect()
    };
    let potentials = old.map(|old| Potentials { adepts: take(&origin.adepts, &old.adepts), mentors: take(&origin.mentors, &old.mentors) });
    Solution { mentor_of: mentor_of.collect(), certificate: Certificate::Total(potentials.unwrap_or_default()), ..solution.clone() }
}

/// Who has another mentor in `after` than in `before`, by adept.
pub(super) fn moves(before: &Solution, after: &Solution) -> Moves {
    let both = before.mentor_of.iter().zip(&after.mentor_of).enumerate();
    both.filter(|(_, (from, to))| from != to).map(|(adept, (&from, &to))| Move { adept, from, to }).collect()
}
