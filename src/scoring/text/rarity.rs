//! Rarity: how much a unit tells, given how many people of the program use it.
//!
//! What everybody writes tells little. But a pool is small and people leave, and nobody's percent may move by more than
//! one when somebody else withdraws. So rarity counts people (not answers), is shrunk toward a prior as if
//! [`PRIOR_PEOPLE`] others had been there, and only shades a base weight: `BASE + log2((people + PRIOR) / (users + PRIOR))`.
//! One person less then changes the weight of a unit against the others by 1.5 percent at most; a share `c` of weights moves by
//! `c (1 - c)` times that, under 0.4 percent of coverage.

use std::collections::HashMap;
use std::sync::Arc;

use super::concepts::ConceptId;
use super::language::Language;
use super::lexicon::Lexicon;
use super::passage::{Passage, Unit};

/// As if so many people more had used every unit.
const PRIOR_PEOPLE: u32 = 48;
/// Weight of a unit that everybody uses, in 1/1024.
const BASE: u32 = 2 * 1024;
/// A word that no concept knows is a weaker sign than a concept: so much of a concept's weight, in 1/1024.
const WORD_SHARE: u32 = 205;

/// Place of a unit in the pool: concepts and words are counted apart.
pub(super) type WordId = u32;

/// A stem of one language.
type Word = (Language, Arc<str>);

/// How rare every unit is among the people of a program.
#[derive(Debug, Clone)]
pub struct Rarity {
    concepts: Vec<u32>,
    words: HashMap<Word, WordId>,
    word_weights: Vec<u32>,
    /// For each word, the words that are the same: itself, and the same form stemmed in the other language.
    same: Vec<Vec<WordId>>,
    grams: Grams,
    unseen: u32,
}

/// The n-grams that two people have at least, with their weights.
#[derive(Debug, Clone)]
struct Grams {
    /// Sorted.
    weighed: Vec<(u32, u32)>,
    /// Where the n-grams with each value of their highest bits begin, and the end. They are hashes, spread evenly: few share these bits.
    begin: Vec<usize>,
}

impl Rarity {
    /// Counts units over people, each given as all passages of that person. Order does not matter.
    pub fn of<'p, Person>(lexicon: &Lexicon, people: impl IntoIterator<Item = Person>) -> Rarity
    where
        Person: IntoIterator<Item = &'p Passage>,
    {
        let mut count = Count { concepts: vec![Users::default(); lexicon.concepts().len()], ..Count::default() };
        for person in people {
            count.person(&person.into_iter().collect::<Vec<_>>());
        }
        count.rarity()
    }

    /// The weight of a concept, in 1/1024.
    pub(super) fn concept(&self, id: ConceptId) -> u32 {
        self.concepts.get(id as usize).copied().unwrap_or(self.unseen)
    }

    /// Place and weight of a word; no place when nobody in the pool uses it.
    pub(super) fn word(&self, language: Language, stem: &Arc<str>) -> (Option<WordId>, u32) {
        let id = self.words.get(&(language, Arc::clone(stem))).copied();
        let weight = id.and_then(|id| self.word_weights.get(id as usize)).copied();
        (id, weight.unwrap_or(of_word(self.unseen)))
    }

    /// The words that mean the same as this one, itself among them.
    pub(super) fn same(&self, id: WordId) -> &[WordId] {
        self.same.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// Place and weight of an n-gram; no place when fewer than two people have it.
    pub(super) fn gram(&self, gram: u32) -> (Option<u32>, u32) {
        match self.grams.find(gram) {
            Some((place, weight)) => (u32::try_from(place).ok(), weight),
            None => (None, self.unseen),
        }
    }
}

impl Grams {
    const HIGHEST_BITS: u32 = 12;

    /// From n-grams in ascending order.
    fn of(weighed: Vec<(u32, u32)>) -> Self {
        let begin = (0..=1 << Self::HIGHEST_BITS).map(|highest| weighed.partition_point(|(gram, _)| Self::highest(*gram) < highest));
        Self { begin: begin.collect(), weighed }
    }

    /// Place and weight.
    fn find(&self, gram: u32) -> Option<(usize, u32)> {
        let highest = Self::highest(gram);
        let (begin, end) = (*self.begin.get(highest)?, *self.begin.get(highest + 1)?);
        let near = self.weighed.get(begin..end)?;
        let at = near.binary_search_by_key(&gram, |(gram, _)| *gram).ok()?;
        near.get(at).map(|(_, weight)| (begin + at, *weight))
    }

    fn highest(gram: u32) -> usize {
        (gram >> (u32::BITS - Self::HIGHEST_BITS)) as usize
    }
}

#[derive(Default)]
struct Count {
    people: u32,
    concepts: Vec<Users>,
    words: HashMap<Word, Users>,
    /// The words that each form was read as: one a language.
    forms: HashMap<Arc<str>, Vec<Word>>,
    grams: Vec<u32>,
}

/// How many people use a unit.
#[derive(Clone, Copy, Default)]
struct Users {
    count: u32,
    /// The last of them, lest somebody be counted twice.
    last: u32,
}

impl Users {
    fn add(&mut self, person: u32) {
        if self.last != person {
            *self = Users { count: self.count.saturating_add(1), last: person };
        }
    }
}

impl Count {
    fn person(&mut self, passages: &[&Passage]) {
        self.people = self.people.saturating_add(1);
        for found in passages.iter().flat_map(|passage| &passage.units) {
            self.unit(&found.unit);
        }
        let mut own: Vec<u32> = passages.iter().flat_map(|passage| &passage.grams).copied().collect();
        own.sort_unstable();
        own.dedup();
        self.grams.append(&mut own);
    }

