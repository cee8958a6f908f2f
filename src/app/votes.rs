//! Voting on a pair: the box, what waits for one's answer, and the moment when everybody here has answered.

use std::collections::BTreeSet;

use crate::program::{Pair, Shown};
use crate::session::{Ballot, Consequences, Decision, Named, Poll, Refusal, Standing};

use super::modal::{Modal, Question, Votes};
use super::notice::{NoticeText, Severity};
use super::refused::Refused;
use super::{Action, App, Effect, Scope};

/// How a vote on a pair stands, as far as whoever sits here may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polled {
    /// The pair.
    pub pair: Pair,
    /// Everybody who has answered or can: oneself first, then by name.
    pub voters: Vec<Voter>,
    /// Whether the answers are open.
    pub revealed: bool,
    /// Whether everybody who has answered said yes, at least two, and everybody here has.
    pub all_yes: bool,
    /// Why it cannot be locked all the same, when it cannot.
    pub against: Option<Refused>,
    /// Whether people have locked the pair.
    pub locked: bool,
    /// How many other polls wait for one's answer.
    pub others_wait: usize,
}

/// Somebody who has answered, or can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter {
    /// Their name.
    pub name: Shown,
    /// Whether it is oneself.
    pub own: bool,
    /// Whether they sit here now.
    pub here: bool,
    /// Whether they have answered.
    pub answered: bool,
    /// What they answered, where that is known.
    pub answer: Option<Ballot>,
}

impl Polled {
    /// How many have answered.
    pub fn answered(&self) -> usize {
        self.voters.iter().filter(|voter| voter.answered).count()
    }

    /// Who sits here and has not answered.
    pub fn missing(&self) -> impl Iterator<Item = &Voter> {
        self.voters.iter().filter(|voter| voter.here && !voter.answered)
    }

    /// Who answered what, once that is revealed.
    pub fn answers(&self) -> Option<Vec<(String, Ballot)>> {
        let told = || self.voters.iter().filter_map(|voter| Some((voter.name.to_string(), voter.answer?))).collect();
        self.revealed.then(told)
    }
}

impl App {
    /// How a vote on a pair stands; `None` for a pair that is not of this program.
    pub fn polled(&self, named: &Named) -> Option<Polled> {
        let pair = self.session.pair(&named.adept, &named.mentor)?;
        let (here, poll) = (self.who_votes(), self.session.ledger().poll(named));
        let names: BTreeSet<&str> = here.iter().copied().chain(poll.into_iter().flat_map(Poll::voters)).collect();
        let voter = |name: &str| Voter {
            name: Shown::new(name),
            own: name == self.by,
            here: here.contains(name),
            answered: poll.is_some_and(|poll| poll.has_answered(name)),
            answer: poll.and_then(|poll| poll.answer(name, &self.by)),
        };
        let mut voters: Vec<Voter> = names.into_iter().map(voter).collect();
        voters.sort_by_key(|voter| !voter.own);
        let everybody = voters.iter().all(|voter| voter.answered || !voter.here);
        let (all_yes, locked) = (everybody && poll.is_some_and(Poll::is_all_yes), self.session.is_locked(pair));
        let to_lock = Some(Decision::Lock(named.clone())).filter(|_| all_yes && !locked);
        Some(Polled {
            pair,
            voters,
            revealed: poll.is_some_and(|poll| poll.revealed().is_some()),
            all_yes,
            against: to_lock.and_then(|decision| self.may_decide(decision).err()),
            locked,
            others_wait: self.waiting_polls().iter().filter(|other| *other != named).count(),
        })
    }

    /// How the vote on the pair under the cursor stands, when there is one.
    pub fn polled_here(&self) -> Option<Polled> {
        let named = self.session.named(self.marked_pair()?)?;
        self.session.ledger().poll(&named)?;
        self.polled(&named)
    }

