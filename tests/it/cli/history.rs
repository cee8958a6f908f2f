//! `log` asked for some of its decisions, and for what lies between two moments.

use serde_json::{Value, json};

use super::Table;

/// anna locks a1 with m1, bo gives a4 m1, cia forbids a2 and m2, bo takes his back.
fn evening() -> Table {
    let table = Table::laid();
    for line in ["anna lock a1 m1", "bo assign a4 m1", "cia forbid a2 m2", "bo undo"] {
        let (by, line) = line.split_once(' ').unwrap();
        table.say(&format!("decide p {line} --as {by}")).quietly();
    }
    table
}

#[track_caller]
fn check(table: &Table, filter: &str, expected: &[u64]) {
    let log = table.say(format!("log p --json {filter}").trim_end()).json();
    let found: Vec<u64> = log.as_array().unwrap().iter().map(|record| record["seq"].as_u64().unwrap()).collect();
    assert_eq!(found, expected, "{filter}");
    let lines = table.say(format!("log p {filter}").trim_end()).quietly();
    assert_eq!(lines.lines().filter(|line| line.starts_with("   ")).count(), expected.len(), "{filter}: {lines}");
}

#[test]
fn the_log_is_asked_for_some_of_its_decisions() {
    let table = evening();
    for (filter, expected) in [
        ("", &[1, 2, 3, 4][..]),
        ("--by bo", &[2, 4]),
        ("--by BO", &[2, 4]),
        ("--by b", &[]),
        ("--about a4", &[2, 4]),
        ("--about A4 --about m1", &[2, 4]),
        ("--about a4 --about m2", &[]),
        ("--kind undo", &[4]),
        ("--kind lock --kind forbid", &[1, 3]),
        ("--since 2", &[3, 4]),
        ("--since 2 --by bo", &[4]),
        ("--from 2020-01-01", &[1, 2, 3, 4]),
        ("--from 2999-01-01T00:00", &[]),
        ("--to 2020-01-01", &[]),
        ("--to 2999-12-31", &[1, 2, 3, 4]),
    ] {
        check(&table, filter, expected);
    }
    let today = jiff::Timestamp::now().to_string();
    check(&table, &format!("--from {} --to {}", &today[..10], &today[..10]), &[1, 2, 3, 4]);
    assert_eq!(table.say("log p --by nobody").quietly(), "No decision fits.\n");
    assert_eq!(table.say("log p --by nobody --json").json(), json!([]));
}

#[test]
fn what_makes_no_sense_is_said() {
    let table = evening();
    for (filter, said) in [
        ("--from soon", "soon is no time: write a day, 2026-11-21, or a day and a time, 2026-11-21T20:31, in UTC."),
        ("--to 2026-11-21T2", "2026-11-21T2 is no time: write a day, 2026-11-21, or a day and a time, 2026-11-21T20:31, in UTC."),
        ("--compare 0 9", "9 is no decision: write a number from 0 to 4, or now."),
        ("--compare then now", "then is no decision: write a number from 0 to 4, or now."),
    ] {
        assert_eq!(table.say(&format!("log p {filter}")).failed(2), format!("mentor-match: {said}\n"));
    }
    for filter in ["--kind sing", "--compare 1", "--compare 1 2 --by bo"] {
        assert!(table.say(&format!("log p {filter}")).failed_usage(), "{filter}");
    }
}

#[test]
fn two_moments_are_compared() {
    let table = evening();
    let between = table.say("log p --compare 1 now --json").json();
    let total = |line: &str| table.say(line).json()["total"].clone();
    assert_eq!((&between["schema"], &between["before"]["seq"], &between["after"]["seq"]), (&json!(1), &json!(1), &json!(4)));
    assert_eq!(between["after"]["total"], total("match p --json"));
    assert_eq!(between["decisions"], json!([{"by": "bo", "count": 2}, {"by": "cia", "count": 1}]));
    // a2 was kept from m2; that bo gave a4 the seat of a3, and took it back, is nothing between the two.
    let changes: Vec<&Value> = between["changes"].as_array().unwrap().iter().collect();
    assert!(changes.iter().any(|change| {
        change["adept"] == "a2"
            && change["from"]["mentor"] == "m2"
            && change["moved_by"].as_array().unwrap().contains(&json!({"seq": 3, "by": "cia"}))
    }));
    assert!(changes.iter().all(|change| change["adept"] != "a4"));
    assert_eq!(table.say("log p --compare now 1 --json").json(), between, "either may come first");
    let en = table.say("log p --compare 1 2").quietly();
    assert_eq!(
        en,
        "After decision 1: total 300, worst 100 %, 3 of 4 adepts have a mentor, 1 locked pair.\n\
         After decision 2: total 200, worst 0 %, 3 of 4 adepts have a mentor, 2 locked pairs.\n\
         1 decision: bo 1.\n\n\
         2 adepts have another mentor:\n\
         ADEPT                    FROM                      SCORE  TO                        SCORE  BY\n\
         Cilla Kanariefågel (a3)  Gunvor Kanariefågel (m1)  100 %  -                                2 bo\n\
         Doris Kanariefågel (a4)  -                                Gunvor Kanariefågel (m1)    0 %  2 bo\n"
    );
}
