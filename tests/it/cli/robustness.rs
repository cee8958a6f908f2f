//! `match --robustness`: the share of other weightings in which a pair stays.

use std::fs;

use serde_json::Value;

use super::{CRITERIA, Table};

/// Two adepts who want the one seat of m1: a1 for the interests, a2 for the city. The first has it as long as the weight of interests is
/// at least that of the city.
fn rivals(interests: u32, city: u32) -> Table {
    let table = Table::laid();
    let criteria = CRITERIA.replace("weight = 60", &format!("weight = {interests}")).replace("weight = 40", &format!("weight = {city}"));
    fs::write(table.path("p/criteria.toml"), criteria).unwrap();
    let person = |id: &str, interests: &str, city: &str| {
        format!(
            r#"{{"id":"{id}","first_name":"{id}","last_name":"X","email":"","interests":["{interests}","{interests} 2"],"city":"{city}","capacity":1}}"#
        )
    };
    fs::write(table.path("p/mentors/all.json"), person("m1", "segling", "Uppsala")).unwrap();
    fs::write(table.path("p/adepts/all.json"), format!("[{},{}]", person("a1", "segling", "Kiruna"), person("a2", "bowling", "Uppsala")))
        .unwrap();
    table
}

fn share(table: &Table) -> (String, i64) {
    let answer: Value = serde_json::from_str(&table.say("match p --json --robustness").done()).unwrap();
    let pairs = answer["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 1, "{answer}");
    assert!(answer.get("certificate").is_none());
    (pairs[0]["adept"].as_str().unwrap().to_owned(), pairs[0]["robust"].as_i64().unwrap())
}

#[test]
fn a_share_is_of_the_weightings_that_leave_the_pair() {
    // What is drawn is between half and double: four times the other weight can never be turned.
    assert_eq!(share(&rivals(80, 20)), ("a1".to_owned(), 100));
    assert_eq!(share(&rivals(20, 80)), ("a2".to_owned(), 100));
    let (who, even) = share(&rivals(51, 50));
    assert_eq!(who, "a1");
    assert!((40..60).contains(&even), "{even}");
    let (_, leaning) = share(&rivals(80, 50));
    assert!((60..100).contains(&leaning), "{leaning}");
    assert_eq!(share(&rivals(51, 50)).1, even, "the same for everybody and for ever");
    // Only ratios count, so the largest weights say the same.
    assert_eq!(share(&rivals(510_000, 500_000)).1, even);
}

#[test]
fn a_lock_is_no_matter_of_weights() {
    let table = rivals(51, 50);
    table.say("decide p lock a1 m1").done();
    assert_eq!(share(&table), ("a1".to_owned(), 100));
}

#[test]
fn people_read_who_is_a_coin_flip() {
    let table = rivals(51, 50);
    let even = share(&table).1;
    let (en, sv) = (table.say("match p --robustness").done(), table.say("match p --robustness --lang sv").done());
    assert!(en.contains("HOLDS") && en.contains(&format!("coin flip {even} %")) && en.contains("Here: 1 coin flip."), "{en}");
    assert!(sv.contains("HÅLLER") && sv.contains(&format!("slantsingling {even} %")) && sv.contains("Här: 1 slantsingling."), "{sv}");
    let sure = rivals(80, 20).say("match p --robustness").done();
    assert!(sure.contains("100 %") && sure.contains("Here: 0 coin flips."), "{sure}");
    assert!(!table.say("match p").done().contains("HOLDS"));
    assert!(!table.say("match p --json").done().contains("robust"));
    assert!(table.say("match p --csv --robustness").failed_usage());
}
