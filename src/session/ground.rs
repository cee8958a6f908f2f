//! What the ledger must know of the program to check a decision: looked up by place, since a large program has a million pairs.

use crate::program::{CriterionId, PersonId, Program, Role};
use crate::scoring::Scores;

use super::decision::Named;
use super::refusal::Refusal;

/// What the ledger must know of the program: who there is, how many seats, which pairs a rule blocks.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Sorted.
    adepts: Vec<PersonId>,
    /// Sorted, with their seats.
    mentors: Vec<(PersonId, u32)>,
    criteria: Vec<CriterionId>,
    /// The labels of the rules.
    rules: Vec<String>,
    /// The rule that blocks each pair, adept by adept.
    blocked: Vec<Option<u16>>,
}

impl Ground {
    /// The ground of a program. Which pairs are blocked does not depend on weights, so any scores of it will do.
    pub fn new(program: &Program, scores: &Scores) -> Self {
        let cells = (0..program.adepts().len()).flat_map(|adept| scores.row(adept));
        Self {
            adepts: program.adepts().iter().map(|adept| adept.id.clone()).collect(),
            mentors: program.mentors().iter().enumerate().map(|(m, mentor)| (mentor.id.clone(), program.seats(m))).collect(),
            criteria: program.criteria.criteria.iter().map(|criterion| criterion.id.clone()).collect(),
            rules: program.criteria.rules.iter().map(|rule| rule.label.clone()).collect(),
            blocked: cells.map(|cell| cell.blocked).collect(),
        }
    }

    /// Whether there are both people of a pair.
    pub(super) fn pair(&self, pair: &Named) -> Result<(), Refusal> {
        self.adept(&pair.adept)?;
        self.mentor(&pair.mentor)
    }

    /// Whether there is such an adept.
    pub(super) fn adept(&self, id: &PersonId) -> Result<(), Refusal> {
        self.place_of_adept(id).map(|_| ()).ok_or_else(|| Refusal::Nobody(Role::Adept, id.clone()))
    }

    /// Whether there is such a mentor.
    pub(super) fn mentor(&self, id: &PersonId) -> Result<(), Refusal> {
        self.place_of_mentor(id).map(|_| ()).ok_or_else(|| Refusal::Nobody(Role::Mentor, id.clone()))
    }

    /// How many adepts a mentor takes; none for somebody of another program.
    pub(super) fn seats(&self, mentor: &PersonId) -> u32 {
        self.place_of_mentor(mentor).and_then(|place| self.mentors.get(place)).map_or(0, |(_, seats)| *seats)
    }

    /// The label of the rule that blocks a pair.
    pub(super) fn rule_against(&self, pair: &Named) -> Option<&String> {
        let (adept, mentor) = (self.place_of_adept(&pair.adept)?, self.place_of_mentor(&pair.mentor)?);
        let rule = (*self.blocked.get(adept * self.mentors.len() + mentor)?)?;
        self.rules.get(usize::from(rule))
    }

    /// Whether there is such a criterion.
    pub(super) fn criterion(&self, id: &CriterionId) -> Result<(), Refusal> {
        self.criteria.contains(id).then_some(()).ok_or_else(|| Refusal::NoCriterion(id.clone()))
    }

    fn place_of_adept(&self, id: &PersonId) -> Option<usize> {
        self.adepts.binary_search(id).ok()
    }

    fn place_of_mentor(&self, id: &PersonId) -> Option<usize> {
        self.mentors.binary_search_by(|(mentor, _)| mentor.cmp(id)).ok()
    }
}
