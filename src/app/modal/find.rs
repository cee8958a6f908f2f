//! Search, palette and help: a field, and what it finds.

use crate::app::action::{Action, Scope};
use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::app::key::Key;
use crate::app::order::Filter;
use crate::app::refused::Refused;

/// The search line. While it is open the left pane lists what it finds, best first.
#[derive(Debug, Clone)]
pub struct Search {
    /// What is looked for.
    pub field: Field,
    /// How many people are found.
    pub found: usize,
    /// What Esc goes back to.
    pub(in crate::app) before: Before,
}

/// Where the cursor was before a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Before {
    pub leads: crate::program::Role,
    pub filter: Filter,
    pub subject: Option<usize>,
    pub people: Cursor,
}

/// The command palette.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// What is looked for.
    pub field: Field,
    /// The actions that are found, best first.
    pub rows: Vec<PaletteRow>,
    /// Where in them.
    pub cursor: Cursor,
}

/// One action in the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteRow {
    /// Which action.
    pub action: Action,
    /// What it does, in the user's language.
    pub label: &'static str,
    /// The keys for it.
    pub keys: Vec<Vec<Key>>,
    /// Why it cannot be done now, when it cannot.
    pub refused: Option<Refused>,
    /// The characters of the label that were found, as indices of characters.
    pub hit: Vec<usize>,
}

/// All actions with their keys.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// What is looked for, in descriptions and keys.
    pub field: Field,
    /// The actions that are found, grouped by scope.
    pub rows: Vec<HelpRow>,
    /// Where in them.
    pub cursor: Cursor,
}

/// One action in the help; a new scope begins where `scope` differs from the row before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Where the keys are in force.
    pub scope: Scope,
    /// Which action.
    pub action: Action,
    /// What it does, in the user's language.
    pub label: &'static str,
    /// The keys for it.
    pub keys: Vec<Vec<Key>>,
    /// Whether it can be done now.
    pub allowed: bool,
}
