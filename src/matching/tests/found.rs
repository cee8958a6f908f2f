//! Problems that were solved wrongly or without end once, each found by the fuzzer (`fuzz.rs`), and the edges of the numbers.

use super::cases::Dice;
use super::solved;
use super::warm::{check_against_cold, next};
use crate::matching::{Change, Engine, Instance, Objective, Scale, solve};

/// A search knows a free seat, looks at whole rows for a nearer one, and on the way meets somebody who can do without a seat and is nearer still.
#[test]
fn somebody_met_on_the_way_to_a_known_seat_may_stay_without() {
    let (adepts, mentors) = (107, 74);
    let mut dice = Dice(1_663_341_875_487_338_025);
    let mut instance = Instance::new(adepts, mentors);
    instance.people_first(false);
    let offers: Vec<usize> = (0..mentors).map(|_| dice.below(100)).collect();
    for adept in 0..adepts {
        let want = dice.below(100);
        (0..mentors).for_each(|mentor| instance.set_score(adept, mentor, (want * offers[mentor]) as u16));
    }
    (0..mentors).for_each(|mentor| instance.set_seats(mentor, dice.below(3) as u32));
    let mut engine = Engine::new(instance);
    for _ in 0..6 {
        let before = engine.solution().mentor_of.clone();
        engine.change(next(&mut dice, adepts, mentors));
        check_against_cold(&engine, &before);
    }
}

/// A crowd outbids itself beyond what any seat can be worth. The price is cut off there, and whoever looks at a list must know: or a mentor who is as
/// good as those on it stays unseen.
#[test]
fn a_price_that_is_cut_off_hides_nobody() {
    for number in [19, 35, 153, 201, 273, 284, 380, 540, 564, 640, 692, 712] {
        let mut dice = Dice(number);
        let (adepts, mentors) = (8 + dice.below(30), 66 + dice.below(60));
        let people_first = dice.below(2) == 0;
        let (levels, keep, few, crowd) = (1 + dice.below(6), 1 + dice.below(12), 1 + dice.below(4), 3 + dice.below(adepts - 3));
        let scores = |dice: &mut Dice| (0..adepts * mentors).map(|_| 10_000 - dice.below(levels) as u16 * 20).collect::<Vec<_>>();
        let mut instance = Instance::new(adepts, mentors);
        instance.people_first(people_first);
        instance.set_scores(&scores(&mut dice));
        for (adept, mentor) in (0..adepts * mentors).map(|place| (place / mentors, place % mentors)) {
            if adept < crowd && mentor >= few || adept >= crowd && dice.below(mentors) >= keep {
                instance.rule_out(adept, mentor);
            }
        }
        (0..mentors).for_each(|mentor| instance.set_seats(mentor, dice.below(2) as u32 + u32::from(mentor < few)));
        let mut engine = Engine::new(instance.clone());
        engine.afresh();
        assert_eq!(engine.solution().mentor_of, solved(&instance).mentor_of, "problem {number}");
        for _ in 0..4 {
            let before = engine.solution().mentor_of.clone();
            let scores = scores(&mut dice);
            engine.rescore(|adept, mentor| scores[adept * mentors + mentor]);
            check_against_cold(&engine, &before);
        }
    }
}

/// Those who can sit with a few only, or with nobody, outbid each other until the auction says that it is enough. (It took hours once.)
#[test]
fn nobody_bids_for_ever_for_what_there_is_too_little_of() {
    for (adepts, mentors, few) in [(400, 200, 0), (400, 200, 2), (200, 400, 3), (300, 300, 1)] {
        let mut instance = Instance::new(adepts, mentors);
        for (adept, mentor) in (0..adepts * 3 / 4).flat_map(|adept| (few..mentors).map(move |mentor| (adept, mentor))) {
            instance.rule_out(adept, mentor);
        }
        let open = mentors.min(few + adepts / 4);
        assert_eq!(solved(&instance).matched, open.min(adepts));
    }
}

/// The largest numbers that a pair can have, under every objective, with everybody's wish the same.
#[test]
fn nothing_overflows_where_everything_is_full() {
    for objective in [Objective::Total, Objective::Floor, Objective::Fair] {
        for (adepts, mentors) in [(90, 70), (70, 90)] {
            let mut instance = Instance::new(adepts, mentors);
            instance.strive_for(objective);
            instance.set_scores(&vec![10_000; adepts * mentors]);
            instance.steadiness(10_000);
            instance.present(&(0..adepts).map(|adept| Some((adept + 1) % mentors)).collect::<Vec<_>>());
            let solution = solved(&instance);
            assert_eq!((solution.matched, solution.total), (70, 700_000));
            let mut engine = Engine::new(instance);
            for mentor in [0, 69, 5] {
                let before = engine.solution().mentor_of.clone();
                engine.change(Change::Seats { mentor, seats: 0 });
                check_against_cold(&engine, &before);
            }
        }
    }
}

/// Prices of 800 million points: 20,000 people want three mentors.
#[test]
fn twenty_thousand_people_want_three_mentors() {
    let mut instance = Instance::new(20_000, 3);
    for adept in 0..20_000 {
        (0..3).for_each(|mentor| instance.set_score(adept, mentor, if (adept + mentor).is_multiple_of(7) { 10_000 } else { 9_000 }));
    }
    instance.set_seats(1, 40);
    instance.steadiness(10_000);
    instance.present(&[None, Some(2)]);
    let mut engine = Engine::new(instance);
    assert_eq!((engine.solution().matched, engine.solution().mentor_of[1]), (42, Some(2)));
    for change in [Change::Lock { adept: 19_999, mentor: 1 }, Change::Seats { mentor: 0, seats: 20 }] {
        let before = engine.solution().mentor_of.clone();
        engine.change(change);
        let mut cold = engine.instance().clone();
        cold.present(&before);
        assert_eq!(engine.solution().mentor_of, solve(&cold).mentor_of);
    }
}

/// Four ceilings stay far below what 64 bits hold, and below a quarter of it, where the ways of prices end.
#[test]
fn weights_of_a_million_people_leave_room() {
    for adepts in [1, 20_000, 1_000_000, 1_200_000] {
        for (people_first, bonus) in [(true, 10_000), (false, 10_000), (true, 0), (false, 0)] {
            let mut instance = Instance::new(adepts, 0);
            instance.people_first(people_first);
            instance.steadiness(bonus);
            let Scale { matched, point, kept, .. } = Scale::of(&instance);
            let ceiling = matched + 10_000 * point + kept;
            assert!(ceiling > 0 && ceiling < i64::MAX / 4 / 16, "{adepts} {ceiling}");
            let people = adepts.min(1_000_000) as i64;
            assert!(!people_first || matched / point > 2 * 20_000 * people, "one person is worth more than all points");
        }
    }
}
