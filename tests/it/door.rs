//! The door: a real OpenSSH server on loopback, and keys that open one program directory and nothing else.
//!
//! Every refusal has a control: the same request with an ordinary key is answered.

mod roles;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

const SSHD: &str = "/usr/sbin/sshd";
/// The most that anything may take before a test says what it waited for in vain.
const PATIENCE: Duration = Duration::from_secs(30);

/// An OpenSSH server of one's own, with a key that may do everything in its file of keys and one that is not in it.
struct Door {
    folder: TempDir,
    port: u16,
    sshd: Child,
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

impl Door {
    /// `None`, and a sentence, where no OpenSSH server is installed.
    fn open() -> Option<Door> {
        let client = Command::new("ssh").arg("-V").stderr(Stdio::null()).status();
        if !Path::new(SSHD).exists() || client.is_err() {
            println!("skipped: there is no {SSHD} or no ssh (Debian: openssh-server), so no key was tried at a real door");
            return None;
        }
        if rustix::process::geteuid().is_root() {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/pfizer"), &folder.path().join("p"));
        for name in ["host", "anna", "ben", "ordinary"] {
            let made =
                Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(folder.path().join(name)).status();
            assert!(made.unwrap().success());
        }
        let ordinary = fs::read(folder.path().join("ordinary.pub")).unwrap();
        fs::write(folder.path().join("keys"), [&b"# what the coordinators wrote\r\n"[..], &ordinary].concat()).unwrap();
        let (port, sshd) = (0..5).find_map(|_| Self::listening(&folder)).expect("sshd starts");
        Some(Door { folder, port, sshd })
    }

    /// Starts the server on a port that was free a moment ago.
    fn listening(folder: &TempDir) -> Option<(u16, Child)> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let strict = if is_trusted(folder.path()) { "yes" } else { "no" };
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\nStrictModes {strict}\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\nAllowTcpForwarding yes\n\
             AllowStreamLocalForwarding yes\nSubsystem sftp internal-sftp\nMaxStartups 100\nLogLevel VERBOSE\n",
            path("host"),
            path("keys")
        );
        fs::write(folder.path().join("config"), config).unwrap();
        let host = fs::read_to_string(folder.path().join("host.pub")).unwrap();
        fs::write(folder.path().join("known"), format!("[127.0.0.1]:{port} {host}")).unwrap();
        let log = File::create(folder.path().join("log")).unwrap();
        let mut sshd = Command::new(SSHD).args(["-D", "-e", "-f", &path("config")]).stdin(Stdio::null()).stderr(log).spawn().unwrap();
        let until = Instant::now() + PATIENCE;
        while sshd.try_wait().unwrap().is_none() {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some((port, sshd));
            }
            assert!(Instant::now() < until, "sshd does not listen");
            thread::yield_now();
        }
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    /// `mentor-match keys ...` on this door's file of keys.
    fn keys(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentor-match"));
        command.arg("keys").args(arguments).arg("--file").arg(self.path("keys")).args(["--lang", "en"]);
        command.current_dir(self.folder.path()).stdin(Stdio::null()).output().unwrap()
    }

