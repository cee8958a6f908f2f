//! What would reach the same with less: beside a decision that costs the program something, others that cost it less.

use crate::matching::{Loss, Objective, prices_of_adept_by, prices_of_mentor};
use crate::program::{Pair, Role};
use crate::session::proposal::may_propose;
use crate::session::{Admission, Consequences, Decision, Session, Standing};

/// So much must be saved to be worth a line, in basis points: less would be read as the same number.
const WORTH_SAYING: i64 = 100;

/// Another decision, an [`Assign`](Decision::Assign) of its pair, that reaches the same with less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// The pair that it makes.
    pub pair: Pair,
    /// What of the decision it keeps.
    pub keeps: Keeps,
    /// Basis points of the total that it loses; negative when the total rises.
    pub points: i64,
    /// Basis points that the decision itself loses.
    pub instead_of: i64,
    /// How many more adepts have a mentor than after the decision itself.
    pub more_matched: i64,
}

/// What an alternative has in common with the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// The adept gets somebody as good.
    Adept,
    /// The mentor gets somebody as good.
    Mentor,
    /// One of the two pairs of a swap is made; the other adept is placed as well as possible.
    Half,
}

/// What a decision loses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lost {
    points: i64,
    people: i64,
}

impl Session {
    /// What would reach the same as a decision with less, at most two; nothing for a decision that makes no pair.
    ///
    /// For one pair: another mentor who is as good for the adept, and another adept who is as good for the mentor, the cheapest of each; as
    /// good means at most `same_within` below. For a swap: either of its pairs alone. Each was checked against everything decided, and
    /// loses neither more points nor more people than the decision.
    /// Only under the objective `total`, where the prices of one person are a moment's work.
    pub fn alternatives(&self, decision: &Decision) -> Vec<Alternative> {
        if self.solved.objective() != Objective::Total || !self.holds_ready() {
            return Vec::new();
        }
        match decision {
            Decision::Assign(named) | Decision::Lock(named) => match self.pair(&named.adept, &named.mentor) {
                Some(pair) => self.as_good(pair),
                None => Vec::new(),
            },
            Decision::Swap { adept, gets, other, other_gets } => {
                let pairs = [self.pair(adept, gets), self.pair(other, other_gets)];
                self.halves(decision, pairs.into_iter().flatten())
            }
            _ => Vec::new(),
        }
    }

    /// Another partner for either of the pair's people.
    fn as_good(&self, pair: Pair) -> Vec<Alternative> {
        let held = self.held();
        let Some(columns) = self.columns() else { return Vec::new() };
        let prices = [
            prices_of_adept_by(columns, &held.instance, &held.solution, pair.adept, &mut || false),
            prices_of_mentor(&held.instance, &held.solution, pair.mentor, &mut || false),
        ];
        let [of_adept, of_mentor] = prices.map(Option::unwrap_or_default);
        let Some(asked) = of_adept.get(pair.mentor).copied().flatten().map(Lost::from) else { return Vec::new() };
        let for_adept = self.cheapest(pair, Role::Mentor, &of_adept, asked).map(|found| found.beside(asked, Keeps::Adept));
        let for_mentor = self.cheapest(pair, Role::Adept, &of_mentor, asked).map(|found| found.beside(asked, Keeps::Mentor));
        for_adept.into_iter().chain(for_mentor).collect()
    }

    /// The cheapest pair in which somebody of this role takes the place of the one in `pair`; the better one of equals. A pair that stands
    /// is no alternative: the group sees it already and wants another.
    fn cheapest(&self, pair: Pair, other: Role, prices: &[Option<Loss>], asked: Lost) -> Option<Found> {
        let score = |pair: Pair| self.scores().cell(pair).score;
        let criteria = &self.program().criteria;
        let good = |at: Pair| score(pair).saturating_sub(score(at)) < criteria.same_within.max(1);
        let mut found: Vec<Found> = prices
            .iter()
            .enumerate()
            .filter_map(|(place, price)| {
                let at = if other == Role::Mentor { Pair { mentor: place, ..pair } } else { Pair { adept: place, ..pair } };
                let lost = Lost::from((*price)?);
                let fits = at != pair && self.partner(at.adept) != Some(at.mentor) && good(at) && may_propose(criteria, self.scores(), at);
                (fits && lost.is_less_than(asked)).then_some(Found { pair: at, lost })
            })
            .collect();
        found.sort_by_key(|found| (found.lost.people, found.lost.points, std::cmp::Reverse(score(found.pair)), found.pair));
        found.into_iter().find(|found| self.may_make(found.pair))
    }

    /// Whether nothing that is decided stands against making a pair.
    fn may_make(&self, pair: Pair) -> bool {
        let Some(named) = self.named(pair) else { return false };
        let intent = self.intent("?".to_owned(), "", Standing::Editor, Decision::Assign(named), None);
        matches!(self.ledger().check(self.ground(), &intent), Ok(Admission::Record))
    }

    /// Either pair of a swap alone.
    fn halves(&self, swap: &Decision, pairs: impl Iterator<Item = Pair>) -> Vec<Alternative> {
        let intent = self.intent("?".to_owned(), "", Standing::Editor, swap.clone(), None);
        let Ok(asked) = self.preview(&intent).map(|then| Lost::of(&then)) else { return Vec::new() };
        let found = |pair: Pair| Some(Found { pair, lost: Lost::of(&self.if_paired(pair)?) });
        pairs.filter_map(found).filter(|found| found.lost.is_less_than(asked)).map(|found| found.beside(asked, Keeps::Half)).collect()
    }
}

/// A pair, and what making it loses.
#[derive(Debug, Clone, Copy)]
struct Found {
    pair: Pair,
    lost: Lost,
}

impl Found {
    fn beside(self, asked: Lost, keeps: Keeps) -> Alternative {
        let Found { pair, lost } = self;
        Alternative { pair, keeps, points: lost.points, instead_of: asked.points, more_matched: asked.people - lost.people }
    }
}

impl Lost {
    fn of(then: &Consequences) -> Self {
        let count = |people: usize| i64::try_from(people).unwrap_or(i64::MAX);
        Self { points: then.total_before - then.total_after, people: count(then.matched_before) - count(then.matched_after) }
    }

    /// Neither more points nor more people, and of one of them less.
    fn is_less_than(self, asked: Lost) -> bool {
        let not_more = self.points <= asked.points && self.people <= asked.people;
        not_more && (self.people < asked.people || self.points + WORTH_SAYING <= asked.points)
    }
}

impl From<Loss> for Lost {
    fn from(Loss { points, people, .. }: Loss) -> Self {
        Self { points, people }
    }
}
