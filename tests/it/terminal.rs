//! The real program in a pseudo-terminal: every way out leaves the terminal as it was, and a decision that was shown as saved is saved.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// The most that anything may take before a test says what it waited for in vain.
const PATIENCE: Duration = Duration::from_secs(20);
/// F9, on which a build for testing fails when it is told to.
const F9: &str = "\x1b[20~";

/// The program at a terminal that a test can look at.
struct Sitting {
    master: Box<dyn MasterPty>,
    /// Kept open, so that what the program did to the terminal can be read after it has ended.
    _slave: Option<Box<dyn SlavePty>>,
    writer: Box<dyn Write>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    before: String,
    directory: tempfile::TempDir,
}

/// What the terminal shows, and a bell for when it changes.
struct Seen {
    parser: Mutex<vt100::Parser>,
    changed: Condvar,
    closing: Mutex<bool>,
}

impl Sitting {
    fn open(trial: &str) -> Self {
        let directory = program();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mentor-match"));
        command.args([directory.path().to_str().unwrap(), "--as", "anna", "--lang", "en"]);
        command.env("MENTOR_MATCH_TRIAL", trial);
        Self::of(command, directory)
    }

    fn of(mut command: CommandBuilder, directory: tempfile::TempDir) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_GB.UTF-8");
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let before = termios(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Seen { parser: Mutex::new(emulator(80, 24)), changed: Condvar::new(), closing: Mutex::new(false) });
        let (mut reader, watching) = (pair.master.try_clone_reader().unwrap(), seen.clone());
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                watching.parser.lock().unwrap().process(&bytes[..count]);
                watching.changed.notify_all();
                if *watching.closing.lock().unwrap() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let sitting = Self { master: pair.master, _slave: Some(pair.slave), writer, child, seen, before, directory };
        let drawn = |text: &str| text.contains("Adepts") || text.contains("Problems in the files");
        sitting.until("the session is drawn", |screen| screen.alternate_screen() && drawn(&screen.contents()));
        sitting
    }

    fn type_in(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    fn resize(&self, cols: u16, rows: u16) {
        self.seen.parser.lock().unwrap().screen_mut().set_size(NonZero::new(rows).unwrap(), NonZero::new(cols).unwrap());
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    fn until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let mut parser = self.seen.parser.lock().unwrap();
        let deadline = Instant::now() + PATIENCE;
        while !holds(parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain: {what}\n{}", parser.screen().contents());
            parser = self.seen.changed.wait_timeout(parser, left).unwrap().0;
        }
    }

    /// Waits for the end; returns the exit status.
    fn status(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "the program has not ended");
            thread::yield_now();
        }
    }

    fn assert_given_back(&self) {
        self.until("the terminal is given back", |screen| !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(termios(&*self.master), self.before, "the line discipline is not as it was");
    }

    fn assert_taken(&self) {
        self.until("the terminal is taken", |screen| screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_ne!(termios(&*self.master), self.before, "the terminal is not in raw mode");
    }
}

fn emulator(cols: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(NonZero::new(rows).unwrap(), NonZero::new(cols).unwrap(), 0)
}

/// The line discipline, as text that can be compared.
fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

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

/// A copy of a small program, since sessions write into theirs.
fn program() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/pfizer"), directory.path());
    directory
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { copy(&entry.path(), &target) } else { _ = std::fs::copy(entry.path(), target).unwrap() }
    }
}

fn state(pid: Pid) -> Option<char> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    stat.rsplit(") ").next()?.chars().next()
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        thread::yield_now();
    }
}

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
    for (signal, status) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::TERM, 143)] {
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

#[test]
fn a_terminal_that_vanishes_ends_the_program() {
    // No signal reaches it: it has no controlling terminal, and hang-ups are ignored. Only the watchdog can tell.
    let directory = program();
    let told = directory.path().join("status");
    let script = format!(
        "trap '' HUP; setsid -w '{}' '{}' --as anna --lang en; echo $? > '{}'",
        env!("CARGO_BIN_EXE_mentor-match"),
        directory.path().display(),
        told.display()
    );
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &script]);
    let mut sitting = Sitting::of(command, directory);
    *sitting.seen.closing.lock().unwrap() = true;
    sitting.type_in("j");
    until("the reader has let go", || Arc::strong_count(&sitting.seen) == 1);
    let Sitting { master, _slave: slave, writer, directory: _directory, .. } = sitting;
    let gone = Instant::now();
    drop((slave, writer, master));
    until("the program has ended", || std::fs::read_to_string(&told).is_ok_and(|status| !status.trim().is_empty()));
    assert_eq!(std::fs::read_to_string(&told).unwrap().trim(), "129");
    assert!(gone.elapsed() < Duration::from_secs(5), "it took {:?}", gone.elapsed());
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
    sitting.until("the lock shows", |screen| screen.contents().contains('●'));
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
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mentor-match"));
    command.args([directory.path().to_str().unwrap(), "--as", "anna", "--lang", "en"]);
    command.env("XDG_CONFIG_HOME", &settings);
    let mut sitting = Sitting::of(command, directory);
    sitting.until("the fault is told", |screen| screen.contents().contains("dance: there is no such action"));
    sitting.type_in("\x1b");
    sitting.until("the list is put away", |screen| screen.contents().contains("Adepts"));
    sitting.type_in("z");
    assert_eq!(sitting.status(), 0);
}
