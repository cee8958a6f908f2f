//! Which single change would give more adepts a mentor: each one that could is really solved.
//!
//! ```text
//! adepts without a mentor ──► reached: whom they could displace, and whom those could, ... ──► the changes that could help
//!                                                                                              │ each solved near what stands
//!                                                                                              └──► those that place more than now
//! ```
//!
//! Why nothing is missed. Take what stands and what would be best after one more seat at a mentor, and go from pair to pair that only one
//! of the two has: that gives chains of people. A chain that does not end at the new seat could be walked in either of the two, and neither
//! is to be improved: it leaves the number of matched adepts as it is. The one that ends there matches one more at most, and only if its
//! other end is an adept who has nobody now. So a seat helps only where such a chain arrives, and so do a lock that is released (it frees a
//! seat of its mentor) and a pair that is allowed (the chain goes through its adept). Rules and the minimum are changed one by one in any case.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::moment::Moment;
use crate::matching::{Change, Engine, Instance, Objective};
use crate::program::criteria::Effect;
use crate::program::{Criteria, Pair, Program};
use crate::scoring::Terms;
use crate::session::Session;
use crate::session::proposal::{Problem, Proposal};

/// What may be looked at while somebody waits, in pairs under the total: about a second.
const SOON: usize = 1 << 30;
/// So much longer another objective takes.
const LONGER: usize = 64;

/// One single change. The order is that of equals: what costs the group least to arrange comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// One more seat at this mentor.
    Seat(usize),
    /// This rule no longer blocks (index into the program's rules).
    Rule(usize),
    /// This pair is no longer locked.
    Unlock(Pair),
    /// This pair is no longer forbidden.
    Allow(Pair),
    /// There is no lowest score any more.
    Minimum,
}

/// What one change would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The change.
    pub way: Way,
    /// The adepts who would get a mentor and have none now, in the order of ids.
    pub placed: Vec<usize>,
    /// The adepts who would have none and have one now, in the order of ids: always fewer.
    pub left: Vec<usize>,
    /// The sum of scores after; basis points.
    pub total: i64,
}

impl Opening {
    /// How many more adepts would have a mentor; never nought.
    pub fn more(&self) -> usize {
        self.placed.len().saturating_sub(self.left.len())
    }
}

/// Every single change after which more adepts have a mentor: the one that places most first, then the one with the highest total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Openings {
    list: Vec<Opening>,
    moment: Moment,
}

impl Openings {
    /// All of them, the best first.
    pub fn all(&self) -> &[Opening] {
        &self.list
    }

    /// The best one of those that place this adept. Without one, no single change gives the adept a mentor unless somebody else is left
    /// without.
    pub fn best_for(&self, adept: usize) -> Option<&Opening> {
        self.list.iter().find(|opening| opening.placed.contains(&adept))
    }

    /// The best one of those that only ask a mentor for one more seat and place this adept, when the best one for the adept asks for more
    /// than that.
    pub fn gentlest_for(&self, adept: usize) -> Option<&Opening> {
        let seat = |opening: &&Opening| matches!(opening.way, Way::Seat(_));
        self.best_for(adept).filter(|best| !seat(best))?;
        self.list.iter().filter(seat).find(|opening| opening.placed.contains(&adept))
    }

    /// The best one, when it is not the best one for this adept.
    pub fn better_than_for(&self, adept: usize) -> Option<&Opening> {
        self.list.first().filter(|best| !best.placed.contains(&adept))
    }

    /// Whether this is about the session as it stands.
    pub fn hold(&self, session: &Session) -> bool {
        self.moment.is_still(session)
    }
}

impl Session {
    /// Every single change after which more adepts have a mentor, each solved as if it had been made now. None if cancelled, which is asked
    /// before each; nothing at all when everybody has one.
    pub fn openings(&self, cancelled: &mut dyn FnMut() -> bool) -> Option<Openings> {
        let mut list = Vec::new();
        let mut trials = Trials::of(self);
        for way in self.ways(&Reached::of(self)) {
            if cancelled() {
                return None;
            }
            list.extend(self.opened_by(way, &trials.after(way)));
        }
        list.sort_by_key(|opening| (Reverse(opening.more()), Reverse(opening.total), opening.way));
        Some(Openings { list, moment: Moment::of(self) })
    }

    /// The same while somebody waits: none where it would take longer than about a second. The same program and decisions give the same.
    pub fn openings_soon(&self) -> Option<Openings> {
        let (people, objective) = (self.program(), self.solved.objective());
        let pairs = people.adepts().len().saturating_mul(people.mentors().len());
        let each = if objective == Objective::Total { pairs } else { pairs.saturating_mul(LONGER) };
        let ways = self.ways(&Reached::of(self)).len();
        (ways.saturating_mul(each) <= SOON).then(|| self.openings(&mut || false)).flatten()
    }

    /// The changes that could place somebody who is reached.
    fn ways(&self, reached: &Reached) -> Vec<Way> {
        if !reached.adepts.contains(&true) {
            return Vec::new();
        }
        let at = |marks: &[bool], place: usize| marks.get(place).copied().unwrap_or(false);
        let seats = (0..reached.mentors.len()).filter(|mentor| at(&reached.mentors, *mentor)).map(Way::Seat);
        let rules = (0..self.program().criteria.rules.len()).filter(|rule| self.effects().at(*rule) == Effect::Block).map(Way::Rule);
        let locks = self.problem().locks().into_iter().enumerate();
        let locks = locks.filter_map(|(adept, mentor)| Some(Pair { adept, mentor: mentor? }));
        let locks = locks.filter(|pair| at(&reached.mentors, pair.mentor)).map(Way::Unlock);
        let forbidden: BTreeSet<(usize, usize)> = self.problem().forbidden();
        let allowed = forbidden.into_iter().filter(|(adept, _)| at(&reached.adepts, *adept));
        let allowed = allowed.map(|(adept, mentor)| Way::Allow(Pair { adept, mentor }));
        let minimum = (self.program().criteria.matching.minimum > 0).then_some(Way::Minimum);
        seats.chain(rules).chain(locks).chain(allowed).chain(minimum).collect()
    }

