//! The real binary at the counter: each command in a directory of its own, its answer, its exit status, and what goes where.

mod answers;
mod beginning;
mod by_hand;
mod certificate;
mod compare;
mod criteria;
mod deciding;
mod full;
mod history;
mod keys;
mod openings;
mod paper;
mod prices;
mod privacy;
mod repair;
mod robustness;
mod roles;
mod standby;
mod voices;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// What a run gave.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The answer of a run that must have gone well.
    #[track_caller]
    fn done(self) -> String {
        assert_eq!(self.status, Some(0), "out: {}\nerr: {}", self.out, self.err);
        self.out
    }

    /// As [`Run::done`], with nothing on standard error.
    #[track_caller]
    fn quietly(self) -> String {
        assert_eq!(self.err, "");
        self.done()
    }

    #[track_caller]
    fn json(self) -> serde_json::Value {
        let text = self.quietly();
        assert!(text.ends_with('\n'));
        serde_json::from_str(&text).unwrap()
    }

    /// What a run that must have failed said: nothing on standard output, one sentence on standard error.
    #[track_caller]
    fn failed(self, status: i32) -> String {
        assert_eq!((self.status, self.out.as_str()), (Some(status), ""), "err: {}", self.err);
        assert!(self.err.starts_with("mentor-match: ") && self.err.ends_with('\n'), "{}", self.err);
        self.err
    }

    /// As [`Run::failed`], where notes may stand before the sentence.
    #[track_caller]
    fn last_failure(self, status: i32) -> String {
        assert_eq!((self.status, self.out.as_str()), (Some(status), ""), "err: {}", self.err);
        self.err.lines().last().unwrap_or_default().to_owned()
    }

    /// Whether the command line made no sense.
    fn failed_usage(&self) -> bool {
        self.status == Some(2) && self.out.is_empty()
    }
}

/// The moments of records, which no test can know, as one sign.
fn timeless(text: &str) -> String {
    let is_moment = |word: &str| word.len() == 20 && word.ends_with('Z') && word.starts_with("20");
    let word = |word: &str| match word.strip_suffix(',') {
        Some(bare) if is_moment(bare) => "WHEN,".to_owned(),
        _ if is_moment(word) => "WHEN".to_owned(),
        _ => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A directory of one's own and the program in front of it.
struct Table {
    folder: TempDir,
}

impl Table {
    /// An empty directory.
    fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the small program of [`lay`] in `p`.
    fn laid() -> Self {
        let table = Self::bare();
        lay(&table.path("p"));
        table
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentor-match"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_clear().env("MENTOR_MATCH_AS", "anna").env("LC_ALL", "C.UTF-8");
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Arguments as one would write them; none of them holds a space.
    fn say(&self, line: &str) -> Run {
        self.run(&line.split(' ').collect::<Vec<_>>())
    }
}

const CRITERIA: &str = r#"schema = 1
[program]
title = "Prov"
[[criterion]]
id = "interests"
label = "Intressen"
kind = "tags"
weight = 60
enough = 2
a = ["mentor.interests"]
b = ["adept.interests"]
[[criterion]]
id = "city"
label = "Ort"
kind = "equal"
weight = 40
a = "mentor.city"
b = "adept.city"
[[rule]]
id = "employer"
label = "Samma arbetsgivare"
same = ["mentor.organisation", "adept.organisation"]
effect = "block"
[capacity]
mentor = { field = "mentor.capacity", default = 1 }
[matching]
steadiness = 0
"#;

/// Mentors (id, first name, interests, city, organisation, seats): two of them, three seats.
const MENTORS: [(&str, &str, &str, &str, &str, u32); 2] =
    [("m1", "Gunvor", r#"["kör", "schack"]"#, "Uppsala", "Ordbron", 2), ("m2", "Holger", r#"["segling"]"#, "Gävle", "Granvik", 1)];
/// Adepts (id, first name, interests, city, organisation): four of them.
const ADEPTS: [(&str, &str, &str, &str, &str); 4] = [
    ("a1", "Amira", r#"["kör", "schack"]"#, "Uppsala", ""),
    ("a2", "Bertil", r#"["segling"]"#, "Gävle", ""),
    ("a3", "Cilla", r#"["schack"]"#, "Uppsala", "Granvik"),
    ("a4", "Doris", r#"["bowling"]"#, "Kiruna", "Granvik"),
];
/// Everybody's last name: must never reach standard error.
const CANARY: &str = "Kanariefågel";

fn mentor(n: usize) -> String {
    let (id, first, interests, city, organisation, seats) = MENTORS[n];
    format!(
        r#"{{"id":"{id}","first_name":"{first}","last_name":"{CANARY}","email":"{id}.kanarie@example.org","phone":"0701740600","interests":{interests},"city":"{city}","organisation":"{organisation}","capacity":{seats}}}"#
    )
}

fn adept(n: usize) -> String {
    let (id, first, interests, city, organisation) = ADEPTS[n];
    format!(
        r#"{{"id":"{id}","first_name":"{first}","last_name":"{CANARY}","email":"{id}.kanarie@example.org","phone":"0701740601","interests":{interests},"city":"{city}","organisation":"{organisation}"}}"#
    )
}

/// A small program: a1 and a3 fit m1, a2 fits m2, a3 and a4 are blocked from m2, so a4 is left over.
fn lay(directory: &Path) {
    for folder in ["mentors", "adepts"] {
        fs::create_dir_all(directory.join(folder)).unwrap();
    }
    fs::write(directory.join("criteria.toml"), CRITERIA).unwrap();
    let list = |people: Vec<String>| format!("[{}]", people.join(",\n"));
    fs::write(directory.join("mentors/all.json"), list((0..MENTORS.len()).map(mentor).collect())).unwrap();
    fs::write(directory.join("adepts/all.json"), list((0..ADEPTS.len()).map(adept).collect())).unwrap();
}

/// A sample program that comes with the source.
fn sample(name: &str) -> String {
    format!("{}/sample-data/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A writable copy of a sample program.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { copy(&entry.path(), &target) } else { _ = fs::copy(entry.path(), target).unwrap() }
    }
}
