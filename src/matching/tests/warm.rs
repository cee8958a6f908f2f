//! Long evenings: every kind of change, one after the other, and the cold answer after each.

use super::cases::{Dice, Temper, structured};
use super::solved;
use crate::matching::{Change, Engine, Instance, Objective, Origin, verify};

/// What somebody does next, with numbers of people who may not exist.
pub(super) fn next(dice: &mut Dice, adepts: usize, mentors: usize) -> Change {
    let (adept, mentor) = (dice.below(adepts + 1), dice.below(mentors + 1));
    match dice.below(20) {
        0..5 => Change::Lock { adept, mentor },
        5..8 => Change::Unlock { adept },
        8..11 => Change::Forbid { adept, mentor },
        11..13 => Change::Allow { adept, mentor },
        13..15 => Change::Seats { mentor, seats: dice.below(4) as u32 },
        15 => Change::AdeptLeaves { adept },
        16 => Change::AdeptReturns { adept },
        17 => Change::MentorLeaves { mentor },
        18 => Change::MentorReturns { mentor },
        _ => Change::StriveFor { objective: [Objective::Total, Objective::Floor, Objective::Fair][dice.below(3)] },
    }
}

pub(super) fn check_against_cold(engine: &Engine, before: &[Option<usize>]) {
    assert_eq!(verify(engine.instance(), engine.solution()), Ok(()));
    let mut cold = engine.instance().clone();
    cold.present(before);
    let cold = solved(&cold);
    let warm = engine.solution();
    assert_eq!((&warm.mentor_of, warm.total, warm.worst), (&cold.mentor_of, cold.total, cold.worst));
}

fn check_evening(mut instance: Instance, objective: Objective, steadiness: u32, seed: u64) {
    instance.strive_for(objective);
    instance.steadiness(steadiness);
    let (adepts, mentors) = (instance.adepts(), instance.mentors());
    let mut dice = Dice(seed);
    let mut engine = Engine::new(instance);
    for step in 0..500 {
        let before = engine.solution().mentor_of.clone();
        if step % 25 == 24 {
            let heavier: Vec<u16> = (0..adepts).map(|_| dice.below(300) as u16).collect();
            let old = engine.instance().clone();
            engine.rescore(|adept, mentor| old.score(adept, mentor).saturating_sub(150) + heavier[adept] / (mentor as u16 % 3 + 1));
        } else {
            engine.change(next(&mut dice, adepts, mentors));
        }
        check_against_cold(&engine, &before);
    }
}

#[test]
fn five_hundred_changes_under_the_total() {
    check_evening(structured(Temper::Criteria, 14, 12, true, 1), Objective::Total, 100, 1);
    check_evening(structured(Temper::Tied, 9, 14, true, 2), Objective::Total, 0, 2);
}

#[test]
fn five_hundred_changes_under_the_floor() {
    check_evening(structured(Temper::Criteria, 14, 12, true, 3), Objective::Floor, 100, 3);
    check_evening(structured(Temper::Tied, 12, 8, false, 4), Objective::Floor, 0, 4);
}

#[test]
fn five_hundred_changes_under_the_fair_one() {
    check_evening(structured(Temper::Criteria, 14, 12, true, 5), Objective::Fair, 100, 5);
    check_evening(structured(Temper::Tied, 12, 8, false, 6), Objective::Fair, 0, 6);
}

#[test]
fn people_arrive_and_are_gone_for_good() {
    for objective in [Objective::Total, Objective::Floor, Objective::Fair] {
        let mut whole = structured(Temper::Criteria, 20, 18, true, 8);
        whole.strive_for(objective);
        whole.steadiness(50);
        let mut engine = Engine::new(whole.clone());
        let mut dice = Dice(9);
        let (mut adepts, mut mentors): (Vec<usize>, Vec<usize>) = ((0..20).collect(), (0..18).collect());
        for _ in 0..40 {
            let here = |all: usize, dice: &mut Dice| -> Vec<usize> { (0..all).filter(|_| dice.below(6) > 0).collect() };
            let (new_adepts, new_mentors) = (here(20, &mut dice), here(18, &mut dice));
            let from = |new: &[usize], old: &[usize]| new.iter().map(|&number| old.binary_search(&number).ok()).collect::<Vec<_>>();
            let origin = Origin { adepts: from(&new_adepts, &adepts), mentors: from(&new_mentors, &mentors) };
            let part = part_of(&whole, &new_adepts, &new_mentors);
            let before = engine.solution().mentor_of.clone();
            let stay = |&old: &Option<usize>| {
                let mentor = before[old?]?;
                origin.mentors.iter().position(|&from| from == Some(mentor))
            };
            let expected: Vec<Option<usize>> = origin.adepts.iter().map(stay).collect();
            engine.replace(part, &origin);
            check_against_cold(&engine, &expected);
            (adepts, mentors) = (new_adepts, new_mentors);
        }
    }
}

pub(super) fn part_of(whole: &Instance, adepts: &[usize], mentors: &[usize]) -> Instance {
    let mut part = Instance::new(adepts.len(), mentors.len());
    part.strive_for(whole.objective());
    part.steadiness(whole.bonus());
    for (mentor, &old) in mentors.iter().enumerate() {
        part.set_seats(mentor, whole.seats(old));
        for (adept, &own) in adepts.iter().enumerate() {
            part.set_score(adept, mentor, whole.score(own, old));
            if !whole.possible(own, old) {
                part.rule_out(adept, mentor);
            }
        }
    }
    part
}
