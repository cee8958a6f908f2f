//! Doing an action that is allowed.

use crate::program::Role;
use crate::session::Ballot;

use super::cursor::{Cursor, Step};
use super::modal::find::Before;
use super::modal::log::About as LogAbout;
use super::modal::{Modal, Reading, Search};
use super::notice::{NoticeText, Severity};
use super::order::{CHOICES, Choice, Filter};
use super::rows::end_of;
use super::{Action, App, Effect, Pane, Side};

impl App {
    /// Does an action, or says why not.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        match action.allowed(self) {
            Ok(()) => {
                self.move_by_oneself(action);
                self.run(action)
            }
            Err(_) if action == Action::Back => {
                self.say(Severity::Info, NoticeText::NothingToLeave);
                vec![]
            }
            Err(refused) => self.cannot(action, refused),
        }
    }

    /// The first words, while nothing is decided and nothing lies on top: what is on the table, and where to begin. Afterwards the last decision stands there.
    pub(super) fn greet(&mut self) {
        let program = self.session.program();
        let (adepts, mentors) = (program.adepts().len(), program.mentors().len());
        if self.modals.is_empty() && self.last_record().is_none() && adepts > 0 && mentors > 0 {
            let seats = (0..mentors).map(|mentor| u64::from(program.seats(mentor))).sum();
            let doubts = self.problems.len() as u64;
            self.say(Severity::Info, NoticeText::Greeting { adepts: adepts as u64, mentors: mentors as u64, seats, doubts });
        }
    }

    fn run(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Up => self.step(Step::Up),
            Action::Down => self.step(Step::Down),
            Action::PageUp => self.step(Step::PageUp),
            Action::PageDown => self.step(Step::PageDown),
            Action::First => self.step(Step::First),
            Action::Last => self.step(Step::Last),
            Action::PaneLeft => self.turn_to(Side::People),
            Action::PaneRight | Action::ToPartners => self.turn_to(Side::Partners),
            Action::OtherPane => self.other_side(),
            Action::TurnRound => self.turn_round(),
            Action::NextReview => self.next_review(),
            Action::Search => self.search(),
            Action::Order => self.choose_order(),
            Action::Explain => self.explain(),
            Action::Weights => self.open_weights(),
            Action::Lighter | Action::Heavier | Action::MuchLighter | Action::MuchHeavier => return self.turn_weight(action),
            Action::AsInFile => return self.weight_as_in_file(),
            Action::Unite => self.open_unite(),
            Action::ReadAgain => return self.ask_to_read_again(),
            Action::Note => self.open_notes(),
            Action::Withdraw => return self.withdraw_note(),
            Action::Vote => self.open_votes(),
            Action::VoteYes => return self.vote(Ballot::Yes),
            Action::VoteNo => return self.vote(Ballot::No),
            Action::VoteTalk => return self.vote(Ballot::Talk),
            Action::Reveal => return self.reveal(),
            Action::Rivals => self.list_rivals(),
            Action::Follow => self.follow_or_choose(),
            Action::Changes => self.open_changes(),
            Action::Log => self.open_log(),
            Action::Older => return self.go_older(),
            Action::Newer => return self.go_newer(),
            Action::LookInLog => self.type_in_log(),
            Action::OnlyMine => self.list_log_about(Some(LogAbout::Mine)),
            Action::OnlyThisPair => self.list_log_about(self.pair_for_log()),
            Action::OnlyThisPerson => self.list_log_about(self.person_for_log()),
            Action::MarkMoment => self.mark_in_log(),
            Action::CompareMoments => self.compare_moments(),
            Action::TakeBack => return self.take_back_record(),
            Action::Decisions => self.open_decisions(),
            Action::Problems => self.put_on_top(Modal::Problems(Cursor::default())),
            Action::Palette => self.open_palette(),
            Action::Help => self.open_help(),
            Action::Back => self.back(),
            Action::Accept => return self.accept(),
            Action::Reason => self.write_reason(),
            Action::Lock => return self.lock(),
            Action::Assign => self.ask_to_assign(),
            Action::Swap => self.swap(),
            Action::Forbid => return self.forbid(),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Objective => return self.open_objectives(),
            Action::Afresh => self.ask_for_afresh(),
            Action::Save => self.ask_to_save(),
            Action::Finalise => self.ask_to_close(),
            Action::Look => return self.look(),
            Action::Retry => return self.retry(),
            Action::Comment => self.comment(),
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => return self.quit(),
        }
        vec![]
    }

    fn step(&mut self, step: Step) {
        if !self.modals.is_empty() {
            return self.step_in_modal(step);
        }
        let height = self.pane_height();
        match self.side {
            Side::People => self.step_people(step, height),
            Side::Partners => {
                self.partners.step(step, height);
                self.marked.take();
            }
        }
    }

    fn step_people(&mut self, step: Step, height: usize) {
        let subject = self.people.selected().map(|row| row.index);
        self.people.step(step, height);
        if self.people.selected().map(|row| row.index) != subject {
            self.follow_subject();
        }
    }

    /// Moves in what lies on top; in a search that is the left pane.
    fn step_in_modal(&mut self, step: Step) {
        let (height, panes) = (self.modal_height(), self.pane_height());
        let problems = self.problems.len();
        match self.modals.last_mut() {
            Some(Modal::Problems(cursor)) => cursor.step(step, problems, height),
            Some(Modal::Log(log)) => log.cursor.step(step, log.rows.len(), height),
            Some(Modal::Moments(moments)) => moments.cursor.step(step, moments.rows.len(), height),
            Some(Modal::Decisions(decisions)) => decisions.cursor.step(step, decisions.rows.len(), height),
            Some(Modal::Order(cursor)) => cursor.step(step, CHOICES.len(), height),
            Some(Modal::Changes(list)) => list.cursor.step(step, list.rows.len(), height),
            Some(Modal::PeopleHere(_)) => self.step_among_people_here(step, height),
            Some(Modal::Rivals(list)) => list.cursor.step(step, list.rivals.listed().len(), height),
            Some(Modal::Help(help)) => help.cursor.step(step, help.rows.len(), height),
            Some(Modal::Palette(palette)) => palette.cursor.step(step, palette.rows.len(), height),
            Some(Modal::Confirm(confirm)) => {
                let mut cursor = Cursor { selected: confirm.scroll, offset: 0 };
                cursor.step(step, confirm.moved.len(), height);
                confirm.scroll = cursor.selected;
            }
            Some(Modal::Explain(_)) => self.step_in_reading(step, height),
            Some(Modal::Unite(_)) => self.step_in_unite(step, height),
            Some(Modal::Search(_)) => self.step_people(step, panes),
            Some(Modal::Weights(_)) => self.step_in_weights(step, height),
            Some(Modal::Objectives(objectives)) => objectives.step(step, height),
            Some(Modal::Notes(_)) => self.step_in_notes(step),
            Some(Modal::Prompt(_) | Modal::Refusal(_) | Modal::Votes(_)) | None => {}
        }
    }

    /// On the way back to the left the mark on the right returns to the present partner.
    fn turn_to(&mut self, side: Side) {
        let seen_from = self.drawn.first;
        if let Some(Modal::Explain(explain)) = self.modals.last_mut() {
            return explain.turn(if side == Side::People { Reading::before } else { Reading::after }, seen_from);
        }
        if self.side != side {
            self.side = side;
            if side == Side::People {
                self.follow_subject();
            }
        }
    }

    fn other_side(&mut self) {
        let seen_from = self.drawn.first;
        match (self.modals.last_mut(), self.side) {
            (Some(Modal::Explain(explain)), _) => explain.turn(Reading::after, seen_from),
            (Some(Modal::Search(_)), _) => self.search_other_role(),
            (Some(Modal::Weights(_)), _) => self.other_list_of_weights(),
            (Some(Modal::Notes(_)), _) => self.note_about_other(),
            (Some(Modal::Votes(_)), _) => self.go_to_other_poll(),
            (Some(_), _) => {}
            (None, Side::People) => self.turn_to(Side::Partners),
            (None, Side::Partners) => self.turn_to(Side::People),
        }
    }

    /// The other role leads; the cursor stays on the pair, seen from its other end.
    fn turn_round(&mut self) {
        let (role, marked) = (self.people.role.other(), self.marked_pair());
        self.standing.remove(&role);
        self.lead(role, marked.map(|pair| end_of(pair, role)));
        if let Some(pair) = marked.filter(|pair| self.stands(*pair)) {
            let height = self.pane_height();
            self.partners.go_to(end_of(pair, role.other()), height);
            self.marked.take();
        }
        self.say(Severity::Info, NoticeText::Turned(role));
    }

    /// Lets a role lead, with the cursor on a person where listed.
    pub(super) fn lead(&mut self, role: Role, person: Option<usize>) {
        self.side = Side::People;
        self.people = Pane::empty(role);
        self.list_people();
        let height = self.pane_height();
        if let Some(person) = person {
            self.people.go_to(person, height);
        }
        self.follow_subject();
    }

    /// Goes to the next person after this one who needs a look, in the order that people have seen; then the order is made anew.
    fn next_review(&mut self) {
        let role = self.people.role;
        let queue = self.standing.get(&role).map_or(&[][..], |standing| &standing.queue);
        let here = self.people.selected().map(|row| row.index);
        let after = queue.iter().position(|index| Some(*index) == here).map_or(0, |place| place + 1);
        let mut round = queue.iter().skip(after).chain(queue.iter().take(after));
        let Some(person) = round.find(|index| self.outlook.needs_a_look(role, **index)).copied() else { return };
        self.standing.clear();
        self.list_people();
        self.go_to_person(person);
        if Some(person) == here {
            self.say(Severity::Info, NoticeText::LastToReview);
        }
    }

    /// Puts the cursor on a person of the leading role; lifts the filter when it hides them.
    pub(super) fn go_to_person(&mut self, person: usize) {
        self.side = Side::People;
        let height = self.pane_height();
        if !self.people.go_to(person, height) {
            self.filter = Filter::All;
            self.standing.clear();
            self.list_people();
            self.people.go_to(person, height);
            self.say(Severity::Info, NoticeText::FilterLifted);
        }
        self.follow_subject();
    }

    fn search(&mut self) {
        self.side = Side::People;
        let subject = self.people.selected().map(|row| row.index);
        let before = Before { leads: self.people.role, filter: self.filter, subject, people: self.people.cursor };
        self.put_on_top(Modal::Search(Search { field: Default::default(), found: self.people.rows.len(), before }));
    }

    /// The search goes on among the other role.
    fn search_other_role(&mut self) {
        self.people = Pane::empty(self.people.role.other());
        self.look_for_what_is_typed();
    }

    fn end_search(&mut self) {
        let found = self.people.selected().map(|row| row.index);
        self.modals.pop();
        self.list_people();
        if let Some(person) = found {
            self.go_to_person(person);
        }
    }

    fn leave_search(&mut self, before: Before) {
        self.modals.pop();
        self.filter = before.filter;
        self.lead(before.leads, before.subject);
        let height = self.pane_height();
        self.people.cursor.offset = before.people.offset;
        self.people.cursor.go_to(self.people.cursor.selected, self.people.rows.len(), height);
    }

    fn choose_order(&mut self) {
        let selected = CHOICES.iter().position(|choice| *choice == Choice::Order(self.order)).unwrap_or(0);
        self.put_on_top(Modal::Order(Cursor { selected, offset: 0 }));
    }

    fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::Order(order) => self.order = order,
            Choice::Filter(filter) => self.filter = filter,
        }
        self.standing.clear();
        let subject = self.people.selected().map(|row| row.index);
        self.list_people();
        if self.people.selected().map(|row| row.index) != subject {
            self.side = Side::People;
            self.follow_subject();
        }
    }

    fn write_reason(&mut self) {
        if let Some(Modal::Confirm(confirm)) = self.modals.last_mut() {
            confirm.writing = true;
        }
    }

    fn accept(&mut self) -> Vec<Effect> {
        match self.modals.last_mut() {
            Some(Modal::Confirm(confirm)) if confirm.writing => confirm.writing = false,
            Some(Modal::Confirm(_)) => return self.confirm(),
            Some(Modal::Prompt(prompt)) => {
                let why = prompt.field.text().trim().to_owned();
                return self.keep_tried(why);
            }
            Some(Modal::Notes(_)) => return self.accept_in_notes(),
            Some(Modal::Votes(_)) => return self.lock_voted(),
            Some(Modal::Decisions(_)) => self.ask_to_take_back(),
            Some(Modal::Log(log)) if log.typing => self.end_typing_in_log(),
            Some(Modal::Log(_)) => return self.travel_from_log(),
            Some(Modal::Moments(_)) => self.go_to_changed(),
            Some(Modal::Weights(_)) => self.ask_why_keep(),
            Some(Modal::Unite(_)) => return self.accept_in_unite(),
            Some(Modal::Objectives(_)) => self.ask_for_objective(),
            Some(Modal::Search(_)) => self.end_search(),
            Some(Modal::Rivals(_)) => self.go_to_rival(),
            Some(Modal::Changes(_)) => self.go_to_change(),
            Some(Modal::PeopleHere(_)) => self.follow_marked(),
            Some(Modal::Order(cursor)) => {
                let choice = CHOICES.get(cursor.selected).copied();
                self.modals.pop();
                choice.into_iter().for_each(|choice| self.choose(choice));
            }
            Some(Modal::Palette(palette)) => {
                let action = palette.rows.get(palette.cursor.selected).map(|row| row.action);
                self.modals.pop();
                return action.map(|action| self.act(action)).unwrap_or_default();
            }
            _ => {}
        }
        vec![]
    }

    /// One step back: out of what lies on top, else the mark of a swap goes, else back to the left pane.
    fn back(&mut self) {
        let in_the_past = self.is_in_the_past();
        let follows = self.goes_back_from_following();
        match self.modals.last_mut() {
            Some(Modal::Confirm(confirm)) if confirm.writing => {
                confirm.writing = false;
                confirm.why = Default::default();
            }
            Some(Modal::Search(search)) => {
                let before = search.before;
                self.leave_search(before);
            }
            Some(Modal::Problems(_)) => {
                self.modals.pop();
                self.greet();
            }
            Some(Modal::Weights(_)) => self.leave_weights(),
            Some(Modal::Log(_)) => {
                if !self.back_in_log() {
                    self.leave_log();
                }
            }
            Some(Modal::Unite(_)) => {
                if !self.back_in_unite() {
                    self.modals.pop();
                }
            }
            Some(Modal::Notes(_)) => {
                if !self.back_in_notes() {
                    self.modals.pop();
                }
            }
            Some(Modal::Confirm(_)) => {
                self.modals.pop();
                // Whoever does not try again gives up what was to be kept together with it.
                self.keeping = None;
            }
            Some(_) => _ = self.modals.pop(),
            None if in_the_past => self.return_to_now(),
            None if self.to_swap.is_some() => self.mark_to_swap(None),
            None if follows => self.follow_no_more(),
            None => self.turn_to(Side::People),
        }
    }

    fn quit(&mut self) -> Vec<Effect> {
        if self.pending.is_none() || self.leaving {
            return vec![Effect::Quit];
        }
        self.leaving = true;
        self.say(Severity::Info, NoticeText::LeavingSoon);
        vec![]
    }

    /// Puts something on top; there is one of each kind at most.
    pub(super) fn put_on_top(&mut self, modal: Modal) {
        let kind = std::mem::discriminant(&modal);
        self.modals.retain(|other| std::mem::discriminant(other) != kind);
        self.modals.push(modal);
    }
}
