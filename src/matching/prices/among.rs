//! The shortest ways between all mentors that do not pass nowhere, closed at once.
//!
//! On such a way as many are matched after as before: it is made of points and of people who move, nothing else. So its length fits into few
//! bits, `points * base + movers`, however large the weights of the wishes are, as long as potentials in points alone keep every step
//! at 0 points or above. The potentials of the solution, rounded to whole points, do. For an adept of `a` who may move to `b`,
//! `v(a) - v(b)` is at most what she loses: whole points and one pair kept. So when both have a fraction taken off, the difference exceeds
//! the points by less than 1, which is nothing, unless the one fraction is the least that there is and the other the largest. Fractions are
//! sums of a few kept pairs, above 0 or below, and rounding to the nearest keeps them together. The people in the potentials are no
//! part of a way either; a constant that exceeds all differences of points takes their place.
//!
//! That the rounding does what it should is checked step by step, not believed.

use super::Cancelled;
use super::closure::{Square, TOO_LONG};
use super::network::Network;
use crate::matching::bits::BitRows;
use crate::matching::instance::{FULL_SCORE, FULL_STEADINESS, open};
use crate::matching::scale::Difference;

/// Potentials in points stay below; far more than any programme has.
const MOST_POINTS: i64 = 1 << 27;

/// All shortest ways among mentors.
#[derive(Clone, Debug)]
pub(super) struct Among {
    ways: Square,
    potentials: Vec<i32>,
    base: i32,
    /// Which mentors can be reached from which; only when a way may be longer than the square can say.
    reach: Option<BitRows>,
}

/// What is known of the way between two mentors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Between {
    /// It loses this.
    Way(Difference),
    /// There is none.
    NoWay,
    /// There is one, and it is too long to be known here.
    Unknown,
}

impl Among {
    /// The ways between the mentors of the network; the outer none if cancelled, the inner when points alone do not keep every step at 0 or above.
    pub(super) fn of(network: &Network, cancelled: Cancelled<'_>) -> Option<Option<Self>> {
        let Some(mut steps) = Steps::of(network) else { return Some(None) };
        for &adept in &network.seekers {
            if !steps.let_move(adept) {
                return Some(None);
            }
        }
        let Steps { potentials, base, square, longer, .. } = steps;
        let longest = square.longest();
        let ways = square.closed(cancelled)?;
        let all_known = longer.is_empty() && ways.longest() < TOO_LONG - longest;
        let reach = if all_known { None } else { Some(reach(&ways, &longer, cancelled)?) };
        Some(Some(Self { ways, potentials, base, reach }))
    }

    /// What the others lose at least by one seat less at `from` and one more at `to`, if nobody comes from nowhere or goes there.
    pub(super) fn between(&self, from: usize, to: usize) -> Between {
        let length = self.ways.of(from, to);
        if length < TOO_LONG {
            let points = length / self.base + self.potentials[from] - self.potentials[to];
            return Between::Way(Difference { people: 0, points: i64::from(points), kept: i64::from(length % self.base) });
        }
        match &self.reach {
            Some(reach) if reach.has(from, to) => Between::Unknown,
            _ => Between::NoWay,
        }
    }
}

#[cfg(test)]
impl Among {
    /// The same, as if ways that are longer than `most` could not be said.
    pub(super) fn short_sighted(mut self, most: i32) -> Option<Self> {
        self.reach = Some(reach(&self.ways, &[], &mut || false)?);
        self.ways.forget_above(most);
        Some(self)
    }
}

/// The steps among mentors, as they are gathered.
struct Steps<'a> {
    network: &'a Network<'a>,
    /// The potentials of the mentors, in points.
    potentials: Vec<i32>,
    /// More than the movers of any way.
    base: i32,
    square: Square,
    /// Steps that the square has no number for.
    longer: Vec<(usize, usize)>,
    /// The steps of one adept.
    lengths: Vec<i32>,
}

impl<'a> Steps<'a> {
    fn of(network: &'a Network<'a>) -> Option<Self> {
        let mentors = network.nowhere();
        let base = i32::try_from(mentors + 1).ok().filter(|&base| base < TOO_LONG / 64)?;
        let square = Square::apart(mentors);
        Some(Self { network, potentials: in_points(network)?, base, square, longer: Vec::new(), lengths: Vec::with_capacity(mentors) })
    }

    /// The adept can go to every possible mentor; false if she would win points by it.
    fn let_move(&mut self, adept: usize) -> bool {
        let (instance, from) = (self.network.instance, self.network.node_of[adept]);
        if from == self.network.nowhere() {
            return true;
        }
        let leaving = i32::from(instance.score(adept, from)) + instance.bonus() as i32 - self.potentials[from];
        let (base, row) = (self.base, instance.row(adept));
        let limit = (TOO_LONG - 1) / base;
        let (mut least, mut most) = (0, 0);
        self.lengths.clear();
        self.lengths.extend(row.iter().zip(&self.potentials).map(|(&cell, &potential)| {
            let points = if open(cell) { leaving + potential - i32::from(cell) } else { 0 };
            (least, most) = (least.min(points), most.max(points));
            let length = points.clamp(0, limit) * base + 1;
            if open(cell) && points < limit { length } else { TOO_LONG }
        }));
        if most >= limit {
            let points = |mentor: usize| leaving + self.potentials[mentor] - i32::from(row[mentor]);
            let longer = (0..row.len()).filter(|&mentor| open(row[mentor]) && points(mentor) >= limit);
            self.longer.extend(longer.map(|mentor| (from, mentor)));
        }
        self.square.shorten(from, &self.lengths);
        least >= 0
    }
}

/// The potentials of the mentors in points; none if they are beyond all measure.
fn in_points(network: &Network) -> Option<Vec<i32>> {
    let scale = network.scale;
    let mentors = &network.potentials[..network.nowhere()];
    let whole = mentors.iter().map(|potential| (potential + scale.point / 2).div_euclid(scale.point));
    let potentials: Vec<i64> = if network.instance.puts_people_first() {
        let person = scale.matched / scale.point;
        let points = |whole: i64| (whole + person / 2).rem_euclid(person) - person / 2;
        let (least, most) = whole.clone().map(points).fold((0, 0), |(least, most), points| (points.min(least), points.max(most)));
        let instead = (most - least + 2 * i64::from(FULL_SCORE) + i64::from(FULL_STEADINESS)).min(person);
        whole.map(|whole| points(whole) + (whole - points(whole)) / person * instead).collect()
    } else {
        whole.collect()
    };
    let small = |potential: i64| i32::try_from(potential).ok().filter(|_| potential.abs() < MOST_POINTS);
    potentials.into_iter().map(small).collect()
}

/// Which mentors can be reached from which, by ways of any length.
fn reach(ways: &Square, longer: &[(usize, usize)], cancelled: Cancelled<'_>) -> Option<BitRows> {
    let mentors = ways.nodes();
    let mut reach = BitRows::new(mentors, mentors);
    for (from, to) in (0..mentors).flat_map(|from| (0..mentors).map(move |to| (from, to))) {
        if ways.of(from, to) < TOO_LONG {
            reach.set(from, to);
        }
    }
    longer.iter().for_each(|&(from, to)| reach.set(from, to));
    for through in 0..mentors {
        if cancelled() {
            return None;
        }
        let beyond = reach.row(through).to_vec();
        for from in 0..mentors {
            if reach.has(from, through) {
                reach.row_mut(from).iter_mut().zip(&beyond).for_each(|(own, &more)| *own |= more);
            }
        }
    }
    Some(reach)
}
