//! Those whom a search has not reached yet.
//!
//! A step shortens the ways of few. Whom it may shorten is found many at a time, in numbers of 16 bits: each has a **bar**, and only a score
//! above the bar, after what the other end brings has been taken off, can be of use. Bars are rounded so that they are never too high; whether the way is
//! really shorter is then worked out in full. Each strip of people knows who of them is nearest.

use super::network::FAR;
use crate::matching::instance::open;
use crate::matching::seating::NOBODY;

/// So many are looked at side by side; a strip of people.
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
    /// The bars, strip by strip.
    bars: Vec<[i16; LANES]>,
    /// For each strip the length of the shortest way, and whose it is; of equals the first.
    nearest: Vec<(i64, usize)>,
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
            bars: vec![[NEVER; LANES]; of.div_ceil(LANES)],
            nearest: vec![(FAR, NOBODY); of.div_ceil(LANES)],
            strays: vec![false; of],
        }
    }

    /// Puts somebody ahead who brings `own` to a step.
    pub(super) fn put(&mut self, id: usize, own: i64) {
        (self.own[id], self.length[id], self.bars[id / LANES][id % LANES]) = (own, FAR, i16::MIN);
    }

    /// Says that [`look`](Self::look) must not go by the cells of this one, who is to be [told](Self::look_at) each by itself.
    pub(super) fn stray(&mut self, id: usize) {
        (self.strays[id], self.bars[id / LANES][id % LANES]) = (true, NEVER);
    }

    /// Takes somebody out, if they are in.
    pub(super) fn drop(&mut self, id: usize) {
        let strip = id / LANES;
        (self.length[id], self.bars[strip][id % LANES]) = (i64::MIN, NEVER);
        if self.nearest[strip].1 == id {
            let found = (strip * LANES..self.length.len().min((strip + 1) * LANES)).map(|id| (self.length[id], id));
            let found = found.filter(|&(length, _)| (i64::MIN + 1..FAR).contains(&length));
            self.nearest[strip] = found.min().unwrap_or((FAR, NOBODY));
        }
    }

    /// Shortens the ways by the other end `via`, which brings `other` and the cells of its pairs.
    pub(super) fn look(&mut self, cells: &[u16], other: i64, via: usize) {
        // At least 0, and rounded down: so nobody is passed over.
        let lift = (other.div_euclid(self.point) - self.least).clamp(0, i64::from(i16::MAX)) as i16;
        let (strips, rest) = cells.as_chunks::<LANES>();
        for (strip, cells) in strips.iter().enumerate() {
            self.look_along(strip, cells, lift, other, via);
        }
        if !rest.is_empty() {
            let mut cells = [0; LANES];
            cells[..rest.len()].copy_from_slice(rest);
            self.look_along(strips.len(), &cells, lift, other, via);
        }
    }

    /// The same for one strip, with what the other end brings in whole points.
    #[inline]
    fn look_along(&mut self, strip: usize, cells: &[u16; LANES], lift: i16, other: i64, via: usize) {
        // A cell that is ruled out is far below nought here, one that is forbidden above every score: whether it is open is asked later.
        let above = |cell: u16, bar: i16| (cell as i16).saturating_sub(lift) > bar;
        if cells.iter().zip(&self.bars[strip]).fold(false, |any, (&cell, &bar)| any | above(cell, bar)) {
            for (lane, &cell) in cells.iter().enumerate() {
                if above(cell, self.bars[strip][lane]) {
                    self.look_at(strip * LANES + lane, cell, other, via);
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
    pub(super) fn nearest(&self) -> Option<Near> {
        let &(length, id) = self.nearest.iter().min().filter(|nearest| nearest.0 < FAR)?;
        Some(Near { id, length, via: self.via[id] })
    }

    #[inline]
    fn shorten(&mut self, id: usize, length: i64, via: usize) {
        if length < self.length[id] {
            (self.length[id], self.via[id]) = (length, via);
            let nearest = &mut self.nearest[id / LANES];
            *nearest = (*nearest).min((length, id));
            if !self.strays[id] {
                let bar = (self.own[id] - length).div_euclid(self.point) + self.least;
                self.bars[id / LANES][id % LANES] = bar.clamp(i64::from(i16::MIN), i64::from(NEVER)) as i16;
            }
        }
    }
}
