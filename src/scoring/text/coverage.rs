//! Coverage: the quotes behind a value, and what was asked and not answered.

use std::collections::BTreeSet;
use std::ops::Range;

use super::concepts::{ConceptId, Label};
use super::lexicon::Lexicon;
use super::passage::Standing;
use super::side::{Answer, Said, Side};
use super::value::{Anchors, value};

/// Weaker answers than this are never quoted as a reason, and what they answer counts as a gap.
const REASON: u16 = 5_000;
const MOST_EVIDENCE: usize = 3;
const MOST_GAPS: usize = 2;

/// Words that no table knows are quoted only when they are long enough to be a topic (in bytes): short ones are mostly verbs and small talk,
/// and a gap ("handles is missing") needs more certainty than a word that both people used, as long as there is anything longer to say.
const SHORTEST_WORD_REASON: usize = 5;
const SHORTEST_WORD_GAP: usize = 8;

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
    /// The concept that is wanted, if it is one of the table.
    pub label: Option<Label>,
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
    let (met, unmet): (Vec<Answered>, Vec<Answered>) = answers.into_iter().partition(|answer| answer.strength >= REASON);
    let mut open: Vec<Wanted> = unmet.into_iter().map(|answer| answer.want).collect();
    open.extend(want.unknown.iter().map(|(quote, weight)| Wanted { quote: quote.clone(), weight: *weight, label: None }));
    // A compound is not missing when a part of it was met.
    let met: BTreeSet<(usize, usize)> = met.iter().map(|answer| answer.want.place()).collect();
    open.retain(|wanted| wanted.label.is_some() || !met.contains(&wanted.place()));
    Coverage { value: value(want, offer, anchors), evidence, gaps: gaps(open) }
}

/// Words of one side, for somebody who looks for two passages that mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Where they stand.
    pub quote: Quote,
    /// The concept's name, if they are one of the table.
    pub label: Option<Label>,
    /// Whether the other side answers them well enough to be a reason.
    pub answered: bool,
}

/// Everything that is wanted, in the order in which it was written, the same words once.
pub fn wishes(want: &Side, offer: &Side, lexicon: &Lexicon) -> Vec<Wish> {
    let known = answers(want, offer, lexicon).into_iter().map(|answer| {
        let answered = answer.strength >= REASON;
        Wish { quote: answer.want.quote, label: answer.want.label, answered }
    });
    let unknown = want.unknown.iter().map(|(quote, _)| Wish { quote: quote.clone(), label: None, answered: false });
    in_order(known.chain(unknown))
}

/// Everything that is offered, in the order in which it was written, the same words once.
pub fn offers(offer: &Side, lexicon: &Lexicon) -> Vec<Wish> {
    let said = |quote: Quote, label| Wish { quote, label, answered: true };
    let concepts = offer.concepts.iter().map(|concept| said(concept.quote(), lexicon.label(concept.id)));
    let known = offer.words.iter().map(|word| word.quote());
    let words = known.chain(offer.unknown.iter().map(|(quote, _)| quote.clone())).map(|quote| said(quote, None));
    in_order(concepts.chain(words))
}

/// Of several that were read from the same words, the one that is answered stands for all.
fn in_order(wishes: impl Iterator<Item = Wish>) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = wishes.collect();
    wishes.sort_by_key(|wish| (wish.quote.passage, wish.quote.range.start, wish.quote.range.end, !wish.answered));
    wishes.dedup_by(|b, a| a.quote == b.quote);
    wishes
}

/// A unit that is wanted.
struct Wanted {
    quote: Quote,
    weight: u32,
    label: Option<Label>,
}

/// A unit that is wanted and the best that is offered for it.
struct Answered {
    want: Wanted,
    strength: u16,
    /// What gives that strength: one unit, or several that are equally good.
    offers: Vec<Quote>,
}

impl Wanted {
    /// Whether the words say enough to be quoted by themselves.
    fn says_enough(&self, shortest: usize) -> bool {
        self.label.is_some() || self.quote.range.len() >= shortest
    }

    fn place(&self) -> (usize, usize) {
        (self.quote.passage, self.quote.range.start)
    }
}

impl Answered {
    fn worth(&self) -> u64 {
        u64::from(self.want.weight) * u64::from(self.strength)
    }

    /// This answer as evidence, unless it is too weak or would only repeat a quote.
    fn evidence(&self, said: &[Evidence]) -> Option<Evidence> {
        if self.strength < REASON || !self.want.says_enough(SHORTEST_WORD_REASON) || said.iter().any(|said| said.want == self.want.quote) {
            return None;
        }
        let offer = self.offers.iter().find(|offer| said.iter().all(|said| said.offer != **offer))?;
        Some(Evidence { want: self.want.quote.clone(), offer: offer.clone(), strength: self.strength, label: self.want.label.clone() })
    }
}

fn answers(want: &Side, offer: &Side, lexicon: &Lexicon) -> Vec<Answered> {
    let concepts = want.concepts.iter().map(|wanted| {
        let strength = offer.answer(wanted);
        // A part of a compound is not all that was wanted: it has no name to call the wish by.
        let label = if wanted.standing == Standing::Outright { lexicon.label(wanted.id) } else { None };
        Answered {
            want: Wanted { quote: wanted.quote(), weight: wanted.weight, label },
            strength: strength.min(wanted.standing.speaks_for()),
            offers: if strength < REASON { Vec::new() } else { concepts_giving(strength, wanted, offer, lexicon) },
        }
    });
    let words = want.words.iter().map(|wanted| {
        let strength = offer.word_answer(wanted);
        Answered {
            want: Wanted { quote: wanted.quote(), weight: wanted.weight, label: None },
            strength: strength.min(wanted.standing.speaks_for()),
            offers: offer.answering_word(wanted.id).map(Said::quote).into_iter().collect(),
        }
    });
    concepts.chain(words).collect()
}

fn concepts_giving(strength: u16, wanted: &Said<ConceptId>, offer: &Side, lexicon: &Lexicon) -> Vec<Quote> {
    let gives = |offered: &&Said<ConceptId>| {
        let kin = lexicon.concepts().strength(wanted.id, offered.id);
        let answer = Answer { id: wanted.id, by: offered.id, outright: offered.answers_with(kin), in_part: kin };
        answer.to(wanted.standing) == strength
    };
    offer.concepts.iter().filter(gives).map(Said::quote).collect()
}
/// The weightiest open wishes. Concepts come before words, which are often no topic at all.
fn gaps(mut open: Vec<Wanted>) -> Vec<Gap> {
    if open.iter().any(|wanted| wanted.says_enough(SHORTEST_WORD_GAP)) {
        open.retain(|wanted| wanted.says_enough(SHORTEST_WORD_GAP));
    }
    open.sort_by(|a, b| {
        let order = |wanted: &Wanted| (wanted.label.is_none(), std::cmp::Reverse(wanted.weight));
        order(a).cmp(&order(b)).then_with(|| a.place().cmp(&b.place()))
    });
    let mut gaps: Vec<Gap> = Vec::new();
    for wanted in open {
        if gaps.len() < MOST_GAPS && gaps.iter().all(|gap| gap.quote != wanted.quote) {
            gaps.push(Gap { quote: wanted.quote, label: wanted.label });
        }
    }
    gaps
}
