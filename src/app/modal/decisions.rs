//! The decisions about pairs that are in force, by what they cost.

use crate::app::cursor::Cursor;
use crate::program::Pair;
use crate::session::foresight::Hold;

/// The list of decisions, the dearest first.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// One line for each locked or forbidden pair.
    pub rows: Vec<DecisionRow>,
    /// Where in them.
    pub cursor: Cursor,
}

/// A decision about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionRow {
    /// Which pair.
    pub pair: Pair,
    /// What was decided about it.
    pub hold: Hold,
    /// The record that did it.
    pub seq: u64,
    /// What it costs; none while that is being worked out.
    pub cost: Option<Cost>,
}

/// What would be gained by taking one decision back, and only that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Basis points of the total; negative when the total would fall.
    pub points: i64,
    /// Adepts who would have a mentor too; negative when fewer would.
    pub people: i64,
}

impl Decisions {
    /// Whether all costs are known.
    pub fn is_worked_out(&self) -> bool {
        self.rows.iter().all(|row| row.cost.is_some())
    }
}
