//! What holds for every problem: random ones against the reference, and large ones against their proof.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::cases::{Case, case, change};
use super::{brute, solved};
use crate::matching::{Engine, Instance, Objective, Solution, price, verify};

fn check_against_all_assignments(instance: &Instance) {
    let solution = solved(instance);
    let best = brute::best(instance);
    assert_eq!(solution.mentor_of, best.mentor_of, "{instance:?}");
}

/// The instance with its people in another order: person `i` of the new one is person `order[i]` of the old one.
fn reordered(case: &Case, adepts: &[usize], mentors: &[usize]) -> Case {
    let pairs = || adepts.iter().flat_map(|&adept| mentors.iter().map(move |&mentor| adept * case.mentors + mentor));
    let new_number = |old: usize| mentors.iter().position(|&mentor| mentor == old);
    let people = |old: &[Option<usize>]| -> Vec<Option<usize>> {
        adepts.iter().map(|&adept| old.get(adept).copied().flatten().and_then(new_number)).collect()
    };
    Case {
        scores: pairs().map(|place| case.scores[place]).collect(),
        ruled_out: pairs().map(|place| case.ruled_out[place]).collect(),
        seats: mentors.iter().map(|&mentor| case.seats[mentor]).collect(),
        locks: people(&case.locks),
        present: people(&case.present),
        away: (adepts.iter().map(|&a| case.away.0[a]).collect(), mentors.iter().map(|&m| case.away.1[m]).collect()),
        ..case.clone()
    }
}

fn case_in_two_orders(most: usize) -> impl Strategy<Value = (Case, Vec<usize>, Vec<usize>)> {
    case(most).prop_flat_map(|case| {
        let (adepts, mentors) = (Vec::from_iter(0..case.adepts), Vec::from_iter(0..case.mentors));
        (Just(case), Just(adepts).prop_shuffle(), Just(mentors).prop_shuffle())
    })
}

