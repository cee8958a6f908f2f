//! The worst off as high as possible, then the largest total.
//!
//! The highest floor under which as many adepts can be matched as without any is found by bisection (threshold algorithm; Garfinkel
//! 1971): values are whole basis points, a matching that reaches one threshold gives the next one most of its
//! pairs, and its own worst pair is the least that is known to be possible. A standing floor is tried first: when nothing changes it,
//! two matchings settle the question. Then pairs below the floor are taken out and the rest is a problem of the total.

use super::certificate::Potentials;
use super::cover::Cover;
use super::instance::{FULL_SCORE, FULL_STEADINESS, Instance};
use super::most::Most;
use super::objective::Objective;

/// No pair counts for more.
const HIGHEST: u16 = FULL_SCORE + FULL_STEADINESS as u16;

/// Why no assignment has a higher floor, no more adepts can be matched, and no total above the floor is larger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FloorProof {
    /// What the worst off of the proposed pairs counts for: basis points, with the steadiness of a present pair.
    /// None when nobody is matched beyond locks.
    pub floor: Option<u16>,
    /// Covers all possible pairs, and weighs as many adepts as are matched.
    pub most: Cover,
    /// Covers all possible pairs above the floor, and weighs less.
    pub higher: Cover,
    /// The potentials of the problem without the pairs below the floor, people first.
    pub potentials: Potentials,
}

/// The highest floor, with its two covers; `near` are mentors to begin with and `guess` is a floor to try first.
pub(super) fn highest(instance: &Instance, near: &[usize], guess: Option<u16>) -> FloorProof {
    reach(instance, near, guess).0
}

/// The same, with mentors that reach the floor, as many as can be.
pub(super) fn reach(instance: &Instance, near: &[usize], guess: Option<u16>) -> (FloorProof, Vec<usize>) {
    let mut most = Most::of(instance);
    most.match_from(near, 0);
    let mut proof = FloorProof { most: most.cover(), ..FloorProof::default() };
    let matched = most.matched();
    let mut standing = most.mentors().to_vec();
    let Some(mut reached) = most.worst() else { return (proof, standing) };
    let guess = guess.or_else(|| least_of(instance, near));
    let mut beyond = if guess.is_none() { most.beyond(matched).max(reached + 1) } else { HIGHEST + 1 };
    let mut proved = None;
    let mut guesses = guess.into_iter().collect::<Vec<_>>();
    while reached + 1 < beyond || proved != Some(beyond) {
        let middle = reached + (beyond - reached).div_ceil(2);
        let next = guesses.pop().filter(|guess| (reached + 1..beyond).contains(guess)).unwrap_or(middle);
        most.match_from(&standing, next);
        if most.matched() == matched {
            reached = most.worst().unwrap_or(next);
            standing.copy_from_slice(most.mentors());
            if guess == Some(reached) {
                guesses.push(reached + 1);
            }
        } else {
            beyond = next;
            proved = Some(next);
            proof.higher = most.cover();
        }
    }
    proof.floor = Some(reached);
    (proof, standing)
}

/// The least that a pair with these mentors counts for.
fn least_of(instance: &Instance, near: &[usize]) -> Option<u16> {
    let seekers = instance.seekers().into_iter();
    seekers.filter_map(|adept| instance.value(adept, *near.get(adept)?)).min()
}

/// The problem of the total that is left above a floor.
pub(super) fn above(instance: &Instance, floor: Option<u16>) -> Instance {
    let mut rest = instance.clone();
    rest.strive_for(Objective::Total);
    rest.people_first(true);
    if let Some(floor) = floor {
        rest.rule_out_below(floor);
    }
    rest
}
