//! What the decisions add up to, and whether another one fits.
//!
//! The ledger is the fold of the records in force. It knows nothing of scores or of the proposal, so it can be checked under the
//! journal's lock in no time; what it needs of the program is in its [`Ground`].

use std::collections::BTreeMap;

use crate::program::criteria::{Effect, Objective};
use crate::program::{CriterionId, PersonId, Program, Weight};
use crate::scoring::Terms;

use super::decision::{Decision, Intent, Named, Record};
use super::ground::Ground;
use super::refusal::Refusal;
use super::voices::Voices;

/// The most bytes that the words beside a decision may have; leaves room for the rest of a 16 KiB record, every character escaped.
pub const LONGEST_NOTE: usize = 2_000;

/// What the decisions in force add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    records: Vec<Record>,
    in_force: Vec<bool>,
    locks: BTreeMap<PersonId, (PersonId, u64)>,
    forbidden: BTreeMap<Named, u64>,
    weights: BTreeMap<CriterionId, Weight>,
    effects: BTreeMap<String, Effect>,
    objective: Option<Objective>,
    touched: BTreeMap<String, u64>,
    finalised: Option<u64>,
    voices: Voices,
}

/// What becomes of an intent that is not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// It is to be recorded.
    Record,
    /// Things are already so; nothing is recorded and nobody is bothered.
    Already,
}

impl Ledger {
    /// The fold of some records.
    pub fn of(records: impl IntoIterator<Item = Record>) -> Self {
        let mut ledger = Self::default();
        records.into_iter().for_each(|record| ledger.apply(record));
        ledger
    }

    /// Takes in the next record. Records were checked when they were written, so this cannot fail; a record that names people who
    /// have left the program keeps its place in the history and has no effect on the proposal.
    pub fn apply(&mut self, record: Record) {
        let (seq, undoes) = (record.seq, record.undoes);
        self.in_force.push(true);
        let keys = record.decision.keys();
        self.records.push(record);
        let stirred = self.root(seq).map_or(&[][..], |root| root.decision.stirs());
        stirred.iter().for_each(|whole| _ = self.touched.insert((*whole).to_owned(), seq));
        match undoes {
            None => {
                self.enter(seq);
                keys.into_iter().for_each(|key| _ = self.touched.insert(key, seq));
            }
            Some(target) => self.take_back(target, seq),
        }
    }

    /// Every record, in order.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The record with this number.
    pub fn record(&self, seq: u64) -> Option<&Record> {
        self.records.get(usize::try_from(seq).ok()?.checked_sub(1)?)
    }

    /// The number of the last record; 0 when there is none.
    pub fn last(&self) -> u64 {
        self.records.last().map_or(0, |record| record.seq)
    }

    /// Whether a record has not been taken back.
    pub fn in_force(&self, seq: u64) -> bool {
        usize::try_from(seq).ok().and_then(|n| self.in_force.get(n.checked_sub(1)?)).copied().unwrap_or(false)
    }

    /// The mentor that an adept is locked to, and the record that did it.
    pub fn lock_of(&self, adept: &PersonId) -> Option<(&PersonId, u64)> {
        self.locks.get(adept).map(|(mentor, seq)| (mentor, *seq))
    }

    /// All locked pairs, by adept.
    pub fn locks(&self) -> impl Iterator<Item = (&PersonId, &PersonId)> {
        self.locks.iter().map(|(adept, (mentor, _))| (adept, mentor))
    }

    /// The record that forbade a pair.
    pub fn forbidden_by(&self, pair: &Named) -> Option<u64> {
        self.forbidden.get(pair).copied()
    }

    /// All forbidden pairs.
    pub fn forbidden(&self) -> impl Iterator<Item = &Named> {
        self.forbidden.keys()
    }

    /// The weights that decisions have set.
    pub fn weights(&self) -> &BTreeMap<CriterionId, Weight> {
        &self.weights
    }

    /// What decisions have said that rules do, by the rules' ids.
    pub fn effects(&self) -> &BTreeMap<String, Effect> {
        &self.effects
    }

