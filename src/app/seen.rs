//! What is worked out for the eye: the header's numbers, the pair under the cursor, the keys that work now.

use std::borrow::Cow;

use crate::program::criteria::Objective;
use crate::program::{Pair, Shown};
use crate::scoring::{Breakdown, Counterfactuals};
use crate::session::why::{WhyEmpty, WhyNot};
use crate::session::{PairState, Standing};

use super::App;
use super::action::{Action, Scope};
use super::key::Key;
use super::pane::Side;
use crate::words::screen::together;

/// The header's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The program's title.
    pub title: Shown,
    /// Adepts in all.
    pub adepts: usize,
    /// Mentors in all.
    pub mentors: usize,
    /// Adepts with a mentor.
    pub matched: usize,
    /// Adepts whose pair is locked.
    pub locked: usize,
    /// The lowest score of a matched adept; basis points.
    pub worst: Option<u16>,
    /// Whether that score rests on little.
    pub worst_thin: bool,
    /// The sum of scores; basis points.
    pub total: i64,
    /// What the sum would be without the group's decisions about pairs; basis points.
    pub ceiling: i64,
    /// What those decisions cost: `ceiling - total`, never below nought; basis points.
    pub cost: i64,
    /// What the proposal strives for.
    pub objective: Objective,
}

impl Header {
    /// The average score of the matched adepts; basis points, halves up.
    pub fn average(&self) -> Option<u16> {
        let matched = i64::try_from(self.matched).ok().filter(|matched| *matched > 0)?;
        u16::try_from((self.total + matched / 2) / matched).ok()
    }
}

/// The pair under the cursor, for the panel that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Which pair.
    pub pair: Pair,
    /// The adept's name.
    pub adept: Shown,
    /// The mentor's name.
    pub mentor: Shown,
    /// What it is.
    pub state: PairState,
    /// The score taken apart.
    pub breakdown: Option<Breakdown>,
    /// Its ranks, and what would be otherwise.
    pub otherwise: Option<Counterfactuals>,
    /// Why it is not in the proposal; for a possible pair what making it would do.
    pub why_not: WhyNot,
    /// Why the adept has nobody, when the adept has nobody.
    pub why_empty: Option<WhyEmpty>,
}

/// One key of the footer, with what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The action.
    pub action: Action,
    /// The first way to type it.
    pub keys: Vec<Key>,
    /// A word or two, in the user's language.
    pub label: Cow<'static, str>,
}

impl App {
    /// The header's numbers.
    pub fn header(&self) -> Header {
        let (program, proposal) = (self.session.program(), self.session.proposal());
        let ceiling = self.session.total_without_decisions();
        let worst = proposal.worst(self.session.scores());
        let cell = |pair: Pair| self.session.scores().cell(pair);
        Header {
            title: Shown::new(&program.criteria.title),
            adepts: program.adepts().len(),
            mentors: program.mentors().len(),
            matched: proposal.matched,
            locked: proposal.pairs().filter(|pair| self.session.is_locked(*pair)).count(),
            worst,
            worst_thin: proposal.pairs().map(cell).any(|cell| Some(cell.score) == worst && cell.coverage < program.criteria.low_coverage),
            total: proposal.total,
            ceiling,
            cost: ceiling.saturating_sub(proposal.total).max(0),
            objective: self.session.objective(),
        }
    }

    /// The pair under the cursor: on the right the subject with the marked partner, on the left with the present one or, where there
    /// is none, the best. Worked out when first asked for.
    pub fn marked(&self) -> Option<&Marked> {
        self.marked.get_or_init(|| self.mark()).as_ref()
    }

    /// In how many percent of other weightings a pair of the proposal stays, once that is known; nothing for a locked pair, which stays always.
    pub fn share(&self, pair: Pair) -> Option<u32> {
        let proposed = !self.is_in_the_past() && self.session.state(pair) == PairState::Proposed;
        self.foresight.robust().filter(|_| proposed)?.share(pair)
    }

    /// Which pair is under the cursor.
    pub fn marked_pair(&self) -> Option<Pair> {
        self.partners.selected().and_then(|row| row.pair)
    }

