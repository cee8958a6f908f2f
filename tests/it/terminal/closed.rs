//! A connection that drops leaves no process and burns no processor time: whatever becomes of the hang-up, and whatever is being done.

use std::fmt::Write as _;
use std::fs;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use mentor_match::journal::disk::Disk;
use mentor_match::journal::folder::Folder;
use mentor_match::journal::{Holder, verify};
use portable_pty::CommandBuilder;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open};
use tempfile::TempDir;

use super::sitting::{Left, Sitting, USUAL, command, program, shows_locked, until};

/// How soon the process must be gone. It takes at most two seconds where nothing else runs.
const SOON: Duration = Duration::from_secs(5);
/// How much processor time it may take from then on.
const LITTLE: Duration = Duration::from_millis(200);
/// What `/proc` counts processor time in.
const TICK: Duration = Duration::from_millis(10);
/// So many adepts, and as many mentors, are thought about for long.
const MANY: usize = 250;

/// What becomes of the hang-up.
#[derive(Debug, Clone, Copy)]
enum HangUp {
    /// It comes, and the program has inherited nothing about it.
    Default,
    /// It comes, but whoever started the program has it ignored, as `nohup` does.
    Ignored,
    /// It never comes: the program's session has no terminal of its own, and only reads and writes this one.
    Untold,
}

/// What the program is doing.
#[derive(Debug, Clone, Copy)]
enum Doing {
    Idle,
    /// A decision waits for somebody who holds the journal.
    Saving,
    /// A note is being written.
    Typing,
    /// What can be foreseen of a large program is being worked out.
    Solving,
}

impl HangUp {
    fn command(self, directory: &Path) -> CommandBuilder {
        let mut command = command(directory);
        match self {
            HangUp::Default => {}
            HangUp::Ignored => {
                let wrapper = ["sh", "-c", r#"trap '' HUP; exec "$0" "$@""#].map(Into::into);
                command.get_argv_mut().splice(0..0, wrapper);
            }
            HangUp::Untold => command.set_controlling_tty(false),
        }
        command
    }
}

/// A process from the moment when its terminal vanishes.
struct Watched {
    pid: Pid,
    handle: OwnedFd,
    since: Instant,
    spent: Duration,
}

impl Watched {
    fn of(pid: Pid) -> Self {
        Self { pid, handle: pidfd_open(pid, PidfdFlags::empty()).unwrap(), since: Instant::now(), spent: spent(pid) }
    }

    /// What is to be said against it: that it is there for too long, or what it has burnt.
    fn complaint(&self, patience: Duration) -> Option<String> {
        if !self.ends_within(patience) {
            return Some(format!("still there after {:?}", self.since.elapsed()));
        }
        let burnt = spent(self.pid).saturating_sub(self.spent);
        (burnt > LITTLE).then(|| format!("burnt {burnt:?}"))
    }

    /// Whether it ends in time. It stays a zombie, so that its accounts can be read.
    fn ends_within(&self, patience: Duration) -> bool {
        loop {
            let left = patience.saturating_sub(self.since.elapsed());
            match poll(&mut [PollFd::new(&self.handle, PollFlags::IN)], Some(&Timespec::try_from(left).unwrap())) {
                Ok(count) => return count > 0,
                Err(error) => assert_eq!(error, rustix::io::Errno::INTR),
            }
        }
    }
}

/// The processor time of a process with all its threads, in its own code and in the system.
fn spent(pid: Pid) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap();
    let (_, rest) = stat.rsplit_once(") ").unwrap();
    rest.split(' ').skip(11).take(2).map(|ticks| TICK * ticks.parse::<u32>().unwrap()).sum()
}

fn is_solving(pid: Pid) -> bool {
    let threads = fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).unwrap();
    threads.flatten().any(|thread| fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.trim() == "foreseer"))
}

/// Drops the connection while the program does something; nothing may be said against what follows.
fn check(hang_up: HangUp, doing: Doing) {
    let directory = if let Doing::Solving = doing { large() } else { program() };
    let mut sitting = Sitting::of(hang_up.command(directory.path()), directory, USUAL);
    sitting.type_in(" ");
    sitting.until("the decision shows as saved", |screen| shows_locked(screen, 1));
    let mut held = None;
    match doing {
        Doing::Idle => {}
        Doing::Saving => {
            held = Some(holding(sitting.directory.path()));
            sitting.type_in("j ");
            sitting.until("the decision waits", |screen| screen.contents().contains("waiting for Bo"));
        }
        Doing::Typing => {
            sitting.type_in("nboth asked");
            sitting.until("the note is there", |screen| screen.contents().contains("both asked"));
        }
        Doing::Solving => until("something is foreseen", || is_solving(sitting.pid())),
    }
    let pid = sitting.pid();
    sitting.stall("j");
    assert!(!matches!(doing, Doing::Solving) || is_solving(pid), "it has foreseen everything already");
    let watched = Watched::of(pid);
    let Left { mut child, directory } = sitting.vanish();
    let complaint = watched.complaint(SOON);
    child.kill().unwrap();
    assert_eq!(complaint, None, "{hang_up:?} {doing:?}");
    assert_eq!(child.wait().unwrap().exit_code(), 129, "{hang_up:?} {doing:?}");
    held.into_iter().for_each(|mut folder: Folder| folder.unlock());
    let mut folder = Folder::of(directory.path());
    assert!(folder.try_lock().unwrap(), "{hang_up:?} {doing:?}: the journal is held");
    let found = verify(directory.path()).unwrap();
    assert_eq!((found.records, found.unfinished, found.damage), (1, 0, None), "{hang_up:?} {doing:?}");
}

