//! For each adept the few mentors worth most to her, with a bound on what all others can be worth.
//!
//! Nearly all that a solve asks of a row concerns its few best pairs. So each adept has a list of them, in whole basis points after the
//! mentors' prices, and a **bound** that no other mentor exceeds. Prices mostly rise, which leaves a bound right; when
//! some fall, all bounds rise by as much (they sink less far than the prices). Whoever needs to know about pairs below the bound makes
//! the list anew or looks at the whole row, so nothing is ever left out: the lists save time and decide nothing. (Column
//! reduction on sparse subsets with a bound for the rest is old: Volgenant 1996, LAPMOD; here it is per row and lazy.)
//!
//! **Arithmetic.** A price is the whole basis points in a potential, at least 0 and at most [`HIGHEST_PRICE`]; what is beyond only
//! makes a bound too high, which costs time. A value is a score, a bonus and minus a price, so all are far inside 32 bits.

use super::instance::{Instance, open};

/// No price is taken for higher than this.
pub(super) const HIGHEST_PRICE: i32 = 1 << 30;
/// Less than any value.
pub(super) const NOTHING: i32 = i32::MIN;

/// How many mentors a list aims at, and how many it holds at most.
const AIM: usize = 24;
const LONGEST: usize = 64;
/// A row is looked at in runs of so many cells.
const RUN: usize = 16;
const WIDTH: usize = 4;
/// The bests of all runs are looked at in so many lanes.
const LANES: usize = 32;
/// When prices have fallen by this much in all, every list is forgotten.
const DEEPEST: i32 = 1 << 28;

/// A mentor on a list.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    pub(super) mentor: u32,
    /// The score and the bonus, if any, without the price.
    pub(super) points: i32,
}

/// The lists of all adepts.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// A run of [`LONGEST`] places for each adept.
    places: Vec<Candidate>,
    lists: Vec<List>,
    /// By how much prices have fallen, at most, since the beginning.
    sunk: i32,
    /// The best of each run of the row at hand; kept only to spare the memory.
    bests: Vec<i32>,
}

#[derive(Clone, Copy, Debug)]
struct List {
    length: usize,
    bound: i32,
    /// What `sunk` was when the bound was found.
    since: i32,
}

/// No list: anybody may be worth anything.
const UNKNOWN: List = List { length: 0, bound: i32::MAX, since: 0 };

impl Candidates {
    /// No lists yet.
    pub(super) fn new(adepts: usize) -> Self {
        Self { places: vec![Candidate::default(); adepts * LONGEST], lists: vec![UNKNOWN; adepts], sunk: 0, bests: Vec::new() }
    }

    /// The adept's row is another one from now on.
    pub(super) fn forget(&mut self, adept: usize) {
        self.lists[adept] = UNKNOWN;
    }

    /// Prices have fallen, none by more than this.
    pub(super) fn sink(&mut self, by: i32) {
        self.sunk = self.sunk.saturating_add(by);
        if self.sunk > DEEPEST {
            self.lists.fill(UNKNOWN);
            self.sunk = 0;
        }
    }

    /// The same for falls that may be beyond all measure: then nothing is known any more.
    pub(super) fn sink_far(&mut self, by: i64) {
        self.sink(by.min(i64::from(DEEPEST) + 1) as i32);
    }

    /// Some mentor has this value for the adept from now on.
    #[inline]
    pub(super) fn widen(&mut self, adept: usize, value: i32) {
        let bound = self.bound(adept);
        let list = &mut self.lists[adept];
        if value > bound {
            (list.bound, list.since) = (value, self.sunk);
        }
    }

    /// All prices are higher (or lower) by the same from now on.
    pub(super) fn shift(&mut self, by: i32) {
        for list in self.lists.iter_mut().filter(|list| list.bound != i32::MAX && list.bound != NOTHING) {
            list.bound = list.bound.saturating_sub(by).clamp(NOTHING + 1, i32::MAX - 1);
        }
    }

    /// The mentors on the adept's list.
    #[inline]
    pub(super) fn of(&self, adept: usize) -> &[Candidate] {
        &self.places[adept * LONGEST..][..self.lists[adept].length]
    }

    /// Nobody who is not on the list has a higher value, now or after prices rise.
    #[inline]
    pub(super) fn bound(&self, adept: usize) -> i32 {
        let list = &self.lists[adept];
        list.bound.saturating_add(self.sunk - list.since)
    }

