//! The value of an offer for a want. This is the innermost loop of every table of scores: no allocation, no look at a text.
//!
//! A want is laid open once and then compared with every offer: a walk over the short lists of the offer, with a look into the
//! long rows of the want, which stay near the processor meanwhile.
//!
//! A value mixes three likenesses: how much of the want is covered, how much of the offer was wanted (it keeps a mentor who
//! offers everything from fitting everybody), and n-grams. On the judged pairs the mix has the medians .01, .18, .36 and .54
//! for the grades 0 to 3, so the anchors `zero = 0.05` and `full = 0.55` show them as about 0, 27, 62 and 97 percent.

use super::FULL;
use super::concepts::ConceptId;
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
    Open::of(want).value(offer, anchors)
}

/// A want laid open to be compared with many offers.
pub struct Open<'w> {
    want: &'w Side,
    /// By word: the weight of those that are wanted.
    words: Vec<u32>,
    /// By word: 1 for those that the want would answer, were it an offer.
    answered: Vec<u32>,
    /// By n-gram: the coordinates.
    grams: Vec<u32>,
}

impl<'w> Open<'w> {
    /// Lays a want open.
    pub fn of(want: &'w Side) -> Self {
        let answered: Vec<(u32, u32)> = want.same_words.iter().map(|(word, _)| (*word, 1)).collect();
        Self { want, words: by_place(&want.words), answered: by_place(&answered), grams: by_place(&want.grams) }
    }

    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.want.is_empty()
    }

    /// As [`value`].
    pub fn value(&self, offer: &Side, anchors: Anchors) -> Option<u16> {
        (!self.is_empty()).then(|| anchors.place(self.mix(offer)))
    }

    /// Coverage, some of the reverse direction, some n-grams, before the anchors: 0..=10000.
    fn mix(&self, offer: &Side) -> u64 {
        let full = u64::from(FULL);
        let units = ((full - REVERSE) * self.covered(offer) + REVERSE * self.wanted(offer)) / full;
        ((full - GRAMS) * units + GRAMS * self.gram_likeness(offer)) / full
    }

    /// The share of what is wanted, by weight, that is offered: 0..=10000.
    pub(super) fn covered(&self, offer: &Side) -> u64 {
        let words = offer.same_words.iter().map(|(word, _)| at(&self.words, *word)).sum();
        share(answered(&self.want.concepts, &offer.answers), words, self.want.total)
    }

    /// The share of what is offered, by weight, that was wanted: 0..=10000.
    fn wanted(&self, offer: &Side) -> u64 {
        let words = offer.words.iter().map(|(word, weight)| u64::from(*weight) * at(&self.answered, *word)).sum();
        share(answered(&offer.concepts, &self.want.answers), words, offer.total)
    }

    /// Cosine of the n-gram vectors, 0..=10000.
    fn gram_likeness(&self, offer: &Side) -> u64 {
        let product: u64 = offer.grams.iter().map(|(gram, coordinate)| u64::from(*coordinate) * at(&self.grams, *gram)).sum();
        let likeness = product.saturating_mul(u64::from(FULL)) / (u64::from(UNIT) * u64::from(UNIT));
        likeness.min(u64::from(FULL))
    }
}

/// A row with the number of each place, 0 where there is none, up to the last.
fn by_place(entries: &[(u32, u32)]) -> Vec<u32> {
    let mut row = vec![0; entries.last().map_or(0, |(last, _)| *last as usize + 1)];
    for (place, number) in entries {
        if let Some(here) = row.get_mut(*place as usize) {
            *here = *number;
        }
    }
    row
}

fn at(row: &[u32], place: u32) -> u64 {
    row.get(place as usize).copied().map_or(0, u64::from)
}

/// The weight of these concepts, each times how well it is answered.
fn answered(concepts: &[(ConceptId, u32)], answers: &[u16]) -> u64 {
    concepts.iter().map(|(concept, weight)| u64::from(*weight) * u64::from(answers.get(*concept as usize).copied().unwrap_or(0))).sum()
}

fn share(concepts: u64, words: u64, total: u64) -> u64 {
    (concepts + words * u64::from(FULL)).checked_div(total).unwrap_or(0)
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
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_is_a_map(entries in proptest::collection::btree_map(0_u32..400, 1_u32..1_000, 0..120)) {
            let entries: BTreeMap<u32, u32> = entries;
            let row = by_place(&entries.clone().into_iter().collect::<Vec<_>>());
            for place in (0..420).chain([u32::MAX]) {
                prop_assert_eq!(at(&row, place), entries.get(&place).copied().map_or(0, u64::from));
            }
        }
    }

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
