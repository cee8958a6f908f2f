//! The answers that other programs rely on, as JSON. Numbers are integers: scores, totals and prices in basis points.

use serde::Serialize;
use serde_json::Value;

use crate::program::{Pair, Program, Role, Shown};
use crate::scoring::counterfactual::{Next, Rank, Ranks, Unblock, Without};
use crate::scoring::{Evidence, Part};
use crate::session::Session;
use crate::words::{Lang, minutes::why_empty, openings, sentence};

/// The version of these forms.
pub const SCHEMA: u32 = 1;

/// The proposal: `match --json`, and the first part of `assignment.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What the proposal makes as good as possible.
    pub objective: &'static str,
    /// The sum of scores; basis points.
    pub total: i64,
    /// The sum that would be reached without decisions about pairs; basis points.
    pub best_without_decisions: i64,
    /// In the order of adept ids.
    pub pairs: Vec<MatchedPair>,
    /// Adepts without a mentor, in the order of ids.
    pub unmatched_adepts: Vec<Unmatched>,
    /// Mentors without an adept, in the order of ids.
    pub unmatched_mentors: Vec<String>,
}

/// One pair of the proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchedPair {
    /// The adept's id.
    pub adept: String,
    /// The mentor's id.
    pub mentor: String,
    /// Basis points.
    pub score: u16,
    /// `proposed` or `locked`.
    pub state: &'static str,
}

/// An adept without a mentor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    /// The adept's id.
    pub id: String,
    /// Why, in a sentence, and what single change would help, in one or two more; people are named by their ids.
    pub why: String,
}

/// One pair taken apart.
#[derive(Debug, Serialize)]
pub struct Explained {
    adept: String,
    mentor: String,
    score: u16,
    coverage: u16,
    blocked: Option<BlockedBy>,
    price: Option<i64>,
    parts: Vec<ExplainedPart>,
    sentence: String,
    without: Vec<ExplainedWithout>,
    rank: Option<ExplainedRanks>,
    next: ExplainedNexts,
    unblock: Vec<ExplainedUnblock>,
}

/// The pair without one criterion; ranks are null for a blocked pair.
#[derive(Debug, Serialize)]
struct ExplainedWithout {
    criterion: String,
    score: u16,
    rank: Option<ExplainedRanks>,
}

/// The mentor's rank among the adept's mentors, and the adept's among the mentor's adepts.
#[derive(Debug, Serialize)]
struct ExplainedRanks {
    mentor: ExplainedRank,
    adept: ExplainedRank,
}

#[derive(Debug, Serialize)]
struct ExplainedRank {
    place: usize,
    of: usize,
    equal: usize,
}

#[derive(Debug, Serialize)]
struct ExplainedNexts {
    mentor: Option<ExplainedNext>,
    adept: Option<ExplainedNext>,
}

/// What is missing to the next rank, who holds it, and where the points could come from.
#[derive(Debug, Serialize)]
struct ExplainedNext {
    id: String,
    place: usize,
    points: u16,
    criterion: Option<String>,
    room: Option<u16>,
}

#[derive(Debug, Serialize)]
struct ExplainedUnblock {
    rule: String,
    label: String,
    unanswered: Vec<String>,
}

#[derive(Debug, Serialize)]
struct BlockedBy {
    rule: String,
    label: String,
}

