//! Problems with known answers, most of them of a kind that broke other solvers.

use super::solved;
use crate::matching::{Change, Engine, Instance, Move, Objective, price, solve, verify};

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
        check(&instance, &[Some(0), Some(1), Some(2), Some(3)], i64::from(score) * 4);
        let crowded = with_scores(&[[score; 2]; 4]);
        check(&crowded, &[Some(0), Some(1), None, None], i64::from(score) * 2);
    }
}

#[test]
fn one_mentor_wanted_by_all_goes_where_it_gains_most() {
    let instance = with_scores(&[[9_000, 8_900, 8_000], [9_500, 1_000, 900], [9_900, 9_000, 1_000]]);
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
    let with = |mentor| (0..250).filter(|&adept| solution.mentor_of[adept] == mentor).collect::<Vec<_>>();
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
    assert_eq!(price(&instance, &solution, 0, 0), None, "the locks take all seats");
}

#[test]
fn two_departments_do_not_touch() {
    let instance = departments();
    let solution = solved(&instance);
    assert_eq!(solution.matched, 35, "twenty of the first department and the fifteen mentors of the second");
    let mut engine = Engine::new(instance);
    let moves = engine.change(Change::Forbid { adept: 0, mentor: solution.mentor_of[0].expect("she has one") });
    assert!(!moves.is_empty() && moves.iter().all(|step| step.adept < 20), "{moves:?}");
}

#[test]
fn steadiness_holds_a_pair_until_a_change_gains_more() {
    for (bonus, gain, stays) in [(0, 0, true), (0, 2, false), (100, 199, true), (100, 200, true), (100, 201, false)] {
        let mut instance = with_scores(&[[5_000, 5_000 + gain], [5_000, 5_000]]);
        instance.present(&[Some(0), Some(1)]);
        instance.steadiness(bonus);
        let expected = if stays { [Some(0), Some(1)] } else { [Some(1), Some(0)] };
        check(&instance, &expected, 10_000 + if stays { 0 } else { i64::from(gain) });
    }
}