    /// The weights and effects in force: those of decisions, else those of the program's file.
    pub fn terms(&self, program: &Program) -> Terms {
        let mut terms = Terms::of(program);
        for (weight, criterion) in terms.weights.0.iter_mut().zip(&program.criteria.criteria) {
            *weight = self.weights.get(&criterion.id).copied().unwrap_or(*weight);
        }
        for (effect, rule) in terms.effects.0.iter_mut().zip(&program.criteria.rules) {
            *effect = self.effects.get(&rule.id).copied().unwrap_or(*effect);
        }
        terms
    }

    /// What the proposal strives for: what was decided last and is in force, else what the program's file says.
    pub fn objective(&self, program: &Program) -> Objective {
        self.objective.unwrap_or(program.criteria.matching.objective)
    }

    /// The record that made the assignment final.
    pub fn finalised(&self) -> Option<u64> {
        self.finalised
    }

    /// What a maker who has seen this ledger knows to have touched the decision's keys last (0: nothing).
    /// An undo touches what it takes back.
    pub fn expect(&self, decision: &Decision, undoes: Option<u64>) -> BTreeMap<String, u64> {
        let touches = undoes.and_then(|seq| self.root(seq)).map_or(decision, |record| &record.decision);
        let rests_on = decision.rests_on().iter().map(|whole| (*whole).to_owned());
        touches.keys().into_iter().chain(rests_on).map(|key| (key.clone(), self.touched_by(&key))).collect()
    }

    /// The last record that touched something (see [`Decision::keys`]); 0 when none has.
    pub(super) fn touched_by(&self, key: &str) -> u64 {
        self.touched.get(key).copied().unwrap_or(0)
    }

    /// The record that `u` takes back for this person: their last decision that is still in force; what everybody has seen stays.
    pub fn undo_target(&self, by: &str) -> Option<u64> {
        // That the assignment was made final is not taken back: it is reopened, with a reason.
        let closes = |decision: &Decision| matches!(decision, Decision::Finalise | Decision::Reopen);
        let can_be = |record: &&Record| record.undoes.is_none() && self.in_force(record.seq) && self.seen_since(record).is_none();
        let mine = |record: &&Record| record.by == by && can_be(record) && !closes(&record.decision);
        self.records.iter().rev().find(mine).map(|record| record.seq)
    }

    /// The record that a redo takes back for this person: their last undo in force, unless they have decided something since.
    pub fn redo_target(&self, by: &str) -> Option<u64> {
        self.records
            .iter()
            .rev()
            .filter(|record| record.by == by)
            .take_while(|record| record.undoes.is_some())
            .find(|record| self.in_force(record.seq) && record.undoes.is_some_and(|seq| self.is_decision(seq)))
            .map(|record| record.seq)
    }

    /// Checks an intent against what is recorded so far; called under the journal's lock, and before that for a preview.
    ///
    /// # Errors
    /// The first reason why it cannot be recorded.
    pub fn check(&self, ground: &Ground, intent: &Intent) -> Result<Admission, Refusal> {
        ground.may(intent)?;
        let is_so = self.is_so(&intent.decision) || self.is_said_already(intent) || self.is_done_since(intent);
        if is_so || self.records.iter().rev().any(|record| record.id == intent.id) {
            return Ok(Admission::Already);
        }
        if intent.why.as_ref().is_some_and(|why| why.len() > LONGEST_NOTE) {
            return Err(Refusal::NoteTooLong { most: LONGEST_NOTE });
        }
        self.is_open_for(&intent.decision)?;
        self.is_unchanged_since(intent)?;
        self.all_is_seen(intent)?;
        match intent.undoes {
            Some(target) => self.may_take_back(ground, intent, target)?,
            None => self.may_enter(ground, &intent.decision).and_then(|()| self.may_speak(ground, intent))?,
        }
        let needs_words = matches!(intent.decision, Decision::Note { .. } | Decision::Reword { .. });
        if needs_words && intent.why.as_ref().is_none_or(|why| why.trim().is_empty()) {
            return Err(Refusal::EmptyNote);
        }
        Ok(Admission::Record)
    }

    /// What people have noted and answered.
    pub(super) fn voices(&self) -> &Voices {
        &self.voices
    }

