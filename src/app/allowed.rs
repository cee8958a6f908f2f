//! Whether an action can be done at this moment, and if not, why: asked by the runner, the footer, the help and the palette alike.

use crate::program::{Pair, Role};
use crate::session::{Admission, Ballot, Decision, PairState, Refusal, Standing};

use super::modal::Modal;
use super::pane::Row;
use super::refused::Refused;
use super::{Action, App, Pending, Side};

impl Action {
    /// Whether the action can be done now. Cheap: asked for a dozen actions a frame.
    ///
    /// # Errors
    /// The reason why not.
    pub fn allowed(self, app: &App) -> Result<(), Refused> {
        app.may_do_then(self)?;
        match self {
            Action::Older => app.may_go_older(),
            Action::Newer => app.may_go_newer(),
            Action::LookInLog | Action::OnlyMine => app.may_look_in_log(),
            Action::OnlyThisPair => app.may_look_in_log().and_then(|()| app.pair_for_log().map(|_| ()).ok_or(Refused::NobodyHere)),
            Action::OnlyThisPerson => app.may_look_in_log().and_then(|()| app.person_for_log().map(|_| ()).ok_or(Refused::NobodyHere)),
            Action::MarkMoment => app.record_in_log().map(|_| ()),
            Action::CompareMoments => app.moments_to_compare().map(|_| ()),
            Action::TakeBack => app.may_take_back_record(),
            Action::ToPartners => app.partners.rows.first().map(|_| ()).ok_or(Refused::NobodyHere),
            Action::Lock => app.may_decide(app.locking()?),
            Action::Assign => app.may_decide(app.assigning()?),
            Action::Forbid => app.may_decide(app.forbidding()?),
            Action::Swap => app.may_swap(),
            Action::Explain => app.marked_pair().map(|_| ()).ok_or(Refused::NobodyHere),
            Action::Note => app.may_write(),
            Action::Withdraw => app.may_withdraw(),
            Action::Vote => app.may_open_votes(),
            Action::VoteYes => app.may_vote(Ballot::Yes),
            Action::VoteNo => app.may_vote(Ballot::No),
            Action::VoteTalk => app.may_vote(Ballot::Talk),
            Action::Reveal => app.may_reveal(),
            Action::NextReview => app.may_review(),
            Action::Rivals => app.may_list_rivals(),
            Action::Follow => app.may_follow(),
            Action::Changes => app.may_see_changes(),
            Action::Undo => app.may_write().and_then(|()| app.outlook.undo().map_err(Refused::from)),
            Action::Redo => app.may_write().and_then(|()| app.outlook.redo().map_err(Refused::from)),
            Action::Afresh => app.may_decide(Decision::Afresh),
            Action::Save => app.may_save(),
            Action::Finalise => app.may_decide(app.closing()),
            Action::Log => app.decided_session().ledger().records().last().map(|_| ()).ok_or(Refused::EmptyLog),
            Action::Decisions => app.session.decisions_in_force().first().map(|_| ()).ok_or(Refused::NothingDecided),
            Action::Problems => app.problems.first().map(|_| ()).ok_or(Refused::NoProblems),
            Action::Unite => app.may_unite(),
            Action::ReadAgain => app.may_read_again(),
            Action::Accept => app.may_accept(),
            Action::Reason => app.may_give_a_reason(),
            Action::Look => app.may_look(),
            Action::Retry => app.may_retry(),
            Action::Comment => app.may_comment(),
            Action::Back => app.may_go_back(),
            Action::Weights => app.may_try(),
            Action::Objective => app.may_compare_objectives(),
            Action::Lighter | Action::Heavier | Action::MuchLighter | Action::MuchHeavier | Action::AsInFile => app.may_turn(),
            Action::OtherPane if app.trial().is_some_and(|trial| trial.effects().is_empty() || trial.weights().is_empty()) => {
                Err(Refused::NotHere)
            }
            Action::OtherPane if matches!(app.modals.last(), Some(Modal::Votes(_))) => app.may_go_to_other_poll(),
            Action::OtherPane if matches!(app.modals.last(), Some(Modal::Notes(_) | Modal::Prompt(_) | Modal::Confirm(_))) => {
                app.may_be_about_other()
            }
            Action::OtherPane
                if matches!(app.modals.last(), Some(Modal::Palette(_) | Modal::Help(_) | Modal::Unite(_) | Modal::Log(_))) =>
            {
                Err(Refused::NotHere)
            }
            _ => Ok(()),
        }
    }

    /// Whether it only moves a cursor.
    pub(super) fn is_a_move(self) -> bool {
        use Action::*;
        matches!(self, Up | Down | PageUp | PageDown | First | Last | PaneLeft | PaneRight)
    }
}

