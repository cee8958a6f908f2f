//! The shortest ways from one mentor's seat to all, and from all to one.
//!
//! Dijkstra's algorithm without a heap, since the graph is dense. Steps are not stored: the ways from a node read the rows of its people, the
//! ways to a node read a copy of the scores that lies column by column.

use super::Cancelled;
use super::network::{FAR, Network, Tree};
use crate::matching::instance::open;
use crate::matching::seating::NOBODY;

/// So many nodes are settled between two questions whether the search is cancelled.
const BETWEEN_QUESTIONS: usize = 64;
/// So many rows are turned over into columns at once.
const TILE: usize = 64;

/// The shortest ways from one node to all; none if cancelled.
pub(super) fn ways_from(network: &Network, start: usize, cancelled: Cancelled<'_>) -> Option<Tree> {
    let nowhere = network.nowhere();
    let mut tree = Tree::at(start, network.nodes());
    let mut mentors = Ahead::of((0..nowhere).filter(|&mentor| mentor != start), |mentor| network.arriving(mentor));
    // The way to nowhere: its length, its last node and who makes the last step.
    let mut leaves = (start != nowhere).then_some((FAR, start, NOBODY));
    let (mut node, mut reached) = (start, 0);
    loop {
        if tree.order.len().is_multiple_of(BETWEEN_QUESTIONS) && cancelled() {
            return None;
        }
        tree.distance[node] = reached;
        tree.order.push(node);
        let mut nearest = mentors.nearest_if(network.people[node].is_empty() && node != nowhere);
        for &adept in &network.people[node] {
            nearest = mentors.look(network.instance.row(adept), reached + network.leaving(adept), network.point(), adept);
        }
        if node == nowhere {
            nearest = mentors.look_evenly(reached + 2 * network.scale.matched, NOBODY);
        } else if let Some(known) = &mut leaves {
            let goes = |&adept: &usize| (reached + network.leaving(adept), node, adept);
            let gives_up = network.free[node].then_some((reached, node, NOBODY));
            let found = gives_up.or_else(|| network.people[node].iter().map(goes).min());
            *known = found.filter(|found| found.0 < known.0).unwrap_or(*known);
        }
        match (nearest, leaves) {
            (Some(near), _) if leaves.is_none_or(|leaves| near.length < leaves.0) => {
                mentors.drop(near.id);
                (node, reached) = (near.id, near.length);
                tree.mover[node] = near.via;
                tree.next[node] = network.node_of.get(near.via).copied().unwrap_or(nowhere);
            }
            (_, Some((length, last, mover))) if length < FAR => {
                leaves = None;
                (node, reached) = (nowhere, length);
                (tree.next[node], tree.mover[node]) = (last, mover);
            }
            _ => return Some(tree),
        }
    }
}

/// The shortest ways from all nodes to one; none if cancelled.
pub(super) fn ways_to(network: &Network, end: usize, cancelled: Cancelled<'_>) -> Option<Tree> {
    let columns = Columns::of(network, cancelled)?;
    let nowhere = network.nowhere();
    let mut tree = Tree::at(end, network.nodes());
    let mut adepts = Ahead::of(network.seekers.iter().copied(), |adept| network.leaving(adept));
    // The way from nowhere by a seat that only stays free: its length and the mentor whose seat it is.
    let mut stays_free = (end != nowhere).then_some((FAR, end));
    // The next is whoever is nearest; when nowhere is reached, all who have a free seat are as near.
    let mut next = vec![Next { node: end, distance: 0, mover: NOBODY, to: end }];
    let mut settled = vec![false; network.nodes()];
    settled[end] = true;
    while let Some(Next { node, distance, mover, to }) = next.pop() {
        if tree.order.len().is_multiple_of(BETWEEN_QUESTIONS) && cancelled() {
            return None;
        }
        (tree.distance[node], tree.mover[node], tree.next[node]) = (distance, mover, to);
        tree.order.push(node);
        network.people[node].iter().for_each(|&adept| adepts.drop(adept));
        let nearest = if node == nowhere {
            stays_free = None;
            for mentor in (0..nowhere).filter(|&mentor| network.free[mentor]) {
                if !std::mem::replace(&mut settled[mentor], true) {
                    network.people[mentor].iter().for_each(|&adept| adepts.drop(adept));
                    next.push(Next { node: mentor, distance, mover: NOBODY, to: nowhere });
                }
            }
            adepts.look_evenly(distance, nowhere)
        } else {
            let given_up = (distance + 2 * network.potentials[node], node);
            stays_free = stays_free.map(|known| known.min(given_up));
            adepts.look(columns.of_mentor(node), distance + network.arriving(node), network.point(), node)
        };
        if next.is_empty() {
            let leaves = nearest.map(|near| Next { node: network.node_of[near.id], distance: near.length, mover: near.id, to: near.via });
            let stays = stays_free.map(|(distance, to)| Next { node: nowhere, distance, mover: NOBODY, to });
            let nearest = stays.into_iter().chain(leaves).min_by_key(|next| next.distance).filter(|next| next.distance < FAR);
            nearest.iter().for_each(|next| settled[next.node] = true);
            next.extend(nearest);
        }
    }
    Some(tree)
}

