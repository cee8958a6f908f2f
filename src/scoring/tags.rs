//! `tags`: how many of the things that one side lists the other lists too, in whatever language.
//!
//! Tags are paired one to one, the best first: the same word or concept is one shared tag, a broader one half. Then one of three measures:
//! overlap (shared / min(enough, the smaller list): beyond `enough` nothing is gained, and of a very long list more is asked, so it does not win by
//! its length), dice
//! (twice the shared / both lists) or jaccard (shared / all that either lists). The adept's blank asks nothing; the mentor's blank is unknown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::program::application::says_nothing;
use crate::program::criteria::{Measure, Reward};
use crate::program::{Answer, Application, FieldRef, Pair, Program};

use super::FULL;
use super::breakdown::{Detail, Evidence};
use super::kind::{Side, Valuer, Why, quote, role_of, when_blank};
use super::reading::fold;
use super::said::{BothSaid, Phrase};
use super::text::{Lexicon, Said, in_common, same_word};
use super::value::Value;

/// More tags than anybody means; what a person lists beyond them is not read.
const MOST_TAGS: usize = 40;

/// Whoever lists so many tags shares some with nearly everybody: `enough` of them prove no more than chance does, and more are needed.
const LONG_LIST: usize = 12;

/// How shared tags become a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Count {
    pub(super) measure: Measure,
    pub(super) enough: u32,
    pub(super) reward: Reward,
}

/// One `tags` criterion, read.
pub(super) struct Tags {
    a: (Vec<FieldRef>, Side<Vec<Tag>>),
    b: (Vec<FieldRef>, Side<Vec<Tag>>),
    /// For every distinct tag of side `a`: the distinct tags of side `b` that name the same thing, sorted, with the strength.
    alike: Vec<Vec<(usize, u16)>>,
    count: Count,
    lexicon: Arc<Lexicon>,
}

/// One tag of one person.
struct Tag {
    /// Which of the distinct tags of its side.
    kind: usize,
    /// Which of the side's fields.
    field: usize,
    written: String,
}

/// Two tags that are paired, and how alike they are.
type Shared<'t> = (&'t Tag, &'t Tag, u16);

impl Tags {
    /// Reads every tag and compares every distinct one with every other.
    pub(super) fn read(program: &Program, [a, b]: [&Vec<FieldRef>; 2], count: Count, lexicon: &Arc<Lexicon>) -> Self {
        let (mut kinds_of_a, mut kinds_of_b) = (Kinds::default(), Kinds::default());
        let a = (a.clone(), Side::read(program, role_of(a), |person| tags(person, a, &mut kinds_of_a)));
        let b = (b.clone(), Side::read(program, role_of(b), |person| tags(person, b, &mut kinds_of_b)));
        let alike = alike(&kinds_of_a, &kinds_of_b, lexicon);
        Self { a, b, alike, count, lexicon: Arc::clone(lexicon) }
    }

    /// Both lists, or the field that is blank.
    fn lists(&self, pair: Pair) -> Result<(&[Tag], &[Tag]), Option<&FieldRef>> {
        let [a, b] = [&self.a, &self.b].map(|(fields, side)| (fields, side.role(), side.of(pair).map_or(&[][..], Vec::as_slice)));
        let blank = [a, b].into_iter().filter(|(_, _, tags)| tags.is_empty()).max_by_key(|(_, role, _)| *role);
        match blank {
            Some((fields, _, _)) => Err(fields.first()),
            None => Ok((a.2, b.2)),
        }
    }

    /// The best one-to-one pairing, taken greedily: strongest first, of equals in the order in which they were written.
    fn shared<'t>(&self, a: &'t [Tag], b: &'t [Tag]) -> Vec<Shared<'t>> {
        let mut candidates: Vec<(Reverse<u16>, usize, usize)> = Vec::new();
        for (place_a, tag) in a.iter().enumerate() {
            let alike = self.alike.get(tag.kind).map_or(&[][..], Vec::as_slice);
            for (place_b, other) in b.iter().enumerate() {
                let found = alike.binary_search_by_key(&other.kind, |(kind, _)| *kind).ok().and_then(|place| alike.get(place));
                candidates.extend(found.map(|(_, strength)| (Reverse(*strength), place_a, place_b)));
            }
        }
        candidates.sort_unstable();
        let (mut used_a, mut used_b, mut shared) = (0_u64, 0_u64, Vec::new());
        for (Reverse(strength), place_a, place_b) in candidates {
            if used_a & (1 << place_a) == 0 && used_b & (1 << place_b) == 0 {
                used_a |= 1 << place_a;
                used_b |= 1 << place_b;
                shared.extend(a.get(place_a).zip(b.get(place_b)).map(|(a, b)| (a, b, strength)));
            }
        }
        shared
    }
}

