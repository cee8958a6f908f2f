//! The prices of one person against everybody, and whom each pair would touch.
//!
//! Under the objective `total` they come from the shortest ways between mentors (`network.rs`), one search for all. Under `floor` and
//! `fair` taking an adept out can raise the floor for everybody else, so no such graph is the whole truth: every pair is really
//! forced, from the standing solution.

use super::Cancelled;
use super::columns::Columns;
use super::forced::{Price, price};
use super::network::{Network, Tree};
use super::search::{ways_from, ways_to};
use super::ways::Ways;
use crate::matching::certificate::Certificate;
use crate::matching::engine::{Move, Moves};
use crate::matching::instance::Instance;
use crate::matching::seating::NOBODY;
use crate::matching::solve::Solution;

/// What the program loses if a pair is forced: a [`Price`] without the moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Loss {
    /// Basis points of the total; negative when it rises.
    pub points: i64,
    /// Matched adepts; negative when more are matched than before.
    pub people: i64,
    /// Basis points of the worst score of all, under the objectives that look at it; negative when it rises.
    pub worst: Option<i64>,
}

/// One line of a price list: what the program loses if the pair is forced, and who would be touched.
///
/// The people are those of **one best re-arrangement**: it is legal and loses exactly `loss`. Under the objective `total` no other
/// that does so leaves more standing pairs as they are, or, of those, takes in fewer who had nobody. Really locking the pair loses the same but breaks
/// ties by the canonical order, so it may move others, and more of them. Under `floor` and `fair` it is what really locking the pair does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Listed {
    /// What the program loses.
    pub loss: Loss,
    /// Who leaves the mentor, and where she goes instead; to nobody when `to` is none. None when nobody leaves him: a seat is free, or
    /// the two sit together already. (Where a seat is free, somebody may leave all the same: she gains by the seat that the adept leaves.)
    pub first: Option<Move>,
    /// How many people move besides the adept of the pair, `first` among them.
    pub movers: u32,
}

/// The whole re-arrangement behind one line of a price list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chain {
    /// What the program loses.
    pub loss: Loss,
    /// Everybody who moves besides the adept of the pair: whoever makes room at the mentor first, then each where the one before left
    /// or gave up a seat. Under `floor` and `fair` all but the first are in the order of their numbers.
    pub movers: Moves,
}

