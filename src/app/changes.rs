//! What has changed since one last looked: what others decided, whom that moved, and who has another mentor all in all.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::{Pair, PersonId, Program, Role};
use crate::session::{Consequences, Record, Session};

use super::modal::changes::{ChangeRow, Moved};
use super::modal::{ChangeList, Modal};
use super::refused::Refused;
use super::together::{decided_by, people_named};
use super::{App, Pane};

/// In seconds.
const HALF_A_DAY: i64 = 12 * 60 * 60;

/// Who had whom when one last looked, and what has come since.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes {
    /// When one last looked, or sat down: seconds since the beginning of 1970, UTC; 0 while that is not known.
    at: i64,
    /// Whether the time has been told.
    began: bool,
    /// Whether one has looked since one sat down.
    looked: bool,
    /// The last record that one has seen.
    seen: u64,
    /// What others decided and whom it moved, by record; since one sat down.
    came: BTreeMap<u64, Vec<Moved>>,
    /// Each adept's mentor when one last looked; what one decided since is seen already.
    before: BTreeMap<PersonId, Option<PersonId>>,
    /// Whether the files were read again since, which can move people without a decision.
    pub(super) read_again: bool,
    /// The same at the time before, while the list is open.
    listed: BTreeMap<PersonId, Option<PersonId>>,
}

impl Changes {
    /// As somebody sits down. Whoever has decided something here before has seen what was decided until then: what others did after it is
    /// what they missed, as when a line was lost. To anybody else all that is decided is how things are.
    pub fn since(session: &Session, by: &str) -> Self {
        let ledger = session.ledger();
        match ledger.records().iter().rev().find(|record| record.by == by) {
            Some(own) if own.seq < ledger.last() => Self::missed(session, own),
            _ => Self { seen: ledger.last(), before: mentors(session), ..Self::default() },
        }
    }

    /// What came after somebody's last record.
    fn missed(session: &Session, own: &Record) -> Self {
        let program = session.program();
        let mentor_at = |adept: usize, seq: u64| {
            let mentor = session.partner_at(adept, seq)?;
            program.mentors().get(mentor).map(|person| person.id.clone())
        };
        let moved = |seq: u64| {
            let one = |adept: usize| {
                let id = program.adepts().get(adept)?.id.clone();
                Some(Moved { adept: id, from: mentor_at(adept, seq.saturating_sub(1)), to: mentor_at(adept, seq) })
            };
            session.moved_by(seq).into_iter().filter_map(one).collect()
        };
        let before = program.adepts().iter().enumerate().map(|(adept, person)| (person.id.clone(), mentor_at(adept, own.seq)));
        Self {
            at: own.at.parse().map_or(0, |at: jiff::Timestamp| at.as_second()),
            seen: own.seq,
            came: (own.seq + 1..=session.ledger().last()).map(|seq| (seq, moved(seq))).collect(),
            before: before.collect(),
            ..Self::default()
        }
    }

    /// The time is known for the first time.
    pub fn began(&mut self, now: i64) {
        match self.at {
            _ if self.began => {}
            0 => self.at = now,
            // A time of day says nothing about another day.
            at if now - at > HALF_A_DAY => self.at = 0,
            _ => {}
        }
        self.began = true;
    }

    /// Keeps what somebody else's decision did.
    pub fn keep(&mut self, seq: u64, consequences: &Consequences, session: &Session) {
        self.came.insert(seq, moved(consequences, session.program()));
    }

    /// What one's own decision did is no news.
    pub fn forget_moves(&mut self, consequences: &Consequences, session: &Session) {
        self.settle(&moved(consequences, session.program()));
    }

    /// What came as somebody else's decision is one's own.
    pub fn that_was_me(&mut self, seq: u64) {
        if let Some(moves) = self.came.remove(&seq) {
            self.settle(&moves);
        }
    }

    fn settle(&mut self, moves: &[Moved]) {
        for moved in moves {
            for before in [&mut self.before, &mut self.listed] {
                before.insert(moved.adept.clone(), moved.to.clone());
            }
        }
    }

    /// The records of others after this one.
    fn after(&self, seq: u64) -> impl DoubleEndedIterator<Item = (u64, &[Moved])> {
        self.came.range(seq.saturating_add(1)..).map(|(seq, moves)| (*seq, moves.as_slice()))
    }
}

impl App {
    /// How many decisions of others one has not looked at; where there are none, how many adepts have another mentor all the same.
    pub fn unseen(&self) -> usize {
        let changes = &self.together.changes;
        match changes.after(changes.seen).count() {
            0 if changes.read_again => self.net(&changes.before).len(),
            decisions => decisions,
        }
    }

    /// Whether anything has changed since one last looked.
    pub(super) fn may_see_changes(&self) -> Result<(), Refused> {
        let changes = &self.together.changes;
        match self.unseen() {
            0 => Err(Refused::NothingChanged { since: changes.at, looked: changes.looked }),
            _ => Ok(()),
        }
    }

    /// Lists what has changed; from now on it is seen.
    pub(super) fn open_changes(&mut self) {
        let changes = &mut self.together.changes;
        changes.listed = changes.before.clone();
        let list = ChangeList { since: changes.at, from: changes.seen, ..ChangeList::default() };
        self.put_on_top(Modal::Changes(list));
        self.list_changes_again();
    }

