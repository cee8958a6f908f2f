//! `words`: the program's own words, listed and added.

use std::fs;

use serde_json::json;

use super::{CANARY, CRITERIA, Table};

fn read(table: &Table, name: &str) -> String {
    fs::read_to_string(table.path("p").join(name)).unwrap()
}

#[test]
fn words_are_added_listed_and_used() {
    let table = Table::laid();
    assert!(table.say("words p").quietly().starts_with("The program has no words of its own."));
    let before = table.say("explain p a4 m1 --json").json();
    let said = table.run(&["words", "p", "bowling", "klossbygge"]).quietly();
    assert_eq!(said, "«bowling» and «klossbygge» mean the same in this program now (our-words.tsv). criteria.toml names the file now.\n");
    let said = table.run(&["words", "p", "klossbygge", "schack", "--lang", "sv"]).quietly();
    assert!(said.contains("«klossbygge»"), "{said}");
    assert!(read(&table, "criteria.toml").starts_with(CRITERIA));
    let after = table.say("explain p a4 m1 --json").json();
    assert!(after["score"].as_i64() > before["score"].as_i64(), "{before}\n{after}");
    let list = table.say("words p").quietly();
    assert!(list.lines().all(|line| line.starts_with("our-words.tsv:")) && list.contains("klossbygge"), "{list}");
    let listed = table.say("words p --json").json();
    assert_eq!(listed[0]["file"], json!("our-words.tsv"));
    assert_eq!(table.say("check p").status, Some(0));
    // Again: nothing more, and that is well.
    let held = read(&table, "our-words.tsv");
    assert_eq!(table.run(&["words", "p", "bowling", "klossbygge"]).quietly(), "«bowling» and «klossbygge» mean the same already.\n");
    assert_eq!(read(&table, "our-words.tsv"), held);
}

#[test]
fn what_cannot_be_added_says_why_and_adds_nothing() {
    let table = Table::laid();
    for (arguments, status, words) in [
        (&["words", "p", "bowling"][..], 2, "two words"),
        (&["words", "p", "bowling", "1234"], 1, "no letters"),
        (&["words", "p", "a, b", "bowling"], 1, "several parts"),
        (&["words", "p", "bowling", "ett två tre fyra fem sex sju åtta nio"], 1, "too long"),
        (&["words", "nowhere", "bowling", "kägelspel"], 3, "nowhere"),
    ] {
        let err = table.run(arguments).failed(status);
        assert!(err.contains(words), "{err}");
    }
    assert!(!table.path("p/our-words.tsv").exists() && read(&table, "criteria.toml") == CRITERIA);
    fs::write(table.path("p/criteria.toml"), "[text]\nconcepts = [\"../elsewhere.tsv\"]\n").unwrap();
    let err = table.run(&["words", "p", "bowling", "kägelspel"]).failed(1);
    assert!(err.contains("elsewhere.tsv") && !table.path("elsewhere.tsv").exists(), "{err}");
    fs::create_dir(table.path("p/our-words.tsv")).unwrap();
    fs::write(table.path("p/criteria.toml"), CRITERIA).unwrap();
    table.run(&["words", "p", "bowling", "kägelspel"]).failed(1);
    assert_eq!(read(&table, "criteria.toml"), CRITERIA);
}

#[test]
fn hidden_signs_reach_neither_the_table_nor_the_terminal() {
    let table = Table::laid();
    let said = table.run(&["words", "p", "bow\u{202e}ling\u{1b}", "kägel\tspel|x*"]).quietly();
    let held = read(&table, "our-words.tsv");
    assert!(!said.contains(['\u{202e}', '\u{1b}']) && !held.contains(['\u{202e}', '\u{1b}', '*']), "{said}{held}");
    assert!(held.lines().all(|line| line.matches('\t').count() == 4), "{held}");
    assert!(!held.contains(CANARY));
}

#[test]
fn a_faulty_row_is_named_and_the_others_count() {
    let table = Table::laid();
    table.run(&["words", "p", "zzbowl", "kägelspel"]).quietly();
    let held = read(&table, "our-words.tsv");
    fs::write(table.path("p/our-words.tsv"), format!("{held}fel rad\n")).unwrap();
    let checked = table.say("check p");
    assert_eq!(checked.status, Some(1));
    assert!(checked.out.contains("our-words.tsv:3: error: The row has 1 column instead of five; it is skipped."), "{}", checked.out);
    table.run(&["words", "p", "kägelspel", "zzkast"]).quietly();
    assert!(read(&table, "our-words.tsv").ends_with("fel rad\nown_zzbowl\tskill\t\tzzkast\tzzkast\n"), "{}", read(&table, "our-words.tsv"));
}

#[test]
fn many_processes_at_once_lose_no_words() {
    let table = Table::laid();
    let ends = ["bak", "dok", "fum", "gip", "hul", "jaz"];
    // Whoever finds the table held for too long is told to try again, and does.
    let add = |end: &str| {
        loop {
            let mut command = table.command(&["words", "p", &format!("zz{end}"), &format!("yy{end}")]);
            let run = super::Run::of(command.output().unwrap());
            if run.status == Some(0) {
                break run.quietly();
            }
            assert!(run.err.contains("try again"), "{}", run.err);
        }
    };
    std::thread::scope(|scope| ends.iter().for_each(|end| _ = scope.spawn(|| add(end))));
    let held = read(&table, "our-words.tsv");
    assert_eq!(held.lines().count(), 1 + ends.len(), "{held}");
    assert!(ends.iter().all(|end| held.contains(&format!("own_zz{end}\tskill\t\tzz{end}|yy{end}"))), "{held}");
    assert_eq!(read(&table, "criteria.toml").matches("our-words.tsv").count(), 1);
}
