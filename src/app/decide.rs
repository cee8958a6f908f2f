//! Making decisions: asking first where people would move, at once where nobody would; then an effect. Nothing changes here; that is for the record to do.

use crate::program::{Pair, Shown};
use crate::session::foresight::Alternative;
use crate::session::{Admission, Consequences, Decision, Intent};

use super::modal::{Confirm, Held, Instead, Modal, Moved, Question};
use super::notice::{Notice, NoticeText, Severity};
use super::refused::Refused;
use super::{App, Effect, Pending};

/// What saving writes, relative to the program directory.
const OUTCOME: [&str; 4] = ["outcome/assignment.json", "outcome/assignment.csv", "outcome/standby.csv", "outcome/minutes.md"];

impl App {
    /// Locks at once what the proposal holds: that moves nobody. Another pair is asked about first, and so is an unlock that moves somebody.
    pub(super) fn lock(&mut self) -> Vec<Effect> {
        match (self.this_pair(), self.locking()) {
            (Ok(pair), Ok(decision @ Decision::Lock(_))) if self.stands(pair) => self.decide(decision, None),
            (Ok(pair), Ok(decision @ Decision::Lock(_))) => {
                self.ask(Question::Lock(pair), &decision);
                vec![]
            }
            (Ok(pair), Ok(decision)) => self.decide_or_ask(Question::Unlock(pair), decision),
            (Err(refused), _) | (_, Err(refused)) => self.refuse(refused),
        }
    }

    pub(super) fn forbid(&mut self) -> Vec<Effect> {
        match (self.this_pair(), self.forbidding()) {
            (Ok(pair), Ok(decision @ Decision::Forbid(_))) => self.decide_or_ask(Question::Forbid(pair), decision),
            (Ok(pair), Ok(decision)) => self.decide_or_ask(Question::Allow(pair), decision),
            (Err(refused), _) | (_, Err(refused)) => self.refuse(refused),
        }
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        match self.session.undo(String::new(), &self.by, self.role) {
            Ok(intent) => self.send(intent),
            Err(refusal) => self.refuse(refusal.into()),
        }
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        match self.session.redo(String::new(), &self.by, self.role) {
            Ok(intent) => self.send(intent),
            Err(refusal) => self.refuse(refusal.into()),
        }
    }

    pub(super) fn ask_to_assign(&mut self) {
        if let (Ok(pair), Ok(decision)) = (self.this_pair(), self.assigning()) {
            self.ask(Question::Assign(pair), &decision);
        }
    }

    /// The first time marks an adept; on the same adept it takes the mark away; on another it shows what the exchange would do.
    pub(super) fn swap(&mut self) {
        let Ok(adept) = self.swapping() else { return };
        match self.first_to_swap() {
            Some(first) if first == adept => self.mark_to_swap(None),
            None => self.mark_to_swap(Some(adept)),
            Some(first) => match self.session.swap(first, adept) {
                Ok(decision) => self.ask(Question::Swap { adept: first, other: adept }, &decision),
                Err(refusal) => _ = self.refuse(refusal.into()),
            },
        }
    }

    pub(super) fn mark_to_swap(&mut self, adept: Option<usize>) {
        self.to_swap = adept;
        self.say(Severity::Info, adept.map_or(NoticeText::Unmarked, |adept| NoticeText::Marked { adept }));
        self.list_people();
    }

    pub(super) fn ask_for_afresh(&mut self) {
        self.ask(Question::Afresh, &Decision::Afresh);
    }

    pub(super) fn ask_to_save(&mut self) {
        let header = self.header();
        let files = OUTCOME.map(str::to_owned).to_vec();
        let question = Question::Save { files, matched: header.matched, adepts: header.adepts, locked: header.locked };
        self.put_on_top(Modal::Confirm(Box::new(Confirm::plain(question))));
    }