/// The adept's price with every mentor, in order, and whom it would touch; none where there is no [`price`]. Nothing at all if cancelled.
///
/// `solution` must be the solution of `instance`. One search for the objective `total`; a solve for each mentor under `floor` and `fair`.
pub fn list_of_adept(instance: &Instance, solution: &Solution, adept: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Listed>>> {
    let columns = columns_for(instance, solution, cancelled)?;
    list_of_adept_by(&columns, instance, solution, adept, cancelled)
}

/// [`list_of_adept`] by columns that were made before, of this instance or of one that it was made from: several times as fast. Where they do not
/// [fit](Columns::fit), others are made.
pub fn list_of_adept_by(
    columns: &Columns,
    instance: &Instance,
    solution: &Solution,
    adept: usize,
    cancelled: Cancelled<'_>,
) -> Option<Vec<Option<Listed>>> {
    let mentors = 0..instance.mentors();
    let Some(network) = network_of(instance, solution) else {
        return mentors.map(|mentor| forced(instance, solution, adept, mentor, cancelled)).collect();
    };
    let Some(columns) = columns.fitting(instance) else { return list_of_adept(instance, solution, adept, cancelled) };
    let ways = Ways::of(solution, &network);
    let end = ways.end(adept);
    let tree = ways_to(&network, &columns, end, cancelled)?;
    let listed = |mentor: usize| {
        let toll = ways.toll(instance, adept, mentor, || ways.others(mentor, end, tree.distance[mentor]))?;
        let first = if ways.stands(adept, mentor) { None } else { step(&network, &tree, mentor, mentor, tree.next[mentor]) };
        Some(Listed { loss: toll.loss, first, movers: toll.movers })
    };
    Some(mentors.map(listed).collect())
}

/// The mentor's price with every adept, in order, and whom it would touch; none where there is no [`price`]. Nothing at all if cancelled.
///
/// `solution` must be the solution of `instance`. One search for the objective `total`; a solve for each adept under `floor` and `fair`.
pub fn list_of_mentor(instance: &Instance, solution: &Solution, mentor: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Listed>>> {
    let adepts = 0..instance.adepts();
    let Some(network) = network_of(instance, solution) else {
        return adepts.map(|adept| forced(instance, solution, adept, mentor, cancelled)).collect();
    };
    if mentor >= instance.mentors() {
        return Some(vec![None; instance.adepts()]);
    }
    let ways = Ways::of(solution, &network);
    let tree = ways_from(&network, mentor, cancelled)?;
    let firsts = first_steps(&network, &tree, mentor);
    let listed = |adept: usize| {
        let end = ways.end(adept);
        let toll = ways.toll(instance, adept, mentor, || ways.others(mentor, end, tree.distance[end]))?;
        let first = if ways.stands(adept, mentor) { None } else { firsts[end] };
        Some(Listed { loss: toll.loss, first, movers: toll.movers })
    };
    Some(adepts.map(listed).collect())
}

/// [`list_of_adept`] without the people.
pub fn prices_of_adept(instance: &Instance, solution: &Solution, adept: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Loss>>> {
    Some(losses(list_of_adept(instance, solution, adept, cancelled)?))
}

/// [`list_of_adept_by`] without the people.
pub fn prices_of_adept_by(
    columns: &Columns,
    instance: &Instance,
    solution: &Solution,
    adept: usize,
    cancelled: Cancelled<'_>,
) -> Option<Vec<Option<Loss>>> {
    Some(losses(list_of_adept_by(columns, instance, solution, adept, cancelled)?))
}

/// [`list_of_mentor`] without the people.
pub fn prices_of_mentor(instance: &Instance, solution: &Solution, mentor: usize, cancelled: Cancelled<'_>) -> Option<Vec<Option<Loss>>> {
    Some(losses(list_of_mentor(instance, solution, mentor, cancelled)?))
}

/// The whole re-arrangement behind the pair's line of [`list_of_adept`]; none where there is no [`price`].
///
/// `solution` must be the solution of `instance`. It takes as long as the whole list under the objective `total`, and one solve under `floor` and `fair`.
pub fn chain(instance: &Instance, solution: &Solution, adept: usize, mentor: usize) -> Option<Chain> {
    let Some(network) = network_of(instance, solution) else {
        let price = price(instance, solution, adept, mentor)?;
        return Some(Chain { loss: loss_of(&price), movers: others_of(&price, adept, mentor) });
    };
    if mentor >= instance.mentors() {
        return None;
    }
    let ways = Ways::of(solution, &network);
    let end = ways.end(adept);
    let columns = Columns::of(instance, &mut || false)?;
    let tree = ways_to(&network, &columns.fitting(instance)?, end, &mut || false)?;
    let toll = ways.toll(instance, adept, mentor, || ways.others(mentor, end, tree.distance[mentor]))?;
    let mut movers = Moves::new();
    let mut node = mentor;
    while node != end && !ways.stands(adept, mentor) {
        movers.extend(step(&network, &tree, node, node, tree.next[node]));
        node = tree.next[node];
    }
    Some(Chain { loss: toll.loss, movers })
}

/// The network of the solution; none when the objective is not the total.
pub(super) fn network_of<'a>(instance: &'a Instance, solution: &Solution) -> Option<Network<'a>> {
    let Certificate::Total(potentials) = &solution.certificate else { return None };
    Some(Network::of(instance, solution, potentials))
}

/// The columns that a search needs; under `floor` and `fair` there is no search, and none are made.
fn columns_for(instance: &Instance, solution: &Solution, cancelled: Cancelled<'_>) -> Option<Columns> {
    match solution.certificate {
        Certificate::Total(_) => Columns::of(instance, cancelled),
        _ => Columns::of(&Instance::new(0, 0), cancelled),
    }
}

/// The line of one really forced pair; the outer none if cancelled.
pub(super) fn forced(
    instance: &Instance,
    solution: &Solution,
    adept: usize,
    mentor: usize,
    cancelled: Cancelled<'_>,
) -> Option<Option<Listed>> {
    (!cancelled()).then(|| {
        let price = price(instance, solution, adept, mentor)?;
        let others = others_of(&price, adept, mentor);
        let first = others.first().copied().filter(|first| first.from == Some(mentor));
        Some(Listed { loss: loss_of(&price), first, movers: others.len() as u32 })
    })
}

fn loss_of(price: &Price) -> Loss {
    Loss { points: price.points, people: price.people, worst: Some(price.worst) }
}

/// Everybody who moves but the adept, whoever leaves the mentor first.
fn others_of(price: &Price, adept: usize, mentor: usize) -> Moves {
    let mut others: Moves = price.moves.iter().copied().filter(|step| step.adept != adept).collect();
    if let Some(place) = others.iter().position(|step| step.from == Some(mentor)) {
        others[..=place].rotate_right(1);
    }
    others
}

fn losses(list: Vec<Option<Listed>>) -> Vec<Option<Loss>> {
    list.into_iter().map(|listed| Some(listed?.loss)).collect()
}

/// The step that the tree has between a node and the root, from one node to the other; none when nobody moves.
fn step(network: &Network, tree: &Tree, node: usize, from: usize, to: usize) -> Option<Move> {
    let place = |node: usize| (node != network.nowhere()).then_some(node);
    let adept = tree.mover[node];
    (adept != NOBODY).then(|| Move { adept, from: place(from), to: place(to) })
}

/// For each node, the first step on the way to it from `start`, the root of the tree.
fn first_steps(network: &Network, tree: &Tree, start: usize) -> Vec<Option<Move>> {
    let mut first = vec![None; network.nodes()];
    for &node in tree.order.iter().skip(1) {
        let before = tree.next[node];
        first[node] = if before == start { step(network, tree, node, start, node) } else { first[before] };
    }
    first
}
