//! Taking the terminal and giving it back, in one place, for every way out.
//!
//! Given back in this order: pasted text is no longer marked, what was typed and not yet read is thrown away (it was meant for us, not for
//! the shell), the cursor shows, a frame that was begun is ended, the alternate screen is left, the line discipline is as it was.
//!
//! A terminal that reads nothing, at the end of a line that hangs, is waited for as long as somebody may want to see it, but not by a
//! program that is ending. That is why frames go out without blocking, through an opening of the terminal that nobody else shares.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::QueueSelector;

use crate::words::Lang;
use crate::words::screen as words;

/// Alternate screen, cursor hidden, pasted text marked.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// The same undone, with an open synchronised update ended and the style reset.
const GIVE_BACK: [&[u8]; 2] = [b"\x1b[?2004l", b"\x1b[?25h\x1b[?2026l\x1b[0m\x1b[?1049l"];

/// Whether the terminal is ours at this moment.
static OURS: AtomicBool = AtomicBool::new(false);
/// Held while a frame is on its way, so that nothing is written after the terminal was given back.
static WRITING: Mutex<()> = Mutex::new(());
/// Whether the program is ending.
static ENDING: AtomicBool = AtomicBool::new(false);
/// The terminal, opened so that writing never blocks; nothing where it cannot be opened once more.
static OPENED: OnceLock<Option<OwnedFd>> = OnceLock::new();
/// How long a program that is ending waits for a terminal that reads nothing.
const SHORTLY: Duration = Duration::from_millis(200);

/// The terminal while it is ours; giving it back happens when this is dropped, at the latest.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When the line discipline cannot be changed or the terminal cannot be written to; it is then as it was.
    pub fn take() -> io::Result<Self> {
        take()?;
        Ok(Self(()))
    }

    /// Takes the terminal anew, after something else may have changed it: the program was stopped and continued.
    ///
    /// # Errors
    /// As [`Guard::take`].
    pub fn retake(&self) -> io::Result<()> {
        give_back();
        take()
    }

    /// Gives the terminal back and stops until somebody continues the program. `group`: with everything that was started with it, as a
    /// shell's own stop key would. Does nothing in a session without a shell that could continue it.
    pub fn stop(&self, group: bool) {
        use rustix::process::{Signal, getpid, getsid, kill_current_process_group, kill_process};
        if group && getsid(None).is_ok_and(|leader| leader == getpid()) {
            return;
        }
        give_back();
        // A stop that fails leaves the program running; whoever asked sees the terminal return on the next CONT or on the way out.
        let stopped = if group { kill_current_process_group(Signal::STOP) } else { kill_process(getpid(), Signal::STOP) };
        if stopped.is_err() {
            let _ = take();
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back; a second time does nothing. Never fails: a terminal that is gone needs nothing.
pub fn give_back() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let frame = wait_for_frame(2 * SHORTLY);
    if ENDING.load(Ordering::SeqCst) && !has_room(Duration::ZERO) {
        // What has not been read by now makes room for what gives the terminal back.
        let _ = rustix::termios::tcflush(stdout(), QueueSelector::OFlush);
    }
    let [first, rest] = GIVE_BACK;
    let _ = write_all(first);
    let _ = rustix::termios::tcflush(stdin(), QueueSelector::IFlush);
    let _ = write_all(rest);
    let _ = disable_raw_mode();
    drop(frame);
}

/// The program is ending: from here on nobody waits long for a terminal that reads nothing.
pub fn hurry() {
    ENDING.store(true, Ordering::SeqCst);
}

/// The terminal has vanished: nothing is written to it any more, and nothing is to be given back.
pub fn lose() {
    OURS.store(false, Ordering::SeqCst);
}

/// Writes the bytes of one frame, unless the terminal is not ours; returns whether it was.
///
/// # Errors
/// When the terminal cannot be written to.
pub fn write_frame(bytes: &[u8]) -> io::Result<bool> {
    let _frame = WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !OURS.load(Ordering::SeqCst) {
        return Ok(false);
    }
    #[cfg(debug_assertions)]
    trial();
    match write_all(bytes) {
        Err(error) if error.kind() == io::ErrorKind::TimedOut => Ok(false),
        other => other.map(|()| true),
    }
}

/// Makes a panic of any thread give the terminal back before anything is said, and say nothing of anybody: only where the fault is.
/// A panic beside the calling thread ends the program with status 70; one in it unwinds to whoever catches it.
pub fn hook_panics(lang: Lang) {
    let home = thread::current().id();
    let earlier = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        give_back();
        if cfg!(debug_assertions) {
            earlier(panic);
        }
        let place = panic.location().map(|at| format!("{}:{}", file_name(at.file()), at.line())).unwrap_or_default();
        eprintln!("{}", words::fault(lang, &place));
        if thread::current().id() != home {
            std::process::exit(70);
        }
    }));
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    write_all(TAKE).inspect_err(|_| give_back())
}

/// A frame on its way is let through, but a terminal that has stopped reading must not keep the program from ending.
fn wait_for_frame(most: Duration) -> Option<std::sync::MutexGuard<'static, ()>> {
    let until = Instant::now() + most;
    loop {
        match WRITING.try_lock() {
            Ok(frame) => return Some(frame),
            Err(TryLockError::Poisoned(frame)) => return Some(frame.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Straight to the terminal: one call for what fits, no buffer of the standard library between. A terminal that reads nothing is waited
/// for, but not for long when the program is ending.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        if ENDING.load(Ordering::SeqCst) && !has_room(SHORTLY) {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match rustix::io::write(terminal(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => _ = has_room(SHORTLY),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether something can be written within that time, be it only to be told that the terminal is gone.
fn has_room(within: Duration) -> bool {
    let mut watched = [PollFd::from_borrowed_fd(terminal(), PollFlags::OUT)];
    poll(&mut watched, Timespec::try_from(within).ok().as_ref()).is_ok_and(|ready| ready > 0)
}

/// Where frames go. The description of standard output is shared with whoever started the program, so it stays as it is.
fn terminal() -> BorrowedFd<'static> {
    let again = || {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let name = rustix::termios::ttyname(stdout(), Vec::new()).ok()?;
        rustix::fs::open(name, flags, Mode::empty()).ok()
    };
    OPENED.get_or_init(again).as_ref().map_or_else(stdout, AsFd::as_fd)
}

/// Only the name: the folders of the machine that built the program are nobody's business.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Lets a test of the way out make the program fail while a frame is on its way: `MENTOR_MATCH_TRIAL=panic-writing`. Only in builds for
/// testing.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "a trial of what happens then")]
fn trial() {
    if std::env::var_os("MENTOR_MATCH_TRIAL").is_some_and(|trial| trial == "panic-writing") {
        panic!("a trial");
    }
}
