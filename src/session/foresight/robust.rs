//! In how many of 200 other weightings each pair of the proposal stays.

use crate::matching::{REWEIGHTINGS, robustness};
use crate::program::{Pair, Weight};
use crate::scoring::{Terms, Weights};
use crate::session::Session;

/// Below this share, in percent, a pair is a coin flip.
pub const COIN_FLIP: u32 = 60;

/// For each pair of a proposal the share of re-weightings that it stays in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robust {
    /// For each adept the mentor at that time, and the share in percent, rounded down.
    shares: Vec<Option<(usize, u32)>>,
}

impl Robust {
    /// For each adept the mentor and the share in percent.
    #[cfg(test)]
    pub fn of(shares: Vec<Option<(usize, u32)>>) -> Self {
        Self { shares }
    }

    /// In how many percent of the re-weightings the pair stays; none for a pair that was not in the proposal.
    pub fn share(&self, pair: Pair) -> Option<u32> {
        self.shares.get(pair.adept).copied().flatten().filter(|(mentor, _)| *mentor == pair.mentor).map(|(_, share)| share)
    }

    /// The shares of all pairs, in the order of the adepts' ids.
    pub fn shares(&self) -> impl Iterator<Item = u32> + '_ {
        self.shares.iter().flatten().map(|(_, share)| *share)
    }

    /// How many pairs are coin flips.
    pub fn coin_flips(&self) -> usize {
        self.shares().filter(|share| *share < COIN_FLIP).count()
    }
}

impl Session {
    /// How often each pair of the proposal stays when weights are others. A locked pair stays always. None if cancelled.
    ///
    /// In each of 200 re-weightings every weight is between half and double of what is in force, drawn by a fixed rule that depends on its
    /// place alone ([`reweighted`](crate::matching::reweighted)): the same for everybody and for ever. Rules, minimum and decisions stay as they are.
    pub fn robustness(&self, cancelled: &mut dyn FnMut() -> bool) -> Option<Robust> {
        let held = self.held();
        let weights = room_to_double(&self.weights().0);
        let scores = |weights: &[u32], table: &mut [u16]| {
            let weights = Weights(weights.iter().map(|weight| Weight(*weight)).collect());
            let scores = self.scorer().scores(&Terms { weights, effects: self.effects().clone() });
            let cells = (0..scores.adepts()).flat_map(|adept| scores.row(adept));
            table.iter_mut().zip(cells).for_each(|(score, cell)| *score = cell.score);
        };
        let stays = robustness(&held.instance, &held.solution, &weights, scores, cancelled)?.stays;
        let share = |(mentor, stays): (&Option<usize>, &Option<u32>)| Some(((*mentor)?, (*stays)? * 100 / REWEIGHTINGS));
        Some(Robust { shares: held.solution.mentor_of.iter().zip(&stays).map(share).collect() })
    }
}

/// The weights in thousandths, all halved when the largest could not be doubled: only their ratios count. None that counts stops counting.
fn room_to_double(weights: &[Weight]) -> Vec<u32> {
    let halved = weights.iter().any(|weight| weight.0 > Weight::MOST.0 / 2);
    weights.iter().map(|weight| if halved { weight.0.div_ceil(2) } else { weight.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_can_be_doubled() {
        let most = Weight::MOST.0;
        for (weights, expected) in [([0, 35_000], [0, 35_000]), ([0, most], [0, most / 2]), ([1, most - 1], [1, most / 2])] {
            assert_eq!(room_to_double(&weights.map(Weight)), expected, "{weights:?}");
        }
    }

    #[test]
    fn a_share_is_that_of_its_own_pair() {
        let robust = Robust { shares: vec![Some((2, 59)), None, Some((0, 60))] };
        let share = |adept, mentor| robust.share(Pair { adept, mentor });
        assert_eq!([share(0, 2), share(0, 0), share(1, 0), share(2, 0), share(9, 0)], [Some(59), None, None, Some(60), None]);
        assert_eq!((robust.coin_flips(), robust.shares().collect::<Vec<_>>()), (1, vec![59, 60]));
    }
}
