//! The findings on programs made for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::second_look;
use crate::program::criteria::{Condition, Criteria, Criterion, CriterionId, Effect, Kind, Measured, Reward, Rule, Unknown};
use crate::program::problem::{Fault, Problem, SecondLook, Taken, Weighed};
use crate::program::{Answer, Application, FieldRef, PersonId, Program, Role, Weight, application::Source};
use crate::scoring::Scorer;

fn field(role: Role, name: &str) -> FieldRef {
    FieldRef { role, field: name.to_owned() }
}

fn both(name: &str) -> (FieldRef, FieldRef) {
    (field(Role::Mentor, name), field(Role::Adept, name))
}

fn person(role: Role, id: &str, answers: &[(&str, &str)]) -> Application {
    Application {
        id: PersonId::new(id).unwrap(),
        role,
        first_name: format!("F{id}"),
        last_name: format!("L{id}"),
        email: String::new(),
        phone: String::new(),
        answers: answers.iter().map(|(name, text)| ((*name).to_owned(), Answer::Text((*text).to_owned()))).collect(),
        source: Source { file: format!("{id}.json"), line: 1 },
    }
}

fn criterion(id: &str, kind: Kind) -> Criterion {
    Criterion { id: CriterionId(id.into()), label: id.to_owned(), weight: Weight(1000), kind }
}

fn number(id: &str, name: &str) -> Criterion {
    criterion(id, Kind::Number { measured: Measured::One(field(Role::Mentor, name)), zero: 0, full: 100_000 })
}

fn same(name: &str) -> Rule {
    let (a, b) = both(name);
    Rule { id: name.into(), label: name.into(), condition: Condition::Same(a, b), effect: Effect::Block, unknown: Unknown::Allow }
}

fn look(criteria: Vec<Criterion>, rules: Vec<Rule>, people: Vec<Application>) -> Vec<Problem> {
    let program = Program::new(Criteria { criteria, rules, ..Criteria::default() }, people);
    second_look(&Scorer::new(Arc::new(program)))
}

fn found(problems: &[Problem]) -> Vec<&SecondLook> {
    let second = |problem: &'_ Problem| if let Fault::SecondLook(found) = &problem.fault { Some(found.clone()) } else { None };
    assert!(problems.iter().all(|problem| second(problem).is_some()));
    problems.iter().filter_map(|problem| if let Fault::SecondLook(found) = &problem.fault { Some(found) } else { None }).collect()
}

/// Mentors with organisations, and one adept with one.
fn organisations(names: &[&str]) -> Vec<Application> {
    let mentor = |(nth, name): (usize, &&str)| person(Role::Mentor, &format!("m{nth:04}"), &[("organisation", name)]);
    names.iter().enumerate().map(mentor).chain([person(Role::Adept, "a1", &[("organisation", "Helt annat")])]).collect()
}

/// The groups of spellings, each sorted.
fn groups(problems: &[Problem]) -> Vec<(Vec<String>, Taken)> {
    let group = |found: &&SecondLook| {
        let SecondLook::Spellings { spellings, taken, .. } = found else { return None };
        let mut texts: Vec<String> = spellings.iter().filter_map(|spelling| spelling.text.clone()).collect();
        texts.sort();
        Some((texts, *taken))
    };
    found(problems).iter().filter_map(group).collect()
}

#[test]
fn spellings_are_grouped_and_the_rest_left_alone() {
    let names = [
        "Region Uppsala",
        "region uppsala",
        "Reg. Uppsala",
        "Region Skåne",
        "Region Skaraborg",
        "Bank A",
        "Bank B",
        "KTH",
        "Kungl. Tekniska högskolan",
    ];
    let seen = groups(&look(vec![], vec![same("organisation")], organisations(&names)));
    let group = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        seen,
        [
            (group(&["Reg. Uppsala", "Region Uppsala", "region uppsala"]), Taken::Apart),
            (group(&["KTH", "Kungl. Tekniska högskolan"]), Taken::Apart),
        ]
    );
    let seen = groups(&look(vec![], vec![same("organisation")], organisations(&["Volvo", "Volvo AB"])));
    assert_eq!(seen, [(group(&["Volvo", "Volvo AB"]), Taken::AsOne)]);
    let seen = groups(&look(vec![], vec![], organisations(&["Volvo", "Volvo AB"])));
    assert_eq!(seen, [(group(&["Volvo", "Volvo AB"]), Taken::NotCompared)]);
}