    /// The pairs whose vote waits for one's answer.
    pub fn waiting_polls(&self) -> Vec<Named> {
        let waits = |(pair, poll): &(&Named, &Poll)| {
            let of_this_program = self.session.pair(&pair.adept, &pair.mentor).is_some();
            poll.revealed().is_none() && !poll.has_answered(&self.by) && of_this_program
        };
        match self.role {
            Standing::Viewer => vec![],
            _ if self.session.ledger().finalised().is_some() => vec![],
            _ => self.session.ledger().polls().filter(waits).map(|(pair, _)| pair.clone()).collect(),
        }
    }

    /// Whether there is a pair to vote on, or votes to be seen.
    pub(super) fn may_open_votes(&self) -> Result<(), Refused> {
        let (pair, ledger) = (self.to_vote_on().ok_or(Refused::NobodyHere)?, self.session.ledger());
        match (ledger.finalised(), ledger.poll(&pair)) {
            (Some(seq), None) => Err(Refusal::Finalised(ledger.mark(seq)).into()),
            _ => Ok(()),
        }
    }

    /// Whether an answer can be given now.
    pub(super) fn may_vote(&self, answer: Ballot) -> Result<(), Refused> {
        let Named { adept, mentor } = self.voted_on()?.clone();
        self.may_decide(Decision::Vote { adept, mentor, answer })
    }

    /// Whether the answers can be revealed now.
    pub(super) fn may_reveal(&self) -> Result<(), Refused> {
        let pair = self.voted_on()?.clone();
        self.may_decide(Decision::Reveal(pair))
    }

    /// Whether the pair can be locked, since everybody said yes.
    pub(super) fn may_lock_voted(&self) -> Result<(), Refused> {
        let pair = self.voted_on()?;
        match self.polled(pair).filter(|polled| polled.all_yes && !polled.locked) {
            Some(polled) => polled.against.map_or(Ok(()), Err),
            None => Err(Refused::NotHere),
        }
    }

    /// Whether there is another poll to go to.
    pub(super) fn may_go_to_other_poll(&self) -> Result<(), Refused> {
        let here = self.voted_on()?;
        self.polls_to_go_to().iter().any(|pair| pair != here).then_some(()).ok_or(Refused::NotHere)
    }

    /// Opens the box: on the pair under the cursor while it is voted on, else on the first vote that waits for one's answer, else on the
    /// pair under the cursor.
    pub(super) fn open_votes(&mut self) {
        if let Some(pair) = self.to_vote_on() {
            self.put_on_top(Modal::Votes(Votes { pair, unsure: false }));
        }
    }

    pub(super) fn vote(&mut self, answer: Ballot) -> Vec<Effect> {
        let Some(Modal::Votes(votes)) = self.modals.last_mut() else { return vec![] };
        votes.unsure = false;
        let Named { adept, mentor } = votes.pair.clone();
        self.decide(Decision::Vote { adept, mentor, answer }, None)
    }

    /// Reveals the answers; where somebody here has not answered, only when asked twice.
    pub(super) fn reveal(&mut self) -> Vec<Effect> {
        let Ok(pair) = self.voted_on().cloned() else { return vec![] };
        let complete = self.polled(&pair).is_some_and(|polled| polled.missing().next().is_none());
        let Some(Modal::Votes(votes)) = self.modals.last_mut() else { return vec![] };
        if !complete && !votes.unsure {
            votes.unsure = true;
            return vec![];
        }
        votes.unsure = false;
        self.decide(Decision::Reveal(pair), None)
    }

    /// Locks the pair on which everybody said yes; asks first when somebody would move.
    pub(super) fn lock_voted(&mut self) -> Vec<Effect> {
        let Ok(named) = self.voted_on().cloned() else { return vec![] };
        let Some(pair) = self.session.pair(&named.adept, &named.mentor) else { return vec![] };
        self.modals.pop();
        let decision = Decision::Lock(named);
        if self.stands(pair) {
            return self.decide(decision, None);
        }
        self.ask(Question::Lock(pair), &decision);
        vec![]
    }