    /// Does what the question on top asks.
    pub(super) fn confirm(&mut self) -> Vec<Effect> {
        let Some(Modal::Confirm(confirm)) = self.modals.last() else { return vec![] };
        let why = Some(confirm.why.text().trim().to_owned()).filter(|why| !why.is_empty());
        match confirm.question.clone() {
            Question::Save { .. } => match super::Action::Save.allowed(self) {
                Ok(()) => self.save(),
                Err(refused) => self.refuse(refused),
            },
            Question::TryAgain(intent, _) => match self.may_write() {
                Ok(()) => {
                    self.modals.pop();
                    self.send(*intent)
                }
                Err(refused) => self.refuse(refused),
            },
            Question::Reopen if why.is_none() => self.ask_why_reopen(),
            Question::TakeBack(seq) => match self.may_write().and_then(|()| self.taking_back_record(seq, why)) {
                Ok(intent) => {
                    self.modals.pop();
                    self.send(intent)
                }
                Err(refused) => self.refuse(refused),
            },
            question => match self.decision_of(&question).and_then(|decision| self.may_decide(decision.clone()).map(|()| decision)) {
                Ok(decision) => {
                    self.modals.pop();
                    // What was chosen is to be seen in the panes.
                    self.modals.retain(|modal| !matches!(modal, Modal::Objectives(_)));
                    self.decide(decision, why)
                }
                Err(refused) => self.refuse(refused),
            },
        }
    }

    /// Works out anew what the question on top would do, after others have decided; a question that makes no sense any more goes, with the reason.
    pub(super) fn ask_again(&mut self) {
        let Some(place) = self.modals.iter().position(|modal| matches!(modal, Modal::Confirm(_))) else { return };
        let Some(Modal::Confirm(confirm)) = self.modals.get(place) else { return };
        if !confirm.takes_a_reason() {
            return;
        }
        let question = confirm.question.clone();
        match self.decision_of(&question).and_then(|decision| self.answer(question, &decision)) {
            Ok(fresh) => {
                if let Some(Modal::Confirm(confirm)) = self.modals.get_mut(place) {
                    let (why, writing) = (std::mem::take(&mut confirm.why), confirm.writing);
                    **confirm = Confirm { why, writing, ..fresh };
                }
            }
            Err(refused) => {
                self.modals.remove(place);
                self.notice = Some(Notice::refused(refused));
            }
        }
    }

    pub(super) fn decision_of(&self, question: &Question) -> Result<Decision, Refused> {
        let named = |pair: Pair| self.session.named(pair).ok_or(Refused::NobodyHere);
        match question {
            Question::Assign(pair) => named(*pair).map(Decision::Assign),
            Question::Lock(pair) => named(*pair).map(Decision::Lock),
            Question::Unlock(pair) => named(*pair).map(Decision::Unlock),
            Question::Forbid(pair) => named(*pair).map(Decision::Forbid),
            Question::Allow(pair) => named(*pair).map(Decision::Allow),
            Question::Swap { adept, other } => Ok(self.session.swap(*adept, *other)?),
            Question::Objective(objective) => Ok(Decision::Objective { objective: *objective }),
            Question::Terms(decision) => Ok((**decision).clone()),
            Question::Afresh => Ok(Decision::Afresh),
            Question::Finalise => Ok(Decision::Finalise),
            Question::Reopen => Ok(Decision::Reopen),
            Question::TakeBack(_) => Ok(Decision::Undo),
            Question::Save { .. } | Question::TryAgain(..) => Err(Refused::NotHere),
        }
    }

    /// What moves nobody happens at once; what moves somebody is asked about first.
    fn decide_or_ask(&mut self, question: Question, decision: Decision) -> Vec<Effect> {
        match self.answer(question, &decision) {
            Ok(confirm) if confirm.moved.is_empty() => return self.decide(decision, None),
            Ok(confirm) => self.put_on_top(Modal::Confirm(Box::new(confirm))),
            Err(refused) => return self.refuse(refused),
        }
        vec![]
    }

    pub(super) fn ask(&mut self, question: Question, decision: &Decision) {
        match self.answer(question, decision) {
            Ok(confirm) => self.put_on_top(Modal::Confirm(Box::new(confirm))),
            Err(refused) => _ = self.refuse(refused),
        }
    }

