//! What each decision about a pair costs: what the program would gain if it alone were taken back.

use crate::matching::Change;
use crate::program::{Pair, PersonId};
use crate::session::{Decision, Session};

/// A decision about a pair that is in force, and what it costs.
///
/// Costs of several decisions do not add up: two that stand in the same way cost nothing each and much together, and two that share a
/// loss cost it both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costly {
    /// Which pair.
    pub pair: Pair,
    /// What was decided about it.
    pub hold: Hold,
    /// The record that did it.
    pub seq: u64,
    /// Basis points that the total would gain if this alone were taken back; negative when it would lose them.
    pub points: i64,
    /// How many more adepts would have a mentor; negative when fewer would.
    pub people: i64,
}

/// What people can decide about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It stays: locked, assigned or swapped.
    Locked,
    /// It is never proposed.
    Forbidden,
}

impl Session {
    /// The decisions about pairs that are in force, the latest first: which pair, what was decided, the record that did it. Decisions about
    /// people who have left the program hold nobody and are left out.
    pub fn decisions_in_force(&self) -> Vec<(Pair, Hold, u64)> {
        let place = |adept: &PersonId, mentor: &PersonId| self.pair(adept, mentor);
        let locks = self.ledger().locks().filter_map(|(adept, mentor)| {
            let (_, seq) = self.ledger().lock_of(adept)?;
            Some((place(adept, mentor)?, Hold::Locked, seq))
        });
        let forbids = self.ledger().forbidden().filter_map(|named| {
            let seq = self.ledger().forbidden_by(named)?;
            Some((place(&named.adept, &named.mentor)?, Hold::Forbidden, seq))
        });
        let mut decisions: Vec<_> = locks.chain(forbids).collect();
        decisions.sort_by_key(|(pair, _, seq)| (std::cmp::Reverse(*seq), *pair));
        decisions
    }

    /// What takes a decision about a pair back; `None` when the pair is not of this program.
    pub fn opposite(&self, pair: Pair, hold: Hold) -> Option<Decision> {
        let named = self.named(pair)?;
        Some(match hold {
            Hold::Locked => Decision::Unlock(named),
            Hold::Forbidden => Decision::Allow(named),
        })
    }

    /// What each decision about a pair costs, the dearest first: people before points where the program puts people first. None if cancelled,
    /// which is asked before each.
    ///
    /// Each is really taken back, alone, from the proposal that stands, and the problem is solved again: the cost is what
    /// [`preview`](Session::preview) of its [`opposite`](Session::opposite) says.
    pub fn decisions_by_cost(&self, cancelled: &mut dyn FnMut() -> bool) -> Option<Vec<Costly>> {
        let mut costs = Vec::new();
        for (pair, hold, seq) in self.decisions_in_force() {
            if cancelled() {
                return None;
            }
            let without = self.solved.after(match hold {
                Hold::Locked => Change::Unlock { adept: pair.adept },
                Hold::Forbidden => Change::Allow { adept: pair.adept, mentor: pair.mentor },
            });
            let points = without.total - self.proposal().total;
            let people = count(without.matched) - count(self.proposal().matched);
            costs.push(Costly { pair, hold, seq, points, people });
        }
        let people_first = self.solved.puts_people_first();
        costs.sort_by_key(|cost| {
            let order = if people_first { (cost.people, cost.points) } else { (cost.points, cost.people) };
            std::cmp::Reverse(order)
        });
        Some(costs)
    }
}

fn count(people: usize) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}
