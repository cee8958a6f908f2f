//! How a command ends: the one place where a failure becomes an exit status and a sentence on standard error.

use std::io;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

use crate::journal::presence::NotSeated;
use crate::journal::{DecideError, JournalError, NotRepaired};
use crate::own_words::NotAdded;
use crate::session::Refusal;
use crate::words::{self, Lang, counter};

/// The exit status, as promised to other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is done.
    Done,
    /// The data has errors, or a decision was refused.
    Wrong,
    /// The command line makes no sense.
    Usage,
    /// Something cannot be read or written.
    ReadWrite,
    /// A fault of the program itself (`EX_SOFTWARE`).
    Bug,
    /// A session on the screen has ended in this way: 0 when somebody left it, 128 and the number of the signal that ended it.
    Session(u8),
}

impl Status {
    /// The number that the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Wrong => 1,
            Status::Usage => 2,
            Status::ReadWrite => 3,
            Status::Bug => 70,
            Status::Session(code) => code,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status.code())
    }
}

/// Why a command gave no answer. Never holds more of a person than an id.
#[derive(Debug)]
pub enum Failure {
    /// A decision was not recorded.
    Decision(DecideError),
    /// The journal cannot be read.
    Journal(JournalError),
    /// Nobody may sit down there.
    Seat(NotSeated),
    /// The journal was not repaired.
    Repair(NotRepaired),
    /// The program's own words were not written.
    Words(NotAdded),
    /// The command line makes no sense: the sentence says why and what would.
    Usage(String),
    /// The data does not allow it: the sentence says what is wrong and what to do.
    Data(String),
    /// Something cannot be read or written: what was tried and what the system said.
    ReadWrite(anyhow::Error),
}

impl Failure {
    /// The exit status that it ends with.
    pub fn status(&self) -> Status {
        match self {
            Failure::Decision(error) => status_of(error),
            Failure::Words(NotAdded::File { .. } | NotAdded::Held { .. }) => Status::ReadWrite,
            Failure::Words(_) => Status::Wrong,
            Failure::Usage(_) => Status::Usage,
            Failure::Data(_) => Status::Wrong,
            Failure::Journal(_) | Failure::Seat(_) | Failure::Repair(_) | Failure::ReadWrite(_) => Status::ReadWrite,
        }
    }

    /// What to tell the person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Failure::Decision(error) => words::journal::not_recorded(error, lang, |refusal| counter::refused(refusal, lang)),
            Failure::Journal(error) => words::journal::unreadable(error, lang),
            Failure::Seat(why) => words::presence::not_seated(why, lang),
            Failure::Repair(error) => words::journal::not_repaired(error, lang),
            Failure::Words(error) => words::own_words::not_added(error, lang),
            Failure::Usage(sentence) | Failure::Data(sentence) => sentence.clone(),
            Failure::ReadWrite(error) => error.chain().map(|link| one_link(link, lang)).collect::<Vec<_>>().join(": "),
        }
    }
}

/// One link of an error chain; what the system says is put into the person's language where it is something common.
fn one_link(link: &(dyn std::error::Error + 'static), lang: Lang) -> String {
    link.downcast_ref::<io::Error>().map_or_else(|| link.to_string(), |error| counter::because(error, lang))
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Decision(DecideError::Refused(refusal))
    }
}

fn status_of(error: &DecideError) -> Status {
    match error {
        DecideError::Refused(_) | DecideError::TooLong => Status::Wrong,
        DecideError::Nameless => Status::Usage,
        DecideError::NoId => Status::Bug,
        DecideError::Held(_)
        | DecideError::ReadOnly(_)
        | DecideError::DiskFull
        | DecideError::LittleRoom
        | DecideError::NotSaved(_)
        | DecideError::Unsure(_)
        | DecideError::Unreadable(_) => Status::ReadWrite,
    }
}

/// Runs something that should never panic; when it does, that ends as [`Status::Bug`] and nothing of the panic's message, which could
/// hold personal data, is shown.
pub fn guarded(run: impl FnOnce() -> Status + panic::UnwindSafe) -> Status {
    panic::catch_unwind(run).unwrap_or(Status::Bug)
}

/// Makes panics say where they happened and nothing else.
pub fn hush_panics() {
    panic::set_hook(Box::new(|panic| {
        let _ = io::Write::write_all(&mut io::stderr(), bug_report(panic).as_bytes());
    }));
}

fn bug_report(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or_else(|| "?".to_owned(), |at| format!("{}:{}:{}", at.file(), at.line(), at.column()));
    counter::bug(env!("CARGO_PKG_VERSION"), &place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_as_a_bug() {
        let status = guarded(|| panic::resume_unwind(Box::new("Ebba Ek, ebba@example.org")));
        assert_eq!(status, Status::Bug);
        assert_eq!(guarded(|| Status::Wrong), Status::Wrong);
    }

    #[test]
    fn what_the_system_says_is_said_in_the_persons_language() {
        let failed = |kind| Failure::ReadWrite(anyhow::Error::new(io::Error::from(kind)).context("kan inte öppna p"));
        for (kind, sentence) in [
            (io::ErrorKind::NotFound, "kan inte öppna p: det finns inte"),
            (io::ErrorKind::NotADirectory, "kan inte öppna p: det är ingen mapp"),
            (io::ErrorKind::StorageFull, "kan inte öppna p: disken är full"),
        ] {
            assert_eq!(failed(kind).sentence(Lang::Sv), sentence);
        }
        assert!(failed(io::ErrorKind::TimedOut).sentence(Lang::Sv).starts_with("kan inte öppna p: "));
    }

    #[test]
    fn each_failure_has_its_status() {
        for (status, expected) in [
            (Failure::from(Refusal::NothingToUndo).status(), 1),
            (Failure::Decision(DecideError::DiskFull).status(), 3),
            (Failure::Decision(DecideError::Nameless).status(), 2),
            (Failure::Journal(JournalError::NotAllowed).status(), 3),
            (Failure::Repair(NotRepaired::NotAllowed).status(), 3),
            (Failure::Seat(NotSeated::NoLocks).status(), 3),
            (Failure::Usage(String::new()).status(), 2),
            (Failure::Data(String::new()).status(), 1),
            (Failure::ReadWrite(io::Error::from(io::ErrorKind::StorageFull).into()).status(), 3),
            (Status::Bug, 70),
            (Status::Session(143), 143),
        ] {
            assert_eq!(status.code(), expected);
        }
    }
}
