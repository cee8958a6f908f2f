//! Who would rather have each other.

use super::instance::Instance;
use super::solve::Solution;

/// Two people who would both rather have each other than what the assignment gives them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Blocking {
    /// The adept.
    pub adept: usize,
    /// The mentor.
    pub mentor: usize,
    /// What the adept would gain, in basis points; the whole score when she has nobody.
    pub adept_gains: u16,
    /// What the mentor would gain over the least of his adepts who are not locked, in basis points; the whole score when
    /// he has a free seat.
    pub mentor_gains: u16,
}

/// All pairs that block the assignment (Gale and Shapley 1962, with scores for preferences), by adept, then mentor.
///
/// Only possible pairs count, and only gains above 0. What people locked is no longer in question: locked adepts want nobody else, and
/// nobody takes their seats. The largest total has such pairs in general; they are something to know, not a mistake.
pub fn blocking_pairs<'a>(instance: &'a Instance, solution: &'a Solution) -> impl Iterator<Item = Blocking> + 'a {
    let least = least_wanted(instance, solution);
    instance.seekers().into_iter().flat_map(move |adept| {
        let own = solution.mentor_of.get(adept).copied().flatten();
        let has = own.map_or(0, |mentor| instance.score(adept, mentor));
        let least = least.clone();
        (0..instance.mentors()).filter(move |&mentor| own != Some(mentor) && instance.possible(adept, mentor)).filter_map(move |mentor| {
            let score = instance.score(adept, mentor);
            let (adept_gains, mentor_gains) = (score.checked_sub(has)?, score.checked_sub(least[mentor]?)?);
            (adept_gains > 0 && mentor_gains > 0).then_some(Blocking { adept, mentor, adept_gains, mentor_gains })
        })
    })
}

/// For each mentor the least score among the seats that may be had instead: 0 for a free one; none when there is none.
fn least_wanted(instance: &Instance, solution: &Solution) -> std::rc::Rc<[Option<u16>]> {
    let mut free = instance.open_seats();
    let mut least: Vec<Option<u16>> = vec![None; instance.mentors()];
    for adept in instance.seekers() {
        if let Some(mentor) = solution.mentor_of.get(adept).copied().flatten()
            && let Some(least) = least.get_mut(mentor)
        {
            let score = instance.score(adept, mentor);
            *least = Some(least.map_or(score, |least| least.min(score)));
            free[mentor] = free[mentor].saturating_sub(1);
        }
    }
    least.into_iter().zip(free).map(|(least, free)| if free > 0 { Some(0) } else { least }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::solve;

    fn check(instance: &Instance, pairs: &[(usize, usize, u16, u16)]) {
        let solution = solve(instance);
        let found = blocking_pairs(instance, &solution);
        let found: Vec<_> = found.map(|pair| (pair.adept, pair.mentor, pair.adept_gains, pair.mentor_gains)).collect();
        assert_eq!(found, pairs);
    }

    #[test]
    fn both_must_gain() {
        let mut instance = Instance::new(2, 2);
        for (adept, mentor, score) in [(0, 0, 9_000), (0, 1, 8_000), (1, 0, 8_500), (1, 1, 0)] {
            instance.set_score(adept, mentor, score);
        }
        check(&instance, &[(0, 0, 1_000, 500)]);
        instance.lock(1, 0);
        check(&instance, &[]);
        instance.unlock(1);
        instance.set_seats(0, 2);
        check(&instance, &[]);
        instance.set_seats(0, 1);
        instance.forbid(0, 0);
        check(&instance, &[]);
    }

    #[test]
    fn an_empty_adept_and_a_free_seat_gain_the_whole_score() {
        let mut instance = Instance::new(2, 1);
        instance.set_score(0, 0, 5_000);
        instance.set_score(1, 0, 4_000);
        check(&instance, &[]);
        let mut worse = solve(&instance);
        worse.mentor_of = vec![None, Some(0)];
        let found: Vec<_> = blocking_pairs(&instance, &worse).collect();
        assert_eq!(found, [Blocking { adept: 0, mentor: 0, adept_gains: 5_000, mentor_gains: 1_000 }]);
        worse.mentor_of = vec![None, None];
        assert_eq!(blocking_pairs(&instance, &worse).count(), 2);
    }
}
