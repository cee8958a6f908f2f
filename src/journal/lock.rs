//! Taking the lock: asking again until it is had or patience ends, and saying meanwhile who has it.

use std::io;
use std::time::{Duration, Instant};

use super::disk::Disk;
use super::holder::Holder;

/// How long it waits before it asks for the lock again.
const PAUSE: Duration = Duration::from_millis(5);
/// How long a folder that somebody else is just making may be closed to us.
const SETTLING: Duration = Duration::from_millis(100);
/// From when on waiting is noticed.
const NOTICED: Duration = Duration::from_millis(150);

/// Why the lock was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// Somebody has had it all the time.
    Held(Holder),
    /// It cannot be reached.
    Refused(io::Error),
}

/// Takes the lock, or gives up when it has been somebody else's for that long. `waiting` is told once who has it, as soon as that has
/// taken long enough to be noticed.
///
/// # Errors
/// When it was not taken, and why.
pub fn take(disk: &mut dyn Disk, patience: Duration, waiting: &mut dyn FnMut(Holder)) -> Result<(), NotTaken> {
    let (began, mut told) = (Instant::now(), false);
    loop {
        match disk.try_lock() {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && began.elapsed() < SETTLING.min(patience) => {}
            Err(error) => return Err(NotTaken::Refused(error)),
        }
        if began.elapsed() >= patience {
            return Err(NotTaken::Held(Holder::read(&disk.lock_text())));
        }
        if !told && began.elapsed() >= NOTICED {
            told = true;
            waiting(Holder::read(&disk.lock_text()));
        }
        std::thread::sleep(PAUSE);
    }
}
