//! The whole room against the reference, and the instances that broke other solvers.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::brute;
use super::*;

/// A problem in plain numbers, as proptest makes and shrinks it.
#[derive(Clone, Debug)]
struct Case {
    adepts: usize,
    mentors: usize,
    scores: Vec<u16>,
    ruled_out: Vec<bool>,
    seats: Vec<u32>,
    locks: Vec<Option<usize>>,
    present: Vec<Option<usize>>,
    people_first: bool,
    steadiness: u32,
}

impl Case {
    fn instance(&self) -> Instance {
        let mut instance = Instance::new(self.adepts, self.mentors);
        instance.people_first(self.people_first);
        instance.steadiness(self.steadiness);
        instance.present(&self.present);
        for (place, &score) in self.scores.iter().enumerate() {
            let (adept, mentor) = (place / self.mentors, place % self.mentors);
            instance.set_score(adept, mentor, score);
            if self.ruled_out[place] {
                instance.rule_out(adept, mentor);
            }
        }
        for (mentor, &seats) in self.seats.iter().enumerate() {
            instance.set_seats(mentor, seats);
        }
        for (adept, &lock) in self.locks.iter().enumerate() {
            if let Some(mentor) = lock {
                instance.lock(adept, mentor);
            }
        }
        instance
    }
}

/// Scores of every temper: all different, a few values, nothing but ties.
fn score() -> impl Strategy<Value = BoxedStrategy<u16>> {
    prop_oneof![
        Just((0..=10_000_u16).boxed()),
        Just((0..4_u16).prop_map(|level| level * 2_500).boxed()),
        Just((0..2_u16).boxed()),
        Just(Just(0_u16).boxed()),
        Just(Just(10_000_u16).boxed()),
    ]
}

fn case(most: usize) -> impl Strategy<Value = Case> {
    (
        0..=most,
        0..=most,
        score(),
        0..=9_u32,
        prop_oneof![Just(0), Just(2_000_u32), 0..=10_000_u32],
    )
        .prop_flat_map(|(adepts, mentors, score, sparsity, steadiness)| {
            let pairs = adepts * mentors;
            let somebody = 0..mentors.max(1);
            (
                (Just(adepts), Just(mentors), vec(score, pairs)),
                vec((0..10_u32).prop_map(move |draw| draw < sparsity), pairs),
                vec(
                    prop_oneof![4 => Just(1_u32), 2 => Just(2), 1 => Just(0), 1 => 0..6_u32],
                    mentors,
                ),
                vec(option::weighted(0.15, somebody.clone()), adepts),
                prop_oneof![
                    Just(std::vec::Vec::new()).boxed(),
                    vec(option::of(somebody), adepts).boxed()
                ],
                any::<bool>(),
                Just(steadiness),
            )
        })
        .prop_map(
            |(
                (adepts, mentors, scores),
                ruled_out,
                seats,
                locks,
                present,
                people_first,
                steadiness,
            )| {
                Case {
                    adepts,
                    mentors,
                    scores,
                    ruled_out,
                    seats,
                    locks,
                    present,
                    people_first,
                    steadiness,
                }
            },
        )
}

fn change(people: usize) -> impl Strategy<Value = Change> {
    (0..people, 0..people, 0..4_u32, 0..5_u8).prop_map(|(adept, mentor, seats, kind)| match kind {
        0 => Change::Lock { adept, mentor },
        1 => Change::Unlock { adept },
        2 => Change::Forbid { adept, mentor },
        3 => Change::Allow { adept, mentor },
        _ => Change::Seats { mentor, seats },
    })
}

/// Solves, checks the proof, and hands the solution on.
fn solved(instance: &Instance) -> Solution {
    let solution = solve(instance);
    assert_eq!(
        verify(instance, &solution),
        Ok(()),
        "{:?}",
        solution.mentor_of
    );
    solution
}

fn check_against_all_assignments(instance: &Instance) {
    let solution = solved(instance);
    let best = brute::best(instance);
    assert_eq!(solution.mentor_of, best.mentor_of, "{instance:?}");
}

/// The instance with its people in another order: person `i` of the new one is person `order[i]` of the old one.
fn reordered(case: &Case, adepts: &[usize], mentors: &[usize]) -> Case {
    let pairs = || {
        adepts.iter().flat_map(|&adept| {
            mentors
                .iter()
                .map(move |&mentor| adept * case.mentors + mentor)
        })
    };
    let new_number = |old: usize| mentors.iter().position(|&mentor| mentor == old);
    let people = |old: &[Option<usize>]| -> Vec<Option<usize>> {
        adepts
            .iter()
            .map(|&adept| old.get(adept).copied().flatten().and_then(new_number))
            .collect()
    };
    Case {
        scores: pairs().map(|place| case.scores[place]).collect(),
        ruled_out: pairs().map(|place| case.ruled_out[place]).collect(),
        seats: mentors.iter().map(|&mentor| case.seats[mentor]).collect(),
        locks: people(&case.locks),
        present: people(&case.present),
        ..case.clone()
    }
}

