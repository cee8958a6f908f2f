//! The table of all pairs.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::program::{Pair, Program};

use super::breakdown::Breakdown;
use super::counterfactual::{self, Counterfactuals};
use super::explain;
use super::kind::{Valuer, prepare};
use super::progress::Progress;
use super::prose::Reader;
use super::rules::{Findings, Marks, Rulebook, Rules};
use super::terms::{Effects, Terms};
use super::text::Lexicon;
use super::value::{StandIn, Value};
use super::weigh::{Scales, Stretch, Sums};

/// From so many pairs on two threads weigh.
const WORTH_A_THREAD: usize = 100_000;
/// So many adepts are weighed in one go.
const BLOCK: usize = 16;

/// Every criterion's value for every pair, worked out once; scores for any weights follow from it. Copies share what was worked out.
#[derive(Clone)]
pub struct Scorer {
    program: Arc<Program>,
    valued: Arc<Valued>,
}

/// What is worked out once.
struct Valued {
    lexicon: Arc<Lexicon>,
    valuers: Vec<Box<dyn Valuer>>,
    rules: Rulebook,
    /// What the criteria file says that they do.
    effects: Effects,
    /// For each criterion the value of every pair, adept by adept.
    values: Vec<Vec<Value>>,
    /// For each criterion what is known of each adept's values.
    stretches: Vec<Vec<Stretch>>,
    /// What the rules find in every pair.
    findings: Findings,
}

/// The score of every pair under some terms.
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
        Self::with_progress(program, &|_, _| ())
    }

    /// As [`Scorer::new`], telling how far it is: so many steps done, of so many in all. The steps never become fewer, the last call has all of
    /// them done, and the calls come from several threads. A step is an answer that is read or a person who is compared under a criterion.
    pub fn with_progress(program: Arc<Program>, told: &(dyn Fn(usize, usize) + Sync)) -> Self {
        let (adepts, mentors) = (program.adepts().len(), program.mentors().len());
        let for_a_criterion = adepts + mentors;
        let progress = Progress::of(Reader::answers(&program) + for_a_criterion * program.criteria.criteria.len(), told);
        let reader = Reader::of(&program, &progress);
        let valuers: Vec<Box<dyn Valuer>> =
            program.criteria.criteria.iter().map(|criterion| prepare(&program, &reader, criterion)).collect();
        let rules = Rulebook::read(&program);
        let value = |valuer: &dyn Valuer| {
            let values = valuer.values(adepts, mentors);
            progress.done(for_a_criterion);
            values
        };
        let values: Vec<Vec<Value>> = valuers.iter().map(|valuer| value(valuer.as_ref())).collect();
        let stretches = values.iter().map(|values| values.chunks(mentors.max(1)).map(Stretch::of).collect()).collect();
        let findings = rules.findings(adepts, mentors);
        let effects = Effects::of(&program);
        Self {
            program,
            valued: Arc::new(Valued { lexicon: Arc::clone(reader.lexicon()), valuers, rules, effects, values, stretches, findings }),
        }
    }

    /// The program that is scored.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// For each criterion the value of every pair, adept by adept.
    pub(super) fn values(&self) -> &[Vec<Value>] {
        &self.valued.values
    }

    /// What values one criterion.
    pub(super) fn valuer(&self, criterion: usize) -> Option<&dyn Valuer> {
        self.valued.valuers.get(criterion).map(AsRef::as_ref)
    }

    /// The words that everything was read with.
    pub(super) fn read_with(&self) -> &Lexicon {
        &self.valued.lexicon
    }

    /// The rules under the effects that the criteria file gives.
    pub(super) fn rules(&self) -> Rules<'_> {
        self.valued.rules.under(&self.valued.effects)
    }

    /// The score of every pair. A plain pass over integers: cheap enough to follow a weight while it is turned.
    pub fn scores(&self, terms: &Terms) -> Scores {
        let (adepts, mentors) = (self.program.adepts().len(), self.program.mentors().len());
        let weights = (0..self.valued.values.len()).map(|criterion| terms.weights.at(criterion));
        let scales = Scales::of(weights, StandIn::of(&self.program.criteria));
        let marks = self.valued.findings.marks(&self.valued.rules, &terms.effects);
        let mut cells = vec![Cell::default(); self.valued.findings.of_pairs().len()];
        let several = cells.len() >= WORTH_A_THREAD;
        // Which of two threads weighs which rows changes nothing in them.
        let blocks = Mutex::new((0..).step_by(BLOCK).zip(cells.chunks_mut(mentors.max(1) * BLOCK)));
        let next = || blocks.lock().ok().and_then(|mut blocks| blocks.next());
        let weigh = || {
            while let Some((adept, rows)) = next() {
                self.weigh_rows(&scales, &marks, adept, rows);
            }
        };
        thread::scope(|threads| {
            let _second = several.then(|| thread::Builder::new().spawn_scoped(threads, weigh));
            weigh();
        });
        Scores { adepts, mentors, cells }
    }

    /// Fills the cells of the adepts from this one on.
    fn weigh_rows(&self, scales: &Scales, marks: &[Marks], from: usize, cells: &mut [Cell]) {
        let mentors = self.program.mentors().len();
        let mut sums = Sums::default();
        for (adept, row) in (from..).zip(cells.chunks_mut(mentors.max(1))) {
            let start = adept * mentors;
            let findings = self.valued.findings.of_pairs().get(start..).unwrap_or_default();
            for (cell, number) in row.iter_mut().zip(findings) {
                let marks = marks.get(*number as usize).copied().unwrap_or_default();
                (cell.blocked, cell.warned) = (marks.blocked, marks.warned);
            }
            let of = |criterion: usize| {
                let values = self.valued.values.get(criterion).and_then(|values| values.get(start..start + mentors));
                let stretch = self.valued.stretches.get(criterion).and_then(|stretches| stretches.get(adept));
                (values.unwrap_or_default(), stretch.copied().unwrap_or(Stretch::Mixed))
            };
            scales.weigh(&mut sums, of, row);
        }
    }

    /// The first rule that blocks a pair under these effects, as an index into the program's rules.
    pub fn blocking(&self, effects: &Effects, pair: Pair) -> Option<usize> {
        self.valued.findings.blocking(self.place(pair)?, &self.valued.rules, effects)
    }

    /// The first rule that marks a pair under these effects and does not block it, as an index into the program's rules.
    pub fn warning(&self, effects: &Effects, pair: Pair) -> Option<usize> {
        self.valued.findings.warning(self.place(pair)?, &self.valued.rules, effects)
    }

    /// One pair, taken apart. `None` when the pair is not of this program.
    pub fn breakdown(&self, terms: &Terms, pair: Pair) -> Option<Breakdown> {
        let rules = self.valued.rules.under(&terms.effects);
        self.place(pair).map(|_| explain::breakdown(&self.program, &self.valued.valuers, &rules, &terms.weights, pair))
    }
}

impl Scorer {
    /// What would be otherwise for one pair under these weights; `scores` are the ones in force under them. `None` for a pair outside.
    pub fn counterfactuals(&self, terms: &Terms, scores: &Scores, pair: Pair) -> Option<Counterfactuals> {
        counterfactual::counterfactuals(self, terms, scores, pair)
    }

    /// Where in a table of all pairs a pair stands; nowhere when it is not of this program.
    fn place(&self, pair: Pair) -> Option<usize> {
        let mentors = self.program.mentors().len();
        (pair.adept < self.program.adepts().len() && pair.mentor < mentors).then(|| pair.adept * mentors + pair.mentor)
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
            .field("pairs", &self.valued.findings.of_pairs().len())
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
