//! Criteria that do not tell people apart: the same value for every pair, answers for no pair, or only nothing and full marks.

use crate::program::criteria::Kind;
use crate::program::problem::{Problem, Shades, Weighed};
use crate::program::{Criterion, Weight};

use super::super::FULL;
use super::super::breakdown::percent;
use super::super::scores::Scorer;
use super::super::value::{StandIn, Value};
use super::{about_criterion, percent_of, some_pairs};

/// Fewer pairs say nothing about a criterion.
const LEAST_PAIRS: usize = 4;
/// Fewer answered pairs say nothing about its shades.
const LEAST_ANSWERED: usize = 20;

/// What the values of one criterion come to.
#[derive(Default)]
struct Seen {
    pairs: usize,
    answered: usize,
    nothing: usize,
    full: usize,
    /// What counts in the sum for the first pair, when it is the same for all.
    one: Option<Option<u16>>,
    varied: bool,
}

impl Seen {
    fn add(&mut self, value: Value, stand_in: StandIn) {
        self.pairs += 1;
        let counted = stand_in.counted(value);
        self.varied |= *self.one.get_or_insert(counted) != counted;
        if let Some(marks) = value.known() {
            self.answered += 1;
            self.nothing += usize::from(marks == 0);
            self.full += usize::from(marks == FULL);
        }
    }
}

pub(super) fn find(scorer: &Scorer) -> Vec<Problem> {
    let program = scorer.program();
    let (stand_in, both_sides) = (StandIn::of(&program.criteria), program.adepts().len() > 1 && program.mentors().len() > 1);
    let criteria = program.criteria.criteria.iter().zip(scorer.values());
    let weighed = criteria.filter(|(criterion, _)| criterion.weight > Weight(0) && both_sides);
    let told = weighed.filter_map(|(criterion, values)| {
        let mut seen = Seen::default();
        for value in some_pairs(program).filter_map(|(place, _)| values.get(place)) {
            seen.add(*value, stand_in);
        }
        told(criterion, &seen).map(|found| about_criterion(program, &criterion.id, found))
    });
    told.collect()
}

fn told(criterion: &Criterion, seen: &Seen) -> Option<Weighed> {
    // A wish or a rating for a few pairs is nothing for all others by its nature.
    let for_few = matches!(criterion.kind, Kind::Named { .. } | Kind::Pairs { .. });
    let label = criterion.label.clone();
    if seen.pairs < LEAST_PAIRS || (for_few && seen.answered < seen.pairs) {
        return None;
    }
    if seen.answered == 0 {
        return Some(Weighed::NoAnswers { criterion: label });
    }
    if let (false, Some(Some(marks))) = (seen.varied, seen.one) {
        return Some(Weighed::OneValue { criterion: label, percent: percent(marks) });
    }
    let remedy = match criterion.kind {
        Kind::Text { .. } => Shades::Text,
        Kind::Tags { .. } => Shades::Tags,
        Kind::Number { .. } => Shades::Number,
        _ => return None,
    };
    let ends = seen.answered >= LEAST_ANSWERED && seen.nothing > 0 && seen.full > 0 && seen.nothing + seen.full == seen.answered;
    ends.then(|| Weighed::NothingOrAll { criterion: label, remedy, nothing: percent_of(seen.nothing, seen.answered) })
}
