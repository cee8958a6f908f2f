//! What the group asks of a pair: criteria with weights, rules, capacity and how to match. Only valid values can be built by the
//! loader; numbers are integers from here on: shares in basis points (0..=10000), weights in thousandths of a point.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::application::{PersonId, Role};
use super::roles::Roles;

/// More seats than any mentor can mean; keeps every sum far from overflow.
pub const MOST_SEATS: u32 = 10_000;

/// The whole of `criteria.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Criteria {
    /// The program's title, for headers and minutes.
    pub title: String,
    /// Which member of the group may do what.
    pub roles: Roles,
    /// What a blank offer is worth.
    pub missing: Missing,
    /// The fixed share of full marks that a blank offer gets under [`Missing::Neutral`]; basis points.
    pub neutral: u16,
    /// Below this share of the weight resting on real answers a percent is shown with `~`; basis points.
    pub low_coverage: u16,
    /// Pairs whose scores are closer than this are shown as equally good; basis points.
    pub same_within: u16,
    /// How free text is compared.
    pub text: TextSettings,
    /// The criteria in the order of the file; ids are unique.
    pub criteria: Vec<Criterion>,
    /// The rules in the order of the file; ids are unique.
    pub rules: Vec<Rule>,
    /// How many adepts a mentor may take.
    pub capacity: Capacity,
    /// How the proposal is made.
    pub matching: Matching,
    /// Where it was read.
    pub source: CriteriaSource,
}

/// Where criteria and rules stand: for problems. Empty when they come from no file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CriteriaSource {
    /// The criteria file, as problems name it.
    pub file: String,
    /// Line and column (from 1) of each criterion, by id.
    pub criteria: BTreeMap<String, (u32, u32)>,
    /// Line and column (from 1) of each rule, by id.
    pub rules: BTreeMap<String, (u32, u32)>,
}

/// A criterion's name in files and decisions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CriterionId(pub Arc<str>);

impl fmt::Display for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A criterion's weight in thousandths of a point, at most a million points; only proportions matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub u32);

impl Weight {
    /// The greatest weight that can be given.
    pub const MOST: Weight = Weight(1_000_000_000);

    /// Whole or broken points as a person writes them, without sign: `35`, `7,5`; `None` for anything else, too much, or more decimals
    /// than can be kept.
    pub fn read(text: &str) -> Option<Self> {
        let decimals = text.trim().split_once([',', '.']).map_or("", |(_, decimals)| decimals);
        if decimals.trim_end_matches('0').len() > 3 {
            return None;
        }
        let thousandths = super::application::read_number(text)?;
        u32::try_from(thousandths).ok().map(Weight).filter(|weight| *weight <= Weight::MOST)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::application::written_number(i64::from(self.0)))
    }
}

/// What a blank offer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// A fixed share of full marks.
    #[default]
    Neutral,
    /// Its weight leaves the sum.
    Skip,
    /// Nothing.
    Zero,
}

/// `[text]`: how free text is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSettings {
    /// Whether the built-in concept table is used.
    pub built_in_concepts: bool,
    /// The group's own concept tables: (file as written, contents).
    pub own_concepts: Vec<(String, String)>,
    /// Raw coverage that counts as 0 %; basis points.
    pub zero: u16,
    /// Raw coverage that counts as 100 %; basis points, above `zero`.
    pub full: u16,
}

/// One named field of one role: `mentor.city`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldRef {
    /// Whose answer.
    pub role: Role,
    /// Which answer, or `first_name`, `last_name`, `email`.
    pub field: String,
}

impl FieldRef {
    /// Reads `mentor.FIELD` or `adept.FIELD`.
    pub fn read(text: &str) -> Option<Self> {
        let (role, field) = text.split_once('.')?;
        let role = match role {
            "mentor" => Role::Mentor,
            "adept" => Role::Adept,
            _ => return None,
        };
        (!field.is_empty()).then(|| Self { role, field: field.to_owned() })
    }
}

impl fmt::Display for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            Role::Mentor => "mentor",
            Role::Adept => "adept",
        };
        write!(f, "{role}.{}", self.field)
    }
}

