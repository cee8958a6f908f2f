//! Writers that are killed in the middle of what they do, and others that go on where they stopped.
//!
//! `TRIALS=full` makes the trial as large as the journal's promise is.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use mentor_match::journal::{Journal, verify};
use tempfile::TempDir;

use super::halves::{Halves, Moment};
use super::{COUNT, DIRECTORY, NAME, ground, note};

const FIRST: &str = "MENTOR_MATCH_TRIAL_FIRST";
const MANNER: &str = "MENTOR_MATCH_TRIAL_MANNER";
/// Nothing depends on it but that a fault ends as a failure instead of hanging.
const GUARD: Duration = Duration::from_secs(120);

/// How a writer goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Says that a decision is kept when it is, and asks again by the same id for the one that was under way.
    Careful,
    /// Says so before it is.
    Hasty,
    /// Asks again by another id.
    Forgetful,
}

/// What is tried.
#[derive(Debug, Clone, Copy)]
struct Trial {
    writers: usize,
    /// How many decisions each of them has to make.
    each: usize,
    kills: usize,
    /// At what a writer says is he killed; one after the other.
    aims: &'static [Aim],
    manner: Manner,
}

/// When somebody is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// In the middle of a record, or when it is safe and nobody has been told.
    At(Moment),
    /// When he has said that a decision is kept.
    Told,
}

/// What a writer says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    In(Moment),
    /// A decision is kept, as the record with this number if it is told.
    Kept(String, Option<u64>),
    /// It says nothing any more.
    Gone,
}

impl Said {
    fn text(&self) -> String {
        match self {
            Said::In(Moment::Half) => "half".into(),
            Said::In(Moment::Safe) => "safe".into(),
            Said::Kept(id, seq) => format!("kept {id} {}", seq.unwrap_or(0)),
            Said::Gone => String::new(),
        }
    }

    /// Reads a line; the first one shares its line with what the test harness says.
    fn read(line: &str) -> Option<Said> {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            [.., "half"] => Some(Said::In(Moment::Half)),
            [.., "safe"] => Some(Said::In(Moment::Safe)),
            [.., "kept", id, seq] => Some(Said::Kept((*id).to_owned(), seq.parse().ok().filter(|seq| *seq > 0))),
            _ => None,
        }
    }
}

fn say(said: &Said) {
    // In one piece: whoever listens is not to wait for half a line.
    let _ = std::io::stdout().lock().write_all(format!("{}\n", said.text()).as_bytes());
    let _ = std::io::stdout().flush();
}

/// Makes its decisions from the first one that it is told on; does nothing unless it has been given a job.
#[test]
fn as_a_writer() {
    let job = |name: &str| std::env::var(name).ok();
    let (Some(directory), Some(manner), Some(name)) = (job(DIRECTORY), job(MANNER), job(NAME)) else { return };
    let number = |name: &str| job(name).and_then(|number| number.parse::<usize>().ok()).unwrap();
    let disk = Halves::of(Path::new(&directory), |moment| say(&Said::In(moment)));
    let (mut journal, _) = Journal::open_on(Box::new(disk)).expect("the journal opens");
    journal.set_patience(GUARD);
    let (ground, hasty) = (ground(), manner == format!("{:?}", Manner::Hasty));
    for n in number(FIRST)..number(COUNT) {
        // What was asked for before, and perhaps recorded, comes first.
        let again = n == number(FIRST) && n > 0 && manner == format!("{:?}", Manner::Forgetful);
        let id = format!("{name}x{n}{}", if again { "r" } else { "" });
        if hasty {
            say(&Said::Kept(id.clone(), None));
        }
        let decided = journal.decide(&ground, note(&id, &name), jiff::Timestamp::now()).expect("a decision is kept");
        if !hasty {
            say(&Said::Kept(id, decided.record.map(|record| record.seq)));
        }
    }
}

