//! What it costs the program that people want a pair.

use crate::matching::engine::{Moves, moves};
use crate::matching::instance::Instance;
use crate::matching::solve::{Solution, resume};

/// What the program loses if a pair is forced and everything else is re-arranged as well as possible.
///
/// It is conditional on the locks, marks and seats that stand, and on the standing proposal: the steadiness holds
/// present pairs here as it would if the pair were really locked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Price {
    /// Basis points of the total that are lost. Negative when the total rises: the pair was ruled out and scores well,
    /// steadiness held a better one back, or others score more because somebody is left empty.
    pub points: i64,
    /// Matched adepts that are lost; negative when more are matched than before.
    pub people: i64,
    /// Basis points that the worst score of all loses; negative when it rises. 0 when nobody was or nobody is matched.
    pub worst: i64,
    /// Everybody who moves, the adept of the pair among them.
    pub moves: Moves,
}

fn worst_lost(before: Option<u16>, after: Option<u16>) -> i64 {
    match (before, after) {
        (Some(before), Some(after)) => i64::from(before) - i64::from(after),
        _ => 0,
    }
}

/// The price of forcing the pair: a real solve with the pair locked, started from the solution's potentials.
///
/// `solution` must be the solution of `instance`. An adept who is locked elsewhere is let go of that lock. Pairs that are
/// ruled out or forbidden have a price like others, since people may make them. There is no price, `None`, when
/// one of the two does not exist or is away, or when other people's locks take all the mentor's seats.
pub fn price(instance: &Instance, solution: &Solution, adept: usize, mentor: usize) -> Option<Price> {
    let standing = *solution.mentor_of.get(adept)?;
    if standing == Some(mentor) {
        return Some(Price { points: 0, people: 0, worst: 0, moves: Moves::new() });
    }
    if adept >= instance.adepts() || instance.adept_is_away(adept) || *instance.open_seats().get(mentor)? == 0 {
        return None;
    }
    let mut forced = instance.clone();
    forced.present(&solution.mentor_of);
    forced.lock(adept, mentor);
    let moved = |&other: &usize| instance.present_mentor(other) != solution.mentor_of.get(other).copied().flatten();
    let changed: Vec<usize> = (0..instance.adepts()).filter(moved).chain([adept]).collect();
    let (after, _) = resume(&forced, solution, &changed, None);
    Some(Price {
        points: solution.total - after.total,
        people: solution.matched as i64 - after.matched as i64,
        worst: worst_lost(solution.worst, after.worst),
        moves: moves(solution, &after),
    })
}
