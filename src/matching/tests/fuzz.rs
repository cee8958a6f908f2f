//! Many problems, each looked at from all sides: against its proof, against a solver that somebody else wrote, against the same
//! problem in another order, and warm against cold.
//!
//! Every problem is made from a number (`shapes.rs`), and a failure names it. A few run always, and as many as one likes:
//! `FUZZ="0 20000" cargo test --lib problems_of_many_shapes -- --nocapture` begins at problem 0 and runs 20,000.

use super::cases::Dice;
use super::independent::check_best;
use super::shapes::shape;
use super::warm::{check_against_cold, next, part_of};
use super::{brute, solved};
use crate::matching::{
    Change, Engine, Instance, Loss, Objective, Origin, Solution, all_prices, list_of_adept, list_of_mentor, price, robustness, solve,
    verify,
};

fn check(number: u64, large: bool) {
    let instance = shape(number, large);
    let mut dice = Dice(number);
    let solution = solved(&instance);
    assert!(brute::allowed(&instance, &solution.mentor_of));
    check_best(&instance, &solution);
    check_order(&instance, &solution, &mut dice);
    check_first_among_equals(&instance, &solution, &mut dice);
    check_under(&instance);
    check_there_and_back(&instance, &mut dice);
    check_replaced(&instance, &mut dice);
    check_prices(&instance, &solution, &mut dice);
    if dice.below(40) == 0 && !large {
        check_robustness(&instance, &solution);
    }
}

/// In another order the same wishes are fulfilled as well.
fn check_order(instance: &Instance, solution: &Solution, dice: &mut Dice) {
    let mut order = |count: usize| {
        let mut order: Vec<usize> = (0..count).collect();
        (1..count).for_each(|place| order.swap(place, dice.below(place + 1)));
        order
    };
    let (adepts, mentors) = (order(instance.adepts()), order(instance.mentors()));
    let new_mentor = |old: usize| mentors.iter().position(|&mentor| mentor == old);
    let mut other = part_of(instance, &adepts, &mentors);
    other.people_first(instance.puts_people_first());
    for (adept, &old) in adepts.iter().enumerate() {
        other.adept_away(adept, instance.adept_is_away(old));
        instance.locked(old).and_then(new_mentor).into_iter().for_each(|mentor| other.lock(adept, mentor));
    }
    let present: Vec<Option<usize>> = adepts.iter().map(|&old| instance.present_mentor(old).and_then(new_mentor)).collect();
    other.present(&present);
    let mut there = vec![None; instance.adepts()];
    for (own, &old) in solved(&other).mentor_of.iter().zip(&adepts) {
        there[old] = own.map(|mentor| mentors[mentor]);
    }
    assert!(brute::allowed(instance, &there));
    assert_eq!(brute::merit(instance, &there), brute::merit(instance, &solution.mentor_of));
}

/// With everybody before her where they are, nobody can have an earlier mentor in an assignment that is as good.
fn check_first_among_equals(instance: &Instance, solution: &Solution, dice: &mut Dice) {
    let (adepts, mentors) = (instance.adepts(), instance.mentors());
    let best = brute::merit(instance, &solution.mentor_of);
    for _ in 0..3 {
        let last = dice.below(adepts);
        let own = solution.mentor_of[last].unwrap_or(mentors);
        if instance.locked(last).is_some() || instance.adept_is_away(last) {
            continue;
        }
        let mut earlier = instance.clone();
        (0..last).for_each(|adept| {
            (0..mentors).filter(|&mentor| solution.mentor_of[adept] != Some(mentor)).for_each(|mentor| earlier.rule_out(adept, mentor));
        });
        (own..mentors).for_each(|mentor| earlier.rule_out(last, mentor));
        let other = solved(&earlier);
        let before = |of: &Solution| of.mentor_of[..last].to_vec();
        let as_good = brute::merit(instance, &other.mentor_of) == best;
        assert!(!as_good || before(&other) != before(solution) || other.mentor_of[last].is_none(), "adept {last}");
    }
}

