//! `compare`: two criteria files side by side, each proposal looked at with the eyes of both.

use std::fs;

use serde_json::{Value, json};

use super::{CRITERIA, Table};

/// One seat at m1, for whom a1 has the interests and a2 the city; m2 is nobody's match. A counts interests for most, B the city.
fn rivals() -> Table {
    let table = Table::laid();
    let person = |id: &str, interest: &str, city: &str| {
        format!(
            r#"{{"id":"{id}","first_name":"{id}","last_name":"X","interests":["{interest}","{interest} 2"],"city":"{city}","organisation":"{id}","capacity":1}}"#
        )
    };
    let mentors = [person("m1", "segling", "Uppsala"), person("m2", "bowling", "Gävle")].join(",");
    let adepts = [person("a1", "segling", "Kiruna"), person("a2", "schack", "Uppsala")].join(",");
    fs::write(table.path("p/mentors/all.json"), format!("[{mentors}]")).unwrap();
    fs::write(table.path("p/adepts/all.json"), format!("[{adepts}]")).unwrap();
    let weighed = |interests: u32, city: u32| {
        CRITERIA.replace("weight = 60", &format!("weight = {interests}")).replace("weight = 40", &format!("weight = {city}"))
    };
    fs::write(table.path("a.toml"), weighed(70, 30)).unwrap();
    fs::write(table.path("b.toml"), weighed(20, 80)).unwrap();
    table
}

fn compared(table: &Table) -> Value {
    serde_json::from_str(&table.say("compare p --criteria a.toml --criteria b.toml --json").done()).unwrap()
}

#[test]
fn each_is_worth_what_both_say() {
    let table = rivals();
    let answer = compared(&table);
    let side = |criteria: &str, by_a: i64, by_b: i64| {
        json!({
            "criteria": criteria, "objective": "total", "matched": 2,
            "by_a": {"total": by_a, "worst": 0, "not_possible": 0}, "by_b": {"total": by_b, "worst": 0, "not_possible": 0},
        })
    };
    // By hand: a1 and m1 share the interests (70 of 100, or 20), a2 and m1 the city (30, or 80), the others nothing.
    assert_eq!((&answer["a"], &answer["b"]), (&side("a.toml", 7_000, 2_000), &side("b.toml", 3_000, 8_000)));
    let expected = json!([
        {"adept": "a1", "from": {"mentor": "m1", "by_a": 7_000, "by_b": 2_000}, "to": {"mentor": "m2", "by_a": 0, "by_b": 0}},
        {"adept": "a2", "from": {"mentor": "m2", "by_a": 0, "by_b": 0}, "to": {"mentor": "m1", "by_a": 3_000, "by_b": 8_000}},
    ]);
    assert_eq!((&answer["schema"], &answer["moves"], &answer["decided"]), (&json!(1), &expected, &json!([])));
    for (name, total) in [("a.toml", 7_000), ("b.toml", 8_000)] {
        assert_eq!(table.say(&format!("match p --json --criteria {name}")).json()["total"], total, "{name}");
    }
}

#[test]
fn people_read_it_in_their_language() {
    let table = rivals();
    let en = table.say("compare p --criteria a.toml --criteria b.toml").quietly();
    assert_eq!(
        en,
        "A: a.toml. 2 of 2 adepts have a mentor.\n\
         B: b.toml. 2 of 2 adepts have a mentor.\n\
         \n\
         PROPOSAL  TOTAL BY A  WORST OFF BY A  TOTAL BY B  WORST OFF BY B\n\
         A                 70             0 %          20             0 %\n\
         B                 30             0 %          80             0 %\n\
         \n\
         Not the same mentor in both: 2 adepts\n\
         ADEPT      MENTOR IN A  BY A  BY B  MENTOR IN B  BY A  BY B\n\
         a1 X (a1)  m1 X (m1)    70 %  20 %  m2 X (m2)     0 %   0 %\n\
         a2 X (a2)  m2 X (m2)     0 %   0 %  m1 X (m1)    30 %  80 %\n"
    );
    let sv = table.say("compare p --criteria a.toml --criteria b.toml --lang sv").quietly();
    for words in ["FÖRSLAG  SUMMA ENLIGT A  SÄMST ENLIGT A", "2 adepter har inte samma mentor i båda:", "MENTOR I B"] {
        assert!(sv.contains(words), "{words:?} is not in\n{sv}");
    }
    let same = table.say("compare p --criteria a.toml --criteria a.toml").quietly();
    assert!(same.ends_with("\nNobody moves: both give the same pairs.\n"), "{same}");
}

#[test]
fn decisions_hold_under_both() {
    let table = rivals();
    table.say("decide p lock a1 m1").done();
    assert_eq!(compared(&table)["moves"], json!([]));
    table.say("decide p undo").done();
    table.say("decide p weight interests 0").done();
    let answer = compared(&table);
    assert_eq!((&answer["moves"], &answer["decided"]), (&json!([]), &json!(["interests"])));
    assert_eq!(answer["a"]["by_b"]["total"], 10_000);
    let out = table.say("compare p --criteria a.toml --criteria b.toml").done();
    assert!(out.ends_with("What the group has decided holds in place of what the files say: interests.\n"), "{out}");
}

#[test]
fn what_the_other_would_not_propose_is_counted() {
    let table = rivals();
    let strict = fs::read_to_string(table.path("b.toml")).unwrap().replace("steadiness = 0", "steadiness = 0\nminimum = 50");
    fs::write(table.path("b.toml"), strict).unwrap();
    let answer = compared(&table);
    // Only a2 and m1 reach the minimum, so a1 has nobody in B, and neither pair of A would do there.
    assert_eq!((&answer["b"]["matched"], &answer["moves"][0]["to"]), (&json!(1), &Value::Null));
    assert_eq!((&answer["a"]["by_b"]["not_possible"], &answer["b"]["by_b"]["not_possible"]), (&json!(2), &json!(0)));
    let out = table.say("compare p --criteria a.toml --criteria b.toml").quietly();
    assert!(out.contains("2 pairs of A cannot be proposed by B: a rule blocks or the minimum is not reached.\n"), "{out}");
    assert!(out.contains("\na1 X (a1)  m1 X (m1)    70 %  20 %  -\n"), "{out}");
}

#[test]
fn two_files_are_compared_and_not_one_or_three() {
    let table = rivals();
    assert!(table.say("compare p").failed_usage());
    assert!(table.say("compare p --criteria a.toml").failed(2).contains("compares two criteria files and got 1"));
    let three = "compare p --criteria a.toml --criteria b.toml --criteria a.toml";
    assert!(table.say(three).failed(2).contains("got 3"));
    assert!(table.say("compare p --criteria a.toml --criteria none.toml").failed(3).contains("cannot open none.toml"));
    // What is wrong with the people is said once.
    fs::write(table.path("p/adepts/more.json"), "{").unwrap();
    let err = table.say("compare p --criteria a.toml --criteria b.toml").err;
    assert_eq!(err.matches("more.json").count(), 1, "{err}");
}
