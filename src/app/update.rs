//! One message in, effects out.

use std::collections::BTreeSet;

use crate::session::{Consequences, Decision, Record};

use super::keymap::Resolved;
use super::modal::{Confirm, Question};
use super::notice::{How, NoticeText, Severity};
use super::rows::Outlook;
use super::{App, Drawn, Effect, Key, Modal, Msg, NotSaved, Notice, Outcome, Pending, ReadOnly};

impl App {
    /// Takes one message; the effects are for the outer world to perform, in their order.
    pub fn update(&mut self, message: Msg) -> Vec<Effect> {
        let mut effects = self.take(message);
        self.follow_along();
        effects.extend(self.reveal_what_all_have_answered());
        effects.extend(self.ask_what_can_be_foreseen());
        effects.extend(self.ask_for_prices());
        effects.extend(self.show_where_one_stands());
        effects.extend(self.keep_what_is_typed());
        effects
    }

    fn take(&mut self, message: Msg) -> Vec<Effect> {
        match message {
            Msg::Key(key) => self.key_while_following(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(columns, rows) => self.resize(columns, rows),
            Msg::Drawn(drawn) => self.fit(drawn),
            Msg::News(records) => self.news(records),
            Msg::Decided { id, outcome } => self.decided(id, outcome),
            Msg::ReadOnly(reason) => self.close(reason),
            Msg::Writable => self.open_again(),
            Msg::Waiting { holder: who } => self.waits_for(who),
            Msg::Saved(result) => self.saved(result),
            Msg::Tried { number, tried } => self.tried(number, &tried),
            Msg::Foreseen { number, foreseen } => self.foreseen(number, foreseen),
            Msg::Listed { number, list } => self.listed_prices(number, list),
            Msg::Promised { number, promise } => self.promised(number, *promise),
            Msg::Written(result) => self.written(result),
            Msg::Again(result) => self.read_anew(result),
            Msg::FilesChanged => self.files_changed(),
            Msg::Warned(sentence) => self.warn(sentence),
            Msg::Lost(draft) => self.offer_lost(draft),
            Msg::Present(present) => self.sit_together(present),
            Msg::Time(now) => self.tick(now),
            Msg::Travelled { number, then } => self.travelled(number, then),
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        self.foresight.somebody_is_at_work();
        self.together.key_was_pressed();
        if self.typed.is_empty() && key.typed().is_some() && self.type_into_field(key) {
            return vec![];
        }
        if self.typed.is_empty()
            && let Some(effects) = self.type_weight(key)
        {
            return effects;
        }
        self.typed.push(key);
        match self.keymap.resolve(&self.scopes(), &self.typed) {
            Resolved::Pending => vec![],
            Resolved::Action(action) => {
                self.typed.clear();
                self.act(action)
            }
            Resolved::None => {
                let typed = std::mem::take(&mut self.typed);
                let given_up = typed.len() > 1 && key == Key::plain(super::Code::Esc);
                if !given_up && !self.type_into_field(key) {
                    self.say(Severity::Info, NoticeText::NoSuchKey(typed));
                }
                vec![]
            }
        }
    }

    /// Gives a key to the open text field; false when none is open or it is no key for one.
    fn type_into_field(&mut self, key: Key) -> bool {
        let taken = self.modals.last_mut().and_then(Modal::field_mut).is_some_and(|field| field.key(key));
        if taken {
            self.look_for_what_is_typed();
        }
        taken
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(field) = self.modals.last_mut().and_then(Modal::field_mut) {
            field.paste(text);
            self.look_for_what_is_typed();
        }
        vec![]
    }

    fn resize(&mut self, columns: u16, rows: u16) -> Vec<Effect> {
        self.size = (columns, rows);
        self.fit(Drawn::default())
    }

    fn fit(&mut self, drawn: Drawn) -> Vec<Effect> {
        self.drawn = drawn;
        let height = self.pane_height();
        for pane in [&mut self.people, &mut self.partners] {
            pane.cursor.go_to(pane.cursor.selected, pane.rows.len(), height);
        }
        vec![]
    }

    fn news(&mut self, records: Vec<Record>) -> Vec<Effect> {
        self.early.extend(records.into_iter().map(|record| (record.seq, record)));
        self.apply_in_order()
    }

    /// Applies every record whose turn it is, then makes everything anew that depends on them.
    fn apply_in_order(&mut self) -> Vec<Effect> {
        let terms = self.decided_session().terms().clone();
        let mut applied = Vec::new();
        loop {
            let last = self.decided_session().ledger().last();
            self.early.retain(|seq, _| *seq > last);
            let Some(record) = self.early.remove(&(last + 1)) else { break };
            applied.push((record.seq, self.decided_session_mut().apply(record)));
        }
        if applied.is_empty() {
            return vec![];
        }
        let moved_by = |applied: &[&(u64, Consequences)]| -> BTreeSet<usize> {
            applied.iter().flat_map(|(_, consequences)| consequences.moves.iter().map(|moved| moved.adept)).collect()
        };
        self.has_moved(moved_by(&applied.iter().collect::<Vec<_>>()));
        let mut effects = self.try_again(&terms);
        effects.extend(self.compare_objectives());
        self.notice_what_others_did(&applied);
        let (own, news): (Vec<_>, Vec<_>) = applied.iter().partition(|(seq, _)| self.own.contains(seq));
        // In the past the news are counted, and told when one comes back.
        if let Some((seq, _)) = news.last().filter(|_| !self.is_in_the_past()) {
            // What was not read yet is told together with it.
            let (unread, moved) = self.unread_news();
            let text = NoticeText::News { seq: *seq, count: unread + news.len(), moved: moved + moved_by(&news).len() };
            self.say_unless_unread(Severity::News, text);
        }
        let news_only = own.is_empty();
        if let Some((seq, consequences)) = own.last() {
            self.tell(*seq, consequences);
        }
        self.hear_votes(&applied);
        if self.pending.is_some() {
            self.settled.extend(applied);
        }
        if news_only {
            self.refresh_in_place();
        } else {
            self.refresh();
        }
        effects
    }

    fn decided(&mut self, id: String, outcome: Outcome) -> Vec<Effect> {
        let asked = match self.pending.take() {
            Some(Pending::Deciding { intent, .. }) => Some(intent),
            saving => {
                self.pending = saving;
                None
            }
        };
        let settled = std::mem::take(&mut self.settled);
        let mut effects = Vec::new();
        match (outcome, asked) {
            (Outcome::Recorded(record), None) => return self.news(vec![record]),
            (Outcome::Recorded(record), Some(intent)) => {
                let seq = record.seq;
                self.own.insert(seq);
                self.that_was_me(seq);
                if seq <= self.decided_session().ledger().last() {
                    // The journal's reader was faster than the answer.
                    self.tell(seq, settled.get(&seq).unwrap_or(&Consequences::default()));
                    self.refresh();
                } else {
                    effects = self.news(vec![record]);
                }
                self.kept_one(&intent.decision, None);
            }
            (Outcome::Already, asked) => {
                // Whoever else has revealed the same votes has been heard already.
                if !asked.as_ref().is_some_and(|intent| matches!(intent.decision, Decision::Reveal(_))) {
                    self.say_it_is_so(asked.as_deref());
                }
                asked.into_iter().for_each(|intent| self.kept_one(&intent.decision, None));
            }
            (Outcome::Refused(refusal), Some(intent)) => {
                self.leaving = false;
                self.kept_one(&intent.decision, Some(refusal.clone()));
                self.keep_words(&intent);
                self.not_recorded(*intent, refusal);
            }
            (Outcome::Refused(refusal), None) => self.notice = Some(Notice::refused(refusal.into())),
            (Outcome::NotSaved(reason), asked) => {
                self.leaving = false;
                self.say(Severity::Error, NoticeText::NotSaved(reason.clone()));
                if let Some(mut intent) = asked {
                    // The same id again: should it have been written after all, it is not written twice.
                    intent.id = id;
                    self.offer_again(intent, reason);
                }
                // What was to be kept together with it waits for the answer.
                return self.leave_if_leaving();
            }
        }
        effects.extend(self.keep_next());
        effects.extend(self.leave_if_leaving());
        effects
    }

    fn offer_again(&mut self, intent: Box<crate::session::Intent>, reason: NotSaved) {
        if reason == NotSaved::SyncFailed {
            self.read_only = Some(ReadOnly::SyncFailed);
        }
        self.put_on_top(Modal::Confirm(Box::new(Confirm::plain(Question::TryAgain(intent, reason)))));
    }

    /// Says what one's own decision did, and what else moved.
    fn tell(&mut self, seq: u64, consequences: &Consequences) {
        let ledger = self.decided_session().ledger();
        let Some(mut root) = ledger.record(seq) else { return };
        let taken_back = root.undoes.is_some();
        while let Some(earlier) = root.undoes.filter(|earlier| *earlier < root.seq).and_then(|seq| ledger.record(seq)) {
            root = earlier;
        }
        let how = match (taken_back, ledger.in_force(root.seq)) {
            (false, _) => How::Decided,
            (true, false) => How::Undone,
            (true, true) => How::Redone,
        };
        let decision = root.decision.clone();
        let named = self.adepts_named(&decision);
        let others = consequences.moves.iter().filter(|moved| !named.contains(&moved.adept)).copied().collect();
        if matches!(decision, Decision::Swap { .. }) {
            self.to_swap = None;
        }
        if matches!(decision, Decision::Afresh) {
            self.standing.clear();
        }
        self.say(Severity::Done, NoticeText::Applied { decision, how, others });
    }

    /// The adepts that a decision names.
    pub(super) fn adepts_named(&self, decision: &Decision) -> Vec<usize> {
        let program = self.session.program();
        match decision {
            Decision::Lock(pair) | Decision::Unlock(pair) | Decision::Assign(pair) | Decision::Forbid(pair) | Decision::Allow(pair) => {
                program.adept(&pair.adept).into_iter().collect()
            }
            Decision::Swap { adept, other, .. } => [adept, other].into_iter().filter_map(|id| program.adept(id)).collect(),
            _ => vec![],
        }
    }

    fn close(&mut self, reason: ReadOnly) -> Vec<Effect> {
        self.say(Severity::Error, NoticeText::ReadOnly(reason.clone()));
        // What lasts is not forgotten for what may pass.
        if reason.lasts() || !self.read_only.as_ref().is_some_and(ReadOnly::lasts) {
            self.read_only = Some(reason);
        }
        self.refresh_modals();
        vec![]
    }

    /// The opposite of closing: what was wrong with the journal has passed.
    fn open_again(&mut self) -> Vec<Effect> {
        let Some(passed) = self.read_only.take_if(|reason| !reason.lasts()) else { return vec![] };
        let text = NoticeText::Writable(passed);
        if self.says_that_nothing_can_be_decided() {
            self.say(Severity::News, text);
        } else {
            self.say_unless_unread(Severity::News, text);
        }
        self.refresh_modals();
        vec![]
    }

    /// Whether the line says what is no longer so once something can be decided.
    fn says_that_nothing_can_be_decided(&self) -> bool {
        matches!(
            self.notice.as_ref().map(|notice| &notice.text),
            Some(NoticeText::ReadOnly(_) | NoticeText::Refused(super::Refused::ReadOnly(_)))
        )
    }

    fn waits_for(&mut self, who: String) -> Vec<Effect> {
        if let Some(Pending::Deciding { holder, .. }) = &mut self.pending {
            *holder = Some(who);
        }
        vec![]
    }

    fn saved(&mut self, result: Result<Vec<String>, String>) -> Vec<Effect> {
        if self.pending == Some(Pending::Saving) {
            self.pending = None;
        }
        match result {
            Ok(paths) => {
                let said = self.saved_to(paths);
                self.say(Severity::Done, said);
            }
            Err(reason) => {
                self.leaving = false;
                self.say(Severity::Error, NoticeText::SaveFailed(reason));
            }
        }
        self.leave_if_leaving()
    }

    pub(super) fn leave_if_leaving(&self) -> Vec<Effect> {
        if self.leaving && self.pending.is_none() { vec![Effect::Quit] } else { vec![] }
    }

    /// Shows anew everything that depends on what is decided; everybody stays where they stand. On the left the mark goes to the present partner.
    pub(super) fn refresh(&mut self) {
        self.show_anew(self.side == super::Side::People);
    }

    /// The same after others have decided: whoever is read stays marked, whoever is present now.
    fn refresh_in_place(&mut self) {
        self.show_anew(false);
    }

    fn show_anew(&mut self, to_present: bool) {
        let robust = if self.is_in_the_past() { None } else { self.foresight.robust() };
        self.outlook = Outlook::of(&self.session, robust, &self.by, self.role);
        self.floor.take();
        if self.to_swap.is_some_and(|adept| self.session.partner(adept).is_none()) {
            self.to_swap = None;
        }
        let subject = self.people.selected().map(|row| row.index);
        self.list_people_alone();
        if to_present || self.people.selected().map(|row| row.index) != subject {
            self.follow_subject();
        } else {
            self.list_partners();
        }
        self.refresh_modals();
    }

    /// How many decisions of others the line tells of that has not been answered by a key, and how many adepts they moved.
    fn unread_news(&self) -> (usize, usize) {
        match self.notice.as_ref().map(|notice| &notice.text) {
            Some(NoticeText::News { count, moved, .. }) => (*count, *moved),
            _ => (0, 0),
        }
    }

    /// Says what others did, unless there is something to read that is about one's own: it can be seen afterwards too.
    fn say_unless_unread(&mut self, severity: Severity, text: NoticeText) {
        if self.notice.as_ref().is_none_or(|notice| matches!(notice.severity, Severity::Info | Severity::News)) {
            self.say(severity, text);
        }
    }

    fn warn(&mut self, sentence: String) -> Vec<Effect> {
        self.say(Severity::Error, NoticeText::Warned(sentence));
        vec![]
    }

    pub(super) fn say(&mut self, severity: Severity, text: NoticeText) {
        self.notice = Some(Notice::new(severity, text));
    }
}
