//! One pair's score taken apart: parts with evidence and gaps, and the rules that were checked.

use std::ops::Range;

use crate::program::{FieldRef, Pair};

use super::FULL;
use super::apportion::{Share, apportion};
use super::text::Label;

/// One pair's score, ready to be explained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breakdown {
    /// Whose.
    pub pair: Pair,
    /// Basis points; the points of the parts add up to it exactly. A blocked pair keeps its number.
    pub score: u16,
    /// The share of the weight that rests on real answers; basis points.
    pub coverage: u16,
    /// Whether the coverage is below the program's `low_coverage`.
    pub thin: bool,
    /// One for each criterion, in the order of `criteria.toml`.
    pub parts: Vec<Part>,
    /// One for each rule, in the order of `criteria.toml`.
    pub rules: Vec<RuleCheck>,
    /// The first rule that blocks the pair, as an index into the program's rules.
    pub blocked: Option<usize>,
}

impl Breakdown {
    /// The first rule that marks the pair without blocking it, as an index into the program's rules.
    pub fn first_warning(&self) -> Option<usize> {
        let marks = |check: &&RuleCheck| matches!(check.verdict, Verdict::Warns | Verdict::WarnsUnknown);
        self.rules.iter().find(marks).map(|check| check.rule)
    }
}

/// One criterion's share of a score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Index into the program's criteria.
    pub criterion: usize,
    /// Basis points of the whole score that it gives; never above `of`.
    pub points: u16,
    /// Basis points that it could give at most. The `of` of all parts that apply add up to 10000.
    pub of: u16,
    /// False when nothing was asked, it is switched off, or a blank offer leaves the sum.
    pub applies: bool,
    /// False when the offer was blank and the value is the program's stand-in.
    pub known: bool,
    /// At most three, strongest first.
    pub evidence: Vec<Evidence>,
    /// What was asked and not answered; at most two.
    pub gaps: Vec<Gap>,
    /// What there is to say beside quotes.
    pub detail: Detail,
}

/// Two quoted passages behind a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// What was wanted (for kinds without direction: side `a`).
    pub want: Quote,
    /// What was offered (for kinds without direction: side `b`).
    pub offer: Quote,
    /// How well they answer each other; basis points, at least 5000.
    pub strength: u16,
    /// What it is about, if the concept table knows it: what was wanted, or what two tags have in common.
    pub topic: Option<Label>,
}

impl Evidence {
    /// Weaker than this nothing is quoted as a reason; basis points.
    pub const LEAST: u16 = 5_000;
    /// More pieces than this are not quoted for one part.
    pub const MOST: usize = 3;
}

/// Something that was asked and not answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The words that asked.
    pub quote: Quote,
    /// What they ask for, if the concept table knows it.
    pub topic: Option<Label>,
}

impl Gap {
    /// More gaps than this are not quoted for one part.
    pub const MOST: usize = 2;
}

/// A passage of an answer, as the person wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct Quote {
    /// Whose answer, and which.
    pub field: FieldRef,
    /// The quoted words.
    pub text: String,
    /// Where they stand; `None` for an answer of several texts that is quoted whole, and for a name.
    pub at: Option<Place>,
}

/// Where quoted words stand in an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Which of the field's texts, as [`Application::texts`](crate::program::Application::texts) gives them: a list has several.
    pub text: usize,
    /// Which bytes of that text; always whole characters.
    pub range: Range<usize>,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Quote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Quote({}, {} bytes)", self.field, self.text.len())
    }
}

/// What a part says beside its quotes; the words for it are in [`crate::words`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Detail {
    /// Nothing beside the quotes.
    #[default]
    None,
    /// Nothing was asked, so the criterion does not apply.
    NotAsked,
    /// The criterion's weight is nought.
    SwitchedOff,
    /// The answer that was needed is blank.
    Blank(FieldRef),
    /// The answer that was needed cannot be read as a number.
    Unreadable(FieldRef),
    /// A place that the place table does not know.
    UnknownPlace(FieldRef),
    /// Kilometres between two places.
    Kilometres(u32),
    /// One side can meet at a distance.
    Remote,
    /// Both answered the same.
    Same,
    /// The answers differ.
    Differs,
    /// A number that was measured, in thousandths.
    Measured(i64),
    /// So many shared tags.
    SharedTags(u32),
    /// The first shared language, as one of them wrote it.
    SharedLanguage(String),
    /// No language in common.
    NoSharedLanguage,
    /// Someone named the other.
    Named,
    /// Nobody named anybody: does not apply.
    NobodyNamed,
    /// A value from a table's cell, or its default.
    Cell {
        /// Whether row and column are in the table.
        found: bool,
    },
    /// The group's own rating of `scale`.
    Rated {
        /// What was given.
        rating: u32,
        /// What is full marks.
        scale: u32,
    },
    /// The group has not rated this pair.
    NotRated,
}

/// What became of one rule for one pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleCheck {
    /// Index into the program's rules.
    pub rule: usize,
    /// The outcome.
    pub verdict: Verdict,
}

/// The outcome of checking a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Kept, or nothing raised the need.
    Kept,
    /// Broken, and the pair cannot be made.
    Blocks,
    /// Broken, and the pair is marked.
    Warns,
    /// An answer that it needs is blank; the pair is marked.
    WarnsUnknown,
    /// An answer that it needs is blank, and that blocks.
    BlocksUnknown,
}

/// Basis points as a whole percent, rounded half up: `6350` is 64. More than full marks are 100.
pub fn percent(basis_points: u16) -> u16 {
    (basis_points.min(FULL) + 50) / 100
}

/// Every part in whole percent points, as (points, of): the points add up to the shown percent of the score, the `of`s to 100 (when any part
/// applies), and no part is above its `of`. Each number is its basis points rounded up or down.
pub fn whole_points(breakdown: &Breakdown) -> Vec<(u16, u16)> {
    let shares: Vec<Share> =
        breakdown.parts.iter().map(|part| Share { gained: u64::from(part.points), full: u64::from(part.of) }).collect();
    apportion(&shares, 100).into_iter().map(|whole| (basis_points(whole.points), basis_points(whole.of))).collect()
}

/// A number that is known to be at most 10000.
pub(super) fn basis_points(number: u64) -> u16 {
    u16::try_from(number).unwrap_or(FULL).min(FULL)
}
