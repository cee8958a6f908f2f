//! The ways in which one mentor's seat makes up for another's, as a graph of mentors.
//!
//! If mentor `a` has one adept too many, somebody of his moves to `b`; what that loses at least is the slack of the
//! pair, under best potentials. "Nowhere" is one more node, of potential 0: adepts without a mentor are there, and so are all
//! the free seats that one may wish for. So a seat less at `a` and one more at `b` together lose `v(a) + D(a, b) - v(b)`, with
//! `D` the shortest way and `v` the potentials (successive shortest paths: the residual graph of a best flow, with adepts
//! contracted). `v` alone would be a reduced cost and too low.

use crate::matching::certificate::Potentials;
use crate::matching::instance::{Instance, open};
use crate::matching::seating::{NOBODY, Seating};
use crate::matching::solve::Solution;

/// No way; above every sum of weights that a way can have, and far below what overflows.
pub(super) const FAR: i64 = i64::MAX / 4;

#[derive(Clone, Debug)]
pub(super) struct Network {
    /// How many nodes there are; the last is "nowhere".
    pub(super) nodes: usize,
    /// What one move from the row's node to the column's loses at least.
    pub(super) steps: Vec<i64>,
    /// The potential of each node.
    pub(super) potentials: Vec<i64>,
}

impl Network {
    /// The network of a best solution, with the solution as the present proposal.
    pub(super) fn of(instance: &Instance, solution: &Solution, potentials: &Potentials) -> Self {
        let seating = Seating::standing(instance, &solution.mentor_of, potentials);
        let mut network = Self::empty(&seating);
        for &adept in &seating.seekers {
            network.let_move(&seating, adept);
        }
        for mentor in 0..network.nowhere() {
            if seating.has_free_seat(mentor) {
                network.let_give_up(mentor);
            }
        }
        network.let_give_up(network.nowhere());
        network
    }

    /// The last node.
    pub(super) fn nowhere(&self) -> usize {
        self.nodes - 1
    }

    fn empty(seating: &Seating) -> Self {
        let nodes = seating.mentors.len() + 1;
        let mut potentials = seating.mentors.clone();
        for (mentor, potential) in potentials.iter_mut().enumerate() {
            if !seating.has_free_seat(mentor) && seating.holders(mentor).is_empty() {
                *potential = least_potential(seating, mentor);
            }
        }
        potentials.push(0);
        let mut steps = vec![FAR; nodes * nodes];
        (0..nodes).for_each(|node| steps[node * nodes + node] = 0);
        Self { nodes, steps, potentials }
    }

    /// The adept can go to every possible mentor, or nowhere.
    ///
    /// That she is with her own mentor in the present proposal makes no difference: she does not move to where she is.
    fn let_move(&mut self, seating: &Seating, adept: usize) {
        let from = match seating.mentor_of(adept) {
            NOBODY => self.nowhere(),
            mentor => mentor,
        };
        let own = seating.adepts[adept];
        let scale = seating.scale;
        let steps = &mut self.steps[from * self.nodes..(from + 1) * self.nodes];
        for ((step, &potential), &cell) in steps.iter_mut().zip(&self.potentials).zip(seating.instance.row(adept)) {
            let found = if open(cell) { own + potential - scale.weight(cell, false) } else { FAR };
            *step = (*step).min(found);
        }
        steps[from] = 0;
        if let Some(step) = steps.last_mut() {
            *step = (*step).min(own);
        }
    }

    /// A free seat of the node can be exchanged for any other seat's becoming free.
    fn let_give_up(&mut self, from: usize) {
        let steps = &mut self.steps[from * self.nodes..(from + 1) * self.nodes];
        for (step, &potential) in steps.iter_mut().zip(&self.potentials) {
            *step = (*step).min(potential);
        }
    }

    /// The shortest ways from one node to all.
    pub(super) fn from(&self, start: usize) -> Vec<i64> {
        self.search(start, |node, other| self.steps[node * self.nodes + other])
    }

    /// The shortest ways from all nodes to one.
    pub(super) fn to(&self, end: usize) -> Vec<i64> {
        self.search(end, |node, other| self.steps[other * self.nodes + node])
    }

    /// Dijkstra's algorithm without a heap: the graph is dense.
    fn search(&self, start: usize, step: impl Fn(usize, usize) -> i64) -> Vec<i64> {
        let mut distance = vec![FAR; self.nodes];
        let mut ahead: Vec<usize> = (0..self.nodes).collect();
        distance[start] = 0;
        let mut next = Some(start);
        while let Some(place) = next {
            let node = ahead.swap_remove(place);
            let reached = distance[node];
            let mut least = FAR;
            next = None;
            for (place, &other) in ahead.iter().enumerate() {
                let known = distance[other].min(reached + step(node, other));
                distance[other] = known;
                if known < least {
                    least = known;
                    next = Some(place);
                }
            }
        }
        distance
    }
}

/// The least potential that a mentor without open seats can have: nobody would gain more by one.
fn least_potential(seating: &Seating, mentor: usize) -> i64 {
    let gains = seating.seekers.iter().filter_map(|&adept| {
        let cell = seating.instance.row(adept)[mentor];
        open(cell).then(|| seating.weight(adept, mentor, cell) - seating.adepts[adept])
    });
    gains.fold(0, i64::max)
}
