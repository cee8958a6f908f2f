//! The gist of a breakdown: its strongest reasons and its gravest gap, as values. A sentence is made of nothing else.
//!
//! A reason is evidence of a part that applies, or the fact that a part without quotes rests on. It weighs as many points as its part gives,
//! by its strength; what the concept table knows weighs double, since it is what a pair will talk about, and each further piece of evidence
//! of one part weighs less. The gap is the first of the part that loses most, unless the same thing is answered under another criterion.
//! Never here: words of the screen.

use std::cmp::Reverse;

use crate::program::criteria::{Criteria, Kind, Reward};
use crate::program::{FieldRef, Role};

use super::breakdown::{Breakdown, Detail, Evidence, Gap, Part, Quote, Verdict};
use super::text::{ConceptKind, Label};

/// What there is to say about a pair in one sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gist {
    /// The rules that block the pair (indices into the program's rules); then nothing else is worth a sentence.
    pub blocked: Vec<usize>,
    /// Whether the score rests on little.
    pub thin: bool,
    /// At most two, the weightiest, facts last; never two about the same thing.
    pub reasons: Vec<Reason>,
    /// The gravest of what was asked and not answered.
    pub gap: Option<Unanswered>,
    /// What must be said first when nothing that was asked for is answered and nothing is shared; the reasons then are facts only.
    pub silence: Option<Silence>,
}

/// One reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// One of the two offers what the other asks for.
    Answer {
        /// Who asks.
        asker: Role,
        /// For what.
        topic: Topic,
        /// Whether what is offered is only a broader or narrower thing.
        near: bool,
    },
    /// Both are interested in something.
    Interest {
        /// In what.
        topic: Topic,
        /// Whether one of the two interests is broader than the other.
        near: bool,
    },
    /// Both listed something that is not an interest.
    Common {
        /// What.
        topic: Topic,
        /// Whether one is broader than the other.
        near: bool,
    },
    /// They are so many kilometres apart.
    Kilometres(u32),
    /// They can meet at a distance.
    Remote,
    /// A language that both have, as one of them wrote it.
    Language(String),
    /// One of them named the other.
    Named {
        /// Who did.
        by: Role,
    },
    /// The group's own rating.
    Rated {
        /// What was given.
        rating: u32,
        /// What is full marks.
        scale: u32,
    },
    /// The same answer under a criterion (index into the program's criteria).
    Same(usize),
    /// Different answers under a criterion that rewards that.
    Differs(usize),
    /// A number or a table that speaks for the pair under a criterion.
    Fits(usize),
}

/// Something that was asked for and that nothing answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unanswered {
    /// Who asks.
    pub asker: Role,
    /// For what.
    pub topic: Topic,
}

/// What a reason or a gap is about.
#[derive(Clone, PartialEq, Eq)]
pub enum Topic {
    /// A concept, with its names.
    Concept(Label),
    /// Words that no concept knows, as they were written.
    Words(String),
}

/// Why there is nothing to say for a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// Nothing was asked that can be compared.
    NothingAsked,
    /// Nothing that this one asks for is answered.
    Unanswered(Role),
    /// Something that this one asks for may be answered, but nowhere in words that can be quoted.
    Unclear(Role),
    /// Nobody asks in words, and nothing else speaks for the pair.
    NothingShared,
}

/// At most so many reasons.
const MOST_REASONS: usize = 2;
/// Below this strength evidence is a broader or narrower thing; basis points.
const EXACT: u16 = 7_500;
/// Beginnings of the names of fields that hold interests, in the forms that we know.
const INTERESTS: [&str; 5] = ["interest", "intress", "hobb", "fritid", "spare_time"];

impl Gist {
    /// The gist of a breakdown of a program with these criteria.
    pub fn of(criteria: &Criteria, breakdown: &Breakdown) -> Self {
        let blocks = breakdown.rules.iter().filter(|check| matches!(check.verdict, Verdict::Blocks | Verdict::BlocksUnknown));
        let counting: Vec<(&Part, &Kind)> = breakdown
            .parts
            .iter()
            .filter(|part| part.applies)
            .filter_map(|part| Some((part, &criteria.criteria.get(part.criterion)?.kind)))
            .collect();
        let reasons = reasons(&counting);
        Self {
            blocked: blocks.map(|check| check.rule).collect(),
            thin: breakdown.thin,
            gap: gap(&counting),
            silence: silence(&counting, &reasons),
            reasons,
        }
    }
}