fn case_in_two_orders(most: usize) -> impl Strategy<Value = (Case, Vec<usize>, Vec<usize>)> {
    case(most).prop_flat_map(|case| {
        let (adepts, mentors) = (
            Vec::from_iter(0..case.adepts),
            Vec::from_iter(0..case.mentors),
        );
        (
            Just(case),
            Just(adepts).prop_shuffle(),
            Just(mentors).prop_shuffle(),
        )
    })
}

fn pairs_of(solution: &Solution) -> Vec<(usize, usize)> {
    let pairs = solution.mentor_of.iter().enumerate();
    pairs
        .filter_map(|(adept, mentor)| Some((adept, (*mentor)?)))
        .collect()
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
                prop_assert!(adept >= case.adepts || mentor >= case.mentors || full);
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
            let cold = solved(engine.instance());
            prop_assert_eq!(&engine.solution().mentor_of, &cold.mentor_of);
            prop_assert_eq!(engine.solution().total, cold.total);
            prop_assert_eq!(engine.solution().matched, cold.matched);
            let changed = before.mentor_of.iter().zip(&cold.mentor_of).filter(|(from, to)| from != to).count();
            prop_assert_eq!(moves.len(), changed);
        }
        engine.afresh();
        prop_assert_eq!(&engine.solution().mentor_of, &solved(engine.instance()).mentor_of);
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

    #[test]
    fn a_standing_proposal_stays_when_nothing_changes(case in case(6)) {
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
    fn large_problems_are_proved_best(case in case(60), changes in vec(change(60), 1..8)) {
        let mut engine = Engine::new(case.instance());
        prop_assert_eq!(verify(engine.instance(), engine.solution()), Ok(()));
        for change in changes {
            engine.change(change);
            prop_assert_eq!(verify(engine.instance(), engine.solution()), Ok(()));
            prop_assert_eq!(&engine.solution().mentor_of, &solved(engine.instance()).mentor_of);
        }
    }
}

/// An instance with these scores by row, one seat a mentor.
fn with_scores<const MENTORS: usize>(rows: &[[u16; MENTORS]]) -> Instance {
    let mut instance = Instance::new(rows.len(), MENTORS);
    for (adept, row) in rows.iter().enumerate() {
        for (mentor, &score) in row.iter().enumerate() {
            instance.set_score(adept, mentor, score);
        }
    }
    instance
}

fn check(instance: &Instance, mentor_of: &[Option<usize>], total: i64) {
    let solution = solved(instance);
    assert_eq!(solution.mentor_of, mentor_of);
    assert_eq!(solution.total, total);
    assert_eq!(solution.matched, mentor_of.iter().flatten().count());
}

#[test]
fn nobody_is_a_normal_problem() {
    check(&Instance::new(0, 0), &[], 0);
    check(&Instance::new(0, 3), &[], 0);
    check(&Instance::new(3, 0), &[None; 3], 0);
}

#[test]
fn everything_ruled_out_leaves_everybody_empty() {
    let mut instance = with_scores(&[[9_000; 3]; 3]);
    for (adept, mentor) in (0..9).map(|place| (place / 3, place % 3)) {
        instance.rule_out(adept, mentor);
    }
    check(&instance, &[None; 3], 0);
    instance.lock(1, 2);
    check(&instance, &[None, Some(2), None], 9_000);
}

#[test]
fn equals_go_by_number() {
    for score in [0, 5_000, 10_000] {
        let instance = with_scores(&[[score; 4]; 4]);
        check(
            &instance,
            &[Some(0), Some(1), Some(2), Some(3)],
            i64::from(score) * 4,
        );
        let crowded = with_scores(&[[score; 2]; 4]);
        check(
            &crowded,
            &[Some(0), Some(1), None, None],
            i64::from(score) * 2,
        );
    }
}

#[test]
fn one_mentor_wanted_by_all_goes_where_it_gains_most() {
    let instance = with_scores(&[
        [9_000, 8_900, 8_000],
        [9_500, 1_000, 900],
        [9_900, 9_000, 1_000],
    ]);
    check(&instance, &[Some(2), Some(0), Some(1)], 26_500);
}

#[test]
fn a_forbidden_favourite_leaves_a_full_matching() {
    let mut instance = with_scores(&[[10_000, 10, 20], [10_000, 20, 10], [10_000, 0, 0]]);
    for adept in 0..2 {
        instance.forbid(adept, 0);
    }
    check(&instance, &[Some(2), Some(1), Some(0)], 10_040);
    instance.forbid(2, 0);
    check(&instance, &[Some(2), Some(1), None], 40);
}

#[test]
fn people_come_first_only_when_asked_to() {
    let mut instance = with_scores(&[[10_000, 100], [9_000, 0]]);
    instance.rule_out(1, 1);
    check(&instance, &[Some(1), Some(0)], 9_100);
    instance.people_first(false);
    check(&instance, &[Some(0), None], 10_000);
}

#[test]
fn of_equal_totals_the_one_with_more_people_is_better() {
    let mut instance = with_scores(&[[0, 0], [0, 0]]);
    instance.rule_out(1, 1);
    instance.people_first(false);
    check(&instance, &[Some(1), Some(0)], 0);
}

