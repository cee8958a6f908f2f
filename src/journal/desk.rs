//! The journal's thread: takes intents, hands out reports, and looks every quarter of a second for what others have recorded.
//!
//! It does no terminal work, and whoever does terminal work does no file work.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::append::{Decided, Journal};
use super::error::{DecideError, JournalError, ReadOnly};
use super::holder::Holder;
use super::watch::Watch;
use crate::session::{Ground, Intent, Record};

/// How often the desk looks for what others have recorded; a hint ([`Desk::look`], [`Desk::watching`]) makes it look at once.
pub const POLL: Duration = Duration::from_millis(250);

/// After so many failed looks in a row the journal cannot be read: once can happen while somebody is making the file.
const UNREADABLE: u32 = 2;

/// What the desk tells.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "a handful in a second, each moved once")]
pub enum Report {
    /// Others have recorded this, in order.
    News(Vec<Record>),
    /// What became of the intent with this id. What others have recorded before it is in it, or has been told before.
    Decided {
        /// The intent's id.
        id: String,
        /// What was recorded, or why nothing was.
        result: Result<Decided, DecideError>,
    },
    /// From now on nothing can be recorded.
    ReadOnly(ReadOnly),
    /// What kept everything from being recorded has passed: the journal has been repaired, or can be read again. What others have
    /// recorded until then has been told.
    Writable,
    /// A decision waits because somebody holds the journal.
    Waiting {
        /// Who.
        holder: Holder,
    },
    /// The journal cannot be read at the moment; told once. Whether anything can be recorded is told when it can be read again.
    Unreadable(JournalError),
}

/// Whether anything can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Writable,
    ReadOnly(ReadOnly),
    Unreadable,
}

/// The way to the journal's thread. Dropping it waits until everything asked for has been done.
#[derive(Debug)]
pub struct Desk {
    directory: Option<PathBuf>,
    watch: Option<Watch>,
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Request {
    Decide(Box<Intent>),
    StandOn(Arc<Ground>),
    Look,
}

impl Desk {
    /// Gives an open journal to a thread of its own. `report` is called on that thread; a [`Report::ReadOnly`] comes first when the
    /// journal is read-only from the start.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn open(journal: Journal, ground: Arc<Ground>, report: impl FnMut(Report) + Send + 'static) -> std::io::Result<Desk> {
        Self::open_looking(journal, ground, POLL, report)
    }

    /// As [`Desk::open`], looking for what others have recorded every so often instead of every [`POLL`].
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open_looking(
        journal: Journal,
        ground: Arc<Ground>,
        every: Duration,
        report: impl FnMut(Report) + Send + 'static,
    ) -> std::io::Result<Desk> {
        let (requests, inbox) = channel();
        let directory = journal.directory().map(ToOwned::to_owned);
        let clerk = Clerk { journal, ground, report, told: State::Writable, unreadable: 0 };
        let thread = std::thread::Builder::new().name("journal".to_owned()).spawn(move || clerk.work(&inbox, every))?;
        Ok(Desk { directory, watch: None, requests: Some(requests), thread: Some(thread) })
    }

    /// From here on the desk also looks as soon as the system says that somebody has written, where it says so ([`Watch::over`]).
    #[must_use]
    pub fn watching(mut self) -> Self {
        if let (Some(directory), Some(requests)) = (&self.directory, self.requests.clone()) {
            self.watch = Watch::over(directory, move || _ = requests.send(Request::Look));
        }
        self
    }

    /// Asks for a decision; the answer is a [`Report::Decided`] with the intent's id.
    pub fn decide(&self, intent: Intent) {
        self.ask(Request::Decide(Box::new(intent)));
    }

    /// From the next decision on, decisions are checked against this ground: the program has been read again.
    pub fn stand_on(&self, ground: Arc<Ground>) {
        self.ask(Request::StandOn(ground));
    }

    /// Asks to look for news at once: somebody has seen the file change.
    pub fn look(&self) {
        self.ask(Request::Look);
    }

    /// Ends the thread when it has done everything asked for.
    pub fn close(self) {}

    fn ask(&self, request: Request) {
        // The thread ends only after this end has been dropped.
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The watch has an end of the requests too.
        self.watch = None;
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The one who works at the desk.
struct Clerk<R> {
    journal: Journal,
    ground: Arc<Ground>,
    report: R,
    /// What has been told last; an open journal is writable unless it is told otherwise.
    told: State,
    /// How many looks in a row have failed.
    unreadable: u32,
}

impl<R: FnMut(Report)> Clerk<R> {
    fn work(mut self, inbox: &Receiver<Request>, every: Duration) {
        loop {
            self.tell_whether_it_is_writable();
            match inbox.recv_timeout(every) {
                Ok(Request::Decide(intent)) => self.decide(*intent),
                Ok(Request::StandOn(ground)) => self.ground = ground,
                Ok(Request::Look) | Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn decide(&mut self, intent: Intent) {
        let id = intent.id.clone();
        let report = &mut self.report;
        let mut waiting = |holder| report(Report::Waiting { holder });
        let result = self.journal.decide_telling(&self.ground, intent, jiff::Timestamp::now(), &mut waiting);
        if result.is_err() {
            // A refusal often comes from what others have just done; that is told first, so that the refusal makes sense.
            self.look();
        }
        (self.report)(Report::Decided { id, result });
    }

    fn look(&mut self) {
        match self.journal.news() {
            Ok(news) => {
                self.unreadable = 0;
                if !news.is_empty() {
                    (self.report)(Report::News(news));
                }
            }
            Err(error) => {
                self.unreadable = self.unreadable.saturating_add(1);
                if self.unreadable == UNREADABLE {
                    self.told = State::Unreadable;
                    (self.report)(Report::Unreadable(error));
                }
            }
        }
    }

    fn tell_whether_it_is_writable(&mut self) {
        if self.unreadable >= UNREADABLE {
            // Nobody knows until it can be read again.
            return;
        }
        let reason = self.journal.read_only();
        let now = reason.cloned().map_or(State::Writable, State::ReadOnly);
        if now != self.told {
            self.told = now;
            (self.report)(reason.cloned().map_or(Report::Writable, Report::ReadOnly));
        }
    }
}
