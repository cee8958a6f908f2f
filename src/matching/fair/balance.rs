//! The balanced problem: everybody has a place, if only with nobody.
//!
//! Rows are the seeking adepts and one row "no adept" that fills free seats; columns are the mentors and one column "no mentor" that
//! takes adepts without one. Both have room for everything, so in every assignment each row and each column is used up exactly:
//! all conditions are equalities, and a **stage** (some pairs cost 1, the others nothing) is an assignment problem whose
//! potentials say which pairs its best solutions can use: those without reduced cost. Keeping only these pairs, stage by stage, keeps exactly
//! the assignments that are best for all stages so far.
//!
//! A stage is solved by augmenting paths, first over pairs that cost nothing; for the adepts who are left it goes on as the
//! Hungarian method (Kuhn 1955) with whole steps, 64 pairs at a time: reduced costs are small integers, and columns of one
//! potential are one set of bits.

use crate::matching::bits::{BitRows, bits_of, first_bits};
use crate::matching::seating::NOBODY;

use super::levels::Pair;

/// Who sits where, and which pairs may still be used.
pub(super) struct Balance {
    /// The number of the row "no adept"; smaller numbers are adepts.
    pub(super) nobody: usize,
    /// The number of the column "no mentor"; smaller numbers are mentors.
    pub(super) nowhere: usize,
    /// The pairs that the stages so far have left.
    pub(super) pairs: BitRows,
    /// Those of them that cost 1 in this stage.
    costly: BitRows,
    column_of: Vec<usize>,
    place_of: Vec<usize>,
    holders: Vec<Vec<usize>>,
    /// How many units of "no adept" each column has.
    free: Vec<usize>,
    /// How many units each column lacks while adepts look for a place.
    lacking: Vec<usize>,
    lacking_bits: Vec<u64>,
    search: Search,
}

/// The potentials that solve a stage; 0 for everybody whom it did not touch.
#[derive(Default)]
pub(super) struct Step {
    /// What is added to the cost of the row, 0 or more.
    pub(super) rows: Vec<u32>,
    /// What is taken from the cost of the column, 0 or more.
    pub(super) columns: Vec<u32>,
}

#[derive(Default)]
struct Search {
    unmet: Vec<u64>,
    queue: Vec<usize>,
    via: Vec<usize>,
    /// The column through which "no adept" was met, or [`NOBODY`].
    through: usize,
}

impl Balance {
    /// Everybody without a mentor, every seat free, no pair possible.
    pub(super) fn new(adepts: usize, seats: &[usize]) -> Self {
        let (rows, columns) = (adepts + 1, seats.len() + 1);
        // One seat more than anybody can need keeps a seat free, and says so.
        let mut free: Vec<usize> = seats.iter().map(|&seats| seats.min(adepts + 1)).collect();
        free.push(0);
        let mut holders = vec![Vec::new(); columns];
        holders[columns - 1] = (0..adepts).collect();
        let mut pairs = BitRows::new(rows, columns);
        pairs.row_mut(adepts).copy_from_slice(&first_bits(columns));
        (0..adepts).for_each(|row| pairs.set(row, columns - 1));
        Self {
            nobody: adepts,
            nowhere: columns - 1,
            pairs,
            costly: BitRows::new(rows, columns),
            column_of: vec![columns - 1; adepts],
            place_of: (0..adepts).collect(),
            holders,
            free,
            lacking: vec![0; columns],
            lacking_bits: vec![0; columns.div_ceil(64)],
            search: Search { via: vec![NOBODY; columns], ..Search::default() },
        }
    }

    pub(super) fn column_of(&self, row: usize) -> usize {
        self.column_of[row]
    }

    /// Moves an adept without a mentor to a free seat of a possible one; does nothing when there is none.
    pub(super) fn begin_with(&mut self, row: usize, column: usize) {
        if self.column_of[row] == self.nowhere && column < self.nowhere && self.free[column] > 0 && self.pairs.has(row, column) {
            self.stand(row);
            self.free[column] -= 1;
            self.free[self.nowhere] += 1;
            self.sit(row, column);
        }
    }