    /// Makes the adept's list anew, under these prices; `present` is whoever she has a bonus with.
    pub(super) fn make(&mut self, instance: &Instance, adept: usize, present: Option<usize>, prices: &[i32]) {
        let cells = instance.row(adept);
        let places = &mut self.places[adept * LONGEST..][..LONGEST];
        let present = present.filter(|&mentor| open(cells[mentor]));
        let mut length = 0;
        if let Some(mentor) = present {
            places[0] = Candidate { mentor: mentor as u32, points: i32::from(cells[mentor]) + instance.bonus() as i32 };
            length = 1;
        }
        let mut overflow = NOTHING;
        let rest = best_of(cells, prices, i32::MAX, &mut self.bests, |mentor, value| {
            if Some(mentor) == present {
            } else if let Some(place) = places.get_mut(length) {
                *place = Candidate { mentor: mentor as u32, points: i32::from(cells[mentor]) };
                length += 1;
            } else {
                overflow = overflow.max(value);
            }
        });
        self.lists[adept] = List { length, bound: rest.max(overflow), since: self.sunk };
    }

    /// Shows the next best mentors of a row, bonus aside: some whose value is at most `below`, with their values. Answers with a bound on
    /// all that are not shown and are not above `below`.
    pub(super) fn next_best(&mut self, cells: &[u16], prices: &[i32], below: i32, show: impl FnMut(usize, i32)) -> i32 {
        best_of(cells, prices, below, &mut self.bests, show)
    }
}

/// What a pair is worth after the mentor's price, bonus aside; nothing when it is not possible or above `below`.
#[inline(always)]
fn value(cell: u16, price: i32, below: i32) -> i32 {
    let value = i32::from(cell) - price;
    if open(cell) & (value <= below) { value } else { NOTHING }
}

/// The best of each run first: as many runs as a list aims at reach the least of the best [`AIM`], and only they are looked at closely.
fn best_of(cells: &[u16], prices: &[i32], below: i32, bests: &mut Vec<i32>, mut show: impl FnMut(usize, i32)) -> i32 {
    let runs = cells.chunks(RUN).zip(prices.chunks(RUN));
    bests.clear();
    bests.extend(runs.clone().map(|(cells, prices)| best_of_run(cells, prices, below)));
    let threshold = threshold(bests);
    let mut bound = NOTHING;
    for (index, (cells, prices)) in runs.enumerate() {
        let best = bests[index];
        if best < threshold || best == NOTHING {
            bound = bound.max(best);
            continue;
        }
        for (place, (&cell, &price)) in cells.iter().zip(prices).enumerate() {
            let value = value(cell, price, below);
            if value >= threshold && value > NOTHING {
                show(index * RUN + place, value);
            } else {
                bound = bound.max(value);
            }
        }
    }
    bound
}

/// The best value of a run; written so that compilers see the lanes.
#[inline(always)]
fn best_of_run(cells: &[u16], prices: &[i32], below: i32) -> i32 {
    match (cells.first_chunk::<RUN>(), prices.first_chunk::<RUN>()) {
        (Some(cells), Some(prices)) => {
            let mut best = [NOTHING; WIDTH];
            for start in (0..RUN).step_by(WIDTH) {
                for lane in 0..WIDTH {
                    let value = value(cells[start + lane], prices[start + lane], below);
                    best[lane] = if value > best[lane] { value } else { best[lane] };
                }
            }
            best.into_iter().fold(NOTHING, i32::max)
        }
        _ => cells.iter().zip(prices).fold(NOTHING, |best, (&cell, &price)| best.max(value(cell, price, below))),
    }
}

/// What at least [`AIM`] runs reach, or of fewer runs with anything possible all: runs are dealt to lanes, and of the lanes' bests it is one
/// of the lesser.
fn threshold(bests: &[i32]) -> i32 {
    if bests.len() * RUN <= LONGEST {
        return NOTHING;
    }
    let mut lanes = [NOTHING; LANES];
    for bests in bests.chunks(LANES) {
        for (lane, &best) in lanes.iter_mut().zip(bests) {
            *lane = best.max(*lane);
        }
    }
    lanes.sort_unstable_by_key(|&best| std::cmp::Reverse(best));
    let possible = lanes.iter().take_while(|&&best| best > NOTHING).count();
    lanes[possible.clamp(1, AIM) - 1]
}

/// Shows every possible mentor of a row whose value, bonus aside, is at least `least`.
pub(super) fn at_least(cells: &[u16], prices: &[i32], least: i32, mut show: impl FnMut(usize)) {
    for (index, (cells, prices)) in cells.chunks(RUN).zip(prices.chunks(RUN)).enumerate() {
        if best_of_run(cells, prices, i32::MAX) < least {
            continue;
        }
        for (place, (&cell, &price)) in cells.iter().zip(prices).enumerate() {
            if open(cell) && i32::from(cell) - price >= least {
                show(index * RUN + place);
            }
        }
    }
}
