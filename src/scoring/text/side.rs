//! A side: what one person wants, or offers, under one criterion. Made once, compared with everybody.
//!
//! A compound that no table knows says several things less firmly: itself, its head, its other parts. Wanted, each asks for a share
//! of its weight; offered, a part answers the plain word in part only (a barnläkare is not all that is meant by läkare) but
//! another compound's same part in full, whose weight is a share already. So two words with a shared head come to about 60 percent, whichever
//! of them is a compound.

use std::collections::BTreeMap;
use std::ops::Range;

use super::FULL;
use super::concepts::ConceptId;
use super::coverage::Quote;
use super::lexicon::Lexicon;
use super::passage::{Passage, Standing, Unit};
use super::rarity::{Rarity, WordId};

/// Length 1 of an n-gram vector.
pub(super) const UNIT: u32 = 1 << 16;

/// Several passages merged: each unit once, with its weight, its first place, and everything that it answers.
///
/// All sides that are compared come from the same [`Lexicon`] and [`Rarity`].
#[derive(Clone)]
pub struct Side {
    /// Sorted by id.
    pub(super) concepts: Vec<Said<ConceptId>>,
    /// Sorted by id; words that nobody in the pool has are only in `total`.
    pub(super) words: Vec<Said<WordId>>,
    /// The weight of all units.
    pub(super) total: u64,
    /// The concepts that this side answers, sorted by id.
    pub(super) answers: Vec<Answer>,
    /// The words that this side answers, sorted by id.
    pub(super) word_answers: Vec<Answer>,
    /// The n-grams that somebody else has too, sorted by place: coordinates of a vector of length 1, in 1/[`UNIT`].
    pub(super) grams: Vec<(u32, u32)>,
    /// Words that nobody in the pool shares: only ever gaps. With their weights.
    pub(super) unknown: Vec<(Quote, u32)>,
}

/// A unit that was written.
#[derive(Clone, Copy)]
pub(super) struct Said<Id> {
    pub id: Id,
    pub weight: u32,
    /// The firmest.
    pub standing: Standing,
    /// Where it stands first.
    pub passage: u32,
    pub start: u32,
    pub end: u32,
}

/// How well a side answers a unit, in basis points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Answer {
    pub id: u32,
    /// The own unit that does.
    pub by: u32,
    /// Asked for by itself.
    pub outright: u16,
    /// Asked for as a part of a compound.
    pub in_part: u16,
}

impl Standing {
    /// How much of its weight a unit asks for, in basis points.
    fn asks(self) -> u16 {
        match self {
            Self::Outright => FULL,
            Self::Main => 6_000,
            Self::Compound => 4_000,
            Self::Aside => 3_000,
        }
    }

    /// How well it answers those who ask for it by itself, in basis points.
    pub(super) fn answers(self) -> u16 {
        match self {
            Self::Outright | Self::Compound => FULL,
            Self::Main => 6_000,
            Self::Aside => 4_000,
        }
    }

    /// How much meeting it can say for all that stands there, in basis points.
    pub(super) fn speaks_for(self) -> u16 {
        match self {
            Self::Outright | Self::Compound => FULL,
            Self::Main => 6_000,
            Self::Aside => 3_000,
        }
    }

    pub(super) fn is_part(self) -> bool {
        matches!(self, Self::Main | Self::Aside)
    }
}

impl<Id> Said<Id> {
    pub(super) fn quote(&self) -> Quote {
        Quote { passage: self.passage as usize, range: self.start as usize..self.end as usize }
    }

    /// How well it answers somebody who asks for something else by itself, to which it is kin of this strength.
    pub(super) fn answers_with(&self, strength: u16) -> u16 {
        u16::try_from(u32::from(strength) * u32::from(self.standing.answers()) / u32::from(FULL)).unwrap_or(FULL)
    }
}

impl Answer {
    /// How well one is answered who asks like this.
    pub(super) fn to(self, wanted: Standing) -> u16 {
        if wanted.is_part() { self.in_part } else { self.outright }
    }
}

impl Side {
    /// Merges passages; a [`Quote`] counts them in this order. Their order changes nothing else.
    pub fn of(passages: &[&Passage], rarity: &Rarity, lexicon: &Lexicon) -> Side {
        let mut merged = Merged::default();
        for (passage, read) in passages.iter().enumerate() {
            for found in &read.units {
                let weight = |whole: u32| whole * u32::from(found.standing.asks()) / u32::from(FULL);
                merged.add(&found.unit, found.standing, passage, &found.range, rarity, weight);
            }
        }
        let total = merged.total();
        Side {
            answers: merged.answers(lexicon),
            word_answers: merged.word_answers(rarity),
            concepts: merged.concepts.into_values().collect(),
            words: merged.words.into_values().collect(),
            total,
            grams: gram_vector(passages, rarity),
            unknown: merged.unknown_places,
        }
    }