#[derive(Debug, Serialize)]
struct ExplainedPart {
    criterion: String,
    points: u16,
    of: u16,
    applies: bool,
    evidence: Vec<ExplainedEvidence>,
    gaps: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ExplainedEvidence {
    want: String,
    offer: String,
    strength: u16,
}

/// The proposal under the decisions so far.
pub fn matched(session: &Session, lang: Lang) -> Matched {
    let (program, proposal) = (session.program(), session.proposal());
    let ids = |pair: Pair| session.named(pair).map(|named| (named.adept.to_string(), named.mentor.to_string()));
    let state = |pair| if session.is_locked(pair) { "locked" } else { "proposed" };
    let pairs = proposal.pairs().filter_map(|pair| {
        let (adept, mentor) = ids(pair)?;
        Some(MatchedPair { adept, mentor, score: session.scores().cell(pair).score, state: state(pair) })
    });
    let adepts = program.adepts().iter().enumerate().filter(|(adept, _)| session.partner(*adept).is_none());
    let found = session.openings_soon();
    let called = |role: Role, place: usize| program.people(role).get(place).map(|person| person.id.to_string()).unwrap_or_default();
    let why = |adept: usize| {
        let changes = found.iter().flat_map(|found| openings::for_adept(found, adept, program, &called, lang));
        [why_empty(&session.why_empty(adept), program, lang)].into_iter().chain(changes).collect::<Vec<_>>().join(" ")
    };
    let unmatched = adepts.map(|(adept, person)| Unmatched { id: person.id.to_string(), why: why(adept) });
    let mentors = program.mentors().iter().enumerate().filter(|(mentor, _)| proposal.adepts_of(*mentor).next().is_none());
    Matched {
        schema: SCHEMA,
        objective: session.objective().as_str(),
        total: proposal.total,
        best_without_decisions: session.total_without_decisions(),
        pairs: pairs.collect(),
        unmatched_adepts: unmatched.collect(),
        unmatched_mentors: mentors.map(|(_, person)| person.id.to_string()).collect(),
    }
}

/// `match --json` as a value. [`matched`] gives the same with its fields in their order.
pub fn match_json(session: &Session, lang: Lang) -> Value {
    serde_json::to_value(matched(session, lang)).unwrap_or_default()
}

/// `explain --json` as a value. [`explained`] gives the same with its fields in their order.
pub fn explain_json(session: &Session, pair: Pair, lang: Lang) -> Option<Value> {
    serde_json::to_value(explained(session, pair, lang)?).ok()
}

/// `explain --json`; `None` for a pair outside the program. The price is null for a pair that cannot be made. The sentence is the only field
/// in a language.
pub fn explained(session: &Session, pair: Pair, lang: Lang) -> Option<Explained> {
    let (named, breakdown) = (session.named(pair)?, session.breakdown(pair)?);
    let (program, otherwise) = (session.program(), session.counterfactuals(pair)?);
    let rule = breakdown.blocked.and_then(|rule| program.criteria.rules.get(rule));
    let criterion = |place: usize| program.criteria.criteria.get(place).map(|criterion| shown(&criterion.id.0)).unwrap_or_default();
    let without =
        |one: &Without| ExplainedWithout { criterion: criterion(one.criterion), score: one.score, rank: one.ranks.map(explained_ranks) };
    let next = |next: &Next, role: Role| ExplainedNext {
        id: program.people(role).get(end_of(next.pair, role)).map(|person| person.id.to_string()).unwrap_or_default(),
        place: next.place,
        points: next.points,
        criterion: next.most_room.map(|(place, _)| criterion(place)),
        room: next.most_room.map(|(_, room)| room),
    };
    Some(Explained {
        adept: named.adept.to_string(),
        mentor: named.mentor.to_string(),
        score: breakdown.score,
        coverage: breakdown.coverage,
        blocked: rule.map(|rule| BlockedBy { rule: shown(&rule.id), label: shown(&rule.label) }),
        price: session.price(pair),
        parts: breakdown.parts.iter().map(|part| explained_part(part, criterion(part.criterion))).collect(),
        sentence: sentence::about(lang, program, &breakdown),
        without: otherwise.without.iter().map(without).collect(),
        rank: otherwise.ranks.map(explained_ranks),
        next: ExplainedNexts {
            mentor: otherwise.next_mentor.as_ref().map(|one| next(one, Role::Mentor)),
            adept: otherwise.next_adept.as_ref().map(|one| next(one, Role::Adept)),
        },
        unblock: otherwise.unblock.iter().map(|one| explained_unblock(one, program)).collect(),
    })
}

fn explained_ranks(ranks: Ranks) -> ExplainedRanks {
    let rank = |rank: Rank| ExplainedRank { place: rank.place, of: rank.of, equal: rank.equal };
    ExplainedRanks { mentor: rank(ranks.mentor), adept: rank(ranks.adept) }
}

fn explained_unblock(unblock: &Unblock, program: &Program) -> ExplainedUnblock {
    let (id, label) = program.criteria.rules.get(unblock.rule).map_or(("", ""), |rule| (&rule.id, &rule.label));
    let unanswered = unblock.unanswered.iter().map(|field| shown(&field.to_string())).collect();
    ExplainedUnblock { rule: shown(id), label: shown(label), unanswered }
}

fn end_of(pair: Pair, role: Role) -> usize {
    if role == Role::Adept { pair.adept } else { pair.mentor }
}

fn explained_part(part: &Part, criterion: String) -> ExplainedPart {
    let evidence = |evidence: &Evidence| ExplainedEvidence {
        want: shown(&evidence.want.text),
        offer: shown(&evidence.offer.text),
        strength: evidence.strength,
    };
    ExplainedPart {
        criterion,
        points: part.points,
        of: part.of,
        applies: part.applies,
        evidence: part.evidence.iter().map(evidence).collect(),
        gaps: part.gaps.iter().map(|gap| shown(&gap.quote.text)).collect(),
    }
}

fn shown(text: &str) -> String {
    Shown::new(text).into()
}