/// What another objective would give is what it gives to whoever starts there.
fn check_under(instance: &Instance) {
    let engine = Engine::new(instance.clone());
    for objective in [Objective::Total, Objective::Floor, Objective::Fair] {
        let mut cold = instance.clone();
        cold.present(&engine.solution().mentor_of);
        cold.strive_for(objective);
        let (under, cold_one) = (engine.under(objective), solve(&cold));
        assert_eq!(verify(&cold, &under), Ok(()));
        assert_eq!((under.mentor_of, under.total, under.worst), (cold_one.mentor_of, cold_one.total, cold_one.worst), "{objective:?}");
    }
}

/// Twenty changes, each against the cold answer, and back again; then all is as it was.
fn check_there_and_back(instance: &Instance, dice: &mut Dice) {
    let mut fresh = instance.clone();
    fresh.afresh();
    let cold = solved(&fresh);
    let mut engine = Engine::new(fresh);
    let mut back = Vec::new();
    for step in 0..20 {
        let change = next(dice, instance.adepts(), instance.mentors());
        back.extend(inverse(engine.instance(), change));
        let before = engine.solution().mentor_of.clone();
        engine.change(change);
        check_against_cold(&engine, &before);
        if step % 8 == 7 {
            let (before, old) = (engine.solution().mentor_of.clone(), engine.instance().clone());
            let most = [2, 40, 9_000][dice.below(3)];
            engine.rescore(|adept, mentor| old.score(adept, mentor).saturating_add(dice.below(most) as u16));
            check_against_cold(&engine, &before);
        }
    }
    engine.rescore(|adept, mentor| instance.score(adept, mentor));
    for change in back.into_iter().rev() {
        engine.change(change);
    }
    engine.afresh();
    assert_eq!(engine.solution().mentor_of, cold.mentor_of, "there and back");
}

/// What takes the change back.
fn inverse(instance: &Instance, change: Change) -> Option<Change> {
    let (adepts, mentors) = (instance.adepts(), instance.mentors());
    let exist = |adept: usize, mentor: usize| adept < adepts && mentor < mentors;
    match change {
        Change::Lock { adept, mentor } if exist(adept, mentor) => Some(relock(instance, adept)),
        Change::Unlock { adept } if adept < adepts => Some(relock(instance, adept)),
        Change::Forbid { adept, mentor } if exist(adept, mentor) => mark(instance, adept, mentor),
        Change::Allow { adept, mentor } if exist(adept, mentor) => mark(instance, adept, mentor),
        Change::Seats { mentor, .. } if mentor < mentors => Some(Change::Seats { mentor, seats: bare(instance).seats(mentor) }),
        Change::AdeptLeaves { adept } | Change::AdeptReturns { adept } if instance.adept_is_away(adept) => {
            Some(Change::AdeptLeaves { adept })
        }
        Change::AdeptLeaves { adept } | Change::AdeptReturns { adept } => Some(Change::AdeptReturns { adept }),
        Change::MentorLeaves { mentor } | Change::MentorReturns { mentor } if instance.mentor_is_away(mentor) => {
            Some(Change::MentorLeaves { mentor })
        }
        Change::MentorLeaves { mentor } | Change::MentorReturns { mentor } => Some(Change::MentorReturns { mentor }),
        Change::StriveFor { .. } => Some(Change::StriveFor { objective: instance.objective() }),
        _ => None,
    }
}

/// The instance with everybody here: what rests while somebody is away shows.
fn bare(instance: &Instance) -> Instance {
    let mut bare = instance.clone();
    (0..bare.adepts()).for_each(|adept| bare.adept_away(adept, false));
    (0..bare.mentors()).for_each(|mentor| bare.mentor_away(mentor, false));
    bare
}

fn relock(instance: &Instance, adept: usize) -> Change {
    bare(instance).locked(adept).map_or(Change::Unlock { adept }, |mentor| Change::Lock { adept, mentor })
}

fn mark(instance: &Instance, adept: usize, mentor: usize) -> Option<Change> {
    let bare = bare(instance);
    let mut allowed = bare.clone();
    allowed.allow(adept, mentor);
    Some(if allowed == bare { Change::Allow { adept, mentor } } else { Change::Forbid { adept, mentor } })
}

