//! Problems of many shapes, each from one number: what the fuzzer (`fuzz.rs`) solves.
//!
//! They lean towards what lists of candidates, bounds and ties find hard: many equal scores, rows longer than a list, departments that
//! do not meet, crowds that want the same few mentors, and seats that nobody can take.

use super::cases::Dice;
use crate::matching::{FULL_SCORE, Instance, Objective};

/// The problem of this number; with up to 60 people on a side, or with 65 to 200 if `large`.
pub(super) fn shape(number: u64, large: bool) -> Instance {
    let mut dice = Dice(number.wrapping_mul(2).wrapping_add(u64::from(large)) << 20);
    let size = |dice: &mut Dice| {
        let most = [6, 20, 60][dice.below(3)];
        if large { 65 + dice.below(136) } else { 1 + dice.below(most) }
    };
    let (adepts, mentors) = match dice.below(4) {
        0 => (size(&mut dice), 1 + dice.below(12)),
        1 => (1 + dice.below(12), size(&mut dice)),
        2 => (size(&mut dice), size(&mut dice)),
        _ => [size(&mut dice); 2].into(),
    };
    let mut instance = Instance::new(adepts, mentors);
    instance.strive_for([Objective::Total, Objective::Total, Objective::Floor, Objective::Fair][dice.below(4)]);
    instance.people_first(dice.below(2) == 0);
    instance.steadiness([0, 0, 1, 100, 2_000, 10_000][dice.below(6)]);
    score(&mut instance, &mut dice);
    take_out(&mut instance, &mut dice);
    seat(&mut instance, &mut dice);
    decide(&mut instance, &mut dice);
    instance
}

fn each(instance: &Instance) -> impl Iterator<Item = (usize, usize)> + use<> {
    let mentors = instance.mentors();
    (0..instance.adepts() * mentors).map(move |place| (place / mentors, place % mentors))
}

fn score(instance: &mut Instance, dice: &mut Dice) {
    let temper = dice.below(11);
    let levels: Vec<usize> = (0..2 + dice.below(6)).map(|_| dice.below(10_001)).collect();
    let near = dice.below(10_000);
    let mut people = |count: usize| -> Vec<usize> { (0..count).map(|_| dice.below(101)).collect() };
    let (wants, offers) = (people(instance.adepts()), people(instance.mentors()));
    for (adept, mentor) in each(instance) {
        let score = match temper {
            0 => dice.below(10_001),
            1 | 2 => levels[dice.below(levels.len())],
            3 => near,
            4 => 0,
            5 => usize::from(FULL_SCORE),
            6 => usize::from(FULL_SCORE) - dice.below(3),
            7 => wants[adept] * offers[mentor],
            8 => (wants[adept] + offers[mentor]) * 50,
            9 => (wants[adept] ^ offers[mentor]) * 70 + dice.below(3),
            _ => near / (1 + mentor) + dice.below(2) * 40,
        };
        instance.set_score(adept, mentor, score as u16);
    }
}

fn take_out(instance: &mut Instance, dice: &mut Dice) {
    let temper = dice.below(9);
    let (share, blocks) = (1 + dice.below(19), 2 + dice.below(3));
    let crowd = 1 + dice.below(instance.adepts());
    let few = 1 + dice.below(instance.mentors().min(4));
    for (adept, mentor) in each(instance) {
        let out = match temper {
            0 => dice.below(20) < share,
            // Departments.
            1 => adept % blocks != mentor % blocks,
            2 => adept % blocks != mentor % blocks && dice.below(40) > 0,
            // A crowd that may sit with few only, perhaps with fewer than it is.
            3 => adept < crowd && mentor >= few,
            4 => adept < crowd && !(mentor + adept).is_multiple_of(instance.mentors().div_ceil(few)),
            // Some may sit with nobody, or nobody with some.
            5 => adept % 3 == 0 && adept < crowd,
            6 => mentor.is_multiple_of(few + 1),
            _ => false,
        };
        if out {
            instance.rule_out(adept, mentor);
        }
    }
    if dice.below(6) == 0 {
        for adept in 0..instance.adepts() {
            let favourite = (0..instance.mentors()).max_by_key(|&mentor| (instance.score(adept, mentor), mentor));
            favourite.into_iter().for_each(|mentor| instance.forbid(adept, mentor));
        }
    }
}

fn seat(instance: &mut Instance, dice: &mut Dice) {
    let temper = dice.below(5);
    for mentor in 0..instance.mentors() {
        let seats = match temper {
            0 | 1 => 1,
            2 => dice.below(6),
            3 => dice.below(2),
            _ => instance.adepts() / instance.mentors() + dice.below(2),
        };
        instance.set_seats(mentor, seats as u32);
    }
    if dice.below(10) == 0 {
        instance.set_seats(dice.below(instance.mentors()), [200, u32::MAX][dice.below(2)]);
    }
}

fn decide(instance: &mut Instance, dice: &mut Dice) {
    let (adepts, mentors) = (instance.adepts(), instance.mentors());
    let (locks, absence) = ([0, 0, 6, 2][dice.below(4)], [0, 0, 10][dice.below(3)]);
    let popular = dice.below(mentors);
    for adept in 0..adepts {
        if locks > 0 && dice.below(locks * 2) == 0 {
            let mentor = if locks == 2 { popular } else { dice.below(mentors) };
            instance.lock(adept, mentor);
        }
        instance.adept_away(adept, absence > 0 && dice.below(absence) == 0);
    }
    (0..mentors).for_each(|mentor| instance.mentor_away(mentor, absence > 0 && dice.below(absence) == 0));
    let temper = dice.below(4);
    let present: Vec<Option<usize>> = (0..adepts)
        .map(|adept| match temper {
            0 => None,
            1 => Some(dice.below(mentors)),
            2 => Some(dice.below(mentors)).filter(|mentor| mentor % 2 == 0),
            _ => Some((adept + popular) % mentors),
        })
        .collect();
    instance.present(&present);
}
