//! `scores --prices`: each price against the same pair really made in a copy of the program.

use std::fs;

use serde_json::Value;

use super::{Table, copy, sample};

/// Adept, mentor, price in basis points; none where the pair cannot be made.
fn prices(table: &Table, program: &str) -> Vec<(String, String, Option<i64>)> {
    let csv = table.run(&["scores", program, "--csv", "--prices"]).done();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("adept,mentor,score,blocked,price"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), 5, "{line}");
        (cells[0].to_owned(), cells[1].to_owned(), (!cells[4].is_empty()).then(|| cells[4].parse().unwrap()))
    };
    lines.map(row).collect()
}

fn total(table: &Table, program: &str) -> i64 {
    let answer: Value = serde_json::from_str(&table.run(&["match", program, "--json"]).done()).unwrap();
    answer["total"].as_i64().unwrap()
}

/// Makes every `step`th pair in a copy of its own: it must be refused where there is no price, and lose the price where there is one.
#[track_caller]
fn check(table: &Table, program: &str, step: usize) {
    let before = total(table, program);
    for (number, (adept, mentor, price)) in prices(table, program).into_iter().enumerate().step_by(step) {
        let copied = format!("copy{number}");
        copy(&table.path(program), &table.path(&copied));
        let made = table.run(&["decide", &copied, "assign", &adept, &mentor]);
        match price {
            Some(price) => assert_eq!(before - total(table, &copied), price, "{adept} {mentor}: {}{}", made.out, made.err),
            None => assert_eq!(made.status, Some(1), "{adept} {mentor}: {}", made.out),
        }
        fs::remove_dir_all(table.path(&copied)).unwrap();
    }
}

#[test]
fn a_price_is_what_making_the_pair_loses() {
    let table = Table::laid();
    check(&table, "p", 1);
    for decision in ["assign a4 m1", "forbid a1 m1", "lock a2 m2"] {
        table.say(&format!("decide p {decision}")).quietly();
    }
    check(&table, "p", 1);
}

#[test]
fn prices_of_a_sample_are_real() {
    let table = Table::bare();
    copy(sample("uppsala").as_ref(), &table.path("u"));
    check(&table, "u", 467);
}

#[test]
fn people_read_points_and_what_is_free() {
    let table = Table::laid();
    let out = table.say("scores p --prices --lang sv").quietly();
    assert!(out.lines().next().unwrap().split_whitespace().eq(["ADEPT", "MENTOR", "PASSAR", "PRIS", "FLYTTAR", "SPÄRR"]), "{out}");
    assert_eq!((price(&out, 2).as_str(), price(&out, 5).as_str()), ("200", "0"), "{out}");
    let blocked: Vec<&str> = out.lines().nth(6).unwrap().split_whitespace().rev().take(4).collect();
    assert_eq!(blocked, ["arbetsgivare", "Samma", "%)", "(0"], "no price, nobody moves: {out}");
    // With one seat, a1 and a3 want it as much: whoever has it could give it to the other for nothing.
    let people = fs::read_to_string(table.path("p/mentors/all.json")).unwrap();
    fs::write(table.path("p/mentors/all.json"), people.replace("\"capacity\":2", "\"capacity\":1")).unwrap();
    let (en, sv) = (table.say("scores p --prices").quietly(), table.say("scores p --prices --lang sv").quietly());
    assert_eq!((price(&en, 1), price(&en, 5)), ("0".into(), "free".into()), "{en}");
    assert!(en.lines().nth(5).unwrap().contains(", gets "), "who would move: {en}");
    assert_eq!((price(&sv, 1), price(&sv, 5)), ("0".into(), "gratis".into()), "{sv}");
    assert_eq!(prices(&table, "p")[4].2, Some(0));
    assert!(!table.say("scores p").quietly().contains("PRICE"));
}

/// The price of a line: the column is flush right with its heading.
fn price(text: &str, line: usize) -> String {
    let heading = text.lines().next().unwrap();
    let end = ["PRICE", "PRIS"].iter().find_map(|word| heading.find(word).map(|at| heading[..at + word.len()].chars().count())).unwrap();
    let before: String = text.lines().nth(line).unwrap().chars().take(end).collect();
    before.split_whitespace().last().unwrap().to_owned()
}
