//! The journal on a real disk: several processes, accounts, permissions, strange files.
//!
//! Inside: [`kills`] (kill -9 in the middle of everything, with [`halves`] for a disk), [`full`] (a file system that is really full).
//! The test binary is its own writer: `as_a_child` and its like do nothing unless a job is in their environment. Never here: what a
//! disk in memory can show; those trials are beside the journal itself.

mod full;
mod halves;
mod kills;

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use mentor_match::journal::{self, DecideError, Journal, JournalError, ReadOnly, verify};
use mentor_match::program::{Criteria, Program};
use mentor_match::session::{Decision, Ground, Intent, Standing};
use tempfile::TempDir;

const DIRECTORY: &str = "MENTOR_MATCH_TRIAL_DIRECTORY";
const NAME: &str = "MENTOR_MATCH_TRIAL_NAME";
const COUNT: &str = "MENTOR_MATCH_TRIAL_COUNT";

pub fn ground() -> Ground {
    let program = std::sync::Arc::new(Program::new(Criteria::default(), []));
    Ground::new(&mentor_match::scoring::Scorer::new(program))
}

pub fn note(id: &str, by: &str) -> Intent {
    Intent {
        id: id.into(),
        by: by.into(),
        role: Standing::Editor,
        see: 0,
        decision: Decision::Note { adept: None, mentor: None },
        expect: Default::default(),
        was: Default::default(),
        undoes: None,
        why: Some("vi ses på tisdag".into()),
    }
}

fn decide(directory: &Path, id: &str) -> Result<journal::Decided, DecideError> {
    let (mut journal, _) = Journal::open(directory).map_err(DecideError::Unreadable)?;
    journal.set_patience(Duration::ZERO);
    journal.decide(&ground(), note(id, "anna"), jiff::Timestamp::now())
}

/// Decides as often as it is asked to, and says `kept ID` after each.
#[test]
fn as_a_child() {
    let Ok(directory) = std::env::var(DIRECTORY) else { return };
    let (name, count) = (std::env::var(NAME).unwrap(), std::env::var(COUNT).unwrap().parse::<u32>().unwrap());
    let (mut journal, _) = Journal::open(Path::new(&directory)).expect("the journal opens");
    journal.set_patience(Duration::from_secs(60));
    let (ground, mut out) = (ground(), std::io::stdout());
    for n in 0..count {
        let id = format!("{name}x{n}");
        journal.decide(&ground, note(&id, &name), jiff::Timestamp::now()).expect("a decision is kept");
        writeln!(out, "kept {id}").unwrap();
        out.flush().unwrap();
    }
}

pub fn child(directory: &Path, name: &str, count: u32) -> Command {
    as_program(&std::env::current_exe().unwrap(), directory, name, count)
}

fn as_program(program: &Path, directory: &Path, name: &str, count: u32) -> Command {
    let mut command = Command::new(program);
    command.args(["journal::as_a_child", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(DIRECTORY, directory).env(NAME, name).env(COUNT, count.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

#[test]
fn nothing_is_made_before_the_first_decision() {
    let directory = TempDir::new().unwrap();
    let (mut journal, records) = Journal::open(directory.path()).unwrap();
    assert!(records.is_empty());
    assert!(journal.news().unwrap().is_empty());
    assert_eq!(verify(directory.path()).unwrap(), journal::Verified::default());
    let mut refused = note("R1", "anna");
    refused.role = Standing::Viewer;
    assert!(matches!(journal.decide(&ground(), refused, jiff::Timestamp::now()), Err(DecideError::Refused(_))));
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    decide(directory.path(), "D1").unwrap().record.unwrap();
    assert_eq!(journal.news().unwrap().len(), 1);
}

#[test]
fn what_is_made_has_the_bits_that_the_directory_asks_for() {
    for (bits, umask, folder, file) in [
        (0o700, "022", 0o700, 0o600),
        (0o755, "000", 0o700, 0o600),
        (0o755, "077", 0o700, 0o600),
        (0o770, "077", 0o2770, 0o660),
        (0o775, "022", 0o2770, 0o660),
        (0o2750, "022", 0o2770, 0o660),
        (0o2770, "077", 0o2770, 0o660),
    ] {
        let directory = TempDir::new().unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(bits)).unwrap();
        decided_under(umask, directory.path());
        let torn = directory.path().join("decisions/journal.jsonl");
        File::options().append(true).open(&torn).unwrap().write_all(b"{\"sum\":").unwrap();
        decided_under(umask, directory.path());
        for (path, wanted) in
            [("decisions", folder), ("decisions/torn", folder), ("decisions/journal.jsonl", file), ("decisions/lock", file)]
        {
            let found = fs::metadata(directory.path().join(path)).unwrap();
            assert_eq!(format!("{:o}", found.mode() & 0o7777), format!("{wanted:o}"), "{path} in {bits:o} with umask {umask}");
            assert_eq!(found.gid(), fs::metadata(directory.path()).unwrap().gid());
        }
        let kept: Vec<PathBuf> =
            fs::read_dir(directory.path().join("decisions/torn")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(kept.len(), 1);
        assert_eq!(fs::read(&kept[0]).unwrap(), b"{\"sum\":");
        assert_eq!(fs::metadata(&kept[0]).unwrap().mode() & 0o7777, file);
        assert_eq!(Journal::open(directory.path()).unwrap().1.len(), 2);
    }
}

/// A process with this umask decides once.
fn decided_under(umask: &str, directory: &Path) {
    let command = child(directory, &format!("u{}", fs::read_dir(directory).unwrap().count()), 1);
    let program = command.get_program().to_owned();
    let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh", umask]).arg(program).args(arguments);
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?)))).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(shell.status().unwrap().success(), "umask {umask}");
}

