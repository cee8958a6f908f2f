//! What the length of a way says of a pair.

use std::cmp::Ordering;

use super::list::Loss;
use super::network::Network;
use crate::matching::instance::Instance;
use crate::matching::scale::{Difference, Scale};
use crate::matching::solve::Solution;

/// A best solution of the total, as the ways between its mentors see it.
///
/// Forcing a pair takes one seat from the mentor and gives back the one that the adept had: what the others lose is the way from the
/// mentor to the adept's **end**.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    mentor_of: Vec<Option<usize>>,
    open_seats: Vec<usize>,
    /// For each adept, the node whose seat she gives back.
    ends: Vec<usize>,
    /// The potential of each node; the last is "nowhere".
    potentials: Vec<i64>,
    scale: Scale,
    people_first: bool,
}

/// What everybody but the adept of a forced pair comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Others {
    /// What is lost; the present pairs among it are those who leave a mentor.
    pub(super) lost: Difference,
    /// How many come who had nobody.
    pub(super) newcomers: i64,
}

/// What forcing a pair comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Toll {
    pub(super) loss: Loss,
    /// How many people move besides the adept of the pair.
    pub(super) movers: u32,
}

impl Ways {
    /// The solution of the network.
    pub(super) fn of(solution: &Solution, network: &Network) -> Self {
        let instance = network.instance;
        let mut locks = vec![0_usize; instance.mentors()];
        (0..instance.adepts()).filter_map(|adept| instance.locked(adept)).for_each(|mentor| locks[mentor] += 1);
        // A lock beyond the seats leaves no seat behind.
        let gives_back = |adept: usize, mentor: usize| instance.locked(adept).is_none() || locks[mentor] <= instance.seats(mentor) as usize;
        let end =
            |(adept, mentor): (usize, &Option<usize>)| mentor.filter(|&mentor| gives_back(adept, mentor)).unwrap_or(network.nowhere());
        Self {
            mentor_of: solution.mentor_of.clone(),
            open_seats: instance.open_seats(),
            ends: solution.mentor_of.iter().enumerate().map(end).collect(),
            potentials: network.potentials.clone(),
            scale: network.scale,
            people_first: instance.puts_people_first(),
        }
    }

    /// The node at which the adept's ways end.
    pub(super) fn end(&self, adept: usize) -> usize {
        self.ends.get(adept).copied().unwrap_or(self.potentials.len() - 1)
    }

    /// The nodes at which ways end, each once.
    pub(super) fn all_ends(&self) -> Vec<usize> {
        let mut ends = self.ends.clone();
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// Whether the two sit together already.
    pub(super) fn stands(&self, adept: usize, mentor: usize) -> bool {
        self.mentor_of.get(adept).copied().flatten() == Some(mentor)
    }

    /// What the others come to by a way of this length between two nodes of the network.
    pub(super) fn others(&self, start: usize, end: usize, length: i64) -> Others {
        Others { lost: self.scale.loss(self.potentials[start] + (length >> 1) - self.potentials[end]), newcomers: length & 1 }
    }

    /// The better of two.
    pub(super) fn better(&self, one: Others, other: Others) -> Others {
        let ranked = |others: Others| {
            let Difference { people, points, kept } = others.lost;
            if self.people_first { [people, points, kept, others.newcomers] } else { [points, people, kept, others.newcomers] }
        };
        if ranked(one).cmp(&ranked(other)) == Ordering::Greater { other } else { one }
    }

    /// What forcing the pair comes to, when the best way from the mentor to the adept's [end](Self::end) is this for the others; none
    /// where there is no [`price`](super::price).
    pub(super) fn toll(&self, instance: &Instance, adept: usize, mentor: usize, others: impl FnOnce() -> Others) -> Option<Toll> {
        let standing = *self.mentor_of.get(adept)?;
        if standing == Some(mentor) {
            return Some(Toll::default());
        }
        if instance.adept_is_away(adept) || *self.open_seats.get(mentor)? == 0 {
            return None;
        }
        let Others { lost, newcomers } = others();
        let own = standing.map_or(0, |mentor| i64::from(instance.score(adept, mentor)));
        let points = lost.points - lost.kept * i64::from(instance.bonus());
        let loss = Loss {
            points: points + own - i64::from(instance.score(adept, mentor)),
            people: lost.people + i64::from(standing.is_some()) - 1,
            worst: None,
        };
        Some(Toll { loss, movers: (lost.kept + newcomers) as u32 })
    }
}