    /// Solves the stage in which these pairs cost 1, keeps the pairs of its best assignments, and answers with the potentials if
    /// the cost is not 0.
    pub(super) fn stage(&mut self, costly: &[Pair]) -> Option<Step> {
        let looking = self.leave_all(costly);
        let step = if looking.is_empty() { None } else { self.seat_again(looking, costly) };
        if step.is_none() {
            costly.iter().for_each(|&(row, column)| self.pairs.clear(row as usize, column as usize));
        }
        step
    }

    /// Those who have one of these pairs leave it.
    fn leave_all(&mut self, pairs: &[Pair]) -> Vec<usize> {
        let own = pairs.iter().filter(|&&(row, column)| self.column_of[row as usize] == column as usize);
        let looking: Vec<usize> = own.map(|&(row, _)| row as usize).collect();
        looking.iter().for_each(|&row| self.leave(row));
        looking
    }

    fn seat_again(&mut self, looking: Vec<usize>, costly: &[Pair]) -> Option<Step> {
        costly.iter().for_each(|&(row, column)| self.costly.set(row as usize, column as usize));
        let mut prices = Prices::new(self.nobody + 1, self.nowhere + 1);
        let left = self.seat_for_nothing(looking, &prices);
        let costs = !left.is_empty();
        if costs {
            self.seat_for_a_cost(left, &mut prices);
            self.keep_tight(costly, &prices);
        }
        costly.iter().for_each(|&(row, column)| self.costly.clear(row as usize, column as usize));
        costs.then_some(prices.step)
    }

    fn leave(&mut self, row: usize) {
        let column = self.column_of[row];
        self.stand(row);
        self.lacking[column] += 1;
        self.lacking_bits[column / 64] |= 1 << (column % 64);
    }

    fn stand(&mut self, row: usize) {
        let column = std::mem::replace(&mut self.column_of[row], NOBODY);
        if column != NOBODY {
            let place = self.place_of[row];
            self.holders[column].swap_remove(place);
            if let Some(&moved) = self.holders[column].get(place) {
                self.place_of[moved] = place;
            }
        }
    }

    fn sit(&mut self, row: usize, column: usize) {
        self.column_of[row] = column;
        self.place_of[row] = self.holders[column].len();
        self.holders[column].push(row);
    }

    /// Seats everybody who can be seated by pairs that cost nothing, nobody having a price yet; answers with the others.
    ///
    /// What a failed search has met stays met: there is no way out of it.
    fn seat_for_nothing(&mut self, looking: Vec<usize>, prices: &Prices) -> Vec<usize> {
        self.search.unmet = first_bits(self.nowhere + 1);
        self.search.through = NOBODY;
        let mut left = Vec::new();
        for first in looking {
            let (unmet, through) = (self.search.unmet.clone(), self.search.through);
            self.search.queue.clear();
            self.search.queue.push(first);
            match self.spread(prices) {
                Some(end) => {
                    self.move_up(end);
                    self.search.unmet = unmet;
                    self.search.through = through;
                }
                None => left.push(first),
            }
        }
        left
    }

    /// Meets everything that can be met from the queue by pairs without reduced cost; answers with a lacking column as soon as there is
    /// one.
    fn spread(&mut self, prices: &Prices) -> Option<usize> {
        let Self { pairs, costly, holders, free, lacking_bits, search, nobody, .. } = self;
        let mut next = 0;
        while let Some(&row) = search.queue.get(next) {
            next += 1;
            let (level, pairs, costly) = (prices.level(row), pairs.row(row), costly.row(row));
            for word in 0..pairs.len() {
                let fresh = level.tight(word, pairs[word], costly[word]) & search.unmet[word];
                if fresh == 0 {
                    continue;
                }
                if let Some(end) = bits_of(word, fresh & lacking_bits[word]).next() {
                    search.via[end] = row;
                    return Some(end);
                }
                search.unmet[word] &= !fresh;
                for column in bits_of(word, fresh) {
                    search.via[column] = row;
                    for &holder in &holders[column] {
                        search.queue.push(holder);
                    }
                    if free[column] > 0 && search.through == NOBODY {
                        search.through = column;
                        search.queue.push(*nobody);
                    }
                }
            }
        }
        None
    }

