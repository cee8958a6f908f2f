//! Trying weights and rules, and keeping what was tried.
//!
//! While a trial lies over the panes, [`App::session`] is the session that would follow from it, so that everything seen follows at
//! once; what is decided waits in the trial, takes in the records that arrive, and comes back when the trial is left.

use std::collections::VecDeque;

use crate::program::criteria::Effect as RuleEffect;
use crate::program::{Pair, Shown, Weight};
use crate::session::{Decision, Intent, Refusal, Session, Tried};

use super::cursor::Step;
use super::key::{Code, Key};
use super::modal::weights::{Follows, Forecast, List, Trial};
use super::modal::{Modal, Prompt};
use super::notice::{Notice, NoticeText, Severity};
use super::refused::Refused;
use super::{Action, App, Effect};

/// Up to so many pairs the proposal follows while the key goes down; from there on the outer world is asked to work it out.
const AT_ONCE: usize = 260_000;
/// So many of those who would move are named.
const NAMED: usize = 3;
/// The large step, in steps.
const LARGE: u32 = 10;

/// Several decisions that are being kept together, one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Keeping {
    rest: VecDeque<Intent>,
    /// How many there were.
    all: usize,
    kept: usize,
    refused: Vec<(Decision, Refusal)>,
    /// Each adept's mentor before the first of them.
    before: Vec<Option<usize>>,
}

impl App {
    /// The weights and rules being tried, when some are.
    pub fn trial(&self) -> Option<&Trial> {
        self.modals.iter().find_map(|modal| match modal {
            Modal::Weights(trial) => Some(&**trial),
            _ => None,
        })
    }

    fn trial_mut(&mut self) -> Option<&mut Trial> {
        self.modals.iter_mut().find_map(|modal| match modal {
            Modal::Weights(trial) => Some(&mut **trial),
            _ => None,
        })
    }

    /// Everything as it is decided, whatever is being tried: what an [`Effect::Try`] is about.
    pub fn decided_session(&self) -> &Session {
        self.now_behind_the_past().unwrap_or_else(|| self.trial().map_or(&self.session, |trial| &trial.decided))
    }

    pub(super) fn decided_session_mut(&mut self) -> &mut Session {
        // Twice, since a loan that is handed out cannot be taken back.
        if self.is_in_the_past() {
            return self.travel.now_or(&mut self.session);
        }
        if self.trial().is_none() {
            return &mut self.session;
        }
        let trial = self.modals.iter_mut().find_map(|modal| match modal {
            Modal::Weights(trial) => Some(trial),
            _ => None,
        });
        match trial {
            Some(trial) => &mut trial.decided,
            None => &mut self.session,
        }
    }

    pub(super) fn open_weights(&mut self) {
        let trial = Trial::of(self.session.clone(), self.just_moved.clone());
        self.put_on_top(Modal::Weights(Box::new(trial)));
    }

    /// Leaves the trial; everything is as it was decided.
    pub(super) fn leave_weights(&mut self) {
        let Some(place) = self.modals.iter().position(|modal| matches!(modal, Modal::Weights(_))) else { return };
        if let Modal::Weights(trial) = self.modals.remove(place) {
            (self.session, self.just_moved) = (trial.decided, trial.just_moved);
            self.refresh();
        }
    }

    pub(super) fn step_in_weights(&mut self, step: Step, height: usize) {
        let Some(trial) = self.trial_mut() else { return };
        let (criteria, rules) = (trial.terms.weights.0.len(), trial.terms.effects.0.len());
        match trial.list {
            List::Criteria => trial.criteria.step(step, criteria, height),
            List::Rules => trial.rules.step(step, rules, height),
        }
    }

    pub(super) fn other_list_of_weights(&mut self) {
        let Some(trial) = self.trial_mut() else { return };
        trial.list = match trial.list {
            List::Criteria if !trial.terms.effects.0.is_empty() => List::Rules,
            _ => List::Criteria,
        };
    }

    /// More or less of what is under the cursor.
    pub(super) fn turn_weight(&mut self, action: Action) -> Vec<Effect> {
        let heavier = matches!(action, Action::Heavier | Action::MuchHeavier);
        let large = matches!(action, Action::MuchLighter | Action::MuchHeavier);
        if let Some(trial) = self.trial_mut() {
            let step = trial.step.saturating_mul(if large { LARGE } else { 1 });
            if let Some(weight) = trial.weight_mut() {
                *weight = turned(*weight, step, heavier);
            } else if let Some(effect) = trial.effect_mut() {
                *effect = stricter(*effect, heavier);
            }
        }
        self.follow_trial()
    }

    /// What is under the cursor as the file has it.
    pub(super) fn weight_as_in_file(&mut self) -> Vec<Effect> {
        if let Some(trial) = self.trial_mut() {
            let program = trial.decided.program().clone();
            let (criterion, rule) = (trial.criteria.selected, trial.rules.selected);
            match (trial.list, program.criteria.criteria.get(criterion), program.criteria.rules.get(rule)) {
                (List::Criteria, Some(file), _) => trial.weight_mut().into_iter().for_each(|weight| *weight = file.weight),
                (List::Rules, _, Some(file)) => trial.effect_mut().into_iter().for_each(|effect| *effect = file.effect),
                _ => {}
            }
        }
        self.follow_trial()
    }