/// Some people are gone for good, others change their numbers.
fn check_replaced(instance: &Instance, dice: &mut Dice) {
    let mut engine = Engine::new(instance.clone());
    let mut here = |count: usize| (0..count).filter(|_| dice.below(5) > 0).collect::<Vec<usize>>();
    let (adepts, mut mentors) = (here(instance.adepts()), here(instance.mentors()));
    mentors.reverse();
    let numbers = |people: &[usize]| people.iter().map(|&number| Some(number)).collect::<Vec<_>>();
    let origin = Origin { adepts: numbers(&adepts), mentors: numbers(&mentors) };
    let carried = |&adept: &usize| {
        let mentor = engine.solution().mentor_of[adept]?;
        mentors.iter().position(|&own| own == mentor)
    };
    let expected: Vec<Option<usize>> = adepts.iter().map(carried).collect();
    engine.replace(part_of(instance, &adepts, &mentors), &origin);
    check_against_cold(&engine, &expected);
}

/// All ways to ask for a price agree with the pair that is really forced.
fn check_prices(instance: &Instance, solution: &Solution, dice: &mut Dice) {
    let total = instance.objective() == Objective::Total;
    if !total && instance.adepts() * instance.mentors() > 60 {
        return;
    }
    let all = all_prices(instance, solution, &mut || false).expect("nobody cancels");
    for _ in 0..3 {
        let (adept, mentor) = (dice.below(instance.adepts()), dice.below(instance.mentors()));
        let row = list_of_adept(instance, solution, adept, &mut || false).expect("nobody cancels");
        let column = list_of_mentor(instance, solution, mentor, &mut || false).expect("nobody cancels");
        for (mentor, listed) in row.iter().enumerate() {
            assert_eq!(all.of(adept, mentor), listed.map(|listed| listed.loss), "adept {adept} mentor {mentor}");
        }
        for (adept, listed) in column.iter().enumerate() {
            assert_eq!(all.of(adept, mentor), listed.map(|listed| listed.loss), "adept {adept} mentor {mentor}");
        }
        let forced = price(instance, solution, adept, mentor);
        let loss = forced.map(|price| Loss { points: price.points, people: price.people, worst: (!total).then_some(price.worst) });
        assert_eq!(all.of(adept, mentor), loss, "adept {adept} mentor {mentor}");
    }
}

/// Every re-weighting against its cold answer; and that somebody cancelled once changes nothing.
fn check_robustness(instance: &Instance, solution: &Solution) {
    let mut cold = instance.clone();
    cold.present(&solution.mentor_of);
    cold.steadiness(0);
    let mut stays: Vec<Option<u32>> = solution.mentor_of.iter().map(|mentor| mentor.map(|_| 0)).collect();
    let mentors = instance.mentors();
    let scores = |weights: &[u32], table: &mut [u16]| {
        for (place, score) in table.iter_mut().enumerate() {
            let points = u64::from(instance.score(place / mentors, place % mentors));
            let (heavy, light) = (u64::from(weights[place % 2]), u64::from(weights[2]));
            *score = (points * heavy / (heavy + light)) as u16;
        }
    };
    let mut asked = 0;
    let mut impatient = || {
        asked += 1;
        asked > 20
    };
    assert_eq!(robustness(instance, solution, &[100; 3], scores, &mut impatient), None);
    let told = |weights: &[u32], table: &mut [u16]| {
        scores(weights, table);
        cold.set_scores(table);
        for ((stays, now), then) in stays.iter_mut().zip(&solution.mentor_of).zip(&solve(&cold).mentor_of) {
            stays.as_mut().filter(|_| now == then).into_iter().for_each(|stays| *stays += 1);
        }
    };
    let found = robustness(instance, solution, &[100; 3], told, &mut || false).expect("nobody cancels");
    assert_eq!(found.stays, stays);
}

/// The numbers from one on, with every tenth problem a large one; says which fail.
fn check_all(first: u64, count: u64) {
    let fails = |&(number, large): &(u64, bool)| {
        std::panic::catch_unwind(|| check(number, large)).inspect_err(|_| eprintln!("problem {number} {large}")).is_err()
    };
    let numbers = (first..first + count).map(|number| (number, number % 10 == 9));
    let failed: Vec<(u64, bool)> = numbers.filter(fails).collect();
    assert_eq!(failed, [], "of {count} problems");
}

/// Thirty problems, or those that `FUZZ` asks for.
#[test]
fn problems_of_many_shapes() {
    let range = std::env::var("FUZZ").unwrap_or_default();
    let mut numbers = range.split_whitespace().filter_map(|number| number.parse().ok());
    check_all(numbers.next().unwrap_or(0), numbers.next().unwrap_or(30));
}