/// Starts a writer; what it says arrives with its place.
fn start(trial: &Trial, directory: &Path, place: usize, first: usize, heard: &Sender<(usize, Said)>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["journal::kills::as_a_writer", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(DIRECTORY, directory).env(NAME, format!("w{place}")).env(MANNER, format!("{:?}", trial.manner));
    command.env(FIRST, first.to_string()).env(COUNT, trial.each.to_string());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (out, heard) = (child.stdout.take().unwrap(), heard.clone());
    std::thread::spawn(move || {
        let said = BufReader::new(out).lines().map_while(Result::ok).filter_map(|line| Said::read(&line));
        for said in said.chain([Said::Gone]) {
            let _ = heard.send((place, said));
        }
    });
    child
}

/// The writers at work, and what has become of them.
struct Room<'a> {
    trial: &'a Trial,
    directory: &'a Path,
    heard: Sender<(usize, Said)>,
    inbox: Receiver<(usize, Said)>,
    writers: Vec<Child>,
    dying: Vec<bool>,
    /// How many of its decisions each of them has said to be kept.
    done: Vec<usize>,
    kept: Vec<(String, Option<u64>)>,
    aimed: usize,
    kills: usize,
}

impl<'a> Room<'a> {
    fn of(trial: &'a Trial, directory: &'a Path) -> Self {
        let (heard, inbox) = channel();
        let writers = (0..trial.writers).map(|place| start(trial, directory, place, 0, &heard)).collect();
        let (dying, done) = (vec![false; trial.writers], vec![0; trial.writers]);
        Self { trial, directory, heard, inbox, writers, dying, done, kept: Vec::new(), aimed: 0, kills: 0 }
    }

    /// Until everybody has made all decisions.
    fn work(&mut self) {
        let mut leaving = 0;
        while leaving < self.trial.writers {
            let (place, said) = self.inbox.recv_timeout(GUARD).expect("a writer that says something");
            if self.is_due() && !self.dying[place] && self.is_aimed_at(&said) {
                self.writers[place].kill().unwrap();
                (self.dying[place], self.aimed) = (true, self.aimed + 1);
            }
            match said {
                Said::In(_) => {}
                Said::Kept(id, seq) => {
                    self.kept.push((id, seq));
                    self.done[place] += 1;
                }
                Said::Gone => leaving += usize::from(self.see_off(place)),
            }
        }
    }

    /// The kills are spread over the decisions.
    fn is_due(&self) -> bool {
        self.aimed < self.trial.kills && self.kept.len() * self.trial.kills >= self.aimed * self.trial.each * self.trial.writers
    }

    fn is_aimed_at(&self, said: &Said) -> bool {
        let aim = self.trial.aims[self.aimed % self.trial.aims.len()];
        match said {
            Said::In(moment) => aim == Aim::At(*moment),
            Said::Kept(..) => aim == Aim::Told,
            Said::Gone => false,
        }
    }

    /// Somebody takes the place of a writer who was killed; says whether the place is not needed any more.
    fn see_off(&mut self, place: usize) -> bool {
        let status = self.writers[place].wait().unwrap();
        if status.success() {
            // It had done everything before the kill reached it.
            self.aimed -= usize::from(self.dying[place]);
            self.dying[place] = false;
            return true;
        }
        assert_eq!(status.signal(), Some(9), "a writer failed by itself");
        (self.kills, self.dying[place]) = (self.kills + 1, false);
        self.writers[place] = start(self.trial, self.directory, place, self.done[place], &self.heard);
        false
    }
}

/// What is wrong with a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Lost,
    Doubled,
    Moved,
    OutOfOrder,
}

/// What a writer wanted, under whatever id: whose it was, and the how manieth.
fn wish(id: &str) -> (&str, usize) {
    let (name, number) = id.trim_end_matches('r').split_once('x').unwrap();
    (name, number.parse().unwrap())
}

/// Compares a journal's ids, in order, with what its writers have said to be kept, and as which record.
fn compare(ids: &[String], kept: &[(String, Option<u64>)]) -> Result<(), Wrong> {
    let wishes: Vec<(&str, usize)> = ids.iter().map(|id| wish(id)).collect();
    let there: BTreeSet<_> = wishes.iter().copied().collect();
    if kept.iter().any(|(id, _)| !there.contains(&wish(id))) {
        return Err(Wrong::Lost);
    }
    if there.len() < wishes.len() {
        return Err(Wrong::Doubled);
    }
    if kept.iter().any(|(id, seq)| seq.is_some_and(|seq| ids.get(seq as usize - 1) != Some(id))) {
        return Err(Wrong::Moved);
    }
    let in_order = |name: &str| wishes.iter().filter(|wish| wish.0 == name).is_sorted();
    if there.iter().all(|(name, _)| in_order(name)) { Ok(()) } else { Err(Wrong::OutOfOrder) }
}

