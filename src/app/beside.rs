//! What stands beside each possible partner: what the pair would cost, and who would move.
//!
//! Where it takes no more than a moment it is there with the row; elsewhere the outer world is asked, and until it answers nothing stands
//! there. A price belongs to everything that is decided: when that changes, the prices go.

use std::sync::Arc;

use crate::program::{Pair, Program, Role, Shown};
use crate::scoring::Terms;
use crate::session::foresight::Priced;
use crate::session::{Move, PairState};

use super::pane::{Price, Remark};
use super::{App, Effect};

/// Up to so many pairs the prices of one person take no more than a moment.
const AT_ONCE: usize = 4_000_000;

/// What is known about the partners of one person.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Which question was the last.
    number: u64,
    subject: Option<Subject>,
    prices: Prices,
}

/// Whose partners they are, and when.
#[derive(Debug)]
struct Subject {
    role: Role,
    person: usize,
    program: Arc<Program>,
    terms: Terms,
    last: u64,
}

#[derive(Debug, Default)]
enum Prices {
    /// Not known and not asked for.
    #[default]
    Unknown,
    /// Asked for.
    Asked,
    Known(Vec<Option<Priced>>),
}

impl App {
    /// Prices the partners of a person, where that is not done yet.
    pub(super) fn price_partners(&mut self, subject: Option<(Role, usize)>) {
        let Some((role, person)) = subject else {
            (self.beside.subject, self.beside.prices) = (None, Prices::Unknown);
            return;
        };
        if self.beside.subject.as_ref().is_some_and(|known| self.is_still(known, (role, person))) {
            return;
        }
        let session = &self.session;
        let (program, terms, last) = (session.program().clone(), session.terms().clone(), session.ledger().last());
        self.beside.subject = Some(Subject { role, person, program, terms, last });
        let known = self.prices_at_once().then(|| self.session.price_list(role, person, &mut || false)).flatten();
        self.beside.prices = known.map_or(Prices::Unknown, Prices::Known);
    }

    /// Asks the outer world for prices that are not known and take longer than a moment. What is only tried is not asked about.
    pub(super) fn ask_for_prices(&mut self) -> Option<Effect> {
        if !matches!(self.beside.prices, Prices::Unknown) || self.trial().is_some() || self.is_in_the_past() {
            return None;
        }
        let subject = self.beside.subject.as_ref()?;
        self.beside.prices = Prices::Asked;
        self.beside.number += 1;
        Some(Effect::List { number: self.beside.number, role: subject.role, person: subject.person })
    }

    /// Takes the answer to the last question, unless something else is asked by now.
    pub(super) fn listed_prices(&mut self, number: u64, list: Vec<Option<Priced>>) -> Vec<Effect> {
        if number == self.beside.number && matches!(self.beside.prices, Prices::Asked) {
            self.beside.prices = Prices::Known(list);
            self.list_partners();
        }
        vec![]
    }

    /// What making the pair of the subject and this partner would come to.
    pub(super) fn price_beside(&self, partner: usize, state: PairState) -> Option<Price> {
        let Prices::Known(list) = &self.beside.prices else { return None };
        let priced = list.get(partner).copied().flatten().filter(|_| state == PairState::Open)?;
        let named = |one: Move| (self.finder.adept(one.adept), one.to.map(|mentor| self.finder.mentor(mentor)));
        let Priced { points, people, first, movers } = priced;
        Some(Price { total: self.session.proposal().total, points, fewer: people, first: first.map(named), movers })
    }

    /// Who is locked where the pair would need a seat: the adept with somebody else, or the first of those who have all seats of the mentor.
    pub(super) fn held_by(&self, pair: Pair) -> Option<Remark> {
        let (session, program) = (&self.session, self.session.program());
        let lock = |adept: usize| {
            let mentor = session.locked_to(adept)?;
            let (_, seq) = session.ledger().lock_of(&program.adepts().get(adept)?.id)?;
            Some((mentor, Shown::new(&session.ledger().mark(seq).by)))
        };
        if let Some((mentor, by)) = lock(pair.adept) {
            return Some(Remark::HeldBy { who: self.finder.mentor(mentor), by });
        }
        let mut locked = self.outlook.adepts_of(pair.mentor).iter().filter_map(|adept| Some((*adept, lock(*adept)?.1))).fuse();
        let (first, by) = locked.next()?;
        let taken = u32::try_from(locked.count() + 1).unwrap_or(u32::MAX);
        (taken >= program.seats(pair.mentor)).then(|| Remark::HeldBy { who: self.finder.adept(first), by })
    }

    fn is_still(&self, known: &Subject, (role, person): (Role, usize)) -> bool {
        let session = &self.session;
        (known.role, known.person, known.last) == (role, person, session.ledger().last())
            && Arc::ptr_eq(&known.program, session.program())
            && known.terms == *session.terms()
    }

    /// Whether a person's prices take no more than a moment: one search, in not too many pairs.
    fn prices_at_once(&self) -> bool {
        let program = self.session.program();
        let pairs = program.adepts().len().saturating_mul(program.mentors().len());
        self.session.prices_ready() && pairs <= AT_ONCE
    }
}
