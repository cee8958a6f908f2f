//! The value of an offer for a want.
//!
//! It mixes three likenesses: how much of the want is covered, how much of the offer was wanted (it keeps a mentor who
//! offers everything from fitting everybody), and n-grams. On the judged pairs the mix has the medians .00, .15, .30 and .53
//! for the grades 0 to 3, so the anchors `zero = 0.05` and `full = 0.55` show them as about 0, 19, 49 and 96 percent.

use super::FULL;
use super::side::{Side, UNIT};

/// Share of the reverse direction (how much of the offer was wanted) among the units, in basis points.
const REVERSE: u64 = 4_000;
/// Share of character n-grams in a value, in basis points: the cap of what they can do alone.
const GRAMS: u64 = 1_500;

/// Fixed ends of the scale, in basis points of raw coverage. They never come from the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchors {
    /// Raw coverage that counts as 0 %.
    pub zero: u16,
    /// Raw coverage that counts as 100 %.
    pub full: u16,
}

/// How well the offer covers the want, 0..=10000 basis points between the anchors; nothing when nothing was asked.
///
/// For one pair; many offers are compared with a want in less time by [`Offers`](super::Offers).
pub fn value(want: &Side, offer: &Side, anchors: Anchors) -> Option<u16> {
    Likeness::of(want, offer).value(want, offer, anchors)
}

/// What a want and an offer have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// The weight of what is wanted, each unit times how well it is answered.
    pub answered: u64,
    /// The weight of what is offered, each unit times how well it was asked for.
    pub asked: u64,
    /// The product of the n-gram vectors.
    pub grams: u64,
}

impl Likeness {
    fn of(want: &Side, offer: &Side) -> Likeness {
        Likeness { answered: answered(want, offer), asked: answered(offer, want), grams: product(&want.grams, &offer.grams) }
    }

    /// The share of what is wanted, by weight, that is offered: 0..=10000.
    pub fn covered(self, want: &Side) -> u64 {
        self.answered.checked_div(want.total).unwrap_or(0)
    }

    /// The share of what is offered, by weight, that was wanted: 0..=10000.
    fn wanted(self, offer: &Side) -> u64 {
        self.asked.checked_div(offer.total).unwrap_or(0)
    }

    /// Cosine of the n-gram vectors, 0..=10000.
    fn gram_likeness(self) -> u64 {
        let likeness = self.grams.saturating_mul(u64::from(FULL)) / (u64::from(UNIT) * u64::from(UNIT));
        likeness.min(u64::from(FULL))
    }

    /// Coverage, some of the reverse direction, some n-grams, before the anchors: 0..=10000.
    fn mix(self, want: &Side, offer: &Side) -> u64 {
        let full = u64::from(FULL);
        let units = ((full - REVERSE) * self.covered(want) + REVERSE * self.wanted(offer)) / full;
        ((full - GRAMS) * units + GRAMS * self.gram_likeness()) / full
    }

    /// As [`value`].
    pub fn value(self, want: &Side, offer: &Side, anchors: Anchors) -> Option<u16> {
        (!want.is_empty()).then(|| anchors.place(self.mix(want, offer)))
    }
}

/// The weight of what one side says, each unit times how well the other answers it.
fn answered(says: &Side, answers: &Side) -> u64 {
    let concepts = says.concepts.iter().map(|said| u64::from(said.weight) * u64::from(answers.answer(said)));
    let words = says.words.iter().map(|said| u64::from(said.weight) * u64::from(answers.word_answer(said)));
    concepts.chain(words).sum()
}

/// Of two vectors, whose coordinates are sorted by place.
fn product(a: &[(u32, u32)], b: &[(u32, u32)]) -> u64 {
    let mut rest = b.iter().peekable();
    let mut sum = 0;
    for (place, coordinate) in a {
        while rest.next_if(|(other, _)| other < place).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == place) {
            sum += u64::from(*coordinate) * u64::from(*other);
        }
    }
    sum
}

impl Anchors {
    /// Where raw coverage falls between the anchors.
    fn place(self, raw: u64) -> u16 {
        let above = raw.saturating_sub(u64::from(self.zero));
        let scale = u64::from(self.full.saturating_sub(self.zero)).max(1);
        u16::try_from(above.saturating_mul(u64::from(FULL)) / scale).unwrap_or(FULL).min(FULL)
    }
}

/// The share of a want that an offer covers, before everything else.
#[cfg(test)]
pub(super) fn covered(want: &Side, offer: &Side) -> u64 {
    Likeness::of(want, offer).covered(want)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_product_is_that_of_maps(a in vector(), b in vector()) {
            let of_both = a.iter().filter_map(|(place, one)| Some(u64::from(*one) * u64::from(*b.get(place)?)));
            let list = |vector: &BTreeMap<u32, u32>| vector.clone().into_iter().collect::<Vec<_>>();
            prop_assert_eq!(product(&list(&a), &list(&b)), of_both.sum::<u64>());
        }
    }

    fn vector() -> impl Strategy<Value = BTreeMap<u32, u32>> {
        proptest::collection::btree_map(0_u32..100, 1_u32..UNIT, 0..60)
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