    /// Takes a digit of a weight that is typed; `None` when the key is nothing of a number here.
    pub(super) fn type_weight(&mut self, key: Key) -> Option<Vec<Effect>> {
        let Some(Modal::Weights(trial)) = self.modals.last_mut() else { return None };
        let mut typed = std::mem::take(&mut trial.typed);
        match key {
            Key { code: Code::Backspace, ctrl: false, alt: false } if !typed.is_empty() => _ = typed.pop(),
            _ => match key.typed() {
                Some(digit) if digit.is_ascii_digit() => typed.push(digit),
                // A second mark is a slip.
                Some(',' | '.') if typed.contains([',', '.']) => {}
                Some(mark @ (',' | '.')) if !typed.is_empty() => typed.push(mark),
                // Any other key means what it always means, and the number stays as it is.
                _ => return None,
            },
        }
        let read = if typed.is_empty() { Some(Weight(0)) } else { Weight::read(typed.trim_end_matches([',', '.'])) };
        match (read, trial.weight_mut()) {
            (_, None) => return None,
            (None, _) => {
                typed.pop();
                trial.typed = typed;
                return Some(vec![]);
            }
            (Some(read), Some(weight)) => *weight = read,
        }
        trial.typed = typed;
        Some(self.follow_trial())
    }

    /// Works out what follows from what is tried now, or asks for it.
    pub(super) fn follow_trial(&mut self) -> Vec<Effect> {
        let Some(trial) = self.trial_mut() else { return vec![] };
        trial.asked += 1;
        let (number, terms) = (trial.asked, trial.terms.clone());
        if terms == *trial.decided.terms() {
            self.see_as_decided(Follows::Nothing);
            return vec![];
        }
        if !terms.weights.count() {
            self.see_as_decided(Follows::NothingCounts);
            return vec![];
        }
        let program = trial.decided.program();
        if program.adepts().len().saturating_mul(program.mentors().len()) <= AT_ONCE {
            if let Ok(tried) = trial.decided.try_terms(&terms) {
                self.see_as_tried(&tried);
            }
            return vec![];
        }
        trial.follows = match std::mem::replace(&mut trial.follows, Follows::Nothing) {
            Follows::Known(forecast) | Follows::Working(Some(forecast)) => Follows::Working(Some(forecast)),
            _ => Follows::Working(None),
        };
        vec![Effect::Try { number, terms }]
    }

    /// What was asked for has been worked out. An answer to an earlier question is shown as long as the latest is not there; one that
    /// others have overtaken is not.
    pub(super) fn tried(&mut self, number: u64, tried: &Tried) -> Vec<Effect> {
        let Some(trial) = self.trial() else { return vec![] };
        if !matches!(trial.follows, Follows::Working(_)) || number > trial.asked || !trial.decided.is_still(tried) {
            return vec![];
        }
        let latest = number == trial.asked;
        self.see_as_tried(tried);
        if let (false, Some(trial)) = (latest, self.trial_mut())
            && let Follows::Known(forecast) = std::mem::replace(&mut trial.follows, Follows::Nothing)
        {
            trial.follows = Follows::Working(Some(forecast));
        }
        vec![]
    }

    /// Records have come in while something is tried: whatever was not touched follows them, and the trial is made anew.
    pub(super) fn try_again(&mut self, before: &crate::scoring::Terms) -> Vec<Effect> {
        let moved = self.just_moved.clone();
        let Some(trial) = self.trial_mut() else { return vec![] };
        let now = trial.decided.terms().clone();
        follow(&mut trial.terms.weights.0, &before.weights.0, &now.weights.0);
        follow(&mut trial.terms.effects.0, &before.effects.0, &now.effects.0);
        trial.just_moved = moved;
        self.see_as_decided(Follows::Nothing);
        self.follow_trial()
    }

    fn see_as_decided(&mut self, follows: Follows) {
        let Some(trial) = self.trial_mut() else { return };
        trial.follows = follows;
        let (session, just_moved) = (trial.decided.clone(), trial.just_moved.clone());
        (self.session, self.just_moved) = (session, just_moved);
        self.refresh();
    }

    fn see_as_tried(&mut self, tried: &Tried) {
        let Some(trial) = self.trial() else { return };
        let consequences = trial.decided.consequences_of(tried);
        let names = |pair: Pair| (self.finder.adept(pair.adept), self.finder.mentor(pair.mentor));
        let forecast = Forecast {
            present_total: trial.decided.present_total_under(tried),
            moved: consequences.moves.iter().take(NAMED).map(|moved| self.finder.adept(moved.adept)).collect(),
            locks_against: trial.decided.locks_against(tried.terms()).into_iter().map(names).collect(),
            consequences,
        };
        let session = trial.decided.as_tried(tried);
        self.just_moved = forecast.consequences.moves.iter().map(|moved| moved.adept).collect();
        self.session = session;
        if let Some(trial) = self.trial_mut() {
            trial.follows = Follows::Known(Box::new(forecast));
        }
        self.refresh();
    }

