//! Who is next, when somebody declines.

use super::instance::Instance;
use super::prices::Cancelled;
use super::solve::{Solution, solve_from};

/// For each adept the mentors to ask next, the first choice first; at most `rounds` of them. None if cancelled.
///
/// Each round is itself a best assignment under the instance's objective, of everybody who is here, locked or not, over the
/// possible pairs that neither the solution nor an earlier round has used, with every mentor's full number of seats. So the standbys of one
/// round are consistent with each other: no mentor is the standby of more adepts than he takes, and the round is the best that all
/// could have together if all were declined at once. An adept without any mentor left in a round is skipped in that round:
/// her list is shorter. Locks and the present proposal play no part, since a standby is for when they have failed.
pub fn standbys(instance: &Instance, solution: &Solution, rounds: usize, cancelled: Cancelled<'_>) -> Option<Vec<Vec<usize>>> {
    let mut rest = instance.clone();
    rest.afresh();
    (0..instance.adepts()).for_each(|adept| rest.unlock(adept));
    let mut lists = vec![Vec::new(); instance.adepts()];
    let mut last = solution.clone();
    for _ in 0..rounds {
        if cancelled() {
            return None;
        }
        for (adept, &mentor) in last.mentor_of.iter().enumerate() {
            if let Some(mentor) = mentor {
                rest.forbid(adept, mentor);
            }
        }
        last = solve_from(&rest, &last);
        for (list, &mentor) in lists.iter_mut().zip(&last.mentor_of) {
            list.extend(mentor);
        }
        if last.matched == 0 {
            break;
        }
    }
    Some(lists)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::solve;

    #[test]
    fn nobody_is_promised_twice_and_nobody_is_repeated() {
        let mut instance = Instance::new(6, 5);
        for (adept, mentor) in (0..30).map(|place| (place / 5, place % 5)) {
            instance.set_score(adept, mentor, ((adept * 37 + mentor * 53) % 89) as u16 * 100);
        }
        instance.set_seats(2, 2);
        instance.lock(0, 4);
        instance.forbid(3, 0);
        let solution = solve(&instance);
        let lists = standbys(&instance, &solution, 3, &mut || false).expect("nobody cancels");
        for round in 0..3 {
            for mentor in 0..5 {
                let promised = lists.iter().filter(|list| list.get(round) == Some(&mentor)).count();
                assert!(promised <= instance.seats(mentor) as usize, "round {round}, mentor {mentor}: {promised}");
            }
        }
        for (adept, list) in lists.iter().enumerate() {
            let mut all: Vec<usize> = list.iter().copied().chain(solution.mentor_of[adept]).collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), list.len() + 1, "adept {adept}: {list:?}");
            assert!(list.iter().all(|&mentor| instance.possible(adept, mentor)));
        }
        assert_eq!(standbys(&instance, &solution, 3, &mut || true), None);
    }

    #[test]
    fn the_first_round_is_the_best_second_assignment() {
        let mut instance = Instance::new(2, 3);
        for (adept, mentor, score) in [(0, 0, 900), (0, 1, 500), (0, 2, 400), (1, 0, 800), (1, 1, 700), (1, 2, 100)] {
            instance.set_score(adept, mentor, score);
        }
        let solution = solve(&instance);
        assert_eq!(solution.mentor_of, [Some(0), Some(1)]);
        let lists = standbys(&instance, &solution, 9, &mut || false).expect("nobody cancels");
        assert_eq!(lists, [vec![1, 2], vec![0, 2]]);
    }
}
