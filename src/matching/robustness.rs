//! How many other weights leave a pair in place.
//!
//! Weights are opinions. A pair that stays in the best assignment when every weight may be half or double is not a matter of them;
//! one that comes and goes is a coin flip, which people should talk about. The samples are the same for everybody and for ever: they depend on
//! their number and the criterion's place alone, so there is no seed to fish with.

use super::instance::Instance;
use super::prices::Cancelled;
use super::solve::{Solution, solve_from};

/// How many re-weightings there are.
pub const REWEIGHTINGS: u32 = 200;

/// A whole of the fractions below.
const ONE: u64 = 1 << 30;
/// Two to the power of 1/2, 1/4, 1/8 and so on, in fractions of [`ONE`].
const ROOTS: [u64; 16] = roots();

/// In how many re-weightings each present pair stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Robustness {
    /// For each adept, in how many of the samples she has the mentor that she has now; none when she has none.
    pub stays: Vec<Option<u32>>,
    /// How many samples there were: [`REWEIGHTINGS`].
    pub of: u32,
}

/// The weight of the criterion at `place` in one re-weighting: between half and double, every ratio as likely as its inverse.
///
/// Log-uniform. The exponent is a number of SplitMix64 (Steele, Lea, Flood 2014) at a fixed place of its sequence, its power is
/// made of the roots of 2 in whole numbers. A weight of 0 stays 0, every other is at least 1.
pub fn reweighted(weight: u32, sample: u32, place: u32) -> u32 {
    let drawn = mixed(u64::from(sample) << 32 | u64::from(place)) >> 48;
    // 2 to the power of `2 * drawn / 2^16 - 1`: whole doublings first, then bit by bit.
    let exponent = drawn * 2;
    let mut factor = if exponent >> 16 == 0 { ONE / 2 } else { ONE };
    for (bit, root) in (0..16).rev().zip(ROOTS) {
        if exponent & 1 << bit != 0 {
            factor = factor * root / ONE;
        }
    }
    let product = u128::from(weight) * u128::from(factor) + u128::from(ONE / 2);
    let scaled = u32::try_from(product / u128::from(ONE)).unwrap_or(u32::MAX);
    if weight == 0 { 0 } else { scaled.max(1) }
}

/// Solves the problem under all re-weightings, each from the standing solution, and counts how often each pair stays.
///
/// `scores` is given the weights and a table to fill: the score of every pair, adept by adept, in basis points. A pair stays when
/// the best assignment under these weights has it, or can have it: without steadiness, but present pairs stay among equals.
/// Which pairs are possible does not depend on weights here. None if cancelled, which is asked before every solve.
pub fn robustness(
    instance: &Instance,
    solution: &Solution,
    weights: &[u32],
    mut scores: impl FnMut(&[u32], &mut [u16]),
    cancelled: Cancelled<'_>,
) -> Option<Robustness> {
    let mut stays: Vec<Option<u32>> = solution.mentor_of.iter().map(|mentor| mentor.map(|_| 0)).collect();
    let mut table = vec![0; instance.adepts().saturating_mul(instance.mentors())];
    let mut other = instance.clone();
    other.present(&solution.mentor_of);
    other.steadiness(0);
    for sample in 0..REWEIGHTINGS {
        if cancelled() {
            return None;
        }
        let drawn: Vec<u32> = (0..).zip(weights).map(|(place, &weight)| reweighted(weight, sample, place)).collect();
        scores(&drawn, &mut table);
        other.set_scores(&table);
        let best = solve_from(&other, solution);
        for ((stays, now), then) in stays.iter_mut().zip(&solution.mentor_of).zip(&best.mentor_of) {
            if let Some(stays) = stays
                && now == then
            {
                *stays += 1;
            }
        }
    }
    Some(Robustness { stays, of: REWEIGHTINGS })
}

fn mixed(number: u64) -> u64 {
    let seed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let once = (seed ^ seed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let twice = (once ^ once >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    twice ^ twice >> 31
}

/// Square roots, each of the one before, beginning with that of 2; rounded down.
const fn roots() -> [u64; 16] {
    let mut roots = [0; 16];
    let mut square = 2 * ONE;
    let mut place = 0;
    while place < roots.len() {
        roots[place] = (square as u128 * ONE as u128).isqrt() as u64;
        square = roots[place];
        place += 1;
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::solve;

    #[test]
    fn weights_are_between_half_and_double_and_fixed_for_ever() {
        let mut below = 0;
        for sample in 0..REWEIGHTINGS {
            for place in 0..12 {
                let weight = reweighted(10_000, sample, place);
                assert!((5_000..=20_000).contains(&weight), "{weight}");
                below += u32::from(weight < 10_000);
            }
        }
        assert!((1_100..1_300).contains(&below), "half of 2,400 fall: {below}");
        let first: Vec<u32> = (0..4).map(|place| reweighted(10_000, 0, place)).collect();
        assert_eq!(first, FIRST);
        assert_eq!(reweighted(0, 7, 3), 0);
        assert_eq!(reweighted(1, 9, 9).max(1), reweighted(1, 9, 9));
        assert!(reweighted(u32::MAX, 3, 3) > u32::MAX / 2);
    }

    const FIRST: [u32; 4] = [17_013, 9_094, 5_187, 19_208];

    /// Two criteria that want opposite things: the first pair of adept 0 stays as long as the first weighs as much.
    #[test]
    fn a_pair_that_hangs_on_one_weight_is_a_coin_flip() {
        let scores = |weights: &[u32], table: &mut [u16]| {
            let (one, two) = (u64::from(weights[0]), u64::from(weights[1]));
            let share = |part: u64| (part * 10_000 / (one + two)) as u16;
            table.copy_from_slice(&[share(one), share(two), share(two), share(one)]);
        };
        let mut table = [0; 4];
        scores(&[100, 100], &mut table);
        let mut instance = Instance::new(2, 2);
        instance.set_scores(&table);
        let solution = solve(&instance);
        let found = robustness(&instance, &solution, &[100, 100], scores, &mut || false).expect("nobody cancels");
        let heavier = (0..REWEIGHTINGS).filter(|&sample| reweighted(100, sample, 0) >= reweighted(100, sample, 1)).count() as u32;
        assert!((80..120).contains(&heavier), "{heavier}");
        assert_eq!(found, Robustness { stays: vec![Some(heavier); 2], of: 200 });
        let sure = robustness(&instance, &solution, &[100, 0], scores, &mut || false).expect("nobody cancels");
        assert_eq!(sure.stays, [Some(200); 2]);
        assert_eq!(robustness(&instance, &solution, &[1, 1], scores, &mut || true), None);
    }
}
