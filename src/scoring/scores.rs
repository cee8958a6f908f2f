//! The table of all pairs.

use std::fmt;
use std::sync::Arc;

use crate::program::{Pair, Program, Weight};

use super::breakdown::Breakdown;
use super::counterfactual::{self, Counterfactuals};
use super::explain;
use super::kind::{Valuer, every_pair, prepare};
use super::prose::Reader;
use super::rules::{Marks, Rules};
use super::value::{StandIn, Tally, Value};

/// The weights in force: one for each criterion, in the order of `criteria.toml`. One that is left out is nought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weights(pub Vec<Weight>);

impl Weights {
    /// The weights that the program's criteria file gives.
    pub fn of(program: &Program) -> Self {
        Self(program.criteria.criteria.iter().map(|criterion| criterion.weight).collect())
    }

    /// The weight of the criterion at this place, in thousandths of a point.
    pub(super) fn at(&self, criterion: usize) -> u32 {
        self.0.get(criterion).copied().unwrap_or_default().min(Weight::MOST).0
    }
}

/// Every criterion's value for every pair, worked out once; scores for any weights follow from it. Copies share what was worked out.
#[derive(Clone)]
pub struct Scorer {
    program: Arc<Program>,
    valued: Arc<Valued>,
}

/// What is worked out once.
struct Valued {
    valuers: Vec<Box<dyn Valuer>>,
    rules: Rules,
    /// For each criterion the value of every pair, adept by adept.
    values: Vec<Vec<Value>>,
    /// What the rules say about every pair, adept by adept.
    marks: Vec<Marks>,
}

/// The score of every pair under one set of weights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scores {
    adepts: usize,
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
        let reader = Reader::of(&program);
        let valuers: Vec<Box<dyn Valuer>> =
            program.criteria.criteria.iter().map(|criterion| prepare(&program, &reader, criterion)).collect();
        let rules = Rules::read(&program);
        let (adepts, mentors) = (program.adepts().len(), program.mentors().len());
        let values = valuers.iter().map(|valuer| valuer.values(adepts, mentors)).collect();
        let marks = every_pair(adepts, mentors).map(|pair| rules.marks(pair)).collect();
        Self { program, valued: Arc::new(Valued { valuers, rules, values, marks }) }
    }

    /// The program that is scored.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// For each criterion the value of every pair, adept by adept.
    pub(super) fn values(&self) -> &[Vec<Value>] {
        &self.valued.values
    }

    /// The program's rules, read.
    pub(super) fn rules(&self) -> &Rules {
        &self.valued.rules
    }

    /// The score of every pair. A plain pass over integers: cheap enough to follow a weight while it is turned.
    pub fn scores(&self, weights: &Weights) -> Scores {
        let stand_in = StandIn::of(&self.program.criteria);
        let (adepts, mentors) = (self.program.adepts().len(), self.program.mentors().len());
        let weighed: Vec<(u32, &[Value])> =
            self.valued.values.iter().zip(0..).map(|(values, place)| (weights.at(place), values.as_slice())).collect();
        let mut cells = Vec::with_capacity(self.valued.marks.len());
        let mut row = vec![Tally::default(); mentors];
        for (adept, marks) in self.valued.marks.chunks(mentors.max(1)).enumerate() {
            row.fill(Tally::default());
            for (weight, values) in weighed.iter().filter(|(weight, _)| *weight > 0) {
                let values = values.get(adept * mentors..).unwrap_or_default();
                row.iter_mut().zip(values).for_each(|(tally, value)| tally.add(*value, *weight, stand_in));
            }
            cells.extend(row.iter().zip(marks).map(|(tally, marks)| Cell {
                score: tally.score(stand_in),
                coverage: tally.coverage(),
                blocked: marks.blocked,
                warned: marks.warned,
            }));
        }
        Scores { adepts, mentors, cells }
    }

    /// One pair, taken apart. `None` when the pair is not of this program.
    pub fn breakdown(&self, weights: &Weights, pair: Pair) -> Option<Breakdown> {
        let inside = pair.adept < self.program.adepts().len() && pair.mentor < self.program.mentors().len();
        inside.then(|| explain::breakdown(&self.program, &self.valued.valuers, &self.valued.rules, weights, pair))
    }
}

impl Scorer {
    /// What would be otherwise for one pair under these weights; `scores` are the ones in force under them. `None` for a pair outside.
    pub fn counterfactuals(&self, weights: &Weights, scores: &Scores, pair: Pair) -> Option<Counterfactuals> {
        counterfactual::counterfactuals(self, weights, scores, pair)
    }

    /// What every criterion says about one pair, in the order of `criteria.toml`.
    pub(super) fn values_of(&self, pair: Pair) -> Vec<Value> {
        let place = pair.adept * self.program.mentors().len() + pair.mentor;
        self.valued.values.iter().map(|values| values.get(place).copied().unwrap_or(Value::NOT_ASKED)).collect()
    }
}

/// People's words stay out of debug output: only sizes.
impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scorer")
            .field("criteria", &self.valued.values.len())
            .field("pairs", &self.valued.marks.len())
            .finish_non_exhaustive()
    }
}

impl Scores {
    /// One pair's cell; the default cell for a pair outside the program.
    pub fn cell(&self, pair: Pair) -> Cell {
        self.row(pair.adept).get(pair.mentor).copied().unwrap_or_default()
    }

    /// One adept's cells, by mentor; none for an adept outside the program.
    pub fn row(&self, adept: usize) -> &[Cell] {
        let start = adept.saturating_mul(self.mentors);
        self.cells.get(start..start.saturating_add(self.mentors)).unwrap_or(&[])
    }

    /// How many mentors each row has.
    pub fn mentors(&self) -> usize {
        self.mentors
    }

    /// How many adepts there are.
    pub fn adepts(&self) -> usize {
        self.adepts
    }
}