    /// A question with what its decision would do.
    fn answer(&self, question: Question, decision: &Decision) -> Result<Confirm, Refused> {
        if let Question::TakeBack(seq) = question {
            return self.question_of_taking_back(seq).map(|(confirm, _)| confirm);
        }
        let intent = self.session.intent(String::new(), &self.by, self.role, decision.clone(), None);
        let promised = if let Question::Objective(objective) = &question { self.promised_by(*objective) } else { None };
        let consequences = match promised {
            // Worked out already: it need not be worked out again, only fit.
            Some(then) => match self.session.ledger().check(self.session.ground(), &intent)? {
                Admission::Record => then,
                Admission::Already => return Err(Refused::AlreadySo),
            },
            None => self.session.preview(&intent)?,
        };
        let names = match &question {
            Question::Assign(pair) | Question::Lock(pair) | Question::Unlock(pair) | Question::Forbid(pair) | Question::Allow(pair) => {
                vec![self.finder.adept(pair.adept), self.finder.mentor(pair.mentor)]
            }
            Question::Swap { adept, other } => self.names_in_swap(*adept, *other),
            Question::Terms(decision) => self.label_of(decision),
            _ => vec![],
        };
        let moved = self.moved(&consequences, &self.adepts_named(decision));
        let instead = self.session.alternatives(decision).into_iter().map(|found| self.instead(found)).collect();
        Ok(Confirm { names, moved, instead, consequences: Some(consequences), ..Confirm::plain(question) })
    }

    fn instead(&self, alternative: Alternative) -> Instead {
        let (pair, cell) = (alternative.pair, self.session.scores().cell(alternative.pair));
        let thin = cell.coverage < self.session.program().criteria.low_coverage;
        let (adept, mentor) = (self.finder.adept(pair.adept), self.finder.mentor(pair.mentor));
        Instead { alternative, adept, mentor, score: cell.score, thin }
    }

    fn names_in_swap(&self, adept: usize, other: usize) -> Vec<Shown> {
        let mentor = |adept: usize| self.session.partner(adept).map(|mentor| self.finder.mentor(mentor)).unwrap_or_default();
        vec![self.finder.adept(adept), mentor(other), self.finder.adept(other), mentor(adept)]
    }

    pub(super) fn moved(&self, consequences: &Consequences, named: &[usize]) -> Vec<Moved> {
        let with = |adept: usize, mentor: Option<usize>| {
            let cell = self.session.scores().cell(Pair { adept, mentor: mentor? });
            let thin = cell.coverage < self.session.program().criteria.low_coverage;
            Some(Held { mentor: self.finder.mentor(mentor?), score: cell.score, thin })
        };
        let line = |moved: &crate::session::Move| Moved {
            adept: moved.adept,
            name: self.finder.adept(moved.adept),
            from: with(moved.adept, moved.from),
            to: with(moved.adept, moved.to),
            named: named.contains(&moved.adept),
        };
        let mut lines: Vec<Moved> = consequences.moves.iter().map(line).collect();
        lines.sort_by_key(|line| (named.iter().position(|adept| *adept == line.adept).unwrap_or(named.len()), line.adept));
        lines
    }

    pub(super) fn decide(&mut self, decision: Decision, why: Option<String>) -> Vec<Effect> {
        let intent = self.session.intent(String::new(), &self.by, self.role, decision, why);
        self.send(intent)
    }

    pub(super) fn send(&mut self, intent: Intent) -> Vec<Effect> {
        self.settled.clear();
        self.pending = Some(Pending::Deciding { intent: Box::new(intent.clone()), holder: None });
        vec![Effect::Decide(intent)]
    }

    fn save(&mut self) -> Vec<Effect> {
        self.modals.pop();
        self.pending = Some(Pending::Saving);
        vec![Effect::Save]
    }

    pub(super) fn refuse(&mut self, refused: Refused) -> Vec<Effect> {
        self.notice = Some(Notice::refused(refused));
        vec![]
    }
}
