//! Waits for signals and for the terminal to vanish, and sees to it that the program then really ends.
//!
//! The reader of crossterm 0.29 turns round and round once its terminal is gone; only somebody who asks the system can tell. The
//! watchdog sleeps in `poll` on the terminal and on the signals' pipes. It reports, it sends the reader to sleep, and it is also the last
//! resort: when the program has not ended soon after it should have, because a lock, a disk or a line hangs, the watchdog ends it.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::signals::{HUNG_UP, Pipes, Signal};
use super::{guard, input};

/// How long the journal has to finish what it is writing: two seconds after its end nothing of a session is left.
pub const GRACE: Duration = Duration::from_millis(1_500);
/// Some systems do not wake a waiter when a terminal hangs up; looking once a second costs nothing that can be measured.
const LOOK: Duration = Duration::from_secs(1);

/// Starts the watchdog. `report` is told of every signal; a vanished terminal is told as [`Signal::End`] with status 129.
///
/// # Errors
/// When the terminal cannot be named or no thread can be started.
pub fn start(pipes: Pipes, report: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
    let tty = terminal()?;
    thread::Builder::new().name("watchdog".into()).spawn(move || watch(&tty, pipes, report)).map(drop)
}

/// The terminal that keys are read from: standard input, or the one that controls the session when that is something else.
fn terminal() -> io::Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    if rustix::termios::isatty(stdin) {
        return stdin.try_clone_to_owned();
    }
    File::options().read(true).write(true).open("/dev/tty").map(OwnedFd::from)
}

fn watch(tty: &OwnedFd, mut pipes: Pipes, report: impl Fn(Signal)) {
    loop {
        let gone = has_vanished(tty, pipes.ends(), LOOK);
        let mut signals = pipes.arrived();
        if gone && !signals.iter().any(|signal| matches!(signal, Signal::End(_))) {
            signals.push(Signal::End(HUNG_UP));
        }
        for signal in signals {
            if let Signal::End(_) = signal {
                guard::hurry();
            }
            report(signal);
            if let Signal::End(status) = signal {
                end_at_last(tty, status);
            }
        }
    }
}

/// The program should be ending now. If it has not within the grace, it ends here.
fn end_at_last(tty: &OwnedFd, status: u8) -> ! {
    let until = Instant::now() + GRACE;
    // A hang-up is often told before the terminal is gone.
    let _silence = vanishes(tty, until).then(|| {
        guard::lose();
        input::silence()
    });
    while let Some(left) = left(until) {
        thread::park_timeout(left);
    }
    guard::give_back();
    signal_hook::low_level::exit(i32::from(status))
}

/// Whether the terminal vanishes before then; sleeps until it does.
fn vanishes(tty: &OwnedFd, until: Instant) -> bool {
    while let Some(left) = left(until) {
        if has_vanished(tty, std::iter::empty(), left.min(LOOK)) {
            return true;
        }
    }
    false
}

/// Sleeps for at most so long, or until one of the ends has something to read; says whether the terminal is gone.
fn has_vanished<'a>(tty: &OwnedFd, ends: impl Iterator<Item = &'a UnixStream>, most: Duration) -> bool {
    let watched = PollFd::new(tty, PollFlags::empty());
    let ends = ends.map(|end| PollFd::from_borrowed_fd(end.as_fd(), PollFlags::IN));
    let mut all: Vec<PollFd<'_>> = std::iter::once(watched).chain(ends).collect();
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    // Interrupted by a signal it has seen nothing; whoever called asks again.
    poll(&mut all, Timespec::try_from(most).ok().as_ref()).is_ok() && all.first().is_some_and(|tty| tty.revents().intersects(gone))
}

fn left(until: Instant) -> Option<Duration> {
    until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
}
