//! The history: the session as it stood after any record, what lies between two moments, whom a record is about, and taking back one
//! record of many.
//!
//! Nothing here is kept beside the records: a moment is their replay up to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decision::{Decision, Intent, Named, Record, Standing};
use super::proposal::Proposal;
use super::refusal::Refusal;
use super::{Ledger, Session};
use crate::program::{Pair, PersonId};
use crate::scoring::Scores;

/// The words for the kinds of decision, as [`Decision::kind`] gives them, in the order of [`Decision`].
pub const KINDS: [&str; 19] = [
    "lock",
    "unlock",
    "assign",
    "swap",
    "forbid",
    "allow",
    "note",
    "reword",
    "withdraw",
    "vote",
    "reveal",
    "weight",
    "rule",
    "objective",
    "afresh",
    "consent",
    "finalise",
    "reopen",
    "undo",
];

/// What the program came to at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The last record that counted; 0 before the first.
    pub seq: u64,
    /// The sum of scores; basis points.
    pub total: i64,
    /// Adepts with a mentor.
    pub matched: usize,
    /// Locked pairs of the proposal.
    pub locked: usize,
    /// The score of the worst off; basis points.
    pub worst: Option<u16>,
}

/// What lies between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// The earlier moment.
    pub before: Moment,
    /// The later one.
    pub after: Moment,
    /// Who has another mentor at the later moment than at the earlier, in the order of ids.
    pub changes: Vec<Change>,
    /// Whether scores are not the same at both, since weights or rules were decided between.
    pub reweighed: bool,
    /// How many records each person made between the two, the most first, then by name.
    pub makers: Vec<(String, usize)>,
}

/// An adept who has another mentor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub adept: usize,
    /// The mentor at the earlier moment, with the pair's score at that moment; basis points.
    pub from: Option<(usize, u16)>,
    /// The mentor at the later moment, with the pair's score then.
    pub to: Option<(usize, u16)>,
    /// The records that gave this adept another mentor, in order: the last of them is why things are as they are.
    pub moved_by: Vec<u64>,
}

impl Session {
    /// The session as it stood after this record; 0 is before the first, and a number beyond the last is the last. `None` when cancelled,
    /// which is asked before each record.
    pub fn as_of(&self, seq: u64, cancelled: &mut dyn FnMut() -> bool) -> Option<Session> {
        let mut then = Session::with_scorer(self.scorer.clone(), []);
        for record in self.ledger.records().iter().take_while(|record| record.seq <= seq) {
            if cancelled() {
                return None;
            }
            then.apply(record.clone());
        }
        Some(then)
    }

    /// The adepts to whom a record gave another mentor, in the order of ids.
    pub fn moved_by(&self, seq: u64) -> Vec<usize> {
        let stood = seq.checked_sub(1).and_then(|before| Some((self.stood_after(before)?, self.stood_after(seq)?)));
        stood.map(|(before, after)| differing(before, after).collect()).unwrap_or_default()
    }

    /// An adept's mentor in the proposal that stood after a record.
    pub fn partner_at(&self, adept: usize, seq: u64) -> Option<usize> {
        self.stood_after(seq)?.mentor_of.get(adept).copied().flatten()
    }

    /// What lies between two moments, whichever is the earlier; a number beyond the last record is the last.
    pub fn between(&self, one: u64, other: u64) -> Between {
        let last = self.ledger.last();
        let (from, to) = (one.min(other).min(last), one.max(other).min(last));
        let (earlier, later) = (self.then(from), self.then(to));
        let (Some(before), Some(after)) = (self.stood_after(from), self.stood_after(to)) else { return Between::nothing(from) };
        let partner = |proposal: &Proposal, then: &Then, adept: usize| {
            let mentor = proposal.mentor_of.get(adept).copied().flatten()?;
            Some((mentor, then.scores.cell(Pair { adept, mentor }).score))
        };
        let mut changes: Vec<Change> = differing(before, after)
            .map(|adept| Change { adept, from: partner(before, &earlier, adept), to: partner(after, &later, adept), moved_by: Vec::new() })
            .collect();
        for seq in from + 1..=to {
            for adept in self.moved_by(seq) {
                if let Ok(place) = changes.binary_search_by_key(&adept, |change| change.adept)
                    && let Some(change) = changes.get_mut(place)
                {
                    change.moved_by.push(seq);
                }
            }
        }
        let records = || self.ledger.records().iter().filter(|record| record.seq > from && record.seq <= to);
        Between {
            before: earlier.moment(self, from, before),
            after: later.moment(self, to, after),
            changes,
            reweighed: earlier.scores != later.scores,
            makers: makers(records()),
        }
    }

    /// The intent to take back one record, whoever made it and whatever came after; taking back an undo puts the decision in force again.
    ///
    /// # Errors
    /// When it is not in force, is somebody else's and one is not the chair, or is of a kind that is never taken back. Whether what
    /// was decided since allows it, the ledger's check says.
    pub fn undo_of(&self, seq: u64, id: String, by: &str, role: Standing) -> Result<Intent, Refusal> {
        let record = self.ledger.record(seq).ok_or(Refusal::NotInForce(seq))?;
        if matches!(self.ledger.root(seq).map(|root| &root.decision), Some(Decision::Finalise | Decision::Reopen)) {
            return Err(Refusal::NeverUndone { kind: record.decision.kind() });
        }
        if !self.ledger.in_force(seq) {
            return Err(Refusal::TakenBack(self.ledger.mark(self.ledger.taken_back_by(seq).unwrap_or(seq))));
        }
        let intent = self.taking_back(seq, id, by, role);
        self.ground.may_take_back(&intent, record, &self.ledger)?;
        Ok(intent)
    }

