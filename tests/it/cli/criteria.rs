//! `criteria`: what is in force beside the file, and what is in force into the file.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::{CRITERIA, Table};

/// The small program under another criteria file, with comments and spaces of somebody's own.
fn with_comments() -> (Table, String) {
    let table = Table::laid();
    let text = CRITERIA.replace("weight = 60", "weight   = 60.0   # viktigast").replace("[[rule]]", "# Regler\n\n[[rule]] # en enda\r");
    fs::write(table.path("p/criteria.toml"), &text).unwrap();
    (table, text)
}

#[test]
fn what_is_in_force_stands_beside_the_file() {
    let table = Table::laid();
    let out = table.say("criteria p").quietly();
    assert_eq!(
        out,
        "CRITERION  WEIGHT  IN FILE  LABEL\n\
         interests      60       60  Intressen\n\
         city           40       40  Ort\n\
         \n\
         RULE      DOES   IN FILE  LABEL\n\
         employer  block  block    Samma arbetsgivare\n\
         \n\
         Objective: total (largest total).\n\
         Everything in force is in the file.\n"
    );
    table.say("decide p weight city 7.5").quietly();
    table.say("decide p rule employer off").quietly();
    table.say("decide p objective fair").quietly();
    let out = table.say("criteria p --lang sv").quietly();
    for line in [
        "city        7,5       40  Ort",
        "employer  off  block    Samma arbetsgivare",
        "Mål: fair (rättvist: sämst ställda först, sedan nästa); i filen total (störst summa).",
        "3 värden som gäller står inte i filen.",
    ] {
        assert!(out.contains(line), "{line:?} is not in\n{out}");
    }
}

#[test]
fn a_rule_can_be_let_go_and_taken_back() {
    let table = Table::laid();
    let proposed = |table: &Table| table.say("match p --json").json()["pairs"].as_array().unwrap().len();
    let score = |table: &Table| table.say("scores p --csv").quietly().lines().filter(|line| line.ends_with("employer")).count();
    assert_eq!((proposed(&table), score(&table)), (3, 2));
    assert_eq!(
        table.say("decide p rule employer off").quietly().lines().next(),
        Some("Recorded as decision 1 by anna: the rule employer is switched off")
    );
    assert_eq!(score(&table), 0);
    assert!(table.say("decide p rule employer off").quietly().starts_with("It is already so."));
    table.say("decide p undo").quietly();
    assert_eq!(score(&table), 2);
    assert!(table.say("decide p rule nobody warn").failed(1).contains("No rule in criteria.toml has the id \"nobody\"."));
    assert!(table.say("decide p rule employer forbid").failed_usage());
    assert!(table.say("log p").quietly().contains("took back decision 1: the rule employer is switched off"));
    assert!(table.say("verify p").quietly().starts_with("2 decisions in an unbroken chain."));
}

#[test]
fn somebody_must_count() {
    let table = Table::laid();
    table.say("decide p weight city 0").quietly();
    assert!(table.say("decide p weight interests 0").failed(1).contains("At least one criterion must count"));
    assert_eq!(table.say("log p --json").json().as_array().unwrap().len(), 1);
}

#[test]
fn writing_changes_the_values_and_nothing_else() {
    let (table, text) = with_comments();
    let path = table.path("p/criteria.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(table.say("criteria p --write").quietly(), "Nothing to write: the file says already what is in force.\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    for line in ["weight interests 12.5", "rule employer warn", "objective floor"] {
        table.say(&format!("decide p {line}")).quietly();
    }
    let scores = table.say("scores p --csv").quietly();
    let proposal = table.say("match p --json").quietly();
    let out = table.say("criteria p --write").quietly();
    assert_eq!(
        out,
        "p/criteria.toml: interests 60 -> 12.5\np/criteria.toml: employer block -> warn\np/criteria.toml: objective total -> floor\n"
    );
    let expected = text.replace("60.0", "12.5").replace("effect = \"block\"", "effect = \"warn\"");
    let expected = expected.replace("steadiness = 0\n", "steadiness = 0\nobjective = \"floor\"\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o640);
    let left: Vec<_> = fs::read_dir(table.path("p")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
    // What was decided holds still, and is what the file says.
    assert_eq!(table.say("scores p --csv").quietly(), scores);
    assert_eq!(table.say("match p --json").quietly(), proposal);
    assert!(table.say("criteria p").quietly().ends_with("Everything in force is in the file.\n"));
    assert_eq!(table.say("criteria p --write").quietly(), "Nothing to write: the file says already what is in force.\n");
    assert!(table.say("verify p").quietly().starts_with("3 decisions in an unbroken chain."));
    // Taking back goes to the new file's own values.
    table.say("decide p undo").quietly();
    assert!(table.say("criteria p").quietly().contains("Objective: floor (raise the worst off)."));
    // A journal that begins again finds the same in the file.
    fs::remove_dir_all(table.path("p/decisions")).unwrap();
    assert_eq!(table.say("scores p --csv").quietly(), scores);
}

#[test]
fn a_rule_can_be_switched_off_in_the_file() {
    let table = Table::laid();
    table.say("decide p rule employer off").quietly();
    assert_eq!(table.say("criteria p --write").quietly(), "p/criteria.toml: employer block -> off\n");
    assert!(table.say("check p").quietly().starts_with("Read 4 adepts and 2 mentors: 0 errors"));
    fs::remove_dir_all(table.path("p/decisions")).unwrap();
    assert!(table.say("criteria p").quietly().contains("employer  off   off"));
    assert!(!table.say("scores p --csv").quietly().contains("employer"));
    assert!(!table.say("explain p a4 m2").quietly().contains("Samma arbetsgivare"));
}

#[test]
fn a_file_that_is_not_what_it_was_is_left_alone() {
    let (table, text) = with_comments();
    table.say("decide p weight interests 12.5").quietly();
    let path = table.path("p/criteria.toml");
    let broken = text.replace("[[rule]]", "[[rule]");
    fs::write(&path, &broken).unwrap();
    let err = table.say("criteria p --write").last_failure(1);
    assert!(err.contains("p/criteria.toml is not valid TOML, so nothing is written into it."), "{err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    fs::remove_file(&path).unwrap();
    assert!(table.say("criteria p --write").last_failure(3).contains("cannot open p/criteria.toml: it does not exist"));
}

#[test]
fn another_criteria_file_is_the_one_that_is_written() {
    let (table, text) = with_comments();
    fs::write(table.path("other.toml"), &text).unwrap();
    table.say("decide p weight city 1").quietly();
    assert_eq!(table.say("criteria p --criteria other.toml --write").quietly(), "other.toml: city 40 -> 1\n");
    assert_eq!(fs::read_to_string(table.path("other.toml")).unwrap(), text.replace("weight = 40", "weight = 1"));
    assert_eq!(fs::read_to_string(table.path("p/criteria.toml")).unwrap(), text);
}
