//! What a session does at a real terminal: what is shown as done is done.

use rustix::process::Signal;

use super::sitting::{Sitting, USUAL, command, program, shows_locked, until};

#[test]
fn what_others_change_in_the_files_is_told_and_read_when_asked() {
    let mut sitting = Sitting::open("");
    let criteria = sitting.directory.path().join("criteria.toml");
    let text = std::fs::read_to_string(&criteria).unwrap();
    std::fs::write(&criteria, text.replacen("title = \"", "title = \"Nytt ", 1)).unwrap();
    sitting.until("the change is told", |screen| screen.contents().contains("R reads them again"));
    sitting.type_in("R");
    sitting.until("the files are read again", |screen| screen.contents().contains("have been read again"));
    sitting.until("what they say now is shown", |screen| screen.contents().contains("Nytt"));
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
}

#[test]
fn two_passages_are_made_to_mean_the_same() {
    let mut sitting = Sitting::open("");
    let table = sitting.directory.path().join("our-words.tsv");
    sitting.type_in("e=");
    sitting.until("the choice is there", |screen| screen.contents().contains("These mean the same"));
    sitting.type_in("\rzzkubb");
    sitting.until("one's own words can be taken", |screen| screen.contents().contains("your own words"));
    sitting.type_in("\r");
    sitting.until("it is asked before it is done", |screen| screen.contents().contains("mean the same?"));
    assert!(!table.exists());
    sitting.type_in("\r");
    sitting.until("everything follows", |screen| screen.contents().contains("mean the same now"));
    assert!(std::fs::read_to_string(table).unwrap().contains("zzkubb"));
    sitting.type_in("qq");
    assert_eq!(sitting.status(), 0);
}

#[test]
fn another_size_is_another_picture() {
    let mut sitting = Sitting::open("");
    sitting.resize(30, 10);
    sitting.until("it says that there is no room", |screen| screen.contents().contains("too small"));
    sitting.resize(80, 24);
    sitting.until("it is whole again", |screen| screen.contents().contains("Adepts"));
    sitting.type_in("q");
    assert_eq!(sitting.status(), 0);
}

#[test]
fn a_decision_that_shows_is_there_the_next_time() {
    let mut sitting = Sitting::open("");
    sitting.type_in(" ");
    sitting.until("the lock shows", |screen| shows_locked(screen, 1));
    sitting.signal(Signal::KILL);
    sitting.status();
    let journal = std::fs::read_to_string(sitting.directory.path().join("decisions/journal.jsonl")).unwrap();
    assert_eq!(journal.lines().count(), 1);
    assert!(journal.contains("\"kind\":\"lock\"") && journal.contains("\"by\":\"anna\""));
}

#[test]
fn a_users_keys_hold_and_their_faults_are_told() {
    let directory = program();
    let settings = directory.path().join("settings");
    std::fs::create_dir_all(settings.join("mentor-match")).unwrap();
    std::fs::write(settings.join("mentor-match/keys.toml"), "[session]\nquit = [\"z\"]\ndance = [\"d\"]\n").unwrap();
    let mut command = command(directory.path());
    command.env("XDG_CONFIG_HOME", &settings);
    let mut sitting = Sitting::of(command, directory, USUAL);
    sitting.until("the fault is told", |screen| screen.contents().contains("dance: there is no such action"));
    sitting.type_in("\x1b");
    sitting.until("the list is put away", |screen| screen.contents().contains("Adepts"));
    sitting.type_in("z");
    assert_eq!(sitting.status(), 0);
}

#[test]
fn words_that_were_being_typed_are_offered_after_a_lost_line() {
    let mut sitting = Sitting::open("");
    sitting.type_in("nboth asked");
    sitting.until("the words show", |screen| screen.contents().contains("both asked"));
    let present = sitting.directory.path().join("decisions/present");
    let kept = || {
        let files = std::fs::read_dir(&present).into_iter().flatten().flatten();
        files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).any(|text| text.contains("both asked"))
    };
    until("the words are kept", kept);
    sitting.signal(Signal::KILL);
    sitting.status();
    let Sitting { directory, .. } = sitting;
    let mut again = Sitting::of(command(directory.path()), directory, USUAL);
    again.until("the words are offered", |screen| {
        let text = screen.contents();
        text.contains("before the line was lost") && text.contains("both asked")
    });
    again.type_in("\r");
    let journal = again.directory.path().join("decisions/journal.jsonl");
    until("they are recorded", || std::fs::read_to_string(&journal).is_ok_and(|text| text.contains("both asked")));
    again.type_in("q");
    assert_eq!(again.status(), 0);
    assert_eq!(std::fs::read_dir(&present).unwrap().count(), 0, "nothing of it is left");
}
