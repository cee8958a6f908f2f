//! # The glass
//!
//! ```text
//!  keys ─ input (reader's thread) ──┐
//!  signals, hang-up ─ watchdog ─────┼─► one channel ─► drain it all ─► App::update ─► effects ─► desk (journal's thread), saver, reckoner
//!  reports ─ desk, saver ───────────┘                        │
//!                                          changed? ─► view ─► FrameWriter: one write ─► the terminal
//! ```
//!
//! Inside: [`mod@caps`] (what a terminal can do, from its variables), `guard` (taking it and giving it back, for every way out), [`writer`]
//! (one frame, one write), `input` (events to messages), `signals`, `watchdog` (the terminal that vanishes), `errands` (what
//! the app asks of the outer world), `foreseer` (what can be foreseen), `inputs` (the program's own files), and here the loop.
//!
//! Invariants: nothing is drawn that did not change, and nothing is asked of the terminal that it must answer. The thread of the terminal
//! opens no file. Whatever ends the program, the terminal is as it was and the journal has finished what it was writing.
//! Never here: what a key means, how anything looks, what may be decided.

pub mod caps;
mod errands;
mod foreseer;
mod guard;
mod input;
mod inputs;
mod signals;
mod watchdog;
pub mod writer;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;

use crate::app::{App, Drawn, Effect, Msg};
use crate::journal::presence::Seat;
use crate::journal::{Desk, Drafts, Journal, Presence};
use crate::screen::{self, Look};
use crate::words::presence;

pub use caps::{Caps, Dumb, caps};
pub use errands::Save;
use errands::{About, Errands, Question};
use foreseer::PriceList;
use guard::Guard;
use inputs::InputDesk;
pub use inputs::Inputs;
use signals::{Pipes, Signal};
use writer::{FrameWriter, Held};

/// The shortest time between two frames on this machine, and over a network.
const FLOOR: (Duration, Duration) = (Duration::from_millis(16), Duration::from_millis(33));
/// The size of a terminal that does not know its own.
const UNKNOWN_SIZE: (u16, u16) = (80, 24);

/// How the session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Somebody left.
    Left,
    /// A signal ended it, or the terminal vanished: the exit status to end with.
    Signal(u8),
    /// A fault of the program; it has been told, the terminal is as it was.
    Fault,
}

impl Ending {
    /// The exit status: 0, 128 and the signal's number, or 70.
    pub fn status(self) -> u8 {
        match self {
            Ending::Left => 0,
            Ending::Signal(status) => status,
            Ending::Fault => 70,
        }
    }
}

/// Why no session could be held.
#[derive(Debug, thiserror::Error)]
pub enum GlassError {
    /// Input or output is not a terminal.
    #[error("input or output is not a terminal")]
    NoTerminal,
    /// The terminal cannot be taken or written to, or the system has no thread left.
    #[error("the terminal cannot be used")]
    Io(#[from] io::Error),
}

/// What happened outside.
#[allow(clippy::large_enum_variant, reason = "a handful in a second, each moved once")]
enum Arrival {
    /// For the app.
    Told(Msg),
    /// The terminal has another size.
    Resized,
    /// A signal, or the terminal has vanished.
    Signalled(Signal),
}

/// Holds the session at this process's terminal until somebody leaves or something ends it. Decisions go to `journal`, where one is to
/// `seat`, the outcome to `save` and the program's own files to `inputs`, each on a thread of its own.
///
/// # Errors
/// When there is no terminal, or it cannot be used.
pub fn run(
    app: App,
    (journal, seat): (Journal, Seat),
    look: Look,
    remote: bool,
    (save, inputs): (Save, Box<dyn Inputs>),
) -> Result<Ending, GlassError> {
    if !rustix::termios::isatty(rustix::stdio::stdout()) || !rustix::termios::isatty(rustix::stdio::stdin()) {
        return Err(GlassError::NoTerminal);
    }
    let (report, arrivals) = channel();
    let ground = app.session().ground().clone();
    let directory = journal.directory().map(ToOwned::to_owned).unwrap_or_default();
    let desk = Desk::open(journal, ground, errands::reporter(report.clone(), look.lang))?.watching();
    let pipes = Pipes::lay()?;
    guard::hook_panics(look.lang);
    let guard = Guard::take()?;
    let signalled = report.clone();
    watchdog::start(pipes, move |signal| _ = signalled.send(Arrival::Signalled(signal)))?;
    input::start(report.clone())?;
    let floor = if remote { FLOOR.1 } else { FLOOR.0 };
    let inputs = InputDesk::open(inputs, report.clone())?;
    if let Some(other) = seat.at_another_host() {
        let _ = report.send(Arrival::Told(Msg::Warned(presence::two_hosts(&other, look.lang))));
    }
    let presence = Presence::begin(seat, errands::seer(report.clone(), look.lang))?;
    let (drafts, lost) = Drafts::open(&directory, app.by())?;
    if let Some(draft) = lost {
        let _ = report.send(Arrival::Told(Msg::Lost(draft)));
    }
    let errands = Errands::new(desk, presence, drafts, save, inputs, report);
    let mut sitting = Sitting {
        app,
        look,
        errands,
        guard,
        writer: FrameWriter::new(Held),
        drawn: None,
        dirty: true,
        next_frame: Instant::now(),
        floor,
        told: 0,
    };
    let ending = catch_unwind(AssertUnwindSafe(|| sitting.sit(&arrivals)));
    // The terminal first, then the journal: whoever waits for a slow disk waits at their own prompt.
    let Sitting { guard, errands, .. } = sitting;
    drop(guard);
    errands.finish();
    match ending {
        Ok(ending) => Ok(ending?),
        Err(_) => Ok(Ending::Fault),
    }
}

/// Everything that one sitting at the terminal needs.
struct Sitting {
    app: App,
    look: Look,
    errands: Errands,
    guard: Guard,
    writer: FrameWriter<Held>,
    drawn: Option<Drawn>,
    dirty: bool,
    next_frame: Instant,
    floor: Duration,
    /// The second that the app was told last.
    told: i64,
}

impl Sitting {
    /// Takes what arrives, all of it, before it draws; sleeps while nothing does.
    fn sit(&mut self, arrivals: &Receiver<Arrival>) -> io::Result<Ending> {
        self.measure();
        loop {
            if let Some(first) = self.wait(arrivals) {
                for arrival in std::iter::once(first).chain(arrivals.try_iter()) {
                    if let Some(ending) = self.take(arrival) {
                        return Ok(ending);
                    }
                }
            } else if !self.dirty {
                self.tell_the_time();
            }
            if self.dirty && Instant::now() >= self.next_frame {
                // A terminal that cannot be written to has most likely vanished; the watchdog says so, with the right status.
                match self.draw() {
                    Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => self.dirty = false,
                    other => other?,
                }
            }
        }
    }

