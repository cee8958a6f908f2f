//! What each possible partner of one person would cost, and whom it would touch.

use crate::matching::{self, Cancelled, Listed, Objective, Price};
use crate::program::{Pair, Role};
use crate::session::{Consequences, Move, PairState, Session};

/// With at most so many pairs each one is really made, which is a moment's work and names exactly the people who would move.
const REALLY_MADE: usize = 10_000;

/// What making a pair would come to, everything else re-arranged as well as possible under the present decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Priced {
    /// What the total loses: basis points; negative when it rises.
    pub points: i64,
    /// How many fewer adepts have a mentor; negative when more have one.
    pub people: i64,
    /// Who makes room at the mentor, and where they go instead. None when a seat is free, and for a pair of the proposal.
    pub first: Option<Move>,
    /// How many move beside the adept of the pair, `first` among them.
    pub movers: u32,
}

impl Session {
    /// One person with everybody of the other role, in the order of ids: what each pair costs. A pair of the proposal costs nothing; there is
    /// no price for a pair that cannot be made now. Nothing at all if cancelled.
    ///
    /// `points` is what [`Session::price`] says. Where many pairs are possible `first` and `movers` are those of one best re-arrangement
    /// that moves as few as possible; making the pair costs the same and, among equals, may move others.
    pub fn price_list(&self, role: Role, person: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Priced>>> {
        if self.held().proved && !self.few_pairs() {
            return self.all_at_once(role, person, cancelled);
        }
        let others = 0..self.program().people(role.other()).len();
        others.map(|other| (!cancelled()).then(|| self.priced(pair_of(role, person, other)))).collect()
    }

    /// Whether a [`price_list`](Self::price_list) is one search, and not one for each pair.
    pub fn prices_ready(&self) -> bool {
        self.solved.objective() == Objective::Total
    }

    /// All pairs of a person, from a proved solution.
    fn all_at_once(&self, role: Role, person: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Priced>>> {
        let held = self.held();
        let list = match role {
            Role::Adept => matching::list_of_adept_by(self.columns()?, &held.instance, &held.solution, person, cancelled)?,
            Role::Mentor => matching::list_of_mentor(&held.instance, &held.solution, person, cancelled)?,
        };
        let priced = |(other, listed): (usize, Option<Listed>)| {
            let pair = pair_of(role, person, other);
            match self.state(pair) {
                PairState::Locked | PairState::Proposed => Some(Priced::default()),
                _ if self.may_be_made(pair) => listed.map(Priced::of_listed),
                _ => None,
            }
        };
        Some(list.into_iter().enumerate().map(priced).collect())
    }

    /// One pair, really made.
    fn priced(&self, pair: Pair) -> Option<Priced> {
        let held = self.held();
        match self.state(pair) {
            PairState::Locked | PairState::Proposed => Some(Priced::default()),
            _ if !self.may_be_made(pair) => None,
            _ if held.proved => {
                matching::price(&held.instance, &held.solution, pair.adept, pair.mentor).map(|price| Priced::of_price(&price, pair))
            }
            _ => self.if_paired(pair).map(|then| Priced::of(&then, pair)),
        }
    }

    /// Whether neither rule nor decision stands against a pair; there may still be no seat for it.
    fn may_be_made(&self, pair: Pair) -> bool {
        let adept = self.program().adepts().get(pair.adept);
        let locked = || adept.is_some_and(|adept| self.ledger().lock_of(&adept.id).is_some());
        self.state(pair) == PairState::Open && self.ledger().finalised().is_none() && !locked()
    }

    fn few_pairs(&self) -> bool {
        let program = self.program();
        program.adepts().len().saturating_mul(program.mentors().len()) <= REALLY_MADE
    }
}

impl Priced {
    /// What making the pair does, priced.
    pub fn of(then: &Consequences, pair: Pair) -> Self {
        let people = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let (points, fewer) = (then.total_before - then.total_after, people(then.matched_before) - people(then.matched_after));
        Self::with_moves(points, fewer, then.moves.iter().copied(), pair)
    }

    fn of_price(price: &Price, pair: Pair) -> Self {
        Self::with_moves(price.points, price.people, price.moves.iter().copied().map(moved), pair)
    }

    fn with_moves(points: i64, people: i64, moves: impl Iterator<Item = Move>, pair: Pair) -> Self {
        let others = || |one: &Move| one.adept != pair.adept;
        let others: Vec<Move> = moves.filter(others()).collect();
        let first = others.iter().find(|one| one.from == Some(pair.mentor)).copied();
        Self { points, people, first, movers: u32::try_from(others.len()).unwrap_or(u32::MAX) }
    }

    fn of_listed(listed: Listed) -> Self {
        let Listed { loss, first, movers } = listed;
        Self { points: loss.points, people: loss.people, first: first.map(moved), movers }
    }
}

fn pair_of(role: Role, person: usize, other: usize) -> Pair {
    match role {
        Role::Adept => Pair { adept: person, mentor: other },
        Role::Mentor => Pair { adept: other, mentor: person },
    }
}

fn moved(one: matching::Move) -> Move {
    Move { adept: one.adept, from: one.from, to: one.to }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::criteria::{Matching, Objective as Wish};
    use crate::session::Decision;
    use crate::session::tests::samples::{decide, decided};

    /// Every list is what making its pairs does, one by one. Made all at once it loses the same; who moves may then be others.
    #[track_caller]
    fn check(session: &Session) {
        assert!(session.few_pairs());
        for (role, people) in [(Role::Adept, session.program().adepts().len()), (Role::Mentor, session.program().mentors().len())] {
            for person in 0..people {
                let list = session.price_list(role, person, &mut || false).unwrap();
                assert_eq!(list.len(), session.program().people(role.other()).len());
                let loses = |list: &[Option<Priced>]| list.iter().map(|one| one.map(|one| (one.points, one.people))).collect::<Vec<_>>();
                let at_once = session.held().proved.then(|| session.all_at_once(role, person, &mut || false).unwrap());
                assert!(at_once.is_none_or(|at_once| loses(&at_once) == loses(&list)), "{role:?} {person}");
                for (other, priced) in list.into_iter().enumerate() {
                    let pair = pair_of(role, person, other);
                    assert_eq!(priced.map(|priced| priced.points), session.price(pair), "{pair:?}");
                    let made = session.if_paired(pair).map(|then| Priced::of(&then, pair));
                    assert!(priced.is_none() || priced == made, "{pair:?}: {priced:?}, in truth {made:?}");
                }
            }
        }
    }

    #[test]
    fn a_list_is_what_each_pair_costs_alone() {
        let plain = Matching::default();
        for matching in [plain, Matching { steadiness: 2_000, minimum: 4_000, ..plain }, Matching { people_first: false, ..plain }] {
            check(&decided("orebro", matching));
        }
        for objective in [Wish::Floor, Wish::Fair] {
            check(&decided("pfizer", Matching { objective, ..plain }));
            check(&decided("pfizer", Matching { objective, steadiness: 500, ..plain }));
        }
    }

    #[test]
    fn nothing_has_a_price_once_all_is_final_and_nothing_comes_when_cancelled() {
        let mut session = decided("pfizer", Matching::default());
        assert_eq!(session.price_list(Role::Adept, 0, &mut || true), None);
        decide(&mut session, Decision::Finalise);
        let own = session.partner(0);
        let list = session.price_list(Role::Adept, 0, &mut || false).unwrap();
        for (mentor, priced) in list.into_iter().enumerate() {
            assert_eq!(priced, (Some(mentor) == own).then(Priced::default), "mentor {mentor}");
        }
        assert!(session.price_list(Role::Mentor, usize::MAX, &mut || false).unwrap().iter().all(Option::is_none));
    }
}
