//! Roles at the counter: the chair makes final, reopens and takes back; viewers are refused; names and accounts are both kept.

use std::fs;

use super::{CRITERIA, Table};

/// The small program with these lines under `[program]`.
fn table(roles: &str) -> Table {
    let table = Table::laid();
    fs::write(table.path("p/criteria.toml"), CRITERIA.replace("title = \"Prov\"\n", &format!("title = \"Prov\"\n{roles}\n"))).unwrap();
    table
}

const ROLES: &str = "chair = [\"anna\"]\nviewers = [\"bo\"]";

#[test]
fn viewers_are_refused_whatever_they_ask_for() {
    let table = table(ROLES);
    for line in ["lock a1 m1", "note a1 m1 Bra", "undo", "finalise", "reopen --why x", "weight city 3", "afresh"] {
        for name in ["bo", "Bo", "BO"] {
            let said = table.say(&format!("decide p {line} --as {name}")).failed(1);
            let expected = match line {
                "undo" => "There is no decision of yours to undo",
                _ => "You may read but not decide.",
            };
            assert!(said.contains(expected), "{line}: {said}");
        }
    }
    assert!(table.say("save p --as bo").failed(1).contains("You may read but not decide."));
    assert!(!table.path("p/decisions").exists() && !table.path("p/outcome").exists());
    assert!(table.say("match p --json").json()["pairs"].is_array());
}

#[test]
fn the_chair_makes_final_reopens_and_takes_back() {
    let table = table(ROLES);
    table.say("decide p lock a1 m1 --as dan").quietly();
    table.say("decide p lock a2 m2 --as dan").quietly();
    for line in ["finalise", "reopen --why x"] {
        let said = table.say(&format!("decide p {line} --as dan")).failed(1);
        assert!(said.contains("Only the chair (anna) makes final and reopens."), "{line}: {said}");
    }
    let said = table.say("decide p undo 1 --as eva").failed(1);
    assert!(said.contains("not yours (decision 1 by dan,") && said.contains("the chair (anna)"), "{said}");
    assert!(table.say("decide p undo 7 --as anna").failed(1).contains("No decision in force has the number 7."));
    assert!(table.say("decide p undo 1 --as dan").quietly().contains("took back decision 1"));
    assert!(table.say("decide p undo 2 --as Anna").quietly().contains("took back decision 2"));
    table.say("decide p finalise --as anna --why enhälligt").quietly();
    assert!(table.say("decide p lock a1 m1 --as dan").failed(1).contains("anna: made the assignment final (decision 5,"));
    assert!(table.say("decide p reopen --as anna").failed(1).contains("Write why the assignment is reopened."));
    table.say("decide p reopen --as anna --why nytt").quietly();
    table.say("decide p lock a1 m1 --as dan").quietly();
    let log = table.say("log p --json").json();
    let roles: Vec<&str> = log.as_array().unwrap().iter().map(|record| record["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["editor", "editor", "editor", "chair", "chair", "chair", "editor"]);
    table.say("save p --as dan").quietly();
    let minutes = fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap();
    assert!(minutes.contains("anna (chair): made the assignment final") && minutes.contains("dan: locked"), "{minutes}");
}

#[test]
fn without_a_chair_nobody_is_stuck() {
    let table = table("viewers = \"bo\"");
    table.say("decide p finalise --as dan").quietly();
    table.say("decide p reopen --as eva --why x").quietly();
    table.say("decide p lock a1 m1 --as dan").quietly();
    let said = table.say("decide p undo 3 --as eva").failed(1);
    assert!(said.contains("only who made it can take it back"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_lets_nobody_decide() {
    let table = table("viewers = 7");
    let said = table.say("decide p lock a1 m1 --as anna").last_failure(1);
    assert!(said.contains("criteria.toml cannot be read, so nobody knows who may decide"), "{said}");
    fs::write(table.path("p/criteria.toml"), "[[criterion").unwrap();
    assert!(table.say("decide p note a1 m1 Bra --as anna").last_failure(1).contains("nobody knows who may decide"));
}

#[test]
fn the_account_stands_beside_the_name_where_they_differ() {
    let table = table("");
    let account = table.say("decide p lock a1 m1 --as someone-else").quietly();
    assert!(account.starts_with("Recorded as decision 1 by someone-else"), "{account}");
    let log = table.say("log p --json").json();
    let account = log[0]["account"].as_str().unwrap().to_owned();
    assert_eq!(log[0]["role"], "editor");
    assert!(table.say("log p").quietly().contains(&format!("  someone-else (account {account})  locked")));
    table.say(&format!("decide p unlock a1 m1 --as {account}")).quietly();
    let log = table.say("log p").quietly();
    assert!(log.lines().nth(1).unwrap().contains(&format!("  {account}  unlocked")), "{log}");
}
