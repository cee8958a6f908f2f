//! How free text is compared: the room where two people's own words meet.
//!
//! ```text
//! text ──words──▶ tokens ──language──▶ sentences ──reading──▶ Passage   (once per answer)
//!        stems, stop words, boilerplate, concepts, compounds ▲ Lexicon
//! Passages of everybody ──▶ Rarity ──▶ Side      (once per person and criterion)
//! Side × Offers ──▶ values                      (for every pair and criterion)
//!      × Side   ──▶ value, explain              (for the pair that people look at)
//! ```
//!
//! * [`Lexicon`]: stop words, boilerplate and the concept table, parsed once. Its [`Reading`] makes each text a [`Passage`].
//! * [`Rarity`]: how much a word or concept tells, given how many people of the program use it.
//! * [`Side`]: what one person wants, or offers, under one criterion: several passages merged.
//! * [`Offers`]: every offer of a criterion, laid out to be compared with one want after another.
//! * [`lines`]: two passages that are to mean the same, as lines of a program's own table.
//! * [`value`], [`explain`]: how much of a want an offer covers, and why. [`same_word`]: the same question for two tags.
//!
//! Soft coverage, not cosine: for each thing that is wanted, the best thing that is offered, weighted by rarity and
//! divided by what was wanted. "Three of four wishes" is what people mean by a fit, and each unit of it has a quote
//! behind it.
//!
//! Never in here: names of fields or criteria, weights that people set, files, and floating-point numbers in a result.
//! Nothing depends on the order of people or passages.

mod compounds;
mod concepts;
mod coverage;
mod grams;
mod known;
mod language;
mod lexicon;
mod offers;
mod passage;
mod rarity;
mod reading;
mod side;
mod stems;
mod tags;
mod terms;
mod topics;
mod unite;
mod value;
mod words;

#[cfg(test)]
mod hits;
#[cfg(test)]
mod judged;
#[cfg(test)]
mod properties;

pub use concepts::{ConceptKind, FaultyLine, Label, Listed, listed};
pub use coverage::{Coverage, Evidence, Gap, Quote, Wish, explain, offers, wishes};
pub use language::Language;
pub use lexicon::Lexicon;
pub use offers::Offers;
pub use passage::Passage;
pub use rarity::Rarity;
pub use reading::Reading;
pub use side::Side;
pub use tags::{in_common, same_word};
pub use unite::{LONGEST_TERM, MOST_WORDS, NoUnion, OneSide, Said, Union, lines};
pub use value::{Anchors, value};

/// Full marks, and the unit of every strength and share in this room: basis points.
pub const FULL: u16 = 10_000;