    /// Goes round: the pair under the cursor, then every vote that waits for one's answer.
    pub(super) fn go_to_other_poll(&mut self) {
        let round = self.polls_to_go_to();
        if let Some(Modal::Votes(votes)) = self.modals.last_mut() {
            let here = round.iter().position(|pair| *pair == votes.pair);
            let next = here.map_or(0, |place| (place + 1) % round.len().max(1));
            if let Some(pair) = round.get(next) {
                *votes = Votes { pair: pair.clone(), unsure: false };
            }
        }
    }

    /// Remembers on which pairs somebody has just voted, and tells of others' votes and of what was revealed.
    pub(super) fn hear_votes(&mut self, applied: &[(u64, Consequences)]) {
        let ledger = self.decided_session().ledger();
        let decisions = applied.iter().filter_map(|(seq, _)| Some((*seq, &ledger.record(*seq)?.decision)));
        let voted = |decision: &Decision| match decision {
            Decision::Vote { adept, mentor, .. } => Some(Named::new(adept, mentor)),
            _ => None,
        };
        let due: Vec<Named> = decisions.clone().filter_map(|(_, decision)| voted(decision)).collect();
        let said = match decisions.clone().next_back() {
            Some((_, Decision::Reveal(pair))) => Some(NoticeText::Revealed(pair.clone())),
            Some((seq, decision)) if !self.own.contains(&seq) => voted(decision).map(|pair| self.told_of_vote(seq, &pair)),
            _ => None,
        };
        self.to_reveal.extend(due);
        if let Some(said) = said {
            let severity = match self.notice.as_ref() {
                Some(notice) => notice.severity,
                None => Severity::News,
            };
            self.say(severity, said);
        }
    }

    /// The answers on a pair are revealed once everybody here has answered. Everybody's machine sees that; the machine of whoever comes first
    /// by name, of all who are here, records it.
    pub(super) fn reveal_what_all_have_answered(&mut self) -> Vec<Effect> {
        while self.pending.is_none() && self.keeping.is_none() {
            let Some(pair) = self.to_reveal.pop_first() else { break };
            let here = self.who_votes();
            let mine = here.first() == Some(&self.by.as_str());
            let complete = self.decided_session().ledger().poll(&pair).is_some_and(|poll| poll.is_answered_by_all(here));
            if mine && complete && self.may_decide(Decision::Reveal(pair.clone())).is_ok() {
                return self.decide(Decision::Reveal(pair), None);
            }
        }
        vec![]
    }

    /// Who sits here and can vote, by name.
    fn who_votes(&self) -> BTreeSet<&str> {
        let others = self.present().iter().filter(|present| present.role != Standing::Viewer).map(|present| present.by.as_str());
        let oneself = Some(self.by.as_str()).filter(|_| self.role != Standing::Viewer);
        others.chain(oneself).collect()
    }

    fn to_vote_on(&self) -> Option<Named> {
        let here = self.marked_pair().and_then(|pair| self.session.named(pair));
        let is_open = |pair: &Named| self.session.ledger().poll(pair).is_some_and(|poll| poll.revealed().is_none());
        match here {
            Some(pair) if is_open(&pair) => Some(pair),
            here => self.waiting_polls().into_iter().next().or(here),
        }
    }

    fn polls_to_go_to(&self) -> Vec<Named> {
        let here = self.marked_pair().and_then(|pair| self.session.named(pair));
        let mut round: Vec<Named> = here.into_iter().collect();
        round.extend(self.waiting_polls().into_iter().filter(|pair| !round.contains(pair)).collect::<Vec<_>>());
        round
    }

    fn voted_on(&self) -> Result<&Named, Refused> {
        match self.modals.last() {
            Some(Modal::Votes(votes)) => Ok(&votes.pair),
            _ => Err(Refused::NotHere),
        }
    }

    fn told_of_vote(&self, seq: u64, pair: &Named) -> NoticeText {
        let polled = self.polled(pair);
        let (answered, of) = polled.as_ref().map_or((0, 0), |polled| (polled.answered(), polled.voters.len()));
        let waits = self.waiting_polls().contains(pair);
        let keys = self.keymap.keys(Scope::Session, Action::Vote).first().filter(|_| waits).cloned().unwrap_or_default();
        NoticeText::Voted { seq, answered, of, keys }
    }
}
