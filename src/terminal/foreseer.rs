//! The threads that work out what can be foreseen, each for the latest of its questions only.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;

use super::Arrival;
use crate::app::Msg;
use crate::program::Role;
use crate::session::Session;
use crate::session::foresight::Matter;

/// No question has this number: what is being worked out is given up.
const NONE: u64 = u64::MAX;

/// Something that takes a while to answer.
pub trait Question: Send + 'static {
    /// Answers question `number`, piece by piece; stops when cancelled.
    fn answer(self, number: u64, cancelled: &mut dyn FnMut() -> bool, tell: &mut dyn FnMut(Msg));
}

/// Everything that can be foreseen of a session, matter by matter.
pub struct Everything(pub Session);

/// What each partner of a person would cost in a session.
pub struct PriceList {
    /// The session.
    pub session: Session,
    /// The person's role.
    pub role: Role,
    /// The person's place.
    pub person: usize,
}

impl Question for Everything {
    fn answer(self, number: u64, cancelled: &mut dyn FnMut() -> bool, tell: &mut dyn FnMut(Msg)) {
        for matter in Matter::ALL {
            let Some(foreseen) = self.0.foresee(matter, cancelled) else { return };
            tell(Msg::Foreseen { number, foreseen });
        }
    }
}

impl Question for PriceList {
    fn answer(self, number: u64, cancelled: &mut dyn FnMut() -> bool, tell: &mut dyn FnMut(Msg)) {
        if let Some(list) = self.session.price_list(self.role, self.person, cancelled) {
            tell(Msg::Listed { number, list });
        }
    }
}

/// Takes questions of one kind and answers the latest; an earlier one is given up at once.
pub struct Foreseer<Q> {
    shared: Arc<Shared<Q>>,
    report: Sender<Arrival>,
}

struct Shared<Q> {
    /// The number of the latest question: whoever works on another one stops.
    latest: AtomicU64,
    waiting: Mutex<Waiting<Q>>,
}

struct Waiting<Q> {
    next: Option<(u64, Q)>,
    busy: bool,
}

impl<Q: Question> Foreseer<Q> {
    /// Nothing asked yet.
    pub fn new(report: Sender<Arrival>) -> Self {
        let waiting = Mutex::new(Waiting { next: None, busy: false });
        Self { shared: Arc::new(Shared { latest: AtomicU64::new(NONE), waiting }), report }
    }

    /// Answers a question, on a thread of its own.
    pub fn ask(&self, number: u64, question: Q) {
        self.shared.latest.store(number, Ordering::Relaxed);
        let Ok(mut waiting) = self.shared.waiting.lock() else { return };
        waiting.next = Some((number, question));
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

fn work<Q: Question>(shared: &Shared<Q>, report: &Sender<Arrival>) {
    while let Some((number, question)) = next(shared) {
        let mut cancelled = || shared.latest.load(Ordering::Relaxed) != number;
        // Nobody listens any more only when the session is ending, and then everything is given up.
        question.answer(number, &mut cancelled, &mut |message| _ = report.send(Arrival::Told(message)));
    }
}

/// The question that is waiting; with none, the thread may end.
fn next<Q>(shared: &Shared<Q>) -> Option<(u64, Q)> {
    let mut waiting = shared.waiting.lock().ok()?;
    let next = waiting.next.take();
    waiting.busy = next.is_some();
    next
}
