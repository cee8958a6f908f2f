//! The program's files, read again: the same decisions, replayed over what the files say now.

use std::collections::BTreeSet;

use crate::program::{PersonId, Program, Role};
use crate::session::Session;

use super::message::{Again, Asked, Written};
use super::notice::{NoticeText, Severity};
use super::rows::end_of;
use super::search::Finder;
use super::{Action, App, Effect, Modal, Pane, Pending, Scope};

impl App {
    pub(super) fn ask_to_read_again(&mut self) -> Vec<Effect> {
        self.pending = Some(Pending::Reading(Asked::Nothing));
        vec![Effect::ReadAgain]
    }

    /// What became of the words; what follows from them comes with [`super::Msg::Again`].
    pub(super) fn written(&mut self, result: Result<Written, String>) -> Vec<Effect> {
        match (result, &mut self.pending) {
            (Ok(done), Some(Pending::Reading(Asked::Unite { written, .. }))) => *written = Some(done),
            (Ok(_), _) => {}
            (Err(reason), _) => {
                self.end_reading();
                self.say(Severity::Error, NoticeText::WordsNotWritten(reason));
            }
        }
        self.leave_if_leaving()
    }

    /// Others have changed the files; nothing moves until somebody asks for it.
    pub(super) fn files_changed(&mut self) -> Vec<Effect> {
        self.stale = true;
        let keys = self.keymap.keys(Scope::Session, Action::ReadAgain).first().cloned().unwrap_or_default();
        self.say(Severity::News, NoticeText::FilesChanged(keys));
        vec![]
    }

    pub(super) fn read_anew(&mut self, result: Result<Again, String>) -> Vec<Effect> {
        let asked = self.end_reading();
        self.return_to_now();
        let mut effects = Vec::new();
        match result {
            Err(reason) => {
                self.leaving = false;
                self.say(Severity::Error, NoticeText::NotReadAgain(reason));
            }
            Ok(again) => {
                self.stale = false;
                self.sit_down_again(again, asked);
                effects = self.compare_objectives();
            }
        }
        effects.extend(self.leave_if_leaving());
        effects
    }

    fn end_reading(&mut self) -> Asked {
        match self.pending.take() {
            Some(Pending::Reading(asked)) => asked,
            other => {
                self.pending = other;
                Asked::Nothing
            }
        }
    }

    fn sit_down_again(&mut self, again: Again, asked: Asked) {
        let mut session = *again.session;
        let last = session.ledger().last();
        for record in self.session.ledger().records().iter().filter(|record| record.seq > last) {
            session.apply(record.clone());
        }
        let before = std::mem::replace(&mut self.session, session);
        self.role = self.session.standing_of(&self.by);
        self.foresight.forget();
        self.together.changes.read_again = true;
        self.problems = again.problems;
        self.finder = Finder::of(self.session.program());
        let moved = moved(&before, &self.session);
        let changed = moved.len();
        self.just_moved = moved.into_iter().filter_map(|adept| self.session.program().adept(adept)).collect();
        let score = self.score_read(&before);
        if same_people(before.program(), self.session.program()) {
            self.marked.take();
            self.refresh();
        } else {
            self.find_everybody_again(before.program());
        }
        self.say(Severity::Done, NoticeText::ReadAgain { asked, score, changed });
    }

    /// The score of the pair in the reading room: before, now.
    fn score_read(&self, before: &Session) -> Option<(u16, u16)> {
        let pair = self.modals.iter().find_map(|modal| if let Modal::Explain(explain) = modal { Some(explain.pair) } else { None })?;
        let (old, new) = (before.named(pair)?, self.session.named(pair)?);
        (old == new).then(|| (before.scores().cell(pair).score, self.session.scores().cell(pair).score))
    }

    /// Other people stand in the lists than before: whatever was open about a person closes, and the cursor goes to the same person.
    fn find_everybody_again(&mut self, before: &Program) {
        let role = self.people.role;
        let id = |role: Role, place: Option<usize>| place.and_then(|place| before.people(role).get(place)).map(|person| person.id.clone());
        let subject = id(role, self.people.selected().map(|row| row.index));
        let partner = id(role.other(), self.marked_pair().map(|pair| end_of(pair, role.other())));
        let open =
            |modal: &Modal| matches!(modal, Modal::Problems(_) | Modal::Log(_) | Modal::Order(_) | Modal::Help(_) | Modal::Palette(_));
        self.modals.retain(open);
        self.standing.clear();
        self.to_swap = None;
        let place = |id: Option<PersonId>| id.and_then(|id| self.session.program().find(&id)).map(|(_, place)| place);
        let (subject, partner, side) = (place(subject), place(partner), self.side);
        self.people = Pane::empty(role);
        self.marked.take();
        self.refresh();
        let height = self.pane_height();
        if let Some(subject) = subject {
            self.people.go_to(subject, height);
        }
        self.follow_subject();
        if let Some(partner) = partner
            && side == super::Side::Partners
        {
            self.partners.go_to(partner, height);
            self.marked.take();
        }
    }
}

fn same_people(one: &Program, other: &Program) -> bool {
    [Role::Adept, Role::Mentor]
        .into_iter()
        .all(|role| one.people(role).iter().map(|one| &one.id).eq(other.people(role).iter().map(|other| &other.id)))
}

/// The adepts of either program whose mentor in the proposal is another now.
fn moved<'s>(before: &'s Session, after: &'s Session) -> Vec<&'s PersonId> {
    fn mentor<'s>(session: &'s Session, adept: &PersonId) -> Option<&'s PersonId> {
        let mentor = session.partner(session.program().adept(adept)?)?;
        session.program().mentors().get(mentor).map(|person| &person.id)
    }
    let everybody: BTreeSet<&PersonId> =
        [before, after].into_iter().flat_map(|session| session.program().adepts()).map(|adept| &adept.id).collect();
    everybody.into_iter().filter(|adept| mentor(before, adept) != mentor(after, adept)).collect()
}
