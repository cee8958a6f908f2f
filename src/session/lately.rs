//! What was solved lately: who asks what a decision would do and then makes it does not wait twice.
//!
//! A matter of time only. A solution is found again by the one that it went on from and by the problem that it solves, so it is the one that another
//! solve would end at.

use std::sync::{Arc, Mutex, PoisonError};

use super::proposal::Problem;
use super::solved::Solved;

/// So many are kept: a look at a pair, a question about it, and another look.
const MOST_KEPT: usize = 3;

/// The last solutions that others went on to. A copy remembers the same and goes its own way from there.
#[derive(Debug, Default)]
pub(super) struct Lately(Mutex<Vec<Onward>>);

/// One solution, and the one that it went on from.
#[derive(Debug, Clone)]
struct Onward {
    from: Arc<Solved>,
    to: Arc<Solved>,
}

impl Lately {
    /// The problem solved near the proposal that stands in `from`.
    pub(super) fn onward(&self, from: &Arc<Solved>, problem: &Problem<'_>) -> Arc<Solved> {
        let known = self.kept().into_iter().rev().find(|known| Arc::ptr_eq(&known.from, from) && known.to.solves(problem));
        known.map_or_else(|| self.keep(from, Arc::new(from.onward(problem))), |known| known.to)
    }

    /// Remembers what another one remembers.
    pub(super) fn learn(&self, other: &Self) {
        let others = other.kept();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = others;
    }

    fn kept(&self) -> Vec<Onward> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, from: &Arc<Solved>, to: Arc<Solved>) -> Arc<Solved> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(Onward { from: from.clone(), to: to.clone() });
        let too_many = kept.len().saturating_sub(MOST_KEPT);
        kept.drain(..too_many);
        to
    }
}

impl Clone for Lately {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.kept()))
    }
}
