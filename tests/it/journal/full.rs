//! A file system that is really full: a few MiB of memory, mounted where only this test's own process sees it.
//!
//! The test runs itself again in a name space of its own, as root or as whoever may be root there. Where the machine allows neither, it
//! says so, and the disk in memory that fails (beside the journal) has to do.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mentor_match::journal::append::RESERVE;
use mentor_match::journal::{DecideError, Journal, verify};
use mentor_match::program::{Application, Criteria, PersonId, Program, Role};
use mentor_match::scoring::Scorer;
use mentor_match::session::{Decision, Ground, Intent, Named, Record, Standing};
use tempfile::TempDir;

use super::note;

const SMALL: &str = "MENTOR_MATCH_TRIAL_SMALL";
/// How many pairs can be locked.
const PAIRS: usize = 60;
/// What is said when the trial has been made; without it nothing has.
const MADE: &str = "made on a full file system";

/// As many adepts as mentors, who have nothing but their names.
fn ground() -> Ground {
    let person = |role, id: String| Application {
        id: PersonId::new(&id).unwrap(),
        role,
        first_name: String::new(),
        last_name: String::new(),
        email: String::new(),
        phone: String::new(),
        answers: Default::default(),
        source: Default::default(),
    };
    let people = (0..PAIRS).flat_map(|n| [person(Role::Adept, format!("a{n}")), person(Role::Mentor, format!("m{n}"))]);
    Ground::new(&Scorer::new(std::sync::Arc::new(Program::new(Criteria::default(), people))))
}

fn pair(n: usize) -> Named {
    let id = |text: String| PersonId::new(&text).unwrap();
    Named::new(&id(format!("a{n}")), &id(format!("m{n}")))
}

fn intent(id: &str, decision: Decision) -> Intent {
    // With so many words the next record crosses the end of a block soon.
    Intent { decision, role: Standing::Chair, why: Some("så vill alla ".repeat(60)), ..note(id, "anna") }
}

/// A small file system with one session that decides, and all that was confirmed to it.
struct Evening {
    directory: PathBuf,
    ground: Ground,
    journal: Journal,
    kept: Vec<Record>,
}

impl Evening {
    fn on(directory: &Path) -> Self {
        let (journal, records) = Journal::open(directory).unwrap();
        Self { directory: directory.to_owned(), ground: ground(), journal, kept: records }
    }

    fn decide(&mut self, id: &str, decision: Decision) -> Result<(), DecideError> {
        let decided = self.journal.decide(&self.ground, intent(id, decision), jiff::Timestamp::now())?;
        self.kept.extend(decided.record);
        Ok(())
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.directory.join("decisions/journal.jsonl")).unwrap()
    }

    /// Whether the journal is all that was confirmed and nothing else, for everybody who opens it.
    fn check(&self) {
        let (journal, records) = Journal::open(&self.directory).unwrap();
        assert!(journal.read_only().is_none() && records == self.kept, "{} of {} are there", records.len(), self.kept.len());
        assert_eq!(verify(&self.directory).unwrap().damage, None);
    }
}

/// Something else that grows until so much room is left.
fn fill(directory: &Path, left: u64) -> PathBuf {
    let path = directory.join("photos.tar");
    let mut file = File::options().append(true).create(true).open(&path).unwrap();
    loop {
        let stat = rustix::fs::statvfs(directory).unwrap();
        let room = stat.f_bavail * stat.f_frsize;
        if room <= left {
            return path;
        }
        match file.write(&vec![1; usize::try_from(room - left).unwrap()]) {
            Err(error) if error.kind() == ErrorKind::StorageFull => return path,
            written => _ = written.unwrap(),
        }
    }
}

/// The work inside the name space; does nothing unless it has been given a place.
#[test]
fn as_whoever_has_a_small_disk() {
    let Some(place) = std::env::var_os(SMALL).map(PathBuf::from) else { return };
    let small = |name: &str, size: &str| {
        let directory = place.join(name);
        fs::create_dir(&directory).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "none"]).arg(&directory).status();
        mounted.is_ok_and(|status| status.success()).then_some(directory)
    };
    let (Some(one), Some(five), Some(six)) = (small("one", "1m"), small("five", "5m"), small("six", "6m")) else { return };
    a_disk_without_the_reserve_takes_nothing_new(&one);
    a_disk_that_fills_up_loses_nothing(&five);
    a_torn_tail_waits_until_there_is_room(&six);
    println!("{MADE}");
}

