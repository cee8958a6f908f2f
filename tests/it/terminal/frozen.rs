//! Somebody holds the journal and sleeps: the session says who, stalls nobody, and goes on when they are gone.

use std::path::Path;
use std::process::Child;

use mentor_match::journal::verify;

use crate::watching::frozen;

use super::sitting::{Sitting, USUAL, command, program, shows_locked};

/// Another process that has the journal and has been stopped.
struct Sleeper(Child);

impl Sleeper {
    fn over(directory: &Path) -> Self {
        Self(frozen(directory))
    }

    fn dies(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// A session of so many columns and rows with one decision saved and a second one that Bo, who sleeps, keeps from being saved.
fn kept_waiting(size: (u16, u16)) -> (Sitting, Sleeper) {
    let directory = program();
    let mut sitting = Sitting::of(command(directory.path()), directory, size);
    sitting.type_in(" ");
    sitting.until("the first decision shows", |screen| shows_locked(screen, 1));
    let sleeper = Sleeper::over(sitting.directory.path());
    sitting.type_in("j ");
    sitting.until("the session says whom it waits for", |screen| screen.contents().contains("waiting for Bo"));
    (sitting, sleeper)
}

fn says_who_sleeps(sitting: &Sitting) {
    sitting.until("the session says who sleeps", |screen| screen.contents().contains("Not saved: Bo holds the journal"));
    assert!(sitting.see(|screen| shows_locked(screen, 1)), "a decision shows that is not saved");
    assert_eq!(records(sitting), 1);
}

fn records(sitting: &Sitting) -> u64 {
    let found = verify(sitting.directory.path()).unwrap();
    assert_eq!((found.unfinished, found.damage), (0, None));
    found.records
}

/// The cursor goes a row down and comes back: what is typed is done, and what is done is drawn.
fn looks_around(sitting: &mut Sitting) {
    let row = sitting.see(|screen| screen.cursor_position().0);
    sitting.type_in("j");
    sitting.until("the cursor moves down", |screen| screen.cursor_position().0 == row + 1);
    sitting.type_in("k");
    sitting.until("the cursor moves up", |screen| screen.cursor_position().0 == row);
}

#[test]
fn who_sleeps_over_the_journal_is_named_and_nobodys_screen_stalls() {
    for size in [(120, 36), USUAL] {
        let (mut sitting, sleeper) = kept_waiting(size);
        looks_around(&mut sitting);
        assert!(sitting.see(|screen| screen.contents().contains("waiting for Bo")), "{size:?}: it was no longer waiting");
        says_who_sleeps(&sitting);
        sleeper.dies();
        // It is asked whether to try again.
        sitting.type_in("\r");
        sitting.until("the decision shows", |screen| shows_locked(screen, 2));
        assert_eq!(records(&sitting), 2);
        sitting.type_in("q");
        assert_eq!(sitting.status(), 0, "{size:?}");
        sitting.assert_given_back();
    }
}

#[test]
fn trying_again_while_they_still_sleep_says_the_same_and_giving_up_gives_the_keys_back() {
    let (mut sitting, sleeper) = kept_waiting(USUAL);
    says_who_sleeps(&sitting);
    sitting.type_in("\r");
    sitting.until("it waits once more", |screen| screen.contents().contains("waiting for Bo"));
    says_who_sleeps(&sitting);
    sitting.type_in("\x1b");
    sitting.until("the question is put away", |screen| !screen.contents().contains("Try again?"));
    looks_around(&mut sitting);
    sleeper.dies();
    sitting.type_in(" ");
    sitting.until("the decision shows", |screen| shows_locked(screen, 2));
    assert_eq!(records(&sitting), 2);
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
}

#[test]
fn a_decision_that_waits_goes_through_when_the_sleeper_dies_in_time() {
    let (mut sitting, sleeper) = kept_waiting(USUAL);
    sleeper.dies();
    sitting.until("the decision shows", |screen| shows_locked(screen, 2));
    assert_eq!(records(&sitting), 2);
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
}