    /// Whose keys are in force, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        match (self.modals.last(), self.side) {
            (Some(modal), _) => vec![modal.scope(), Scope::Everywhere],
            (None, side) => {
                let pane = if side == Side::People { Scope::People } else { Scope::Partners };
                let past = self.is_in_the_past().then_some(Scope::Past);
                past.into_iter().chain([pane, Scope::Session, Scope::Everywhere]).collect()
            }
        }
    }

    /// The keys that work now, the most useful first, help last; the footer drops from the end, but keeps help.
    pub fn hints(&self) -> Vec<Hint> {
        let scopes = self.scopes();
        let of_here = |action: &Action| action.scopes().iter().any(|scope| scopes.contains(scope));
        let worth_a_hint = |action: &Action| !action.is_a_move() && !matches!(action, Action::Help | Action::Suspend | Action::ReadAgain);
        let allowed = Action::all().filter(of_here).filter(worth_a_hint).filter(|action| action.allowed(self).is_ok());
        // What others have changed is worth more than any other hint.
        let stale = self.stale.then_some(Action::ReadAgain).filter(|action| of_here(action) && action.allowed(self).is_ok());
        let asked = Some(Action::Vote).filter(|action| of_here(action) && !self.waiting_polls().is_empty() && action.allowed(self).is_ok());
        let unseen = Some(Action::Changes).filter(|action| of_here(action) && action.allowed(self).is_ok());
        let allowed = allowed.filter(|action| Some(*action) != asked && *action != Action::Changes);
        // Whoever goes where somebody else goes wants to know how that ends.
        let leave = Some(Action::Back).filter(|_| self.goes_back_from_following());
        let allowed = allowed.filter(|action| Some(*action) != leave);
        let first = leave.into_iter().chain(stale).chain(asked).chain(unseen);
        first.chain(allowed).chain([Action::Help]).filter_map(|action| self.hint(action, &scopes)).collect()
    }

    fn hint(&self, action: Action, scopes: &[Scope]) -> Option<Hint> {
        let (scope, keys) = scopes.iter().find_map(|scope| Some((*scope, self.keymap.keys(*scope, action).first()?.clone())))?;
        let locked = self.marked_pair().is_some_and(|pair| self.session.is_locked(pair));
        let forbidden = self.marked_pair().is_some_and(|pair| self.session.state(pair) == PairState::Forbidden);
        let label = match action {
            Action::Follow => return Some(Hint { action, keys, label: self.follow_hint().into() }),
            Action::Changes => return Some(Hint { action, keys, label: together::changes(self.lang, self.unseen()).into() }),
            Action::Lock if locked => crate::words::actions::unlock(self.lang),
            Action::Forbid if forbidden => crate::words::actions::allow(self.lang),
            Action::Finalise if self.session.ledger().finalised().is_some() => crate::words::actions::reopen(self.lang),
            Action::Vote if !self.waiting_polls().is_empty() => crate::words::actions::answer_vote(self.lang),
            Action::Accept if matches!(self.modals.last(), Some(super::Modal::Decisions(_))) => crate::words::actions::take_back(self.lang),
            Action::Vote if self.role() == Standing::Viewer => crate::words::actions::see_votes(self.lang),
            Action::Accept if matches!(self.modals.last(), Some(super::Modal::Moments(_) | super::Modal::Changes(_))) => {
                crate::words::actions::go_there(self.lang)
            }
            Action::Accept if matches!(self.modals.last(), Some(super::Modal::PeopleHere(_))) => self.follow_marked_hint(),
            Action::Back if self.goes_back_from_following() => together::stop_following(self.lang),
            Action::Accept if matches!(self.modals.last(), Some(super::Modal::Log(log)) if log.typing) => {
                crate::words::actions::accept(Scope::Text, self.lang)
            }
            Action::Accept => crate::words::actions::accept(scope, self.lang),
            Action::Back => crate::words::actions::back(scope, self.lang),
            Action::OtherPane => crate::words::actions::other_pane(scope, self.lang),
            _ => crate::words::actions::short(action, self.lang),
        };
        Some(Hint { action, keys, label: label.into() })
    }

    /// What the key for following does now.
    fn follow_hint(&self) -> String {
        match self.present() {
            [only] if self.following().is_none() => together::follow(self.lang, Shown::new(&only.by).as_str()),
            _ => together::who_is_here(self.lang).to_owned(),
        }
    }

    /// What choosing somebody in the list of everybody does: whom one follows already is followed no more.
    fn follow_marked_hint(&self) -> &'static str {
        let marked = self.marked_here().map(|present| &present.sitting);
        match marked.is_some() && marked == self.following().map(|present| &present.sitting) {
            true => together::stop_following(self.lang),
            false => together::follow_marked(self.lang),
        }
    }

    fn mark(&self) -> Option<Marked> {
        let pair = self.marked_pair()?;
        let (names, session) = (&self.finder, &self.session);
        Some(Marked {
            pair,
            adept: names.adept(pair.adept),
            mentor: names.mentor(pair.mentor),
            state: session.state(pair),
            breakdown: session.breakdown(pair),
            otherwise: session.counterfactuals(pair),
            why_not: session.why_not(pair),
            why_empty: session.partner(pair.adept).is_none().then(|| session.why_empty(pair.adept)),
        })
    }
}
