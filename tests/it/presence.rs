//! Who is here, with real processes: whoever is killed is gone for everybody else, whatever the umask and whoever the account, and the
//! program on the screen is one of those who are here.
//!
//! The test binary is its own table: `as_a_sitter` does nothing unless a job is in its environment.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use mentor_match::journal::presence::{Host, Seat, Seen, Sitting};
use mentor_match::journal::{Journal, Presence};
use mentor_match::program::{PersonId, Role};
use mentor_match::session::{Mode, Present, Stand, Standing};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const DIRECTORY: &str = "MENTOR_MATCH_TRIAL_TABLE";
const NAME: &str = "MENTOR_MATCH_TRIAL_NAME";
/// Nothing depends on it but that a fault ends as a failure instead of hanging.
const GUARD: Duration = Duration::from_secs(60);
/// What is promised is half a second; this machine may be busy with other things.
const GONE: Duration = Duration::from_secs(2);

fn stand(adept: &str) -> Stand {
    Stand { leads: Role::Adept, adept: PersonId::new(adept), mentor: None, mode: Mode::Looking, touched: 1 }
}

/// Sits until it is killed or its input is closed; says who is here whenever that changes, and `seated` first.
#[test]
fn as_a_sitter() {
    let (Ok(directory), Ok(name)) = (std::env::var(DIRECTORY), std::env::var(NAME)) else { return };
    let seat = Seat::take(Sitting::at(Path::new(&directory), &name, Standing::Editor)).unwrap();
    say("seated");
    let presence = Presence::begin(seat, |seen| {
        if let Seen::Here(present) = seen {
            let names: Vec<String> = present.into_iter().map(|one| one.by).collect();
            say(&format!("here {}", names.join(" ")));
        }
    });
    presence.as_ref().unwrap().stand(stand("a-001"));
    std::io::stdin().lines().for_each(drop);
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // What the test harness has to say stands at the beginning of the first line.
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

fn sitter(program: &Path, directory: &Path, name: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["presence::as_a_sitter", "--exact", "--nocapture", "--test-threads=1"]).env(DIRECTORY, directory).env(NAME, name);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Who one of those at the table sees, at which moment; `None` when their process has ended.
type Heard = (String, Option<BTreeSet<String>>, Instant);

/// Starts somebody and waits until they have sat down.
fn start(mut command: Command, name: &str, heard: &Sender<Heard>) -> Child {
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.by_ref().any(|line| line == "seated"), "{name} does not sit");
    let (name, heard) = (name.to_owned(), heard.clone());
    std::thread::spawn(move || {
        for line in lines {
            if let Some(names) = line.strip_prefix("here") {
                let names = names.split_whitespace().map(str::to_owned).collect();
                let _ = heard.send((name.clone(), Some(names), Instant::now()));
            }
        }
        let _ = heard.send((name, None, Instant::now()));
    });
    child
}

/// Waits until each of these sees all the others and nobody else, and says when the last news of it came from each.
fn until_all_see(inbox: &Receiver<Heard>, seen: &mut [(String, BTreeSet<String>)], table: &BTreeSet<String>) -> Vec<Instant> {
    let mut when = Vec::new();
    let sees_all = |(name, names): &(String, BTreeSet<String>)| names.iter().chain([name]).cloned().collect::<BTreeSet<_>>() == *table;
    let at_table = |name: &str| table.contains(name);
    while !seen.iter().filter(|(name, _)| at_table(name)).all(sees_all) {
        let (name, names, at) = inbox.recv_timeout(GUARD).expect("everybody sees everybody");
        let Some((_, known)) = seen.iter_mut().find(|(known, _)| *known == name) else { continue };
        *known = names.unwrap_or_default();
        if at_table(&name) {
            when.push(at);
        }
    }
    when
}

