//! What each member of the group may do: the program's word, not the intent's.
//!
//! An intent says in which role it was made. It is believed only where that is less than what the program gives its maker, so a session
//! that was opened for reading stays one, and nobody becomes chair by saying so.

use super::decision::{Decision, Intent, Record, Standing};
use super::refusal::Refusal;
use super::{Ground, Ledger, Session};

impl Ground {
    /// What a member may do, by the name that they sit down under: the chair if named so, a viewer if named so, else an editor. While the
    /// program's file cannot be read nobody decides.
    pub fn standing_of(&self, name: &str) -> Standing {
        let roles = &self.program().criteria.roles;
        match (roles.unread, roles.is_chair(name), roles.is_viewer(name)) {
            (true, ..) => Standing::Viewer,
            (_, true, _) => Standing::Chair,
            (_, _, true) => Standing::Viewer,
            _ => Standing::Editor,
        }
    }

    /// The role in which an intent counts and is recorded.
    pub fn role_of(&self, intent: &Intent) -> Standing {
        self.standing_of(&intent.by).min(intent.role)
    }

    /// Whether whoever makes an intent may make one like it.
    ///
    /// # Errors
    /// Viewers make none; where the program names a chair, nobody else finalises and reopens.
    pub(super) fn may(&self, intent: &Intent) -> Result<(), Refusal> {
        let roles = &self.program().criteria.roles;
        match (self.role_of(intent), &intent.decision) {
            _ if roles.unread => Err(Refusal::RolesUnread),
            (Standing::Viewer, _) => Err(Refusal::Viewer),
            (Standing::Editor, Decision::Finalise | Decision::Reopen) => match &roles.chair {
                Some(chair) => Err(Refusal::OnlyChair { chair: chair.clone() }),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Whether whoever makes an intent may take back a record: their own, and the chair anybody's.
    pub(super) fn may_take_back(&self, intent: &Intent, record: &Record, ledger: &Ledger) -> Result<(), Refusal> {
        if record.by == intent.by || self.role_of(intent) == Standing::Chair {
            return Ok(());
        }
        let chair = self.program().criteria.roles.chair.clone().unwrap_or_default();
        Err(Refusal::NotYours { mark: ledger.mark(record.seq), chair })
    }
}

impl Ledger {
    /// Whoever makes the assignment final has seen what they make final: everything that was decided and can matter to it.
    pub(super) fn all_is_seen(&self, intent: &Intent) -> Result<(), Refusal> {
        let matters = |record: &&Record| {
            let aside = matches!(
                record.decision,
                Decision::Note { .. } | Decision::Reword { .. } | Decision::Withdraw { .. } | Decision::Vote { .. } | Decision::Reveal(_)
            );
            record.seq > intent.see && !aside
        };
        match self.records().iter().rev().find(matters) {
            Some(record) if intent.decision == Decision::Finalise => {
                Err(Refusal::ChangedSince { mark: self.mark(record.seq), kind: record.decision.kind() })
            }
            _ => Ok(()),
        }
    }
}

impl Session {
    /// What a member may do in this program.
    pub fn standing_of(&self, name: &str) -> Standing {
        self.ground().standing_of(name)
    }
}
