//! Who else is here, and where one stands oneself; who decided a moment ago; the time, as far as it is told.

use std::collections::BTreeSet;

use crate::program::{PersonId, Role};
use crate::session::{Consequences, Decision, Ledger, Mode, Present, Record, Session, Stand};

use super::changes::Changes;
use super::follow::Following;
use super::modal::Modal;
use super::notice::{NoticeText, Severity};
use super::{Action, App, Effect, Pending, Scope};

/// After so many seconds with keys the others are told that somebody is not silent, though they stand where they stood.
const STILL_HERE: i64 = 15;

/// Somebody who has pressed no key for so many seconds is silent.
const SILENT: i64 = 120;

/// For so many seconds the rows that a decision of somebody else is about carry its maker's initials.
const FRESH: i64 = 10;

/// What is known of the others, and what they have been told.
#[derive(Debug)]
pub(super) struct Together {
    /// Everybody else, by name.
    present: Vec<Present>,
    /// Whether it has been said that others are here.
    welcomed: bool,
    /// Whether somebody else has been here, or has decided anything, since one sat down.
    shared: bool,
    /// What others decided a moment ago.
    fresh: Vec<Fresh>,
    /// What they decided since one last looked.
    pub(super) changes: Changes,
    /// Whom one follows.
    pub(super) following: Option<Following>,
    /// The time, once it has been told.
    now: i64,
    /// When a key was pressed last.
    touched: i64,
    /// Where the others were last told that one stands.
    told: Option<Stand>,
}

/// A decision that somebody else made a moment ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// Its record.
    pub seq: u64,
    /// Who made it.
    pub by: String,
    /// Whom it names, and whom it moved.
    pub people: BTreeSet<(Role, PersonId)>,
    /// From this second on it is no longer fresh.
    until: i64,
}

impl Together {
    /// As somebody sits down: what is decided already is not news.
    pub(super) fn of(session: &Session, by: &str) -> Self {
        Self {
            present: Vec::new(),
            welcomed: false,
            shared: false,
            fresh: Vec::new(),
            changes: Changes::since(session, by),
            following: None,
            now: 0,
            touched: 0,
            told: None,
        }
    }

    /// Everybody else, by name.
    pub(super) fn present(&self) -> &[Present] {
        &self.present
    }

    pub(super) fn key_was_pressed(&mut self) {
        self.touched = self.now;
    }
}

impl App {
    /// Everybody else who has the program open, in the order of their names.
    pub fn present(&self) -> &[Present] {
        &self.together.present
    }

    /// The time, as last told: seconds since the beginning of 1970, UTC; 0 before that.
    pub fn now(&self) -> i64 {
        self.together.now
    }

    /// For how many whole minutes somebody has pressed no key; nothing below two, and nothing where it is not known.
    pub fn silent_for(&self, present: &Present) -> Option<u64> {
        let (now, touched) = (self.together.now, present.stand.touched);
        let silent = u64::try_from(now.checked_sub(touched)?).ok().filter(|_| touched > 0)?;
        (silent >= SILENT.unsigned_abs()).then_some(silent / 60)
    }

    /// What others decided in the last ten seconds, the oldest first.
    pub fn fresh(&self) -> &[Fresh] {
        if self.is_in_the_past() { &[] } else { &self.together.fresh }
    }

    /// Whether somebody else has been here, or has decided anything, since one sat down. It stays so, so that nothing in the lists moves
    /// sideways when people come and go.
    pub fn is_shared(&self) -> bool {
        self.together.shared
    }

    /// Whether something on the screen is about how long ago something was, so that the time should be told every second.
    pub fn needs_the_time(&self) -> bool {
        !self.together.present.is_empty() || !self.together.fresh.is_empty()
    }

    pub(super) fn sit_together(&mut self, mut present: Vec<Present>) -> Vec<Effect> {
        present.sort_by(|one, other| (&one.by, &one.sitting).cmp(&(&other.by, &other.sitting)));
        self.together.shared |= !present.is_empty();
        self.together.present = present;
        self.miss_whoever_has_left();
        self.list_people_here_again();
        self.say_that_others_are_here();
        vec![]
    }

    /// Says once that one is not alone, when there is nothing else to say.
    fn say_that_others_are_here(&mut self) {
        if self.together.welcomed || self.together.present.is_empty() || self.notice.is_some() {
            return;
        }
        self.together.welcomed = true;
        let mut who: Vec<String> = self.together.present.iter().map(|present| present.by.clone()).collect();
        who.dedup();
        let keys = self.keymap.keys(Scope::Session, Action::Follow).first().cloned().unwrap_or_default();
        self.say(Severity::News, NoticeText::Company { who, keys });
    }

