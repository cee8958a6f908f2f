//! The proposal kept solved: each record goes on from the solution that stands instead of beginning again.
//!
//! What comes out is what [`propose`](super::proposal::propose) makes of the same decisions from nothing, whatever was solved before: only
//! the time differs. The stateless way stays as the reference that the tests hold this one to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::proposal::{Problem, Proposal};
use crate::matching::{Change, Engine, Instance, Objective, Origin, Solution};
use crate::program::Pair;
use crate::scoring::Scores;

/// So many pairs may be kept with solutions that stood earlier: about 40 MB.
const PAIRS_KEPT: usize = 1 << 24;
/// And no more solutions than this, however few the pairs.
const MOST_KEPT: usize = 32;
/// A few in any case: who has just decided may take it back at once.
const FEWEST_KEPT: usize = 2;

/// Lets go of nobody: the same problem again, near the proposal that stands.
const NOTHING: Change = Change::Unlock { adept: usize::MAX };

/// A problem with its solution, ready to go on from.
#[derive(Debug, Clone)]
pub(super) struct Solved {
    engine: Engine,
    /// The scores that the problem was made from.
    scores: Arc<Scores>,
    /// The pairs, by index, that people had forbidden.
    forbidden: BTreeSet<(usize, usize)>,
}

impl Solved {
    /// Solves from nothing: the canonical optimum, or near the proposal that is present.
    pub(super) fn cold(problem: &Problem<'_>, present: Option<&Proposal>) -> Self {
        let mut instance = problem.instance();
        if let Some(present) = present {
            instance.present(&present.mentor_of);
        }
        let engine = readied(Engine::new(instance));
        Self { engine, scores: problem.scores.clone(), forbidden: problem.forbidden() }
    }

    /// The problem solved near the proposal that stands here.
    pub(super) fn onward(&self, problem: &Problem<'_>) -> Self {
        let forbidden = problem.forbidden();
        let mut engine = self.engine.clone();
        match self.changes_to(problem, &forbidden).as_deref() {
            Some([]) => _ = engine.change(NOTHING),
            Some([change]) => _ = engine.change(*change),
            Some(changes) => engine.replace(changed(engine.instance(), changes), &same_people(problem)),
            None => engine.replace(problem.instance(), &same_people(problem)),
        }
        Self { engine, scores: problem.scores.clone(), forbidden }
    }

    /// The problem solved as if there were no proposal.
    pub(super) fn afresh(&self, problem: &Problem<'_>) -> Self {
        let mut solved = self.onward(problem);
        solved.engine.afresh();
        Self { engine: readied(solved.engine), ..solved }
    }

    /// What one change would make of the proposal that stands here.
    pub(super) fn after(&self, change: Change) -> Proposal {
        let mut engine = self.engine.clone();
        engine.change(change);
        Proposal::of(engine.solution())
    }

    /// The total of a problem with the same people. Near which proposal it is solved makes no difference to it: without steadiness that
    /// only decides among equals.
    pub(super) fn total_of(&self, problem: &Problem<'_>) -> i64 {
        let mut instance = problem.instance();
        instance.steadiness(0);
        let mut engine = self.engine.clone();
        engine.replace(instance, &same_people(problem));
        engine.solution().total
    }

    /// What a problem with the same people and other marks makes of the proposal that stands here.
    pub(super) fn near_here(&self, problem: &Problem<'_>) -> Proposal {
        let mut engine = self.engine.clone();
        engine.replace(problem.instance(), &same_people(problem));
        Proposal::of(engine.solution())
    }

    /// What keeps the problem solved, to try changes on a copy of it.
    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The proposal that stands.
    pub(super) fn proposal(&self) -> Proposal {
        Proposal::of(self.engine.solution())
    }

    /// The problem, with the proposal that it was solved near as the present one; and the solution with its proof.
    pub(super) fn proved(&self) -> (&Instance, &Solution) {
        (self.engine.instance(), self.engine.solution())
    }

    /// What is best here.
    pub(super) fn objective(&self) -> Objective {
        self.engine.instance().objective()
    }

    /// Whether more matched adepts are better than more points.
    pub(super) fn puts_people_first(&self) -> bool {
        self.engine.instance().puts_people_first()
    }

    /// The problem with the standing proposal as the present one, and that proposal as its solution; `None` when only another solve could
    /// say it, since not only the total is looked at.
    pub(super) fn held(&self) -> Option<(Instance, Solution)> {
        if self.objective() != Objective::Total {
            return None;
        }
        let mut held = self.engine.clone();
        held.change(NOTHING);
        Some((held.instance().clone(), held.solution().clone()))
    }