/// A reason with what decides whether it is told: its weight, and the words that it rests on.
struct Weighed<'p> {
    weight: u64,
    reason: Reason,
    rests_on: Option<&'p Evidence>,
}

fn reasons(parts: &[(&Part, &Kind)]) -> Vec<Reason> {
    let given = parts.iter().filter(|(part, _)| part.known && part.points > 0);
    let mut weighed: Vec<Weighed<'_>> = given.flat_map(|(part, kind)| of_part(part, kind)).collect();
    weighed.sort_by_key(|one| (one.reason.is_a_measure(), Reverse(one.weight))); // stable: of equals the earlier criterion
    let mut told: Vec<Weighed<'_>> = Vec::new();
    for one in weighed {
        // A number or a table speaks only where nothing else does.
        let is_new = told.iter().all(|earlier| !earlier.says_the_same_as(&one)) && (told.is_empty() || !one.reason.is_a_measure());
        if told.len() < MOST_REASONS && is_new {
            told.push(one);
        }
    }
    // What two people can talk about comes before how things are.
    told.sort_by_key(|one| one.reason.is_a_fact());
    told.into_iter().map(|one| one.reason).collect()
}

impl Weighed<'_> {
    fn says_the_same_as(&self, other: &Self) -> bool {
        let same_topic = self.reason.topic().zip(other.reason.topic()).is_some_and(|(a, b)| a.is(b));
        let quotes = |one: &Self| one.rests_on.map(|evidence| (evidence.want.clone(), evidence.offer.clone()));
        let same_words = quotes(self).zip(quotes(other)).is_some_and(|(a, b)| a.0 == b.0 || a.1 == b.1);
        same_topic || same_words || self.reason == other.reason
    }
}

/// What can be said for one part.
fn of_part<'p>(part: &'p Part, kind: &Kind) -> Vec<Weighed<'p>> {
    let points = u64::from(part.points);
    let fact = |reason: Reason| vec![Weighed { weight: points * u64::from(super::FULL), reason, rests_on: None }];
    let is_strong = u32::from(part.points) * 2 >= u32::from(part.of);
    match (kind, &part.detail) {
        (Kind::Text { want, .. }, _) => {
            let asker = super::kind::role_of(want);
            quoted(part, |evidence, near| {
                let topic = Topic::of(evidence.topic.as_ref(), &evidence.want);
                if topic.is_an_interest() || holds_interests(&evidence.want.field) && holds_interests(&evidence.offer.field) {
                    Reason::Interest { topic, near }
                } else {
                    Reason::Answer { asker, topic, near }
                }
            })
        }
        (Kind::Tags { reward: Reward::Same, .. }, _) => quoted(part, |evidence, near| {
            let topic = Topic::of(evidence.topic.as_ref(), &evidence.want);
            let are_interests = topic.is_an_interest() || holds_interests(&evidence.want.field) || holds_interests(&evidence.offer.field);
            if are_interests { Reason::Interest { topic, near } } else { Reason::Common { topic, near } }
        }),
        (_, Detail::Named) => {
            let by = part.evidence.first().map_or(Role::Adept, |evidence| evidence.want.field.role);
            vec![Weighed { weight: u64::MAX, reason: Reason::Named { by }, rests_on: None }]
        }
        (_, Detail::SharedLanguage(language)) => fact(Reason::Language(language.clone())),
        _ if !is_strong => Vec::new(),
        (_, Detail::Kilometres(km)) => fact(Reason::Kilometres(*km)),
        (_, Detail::Remote) => fact(Reason::Remote),
        (_, Detail::Rated { rating, scale }) => fact(Reason::Rated { rating: *rating, scale: *scale }),
        (_, Detail::Same) => fact(Reason::Same(part.criterion)),
        (_, Detail::Differs) | (Kind::Tags { .. }, _) => fact(Reason::Differs(part.criterion)),
        _ => fact(Reason::Fits(part.criterion)),
    }
}

fn quoted<'p>(part: &'p Part, reason: impl Fn(&Evidence, bool) -> Reason) -> Vec<Weighed<'p>> {
    let of_evidence = |(place, evidence): (usize, &'p Evidence)| {
        let known = if evidence.topic.is_some() { 2 } else { 1 };
        let weight = u64::from(part.points) * u64::from(evidence.strength) * known / (place as u64 + 1);
        Weighed { weight, reason: reason(evidence, evidence.strength < EXACT), rests_on: Some(evidence) }
    };
    part.evidence.iter().enumerate().map(of_evidence).collect()
}

