//! # How well two people fit
//!
//! ```text
//! Program ──► Scorer: every criterion's value for every pair, once ──► Scores (all pairs, given weights)  ──► matching
//!                                                                 └──► Breakdown (one pair, with evidence) ──► screen, counter
//! ```
//!
//! Inside: one file per kind of criterion, `text` (words, stems, concepts), `rules`, [`scores`] (the table of all pairs), [`breakdown`].
//!
//! Invariants: integers decide. A value is basis points of full marks and comes from fixed anchors, never from the best and worst of the
//! pool. A score is `Σ weight·value / Σ weight` over the criteria that apply, rounded half up; the points of a [`Part`]
//! add up to it exactly. Nothing depends on the order of people, files or threads.
//! Never here: who is matched with whom, files, clocks, languages of the screen.

pub mod breakdown;
pub mod scores;

pub use breakdown::{Breakdown, Detail, Evidence, Gap, Part, Quote, RuleCheck, Verdict};
pub use scores::{Cell, Scorer, Scores, Weights};

/// Full marks, in basis points.
pub const FULL: u16 = 10_000;
