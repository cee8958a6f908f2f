//! The list of records: what is looked for in it, two moments of it beside each other, and taking back one record of many.
//!
//! The list is always that of now, also while the past is on the screen.

use crate::program::{Pair, PersonId, Role, Shown};
use crate::session::{Change, Intent, Record, Session};
use crate::words::screen::{date_and_clock, decided, log as words};

use super::cursor::Cursor;
use super::modal::log::{About, Log, LogRow, MomentRow, Moments, Searchable};
use super::modal::{Confirm, Held, Modal, Question};
use super::notice::Notice;
use super::refused::Refused;
use super::search::fold;
use super::{App, Effect, Pane};

impl App {
    /// The list, when it is open.
    fn log(&self) -> Option<&Log> {
        self.modals.iter().find_map(|modal| if let Modal::Log(log) = modal { Some(&**log) } else { None })
    }

    fn log_mut(&mut self) -> Option<&mut Log> {
        self.modals.iter_mut().find_map(|modal| if let Modal::Log(log) = modal { Some(&mut **log) } else { None })
    }

    /// Opens the list: as it was left for the past, with the cursor on the moment that is seen, else all of it.
    pub(super) fn open_log(&mut self) {
        let (kept, seen) = (self.log_before_travelling(), self.past().map(|past| past.seq));
        let fresh = || Log {
            field: Default::default(),
            typing: false,
            about: None,
            rows: vec![],
            cursor: Cursor::default(),
            marked: None,
            texts: vec![],
            read_in: self.decided_session().program().clone(),
        };
        let log = kept.unwrap_or_else(fresh);
        self.put_on_top(Modal::Log(Box::new(log)));
        self.list_log_again();
        let height = self.modal_height();
        if let (Some(seen), Some(log)) = (seen, self.log_mut())
            && let Some(place) = log.rows.iter().position(|row| row.seq == seen)
        {
            log.cursor.go_to(place, log.rows.len(), height);
        }
    }

    /// Lists anew what fits; the cursor stays on its record, and on the same line where that one is gone.
    pub(super) fn list_log_again(&mut self) {
        let Some(log) = self.log() else { return };
        let session = self.decided_session();
        let known = if std::sync::Arc::ptr_eq(&log.read_in, session.program()) { log.texts.len() } else { 0 };
        let fresh = session.ledger().records().iter().skip(known).map(|record| self.searchable(session, record));
        let (fresh, read_in): (Vec<Searchable>, _) = (fresh.collect(), session.program().clone());
        if let Some(log) = self.log_mut() {
            log.texts.truncate(known);
            log.texts.extend(fresh);
            log.read_in = read_in;
        }
        let (rows, height) = (self.rows_of_log(), self.modal_height());
        let Some(log) = self.log_mut() else { return };
        let place = log.selected().and_then(|seq| rows.iter().position(|row| row.seq == seq));
        log.rows = rows;
        match place {
            Some(place) => log.cursor.follow(place, log.rows.len(), height),
            None => log.cursor.go_to(log.cursor.selected, log.rows.len(), height),
        }
    }

    /// What is typed has changed: the cursor goes to the newest that fits.
    pub(super) fn look_in_log(&mut self) {
        if let Some(log) = self.log_mut() {
            log.cursor = Cursor::default();
            log.rows.clear();
        }
        self.list_log_again();
    }

    fn rows_of_log(&self) -> Vec<LogRow> {
        let Some(log) = self.log() else { return vec![] };
        let wanted = fold(log.field.text().trim());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let numbered = log.texts.iter().enumerate().rev().map(|(place, text)| (place as u64 + 1, text));
        let fitting = numbered.filter(|(seq, text)| log.about.as_ref().is_none_or(|about| self.is_about(*seq, text, about)));
        let row = |(seq, text): (u64, &Searchable)| {
            let found = found_by_moves(text, &words)?;
            let found = found.into_iter().map(|adept| self.finder.adept(adept)).collect();
            Some(LogRow { seq, moved: text.moved.len(), found })
        };
        fitting.filter_map(row).collect()
    }

    /// Whether a record is one's own, or is about somebody: names them, or gave them somebody else.
    fn is_about(&self, seq: u64, text: &Searchable, about: &About) -> bool {
        let session = self.decided_session();
        let (ledger, program) = (session.ledger(), session.program());
        let moved = |adept: usize| text.moved.iter().any(|(moved, _)| *moved == adept);
        let had = |adept: usize, mentor: usize, seq: u64| session.partner_at(adept, seq) == Some(mentor);
        match about {
            About::Mine => ledger.record(seq).is_some_and(|record| record.by == self.by),
            About::Person(person) => {
                let named = ledger.is_about(seq, std::slice::from_ref(person));
                let given = || match program.find(person) {
                    Some((Role::Adept, adept)) => moved(adept),
                    Some((Role::Mentor, mentor)) => {
                        text.moved.iter().any(|(adept, _)| had(*adept, mentor, seq) || had(*adept, mentor, seq.saturating_sub(1)))
                    }
                    None => false,
                };
                named || given()
            }
            About::Pair(adept, mentor) => {
                let named = ledger.is_about(seq, &[adept.clone(), mentor.clone()]);
                let places = program.adept(adept).zip(program.mentor(mentor));
                let made = |(adept, mentor)| moved(adept) && (had(adept, mentor, seq) || had(adept, mentor, seq.saturating_sub(1)));
                named || places.is_some_and(made)
            }
        }
    }

