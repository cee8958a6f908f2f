//! The thread of the program's own files: writes what words mean the same, reads everything again, and looks every quarter of a second
//! whether somebody else has changed something.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Arrival;
use crate::app::{Again, Msg, Written};
use crate::scoring::text::Union;
use crate::session::Record;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_millis(250);

/// Whoever can read and write the program's files. Called on a thread of its own.
pub trait Inputs: Send {
    /// Writes that two passages mean the same, or says why not, in words for people.
    ///
    /// # Errors
    /// When nothing was written.
    fn unite(&mut self, union: &Union) -> Result<Written, String>;

    /// Reads everything again, and what is decided over it; or says why not, in words for people.
    ///
    /// # Errors
    /// When the program can no longer be read.
    fn read(&mut self, records: Vec<Record>) -> Result<Again, String>;

    /// Whether somebody has changed the files since they were last read, or since this was last asked.
    fn changed(&mut self) -> bool;
}

/// The way to that thread. Dropping it waits until everything asked for has been done.
#[derive(Debug)]
pub struct InputDesk {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

enum Request {
    Unite(Box<Union>, Vec<Record>),
    Read(Vec<Record>),
}

impl InputDesk {
    /// Gives the files to a thread of their own.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(super) fn open(inputs: Box<dyn Inputs>, report: Sender<Arrival>) -> io::Result<Self> {
        let (requests, inbox) = channel();
        let work = move || work(inputs, &inbox, &report);
        let thread = thread::Builder::new().name("inputs".into()).spawn(work)?;
        Ok(Self { requests: Some(requests), thread: Some(thread) })
    }

    /// Asks to write that two passages mean the same and to read everything again, under these decisions.
    pub(super) fn unite(&self, union: Union, records: Vec<Record>) {
        self.ask(Request::Unite(Box::new(union), records));
    }

    /// Asks to read everything again, under these decisions.
    pub(super) fn read(&self, records: Vec<Record>) {
        self.ask(Request::Read(records));
    }

    fn ask(&self, request: Request) {
        // The thread ends only after this end has been dropped.
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
    }
}

impl Drop for InputDesk {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(mut inputs: Box<dyn Inputs>, inbox: &Receiver<Request>, report: &Sender<Arrival>) {
    // Nobody listens any more only when the session is ending.
    let tell = |message: Msg| _ = report.send(Arrival::Told(message));
    loop {
        match inbox.recv_timeout(LOOK) {
            Ok(Request::Unite(union, records)) => {
                let written = inputs.unite(&union);
                let done = written.is_ok();
                tell(Msg::Written(written));
                if done {
                    tell(Msg::Again(inputs.read(records)));
                }
            }
            Ok(Request::Read(records)) => tell(Msg::Again(inputs.read(records))),
            Err(RecvTimeoutError::Timeout) if inputs.changed() => tell(Msg::FilesChanged),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