fn pairs_of(solution: &Solution) -> Vec<(usize, usize)> {
    let pairs = solution.mentor_of.iter().enumerate();
    pairs.filter_map(|(adept, mentor)| Some((adept, (*mentor)?))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_solution_is_the_best_of_all_assignments(case in case(5)) {
        check_against_all_assignments(&case.instance());
    }

    #[test]
    fn a_price_is_what_really_forcing_the_pair_loses(case in case(5), adept in 0..5_usize, mentor in 0..5_usize) {
        let instance = case.instance();
        let solution = solved(&instance);
        let mut forced = instance.clone();
        forced.present(&solution.mentor_of);
        forced.lock(adept, mentor);
        match price(&instance, &solution, adept, mentor) {
            Some(price) => {
                let after = brute::best(&forced).mentor_of;
                let total = |mentor_of: &[Option<usize>]| -> i64 {
                    let pairs = mentor_of.iter().enumerate().filter_map(|(adept, mentor)| Some((adept, (*mentor)?)));
                    pairs.map(|(adept, mentor)| i64::from(instance.score(adept, mentor))).sum()
                };
                prop_assert_eq!(price.points, solution.total - total(&after));
                let worst = after.iter().enumerate().filter_map(|(adept, mentor)| Some(instance.score(adept, (*mentor)?))).min();
                prop_assert_eq!(price.worst, solution.worst.zip(worst).map_or(0, |(before, after)| i64::from(before) - i64::from(after)));
                prop_assert_eq!(price.people, solution.matched as i64 - after.iter().flatten().count() as i64);
                let mut moved = solution.mentor_of.clone();
                for step in &price.moves {
                    prop_assert_eq!(moved[step.adept], step.from);
                    moved[step.adept] = step.to;
                }
                prop_assert_eq!(moved, after);
            }
            None => {
                let others = (0..case.adepts).filter(|&other| other != adept && instance.locked(other) == Some(mentor));
                let full = others.count() >= instance.seats(mentor) as usize;
                prop_assert!(adept >= case.adepts || mentor >= case.mentors || full || instance.adept_is_away(adept));
            }
        }
    }

    #[test]
    fn an_engine_stands_where_a_cold_solve_does(case in case(6), changes in vec(change(6), 1..12)) {
        let mut engine = Engine::new(case.instance());
        for change in changes {
            let before = engine.solution().clone();
            let moves = engine.change(change);
            prop_assert_eq!(verify(engine.instance(), engine.solution()), Ok(()));
            let mut instance = engine.instance().clone();
            instance.present(&before.mentor_of);
            let cold = solved(&instance);
            prop_assert_eq!(&engine.solution().mentor_of, &cold.mentor_of);
            prop_assert_eq!(engine.solution().total, cold.total);
            prop_assert_eq!(engine.solution().matched, cold.matched);
            let changed = before.mentor_of.iter().zip(&cold.mentor_of).filter(|(from, to)| from != to).count();
            prop_assert_eq!(moves.len(), changed);
        }
        let mut without_proposal = engine.instance().clone();
        without_proposal.present(&[]);
        engine.afresh();
        prop_assert_eq!(&engine.solution().mentor_of, &solved(&without_proposal).mentor_of);
    }

    #[test]
    fn another_order_of_people_changes_nothing_but_ties((case, adepts, mentors) in case_in_two_orders(5)) {
        let instance = case.instance();
        let solution = solved(&instance);
        let other = solved(&reordered(&case, &adepts, &mentors).instance());
        let mut named: Vec<_> =
            pairs_of(&other).into_iter().map(|(adept, mentor)| (adepts[adept], mentors[mentor])).collect();
        named.sort_unstable();
        let mut there = vec![None; case.adepts];
        for &(adept, mentor) in &named {
            there[adept] = Some(mentor);
        }
        prop_assert_eq!(brute::merit(&instance, &there), brute::merit(&instance, &solution.mentor_of));
        if brute::best(&instance).count == 1 {
            prop_assert_eq!(there, solution.mentor_of);
        }
    }

    /// Under the floor only without steadiness: see `a_new_pair_hides_what_the_floor_could_be`.
    #[test]
    fn a_standing_proposal_stays_when_nothing_changes(mut case in case(6)) {
        if case.objective == Objective::Floor {
            case.steadiness = 0;
        }
        let mut instance = case.instance();
        let solution = solved(&instance);
        instance.present(&solution.mentor_of);
        prop_assert_eq!(solved(&instance).mentor_of, solution.mentor_of);
    }

    #[test]
    fn a_solution_is_verified_exactly_when_it_is_allowed_and_best(
        case in case(6), who in any::<prop::sample::Index>(), mentor in option::of(0..7_usize)
    ) {
        let instance = case.instance();
        let mut spoiled = solved(&instance);
        let best = brute::merit(&instance, &spoiled.mentor_of);
        if case.adepts > 0 {
            spoiled.mentor_of[who.index(case.adepts)] = mentor;
        }
        let scores = spoiled.mentor_of.iter().enumerate().filter_map(|(adept, mentor)| Some(instance.score(adept, (*mentor)?)));
        spoiled.worst = scores.min();
        spoiled.matched = spoiled.mentor_of.iter().flatten().count();
        let pairs = pairs_of(&spoiled);
        spoiled.total = pairs.iter().map(|&(adept, mentor)| i64::from(instance.score(adept, mentor))).sum();
        let allowed = brute::allowed(&instance, &spoiled.mentor_of);
        let right = allowed && brute::merit(&instance, &spoiled.mentor_of) == best;
        prop_assert_eq!(verify(&instance, &spoiled).is_ok(), right);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_solution_is_the_best_of_all_assignments_of_seven(case in case(7)) {
        check_against_all_assignments(&case.instance());
    }

    #[test]
    fn large_problems_are_proved_best(case in case(130), changes in vec(change(130), 1..6)) {
        let mut engine = Engine::new(case.instance());
        prop_assert_eq!(verify(engine.instance(), engine.solution()), Ok(()));
        for change in changes {
            engine.change(change);
            prop_assert_eq!(verify(engine.instance(), engine.solution()), Ok(()));
            prop_assert_eq!(&engine.solution().mentor_of, &solved(engine.instance()).mentor_of);
        }
    }
}