    /// Lists anew what has changed, while the list is open: the cursor stays on its line, and what is listed is seen.
    pub(super) fn list_changes_again(&mut self) {
        let height = self.modal_height();
        let from = self.modals.iter().find_map(|modal| if let Modal::Changes(list) = modal { Some(list.from) } else { None });
        let Some(from) = from else { return };
        let rows = self.what_changed(from);
        if let Some(list) = self.modals.iter_mut().find_map(|modal| if let Modal::Changes(list) = modal { Some(list) } else { None }) {
            let marked = list.rows.get(list.cursor.selected);
            let place = marked.and_then(|marked| rows.iter().position(|row| row == marked));
            list.rows = rows;
            match place {
                Some(place) => list.cursor.follow(place, list.rows.len(), height),
                None => list.cursor.go_to(list.cursor.selected, list.rows.len(), height),
            }
        }
        let (last, before) = (self.decided_session().ledger().last(), mentors(self.decided_session()));
        let now = self.now();
        let changes = &mut self.together.changes;
        (changes.seen, changes.before, changes.at, changes.looked, changes.read_again) = (last, before, now, true, false);
    }

    /// What came after a record: on top who has another mentor all in all, unless one decision says the same; then the decisions, the newest
    /// first, each with those whom it moved.
    fn what_changed(&self, from: u64) -> Vec<ChangeRow> {
        let changes = &self.together.changes;
        let told: Vec<&Moved> = changes.after(from).flat_map(|(_, moves)| moves).collect();
        let mut rows: Vec<ChangeRow> =
            self.net(&changes.listed).into_iter().filter(|moved| !told.contains(&moved)).map(ChangeRow::Now).collect();
        for (seq, moves) in changes.after(from).rev() {
            rows.push(ChangeRow::Decided(seq));
            rows.extend(moves.iter().map(|moved| ChangeRow::Moved(seq, moved.clone())));
        }
        rows
    }

    /// Who has another mentor than before.
    fn net(&self, before: &BTreeMap<PersonId, Option<PersonId>>) -> Vec<Moved> {
        let now = mentors(self.decided_session());
        let everybody: BTreeSet<&PersonId> = before.keys().chain(now.keys()).collect();
        let line = |adept: &PersonId| {
            let (from, to) = (before.get(adept).cloned().flatten(), now.get(adept).cloned().flatten());
            (from != to).then(|| Moved { adept: adept.clone(), from, to })
        };
        everybody.into_iter().filter_map(line).collect()
    }

    /// Whether the line under the cursor is about anybody.
    pub(super) fn may_go_to_change(&self) -> Result<(), Refused> {
        self.people_of_change().map(|_| ()).ok_or(Refused::NotHere)
    }

    /// Leaves the list for the people whom the line under its cursor is about.
    pub(super) fn go_to_change(&mut self) {
        let Some((adept, mentor)) = self.people_of_change() else { return };
        self.modals.pop();
        match (adept, mentor) {
            (Some(adept), Some(mentor)) => self.go_to_pair(Pair { adept, mentor }),
            (Some(adept), None) => self.go_to(Role::Adept, adept),
            (None, Some(mentor)) => self.go_to(Role::Mentor, mentor),
            (None, None) => {}
        }
    }

    fn go_to(&mut self, role: Role, person: usize) {
        if self.people.role != role {
            self.people = Pane::empty(role);
            self.list_people();
        }
        self.go_to_person(person);
    }

    /// The adept and the mentor whom the line under the cursor is about, as far as they are still in the program.
    fn people_of_change(&self) -> Option<(Option<usize>, Option<usize>)> {
        let Some(Modal::Changes(list)) = self.modals.last() else { return None };
        let session = self.decided_session();
        let program = session.program();
        let (adept, mentor) = match list.rows.get(list.cursor.selected)? {
            ChangeRow::Now(moved) | ChangeRow::Moved(_, moved) => {
                (program.adept(&moved.adept), moved.to.as_ref().and_then(|id| program.mentor(id)))
            }
            ChangeRow::Decided(seq) => {
                let named = people_named(decided_by(session.ledger().record(*seq)?, session.ledger()));
                let first = |found: fn(&Program, &PersonId) -> Option<usize>| named.iter().find_map(|id| found(program, id));
                (first(Program::adept), first(Program::mentor))
            }
        };
        (adept.is_some() || mentor.is_some()).then_some((adept, mentor))
    }

    /// The list of changes, when it lies over the panes.
    #[cfg(test)]
    pub(super) fn change_list(&self) -> Option<&ChangeList> {
        self.modals.iter().find_map(|modal| if let Modal::Changes(list) = modal { Some(list) } else { None })
    }
}

fn moved(consequences: &Consequences, program: &Program) -> Vec<Moved> {
    let mentor = |place: Option<usize>| program.mentors().get(place?).map(|person| person.id.clone());
    let line = |moved: &crate::session::Move| {
        let adept = program.adepts().get(moved.adept)?.id.clone();
        Some(Moved { adept, from: mentor(moved.from), to: mentor(moved.to) })
    };
    consequences.moves.iter().filter_map(line).collect()
}

/// Each adept's mentor in the proposal.
fn mentors(session: &Session) -> BTreeMap<PersonId, Option<PersonId>> {
    let program = session.program();
    let mentor = |adept: usize| session.partner(adept).and_then(|mentor| program.mentors().get(mentor)).map(|person| person.id.clone());
    program.adepts().iter().enumerate().map(|(place, adept)| (adept.id.clone(), mentor(place))).collect()
}