fn holds_interests(field: &FieldRef) -> bool {
    let name = field.field.to_lowercase();
    INTERESTS.iter().any(|beginning| name.starts_with(beginning))
}

fn gap(parts: &[(&Part, &Kind)]) -> Option<Unanswered> {
    let answered: Vec<&Label> = parts.iter().flat_map(|(part, _)| &part.evidence).filter_map(|evidence| evidence.topic.as_ref()).collect();
    let open = |gap: &&Gap| gap.topic.as_ref().is_none_or(|topic| !answered.contains(&topic));
    let first = parts.iter().filter_map(|(part, _)| Some((part.of - part.points, part.gaps.iter().find(open)?)));
    let (_, gap) = first.min_by_key(|(lost, gap)| (gap.topic.is_none(), Reverse(*lost)))?;
    Some(Unanswered { asker: gap.quote.field.role, topic: Topic::of(gap.topic.as_ref(), &gap.quote) })
}

/// What is to be said first where the reasons are facts only: nobody should take a short way for an answer.
fn silence(parts: &[(&Part, &Kind)], reasons: &[Reason]) -> Option<Silence> {
    let asked_by =
        |role: Role| parts.iter().filter(move |(_, kind)| matches!(kind, Kind::Text { want, .. } if super::kind::role_of(want) == role));
    let asker = [Role::Adept, Role::Mentor].into_iter().find(|role| asked_by(*role).next().is_some());
    match asker {
        _ if reasons.iter().any(|reason| !reason.is_a_fact()) => None,
        Some(role) if asked_by(role).any(|(part, _)| part.known && part.points > 0) => Some(Silence::Unclear(role)),
        Some(role) => Some(Silence::Unanswered(role)),
        None if parts.is_empty() => Some(Silence::NothingAsked),
        None => reasons.is_empty().then_some(Silence::NothingShared),
    }
}

impl Reason {
    fn is_a_measure(&self) -> bool {
        matches!(self, Reason::Fits(_))
    }

    /// Whether it is only how things are, not something that people wrote about or for each other.
    fn is_a_fact(&self) -> bool {
        !matches!(self, Reason::Named { .. } | Reason::Rated { .. }) && self.topic().is_none()
    }

    /// What the reason is about, when it is about something.
    pub fn topic(&self) -> Option<&Topic> {
        match self {
            Reason::Answer { topic, .. } | Reason::Interest { topic, .. } | Reason::Common { topic, .. } => Some(topic),
            _ => None,
        }
    }
}

impl Topic {
    fn of(concept: Option<&Label>, quote: &Quote) -> Self {
        concept.map_or_else(|| Topic::Words(quote.text.clone()), |label| Topic::Concept(label.clone()))
    }

    fn is_an_interest(&self) -> bool {
        matches!(self, Topic::Concept(label) if label.kind == ConceptKind::Interest)
    }

