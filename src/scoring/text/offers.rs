//! Many offers under one criterion, laid out by what they say: a want meets only those that share something with it.
//!
//! The innermost loops of every table of scores: no allocation, no look at a text. Two thousand wants and offers are four million
//! pairs, most of which have a few n-grams in common and nothing else; so we do not go from pair to pair, but from each thing that is
//! wanted to the offers that have it.

use super::side::{Said, Side};
use super::value::{Anchors, Likeness};

/// Offers that came from the same lexicon and rarity, in a fixed order.
pub struct Offers<'o> {
    sides: Vec<&'o Side>,
    concepts: Units,
    words: Units,
    /// By n-gram: the offers with it and their coordinates.
    grams: Rows<u32>,
}

/// What the offers say and answer, concepts or words.
struct Units {
    answered: Rows<Answered>,
    said: Rows<Weighed>,
}

/// How well an offer answers a unit.
#[derive(Clone, Copy)]
struct Answered {
    outright: u16,
    in_part: u16,
}

/// How much a unit weighs in an offer.
#[derive(Clone, Copy)]
struct Weighed {
    weight: u32,
    in_part: bool,
}

/// For each id, the offers that have something there.
struct Rows<T> {
    /// Where the entries of each id begin, and the end.
    begin: Vec<u32>,
    entries: Vec<(u32, T)>,
}

impl<'o> Offers<'o> {
    /// Lays the offers out.
    pub fn of(sides: impl IntoIterator<Item = &'o Side>) -> Self {
        let sides: Vec<&Side> = sides.into_iter().collect();
        let concepts = Units {
            answered: Rows::of(&sides, |side| side.answers.iter().map(answered)),
            said: Rows::of(&sides, |side| side.concepts.iter().map(weighed)),
        };
        let words = Units {
            answered: Rows::of(&sides, |side| side.word_answers.iter().map(answered)),
            said: Rows::of(&sides, |side| side.words.iter().map(weighed)),
        };
        let grams = Rows::of(&sides, |side| side.grams.iter().copied());
        Self { sides, concepts, words, grams }
    }

    /// The value of each offer for this want, in the order of the offers; the same as [`value`](super::value) of each.
    pub fn values(&self, want: &Side, anchors: Anchors) -> Vec<Option<u16>> {
        let mut found = vec![Likeness::default(); self.sides.len()];
        self.concepts.meet(&want.concepts, &want.answers, &mut found);
        self.words.meet(&want.words, &want.word_answers, &mut found);
        for (gram, coordinate) in &want.grams {
            for (offer, other) in self.grams.at(*gram) {
                if let Some(likeness) = found.get_mut(*offer as usize) {
                    likeness.grams += u64::from(*coordinate) * u64::from(*other);
                }
            }
        }
        found.into_iter().zip(&self.sides).map(|(likeness, offer)| likeness.value(want, offer, anchors)).collect()
    }
}

impl Units {
    /// Adds what these offers answer of a want, and what they offer that it asks for.
    fn meet(&self, wanted: &[Said<u32>], asked: &[super::side::Answer], found: &mut [Likeness]) {
        for wanted in wanted {
            let in_part = wanted.standing.is_part();
            for (offer, answered) in self.answered.at(wanted.id) {
                if let Some(likeness) = found.get_mut(*offer as usize) {
                    let strength = if in_part { answered.in_part } else { answered.outright };
                    likeness.answered += u64::from(wanted.weight) * u64::from(strength);
                }
            }
        }
        for asked in asked {
            for (offer, said) in self.said.at(asked.id) {
                if let Some(likeness) = found.get_mut(*offer as usize) {
                    let strength = if said.in_part { asked.in_part } else { asked.outright };
                    likeness.asked += u64::from(said.weight) * u64::from(strength);
                }
            }
        }
    }
}

fn answered(answer: &super::side::Answer) -> (u32, Answered) {
    (answer.id, Answered { outright: answer.outright, in_part: answer.in_part })
}

fn weighed(said: &Said<u32>) -> (u32, Weighed) {
    (said.id, Weighed { weight: said.weight, in_part: said.standing.is_part() })
}

impl<T: Copy> Rows<T> {
    fn of<'o, Entries: Iterator<Item = (u32, T)>>(sides: &[&'o Side], entries: impl Fn(&'o Side) -> Entries) -> Self {
        let mut all: Vec<(u32, u32, T)> = Vec::new();
        for (offer, side) in (0..).zip(sides) {
            all.extend(entries(side).map(|(id, entry)| (id, offer, entry)));
        }
        all.sort_unstable_by_key(|(id, offer, _)| (*id, *offer));
        let ids = all.last().map_or(0, |(id, _, _)| *id as usize + 1);
        let mut begin = vec![0_u32; ids + 1];
        for (id, _, _) in &all {
            if let Some(next) = begin.get_mut(*id as usize + 1) {
                *next += 1;
            }
        }
        let mut sum = 0;
        for count in &mut begin {
            sum += *count;
            *count = sum;
        }
        Self { begin, entries: all.into_iter().map(|(_, offer, entry)| (offer, entry)).collect() }
    }

    fn at(&self, id: u32) -> &[(u32, T)] {
        let place = id as usize;
        let range = self.begin.get(place).zip(self.begin.get(place + 1));
        range.and_then(|(begin, end)| self.entries.get(*begin as usize..*end as usize)).unwrap_or(&[])
    }
}