    pub(super) fn tick(&mut self, now: i64) -> Vec<Effect> {
        self.together.now = now;
        self.together.fresh.retain(|fresh| fresh.until > now);
        self.together.changes.began(now);
        vec![]
    }

    /// Takes in what was applied: the decisions of others are marked for a moment and kept until one looks at them.
    pub(super) fn notice_what_others_did(&mut self, applied: &[(u64, Consequences)]) {
        for (seq, consequences) in applied {
            if self.own.contains(seq) {
                self.together.changes.forget_moves(consequences, &self.session);
                continue;
            }
            let Some(record) = self.decided_session().ledger().record(*seq).cloned() else { continue };
            // What is on its way from here comes back under one's own name, now and then before the answer.
            if !(record.by == self.by && matches!(self.pending, Some(Pending::Deciding { .. }))) {
                self.together.shared = true;
                let until = self.together.now.saturating_add(FRESH);
                let people = self.concerned(&record, consequences);
                self.together.fresh.push(Fresh { seq: *seq, by: record.by.clone(), people, until });
            }
            self.together.changes.keep(*seq, consequences, &self.session);
        }
        self.list_changes_again();
    }

    /// A record that came as news turns out to be one's own.
    pub(super) fn that_was_me(&mut self, seq: u64) {
        self.together.fresh.retain(|fresh| fresh.seq != seq);
        self.together.changes.that_was_me(seq);
        self.list_changes_again();
    }

    /// Whom a record names, and whom it moved: adepts, and the mentors they left and got.
    fn concerned(&self, record: &Record, consequences: &Consequences) -> BTreeSet<(Role, PersonId)> {
        let session = self.decided_session();
        let program = session.program();
        let mut people: BTreeSet<(Role, PersonId)> = BTreeSet::new();
        for id in people_named(decided_by(record, session.ledger())) {
            people.extend(program.find(id).map(|(role, _)| (role, id.clone())));
        }
        let id = |role: Role, place: usize| program.people(role).get(place).map(|person| (role, person.id.clone()));
        for moved in &consequences.moves {
            people.extend(id(Role::Adept, moved.adept));
            people.extend([moved.from, moved.to].into_iter().flatten().filter_map(|mentor| id(Role::Mentor, mentor)));
        }
        people
    }

    /// Lets the others see where one stands, when that has changed.
    pub(super) fn show_where_one_stands(&mut self) -> Option<Effect> {
        // Whoever looks at the past stands where they stood: there is nobody else there.
        let stand = match &self.together.told {
            Some(told) if self.is_in_the_past() => Stand { touched: self.together.touched, mode: Mode::Looking, ..told.clone() },
            _ => self.stand(),
        };
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

    pub(super) fn stand(&self) -> Stand {
        let named = self.marked_pair().and_then(|pair| self.session.named(pair));
        let alone = || {
            let row = self.people.selected()?;
            self.session.program().people(row.role).get(row.index).map(|person| person.id.clone())
        };
        let leads = self.people.role;
        let of = |role| if leads == role { alone() } else { None };
        let (adept, mentor): (Option<PersonId>, Option<PersonId>) = match named {
            Some(pair) => (Some(pair.adept), Some(pair.mentor)),
            None => (of(Role::Adept), of(Role::Mentor)),
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

/// The decision that a record made, took back or put in force again.
pub(super) fn decided_by<'a>(record: &'a Record, ledger: &'a Ledger) -> &'a Decision {
    let mut root = record;
    while let Some(earlier) = root.undoes.filter(|earlier| *earlier < root.seq).and_then(|seq| ledger.record(seq)) {
        root = earlier;
    }
    &root.decision
}

/// The people that a decision names.
pub(super) fn people_named(decision: &Decision) -> Vec<&PersonId> {
    match decision {
        Decision::Lock(pair) | Decision::Unlock(pair) | Decision::Assign(pair) | Decision::Forbid(pair) | Decision::Allow(pair) => {
            vec![&pair.adept, &pair.mentor]
        }
        Decision::Swap { adept, gets, other, other_gets } => vec![adept, gets, other, other_gets],
        Decision::Note { adept, mentor } => adept.iter().chain(mentor).collect(),
        Decision::Vote { adept, mentor, .. } => vec![adept, mentor],
        Decision::Reveal(pair) => vec![&pair.adept, &pair.mentor],
        Decision::Consent { person, .. } => vec![person],
        Decision::Reword { .. } | Decision::Withdraw { .. } | Decision::Weight { .. } | Decision::Rule { .. } => vec![],
        Decision::Objective { .. } | Decision::Afresh | Decision::Finalise | Decision::Reopen | Decision::Undo => vec![],
    }
}
