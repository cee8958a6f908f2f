//! Who else is here, and where one stands oneself; the time, as far as it is told.

use crate::program::PersonId;
use crate::session::{Mode, Present, Stand};

use super::modal::Modal;
use super::{App, Effect, Pending};

/// After so many seconds with keys the others are told that somebody is not silent, though they stand where they stood.
const STILL_HERE: i64 = 15;

/// What is known of the others, and what they have been told.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// Everybody else.
    present: Vec<Present>,
    /// The time, once it has been told.
    now: i64,
    /// When a key was pressed last.
    touched: i64,
    /// Where the others were last told that one stands.
    told: Option<Stand>,
}

impl Together {
    pub(super) fn key_was_pressed(&mut self) {
        self.touched = self.now;
    }
}

impl App {
    /// Everybody else who has the program open.
    pub fn present(&self) -> &[Present] {
        &self.together.present
    }

    /// The time, as last told: seconds since the beginning of 1970, UTC; 0 before that.
    pub fn now(&self) -> i64 {
        self.together.now
    }

    /// Whether something on the screen is about how long ago something was, so that the time should be told every second.
    pub fn needs_the_time(&self) -> bool {
        !self.together.present.is_empty()
    }

    pub(super) fn sit_together(&mut self, present: Vec<Present>) -> Vec<Effect> {
        self.together.present = present;
        vec![]
    }

    pub(super) fn tick(&mut self, now: i64) -> Vec<Effect> {
        self.together.now = now;
        vec![]
    }

    /// Lets the others see where one stands, when that has changed.
    pub(super) fn show_where_one_stands(&mut self) -> Option<Effect> {
        let stand = self.stand();
        let told = self.together.told.as_ref().is_some_and(|told| {
            let still_here = stand.touched - told.touched < STILL_HERE;
            still_here && *told == Stand { touched: told.touched, ..stand.clone() }
        });
        if told {
            return None;
        }
        self.together.told = Some(stand.clone());
        Some(Effect::Stand(stand))
    }

    fn stand(&self) -> Stand {
        let named = self.marked_pair().and_then(|pair| self.session.named(pair));
        let alone = || {
            let row = self.people.selected()?;
            self.session.program().people(row.role).get(row.index).map(|person| person.id.clone())
        };
        let leads = self.people.role;
        let of = |role| if leads == role { alone() } else { None };
        let (adept, mentor): (Option<PersonId>, Option<PersonId>) = match named {
            Some(pair) => (Some(pair.adept), Some(pair.mentor)),
            None => (of(crate::program::Role::Adept), of(crate::program::Role::Mentor)),
        };
        Stand { leads, adept, mentor, mode: self.mode(), touched: self.together.touched }
    }

    fn mode(&self) -> Mode {
        match self.modals.last() {
            Some(Modal::Prompt(_) | Modal::Notes(_)) => Mode::Noting,
            Some(Modal::Confirm(confirm)) if confirm.writing => Mode::Noting,
            Some(Modal::Confirm(_)) => Mode::Deciding,
            _ if matches!(self.pending, Some(Pending::Deciding { .. })) => Mode::Deciding,
            _ => Mode::Looking,
        }
    }
}
