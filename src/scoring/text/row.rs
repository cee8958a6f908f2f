//! A row: one side's want against any number of offers. This is the innermost loop of every table of scores.
//!
//! A value mixes three likenesses: how much of the want is covered, how much of the offer was wanted (it keeps a mentor who
//! offers everything from fitting everybody), and n-grams. On the judged pairs the mix has the medians .01, .18, .36 and .54
//! for the grades 0 to 3, so the anchors `zero = 0.05` and `full = 0.55` show them as about 0, 27, 62 and 97 percent.

use super::FULL;
use super::rarity::Rarity;
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

/// A want with its weights laid out by place, so that each offer is a few lookups.
///
/// Make one per wanting side and keep it while its row of the table is filled; it costs some 100 kB.
#[derive(Debug)]
pub struct Row<'s> {
    want: &'s Side,
    /// By word: what it weighs if it is wanted.
    word_weights: Vec<u32>,
    /// By word: whether the wanting side has the same word.
    has_word: Vec<bool>,
    /// By n-gram: the coordinate of the wanting side.
    grams: Vec<u32>,
}

impl<'s> Row<'s> {
    /// Lays out one side. Side and offers come from the same [`Rarity`].
    pub fn of(want: &'s Side, rarity: &Rarity) -> Row<'s> {
        let mut row = Row {
            want,
            word_weights: vec![0; rarity.word_count()],
            has_word: vec![false; rarity.word_count()],
            grams: vec![0; rarity.gram_count()],
        };
        for (word, weight) in &want.words {
            put(&mut row.word_weights, *word, *weight);
        }
        for (word, _) in &want.same_words {
            put(&mut row.has_word, *word, true);
        }
        for (gram, coordinate) in &want.grams {
            put(&mut row.grams, *gram, *coordinate);
        }
        row
    }

    /// How well the offer covers the want, 0..=10000 basis points between the anchors; nothing when nothing was asked.
    pub fn value(&self, offer: &Side, anchors: Anchors) -> Option<u16> {
        (!self.want.is_empty()).then(|| anchors.place(self.raw(offer)))
    }

    /// The mix before the anchors, 0..=10000.
    fn raw(&self, offer: &Side) -> u64 {
        let full = u64::from(FULL);
        let units = ((full - REVERSE) * self.covered(offer) + REVERSE * self.wanted(offer)) / full;
        ((full - GRAMS) * units + GRAMS * self.gram_likeness(offer)) / full
    }

    /// The share of what is wanted, by weight, that is offered: one direction, 0..=10000.
    pub(super) fn covered(&self, offer: &Side) -> u64 {
        let words = offer
            .same_words
            .iter()
            .map(|(word, _)| u64::from(at(&self.word_weights, *word)))
            .sum();
        share(self.want, answered(self.want, offer), words)
    }

    /// The share of what is offered, by weight, that is wanted: the other direction.
    fn wanted(&self, offer: &Side) -> u64 {
        let words = offer
            .words
            .iter()
            .map(|(word, weight)| u64::from(*weight) * u64::from(at(&self.has_word, *word)))
            .sum();
        share(offer, answered(offer, self.want), words)
    }

    /// Cosine of the n-gram vectors, 0..=10000.
    fn gram_likeness(&self, offer: &Side) -> u64 {
        let products = offer
            .grams
            .iter()
            .map(|(gram, coordinate)| u64::from(at(&self.grams, *gram)) * u64::from(*coordinate));
        let likeness = products.sum::<u64>().saturating_mul(u64::from(FULL))
            / (u64::from(UNIT) * u64::from(UNIT));
        likeness.min(u64::from(FULL))
    }
}

impl Anchors {
    /// Where raw coverage falls between the anchors.
    fn place(self, raw: u64) -> u16 {
        let above = raw.saturating_sub(u64::from(self.zero));
        let scale = u64::from(self.full.saturating_sub(self.zero)).max(1);
        u16::try_from(above.saturating_mul(u64::from(FULL)) / scale)
            .unwrap_or(FULL)
            .min(FULL)
    }
}

/// The weight of the concepts that are answered, times how well.
fn answered(want: &Side, offer: &Side) -> u64 {
    want.concepts
        .iter()
        .map(|(id, weight)| {
            u64::from(*weight) * u64::from(offer.answers.get(*id).copied().unwrap_or(0))
        })
        .sum()
}

fn share(want: &Side, concepts: u64, words: u64) -> u64 {
    (concepts + words * u64::from(FULL))
        .checked_div(want.total)
        .unwrap_or(0)
}

fn put<T>(places: &mut [T], place: u32, value: T) {
    if let Some(at) = places.get_mut(place as usize) {
        *at = value;
    }
}

fn at<T: Copy + Default>(places: &[T], place: u32) -> T {
    places.get(place as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_the_ends_of_the_scale() {
        let anchors = Anchors {
            zero: 500,
            full: 5_500,
        };
        for (raw, placed) in [
            (0, 0),
            (500, 0),
            (501, 2),
            (3_000, 5_000),
            (5_500, 10_000),
            (10_000, 10_000),
        ] {
            assert_eq!(anchors.place(raw), placed, "{raw}");
        }
        for crossed in [
            Anchors {
                zero: 500,
                full: 500,
            },
            Anchors {
                zero: 600,
                full: 500,
            },
        ] {
            assert_eq!((crossed.place(500), crossed.place(601)), (0, 10_000));
        }
    }
}