/// The journal, held by Bo.
fn holding(directory: &Path) -> Folder {
    let mut folder = Folder::of(directory);
    assert!(folder.try_lock().unwrap());
    folder.sign_lock(&Holder::this("Bo", "2026-11-21T20:31:14Z".to_owned()).text());
    folder
}

/// A program that takes long to think about.
fn large() -> TempDir {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("criteria.toml"), CRITERIA).unwrap();
    for (role, factor) in [("adept", 7), ("mentor", 11)] {
        let mut people = String::from("[");
        for place in 0..MANY {
            let between = if place == 0 { "" } else { "," };
            let (city, years) = (place * factor % 5, place * factor * factor % 31);
            write!(
                people,
                r#"{between}{{"id":"{role}{place}","first_name":"{role}","last_name":"{place}","email":"","city":"city {city}","years":{years},"rooms":{}}}"#,
                place * factor % 13
            )
            .unwrap();
        }
        people.push(']');
        fs::create_dir(directory.path().join(format!("{role}s"))).unwrap();
        fs::write(directory.path().join(format!("{role}s/all.json")), people).unwrap();
    }
    directory
}

const CRITERIA: &str = r#"
schema = 1
[program]
title = "Many"
[[criterion]]
id = "city"
kind = "equal"
weight = 40
a = "mentor.city"
b = "adept.city"
[[criterion]]
id = "years"
kind = "number"
weight = 35
a = "mentor.years"
b = "adept.years"
zero = 30
full = 0
[[criterion]]
id = "rooms"
kind = "number"
weight = 25
a = "mentor.rooms"
b = "adept.rooms"
zero = 12
full = 0
"#;

const ALL: [Doing; 4] = [Doing::Idle, Doing::Saving, Doing::Typing, Doing::Solving];

#[test]
fn a_hang_up_ends_it_whatever_it_does() {
    ALL.into_iter().for_each(|doing| check(HangUp::Default, doing));
}

#[test]
fn a_hang_up_that_is_ignored_ends_it_whatever_it_does() {
    ALL.into_iter().for_each(|doing| check(HangUp::Ignored, doing));
}

#[test]
fn a_terminal_that_vanishes_untold_ends_it_whatever_it_does() {
    ALL.into_iter().for_each(|doing| check(HangUp::Untold, doing));
}

#[test]
fn a_decision_that_waits_is_written_when_the_holder_goes_in_time() {
    let mut sitting = Sitting::open("");
    let mut held = holding(sitting.directory.path());
    sitting.type_in(" ");
    sitting.until("the decision waits", |screen| screen.contents().contains("waiting for Bo"));
    sitting.stall("j");
    let watched = Watched::of(sitting.pid());
    let Left { mut child, directory } = sitting.vanish();
    held.unlock();
    assert_eq!(watched.complaint(SOON), None);
    assert_eq!(child.wait().unwrap().exit_code(), 129);
    assert_eq!(verify(directory.path()).unwrap().records, 1);
}

#[test]
fn a_terminal_that_reads_nothing_keeps_no_program_that_shall_end() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut sitting = Sitting::open("");
        let pid = sitting.pid();
        sitting.stall("j");
        let mut sizes = [(120, 36), (100, 30)].into_iter().cycle();
        // Each size is a whole picture.
        until("nothing more can be written", || {
            sizes.next().into_iter().for_each(|(cols, rows)| sitting.resize(cols, rows));
            !sitting.has_room()
        });
        let watched = Watched::of(pid);
        sitting.signal(signal);
        assert_eq!(watched.complaint(SOON), None, "{signal:?}");
        assert_eq!(sitting.status(), status);
        sitting.listen();
        sitting.assert_given_back();
    }
}

/// The complaint about a shell's script after its terminal has vanished.
fn complaint_about(script: &str, patience: Duration) -> Option<String> {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script]);
    let mut sitting = Sitting::beginning(command, TempDir::new().unwrap(), USUAL);
    sitting.until("the script runs", |screen| screen.contents().contains("ready"));
    // The terminal echoes it.
    sitting.stall("x");
    let watched = Watched::of(sitting.pid());
    let mut child = sitting.vanish().child;
    let complaint = watched.complaint(patience);
    child.kill().unwrap();
    child.wait().unwrap();
    complaint
}

#[test]
fn what_stays_and_what_spins_would_be_complained_of() {
    let stays = complaint_about("trap '' HUP; echo ready; exec sleep 600", Duration::from_millis(300)).unwrap_or_default();
    assert!(stays.starts_with("still there"), "{stays}");
    let turns = "trap '' HUP; echo ready; read line; i=0; while [ $i -lt 2000000 ]; do i=$((i+1)); done";
    let spins = complaint_about(turns, 12 * SOON).unwrap_or_default();
    assert!(spins.starts_with("burnt"), "{spins}");
    assert_eq!(complaint_about("echo ready; exec sleep 600", SOON), None);
}
