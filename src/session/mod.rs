//! # What the group decides
//!
//! ```text
//! Decision ──► Intent ──► Ledger::check ──► (journal) ──► Record ──► Session::apply ──► Moves
//!                              │ Refusal                                  │
//!                              └─ what, who, when, what now               └─ ledger, terms, scores, proposal
//! ```
//!
//! Inside: [`decision`] (decisions, intents, records), [`ledger`] (what the decisions add up to, and whether another one fits), [`ground`]
//! (what it is checked against), `roles` (who may decide what), [`proposal`] (the best assignment under them), `solved` (the same, kept solved from record to record),
//! `lately` (what was looked at is not solved again when it is decided), [`trial`] (what other weights and rules would do), [`objectives`]
//! (what other objectives would give), [`consequences`] (what a decision did), [`presence`] (who sits here now), [`draft`] (words that are being typed), [`history`] (how it stood at any moment, what lies between two), [`foresight`] (what would follow, worked out beforehand), [`why`] (why not this pair, why nobody),
//! [`review`] (who needs a look first), `since` (what others have done since one looked), [`voices`] (notes and votes), [`refusal`] (why not now).
//!
//! Invariants: the session is the replay of its records: the same program and the same records give the same session, whether the
//! group sat through the evening or opened it again. An adept has at most one mentor; a locked pair is in the proposal; a forbidden or
//! blocked pair is not, unless it was locked before the rule came. Undoing everything returns the start.
//! Never here: files, clocks, sentences. A refusal is a value.

pub mod consequences;
pub mod decision;
pub mod draft;
pub mod foresight;
pub mod ground;
pub mod history;
mod lately;
pub mod ledger;
pub mod objectives;
pub mod presence;
pub mod proposal;
pub mod refusal;
pub mod review;
mod roles;
mod since;
mod solved;
pub mod trial;
pub mod voices;
pub mod why;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::{Arc, OnceLock};

pub use consequences::{Consequences, Move};
pub use decision::{Ballot, Decision, Intent, Named, Note, Record, Standing};
pub use draft::Draft;
pub use ground::Ground;
pub use history::{Between, Change, Moment};
pub use ledger::{Admission, LONGEST_NOTE, Ledger};
pub use objectives::Promise;
pub use presence::{Mode, Present, Stand};
pub use proposal::Proposal;
pub use refusal::{Deed, How, Mark, Refusal};
pub use trial::Tried;
pub use voices::{Noted, Poll};

use self::foresight::Held;
use self::lately::Lately;
use self::proposal::Problem;
use self::solved::{Earlier, Solved};
use crate::matching::Columns;
use crate::program::criteria::Objective;
use crate::program::{Pair, PersonId, Program};
use crate::scoring::{Breakdown, Counterfactuals, Effects, Scorer, Scores, Terms, Weights};

/// A program, everything decided about it, and the proposal that follows.
#[derive(Debug, Clone)]
pub struct Session {
    program: Arc<Program>,
    scorer: Arc<Scorer>,
    ground: Arc<Ground>,
    ledger: Ledger,
    terms: Terms,
    objective: Objective,
    scores: Arc<Scores>,
    proposal: Arc<Proposal>,
    /// The problem that the proposal solves, to go on from.
    solved: Arc<Solved>,
    /// The same problem, held by the proposal, for whoever wants to know what it would cost to leave it; worked out once for all copies.
    held: Arc<OnceLock<Arc<Held>>>,
    /// The table of all pairs turned over, for prices; of this problem or of an earlier one that has nearly all rows in common with it.
    columns: Arc<OnceLock<Columns>>,
    earlier: Earlier,
    lately: Lately,
    /// The proposal that stood before each record, by `seq - 1`: an undo is measured from there.
    before: Vec<Arc<Proposal>>,
    ceiling: i64,
}

/// What a pair is at this moment. The first that holds is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairState {
    /// Locked by people.
    Locked,
    /// Found by the solver.
    Proposed,
    /// Forbidden by people.
    Forbidden,
    /// Blocked by a rule (index into the program's rules).
    Blocked(usize),
    /// Possible.
    Open,
}

impl Session {
    /// The session that these records add up to.
    pub fn open(program: Arc<Program>, records: impl IntoIterator<Item = Record>) -> Self {
        let scorer = Arc::new(Scorer::new(program.clone()));
        Self::with_scorer(scorer, records)
    }