#[test]
fn an_undone_change_is_undone() {
    let instance = with_scores(&[[9_000, 5_000], [8_000, 1_000]]);
    let mut engine = Engine::new(instance.clone());
    let first = engine.solution().mentor_of.clone();
    let lock = Change::Lock { adept: 0, mentor: 0 };
    let swapped = vec![Move { adept: 0, from: Some(1), to: Some(0) }, Move { adept: 1, from: Some(0), to: Some(1) }];
    let price = price(&instance, engine.solution(), 0, 0).expect("the seat can be had");
    assert_eq!((price.points, price.people, &price.moves), (3_000, 0, &swapped));
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

#[test]
fn a_proposal_that_is_as_good_stays_until_somebody_starts_afresh() {
    let mut engine = Engine::new(with_scores(&[[5_000, 5_000, 0], [5_000, 5_000, 0]]));
    assert_eq!(engine.solution().mentor_of, [Some(0), Some(1)]);
    engine.change(Change::Forbid { adept: 0, mentor: 0 });
    assert_eq!(engine.solution().mentor_of, [Some(1), Some(0)]);
    assert_eq!(engine.change(Change::Allow { adept: 0, mentor: 0 }), []);
    assert_eq!(engine.afresh().len(), 2);
    assert_eq!(engine.solution().mentor_of, [Some(0), Some(1)]);
}

#[test]
fn allowing_does_not_overrule_a_rule() {
    let mut instance = with_scores(&[[9_000, 100]]);
    instance.rule_out(0, 0);
    let mut engine = Engine::new(instance);
    engine.change(Change::Forbid { adept: 0, mentor: 0 });
    assert_eq!(engine.change(Change::Allow { adept: 0, mentor: 0 }), []);
    assert!(!engine.instance().possible(0, 0));
    assert_eq!(engine.solution().mentor_of, [Some(1)]);
}

/// Products of two numbers, which drive shortest path solvers through every order of adepts (Machol and Wien 1977);
/// the best total is known: large meets large.
#[test]
fn products_pair_like_with_like() {
    let size = 90;
    let mut instance = Instance::new(size, size);
    for (adept, mentor) in (0..size * size).map(|place| (place / size, place % size)) {
        instance.set_score(adept, mentor, ((adept + 1) * (mentor + 1)) as u16);
    }
    let same: Vec<Option<usize>> = (0..size).map(Some).collect();
    check(&instance, &same, (1..=size as i64).map(|number| number * number).sum());
}

/// Scores by a rule, one seat a mentor.
fn scored(adepts: usize, mentors: usize, score: impl Fn(usize, usize) -> u16) -> Instance {
    let mut instance = Instance::new(adepts, mentors);
    for (adept, mentor) in (0..adepts * mentors).map(|place| (place / mentors, place % mentors)) {
        instance.set_score(adept, mentor, score(adept, mentor));
    }
    instance
}

/// Everybody's favourite is her own number, and forbidden; the others differ by little.
fn forbidden_favourites() -> Instance {
    let mut instance = scored(40, 40, |adept, mentor| if adept == mentor { 10_000 } else { ((adept * 11 + mentor * 5) % 37) as u16 });
    (0..40).for_each(|person| instance.forbid(person, person));
    instance
}

fn seats(mut instance: Instance, seats: impl Fn(usize) -> u32) -> Instance {
    (0..instance.mentors()).for_each(|mentor| instance.set_seats(mentor, seats(mentor)));
    instance
}

/// The first twenty adepts and twenty-five mentors are one department, the others another one.
fn departments() -> Instance {
    let mut instance = scored(40, 40, |adept, mentor| ((adept * 7 + mentor * 13) % 101) as u16 * 99);
    for (adept, mentor) in (0..1_600).map(|place| (place / 40, place % 40)) {
        if (adept < 20) != (mentor < 25) {
            instance.rule_out(adept, mentor);
        }
    }
    instance
}

/// What a package's users met with: solved and proved under every objective, as many matched as can be, and after a decision
/// as from nothing.
#[test]
fn what_broke_others_is_solved_under_every_objective() {
    let shared = |adept: usize, mentor: usize| ((adept * 31 + mentor * 17) % 97) as u16 * 100;
    let wanted = |adept: usize, mentor: usize| if mentor == 7 { 9_000 + adept as u16 } else { shared(adept, mentor) / 3 };
    let cases = [
        ("every favourite forbidden", forbidden_favourites(), 40),
        ("all equal", scored(40, 40, |_, _| 5_000), 40),
        ("all zero", scored(40, 40, |_, _| 0), 40),
        ("one mentor wanted by all", scored(40, 40, wanted), 40),
        ("one mentor wanted by all, and too few seats", scored(40, 25, wanted), 25),
        ("more capacity than people", seats(scored(30, 20, shared), |mentor| 2 + mentor as u32 % 3), 30),
        ("capacity without end", seats(scored(30, 20, shared), |_| u32::MAX), 30),
        ("a mentor with 200 seats", seats(scored(230, 3, shared), |mentor| if mentor == 1 { 200 } else { 10 }), 220),
        ("two departments", departments(), 35),
    ];
    for (name, mut instance, matched) in cases {
        for objective in [Objective::Total, Objective::Floor, Objective::Fair] {
            instance.strive_for(objective);
            let first = solved(&instance);
            assert_eq!(first.matched, matched, "{name}, {objective:?}");
            let mut engine = Engine::new(instance.clone());
            let mentor = first.mentor_of[3].unwrap_or(0);
            engine.change(Change::Forbid { adept: 3, mentor });
            assert_eq!(verify(engine.instance(), engine.solution()), Ok(()), "{name}, {objective:?}");
            let mut cold = instance.clone();
            cold.forbid(3, mentor);
            cold.present(&first.mentor_of);
            assert_eq!(engine.solution().mentor_of, solved(&cold).mentor_of, "{name}, {objective:?}");
        }
    }
}