    #[track_caller]
    fn keys_done(&self, arguments: &[&str]) -> String {
        let output = self.keys(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// What `ssh` is called with to come with a key, and then these arguments.
    fn arguments(&self, key: &str, more: &[&str]) -> Vec<String> {
        let known = format!("UserKnownHostsFile={}", self.path("known").display());
        let options = [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "StrictHostKeyChecking=yes",
            "ConnectTimeout=20",
            "ExitOnForwardFailure=yes",
            "ControlPath=none",
            &known,
        ];
        let mut all: Vec<String> = ["-F", "none", "-p", &self.port.to_string(), "-i"].map(str::to_owned).to_vec();
        all.push(self.path(key).display().to_string());
        all.extend(options.iter().flat_map(|option| ["-o".to_owned(), (*option).to_owned()]));
        all.extend(more.iter().map(|argument| (*argument).to_owned()));
        all
    }

    /// Where `ssh` goes: to the account that runs the test.
    fn host(&self) -> String {
        format!("{}@127.0.0.1", account())
    }

    /// Runs `ssh` without a terminal to its end.
    fn ssh(&self, key: &str, more: &[&str], input: &[u8]) -> Output {
        let mut client = Client::start(self, key, more);
        // A server that has refused does not read.
        let _ = client.0.stdin.take().unwrap().write_all(input);
        client.finish()
    }
}

/// An `ssh` that does not outlive its test.
struct Client(Child);

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Client {
    fn start(door: &Door, key: &str, more: &[&str]) -> Client {
        let mut command = Command::new("ssh");
        command.args(door.arguments(key, more)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Client(command.spawn().unwrap())
    }

    fn finish(mut self) -> Output {
        let (out, err) = (all_of(self.0.stdout.take().unwrap()), all_of(self.0.stderr.take().unwrap()));
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < until, "ssh does not end");
            thread::yield_now();
        };
        Output { status, stdout: out.join().unwrap(), stderr: err.join().unwrap() }
    }
}

fn all_of(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copied(&from, &to) } else { fs::copy(&from, &to).map(drop).unwrap() }
    }
}

/// The name of the account that runs the test.
fn account() -> String {
    let uid = rustix::process::geteuid().as_raw().to_string();
    let accounts = fs::read_to_string("/etc/passwd").unwrap();
    let of_uid = |line: &&str| line.split(':').nth(2) == Some(uid.as_str());
    accounts.lines().find(of_uid).and_then(|line| line.split(':').next()).unwrap().to_owned()
}

/// Whether sshd trusts what lies in a folder, because nobody else can write it or a folder above it.
fn is_trusted(folder: &Path) -> bool {
    let own = rustix::process::geteuid().as_raw();
    folder.ancestors().all(|one| fs::metadata(one).is_ok_and(|found| [0, own].contains(&found.uid()) && found.mode() & 0o022 == 0))
}

/// An `ssh` at a terminal that a test can look at.
struct Sitting {
    screen: Arc<Mutex<vt100::Parser>>,
    keyboard: Box<dyn Write>,
    client: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty>,
}

impl Drop for Sitting {
    fn drop(&mut self) {
        let _ = self.client.kill();
        let _ = self.client.wait();
    }
}

impl Sitting {
    fn at(door: &Door, key: &str, more: &[&str]) -> Sitting {
        let pair = native_pty_system().openpty(PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new("ssh");
        command.args(door.arguments(key, more));
        command.env("TERM", "xterm-256color");
        let client = pair.slave.spawn_command(command).unwrap();
        let size = [30, 100].map(|side| std::num::NonZero::new(side).unwrap());
        let screen = Arc::new(Mutex::new(vt100::Parser::new(size[0], size[1], 0)));
        let (mut reader, seen) = (pair.master.try_clone_reader().unwrap(), screen.clone());
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                seen.lock().unwrap().process(&bytes[..count]);
            }
        });
        Sitting { screen, keyboard: pair.master.take_writer().unwrap(), client, _master: pair.master }
    }

    fn contents(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        wait(|| holds(&self.contents()), || format!("{what}\n{}", self.contents()));
    }

    fn type_in(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    fn status(&mut self) -> u32 {
        let mut status = None;
        wait(
            || {
                status = self.client.try_wait().unwrap();
                status.is_some()
            },
            || "ssh ends".to_owned(),
        );
        status.unwrap().exit_code()
    }
}

#[track_caller]
fn wait(mut holds: impl FnMut() -> bool, what: impl Fn() -> String) {
    let until = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < until, "waited in vain: {}", what());
        thread::yield_now();
    }
}

/// What one does after having asked for a forwarding: whether somebody answers at the other end.
fn echo() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.write_all(b"echo");
        }
    });
    port
}