impl App {
    /// The pair that a decision is about: on the left the person with the present partner, on the right the subject with the marked partner.
    pub(super) fn this_pair(&self) -> Result<Pair, Refused> {
        match self.side {
            Side::Partners => self.marked_pair().ok_or(Refused::NobodyHere),
            Side::People => {
                let row = self.people.selected().ok_or(Refused::NobodyHere)?;
                match self.marked_pair().filter(|pair| self.stays_marked(row, *pair)) {
                    Some(pair) => Ok(pair),
                    None => only_pair(row),
                }
            }
        }
    }

    /// Whether others have given the person another partner than the marked one, who is still being read: what is read is what is decided about.
    fn stays_marked(&self, row: &Row, marked: Pair) -> bool {
        !row.partners.is_empty() && row.partners.iter().all(|partner| super::rows::pair_of(row.role, row.index, partner.index) != marked)
    }

    /// Locks this pair, or unlocks it.
    pub(super) fn locking(&self) -> Result<Decision, Refused> {
        let pair = self.this_pair()?;
        let named = self.session.named(pair).ok_or(Refused::NobodyHere)?;
        Ok(if self.session.is_locked(pair) { Decision::Unlock(named) } else { Decision::Lock(named) })
    }

    /// Makes this pair.
    pub(super) fn assigning(&self) -> Result<Decision, Refused> {
        let named = self.session.named(self.this_pair()?).ok_or(Refused::NobodyHere)?;
        Ok(Decision::Assign(named))
    }

    /// Forbids this pair, or allows it.
    pub(super) fn forbidding(&self) -> Result<Decision, Refused> {
        let pair = self.this_pair()?;
        let named = self.session.named(pair).ok_or(Refused::NobodyHere)?;
        let forbidden = self.session.ledger().forbidden_by(&named).is_some();
        Ok(if forbidden { Decision::Allow(named) } else { Decision::Forbid(named) })
    }

    /// The adept that a swap is about: the one under the cursor, or the only adept of the mentor under the cursor.
    pub(super) fn swapping(&self) -> Result<usize, Refused> {
        let pane = if self.side == Side::People { &self.people } else { &self.partners };
        let row = pane.selected().ok_or(Refused::NobodyHere)?;
        match (row.role, row.partners.as_slice()) {
            (Role::Adept, []) => Err(Refused::NoPartner { role: Role::Adept, index: row.index }),
            (Role::Adept, _) => Ok(row.index),
            (Role::Mentor, []) => Err(Refused::NoPartner { role: Role::Mentor, index: row.index }),
            (Role::Mentor, [adept]) => Ok(adept.index),
            (Role::Mentor, _) => Err(Refused::SeveralPartners { mentor: row.index }),
        }
    }

    /// The first adept of a swap: the marked one; without a mark, and on a partner, the subject.
    pub(super) fn first_to_swap(&self) -> Option<usize> {
        let subject = || self.people.selected().filter(|row| row.role == Role::Adept && self.side == Side::Partners);
        self.to_swap.or_else(|| subject().map(|row| row.index))
    }

    /// Whether anything can be written at all.
    pub(super) fn may_write(&self) -> Result<(), Refused> {
        if self.is_in_the_past() {
            return Err(Refused::InThePast);
        }
        match (&self.read_only, &self.pending) {
            (Some(reason), _) => Err(Refused::ReadOnly(reason.clone())),
            (None, _) if self.role == Standing::Viewer => Err(self.only_reads()),
            (None, Some(Pending::Deciding { .. })) => Err(Refused::StillSaving),
            (None, Some(Pending::Saving)) => Err(Refused::StillWriting),
            (None, Some(Pending::Reading(_))) => Err(Refused::StillReading),
            (None, None) => Ok(()),
        }
    }

    /// Whether a decision fits everything decided so far.
    pub(super) fn may_decide(&self, decision: Decision) -> Result<(), Refused> {
        self.may_write()?;
        let intent = self.session.intent(String::new(), &self.by, self.role, decision, None);
        match self.session.ledger().check(self.session.ground(), &intent)? {
            Admission::Record => Ok(()),
            Admission::Already => Err(Refused::AlreadySo),
        }
    }

    fn may_swap(&self) -> Result<(), Refused> {
        self.may_write()?;
        let adept = self.swapping()?;
        match self.first_to_swap() {
            // The same adept again: takes the mark away.
            Some(first) if self.to_swap == Some(adept) && first == adept => Ok(()),
            Some(first) => self.may_decide(self.session.swap(first, adept)?),
            None => self.may_leave_its_mentor(adept),
        }
    }

