//! Against solvers that other people wrote, on instances that are too large to enumerate.

use lapjv::lapjv;
use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres;

use super::cases::{Temper, structured};
use super::solved;
use crate::matching::{Instance, Objective, Solution};

/// The largest sum of weights: a row for each seeking adept, a column for each open seat and one for each adept to stay without.
fn best_sum(instance: &Instance, weight: impl Fn(u16) -> i128) -> i128 {
    let seekers = instance.seekers();
    let seats: Vec<usize> =
        instance.open_seats().iter().enumerate().flat_map(|(mentor, &seats)| vec![mentor; seats.min(seekers.len())]).collect();
    if seekers.is_empty() {
        return 0;
    }
    let rows = seekers.iter().map(|&adept| {
        let pairs = seats.iter().map(|&mentor| instance.value(adept, mentor).map_or(0, &weight));
        pairs.chain(vec![0; seekers.len()]).collect::<Vec<i128>>()
    });
    kuhn_munkres(&Matrix::from_rows(rows).expect("all rows are equally long")).0
}

fn check_cold(instance: &Instance) {
    check_best(instance, &solved(instance));
}

/// The solution is as good as one that somebody else's solver finds, as far as that can say.
pub(super) fn check_best(instance: &Instance, solution: &Solution) {
    match instance.objective() {
        Objective::Total => check_total(instance, solution),
        Objective::Floor => check_floor(instance, solution),
        Objective::Fair => check_fair(instance, solution),
    }
}

fn check_total(instance: &Instance, found: &Solution) {
    let much = 40_000 * instance.adepts() as i128;
    let weight = |value: u16| if instance.puts_people_first() { much + i128::from(value) } else { much * i128::from(value) + 1 };
    let best = best_sum(instance, weight);
    let own = instance.seekers().into_iter().filter_map(|adept| instance.value(adept, found.mentor_of[adept]?));
    assert_eq!(own.map(weight).sum::<i128>(), best);
}

/// Every value weighs more than all larger ones together: what is left of the weight after the worst is a smaller power. With many
/// people and many values the powers are too large, and nothing is said.
fn check_fair(instance: &Instance, found: &Solution) {
    let seekers = instance.seekers();
    let mut values: Vec<u16> =
        seekers.iter().flat_map(|&adept| (0..instance.mentors()).filter_map(move |mentor| instance.value(adept, mentor))).collect();
    values.sort_unstable();
    values.dedup();
    let base = seekers.len() as i128 + 1;
    let levels = values.len() as u32;
    if base.checked_pow(levels + 3).is_none() {
        return;
    }
    let weight = |value: u16| {
        let rank = values.iter().position(|&other| other == value).map_or(0, |rank| rank as u32);
        base.pow(levels + 1) - base.pow(levels - rank)
    };
    let best = best_sum(instance, weight);
    let own = seekers.into_iter().filter_map(|adept| instance.value(adept, found.mentor_of[adept]?));
    assert_eq!(own.map(weight).sum::<i128>(), best);
}

/// Above the floor as many can be matched as without one, above the next value fewer, and the total is the largest.
fn check_floor(instance: &Instance, found: &Solution) {
    let count = |least: u16| best_sum(instance, |value| i128::from(value >= least));
    let own = instance.seekers().into_iter().filter_map(|adept| instance.value(adept, found.mentor_of[adept]?));
    let Some(floor) = own.clone().min() else { return assert_eq!(count(0), 0) };
    let matched = own.clone().count() as i128;
    assert_eq!((count(0), count(floor)), (matched, matched));
    assert!(count(floor + 1) < matched);
    let much = 40_000 * instance.adepts() as i128;
    let best = best_sum(instance, |value| if value < floor { 0 } else { much + i128::from(value) });
    assert_eq!(own.map(|value| much + i128::from(value)).sum::<i128>(), best);
}

const TEMPERS: [Temper; 5] = [Temper::Uniform, Temper::Criteria, Temper::Products, Temper::Tied, Temper::Equal];

#[test]
fn totals_agree() {
    for (number, temper) in (0..).zip(TEMPERS) {
        for (adepts, mentors, sparse) in [(40, 40, true), (120, 30, true), (30, 120, false), (97, 101, true)] {
            check_cold(&structured(temper, adepts, mentors, sparse, number));
        }
    }
    check_cold(&structured(Temper::Criteria, 300, 300, false, 1));
    check_cold(&structured(Temper::Uniform, 300, 290, true, 2));
}

/// Without marks, locks and free seats the other crate needs no more than the scores, which its floats hold exactly.
#[test]
fn totals_agree_with_a_second_solver() {
    for (number, temper) in (30..).zip(TEMPERS) {
        let instance = structured(temper, 120, 120, false, number);
        let costs = lapjv::Matrix::from_shape_fn((120, 120), |(adept, mentor)| 10_000.0 - f64::from(instance.score(adept, mentor)));
        let (columns, _) = lapjv(&costs).unwrap();
        let total = columns.iter().enumerate().map(|(adept, &mentor)| i64::from(instance.score(adept, mentor))).sum::<i64>();
        assert_eq!(solved(&instance).total, total, "{temper:?}");
    }
}

#[test]
fn floors_agree() {
    for (number, temper) in (10..).zip(TEMPERS) {
        for (adepts, mentors, sparse) in [(25, 25, true), (40, 12, false), (12, 40, true), (70, 66, true)] {
            let mut instance = structured(temper, adepts, mentors, sparse, number);
            instance.strive_for(Objective::Floor);
            check_cold(&instance);
        }
    }
}

#[test]
fn fair_ones_agree() {
    for number in 20..26 {
        for (adepts, mentors, sparse) in [(12, 12, false), (30, 30, true), (30, 9, true), (9, 30, true)] {
            let mut instance = structured(Temper::Tied, adepts, mentors, sparse, number);
            instance.strive_for(Objective::Fair);
            check_cold(&instance);
        }
    }
}

#[test]
fn large_fair_ones_are_proved() {
    for (temper, adepts, mentors) in
        [(Temper::Criteria, 150, 150), (Temper::Uniform, 90, 40), (Temper::Products, 60, 60), (Temper::Equal, 80, 80)]
    {
        let mut instance = structured(temper, adepts, mentors, true, 7);
        instance.strive_for(Objective::Fair);
        let fair = solved(&instance);
        instance.strive_for(Objective::Floor);
        let floor = solved(&instance);
        instance.strive_for(Objective::Total);
        instance.people_first(true);
        let total = solved(&instance);
        assert_eq!((fair.matched, floor.matched), (total.matched, total.matched));
        assert!(fair.total <= floor.total && floor.total <= total.total);
    }
}
