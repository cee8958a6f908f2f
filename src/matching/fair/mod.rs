//! The worst off as high as possible, then the next, and so on: leximin over adepts.
//!
//! ```text
//!   levels.rs      the pairs by what they count for, the least first
//!      v
//!   balance.rs     each level is a stage: as few of its pairs as possible
//!      v
//!   proof.rs       the potentials of the stages, a chain that proves the whole; and its check
//! ```
//!
//! Since every adept has one mentor, leximin is a lexicographic assignment problem (Burkard and Rendl 1991): first as few adepts
//! without a mentor as possible, then as few pairs of the lowest value as possible, then of the next. Each stage keeps exactly the
//! pairs that its best assignments can use (see `balance.rs`), so what is left after all values are exactly the fair assignments;
//! one more stage keeps present pairs, and the canonical order decides the rest.
//!
//! Never here: weights that stand for several wishes at once; the stages need no large numbers.

mod balance;
mod levels;
mod proof;

pub use proof::{FairProof, Link, Stage};

use std::sync::Arc;

use super::canonical::Ties;
use super::instance::Instance;
use super::seating::{NOBODY, Seating};
use balance::{Balance, Step};

/// Finds the fair assignment, beginning with these mentors where they are possible.
pub(super) fn seat<'a>(instance: &'a Instance, near: &[usize]) -> (Seating<'a>, FairProof) {
    let mut work = Work::of(instance);
    work.most_people(near);
    levels::each(instance, &instance.seekers(), |value, pairs| work.stage(Stage::Value(value), pairs));
    work.keep_present();
    let seating = work.seating();
    (seating, FairProof { links: Arc::from(work.links) })
}

struct Work<'a> {
    instance: &'a Instance,
    seekers: Vec<usize>,
    balance: Balance,
    links: Vec<Link>,
}

impl<'a> Work<'a> {
    fn of(instance: &'a Instance) -> Self {
        let seekers = instance.seekers();
        let mut balance = Balance::new(seekers.len(), &instance.open_seats());
        for (row, &adept) in seekers.iter().enumerate() {
            for mentor in (0..instance.mentors()).filter(|&mentor| instance.possible(adept, mentor)) {
                balance.pairs.set(row, mentor);
            }
        }
        Self { instance, seekers, balance, links: Vec::new() }
    }

    fn most_people(&mut self, near: &[usize]) {
        for (row, &adept) in self.seekers.iter().enumerate() {
            self.balance.begin_with(row, near.get(adept).copied().unwrap_or(NOBODY));
        }
        let nowhere = self.balance.nowhere;
        let without: Vec<(usize, usize)> = (0..self.seekers.len()).map(|row| (row, nowhere)).collect();
        self.stage(Stage::Without, &without);
    }

    fn keep_present(&mut self) {
        let mut moved = Vec::new();
        for (row, &adept) in self.seekers.iter().enumerate() {
            if let Some(present) = self.instance.present_mentor(adept) {
                let others = (0..=self.balance.nowhere).filter(|&column| column != present);
                moved.extend(others.filter(|&column| self.balance.pairs.has(row, column)).map(|column| (row, column)));
            }
        }
        self.stage(Stage::Moved, &moved);
    }

    fn stage(&mut self, stage: Stage, pairs: &[(usize, usize)]) {
        if let Some(Step { rows, columns }) = self.balance.stage(pairs) {
            self.links.push(Link { stage, rows: proof::sparse(&rows), columns: proof::sparse(&columns) });
        }
    }

    /// The canonical one of the assignments that are left.
    fn seating(&self) -> Seating<'a> {
        let mut seating = Seating::under(self.instance, &[]);
        let mut ties = Ties::between(self.instance.adepts(), self.instance.mentors());
        for (row, &adept) in self.seekers.iter().enumerate() {
            let column = self.balance.column_of(row);
            seating.sit(adept, if column == self.balance.nowhere { NOBODY } else { column });
            for mentor in (0..self.balance.nowhere).filter(|&mentor| self.balance.pairs.has(row, mentor)) {
                ties.tie(adept, mentor);
            }
            if self.balance.pairs.has(row, self.balance.nowhere) {
                ties.let_leave(adept);
            }
        }
        for mentor in (0..self.balance.nowhere).filter(|&mentor| self.balance.pairs.has(self.balance.nobody, mentor)) {
            ties.let_stay_free(mentor);
        }
        ties.settle(&mut seating);
        seating
    }
}