/// A node that a search to one node settles next.
#[derive(Clone, Copy)]
struct Next {
    node: usize,
    distance: i64,
    mover: usize,
    to: usize,
}

/// Those whose distance is not final: mentors when searching from a node, adepts who may make the first step when searching to one.
struct Ahead {
    people: Vec<Person>,
    /// Where in `people` each is.
    place_of: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Person {
    id: usize,
    /// The part of a step's length that they bring.
    own: i64,
    /// The shortest way so far.
    length: i64,
    /// The other end of its step.
    via: usize,
}

impl Ahead {
    fn of(ids: impl Iterator<Item = usize>, own: impl Fn(usize) -> i64) -> Self {
        let people: Vec<Person> = ids.map(|id| Person { id, own: own(id), length: FAR, via: NOBODY }).collect();
        let mut place_of = vec![NOBODY; people.iter().map(|person| person.id + 1).max().unwrap_or(0)];
        people.iter().enumerate().for_each(|(place, person)| place_of[person.id] = place);
        Self { people, place_of }
    }

    /// Takes somebody out, if she is in.
    fn drop(&mut self, id: usize) {
        let Some(place) = self.place_of.get_mut(id).map(|place| std::mem::replace(place, NOBODY)).filter(|&place| place != NOBODY) else {
            return;
        };
        self.people.swap_remove(place);
        if let Some(moved) = self.people.get(place) {
            self.place_of[moved.id] = place;
        }
    }

    /// Shortens the ways by the other end `via`, which brings `other` and the scores `cells`; answers with the nearest.
    fn look(&mut self, cells: &[u16], other: i64, point: i64, via: usize) -> Option<Person> {
        self.shorten(via, |person| {
            let cell = cells[person.id];
            if open(cell) { other + person.own - i64::from(cell) * point } else { FAR }
        })
    }

    /// The same by an end that is as good for everybody.
    fn look_evenly(&mut self, other: i64, via: usize) -> Option<Person> {
        self.shorten(via, |person| other + person.own)
    }

    /// The nearest, if that is asked for.
    fn nearest_if(&mut self, asked: bool) -> Option<Person> {
        if asked { self.shorten(NOBODY, |_| FAR) } else { None }
    }

    #[inline(always)]
    fn shorten(&mut self, via: usize, found: impl Fn(&Person) -> i64) -> Option<Person> {
        let (mut least, mut nearest) = (FAR, None);
        for (place, person) in self.people.iter_mut().enumerate() {
            let found = found(person);
            if found < person.length {
                (person.length, person.via) = (found, via);
            }
            if person.length < least {
                (least, nearest) = (person.length, Some(place));
            }
        }
        nearest.map(|place| self.people[place])
    }
}

/// The scores of each mentor's pairs, adept by adept.
struct Columns {
    adepts: usize,
    cells: Vec<u16>,
}

impl Columns {
    fn of(network: &Network, cancelled: Cancelled<'_>) -> Option<Self> {
        let (adepts, mentors) = (network.node_of.len(), network.nowhere());
        let mut cells = vec![0; adepts * mentors];
        for first in (0..adepts).step_by(TILE) {
            if cancelled() {
                return None;
            }
            let rows: Vec<&[u16]> = (first..(first + TILE).min(adepts)).map(|adept| network.instance.row(adept)).collect();
            for (mentor, column) in cells.chunks_mut(adepts).enumerate() {
                for (cell, row) in column[first..].iter_mut().zip(&rows) {
                    *cell = row[mentor];
                }
            }
        }
        Some(Self { adepts, cells })
    }

    fn of_mentor(&self, mentor: usize) -> &[u16] {
        &self.cells[mentor * self.adepts..(mentor + 1) * self.adepts]
    }
}
