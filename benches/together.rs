//! Six people who each decide ten times a second, each in a process of their own: how long it takes until the others see a decision,
//! from the moment somebody wants it, with the wait for the lock and for the disk.
//!
//! Half of what is measured is how fast the disk of this machine keeps a record; `BENCH_DIRECTORY` says where to decide.

#![allow(clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use mentor_match::journal::{Desk, Journal, Report};
use mentor_match::program::{Criteria, Program};
use mentor_match::scoring::Scorer;
use mentor_match::session::{Decision, Ground, Intent, Record, Standing};

const WRITERS: usize = 6;
const EACH: usize = 100;
const BETWEEN: Duration = Duration::from_millis(100);
const WRITER: &str = "BENCH_WRITER";
const DIRECTORY: &str = "BENCH_DIRECTORY";

static GROUND: LazyLock<Arc<Ground>> =
    LazyLock::new(|| Arc::new(Ground::new(&Scorer::new(Arc::new(Program::new(Criteria::default(), []))))));

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    match (std::env::var(WRITER), std::env::var(DIRECTORY)) {
        (Ok(name), Ok(directory)) => write(&name, Path::new(&directory)),
        (_, place) => measure(place.ok().as_deref()),
    }
}

fn measure(place: Option<&str>) {
    let directory = place.map_or_else(tempfile::tempdir, tempfile::tempdir_in).expect("a directory");
    let (watching, polling) = (viewer(directory.path(), Desk::watching), viewer(directory.path(), |desk| desk));
    let itself = std::env::current_exe().expect("the program itself");
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| {
            let mut command = Command::new(&itself);
            command.env(WRITER, format!("w{n}")).env(DIRECTORY, directory.path()).stdin(Stdio::null());
            // Not all in step.
            thread::sleep(BETWEEN / 7);
            command.spawn().expect("a writer")
        })
        .collect();
    for mut writer in writers {
        assert!(writer.wait().expect("a writer").success());
    }
    println!("{WRITERS} processes, {} decisions a second in all, {} decisions; milliseconds", WRITERS * 10, WRITERS * EACH);
    told("with notification", watching);
    told("looking every 250 ms", polling);
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
    let mut all: Vec<Duration> = (0..WRITERS * EACH).map(|_| delays.recv_timeout(Duration::from_secs(10)).expect("a decision")).collect();
    desk.close();
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

/// What time it is for every process of this machine.
fn moment() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock")
}

fn wanted_at(record: &Record) -> Duration {
    Duration::from_nanos(record.why().and_then(|why| why.parse().ok()).expect("a moment"))
}
