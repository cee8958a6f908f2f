//! The same tables, solved by crates that other people wrote: what our figures are measured beside.
//!
//! Each peer gets its own form of the table beforehand, so that only its solving is measured, and answers with the total. Neither knows
//! seats or tables that are not square: a mentor with several seats is several columns, and what is missing costs the same for everybody.

#![allow(clippy::expect_used)]

use lapjv::lapjv;
use mentor_match::matching::Instance;
use pathfinding::prelude::kuhn_munkres;

/// Costs in whole numbers below 2^24, which 32-bit floats hold exactly: its fastest form.
pub struct Lapjv {
    costs: lapjv::Matrix<f32>,
    seats: Vec<usize>,
    scores: Instance,
}

impl Lapjv {
    pub fn of(instance: &Instance) -> Self {
        let seats = seats_of(instance);
        let size = seats.len().max(instance.adepts());
        let score = |row: usize, column: usize| seats.get(column).map_or(0, |&mentor| instance.score(row, mentor));
        let costs = lapjv::Matrix::from_shape_fn((size, size), |(row, column)| f32::from(10_000 - score(row, column)));
        Self { costs, seats, scores: instance.clone() }
    }

    pub fn total(&self) -> i64 {
        let (columns, _) = lapjv(&self.costs).expect("a square table of finite numbers");
        let pairs = columns.iter().enumerate().filter_map(|(row, &column)| Some((row, *self.seats.get(column)?)));
        pairs.map(|(adept, mentor)| i64::from(self.scores.score(adept, mentor))).sum()
    }
}

/// Weights by row, the scarce side as rows, since there must not be more rows than columns.
pub struct KuhnMunkres(pathfinding::matrix::Matrix<i32>);

impl KuhnMunkres {
    pub fn of(instance: &Instance) -> Self {
        let (adepts, seats) = (instance.adepts(), seats_of(instance));
        let score = |adept: usize, seat: usize| i32::from(instance.score(adept, seats[seat]));
        Self(if adepts <= seats.len() {
            pathfinding::matrix::Matrix::from_fn(adepts, seats.len(), |(row, column)| score(row, column))
        } else {
            pathfinding::matrix::Matrix::from_fn(seats.len(), adepts, |(row, column)| score(column, row))
        })
    }

    pub fn total(&self) -> i64 {
        i64::from(kuhn_munkres(&self.0).0)
    }
}

/// The mentor of each column.
fn seats_of(instance: &Instance) -> Vec<usize> {
    (0..instance.mentors()).flat_map(|mentor| vec![mentor; (instance.seats(mentor) as usize).min(instance.adepts())]).collect()
}
