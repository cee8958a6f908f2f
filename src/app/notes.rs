//! Writing notes: about a pair, one of its people or the program; changing and withdrawing one's own.

use crate::program::{Role, Shown};
use crate::session::{Decision, Intent, Noted, Refusal};

use super::cursor::Step;
use super::field::Field;
use super::modal::notes::{About, NoteRow, Rewording};
use super::modal::{Modal, Notes};
use super::notice::Notice;
use super::refused::Refused;
use super::{App, Effect};

impl App {
    /// Opens the notes on the pair under the cursor; on a person alone where there is no one pair.
    pub(super) fn open_notes(&mut self) {
        let abouts = match (self.this_pair(), self.people.selected()) {
            (Ok(pair), _) => {
                vec![About::Pair(pair), About::Person(Role::Adept, pair.adept), About::Person(Role::Mentor, pair.mentor), About::Program]
            }
            (Err(_), Some(row)) => {
                let marked = self.marked_pair().map(About::Pair);
                [About::Person(row.role, row.index)].into_iter().chain(marked).chain([About::Program]).collect()
            }
            (Err(_), None) => vec![About::Program],
        };
        self.open_notes_about(abouts, 0);
    }

    /// The names of whom a note is about.
    pub fn names_in(&self, about: About) -> Vec<Shown> {
        match about {
            About::Pair(pair) => vec![self.finder.adept(pair.adept), self.finder.mentor(pair.mentor)],
            About::Person(role, index) => vec![self.finder.name(role, index)],
            About::Program => vec![],
        }
    }

    /// A person's name.
    pub fn names_of(&self, role: Role, index: usize) -> Shown {
        self.finder.name(role, index)
    }

    /// The next thing that the note can be about.
    pub(super) fn note_about_other(&mut self) {
        if let Some(Modal::Notes(notes)) = self.modals.last_mut() {
            notes.about = (notes.about + 1) % notes.abouts.len().max(1);
            notes.chosen = None;
        }
        self.list_notes_again();
    }

    /// Whether the note can be about something else.
    pub(super) fn may_be_about_other(&self) -> Result<(), Refused> {
        match self.modals.last() {
            Some(Modal::Notes(notes)) if notes.rewording.is_none() && notes.abouts.len() > 1 => Ok(()),
            _ => Err(Refused::NotHere),
        }
    }

    /// Goes from the field up into the notes there are, and back.
    pub(super) fn step_in_notes(&mut self, step: Step) {
        let Some(Modal::Notes(notes)) = self.modals.last_mut() else { return };
        let last = notes.lines.len().checked_sub(1);
        notes.chosen = match (step, notes.chosen, last) {
            (_, _, None) => None,
            (Step::Up | Step::PageUp, None, _) if notes.rewording.is_none() => last,
            (Step::Up | Step::PageUp, Some(place), _) => Some(place.saturating_sub(1)),
            (Step::Down | Step::PageDown, Some(place), Some(last)) => Some(place + 1).filter(|place| *place <= last),
            (Step::First, Some(_), _) => Some(0),
            (Step::Last, Some(_), _) => last,
            (_, chosen, _) => chosen,
        };
    }

    /// In the list: puts the words of the note under the cursor into the field. In the field: records them.
    pub(super) fn accept_in_notes(&mut self) -> Vec<Effect> {
        match self.modals.last() {
            Some(Modal::Notes(notes)) if notes.chosen.is_some() => {
                self.begin_rewording();
                vec![]
            }
            _ => self.record_note(),
        }
    }

    /// Whether the words of the note under the cursor can be changed, or what is in the field recorded.
    pub(super) fn may_accept_in_notes(&self, notes: &Notes) -> Result<(), Refused> {
        match notes.chosen() {
            Some(row) => self.may_reword(row),
            None => Ok(()),
        }
    }

    /// Whether the note under the cursor can be withdrawn.
    pub(super) fn may_withdraw(&self) -> Result<(), Refused> {
        match self.modals.last() {
            Some(Modal::Notes(notes)) => {
                let row = notes.chosen().ok_or(Refused::NotHere)?;
                self.may_decide(Decision::Withdraw { note: row.seq })
            }
            _ => Err(Refused::NotHere),
        }
    }

