//! Going back in time: the whole screen shows the program as it stood after an earlier record, and nothing can be decided there.
//!
//! While the past is seen, [`App::session`] is the session of then; what is decided waits, takes in the records that arrive, and comes
//! back with the cursor where it was. The others go on seeing one where one stood.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::Role;
use crate::session::{Record, Session};

use super::message::Stood;
use super::modal::Modal;
use super::modal::log::Log;
use super::notice::{Notice, NoticeText, Severity};
use super::refused::Refused;
use super::rows::Arrangement;
use super::{Action, App, Effect, Filter, Order, Pane, Pending, Side};

/// Up to so many pairs times records the past is there while the key goes down; beyond that the outer world is asked to work it out.
const AT_ONCE: usize = 400_000;

/// Where one is in time.
#[derive(Debug, Default)]
pub(super) struct Travel {
    /// Which question was the last.
    number: u64,
    /// The moment that was asked for and is not there yet.
    asked: Option<u64>,
    past: Option<Past>,
}

/// What waits while the past is seen.
#[derive(Debug)]
struct Past {
    /// Everything as it is decided.
    now: Session,
    just_moved: BTreeSet<usize>,
    /// The last record when one left.
    left_at: u64,
    /// The list that one left from.
    log: Option<Log>,
    place: Place,
}

/// Where the cursor stood.
#[derive(Debug)]
struct Place {
    side: Side,
    people: Pane,
    partners: Pane,
    order: Order,
    filter: Filter,
    standing: BTreeMap<Role, Arrangement>,
    to_swap: Option<usize>,
}

/// The moment that is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The last record that counts; 0 before the first.
    pub seq: u64,
    /// That record.
    pub record: Option<&'a Record>,
    /// How many records there are.
    pub of: u64,
    /// How many have come since one left for the past.
    pub news: u64,
    /// The moment that is being worked out, when one is.
    pub asked: Option<u64>,
}

impl Travel {
    /// The session as it is decided, when the one on the screen is of the past; else the one on the screen.
    pub(super) fn now_or<'a>(&'a mut self, seen: &'a mut Session) -> &'a mut Session {
        self.past.as_mut().map_or(seen, |past| &mut past.now)
    }
}

impl Action {
    /// Whether it decides, writes, or is about nothing but now.
    fn is_only_for_now(self) -> bool {
        use Action::*;
        let decides =
            matches!(self, Lock | Assign | Swap | Forbid | Note | Vote | Undo | Redo | Afresh | Save | Finalise | Unite | TakeBack);
        decides || matches!(self, Weights | Objective | Rivals | Decisions | ReadAgain | Follow | Changes | Look | Retry | Comment)
    }
}