    /// As [`Session::open`], with the reading of the applications already done.
    pub fn with_scorer(scorer: Arc<Scorer>, records: impl IntoIterator<Item = Record>) -> Self {
        let program = scorer.program().clone();
        let terms = Terms::of(&program);
        let scores = Arc::new(scorer.scores(&terms));
        let ledger = Ledger::default();
        let objective = ledger.objective(&program);
        let solved = Arc::new(Solved::cold(&Problem { program: &program, scores: &scores, ledger: &ledger, objective }, None));
        let proposal = Arc::new(solved.proposal());
        let ground = Arc::new(Ground::new(&scorer));
        let ceiling = proposal.total; // nobody has decided anything yet
        let (held, columns, earlier, lately) = Default::default();
        let before = Vec::new();
        let mut session = Self {
            program,
            scorer,
            ground,
            ledger,
            terms,
            objective,
            scores,
            proposal,
            solved,
            held,
            columns,
            earlier,
            lately,
            before,
            ceiling,
        };
        for record in records {
            session.apply(record);
        }
        session
    }

    /// Takes in the next record and moves the proposal as little as possible.
    ///
    /// The rule of least movement: among equal optima, and where a change gains less than `steadiness`, present pairs stay. What is
    /// present is the proposal that stands; for an undo or redo it is the one that stood when the same decisions were in force the last
    /// time, if they ever were; for one of several weights and rules that somebody kept together, the one that stood before
    /// them all, so that together they move no more than they would at once; afresh, nothing is present and the canonical optimum is taken.
    pub fn apply(&mut self, record: Record) -> Consequences {
        let before = self.as_it_stands();
        self.before.push(self.proposal.clone());
        let moves_people = record.decision.moves_people();
        self.ledger.apply(record);
        self.reweigh();
        if moves_people {
            let solved = self.solve_again();
            self.earlier.keep(&std::mem::replace(&mut self.solved, solved));
            self.proposal = Arc::new(self.solved.proposal());
            self.held = Arc::default();
            if self.columns.get().is_some_and(|columns| !columns.fit(self.solved.instance())) {
                self.columns = Arc::default();
            }
        }
        self.consequences_since(&before)
    }

    /// What a decision would do, without doing it.
    ///
    /// # Errors
    /// The reason why it would be refused.
    pub fn preview(&self, intent: &Intent) -> Result<Consequences, Refusal> {
        match self.ledger.check(&self.ground, intent)? {
            Admission::Already => Ok(self.consequences_since(&self.as_it_stands())),
            Admission::Record => {
                let mut then = self.clone();
                let consequences = then.apply(self.draft(intent));
                self.lately.learn(&then.lately);
                Ok(consequences)
            }
        }
    }

    /// An intent made by somebody who sees this session.
    pub fn intent(&self, id: String, by: &str, role: Standing, decision: Decision, why: Option<String>) -> Intent {
        let expect = self.ledger.expect(&decision, None);
        Intent { id, by: by.to_owned(), role, see: self.ledger.last(), was: self.stands(&decision), expect, decision, undoes: None, why }
    }

    /// The intent to take back one's last decision in force.
    ///
    /// # Errors
    /// When there is none.
    pub fn undo(&self, id: String, by: &str, role: Standing) -> Result<Intent, Refusal> {
        let target = self.ledger.undo_target(by).ok_or(Refusal::NothingToUndo)?;
        Ok(self.taking_back(target, id, by, role))
    }

    /// The intent to take back one's last undo.
    ///
    /// # Errors
    /// When there is none, or something has been decided since.
    pub fn redo(&self, id: String, by: &str, role: Standing) -> Result<Intent, Refusal> {
        let target = self.ledger.redo_target(by).ok_or(Refusal::NothingToRedo)?;
        Ok(self.taking_back(target, id, by, role))
    }

    /// The swap of two adepts' present mentors.
    ///
    /// # Errors
    /// When either has no partner, or they share one.
    pub fn swap(&self, adept: usize, other: usize) -> Result<Decision, Refusal> {
        let id = |n: usize| self.program.adepts().get(n).map(|person| person.id.clone()).ok_or(Refusal::NothingToSwap);
        let partner = |n: usize| match self.partner(n).and_then(|m| self.program.mentors().get(m)) {
            Some(mentor) => Ok(mentor.id.clone()),
            None => Err(id(n).map_or(Refusal::NothingToSwap, Refusal::NoPartner)),
        };
        if adept == other || self.partner(adept).is_some_and(|mentor| self.partner(other) == Some(mentor)) {
            return Err(Refusal::NothingToSwap);
        }
        Ok(Decision::Swap { adept: id(adept)?, gets: partner(other)?, other: id(other)?, other_gets: partner(adept)? })
    }

