//! Words that are being typed: kept outside while they are, and offered again after a sitting that was lost.

use crate::program::Role;
use crate::session::{Decision, Draft, Intent};

use super::modal::notes::About;
use super::modal::{Modal, Notes, Question};
use super::notice::{NoticeText, Severity};
use super::{App, Effect, Pending};

impl App {
    /// Has the words that are being typed kept outside, whenever they have changed; once they are recorded or given up there are none.
    pub(super) fn keep_what_is_typed(&mut self) -> Option<Effect> {
        let draft = self.draft();
        if draft == self.drafted {
            return None;
        }
        self.drafted = draft.clone();
        Some(Effect::Keep(draft))
    }

    /// Words of a sitting that was lost: where they were being typed, or, where that is not possible now, in a note about the same pair.
    pub(super) fn offer_lost(&mut self, draft: Draft) -> Vec<Effect> {
        let Draft { at, decision, text, .. } = draft;
        match &decision {
            Decision::Note { .. } | Decision::Reword { .. } => self.offer_as_note(&decision, &text),
            _ => self.offer_as_reason(&decision, &text),
        }
        self.say(Severity::News, NoticeText::WordsKept { at });
        vec![]
    }

    /// The innermost words that would be missed, and what they would stand beside.
    fn draft(&self) -> Option<Draft> {
        let sent = match &self.pending {
            Some(Pending::Deciding { intent, .. }) => of_intent(intent),
            _ => None,
        };
        let typed = || self.modals.iter().rev().find_map(|modal| self.draft_in(modal));
        sent.or_else(typed).filter(|draft| !draft.text.trim().is_empty())
    }

    fn draft_in(&self, modal: &Modal) -> Option<Draft> {
        match modal {
            Modal::Notes(notes) => self.noted(notes).map(|decision| draft(decision, notes.field.text())),
            // A reason for several changes at once stands beside none of them alone.
            Modal::Prompt(prompt) => Some(draft(Decision::Note { adept: None, mentor: None }, prompt.field.text())),
            Modal::Refusal(unrecorded) => of_intent(&unrecorded.intent),
            Modal::Confirm(confirm) => match &confirm.question {
                Question::TryAgain(intent, _) => of_intent(intent),
                Question::TakeBack(seq) => Some(Draft { undoes: Some(*seq), ..draft(Decision::Undo, confirm.why.text()) }),
                question => self.decision_of(question).ok().map(|decision| draft(decision, confirm.why.text())),
            },
            _ => None,
        }
    }

    /// The decision that the words in the field of the notes would be.
    fn noted(&self, notes: &Notes) -> Option<Decision> {
        let program = self.session.program();
        let id = |role, index: usize| program.people(role).get(index).map(|person| person.id.clone());
        Some(match (&notes.rewording, notes.about()) {
            (Some(rewording), _) => Decision::Reword { note: rewording.note },
            (None, About::Program) => Decision::Note { adept: None, mentor: None },
            (None, About::Pair(pair)) => {
                let named = self.session.named(pair)?;
                Decision::Note { adept: Some(named.adept), mentor: Some(named.mentor) }
            }
            (None, About::Person(Role::Adept, index)) => Decision::Note { adept: id(Role::Adept, index), mentor: None },
            (None, About::Person(Role::Mentor, index)) => Decision::Note { adept: None, mentor: id(Role::Mentor, index) },
        })
    }

    /// Asks the question again that the words were a reason for.
    fn offer_as_reason(&mut self, decision: &Decision, text: &str) {
        if let Some(question) = self.question_about(decision) {
            self.ask(question, decision);
            if let Some(Modal::Confirm(confirm)) = self.modals.last_mut() {
                confirm.why.paste(text);
                confirm.writing = true;
                return;
            }
        }
        let pair = decision.first_pair();
        let (adept, mentor) = pair.map_or((None, None), |pair| (Some(pair.adept), Some(pair.mentor)));
        self.offer_as_note(&Decision::Note { adept, mentor }, text);
    }

    fn offer_as_note(&mut self, decision: &Decision, text: &str) {
        let intent = self.session.intent(String::new(), &self.by, self.role, decision.clone(), Some(text.to_owned()));
        self.keep_words(&intent);
        if !matches!(self.modals.last(), Some(Modal::Notes(_))) {
            // The note that was changed is gone, with whom it was about.
            let program = Decision::Note { adept: None, mentor: None };
            self.keep_words(&Intent { decision: program, ..intent });
        }
    }
}

fn draft(decision: Decision, text: &str) -> Draft {
    Draft { at: String::new(), decision, undoes: None, text: text.to_owned() }
}

fn of_intent(intent: &Intent) -> Option<Draft> {
    let words = intent.why.as_deref()?;
    Some(Draft { undoes: intent.undoes, ..draft(intent.decision.clone(), words) })
}