    fn unit(&mut self, unit: &Unit) {
        match unit {
            Unit::Concept(id) => {
                if let Some(users) = self.concepts.get_mut(*id as usize) {
                    users.add(self.people);
                }
            }
            Unit::Word { language, stem, form } => {
                let word = (*language, Arc::clone(stem));
                let alike = self.forms.entry(Arc::clone(form)).or_default();
                if !alike.contains(&word) {
                    alike.push(word.clone());
                }
                self.words.entry(word).or_default().add(self.people);
            }
        }
    }

    fn rarity(mut self) -> Rarity {
        let people = self.people;
        let mut counted: Vec<(Word, u32)> = self.words.into_iter().map(|(word, users)| (word, users.count)).collect();
        counted.sort_unstable();
        let words: HashMap<Word, WordId> = counted.iter().map(|(word, _)| word.clone()).zip(0..).collect();
        let mut same: Vec<Vec<WordId>> = (0..).take(counted.len()).map(|id| vec![id]).collect();
        for alike in self.forms.into_values().filter(|alike| alike.len() > 1) {
            let ids: Vec<WordId> = alike.iter().filter_map(|word| words.get(word).copied()).collect();
            for id in &ids {
                if let Some(same) = same.get_mut(*id as usize) {
                    same.extend(&ids);
                }
            }
        }
        for same in &mut same {
            same.sort_unstable();
            same.dedup();
        }
        self.grams.sort_unstable();
        let shared = self.grams.chunk_by(|a, b| a == b).filter(|users| users.len() > 1);
        Rarity {
            concepts: self.concepts.iter().map(|users| weight(people, users.count)).collect(),
            word_weights: counted.iter().map(|(_, users)| of_word(weight(people, *users))).collect(),
            words,
            same,
            grams: Grams::of(
                shared.filter_map(|users| Some((*users.first()?, weight(people, u32::try_from(users.len()).ok()?)))).collect(),
            ),
            unseen: weight(people, 0),
        }
    }
}

/// How much a unit tells that `users` of `people` use, in 1/1024.
fn weight(people: u32, users: u32) -> u32 {
    let users = users.min(people);
    BASE + log2(people.saturating_add(PRIOR_PEOPLE)) - log2(users.saturating_add(PRIOR_PEOPLE))
}

fn of_word(weight: u32) -> u32 {
    weight * WORD_SHARE / 1024
}

/// The binary logarithm in 1/1024, rounded down; 0 for 0. Squaring the mantissa gives one bit at a time.
fn log2(n: u32) -> u32 {
    const BITS: u32 = 10;
    let Some(whole) = n.checked_ilog2() else {
        return 0;
    };
    let mut mantissa = u64::from(n) << (31 - whole);
    let mut result = whole;
    for _ in 0..BITS {
        mantissa = (mantissa * mantissa) >> 31;
        let bit = (mantissa >> 32) & 1;
        mantissa >>= bit;
        result = (result << 1) | u32::try_from(bit).unwrap_or(0);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_its_last_bit() {
        for n in (1..5_000).chain([65_535, 65_536, u32::MAX]) {
            let exact = f64::from(n).log2() * 1024.0;
            assert!((exact - f64::from(log2(n))).abs() < 1.01, "{n}");
        }
        assert_eq!(log2(0), 0);
    }

    /// The promise of the module: one person less shifts a weight against the others by 1.5 percent at most.
    #[test]
    fn one_person_less_changes_little() {
        for people in 2..2_000_u32 {
            for users in [1, 2, 3, people / 2, people - 1] {
                let users = users.min(people);
                let before = i64::from(weight(people, users)) * i64::from(weight(people - 1, 1));
                let after = i64::from(weight(people - 1, users.saturating_sub(1))) * i64::from(weight(people, 1));
                assert!((after - before).abs() * 1000 <= before * 15, "{people} people, {users} users");
            }
        }
    }

    #[test]
    fn rare_tells_more_than_common() {
        let lexicon = Lexicon::built_in();
        let passages: Vec<Passage> =
            ["Kubernetes och logistik", "logistik", "logistics", "Python"].iter().map(|text| lexicon.read(text)).collect();
        let rarity = Rarity::of(&lexicon, passages.iter().map(|passage| [passage]));
        let concept = passages.get(1).and_then(|passage| passage.concepts(|_| true).next()).unwrap();
        assert!(rarity.concept(concept) < rarity.unseen);
        assert!(rarity.concept(concept) > rarity.word(Language::English, &"python".into()).1);
        assert_eq!(rarity.word(Language::English, &"nobody".into()).0, None);
    }
}
