//! Prices by search against pairs that are really forced.

use proptest::prelude::*;

use super::brute;
use super::cases::{Temper, case, structured};
use super::solved;
use crate::matching::{
    Chain, Columns, Instance, Listed, Loss, Move, Objective, Solution, all_prices, chain, list_of_adept, list_of_adept_by, list_of_mentor,
    price, prices_of_adept, prices_of_mentor,
};

fn never() -> impl FnMut() -> bool {
    || false
}

/// What forcing the pair really loses.
fn forced(instance: &Instance, solution: &Solution, adept: usize, mentor: usize) -> Option<Loss> {
    let price = price(instance, solution, adept, mentor)?;
    let worst = (!matches!(instance.objective(), Objective::Total)).then_some(price.worst);
    Some(Loss { points: price.points, people: price.people, worst })
}

fn check(instance: &Instance) -> Result<(), TestCaseError> {
    let solution = solved(instance);
    let all = all_prices(instance, &solution, &mut never()).expect("nobody cancels");
    for adept in 0..instance.adepts() {
        let row = prices_of_adept(instance, &solution, adept, &mut never()).expect("nobody cancels");
        for (mentor, &found) in row.iter().enumerate() {
            let real = forced(instance, &solution, adept, mentor);
            prop_assert_eq!(found, real, "adept {} mentor {}", adept, mentor);
            prop_assert_eq!(all.of(adept, mentor), real);
        }
        prop_assert_eq!(all.of(adept, instance.mentors()), None);
    }
    for mentor in 0..instance.mentors() {
        let column = prices_of_mentor(instance, &solution, mentor, &mut never()).expect("nobody cancels");
        for (adept, &found) in column.iter().enumerate() {
            prop_assert_eq!(found, all.of(adept, mentor));
        }
    }
    Ok(())
}

/// The pairs after the adept got the mentor and everybody of the chain moved; none when it is not one that people could carry out.
fn carried_out(instance: &Instance, solution: &Solution, (adept, mentor): (usize, usize), chain: &Chain) -> Option<Vec<Option<usize>>> {
    let mut forced = instance.clone();
    forced.lock(adept, mentor);
    let mut after = solution.mentor_of.clone();
    after[adept] = Some(mentor);
    for &Move { adept: other, from, to } in &chain.movers {
        let first_time = other != adept && after[other] == from && solution.mentor_of[other] == from;
        after[other] = (first_time && from != to).then_some(to)?;
    }
    brute::allowed(&forced, &after).then_some(after)
}

/// The chain is legal and loses what it says, and the line of the list is its summary.
fn check_chain(instance: &Instance, solution: &Solution, pair: (usize, usize), listed: Listed) -> Result<(), TestCaseError> {
    let chain = chain(instance, solution, pair.0, pair.1).expect("it has a price");
    prop_assert_eq!(chain.loss, listed.loss, "{:?}", pair);
    prop_assert_eq!(chain.movers.len(), listed.movers as usize, "{:?} {:?}", pair, chain);
    let leaves = |step: &&Move| step.from == Some(pair.1);
    prop_assert_eq!(chain.movers.first().filter(leaves), listed.first.as_ref());
    prop_assert_eq!(chain.movers.iter().find(leaves), listed.first.as_ref());
    let after = carried_out(instance, solution, pair, &chain);
    prop_assert!(after.is_some(), "{:?} {:?} {:?}", pair, solution.mentor_of, chain);
    let after = after.unwrap_or_default();
    let pairs = || after.iter().enumerate().filter_map(|(adept, mentor)| Some((adept, (*mentor)?)));
    let total: i64 = pairs().map(|(adept, mentor)| i64::from(instance.score(adept, mentor))).sum();
    prop_assert_eq!(solution.total - total, listed.loss.points, "{:?} {:?}", pair, chain);
    prop_assert_eq!(solution.matched as i64 - pairs().count() as i64, listed.loss.people);
    let worst = pairs().map(|(adept, mentor)| i64::from(instance.score(adept, mentor))).min();
    if let (Some(lost), Some(before), Some(after)) = (listed.loss.worst, solution.worst, worst) {
        prop_assert_eq!(i64::from(before) - after, lost);
    }
    Ok(())
}

/// Both lists say the same of a pair; whom they name first may differ among equals.
fn check_lists(instance: &Instance) -> Result<(), TestCaseError> {
    let solution = solved(instance);
    let lists = (0..instance.adepts()).map(|adept| list_of_adept(instance, &solution, adept, &mut never()).expect("nobody cancels"));
    let lists: Vec<Vec<Option<Listed>>> = lists.collect();
    for mentor in 0..instance.mentors() {
        let column = list_of_mentor(instance, &solution, mentor, &mut never()).expect("nobody cancels");
        for (adept, (list, of_mentor)) in lists.iter().zip(column).enumerate() {
            let of_adept = list[mentor];
            prop_assert_eq!(of_adept.map(|listed| (listed.loss, listed.movers)), of_mentor.map(|listed| (listed.loss, listed.movers)));
            let Some((listed, other)) = of_adept.zip(of_mentor) else {
                prop_assert_eq!(chain(instance, &solution, adept, mentor), None);
                continue;
            };
            prop_assert!(other.first.is_none_or(|first| first.from == Some(mentor) && solution.mentor_of[first.adept] == Some(mentor)));
            check_chain(instance, &solution, (adept, mentor), listed)?;
        }
    }
    Ok(())
}

