//! `scores --prices`: what the program loses by each pair.

use crate::matching::all_prices;
use crate::outcome::table::{cell, csv};
use crate::program::{Pair, Role};
use crate::session::foresight::Priced;
use crate::session::{PairState, Session};
use crate::words::Lang;
use crate::words::counter::{headings, pair as about, points};
use crate::words::screen::beside;

/// The prices of all pairs, adept by adept.
#[derive(Debug)]
pub struct Prices {
    mentors: usize,
    prices: Vec<Option<i64>>,
}

impl Prices {
    /// What forcing each pair loses, everything else re-arranged as well as possible under the present decisions: the same as
    /// [`Session::price`] of a session that is not final, for all pairs at once.
    ///
    /// Under the objective `total` it takes the cube of the number of mentors, under `floor` and `fair` a search for each pair.
    pub fn of(session: &Session) -> Self {
        let (adepts, mentors) = (session.program().adepts().len(), session.program().mentors().len());
        let pairs = (0..adepts).flat_map(|adept| (0..mentors).map(move |mentor| Pair { adept, mentor }));
        let held = session.held();
        let all = held.proved.then(|| all_prices(&held.instance, &held.solution, &mut || false)).flatten();
        let possible = |pair: Pair| session.state(pair) == PairState::Open && held.instance.locked(pair.adept).is_none();
        let price = |pair: Pair| match (session.state(pair), &all) {
            (PairState::Locked | PairState::Proposed, _) => Some(0),
            (_, Some(all)) if possible(pair) => all.of(pair.adept, pair.mentor).map(|loss| loss.points),
            (_, Some(_)) => None,
            (_, None) => session.price(pair),
        };
        Self { mentors, prices: pairs.map(price).collect() }
    }

    /// What the total loses if the pair is made; basis points. Nought for a pair of the proposal, none for one that cannot be made, negative
    /// when the total rises.
    pub fn price(&self, pair: Pair) -> Option<i64> {
        self.prices.get(pair.adept * self.mentors + pair.mentor).copied().flatten()
    }

    /// As people read it, in points: empty for a pair that cannot be made, `free` for another pair than the proposal's that costs nothing.
    pub fn shown(&self, session: &Session, pair: Pair, lang: Lang) -> String {
        match self.price(pair) {
            None => String::new(),
            Some(0) if session.partner(pair.adept) != Some(pair.mentor) => headings(lang).free.to_owned(),
            Some(price) => points(price, lang),
        }
    }
}

/// Up to so many pairs it is told who would move: a search for each adept.
const MOST_TOLD: usize = 260_000;

/// Who would move for each pair, adept by adept; nobody is told of where there are too many pairs.
#[derive(Debug)]
pub struct Movers(Vec<Vec<Option<Priced>>>);

impl Movers {
    /// What the session's price list says of every adept.
    pub fn of(session: &Session) -> Self {
        let (adepts, mentors) = (session.program().adepts().len(), session.program().mentors().len());
        let told = if adepts.saturating_mul(mentors) <= MOST_TOLD { adepts } else { 0 };
        Self((0..told).filter_map(|adept| session.price_list(Role::Adept, adept, &mut || false)).collect())
    }

    /// Beside a pair that can be made and is not: who makes room and how many more move, or that nobody else does.
    pub fn shown(&self, session: &Session, pair: Pair, lang: Lang) -> String {
        let priced = self.0.get(pair.adept).and_then(|list| list.get(pair.mentor).copied().flatten());
        let program = session.program();
        match priced.filter(|_| session.partner(pair.adept) != Some(pair.mentor)) {
            None => String::new(),
            Some(Priced { first: Some(first), movers: ..=1, .. }) => {
                let gets = first.to.map(|mentor| about::mentor(program, mentor));
                let [said, ..] = beside::makes_room(lang, &about::adept(program, first.adept), gets.as_deref());
                said
            }
            Some(Priced { first: Some(first), movers, .. }) => {
                let [said, _] = beside::and_more(lang, &about::adept(program, first.adept), movers - 1);
                said
            }
            Some(Priced { movers: 0, .. }) => beside::nobody_else(lang).to_owned(),
            Some(Priced { movers, .. }) => beside::others_move(lang, movers),
        }
    }
}

/// Every pair with its score and price, both in basis points, as CSV: what `scores --csv` prints, and one column more.
pub fn priced_csv(session: &Session) -> String {
    let (program, prices) = (session.program(), Prices::of(session));
    let pairs = (0..program.adepts().len()).flat_map(|adept| (0..program.mentors().len()).map(move |mentor| Pair { adept, mentor }));
    let rows = pairs.filter_map(|pair| {
        let (named, found) = (session.named(pair)?, session.scores().cell(pair));
        let rule = found.blocked.and_then(|rule| program.criteria.rules.get(usize::from(rule)));
        let blocked = rule.map(|rule| cell(&rule.id)).unwrap_or_default();
        let price = prices.price(pair).map(|price| price.to_string()).unwrap_or_default();
        Some([cell(named.adept.as_str()), cell(named.mentor.as_str()), found.score.to_string(), blocked, price])
    });
    csv(["adept", "mentor", "score", "blocked", "price"], rows, csv::QuoteStyle::Necessary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::criteria::{Matching, Objective};
    use crate::session::tests::samples::decided;

    #[track_caller]
    fn check(sample: &str, matching: Matching) {
        let session = decided(sample, matching);
        let prices = Prices::of(&session);
        for adept in 0..session.program().adepts().len() {
            for mentor in 0..session.program().mentors().len() {
                let pair = Pair { adept, mentor };
                assert_eq!(prices.price(pair), session.price(pair), "{pair:?} under {matching:?}");
            }
        }
    }

    #[test]
    fn all_at_once_are_what_each_is_alone() {
        let plain = Matching::default();
        for matching in [plain, Matching { steadiness: 2_000, minimum: 4_000, ..plain }, Matching { people_first: false, ..plain }] {
            check("orebro", matching);
        }
        for objective in [Objective::Floor, Objective::Fair] {
            check("pfizer", Matching { objective, ..plain });
            check("pfizer", Matching { objective, steadiness: 500, ..plain });
        }
    }
}
