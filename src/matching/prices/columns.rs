//! The table of all pairs turned over, for whoever asks for the prices of one adept after another.

use std::sync::Arc;

use super::Cancelled;
use crate::matching::instance::Instance;

/// So many rows are turned over at once.
const TILE: usize = 64;
/// When more rows than this have changed, turning the table over again is less work than to remember them.
const MOST_STRAYS: usize = 48;

/// The cells of each mentor's pairs, adept by adept, as they were in one instance.
///
/// Turning the table over takes longer than the search that needs it. So it is kept, also for instances that were made from that one: a row that one
/// of them no longer shares has strayed, and is read where it stands.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The rows that were turned over.
    rows: Vec<Arc<[u16]>>,
    cells: Vec<u16>,
}

/// The columns of one instance: mostly those that are kept.
pub(super) struct Fitting<'a> {
    columns: &'a Columns,
    /// The adepts whose rows have changed since, in order.
    pub(super) strays: Vec<usize>,
}

impl Columns {
    /// Turns the table over: two bytes for each pair. None if cancelled, which is asked for every 64 adepts.
    pub fn of(instance: &Instance, cancelled: Cancelled<'_>) -> Option<Self> {
        let rows: Vec<Arc<[u16]>> = (0..instance.adepts()).filter_map(|adept| instance.shared_row(adept).cloned()).collect();
        let mut cells = vec![0; rows.len() * instance.mentors()];
        for (tile, some) in rows.chunks(TILE).enumerate() {
            if cancelled() {
                return None;
            }
            for (mentor, column) in cells.chunks_mut(rows.len()).enumerate() {
                for (cell, row) in column[tile * TILE..].iter_mut().zip(some) {
                    *cell = row[mentor];
                }
            }
        }
        Some(Self { rows, cells })
    }

    /// Whether they are of use to the instance: it has as many people, and nearly all of its rows are the ones that were turned over.
    pub fn fit(&self, instance: &Instance) -> bool {
        self.fitting(instance).is_some()
    }

    /// The columns of the instance; none where these are of no use to it.
    pub(super) fn fitting(&self, instance: &Instance) -> Option<Fitting<'_>> {
        let same_people = self.rows.len() == instance.adepts() && self.cells.len() == self.rows.len() * instance.mentors();
        let strayed = |&adept: &usize| !instance.shared_row(adept).is_some_and(|row| Arc::ptr_eq(row, &self.rows[adept]));
        let strays = (0..self.rows.len()).filter(|_| same_people).filter(strayed).take(MOST_STRAYS + 1).collect::<Vec<_>>();
        (same_people && strays.len() <= MOST_STRAYS).then_some(Fitting { columns: self, strays })
    }
}

impl Fitting<'_> {
    /// The cells of one mentor; those of [strays](Self::strays) may be others by now.
    pub(super) fn of_mentor(&self, mentor: usize) -> &[u16] {
        let adepts = self.columns.rows.len();
        &self.columns.cells[mentor * adepts..(mentor + 1) * adepts]
    }
}
