//! Who needs a look first: the order in which a group spends its minutes best.

use super::Session;
use crate::program::Pair;

/// Why an adept deserves a look; the first that holds is shown. The order of the variants is the order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Has no mentor in the proposal.
    Nobody,
    /// A rule marks the proposed pair (index into the program's rules).
    Warned(usize),
    /// So few mentors are possible at all.
    FewPossible(usize),
    /// The adept with the lowest score of all.
    WorstOff,
    /// Below half of full marks.
    Weak,
    /// The percent rests on little.
    Thin,
    /// Nothing in particular.
    Settled,
    /// Locked: the group has looked.
    Locked,
}

/// Possible mentors at or below which an adept is shown as having few.
const FEW: usize = 3;
/// Scores below this are weak; basis points.
const WEAK: u16 = 5_000;

impl Session {
    /// Why this adept deserves a look.
    pub fn reason(&self, adept: usize) -> Reason {
        self.reason_among(adept, self.proposal().worst(self.scores()))
    }

    /// All adepts with their reasons, in the order in which they need a look: by reason, then the lowest score first, then by id.
    pub fn review(&self) -> Vec<(usize, Reason)> {
        let worst = self.proposal().worst(self.scores());
        let score = |adept: usize| self.partner(adept).map_or(0, |mentor| self.scores().cell(Pair { adept, mentor }).score);
        let mut queue: Vec<_> = (0..self.program().adepts().len()).map(|adept| (adept, self.reason_among(adept, worst))).collect();
        queue.sort_by_key(|(adept, reason)| (*reason, score(*adept), *adept));
        queue
    }

    fn reason_among(&self, adept: usize, worst: Option<u16>) -> Reason {
        let Some(mentor) = self.partner(adept) else { return Reason::Nobody };
        let pair = Pair { adept, mentor };
        if self.is_locked(pair) {
            return Reason::Locked;
        }
        let cell = self.scores().cell(pair);
        if cell.warned
            && let Some(rule) = self.breakdown(pair).and_then(|breakdown| breakdown.first_warning())
        {
            return Reason::Warned(rule);
        }
        let possible = self.possible_mentors(adept);
        if possible <= FEW && possible < self.program().mentors().len() {
            Reason::FewPossible(possible)
        } else if worst == Some(cell.score) {
            Reason::WorstOff
        } else if cell.score < WEAK {
            Reason::Weak
        } else if cell.coverage < self.program().criteria.low_coverage {
            Reason::Thin
        } else {
            Reason::Settled
        }
    }
}