    fn is_open_for(&self, decision: &Decision) -> Result<(), Refusal> {
        match (self.finalised, decision) {
            (Some(_), Decision::Reopen | Decision::Note { .. } | Decision::Reword { .. } | Decision::Withdraw { .. }) => Ok(()),
            (Some(seq), _) => Err(Refusal::Finalised(self.mark(seq))),
            (None, Decision::Reopen) => Err(Refusal::NotFinal),
            (None, _) => Ok(()),
        }
    }

    fn is_unchanged_since(&self, intent: &Intent) -> Result<(), Refusal> {
        let changed = intent.expect.iter().filter_map(|(key, seen)| self.touched.get(key).filter(|now| *now > seen)).max();
        match changed {
            None => Ok(()),
            Some(seq) => Err(Refusal::ChangedSince { mark: self.mark(*seq), kind: self.kind_of(*seq) }),
        }
    }

    fn may_enter(&self, ground: &Ground, decision: &Decision) -> Result<(), Refusal> {
        match decision {
            Decision::Lock(pair) | Decision::Assign(pair) => {
                self.may_be_a_pair(ground, pair)?;
                self.is_free(&pair.adept)?;
                self.has_seat(ground, &pair.mentor)
            }
            Decision::Unlock(pair) => match self.lock_of(&pair.adept) {
                Some((mentor, _)) if *mentor == pair.mentor => Ok(()),
                _ => Err(Refusal::NotLocked(pair.clone())),
            },
            Decision::Swap { adept, gets, other, other_gets } => {
                if adept == other || gets == other_gets {
                    return Err(Refusal::NothingToSwap);
                }
                self.may_be_a_pair(ground, &Named::new(adept, gets))?;
                self.may_be_a_pair(ground, &Named::new(other, other_gets))?;
                self.is_free(adept)?;
                self.is_free(other)?;
                self.has_seat(ground, gets)?;
                self.has_seat(ground, other_gets)
            }
            Decision::Forbid(pair) => {
                ground.pair(pair)?;
                match self.lock_of(&pair.adept) {
                    Some((mentor, seq)) if *mentor == pair.mentor => Err(Refusal::Locked { pair: pair.clone(), mark: self.mark(seq) }),
                    _ => Ok(()),
                }
            }
            Decision::Allow(pair) => ground.pair(pair),
            Decision::Weight { criterion, thousandths } => {
                ground.criterion(criterion)?;
                self.counts_with(ground, criterion, *thousandths)
            }
            Decision::Rule { rule, .. } => ground.rule(rule),
            Decision::Undo => Err(Refusal::NothingToUndo),
            Decision::Note { .. } | Decision::Reword { .. } | Decision::Withdraw { .. } => Ok(()),
            Decision::Vote { .. } | Decision::Reveal(_) => Ok(()),
            Decision::Objective { .. } | Decision::Afresh | Decision::Consent { .. } | Decision::Finalise | Decision::Reopen => Ok(()),
        }
    }

    fn may_be_a_pair(&self, ground: &Ground, pair: &Named) -> Result<(), Refusal> {
        ground.pair(pair)?;
        if let Some(rule) = ground.rule_against(pair, &self.terms(ground.program()).effects) {
            return Err(Refusal::Blocked { pair: pair.clone(), rule: rule.label.clone(), mark: self.ruled_by(&rule.id).map(Box::new) });
        }
        self.is_not_forbidden(pair)
    }

    fn is_not_forbidden(&self, pair: &Named) -> Result<(), Refusal> {
        match self.forbidden_by(pair) {
            Some(seq) => Err(Refusal::Forbidden { pair: pair.clone(), mark: self.mark(seq) }),
            None => Ok(()),
        }
    }

    /// Whether any criterion counts once this one has this weight.
    fn counts_with(&self, ground: &Ground, criterion: &CriterionId, weight: Weight) -> Result<(), Refusal> {
        let others = ground.program().criteria.criteria.iter().filter(|other| other.id != *criterion);
        let counts = weight.0 > 0 || others.map(|other| self.weights.get(&other.id).unwrap_or(&other.weight)).any(|weight| weight.0 > 0);
        counts.then_some(()).ok_or(Refusal::NothingCounts)
    }

