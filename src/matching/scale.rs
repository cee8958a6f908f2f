//! What is maximised: several wishes, one after the other, as one integer for each pair.

use super::instance::{FULL_SCORE, FULL_STEADINESS, Instance};

/// So many people have exact weights; programmes have at most 20,000 on each side.
const MOST_PEOPLE: usize = 1_000_000;

/// What makes up the weight of a pair, such that the largest sum of weights is the best proposal.
///
/// The wishes, first to last. With `people_first`: matched adepts, then the sum of score and steadiness, then
/// present pairs kept. Without: the sum of score and steadiness, then matched adepts (scores are never negative, so
/// of two equal totals the one that leaves fewer people empty is better), then present pairs kept. Each wish is a
/// digit of a number whose base is larger than everything that can stand below it:
///
/// * `K = n + 1` for `n` adepts, so that kept pairs (at most `n`) never reach `K`;
/// * people first: `weight = (P + points) * K + kept` with `P = 40,000 * n + 1`, more than twice all points together, since a
///   score and a bonus are at most 10,000 each: so even a **difference** of two sums of weights says which digits it is made of;
/// * total first: `weight = (points * K + 1) * K + kept`; matched and kept together are at most
///   `n * K + n < K * K`.
///
/// **Arithmetic.** Every weight of a possible pair is positive and at most [`ceiling`](Self::ceiling), which is less
/// than `40,001 * (n + 1) * (n + 1)`: 1.7e13 for 20,000 adepts and 4.1e16 for a million. Potentials lie in
/// `0..=ceiling` at all times (a mentor with a priced seat has somebody in it who gains by it, an adept's potential is
/// what the best seat leaves), reduced costs in `0..=2 * ceiling`, distances that are acted on in `0..=ceiling` and
/// distances that are merely noted in `0..=3 * ceiling`. So nothing comes near 2^63 = 9.2e18, and sums of
/// weights are never formed. Beyond a million adepts the base stops growing: still no overflow, but the wishes may blend.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scale {
    /// What being matched is worth, before any points.
    pub matched: i64,
    /// What one basis point is worth.
    pub point: i64,
    /// What staying in the present pair is worth.
    pub kept: i64,
    /// `K`, the base of the last digit.
    base: i64,
    people_first: bool,
}

/// A difference of two sums of weights, digit by digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Difference {
    /// Matched adepts.
    pub(super) people: i64,
    /// Basis points, the bonus of kept pairs among them.
    pub(super) points: i64,
    /// Present pairs.
    pub(super) kept: i64,
}

impl Scale {
    /// The scale of the instance's weights and potentials.
    pub fn of(instance: &Instance) -> Self {
        let people = instance.adepts().min(MOST_PEOPLE) as i64;
        let base = people + 1;
        let most_points = i64::from(FULL_SCORE) + i64::from(FULL_STEADINESS);
        let people_first = instance.puts_people_first();
        let (matched, point) = if people_first { ((2 * most_points * people + 1) * base, base) } else { (base, base * base) };
        let kept = i64::from(instance.bonus()) * point + 1;
        Self { matched, point, kept, base, people_first }
    }

    /// Takes a difference of two sums of weights apart.
    ///
    /// The one that is larger must keep at least as many present pairs, and the two must differ by at most one matched adept:
    /// so it is when one seat or one adept less is what makes the difference.
    pub(super) fn loss(&self, difference: i64) -> Difference {
        let kept = difference.rem_euclid(self.base);
        let rest = (difference - kept) / self.base;
        let lower = if self.people_first { self.matched / self.base } else { self.base };
        let low = (rest + lower / 2).rem_euclid(lower) - lower / 2;
        let high = (rest - low) / lower;
        if self.people_first { Difference { people: high, points: low, kept } } else { Difference { people: low, points: high, kept } }
    }

    /// The weight of a possible pair with this score.
    #[inline]
    pub(super) fn weight(&self, score: u16, present: bool) -> i64 {
        let kept = if present { self.kept } else { 0 };
        self.matched + i64::from(score) * self.point + kept
    }

    /// What a pair is worth that has so many points after the mentor's price, present or not.
    #[inline]
    pub(super) fn gain(&self, points: i32) -> i64 {
        self.matched + i64::from(points) * self.point
    }

    /// The same where points may be a bound that says nothing.
    #[inline]
    pub(super) fn most_gain(&self, points: i32) -> i64 {
        self.matched.saturating_add(i64::from(points).saturating_mul(self.point))
    }

    /// The whole basis points in a potential.
    #[inline]
    pub(super) fn points_in(&self, potential: i64) -> i64 {
        potential.div_euclid(self.point)
    }

    /// A pair that leaves its adept this much has, in basis points after the mentor's price, at least so many.
    #[inline]
    pub(super) fn least_value(&self, gain: i64) -> i32 {
        let points = (gain - self.matched).div_euclid(self.point);
        points.clamp(i64::from(i32::MIN + 1), i64::from(i32::MAX)) as i32
    }

    /// No weight is larger.
    pub(super) fn ceiling(&self) -> i64 {
        self.weight(FULL_SCORE, true)
    }
}