#[test]
fn places_are_one_by_the_table_and_never_by_a_letter() {
    let cities = |names: &[&str]| -> Vec<Application> {
        let mentor = |(nth, name): (usize, &&str)| person(Role::Mentor, &format!("m{nth}"), &[("city", name)]);
        names.iter().enumerate().map(mentor).collect()
    };
    let (a, b) = both("city");
    let distance = criterion("place", Kind::Distance { a, b, full_km: 10, zero_km: 100, remote: None });
    let seen = groups(&look(vec![distance.clone()], vec![], cities(&["Göteborg", "Gothenburg", "Botkyrka", "Tumba", "Lund", "Lunde"])));
    assert_eq!(seen, [(vec!["Gothenburg".to_owned(), "Göteborg".to_owned()], Taken::AsOne)]);
    let problems = look(vec![distance], vec![], cities(&["Göteborg", "Boten Anna", "Ankeborg 12"]));
    let unknown: Vec<Option<&str>> = found(&problems)
        .iter()
        .filter_map(|found| if let SecondLook::UnknownPlace { place, .. } = found { Some(place.as_deref()) } else { None })
        .collect();
    assert_eq!(unknown, [Some("Boten Anna"), None]);
}

#[test]
fn criteria_that_go_together_are_found_and_others_not() {
    let mentors = |other: fn(i64) -> i64| -> Vec<Application> {
        let mentor = |nth: i64| {
            let mut mentor = person(Role::Mentor, &format!("m{nth}"), &[]);
            mentor.answers =
                BTreeMap::from([("x".to_owned(), Answer::Number(nth * 5000)), ("y".to_owned(), Answer::Number(other(nth) * 1000))]);
            mentor
        };
        (0..20).map(mentor).chain((0..3).map(|nth| person(Role::Adept, &format!("a{nth}"), &[]))).collect()
    };
    let alike = |other: fn(i64) -> i64| {
        let problems = look(vec![number("one", "x"), number("other", "y")], vec![], mentors(other));
        found(&problems).iter().any(|found| matches!(found, SecondLook::Weighed(Weighed::Alike { same_fields: false, .. })))
    };
    assert!(alike(|nth| nth * 4 + 3));
    assert!(alike(|nth| nth * 4 + nth % 2));
    assert!(!alike(|nth| 90 - nth * 4), "they go against each other");
    assert!(!alike(|nth| (nth * 7) % 20 * 5));
    assert!(!alike(|nth| nth / 10 * 100), "too few values");
}

#[test]
fn many_of_a_kind_are_counted() {
    let names: Vec<String> = (0..40).flat_map(|nth| [format!("Bolaget nummer {nth}"), format!("bolaget nummer {nth} AB")]).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let problems = look(vec![], vec![same("organisation")], organisations(&names));
    assert_eq!(groups(&problems).len(), 6);
    assert!(found(&problems).iter().any(|found| matches!(found, SecondLook::More { who, .. } if who.count == 68)));
}

#[test]
fn thousands_of_spellings_are_no_matter() {
    let names: Vec<String> = (0..4000).map(|nth| format!("Företaget {} i {}", nth * 7919 % 4001, "åäö".repeat(nth % 9))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(look(vec![], vec![same("organisation")], organisations(&names)).len() < 20);
}

fn answers() -> impl Strategy<Value = Vec<(String, String, String)>> {
    let text = prop_oneof![
        "[ -~åäöÅÄÖ]{0,12}",
        prop::sample::select(vec![
            "Volvo",
            "volvo AB",
            "KTH",
            "Göteborg",
            "Goteborg",
            "Stokholm",
            "Inga.",
            "\u{202e}x",
            "Tekn. museet",
            "Tekniska museet"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec((text.clone(), text.clone(), text), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The order in which people are handed in changes nothing, whatever they wrote.
    #[test]
    fn the_order_of_people_changes_nothing(answers in answers()) {
        let people = |turned: bool| {
            let mut people: Vec<Application> = answers
                .iter()
                .enumerate()
                .map(|(nth, (organisation, city, interests))| {
                    let role = if nth % 2 == 0 { Role::Mentor } else { Role::Adept };
                    person(role, &format!("p{nth}"), &[("organisation", organisation), ("city", city), ("interests", interests)])
                })
                .collect();
            if turned {
                people.reverse();
            }
            people
        };
        let (a, b) = both("city");
        let (c, d) = both("interests");
        let criteria = || {
            let tags = Kind::Tags { a: vec![c.clone()], b: vec![d.clone()], measure: Default::default(), enough: 1, reward: Reward::Same };
            vec![
                criterion("place", Kind::Distance { a: a.clone(), b: b.clone(), full_km: 10, zero_km: 100, remote: None }),
                criterion("interests", tags),
            ]
        };
        let seen = look(criteria(), vec![same("organisation")], people(false));
        prop_assert_eq!(&seen, &look(criteria(), vec![same("organisation")], people(true)));
    }
}