    fn is_free(&self, adept: &PersonId) -> Result<(), Refusal> {
        match self.lock_of(adept) {
            Some((mentor, seq)) => Err(Refusal::Locked { pair: Named::new(adept, mentor), mark: self.mark(seq) }),
            None => Ok(()),
        }
    }

    fn has_seat(&self, ground: &Ground, mentor: &PersonId) -> Result<(), Refusal> {
        let seats = ground.seats(mentor);
        let taken = self.locks.values().filter(|(m, _)| m == mentor).count();
        if taken < seats as usize {
            return Ok(());
        }
        Err(Refusal::Full { mentor: mentor.clone(), seats, mark: self.last_to_seat(mentor) })
    }

    /// A record may be taken back when nothing in force that came later touches the same things, and what stood before can stand again.
    fn may_take_back(&self, ground: &Ground, intent: &Intent, target: u64) -> Result<(), Refusal> {
        let nothing = if self.is_decision(target) { Refusal::NothingToUndo } else { Refusal::NothingToRedo };
        let (Some(record), Some(root)) = (self.record(target), self.root(target)) else { return Err(nothing) };
        if !self.in_force(target) || matches!(root.decision, Decision::Finalise | Decision::Reopen) {
            return Err(nothing);
        }
        ground.may_take_back(intent, record, self)?;
        if let Some(seen) = self.seen_since(root) {
            return Err(if seen == root.seq { nothing } else { Refusal::BuiltOn { mark: self.mark(seen), kind: self.kind_of(seen) } });
        }
        let keys = root.decision.keys();
        let built_on = |later: &&Record| {
            later.undoes.is_none() && self.in_force(later.seq) && later.decision.keys().iter().any(|key| keys.contains(key))
        };
        if let Some(later) = self.records.iter().skip_while(|r| r.seq <= root.seq).find(built_on) {
            return Err(Refusal::BuiltOn { mark: self.mark(later.seq), kind: later.decision.kind() });
        }
        self.with_taken_back(target).holds(ground, self, target)
    }

    /// Whether every rule does what it did when this record was made.
    fn rules_are_as_at(&self, ground: &Ground, seq: u64) -> bool {
        let mut then = Ledger::default();
        self.records.iter().take_while(|record| record.seq < seq).for_each(|record| then.apply(record.clone()));
        then.terms(ground.program()).effects == self.terms(ground.program()).effects
    }

    /// The ledger as it would be with a record taken back.
    fn with_taken_back(&self, target: u64) -> Ledger {
        let mut ledger = self.clone();
        ledger.in_force.push(true);
        ledger.take_back(target, self.last() + 1);
        ledger
    }

    /// Whether what holds again can stand: every pair that is locked again is possible and has a seat, no locked pair is forbidden
    /// again, and some criterion counts. What was locked before a rule or a smaller capacity came stays as it was decided, and comes back as it
    /// stood when the rules are those of that moment.
    fn holds(&self, ground: &Ground, before: &Ledger, taken_back: u64) -> Result<(), Refusal> {
        let same_rules = before.rules_are_as_at(ground, taken_back);
        let as_in_the_file = self.weights.is_empty();
        if !as_in_the_file && !self.terms(ground.program()).weights.count() {
            return Err(Refusal::NothingCounts);
        }
        for (adept, (mentor, _)) in &self.locks {
            let pair = Named::new(adept, mentor);
            if ground.pair(&pair).is_err() {
                continue;
            }
            if before.locks.get(adept).is_some_and(|(then, _)| then == mentor) {
                self.is_not_forbidden(&pair)?;
                continue;
            }
            if same_rules {
                self.is_not_forbidden(&pair)?
            } else {
                self.may_be_a_pair(ground, &pair)?
            }
            let (seats, taken) = (ground.seats(mentor), self.locks.values().filter(|(other, _)| other == mentor).count());
            if taken > seats as usize {
                return Err(Refusal::Full { mentor: mentor.clone(), seats, mark: before.last_to_seat(mentor) });
            }
        }
        Ok(())
    }