    /// The program.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// What values pairs, worked out once for the program.
    pub fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// What the journal needs to check intents.
    pub fn ground(&self) -> &Arc<Ground> {
        &self.ground
    }

    /// What the decisions add up to.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The weights in force.
    pub fn weights(&self) -> &Weights {
        &self.terms.weights
    }

    /// What the rules do, as in force.
    pub fn effects(&self) -> &Effects {
        &self.terms.effects
    }

    /// The weights and the rules' effects in force.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What the proposal strives for: what was decided last and is in force, else what the program's file says.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// Every pair's score under the weights in force.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The proposal.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// The sum of scores that would be reached without the group's decisions about pairs, under the weights and the objective in force;
    /// basis points.
    pub fn total_without_decisions(&self) -> i64 {
        self.ceiling
    }

    /// An adept's mentor in the proposal.
    pub fn partner(&self, adept: usize) -> Option<usize> {
        self.proposal.mentor_of.get(adept).copied().flatten()
    }

    /// The ids of a pair; `None` when it is not of this program.
    pub fn named(&self, pair: Pair) -> Option<Named> {
        let (adept, mentor) = (self.program.adepts().get(pair.adept)?, self.program.mentors().get(pair.mentor)?);
        Some(Named::new(&adept.id, &mentor.id))
    }

    /// The pair of two ids.
    pub fn pair(&self, adept: &PersonId, mentor: &PersonId) -> Option<Pair> {
        Some(Pair { adept: self.program.adept(adept)?, mentor: self.program.mentor(mentor)? })
    }

    /// What a pair is at this moment.
    pub fn state(&self, pair: Pair) -> PairState {
        if !self.is_of_this_program(pair) {
            PairState::Open
        } else if self.is_locked(pair) {
            PairState::Locked
        } else if self.partner(pair.adept) == Some(pair.mentor) {
            PairState::Proposed
        } else if self.solved.forbids(pair) {
            PairState::Forbidden
        } else {
            self.scores.cell(pair).blocked.map_or(PairState::Open, |rule| PairState::Blocked(usize::from(rule)))
        }
    }

    /// The mentor whom people have locked an adept to.
    pub fn locked_to(&self, adept: usize) -> Option<usize> {
        self.solved.lock_of(adept)
    }

    /// Whether people have locked this pair.
    pub fn is_locked(&self, pair: Pair) -> bool {
        self.locked_to(pair.adept) == Some(pair.mentor)
    }

    /// One pair's score taken apart, under the weights in force.
    pub fn breakdown(&self, pair: Pair) -> Option<Breakdown> {
        self.scorer.breakdown(&self.terms, pair)
    }

    /// What would be otherwise for one pair, under the weights in force.
    pub fn counterfactuals(&self, pair: Pair) -> Option<Counterfactuals> {
        self.scorer.counterfactuals(&self.terms, &self.scores, pair)
    }

    fn is_of_this_program(&self, pair: Pair) -> bool {
        pair.adept < self.program.adepts().len() && pair.mentor < self.program.mentors().len()
    }

    fn taking_back(&self, target: u64, id: String, by: &str, role: Standing) -> Intent {
        let expect = self.ledger.expect(&Decision::Undo, Some(target));
        Intent { undoes: Some(target), expect, ..self.intent(id, by, role, Decision::Undo, None) }
    }