    pub(super) fn withdraw_note(&mut self) -> Vec<Effect> {
        let Some(Modal::Notes(notes)) = self.modals.last_mut() else { return vec![] };
        let Some(note) = notes.chosen().map(|row| row.seq) else { return vec![] };
        notes.chosen = None;
        self.decide(Decision::Withdraw { note }, None)
    }

    /// One step back: from the list to the field, from changed words to those that were typed before; false when there is none.
    pub(super) fn back_in_notes(&mut self) -> bool {
        let Some(Modal::Notes(notes)) = self.modals.last_mut() else { return false };
        if notes.chosen.take().is_some() {
            return true;
        }
        let rewording = notes.rewording.take().is_some();
        if rewording {
            notes.field = std::mem::take(&mut notes.set_aside);
        }
        rewording
    }

    /// After a record: the notes there are now; the cursor stays on its note.
    pub(super) fn list_notes_again(&mut self) {
        let Some(place) = self.modals.iter().position(|modal| matches!(modal, Modal::Notes(_))) else { return };
        let Some(Modal::Notes(notes)) = self.modals.get(place) else { return };
        let (lines, chosen) = (self.rows_about(notes.about()), notes.chosen().map(|row| row.seq));
        if let Some(Modal::Notes(notes)) = self.modals.get_mut(place) {
            notes.chosen = chosen.and_then(|seq| lines.iter().position(|row| row.seq == seq));
            notes.lines = lines;
        }
    }

    /// A note was refused though it had been sent: its words are in the field again.
    pub(super) fn keep_words(&mut self, intent: &Intent) {
        let (words, ledger) = (intent.why.clone().unwrap_or_default(), self.session.ledger());
        let (adept, mentor, rewording) = match &intent.decision {
            Decision::Note { adept, mentor } => (adept.clone(), mentor.clone(), None),
            Decision::Reword { note } => {
                let Some(Decision::Note { adept, mentor }) = ledger.record(*note).map(|record| &record.decision) else { return };
                (adept.clone(), mentor.clone(), Some(Rewording { note: *note, expect: intent.expect.clone() }))
            }
            _ => return,
        };
        let program = self.session.program();
        let place = |role: Role| match role {
            Role::Adept => adept.as_ref().and_then(|id| program.adept(id)),
            Role::Mentor => mentor.as_ref().and_then(|id| program.mentor(id)),
        };
        let about = match (place(Role::Adept), place(Role::Mentor)) {
            (Some(adept), Some(mentor)) => About::Pair(crate::program::Pair { adept, mentor }),
            (Some(adept), None) => About::Person(Role::Adept, adept),
            (None, Some(mentor)) => About::Person(Role::Mentor, mentor),
            (None, None) => About::Program,
        };
        self.open_notes_about(vec![about], 0);
        if let Some(Modal::Notes(notes)) = self.modals.last_mut() {
            notes.field = typed(&words);
            notes.rewording = rewording;
        }
    }

    fn open_notes_about(&mut self, abouts: Vec<About>, about: usize) {
        let lines = abouts.get(about).map(|about| self.rows_about(*about)).unwrap_or_default();
        let (field, set_aside) = Default::default();
        self.put_on_top(Modal::Notes(Box::new(Notes { abouts, about, lines, chosen: None, rewording: None, field, set_aside })));
    }

    fn begin_rewording(&mut self) {
        let Some(Modal::Notes(notes)) = self.modals.last() else { return };
        let Some(note) = notes.chosen().map(|row| row.seq) else { return };
        let ledger = self.session.ledger();
        let words = ledger.note(note).and_then(|note| note.text).map(typed).unwrap_or_default();
        let expect = ledger.expect(&Decision::Reword { note }, None);
        if let Some(Modal::Notes(notes)) = self.modals.last_mut() {
            notes.set_aside = std::mem::replace(&mut notes.field, words);
            notes.rewording = Some(Rewording { note, expect });
            notes.chosen = None;
        }
    }

