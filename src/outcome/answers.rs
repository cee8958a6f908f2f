//! The answers that other programs rely on, as JSON. Numbers are integers: scores, totals and prices in basis points.

use serde::Serialize;
use serde_json::Value;

use crate::program::{Pair, Shown};
use crate::scoring::{Evidence, Part};
use crate::session::Session;
use crate::words::{Lang, minutes::why_empty};

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
    /// Why, in a sentence.
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
    let unmatched =
        adepts.map(|(adept, person)| Unmatched { id: person.id.to_string(), why: why_empty(&session.why_empty(adept), program, lang) });
    let mentors = program.mentors().iter().enumerate().filter(|(mentor, _)| proposal.adepts_of(*mentor).next().is_none());
    Matched {
        schema: SCHEMA,
        objective: program.criteria.matching.objective.followed().as_str(),
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
pub fn explain_json(session: &Session, pair: Pair) -> Option<Value> {
    serde_json::to_value(explained(session, pair)?).ok()
}

/// `explain --json`; `None` for a pair outside the program. The price is null for a pair that cannot be made.
pub fn explained(session: &Session, pair: Pair) -> Option<Explained> {
    let (named, breakdown) = (session.named(pair)?, session.breakdown(pair)?);
    let criteria = &session.program().criteria;
    let rule = breakdown.blocked.and_then(|rule| criteria.rules.get(rule));
    let name = |part: &Part| criteria.criteria.get(part.criterion).map(|criterion| shown(&criterion.id.0)).unwrap_or_default();
    Some(Explained {
        adept: named.adept.to_string(),
        mentor: named.mentor.to_string(),
        score: breakdown.score,
        coverage: breakdown.coverage,
        blocked: rule.map(|rule| BlockedBy { rule: shown(&rule.id), label: shown(&rule.label) }),
        price: session.price(pair),
        parts: breakdown.parts.iter().map(|part| explained_part(part, name(part))).collect(),
    })
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
