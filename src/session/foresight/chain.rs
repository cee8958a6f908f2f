//! Who moves because of whom.

use std::collections::{BTreeMap, VecDeque};

use crate::program::Pair;
use crate::session::{Consequences, Move};

impl Consequences {
    /// Everybody who moves when the pair is made, in the order in which one move follows from another: the adept of the pair, whoever loses
    /// that seat, whoever loses the seat that this one gets, and so on; then whoever comes to a seat that has been left. Of several who lose a seat at the same
    /// mentor the first by id makes room. Moves that follow from no other come last, by id.
    pub fn in_chain(&self, pair: Pair) -> Vec<Move> {
        chain(&self.moves, pair.adept)
    }
}

/// The moves, that of `first` and what follows from it before the others.
fn chain(moves: &[Move], first: usize) -> Vec<Move> {
    let mut waiting = Waiting::of(moves);
    let mut told: Vec<Move> = Vec::with_capacity(moves.len());
    // Up to here it is settled who comes to the seats that were left.
    let mut settled = 0;
    let mut next = moves.iter().position(|one| one.adept == first);
    while let Some(step) = next.or_else(|| waiting.anybody()).and_then(|place| waiting.take(place)) {
        told.push(step);
        next = step.to.and_then(|mentor| waiting.leaving(mentor));
        while next.is_none()
            && let Some(left) = told.get(settled)
        {
            next = left.from.and_then(|mentor| waiting.coming(mentor));
            settled += usize::from(next.is_none());
        }
    }
    told
}

/// The moves that are not told yet, by the mentor who is left and by the one who is come to.
struct Waiting<'a> {
    moves: &'a [Move],
    told: Vec<bool>,
    everybody: VecDeque<usize>,
    leaving: BTreeMap<usize, VecDeque<usize>>,
    coming: BTreeMap<usize, VecDeque<usize>>,
}

impl<'a> Waiting<'a> {
    fn of(moves: &'a [Move]) -> Self {
        let (mut leaving, mut coming) = (BTreeMap::<usize, VecDeque<usize>>::new(), BTreeMap::<usize, VecDeque<usize>>::new());
        for (place, one) in moves.iter().enumerate() {
            one.from.into_iter().for_each(|mentor| leaving.entry(mentor).or_default().push_back(place));
            one.to.into_iter().for_each(|mentor| coming.entry(mentor).or_default().push_back(place));
        }
        Self { moves, told: vec![false; moves.len()], everybody: (0..moves.len()).collect(), leaving, coming }
    }

    /// Tells a move.
    fn take(&mut self, place: usize) -> Option<Move> {
        *self.told.get_mut(place)? = true;
        self.moves.get(place).copied()
    }

    fn leaving(&mut self, mentor: usize) -> Option<usize> {
        first_untold(self.leaving.get_mut(&mentor)?, &self.told)
    }

    fn coming(&mut self, mentor: usize) -> Option<usize> {
        first_untold(self.coming.get_mut(&mentor)?, &self.told)
    }

    fn anybody(&mut self) -> Option<usize> {
        first_untold(&mut self.everybody, &self.told)
    }
}

/// The first that is not told, which stays.
fn first_untold(queue: &mut VecDeque<usize>, told: &[bool]) -> Option<usize> {
    while queue.front().is_some_and(|place| told.get(*place).copied().unwrap_or(true)) {
        queue.pop_front();
    }
    queue.front().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moves as `adept from to`, mentors as letters, `-` for nobody; the chain as adepts.
    #[track_caller]
    fn check(moves: &[&str], first: usize, expected: &[usize]) {
        let mentor = |letter: u8| (letter != b'-').then(|| usize::from(letter - b'a'));
        let step = |one: &&str| match one.as_bytes() {
            [adept, b' ', from, to] => Move { adept: usize::from(adept - b'0'), from: mentor(*from), to: mentor(*to) },
            other => panic!("{other:?}"),
        };
        let moves: Vec<Move> = moves.iter().map(step).collect();
        let told = chain(&moves, first);
        assert_eq!(told.iter().map(|one| one.adept).collect::<Vec<_>>(), expected, "{moves:?}");
        let mut sorted = told;
        sorted.sort_by_key(|one| one.adept);
        assert_eq!(sorted, moves, "somebody is lost, or told twice");
    }

    #[test]
    fn one_move_follows_from_another() {
        check(&[], 0, &[]);
        check(&["0 ab"], 0, &[0]);
        // One loses the seat to the adept of the pair, the next to that one, and the last has nobody.
        check(&["0 cd", "1 bc", "2 ab", "3 d-"], 2, &[2, 1, 0, 3]);
        // A free seat ends the chain; whoever comes to the seat that was left follows, and whoever comes to theirs.
        check(&["0 ba", "1 ax", "2 -b"], 1, &[1, 0, 2]);
        // Both ends.
        check(&["0 ba", "1 ax", "2 xy", "3 cb"], 1, &[1, 2, 0, 3]);
    }

    #[test]
    fn cycles_end_where_they_began() {
        check(&["0 ab", "1 ba"], 1, &[1, 0]);
        check(&["0 ab", "1 bc", "2 ca"], 0, &[0, 1, 2]);
        check(&["0 ab", "1 bc", "2 ca"], 2, &[2, 0, 1]);
        // A cycle that nothing leads to is told last.
        check(&["0 pq", "1 qp", "2 ab", "3 ba"], 2, &[2, 3, 0, 1]);
    }

    #[test]
    fn a_mentor_can_have_several_seats() {
        // Two leave the same mentor: the first by id makes room, the other one follows when the chain has ended.
        check(&["0 mn", "1 mo", "2 am"], 2, &[2, 0, 1]);
        // Two come to the same mentor, and each takes the seat of one.
        check(&["0 am", "1 bm", "2 m-", "3 mc"], 1, &[1, 2, 0, 3]);
        // An adept who had nobody comes to a mentor with a free seat, and nobody else moves.
        check(&["3 -m"], 3, &[3]);
    }

    #[test]
    fn nobody_of_the_pair_moves() {
        check(&["0 ab", "1 ba"], 9, &[0, 1]);
    }
}