    fn is(&self, other: &Topic) -> bool {
        match (self, other) {
            (Topic::Concept(a), Topic::Concept(b)) => a.sv == b.sv || a.en == b.en,
            (Topic::Words(a), Topic::Words(b)) => a.to_lowercase() == b.to_lowercase(),
            _ => false,
        }
    }
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Topic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Topic::Concept(label) => write!(f, "Concept({})", label.en),
            Topic::Words(words) => write!(f, "Words({} bytes)", words.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::criteria::Measure;
    use crate::scoring::samples::{field, fields, one_pair};
    use crate::scoring::text::Lexicon;

    /// The gist of the one pair of a program with this one criterion.
    fn gist(kind: Kind, adept: &[(&str, &str)], mentor: &[(&str, &str)]) -> Gist {
        let (_, breakdown) = one_pair(kind.clone(), adept, mentor);
        let mut criteria = Criteria::default();
        criteria.criteria.push(crate::scoring::samples::criterion("only", 10, kind));
        Gist::of(&criteria, &breakdown)
    }

    fn text(want: &str, offer: &str) -> Kind {
        Kind::Text { want: fields(&[want]), offer: fields(&[offer]) }
    }

    fn concept(topic: &Topic) -> &str {
        match topic {
            Topic::Concept(label) => &label.en,
            Topic::Words(words) => words,
        }
    }

    #[test]
    fn who_asks_is_told_with_the_reason_and_the_gap() {
        let wish = [("wish", "ledarskap och strategi")];
        let told = gist(text("adept.wish", "mentor.offer"), &wish, &[("offer", "Leadership")]);
        let [Reason::Answer { asker: Role::Adept, topic, near: false }] = told.reasons.as_slice() else { panic!("{told:?}") };
        let gap = told.gap.as_ref().unwrap();
        assert_eq!((concept(topic), concept(&gap.topic), gap.asker, told.silence), ("leadership", "strategy", Role::Adept, None));
        let told = gist(text("mentor.wish", "adept.offer"), &[("offer", "Leadership")], &wish);
        assert!(matches!(told.reasons.as_slice(), [Reason::Answer { asker: Role::Mentor, .. }]), "{told:?}");
        assert_eq!(told.gap.map(|gap| gap.asker), Some(Role::Mentor));
    }

    #[test]
    fn interests_are_shared_wherever_they_were_compared() {
        let tags = Kind::Tags {
            a: fields(&["mentor.interests"]),
            b: fields(&["adept.interests"]),
            measure: Measure::Overlap,
            enough: 2,
            reward: Reward::Same,
        };
        let told = gist(tags, &[("interests", "klättring, zumbatrumma")], &[("interests", "climbing, zumbatrumma")]);
        let topics: Vec<&str> = told.reasons.iter().filter_map(Reason::topic).map(concept).collect();
        assert_eq!(topics, ["climbing", "zumbatrumma"], "{told:?}");
        assert!(told.reasons.iter().all(|reason| matches!(reason, Reason::Interest { .. })));
        let skills = Kind::Tags {
            a: fields(&["mentor.tools"]),
            b: fields(&["adept.tools"]),
            measure: Measure::Overlap,
            enough: 2,
            reward: Reward::Same,
        };
        let told = gist(skills, &[("tools", "Kubernetes")], &[("tools", "kubernetes")]);
        assert!(matches!(told.reasons.as_slice(), [Reason::Common { .. }]), "{told:?}");
    }

    #[test]
    fn without_an_answer_the_silence_is_told() {
        let told = gist(text("adept.wish", "mentor.offer"), &[("wish", "ledarskap")], &[("offer", "")]);
        assert_eq!((told.reasons.as_slice(), told.silence, told.thin), (&[][..], Some(Silence::Unanswered(Role::Adept)), true));
        let told = gist(text("adept.wish", "mentor.offer"), &[], &[]);
        assert_eq!(told.silence, Some(Silence::NothingAsked));
        let city = Kind::Equal { a: field("mentor.city"), b: field("adept.city"), reward: Reward::Same };
        let told = gist(city.clone(), &[("city", "Ö")], &[("city", "Å")]);
        assert_eq!((told.reasons.as_slice(), told.silence), (&[][..], Some(Silence::NothingShared)));
        let told = gist(city, &[("city", "Ö")], &[("city", "ö")]);
        assert_eq!((told.reasons.as_slice(), told.silence), (&[Reason::Same(0)][..], None));
    }

    #[test]
    fn a_topic_that_is_answered_anywhere_is_no_gap() {
        let lexicon = Lexicon::built_in();
        assert!(!lexicon.read("strategi").is_empty());
        let wish = [("wish", "strategi"), ("other", "strategi och ledarskap")];
        let mentor = [("offer", "Strategy"), ("none", "Tennis")];
        let criteria: Vec<_> = [("adept.wish", "mentor.offer"), ("adept.other", "mentor.none")]
            .map(|(want, offer)| crate::scoring::samples::criterion(want, 10, text(want, offer)))
            .into();
        let people =
            [crate::scoring::samples::person(Role::Adept, "a", &wish), crate::scoring::samples::person(Role::Mentor, "m", &mentor)];
        let program = crate::scoring::samples::program(criteria, people);
        let scorer = crate::scoring::Scorer::new(std::sync::Arc::new(program));
        let terms = crate::scoring::Terms::of(scorer.program());
        let breakdown = scorer.breakdown(&terms, crate::program::Pair { adept: 0, mentor: 0 }).unwrap();
        let told = Gist::of(&scorer.program().criteria, &breakdown);
        assert_eq!(told.gap.map(|gap| concept(&gap.topic).to_owned()).as_deref(), Some("leadership"));
    }
}
