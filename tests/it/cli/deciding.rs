//! `decide`, `log`, `verify` and `save`: decisions are recorded, refused with a reason, taken back, kept through a kill, and saved.

use std::fs;
use std::process::Stdio;

use serde_json::{Value, json};

use super::{CANARY, Table};

fn pairs(table: &Table) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let answer = table.say("match p --json").json();
    answer["pairs"].as_array().unwrap().iter().map(|pair| (text(&pair["adept"]), text(&pair["mentor"]), text(&pair["state"]))).collect()
}

#[track_caller]
fn check(table: &Table, expected: &[(&str, &str, &str)]) {
    let pairs = pairs(table);
    let pairs: Vec<(&str, &str, &str)> = pairs.iter().map(|(a, m, state)| (a.as_str(), m.as_str(), state.as_str())).collect();
    assert_eq!(pairs, expected);
}

const START: [(&str, &str, &str); 3] = [("a1", "m1", "proposed"), ("a2", "m2", "proposed"), ("a3", "m1", "proposed")];

#[test]
fn each_kind_is_recorded_and_counts() {
    let table = Table::laid();
    check(&table, &START);
    for (line, expected) in [
        ("lock a1 m1", &[("a1", "m1", "locked"), ("a2", "m2", "proposed"), ("a3", "m1", "proposed")][..]),
        ("unlock a1 m1", &START),
        ("forbid a2 m2", &[("a1", "m2", "proposed"), ("a2", "m1", "proposed"), ("a3", "m1", "proposed")]),
        ("allow a2 m2", &START),
        ("assign a4 m1", &[("a1", "m1", "proposed"), ("a2", "m2", "proposed"), ("a4", "m1", "locked")]),
        ("undo", &START),
        ("redo", &[("a1", "m1", "proposed"), ("a2", "m2", "proposed"), ("a4", "m1", "locked")]),
        ("undo", &START),
        ("swap a1 a2", &[("a1", "m2", "locked"), ("a2", "m1", "locked"), ("a3", "m1", "proposed")]),
        ("undo", &START),
        ("note a1 m1 Bra", &START),
        ("weight city 0", &START),
        ("weight city 7.5", &START),
        ("objective floor", &START),
        ("objective fair", &START),
        ("undo", &START),
        ("afresh", &START),
    ] {
        let out = table.say(&format!("decide p {line}")).quietly();
        assert!(out.starts_with("Recorded as decision "), "{line}: {out}");
        check(&table, expected);
    }
    let log = table.say("log p --json").json();
    let kinds: Vec<&str> = log.as_array().unwrap().iter().map(|record| record["decision"]["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "lock",
            "unlock",
            "forbid",
            "allow",
            "assign",
            "undo",
            "undo",
            "undo",
            "swap",
            "undo",
            "note",
            "weight",
            "weight",
            "objective",
            "objective",
            "undo",
            "afresh"
        ]
    );
    assert!(table.say("verify p").quietly().starts_with("17 decisions in an unbroken chain."));
}

