//! Decisions, the records that keep them, and the intents that ask for them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::program::criteria::{Effect, Objective};
use crate::program::{CriterionId, PersonId, Weight};

/// One thing a person did. What people make, holds: an assigned or swapped pair is locked until somebody unlocks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Decision {
    /// The pair stays, whatever the solver finds.
    Lock(Named),
    /// The solver may move the pair again.
    Unlock(Named),
    /// The pair is made and locked; whoever had the seat unlocked is placed anew.
    Assign(Named),
    /// Two adepts exchange mentors; both new pairs are locked.
    Swap {
        /// One adept.
        adept: PersonId,
        /// The mentor that `adept` gets: the one that `other` had.
        gets: PersonId,
        /// The other adept.
        other: PersonId,
        /// The mentor that `other` gets: the one that `adept` had.
        other_gets: PersonId,
    },
    /// The pair is never proposed.
    Forbid(Named),
    /// The pair may be proposed again.
    Allow(Named),
    /// Something to remember about a pair, a person or the program; the words are in the record's note.
    Note {
        /// The adept it is about.
        adept: Option<PersonId>,
        /// The mentor it is about.
        mentor: Option<PersonId>,
    },
    /// Other words for a note of one's own; they are in this record's note.
    Reword {
        /// The record of the note.
        note: u64,
    },
    /// A note of one's own counts no more.
    Withdraw {
        /// The record of the note.
        note: u64,
    },
    /// What one member of the group thinks of a pair.
    Vote {
        /// The pair's adept.
        adept: PersonId,
        /// The pair's mentor.
        mentor: PersonId,
        /// What they think.
        answer: Ballot,
    },
    /// From here on everybody sees who answered what about the pair.
    Reveal(Named),
    /// A criterion's weight from now on.
    Weight {
        /// Which criterion.
        criterion: CriterionId,
        /// The weight in thousandths of a point.
        thousandths: Weight,
    },
    /// What a rule does from now on.
    Rule {
        /// The rule's id.
        rule: String,
        /// What breaking it does.
        effect: Effect,
    },
    /// What the proposal makes as good as possible from now on.
    Objective {
        /// Which objective.
        objective: Objective,
    },
    /// The proposal is made anew from the canonical optimum under the present decisions.
    Afresh,
    /// What a person answered when asked about the pair.
    Consent {
        /// Who answered.
        person: PersonId,
        /// Whether they said yes.
        yes: bool,
    },
    /// The assignment is final; only reopening and notes are possible after it.
    Finalise,
    /// Decisions are possible again.
    Reopen,
    /// Takes back the record that the record's `undoes` names; taking back an undo is a redo.
    Undo,
}

/// One answer to whether a pair is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ballot {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// The group is to talk about it first.
    Talk,
}

impl Ballot {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Ballot; 3] = [Ballot::Yes, Ballot::No, Ballot::Talk];
}

/// A pair by the ids of its two people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The adept.
    pub adept: PersonId,
    /// The mentor.
    pub mentor: PersonId,
}

impl Named {
    /// A pair by two ids.
    pub fn new(adept: &PersonId, mentor: &PersonId) -> Self {
        Self { adept: adept.clone(), mentor: mentor.clone() }
    }
}

/// What somebody wants to be recorded: made on the screen or at the counter, checked and recorded by the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Made by whoever asks, so that asking twice is recorded once: a ULID.
    pub id: String,
    /// Who asks.
    pub by: String,
    /// In which role.
    pub role: Standing,
    /// The last record that the maker had seen; 0 for none.
    pub see: u64,
    /// What is wanted.
    pub decision: Decision,
    /// For each key that the decision touches, the last record the maker knew to have touched it (see [`super::Ledger::expect`]).
    pub expect: BTreeMap<String, u64>,
    /// What stood there before, for readers of the journal: adept to mentor, criterion to weight, rule to effect, `objective`.
    pub was: BTreeMap<String, Option<String>>,
    /// For [`Decision::Undo`]: which record it takes back.
    pub undoes: Option<u64>,
    /// Why, in the maker's words; for [`Decision::Note`] and [`Decision::Reword`] the note itself, for votes nothing.
    pub why: Option<String>,
}

/// What a person may do, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Reads.
    Viewer,
    /// Decides.
    #[default]
    Editor,
    /// Decides, finalises, reopens, undoes others.
    Chair,
}

/// One line of the journal. The order of the fields is the order in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Checksum and chain: see the journal.
    pub sum: String,
    /// From 1, without holes.
    pub seq: u64,
    /// The intent's id.
    pub id: String,
    /// When, in UTC to the second; for people, never for order.
    pub at: String,
    /// Who, by the name that they sat down under.
    pub by: String,
    /// The Unix account that wrote it; records of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// In which role.
    pub role: Standing,
    /// The last record that the maker had seen.
    pub see: u64,
    /// What was decided.
    pub decision: Decision,
    /// What the maker knew to have touched the same things last.
    pub expect: BTreeMap<String, u64>,
    /// What stood there before.
    pub was: BTreeMap<String, Option<String>>,
    /// Which record this one takes back.
    pub undoes: Option<u64>,
    /// Why; its text can be erased without breaking the chain.
    pub note: Option<Note>,
}

