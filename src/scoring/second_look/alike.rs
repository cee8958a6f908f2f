//! Two criteria that measure the same: they look at the same fields in the same way, or their values go together over the pairs
//! (Pearson's correlation above 0.98, in integers).

use std::collections::BTreeSet;
use std::mem::discriminant;

use crate::program::problem::{Problem, Weighed};
use crate::program::{Criterion, FieldRef, Weight};

use super::super::scores::Scorer;
use super::super::value::Value;
use super::{about_criterion, some_pairs};

/// Fewer pairs to which both apply say nothing.
const LEAST_PAIRS: i128 = 30;
/// Fewer different values of either say nothing.
const LEAST_VALUES: usize = 5;
/// The square of the correlation above which two criteria measure the same, in ten-thousandths.
const SAME: i128 = 98 * 98;

pub(super) fn find(scorer: &Scorer) -> Vec<Problem> {
    let program = scorer.program();
    let weighed: Vec<(&Criterion, &[Value])> = program
        .criteria
        .criteria
        .iter()
        .zip(scorer.values())
        .filter(|(criterion, _)| criterion.weight > Weight(0))
        .map(|(criterion, values)| (criterion, values.as_slice()))
        .collect();
    let places: Vec<usize> = some_pairs(program).map(|(place, _)| place).collect();
    let mut found = Vec::new();
    for (nth, (other, values)) in weighed.iter().enumerate() {
        let like = weighed.iter().take(nth).find_map(|(one, earlier)| {
            let same_fields = look_at_the_same(one, other);
            (same_fields || go_together(earlier, values, &places)).then_some((one, same_fields))
        });
        if let Some((one, same_fields)) = like {
            let alike = Weighed::Alike { one: one.label.clone(), other: other.label.clone(), same_fields };
            found.push(about_criterion(program, &other.id, alike));
        }
    }
    found
}

/// The same kind over the same fields, whichever side they stand on where the sides are alike.
fn look_at_the_same(one: &Criterion, other: &Criterion) -> bool {
    let fields = |criterion: &'_ Criterion| criterion.kind.fields().into_iter().cloned().collect::<BTreeSet<FieldRef>>();
    let asks = |criterion: &'_ Criterion| criterion.kind.fields().first().map(|field| field.role);
    let directed = matches!(one.kind, crate::program::criteria::Kind::Text { .. });
    discriminant(&one.kind) == discriminant(&other.kind)
        && !one.kind.fields().is_empty()
        && fields(one) == fields(other)
        && (!directed || asks(one) == asks(other))
}

/// Whether two criteria's values rise and fall together.
fn go_together(one: &[Value], other: &[Value], places: &[usize]) -> bool {
    let (mut n, mut x, mut y, mut xx, mut yy, mut xy) = (0_i128, 0_i128, 0_i128, 0_i128, 0_i128, 0_i128);
    let mut different = [BTreeSet::new(), BTreeSet::new()];
    for place in places {
        let both = one.get(*place).and_then(|value| value.known()).zip(other.get(*place).and_then(|value| value.known()));
        let Some((a, b)) = both else { continue };
        for (seen, value) in different.iter_mut().zip([a, b]) {
            if seen.len() < LEAST_VALUES {
                seen.insert(value);
            }
        }
        let (a, b) = (i128::from(a), i128::from(b));
        (n, x, y, xx, yy, xy) = (n + 1, x + a, y + b, xx + a * a, yy + b * b, xy + a * b);
    }
    if n < LEAST_PAIRS || different.iter().any(|seen| seen.len() < LEAST_VALUES) {
        return false;
    }
    // At most 200,000 pairs of values up to 10,000: each at most 2 * 10^13, the squares with their factor below 10^31.
    let (together, first, second) = (xy - x * y / n, xx - x * x / n, yy - y * y / n);
    together > 0 && together * together * 10_000 > SAME * first * second
}
