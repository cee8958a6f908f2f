//! Something happens to the journal while a session is open, and passes: the session says so, and goes on by itself.

use std::fs::{OpenOptions, rename};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use mentor_match::journal::verify;

use super::sitting::{Sitting, command, program, shows_locked};

/// A session with one decision saved, and its journal.
fn with_a_decision() -> (Sitting, PathBuf) {
    let directory = program();
    let mut sitting = Sitting::of(command(directory.path()), directory, (120, 36));
    sitting.type_in(" ");
    sitting.until("the first decision shows", |screen| shows_locked(screen, 1));
    let journal = sitting.directory.path().join("decisions/journal.jsonl");
    (sitting, journal)
}

fn is_read_only(screen: &vt100::Screen) -> bool {
    screen.contents().lines().next().unwrap_or_default().contains("read only")
}

/// Nothing can be decided, and one is told why; looking goes on.
fn cannot_decide(sitting: &mut Sitting, why: &str) {
    sitting.until("it is told why it is read-only", |screen| is_read_only(screen) && screen.contents().contains(why));
    sitting.type_in("j");
    sitting.until("what was told is read", |screen| !screen.contents().contains(why));
    sitting.type_in(" ");
    sitting.until("a decision is refused", |screen| screen.contents().contains(why));
    assert!(sitting.see(|screen| shows_locked(screen, 1)));
}

/// The next decision shows and is in the journal.
fn goes_on(mut sitting: Sitting, told: &str) {
    sitting.until("it is told that one can decide again", |screen| !is_read_only(screen) && screen.contents().contains(told));
    sitting.type_in(" ");
    sitting.until("the next decision shows", |screen| shows_locked(screen, 2));
    let found = verify(sitting.directory.path()).unwrap();
    assert_eq!((found.records, found.unfinished, found.damage), (2, 0, None));
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
    sitting.assert_given_back();
}

#[test]
fn a_repair_by_somebody_else_lets_the_session_go_on() {
    let (mut sitting, journal) = with_a_decision();
    OpenOptions::new().append(true).open(journal).unwrap().write_all(b"no record\n").unwrap();
    cannot_decide(&mut sitting, "damaged from line 2");
    let mut repair = Command::new(env!("CARGO_BIN_EXE_mentor-match"));
    let repaired = repair.arg("repair").arg(sitting.directory.path()).output().unwrap();
    assert!(repaired.status.success(), "{}", String::from_utf8_lossy(&repaired.stderr));
    goes_on(sitting, "The journal is repaired");
}

#[test]
fn a_journal_that_could_not_be_read_for_a_while_lets_the_session_go_on() {
    let (mut sitting, journal) = with_a_decision();
    let aside = journal.with_extension("aside");
    // Something else stands at its place from one moment to the next, and then the journal again.
    let link = journal.with_extension("link");
    std::fs::hard_link(&journal, &aside).unwrap();
    std::os::unix::fs::symlink("elsewhere", &link).unwrap();
    rename(&link, &journal).unwrap();
    cannot_decide(&mut sitting, "You can read but not decide");
    rename(&aside, &journal).unwrap();
    goes_on(sitting, "The journal can be read again");
}
