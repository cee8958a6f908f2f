//! The proposal: the best assignment that respects all decisions, moved as little as possible by each of them.

use crate::matching::{self, Instance, solve};
use crate::program::criteria::Objective;
use crate::program::{Criteria, Pair, Program};
use crate::scoring::Scores;

use super::Session;
use super::decision::Named;
use super::ledger::Ledger;

/// Who is matched with whom, by index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// Each adept's mentor.
    pub mentor_of: Vec<Option<usize>>,
    /// The sum of the scores; basis points.
    pub total: i64,
    /// How many adepts have a mentor.
    pub matched: usize,
}

impl Proposal {
    /// The adepts of one mentor, in the order of their ids.
    pub fn adepts_of(&self, mentor: usize) -> impl Iterator<Item = usize> + '_ {
        self.mentor_of.iter().enumerate().filter(move |(_, m)| **m == Some(mentor)).map(|(adept, _)| adept)
    }

    /// The matched pairs, in the order of the adepts' ids.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        self.mentor_of.iter().enumerate().filter_map(|(adept, mentor)| mentor.map(|mentor| Pair { adept, mentor }))
    }

    /// The score of the adept who is worst off among the matched; basis points.
    pub fn worst(&self, scores: &Scores) -> Option<u16> {
        self.pairs().map(|pair| scores.cell(pair).score).min()
    }
}

/// What the proposal is measured from: nothing (the canonical optimum), or the pairs that are to stay where they can.
#[derive(Debug, Clone, Copy)]
pub enum Basis<'a> {
    /// The canonical optimum, whatever stood before.
    Afresh,
    /// These pairs stay among equals, and where a change gains less than `steadiness`.
    Present(&'a Proposal),
}

/// Makes the proposal under some decisions.
pub fn propose(program: &Program, scores: &Scores, ledger: &Ledger, basis: Basis<'_>) -> Proposal {
    let mut instance = instance(program, scores, ledger);
    if let Basis::Present(present) = basis {
        instance.steadiness(u32::from(program.criteria.matching.steadiness));
        instance.present(&present.mentor_of);
    }
    let solution = solve(&instance);
    Proposal { mentor_of: solution.mentor_of, total: solution.total, matched: solution.matched }
}

/// The total that the objective would reach if nobody had decided anything about pairs; basis points.
pub fn total_without_decisions(program: &Program, scores: &Scores) -> i64 {
    solve(&instance(program, scores, &Ledger::default())).total
}

/// Whether the proposal may hold this pair on its own: no rule, no decision and no minimum stands against it.
pub fn may_propose(criteria: &Criteria, scores: &Scores, pair: Pair) -> bool {
    let cell = scores.cell(pair);
    cell.blocked.is_none() && cell.score >= criteria.matching.minimum
}

impl Session {
    /// The assignment problem as it stands: scores in basis points, seats, minimum and rules, what people locked and forbade, and the
    /// proposal as the present one, held by the program's steadiness. Numbers are places in the order of ids.
    ///
    /// Under the objective `total` its best solution is the proposal itself, whatever that was moved from: against a pair that it does
    /// not have, a proposal is held by at least as many present pairs as when it was found.
    pub fn problem(&self) -> Instance {
        let mut instance = instance(&self.program, &self.scores, &self.ledger);
        instance.steadiness(u32::from(self.program.criteria.matching.steadiness));
        instance.present(&self.proposal.mentor_of);
        instance
    }
}

fn instance(program: &Program, scores: &Scores, ledger: &Ledger) -> Instance {
    let (adepts, mentors) = (program.adepts(), program.mentors());
    let mut instance = Instance::new(adepts.len(), mentors.len());
    instance.strive_for(match program.criteria.matching.objective {
        Objective::Total => matching::Objective::Total,
        Objective::Floor => matching::Objective::Floor,
        Objective::Fair => matching::Objective::Fair,
    });
    instance.people_first(program.criteria.matching.people_first);
    for mentor in 0..mentors.len() {
        instance.set_seats(mentor, program.seats(mentor));
    }
    for adept in 0..adepts.len() {
        for (mentor, cell) in scores.row(adept).iter().enumerate() {
            instance.set_score(adept, mentor, cell.score);
            if !may_propose(&program.criteria, scores, Pair { adept, mentor }) {
                instance.rule_out(adept, mentor);
            }
        }
    }
    for Named { adept, mentor } in ledger.forbidden() {
        if let (Some(adept), Some(mentor)) = (program.adept(adept), program.mentor(mentor)) {
            instance.rule_out(adept, mentor);
        }
    }
    for (adept, mentor) in ledger.locks() {
        if let (Some(adept), Some(mentor)) = (program.adept(adept), program.mentor(mentor)) {
            instance.lock(adept, mentor);
        }
    }
    instance
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::program::criteria::{Kind, Matching};
    use crate::program::{Application, Criterion, CriterionId, PersonId, Role, Source, Weight};
    use crate::scoring::{Scorer, Terms};

    fn person(role: Role, number: usize) -> Application {
        let id = PersonId::new(&format!("{}{number}", if role == Role::Adept { 'a' } else { 'm' })).unwrap();
        let (first_name, last_name, email, phone) = Default::default();
        Application { id, role, first_name, last_name, email, phone, answers: [].into(), source: Source::default() }
    }

    /// The program's scores are the ratings, in percent.
    fn check(ratings: &[&[u32]], objective: Objective, expected: &[usize]) {
        let size = ratings.len();
        let people = [Role::Adept, Role::Mentor].into_iter().flat_map(|role| (0..size).map(move |number| person(role, number)));
        let people: Vec<Application> = people.collect();
        let pairs = (0..size * size).map(|place| (place / size, place % size));
        let rated = pairs.map(|(adept, mentor)| ((people[adept].id.clone(), people[size + mentor].id.clone()), ratings[adept][mentor]));
        let kind = Kind::Pairs { ratings: rated.collect(), scale: 100 };
        let criterion = Criterion { id: CriterionId("rating".into()), label: String::new(), weight: Weight(10_000), kind };
        let matching = Matching { objective, ..Matching::default() };
        let program = Program::new(Criteria { criteria: vec![criterion], matching, ..Criteria::default() }, people);
        let program = Arc::new(program);
        let scores = Scorer::new(program.clone()).scores(&Terms::of(&program));
        let proposal = propose(&program, &scores, &Ledger::default(), Basis::Afresh);
        assert_eq!(proposal.mentor_of, expected.iter().map(|&mentor| Some(mentor)).collect::<Vec<_>>(), "{objective:?}");
        let kept = propose(&program, &scores, &Ledger::default(), Basis::Present(&proposal));
        assert_eq!(kept, proposal, "{objective:?}");
    }

    #[test]
    fn the_proposal_follows_the_objective() {
        let uneven: [&[u32]; 2] = [&[90, 50], &[40, 10]];
        check(&uneven, Objective::Total, &[0, 1]);
        check(&uneven, Objective::Floor, &[1, 0]);
        check(&uneven, Objective::Fair, &[1, 0]);
        let hopeless: [&[u32]; 3] = [&[20, 20, 20], &[90, 60, 0], &[50, 30, 0]];
        check(&hopeless, Objective::Total, &[2, 0, 1]);
        check(&hopeless, Objective::Floor, &[2, 0, 1]);
        check(&hopeless, Objective::Fair, &[2, 1, 0]);
    }
}
