//! What has happened since the maker of a decision looked: what a decision rests on, what others did to it, and whether it is done already.
//!
//! ```text
//!              what the maker saw          what is checked under the lock
//! keys()       last record for each key    a later one ──► refused: who, what, when
//! rests_on()   last record that stirred it a later one ──► refused (afresh and finalise answer for all that they show)
//! the same intent, done by somebody else meanwhile     ──► already so: success, nothing recorded
//! ```

use super::Ledger;
use super::decision::{Decision, Intent, Record, Standing};
use super::refusal::{Deed, How, Mark};

/// Stirred by everything that can move somebody in the proposal.
const PROPOSAL: &str = "proposal";
/// Stirred by everybody who says yes or no to a pair.
const ANSWERS: &str = "answers";

impl Decision {
    /// What the decision shows its maker as a whole, besides what it touches itself: who proposes afresh has seen who would move, who makes the
    /// assignment final has seen all of it.
    pub(super) fn rests_on(&self) -> &'static [&'static str] {
        match self {
            Decision::Afresh => &[PROPOSAL],
            Decision::Finalise => &[PROPOSAL, ANSWERS],
            _ => &[],
        }
    }

    /// What others may rest on that is not as it was after this decision.
    pub(super) fn stirs(&self) -> &'static [&'static str] {
        match self {
            Decision::Consent { .. } => &[ANSWERS],
            _ if self.moves_people() => &[PROPOSAL],
            _ => &[],
        }
    }
}

impl Ledger {
    /// Who did what, when and why.
    pub fn mark(&self, seq: u64) -> Mark {
        let Some((record, (root, how))) = self.record(seq).zip(self.about(seq)) else { return Mark::unknown(seq) };
        let why = record.why().map(str::to_owned);
        let did = Box::new(Deed { decision: root.decision.clone(), how, why });
        Mark { seq, by: record.by.clone(), at: record.at.clone(), did }
    }

    /// The decision that a record is about, and what the record did to it: an undo took it back, an undo of that put it in force again.
    pub fn about(&self, seq: u64) -> Option<(&Record, How)> {
        let (mut record, mut how) = (self.record(seq)?, How::Decided);
        while let Some(earlier) = record.undoes.filter(|earlier| *earlier < record.seq) {
            record = self.record(earlier)?;
            how = if how == How::Undone { How::Redone } else { How::Undone };
        }
        Some((record, how))
    }

    /// The record that made things as this decision wants them, for one that is so already; nothing when no record did.
    pub fn made_so(&self, decision: &Decision, undoes: Option<u64>) -> Option<u64> {
        self.expect(decision, undoes).into_values().max().filter(|seq| *seq > 0)
    }

    /// The record that took a mentor's last seat.
    pub(super) fn last_to_seat(&self, mentor: &crate::program::PersonId) -> Option<Mark> {
        let seats = self.locks().filter(|(_, locked_to)| *locked_to == mentor);
        seats.filter_map(|(adept, _)| self.lock_of(adept)).map(|(_, seq)| seq).max().map(|seq| self.mark(seq))
    }

    /// Who made a rule do what it does; nobody when it does as the program's file says.
    pub(super) fn ruled_by(&self, rule: &str) -> Option<Mark> {
        let touched = self.touched_by(&format!("rule:{rule}"));
        self.effects().get(rule).filter(|_| touched > 0).map(|_| self.mark(touched))
    }

    /// Whether somebody has done meanwhile what the intent asks for, where that cannot be seen from how things stand alone: a pair that was
    /// never locked is not unlocked already.
    pub(super) fn is_done_since(&self, intent: &Intent) -> bool {
        let meanwhile = |what: &str| intent.expect.iter().any(|(key, seen)| key.starts_with(what) && self.touched_by(key) > *seen);
        match &intent.decision {
            Decision::Unlock(pair) => self.lock_of(&pair.adept).is_none() && meanwhile("adept:"),
            Decision::Reopen => self.finalised().is_none() && meanwhile("program"),
            Decision::Undo => intent
                .undoes
                .and_then(|target| self.record(target))
                .is_some_and(|target| !self.in_force(target.seq) && (target.by == intent.by || intent.role == Standing::Chair)),
            Decision::Afresh => self.record(self.touched_by(PROPOSAL)).is_some_and(|last| last.decision == Decision::Afresh),
            Decision::Consent { person, yes } => {
                let answer = |record: &Record| match &record.decision {
                    Decision::Consent { person: whose, yes } if whose == person && self.in_force(record.seq) => Some(*yes),
                    _ => None,
                };
                self.records().iter().rev().find_map(answer) == Some(*yes)
            }
            _ => false,
        }
    }
}
