//! What the ledger must know of the program to check a decision: looked up by place, since a large program has a million pairs.

use crate::program::{CriterionId, PersonId, Program, Role, Rule};
use crate::scoring::{Effects, Scorer};

use super::decision::Named;
use super::refusal::Refusal;

/// What the ledger must know of the program: who there is, how many seats, which criteria and rules, and which pairs a rule blocks under
/// which effects.
#[derive(Debug, Clone)]
pub struct Ground(Scorer);

impl Ground {
    /// The ground of a program. It shares what the scorer has worked out.
    pub fn new(scorer: &Scorer) -> Self {
        Self(scorer.clone())
    }

    /// The program.
    pub(super) fn program(&self) -> &Program {
        self.0.program()
    }

    /// Whether there are both people of a pair.
    pub(super) fn pair(&self, pair: &Named) -> Result<(), Refusal> {
        self.adept(&pair.adept)?;
        self.mentor(&pair.mentor)
    }

    /// Whether there is such an adept.
    pub(super) fn adept(&self, id: &PersonId) -> Result<(), Refusal> {
        self.program().adept(id).map(|_| ()).ok_or_else(|| Refusal::Nobody(Role::Adept, id.clone()))
    }

    /// Whether there is such a mentor.
    pub(super) fn mentor(&self, id: &PersonId) -> Result<(), Refusal> {
        self.program().mentor(id).map(|_| ()).ok_or_else(|| Refusal::Nobody(Role::Mentor, id.clone()))
    }

    /// How many adepts a mentor takes; none for somebody of another program.
    pub(super) fn seats(&self, mentor: &PersonId) -> u32 {
        self.program().mentor(mentor).map_or(0, |place| self.program().seats(place))
    }

    /// The rule that blocks a pair under these effects.
    pub(super) fn rule_against(&self, pair: &Named, effects: &Effects) -> Option<&Rule> {
        let (adept, mentor) = (self.program().adept(&pair.adept)?, self.program().mentor(&pair.mentor)?);
        let rule = self.0.blocking(effects, crate::program::Pair { adept, mentor })?;
        self.program().criteria.rules.get(rule)
    }

    /// Whether there is such a criterion.
    pub(super) fn criterion(&self, id: &CriterionId) -> Result<(), Refusal> {
        let known = self.program().criteria.criteria.iter().any(|criterion| criterion.id == *id);
        known.then_some(()).ok_or_else(|| Refusal::NoCriterion(id.clone()))
    }

    /// Whether there is such a rule.
    pub(super) fn rule(&self, id: &str) -> Result<(), Refusal> {
        let known = self.program().criteria.rules.iter().any(|rule| rule.id == id);
        known.then_some(()).ok_or_else(|| Refusal::NoRule(id.to_owned()))
    }
}
