//! Those whom a search has not reached yet.
//!
//! A step shortens the ways of few. Whom it may shorten is found many at a time, in numbers of 16 bits: each has a **bar**, and only a score
//! above the bar, after what the other end brings has been taken off, can be of use. Bars are rounded so that they are never too high; whether the way is
//! really shorter is then worked out in full. Whoever is nearest comes out of a heap, since ways are shortened so seldom.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::FAR;
use crate::matching::instance::open;
use crate::matching::seating::NOBODY;

/// So many are looked at side by side.
const LANES: usize = 32;
/// No score is above this bar.
const NEVER: i16 = i16::MAX;

/// Those whose distance is not final: mentors when searching from a node, adepts who may make the first step when searching to one.
pub(super) struct Ahead {
    /// By how much a basis point shortens a step.
    point: i64,
    /// The least that another end brings to a step, in whole points.
    least: i64,
    /// For each, the part of a step's length that they bring.
    own: Vec<i64>,
    /// For each, the shortest way so far; below every length for those who are not ahead.
    length: Vec<i64>,
    /// For each, the other end of that way's step.
    via: Vec<usize>,
    bars: Vec<i16>,
    /// Ways that were the shortest when they were found.
    found: BinaryHeap<Reverse<(i64, usize)>>,
    /// Whose cells in the columns may be wrong: they have no bar that a score is above.
    strays: Vec<bool>,
}

/// The one who is nearest.
#[derive(Clone, Copy)]
pub(super) struct Near {
    pub(super) id: usize,
    pub(super) length: i64,
    pub(super) via: usize,
}

impl Ahead {
    /// Nobody of so many; `least` is the least that another end will ever bring to a step.
    pub(super) fn none(of: usize, point: i64, least: i64) -> Self {
        Self {
            point,
            least: least.div_euclid(point),
            own: vec![0; of],
            length: vec![i64::MIN; of],
            via: vec![NOBODY; of],
            bars: vec![NEVER; of],
            found: BinaryHeap::with_capacity(of),
            strays: vec![false; of],
        }
    }

    /// Puts somebody ahead who brings `own` to a step.
    pub(super) fn put(&mut self, id: usize, own: i64) {
        (self.own[id], self.length[id], self.bars[id]) = (own, FAR, i16::MIN);
    }

    /// Says that [`look`](Self::look) must not go by the cells of this one, who is to be [told](Self::look_at) each by itself.
    pub(super) fn stray(&mut self, id: usize) {
        (self.strays[id], self.bars[id]) = (true, NEVER);
    }

    /// Takes somebody out, if they are in.
    pub(super) fn drop(&mut self, id: usize) {
        (self.length[id], self.bars[id]) = (i64::MIN, NEVER);
    }

    /// Shortens the ways by the other end `via`, which brings `other` and the cells of its pairs.
    pub(super) fn look(&mut self, cells: &[u16], other: i64, via: usize) {
        // At least 0, and rounded down: so nobody is passed over.
        let lift = (other.div_euclid(self.point) - self.least).clamp(0, i64::from(i16::MAX)) as i16;
        // A cell that is ruled out is far below nought here, one that is forbidden above every score: whether it is open is asked later.
        let above = |cell: u16, bar: i16| (cell as i16).saturating_sub(lift) > bar;
        for first in (0..cells.len().min(self.bars.len())).step_by(LANES) {
            let (cells, bars) = (&cells[first..], &self.bars[first..]);
            if let (Some(cells), Some(bars)) = (cells.first_chunk::<LANES>(), bars.first_chunk::<LANES>())
                && !cells.iter().zip(bars).fold(false, |any, (&cell, &bar)| any | above(cell, bar))
            {
                continue;
            }
            for (place, &cell) in cells.iter().take(LANES).enumerate() {
                if self.bars.get(first + place).is_some_and(|&bar| above(cell, bar)) {
                    self.look_at(first + place, cell, other, via);
                }
            }
        }
    }

    /// Shortens the way of one by the other end `via` and the cell of their pair.
    pub(super) fn look_at(&mut self, id: usize, cell: u16, other: i64, via: usize) {
        if open(cell) {
            self.shorten(id, other + self.own[id] - i64::from(cell) * self.point, via);
        }
    }

    /// Shortens the ways by an end that is as good for everybody.
    pub(super) fn look_evenly(&mut self, other: i64, via: usize) {
        (0..self.own.len()).for_each(|id| self.shorten(id, other + self.own[id], via));
    }

    /// Who is nearest, of equals the first; none when nobody who is ahead has been found.
    pub(super) fn nearest(&mut self) -> Option<Near> {
        while let Some(&Reverse((length, id))) = self.found.peek() {
            if self.length[id] == length {
                return Some(Near { id, length, via: self.via[id] });
            }
            self.found.pop();
        }
        None
    }

    #[inline]
    fn shorten(&mut self, id: usize, length: i64, via: usize) {
        if length < self.length[id] {
            (self.length[id], self.via[id]) = (length, via);
            self.found.push(Reverse((length, id)));
            if !self.strays[id] {
                let bar = (self.own[id] - length).div_euclid(self.point) + self.least;
                self.bars[id] = bar.clamp(i64::from(i16::MIN), i64::from(NEVER)) as i16;
            }
        }
    }
}
