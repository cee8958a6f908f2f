//! What lies over the panes: a stack, of which the innermost has the keys.
//!
//! [`confirm`] (consequences before a decision), [`changes`] (what has changed since one last looked), [`people_here`] (who else is here), [`decisions`] (what was decided about pairs, by cost), [`explain`] (the reading room), [`find`] (search, palette and help: a field and what it
//! finds), [`prompt`] (words for a reason), [`notes`] (the notes on something, and the words of a new one), [`votes`] (what the group thinks of a pair), [`refusal`] (one's own decision that was not recorded), [`weights`] (weights and rules that are tried), [`unite`] (two passages that mean the
//! same), [`objectives`] (what each objective would give), [`rivals`] (pairs who would rather have each other), [`log`] (the history, and what lies between two moments), and lists of problems and orders.

pub mod changes;
pub mod confirm;
pub mod decisions;
pub mod explain;
pub mod find;
pub mod log;
pub mod notes;
pub mod objectives;
pub mod people_here;
pub mod prompt;
pub mod refusal;
pub mod rivals;
pub mod unite;
pub mod votes;
pub mod weights;

pub use changes::{ChangeList, ChangeRow};
pub use confirm::{Confirm, Held, Instead, Moved, Question};
pub use decisions::Decisions;
pub use explain::{Explain, Reading};
pub use find::{Help, HelpRow, Palette, PaletteRow, Search};
pub use log::{Log, Moments};
pub use notes::Notes;
pub use objectives::Objectives;
pub use people_here::PeopleHere;
pub use prompt::Prompt;
pub use refusal::Unrecorded;
pub use rivals::RivalList;
pub use unite::{Stage, Unite};
pub use votes::Votes;
pub use weights::Trial;

use super::action::Scope;
use super::cursor::Cursor;
use super::field::Field;

/// One thing over the panes.
#[derive(Debug, Clone)]
pub enum Modal {
    /// What was wrong with the input: `App::problems`, with a cursor.
    Problems(Cursor),
    /// The history, newest first.
    Log(Box<Log>),
    /// What lies between two of its moments.
    Moments(Box<Moments>),
    /// Pairs where both would rather have each other.
    Rivals(RivalList),
    /// What has changed since one last looked.
    Changes(ChangeList),
    /// Everybody else who is here.
    PeopleHere(PeopleHere),
    /// The decisions about pairs, by what they cost.
    Decisions(Decisions),
    /// `order::CHOICES`, with a cursor; the choices in force are `App::order` and `App::filter`.
    Order(Cursor),
    /// All actions with their keys.
    Help(Help),
    /// All actions that can be run from here, by name.
    Palette(Palette),
    /// The search line at the bottom; the left pane lists what it finds.
    Search(Search),
    /// One pair in full.
    Explain(Box<Explain>),
    /// What a decision would do, before it is made.
    Confirm(Box<Confirm>),
    /// One's own decision that somebody else's stood in the way of.
    Refusal(Box<Unrecorded>),
    /// The reason for what was tried.
    Prompt(Prompt),
    /// The notes on something, and the words of a new one.
    Notes(Box<Notes>),
    /// What the group thinks of a pair.
    Votes(Votes),
    /// Weights and rules that are tried.
    Weights(Box<Trial>),
    /// What each objective would give.
    Objectives(Box<Objectives>),
    /// Two passages that are to mean the same.
    Unite(Box<Unite>),
}

impl Modal {
    /// Whose keys are in force.
    pub fn scope(&self) -> Scope {
        match self {
            Modal::Problems(_) | Modal::Decisions(_) | Modal::Order(_) | Modal::Objectives(_) | Modal::Rivals(_) => Scope::List,
            Modal::Moments(_) | Modal::Changes(_) | Modal::PeopleHere(_) => Scope::List,
            Modal::Log(log) if log.typing => Scope::Find,
            Modal::Log(_) => Scope::Log,
            Modal::Help(_) | Modal::Palette(_) | Modal::Search(_) => Scope::Find,
            Modal::Explain(_) => Scope::Reading,
            Modal::Confirm(confirm) if confirm.writing => Scope::Text,
            Modal::Confirm(_) => Scope::Confirm,
            Modal::Refusal(_) => Scope::Refused,
            Modal::Prompt(_) => Scope::Text,
            Modal::Notes(notes) if notes.chosen.is_some() => Scope::Notes,
            Modal::Notes(_) => Scope::Text,
            Modal::Votes(_) => Scope::Votes,
            Modal::Weights(_) => Scope::Weights,
            Modal::Unite(unite) => match unite.stage {
                Stage::Wanted => Scope::List,
                Stage::Offered => Scope::Find,
                Stage::Confirm(_) => Scope::Confirm,
            },
        }
    }

    /// The text field that has the keys, if one has.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Modal::Help(help) => Some(&help.field),
            Modal::Palette(palette) => Some(&palette.field),
            Modal::Search(search) => Some(&search.field),
            Modal::Confirm(confirm) if confirm.writing => Some(&confirm.why),
            Modal::Prompt(prompt) => Some(&prompt.field),
            Modal::Notes(notes) if notes.chosen.is_none() => Some(&notes.field),
            Modal::Unite(unite) if unite.stage == Stage::Offered => Some(&unite.field),
            Modal::Log(log) if log.typing => Some(&log.field),
            _ => None,
        }
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Modal::Help(help) => Some(&mut help.field),
            Modal::Palette(palette) => Some(&mut palette.field),
            Modal::Search(search) => Some(&mut search.field),
            Modal::Confirm(confirm) if confirm.writing => Some(&mut confirm.why),
            Modal::Prompt(prompt) => Some(&mut prompt.field),
            Modal::Notes(notes) if notes.chosen.is_none() => Some(&mut notes.field),
            Modal::Unite(unite) if unite.stage == Stage::Offered => Some(&mut unite.field),
            Modal::Log(log) if log.typing => Some(&mut log.field),
            _ => None,
        }
    }
}
