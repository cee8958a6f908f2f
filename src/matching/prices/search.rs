//! The shortest ways from one mentor's seat to all, and from all to one.
//!
//! Dijkstra's algorithm. Steps are not stored: the ways from a node read the rows of its people, the ways to a node read the columns of a
//! table that has been turned over (`columns.rs`). The graph is dense, but few steps shorten anything; `ahead.rs` passes over the others.

use super::Cancelled;
use super::ahead::Ahead;
use super::columns::Fitting;
use super::network::{FAR, Network, Tree};
use crate::matching::seating::NOBODY;

/// So many nodes are settled between two questions whether the search is cancelled.
const BETWEEN_QUESTIONS: usize = 64;

/// The shortest ways from one node to all; none if cancelled.
pub(super) fn ways_from(network: &Network, start: usize, cancelled: Cancelled<'_>) -> Option<Tree> {
    let nowhere = network.nowhere();
    let mut tree = Tree::at(start, network.nodes());
    let least = network.seekers.iter().map(|&adept| network.leaving(adept)).min();
    let mut mentors = Ahead::none(nowhere, network.point(), least.unwrap_or(0));
    (0..nowhere).filter(|&mentor| mentor != start).for_each(|mentor| mentors.put(mentor, network.arriving(mentor)));
    // The way to nowhere: its length, its last node and who makes the last step.
    let mut leaves = (start != nowhere).then_some((FAR, start, NOBODY));
    let (mut node, mut reached) = (start, 0);
    loop {
        if tree.order.len().is_multiple_of(BETWEEN_QUESTIONS) && cancelled() {
            return None;
        }
        tree.distance[node] = reached;
        tree.order.push(node);
        for &adept in &network.people[node] {
            mentors.look(network.instance.row(adept), reached + network.leaving(adept), adept);
        }
        if node == nowhere {
            mentors.look_evenly(reached + 2 * network.scale.matched, NOBODY);
        } else if let Some(known) = &mut leaves {
            let goes = |&adept: &usize| (reached + network.leaving(adept), node, adept);
            let gives_up = network.free[node].then_some((reached, node, NOBODY));
            let found = gives_up.or_else(|| network.people[node].iter().map(goes).min());
            *known = found.filter(|found| found.0 < known.0).unwrap_or(*known);
        }
        match (mentors.nearest(), leaves) {
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

/// The shortest ways from all nodes to one, by the columns of the network's instance; none if cancelled.
pub(super) fn ways_to(network: &Network, columns: &Fitting<'_>, end: usize, cancelled: Cancelled<'_>) -> Option<Tree> {
    let nowhere = network.nowhere();
    let mut tree = Tree::at(end, network.nodes());
    let least = (0..nowhere).map(|mentor| network.arriving(mentor)).min();
    let mut adepts = Ahead::none(network.node_of.len(), network.point(), least.unwrap_or(0));
    network.seekers.iter().for_each(|&adept| adepts.put(adept, network.leaving(adept)));
    columns.strays.iter().for_each(|&adept| adepts.stray(adept));
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
        if node == nowhere {
            stays_free = None;
            for mentor in (0..nowhere).filter(|&mentor| network.free[mentor]) {
                if !std::mem::replace(&mut settled[mentor], true) {
                    network.people[mentor].iter().for_each(|&adept| adepts.drop(adept));
                    next.push(Next { node: mentor, distance, mover: NOBODY, to: nowhere });
                }
            }
            adepts.look_evenly(distance, nowhere);
        } else {
            let given_up = (distance + 2 * network.potentials[node], node);
            stays_free = stays_free.map(|known| known.min(given_up));
            let other = distance + network.arriving(node);
            adepts.look(columns.of_mentor(node), other, node);
            columns.strays.iter().for_each(|&adept| adepts.look_at(adept, network.instance.row(adept)[node], other, node));
        }
        if next.is_empty() {
            let leaves =
                adepts.nearest().map(|near| Next { node: network.node_of[near.id], distance: near.length, mover: near.id, to: near.via });
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
