//! What the outer world tells the machine, and what the machine asks of it.

use std::sync::Arc;

use crate::program::{Problem, Role, Shown};
use crate::scoring::Terms;
use crate::scoring::text::Union;
use crate::session::foresight::{Foreseen, Priced};
use crate::session::{Draft, Intent, Present, Promise, Record, Refusal, Session, Stand, Tried};

use super::key::Key;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // One at a time, never in a crowd: a box would only be in the way.
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted: it goes into the open text field, or nowhere; it is never read as keys.
    Paste(String),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// What the last picture had room for.
    Drawn(Drawn),
    /// The journal holds these records; those already known are passed over.
    News(Vec<Record>),
    /// What became of the decision that [`Effect::Decide`] asked for.
    Decided {
        /// The id that the outer world gave the intent.
        id: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// Nothing can be decided from now on.
    ReadOnly(ReadOnly),
    /// The journal is as it should be again: what was wrong with it no longer keeps anybody from deciding.
    Writable,
    /// Somebody else holds the journal; the pending decision waits.
    Waiting {
        /// Who.
        holder: String,
    },
    /// What follows from the terms of [`Effect::Try`].
    Tried {
        /// Which question this answers.
        number: u64,
        /// What follows.
        tried: Box<Tried>,
    },
    /// One matter of [`Effect::Foresee`].
    Foreseen {
        /// Which question this answers.
        number: u64,
        /// What was foreseen.
        foreseen: Foreseen,
    },
    /// The prices of [`Effect::List`].
    Listed {
        /// Which question this answers.
        number: u64,
        /// What each partner would cost, in the order of ids.
        list: Vec<Option<Priced>>,
    },
    /// What one of the objectives would give; [`Effect::Promise`] is answered with one of these for each that is not in force.
    Promised {
        /// Which question this answers.
        number: u64,
        /// What it would give.
        promise: Box<Promise>,
    },
    /// What became of [`Effect::Save`]: the paths written, relative to the program directory, or the reason why not.
    Saved(Result<Vec<String>, String>),
    /// What became of the words of [`Effect::Unite`]; when they were written, [`Msg::Again`] follows. Otherwise the reason why not.
    Written(Result<Written, String>),
    /// The program's files, read again, or the reason why they cannot be.
    Again(Result<Again, String>),
    /// Somebody else has changed the program's files since they were read.
    FilesChanged,
    /// The moment of [`Effect::Travel`].
    Travelled {
        /// Which question this answers.
        number: u64,
        /// The session as it stood then.
        then: Stood,
    },
    /// A sentence of the outer world that should be read before anything is decided.
    Warned(String),
    /// Words that were being typed when an earlier sitting of the same person was lost.
    Lost(Draft),
    /// Everybody else who has the program open, at each change.
    Present(Vec<Present>),
    /// The time: seconds since the beginning of 1970, UTC. Told before anything else when a second has passed, and, while
    /// [`super::App::needs_the_time`], every second.
    Time(i64),
}

/// Words of the group's own, on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The table that they stand in, relative to the program directory.
    pub table: String,
    /// How many lines were added; 0 when the words meant the same already.
    pub lines: usize,
}

/// The program's files as they are now, with the decisions that were known when they were asked for.
#[derive(Debug, Clone)]
pub struct Again {
    /// The session over them.
    pub session: Box<Session>,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
}

/// Two readings are never worth comparing: they are equal when they are the same.
impl PartialEq for Again {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.session.program(), other.session.program()) && self.problems == other.problems
    }
}

impl Eq for Again {}

/// A session as it stood at an earlier moment.
#[derive(Debug, Clone)]
pub struct Stood(pub Box<Session>);

/// Two moments are equal when they are of the same program and after the same record.
impl PartialEq for Stood {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.0.program(), other.0.program()) && self.0.ledger().last() == other.0.ledger().last()
    }
}

impl Eq for Stood {}

/// Why the program's files are read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Because somebody asked for it.
    Nothing,
    /// Because these words were to mean the same.
    Unite {
        /// What is wanted, what is offered.
        words: [Shown; 2],
        /// Where they were written, once that is known.
        written: Option<Written>,
    },
}