    /// Whether the decision would change nothing.
    fn is_so(&self, decision: &Decision) -> bool {
        let locked = |pair: &Named| self.lock_of(&pair.adept).is_some_and(|(mentor, _)| *mentor == pair.mentor);
        match decision {
            Decision::Lock(pair) | Decision::Assign(pair) => locked(pair),
            Decision::Forbid(pair) => self.forbidden.contains_key(pair),
            Decision::Allow(pair) => !self.forbidden.contains_key(pair),
            Decision::Swap { adept, gets, other, other_gets } => locked(&Named::new(adept, gets)) && locked(&Named::new(other, other_gets)),
            Decision::Weight { criterion, thousandths } => self.weights.get(criterion) == Some(thousandths),
            Decision::Rule { rule, effect } => self.effects.get(rule) == Some(effect),
            Decision::Objective { objective } => self.objective == Some(*objective),
            Decision::Finalise => self.finalised.is_some(),
            _ => false,
        }
    }

    fn is_decision(&self, seq: u64) -> bool {
        self.record(seq).is_some_and(|record| record.undoes.is_none())
    }

    /// The decision that a chain of undo and redo is about.
    pub(super) fn root(&self, seq: u64) -> Option<&Record> {
        let mut record = self.record(seq)?;
        while let Some(earlier) = record.undoes.filter(|earlier| *earlier < record.seq) {
            record = self.record(earlier)?;
        }
        Some(record)
    }

    fn kind_of(&self, seq: u64) -> &'static str {
        self.record(seq).map_or("undo", |record| record.decision.kind())
    }

    /// Turns a record and what it took back in turn, then folds again what is in force.
    fn take_back(&mut self, target: u64, by_seq: u64) {
        let (mut seq, mut force) = (target, false);
        while let Some(place) = usize::try_from(seq).ok().and_then(|n| n.checked_sub(1)).filter(|place| *place < self.in_force.len()) {
            self.in_force[place] = force;
            force = !force;
            match self.records.get(place).and_then(|record| record.undoes) {
                Some(earlier) if earlier < seq => seq = earlier,
                _ => break,
            }
        }
        let keys = self.root(target).map(|record| record.decision.keys()).unwrap_or_default();
        keys.into_iter().for_each(|key| _ = self.touched.insert(key, by_seq));
        self.fold_again();
    }

    fn fold_again(&mut self) {
        self.locks.clear();
        self.forbidden.clear();
        self.weights.clear();
        self.effects.clear();
        self.objective = None;
        self.finalised = None;
        self.voices = Voices::default();
        for seq in 1..=self.last() {
            if self.in_force(seq) {
                self.enter(seq);
            }
        }
    }

    /// What one record in force does to the sum.
    fn enter(&mut self, seq: u64) {
        let Some(record) = usize::try_from(seq).ok().and_then(|n| self.records.get(n.checked_sub(1)?)) else { return };
        self.voices.enter(record);
        match record.decision.clone() {
            Decision::Lock(pair) | Decision::Assign(pair) => _ = self.locks.insert(pair.adept, (pair.mentor, seq)),
            Decision::Unlock(pair) => _ = self.locks.remove(&pair.adept),
            Decision::Swap { adept, gets, other, other_gets } => {
                self.locks.insert(adept, (gets, seq));
                self.locks.insert(other, (other_gets, seq));
            }
            Decision::Forbid(pair) => _ = self.forbidden.insert(pair, seq),
            Decision::Allow(pair) => _ = self.forbidden.remove(&pair),
            Decision::Weight { criterion, thousandths } => _ = self.weights.insert(criterion, thousandths),
            Decision::Rule { rule, effect } => _ = self.effects.insert(rule, effect),
            Decision::Objective { objective } => self.objective = Some(objective),
            Decision::Finalise => self.finalised = Some(seq),
            Decision::Reopen => self.finalised = None,
            Decision::Note { .. } | Decision::Reword { .. } | Decision::Withdraw { .. } => {}
            Decision::Vote { .. } | Decision::Reveal(_) | Decision::Afresh | Decision::Consent { .. } | Decision::Undo => {}
        }
    }
}
