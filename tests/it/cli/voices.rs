//! Notes on more than a pair, other words for them, and votes: at the counter nobody is told an answer before the reveal either.

use serde_json::{Value, json};

use super::Table;

fn decisions(table: &Table) -> Vec<Value> {
    table.say("log p --json").json().as_array().unwrap().iter().map(|record| record["decision"].clone()).collect()
}

#[test]
fn notes_are_written_changed_and_withdrawn() {
    let table = Table::laid();
    table.say("decide p note a1 m1 Bra").quietly();
    table.say("decide p note-person M1 Ring").quietly();
    table.say("decide p note-program Tisdag").quietly();
    let out = table.say("decide p reword 1 Bättre").quietly();
    assert!(out.starts_with("Recorded as decision 4 by anna: reworded note 1"), "{out}");
    assert!(table.say("explain p a1 m1").quietly().contains(" (changed 20"), "when it was changed is told");
    assert!(table.say("explain p a1 m1").quietly().contains("): Bättre\n"));
    table.say("decide p withdraw 2").quietly();
    assert!(!table.say("explain p a1 m1").quietly().contains("Ring"));
    assert!(table.say("log p").quietly().contains("«Ring»"), "what was withdrawn stays in the log");
    assert_eq!(
        decisions(&table)[1..],
        [
            json!({"kind": "note", "adept": null, "mentor": "M1"}),
            json!({"kind": "note", "adept": null, "mentor": null}),
            json!({"kind": "reword", "note": 1}),
            json!({"kind": "withdraw", "note": 2}),
        ]
    );
    table.say("decide p undo").quietly();
    assert!(table.say("explain p a1 m1").quietly().contains("Ring"));
    for (line, reason) in [
        ("reword 1 Sämre --as bo", "Only its author changes or withdraws a note (decision 1 by anna"),
        ("withdraw 1 --as bo", "Only its author"),
        ("reword 4 x", "There is no note 4"),
        ("withdraw 99", "There is no note 99"),
        ("note-person a9 x", "a9 is not the id"),
    ] {
        let err = table.say(&format!("decide p {line}")).failed(1);
        assert!(err.contains(reason), "{line}: {err}");
    }
    for line in ["reword 1 x --why y", "note-program x --why y", "vote a1 m1 yes --why y", "vote a1 m1 maybe", "reword first x"] {
        assert!(table.say(&format!("decide p {line}")).failed_usage(), "{line}");
    }
    let minutes = minutes(&table);
    assert!(minutes.contains("changed") && minutes.contains("Bättre") && minutes.contains("the program: “Tisdag”"), "{minutes}");
}

#[test]
fn no_answer_is_told_before_the_reveal() {
    let told = |answer: &str| {
        let table = Table::laid();
        let said = table.say(&format!("decide p vote a1 m1 {answer} --as bo")).quietly();
        table.say("decide p vote a1 m1 talk --as cia").quietly();
        let log = table.say("log p --json").json();
        assert_eq!(log[0]["decision"], json!({"kind": "vote", "adept": "a1", "mentor": "m1", "answer": "hidden"}));
        let decisions = minutes(&table);
        let explained = table.say("explain p a1 m1").quietly();
        assert!(decisions.contains("2 have answered, the answers were not revealed"), "{decisions}");
        // All but the moments and what follows from them.
        [
            said,
            super::timeless(&table.say("log p").quietly()),
            explained,
            super::timeless(&decisions).split("\n## The journal").next().unwrap().to_owned(),
        ]
        .map(|text| text.lines().filter(|line| !line.contains("UTC")).collect::<Vec<_>>().join("\n"))
    };
    assert_eq!(told("yes"), told("no"));
}

#[test]
fn the_reveal_tells_who_answered_what() {
    let table = Table::laid();
    assert!(table.say("decide p reveal a1 m1").failed(1).contains("Nobody has voted on a1 and m1 yet"));
    table.say("decide p vote a1 m1 no --as bo").quietly();
    table.say("decide p vote a1 m1 yes --as bo").quietly();
    table.say("decide p vote a1 m1 no --as cia").quietly();
    let out = table.say("decide p vote a1 m1 no --as cia").quietly();
    assert!(out.starts_with("It is already so"), "{out}");
    table.say("decide p reveal a1 m1").quietly();
    let answers: Vec<Value> = decisions(&table).iter().map(|decision| decision["answer"].clone()).collect();
    assert_eq!(answers, [json!("hidden"), json!("yes"), json!("no"), json!(null)], "what was changed before the reveal is never told");
    let minutes = minutes(&table);
    assert!(minutes.contains("- Vote: yes: bo; no: cia\n") && minutes.contains("## Votes\n"), "{minutes}");
    // What has been seen cannot be unseen; before it there is nothing of anna's to take back.
    table.say("decide p undo").failed(1);
    table.say("decide p undo --as bo").failed(1);
    table.say("decide p vote a1 m1 yes --as cia").quietly();
    assert_eq!(decisions(&table)[4]["answer"], "yes");
    assert!(table.say("explain p a1 m1").quietly().contains("yes: bo, cia"));
}

fn minutes(table: &Table) -> String {
    table.say("save p").quietly();
    std::fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap()
}