    /// Everybody on the path to the lacking column moves one on.
    fn move_up(&mut self, end: usize) {
        self.lacking[end] -= 1;
        if self.lacking[end] == 0 {
            self.lacking_bits[end / 64] &= !(1 << (end % 64));
        }
        let mut to = end;
        loop {
            let row = self.search.via[to];
            let from = if row == self.nobody { self.search.through } else { self.column_of[row] };
            if row == self.nobody {
                self.free[from] -= 1;
                self.free[to] += 1;
            } else {
                self.stand(row);
                self.sit(row, to);
            }
            if from == NOBODY {
                return;
            }
            to = from;
        }
    }

    /// Seats the adepts who are left as cheaply as possible.
    fn seat_for_a_cost(&mut self, mut left: Vec<usize>, prices: &mut Prices) {
        while !left.is_empty() {
            self.search.unmet = first_bits(self.nowhere + 1);
            self.search.through = NOBODY;
            self.search.queue.clone_from(&left);
            let end = loop {
                if let Some(end) = self.spread(prices) {
                    break end;
                }
                prices.raise(&self.search, self.nowhere + 1);
            };
            self.move_up(end);
            left.retain(|&row| self.column_of[row] == NOBODY);
        }
    }

    /// Takes out all pairs that have a reduced cost. Most rows have no potential: they lose what costs something, and the columns that
    /// have one.
    fn keep_tight(&mut self, costly: &[Pair], prices: &Prices) {
        let untouched = prices.untouched();
        let everybody = first_bits(self.nowhere + 1);
        let touched: Vec<usize> = (0..everybody.len()).filter(|&word| untouched[word] != everybody[word]).collect();
        for row in 0..=self.nobody {
            let (level, costly, pairs) = (prices.level(row), self.costly.row(row), self.pairs.row_mut(row));
            if prices.step.rows[row] == 0 {
                touched.iter().for_each(|&word| pairs[word] &= untouched[word]);
            } else {
                for (word, pairs) in pairs.iter_mut().enumerate() {
                    *pairs = level.tight(word, *pairs, costly[word]);
                }
            }
        }
        let lost = costly.iter().filter(|&&(row, _)| prices.step.rows[row as usize] == 0);
        lost.for_each(|&(row, column)| self.pairs.clear(row as usize, column as usize));
    }
}

/// The columns with a row's own potential, and those with one less.
struct Level<'a> {
    same: &'a [u64],
    less: &'a [u64],
}

impl Level<'_> {
    /// Which of the row's pairs in a word have no reduced cost: it is the cost, less the row's potential, plus the column's.
    #[inline]
    fn tight(&self, word: usize, pairs: u64, costly: u64) -> u64 {
        pairs & (self.same[word] & !costly | self.less[word] & costly)
    }
}

/// The potentials of a stage while it is solved, with the columns of each potential as one row of bits.
struct Prices {
    step: Step,
    /// For each potential, from 0 on, the columns that have it, after a row of no columns.
    of: Vec<Vec<u64>>,
}

impl Prices {
    fn new(rows: usize, columns: usize) -> Self {
        let of = vec![vec![0; columns.div_ceil(64)], first_bits(columns)];
        Self { step: Step { rows: vec![0; rows], columns: vec![0; columns] }, of }
    }

    /// The columns without a potential.
    fn untouched(&self) -> &[u64] {
        &self.of[1]
    }

    #[inline]
    fn level(&self, row: usize) -> Level<'_> {
        let own = self.step.rows[row] as usize;
        let at = |place: usize| self.of.get(place).unwrap_or(&self.of[0]);
        Level { same: at(own + 1), less: at(own) }
    }

    /// All that the search has met goes up by 1: no reduced cost falls below 0, and what was tight within stays so.
    fn raise(&mut self, search: &Search, columns: usize) {
        for &row in &search.queue {
            self.step.rows[row] += 1;
        }
        for column in 0..columns {
            self.step.columns[column] += u32::from(search.unmet[column / 64] & (1 << (column % 64)) == 0);
        }
        self.sort();
    }

    fn sort(&mut self) {
        let words = self.step.columns.len().div_ceil(64);
        self.of.iter_mut().for_each(|columns| columns.fill(0));
        for (column, &price) in self.step.columns.iter().enumerate() {
            let place = price as usize + 1;
            while self.of.len() <= place {
                self.of.push(vec![0; words]);
            }
            if let Some(columns) = self.of.get_mut(place) {
                columns[column / 64] |= 1 << (column % 64);
            }
        }
    }
}