/// Free text beside a decision.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Random, so that a short text cannot be guessed from its hash.
    pub salt: String,
    /// SHA-256 over salt and text, in hex.
    pub hash: String,
    /// The words; `None` once they have been erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Note").field("hash", &self.hash).finish_non_exhaustive()
    }
}

impl Record {
    /// The words beside the decision, unless there were none or they were erased.
    pub fn why(&self) -> Option<&str> {
        self.note.as_ref().and_then(|note| note.text.as_deref())
    }
}

impl Decision {
    /// The word for the kind in files and at the counter.
    pub fn kind(&self) -> &'static str {
        match self {
            Decision::Lock(_) => "lock",
            Decision::Unlock(_) => "unlock",
            Decision::Assign(_) => "assign",
            Decision::Swap { .. } => "swap",
            Decision::Forbid(_) => "forbid",
            Decision::Allow(_) => "allow",
            Decision::Note { .. } => "note",
            Decision::Reword { .. } => "reword",
            Decision::Withdraw { .. } => "withdraw",
            Decision::Vote { .. } => "vote",
            Decision::Reveal(_) => "reveal",
            Decision::Weight { .. } => "weight",
            Decision::Rule { .. } => "rule",
            Decision::Objective { .. } => "objective",
            Decision::Afresh => "afresh",
            Decision::Consent { .. } => "consent",
            Decision::Finalise => "finalise",
            Decision::Reopen => "reopen",
            Decision::Undo => "undo",
        }
    }

    /// What the decision touches. Two decisions that share a key depend on each other's order.
    ///
    /// `adept:ID` is whom an adept is locked to, `pair:ADEPT/MENTOR` whether the pair may be, `weight:CRITERION` a weight,
    /// `rule:RULE` what a rule does, `objective` what the proposal strives for, `note:SEQ` the words of a note. Votes touch nothing: each
    /// person has an own.
    /// Some decisions rest on more than they touch: see `since`. Keys are lower-cased, as ids are compared.
    pub fn keys(&self) -> Vec<String> {
        let adept = |id: &PersonId| format!("adept:{}", id.as_str().to_ascii_lowercase());
        let pair = |a: &PersonId, m: &PersonId| format!("pair:{}/{}", a.as_str().to_ascii_lowercase(), m.as_str().to_ascii_lowercase());
        match self {
            Decision::Lock(p) | Decision::Unlock(p) | Decision::Assign(p) => vec![adept(&p.adept), pair(&p.adept, &p.mentor)],
            Decision::Swap { adept: a, gets, other, other_gets } => {
                vec![adept(a), adept(other), pair(a, gets), pair(other, other_gets)]
            }
            Decision::Forbid(p) | Decision::Allow(p) => vec![pair(&p.adept, &p.mentor)],
            Decision::Weight { criterion, .. } => vec![format!("weight:{criterion}")],
            Decision::Rule { rule, .. } => vec![format!("rule:{rule}")],
            Decision::Objective { .. } => vec!["objective".to_owned()],
            Decision::Consent { person, .. } => vec![format!("consent:{}", person.as_str().to_ascii_lowercase())],
            Decision::Finalise | Decision::Reopen => vec!["program".to_owned()],
            Decision::Reword { note } | Decision::Withdraw { note } => vec![format!("note:{note}")],
            Decision::Note { .. } | Decision::Vote { .. } | Decision::Reveal(_) | Decision::Afresh | Decision::Undo => vec![],
        }
    }

    /// The pair that it is about; nothing for what is about two pairs, one person or the program.
    pub fn pair(&self) -> Option<Named> {
        match self {
            Decision::Lock(pair) | Decision::Unlock(pair) | Decision::Assign(pair) => Some(pair.clone()),
            Decision::Forbid(pair) | Decision::Allow(pair) | Decision::Reveal(pair) => Some(pair.clone()),
            Decision::Note { adept: Some(adept), mentor: Some(mentor) } | Decision::Vote { adept, mentor, .. } => {
                Some(Named::new(adept, mentor))
            }
            _ => None,
        }
    }

    /// As [`Decision::pair`]; of a swap the first of the pairs that it makes.
    pub fn first_pair(&self) -> Option<Named> {
        match self {
            Decision::Swap { adept, gets, .. } => Some(Named::new(adept, gets)),
            decision => decision.pair(),
        }
    }

    /// Whether it changes the terms that scores are made under.
    pub fn sets_terms(&self) -> bool {
        matches!(self, Decision::Weight { .. } | Decision::Rule { .. })
    }

    /// Whether the proposal can change with it.
    pub fn moves_people(&self) -> bool {
        let words = matches!(self, Decision::Note { .. } | Decision::Reword { .. } | Decision::Withdraw { .. });
        let voices = matches!(self, Decision::Vote { .. } | Decision::Reveal(_) | Decision::Consent { .. });
        !words && !voices && !matches!(self, Decision::Finalise | Decision::Reopen)
    }
}
