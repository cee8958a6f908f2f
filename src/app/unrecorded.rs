//! One's own decision came back refused because of what somebody else decided: said in a small box, with ways on. Nobody is interrupted by
//! what others do; this is the answer to one's own key.

use crate::program::{Pair, Shown};
use crate::session::{Admission, Decision, Intent, Refusal};

use super::modal::{Modal, Question, Unrecorded};
use super::notice::{Notice, NoticeText, Severity};
use super::refused::Refused;
use super::{Action, App, Effect};

impl App {
    /// Says why a decision was not recorded. Where somebody else's decision is the reason, a box stays until it is answered; it never takes
    /// the keys from a text field, but waits beneath. Everything else is a line that goes with the next key.
    pub(super) fn not_recorded(&mut self, intent: Intent, refusal: Refusal) {
        let by_another = refusal.mark().is_some_and(|mark| mark.by != self.by);
        if !by_another || self.keeps_several() {
            self.say(Severity::Refused, NoticeText::NotRecorded(Box::new(intent), refusal));
            return;
        }
        let root = intent.undoes.and_then(|target| self.session.ledger().about(target)).map(|(record, _)| &record.decision);
        let about = root.unwrap_or(&intent.decision).first_pair();
        self.put_on_top(Modal::Refusal(Box::new(Unrecorded { intent: intent.clone(), refusal: refusal.clone(), about })));
        let typing = self.modals.len().checked_sub(2).filter(|below| self.modals.get(*below).is_some_and(|modal| modal.field().is_some()));
        match typing {
            Some(below) => {
                self.modals.swap(below, below + 1);
                self.say(Severity::Refused, NoticeText::NotRecorded(Box::new(intent), refusal));
            }
            None => self.notice = None,
        }
    }

    /// Says who has made things as one wanted them, and when.
    pub(super) fn say_it_is_so(&mut self, intent: Option<&Intent>) {
        let ledger = self.session.ledger();
        let seq = intent.and_then(|intent| ledger.made_so(&intent.decision, intent.undoes));
        let made_so = seq.map(|seq| ledger.mark(seq));
        let mine = made_so.as_ref().is_some_and(|mark| mark.by == self.by);
        let about = intent.and_then(|intent| intent.decision.pair());
        self.say(Severity::Info, NoticeText::Already { made_so, mine, about });
    }

    /// Says why an action cannot be done now. To take back what others have built on is a conversation: that gets the box.
    pub(super) fn cannot(&mut self, action: Action, refused: Refused) -> Vec<Effect> {
        let intent = match action {
            Action::Undo => self.session.undo(String::new(), &self.by, self.role).ok(),
            Action::Redo => self.session.redo(String::new(), &self.by, self.role).ok(),
            _ => None,
        };
        match (intent, refused) {
            (Some(intent), Refused::Decision(refusal)) => self.not_recorded(intent, refusal),
            (_, refused) => self.notice = Some(Notice::refused(refused)),
        }
        vec![]
    }

    /// The decision that was not recorded, while its box is there.
    pub fn unrecorded(&self) -> Option<&Unrecorded> {
        self.modals.iter().find_map(|modal| if let Modal::Refusal(unrecorded) = modal { Some(&**unrecorded) } else { None })
    }

    pub(super) fn may_look(&self) -> Result<(), Refused> {
        let seq = self.unrecorded().and_then(|unrecorded| unrecorded.refusal.mark()).map(|mark| mark.seq).ok_or(Refused::NotHere)?;
        if seq > self.session.ledger().last() { Err(Refused::NotHeardYet) } else { Ok(()) }
    }

