//! The prices of one person against everybody, and of all pairs.
//!
//! Under the objective `total` they come from shortest ways between mentors (`network.rs`): forcing a pair takes one seat from the mentor and
//! gives back the one that the adept had, and what the others lose depends on these two seats alone. Under `floor` and
//! `fair` taking an adept out can raise the floor for everybody else, so no such graph is the whole truth: every pair is really forced,
//! from the standing solution.

use super::Cancelled;
use super::closure::closure;
use super::forced::price;
use super::network::Network;
use crate::matching::certificate::Certificate;
use crate::matching::instance::Instance;
use crate::matching::scale::Scale;
use crate::matching::solve::Solution;

/// What the program loses if a pair is forced: a [`Price`](super::Price) without the moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Loss {
    /// Basis points of the total; negative when it rises.
    pub points: i64,
    /// Matched adepts; negative when more are matched than before.
    pub people: i64,
    /// Basis points of the worst score of all, under the objectives that look at it; negative when it rises.
    pub worst: Option<i64>,
}

/// The adept's price with every mentor, in order; none where there is no [`price`]. Nothing at all if cancelled.
///
/// `solution` must be the solution of `instance`. One search for the objective `total`; a solve for each mentor under `floor` and `fair`.
pub fn prices_of_adept(instance: &Instance, solution: &Solution, adept: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Loss>>> {
    let Some(ways) = Ways::of(instance, solution) else {
        return (0..instance.mentors()).map(|mentor| forced(instance, solution, adept, mentor, cancelled)).collect();
    };
    let end = ways.end(adept);
    let to = ways.network.to(end);
    let start = |mentor: usize| to.get(mentor).copied().unwrap_or(0);
    Some((0..instance.mentors()).map(|mentor| ways.loss(instance, adept, mentor, start(mentor))).collect())
}

/// The mentor's price with every adept, in order; none where there is no [`price`]. Nothing at all if cancelled.
///
/// `solution` must be the solution of `instance`. One search for the objective `total`; a solve for each adept under `floor` and `fair`.
pub fn prices_of_mentor(instance: &Instance, solution: &Solution, mentor: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Loss>>> {
    let Some(ways) = Ways::of(instance, solution) else {
        return (0..instance.adepts()).map(|adept| forced(instance, solution, adept, mentor, cancelled)).collect();
    };
    if mentor >= instance.mentors() {
        return Some(vec![None; instance.adepts()]);
    }
    let from = ways.network.from(mentor);
    Some((0..instance.adepts()).map(|adept| ways.loss(instance, adept, mentor, from[ways.end(adept)])).collect())
}

/// The prices of all pairs.
#[derive(Clone, Debug)]
pub struct Prices {
    table: Table,
}

#[derive(Clone, Debug)]
enum Table {
    /// The ways between mentors, closed.
    Ways { instance: Box<Instance>, ways: Box<Ways>, closed: Vec<i64> },
    /// Every pair, adept by adept.
    Forced { mentors: usize, losses: Vec<Option<Loss>> },
}

/// The prices of all pairs; none if cancelled, which is asked at least once for every 64 mentors (`total`) or pair (otherwise).
///
/// `solution` must be the solution of `instance`. It takes the cube of the number of mentors for the objective `total`, and a solve for each pair under `floor` and `fair`.
pub fn all_prices(instance: &Instance, solution: &Solution, cancelled: Cancelled<'_>) -> Option<Prices> {
    let table = match Ways::of(instance, solution) {
        Some(ways) => {
            let closed = closure(&ways.network, &ways.wanted(), cancelled)?;
            Table::Ways { instance: Box::new(instance.clone()), ways: Box::new(ways), closed }
        }
        None => {
            let mentors = instance.mentors();
            let pairs = (0..instance.adepts()).flat_map(|adept| (0..mentors).map(move |mentor| (adept, mentor)));
            let losses = pairs.map(|(adept, mentor)| forced(instance, solution, adept, mentor, cancelled));
            Table::Forced { mentors, losses: losses.collect::<Option<_>>()? }
        }
    };
    Some(Prices { table })
}

impl Prices {
    /// What forcing the pair loses; none where there is no [`price`].
    pub fn of(&self, adept: usize, mentor: usize) -> Option<Loss> {
        match &self.table {
            Table::Ways { instance, ways, closed } => {
                let way = closed.get(mentor * ways.network.nodes + ways.end(adept))?;
                ways.loss(instance, adept, mentor, *way)
            }
            Table::Forced { mentors, losses } if mentor < *mentors => losses.get(adept * mentors + mentor).copied().flatten(),
            Table::Forced { .. } => None,
        }
    }
}

/// The price of one really forced pair; the outer none if cancelled.
fn forced(instance: &Instance, solution: &Solution, adept: usize, mentor: usize, cancelled: Cancelled<'_>) -> Option<Option<Loss>> {
    (!cancelled()).then(|| {
        let price = price(instance, solution, adept, mentor)?;
        Some(Loss { points: price.points, people: price.people, worst: Some(price.worst) })
    })
}

/// A best solution of the total, with the network between its mentors.
#[derive(Clone, Debug)]
struct Ways {
    mentor_of: Vec<Option<usize>>,
    open_seats: Vec<usize>,
    /// For each adept, the node whose seat she gives back.
    ends: Vec<usize>,
    network: Network,
}

impl Ways {
    /// None when the objective is not the total.
    fn of(instance: &Instance, solution: &Solution) -> Option<Self> {
        let Certificate::Total(potentials) = &solution.certificate else { return None };
        let network = Network::of(instance, solution, potentials);
        let mut locks = vec![0_usize; instance.mentors()];
        (0..instance.adepts()).filter_map(|adept| instance.locked(adept)).for_each(|mentor| locks[mentor] += 1);
        // A lock beyond the seats leaves no seat behind.
        let gives_back = |adept: usize, mentor: usize| instance.locked(adept).is_none() || locks[mentor] <= instance.seats(mentor) as usize;
        let end = |(adept, mentor): (usize, &Option<usize>)| mentor.filter(|&mentor| gives_back(adept, mentor));
        let ends = solution.mentor_of.iter().enumerate().map(|pair| end(pair).unwrap_or(network.nowhere()));
        let ends = ends.collect();
        Some(Self { mentor_of: solution.mentor_of.clone(), open_seats: instance.open_seats(), ends, network })
    }

    fn end(&self, adept: usize) -> usize {
        self.ends.get(adept).copied().unwrap_or(self.network.nowhere())
    }

    /// The nodes at which ways end.
    fn wanted(&self) -> Vec<bool> {
        let mut wanted = vec![false; self.network.nodes];
        self.ends.iter().for_each(|&end| wanted[end] = true);
        wanted
    }

    /// What forcing the pair loses, `way` being the shortest from the mentor to the adept's [end](Self::end).
    fn loss(&self, instance: &Instance, adept: usize, mentor: usize, way: i64) -> Option<Loss> {
        let standing = *self.mentor_of.get(adept)?;
        if standing == Some(mentor) {
            return Some(Loss::default());
        }
        if instance.adept_is_away(adept) || *self.open_seats.get(mentor)? == 0 {
            return None;
        }
        let potentials = &self.network.potentials;
        let others = Scale::of(instance).loss(potentials[mentor] + way - potentials[self.end(adept)]);
        let own = standing.map_or(0, |mentor| i64::from(instance.score(adept, mentor)));
        let points = others.points - others.kept * i64::from(instance.bonus());
        Some(Loss {
            points: points + own - i64::from(instance.score(adept, mentor)),
            people: others.people + i64::from(standing.is_some()) - 1,
            worst: None,
        })
    }
}
