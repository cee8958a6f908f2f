//! The chain that proves an assignment fair, and its independent check.

use std::sync::Arc;

use crate::matching::Solution;
use crate::matching::bits::{BitRows, bits_of};
use crate::matching::certificate::Flaw;
use crate::matching::instance::Instance;

/// The potentials of all stages whose cost is not 0, in the order of the stages.
///
/// Rows are the seeking adepts in order and, last, "no adept"; columns are the mentors and, last, "no mentor". In a stage a pair
/// costs 0 or 1; its reduced cost is that, less the row's potential, plus the column's. A stage without a link has
/// potentials 0. The assignment is fair because for every pair the reduced costs of all stages, read in order, are all
/// 0 or have something above 0 first, and those of the assignment's own pairs are all 0: so every other assignment costs more at the first
/// stage where it costs anything else (duality, lexicographically).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FairProof {
    /// One link for each stage whose cost is not 0.
    pub links: Arc<[Link]>,
}

/// The potentials of one stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Which pairs cost 1.
    pub stage: Stage,
    /// The potentials of rows that are not 0.
    pub rows: Vec<(u32, u32)>,
    /// The potentials of columns that are not 0.
    pub columns: Vec<(u32, u32)>,
}

/// What is to happen as rarely as possible, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// An adept has no mentor.
    Without,
    /// An adept has a pair that counts for this, in basis points with the steadiness of a present pair.
    Value(u16),
    /// An adept with a present mentor has not that one.
    Moved,
}

/// The entries that are not 0, with their places.
pub(super) fn sparse(potentials: &[u32]) -> Vec<(u32, u32)> {
    let entries = (0_u32..).zip(potentials);
    entries.filter(|&(_, &potential)| potential > 0).map(|(place, &potential)| (place, potential)).collect()
}

fn dense(entries: &[(u32, u32)], size: usize) -> Option<Vec<i64>> {
    let mut potentials = vec![0; size];
    for &(place, potential) in entries {
        *potentials.get_mut(place as usize)? = i64::from(potential);
    }
    Some(potentials)
}

impl FairProof {
    /// Checks the chain against the instance and the solution's pairs; `free` are the seats that stay free.
    pub(in crate::matching) fn check(&self, instance: &Instance, solution: &Solution, free: &[u64]) -> Result<(), Flaw> {
        let mut check = Check::of(instance);
        if !self.links.is_sorted_by(|one, other| one.stage < other.stage) {
            return Err(Flaw::Chain);
        }
        let mut done = None;
        for (number, link) in self.links.iter().enumerate() {
            check.take_out_between(done, link.stage);
            check.follow(link).ok_or(Flaw::Link(number))?;
            done = Some(link.stage);
        }
        check.take_out_between(done, Stage::Moved);
        if done != Some(Stage::Moved) {
            check.take_out(Stage::Moved);
        }
        check.owns(solution, free)
    }
}

/// The pairs that no stage so far has given a reduced cost.
struct Check<'a> {
    instance: &'a Instance,
    seekers: Vec<usize>,
    columns: usize,
    alive: BitRows,
}

impl<'a> Check<'a> {
    fn of(instance: &'a Instance) -> Self {
        let seekers = instance.seekers();
        let columns = instance.mentors() + 1;
        let mut alive = BitRows::new(seekers.len() + 1, columns);
        for (row, &adept) in seekers.iter().enumerate() {
            alive.set(row, columns - 1);
            (0..columns - 1).filter(|&mentor| instance.possible(adept, mentor)).for_each(|mentor| alive.set(row, mentor));
        }
        (0..columns).for_each(|column| alive.set(seekers.len(), column));
        Self { instance, seekers, columns, alive }
    }

    fn costs(&self, stage: Stage, row: usize, column: usize) -> bool {
        let Some(&adept) = self.seekers.get(row) else { return false };
        match stage {
            Stage::Without => column == self.columns - 1,
            Stage::Value(value) => self.instance.value(adept, column) == Some(value),
            Stage::Moved => self.instance.present_mentor(adept).is_some_and(|present| present != column),
        }
    }

    fn each_alive(&self, mut see: impl FnMut(usize, usize)) {
        for row in 0..=self.seekers.len() {
            for (word, &bits) in self.alive.row(row).iter().enumerate() {
                bits_of(word, bits).for_each(|column| see(row, column));
            }
        }
    }

    /// Takes out what costs something in stages that have no link: those between these two.
    fn take_out_between(&mut self, done: Option<Stage>, next: Stage) {
        if done.is_none() && next > Stage::Without {
            self.take_out(Stage::Without);
        }
        let mut out = Vec::new();
        self.each_alive(|row, column| {
            let value = self.seekers.get(row).and_then(|&adept| self.instance.value(adept, column));
            if value.is_some_and(|value| Stage::Value(value) < next && done.is_none_or(|done| done < Stage::Value(value))) {
                out.push((row, column));
            }
        });
        out.into_iter().for_each(|(row, column)| self.alive.clear(row, column));
    }

    fn take_out(&mut self, stage: Stage) {
        let mut out = Vec::new();
        self.each_alive(|row, column| {
            if self.costs(stage, row, column) {
                out.push((row, column));
            }
        });
        out.into_iter().for_each(|(row, column)| self.alive.clear(row, column));
    }

    /// Takes out what this link gives a reduced cost above 0; none when it gives one below.
    fn follow(&mut self, link: &Link) -> Option<()> {
        let rows = dense(&link.rows, self.seekers.len() + 1)?;
        let columns = dense(&link.columns, self.columns)?;
        let mut out = Vec::new();
        let mut right = true;
        self.each_alive(|row, column| {
            let reduced = i64::from(self.costs(link.stage, row, column)) - rows[row] + columns[column];
            right &= reduced >= 0;
            if reduced > 0 {
                out.push((row, column));
            }
        });
        out.into_iter().for_each(|(row, column)| self.alive.clear(row, column));
        right.then_some(())
    }

    /// Whether every pair of the solution is still there, with nobody or nowhere too.
    fn owns(&self, solution: &Solution, free: &[u64]) -> Result<(), Flaw> {
        let (nobody, nowhere) = (self.seekers.len(), self.columns - 1);
        for (row, &adept) in self.seekers.iter().enumerate() {
            let column = solution.mentor_of.get(adept).copied().flatten().unwrap_or(nowhere);
            if !self.alive.has(row, column) {
                return Err(if column == nowhere { Flaw::Empty(adept) } else { Flaw::NotTight(adept) });
            }
        }
        if let Some(mentor) = (0..nowhere).find(|&mentor| free.get(mentor).is_some_and(|&free| free > 0) && !self.alive.has(nobody, mentor))
        {
            return Err(Flaw::Free(mentor));
        }
        let seated = self.seekers.iter().any(|&adept| solution.mentor_of.get(adept).copied().flatten().is_some());
        if seated && !self.alive.has(nobody, nowhere) { Err(Flaw::Chain) } else { Ok(()) }
    }
}
