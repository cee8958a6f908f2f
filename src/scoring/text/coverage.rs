//! Coverage: how much of what one side wants the other offers, and the quotes behind the number.

use std::ops::Range;

use super::FULL;
use super::concepts::{ConceptId, Label};
use super::lexicon::Lexicon;
use super::passage::{Passage, Unit};
use super::rarity::WordId;
use super::side::Side;

/// Share of the reverse direction (how much of the offer was wanted) in a value, in basis points.
const REVERSE: u64 = 3_000;
/// Share of character n-grams in a value, in basis points.
const GRAMS: u64 = 3_000;
/// Weaker answers than this are never quoted as a reason, and what they answer counts as a gap.
const REASON: u16 = 5_000;
const MOST_EVIDENCE: usize = 3;
const MOST_GAPS: usize = 2;
/// What a broader or narrower tag is worth.
const HALF: u16 = 5_000;

/// Fixed ends of the scale, in basis points of raw coverage. They never come from the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchors {
    /// Raw coverage that counts as 0 %.
    pub zero: u16,
    /// Raw coverage that counts as 100 %.
    pub full: u16,
}

/// Words that somebody wrote, by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Which of the passages that the [`Side`] was made of, counted from 0.
    pub passage: usize,
    /// Which bytes of that passage's text; always whole characters.
    pub range: Range<usize>,
}

/// One reason: something wanted and what answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// In the passages of the side that wants.
    pub want: Quote,
    /// In the passages of the side that offers.
    pub offer: Quote,
    /// How well, 5000..=10000 basis points.
    pub strength: u16,
}

/// Something wanted that nothing answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// In the passages of the side that wants.
    pub quote: Quote,
    /// The concept's name, if it is one of the table.
    pub label: Option<Label>,
}

/// A value with what is behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The same as [`value`].
    pub value: Option<u16>,
    /// At most three, best first.
    pub evidence: Vec<Evidence>,
    /// At most two, the weightiest first.
    pub gaps: Vec<Gap>,
}

/// How well the offer covers the want, 0..=10000 basis points between the anchors; nothing when nothing was asked.
pub fn value(want: &Side, offer: &Side, anchors: Anchors) -> Option<u16> {
    (!want.is_empty()).then(|| anchors.place(raw(want, offer)))
}

/// The value with the quotes that make it and the wishes that it leaves open.
///
/// Reasons are computed from the score, never composed beside it: n-grams and siblings are too weak to be one.
pub fn explain(want: &Side, offer: &Side, anchors: Anchors, lexicon: &Lexicon) -> Coverage {
    let mut answers = answers(want, offer, lexicon);
    answers.sort_by(|a, b| b.worth().cmp(&a.worth()).then_with(|| a.want.place().cmp(&b.want.place())));
    let mut evidence: Vec<Evidence> = Vec::new();
    for answer in &answers {
        if evidence.len() < MOST_EVIDENCE {
            evidence.extend(answer.evidence(&evidence));
        }
    }
    let mut open: Vec<Wanted> = answers.into_iter().filter(|answer| answer.strength < REASON).map(|answer| answer.want).collect();
    open.extend(want.places.unknown.iter().map(|(quote, weight)| Wanted { quote: quote.clone(), weight: *weight, label: None }));
    Coverage { value: value(want, offer, anchors), evidence, gaps: gaps(open) }
}

/// Whether two tags name the same thing: 10000 for the same concept or word, 5000 when one is the other's broader
/// concept, else 0.
pub fn same_word(lexicon: &Lexicon, a: &Passage, b: &Passage) -> u16 {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() && b.is_empty() && !a.bare.is_empty() && a.bare == b.bare { FULL } else { 0 };
    }
    if a.concepts().any(|of_a| b.concepts().any(|of_b| of_a == of_b)) || same_words(a, b) {
        return FULL;
    }
    let concepts = lexicon.concepts();
    let near = |x: ConceptId, y: ConceptId| concepts.is_broader(x, y) || concepts.is_broader(y, x);
    if a.concepts().any(|of_a| b.concepts().any(|of_b| near(of_a, of_b))) { HALF } else { 0 }
}

impl Anchors {
    /// Where raw coverage falls between the anchors.
    fn place(self, raw: u64) -> u16 {
        let above = raw.saturating_sub(u64::from(self.zero));
        let scale = u64::from(self.full.saturating_sub(self.zero)).max(1);
        u16::try_from(above.saturating_mul(u64::from(FULL)) / scale).unwrap_or(FULL).min(FULL)
    }
}

/// The mix: coverage, some of the reverse direction, some n-grams. 0..=10000.
fn raw(want: &Side, offer: &Side) -> u64 {
    let full = u64::from(FULL);
    let units = ((full - REVERSE) * covered(want, offer) + REVERSE * covered(offer, want)) / full;
    ((full - GRAMS) * units + GRAMS * gram_likeness(want, offer)) / full
}

/// The share of what is wanted, by weight, that is offered: one direction, 0..=10000.
pub(super) fn covered(want: &Side, offer: &Side) -> u64 {
    if want.total == 0 {
        return 0;
    }
    let concepts: u64 = want
        .concepts
        .iter()
        .map(|(id, weight)| u64::from(*weight) * u64::from(offer.answers.get(*id).copied().unwrap_or(0)))
        .sum();
    let words = shared(&want.words, &offer.same_words, |(id, _)| *id, |(id, _)| *id, |(_, weight), _| u64::from(*weight));
    (concepts + words * u64::from(FULL)) / want.total
}

