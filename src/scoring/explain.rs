//! Takes one pair's score apart.

use crate::program::{Pair, Program};

use super::apportion::{Share, apportion};
use super::breakdown::{Breakdown, Detail, Evidence, Gap, Part, Verdict};
use super::kind::{Valuer, Why, person};
use super::placing::place_of;
use super::rules::Rules;
use super::terms::Weights;
use super::value::{StandIn, Tally, Value};
use super::{FULL, breakdown};

/// The breakdown of a pair of the program; its score is the one in the table.
pub(super) fn breakdown(program: &Program, valuers: &[Box<dyn Valuer>], rules: &Rules<'_>, weights: &Weights, pair: Pair) -> Breakdown {
    let stand_in = StandIn::of(&program.criteria);
    let weighed: Vec<(Value, u32)> = valuers.iter().zip(0..).map(|(valuer, place)| (valuer.value(pair), weights.at(place))).collect();
    let mut tally = Tally::default();
    weighed.iter().filter(|(_, weight)| *weight > 0).for_each(|(value, weight)| tally.add(*value, *weight, stand_in));

    let shares: Vec<Share> = weighed.iter().map(|(value, weight)| share(*value, *weight, stand_in)).collect();
    let whole = apportion(&shares, tally.asked());
    let parts = weighed.iter().zip(whole).zip(valuers).enumerate().map(|(criterion, ((&(value, weight), whole), valuer))| {
        let why = if weight == 0 { Why::only(Detail::SwitchedOff) } else { the_best_of(valuer.why(program, pair), program, pair) };
        Part {
            criterion,
            points: breakdown::basis_points(whole.points),
            of: breakdown::basis_points(whole.of),
            applies: weight > 0 && stand_in.counted(value).is_some(),
            known: value != Value::UNKNOWN,
            evidence: why.evidence,
            gaps: why.gaps,
            detail: why.detail,
        }
    });
    let parts = parts.collect();

    let rules = rules.check(pair);
    let blocks = |verdict| matches!(verdict, Verdict::Blocks | Verdict::BlocksUnknown);
    let blocked = rules.iter().find(|check| blocks(check.verdict)).map(|check| check.rule);
    let coverage = tally.coverage();
    Breakdown { pair, score: tally.score(stand_in), coverage, thin: coverage < program.criteria.low_coverage, parts, rules, blocked }
}

/// The strongest evidence and the first gaps, with their places in the applications.
fn the_best_of(mut why: Why, program: &Program, pair: Pair) -> Why {
    why.evidence.retain(|evidence| evidence.strength >= Evidence::LEAST);
    why.evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.strength));
    why.evidence.truncate(Evidence::MOST);
    why.gaps.truncate(Gap::MOST);
    let quotes = why.evidence.iter_mut().flat_map(|evidence| [&mut evidence.want, &mut evidence.offer]);
    for quote in quotes.chain(why.gaps.iter_mut().map(|gap| &mut gap.quote)).filter(|quote| quote.at.is_none()) {
        quote.at = person(program, quote.field.role, pair).and_then(|person| place_of(&quote.text, &person.texts(&quote.field.field)));
    }
    why
}

/// What a criterion gives and could give, in `1 / Σ weight` of a basis point.
fn share(value: Value, weight: u32, stand_in: StandIn) -> Share {
    let units = |marks: u16| u64::from(weight) * u64::from(marks);
    match stand_in.counted(value) {
        Some(marks) => Share { gained: units(marks), full: units(FULL) },
        None => Share { gained: 0, full: 0 },
    }
}