    /// Whether an adept can be the first of a swap at all.
    fn may_leave_its_mentor(&self, adept: usize) -> Result<(), Refused> {
        let Some(person) = self.session.program().adepts().get(adept) else { return Err(Refused::NobodyHere) };
        let ledger = self.session.ledger();
        if let Some(seq) = ledger.finalised() {
            return Err(Refusal::Finalised(ledger.mark(seq)).into());
        }
        match (ledger.lock_of(&person.id), self.session.partner(adept)) {
            (Some((mentor, seq)), _) => {
                let pair = crate::session::Named::new(&person.id, mentor);
                Err(Refusal::Locked { pair, mark: ledger.mark(seq) }.into())
            }
            (None, None) => Err(Refused::NoPartner { role: Role::Adept, index: adept }),
            (None, Some(_)) => Ok(()),
        }
    }

    fn may_save(&self) -> Result<(), Refused> {
        match &self.pending {
            _ if self.role == Standing::Viewer => Err(self.only_reads()),
            Some(Pending::Deciding { .. }) => Err(Refused::StillSaving),
            Some(Pending::Saving) => Err(Refused::StillWriting),
            Some(Pending::Reading(_)) => Err(Refused::StillReading),
            None => Ok(()),
        }
    }

    fn may_review(&self) -> Result<(), Refused> {
        match self.people.of {
            0 => Err(Refused::NobodyHere),
            _ if self.outlook.somebody_needs_a_look(self.people.role) => Ok(()),
            _ => Err(Refused::NothingToReview { coin_flips_are_known: self.foresight.robust().is_some() }),
        }
    }

    fn may_list_rivals(&self) -> Result<(), Refused> {
        let rivals = self.foresight.rivals().ok_or(Refused::StillWorking)?;
        rivals.listed().first().map(|_| ()).ok_or(Refused::NoRivals)
    }

    fn may_read_again(&self) -> Result<(), Refused> {
        match &self.pending {
            Some(Pending::Deciding { .. }) => Err(Refused::StillSaving),
            Some(Pending::Saving) => Err(Refused::StillWriting),
            Some(Pending::Reading(_)) => Err(Refused::StillReading),
            None => Ok(()),
        }
    }

    fn may_accept(&self) -> Result<(), Refused> {
        match self.modals.last() {
            Some(Modal::Confirm(_) | Modal::Order(_) | Modal::Search(_) | Modal::Prompt(_) | Modal::Unite(_)) => Ok(()),
            Some(Modal::Notes(notes)) => self.may_accept_in_notes(notes),
            Some(Modal::Votes(_)) => self.may_lock_voted(),
            Some(Modal::Decisions(_)) => self.may_take_back_marked(),
            Some(Modal::Changes(_)) => self.may_go_to_change(),
            Some(Modal::PeopleHere(_)) => self.may_follow(),
            Some(Modal::Log(log)) if log.typing => Ok(()),
            Some(Modal::Log(_)) => self.record_in_log().and_then(|_| self.may_travel()),
            Some(Modal::Moments(moments)) => moments.rows.first().map(|_| ()).ok_or(Refused::NothingListed),
            Some(Modal::Weights(trial)) => self.may_keep(trial),
            Some(Modal::Objectives(objectives)) => self.may_choose(objectives),
            Some(Modal::Rivals(list)) => list.rivals.listed().first().map(|_| ()).ok_or(Refused::NotHere),
            Some(Modal::Palette(palette)) => match palette.rows.get(palette.cursor.selected) {
                Some(row) => row.refused.clone().map_or(Ok(()), Err),
                None => Err(Refused::NotHere),
            },
            _ => Err(Refused::NotHere),
        }
    }

    /// Whether there is anything that could be tried.
    fn may_try(&self) -> Result<(), Refused> {
        let criteria = &self.session.program().criteria;
        let something = !criteria.criteria.is_empty() || !criteria.rules.is_empty();
        something.then_some(()).ok_or(Refused::NoCriteria)
    }

    fn may_turn(&self) -> Result<(), Refused> {
        matches!(self.modals.last(), Some(Modal::Weights(_))).then_some(()).ok_or(Refused::NotHere)
    }

    fn may_give_a_reason(&self) -> Result<(), Refused> {
        match self.modals.last() {
            Some(Modal::Confirm(confirm)) if confirm.takes_a_reason() => Ok(()),
            _ => Err(Refused::NotHere),
        }
    }

    fn may_go_back(&self) -> Result<(), Refused> {
        let somewhere = !self.modals.is_empty()
            || self.is_in_the_past()
            || self.to_swap.is_some()
            || self.side == Side::Partners
            || self.following().is_some();
        somewhere.then_some(()).ok_or(Refused::NotHere)
    }

    /// Whether this pair is what the proposal holds.
    pub(super) fn stands(&self, pair: Pair) -> bool {
        matches!(self.session.state(pair), PairState::Locked | PairState::Proposed)
    }
}

fn only_pair(row: &Row) -> Result<Pair, Refused> {
    match row.partners.len() {
        0 => Err(Refused::NoPartner { role: row.role, index: row.index }),
        1 => row.pair.ok_or(Refused::NobodyHere),
        _ => Err(Refused::SeveralPartners { mentor: row.index }),
    }
}
