//! A passage: one answer, read.

use std::ops::Range;
use std::sync::Arc;

use super::concepts::ConceptId;
use super::language::Language;

/// One answer as the units that can be wanted or offered, each with its place in the text.
///
/// Holds words that a person wrote; it has no `Display`, and its `Debug` tells sizes only.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Passage {
    pub(super) units: Vec<Found>,
    /// The character n-grams of every word with a topic, sorted, each once.
    pub(super) grams: Vec<u32>,
    /// All words in normal form when none of them is a unit, for comparing tags such as "läsa".
    pub(super) bare: String,
}

/// A unit and the bytes that say it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub unit: Unit,
    pub range: Range<usize>,
    pub standing: Standing,
}

/// How a unit stands in the words that say it, which decides how much it counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Standing {
    /// The part of a compound that tells less: barn in barnläkare.
    Aside,
    /// The part of a compound that tells most: its last, unless that is a wide word (tull in tullfrågor).
    Main,
    /// All of a compound whose parts are units too.
    Compound,
    /// The words themselves.
    Outright,
}

/// What can be wanted or offered: a concept of the table, or a word that no concept knows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Concept(ConceptId),
    Word { language: Language, stem: Arc<str>, form: Arc<str> },
}

impl Passage {
    /// Whether the text says nothing that could be wanted or offered.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The concepts that stand there as `is` wants it.
    pub(super) fn concepts(&self, is: impl Fn(Standing) -> bool) -> impl Iterator<Item = ConceptId> {
        self.units.iter().filter(move |found| is(found.standing)).filter_map(|found| match found.unit {
            Unit::Concept(id) => Some(id),
            Unit::Word { .. } => None,
        })
    }
}

impl std::fmt::Debug for Passage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passage").field("units", &self.units.len()).field("grams", &self.grams.len()).finish()
    }
}
