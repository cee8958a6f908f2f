//! What palette, help and search list for the words typed so far.

use super::cursor::Cursor;
use super::modal::Modal;
use super::modal::find::{Help, HelpRow, Palette, PaletteRow};
use super::{Action, App, Key, Scope, search};
use crate::words::actions;

impl App {
    pub(super) fn open_palette(&mut self) {
        self.put_on_top(Modal::Palette(Palette::default()));
        self.look_for_what_is_typed();
    }

    pub(super) fn open_help(&mut self) {
        self.put_on_top(Modal::Help(Help::default()));
        self.look_for_what_is_typed();
    }

    /// Lists anew what the field on top looks for; the cursor goes to the best.
    pub(super) fn look_for_what_is_typed(&mut self) {
        match self.modals.last() {
            Some(Modal::Palette(palette)) => {
                let rows = self.palette_rows(palette.field.text());
                if let Some(Modal::Palette(palette)) = self.modals.last_mut() {
                    (palette.rows, palette.cursor) = (rows, Cursor::default());
                }
            }
            Some(Modal::Help(help)) => {
                let rows = self.help_rows(help.field.text());
                if let Some(Modal::Help(help)) = self.modals.last_mut() {
                    (help.rows, help.cursor) = (rows, Cursor::default());
                }
            }
            Some(Modal::Search(search)) => {
                let subject = search.before.subject.filter(|_| search.field.text().trim().is_empty());
                self.list_people();
                self.people.cursor = Cursor::default();
                let height = self.pane_height();
                subject.into_iter().for_each(|person| _ = self.people.go_to(person, height));
                self.follow_subject();
                let found = self.people.rows.len();
                if let Some(Modal::Search(search)) = self.modals.last_mut() {
                    search.found = found;
                }
            }
            Some(Modal::Unite(_)) => self.look_for_offers(),
            Some(Modal::Log(_)) => self.look_in_log(),
            _ => {}
        }
    }

    /// After a record: what lies on top shows the new state, with cursors where they were.
    pub(super) fn refresh_modals(&mut self) {
        self.ask_again();
        self.read_again();
        self.list_decisions_again();
        self.list_notes_again();
        self.list_log_again();
        self.compare_moments_again();
        if let Some(Modal::Palette(Palette { cursor, .. }) | Modal::Help(Help { cursor, .. })) = self.modals.last() {
            let held = *cursor;
            self.look_for_what_is_typed();
            if let Some(Modal::Palette(Palette { cursor, .. }) | Modal::Help(Help { cursor, .. })) = self.modals.last_mut() {
                *cursor = held;
            }
        }
    }

    /// The actions whose description matches, best first.
    fn palette_rows(&self, wanted: &str) -> Vec<PaletteRow> {
        let offered = Action::all().filter(|action| action.is_for_the_palette());
        let mut rows: Vec<(i64, PaletteRow)> = offered
            .filter_map(|action| {
                let label = action.describe(self.lang);
                let (score, hit) = search::matches(label, wanted)?;
                Some((score, PaletteRow { action, label, keys: self.keys_of(action), refused: action.allowed(self).err(), hit }))
            })
            .collect();
        rows.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The actions whose description or keys match, by scope.
    fn help_rows(&self, wanted: &str) -> Vec<HelpRow> {
        let (wanted, folded) = (wanted.trim(), search::fold(wanted.trim()));
        let of_scope = |scope: Scope| self.keymap.bound(scope).map(move |(action, keys)| (scope, action, keys));
        let all = Scope::ALL.into_iter().flat_map(of_scope).filter(|(_, _, keys)| !keys.is_empty());
        let found = all.filter_map(|(scope, action, keys)| {
            let label = action.describe(self.lang);
            let typed = |keys: &Vec<Key>| actions::keys(keys, self.lang).eq_ignore_ascii_case(wanted);
            let matches = search::fold(label).contains(&folded) || keys.iter().any(typed);
            matches.then(|| HelpRow { scope, action, label, keys: keys.to_vec(), allowed: action.allowed(self).is_ok() })
        });
        found.collect()
    }

    /// All ways to type an action, in whichever scope.
    fn keys_of(&self, action: Action) -> Vec<Vec<Key>> {
        action.scopes().iter().flat_map(|scope| self.keymap.keys(*scope, action)).cloned().collect()
    }
}

impl Action {
    /// Whether it makes sense without a place: everything but cursor moves, the turning of weights and answers to questions.
    fn is_for_the_palette(self) -> bool {
        !self.is_a_move()
            && !matches!(self, Action::Accept | Action::Back | Action::Reason | Action::Palette | Action::ToPartners)
            && self.scopes() != [Scope::Weights]
            && self.scopes() != [Scope::Refused]
            && self.scopes() != [Scope::Log]
            && self.scopes() != [Scope::Past]
    }
}