fn a_disk_without_the_reserve_takes_nothing_new(directory: &Path) {
    let mut evening = Evening::on(directory);
    assert!(matches!(evening.decide("F1", Decision::Lock(pair(1))), Err(DecideError::LittleRoom)));
    assert!(!directory.join("decisions/journal.jsonl").exists(), "a refusal made the journal");
    evening.check();
}

fn a_disk_that_fills_up_loses_nothing(directory: &Path) {
    let mut evening = Evening::on(directory);
    for n in 0..PAIRS {
        evening.decide(&format!("L{n}"), Decision::Lock(pair(n))).unwrap();
    }
    fill(directory, RESERVE - 64 * 1024);
    let bytes = evening.bytes();
    for (id, decision) in [("R1", Decision::Afresh), ("R2", Decision::Note { adept: None, mentor: None })] {
        assert!(matches!(evening.decide(id, decision), Err(DecideError::LittleRoom)), "{id}");
    }
    assert_eq!(evening.bytes(), bytes);
    // What frees somebody is taken, until there is no room at all.
    evening.decide("U0", Decision::Unlock(pair(0))).unwrap();
    let photos = fill(directory, 0);
    let mut told = None;
    for n in 1..PAIRS {
        let bytes = evening.bytes();
        match evening.decide(&format!("U{n}"), Decision::Unlock(pair(n))) {
            Ok(()) => {}
            Err(DecideError::DiskFull) => {
                assert_eq!(evening.bytes(), bytes, "something half-written stayed");
                told = Some(n);
                break;
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    let refused = told.expect("the disk is full and takes everything");
    evening.check();
    // Asking again helps as little as another session does, and neither harms.
    let bytes = evening.bytes();
    for _ in 0..3 {
        assert!(matches!(evening.decide(&format!("U{refused}"), Decision::Unlock(pair(refused))), Err(DecideError::DiskFull)));
        let mut other = Evening::on(directory);
        assert!(matches!(other.decide("V1", Decision::Unlock(pair(PAIRS - 1))), Err(DecideError::DiskFull)));
    }
    assert_eq!(evening.bytes(), bytes);
    // Room again: the same session records the same intent, and everything else.
    fs::remove_file(photos).unwrap();
    evening.decide(&format!("U{refused}"), Decision::Unlock(pair(refused))).unwrap();
    evening.check();
    assert!(evening.journal.ledger().lock_of(&pair(refused).adept).is_none());
}

fn a_torn_tail_waits_until_there_is_room(directory: &Path) {
    let mut evening = Evening::on(directory);
    for n in 0..3 {
        evening.decide(&format!("L{n}"), Decision::Lock(pair(n))).unwrap();
    }
    // The tail of somebody who was killed in the middle, and then the disk fills up: there is no room to keep it beside.
    let path = directory.join("decisions/journal.jsonl");
    File::options().append(true).open(&path).unwrap().write_all(b"{\"sum\":\"0123").unwrap();
    let bytes = evening.bytes();
    let photos = fill(directory, 0);
    assert!(matches!(evening.decide("U1", Decision::Unlock(pair(1))), Err(DecideError::DiskFull)));
    assert_eq!(evening.bytes(), bytes, "a tail was cut that could not be kept");
    evening.check();
    fs::remove_file(photos).unwrap();
    evening.decide("U1", Decision::Unlock(pair(1))).unwrap();
    evening.check();
    let kept: Vec<PathBuf> = fs::read_dir(directory.join("decisions/torn")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(fs::read(&kept[0]).unwrap(), b"{\"sum\":\"0123");
}

#[test]
fn a_full_disk_refuses_loses_nothing_and_goes_on_when_there_is_room_again() {
    let place = TempDir::new().unwrap();
    let own = |space: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(space).arg(std::env::current_exe().unwrap());
        command.args(["journal::full::as_whoever_has_a_small_disk", "--exact", "--nocapture", "--test-threads=1"]);
        let made = command.env(SMALL, TempDir::new_in(place.path()).unwrap().keep()).stdin(Stdio::null()).output();
        made.map(|made| (made.status.success(), String::from_utf8_lossy(&[made.stdout, made.stderr].concat()).into_owned()))
    };
    // Name spaces are what a machine may refuse; a trial that ran and failed says so itself.
    for space in [["--mount", "--propagation=private"].as_slice(), &["--user", "--map-root-user", "--mount"]] {
        match own(space) {
            Ok((true, said)) if said.contains(MADE) => return,
            Ok((_, said)) => assert!(!said.contains("panicked"), "{said}"),
            Err(_) => {}
        }
    }
    eprintln!("this machine has no small disk for us: full disks are tried in memory only");
}
