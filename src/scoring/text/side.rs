//! A side: what one person wants, or offers, under one criterion. Made once, compared with everybody.

use std::collections::BTreeMap;
use std::ops::Range;

use super::concepts::ConceptId;
use super::coverage::Quote;
use super::lexicon::Lexicon;
use super::passage::{Passage, Unit};
use super::rarity::{Rarity, WordId};

/// Length 1 of an n-gram vector.
pub(super) const UNIT: u32 = 1 << 16;

/// Several passages merged: each unit once, with its weight, its first place, and everything that it answers.
///
/// All sides that are compared come from the same [`Lexicon`] and [`Rarity`].
#[derive(Clone)]
pub struct Side {
    /// Sorted by id.
    pub(super) concepts: Vec<(ConceptId, u32)>,
    /// The weight of each word, sorted by id; words that nobody in the pool has are only in `total`.
    pub(super) words: Vec<(WordId, u32)>,
    /// The weight of all units.
    pub(super) total: u64,
    /// For every concept of the lexicon, how well this side answers it.
    pub(super) answers: Vec<u16>,
    /// The words that this side answers, sorted, each with the own word that does.
    pub(super) same_words: Vec<(WordId, WordId)>,
    /// The n-grams that somebody else has too, sorted by place: coordinates of a vector of length 1, in 1/[`UNIT`].
    pub(super) grams: Vec<(u32, u32)>,
    pub(super) places: Places,
}

/// Where each unit stands first.
#[derive(Clone, Default)]
pub(super) struct Places {
    pub concepts: BTreeMap<ConceptId, Quote>,
    pub words: BTreeMap<WordId, Quote>,
    /// Words that nobody in the pool shares a place with: only ever gaps.
    pub unknown: Vec<(Quote, u32)>,
}

impl Side {
    /// Merges passages; a [`Quote`] counts them in this order. Their order changes nothing else.
    pub fn of(passages: &[&Passage], rarity: &Rarity, lexicon: &Lexicon) -> Side {
        let mut weights = Weights::default();
        let mut places = Places::default();
        for (passage, read) in passages.iter().enumerate() {
            for found in &read.units {
                weights.add(&found.unit, quote(passage, &found.range), rarity, &mut places);
            }
        }
        let concepts: Vec<_> = weights.concepts.into_iter().collect();
        let words: Vec<_> = weights.words.into_iter().collect();
        let known = concepts.iter().map(|(_, weight)| weight).chain(words.iter().map(|(_, weight)| weight));
        let total = known.chain(weights.unknown.values()).map(|weight| u64::from(*weight)).sum();
        Side {
            answers: answers(&concepts, rarity.concept_count(), lexicon),
            same_words: same_words(&words, rarity),
            concepts,
            words,
            total,
            grams: gram_vector(passages, rarity),
            places,
        }
    }

    /// Whether the passages say nothing that could be wanted or offered.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl std::fmt::Debug for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Side").field("concepts", &self.concepts.len()).field("words", &self.words.len()).finish()
    }
}

#[derive(Default)]
struct Weights {
    concepts: BTreeMap<ConceptId, u32>,
    words: BTreeMap<WordId, u32>,
    unknown: BTreeMap<Unit, u32>,
}

impl Weights {
    fn add(&mut self, unit: &Unit, quote: Quote, rarity: &Rarity, places: &mut Places) {
        match unit {
            Unit::Concept(id) => {
                self.concepts.insert(*id, rarity.concept(*id));
                places.concepts.entry(*id).or_insert(quote);
            }
            Unit::Word { language, stem, .. } => match rarity.word(*language, stem) {
                (Some(id), weight) => {
                    self.words.insert(id, weight);
                    places.words.entry(id).or_insert(quote);
                }
                (None, weight) => {
                    if self.unknown.insert(unit.clone(), weight).is_none() {
                        places.unknown.push((quote, weight));
                    }
                }
            },
        }
    }
}

fn gram_vector(passages: &[&Passage], rarity: &Rarity) -> Vec<(u32, u32)> {
    let mut all: Vec<u32> = passages.iter().flat_map(|passage| &passage.grams).copied().collect();
    all.sort_unstable();
    all.dedup();
    let mut squares: u64 = 0;
    let mut shared_by_some = Vec::with_capacity(all.len());
    for gram in all {
        let (place, weight) = rarity.gram(gram);
        squares += u64::from(weight) * u64::from(weight);
        shared_by_some.extend(place.map(|place| (place, weight)));
    }
    let length = squares.isqrt().max(1);
    let coordinate = |weight: u32| u32::try_from(u64::from(weight) * u64::from(UNIT) / length).unwrap_or(UNIT);
    shared_by_some.into_iter().map(|(place, weight)| (place, coordinate(weight))).collect()
}

fn answers(concepts: &[(ConceptId, u32)], count: usize, lexicon: &Lexicon) -> Vec<u16> {
    let mut answers = vec![0; count];
    for (offered, _) in concepts {
        for (wanted, strength) in lexicon.concepts().answered_by(*offered) {
            if let Some(best) = answers.get_mut(*wanted as usize) {
                *best = (*strength).max(*best);
            }
        }
    }
    answers
}

fn same_words(words: &[(WordId, u32)], rarity: &Rarity) -> Vec<(WordId, WordId)> {
    let answered = |own: WordId| rarity.same(own).iter().map(move |same| (*same, own));
    let mut same: Vec<(WordId, WordId)> = words.iter().flat_map(|(own, _)| answered(*own)).collect();
    same.sort_unstable();
    same.dedup_by_key(|(answered, _)| *answered);
    same
}

fn quote(passage: usize, range: &Range<usize>) -> Quote {
    Quote { passage, range: range.clone() }
}
