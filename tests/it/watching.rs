//! Sessions of several processes at one journal: what another process records is seen without being looked for, and one that is frozen
//! while it holds the journal is named.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use mentor_match::journal::disk::Disk;
use mentor_match::journal::folder::Folder;
use mentor_match::journal::{DecideError, Desk, Holder, Journal, Report};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::journal::{child, ground, note};

const HELD: &str = "MENTOR_MATCH_TRIAL_HELD";

/// Longer than any test: whoever only looks so often sees nothing by looking.
const HARDLY_EVER: Duration = Duration::from_secs(24 * 60 * 60);
/// Nothing depends on it but that a fault ends as a failure instead of hanging.
const GUARD: Duration = Duration::from_secs(60);

/// A desk that hardly ever looks by itself, and what it reports.
fn desk(directory: &Path) -> (Desk, Receiver<Report>) {
    let (journal, _) = Journal::open(directory).unwrap();
    let (reports, inbox) = channel();
    let desk = Desk::open_looking(journal, Arc::new(ground()), HARDLY_EVER, move |report| _ = reports.send(report)).unwrap();
    (desk, inbox)
}

/// Another process decides so often.
fn decided_elsewhere(directory: &Path, name: &str, count: u32) {
    assert!(child(directory, name, count).output().unwrap().status.success());
}

fn ids(inbox: &Receiver<Report>, count: usize) -> Vec<String> {
    let mut seen = Vec::new();
    while seen.len() < count {
        match inbox.recv_timeout(GUARD) {
            Ok(Report::News(records)) => seen.extend(records.into_iter().map(|record| record.id)),
            other => panic!("{seen:?}, then {other:?}"),
        }
    }
    seen
}

#[test]
fn what_another_process_records_arrives_by_the_systems_hint() {
    let directory = TempDir::new().unwrap();
    let (desk, inbox) = desk(directory.path());
    let desk = desk.watching();
    // The first one has yet to make the folder and everything in it.
    for name in ["first", "second"] {
        decided_elsewhere(directory.path(), name, 2);
        assert_eq!(ids(&inbox, 2), [format!("{name}x0"), format!("{name}x1")]);
    }
    desk.close();
    assert!(inbox.recv().is_err(), "more was reported than recorded");
}

#[test]
fn without_the_hint_it_does_not_arrive_before_somebody_looks() {
    let directory = TempDir::new().unwrap();
    let (desk, inbox) = desk(directory.path());
    decided_elsewhere(directory.path(), "first", 2);
    desk.close();
    assert!(matches!(inbox.recv_timeout(GUARD), Err(RecvTimeoutError::Disconnected)), "the trial would pass without any hint");
    let (desk, inbox) = self::desk(directory.path());
    decided_elsewhere(directory.path(), "second", 1);
    desk.look();
    assert_eq!(ids(&inbox, 1), ["secondx0"]);
}

/// Holds the journal until somebody closes its input.
#[test]
fn as_a_holder() {
    let Ok(directory) = std::env::var(HELD) else { return };
    let mut folder = Folder::of(Path::new(&directory));
    assert!(folder.try_lock().unwrap());
    folder.sign_lock(&Holder::this("Bo", "2026-11-21T20:31:14Z".to_owned()).text());
    println!("\nheld");
    std::io::stdout().flush().unwrap();
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    folder.unlock();
}

/// A process that holds the journal and has been stopped.
pub fn frozen(directory: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["watching::as_a_holder", "--exact", "--nocapture", "--test-threads=1"]).env(HELD, directory);
    let mut holder = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let out = BufReader::new(holder.stdout.as_mut().unwrap());
    assert!(out.lines().map_while(Result::ok).any(|line| line == "held"), "nobody holds the journal");
    signal(&holder, Signal::STOP);
    holder
}

fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

#[test]
fn a_frozen_holder_is_named_and_work_goes_on_when_it_is_gone() {
    let wakes = |mut holder: Child| {
        signal(&holder, Signal::CONT);
        drop(holder.stdin.take());
        assert!(holder.wait().unwrap().success());
    };
    let dies = |mut holder: Child| {
        holder.kill().unwrap();
        holder.wait().unwrap();
    };
    for (name, goes) in [("wakes", &wakes as &dyn Fn(Child)), ("dies", &dies)] {
        let directory = TempDir::new().unwrap();
        decided_elsewhere(directory.path(), "first", 1);
        let (desk, inbox) = desk(directory.path());
        let holder = frozen(directory.path());
        let is_it = |found: &Holder| (found.pid, found.user.as_str()) == (Some(holder.id()), "Bo");
        desk.decide(note("F1", "anna"));
        assert!(matches!(inbox.recv_timeout(GUARD), Ok(Report::Waiting { holder }) if is_it(&holder)), "{name}");
        // Whoever only looks waits for nobody.
        let (_, records) = Journal::open(directory.path()).unwrap();
        assert_eq!(records.len(), 1);
        let told = inbox.recv_timeout(GUARD);
        let is_held = matches!(&told, Ok(Report::Decided { id, result: Err(DecideError::Held(holder)) }) if id == "F1" && is_it(holder));
        assert!(is_held, "{name}: {told:?}");
        goes(holder);
        desk.decide(note("F1", "anna"));
        let told = inbox.recv_timeout(GUARD);
        assert!(
            matches!(&told, Ok(Report::Decided { result: Ok(decided), .. }) if decided.record.as_ref().is_some_and(|record| record.seq == 2)),
            "{name}: {told:?}"
        );
        assert_eq!(mentor_match::journal::verify(directory.path()).unwrap().records, 2);
    }
}