/// The form in which tables and rule values are compared: NFC, lower case, one space between words and none around.
pub fn folded(text: &str) -> String {
    let text: String = text.nfc().flat_map(char::to_lowercase).nfc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One weighted way in which two people can fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Name in files and decisions.
    pub id: CriterionId,
    /// Name on screen; the id when none was given.
    pub label: String,
    /// How much it counts; 0 switches it off.
    pub weight: Weight,
    /// How it is valued.
    pub kind: Kind,
}

/// How a criterion is valued. In every kind, `want` asks and `offer` answers; where both sides are alike they are `a` and `b`.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Free text: how much of what is wanted is offered.
    Text {
        /// Fields of the one role that asks.
        want: Vec<FieldRef>,
        /// Fields of the other role.
        offer: Vec<FieldRef>,
    },
    /// Shared tags.
    Tags {
        /// One side's fields.
        a: Vec<FieldRef>,
        /// The other side's fields.
        b: Vec<FieldRef>,
        /// How the shared tags are counted.
        measure: Measure,
        /// This many shared tags are full marks (for [`Measure::Overlap`]); at least 1.
        enough: u32,
        /// Whether likeness or difference is wanted.
        reward: Reward,
    },
    /// Full marks when both answered the same (folded, trimmed), nothing when not.
    Equal {
        /// One side's field.
        a: FieldRef,
        /// The other side's field.
        b: FieldRef,
        /// Whether likeness or difference is wanted.
        reward: Reward,
    },
    /// A number between two anchors.
    Number {
        /// One field, or the distance between two.
        measured: Measured,
        /// The number that counts as 0 %, in thousandths.
        zero: i64,
        /// The number that counts as 100 %, in thousandths; may lie below `zero`.
        full: i64,
    },
    /// How far apart two people live.
    Distance {
        /// One side's place.
        a: FieldRef,
        /// The other side's place.
        b: FieldRef,
        /// Up to this many kilometres count as 100 %.
        full_km: u32,
        /// From this many kilometres on it is 0 %; above `full_km`.
        zero_km: u32,
        /// What "remote" or "distans" as a place is worth; basis points, if given.
        remote: Option<u16>,
    },
    /// Full marks when there is a language that both named.
    Language {
        /// One side's languages.
        a: FieldRef,
        /// The other side's languages.
        b: FieldRef,
    },
    /// Counts only for pairs where someone named the other.
    Named {
        /// One side's free text.
        a: Vec<FieldRef>,
        /// The other side's free text.
        b: Vec<FieldRef>,
    },
    /// A value by row and column.
    Table {
        /// Whose answer picks the row.
        row: FieldRef,
        /// Whose answer picks the column.
        col: FieldRef,
        /// Value when row or column is not in the table; basis points.
        default: u16,
        /// Values by folded row and column; basis points.
        cells: BTreeMap<(String, String), u16>,
    },
    /// The group's own ratings.
    Pairs {
        /// Rating by (adept, mentor), at most `scale`; a pair without one does not have the criterion applied.
        ratings: BTreeMap<(PersonId, PersonId), u32>,
        /// The rating that is full marks; at least 1. The value is rating / scale exactly.
        scale: u32,
    },
}

impl Kind {
    /// The fields that a criterion looks at, who asks first.
    pub fn fields(&self) -> Vec<&FieldRef> {
        match self {
            Kind::Text { want: a, offer: b } | Kind::Tags { a, b, .. } | Kind::Named { a, b } => a.iter().chain(b).collect(),
            Kind::Equal { a, b, .. } | Kind::Distance { a, b, .. } | Kind::Language { a, b } | Kind::Table { row: a, col: b, .. } => {
                vec![a, b]
            }
            Kind::Number { measured: Measured::One(field), .. } => vec![field],
            Kind::Number { measured: Measured::Gap(a, b), .. } => vec![a, b],
            Kind::Pairs { .. } => vec![],
        }
    }
}

/// How shared tags are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Shared / min(enough, the smaller set).
    #[default]
    Overlap,
    /// Twice the shared / both sizes.
    Dice,
    /// Shared / the union.
    Jaccard,
}

/// Whether likeness or difference earns marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reward {
    /// Likeness.
    #[default]
    Same,
    /// Difference: the value is turned round.
    Different,
}