    /// The problem that the decisions make.
    fn problem(&self) -> Problem<'_> {
        Problem { program: &self.program, scores: &self.scores, ledger: &self.ledger, objective: self.objective }
    }

    /// Solves what the last record has made of the problem.
    fn solve_again(&self) -> Arc<Solved> {
        let Some(present) = self.measured_from() else { return Arc::new(self.solved.afresh(&self.problem())) };
        let standing = if self.solved.stands_on(&present) { Some(&self.solved) } else { self.earlier.standing_on(&present) };
        match standing {
            Some(solved) => self.lately.onward(solved, &self.problem()),
            None => Arc::new(Solved::cold(&self.problem(), Some(&present))),
        }
    }

    /// The proposal that the last record moves as little as possible; `None` when it is made afresh.
    fn measured_from(&self) -> Option<Arc<Proposal>> {
        let last = self.ledger.records().last().filter(|record| record.decision != Decision::Afresh)?;
        let present = last.undoes.map_or_else(|| self.stood_before_kept_together(), |_| self.stood_under_the_same());
        present.or_else(|| self.before.last().cloned())
    }

    /// The proposal that stood before the first of the weights and rules that were kept together with the last record: their maker had
    /// seen the same and nothing has come between.
    fn stood_before_kept_together(&self) -> Option<Arc<Proposal>> {
        let records = self.ledger.records();
        let last = records.last().filter(|record| record.decision.sets_terms())?;
        let with_it =
            |record: &&Record| record.decision.sets_terms() && record.by == last.by && record.see == last.see && record.undoes.is_none();
        let together = records.iter().rev().take_while(with_it).count();
        self.before.get(records.len().checked_sub(together)?).cloned()
    }

    /// The terms, objective, scores and ceiling that the ledger gives; nothing is worked out anew when they are as before.
    fn reweigh(&mut self) {
        let (terms, objective) = (self.ledger.terms(&self.program), self.ledger.objective(&self.program));
        let (same_terms, same_objective) = (terms == self.terms, objective == self.objective);
        if !same_terms {
            self.scores = Arc::new(self.scorer.scores(&terms));
            self.terms = terms;
        }
        if !(same_terms && same_objective) {
            self.objective = objective;
            self.ceiling = self.ceiling_under(&self.scores);
        }
    }

    /// What the objective in force would reach under these scores without the group's decisions about pairs.
    fn ceiling_under(&self, scores: &Arc<Scores>) -> i64 {
        self.solved.total_of(&Problem { scores, ledger: &Ledger::default(), ..self.problem() })
    }

    /// What stands where the decision strikes: for each adept the present mentor, for a criterion its weight, for a rule its effect, the objective
    /// that is in force.
    fn stands(&self, decision: &Decision) -> std::collections::BTreeMap<String, Option<String>> {
        let partner = |id: &PersonId| {
            let mentor = self.program.adept(id).and_then(|adept| self.partner(adept)).and_then(|m| self.program.mentors().get(m));
            (id.to_string(), mentor.map(|person| person.id.to_string()))
        };
        match decision {
            Decision::Lock(p) | Decision::Unlock(p) | Decision::Assign(p) | Decision::Forbid(p) | Decision::Allow(p) => {
                [partner(&p.adept)].into()
            }
            Decision::Swap { adept, other, .. } => [partner(adept), partner(other)].into(),
            Decision::Weight { criterion, .. } => {
                let place = self.program.criteria.criteria.iter().position(|c| c.id == *criterion);
                let weight = place.and_then(|n| self.terms.weights.0.get(n)).map(ToString::to_string);
                [(criterion.to_string(), weight)].into()
            }
            Decision::Rule { rule, .. } => {
                let place = self.program.criteria.rules.iter().position(|r| r.id == *rule);
                [(rule.clone(), place.map(|n| self.terms.effects.at(n).as_str().to_owned()))].into()
            }
            Decision::Objective { .. } => [("objective".to_owned(), Some(self.objective.as_str().to_owned()))].into(),
            _ => Default::default(),
        }
    }

    /// The record that an intent would become, good enough to replay.
    fn draft(&self, intent: &Intent) -> Record {
        Record {
            sum: String::new(),
            seq: self.ledger.last() + 1,
            id: intent.id.clone(),
            at: String::new(),
            by: intent.by.clone(),
            account: None,
            role: intent.role,
            see: intent.see,
            decision: intent.decision.clone(),
            expect: intent.expect.clone(),
            was: intent.was.clone(),
            undoes: intent.undoes,
            note: None,
        }
    }

    fn as_it_stands(&self) -> (Arc<Proposal>, Arc<Scores>) {
        (self.proposal.clone(), self.scores.clone())
    }

    fn consequences_since(&self, (proposal, scores): &(Arc<Proposal>, Arc<Scores>)) -> Consequences {
        Consequences::between((proposal, scores), (&self.proposal, &self.scores))
    }
}