/// Makes a trial; says how many were killed, in how many cases in the middle of a record, and how many decisions turned out to be kept
/// when they were asked for again; and what is wrong with the journal.
fn attempt(trial: &Trial) -> ((usize, usize, usize), Result<(), Wrong>) {
    let directory = TempDir::new().unwrap();
    let mut room = Room::of(trial, directory.path());
    room.work();
    let (journal, records) = Journal::open(directory.path()).unwrap();
    assert_eq!(journal.read_only(), None);
    let ids: Vec<String> = records.iter().map(|record| record.id.clone()).collect();
    let verified = verify(directory.path()).unwrap();
    assert_eq!((verified.records, verified.damage), (records.len() as u64, None));
    assert_eq!(verified.last_sum.as_deref(), records.last().map(|record| record.sum.as_str()));
    let torn = std::fs::read_dir(directory.path().join("decisions/torn")).map_or(0, Iterator::count);
    let already = room.kept.iter().filter(|(_, seq)| seq.is_none()).count();
    let wrong = compare(&ids, &room.kept);
    if trial.manner == Manner::Careful && wrong.is_ok() {
        assert_eq!(ids.len(), trial.writers * trial.each, "nothing is lost and nothing doubled, and yet the number is another");
    }
    ((room.kills, torn, already), wrong)
}

const HALF: Aim = Aim::At(Moment::Half);
const SAFE: Aim = Aim::At(Moment::Safe);

/// As large as it is promised, or as large as it can be every day; and how many must at least be killed.
fn size() -> (Trial, usize) {
    let (aims, manner) = (&[HALF, SAFE, Aim::Told], Manner::Careful);
    if std::env::var("TRIALS").is_ok_and(|asked| asked == "full") {
        (Trial { writers: 8, each: 1_000, kills: 240, aims, manner }, 200)
    } else {
        (Trial { writers: 4, each: 50, kills: 36, aims, manner }, 28)
    }
}

#[test]
fn no_kept_decision_is_lost_doubled_or_moved_when_writers_are_killed() {
    let (trial, least) = size();
    let ((kills, torn, already), wrong) = attempt(&trial);
    println!("{trial:?}: {kills} killed, {torn} in the middle of a record, {already} after it was safe and before it was told");
    assert_eq!(wrong, Ok(()));
    assert!(kills >= least, "only {kills} were killed");
    assert!(torn > 0 && already > 0, "nobody was killed in the middle: {torn}, {already}");
}

#[test]
fn a_writer_who_does_not_do_his_part_is_noticed() {
    for (manner, aims, wrong) in [(Manner::Hasty, [Aim::Told, HALF].as_slice(), Wrong::Lost), (Manner::Forgetful, &[SAFE], Wrong::Doubled)]
    {
        let (tried, found) = attempt(&Trial { writers: 2, each: 20, kills: 10, aims, manner });
        assert_eq!(found, Err(wrong), "{manner:?}: {tried:?}");
    }
}

#[test]
fn whatever_is_wrong_with_a_journal_is_noticed() {
    let kept: Vec<(String, Option<u64>)> = ["w0x0", "w1x0", "w0x1", "w1x1"].map(str::to_owned).into_iter().zip((1..).map(Some)).collect();
    let told = |ids: &str| compare(&ids.split(' ').map(str::to_owned).collect::<Vec<_>>(), &kept);
    let untold = |ids: &str| {
        let kept: Vec<_> = kept.iter().map(|(id, _)| (id.clone(), None)).collect();
        compare(&ids.split(' ').map(str::to_owned).collect::<Vec<_>>(), &kept)
    };
    assert_eq!(told("w0x0 w1x0 w0x1 w1x1"), Ok(()));
    assert_eq!(told("w0x0 w1x0 w0x1 w1x1 w2x0"), Ok(()), "it was under way");
    assert_eq!(told("w0x0 w1x0 w0x1"), Err(Wrong::Lost));
    assert_eq!(told("w0x0 w1x0 w0x1 w1x1 w0x0"), Err(Wrong::Doubled));
    assert_eq!(told("w0x0 w1x0 w0x1 w1x1 w0x0r"), Err(Wrong::Doubled));
    assert_eq!(told("w1x0 w0x0 w0x1 w1x1"), Err(Wrong::Moved));
    assert_eq!(untold("w1x0 w0x0 w0x1 w1x1"), Ok(()));
    assert_eq!(untold("w0x1 w1x0 w0x0 w1x1"), Err(Wrong::OutOfOrder));
}
