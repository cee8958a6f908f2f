//! Rivals of the proposal: pairs where both would rather have each other than what they get.
//!
//! The matching room calls them blocking pairs, after Gale and Shapley; here a pair is blocked by a rule, so they have a name of their own.

use std::cmp::Reverse;

use crate::matching::{Blocking, blocking_pairs};
use crate::program::Pair;
use crate::session::Session;

/// So many rivals are listed at most; the others are counted.
pub const MOST_LISTED: usize = 200;
/// After so many rivals it is asked whether anybody still wants to know.
const PATIENCE: usize = 4_096;

/// All rivals of a proposal, counted, and those who would gain most.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rivals {
    listed: Vec<Rival>,
    count: usize,
}

/// Two people who would both rather have each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rival {
    /// The two.
    pub pair: Pair,
    /// Their score together; basis points.
    pub score: u16,
    /// What the adept has now.
    pub adept: Has,
    /// What the mentor has now: of his adepts who are not locked the one with the lowest score, and nobody while he has a free seat.
    pub mentor: Has,
}

/// What one of the two has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Has {
    /// Index of the present partner.
    pub partner: Option<usize>,
    /// The score with that partner, nought with nobody; basis points.
    pub score: u16,
}

impl Rivals {
    /// The largest common gain first; at most [`MOST_LISTED`].
    pub fn listed(&self) -> &[Rival] {
        &self.listed
    }

    /// How many there are, listed or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Keeps the best of what has come so far.
    fn sift(&mut self) {
        self.listed.sort_unstable_by_key(|rival| (Reverse(rival.common_gain()), rival.pair));
        self.listed.truncate(MOST_LISTED);
    }
}

impl Rival {
    /// What the adept would gain; basis points.
    pub fn adept_gains(&self) -> u16 {
        self.score.saturating_sub(self.adept.score)
    }

    /// What the mentor would gain; basis points.
    pub fn mentor_gains(&self) -> u16 {
        self.score.saturating_sub(self.mentor.score)
    }

    /// What both would gain at least, and then what they would gain together: by this they are ordered; basis points.
    pub fn common_gain(&self) -> (u16, u32) {
        let (adept, mentor) = (self.adept_gains(), self.mentor_gains());
        (adept.min(mentor), u32::from(adept) + u32::from(mentor))
    }
}

impl Session {
    /// The pairs where both would rather have each other than what the proposal gives them, as things stand. None if cancelled.
    ///
    /// Only possible pairs count, and nobody who is locked: what people decided is no longer in question. The best total has such pairs in
    /// general, since it looks at everybody.
    pub fn rivals(&self, cancelled: &mut dyn FnMut() -> bool) -> Option<Rivals> {
        if cancelled() {
            return None;
        }
        let held = self.held();
        let least_wanted = self.least_wanted();
        let mut rivals = Rivals::default();
        for Blocking { adept, mentor, adept_gains, mentor_gains } in blocking_pairs(&held.instance, &held.solution) {
            let score = held.instance.score(adept, mentor);
            rivals.count += 1;
            rivals.listed.push(Rival {
                pair: Pair { adept, mentor },
                score,
                adept: Has { partner: self.partner(adept), score: score.saturating_sub(adept_gains) },
                mentor: Has { partner: least_wanted.get(mentor).copied().flatten(), score: score.saturating_sub(mentor_gains) },
            });
            if rivals.count.is_multiple_of(PATIENCE) {
                rivals.sift();
                if cancelled() {
                    return None;
                }
            }
        }
        rivals.sift();
        Some(rivals)
    }

    /// For each mentor the adept whose seat another one could have: of those who are not locked the one with the lowest score, the first by id;
    /// nobody where a seat is free.
    fn least_wanted(&self) -> Vec<Option<usize>> {
        let mut open = self.all_open_seats();
        let mut least: Vec<Option<(u16, usize)>> = vec![None; open.len()];
        for pair in self.proposal().pairs().filter(|pair| !self.is_locked(*pair)) {
            let (Some(open), Some(least)) = (open.get_mut(pair.mentor), least.get_mut(pair.mentor)) else { continue };
            *open = open.saturating_sub(1);
            let this = (self.scores().cell(pair).score, pair.adept);
            *least = Some(least.map_or(this, |least| least.min(this)));
        }
        open.into_iter().zip(least).map(|(open, least)| least.filter(|_| open == 0).map(|(_, adept)| adept)).collect()
    }
}
