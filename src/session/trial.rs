//! What other weights and rules would do: tried as often as somebody turns one, kept only when they are decided.
//!
//! ```text
//! Session::try_terms(terms) ──► Tried ──┬─► Session::as_tried: the session as it would be, to look at
//!      (may take a while:               ├─► Session::consequences_of: who would move, the totals
//!       a thread of its own)            └─► Session::keeping: the decisions that would make it so
//! ```

use std::sync::Arc;
use std::thread;

use super::decision::Decision;
use super::proposal::{Problem, Proposal};
use super::solved::Solved;
use super::{Consequences, Refusal, Session};
use crate::program::Pair;
use crate::scoring::{Scores, Terms};

/// Other terms, and what follows from them. It belongs to the session as it stood when it was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    terms: Terms,
    scores: Arc<Scores>,
    proposal: Arc<Proposal>,
    solved: Arc<Solved>,
    ceiling: i64,
    /// The last record at that time.
    seen: u64,
}

impl Tried {
    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }
}

impl Session {
    /// What other terms would give: every score, and the proposal moved from the present one as little as the rule of least movement
    /// says. Keeping them at once, with nothing decided in between, gives the same.
    ///
    /// # Errors
    /// When no criterion would count.
    pub fn try_terms(&self, terms: &Terms) -> Result<Tried, Refusal> {
        if !terms.weights.count() {
            return Err(Refusal::NothingCounts);
        }
        let scores = if *terms == self.terms { self.scores.clone() } else { Arc::new(self.scorer.scores(terms)) };
        let (mut solved, mut ceiling) = (self.solved.clone(), self.ceiling);
        if *terms != self.terms {
            // The two questions have nothing to do with each other, so they may be answered at the same time.
            thread::scope(|threads| {
                let best = || self.ceiling_under(&scores);
                let asked = thread::Builder::new().spawn_scoped(threads, best);
                let problem = Problem { scores: &scores, ..self.problem() };
                solved = Arc::new(self.solved.onward(&problem));
                ceiling = asked.ok().and_then(|asked| asked.join().ok()).unwrap_or_else(best);
            });
        }
        let proposal = Arc::new(solved.proposal());
        Ok(Tried { terms: terms.clone(), scores, proposal, solved, ceiling, seen: self.ledger.last() })
    }

    /// Whether nothing has been decided since a trial.
    pub fn is_still(&self, tried: &Tried) -> bool {
        tried.seen == self.ledger.last()
    }

    /// The session as it would be under tried terms, to look at: nothing is decided.
    pub fn as_tried(&self, tried: &Tried) -> Session {
        let (terms, scores) = (tried.terms.clone(), tried.scores.clone());
        let (proposal, solved) = (tried.proposal.clone(), tried.solved.clone());
        let (held, columns) = Default::default();
        Session { terms, scores, proposal, solved, held, columns, ceiling: tried.ceiling, ..self.clone() }
    }

    /// What tried terms would change; totals and the worst off before are under the terms in force, after under the tried ones.
    pub fn consequences_of(&self, tried: &Tried) -> Consequences {
        self.as_tried(tried).consequences_since(&self.as_it_stands())
    }

    /// What the present pairs are worth under tried terms; basis points.
    pub fn present_total_under(&self, tried: &Tried) -> i64 {
        self.proposal.pairs().map(|pair| i64::from(tried.scores.cell(pair).score)).sum()
    }

    /// The locked pairs that a rule would block under these terms and does not block now. They stay: what was locked before a rule came
    /// is left as it was decided.
    pub fn locks_against(&self, terms: &Terms) -> Vec<Pair> {
        let locked = self.ledger.locks().filter_map(|(adept, mentor)| self.pair(adept, mentor));
        let blocked = |terms: &Terms, pair: Pair| self.scorer.blocking(&terms.effects, pair).is_some();
        locked.filter(|pair| blocked(terms, *pair) && !blocked(&self.terms, *pair)).collect()
    }

    /// The decisions that make these terms those in force, one for each that differs: first what lets a criterion count, last what
    /// takes a criterion away, so that some criterion counts all the time.
    pub fn keeping(&self, terms: &Terms) -> Vec<Decision> {
        let criteria = &self.program.criteria;
        let weights = criteria.criteria.iter().zip(self.terms.weights.0.iter().zip(&terms.weights.0));
        let changed = weights.filter(|(_, (now, then))| now != then);
        let weighed = changed.map(|(criterion, (_, then))| Decision::Weight { criterion: criterion.id.clone(), thousandths: *then });
        let (off, on): (Vec<_>, Vec<_>) =
            weighed.partition(|decision| matches!(decision, Decision::Weight { thousandths, .. } if thousandths.0 == 0));
        let rules = criteria.rules.iter().zip(self.terms.effects.0.iter().zip(&terms.effects.0));
        let ruled =
            rules.filter(|(_, (now, then))| now != then).map(|(rule, (_, then))| Decision::Rule { rule: rule.id.clone(), effect: *then });
        on.into_iter().chain(ruled).chain(off).collect()
    }
}
