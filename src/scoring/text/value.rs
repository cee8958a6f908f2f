//! The value of an offer for a want. This is the innermost loop of every table of scores: no allocation, no look at a text.
//!
//! A value mixes three likenesses: how much of the want is covered, how much of the offer was wanted (it keeps a mentor who
//! offers everything from fitting everybody), and n-grams. On the judged pairs the mix has the medians .01, .18, .36 and .54
//! for the grades 0 to 3, so the anchors `zero = 0.05` and `full = 0.55` show them as about 0, 27, 62 and 97 percent.

use super::FULL;
use super::side::{Side, UNIT};

/// Share of the reverse direction (how much of the offer was wanted) among the units, in basis points.
const REVERSE: u64 = 3_000;
/// Share of character n-grams in a value, in basis points: the cap of what they can do alone.
const GRAMS: u64 = 3_000;

/// Fixed ends of the scale, in basis points of raw coverage. They never come from the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchors {
    /// Raw coverage that counts as 0 %.
    pub zero: u16,
    /// Raw coverage that counts as 100 %.
    pub full: u16,
}

/// How well the offer covers the want, 0..=10000 basis points between the anchors; nothing when nothing was asked.
pub fn value(want: &Side, offer: &Side, anchors: Anchors) -> Option<u16> {
    (!want.is_empty()).then(|| anchors.place(mix(want, offer)))
}

/// The share of what is wanted, by weight, that is offered: one direction, 0..=10000.
pub(super) fn covered(want: &Side, offer: &Side) -> u64 {
    let answer = |concept: usize| u64::from(offer.answers.get(concept).copied().unwrap_or(0));
    let concepts: u64 = want.concepts.iter().map(|(concept, weight)| u64::from(*weight) * answer(*concept)).sum();
    let words = want.words.shared(&offer.same_words, |weight, _| weight);
    (concepts + words * u64::from(FULL)).checked_div(want.total).unwrap_or(0)
}

/// Coverage, some of the reverse direction, some n-grams, before the anchors: 0..=10000.
fn mix(want: &Side, offer: &Side) -> u64 {
    let full = u64::from(FULL);
    let units = ((full - REVERSE) * covered(want, offer) + REVERSE * covered(offer, want)) / full;
    ((full - GRAMS) * units + GRAMS * gram_likeness(want, offer)) / full
}

/// Cosine of the n-gram vectors, 0..=10000.
fn gram_likeness(want: &Side, offer: &Side) -> u64 {
    let product = want.grams.shared(&offer.grams, |x, y| x * y);
    let likeness = product.saturating_mul(u64::from(FULL)) / (u64::from(UNIT) * u64::from(UNIT));
    likeness.min(u64::from(FULL))
}

impl Anchors {
    /// Where raw coverage falls between the anchors.
    fn place(self, raw: u64) -> u16 {
        let above = raw.saturating_sub(u64::from(self.zero));
        let scale = u64::from(self.full.saturating_sub(self.zero)).max(1);
        u16::try_from(above.saturating_mul(u64::from(FULL)) / scale).unwrap_or(FULL).min(FULL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_the_ends_of_the_scale() {
        let anchors = Anchors { zero: 500, full: 5_500 };
        for (raw, placed) in [(0, 0), (500, 0), (501, 2), (3_000, 5_000), (5_500, 10_000), (10_000, 10_000)] {
            assert_eq!(anchors.place(raw), placed, "{raw}");
        }
        for crossed in [Anchors { zero: 500, full: 500 }, Anchors { zero: 600, full: 500 }] {
            assert_eq!((crossed.place(500), crossed.place(601)), (0, 10_000));
        }
    }
}
