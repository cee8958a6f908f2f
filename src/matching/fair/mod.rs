//! The worst off as high as possible, then the next, and so on: leximin over adepts.
//!
//! ```text
//!   ../floor.rs    mentors to begin with: the worst off as high as possible
//!      v
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
//! **Speed.** Who begins at the highest floor knows the stages below it: they cost nothing, so all pairs of their values leave at once, unsorted; these
//! are nearly all pairs there are. Under a decision the standing mentors are the beginning, and hardly anybody looks for another one.
//! Where the search begins makes no difference to the outcome.
//!
//! Never here: weights that stand for several wishes at once; the stages need no large numbers.

mod balance;
mod levels;
mod proof;

pub use proof::{FairProof, Link, Stage};

use std::sync::Arc;

use super::bits::{BitRows, mark_from};
use super::canonical::Ties;
use super::floor;
use super::instance::Instance;
use super::seating::{NOBODY, Seating};
use balance::{Balance, Step};
use levels::{BEYOND, Band, Pair};

/// Finds the fair assignment, beginning with these mentors where they are possible.
pub(super) fn seat<'a>(instance: &'a Instance, near: &[usize]) -> (Seating<'a>, FairProof) {
    let (_, near) = floor::reach(instance, near, None);
    let mut work = Work::of(instance);
    work.most_people(&near);
    let mut from = work.take_out_below_the_worst();
    while from < BEYOND {
        let band = Band::from(from, instance, &work.seekers, &work.balance.pairs);
        band.levels().for_each(|(value, pairs)| work.stage(Stage::Value(value), pairs));
        from = band.end();
    }
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
        let away: Vec<usize> = (0..instance.mentors()).filter(|&mentor| instance.mentor_is_away(mentor)).collect();
        for (row, &adept) in seekers.iter().enumerate() {
            mark_from(0, instance.row(adept), balance.pairs.row_mut(row));
            away.iter().for_each(|&mentor| balance.pairs.clear(row, mentor));
            balance.pairs.set(row, balance.nowhere);
        }
        Self { instance, seekers, balance, links: Vec::new() }
    }

    fn most_people(&mut self, near: &[usize]) {
        for (row, &adept) in self.seekers.iter().enumerate() {
            self.balance.begin_with(row, near.get(adept).copied().unwrap_or(NOBODY));
        }
        let nowhere = self.balance.nowhere as u32;
        let without: Vec<Pair> = (0..self.seekers.len() as u32).map(|row| (row, nowhere)).collect();
        self.stage(Stage::Without, &without);
    }

    /// Takes out the pairs that count for less than anybody's, since as few of them as possible are none at all; answers with the least
    /// value that is left.
    fn take_out_below_the_worst(&mut self) -> usize {
        let balance = &mut self.balance;
        let own = self.seekers.iter().enumerate().map(|(row, &adept)| self.instance.value(adept, balance.column_of(row)));
        let Some(worst) = own.flatten().min() else { return BEYOND };
        let mut kept = BitRows::new(1, balance.nowhere + 1);
        for (row, &adept) in self.seekers.iter().enumerate() {
            mark_from(worst, self.instance.row(adept), kept.row_mut(0));
            let present = self.instance.present_mentor(adept);
            present.filter(|&mentor| self.instance.value(adept, mentor) >= Some(worst)).into_iter().for_each(|mentor| kept.set(0, mentor));
            kept.set(0, balance.nowhere);
            balance.pairs.row_mut(row).iter_mut().zip(kept.row(0)).for_each(|(pairs, kept)| *pairs &= kept);
        }
        usize::from(worst)
    }

    fn keep_present(&mut self) {
        let mut moved = Vec::new();
        for (row, &adept) in self.seekers.iter().enumerate() {
            if let Some(present) = self.instance.present_mentor(adept) {
                let columns = self.balance.pairs.columns(row).filter(|&column| column != present);
                moved.extend(columns.map(|column| (row as u32, column as u32)));
            }
        }
        self.stage(Stage::Moved, &moved);
    }

    fn stage(&mut self, stage: Stage, pairs: &[Pair]) {
        if let Some(Step { rows, columns }) = self.balance.stage(pairs) {
            self.links.push(Link { stage, rows: proof::sparse(&rows), columns: proof::sparse(&columns) });
        }
    }

    /// The canonical one of the assignments that are left.
    fn seating(&self) -> Seating<'a> {
        let (adepts, mentors, nowhere) = (self.instance.adepts(), self.instance.mentors(), self.balance.nowhere);
        let mut seating = Seating::empty(self.instance);
        let mut ties = Ties::between(adepts, mentors);
        for (row, &adept) in self.seekers.iter().enumerate() {
            let column = self.balance.column_of(row);
            seating.sit(adept, if column == nowhere { NOBODY } else { column });
            for column in self.balance.pairs.columns(row) {
                if column == nowhere {
                    ties.let_leave(adept);
                } else {
                    ties.tie(adept, column);
                }
            }
        }
        let may_stay_free = self.balance.pairs.columns(self.balance.nobody).filter(|&column| column < nowhere);
        may_stay_free.for_each(|mentor| ties.let_stay_free(mentor));
        ties.settle(&mut seating);
        seating
    }
}