    /// The next arrival; nothing when it is time to draw.
    fn wait(&self, arrivals: &Receiver<Arrival>) -> Option<Arrival> {
        if !self.dirty && !self.app.needs_the_time() {
            // The watchdog keeps its end for as long as the process lives.
            return arrivals.recv().ok();
        }
        if !self.dirty {
            return arrivals.recv_timeout(until_the_next_second()).ok();
        }
        arrivals.recv_timeout(self.next_frame.saturating_duration_since(Instant::now())).ok()
    }

    /// Takes one arrival; says how the sitting ends when it does.
    fn take(&mut self, arrival: Arrival) -> Option<Ending> {
        match arrival {
            Arrival::Told(message) => return self.tell(message),
            Arrival::Resized => self.measure(),
            Arrival::Signalled(Signal::End(status)) => return Some(Ending::Signal(status)),
            Arrival::Signalled(Signal::Stop) => self.guard.stop(false),
            Arrival::Signalled(Signal::Continue) => {
                let _ = self.guard.retake();
                self.writer.forget();
                self.measure();
            }
        }
        None
    }

    /// Tells the app something, and does what it asks for.
    fn tell(&mut self, message: Msg) -> Option<Ending> {
        self.tell_the_time();
        self.pass_on(message)
    }

    /// Tells the app which second it is, unless it knows.
    fn tell_the_time(&mut self) {
        let now = jiff::Timestamp::now().as_second();
        if now != self.told {
            self.told = now;
            self.pass_on(Msg::Time(now));
        }
    }

    fn pass_on(&mut self, message: Msg) -> Option<Ending> {
        #[cfg(debug_assertions)]
        errands::trial(&message);
        self.dirty = true;
        if let Msg::Again(Ok(again)) = &message {
            self.errands.stand_on(again);
        }
        // Whoever leaves has what was asked for with it done as well.
        let mut ending = None;
        for effect in self.app.update(message) {
            match effect {
                Effect::Decide(intent) => self.errands.decide(intent),
                Effect::Save => self.errands.save(self.app.session()),
                Effect::Try { number, terms } => {
                    self.errands.reckon(Question { session: self.app.decided_session().clone(), number, about: About::Terms(terms) })
                }
                Effect::Promise { number } => {
                    self.errands.reckon(Question { session: self.app.decided_session().clone(), number, about: About::Objectives })
                }
                Effect::Travel { number, seq } => {
                    self.errands.reckon(Question { session: self.app.decided_session().clone(), number, about: About::Moment(seq) })
                }
                Effect::Foresee { number } => self.errands.foresee(number, self.app.decided_session().clone()),
                Effect::List { number, role, person } => {
                    self.errands.list(number, PriceList { session: self.app.decided_session().clone(), role, person })
                }
                Effect::Unite(union) => self.errands.unite(union, self.app.decided_session()),
                Effect::ReadAgain => self.errands.read_again(self.app.decided_session()),
                Effect::Stand(stand) => self.errands.stand(stand),
                Effect::Keep(draft) => self.errands.keep(draft),
                Effect::Suspend => self.guard.stop(true),
                Effect::Quit => ending = Some(Ending::Left),
            }
        }
        ending
    }

    fn measure(&mut self) {
        let (columns, rows) = size();
        self.tell(Msg::Resize(columns, rows));
    }

    fn draw(&mut self) -> io::Result<()> {
        let (columns, rows) = self.app.size();
        let area = Rect::new(0, 0, columns, rows);
        let mut picture = screen::view(&self.app, &self.look, area);
        if self.drawn != Some(picture.drawn) {
            // What there was room for can move what is seen: such a picture is made again before anybody sees it.
            self.drawn = Some(picture.drawn);
            self.tell(Msg::Drawn(picture.drawn));
            picture = screen::view(&self.app, &self.look, area);
        }
        self.dirty = false;
        self.next_frame = Instant::now() + self.floor;
        self.writer.show(picture).map(drop)
    }
}

/// How long until the clock shows another second.
fn until_the_next_second() -> Duration {
    let into = u64::try_from(jiff::Timestamp::now().subsec_nanosecond()).unwrap_or(0);
    Duration::from_nanos(1_000_000_000_u64.saturating_sub(into).max(1_000_000))
}

/// Columns and rows, from the system and never from the terminal itself.
fn size() -> (u16, u16) {
    match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => UNKNOWN_SIZE,
    }
}