    /// What a proposal opens, if it matches more adepts.
    fn opened_by(&self, way: Way, then: &Proposal) -> Option<Opening> {
        let both = || self.proposal().mentor_of.iter().zip(&then.mentor_of).enumerate();
        let placed = both().filter(|(_, (now, then))| now.is_none() && then.is_some()).map(|(adept, _)| adept).collect();
        let left = both().filter(|(_, (now, then))| now.is_some() && then.is_none()).map(|(adept, _)| adept).collect();
        let opening = Opening { way, placed, left, total: then.total };
        (opening.more() > 0).then_some(opening)
    }
}

/// Who could be displaced, directly or by others, so that somebody who has nobody gets a seat; those themselves too.
#[derive(Debug)]
struct Reached {
    adepts: Vec<bool>,
    mentors: Vec<bool>,
}

impl Reached {
    fn of(session: &Session) -> Self {
        let (instance, mentor_of) = (session.solved.engine().instance(), &session.proposal().mentor_of);
        let mut seated = vec![Vec::new(); instance.mentors()];
        for (adept, mentor) in mentor_of.iter().enumerate().filter(|(adept, _)| instance.locked(*adept).is_none()) {
            mentor.and_then(|mentor| seated.get_mut(mentor)).into_iter().for_each(|there: &mut Vec<usize>| there.push(adept));
        }
        let mut reached = Self { adepts: mentor_of.iter().map(Option::is_none).collect(), mentors: vec![false; instance.mentors()] };
        let mut waiting: Vec<usize> = (0..mentor_of.len()).filter(|adept| mentor_of.get(*adept) == Some(&None)).collect();
        while let Some(adept) = waiting.pop() {
            for mentor in 0..instance.mentors() {
                if reached.arrives_at(mentor, instance, adept) {
                    let there = seated.get_mut(mentor).map(std::mem::take).unwrap_or_default();
                    there.iter().for_each(|one| reached.adepts.get_mut(*one).into_iter().for_each(|mark| *mark = true));
                    waiting.extend(there);
                }
            }
        }
        reached
    }

    /// Whether the adept may sit with a mentor whom nobody has come to before.
    fn arrives_at(&mut self, mentor: usize, instance: &Instance, adept: usize) -> bool {
        let Some(mark) = self.mentors.get_mut(mentor).filter(|mark| !**mark) else { return false };
        *mark = instance.possible(adept, mentor);
        *mark
    }
}

/// What stands, and an engine on which one change after the other is tried.
struct Trials<'a> {
    session: &'a Session,
    engine: Engine,
}

impl<'a> Trials<'a> {
    fn of(session: &'a Session) -> Self {
        Self { session, engine: session.solved.engine().clone() }
    }

    /// The proposal that a change would make of the standing one, moved as little as the program's steadiness says.
    fn after(&mut self, way: Way) -> Proposal {
        let instance = self.engine.instance();
        match way {
            Way::Seat(mentor) => {
                let seats = instance.seats(mentor);
                self.there_and_back(Change::Seats { mentor, seats: seats.saturating_add(1) }, Change::Seats { mentor, seats })
            }
            Way::Unlock(Pair { adept, mentor }) => self.there_and_back(Change::Unlock { adept }, Change::Lock { adept, mentor }),
            Way::Allow(Pair { adept, mentor }) => self.there_and_back(Change::Allow { adept, mentor }, Change::Forbid { adept, mentor }),
            Way::Rule(rule) => self.without_rule(rule),
            Way::Minimum => self.without_minimum(),
        }
    }

    /// Makes the change and takes it back. The way back may end at another proposal, where the standing one is only held by what is
    /// gained by moving; then it is begun again from what stands.
    fn there_and_back(&mut self, there: Change, back: Change) -> Proposal {
        self.engine.change(there);
        let then = Proposal::of(self.engine.solution());
        self.engine.change(back);
        if self.engine.solution().mentor_of != self.session.proposal().mentor_of {
            self.engine = self.session.solved.engine().clone();
        }
        then
    }

    fn without_rule(&self, rule: usize) -> Proposal {
        let mut effects = self.session.effects().clone();
        effects.0.get_mut(rule).into_iter().for_each(|effect| *effect = Effect::Off);
        let terms = Terms { weights: self.session.weights().clone(), effects };
        let scores = std::sync::Arc::new(self.session.scorer().scores(&terms));
        self.session.solved.near_here(&Problem { scores: &scores, ..self.session.problem() })
    }

    fn without_minimum(&self) -> Proposal {
        let program = self.session.program();
        let mut criteria: Criteria = program.criteria.clone();
        criteria.matching.minimum = 0;
        let people = program.adepts().iter().chain(program.mentors()).cloned();
        let program = Program::new(criteria, people);
        self.session.solved.near_here(&Problem { program: &program, ..self.session.problem() })
    }
}