    /// Everything that a record can be found by.
    fn searchable(&self, session: &Session, record: &Record) -> Searchable {
        let (ledger, kind) = (session.ledger(), record.decision.kind());
        let mut pieces = vec![
            record.by.clone(),
            kind.to_owned(),
            words::kind_words(kind).to_owned(),
            date_and_clock(&record.at),
            record.seq.to_string(),
        ];
        pieces.extend(ledger.people_of(record.seq).into_iter().map(|person| person.to_string()));
        pieces.extend(record.account.clone());
        pieces.extend(record.why().map(str::to_owned));
        pieces.push(decided::record(self.lang, record, ledger, session.program()));
        let text = pieces.iter().map(|piece| fold(piece)).collect::<Vec<_>>().join("\n");
        let moved = session.moved_by(record.seq).into_iter().map(|adept| (adept, fold(self.finder.adept(adept).as_str())));
        Searchable { text, moved: moved.collect() }
    }

    pub(super) fn type_in_log(&mut self) {
        if let Some(log) = self.log_mut() {
            log.typing = true;
        }
    }

    /// Lists only these, or all again when it was these already.
    pub(super) fn list_log_about(&mut self, about: Option<About>) {
        if let Some(log) = self.log_mut() {
            log.about = if log.about == about { None } else { about };
        }
        self.list_log_again();
    }

    /// The pair under the cursor of the panes.
    pub(super) fn pair_for_log(&self) -> Option<About> {
        let named = self.session.named(self.marked_pair()?)?;
        Some(About::Pair(named.adept, named.mentor))
    }

    /// The person under the cursor of the left pane.
    pub(super) fn person_for_log(&self) -> Option<About> {
        let row = self.people.selected()?;
        let person: &PersonId = &self.session.program().people(row.role).get(row.index)?.id;
        Some(About::Person(person.clone()))
    }

    /// One step back in the list: what is typed and what is looked for go first. Whether that was a step.
    pub(super) fn back_in_log(&mut self) -> bool {
        let Some(log) = self.log_mut() else { return false };
        let (typing, filtered) = (std::mem::take(&mut log.typing), log.is_filtered());
        log.field = Default::default();
        if !typing {
            log.about = None;
        }
        self.list_log_again();
        typing || filtered
    }

    /// Typing ends; what was typed stays.
    pub(super) fn end_typing_in_log(&mut self) {
        if let Some(log) = self.log_mut() {
            log.typing = false;
        }
    }

    pub(super) fn mark_in_log(&mut self) {
        if let Some(log) = self.log_mut() {
            log.marked = if log.marked == log.selected() { None } else { log.selected() };
        }
    }

    /// Whether the list has the keys.
    pub(super) fn may_look_in_log(&self) -> Result<(), Refused> {
        matches!(self.modals.last(), Some(Modal::Log(_))).then_some(()).ok_or(Refused::NotHere)
    }

    /// Whether a record is under the cursor of the list.
    pub(super) fn record_in_log(&self) -> Result<u64, Refused> {
        match self.modals.last() {
            Some(Modal::Log(log)) => log.selected().ok_or(Refused::NothingListed),
            _ => Err(Refused::NotHere),
        }
    }

    /// The two moments to compare: the marked one, or else that under the cursor, with the one under the cursor, or else now.
    pub(super) fn moments_to_compare(&self) -> Result<(u64, u64), Refused> {
        let here = self.record_in_log()?;
        let marked = self.log().and_then(|log| log.marked).unwrap_or(here);
        let other = if marked == here { self.decided_session().ledger().last() } else { here };
        if marked == other { Err(Refused::SameMoment) } else { Ok((marked, other)) }
    }

    pub(super) fn compare_moments(&mut self) {
        if let Ok((one, other)) = self.moments_to_compare() {
            let moments = self.moments_between(one, other);
            self.put_on_top(Modal::Moments(Box::new(moments)));
        }
    }

