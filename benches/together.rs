//! Six people who each decide ten times a second, each in a process of their own: how long it takes until the others see a decision,
//! from the moment somebody wants it, with the wait for the lock and for the disk. Then six people who each move their cursor three times a
//! second: how long it takes until another sees where it is.
//!
//! Half of what is measured is how fast the disk of this machine keeps a record; `BENCH_DIRECTORY` says where to decide.

#![allow(clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use mentor_match::journal::presence::{LOOK, Seat, Seen, Sitting};
use mentor_match::journal::{Desk, Journal, Presence, Report};
use mentor_match::program::{Criteria, PersonId, Program, Role};
use mentor_match::scoring::Scorer;
use mentor_match::session::{Decision, Ground, Intent, Mode, Present, Record, Stand, Standing};

const WRITERS: usize = 6;
const EACH: usize = 100;
const BETWEEN: Duration = Duration::from_millis(100);
const MOVES: usize = 60;
/// Longer than the shortest time between two words of where one is: each is told at once.
const BETWEEN_MOVES: Duration = Duration::from_millis(330);
const WRITER: &str = "BENCH_WRITER";
const MOVER: &str = "BENCH_MOVER";
const DIRECTORY: &str = "BENCH_DIRECTORY";

static GROUND: LazyLock<Arc<Ground>> =
    LazyLock::new(|| Arc::new(Ground::new(&Scorer::new(Arc::new(Program::new(Criteria::default(), []))))));

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    match (std::env::var(WRITER), std::env::var(MOVER), std::env::var(DIRECTORY)) {
        (Ok(name), _, Ok(directory)) => write(&name, Path::new(&directory)),
        (_, Ok(name), Ok(directory)) => walk(&name, Path::new(&directory)),
        (_, _, place) => {
            measure(place.as_deref().ok());
            measure_presence(place.as_deref().ok());
        }
    }
}

fn measure(place: Option<&str>) {
    let directory = place.map_or_else(tempfile::tempdir, tempfile::tempdir_in).expect("a directory");
    let (watching, polling) = (viewer(directory.path(), Desk::watching), viewer(directory.path(), |desk| desk));
    six(WRITER, directory.path());
    println!("{WRITERS} processes, {} decisions a second in all, {} decisions; milliseconds", WRITERS * 10, WRITERS * EACH);
    told("with notification", watching);
    told("looking every 250 ms", polling);
}

/// Six processes that do this, until all of them have done it.
fn six(what: &str, directory: &Path) {
    let itself = std::env::current_exe().expect("the program itself");
    let start = |n| {
        let mut command = Command::new(&itself);
        command.env(what, format!("w{n}")).env(DIRECTORY, directory).stdin(Stdio::null());
        // Not all in step.
        thread::sleep(BETWEEN / 7);
        command.spawn().expect("another process")
    };
    let processes: Vec<_> = (0..WRITERS).map(start).collect();
    for mut process in processes {
        assert!(process.wait().expect("another process").success());
    }
}

/// Somebody who only looks: the delays of all that is seen.
fn viewer(directory: &Path, attend: impl Fn(Desk) -> Desk) -> (Desk, Receiver<Duration>) {
    let (journal, _) = Journal::open(directory).expect("a journal");
    let (delays, inbox) = channel();
    let report = move |report| {
        if let Report::News(records) = report {
            let now = moment();
            records.iter().for_each(|record| _ = delays.send(now.saturating_sub(wanted_at(record))));
        }
    };
    (attend(Desk::open(journal, GROUND.clone(), report).expect("a desk")), inbox)
}

fn told(how: &str, (desk, delays): (Desk, Receiver<Duration>)) {
    let all = (0..WRITERS * EACH).map(|_| delays.recv_timeout(Duration::from_secs(10)).expect("a decision")).collect();
    desk.close();
    shares(how, all);
}

fn shares(how: &str, mut all: Vec<Duration>) {
    all.sort();
    let at = |share: usize| all.get((all.len() - 1) * share / 100).map_or(0.0, |delay| delay.as_secs_f64() * 1_000.0);
    println!("{how:<22} p50 {:8.2}  p90 {:8.2}  p99 {:8.2}  max {:8.2}", at(50), at(90), at(99), at(100));
}

/// One of those who decide.
fn write(name: &str, directory: &Path) {
    let (mut journal, _) = Journal::open(directory).expect("a journal");
    for n in 0..EACH {
        let why = Some(moment().as_nanos().to_string());
        let (expect, was) = (Default::default(), Default::default());
        let decision = Decision::Note { adept: None, mentor: None };
        let intent =
            Intent { id: format!("{name}x{n}"), by: name.into(), role: Standing::Editor, see: 0, decision, expect, was, undoes: None, why };
        journal.decide(&GROUND, intent, jiff::Timestamp::now()).expect("a decision");
        thread::sleep(BETWEEN);
    }
}

fn measure_presence(place: Option<&str>) {
    let directory = place.map_or_else(tempfile::tempdir, tempfile::tempdir_in).expect("a directory");
    let (watching, polling) = (onlooker(directory.path(), true), onlooker(directory.path(), false));
    six(MOVER, directory.path());
    println!("{WRITERS} processes, three moves a second each, {} moves; milliseconds until another knows", WRITERS * MOVES);
    for (how, (presence, delays)) in [("with notification", watching), ("looking every 250 ms", polling)] {
        drop(presence);
        // Who looks four times a second can miss one that is overtaken, and whoever has just come is not known to have moved.
        shares(how, delays.iter().collect());
    }
}

/// Somebody who is here and only looks: how old each move is when it is seen.
fn onlooker(directory: &Path, hints: bool) -> (Presence, Receiver<Duration>) {
    let (delays, inbox) = channel();
    let mut known: Vec<Present> = vec![];
    let report = move |seen| {
        let (now, Seen::Here(present)) = (moment(), seen) else { return };
        let moved = present.iter().filter(|one| !known.contains(one));
        moved.filter_map(moved_at).for_each(|at| _ = delays.send(now.saturating_sub(at)));
        known = present;
    };
    let seat = Seat::take(Sitting::at(directory, "viewer", Standing::Viewer)).expect("a seat");
    (Presence::begin_looking(seat, LOOK, hints, report).expect("a thread"), inbox)
}

/// One of those who move their cursor; whom they look at says when.
fn walk(name: &str, directory: &Path) {
    let seat = Seat::take(Sitting::at(directory, name, Standing::Editor)).expect("a seat");
    let presence = Presence::begin(seat, |_| {}).expect("a thread");
    for _ in 0..MOVES {
        thread::sleep(BETWEEN_MOVES);
        let adept = PersonId::new(&format!("at{}", moment().as_nanos()));
        presence.stand(Stand { leads: Role::Adept, adept, mentor: None, mode: Mode::Looking, touched: 0 });
    }
}

fn moved_at(present: &Present) -> Option<Duration> {
    Some(Duration::from_nanos(present.stand.adept.as_ref()?.as_str().strip_prefix("at")?.parse().ok()?))
}

/// What time it is for every process of this machine.
fn moment() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock")
}

fn wanted_at(record: &Record) -> Duration {
    Duration::from_nanos(record.why().and_then(|why| why.parse().ok()).expect("a moment"))
}
