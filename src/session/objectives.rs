//! What each objective would give from here, so that the group can choose with open eyes.

use super::proposal::{Problem, Proposal};
use super::{Consequences, Session};
use crate::program::criteria::Objective;

/// What an objective gives, measured against the proposal that stands. It belongs to the session as it stood when it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The objective.
    pub objective: Objective,
    /// Who would move, and the figures before and after; for the objective in force nothing changes.
    pub then: Consequences,
}

impl Promise {
    /// The sum of scores; basis points.
    pub fn total(&self) -> i64 {
        self.then.total_after
    }

    /// The score of the worst off; basis points.
    pub fn worst(&self) -> Option<u16> {
        self.then.worst_after
    }

    /// The average score of the matched, halves up; basis points.
    pub fn average(&self) -> Option<u16> {
        let matched = i64::try_from(self.matched()).ok().filter(|matched| *matched > 0)?;
        u16::try_from((self.total() + matched / 2) / matched).ok()
    }

    /// How many adepts have a mentor.
    pub fn matched(&self) -> usize {
        self.then.matched_after
    }

    /// How many adepts would get another mentor.
    pub fn moves(&self) -> usize {
        self.then.moves.len()
    }
}

impl Session {
    /// What every objective would give from here, in the order of [`Objective::ALL`].
    pub fn under_objectives(&self) -> [Promise; 3] {
        Objective::ALL.map(|objective| self.under(objective))
    }

    /// What one objective would give from here: the proposal that deciding it now would make, moved from the present one as little as the
    /// rule of least movement says. The objective in force gives what stands. May take a while for `fair` among many people.
    pub fn under(&self, objective: Objective) -> Promise {
        let proposal = if objective == self.objective {
            (*self.proposal).clone()
        } else {
            self.solved.onward(&Problem { objective, ..self.problem() }).proposal()
        };
        Promise { objective, then: self.instead(&proposal) }
    }

    /// What another proposal would change, under the scores in force.
    fn instead(&self, proposal: &Proposal) -> Consequences {
        Consequences::between((&self.proposal, &self.scores), (proposal, &self.scores))
    }
}
