//! Standard error is kept in logs: no name, no address, no words of an application stand there, whatever goes wrong.

use std::fs;

use super::{CANARY, Run, Table};

#[track_caller]
fn silent_about_people(line: &str, run: &Run) {
    for secret in [CANARY, "kanarie@example.org", "0701740", "Gunvor", "Amira", "Hemligt"] {
        assert!(!run.err.contains(secret), "{line} told {secret:?}: {}", run.err);
    }
}

#[test]
fn failures_name_nobody() {
    let table = Table::laid();
    table.run(&["decide", "p", "lock", "a1", "m1", "--why", "Hemligt skäl"]).done();
    for line in [
        "decide p assign a1 m2",
        "decide p lock a3 m2",
        "decide p swap a1 a2",
        "explain p m1 a1",
        "decide p unlock a2 m2",
        "decide p undo --as bo",
    ] {
        let run = table.say(line);
        assert_ne!(run.status, Some(0), "{line}");
        silent_about_people(line, &run);
    }
}

/// What is done to a file of applications.
type Breakage = (&'static str, fn(&str) -> String);

#[test]
fn broken_applications_are_told_without_their_words() {
    let breakages: [Breakage; 6] = [
        ("cut", |text| text.chars().take(text.chars().count() * 2 / 3).collect()),
        ("no id", |text| text.replace("\"id\"", "\"ID\"")),
        ("same id", |text| text.replace("\"a2\"", "\"a1\"")),
        ("bad id", |text| text.replace("\"a2\"", &format!("\"{CANARY}\""))),
        ("wrong type", |text| text.replace(&format!("\"{CANARY}\""), "{\"x\": \"Hemligt\"}")),
        ("control", |text| text.replace(CANARY, "Hemligt\u{1b}[2J")),
    ];
    for (what, breakage) in breakages {
        let table = Table::laid();
        let path = table.path("p/adepts/all.json");
        let text = fs::read_to_string(&path).unwrap();
        let broken = breakage(&text);
        assert_ne!(broken, text, "{what}");
        fs::write(&path, broken).unwrap();
        for line in ["match p --json", "check p"] {
            let run = table.say(line);
            silent_about_people(what, &run);
            if line == "match p --json" {
                assert_eq!(run.status, Some(0), "{what}: {}", run.err);
            }
        }
    }
}

#[test]
fn no_escape_sequence_reaches_the_terminal() {
    let table = Table::laid();
    let hostile = r#""\u001b]0;owned\u0007\u202e\u009b2Jkör\u0000""#;
    for (folder, file) in [("mentors", "m"), ("adepts", "a")] {
        let path = table.path(&format!("p/{folder}/all.json"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(
            &path,
            text.replace(&format!("\"{CANARY}\""), hostile).replace("[\"kör\", \"schack\"]", &format!("[{hostile}, \"schack\"]")),
        )
        .unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("owned"), "{file}");
    }
    for line in [
        "match p",
        "match p --csv",
        "match p --json",
        "scores p",
        "scores p --csv",
        "explain p a1 m1",
        "explain p a1 m1 --json",
        "check p",
        "check p --json",
        "decide p lock a1 m1",
        "decide p note a1 m1 \u{1b}[2J\u{9b}2J\u{202e}",
        "log p",
        "log p --json",
        "save p",
    ] {
        let run = table.say(line);
        assert!(!run.out.is_empty(), "{line}: {}", run.err);
        for text in [run.out.replace("\r\n", "\n"), run.err] {
            let forbidden = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
            assert_eq!(text.chars().find(forbidden), None, "{line}: {text}");
        }
    }
}