    /// Whether the passages say nothing that could be wanted or offered.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How well this side answers a concept.
    pub(super) fn answer(&self, concept: &Said<ConceptId>) -> u16 {
        answer(&self.answers, concept.id).map_or(0, |answer| answer.to(concept.standing))
    }

    /// How well this side answers a word.
    pub(super) fn word_answer(&self, word: &Said<WordId>) -> u16 {
        answer(&self.word_answers, word.id).map_or(0, |answer| answer.to(word.standing))
    }

    /// The word of this side that answers a word best.
    pub(super) fn answering_word(&self, word: WordId) -> Option<&Said<WordId>> {
        let own = answer(&self.word_answers, word)?.by;
        let place = self.words.binary_search_by_key(&own, |said| said.id).ok()?;
        self.words.get(place)
    }
}

impl std::fmt::Debug for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Side").field("concepts", &self.concepts.len()).field("words", &self.words.len()).finish()
    }
}

fn answer(answers: &[Answer], id: u32) -> Option<&Answer> {
    let place = answers.binary_search_by_key(&id, |answer| answer.id).ok()?;
    answers.get(place)
}

/// Units on their way into a side.
#[derive(Default)]
struct Merged {
    concepts: BTreeMap<ConceptId, Said<ConceptId>>,
    words: BTreeMap<WordId, Said<WordId>>,
    unknown: BTreeMap<Unit, u32>,
    unknown_places: Vec<(Quote, u32)>,
}

impl Merged {
    fn add(&mut self, unit: &Unit, standing: Standing, passage: usize, range: &Range<usize>, rarity: &Rarity, weight: impl Fn(u32) -> u32) {
        let said = |id, whole| Said {
            id,
            weight: weight(whole),
            standing,
            passage: small(passage),
            start: small(range.start),
            end: small(range.end),
        };
        match unit {
            Unit::Concept(id) => merge(&mut self.concepts, said(*id, rarity.concept(*id))),
            Unit::Word { language, stem, .. } => match rarity.word(*language, stem) {
                (Some(id), whole) => merge(&mut self.words, said(id, whole)),
                (None, whole) => {
                    let quote = said(0, whole).quote();
                    let known = self.unknown.entry(unit.clone()).or_insert_with(|| {
                        self.unknown_places.push((quote, weight(whole)));
                        0
                    });
                    *known = weight(whole).max(*known);
                }
            },
        }
    }

    fn total(&self) -> u64 {
        let concepts = self.concepts.values().map(|said| said.weight);
        let words = self.words.values().map(|said| said.weight);
        concepts.chain(words).chain(self.unknown.values().copied()).map(u64::from).sum()
    }

    fn answers(&self, lexicon: &Lexicon) -> Vec<Answer> {
        let own = self.concepts.values();
        best_of(own.flat_map(|said| {
            let kin = lexicon.concepts().answered_by(said.id).iter();
            kin.map(|(id, strength)| Answer { id: *id, by: said.id, outright: said.answers_with(*strength), in_part: *strength })
        }))
    }

    fn word_answers(&self, rarity: &Rarity) -> Vec<Answer> {
        let own = self.words.values();
        best_of(own.flat_map(|said| {
            rarity.same(said.id).iter().map(|id| Answer { id: *id, by: said.id, outright: said.standing.answers(), in_part: FULL })
        }))
    }
}

/// Of a unit that stands in several places the firmest counts, and the first of those is quoted.
fn merge<Id: Ord + Copy>(merged: &mut BTreeMap<Id, Said<Id>>, said: Said<Id>) {
    let known = merged.entry(said.id).or_insert(said);
    let weight = known.weight.max(said.weight);
    if said.standing > known.standing {
        *known = said;
    }
    known.weight = weight;
}

/// Each unit once, with the best answers to it.
fn best_of(answers: impl Iterator<Item = Answer>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = answers.collect();
    answers.sort_unstable_by_key(|answer| (answer.id, answer.by));
    answers.dedup_by(|next, kept| {
        let same = next.id == kept.id;
        if same {
            let by = if next.outright > kept.outright { next.by } else { kept.by };
            *kept = Answer { id: kept.id, by, outright: kept.outright.max(next.outright), in_part: kept.in_part.max(next.in_part) };
        }
        same
    });
    answers
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

/// A place in a text; no text of an application is longer.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
