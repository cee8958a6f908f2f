//! The prices of all pairs.
//!
//! A shortest way passes nowhere once or not at all. Those that do are one way to nowhere and one from there: two searches
//! know them for all pairs. Those that do not are the ways among mentors (`among.rs`).

use std::collections::BTreeMap;

use super::Cancelled;
use super::among::{Among, Between};
use super::columns::Columns;
use super::list::{Loss, forced, network_of};
use super::network::Network;
use super::search::{ways_from, ways_to};
use super::ways::{Others, Ways};
use crate::matching::instance::Instance;
use crate::matching::scale::Difference;
use crate::matching::solve::Solution;

/// The prices of all pairs.
#[derive(Clone, Debug)]
pub struct Prices {
    table: Table,
}

#[derive(Clone, Debug)]
enum Table {
    /// The ways between mentors, closed.
    Closed { instance: Box<Instance>, closed: Box<Closed> },
    /// Every pair, adept by adept.
    Forced { mentors: usize, losses: Vec<Option<Loss>> },
}

/// The ways between all mentors.
#[derive(Clone, Debug)]
struct Closed {
    ways: Ways,
    /// From each mentor to nowhere.
    leaving: Vec<Others>,
    /// From nowhere to each mentor.
    arriving: Vec<Others>,
    among: Option<Among>,
    /// The lengths of all ways from the mentors about whom `among` does not know enough.
    searched: BTreeMap<usize, Vec<i64>>,
}

/// The prices of all pairs; none if cancelled, which is asked at least once for every 64 mentors (`total`) or pair (otherwise).
///
/// `solution` must be the solution of `instance`. It takes the cube of the number of mentors for the objective `total`, and a solve for each pair under `floor` and `fair`.
pub fn all_prices(instance: &Instance, solution: &Solution, cancelled: Cancelled<'_>) -> Option<Prices> {
    let table = match network_of(instance, solution) {
        Some(network) => {
            let closed = Closed::of(solution, &network, Among::of(&network, cancelled)?, cancelled)?;
            Table::Closed { instance: Box::new(instance.clone()), closed: Box::new(closed) }
        }
        None => {
            let mentors = instance.mentors();
            let pairs = (0..instance.adepts()).flat_map(|adept| (0..mentors).map(move |mentor| (adept, mentor)));
            let losses = pairs.map(|(adept, mentor)| Some(forced(instance, solution, adept, mentor, cancelled)?.map(|listed| listed.loss)));
            Table::Forced { mentors, losses: losses.collect::<Option<_>>()? }
        }
    };
    Some(Prices { table })
}

impl Prices {
    /// What forcing the pair loses; none where there is no [`price`](super::price).
    pub fn of(&self, adept: usize, mentor: usize) -> Option<Loss> {
        match &self.table {
            Table::Closed { instance, closed } => {
                Some(closed.ways.toll(instance, adept, mentor, || closed.others(mentor, closed.ways.end(adept)))?.loss)
            }
            Table::Forced { mentors, losses } if mentor < *mentors => losses.get(adept * mentors + mentor).copied().flatten(),
            Table::Forced { .. } => None,
        }
    }
}

impl Closed {
    fn of(solution: &Solution, network: &Network, among: Option<Among>, cancelled: Cancelled<'_>) -> Option<Self> {
        let (ways, nowhere) = (Ways::of(solution, network), network.nowhere());
        let columns = Columns::of(network.instance, cancelled)?;
        let (to, from) =
            (ways_to(network, &columns.fitting(network.instance)?, nowhere, cancelled)?, ways_from(network, nowhere, cancelled)?);
        let leaving = (0..nowhere).map(|mentor| ways.others(mentor, nowhere, to.distance[mentor])).collect();
        let arriving = (0..nowhere).map(|mentor| ways.others(nowhere, mentor, from.distance[mentor])).collect();
        let ends: Vec<usize> = ways.all_ends().into_iter().filter(|&end| end != nowhere).collect();
        let unknown = |mentor: &usize| match &among {
            Some(among) => ends.iter().any(|&end| among.between(*mentor, end) == Between::Unknown),
            None => true,
        };
        let mut searched = BTreeMap::new();
        for mentor in (0..nowhere).filter(unknown) {
            searched.insert(mentor, ways_from(network, mentor, cancelled)?.distance);
        }
        Some(Self { ways, leaving, arriving, among, searched })
    }

    /// What the others come to by the best way from the mentor to the end; both must exist.
    fn others(&self, mentor: usize, end: usize) -> Others {
        if let Some(lengths) = self.searched.get(&mentor) {
            return self.ways.others(mentor, end, lengths[end]);
        }
        let leaving = self.leaving[mentor];
        let Some(&arriving) = self.arriving.get(end) else { return leaving };
        let around = sum(leaving, arriving);
        match self.among.as_ref().map(|among| among.between(mentor, end)) {
            Some(Between::Way(lost)) => self.ways.better(Others { lost, newcomers: 0 }, around),
            _ => around,
        }
    }
}

fn sum(one: Others, other: Others) -> Others {
    let lost = Difference {
        people: one.lost.people + other.lost.people,
        points: one.lost.points + other.lost.points,
        kept: one.lost.kept + other.lost.kept,
    };
    Others { lost, newcomers: one.newcomers + other.newcomers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::solve;

    /// Two departments, the smaller one crowded, with a few who may go to both.
    fn instance(people_first: bool) -> Instance {
        let mut instance = Instance::new(40, 36);
        instance.people_first(people_first);
        instance.steadiness(150);
        for (adept, mentor) in (0..40 * 36).map(|place| (place / 36, place % 36)) {
            instance.set_score(adept, mentor, ((adept * 37 + mentor * 53 + adept * mentor * 11) % 97) as u16 * 100);
            if (adept < 24) != (mentor < 18) && adept % 7 != 2 {
                instance.rule_out(adept, mentor);
            }
        }
        instance.lock(5, 5);
        instance.set_seats(20, 3);
        instance
    }

    /// What the square does not know is searched for, and the answer stays the same.
    #[test]
    fn ways_that_small_numbers_cannot_say_are_searched() {
        for people_first in [true, false] {
            let instance = instance(people_first);
            let solution = solve(&instance);
            let network = network_of(&instance, &solution).expect("it is a total");
            let among = || Among::of(&network, &mut || false).expect("nobody cancels").expect("rounding is right");
            let whole = Closed::of(&solution, &network, Some(among()), &mut || false).expect("nobody cancels");
            assert_eq!(whole.searched.len(), 0);
            for (partly, least) in [(among().short_sighted(37 * 500), 1), (among().short_sighted(0), 30), (None, 36)] {
                let partly = Closed::of(&solution, &network, partly, &mut || false).expect("nobody cancels");
                assert!(partly.searched.len() >= least, "{}", partly.searched.len());
                for (adept, mentor) in (0..40 * 36).map(|place| (place / 36, place % 36)) {
                    let toll =
                        |closed: &Closed| closed.ways.toll(&instance, adept, mentor, || closed.others(mentor, closed.ways.end(adept)));
                    assert_eq!(toll(&partly), toll(&whole), "adept {adept} mentor {mentor}");
                }
            }
        }
    }
}
