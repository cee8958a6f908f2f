//! Prices by search against pairs that are really forced.

use proptest::prelude::*;

use super::cases::{Temper, case, structured};
use super::solved;
use crate::matching::{Instance, Loss, Objective, Solution, all_prices, price, prices_of_adept, prices_of_mentor};

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
        }
    }
}
