//! Every way out leaves the terminal as it was.

use rustix::process::Signal;

use super::sitting::{Sitting, USUAL, command, program, state, until};

/// F9, on which a build for testing fails when it is told to.
const F9: &str = "\x1b[20~";

#[test]
fn leaving_with_a_key_gives_the_terminal_back() {
    let mut sitting = Sitting::open("");
    sitting.assert_taken();
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
    sitting.assert_given_back();
}

#[test]
fn signals_give_the_terminal_back_and_tell_which_it_was() {
    for (signal, status) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)] {
        let mut sitting = Sitting::open("");
        sitting.signal(signal);
        assert_eq!(sitting.status(), status, "{signal:?}");
        sitting.assert_given_back();
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_and_says_where_not_whom() {
    for trial in ["panic", "panic-aside"] {
        let mut sitting = Sitting::open(trial);
        sitting.type_in(F9);
        assert_eq!(sitting.status(), 70, "{trial}");
        sitting.assert_given_back();
        sitting.until("the fault is told", |screen| screen.contents().contains("met a fault of its own and stopped"));
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_in_the_middle_of_a_frame_gives_the_terminal_back() {
    let directory = program();
    let mut command = command(directory.path());
    command.env("MENTOR_MATCH_TRIAL", "panic-writing");
    let mut sitting = Sitting::beginning(command, directory, USUAL);
    assert_eq!(sitting.status(), 70);
    sitting.until("the fault is told", |screen| screen.contents().contains("met a fault of its own and stopped"));
    sitting.assert_given_back();
}

#[test]
fn told_to_end_while_it_is_stopped_it_ends_when_it_continues() {
    let mut sitting = Sitting::open("");
    let pid = sitting.pid();
    sitting.signal(Signal::TSTP);
    until("the program has stopped", || state(pid) == Some('T'));
    sitting.signal(Signal::TERM);
    sitting.signal(Signal::CONT);
    assert_eq!(sitting.status(), 143);
    sitting.assert_given_back();
}

#[test]
fn stopped_and_continued_it_gives_the_terminal_back_and_takes_it_again() {
    let mut sitting = Sitting::open("");
    let pid = sitting.pid();
    sitting.signal(Signal::TSTP);
    until("the program has stopped", || state(pid) == Some('T'));
    sitting.assert_given_back();
    sitting.signal(Signal::CONT);
    sitting.assert_taken();
    sitting.until("the session is drawn again", |screen| screen.contents().contains("Adepts"));
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
    sitting.assert_given_back();
}

#[test]
fn the_stop_key_is_nothing_where_nobody_could_continue() {
    // The program leads its session here, as it does when it is the command of an SSH connection.
    let mut sitting = Sitting::open("");
    sitting.type_in("\x1a?");
    sitting.until("it still listens", |screen| screen.alternate_screen() && screen.contents().contains("Search"));
    sitting.signal(Signal::TERM);
    assert_eq!(sitting.status(), 143);
}