impl Valuer for Tags {
    fn value(&self, pair: Pair) -> Value {
        let (a, b) = match self.lists(pair) {
            Ok(lists) => lists,
            Err(blank) => return when_blank(blank.map_or(crate::program::Role::Adept, |field| field.role)),
        };
        let strengths: Vec<u16> = self.shared(a, b).iter().map(|(_, _, strength)| *strength).collect();
        self.count.value(&strengths, a.len(), b.len())
    }

    fn why(&self, _: &Program, pair: Pair) -> Why {
        let (a, b) = match self.lists(pair) {
            Ok(lists) => lists,
            Err(blank) => return blank.map_or(Why::only(Detail::NotAsked), Why::blank),
        };
        let shared = self.shared(a, b);
        let detail = Detail::SharedTags(u32::try_from(shared.len()).unwrap_or(u32::MAX));
        if self.count.reward == Reward::Different {
            return Why::only(detail);
        }
        let said = |fields: &[FieldRef], tag: &Tag| fields.get(tag.field).map(|field| quote(field, tag.written.clone()));
        let evidence = shared.iter().filter(|(_, _, strength)| *strength >= Evidence::LEAST).filter_map(|(a, b, strength)| {
            let topic = in_common(&self.lexicon, &self.lexicon.read(&a.written), &self.lexicon.read(&b.written));
            Some(Evidence { want: said(&self.a.0, a)?, offer: said(&self.b.0, b)?, strength: *strength, topic })
        });
        Why { evidence: evidence.collect(), gaps: Vec::new(), detail }
    }

    fn said(&self, _: &Program, pair: Pair) -> Option<BothSaid> {
        if self.count.reward == Reward::Different {
            return None;
        }
        let (a, b) = (self.a.1.of(pair)?, self.b.1.of(pair)?);
        let shared: Vec<usize> = self.shared(a, b).iter().map(|(tag, _, _)| tag.kind).collect();
        let said = |fields: &[FieldRef], tag: &Tag, answered: bool| {
            let said = Said { text: tag.written.clone(), language: None };
            let quote = quote(fields.get(tag.field)?, tag.written.clone());
            Some(Phrase { quote, said, around: Default::default(), topic: None, answered })
        };
        Some(BothSaid {
            wanted: a.iter().filter_map(|tag| said(&self.a.0, tag, shared.contains(&tag.kind))).collect(),
            offered: b.iter().filter_map(|tag| said(&self.b.0, tag, true)).collect(),
        })
    }
}

impl Count {
    /// From the strengths of the shared tags, strongest first, and the lengths of both lists.
    fn value(self, strengths: &[u16], a: usize, b: usize) -> Value {
        let full = u64::from(FULL);
        let sum = |most: usize| strengths.iter().take(most).map(|strength| u64::from(*strength)).sum::<u64>();
        let (all, both) = (sum(usize::MAX), (a + b) as u64);
        let value = match self.measure {
            Measure::Overlap => {
                let enough = usize::try_from(self.enough).unwrap_or(usize::MAX).max(1);
                let by_chance = enough.saturating_mul(a.max(b)) / LONG_LIST;
                let needed = enough.min(a).min(b).max(by_chance);
                Value::share(sum(needed), needed as u64 * full)
            }
            Measure::Dice => Value::share(2 * all, both * full),
            Measure::Jaccard => Value::share(all, (both * full).saturating_sub(all)),
        };
        match self.reward {
            Reward::Same => value,
            Reward::Different => value.turned(),
        }
    }
}

/// The distinct tags of one side.
#[derive(Default)]
struct Kinds {
    folded: Vec<String>,
    places: HashMap<String, usize>,
}

impl Kinds {
    fn place(&mut self, folded: String) -> usize {
        *self.places.entry(folded).or_insert_with_key(|folded| {
            self.folded.push(folded.clone());
            self.folded.len() - 1
        })
    }
}

/// A person's tags in some fields, each once, in the order in which they were written.
fn tags(person: &Application, fields: &[FieldRef], kinds: &mut Kinds) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for (field, reference) in fields.iter().enumerate() {
        for written in listed(person, &reference.field) {
            let kind = kinds.place(fold(&written));
            if tags.len() < MOST_TAGS && !tags.iter().any(|tag| tag.kind == kind) {
                tags.push(Tag { kind, field, written });
            }
        }
    }
    tags
}

/// The tags of one answer: a list's entries as they are, a text taken apart.
fn listed(person: &Application, field: &str) -> Vec<String> {
    let texts = person.texts(field);
    let is_list = matches!(person.answers.get(field), Some(Answer::List(_)));
    let tags = texts.iter().flat_map(|text| if is_list { vec![text.trim().to_owned()] } else { apart(text) });
    tags.filter(|tag| !says_nothing(tag)).collect()
}

