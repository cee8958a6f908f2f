//! Waits for signals and for the terminal to vanish, and sees to it that the program then really ends.
//!
//! The reader of crossterm 0.29 turns round and round once its terminal is gone; only somebody who asks the system can tell. The
//! watchdog sleeps in `poll` on the terminal and on the signals' pipes. It reports, and it is also the last resort: when the program has
//! not ended two seconds after it should have, because a disk or a line hangs, the watchdog ends it.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::guard;
use super::signals::{HUNG_UP, Pipes, Signal};

/// How long the journal has to finish what it is writing.
pub const GRACE: Duration = Duration::from_secs(2);
/// Some systems do not wake a waiter when a terminal hangs up; looking once a second costs nothing that can be measured.
const LOOK: Timespec = Timespec { tv_sec: 1, tv_nsec: 0 };

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
        let gone = wait(tty, &pipes);
        let mut signals = pipes.arrived();
        if gone && !signals.iter().any(|signal| matches!(signal, Signal::End(_))) {
            signals.push(Signal::End(HUNG_UP));
        }
        for signal in signals {
            report(signal);
            if let Signal::End(status) = signal {
                end_at_last(status);
            }
        }
    }
}

/// Sleeps until something arrives; true when the terminal has vanished.
fn wait(tty: &OwnedFd, pipes: &Pipes) -> bool {
    let watched = PollFd::new(tty, PollFlags::empty());
    let mut all: Vec<PollFd<'_>> =
        std::iter::once(watched).chain(pipes.ends().map(|end| PollFd::from_borrowed_fd(end.as_fd(), PollFlags::IN))).collect();
    let vanished = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    match poll(&mut all, Some(&LOOK)) {
        Ok(_) => all.first().is_some_and(|tty| tty.revents().intersects(vanished)),
        Err(_) => false,
    }
}

/// The program should be ending now. If it has not within the grace, it ends here.
fn end_at_last(status: u8) {
    let until = Instant::now() + GRACE;
    while let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
        thread::park_timeout(left);
    }
    guard::give_back();
    signal_hook::low_level::exit(i32::from(status))
}
