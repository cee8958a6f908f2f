//! # Who is here
//!
//! ```text
//!  Stand ──► Presence (a thread of its own) ──► Seat: one locked file, rewritten in place ──► decisions/present/<ULID>.json
//!                    ▲                                                                            │
//!                    └── the system's hint, and a look every quarter of a second ── Room ◄────────┘ whose locks are others'? ──► Present
//! ```
//!
//! One file a sitting. Whoever sits holds its lock, and the system takes the lock back however the process ends; so a file that nobody has
//! locked is a sitting that has ended, and is taken away by whoever notices. Inside: [`sitting`] (who sits down, on which host), `text`
//! (what stands in a file, and what of it can be believed), [`seat`] (one's own file), `room` (everybody else's), and here the thread.
//!
//! Invariants: a file has its name only once it is locked. Nothing is followed that is not an ordinary file of ours. No file can be read by
//! the world: whoever can read it could lock it. Names of files are of nobody. Who is here is never news of the journal.
//! Never here: what is decided; sentences; the terminal.

mod room;
pub mod seat;
pub mod sitting;
#[cfg(test)]
mod tests;
mod text;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use seat::{NotSeated, Seat};
pub use sitting::{Host, Sitting};

use super::watch::Watch;
use crate::session::{Present, Stand};
use room::Room;
use seat::Place;

/// How often it is looked who is here, whether or not the system has given a hint.
pub const LOOK: Duration = Duration::from_millis(250);
/// The shortest time between two changes of what one tells of oneself.
pub const BETWEEN: Duration = Duration::from_millis(250);
/// How often one tells of oneself on a network file system although nothing has changed.
pub const HEARTBEAT: Duration = Duration::from_secs(3);
/// The system hints that a file is being closed a moment before it takes the lock back: so long after a hint it is looked again.
const AGAIN: Duration = Duration::from_millis(15);

/// What is told of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Everybody else who is here, by the order in which they sat down; told whenever that has changed.
    Here(Vec<Present>),
    /// One has been taken for gone, on a network file system, and meanwhile somebody has sat down at another host: nothing should be
    /// decided from here any more.
    OtherHost(NotSeated),
}

/// The way to the thread that tells the others where one is, and tells who they are. Dropping it leaves the table.
#[derive(Debug)]
pub struct Presence {
    watch: Option<Watch>,
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Request {
    Stand(Stand),
    Look,
}

impl Presence {
    /// Gives a seat to a thread of its own. `report` is called on that thread, only when something has changed. The others see one
    /// as soon as one's stand is told.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn begin(seat: Seat, report: impl FnMut(Seen) + Send + 'static) -> io::Result<Presence> {
        Self::begin_looking(seat, LOOK, true, report)
    }

    /// As [`Presence::begin`], looking who is here every so often, and with or without the system's hints.
    ///
    /// # Errors
    /// As [`Presence::begin`].
    pub fn begin_looking(seat: Seat, every: Duration, hints: bool, report: impl FnMut(Seen) + Send + 'static) -> io::Result<Presence> {
        Self::begin_at(seat, Pace { look: every, beat: HEARTBEAT }, hints, report)
    }

    fn begin_at(seat: Seat, pace: Pace, hints: bool, report: impl FnMut(Seen) + Send + 'static) -> io::Result<Presence> {
        let (requests, inbox) = channel();
        let hinted = requests.clone();
        let watched = hints && !seat.sitting.network;
        let watch = if watched { Watch::over_present(&seat.sitting.directory, move || _ = hinted.send(Request::Look)) } else { None };
        let room = Room::of(&seat.sitting);
        let now = Instant::now();
        let attendant = Attendant { seat, room, report, pace, told: vec![], stand: None, unsaid: false, next_word: now, next_look: now };
        let thread = std::thread::Builder::new().name("presence".into()).spawn(move || attendant.attend(&inbox))?;
        Ok(Presence { watch, requests: Some(requests), thread: Some(thread) })
    }

    /// Tells the others where one is: at once, and within a quarter of a second when that has been told just before. The latest counts.
    pub fn stand(&self, stand: Stand) {
        // The thread ends only after this end has been dropped.
        if let Some(requests) = &self.requests {
            let _ = requests.send(Request::Stand(stand));
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // The watch has an end of the requests too.
        self.watch = None;
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How often something is done that nothing has called for.
#[derive(Debug, Clone, Copy)]
struct Pace {
    look: Duration,
    /// Telling of oneself on a network file system.
    beat: Duration,
}

/// The one who tells and looks.
struct Attendant<R> {
    seat: Seat,
    room: Room,
    report: R,
    pace: Pace,
    /// Who was here when that was last told.
    told: Vec<Present>,
    /// Where one is.
    stand: Option<Stand>,
    /// Whether that has yet to be told.
    unsaid: bool,
    /// When something may be told of oneself again.
    next_word: Instant,
    next_look: Instant,
}

impl<R: FnMut(Seen)> Attendant<R> {
    fn attend(mut self, inbox: &Receiver<Request>) {
        loop {
            let now = Instant::now();
            if self.has_a_word() && now >= self.next_word {
                self.say();
            }
            if now >= self.next_look {
                self.next_look = now + self.pace.look;
                self.look();
            }
            match inbox.recv_timeout(self.until_something_is_due()) {
                Ok(Request::Stand(stand)) => {
                    self.unsaid |= self.stand.as_ref() != Some(&stand);
                    self.stand = Some(stand);
                }
                Ok(Request::Look) => {
                    self.look();
                    self.next_look = self.next_look.min(Instant::now() + AGAIN);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Whether there is something to tell of oneself: something new, or on a network file system that one is still here.
    fn has_a_word(&self) -> bool {
        self.unsaid || (self.seat.sitting.network && self.next_word + self.pace.beat <= Instant::now())
    }

    fn until_something_is_due(&self) -> Duration {
        let word = self.unsaid.then_some(self.next_word);
        let beat = self.seat.sitting.network.then(|| self.next_word + self.pace.beat);
        let next = [word, beat].into_iter().flatten().fold(self.next_look, Instant::min);
        next.saturating_duration_since(Instant::now())
    }

    /// A word that cannot be written is lost, and the next one comes with the next change.
    fn say(&mut self) {
        if let Some(place) = &self.seat.place {
            let _ = place.write(&self.seat.sitting, self.stand.as_ref());
        }
        self.unsaid = false;
        self.next_word = Instant::now() + BETWEEN;
    }

    fn look(&mut self) {
        self.keep_the_place();
        // Whoever cannot look for once takes the others for where they were.
        let Ok(others) = self.room.look(self.seat.place.as_ref()) else { return };
        let here: Vec<Present> = others.iter().filter_map(|(sitting, said)| said.present(sitting)).collect();
        if here != self.told {
            self.told.clone_from(&here);
            (self.report)(Seen::Here(here));
        }
    }

    /// Somebody may have taken one's file away: by hand, or because it looked left behind.
    fn keep_the_place(&mut self) {
        let Seat { sitting, place } = &mut self.seat;
        if place.as_ref().is_none_or(|place| place.is_seen_in(&sitting.directory)) {
            return;
        }
        let Ok(again) = Place::take(sitting, seat::folders_again) else { return };
        if let Err(other) = seat::nobody_at_another_host(sitting, &again) {
            (self.report)(Seen::OtherHost(other));
        }
        *place = Some(again);
        (self.unsaid, self.next_word) = (true, Instant::now());
    }
}
