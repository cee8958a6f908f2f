//! # How well two people fit
//!
//! ```text
//! Program ──► Scorer: every criterion's value for every pair, once ──► Scores (all pairs, given terms)    ──► matching
//!                                                                 └──► Breakdown (one pair, with evidence) ──► screen, counter
//! ```
//!
//! ```text
//!   what people wrote          valued pair by pair                        put together
//!   reading   folding, words   prose + text/  tags  equal  number         value      sixteen bits, the sums behind a score
//!   places    the map          distance  language  named  table  pairs    terms      the weights and the rules' effects in force
//!                              rules  (outside the sum)                   weigh      whole rows at once ──► scores, the table of all pairs
//!                              kind   (what they all are)                 explain    one pair taken apart ──► breakdown
//!                                                                         apportion  parts that add up
//!                                                                         placing    where quotes stand
//!                                                                         second_look/  what somebody should see before pairs are made
//!                              progress  (how far it is, for whoever waits)
//!
//!   said about a breakdown:    gist (what a sentence about it is made of)  counterfactual (what would be otherwise)
//!                              said (all that one criterion reads in two people's words)
//! ```
//!
//! Direction: a blank *want* asks nothing, so the criterion does not apply; a blank *offer* is unknown and worth what `missing` says. In the
//! kinds whose two sides are alike (`tags`, `equal`, `distance`, `language`, the gap of two numbers) **the adept asks**: the adept's blank asks
//! nothing, the mentor's is unknown. One number alone, and a row or column of a `table`, is unknown when blank. `named` and `pairs` apply only
//! where somebody named or rated.
//!
//! Invariants: integers decide. A value is basis points of full marks and comes from fixed anchors, never from the best and worst of the
//! pool. A score is `Σ weight·value / Σ weight` over the criteria that apply, rounded half up; the points of a [`Part`]
//! add up to it exactly. Nothing depends on the order of people, files or threads.
//! Never here: who is matched with whom, files, clocks, languages of the screen.

mod apportion;
pub mod breakdown;
pub mod counterfactual;
mod distance;
mod equal;
mod explain;
pub mod gist;
mod kind;
mod language;
mod named;
mod number;
mod pairs;
mod places;
mod placing;
mod progress;
mod prose;
mod reading;
mod rules;
pub mod said;
pub mod scores;
mod second_look;
mod table;
mod tags;
pub mod terms;
pub mod text;
mod value;
mod weigh;

#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod samples;

pub use breakdown::{Breakdown, Detail, Evidence, Gap, Part, Place, Quote, RuleCheck, Verdict, percent, whole_points};
pub use counterfactual::Counterfactuals;
pub use gist::Gist;
pub use prose::{concept_problems, lexicon};
pub use said::{BothSaid, Phrase};
pub use scores::{Cell, Scorer, Scores};
pub use second_look::second_look;
pub use terms::{Effects, Terms, Weights};

/// Full marks, in basis points.
pub const FULL: u16 = 10_000;