#[test]
fn a_key_opens_the_session_and_decisions_bear_its_name() {
    let Some(door) = Door::open() else { return };
    let said = door.keys_done(&["add", "p", "--as", "Anna O'Ek \"x\" $(id)", "--key", "anna.pub"]);
    assert!(said.contains("line 3") && said.contains("ssh-ed25519 SHA256:"), "{said}");
    let fingerprint = Command::new("ssh-keygen").arg("-lf").arg(door.path("anna.pub")).output().unwrap();
    let list: serde_json::Value = serde_json::from_str(&door.keys_done(&["list", "p", "--json"])).unwrap();
    assert!(text(&fingerprint.stdout).contains(list[0]["fingerprint"].as_str().unwrap()), "{list}");
    // Whatever is asked for, a shell too, the session is what one gets.
    for asked in [&["-tt"][..], &["-tt", "/bin/sh", "-i"], &["-tt", "id"]] {
        let (options, asked) = asked.split_at(1);
        let host = door.host();
        let line: Vec<&str> = options.iter().chain([&host.as_str()]).chain(asked).copied().collect();
        let mut sitting = Sitting::at(&door, "anna", &line);
        sitting.until("the session is drawn", |screen| screen.contains("Adept") && screen.contains("Mentor"));
        assert!(!sitting.contents().contains("uid="), "{}", sitting.contents());
        sitting.type_in(" ");
        sitting.until("the decision is saved", |_| door.path("p/decisions/journal.jsonl").exists());
        sitting.type_in("q");
        assert_eq!(sitting.status(), 0, "{}", sitting.contents());
    }
    let journal = fs::read_to_string(door.path("p/decisions/journal.jsonl")).unwrap();
    let record: serde_json::Value = serde_json::from_str(journal.lines().next().unwrap()).unwrap();
    assert_eq!(record["by"], "Anna O'Ek \"x\" $(id)");
}

#[test]
fn a_key_opens_nothing_else() {
    let Some(door) = Door::open() else { return };
    door.keys_done(&["add", "p", "--as", "anna", "--key", "anna.pub"]);
    let host = door.host();
    for (more, input) in [
        (&[host.as_str()][..], "id\n"),
        (&["-T", &host, "id"], ""),
        (&["-T", &host, "/bin/sh", "-i"], "id\n"),
        (&["-T", &host, "/bin/sh -c 'id; /bin/sh'"], "id\n"),
    ] {
        let ordinary = door.ssh("ordinary", more, input.as_bytes());
        assert!(text(&ordinary.stdout).contains("uid="), "control {more:?}: {ordinary:?}\n{}", door.log());
        let ours = door.ssh("anna", more, input.as_bytes());
        assert_eq!((ours.status.code(), text(&ours.stdout)), (Some(2), String::new()), "{more:?}: {}", text(&ours.stderr));
        assert!(text(&ours.stderr).contains("mentor-match: "), "{more:?}: {}", text(&ours.stderr));
    }
    assert_eq!(first_of_sftp(&door, "ordinary").get(4), Some(&2), "control: {}", door.log());
    assert_eq!(first_of_sftp(&door, "anna"), b"");
}

/// What begins the answer to SSH_FXP_INIT, version 3. A server for files says SSH_FXP_VERSION, 2, in the fifth byte.
fn first_of_sftp(door: &Door, key: &str) -> Vec<u8> {
    let mut client = Client::start(door, key, &["-s", &door.host(), "sftp"]);
    let mut stdin = client.0.stdin.take().unwrap();
    let _ = stdin.write_all(&[0, 0, 0, 5, 1, 0, 0, 0, 3]);
    let mut answer = Vec::new();
    client.0.stdout.take().unwrap().take(5).read_to_end(&mut answer).unwrap();
    answer
}

#[test]
fn a_key_forwards_nothing() {
    let Some(door) = Door::open() else { return };
    door.keys_done(&["add", "p", "--as", "anna", "--key", "anna.pub"]);
    let (host, port) = (door.host(), echo());
    for (key, answer) in [("ordinary", &b"echo"[..]), ("anna", b"")] {
        let (socket, target) = (door.path(&format!("{key}.sock")), format!("127.0.0.1:{port}"));
        let forward = format!("{}:{target}", socket.display());
        let _client = Client::start(&door, key, &["-N", "-L", &forward, &host]);
        wait(|| UnixStream::connect(&socket).is_ok(), || format!("ssh -L listens: {}", door.log()));
        let mut heard = Vec::new();
        let _ = UnixStream::connect(&socket).unwrap().read_to_end(&mut heard);
        assert_eq!(heard, answer, "-L with {key}");
        let through = door.ssh(key, &["-W", &target, &host], b"");
        assert_eq!(through.stdout, answer, "-W with {key}");
    }
    let back = format!("0:127.0.0.1:{port}");
    let mut ordinary = Client::start(&door, "ordinary", &["-N", "-R", &back, &host]);
    let mut told = [0; 9];
    ordinary.0.stderr.take().unwrap().read_exact(&mut told).unwrap();
    assert_eq!(text(&told), "Allocated", "control: {}", door.log());
    let refused = door.ssh("anna", &["-N", "-R", &back, &host], b"");
    assert_eq!(refused.status.code(), Some(255));
    assert!(text(&refused.stderr).contains("remote port forwarding failed"), "{}", text(&refused.stderr));
}

