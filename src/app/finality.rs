//! Making the assignment final and reopening it, and what whoever sits here may do at all.

use crate::session::{Decision, Refusal};

use super::modal::{Modal, Question};
use super::notice::{Notice, NoticeText};
use super::refused::Refused;
use super::{Action, App, Effect, Scope};

impl App {
    /// In a directory whose files others can write too: roles are an agreement there.
    pub fn in_a_shared_directory(mut self, shared: bool) -> Self {
        self.shared = shared;
        self
    }

    /// Whether the program names roles that nothing but the group's own word upholds.
    pub fn roles_are_advisory(&self) -> bool {
        self.shared && self.session.program().criteria.roles.differ()
    }

    /// Why whoever sits here only reads.
    pub(super) fn only_reads(&self) -> Refused {
        let unread = self.session.program().criteria.roles.unread;
        if unread { Refusal::RolesUnread.into() } else { Refusal::Viewer.into() }
    }

    /// Makes the assignment final, or reopens it.
    pub(super) fn closing(&self) -> Decision {
        if self.session.ledger().finalised().is_some() { Decision::Reopen } else { Decision::Finalise }
    }

    /// Asks before the assignment is made final, and why it is reopened.
    pub(super) fn ask_to_close(&mut self) {
        match self.closing() {
            Decision::Reopen => {
                self.ask(Question::Reopen, &Decision::Reopen);
                self.write_why_reopen();
            }
            decision => self.ask(Question::Finalise, &decision),
        }
    }

    /// A reopening without a reason is not sent: the field for it has the keys.
    pub(super) fn ask_why_reopen(&mut self) -> Vec<Effect> {
        self.write_why_reopen();
        self.notice = Some(Notice::refused(Refusal::NoReason.into()));
        vec![]
    }

    fn write_why_reopen(&mut self) {
        if let Some(Modal::Confirm(confirm)) = self.modals.last_mut() {
            confirm.writing = confirm.question == Question::Reopen;
        }
    }

    /// What is said once the outcome is written: whoever can make it final is told how.
    pub(super) fn saved_to(&self, paths: Vec<String>) -> NoticeText {
        let keys = self.keymap.keys(Scope::Session, Action::Finalise).first().cloned();
        let may = self.closing() == Decision::Finalise && Action::Finalise.allowed(self).is_ok();
        match keys.filter(|_| may) {
            Some(keys) => NoticeText::SavedNotFinal(paths, keys),
            None => NoticeText::Saved(paths),
        }
    }
}