    /// Whether what is tried can be kept.
    pub(super) fn may_keep(&self, trial: &Trial) -> Result<(), Refused> {
        self.may_write()?;
        match trial.follows {
            Follows::NothingCounts => return Err(Refusal::NothingCounts.into()),
            Follows::Working(_) => return Err(Refused::StillWorking),
            Follows::Nothing | Follows::Known(_) => {}
        }
        let decisions = trial.decided.keeping(&trial.terms);
        let first = decisions.first().ok_or(Refused::NothingTried)?;
        let intent = trial.decided.intent(String::new(), &self.by, self.role, first.clone(), None);
        trial.decided.ledger().check(trial.decided.ground(), &intent)?;
        Ok(())
    }

    /// Asks why, once for everything that is tried.
    pub(super) fn ask_why_keep(&mut self) {
        let Some(trial) = self.trial() else { return };
        let changes = trial.changes();
        self.put_on_top(Modal::Prompt(Prompt { changes, field: Default::default() }));
    }

    /// Keeps what is tried: one decision for each weight and rule that differs, one after the other. All say that their maker had seen
    /// the same, so that together they move nobody further than the trial did.
    pub(super) fn keep_tried(&mut self, why: String) -> Vec<Effect> {
        let Some(trial) = self.trial() else { return vec![] };
        if let Err(refused) = self.may_keep(trial) {
            self.notice = Some(Notice::refused(refused));
            return vec![];
        }
        let why = Some(why).filter(|why| !why.is_empty());
        let intent = |decision| trial.decided.intent(String::new(), &self.by, self.role, decision, why.clone());
        let rest: VecDeque<Intent> = trial.decided.keeping(&trial.terms).into_iter().map(intent).collect();
        let before = trial.decided.proposal().mentor_of.clone();
        self.keeping = Some(Keeping { all: rest.len(), rest, before, ..Keeping::default() });
        self.modals.retain(|modal| !matches!(modal, Modal::Prompt(_)));
        self.leave_weights();
        self.keep_next()
    }

    /// Whether several decisions are being kept together: what became of them is said once, at the end.
    pub(super) fn keeps_several(&self) -> bool {
        self.keeping.as_ref().is_some_and(|keeping| keeping.all > 1)
    }

    /// One of several decisions has been answered: counts it.
    pub(super) fn kept_one(&mut self, decision: &Decision, refusal: Option<Refusal>) {
        if let Some(keeping) = &mut self.keeping {
            match refusal {
                None => keeping.kept += 1,
                Some(refusal) => keeping.refused.push((decision.clone(), refusal)),
            }
        }
    }

    /// Sends the next of several decisions; after the last says what became of them all.
    pub(super) fn keep_next(&mut self) -> Vec<Effect> {
        let Some(keeping) = &mut self.keeping else { return vec![] };
        if let Some(intent) = keeping.rest.pop_front() {
            return self.send(intent);
        }
        let Some(keeping) = self.keeping.take() else { return vec![] };
        if keeping.all > 1 {
            let now = &self.decided_session().proposal().mentor_of;
            let moved = keeping.before.iter().zip(now).filter(|(before, now)| before != now).count();
            let severity = if keeping.refused.is_empty() { Severity::Done } else { Severity::Refused };
            self.say(severity, NoticeText::Kept { kept: keeping.kept, all: keeping.all, refused: keeping.refused, moved });
        }
        vec![]
    }
}

/// The next multiple of the step, up or down, within what a weight can be.
fn turned(weight: Weight, step: u32, heavier: bool) -> Weight {
    let step = step.max(1);
    let next = if heavier {
        (weight.0 / step).saturating_add(1).saturating_mul(step)
    } else {
        weight.0.div_ceil(step).saturating_sub(1).saturating_mul(step)
    };
    Weight(next).min(Weight::MOST)
}

fn stricter(effect: RuleEffect, stricter: bool) -> RuleEffect {
    let place = RuleEffect::ALL.iter().position(|other| *other == effect).unwrap_or(0);
    let place = if stricter { place.saturating_sub(1) } else { place + 1 };
    RuleEffect::ALL.get(place).copied().unwrap_or(effect)
}

/// What nobody has touched follows what is decided.
fn follow<T: Copy + PartialEq>(tried: &mut [T], before: &[T], now: &[T]) {
    for ((tried, before), now) in tried.iter_mut().zip(before).zip(now) {
        if tried == before {
            *tried = *now;
        }
    }
}

/// What is tried, as far as others need it.
impl Forecast {
    /// How many would move beyond those who are named.
    pub fn unnamed(&self) -> usize {
        self.consequences.moves.len() - self.moved.len().min(self.consequences.moves.len())
    }

    /// The first locked pair that a rule would block.
    pub fn first_lock_against(&self) -> Option<(&Shown, &Shown)> {
        self.locks_against.first().map(|(adept, mentor)| (adept, mentor))
    }
}
