//! # The counter
//!
//! Every answer without the screen, for people, screen readers and other programs; and the way to the screen.
//!
//! ```text
//! command line ─► arguments ─► Desk (language, notes) ─► one file per command ─► Answer ─► standard output, exit status
//!                                    │                          │
//!                                    └ notes ─► standard error  └ Failure ─► exit: one sentence on standard error, exit status
//! ```
//!
//! Inside: [`arguments`] (what may be written), [`surroundings`] (language and name), [`exit`] (how a command ends), [`opened`] (a program
//! directory with its journal), [`inputs`] (its files while a session is open), [`keys`] (the user's own), [`table`] (columns), `progress` (a share
//! that is done, while one waits), and the commands: [`mod@open`], [`check`], [`proposal`] (as
//! JSON: [`told`], with its [`certificate`], and how robust it is), [`explain`], [`scores`] with [`prices`], [`compare`], [`decide`] (and [`voices`]),
//! [`criteria`] (the terms in force, and [`rewrite`]: into the file), [`journal`] (log and verify), [`between`] (what lies between two moments of it), [`repair`], [`save`], [`words`], [`new`] with its
//! [`templates`], [`mod@door`] (whose keys open a program over SSH), [`paper`] (completions and the manual page).
//!
//! Invariants: standard output carries the answer and nothing else; a failure is one sentence on standard error and the exit
//! status that [`exit`] gives it; no sentence holds more of a person than an id, unless the answer is about that person.
//! Never here: what is decided, scored or proposed; a terminal's modes.

pub mod arguments;
pub mod between;
pub mod certificate;
pub mod check;
pub mod compare;
pub mod criteria;
pub mod decide;
pub mod door;
pub mod exit;
pub mod explain;
pub mod inputs;
pub mod journal;
pub mod keys;
pub mod new;
pub mod open;
pub mod opened;
pub mod paper;
pub mod prices;
mod progress;
pub mod proposal;
pub mod repair;
pub mod rewrite;
pub mod save;
pub mod scores;
pub mod surroundings;
pub mod table;
pub mod templates;
pub mod told;
pub mod voices;
pub mod words;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::journal::DecideError;
use crate::words::{Lang, counter};
use arguments::{Arguments, Command};
use exit::{Failure, Status};

/// What a command has to say.
#[derive(Debug)]
pub struct Answer {
    /// For standard output.
    pub text: String,
    /// How it ends.
    pub status: Status,
}

impl Answer {
    /// An answer that is as it should be.
    pub fn done(text: String) -> Self {
        Self { text, status: Status::Done }
    }
}

/// One visit to the counter: the language, and what is to be said beside the answer.
#[derive(Debug)]
pub struct Desk {
    /// The language of every sentence.
    pub lang: Lang,
    notes: Vec<String>,
}

impl Desk {
    /// A visit in this language.
    pub fn new(lang: Lang) -> Self {
        Self { lang, notes: Vec::new() }
    }

    /// Adds a line for standard error. What was said once is not said again.
    pub fn note(&mut self, line: String) {
        if !self.notes.contains(&line) {
            self.notes.push(line);
        }
    }

    /// Whose name stands beside a decision: the given one, else that of the surroundings.
    ///
    /// # Errors
    /// When nothing of it can be written.
    pub fn name(&self, given: Option<&str>) -> Result<String, Failure> {
        let name = given.map_or_else(surroundings::name, str::to_owned);
        crate::journal::signature(&name).ok_or(Failure::Decision(DecideError::Nameless))
    }
}

/// Does what the command line asks and says how it ended.
pub fn run(line: impl IntoIterator<Item = OsString>) -> ExitCode {
    forbid_core_dumps();
    exit::hush_panics();
    let line: Vec<OsString> = line.into_iter().collect();
    exit::guarded(|| match Arguments::try_parse_from(line) {
        Ok(arguments) => serve(arguments),
        Err(unclear) => help_or_complaint(&unclear),
    })
    .into()
}

fn serve(arguments: Arguments) -> Status {
    let mut desk = Desk::new(arguments.lang.map_or_else(surroundings::language, Lang::from));
    let outcome = answer(arguments, &mut desk);
    desk.notes.iter().for_each(|note| say(note));
    outcome.and_then(|answer| hand_over(&answer, desk.lang)).unwrap_or_else(|failure| {
        say(&format!("mentor-match: {}", failure.sentence(desk.lang)));
        failure.status()
    })
}

/// Prints an answer. When whoever was reading has gone, there is nobody to tell, and nothing has failed.
fn hand_over(answer: &Answer, lang: Lang) -> Result<Status, Failure> {
    match print(&answer.text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::ReadWrite(anyhow::Error::new(error).context(counter::cannot_print(lang))))
        }
        _ => Ok(answer.status),
    }
}

fn answer(arguments: Arguments, desk: &mut Desk) -> Result<Answer, Failure> {
    match arguments.command {
        None => open::answer(&arguments.open, desk),
        Some(Command::Open(opening)) => open::answer(&opening, desk),
        Some(Command::Check(checking)) => check::answer(&checking, desk),
        Some(Command::Match(matching)) => proposal::answer(&matching, desk),
        Some(Command::Explain(explaining)) => explain::answer(&explaining, desk),
        Some(Command::Scores(scoring)) => scores::answer(&scoring, desk),
        Some(Command::Compare(comparing)) => compare::answer(&comparing, desk),
        Some(Command::Decide(deciding)) => decide::answer(&deciding, desk),
        Some(Command::Criteria(asked)) => criteria::answer(&asked, desk),
        Some(Command::Log(logging)) => journal::log(&logging, desk),
        Some(Command::Verify(verifying)) => journal::verify(&verifying, desk),
        Some(Command::Repair(repairing)) => repair::answer(&repairing, desk),
        Some(Command::Save(saving)) => save::answer(&saving, desk),
        Some(Command::Words(wording)) => words::answer(&wording, desk),
        Some(Command::Keys(asked)) => door::answer(&asked, desk),
        Some(Command::New(creating)) => new::answer(&creating, desk),
        Some(Command::Completions { shell }) => Ok(paper::completions(shell)),
        Some(Command::Man) => paper::manual(desk.lang),
    }
}

/// What clap has to say: help and version are answers, all else is wrong usage.
fn help_or_complaint(unclear: &clap::Error) -> Status {
    match unclear.print() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Status::ReadWrite,
        _ if unclear.use_stderr() => Status::Usage,
        _ => Status::Done,
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Standard error is the last resort: when it cannot be written there is nobody left to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A core file would hold every application in clear text.
fn forbid_core_dumps() {
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
}

/// JSON for people and programs: two spaces of indentation, ending with a line break.
fn pretty(value: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::ReadWrite(error.into()))?;
    Ok(text + "\n")
}