/// What the last picture had room for, so that pages and scrolling fit what is seen. Telling it is optional, estimates are used before; it never
/// asks for another picture, since [`super::cursor::Cursor::window`] always gives what is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// Rows of people that each pane showed.
    pub rows: u16,
    /// Rows that the innermost modal showed of its list or text.
    pub modal_rows: u16,
    /// The greatest scroll that still shows something new in the reading room: the adept's application, the mentor's, the rest.
    /// Counts once `modal_rows` is told.
    pub furthest: [u16; 3],
    /// The line from which each of those was seen: reading on begins there.
    pub first: [u16; 3],
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // One at a time, never in a crowd: a box would only be in the way.
pub enum Outcome {
    /// It is in the journal, synced. Records between the last one known and this one come as [`Msg::News`], before or after.
    Recorded(Record),
    /// Things were already so.
    Already,
    /// It does not fit what others have decided.
    Refused(Refusal),
    /// It could not be written; nothing was recorded.
    NotSaved(NotSaved),
}

/// Why a decision could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSaved {
    /// Somebody held the journal for too long.
    Held {
        /// Who.
        holder: String,
    },
    /// The disk is full.
    Full,
    /// The disk did not confirm the writing; this session writes no more.
    SyncFailed,
    /// Anything else, in the outer world's words.
    Other(String),
}

/// Why nothing can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnly {
    /// The journal is damaged from this line on, with valid records after it.
    Damaged {
        /// Line from 1.
        line: u64,
    },
    /// The disk did not confirm a writing.
    SyncFailed,
    /// The directory cannot be written by this user.
    NoPermission,
    /// Everybody takes this sitting for gone, in the outer world's words.
    TakenForGone(String),
    /// Anything else, in the outer world's words.
    Other(String),
}

impl ReadOnly {
    /// Whether no repair of the journal ends it: only sitting down anew does.
    pub(super) fn lasts(&self) -> bool {
        matches!(self, ReadOnly::SyncFailed | ReadOnly::TakenForGone(_))
    }
}

/// Something that the outer world is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // One at a time, never in a crowd: a box would only be in the way.
pub enum Effect {
    /// Record this, giving it an id; answer with one [`Msg::Decided`].
    Decide(Intent),
    /// Work out what would follow from these terms in [`super::App::decided_session`]; answer with [`Msg::Tried`]. A question that is still
    /// waiting need not be answered once a newer one is there.
    Try {
        /// Which question this is.
        number: u64,
        /// What is tried.
        terms: Terms,
    },
    /// Work out everything that can be foreseen of [`super::App::decided_session`], matter by matter; answer each with [`Msg::Foreseen`].
    /// What is still being worked out for an earlier question is given up.
    Foresee {
        /// Which question this is.
        number: u64,
    },
    /// Work out what each partner of this person would cost in [`super::App::decided_session`]; answer with [`Msg::Listed`]. An earlier
    /// question is given up.
    List {
        /// Which question this is.
        number: u64,
        /// The person's role.
        role: Role,
        /// The person's place among the people of that role.
        person: usize,
    },
    /// Work out what every objective that is not in force would give in [`super::App::decided_session`]; answer with a [`Msg::Promised`]
    /// for each. A question that is still waiting need not be answered once a newer one, of this kind or the other, is there.
    Promise {
        /// Which question this is.
        number: u64,
    },
    /// Work out how [`super::App::decided_session`] stood after this record; answer with [`Msg::Travelled`]. A question that is still
    /// waiting need not be answered once a newer one, of any kind, is there.
    Travel {
        /// Which question this is.
        number: u64,
        /// The record; 0 is before the first.
        seq: u64,
    },
    /// Write the final assignment; answer with [`Msg::Saved`].
    Save,
    /// Write that these passages mean the same; answer with [`Msg::Written`], and when that went well with [`Msg::Again`].
    Unite(Union),
    /// Read the program's files again; answer with [`Msg::Again`].
    ReadAgain,
    /// Keep these words instead of those before, so that a lost line does not lose them; none when they are recorded or given up.
    Keep(Option<Draft>),
    /// Let the others see where one stands.
    Stand(Stand),
    /// Stop until continued, where the terminal can.
    Suspend,
    /// Leave.
    Quit,
}