    fn may_reword(&self, row: &NoteRow) -> Result<(), Refused> {
        self.may_write()?;
        let decision = Decision::Reword { note: row.seq };
        // Some other words, since the same would be said already; a reword without any is refused for that.
        let words = Some(format!("{}.", row.text.as_ref().map_or("", Shown::as_str)));
        let intent = self.session.intent(String::new(), &self.by, self.role, decision, words);
        match self.session.ledger().check(self.session.ground(), &intent) {
            Ok(_) | Err(Refusal::NoteTooLong { .. }) => Ok(()),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// Records the words in the field, as a note or in place of a note's words.
    fn record_note(&mut self) -> Vec<Effect> {
        let Some(Modal::Notes(notes)) = self.modals.last() else { return vec![] };
        let words = notes.field.text().trim().to_owned();
        let decision = match &notes.rewording {
            Some(rewording) => Decision::Reword { note: rewording.note },
            None => self.note_on(notes.about()),
        };
        let mut intent = self.session.intent(String::new(), &self.by, self.role, decision, Some(words));
        if let Some(rewording) = &notes.rewording {
            intent.expect = rewording.expect.clone();
        }
        let fits = self.may_write().and_then(|()| Ok(self.session.ledger().check(self.session.ground(), &intent)?));
        match fits {
            Ok(_) => {
                self.modals.pop();
                self.send(intent)
            }
            Err(refused) => {
                let now = self.session.ledger().expect(&intent.decision, None);
                if let (Refused::Decision(Refusal::ChangedSince { .. }), Some(Modal::Notes(notes))) = (&refused, self.modals.last_mut())
                    && let Some(rewording) = &mut notes.rewording
                {
                    // What somebody has changed is told; whoever goes on after that knows of it.
                    rewording.expect = now;
                }
                self.notice = Some(Notice::refused(refused));
                vec![]
            }
        }
    }

    fn note_on(&self, about: About) -> Decision {
        let (adept, mentor) = match about {
            About::Pair(pair) => (Some(pair.adept), Some(pair.mentor)),
            About::Person(Role::Adept, index) => (Some(index), None),
            About::Person(Role::Mentor, index) => (None, Some(index)),
            About::Program => (None, None),
        };
        let program = self.session.program();
        let id = |role: Role, index: Option<usize>| index.and_then(|n| program.people(role).get(n)).map(|person| person.id.clone());
        Decision::Note { adept: id(Role::Adept, adept), mentor: id(Role::Mentor, mentor) }
    }

    /// The notes on a pair and its people, on a person alone or with somebody, or on the program.
    fn rows_about(&self, about: About) -> Vec<NoteRow> {
        let (ledger, program) = (self.session.ledger(), self.session.program());
        let id = |role: Role, index: usize| program.people(role).get(index).map(|person| &person.id);
        let notes: Vec<Noted<'_>> = match about {
            About::Pair(pair) => match (id(Role::Adept, pair.adept), id(Role::Mentor, pair.mentor)) {
                (Some(adept), Some(mentor)) => ledger.notes_about(adept, mentor),
                _ => vec![],
            },
            About::Person(role, index) => id(role, index).map_or(vec![], |id| ledger.notes().filter(|note| note.is_about(id)).collect()),
            About::Program => ledger.notes().filter(Noted::is_about_the_program).collect(),
        };
        let here = self.names_in(about);
        notes.into_iter().map(|note| self.note_row(note, &here)).collect()
    }

    fn note_row(&self, note: Noted<'_>, here: &[Shown]) -> NoteRow {
        let name = |id: &crate::program::PersonId| self.session.program().find(id).map(|(role, place)| self.finder.name(role, place));
        let names: Vec<Shown> = note.adept.into_iter().chain(note.mentor).filter_map(name).collect();
        NoteRow {
            seq: note.seq,
            by: Shown::new(note.by),
            at: note.at.to_owned(),
            text: note.text.map(Shown::new),
            reworded_at: note.reworded_at.map(str::to_owned),
            own: note.by == self.by,
            names: if names == here { vec![] } else { names },
        }
    }
}

/// A field with words in it, the cursor at their end.
fn typed(words: &str) -> Field {
    let mut field = Field::default();
    field.paste(words);
    field
}