/// Cosine of the n-gram vectors, 0..=10000.
fn gram_likeness(want: &Side, offer: &Side) -> u64 {
    let lengths = u128::from(want.grams.length) * u128::from(offer.grams.length);
    if lengths == 0 {
        return 0;
    }
    let (a, b) = (&want.grams.weights, &offer.grams.weights);
    let dot = shared(a, b, |(gram, _)| *gram, |(gram, _)| *gram, |(_, x), (_, y)| u64::from(*x) * u64::from(*y));
    let likeness = ((u128::from(dot) * u128::from(FULL)) << 16) / lengths;
    u64::try_from(likeness).unwrap_or(0).min(u64::from(FULL))
}

/// Sum over the entries that two sorted lists share.
fn shared<A, B>(
    a: &[A],
    b: &[B],
    key_a: impl Fn(&A) -> u32,
    key_b: impl Fn(&B) -> u32,
    worth: impl Fn(&A, &B) -> u64,
) -> u64 {
    let (mut a, mut b) = (a.iter(), b.iter());
    let (mut next_a, mut next_b) = (a.next(), b.next());
    let mut sum: u64 = 0;
    while let (Some(x), Some(y)) = (next_a, next_b) {
        let (key_x, key_y) = (key_a(x), key_b(y));
        if key_x == key_y {
            sum = sum.saturating_add(worth(x, y));
        }
        if key_x <= key_y {
            next_a = a.next();
        }
        if key_y <= key_x {
            next_b = b.next();
        }
    }
    sum
}

/// A unit that is wanted.
struct Wanted {
    quote: Quote,
    weight: u32,
    label: Option<Label>,
}

/// A unit that is wanted and the best that is offered for it.
struct Answer {
    want: Wanted,
    strength: u16,
    /// What gives that strength: one unit, or several that are equally good.
    offers: Vec<Quote>,
}

impl Wanted {
    fn place(&self) -> (usize, usize) {
        (self.quote.passage, self.quote.range.start)
    }
}

impl Answer {
    fn worth(&self) -> u64 {
        u64::from(self.want.weight) * u64::from(self.strength)
    }

    /// This answer as evidence, unless it is too weak or would only repeat a quote.
    fn evidence(&self, said: &[Evidence]) -> Option<Evidence> {
        if self.strength < REASON || said.iter().any(|said| said.want == self.want.quote) {
            return None;
        }
        let offer = self.offers.iter().find(|offer| said.iter().all(|said| said.offer != **offer))?;
        Some(Evidence { want: self.want.quote.clone(), offer: offer.clone(), strength: self.strength })
    }
}

fn answers(want: &Side, offer: &Side, lexicon: &Lexicon) -> Vec<Answer> {
    let concepts = want.concepts.iter().filter_map(|(id, weight)| {
        let quote = want.places.concepts.get(id)?.clone();
        let strength = offer.answers.get(*id).copied().unwrap_or(0);
        Some(Answer {
            want: Wanted { quote, weight: *weight, label: lexicon.label(*id) },
            strength,
            offers: if strength < REASON { Vec::new() } else { concepts_giving(strength, *id, offer, lexicon) },
        })
    });
    let words = want.words.iter().filter_map(|(id, weight)| {
        let quote = want.places.words.get(id)?.clone();
        let answer = word_answering(*id, offer);
        Some(Answer {
            want: Wanted { quote, weight: *weight, label: None },
            strength: if answer.is_some() { FULL } else { 0 },
            offers: answer.into_iter().collect(),
        })
    });
    concepts.chain(words).collect()
}

fn concepts_giving(strength: u16, wanted: ConceptId, offer: &Side, lexicon: &Lexicon) -> Vec<Quote> {
    let concepts = lexicon.concepts();
    let giving = offer.concepts.iter().filter(|(offered, _)| concepts.strength(wanted, *offered) == strength);
    giving.filter_map(|(offered, _)| offer.places.concepts.get(offered)).cloned().collect()
}

fn word_answering(wanted: WordId, offer: &Side) -> Option<Quote> {
    let at = offer.same_words.binary_search_by_key(&wanted, |(wanted, _)| *wanted).ok()?;
    let (_, own) = offer.same_words.get(at)?;
    offer.places.words.get(own).cloned()
}

/// The weightiest open wishes. Concepts come before words, which are often no topic at all.
fn gaps(mut open: Vec<Wanted>) -> Vec<Gap> {
    open.sort_by(|a, b| {
        let order = |wanted: &Wanted| (wanted.label.is_none(), std::cmp::Reverse(wanted.weight));
        order(a).cmp(&order(b)).then_with(|| a.place().cmp(&b.place()))
    });
    open.dedup_by(|b, a| a.quote == b.quote);
    open.truncate(MOST_GAPS);
    open.into_iter().map(|wanted| Gap { quote: wanted.quote, label: wanted.label }).collect()
}

fn same_words(a: &Passage, b: &Passage) -> bool {
    let (few, many) = if a.units.len() <= b.units.len() { (a, b) } else { (b, a) };
    few.units.iter().all(|one| many.units.iter().any(|other| is_same(&one.unit, &other.unit)))
}

fn is_same(a: &Unit, b: &Unit) -> bool {
    match (a, b) {
        (Unit::Concept(a), Unit::Concept(b)) => a == b,
        (
            Unit::Word { language, stem, form },
            Unit::Word { language: other_language, stem: other_stem, form: other_form },
        ) => form == other_form || (language == other_language && stem == other_stem),
        _ => false,
    }
}
