//! Following somebody: one's cursor goes where theirs goes, until one moves oneself.

use crate::program::{PersonId, Role};
use crate::session::{Present, Stand};

use super::cursor::Cursor;
use super::modal::{Modal, PeopleHere};
use super::notice::{NoticeText, Severity};
use super::refused::Refused;
use super::rows::end_of;
use super::{Action, App, Effect, Key, Side};

/// So many of the places where one followed somebody last are remembered.
const REMEMBERED: usize = 4;
/// So many times in a row one follows to such a place while they press no key: two who follow each other come to rest, and whoever follows somebody
/// who follows somebody else does not lose them.
const MOST_RETURNS: usize = 4;

/// Where somebody's cursor is: who leads, the adept, the mentor.
type Place = (Role, Option<PersonId>, Option<PersonId>);

/// Whom one follows.
#[derive(Debug, Clone)]
pub(super) struct Following {
    /// Their sitting.
    sitting: String,
    /// Their name.
    by: String,
    /// Where one has followed them since they last pressed a key, the latest last.
    been: Vec<Place>,
    /// How many times in a row that was where one had just been.
    returns: usize,
    /// When they had last pressed a key.
    touched: i64,
    /// Where one stood oneself before the last key in the lists.
    stood: Option<(Place, Side)>,
}

impl App {
    /// Whom one follows.
    pub fn following(&self) -> Option<&Present> {
        let following = self.together.following.as_ref()?;
        self.present().iter().find(|present| present.sitting == following.sitting)
    }

    /// Whether there is anybody to follow.
    pub(super) fn may_follow(&self) -> Result<(), Refused> {
        self.present().first().map(|_| ()).ok_or(Refused::NobodyElseHere)
    }

    /// With one other person here, follows them at once; otherwise, and once one follows, lists everybody.
    pub(super) fn follow_or_choose(&mut self) {
        match self.present() {
            [only] if self.together.following.is_none() => {
                let only = only.clone();
                self.begin_to_follow(&only);
            }
            present => {
                let marked = self.together.following.as_ref().map(|following| &following.sitting);
                let selected = present.iter().position(|present| Some(&present.sitting) == marked).unwrap_or(0);
                let sitting = present.get(selected).map(|present| present.sitting.clone()).unwrap_or_default();
                self.put_on_top(Modal::PeopleHere(PeopleHere { cursor: Cursor { selected, offset: 0 }, sitting }));
            }
        }
    }

    /// Whoever is marked in the list of those who are here.
    pub(super) fn marked_here(&self) -> Option<&Present> {
        let Some(Modal::PeopleHere(list)) = self.modals.last() else { return None };
        self.present().get(list.cursor.selected)
    }

    pub(super) fn step_among_people_here(&mut self, step: super::cursor::Step, height: usize) {
        let present: Vec<String> = self.present().iter().map(|present| present.sitting.clone()).collect();
        if let Some(Modal::PeopleHere(list)) = self.modals.last_mut() {
            list.cursor.step(step, present.len(), height);
            list.sitting = present.get(list.cursor.selected).cloned().unwrap_or_default();
        }
    }

    /// Follows whoever is marked in the list; whom one follows already is followed no more.
    pub(super) fn follow_marked(&mut self) {
        let Some(marked) = self.marked_here().cloned() else { return };
        self.modals.pop();
        if self.together.following.as_ref().is_some_and(|following| following.sitting == marked.sitting) {
            return self.follow_no_more();
        }
        self.begin_to_follow(&marked);
    }

    fn begin_to_follow(&mut self, whom: &Present) {
        let (sitting, by, touched) = (whom.sitting.clone(), whom.by.clone(), whom.stand.touched);
        self.say(Severity::Info, NoticeText::Following { who: by.clone(), silent: self.silent_for(whom) });
        self.together.following = Some(Following { sitting, by, been: Vec::new(), returns: 0, touched, stood: None });
    }

    pub(super) fn follow_no_more(&mut self) {
        if let Some(following) = self.together.following.take()
            && self.notice.is_none()
        {
            self.say(Severity::Info, NoticeText::NotFollowing { who: following.by });
        }
    }

    /// Whether going back means following nobody any more: nothing lies on top and nothing else is begun.
    pub(super) fn goes_back_from_following(&self) -> bool {
        self.modals.is_empty() && !self.is_in_the_past() && self.to_swap.is_none() && self.following().is_some()
    }