    /// Whether the same decision would be recorded on what is known now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_retry(&self) -> Result<(), Refused> {
        self.may_look()?;
        self.may_write()?;
        let intent = self.the_same_again()?;
        match self.session.ledger().check(self.session.ground(), &intent)? {
            Admission::Record => Ok(()),
            Admission::Already => Err(Refused::AlreadySo),
        }
    }

    pub(super) fn may_comment(&self) -> Result<(), Refused> {
        self.may_write()?;
        self.pair_to_comment().map(|_| ()).ok_or(Refused::NotHere)
    }

    /// Goes to where the other's decision is: to its pair, else to its line among all decisions.
    pub(super) fn look(&mut self) -> Vec<Effect> {
        let Some(unrecorded) = self.unrecorded().cloned() else { return vec![] };
        self.leave_weights();
        self.modals.clear();
        let pair = unrecorded.to_look_at().and_then(|named| self.session.pair(&named.adept, &named.mentor));
        if let Some(pair) = pair {
            self.go_to_pair(pair);
            return vec![];
        }
        let mut effects = self.act(Action::Log);
        let later = self.session.ledger().last().saturating_sub(unrecorded.refusal.mark().map_or(0, |mark| mark.seq));
        (0..later).for_each(|_| effects.extend(self.act(Action::Down)));
        effects
    }

    /// Makes the same decision on what is known now, with the same words; asks first where somebody would move.
    pub(super) fn retry(&mut self) -> Vec<Effect> {
        let (Ok(intent), Some(words)) = (self.the_same_again(), self.unrecorded().map(|unrecorded| unrecorded.intent.why.clone())) else {
            return vec![];
        };
        self.close_refusal();
        let Some(question) = self.question_about(&intent.decision) else { return self.send(intent) };
        self.ask(question, &intent.decision);
        match self.modals.last_mut() {
            Some(Modal::Confirm(confirm)) if !confirm.moved.is_empty() => words.iter().for_each(|words| confirm.why.paste(words)),
            Some(Modal::Confirm(_)) => {
                self.modals.pop();
                return self.send(intent);
            }
            _ => {}
        }
        vec![]
    }

    /// Opens a note about the pair, with the words that were typed.
    pub(super) fn comment(&mut self) {
        let Some(pair) = self.pair_to_comment().and_then(|pair| self.session.named(pair)) else { return };
        let words = self.unrecorded().and_then(Unrecorded::words).map(str::to_owned);
        self.close_refusal();
        let note = Decision::Note { adept: Some(pair.adept), mentor: Some(pair.mentor) };
        self.keep_words(&self.session.intent(String::new(), &self.by, self.role, note, words));
    }

    fn close_refusal(&mut self) {
        self.modals.retain(|modal| !matches!(modal, Modal::Refusal(_)));
    }

    fn pair_to_comment(&self) -> Option<Pair> {
        let unrecorded = self.unrecorded()?;
        let named = unrecorded.about.clone().or_else(|| unrecorded.to_look_at())?;
        self.session.pair(&named.adept, &named.mentor)
    }

    /// The intent made anew. Who swapped, swaps the mentors that the two have now.
    fn the_same_again(&self) -> Result<Intent, Refused> {
        let intent = &self.unrecorded().ok_or(Refused::NotHere)?.intent;
        let (session, program) = (&self.session, self.session.program());
        let decision = match &intent.decision {
            Decision::Swap { adept, other, .. } => match (program.adept(adept), program.adept(other)) {
                (Some(adept), Some(other)) => session.swap(adept, other)?,
                _ => return Err(Refused::NobodyHere),
            },
            decision => decision.clone(),
        };
        let fresh = session.intent(String::new(), &self.by, self.role, decision, intent.why.clone());
        Ok(match intent.undoes {
            Some(target) => Intent { undoes: Some(target), expect: session.ledger().expect(&Decision::Undo, Some(target)), ..fresh },
            None => fresh,
        })
    }

    /// The question that asks for a decision; nothing for one that moves nobody or is never asked about.
    pub(super) fn question_about(&self, decision: &Decision) -> Option<Question> {
        let pair = || decision.pair().and_then(|named| self.session.pair(&named.adept, &named.mentor));
        match decision {
            Decision::Lock(_) => pair().map(Question::Lock),
            Decision::Unlock(_) => pair().map(Question::Unlock),
            Decision::Assign(_) => pair().map(Question::Assign),
            Decision::Forbid(_) => pair().map(Question::Forbid),
            Decision::Allow(_) => pair().map(Question::Allow),
            Decision::Swap { adept, other, .. } => {
                let program = self.session.program();
                Some(Question::Swap { adept: program.adept(adept)?, other: program.adept(other)? })
            }
            Decision::Objective { objective } => Some(Question::Objective(*objective)),
            Decision::Afresh => Some(Question::Afresh),
            Decision::Weight { .. } | Decision::Rule { .. } => Some(Question::Terms(Box::new(decision.clone()))),
            _ => None,
        }
    }

    /// What the question about a weight or a rule calls it.
    pub(super) fn label_of(&self, decision: &Decision) -> Vec<Shown> {
        let criteria = &self.session.program().criteria;
        let label = match decision {
            Decision::Weight { criterion, .. } => criteria.criteria.iter().find(|c| c.id == *criterion).map(|c| &c.label),
            Decision::Rule { rule, .. } => criteria.rules.iter().find(|r| r.id == *rule).map(|r| &r.label),
            _ => None,
        };
        label.map(|label| Shown::new(label)).into_iter().collect()
    }
}