#[test]
fn a_revoked_key_opens_nothing_and_the_rest_of_the_file_is_as_it_was() {
    let Some(door) = Door::open() else { return };
    let before = fs::read(door.path("keys")).unwrap();
    let host = door.host();
    assert_eq!(door.ssh("anna", &[&host, "id"], b"").status.code(), Some(255), "control: nobody has added the key");
    door.keys_done(&["add", "p", "--as", "anna", "--key", "anna.pub"]);
    assert_eq!(door.ssh("anna", &[&host, "id"], b"").status.code(), Some(2), "{}", door.log());
    let said = door.keys_done(&["revoke", "p", "--as", "anna"]);
    assert!(said.contains("3: restrict,pty,command="), "{said}");
    let refused = door.ssh("anna", &[&host, "id"], b"");
    assert!(refused.status.code() == Some(255) && text(&refused.stderr).contains("Permission denied"), "{}", text(&refused.stderr));
    assert_eq!(fs::read(door.path("keys")).unwrap(), before);
}

#[test]
fn two_people_with_a_key_each_see_what_the_other_decides() {
    let Some(door) = Door::open() else { return };
    let host = door.host();
    let sitting = |name: &str| {
        door.keys_done(&["add", "p", "--as", name, "--key", &format!("{name}.pub")]);
        let sitting = Sitting::at(&door, name, &["-tt", &host]);
        sitting.until("the session is drawn", |screen| screen.contains("Adept") && !screen.contains('●'));
        sitting
    };
    let (mut anna, ben) = (sitting("anna"), sitting("ben"));
    anna.type_in(" ");
    anna.until("the lock shows to whoever locked", |screen| screen.contains('●'));
    ben.until("the lock shows to the other", |screen| screen.contains('●'));
}

#[test]
fn a_line_that_drops_leaves_no_process() {
    let Some(door) = Door::open() else { return };
    door.keys_done(&["add", "p", "--as", "anna", "--key", "anna.pub"]);
    let host = door.host();
    let sitting = Sitting::at(&door, "anna", &["-tt", &host]);
    sitting.until("the session is drawn", |screen| screen.contains("Adept"));
    let sessions = || processes_with(&door.path("p").display().to_string());
    assert!(sessions() > 0, "control: the session is found");
    drop(sitting);
    wait(|| sessions() == 0, || format!("the session has ended: {}", door.log()));
}

/// How many processes have a text in their command line.
fn processes_with(part: &str) -> usize {
    let folders = fs::read_dir("/proc").unwrap().flatten();
    folders.filter(|entry| fs::read(entry.path().join("cmdline")).is_ok_and(|line| text(&line).contains(part))).count()
}

#[test]
fn two_at_once_keep_both_keys() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("p")).unwrap();
    let file = folder.path().join("keys");
    let adding = |number: u8| {
        let blob = [&b"\0\0\0\x0bssh-ed25519\0\0\0\x20"[..], &[number; 32]].concat();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentor-match"));
        command.args(["keys", "add", "p", "--as", &format!("n{number}"), "--file"]).arg(&file).current_dir(folder.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "ssh-ed25519 {}", mentor_match::door::base64::encoded(&blob)).unwrap();
        child
    };
    let children: Vec<Child> = (0..12).map(adding).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let lines = fs::read_to_string(&file).unwrap();
    assert_eq!(lines.lines().count(), 12, "{lines}");
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
}