/// Takes a text apart at commas, semicolons, slashes, brackets, line ends, full stops before a space, and "och" or "and" between words, unless they
/// belong to the name of a thing ("rock and roll").
fn apart(text: &str) -> Vec<String> {
    const ONE_THING: [&str; 6] =
        ["rock and roll", "drum and bass", "arts and crafts", "rhythm and blues", "track and field", "bed and breakfast"];
    let lines = text.split([',', ';', '/', '\n', '(', ')', '[', ']', '|', '•', '·']).flat_map(|piece| piece.split(". "));
    let things = lines.flat_map(|piece| {
        let folded = fold(piece);
        let whole = ONE_THING.iter().any(|thing| folded.contains(thing));
        if whole { vec![piece] } else { conjuncts(piece) }
    });
    things.map(trimmed).filter(|tag| !tag.is_empty()).collect()
}

fn conjuncts(piece: &str) -> Vec<&str> {
    const JOINED_BY: [&str; 5] = ["och", "and", "samt", "&", "+"];
    let (mut parts, mut start, mut place) = (Vec::new(), 0, 0);
    for word in piece.split_inclusive(char::is_whitespace) {
        if JOINED_BY.contains(&word.trim().to_lowercase().as_str()) {
            parts.extend(piece.get(start..place));
            start = place + word.len();
        }
        place += word.len();
    }
    parts.extend(piece.get(start..));
    parts
}

/// Without white space and marks at the ends, but with those that belong to a name (C++, C#).
fn trimmed(piece: &str) -> String {
    piece.trim().trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#')).to_owned()
}

fn alike(a: &Kinds, b: &Kinds, lexicon: &Lexicon) -> Vec<Vec<(usize, u16)>> {
    let mut reading = lexicon.reading();
    let mut read = |kinds: &Kinds| kinds.folded.iter().map(|tag| reading.read(tag)).collect::<Vec<_>>();
    let (read_a, read_b) = (read(a), read(b));
    let of_b: BTreeMap<&str, usize> = b.folded.iter().map(String::as_str).zip(0..).collect();
    let strengths = |(folded, passage): (&String, &super::text::Passage)| {
        let same = of_b.get(folded.as_str()).copied();
        let strength = |(place, other)| (place, if Some(place) == same { FULL } else { same_word(lexicon, passage, other) });
        read_b.iter().enumerate().map(strength).filter(|(_, strength)| *strength > 0).collect()
    };
    a.folded.iter().zip(&read_a).map(strengths).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_taken_apart() {
        for (text, tags) in [
            ("Längdskidor, körsång, matlagning", &["Längdskidor", "körsång", "matlagning"][..]),
            ("Orientering; brädspel", &["Orientering", "brädspel"]),
            ("sång och dans", &["sång", "dans"]),
            ("Climbing and cooking & choir", &["Climbing", "cooking", "choir"]),
            ("gång- och cykelturer", &["gång", "cykelturer"]),
            ("Rock and roll, jazz", &["Rock and roll", "jazz"]),
            ("Musik (gitarr, piano)", &["Musik", "gitarr", "piano"]),
            ("film/teater.", &["film", "teater"]),
            ("- hundar\n- katter", &["hundar", "katter"]),
            ("C++, C#", &["C++", "C#"]),
            ("brochures, Sandra", &["brochures", "Sandra"]),
            (" , ; och ", &[]),
        ] {
            assert_eq!(apart(text), tags, "{text:?}");
        }
    }

    #[test]
    fn shared_tags_are_measured() {
        let check = |measure, enough, strengths: &[u16], a, b, marks| {
            let count = Count { measure, enough, reward: Reward::Same };
            assert_eq!(count.value(strengths, a, b).known(), Some(marks), "{measure:?} {strengths:?} of {a} and {b}");
            let turned = Count { reward: Reward::Different, ..count };
            assert_eq!(turned.value(strengths, a, b).known(), Some(FULL - marks));
        };
        check(Measure::Overlap, 2, &[10_000], 3, 3, 5_000);
        check(Measure::Overlap, 2, &[10_000], 3, 1, 10_000);
        check(Measure::Overlap, 2, &[10_000, 10_000], 3, 3, 10_000);
        check(Measure::Overlap, 2, &[10_000, 5_000], 3, 3, 7_500);
        // A long list does not win by its length, and half a tag more or less beyond `enough` is nothing.
        check(Measure::Overlap, 2, &[10_000; 40], 40, 40, 10_000);
        check(Measure::Overlap, 2, &[5_000; 40], 40, 40, 5_000);
        // Nor does it win by chance: the longer list must share as many more.
        check(Measure::Overlap, 2, &[10_000, 10_000], 12, 3, 10_000);
        check(Measure::Overlap, 2, &[10_000, 10_000], 36, 3, 3_333);
        check(Measure::Overlap, 0, &[], 3, 3, 0);
        check(Measure::Dice, 2, &[10_000, 10_000], 4, 2, 6_667);
        check(Measure::Jaccard, 2, &[10_000, 10_000], 4, 2, 5_000);
        check(Measure::Jaccard, 2, &[10_000, 10_000], 2, 2, 10_000);
    }
}