impl App {
    /// The moment on the screen, when that is not now.
    pub fn past(&self) -> Option<Seen<'_>> {
        let past = self.travel.past.as_ref()?;
        let (ledger, now) = (self.session.ledger(), past.now.ledger());
        Some(Seen {
            seq: ledger.last(),
            record: ledger.records().last(),
            of: now.last(),
            news: now.last().saturating_sub(past.left_at),
            asked: self.travel.asked,
        })
    }

    /// The session as it is decided, while the past is seen.
    pub(super) fn now_behind_the_past(&self) -> Option<&Session> {
        self.travel.past.as_ref().map(|past| &past.now)
    }

    pub(super) fn is_in_the_past(&self) -> bool {
        self.travel.past.is_some()
    }

    /// Whether this can be done at the moment that is on the screen.
    pub(super) fn may_do_then(&self, action: Action) -> Result<(), Refused> {
        if self.is_in_the_past() && action.is_only_for_now() { Err(Refused::InThePast) } else { Ok(()) }
    }

    /// Who was moved by the last records; kept for later while the past is seen.
    pub(super) fn has_moved(&mut self, moved: BTreeSet<usize>) {
        match &mut self.travel.past {
            Some(past) => past.just_moved = moved,
            None => self.just_moved = moved,
        }
    }

    /// Takes the list that one left for the past from.
    pub(super) fn log_before_travelling(&mut self) -> Option<Log> {
        self.travel.past.as_mut().and_then(|past| past.log.take())
    }

    /// Whether one can leave for the past.
    pub(super) fn may_travel(&self) -> Result<(), Refused> {
        match &self.pending {
            // What is read then belongs to now.
            Some(Pending::Reading(_)) => Err(Refused::StillReading),
            _ => Ok(()),
        }
    }

    pub(super) fn may_go_older(&self) -> Result<(), Refused> {
        let goal = self.goal().ok_or(Refused::NotHere)?;
        if goal == 0 { Err(Refused::NothingOlder) } else { Ok(()) }
    }

    pub(super) fn may_go_newer(&self) -> Result<(), Refused> {
        let goal = self.goal().ok_or(Refused::NotHere)?;
        if goal >= self.decided_session().ledger().last() { Err(Refused::NothingNewer) } else { Ok(()) }
    }

    /// The moment that was asked for last, else the one on the screen.
    fn goal(&self) -> Option<u64> {
        let past = self.past()?;
        Some(past.asked.unwrap_or(past.seq))
    }

    pub(super) fn go_older(&mut self) -> Vec<Effect> {
        self.goal().map(|goal| self.travel_to(goal.saturating_sub(1))).unwrap_or_default()
    }

    pub(super) fn go_newer(&mut self) -> Vec<Effect> {
        self.goal().map(|goal| self.travel_to(goal.saturating_add(1))).unwrap_or_default()
    }

    /// Goes to the moment after the record under the list's cursor.
    pub(super) fn travel_from_log(&mut self) -> Vec<Effect> {
        match self.record_in_log() {
            Ok(seq) => self.travel_to(seq),
            Err(refused) => {
                self.notice = Some(Notice::refused(refused));
                vec![]
            }
        }
    }

    /// Shows the program as it stood after a record, or asks for it where that takes longer than a moment.
    fn travel_to(&mut self, seq: u64) -> Vec<Effect> {
        self.travel.number += 1;
        let now = self.decided_session();
        let seq = seq.min(now.ledger().last());
        let next = now.ledger().record(seq).filter(|_| self.is_in_the_past() && self.session.ledger().last() + 1 == seq);
        if let Some(record) = next.cloned() {
            let mut then = self.session.clone();
            then.apply(record);
            self.arrive(then);
            return vec![];
        }
        let program = now.program();
        let pairs = program.adepts().len().saturating_mul(program.mentors().len());
        let records = usize::try_from(seq).unwrap_or(usize::MAX).saturating_add(1);
        if pairs.saturating_mul(records) <= AT_ONCE
            && let Some(then) = now.as_of(seq, &mut || false)
        {
            self.arrive(then);
            return vec![];
        }
        self.travel.asked = Some(seq);
        vec![Effect::Travel { number: self.travel.number, seq }]
    }

    /// A moment that was asked for is there; passed over when another has been asked for, or when one wants to see none any more.
    pub(super) fn travelled(&mut self, number: u64, Stood(then): Stood) -> Vec<Effect> {
        let of_this_program = std::sync::Arc::ptr_eq(then.program(), self.decided_session().program());
        if number == self.travel.number && self.travel.asked.is_some() && of_this_program {
            self.arrive(*then);
        }
        vec![]
    }

    /// Closes the list. Whoever does so before the moment is there wants to see none.
    pub(super) fn leave_log(&mut self) {
        self.travel.asked = None;
        if let (Some(Modal::Log(log)), Some(past)) = (self.modals.pop(), &mut self.travel.past) {
            past.log = Some(*log);
        }
    }

    /// The moment that is being worked out while one still sees now.
    pub fn is_leaving_for(&self) -> Option<u64> {
        self.travel.asked.filter(|_| !self.is_in_the_past())
    }

    fn arrive(&mut self, then: Session) {
        self.travel.asked = None;
        let moved = then.moved_by(then.ledger().last()).into_iter().collect();
        let now = std::mem::replace(&mut self.session, then);
        let just_moved = std::mem::replace(&mut self.just_moved, moved);
        let log = self.modals.iter().position(|modal| matches!(modal, Modal::Log(_))).map(|place| self.modals.remove(place));
        let log = if let Some(Modal::Log(log)) = log { Some(*log) } else { None };
        match &mut self.travel.past {
            Some(past) => past.log = log.or(past.log.take()),
            None => {
                let place = self.place();
                let left_at = now.ledger().last();
                self.travel.past = Some(Past { now, just_moved, left_at, log, place });
                self.to_swap = None;
            }
        }
        self.refresh();
    }

    fn place(&self) -> Place {
        Place {
            side: self.side,
            people: self.people.clone(),
            partners: self.partners.clone(),
            order: self.order,
            filter: self.filter,
            standing: self.standing.clone(),
            to_swap: self.to_swap,
        }
    }

    /// Everything is as it is decided, and the cursor where it was.
    pub(super) fn return_to_now(&mut self) {
        self.travel.asked = None;
        let Some(Past { now, just_moved, place, left_at, .. }) = self.travel.past.take() else { return };
        (self.session, self.just_moved) = (now, just_moved);
        let Place { side, people, partners, order, filter, standing, to_swap } = place;
        (self.side, self.people, self.partners) = (side, people, partners);
        (self.order, self.filter, self.standing, self.to_swap) = (order, filter, standing, to_swap);
        let marked = self.partners.selected().map(|row| row.index);
        self.refresh();
        let height = self.pane_height();
        if let Some(partner) = marked {
            self.partners.go_to(partner, height);
            self.marked.take();
        }
        self.tell_what_came_meanwhile(left_at);
    }

    fn tell_what_came_meanwhile(&mut self, left_at: u64) {
        let seq = self.session.ledger().last();
        let count = usize::try_from(seq.saturating_sub(left_at)).unwrap_or(usize::MAX);
        if count > 0 {
            let moved = self.session.between(left_at, seq).changes.len();
            self.say(Severity::News, NoticeText::News { seq, count, moved });
        }
    }
}