/// What a `number` criterion measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// One person's number.
    One(FieldRef),
    /// How far apart two numbers are.
    Gap(FieldRef, FieldRef),
}

/// A hard condition outside the sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Name in files.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// When it is broken.
    pub condition: Condition,
    /// What breaking it does.
    pub effect: Effect,
    /// What a blank answer that it needs does.
    pub unknown: Unknown,
}

/// What a rule looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Broken when `when` holds and `need` does not.
    WhenNeed {
        /// The one person's answer that raises the need.
        when: Test,
        /// The other person's answer that meets it.
        need: Test,
    },
    /// Broken when both answered the same (names of organisations without AB, HB and the like).
    Same(FieldRef, FieldRef),
    /// Broken when the two answers differ.
    Differ(FieldRef, FieldRef),
    /// Broken for these pairs of (adept, mentor).
    Pairs(BTreeSet<(PersonId, PersonId)>),
}

/// Whether a field holds any of some values (folded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The answer looked at.
    pub field: FieldRef,
    /// The values that pass; never empty.
    pub any: Vec<String>,
}

/// What breaking a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The pair cannot be made.
    Block,
    /// The pair is marked.
    Warn,
    /// Nothing: the rule is switched off.
    Off,
}

impl Effect {
    /// All of them, the strictest first.
    pub const ALL: [Effect; 3] = [Effect::Block, Effect::Warn, Effect::Off];

    /// The word in files and at the counter.
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Block => "block",
            Effect::Warn => "warn",
            Effect::Off => "off",
        }
    }
}

/// What a blank answer that a rule needs does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// As if the rule were broken: the pair cannot be made, or is marked where the rule only warns.
    Block,
    /// The pair is marked.
    Warn,
    /// Nothing.
    Allow,
}

impl Unknown {
    /// What holds when the file does not say: a blank answer marks the pair, except where two answers must not be alike, since a blank
    /// answer is like nothing and would mark nearly everybody.
    pub fn usual_for(condition: &Condition) -> Self {
        match condition {
            Condition::Same(..) | Condition::Pairs(_) => Unknown::Allow,
            Condition::WhenNeed { .. } | Condition::Differ(..) => Unknown::Warn,
        }
    }
}

/// `[capacity]`: how many adepts a mentor may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// The mentor's answer that says so.
    pub field: Option<String>,
    /// Where there is no such answer.
    pub default: u32,
}

/// `[matching]`: how the proposal is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matching {
    /// What the proposal makes as good as possible.
    pub objective: Objective,
    /// Match as many adepts as possible before the total counts. `floor` and `fair` always do: nobody is worse off than an adept
    /// without a mentor.
    pub people_first: bool,
    /// A pair below this score is never proposed (people may still make it); basis points.
    pub minimum: u16,
    /// Points a change must gain before an unlocked proposed pair is moved again; basis points.
    pub steadiness: u16,
}

/// What the proposal makes as good as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Objective {
    /// The sum of scores.
    #[default]
    Total,
    /// The worst-off adept, then the sum.
    Floor,
    /// The worst-off, then the next, and so on.
    Fair,
}

impl Objective {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Objective; 3] = [Objective::Total, Objective::Floor, Objective::Fair];

    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Objective::Total => "total",
            Objective::Floor => "floor",
            Objective::Fair => "fair",
        }
    }
}

impl Default for Matching {
    fn default() -> Self {
        Self { objective: Objective::Total, people_first: true, minimum: 0, steadiness: 100 }
    }
}

impl Default for Capacity {
    fn default() -> Self {
        Self { field: None, default: 1 }
    }
}

impl Default for TextSettings {
    fn default() -> Self {
        Self { built_in_concepts: true, own_concepts: Vec::new(), zero: 500, full: 5500 }
    }
}

impl Default for Criteria {
    fn default() -> Self {
        Self {
            title: String::new(),
            roles: Roles::default(),
            missing: Missing::Neutral,
            neutral: 4000,
            low_coverage: 6000,
            same_within: 500,
            text: TextSettings::default(),
            criteria: Vec::new(),
            rules: Vec::new(),
            capacity: Capacity::default(),
            matching: Matching::default(),
            source: CriteriaSource::default(),
        }
    }
}