#[test]
fn two_hundred_seats_are_one_mentor() {
    let mut instance = Instance::new(250, 2);
    for adept in 0..250 {
        instance.set_score(adept, 0, 5_000 + adept as u16);
        instance.set_score(adept, 1, 4_000);
    }
    instance.set_seats(0, 200);
    instance.set_seats(1, 20);
    let solution = solved(&instance);
    let with = |mentor| {
        (0..250)
            .filter(|&adept| solution.mentor_of[adept] == mentor)
            .collect::<Vec<_>>()
    };
    assert_eq!(with(Some(0)), (50..250).collect::<Vec<_>>());
    assert_eq!(with(Some(1)), (0..20).collect::<Vec<_>>());
    instance.set_seats(0, u32::MAX);
    assert_eq!(solved(&instance).matched, 250);
}

#[test]
fn more_locks_than_seats_count_as_the_seats() {
    let mut instance = with_scores(&[[100, 0]; 4]);
    instance.set_seats(0, 1);
    instance.lock(2, 0);
    instance.lock(3, 0);
    check(&instance, &[Some(1), None, Some(0), Some(0)], 200);
    let solution = solve(&instance);
    assert_eq!(
        price(&instance, &solution, 0, 0),
        None,
        "the locks take all seats"
    );
}

#[test]
fn two_departments_do_not_touch() {
    let mut instance = Instance::new(40, 40);
    for (adept, mentor) in (0..1_600).map(|place| (place / 40, place % 40)) {
        instance.set_score(adept, mentor, ((adept * 7 + mentor * 13) % 101) as u16 * 99);
        if (adept < 20) != (mentor < 25) {
            instance.rule_out(adept, mentor);
        }
    }
    let solution = solved(&instance);
    assert_eq!(
        solution.matched, 35,
        "twenty of the first department and the fifteen mentors of the second"
    );
    let mut engine = Engine::new(instance);
    let moves = engine.change(Change::Forbid {
        adept: 0,
        mentor: solution.mentor_of[0].expect("she has one"),
    });
    assert!(
        !moves.is_empty() && moves.iter().all(|step| step.adept < 20),
        "{moves:?}"
    );
}

#[test]
fn steadiness_holds_a_pair_until_a_change_gains_more() {
    for (bonus, gain, stays) in [
        (0, 0, true),
        (0, 2, false),
        (100, 199, true),
        (100, 200, true),
        (100, 201, false),
    ] {
        let mut instance = with_scores(&[[5_000, 5_000 + gain], [5_000, 5_000]]);
        instance.present(&[Some(0), Some(1)]);
        instance.steadiness(bonus);
        let expected = if stays {
            [Some(0), Some(1)]
        } else {
            [Some(1), Some(0)]
        };
        check(
            &instance,
            &expected,
            10_000 + if stays { 0 } else { i64::from(gain) },
        );
    }
}

#[test]
fn an_undone_change_is_undone() {
    let instance = with_scores(&[[9_000, 5_000], [8_000, 1_000]]);
    let mut engine = Engine::new(instance.clone());
    let first = engine.solution().mentor_of.clone();
    let lock = Change::Lock {
        adept: 0,
        mentor: 0,
    };
    let swapped = vec![
        Move {
            adept: 0,
            from: Some(1),
            to: Some(0),
        },
        Move {
            adept: 1,
            from: Some(0),
            to: Some(1),
        },
    ];
    let price = price(&instance, engine.solution(), 0, 0).expect("the seat can be had");
    assert_eq!(
        (price.points, price.people, &price.moves),
        (3_000, 0, &swapped)
    );
    assert_eq!(engine.change(lock), swapped);
    assert_eq!(engine.change(Change::Unlock { adept: 0 }).len(), 2);
    assert_eq!(engine.solution().mentor_of, first);
}

#[test]
fn numbers_of_nobody_change_nothing() {
    let mut instance = with_scores(&[[10, 20], [30, 40]]);
    let before = instance.clone();
    instance.set_score(2, 0, 5);
    instance.rule_out(0, 2);
    instance.forbid(usize::MAX, usize::MAX);
    instance.allow(9, 9);
    instance.set_seats(2, 7);
    instance.lock(0, 2);
    instance.lock(2, 0);
    instance.unlock(7);
    instance.present(&[Some(9), None, Some(1)]);
    assert_eq!(instance, before);
    let solution = solve(&instance);
    assert_eq!(price(&instance, &solution, 2, 0), None);
    assert_eq!(price(&instance, &solution, 0, 2), None);
}

#[test]
fn the_largest_scores_and_bonuses_stay_exact() {
    let size = 300;
    let mut instance = Instance::new(size, size);
    let mirrored: Vec<Option<usize>> = (0..size).map(|adept| Some(size - 1 - adept)).collect();
    for (adept, mentor) in (0..size * size).map(|place| (place / size, place % size)) {
        instance.set_score(adept, mentor, u16::MAX);
    }
    instance.steadiness(u32::MAX);
    instance.present(&mirrored);
    check(&instance, &mirrored, 10_000 * size as i64);
}
