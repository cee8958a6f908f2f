//! The thread that works out what can be foreseen, matter by matter, for the latest question only.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;

use super::Arrival;
use crate::app::Msg;
use crate::session::Session;
use crate::session::foresight::Matter;

/// No question has this number: what is being worked out is given up.
const NONE: u64 = u64::MAX;

/// Takes questions and answers the latest; an earlier one is given up at once.
pub struct Foreseer {
    shared: Arc<Shared>,
    report: Sender<Arrival>,
}

struct Shared {
    /// The number of the latest question: whoever works on another one stops.
    latest: AtomicU64,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    next: Option<(u64, Session)>,
    busy: bool,
}

impl Foreseer {
    /// Nothing asked yet.
    pub fn new(report: Sender<Arrival>) -> Self {
        Self { shared: Arc::new(Shared { latest: AtomicU64::new(NONE), waiting: Mutex::default() }), report }
    }

    /// Works out everything that can be foreseen of a session.
    pub fn ask(&self, number: u64, session: Session) {
        self.shared.latest.store(number, Ordering::Relaxed);
        let Ok(mut waiting) = self.shared.waiting.lock() else { return };
        waiting.next = Some((number, session));
        if waiting.busy {
            return;
        }
        let (shared, report) = (self.shared.clone(), self.report.clone());
        // Where no thread is to be had the question stays, and is answered with the next one.
        waiting.busy = thread::Builder::new().name("foreseer".into()).spawn(move || work(&shared, &report)).is_ok();
    }

    /// Gives up what is being worked out.
    pub fn stop(&self) {
        self.shared.latest.store(NONE, Ordering::Relaxed);
        if let Ok(mut waiting) = self.shared.waiting.lock() {
            waiting.next = None;
        }
    }
}

fn work(shared: &Shared, report: &Sender<Arrival>) {
    while let Some((number, session)) = next(shared) {
        let mut cancelled = || shared.latest.load(Ordering::Relaxed) != number;
        for matter in Matter::ALL {
            let Some(foreseen) = session.foresee(matter, &mut cancelled) else { break };
            if report.send(Arrival::Told(Msg::Foreseen { number, foreseen })).is_err() {
                break;
            }
        }
    }
}

/// The question that is waiting; with none, the thread may end.
fn next(shared: &Shared) -> Option<(u64, Session)> {
    let mut waiting = shared.waiting.lock().ok()?;
    let next = waiting.next.take();
    waiting.busy = next.is_some();
    next
}