    /// Says that somebody has left whom one followed.
    pub(super) fn miss_whoever_has_left(&mut self) {
        if self.together.following.is_some()
            && self.following().is_none()
            && let Some(following) = self.together.following.take()
        {
            self.say(Severity::News, NoticeText::LeftAlone { who: following.by });
        }
    }

    /// After everybody else is known anew: the cursor of an open list stays on the same person.
    pub(super) fn list_people_here_again(&mut self) {
        let height = self.modal_height();
        let present: Vec<&str> = self.together.present().iter().map(|present| present.sitting.as_str()).collect();
        for modal in &mut self.modals {
            let Modal::PeopleHere(list) = modal else { continue };
            match present.iter().position(|sitting| *sitting == list.sitting) {
                Some(place) => list.cursor.follow(place, present.len(), height),
                None => list.cursor.go_to(list.cursor.selected, present.len(), height),
            }
            list.sitting = present.get(list.cursor.selected).map(|sitting| (*sitting).to_owned()).unwrap_or_default();
        }
    }

    /// A key of one's own: whoever moves with it follows nobody any more.
    pub(super) fn key_while_following(&mut self, key: Key) -> Vec<Effect> {
        let Some(whom) = self.together.following.as_ref().map(|following| following.sitting.clone()) else { return self.key(key) };
        // What lies on top may move the lists for a while: what counts is where one is once it is gone.
        if self.modals.is_empty() {
            let stands = (place_of(&self.stand()), self.side);
            self.together.following.iter_mut().for_each(|following| following.stood = Some(stands.clone()));
        }
        let effects = self.key(key);
        let stood =
            self.together.following.as_ref().filter(|following| following.sitting == whom).and_then(|following| following.stood.clone());
        if self.modals.is_empty() && stood.is_some_and(|stood| stood != (place_of(&self.stand()), self.side)) {
            self.follow_no_more();
        }
        effects
    }

    /// An action that moves or decides ends following, also where it changes nothing.
    pub(super) fn move_by_oneself(&mut self, action: Action) {
        use Action::*;
        let by_oneself = action.is_a_move()
            || matches!(action, OtherPane | TurnRound | ToPartners | NextReview)
            || matches!(action, Lock | Assign | Swap | Forbid | Undo | Redo | Afresh);
        if by_oneself && self.modals.is_empty() {
            self.follow_no_more();
        }
    }

    /// Goes where the one goes whom one follows. Waits while something lies on top, or a key sequence is begun.
    pub(super) fn follow_along(&mut self) {
        if !self.modals.is_empty() || !self.typed.is_empty() {
            return;
        }
        let Some(stand) = self.following().map(|whom| whom.stand.clone()) else { return };
        let place = place_of(&stand);
        if let Some(following) = &mut self.together.following
            && following.goes_on_to(place, stand.touched)
        {
            self.go_where_they_stand(&stand);
        }
    }

    fn go_where_they_stand(&mut self, stand: &Stand) {
        let program = self.session.program();
        let adept = stand.adept.as_ref().and_then(|id| program.adept(id));
        let mentor = stand.mentor.as_ref().and_then(|id| program.mentor(id));
        let (subject, partner) = match stand.leads {
            Role::Adept => (adept, mentor),
            Role::Mentor => (mentor, adept),
        };
        let Some(subject) = subject else { return };
        if self.people.role != stand.leads {
            self.lead(stand.leads, None);
        }
        if self.people.selected().map(|row| row.index) != Some(subject) || self.side != Side::People {
            self.go_to_person(subject);
        }
        let marked = self.marked_pair().map(|pair| end_of(pair, stand.leads.other()));
        let height = self.pane_height();
        if let Some(partner) = partner.filter(|partner| marked != Some(*partner))
            && self.partners.go_to(partner, height)
        {
            self.side = Side::Partners;
            self.marked.take();
        }
    }
}

impl Following {
    /// Whether this is another place than the last, and no endless going to and fro.
    fn goes_on_to(&mut self, place: Place, touched: i64) -> bool {
        if touched != self.touched {
            self.touched = touched;
            self.returns = 0;
            let keep = self.been.len().saturating_sub(1);
            self.been.drain(..keep);
        }
        if self.been.last() == Some(&place) {
            return false;
        }
        self.returns = if self.been.contains(&place) { self.returns + 1 } else { 0 };
        if self.returns > MOST_RETURNS {
            return false;
        }
        self.been.push(place);
        let too_many = self.been.len().saturating_sub(REMEMBERED);
        self.been.drain(..too_many);
        true
    }
}

fn place_of(stand: &Stand) -> Place {
    (stand.leads, stand.adept.clone(), stand.mentor.clone())
}