fn present(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory.join("decisions/present")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn whoever_is_killed_is_gone_for_everybody_else() {
    const TABLE: usize = 6;
    const KILLS: usize = 20;
    let directory = TempDir::new().unwrap();
    let (heard, inbox) = channel();
    let itself = std::env::current_exe().unwrap();
    let names: Vec<String> = (0..TABLE).map(|n| format!("w{n}")).collect();
    let table: BTreeSet<String> = names.iter().cloned().collect();
    let mut seen: Vec<(String, BTreeSet<String>)> = names.iter().map(|name| (name.clone(), BTreeSet::new())).collect();
    let mut sitters: Vec<Child> = names.iter().map(|name| start(sitter(&itself, directory.path(), name), name, &heard)).collect();
    until_all_see(&inbox, &mut seen, &table);
    let mut delays = Vec::new();
    for kill in 0..KILLS {
        let place = kill * 5 % TABLE;
        let rest: BTreeSet<String> = table.iter().filter(|name| **name != names[place]).cloned().collect();
        let killed = Instant::now();
        sitters[place].kill().unwrap();
        let when = until_all_see(&inbox, &mut seen, &rest);
        assert_eq!(when.len(), TABLE - 1, "each of the others is told once, and of nothing else");
        delays.extend(when.iter().map(|at| at.saturating_duration_since(killed)));
        sitters[place].wait().unwrap();
        assert_eq!(present(directory.path()).len(), TABLE - 1, "a ghost is left behind");
        seen[place].1.clear();
        sitters[place] = start(sitter(&itself, directory.path(), &names[place]), &names[place], &heard);
        until_all_see(&inbox, &mut seen, &table);
    }
    delays.sort();
    let at = |share: usize| delays[(delays.len() - 1) * share / 100];
    eprintln!("gone after kill -9, at {} others: p50 {:?}, p99 {:?}, at most {:?}", delays.len(), at(50), at(99), at(100));
    assert!(at(100) <= GONE, "somebody who was killed was here for {:?}", at(100));
    for sitter in &mut sitters {
        drop(sitter.stdin.take());
        assert!(sitter.wait().unwrap().success());
    }
    assert!(present(directory.path()).is_empty(), "whoever leaves leaves nothing behind");
}

#[test]
fn whoever_is_only_stopped_is_still_here() {
    let directory = TempDir::new().unwrap();
    let (heard, _inbox) = channel();
    let mut child = start(sitter(&std::env::current_exe().unwrap(), directory.path(), "anna"), "anna", &heard);
    let (_bo, seen) = begun(directory.path());
    let is_here = |present: &[Present]| present.iter().any(|one| one.by == "anna");
    until(&seen, "anna is here", is_here);
    kill_process(Pid::from_child(&child), Signal::STOP).unwrap();
    let (later, seen_later) = begun(directory.path());
    until(&seen_later, "anna is still here", is_here);
    drop((later, seen_later));
    child.kill().unwrap();
    until(&seen, "anna is gone", <[Present]>::is_empty);
    child.wait().unwrap();
}

fn begun(directory: &Path) -> (Presence, Receiver<Seen>) {
    let (told, seen) = channel();
    let seat = Seat::take(Sitting::at(directory, "bo", Standing::Editor)).unwrap();
    (Presence::begin(seat, move |what| _ = told.send(what)).unwrap(), seen)
}

fn until(seen: &Receiver<Seen>, what: &str, holds: impl Fn(&[Present]) -> bool) -> Vec<Present> {
    loop {
        match seen.recv_timeout(GUARD) {
            Ok(Seen::Here(present)) if holds(&present) => return present,
            Ok(_) => {}
            Err(_) => panic!("waited in vain: {what}"),
        }
    }
}

#[test]
fn nobody_but_those_who_share_the_directory_can_read_or_lock_a_sitting() {
    const GROUP: u32 = 54_322;
    let itself = std::env::current_exe().unwrap();
    for umask in ["000", "022", "077"] {
        for (bits, file) in [(0o700, 0o600), (0o755, 0o600), (0o770, 0o660), (0o2770, 0o660)] {
            let directory = TempDir::new().unwrap();
            fs::set_permissions(directory.path(), Permissions::from_mode(bits)).unwrap();
            let mut shell = Command::new("sh");
            shell.args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh", umask]).arg(&itself);
            shell
                .args(["presence::as_a_sitter", "--exact", "--nocapture", "--test-threads=1"])
                .env(DIRECTORY, directory.path())
                .env(NAME, "anna");
            shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut child = start(shell, "anna", &channel().0);
            let name = present(directory.path()).remove(0);
            let found = fs::metadata(directory.path().join("decisions/present").join(&name)).unwrap();
            assert_eq!(format!("{:o}", found.mode() & 0o7777), format!("{file:o}"), "in {bits:o} with umask {umask}");
            assert!(!name.contains("anna"));
            drop(child.stdin.take());
            assert!(child.wait().unwrap().success());
        }
    }
    if !rustix::process::geteuid().is_root() {
        eprintln!("only root can become somebody else: two accounts are not tried here");
        return;
    }
    let place = TempDir::new().unwrap();
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
    let program = place.path().join("sitter");
    assert!(Command::new("cp").arg(&itself).arg(&program).status().unwrap().success());
    let directory = place.path().join("program");
    fs::create_dir(&directory).unwrap();
    std::os::unix::fs::chown(&directory, Some(54_001), Some(GROUP)).unwrap();
    fs::set_permissions(&directory, Permissions::from_mode(0o2770)).unwrap();
    let (heard, inbox) = channel();
    let as_account = |uid: u32, gid: u32, name: &str| {
        let mut command = sitter(&program, &directory, name);
        command.uid(uid).gid(gid);
        command
    };
    let sits = |uid: u32, name: &str| start(as_account(uid, GROUP, name), name, &heard);
    let mut children = [sits(54_001, "one"), sits(54_002, "two")];
    let table: BTreeSet<String> = ["one", "two"].map(str::to_owned).into();
    let mut seen = ["one", "two"].map(|name| (name.to_owned(), BTreeSet::new()));
    until_all_see(&inbox, &mut seen, &table);
    // A stranger can neither look nor lock, and whoever is killed is tidied up by the other account.
    let stranger = |path: &Path| {
        let read = Command::new("cat").arg(path).uid(54_003).gid(54_003).stdout(Stdio::null()).stderr(Stdio::null()).status();
        read.unwrap().success()
    };
    let mine = present(&directory);
    assert!(mine.iter().all(|name| !stranger(&directory.join("decisions/present").join(name))));
    assert!(stranger(&program), "the trial would pass though nobody could read anything");
    children[0].kill().unwrap();
    until_all_see(&inbox, &mut seen, &["two".to_owned()].into());
    assert_eq!(present(&directory).len(), 1);
    for child in &mut children {
        drop(child.stdin.take());
        child.wait().unwrap();
    }
}

#[test]
fn sitting_down_decides_nothing_and_the_journal_begins_as_ever() {
    let directory = TempDir::new().unwrap();
    let (_presence, _seen) = begun(directory.path());
    let (journal, records) = Journal::open(directory.path()).unwrap();
    assert!(records.is_empty() && journal.read_only().is_none());
    let made: Vec<_> = fs::read_dir(directory.path().join("decisions")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(made, ["present"]);
    let (mut journal, decided) = (journal, super::journal::note("D1", "anna"));
    assert!(journal.decide(&super::journal::ground(), decided, jiff::Timestamp::now()).unwrap().record.is_some());
}

/// A copy of a small program, since sessions write into theirs.
fn program() -> TempDir {
    let (directory, sample) = (TempDir::new().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/pfizer"));
    assert!(Command::new("cp").arg("-R").arg(sample.join(".")).arg(directory.path()).status().unwrap().success());
    directory
}

/// The program on the screen of a small terminal.
struct Screen {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    shown: Receiver<Vec<u8>>,
    _terminal: Box<dyn portable_pty::MasterPty>,
}

impl Screen {
    fn open(directory: &Path, trial: &str, flags: &[&str]) -> Self {
        let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_mentor-match"));
        command.args([directory.to_str().unwrap(), "--as", "Anna Ek", "--lang", "en"]);
        command.args(flags);
        command.env("TERM", "xterm-256color");
        command.env("MENTOR_MATCH_TRIAL", trial);
        let size = portable_pty::PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = portable_pty::native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let (told, shown) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = std::io::Read::read(&mut reader, &mut bytes) {
                let _ = told.send(bytes[..count].to_vec());
            }
        });
        Self { child, keys: pair.master.take_writer().unwrap(), shown, _terminal: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until this stands on the screen, wherever its lines are broken.
    fn until(&self, text: &str) {
        let mut parser = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        loop {
            let bytes = self.shown.recv_timeout(GUARD).unwrap_or_else(|_| panic!("in vain: {text}\n{}", parser.screen().contents()));
            parser.process(&bytes);
            let screen = parser.screen().contents();
            if screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(text) {
                return;
            }
        }
    }
}

#[test]
fn the_program_on_the_screen_is_seen_where_it_stands_until_it_ends() {
    for ends in ["left", "killed"] {
        let directory = program();
        let (_bo, seen) = begun(directory.path());
        let mut screen = Screen::open(directory.path(), "", &[]);
        let is_anna = |present: &[Present]| present.len() == 1 && present[0].by == "Anna Ek";
        let first = until(&seen, "somebody has come", is_anna).remove(0);
        assert_eq!((first.role, first.host.as_str()), (Standing::Editor, Host::this().name.as_str()));
        assert!(first.stand.adept.is_some());
        screen.press("j");
        let moved = until(&seen, "the cursor has moved", |present| is_anna(present) && present[0].stand.adept != first.stand.adept);
        assert_eq!(moved[0].sitting, first.sitting);
        screen.press("n");
        until(&seen, "a note is being written", |present| is_anna(present) && present[0].stand.mode == Mode::Noting);
        screen.press("\x1b");
        until(&seen, "it is put away", |present| is_anna(present) && present[0].stand.mode == Mode::Looking);
        match ends {
            "left" => screen.press("q"),
            _ => screen.child.kill().unwrap(),
        }
        until(&seen, "it has ended", <[Present]>::is_empty);
        screen.child.wait().unwrap();
        assert_eq!(present(directory.path()).len(), 1, "{ends}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn on_a_network_file_system_the_program_opens_at_one_host_unless_asked_for() {
    let directory = program();
    let other = Host { name: "skrivbord".into(), kernel: "01234567".into() };
    let bo = Sitting { host: other, ..Sitting::at(directory.path(), "Bo", Standing::Editor) };
    let _bo = Seat::take(bo).unwrap();
    // On this machine's own disk another host is a container, and locks reach it.
    let mut alone = Screen::open(directory.path(), "", &[]);
    alone.until("Adepts");
    alone.press("q");
    assert_eq!(alone.child.wait().unwrap().exit_code(), 0);
    let mut refused = Screen::open(directory.path(), "network", &[]);
    refused.until("Bo has the program open on the host skrivbord");
    assert_eq!(refused.child.wait().unwrap().exit_code(), 3);
    let mut asked = Screen::open(directory.path(), "network", &["--two-hosts"]);
    asked.until("Bo sits at the host skrivbord");
    asked.press("q");
    assert_eq!(asked.child.wait().unwrap().exit_code(), 0);
    assert_eq!(present(directory.path()).len(), 1);
}

#[test]
fn a_directory_that_may_only_be_read_opens_unseen() {
    let directory = TempDir::new().unwrap();
    File::create(directory.path().join("decisions")).unwrap();
    let seat = Seat::take(Sitting::at(directory.path(), "anna", Standing::Viewer)).unwrap();
    let (told, seen) = channel();
    drop(Presence::begin(seat, move |what| _ = told.send(what)).unwrap());
    assert!(seen.recv().is_err());
}