/// The fewest people that any best re-arrangement around the pair moves, of all that there are.
fn fewest_movers(instance: &Instance, solution: &Solution, (adept, mentor): (usize, usize)) -> Option<u32> {
    let mut forced = instance.clone();
    forced.present(&solution.mentor_of);
    forced.lock(adept, mentor);
    let choices = instance.mentors() + 1;
    let all = (0..choices.pow(instance.adepts() as u32)).filter_map(|number| {
        let place = |other: usize| number / choices.pow(other as u32) % choices;
        let mentor_of: Vec<Option<usize>> =
            (0..instance.adepts()).map(|other| Some(place(other)).filter(|&own| own < instance.mentors())).collect();
        brute::allowed(&forced, &mentor_of).then(|| {
            let moved = |other: &usize| *other != adept && mentor_of[*other] != solution.mentor_of[*other];
            (brute::merit(&forced, &mentor_of), (0..instance.adepts()).filter(moved).count() as u32)
        })
    });
    let (_, fewest) = all.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)))?;
    Some(fewest)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_chain_can_be_carried_out_and_loses_what_it_says(case in case(6)) {
        check_lists(&case.instance())?;
    }

    #[test]
    fn no_best_re_arrangement_moves_fewer(case in case(4)) {
        let mut instance = case.instance();
        instance.strive_for(Objective::Total);
        let solution = solved(&instance);
        for adept in 0..instance.adepts() {
            let list = list_of_adept(&instance, &solution, adept, &mut never()).expect("nobody cancels");
            for (mentor, listed) in list.into_iter().enumerate().filter_map(|(mentor, listed)| Some((mentor, listed?))) {
                prop_assert_eq!(Some(listed.movers), fewest_movers(&instance, &solution, (adept, mentor)), "{} {}", adept, mentor);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn so_can_every_chain_in_larger_problems(case in case(20)) {
        let mut instance = case.instance();
        instance.strive_for(Objective::Total);
        check_lists(&instance)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_price_is_what_really_forcing_the_pair_loses(case in case(6)) {
        check(&case.instance())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn so_it_is_in_larger_problems(case in case(24)) {
        check(&case.instance())?;
    }
}

#[test]
fn cancelled_prices_are_no_prices() {
    let instance = Instance::new(3, 3);
    let solution = solved(&instance);
    assert!(all_prices(&instance, &solution, &mut || true).is_none());
    assert!(all_prices(&instance, &solution, &mut || false).is_some());
}

/// More mentors than one band of the closure has, with shortage, with plenty, and with people who come second.
#[test]
fn ways_through_many_mentors_agree_with_single_searches() {
    for (adepts, mentors, people_first, steadiness) in
        [(70, 150, true, 100), (150, 70, false, 0), (130, 131, true, 0), (400, 66, true, 300)]
    {
        let mut instance = structured(Temper::Criteria, adepts, mentors, true, 11);
        instance.people_first(people_first);
        instance.steadiness(steadiness);
        let solution = solved(&instance);
        let all = all_prices(&instance, &solution, &mut never()).expect("nobody cancels");
        for adept in (0..adepts).step_by(9) {
            let row = prices_of_adept(&instance, &solution, adept, &mut never()).expect("nobody cancels");
            for (mentor, &found) in row.iter().enumerate() {
                assert_eq!(found, all.of(adept, mentor), "adept {adept} mentor {mentor}");
            }
            let mentor = adept % mentors;
            assert_eq!(row[mentor], forced(&instance, &solution, adept, mentor));
            let column = prices_of_mentor(&instance, &solution, mentor, &mut never()).expect("nobody cancels");
            for (adept, &found) in column.iter().enumerate() {
                assert_eq!(found, all.of(adept, mentor), "adept {adept} mentor {mentor}");
            }
        }
    }
}

/// Columns that were turned over once are of use to instances that were made from that one, and refused by others.
#[test]
fn columns_that_are_kept_give_the_same_lists() {
    let mut instance = structured(Temper::Criteria, 90, 70, true, 3);
    instance.steadiness(100);
    let columns = Columns::of(&instance, &mut never()).expect("nobody cancels");
    for round in 0..60 {
        instance.forbid(round, (round * 7) % 70);
        instance.rule_out(round, (round * 11) % 70);
        if round % 3 == 0 {
            instance.lock(round + 1, (round * 5) % 70);
        }
        let solution = solved(&instance);
        assert_eq!(columns.fit(&instance), round < 48, "{round}");
        for adept in [round, round + 1, 89 - round] {
            let kept = list_of_adept_by(&columns, &instance, &solution, adept, &mut never());
            let loses = |list: Option<Vec<Option<Listed>>>| -> Vec<_> {
                list.into_iter().flatten().map(|listed| listed.map(|listed| (listed.loss, listed.movers))).collect()
            };
            assert_eq!(loses(kept), loses(list_of_adept(&instance, &solution, adept, &mut never())), "{round} {adept}");
        }
    }
    for others in [Instance::new(90, 71), Instance::new(91, 70), structured(Temper::Criteria, 90, 70, true, 3)] {
        assert!(!columns.fit(&others));
        let solution = solved(&others);
        assert_eq!(list_of_adept_by(&columns, &others, &solution, 3, &mut never()), list_of_adept(&others, &solution, 3, &mut never()));
    }
}