    /// Whether these pairs are the ones that stand.
    pub(super) fn stands_on(&self, proposal: &Proposal) -> bool {
        self.engine.solution().mentor_of == proposal.mentor_of
    }

    /// The problem that is kept solved.
    pub(super) fn instance(&self) -> &Instance {
        self.engine.instance()
    }

    /// The mentor whom people have locked an adept to, by index.
    pub(super) fn lock_of(&self, adept: usize) -> Option<usize> {
        self.engine.instance().locked(adept)
    }

    /// Whether people have forbidden a pair.
    pub(super) fn forbids(&self, pair: Pair) -> bool {
        self.forbidden.contains(&(pair.adept, pair.mentor))
    }

    /// Whether this is the problem that is solved here. Near which proposal is another question.
    pub(super) fn solves(&self, problem: &Problem<'_>) -> bool {
        Arc::ptr_eq(&self.scores, problem.scores)
            && self.objective() == problem.strives_for()
            && self.changes_to(problem, &problem.forbidden()).is_some_and(|changes| changes.is_empty())
    }

    /// What leads from this problem to another one; `None` when pairs have other scores.
    fn changes_to(&self, problem: &Problem<'_>, forbidden: &BTreeSet<(usize, usize)>) -> Option<Vec<Change>> {
        if !Arc::ptr_eq(&self.scores, problem.scores) {
            return None;
        }
        let locks = problem.locks().into_iter().enumerate();
        let relocked = locks.filter_map(|(adept, lock)| match (self.engine.instance().locked(adept), lock) {
            (before, after) if before == after => None,
            (_, Some(mentor)) => Some(Change::Lock { adept, mentor }),
            (_, None) => Some(Change::Unlock { adept }),
        });
        let forbids = forbidden.difference(&self.forbidden).map(|&(adept, mentor)| Change::Forbid { adept, mentor });
        let allows = self.forbidden.difference(forbidden).map(|&(adept, mentor)| Change::Allow { adept, mentor });
        let (before, after) = (self.engine.instance().objective(), problem.strives_for());
        let strives = (before != after).then_some(Change::StriveFor { objective: after });
        Some(relocked.chain(forbids).chain(allows).chain(strives).collect())
    }
}

/// Solved problems are the same when problem and pairs are; why nothing is better can be proved in several ways.
impl PartialEq for Solved {
    fn eq(&self, other: &Self) -> bool {
        let pairs = |solved: &Self| solved.engine.solution().mentor_of.clone();
        pairs(self) == pairs(other) && self.engine.instance() == other.engine.instance()
    }
}

impl Eq for Solved {}

/// The last solutions that stood, for decisions that are measured from an earlier proposal. How many there are is a matter of time
/// only: a proposal that is not among them is solved near from nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Earlier(Vec<Arc<Solved>>);

impl Earlier {
    /// Takes in what stood until now, and lets go of what stood longest ago.
    pub(super) fn keep(&mut self, solved: &Arc<Solved>) {
        let pairs = solved.engine.instance().adepts().saturating_mul(solved.engine.instance().mentors());
        let most = (PAIRS_KEPT / pairs.max(1)).clamp(FEWEST_KEPT, MOST_KEPT);
        self.0.push(solved.clone());
        self.0.drain(..self.0.len().saturating_sub(most));
    }

    /// The last solution with these pairs.
    pub(super) fn standing_on(&self, proposal: &Proposal) -> Option<&Arc<Solved>> {
        self.0.iter().rev().find(|solved| solved.stands_on(proposal))
    }
}

/// Finds out now what the first decision, and every look before it, would otherwise have to find out: what is tied.
///
/// Only under the total is there anything to find out, and nobody moves by it.
fn readied(engine: Engine) -> Engine {
    if engine.instance().objective() != Objective::Total {
        return engine;
    }
    let mut ready = engine.clone();
    if ready.change(NOTHING).is_empty() { ready } else { engine }
}

/// The problem with other locks and marks, or another objective.
fn changed(instance: &Instance, changes: &[Change]) -> Instance {
    let mut instance = instance.clone();
    for change in changes {
        match *change {
            Change::Lock { adept, mentor } => instance.lock(adept, mentor),
            Change::Unlock { adept } => instance.unlock(adept),
            Change::Forbid { adept, mentor } => instance.forbid(adept, mentor),
            Change::Allow { adept, mentor } => instance.allow(adept, mentor),
            Change::StriveFor { objective } => instance.strive_for(objective),
            _ => {}
        }
    }
    instance
}

fn same_people(problem: &Problem<'_>) -> Origin {
    let all = |people: usize| (0..people).map(Some).collect();
    Origin { adepts: all(problem.program.adepts().len()), mentors: all(problem.program.mentors().len()) }
}
