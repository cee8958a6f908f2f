//! The reading room: one pair in full.

use std::ops::Range;

use crate::program::{FieldRef, Pair, Shown};
use crate::scoring::{Breakdown, Counterfactuals, Verdict};
use crate::session::PairState;
use crate::session::why::WhyNot;

/// One pair in full: the parts, both applications with the evidence marked, the rules, the alternatives.
#[derive(Debug, Clone)]
pub struct Explain {
    /// Which pair.
    pub pair: Pair,
    /// The adept's name.
    pub adept: Shown,
    /// The mentor's name.
    pub mentor: Shown,
    /// What the pair is.
    pub state: PairState,
    /// Why it is not in the proposal, when it is not.
    pub why_not: WhyNot,
    /// The score taken apart; `None` only when the scorer knows nothing of the pair.
    pub breakdown: Option<Breakdown>,
    /// Its ranks, and what would be otherwise.
    pub otherwise: Option<Counterfactuals>,
    /// Where each part's quotes stand in the answers below.
    pub quoted: Vec<Vec<Quoted>>,
    /// Everything the adept answered, fields that criteria name first.
    pub adept_answers: Vec<AnswerLine>,
    /// Everything the mentor answered, fields that criteria name first.
    pub mentor_answers: Vec<AnswerLine>,
    /// The rules that were checked.
    pub rules: Vec<RuleLine>,
    /// The adept's best other mentors, and why they were not chosen; at most three.
    pub other_mentors: Vec<Other>,
    /// The mentor's best other adepts, and why they were not chosen; at most three.
    pub other_adepts: Vec<Other>,
    /// Notes about the pair or either of its people, oldest first.
    pub notes: Vec<NoteLine>,
    /// Which part has the cursor, as an index into the breakdown's parts.
    pub part: usize,
    /// Which column has the keys.
    pub reading: Reading,
    /// How far each text is scrolled, in lines: the adept's application, the mentor's, the rest. The picture bounds it by what there is.
    pub scroll: [u16; 3],
}

/// A column of the reading room; Tab goes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// The parts; the cursor marks a part's evidence in both texts.
    #[default]
    Parts,
    /// The adept's application.
    Adept,
    /// The mentor's application.
    Mentor,
    /// Rules, alternatives and notes.
    Rest,
}

/// One answer of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    /// Which field.
    pub field: FieldRef,
    /// The answer; empty when it was left blank.
    pub text: Shown,
    /// What is quoted here: bytes of `text`, in order, not overlapping.
    pub marks: Vec<(Range<usize>, Passage)>,
}

/// A quote in an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The answer.
    pub field: FieldRef,
    /// Bytes of the answer's text as it is shown.
    pub range: Range<usize>,
    /// What it is for its part.
    pub passage: Passage,
}

/// What a marked passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// Evidence of the part under the cursor: the n-th pair of quotes, from 0.
    Evidence(usize),
    /// What the part under the cursor asks and nothing answers.
    Gap,
    /// What another part asks and nothing answers, under any criterion.
    OtherGap,
}

/// One rule that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule's label.
    pub label: Shown,
    /// What became of it.
    pub verdict: Verdict,
}

/// A possible other partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The pair that it would be.
    pub pair: Pair,
    /// The other partner's name.
    pub name: Shown,
    /// The score it would have; basis points.
    pub score: u16,
    /// Whether the score rests on little.
    pub thin: bool,
    /// Whether it is as good as the pair that is read.
    pub equal: bool,
    /// Why it was not chosen.
    pub why_not: WhyNot,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    /// Who.
    pub by: Shown,
    /// When, as in the record.
    pub at: String,
    /// What; `None` once it has been erased.
    pub text: Option<Shown>,
    /// When its words were changed last, if they were.
    pub reworded_at: Option<String>,
}