    /// After a record: the same two moments anew, since names and people can be others.
    pub(super) fn compare_moments_again(&mut self) {
        let Some(place) = self.modals.iter().position(|modal| matches!(modal, Modal::Moments(_))) else { return };
        let Some(Modal::Moments(old)) = self.modals.get(place) else { return };
        let (one, other, mut cursor) = (old.between.before.seq, old.between.after.seq, old.cursor);
        let fresh = self.moments_between(one, other);
        let height = self.modal_height();
        cursor.go_to(cursor.selected, fresh.rows.len(), height);
        if let Some(modal) = self.modals.get_mut(place) {
            *modal = Modal::Moments(Box::new(Moments { cursor, ..fresh }));
        }
    }

    fn moments_between(&self, one: u64, other: u64) -> Moments {
        let session = self.decided_session();
        let between = session.between(one, other);
        let low = session.program().criteria.low_coverage;
        let held = |adept: usize, with: Option<(usize, u16)>| {
            let (mentor, score) = with?;
            let thin = session.scores().cell(Pair { adept, mentor }).coverage < low;
            Some(Held { mentor: self.finder.mentor(mentor), score, thin })
        };
        let row = |change: &Change| MomentRow {
            adept: change.adept,
            name: self.finder.adept(change.adept),
            from: held(change.adept, change.from),
            to: held(change.adept, change.to),
            moved_by: change.moved_by.clone(),
        };
        let rows = between.changes.iter().map(row).collect();
        Moments { between, rows, cursor: Cursor::default() }
    }

    /// Leaves both lists for the adept under the cursor.
    pub(super) fn go_to_changed(&mut self) {
        let Some(Modal::Moments(moments)) = self.modals.last() else { return };
        let Some(adept) = moments.rows.get(moments.cursor.selected).map(|row| row.adept) else { return };
        self.modals.retain(|modal| !matches!(modal, Modal::Moments(_) | Modal::Log(_)));
        if self.people.role != Role::Adept {
            self.people = Pane::empty(Role::Adept);
            self.list_people();
        }
        self.go_to_person(adept);
    }

    /// Whether the record under the cursor can be taken back.
    pub(super) fn may_take_back_record(&self) -> Result<(), Refused> {
        self.may_write()?;
        let intent = self.taking_back_record(self.record_in_log()?, None)?;
        self.decided_session().ledger().check(self.decided_session().ground(), &intent)?;
        Ok(())
    }

    /// Takes back the record under the cursor; asks first when that moves somebody, or when the record is somebody else's.
    pub(super) fn take_back_record(&mut self) -> Vec<Effect> {
        match self.record_in_log().and_then(|seq| self.question_of_taking_back(seq)) {
            Ok((confirm, intent)) if confirm.moved.is_empty() && self.is_mine(&intent) => self.send(intent),
            Ok((confirm, _)) => {
                self.put_on_top(Modal::Confirm(Box::new(confirm)));
                vec![]
            }
            Err(refused) => {
                self.notice = Some(Notice::refused(refused));
                vec![]
            }
        }
    }

    fn is_mine(&self, intent: &Intent) -> bool {
        let record = intent.undoes.and_then(|seq| self.decided_session().ledger().record(seq));
        record.is_some_and(|record| record.by == self.by)
    }

    /// The intent to take back one record.
    pub(super) fn taking_back_record(&self, seq: u64, why: Option<String>) -> Result<Intent, Refused> {
        Ok(Intent { why, ..self.decided_session().undo_of(seq, String::new(), &self.by, self.role)? })
    }

    /// What taking back one record would do, as a question.
    pub(super) fn question_of_taking_back(&self, seq: u64) -> Result<(Confirm, Intent), Refused> {
        let session = self.decided_session();
        let intent = self.taking_back_record(seq, None)?;
        let consequences = session.preview(&intent)?;
        let said = |record: &Record| {
            let what = decided::record(self.lang, record, session.ledger(), session.program());
            vec![Shown::new(&record.by), Shown::new(&what)]
        };
        let names = session.ledger().record(seq).map(said).unwrap_or_default();
        let moved = self.moved(&consequences, &[]);
        Ok((Confirm { names, moved, consequences: Some(consequences), ..Confirm::plain(Question::TakeBack(seq)) }, intent))
    }
}

/// Whether all words are found; with the adepts for whom that is so though the record's own line does not name them.
fn found_by_moves(text: &Searchable, words: &[&str]) -> Option<Vec<usize>> {
    let missing: Vec<&&str> = words.iter().filter(|word| !text.text.contains(**word)).collect();
    if missing.is_empty() {
        return Some(vec![]);
    }
    if missing.iter().any(|word| !text.moved.iter().any(|(_, name)| name.contains(**word))) {
        return None;
    }
    let all = |name: &str| missing.iter().all(|word| name.contains(**word));
    let mut found: Vec<usize> = text.moved.iter().filter(|(_, name)| all(name)).map(|(adept, _)| *adept).collect();
    if found.is_empty() {
        let any = |name: &str| missing.iter().any(|word| name.contains(**word));
        found = text.moved.iter().filter(|(_, name)| any(name)).map(|(adept, _)| *adept).collect();
    }
    Some(found)
}
