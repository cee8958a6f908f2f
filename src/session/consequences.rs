//! What a decision would do, or has done.

use super::proposal::Proposal;
use crate::scoring::Scores;

/// One adept who was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub adept: usize,
    /// The mentor before.
    pub from: Option<usize>,
    /// The mentor after.
    pub to: Option<usize>,
}

/// What a decision would do, or has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consequences {
    /// Everyone who gets another mentor, in the order of ids.
    pub moves: Vec<Move>,
    /// The sum of scores before; basis points.
    pub total_before: i64,
    /// The sum of scores after; basis points.
    pub total_after: i64,
    /// The score of the worst off before; basis points.
    pub worst_before: Option<u16>,
    /// The score of the worst off after; basis points.
    pub worst_after: Option<u16>,
    /// Matched adepts before.
    pub matched_before: usize,
    /// Matched adepts after.
    pub matched_after: usize,
}

impl Consequences {
    /// What lies between two proposals, each with the scores that it is seen under.
    pub(super) fn between((before, scores_before): (&Proposal, &Scores), (after, scores_after): (&Proposal, &Scores)) -> Self {
        let changed = before.mentor_of.iter().zip(&after.mentor_of).enumerate().filter(|(_, (from, to))| from != to);
        Self {
            moves: changed.map(|(adept, (from, to))| Move { adept, from: *from, to: *to }).collect(),
            total_before: before.total,
            total_after: after.total,
            worst_before: before.worst(scores_before),
            worst_after: after.worst(scores_after),
            matched_before: before.matched,
            matched_after: after.matched,
        }
    }
}
