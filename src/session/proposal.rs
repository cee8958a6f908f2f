//! The proposal: the best assignment that respects all decisions, moved as little as possible by each of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::matching::{self, Instance, Solution, solve};
use crate::program::criteria::Objective;
use crate::program::{Criteria, Pair, Program};
use crate::scoring::{Cell, Scores};

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
    pub(super) fn of(solution: &Solution) -> Self {
        Self { mentor_of: solution.mentor_of.clone(), total: solution.total, matched: solution.matched }
    }

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

/// Makes the proposal under some decisions, from nothing. A session answers the same and faster, since it goes on from what stands.
pub fn propose(program: &Program, scores: &Arc<Scores>, ledger: &Ledger, basis: Basis<'_>) -> Proposal {
    let mut instance = Problem { program, scores, ledger, objective: ledger.objective(program) }.instance();
    if let Basis::Present(present) = basis {
        instance.present(&present.mentor_of);
    }
    Proposal::of(&solve(&instance))
}

/// The total that an objective would reach if nobody had decided anything about pairs, from nothing; basis points.
pub fn total_without_decisions(program: &Program, scores: &Arc<Scores>, objective: Objective) -> i64 {
    solve(&Problem { program, scores, ledger: &Ledger::default(), objective }.instance()).total
}

/// Whether the proposal may hold this pair on its own: no rule, no decision and no minimum stands against it.
pub fn may_propose(criteria: &Criteria, scores: &Scores, pair: Pair) -> bool {
    may_hold(criteria, &scores.cell(pair))
}

fn may_hold(criteria: &Criteria, cell: &Cell) -> bool {
    cell.blocked.is_none() && cell.score >= criteria.matching.minimum
}

impl Session {
    /// The problem that the standing proposal was found for, and the proposal as its solution, with the proof that none is better.
    ///
    /// The present pairs of that problem are those that stood before: what the proposal was measured from. With the standing
    /// pairs as the present ones instead ([`instance`](Self::instance)), the proof would be another one, and under the floor there may be none:
    /// see there.
    pub fn proved(&self) -> (&Instance, &Solution) {
        self.solved.proved()
    }

    /// The assignment problem as it stands: scores in basis points, seats, minimum and rules, what people locked and forbade, and the
    /// proposal as the present one, held by the program's steadiness. Numbers are places in the order of ids.
    ///
    /// Under `total` and `fair` its best solution is the proposal itself, whatever that was moved from: when two assignments are compared,
    /// the pairs that both have make no difference, and of the others those of the proposal are held by as much as when it was found or more,
    /// the other ones by as much or less. Under `floor` with steadiness that is not so, since the least value is compared of all
    /// pairs together: a new pair without steadiness may have been the least of both, whatever the others were; now that it is held too,
    /// the next one decides, and another assignment may have a higher one. The next decision then moves these people.
    pub fn instance(&self) -> Instance {
        let problem = self.problem();
        let mut instance = problem.instance();
        instance.present(&self.proposal.mentor_of);
        instance
    }
}

/// What a proposal is to be found for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) program: &'a Program,
    pub(super) scores: &'a Arc<Scores>,
    pub(super) ledger: &'a Ledger,
    /// What is strived for, whatever the ledger says of it.
    pub(super) objective: Objective,
}

impl Problem<'_> {
    /// The problem in numbers, with nothing present.
    pub(super) fn instance(&self) -> Instance {
        let (matching, people) = (&self.program.criteria.matching, self.program.adepts().len());
        let mut instance = Instance::new(people, self.program.mentors().len());
        instance.strive_for(self.strives_for());
        instance.people_first(matching.people_first);
        instance.steadiness(u32::from(matching.steadiness));
        for mentor in 0..instance.mentors() {
            instance.set_seats(mentor, self.program.seats(mentor));
        }
        self.value_pairs(&mut instance);
        for (adept, mentor) in self.forbidden() {
            instance.forbid(adept, mentor);
        }
        for (adept, lock) in self.locks().into_iter().enumerate() {
            lock.into_iter().for_each(|mentor| instance.lock(adept, mentor));
        }
        instance
    }

    /// What is strived for, in the solver's words.
    pub(super) fn strives_for(&self) -> matching::Objective {
        match self.objective {
            Objective::Total => matching::Objective::Total,
            Objective::Floor => matching::Objective::Floor,
            Objective::Fair => matching::Objective::Fair,
        }
    }

    /// For each adept the mentor of the lock, if there are both.
    pub(super) fn locks(&self) -> Vec<Option<usize>> {
        let mut locks = vec![None; self.program.adepts().len()];
        for (adept, mentor) in self.ledger.locks() {
            if let Some(lock) = self.program.adept(adept).and_then(|adept| locks.get_mut(adept)) {
                *lock = self.program.mentor(mentor);
            }
        }
        locks
    }

    /// The forbidden pairs, adept and mentor, of people whom there are.
    pub(super) fn forbidden(&self) -> BTreeSet<(usize, usize)> {
        let place = |Named { adept, mentor }: &Named| Some((self.program.adept(adept)?, self.program.mentor(mentor)?));
        self.ledger.forbidden().filter_map(place).collect()
    }

    fn value_pairs(&self, instance: &mut Instance) {
        let rows = || (0..self.program.adepts().len()).map(|adept| self.scores.row(adept));
        let scores: Vec<u16> = rows().flatten().map(|cell| cell.score).collect();
        instance.set_scores(&scores);
        for (adept, row) in rows().enumerate() {
            for (mentor, cell) in row.iter().enumerate() {
                if !may_hold(&self.program.criteria, cell) {
                    instance.rule_out(adept, mentor);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
        let scores = Arc::new(Scorer::new(program.clone()).scores(&Terms::of(&program)));
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
