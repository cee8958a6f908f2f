//! Who needs a look first: the order in which a group spends its minutes best.

use super::Session;
use super::foresight::{COIN_FLIP, Robust};
use crate::program::Pair;

/// Why an adept deserves a look; the first that holds is shown. The order of the variants is the order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Has no mentor in the proposal.
    Nobody,
    /// A rule marks the proposed pair (index into the program's rules).
    Warned(usize),
    /// The pair stays in so many percent of other weightings, fewer than [`COIN_FLIP`]: what the group thinks of it should decide.
    CoinFlip(u32),
    /// So few mentors are possible at all.
    FewPossible(usize),
    /// The adept with the lowest score of all.
    WorstOff,
    /// The percent rests on little.
    Thin,
    /// Both could have had somebody far better: see [`FAR`].
    FarBelow,
    /// Below half of full marks.
    Weak,
    /// Nothing in particular.
    Settled,
    /// Locked: the group has looked.
    Locked,
}

/// Possible mentors at or below which an adept is shown as having few.
const FEW: usize = 3;
/// Scores below this are weak; basis points.
const WEAK: u16 = 5_000;
/// A pair is far below what either could have had when the adept's best possible mentor and the mentor's best other possible adept
/// are both at least so much better; basis points. Whoever is locked to somebody else, and whose seats are all locked, could not be had. An adept
/// whose mentor has nobody better to turn to is not shown for it: there others would have to give way and nobody would gain much.
pub const FAR: u16 = 1_500;

impl Session {
    /// All adepts with their reasons, in the order in which they need a look: by reason, then the lowest score first, then by id.
    ///
    /// Coin flips are shown once it is known how robust the pairs are; a pair that it was not worked out for is none.
    pub fn review(&self, robust: Option<&Robust>) -> Vec<(usize, Reason)> {
        let worst = self.proposal().worst(self.scores());
        let (chances, locks) = (Chances::of(self), self.problem().locks());
        let mut queue: Vec<(Reason, u16, usize)> = Vec::with_capacity(locks.len());
        for (adept, lock) in locks.iter().enumerate() {
            let Some(mentor) = self.partner(adept) else {
                queue.push((Reason::Nobody, 0, adept));
                continue;
            };
            let pair = Pair { adept, mentor };
            let score = self.scores().cell(pair).score;
            let reason = match *lock == Some(mentor) {
                true => Reason::Locked,
                false => self.reason(pair, worst, robust.and_then(|robust| robust.share(pair)), &chances),
            };
            queue.push((reason, score, adept));
        }
        queue.sort_unstable();
        queue.into_iter().map(|(reason, _, adept)| (adept, reason)).collect()
    }

    /// Why a pair deserves a look that nobody has locked; `worst` is the lowest score of all, `share` how robust the pair is.
    fn reason(&self, pair: Pair, worst: Option<u16>, share: Option<u32>, chances: &Chances) -> Reason {
        let cell = self.scores().cell(pair);
        if cell.warned
            && let Some(rule) = self.scorer().warning(self.effects(), pair)
        {
            return Reason::Warned(rule);
        }
        let possible = chances.possible(pair.adept);
        if let Some(share) = share.filter(|share| *share < COIN_FLIP) {
            Reason::CoinFlip(share)
        } else if possible <= FEW && possible < self.program().mentors().len() {
            Reason::FewPossible(possible)
        } else if worst == Some(cell.score) {
            Reason::WorstOff
        } else if cell.coverage < self.program().criteria.low_coverage {
            Reason::Thin
        } else if chances.least_gain(pair, cell.score) >= FAR {
            Reason::FarBelow
        } else if cell.score < WEAK {
            Reason::Weak
        } else {
            Reason::Settled
        }
    }
}

/// Whom everybody could have, found in one pass over the table of all pairs.
struct Chances {
    /// For each adept how many mentors are possible, were every seat free.
    possible: Vec<usize>,
    /// For each adept the best score with a possible mentor who has a seat that is not locked; basis points.
    adepts: Vec<u16>,
    /// For each mentor the best score with a possible adept who is neither locked nor already his; basis points.
    mentors: Vec<u16>,
}

impl Chances {
    fn of(session: &Session) -> Self {
        let instance = session.solved.instance();
        let (adepts, mentors) = (instance.adepts(), instance.mentors());
        // All bits for a mentor who counts, none for one who does not: so each pass over a row goes many pairs at a time.
        let mask = |seats: u32| if seats > 0 { u16::MAX } else { 0 };
        let takes_any: Vec<u16> = (0..mentors).map(|mentor| mask(instance.seats(mentor))).collect();
        let has_open: Vec<u16> = session.all_open_seats().into_iter().map(mask).collect();
        let mut chances = Self { possible: Vec::with_capacity(adepts), adepts: Vec::with_capacity(adepts), mentors: vec![0; mentors] };
        // For each mentor the score with this adept and one more; nought where the pair is not possible.
        let mut row = vec![0_u16; mentors];
        for adept in 0..adepts {
            for ((worth, score), takes_any) in row.iter_mut().zip(instance.possible_scores(adept)).zip(&takes_any) {
                *worth = score.map_or(0, |score| score + 1) & takes_any;
            }
            chances.possible.push(row.iter().filter(|worth| **worth > 0).count());
            let best = row.iter().zip(&has_open).fold(0, |best: u16, (worth, open)| best.max(worth & open));
            chances.adepts.push(best.saturating_sub(1));
            if instance.locked(adept).is_some() {
                continue;
            }
            if let Some(own) = session.partner(adept).and_then(|mentor| row.get_mut(mentor)) {
                *own = 0;
            }
            for (best, worth) in chances.mentors.iter_mut().zip(&row) {
                *best = (*best).max(*worth);
            }
        }
        chances.mentors.iter_mut().for_each(|best| *best = best.saturating_sub(1));
        chances
    }

    fn possible(&self, adept: usize) -> usize {
        self.possible.get(adept).copied().unwrap_or(0)
    }

    /// What the one of the two who could gain less could gain with somebody else than in this pair; basis points.
    fn least_gain(&self, pair: Pair, score: u16) -> u16 {
        let best = |of: &[u16], place: usize| of.get(place).copied().unwrap_or(0);
        best(&self.adepts, pair.adept).min(best(&self.mentors, pair.mentor)).saturating_sub(score)
    }
}
