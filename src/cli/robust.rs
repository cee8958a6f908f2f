//! `match --robustness`: how often each pair stays when the weights are others.

use crate::matching::{REWEIGHTINGS, robustness};
use crate::program::Weight;
use crate::scoring::{Terms, Weights};
use crate::session::Session;

use super::standing::Standing;

/// Below this share, in percent, a pair is a coin flip.
pub const COIN_FLIP: u32 = 60;

/// For each pair of the proposal, in the order of the adepts' ids, in how many percent of 200 re-weightings it stays, rounded down. A locked pair
/// stays in all.
///
/// In each re-weighting every weight is between half and double of what is in force, drawn by a fixed rule that depends on its place alone
/// ([`reweighted`](crate::matching::reweighted)): the same for everybody and for ever. Rules, minimum and decisions stay as they are.
pub fn shares(session: &Session, standing: &Standing) -> Vec<u32> {
    let weights = room_to_double(&session.weights().0);
    let scores = |weights: &[u32], table: &mut [u16]| {
        let weights = Weights(weights.iter().map(|weight| Weight(*weight)).collect());
        let scores = session.scorer().scores(&Terms { weights, effects: session.effects().clone() });
        let cells = (0..scores.adepts()).flat_map(|adept| scores.row(adept));
        table.iter_mut().zip(cells).for_each(|(score, cell)| *score = cell.score);
    };
    let found = robustness(&standing.instance, &standing.solution, &weights, scores, &mut || false);
    let stays = found.map(|found| found.stays).unwrap_or_default();
    stays.into_iter().flatten().map(|stays| stays * 100 / REWEIGHTINGS).collect()
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
}