#[test]
fn two_accounts_of_one_group_share_a_journal_and_a_third_does_not() {
    const GROUP: u32 = 54_321;
    if !rustix::process::geteuid().is_root() {
        eprintln!("only root can become somebody else: not tried here");
        return;
    }
    for bits in [0o770, 0o2770] {
        let place = TempDir::new().unwrap();
        fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
        let program = place.path().join("writer");
        // By another process: a program that this one holds open for writing while a second test starts a child cannot be run.
        assert!(Command::new("cp").arg(std::env::current_exe().unwrap()).arg(&program).status().unwrap().success());
        let directory = place.path().join("program");
        fs::create_dir(&directory).unwrap();
        std::os::unix::fs::chown(&directory, Some(54_001), Some(GROUP)).unwrap();
        fs::set_permissions(&directory, Permissions::from_mode(bits)).unwrap();
        let as_account = |uid: u32, gid: u32, name: &str| {
            let status = as_program(&program, &directory, name, 3).uid(uid).gid(gid).stdout(Stdio::null()).status().unwrap();
            status.success()
        };
        assert!(as_account(54_001, GROUP, "one"), "{bits:o}");
        assert!(as_account(54_002, GROUP, "two"), "{bits:o}");
        assert!(as_account(54_001, GROUP, "oneagain"), "{bits:o}");
        assert!(!as_account(54_003, 54_003, "stranger"), "{bits:o}");
        assert_eq!(verify(&directory).unwrap().records, 9);
    }
}

#[test]
fn whoever_holds_the_lock_is_named() {
    let directory = TempDir::new().unwrap();
    decide(directory.path(), "D1").unwrap();
    let held = File::options().read(true).write(true).open(directory.path().join("decisions/lock")).unwrap();
    held.lock().unwrap();
    let Err(DecideError::Held(holder)) = decide(directory.path(), "D2") else { panic!("not held") };
    assert_eq!(holder.pid, Some(std::process::id()));
    assert_eq!(holder.user, "anna");
    assert!(!holder.host.is_empty() && holder.since.ends_with('Z'));
    drop(held);
    assert_eq!(decide(directory.path(), "D2").unwrap().record.unwrap().seq, 2);
}

#[test]
fn links_and_pipes_are_not_followed() {
    let elsewhere = TempDir::new().unwrap();
    decide(elsewhere.path(), "D1").unwrap();
    let bytes = fs::read(elsewhere.path().join("decisions/journal.jsonl")).unwrap();
    for what in ["decisions", "journal.jsonl", "lock", "pipe", "folder"] {
        let directory = TempDir::new().unwrap();
        let decisions = directory.path().join("decisions");
        match what {
            "decisions" => symlink(elsewhere.path().join("decisions"), &decisions).unwrap(),
            _ => fs::create_dir(&decisions).unwrap(),
        }
        match what {
            "journal.jsonl" | "lock" => symlink(elsewhere.path().join("decisions").join(what), decisions.join(what)).unwrap(),
            "folder" => fs::create_dir(decisions.join("journal.jsonl")).unwrap(),
            "pipe" => {
                let made = Command::new("mkfifo").arg(decisions.join("journal.jsonl")).status().unwrap();
                assert!(made.success());
            }
            _ => {}
        }
        let told = decide(directory.path(), "D2");
        assert!(matches!(told, Err(DecideError::Unreadable(JournalError::Foreign))), "{what}: {told:?}");
        assert_eq!(fs::read(elsewhere.path().join("decisions/journal.jsonl")).unwrap(), bytes, "{what}");
    }
}

#[test]
fn a_damaged_journal_is_told_and_left_alone() {
    let directory = TempDir::new().unwrap();
    decide(directory.path(), "D1").unwrap();
    decide(directory.path(), "D2").unwrap();
    let path = directory.path().join("decisions/journal.jsonl");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(4).position(|word| word == b"anna").unwrap();
    bytes[at] = b'A';
    fs::write(&path, &bytes).unwrap();
    let told = decide(directory.path(), "D3");
    assert!(matches!(told, Err(DecideError::ReadOnly(ReadOnly::Damage(damage))) if damage.line == 1));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    let verified = verify(directory.path()).unwrap();
    assert_eq!((verified.records, verified.last_sum), (0, None));
    assert_eq!(verified.damage.unwrap().line, 1);
}
