//! Pairs where both would rather have each other: the list of them, and the way from it to one of them.

use std::sync::Arc;

use crate::program::{Pair, Role};
use crate::session::foresight::Rivals;

use super::cursor::Cursor;
use super::modal::RivalList;
use super::{App, Modal, Pane, Side};

impl App {
    pub(super) fn list_rivals(&mut self) {
        if let Some(rivals) = self.foresight.rivals().cloned() {
            self.put_on_top(Modal::Rivals(RivalList { rivals, cursor: Cursor::default() }));
        }
    }

    /// Takes the list anew when it is open; the cursor stays on its pair while that is listed.
    pub(super) fn relist_rivals(&mut self, rivals: &Arc<Rivals>) {
        let height = self.modal_height();
        for modal in &mut self.modals {
            if let Modal::Rivals(list) = modal {
                let pair = list.rivals.listed().get(list.cursor.selected).map(|rival| rival.pair);
                let place = rivals.listed().iter().position(|rival| Some(rival.pair) == pair);
                list.rivals = rivals.clone();
                list.cursor.follow(place.unwrap_or(list.cursor.selected), rivals.listed().len(), height);
            }
        }
    }

    /// Leaves the list for the pair under its cursor.
    pub(super) fn go_to_rival(&mut self) {
        let Some(Modal::Rivals(list)) = self.modals.pop() else { return };
        if let Some(rival) = list.rivals.listed().get(list.cursor.selected) {
            self.go_to_pair(rival.pair);
        }
    }

    /// Puts the cursor on a pair: adepts lead, and the mentor is marked on the right.
    pub(super) fn go_to_pair(&mut self, pair: Pair) {
        if self.people.role != Role::Adept {
            self.people = Pane::empty(Role::Adept);
            self.list_people();
        }
        self.go_to_person(pair.adept);
        let height = self.pane_height();
        if self.partners.go_to(pair.mentor, height) {
            self.side = Side::Partners;
            self.marked.take();
        }
    }
}
