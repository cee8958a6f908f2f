//! The ways in which one mentor's seat makes up for another's, as a graph of mentors.
//!
//! If mentor `a` has one adept too many, somebody of his moves to `b`; what that loses at least is the slack of the
//! pair, under best potentials. "Nowhere" is one more node, of potential 0: adepts without a mentor are there, and so are all
//! the free seats that one may wish for. So a seat less at `a` and one more at `b` together lose `v(a) + D(a, b) - v(b)`, with
//! `D` the shortest way and `v` the potentials (successive shortest paths: the residual graph of a best flow, with adepts
//! contracted). `v` alone would be a reduced cost and too low.
//!
//! Of equally short ways the one that moves fewest people is taken. Everybody who leaves a mentor counts already, since the standing
//! pairs are the present proposal and each is worth something beyond its score; whoever comes from nowhere does not. So lengths are
//! counted twice, and a step from nowhere is 1 longer: a shortest way passes nowhere at most once, which keeps the last bit for it.

use crate::matching::certificate::Potentials;
use crate::matching::instance::{Instance, open};
use crate::matching::scale::Scale;
use crate::matching::seating::NOBODY;
use crate::matching::solve::Solution;

/// A best solution as a graph; the solution is the present proposal.
#[derive(Clone, Debug)]
pub(super) struct Network<'a> {
    pub(super) instance: &'a Instance,
    pub(super) scale: Scale,
    /// The adepts who may move, in order.
    pub(super) seekers: Vec<usize>,
    /// For each adept, the node that she is at.
    pub(super) node_of: Vec<usize>,
    /// The adepts at each node who may move.
    pub(super) people: Vec<Vec<usize>>,
    /// Whether the mentor has a seat that nobody takes.
    pub(super) free: Vec<bool>,
    /// The potential of each adept.
    pub(super) adepts: Vec<i64>,
    /// The potential of each node; the last is "nowhere".
    pub(super) potentials: Vec<i64>,
}

impl<'a> Network<'a> {
    /// The network of a best solution of the total, with its potentials.
    ///
    /// They prove it best under another present proposal. With the solution itself in its place, its pairs weigh more and others
    /// less: mentors keep their potentials, and seated adepts get what makes their pairs tight again.
    pub(super) fn of(instance: &'a Instance, solution: &Solution, potentials: &Potentials) -> Self {
        let mentors = instance.mentors();
        let mut network = Self {
            instance,
            scale: Scale::of(instance),
            seekers: instance.seekers(),
            node_of: vec![mentors; instance.adepts()],
            people: vec![Vec::new(); mentors + 1],
            free: Vec::new(),
            adepts: vec![0; instance.adepts()],
            potentials: potentials.mentors.clone(),
        };
        network.potentials.resize(mentors, 0);
        network.potentials.push(0);
        for &adept in &network.seekers {
            if let Some(mentor) = solution.mentor_of.get(adept).copied().flatten().filter(|&mentor| mentor < mentors) {
                network.node_of[adept] = mentor;
                network.adepts[adept] = network.scale.weight(instance.score(adept, mentor), true) - network.potentials[mentor];
            }
            network.people[network.node_of[adept]].push(adept);
        }
        let seats = instance.open_seats();
        network.free = seats.iter().zip(&network.people).map(|(&seats, people)| people.len() < seats).collect();
        for mentor in 0..mentors {
            if !network.free[mentor] && network.people[mentor].is_empty() {
                network.potentials[mentor] = network.least_potential(mentor);
            }
        }
        network
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.potentials.len()
    }

    /// The last node.
    pub(super) fn nowhere(&self) -> usize {
        self.potentials.len() - 1
    }

    /// The part of a step's length that the adept brings.
    ///
    /// That she is with her own mentor in the present proposal is in it; she does not move to where she is.
    pub(super) fn leaving(&self, adept: usize) -> i64 {
        2 * self.adepts[adept] + i64::from(self.node_of[adept] == self.nowhere())
    }

    /// The part of a step's length that the mentor brings, before the score of the pair.
    pub(super) fn arriving(&self, mentor: usize) -> i64 {
        2 * (self.potentials[mentor] - self.scale.matched)
    }

    /// By how much a basis point of the pair's score shortens a step.
    pub(super) fn point(&self) -> i64 {
        2 * self.scale.point
    }

    /// The least potential that a mentor without open seats can have: nobody would gain more by one.
    fn least_potential(&self, mentor: usize) -> i64 {
        let gains = self.seekers.iter().filter_map(|&adept| {
            let cell = self.instance.row(adept)[mentor];
            open(cell).then(|| self.scale.weight(cell, false) - self.adepts[adept])
        });
        gains.fold(0, i64::max)
    }
}

/// The shortest ways between one node and all others.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// How long the way is.
    pub(super) distance: Vec<i64>,
    /// For each node, the next on its way to the one node; the one node is its own.
    pub(super) next: Vec<usize>,
    /// Who makes the step between the two; [`NOBODY`] when only a free seat is exchanged.
    pub(super) mover: Vec<usize>,
    /// The nodes, nearest first.
    pub(super) order: Vec<usize>,
}

impl Tree {
    pub(super) fn at(root: usize, nodes: usize) -> Self {
        Self { distance: vec![FAR; nodes], next: vec![root; nodes], mover: vec![NOBODY; nodes], order: Vec::with_capacity(nodes) }
    }
}

/// No way; above every sum of weights that a way can have, and far below what overflows.
pub(super) const FAR: i64 = i64::MAX / 4;
