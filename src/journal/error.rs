//! What can go wrong, as values. The sentences for people are in [`crate::words::journal`]; the texts here are for error chains
//! and hold no names.

use std::io;

use super::holder::Holder;
use crate::session::Refusal;

/// Why the journal cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// `decisions`, the journal or its lock is a symbolic link, a pipe or anything else that is not ours.
    #[error("decisions/ or a file in it is not an ordinary folder or file")]
    Foreign,
    /// This account may not read it.
    #[error("this account may not read decisions/journal.jsonl")]
    NotAllowed,
    /// Larger than any journal can be.
    #[error("decisions/journal.jsonl is larger than a journal can be")]
    TooLarge,
    /// The disk refused.
    #[error("decisions/journal.jsonl cannot be read")]
    Read(#[source] io::Error),
}

/// Why nothing can be recorded in a journal that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// This account may not write it.
    #[error("this account may not write in decisions/")]
    NotAllowed,
    /// Something in it is not as it was written.
    #[error("line {} of the journal is damaged", .0.line)]
    Damage(Damage),
    /// The disk failed in the middle of a decision, so nobody can say what it has kept.
    #[error("the disk has failed while a decision was being kept")]
    DiskFault,
    /// Another history stands where the journal stood.
    #[error("the journal has been exchanged for another or taken away")]
    Replaced,
    /// Records that have been read are no longer there.
    #[error("the journal is shorter than what has been read of it")]
    Shortened,
}

/// Where a journal stops being what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The first bad line, from 1.
    pub line: u64,
    /// The number of the record that should stand there.
    pub seq: u64,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is no record at all.
    NotARecord,
    /// It is a record, but written in another form than ours.
    AnotherForm,
    /// It says something that no record can say.
    Impossible,
    /// Its number does not follow the one before.
    OutOfOrder,
    /// Its sum does not fit it and the record before.
    WrongSum,
    /// The words beside the decision are not the ones that were written.
    WrongNote,
    /// It is longer than a record can be.
    TooLong,
    /// It fits the chain, but a newer version of the program wrote it.
    Newer,
}

/// Why a decision was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The decision does not fit what is recorded.
    #[error("the decision was refused")]
    Refused(Refusal),
    /// Somebody else has held the journal all the time that we were willing to wait.
    #[error("the journal is held by another process")]
    Held(Holder),
    /// Nothing can be recorded in this journal.
    #[error("the journal is read-only")]
    ReadOnly(#[source] ReadOnly),
    /// No room; the journal is as it was.
    #[error("the disk is full")]
    DiskFull,
    /// So little room that what is left is kept for unlocking and taking back; the journal is as it was.
    #[error("the disk is nearly full")]
    LittleRoom,
    /// The disk refused; the journal is as it was.
    #[error("the decision could not be written")]
    NotSaved(#[source] io::Error),
    /// The disk failed after the decision was written: it may be kept or not, and nothing more is recorded by this session.
    #[error("the disk failed: the decision may be kept or not")]
    Unsure(#[source] io::Error),
    /// What others have written cannot be read.
    #[error("what others have decided cannot be read")]
    Unreadable(#[source] JournalError),
    /// The maker has no name that can be written.
    #[error("a decision needs a name")]
    Nameless,
    /// The intent's id is not one.
    #[error("the intent has no proper id")]
    NoId,
    /// More text than a record can hold.
    #[error("the decision is longer than a record can be")]
    TooLong,
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Unsupported | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => JournalError::Foreign,
            io::ErrorKind::PermissionDenied => JournalError::NotAllowed,
            io::ErrorKind::FileTooLarge => JournalError::TooLarge,
            _ => JournalError::Read(error),
        }
    }
}

/// Whether the disk or the account's share of it is full.
pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}
