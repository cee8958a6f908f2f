//! A search that looks at whole rows: for seats that are far away, where short lists would be made anew again and again.
//!
//! Dijkstra's algorithm without a queue, as for dense graphs. Distances are kept twice: exactly, and in whole basis points, rounded down. A
//! row is compared in whole basis points first, a run of mentors at a time; only runs in which somebody may be nearer than before
//! are looked at exactly. The nearest mentor is found the same way, by the least of each run.

use std::ops::Range;

use super::candidates::HIGHEST_PRICE;
use super::instance::open;
use super::seating::Seating;

/// Mentors are looked at in runs of so many.
const RUN: usize = 16;
/// Further than anybody; also who has a final distance, so that nobody looks there again.
const FAR: i64 = i64::MAX;
/// The same in whole basis points.
const BEYOND: i32 = i32::MAX;
/// A search begins no further on; with the highest price it is [`BEYOND`]. What is cut off only makes a run be looked at exactly.
const MOST_FROM: i32 = HIGHEST_PRICE - 1;
/// Nor further back. Whoever is at 0 or above from there has a price that is cut off at the same height, and then seems not above 0.
const LEAST_FROM: i32 = -HIGHEST_PRICE;
/// Nobody is so near: the distance of whoever is out of the search.
const OUT: i32 = i32::MIN;

/// The mentors without a final distance, and how far they are as far as is known.
#[derive(Default)]
pub(super) struct Sweep {
    distance: Vec<i64>,
    /// The same in whole basis points; [`OUT`] for mentors with a final distance.
    points: Vec<i32>,
    /// The least of each run, those who are out aside.
    least: Vec<i32>,
    /// How far the nearest end is that is known; nobody is looked for further on.
    end: i64,
    end_points: i32,
}

impl Sweep {
    /// Nobody has a distance yet; `reached` are out.
    pub(super) fn begin(&mut self, mentors: usize, reached: impl Iterator<Item = usize>) {
        (self.end, self.end_points) = (FAR, BEYOND);
        self.distance.clear();
        self.distance.resize(mentors, FAR);
        self.points.clear();
        self.points.resize(mentors, BEYOND);
        self.least.clear();
        self.least.resize(mentors.div_ceil(RUN), BEYOND);
        reached.for_each(|mentor| self.points[mentor] = OUT);
    }

    /// Nothing that is as far or further matters.
    pub(super) fn end_by(&mut self, seating: &Seating, end: i64) {
        if end < self.end {
            (self.end, self.end_points) = (end, seating.scale.points_in(end).clamp(0, i64::from(BEYOND)) as i32);
        }
    }

    /// Shortens the distance to mentors by way of an adept from whom a mentor of potential 0 and weight 0 is at `start`.
    pub(super) fn look_from(&mut self, seating: &Seating, adept: usize, start: i64, via: &mut [usize]) {
        let cells = seating.instance.row(adept);
        let from = seating.scale.least_value(start).clamp(LEAST_FROM, MOST_FROM);
        // Her present mentor counts for more than the cell says.
        let present = seating.present(adept) / RUN;
        for run in 0..self.least.len() {
            let mentors = run * RUN..(run * RUN + RUN).min(cells.len());
            let range = mentors.clone();
            if run == present
                || may_be_nearer(&cells[range.clone()], &seating.prices[range.clone()], &self.points[range], from, self.end_points)
            {
                self.look_at_run(seating, adept, start, mentors, via);
            }
        }
    }

    fn look_at_run(&mut self, seating: &Seating, adept: usize, start: i64, mentors: Range<usize>, via: &mut [usize]) {
        let cells = seating.instance.row(adept);
        let run = mentors.start / RUN;
        let mut least = self.least[run];
        for mentor in mentors {
            if self.points[mentor] == OUT || !open(cells[mentor]) {
                continue;
            }
            let found = start + seating.mentors[mentor] - seating.weight(adept, mentor, cells[mentor]);
            if found < self.distance[mentor] && found < self.end {
                self.distance[mentor] = found;
                self.points[mentor] = seating.scale.points_in(found).clamp(0, i64::from(BEYOND)) as i32;
                via[mentor] = adept;
                least = least.min(self.points[mentor]);
                if seating.has_free_seat(mentor) {
                    self.end_by(seating, found);
                }
            }
        }
        self.least[run] = least;
    }

    /// The nearest mentor and the distance; among equals one with a free seat.
    pub(super) fn nearest(&self, seating: &Seating) -> Option<(usize, i64)> {
        let least = self.least.iter().fold(BEYOND, |least, &run| least.min(run));
        let mut nearest = None;
        for run in (0..self.least.len()).filter(|&run| self.least[run] == least) {
            for mentor in (run * RUN..self.points.len()).take(RUN) {
                let distance = self.distance[mentor];
                if self.points[mentor] == least && distance < FAR {
                    let key = (distance, !seating.has_free_seat(mentor), mentor);
                    nearest = Some(nearest.map_or(key, |nearest: (i64, bool, usize)| nearest.min(key)));
                }
            }
        }
        nearest.map(|(distance, _, mentor)| (mentor, distance))
    }

    /// The mentor's distance is final.
    pub(super) fn take_out(&mut self, mentor: usize) {
        self.points[mentor] = OUT;
        let start = mentor / RUN * RUN;
        let left = self.points.iter().skip(start).take(RUN).filter(|&&points| points != OUT);
        self.least[mentor / RUN] = left.fold(BEYOND, |least, &points| least.min(points));
    }
}

/// Whether somebody of a run may be nearer than is known.
#[inline(always)]
fn may_be_nearer(cells: &[u16], prices: &[i32], points: &[i32], from: i32, end: i32) -> bool {
    let nearer = |cell: u16, price: i32, points: i32| {
        let found = from + price - i32::from(cell);
        open(cell) & (found <= points) & (found <= end)
    };
    match (cells.first_chunk::<RUN>(), prices.first_chunk::<RUN>(), points.first_chunk::<RUN>()) {
        (Some(cells), Some(prices), Some(points)) => {
            (0..RUN).fold(false, |any, lane| any | nearer(cells[lane], prices[lane], points[lane]))
        }
        _ => cells.iter().zip(prices).zip(points).any(|((&cell, &price), &points)| nearer(cell, price, points)),
    }
}