    /// The proposal that stood when exactly those decisions that can move people were in force that are so now, the last time before the
    /// last record; `None` when they never were. An undo and a redo return to it, so that together they change nothing, whatever others
    /// have decided meanwhile.
    pub(super) fn stood_under_the_same(&self) -> Option<Arc<Proposal>> {
        let mut differing = BTreeSet::new();
        for (place, record) in self.ledger.records().iter().enumerate().rev() {
            // Every record turns one decision: it makes it, takes it back or puts it in force again.
            if let Some(root) = self.ledger.root(record.seq).filter(|root| root.decision.moves_people())
                && !differing.remove(&root.seq)
            {
                differing.insert(root.seq);
            }
            if differing.is_empty() {
                return self.before.get(place).cloned();
            }
        }
        None
    }

    /// The proposal that stood after a record; 0 is before the first.
    pub(super) fn stood_after(&self, seq: u64) -> Option<&Proposal> {
        if seq == self.ledger.last() {
            return Some(&self.proposal);
        }
        self.before.get(usize::try_from(seq).ok()?).map(|stood| &**stood)
    }

    /// The ledger and the scores of a moment.
    fn then(&self, seq: u64) -> Then {
        if seq == self.ledger.last() {
            return Then { ledger: self.ledger.clone(), scores: self.scores.clone() };
        }
        let ledger = Ledger::of(self.ledger.records().iter().take_while(|record| record.seq <= seq).cloned());
        let terms = ledger.terms(&self.program);
        let scores = if terms == self.terms { self.scores.clone() } else { Arc::new(self.scorer.scores(&terms)) };
        Then { ledger, scores }
    }
}

/// What held at a moment.
struct Then {
    ledger: Ledger,
    scores: Arc<Scores>,
}

impl Then {
    fn moment(&self, session: &Session, seq: u64, proposal: &Proposal) -> Moment {
        let locked = |pair: &Pair| {
            let named = session.named(*pair);
            named.is_some_and(|Named { adept, mentor }| self.ledger.lock_of(&adept).is_some_and(|(lock, _)| *lock == mentor))
        };
        Moment {
            seq,
            total: proposal.total,
            matched: proposal.matched,
            locked: proposal.pairs().filter(locked).count(),
            worst: proposal.worst(&self.scores),
        }
    }
}

impl Between {
    /// Between a moment and itself, of a program without people.
    fn nothing(seq: u64) -> Self {
        let moment = Moment { seq, total: 0, matched: 0, locked: 0, worst: None };
        Self { before: moment, after: moment, changes: Vec::new(), reweighed: false, makers: Vec::new() }
    }

    /// How many records lie between the two.
    pub fn records(&self) -> usize {
        self.makers.iter().map(|(_, count)| count).sum()
    }
}

impl Ledger {
    /// The people that a record is about; of an undo those of the decision that it takes back, of other words for a note those of the note.
    pub fn people_of(&self, seq: u64) -> Vec<&PersonId> {
        let Some(mut root) = self.root(seq) else { return Vec::new() };
        while let Decision::Reword { note } | Decision::Withdraw { note } = root.decision {
            match self.root(note).filter(|earlier| earlier.seq < root.seq) {
                Some(earlier) => root = earlier,
                None => return Vec::new(),
            }
        }
        match &root.decision {
            Decision::Lock(pair) | Decision::Unlock(pair) | Decision::Assign(pair) => vec![&pair.adept, &pair.mentor],
            Decision::Forbid(pair) | Decision::Allow(pair) | Decision::Reveal(pair) => vec![&pair.adept, &pair.mentor],
            Decision::Vote { adept, mentor, .. } => vec![adept, mentor],
            Decision::Swap { adept, gets, other, other_gets } => vec![adept, gets, other, other_gets],
            Decision::Note { adept, mentor } => adept.iter().chain(mentor).collect(),
            Decision::Consent { person, .. } => vec![person],
            Decision::Reword { .. } | Decision::Withdraw { .. } => Vec::new(),
            Decision::Weight { .. } | Decision::Rule { .. } | Decision::Objective { .. } => Vec::new(),
            Decision::Afresh | Decision::Finalise | Decision::Reopen | Decision::Undo => Vec::new(),
        }
    }

    /// Whether a record is about all of these people.
    pub fn is_about(&self, seq: u64, people: &[PersonId]) -> bool {
        let about = self.people_of(seq);
        people.iter().all(|person| about.contains(&person))
    }

    /// The record in force that took this one back.
    pub fn taken_back_by(&self, seq: u64) -> Option<u64> {
        let later = self.records().iter().rev().take_while(|record| record.seq > seq);
        let mut undos = later.filter(|record| record.undoes == Some(seq) && self.in_force(record.seq));
        undos.next().map(|record| record.seq)
    }
}

fn differing<'p>(before: &'p Proposal, after: &'p Proposal) -> impl Iterator<Item = usize> + 'p {
    before.mentor_of.iter().zip(&after.mentor_of).enumerate().filter(|(_, (from, to))| from != to).map(|(adept, _)| adept)
}

fn makers<'r>(records: impl Iterator<Item = &'r Record>) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::<&str, usize>::new();
    records.for_each(|record| *counts.entry(&record.by).or_default() += 1);
    let mut makers: Vec<(String, usize)> = counts.into_iter().map(|(by, count)| (by.to_owned(), count)).collect();
    makers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    makers
}