#[test]
fn what_moved_is_told() {
    let table = Table::laid();
    let out = table.say("decide p assign a4 m1 --why Behövs").quietly();
    insta::assert_snapshot!(out, @r"
    Recorded as decision 1 by anna: made and locked a4 - m1
      Cilla Kanariefågel (a3): Gunvor Kanariefågel (m1) -> nobody
      Doris Kanariefågel (a4): nobody -> Gunvor Kanariefågel (m1)
      Total 300 -> 200 points.
    ");
    insta::assert_snapshot!(table.say("decide p undo --lang sv").quietly(), @r"
    Sparat som beslut 2 av anna: ångrade beslut 1: gjorde och låste paret a4 - m1
      Cilla Kanariefågel (a3): ingen -> Gunvor Kanariefågel (m1)
      Doris Kanariefågel (a4): Gunvor Kanariefågel (m1) -> ingen
      Summa 200 -> 300 poäng.
    ");
}

#[test]
fn the_same_decision_twice_is_recorded_once() {
    let table = Table::laid();
    for (number, line) in ["lock a1 m1", "forbid a1 m2", "weight city 12", "objective fair"].into_iter().enumerate() {
        table.say(&format!("decide p {line}")).quietly();
        let again = table.say(&format!("decide p {line}")).quietly();
        let (so, whose) = ("It is already so. anna: ", format!("(decision {}, ", number + 1));
        assert!(again.starts_with(so) && again.contains(&whose) && again.ends_with("No new decision was recorded.\n"), "{line}: {again}");
    }
    assert_eq!(table.say("decide p allow a4 m1").quietly(), "It is already so. No new decision was recorded.\n");
    assert_eq!(table.say("log p").quietly().lines().count(), 4);
}

#[test]
fn the_objective_is_decided_and_told_everywhere() {
    let table = Table::laid();
    let objective = |table: &Table| table.say("match p --json").json()["objective"].as_str().map(str::to_owned);
    assert_eq!(objective(&table).as_deref(), Some("total"));
    let out = table.say("decide p objective floor --why Rättvisa").quietly();
    assert_eq!(out.lines().next(), Some("Recorded as decision 1 by anna: the objective is floor (raise the worst off)"));
    assert_eq!(objective(&table).as_deref(), Some("floor"));
    let log = table.say("log p --json").json();
    assert_eq!(log[0]["decision"], json!({"kind": "objective", "objective": "floor"}));
    assert!(table.say("log p --lang sv").quietly().contains("förslagets mål är floor (lyft den sämst ställda) «Rättvisa»"));
    assert!(table.say("decide p objective largest").failed_usage());
    table.say("save p").quietly();
    let minutes = fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap();
    for line in ["anna: changed the objective to “raise the worst off”. Why: “Rättvisa”", "- The objective: raise the worst off.\n"]
    {
        assert!(minutes.contains(line), "{line:?} is not in\n{minutes}");
    }
    table.say("decide p undo").quietly();
    assert_eq!(objective(&table).as_deref(), Some("total"));
}

#[test]
fn refusals_have_a_reason_and_record_nothing() {
    let table = Table::laid();
    table.say("decide p lock a1 m1 --as bo").quietly();
    table.say("decide p forbid a2 m2 --as bo").quietly();
    let before = fs::read(table.path("p/decisions/journal.jsonl")).unwrap();
    for (line, reason) in [
        ("lock a3 m2", "Samma arbetsgivare"),
        ("assign a4 m2", "Samma arbetsgivare"),
        ("lock a9 m1", "a9 is not the id of any adept"),
        ("lock m1 a1", "m1 is not the id of any adept"),
        ("lock a2 m9", "m9 is not the id of any mentor"),
        ("lock a2 m2", "forbidden as a pair (decision 2 by bo"),
        ("assign a1 m2", "a1 is locked to m1 (decision 1 by bo"),
        ("forbid a1 m1", "First: unlock a1 m1"),
        ("unlock a2 m1", "not locked"),
        ("swap a1 a1", "nothing to swap"),
        ("swap a1 a9", "a9 is not the id of any adept"),
        ("swap a4 a1", "a4 has no mentor to exchange"),
        ("weight nothing 5", "No criterion"),
        ("undo", "no decision of yours to undo"),
        ("redo", "nothing of yours to redo"),
    ] {
        let err = table.say(&format!("decide p {line}")).failed(1);
        assert!(err.contains(reason), "{line}: {err}");
    }
    let err = table.run(&["decide", "p", "note", "a1", "m1", "  "]).failed(1);
    assert!(err.contains("note is empty"), "{err}");
    let err = table.run(&["decide", "p", "note", "a1", "m1", &"å".repeat(2_000)]).failed(1);
    assert!(err.contains("too long"), "{err}");
    assert_eq!(fs::read(table.path("p/decisions/journal.jsonl")).unwrap(), before);
    assert!(table.say("decide p lock a3 m2 --lang sv").failed(1).contains("kan inte bli ett par"));
}

#[test]
fn undo_and_redo_are_each_persons_own() {
    let table = Table::laid();
    table.say("decide p lock a1 m1 --as anna").quietly();
    table.say("decide p lock a2 m2 --as bo").quietly();
    table.say("decide p undo --as anna").quietly();
    check(&table, &[("a1", "m1", "proposed"), ("a2", "m2", "locked"), ("a3", "m1", "proposed")]);
    table.say("decide p undo --as anna").failed(1);
    table.say("decide p redo --as bo").failed(1);
    table.say("decide p redo --as anna").quietly();
    check(&table, &[("a1", "m1", "locked"), ("a2", "m2", "locked"), ("a3", "m1", "proposed")]);
}

#[test]
fn who_decides_is_said_on_the_line_or_around_it() {
    let table = Table::laid();
    table.say("decide --as Åsa p lock a1 m1").quietly();
    table.say("decide p unlock a1 m1").quietly();
    let output = table.command(&["decide", "p", "lock", "a1", "m1"]).env_remove("MENTOR_MATCH_AS").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let log = table.say("log p --json").json();
    let by: Vec<&str> = log.as_array().unwrap().iter().map(|record| record["by"].as_str().unwrap()).collect();
    assert_eq!(by[..2], ["Åsa", "anna"]);
    assert!(!by[2].is_empty() && by[2] != "anna");
    table.run(&["decide", "p", "unlock", "a1", "m1", "--as", " \n"]).failed(2);
}

#[test]
fn the_log_tells_who_when_what_and_why() {
    let table = Table::laid();
    assert_eq!(table.say("log p").quietly(), "No decisions yet.\n");
    assert_eq!(table.say("log p --json").json(), json!([]));
    assert_eq!(table.say("verify p").quietly(), "The journal is empty.\n");
    table.run(&["decide", "p", "lock", "a1", "m1", "--why", "De har träffats."]).quietly();
    table.say("decide p undo").quietly();
    let log = table.say("log p").quietly();
    let [lock, undo] = log.lines().collect::<Vec<_>>()[..] else { panic!("{log}") };
    assert!(lock.starts_with("   1  20") && lock.contains("Z  anna (account "), "{lock}");
    assert!(lock.ends_with(")  locked a1 - m1 «De har träffats.» (taken back)"), "{lock}");
    assert!(undo.ends_with(")  took back decision 1: locked a1 - m1"), "{undo}");
    let log = table.say("log p --json").json();
    assert_eq!(log[0]["why"], "De har träffats.");
    assert_eq!(log[0]["decision"], json!({"kind": "lock", "adept": "a1", "mentor": "m1"}));
    assert_eq!((&log[0]["in_force"], &log[1]["undoes"]), (&json!(false), &json!(1)));
}

#[test]
fn a_broken_chain_is_told_and_nothing_more_is_recorded() {
    let table = Table::laid();
    for line in ["lock a1 m1", "lock a2 m2", "lock a3 m1"] {
        table.say(&format!("decide p {line}")).quietly();
    }
    let journal = table.path("p/decisions/journal.jsonl");
    let text = fs::read_to_string(&journal).unwrap();
    let broken = text.replacen("\"m2\"", "\"m1\"", 1);
    assert_ne!(broken, text);
    fs::write(&journal, &broken).unwrap();
    let run = table.say("verify p");
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("Line 2 of the journal is damaged"), "{}", run.err);
    let run = table.say("match p --json");
    assert_eq!(run.status, Some(0));
    assert!(run.err.contains("Line 2"), "{}", run.err);
    table.say("decide p forbid a4 m1").failed(3);
    assert_eq!(fs::read_to_string(&journal).unwrap(), broken);
    let refused = table.say("save p").failed(3);
    assert!(refused.starts_with("mentor-match: Nothing was saved: ") && refused.contains("Line 2 of the journal"), "{refused}");
    assert!(!table.path("p/outcome").exists(), "an assignment without the last decisions was saved");
    fs::write(&journal, &text).unwrap();
    table.say("save p").done();
}

#[test]
fn a_weight_is_kept_as_it_was_written_or_not_at_all() {
    let table = Table::laid();
    for finer in ["0.0001", "7.1234", "0,00001"] {
        assert!(table.say(&format!("decide p weight city {finer}")).failed(2).contains("at most three decimals"), "{finer}");
    }
    for (written, kept) in [("7,125", "7.125"), ("7.5000", "7.5"), ("0", "0")] {
        assert!(table.say(&format!("decide p weight city {written}")).quietly().contains(&format!("the weight of city is {kept}\n")));
    }
}

#[test]
fn a_kill_in_the_middle_loses_nothing() {
    let table = Table::laid();
    for round in 0..20 {
        let line = if round % 2 == 0 { ["decide", "p", "lock", "a1", "m1"] } else { ["decide", "p", "unlock", "a1", "m1"] };
        let mut child = table.command(&line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if round % 3 == 0 {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        // Whatever became of it, the journal is whole, what a finished process recorded is there, and the next one goes on.
        let run = table.say("verify p");
        assert_eq!(run.status, Some(0), "{}", run.err);
        table.say("match p --json").json();
    }
    table.say("decide p note a1 m1 vidare").done();
    assert!(table.say("log p").done().ends_with("«vidare»\n"));
}

#[test]
fn the_assignment_is_saved_and_the_paths_are_told() {
    let table = Table::laid();
    table.run(&["decide", "p", "lock", "a1", "m1", "--why", "De har träffats."]).quietly();
    let out = table.say("save p").quietly();
    for file in ["assignment.json", "assignment.csv", "standby.csv", "minutes.md"] {
        let path = table.path("p/outcome").join(file);
        assert!(path.is_file() && out.contains(&format!("p/outcome/{file}")), "{out}");
        assert!(fs::metadata(path).unwrap().len() > 0);
    }
    let saved: Value = serde_json::from_slice(&fs::read(table.path("p/outcome/assignment.json")).unwrap()).unwrap();
    assert_eq!(saved["pairs"].as_array().unwrap().len(), 3);
    let minutes = fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap();
    assert!(minutes.contains("De har träffats.") && minutes.contains(CANARY), "{minutes}");
    let again = table.say("save p").quietly();
    assert_eq!(again, out);
}

#[test]
fn an_outcome_that_cannot_be_written_is_three() {
    let table = Table::laid();
    fs::write(table.path("p/outcome"), "in the way").unwrap();
    let err = table.say("save p").failed(3);
    assert!(err.contains("outcome"), "{err}");
    assert_eq!(fs::read_to_string(table.path("p/outcome")).unwrap(), "in the way");
}

#[test]
fn many_at_once_lose_nothing() {
    let table = Table::laid();
    let note = |n: usize| {
        let mut command = table.command(&["decide", "p", "note", "a1", "m1", &format!("nr{n}"), "--as", &format!("p{n}")]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..16).map(note).collect();
    for child in children {
        assert_eq!(super::Run::of(child.wait_with_output().unwrap()).quietly(), "");
    }
    let log = table.say("log p").quietly();
    assert_eq!(log.lines().count(), 16);
    assert!((0..16).all(|n| log.contains(&format!("«nr{n}»"))), "{log}");
    assert!(table.say("verify p").quietly().starts_with("16 decisions in an unbroken chain."));
}
