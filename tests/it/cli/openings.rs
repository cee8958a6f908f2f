//! What `match` and the minutes say about whoever has no mentor: the obstacles, and the single change that would help.

use std::fs;

use super::Table;

/// Three adepts in one city, two mentors there with a seat each; the rule keeps the third adept from both unless it is switched off, and the
/// second mentor is full in any case.
fn crowded() -> Table {
    let table = Table::laid();
    let criteria = r#"
schema = 1
[program]
title = "Trångt"
[[criterion]]
id = "rated"
kind = "pairs"
weight = 100
file = "ratings.csv"
scale = 100
[[rule]]
id = "met"
label = "Har träffats"
pairs_file = "met.csv"
[matching]
minimum = 30
"#;
    fs::write(table.path("p/criteria.toml"), criteria).unwrap();
    fs::write(
        table.path("p/ratings.csv"),
        "adept,mentor,rating\na1,m1,90\na1,m2,40\na2,m1,70\na2,m2,80\na3,m1,60\na3,m2,20\na4,m1,10\na4,m2,25\n",
    )
    .unwrap();
    fs::write(table.path("p/met.csv"), "adept,mentor\na3,m1\n").unwrap();
    let person = |id: &str| format!(r#"{{"id":"{id}","first_name":"Första{id}","last_name":"Sist","email":""}}"#);
    fs::write(table.path("p/mentors/all.json"), format!("[{},{}]", person("m1"), person("m2"))).unwrap();
    let adepts: Vec<String> = ["a1", "a2", "a3", "a4"].map(person).to_vec();
    fs::write(table.path("p/adepts/all.json"), format!("[{}]", adepts.join(","))).unwrap();
    table
}

#[test]
fn whoever_has_nobody_is_told_what_would_help() {
    let table = crowded();
    let answer = table.say("match p --json").json();
    let why = |answer: &serde_json::Value, place: usize| answer["unmatched_adepts"][place]["why"].as_str().unwrap().to_owned();
    assert_eq!(answer["pairs"].as_array().unwrap().len(), 2);
    let (a3, a4) = (why(&answer, 0), why(&answer, 1));
    assert_eq!(
        a3,
        "Of 2 mentors: 1 ruled out by the rule “Har träffats”, 1 below the program's minimum. \
         No single change gives a3 a mentor without taking another's."
    );
    assert_eq!(a4, "Of 2 mentors: 2 below the program's minimum. No single change gives a4 a mentor without taking another's.");
    // One more seat with the first mentor, and the rule is all that stands in the way of the third adept.
    table.say("decide p rule met warn").done();
    let answer = table.say("match p --json --lang sv").json();
    assert_eq!(
        why(&answer, 0),
        "Av 2 mentorer: 1 under programmets minsta poäng, 1 möjlig, men platserna gör mer nytta för andra. \
         En plats till hos m1 skulle ge a3 en mentor."
    );
    assert!(why(&answer, 1).ends_with(
        "Ingen enskild ändring ger a4 en mentor utan att någon annan blir utan. En plats till hos m1 skulle ge en annan en mentor."
    ));
}

#[test]
fn people_are_named_and_the_minutes_say_the_same() {
    let table = crowded();
    table.say("decide p rule met off").done();
    let out = table.say("match p").done();
    assert!(out.contains("\n    One more seat at Förstam1 Sist (m1) would place Förstaa3 Sist (a3).\n"), "{out}");
    table.say("save p").done();
    let minutes = fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap();
    assert!(minutes.contains("One more seat at Förstam1 Sist would place Förstaa3 Sist."), "{minutes}");
}

#[test]
fn where_everybody_has_a_mentor_nothing_is_said() {
    let table = crowded();
    let person = |id: &str| format!(r#"{{"id":"{id}","first_name":"F","last_name":"S","email":""}}"#);
    fs::write(table.path("p/adepts/all.json"), format!("[{},{}]", person("a1"), person("a2"))).unwrap();
    let out = table.say("match p").done();
    assert!(!out.contains("without a mentor\n") && !out.contains("would place"), "{out}");
}
