//! The program at a pseudo-terminal that a test can look at.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// The most that anything may take before a test says what it waited for in vain.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often something is asked that cannot tell by itself.
const PAUSE: Duration = Duration::from_millis(2);
/// What most terminals are at first.
pub const USUAL: (u16, u16) = (80, 24);

/// The program at a terminal that a test can look at.
pub struct Sitting {
    master: Box<dyn MasterPty>,
    /// Kept open, so that what the program did to the terminal can be read after it has ended.
    _slave: Box<dyn SlavePty>,
    writer: Box<dyn Write>,
    seen: Arc<Seen>,
    before: String,
    pub child: Box<dyn Child + Send + Sync>,
    pub directory: TempDir,
}

/// What is left when the terminal has gone.
pub struct Left {
    pub child: Box<dyn Child + Send + Sync>,
    pub directory: TempDir,
}

/// What the terminal shows, and a bell for when it changes.
struct Seen {
    parser: Mutex<vt100::Parser>,
    changed: Condvar,
    closing: Mutex<bool>,
}

impl Sitting {
    /// A sitting of anna's at a small program.
    pub fn open(trial: &str) -> Self {
        let directory = program();
        let mut command = command(directory.path());
        command.env("MENTOR_MATCH_TRIAL", trial);
        Self::of(command, directory, USUAL)
    }

    /// A sitting that a command holds at a terminal of so many columns and rows, once it is drawn.
    pub fn of(command: CommandBuilder, directory: TempDir, size: (u16, u16)) -> Self {
        let sitting = Self::beginning(command, directory, size);
        let drawn = |text: &str| text.contains("Adepts") || text.contains("Problems in the files");
        sitting.until("the session is drawn", |screen| screen.alternate_screen() && drawn(&screen.contents()));
        sitting
    }

    /// A command at a terminal of so many columns and rows.
    pub fn beginning(mut command: CommandBuilder, directory: TempDir, (cols, rows): (u16, u16)) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_GB.UTF-8");
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let before = termios(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Seen { parser: Mutex::new(emulator(cols, rows)), changed: Condvar::new(), closing: Mutex::new(false) });
        let writer = pair.master.take_writer().unwrap();
        let sitting = Self { master: pair.master, _slave: pair.slave, writer, child, seen, before, directory };
        sitting.listen();
        sitting
    }

    /// The terminal reads what there is, until it stalls.
    pub fn listen(&self) {
        let (mut reader, watching) = (self.master.try_clone_reader().unwrap(), self.seen.clone());
        *watching.closing.lock().unwrap() = false;
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
    }

    /// The terminal reads nothing any more. `key` is one that something is drawn for.
    pub fn stall(&mut self, key: &str) {
        *self.seen.closing.lock().unwrap() = true;
        self.type_in(key);
        until("the reader has let go", || Arc::strong_count(&self.seen) == 1);
    }

    /// Whether the terminal would take more of what the program writes at this moment.
    pub fn has_room(&self) -> bool {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK;
        let slave = rustix::fs::open(self.master.tty_name().unwrap(), flags, Mode::empty()).unwrap();
        poll(&mut [PollFd::new(&slave, PollFlags::OUT)], Some(&Timespec::default())).unwrap() > 0
    }

    /// The terminal vanishes, as when a connection drops; it must read nothing any more.
    pub fn vanish(self) -> Left {
        Left { child: self.child, directory: self.directory }
    }

    pub fn type_in(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn resize(&self, cols: u16, rows: u16) {
        self.seen.parser.lock().unwrap().screen_mut().set_size(NonZero::new(rows).unwrap(), NonZero::new(cols).unwrap());
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// What there is to see at this moment.
    pub fn see<T>(&self, what: impl Fn(&vt100::Screen) -> T) -> T {
        what(self.seen.parser.lock().unwrap().screen())
    }

    pub fn until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let mut parser = self.seen.parser.lock().unwrap();
        let deadline = Instant::now() + PATIENCE;
        while !holds(parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let shown = parser.screen().contents();
                drop(parser);
                panic!("waited in vain: {what}\n{shown}");
            }
            parser = self.seen.changed.wait_timeout(parser, left).unwrap().0;
        }
    }

    /// Waits for the end; returns the exit status.
    pub fn status(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "the program has not ended");
            thread::sleep(PAUSE);
        }
    }

    pub fn assert_given_back(&self) {
        self.until("the terminal is given back", |screen| !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(termios(&*self.master), self.before, "the line discipline is not as it was");
    }

    pub fn assert_taken(&self) {
        self.until("the terminal is taken", |screen| screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_ne!(termios(&*self.master), self.before, "the terminal is not in raw mode");
    }
}

/// The program itself, for anna, in English.
pub fn command(directory: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mentor-match"));
    command.args([directory.to_str().unwrap(), "--as", "anna", "--lang", "en"]);
    command
}

fn emulator(cols: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(NonZero::new(rows).unwrap(), NonZero::new(cols).unwrap(), 0)
}

/// The line discipline, as text that can be compared.
fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Whether the header counts so many locked pairs.
pub fn shows_locked(screen: &vt100::Screen, count: usize) -> bool {
    let top = screen.contents().lines().next().unwrap_or_default().to_owned();
    top.split_whitespace()
        .collect::<Vec<_>>()
        .windows(4)
        .any(|words| words[0] == count.to_string() && words[1] == "of" && words[3] == "locked")
}

/// A copy of a small program, since sessions write into theirs.
pub fn program() -> TempDir {
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

pub fn state(pid: Pid) -> Option<char> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    stat.rsplit(") ").next()?.chars().next()
}

pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        thread::sleep(PAUSE);
    }
}
