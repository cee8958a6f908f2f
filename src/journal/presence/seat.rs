//! One's own seat: a file that is locked for as long as one sits, and says where one is.

use std::fs::{File, TryLockError};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{AtFlags, CWD, OFlags, fstat, renameat, unlinkat};

use super::room::Room;
use super::sitting::Sitting;
use super::text;
use crate::journal::sharing::{self, Sharing};
use crate::journal::{FOLDER, PRESENT};
use crate::session::Stand;

/// What the name of a sitting's file ends with.
pub const SITTING: &str = ".json";
/// What it ends with while it is being made.
pub const MADE: &str = ".new";
/// Others may take a file away while it is being made; then another one is made, so many times.
const ATTEMPTS: usize = 100;
/// How long a folder that somebody else is just making may be closed to us.
const SETTLING: Duration = Duration::from_millis(100);
const PAUSE: Duration = Duration::from_millis(5);

/// Why nobody may sit down.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSeated {
    /// The directory lies on a network file system that keeps no locks, so decisions could destroy each other.
    #[error("the file system keeps no locks")]
    NoLocks,
    /// Somebody sits at another host, and the directory lies on a network file system.
    #[error("somebody sits at another host")]
    OtherHost {
        /// Who.
        by: String,
        /// At which; empty when it has no name.
        host: String,
    },
}

/// Somebody who has sat down: with a place of their own where they may write, and otherwise unseen.
#[derive(Debug)]
pub struct Seat {
    pub(super) sitting: Sitting,
    pub(super) place: Option<Place>,
}

impl Seat {
    /// Sits down: makes `decisions/present/` when there is none yet, and a file there. Where that may not be written, one sits unseen.
    ///
    /// On a network file system it makes sure that locks are kept there and that nobody sits at another host.
    ///
    /// # Errors
    /// When one should not sit there.
    pub fn take(sitting: Sitting) -> Result<Seat, NotSeated> {
        let place = match Place::take(&sitting, folders_or_new) {
            Ok(place) => Some(place),
            Err(NotTaken::NoLock) if sitting.network => return Err(NotSeated::NoLocks),
            Err(_) => None,
        };
        if let Some(place) = place.as_ref().filter(|_| sitting.network) {
            place.keeps_others_out()?;
            // One's own file comes first: of two who sit down at the same time, each sees the other.
            nobody_at_another_host(&sitting, place)?;
        }
        Ok(Seat { sitting, place })
    }

    /// Somebody else who sits at another host, where that matters and was asked for.
    pub fn at_another_host(&self) -> Option<NotSeated> {
        let (sitting, place) = (Sitting { two_hosts: false, ..self.sitting.clone() }, self.place.as_ref()?);
        if sitting.network { nobody_at_another_host(&sitting, place).err() } else { None }
    }
}

/// On a network file system only one host at a time is sat at, unless that was asked for.
pub(super) fn nobody_at_another_host(sitting: &Sitting, place: &Place) -> Result<(), NotSeated> {
    if sitting.two_hosts || !sitting.network {
        return Ok(());
    }
    let others = Room::of(sitting).look(Some(place)).unwrap_or_default();
    match others.into_iter().find(|(_, said)| !said.host.is_with(&sitting.host)) {
        Some((_, said)) => Err(NotSeated::OtherHost { by: said.by, host: said.host.name }),
        None => Ok(()),
    }
}

/// Why there is no place.
#[derive(Debug)]
pub(super) enum NotTaken {
    /// The file system has no locks.
    NoLock,
    /// The folder or the file cannot be made.
    Refused,
}

impl From<io::Error> for NotTaken {
    fn from(_: io::Error) -> Self {
        NotTaken::Refused
    }
}

/// The file of a sitting, locked. Dropping it takes it away.
#[derive(Debug)]
pub(super) struct Place {
    /// The sitting: a ULID.
    pub id: String,
    folder: OwnedFd,
    file: File,
}

impl Place {
    /// Makes a file and locks it before it gets its name, so that a file of that name that nobody has locked is a sitting that has ended.
    pub fn take(sitting: &Sitting, folders: impl Fn(&Path) -> io::Result<(OwnedFd, Sharing)>) -> Result<Place, NotTaken> {
        for _ in 0..ATTEMPTS {
            let (folder, sharing) = settled(&sitting.directory, &folders)?;
            let id = ulid::Ulid::generate().to_string();
            let made = format!("{id}{MADE}");
            let file = sharing::new_file(&folder, &made, OFlags::RDWR, sharing)?;
            match file.try_lock() {
                Ok(()) => {}
                // Somebody tidies up, and takes it for a leftover.
                Err(TryLockError::WouldBlock) => continue,
                Err(TryLockError::Error(_)) => {
                    let _ = unlinkat(&folder, &made, AtFlags::empty());
                    return Err(NotTaken::NoLock);
                }
            }
            let place = Place { id, folder, file };
            let named = place.write(sitting, None).and_then(|()| Ok(renameat(&place.folder, &made, &place.folder, place.name())?));
            match named {
                Ok(()) => return Ok(place),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    let _ = unlinkat(&place.folder, &made, AtFlags::empty());
                    return Err(error.into());
                }
            }
        }
        Err(NotTaken::Refused)
    }

    pub fn name(&self) -> String {
        format!("{}{SITTING}", self.id)
    }

    /// Says where one is. What others have read of it may be a part; the sum shows it.
    pub fn write(&self, sitting: &Sitting, stand: Option<&Stand>) -> io::Result<()> {
        let text = text::written(sitting, stand).ok_or(io::ErrorKind::InvalidData)?;
        self.file.write_all_at(&text, 0)?;
        // On another machine nobody sees what this one has not sent.
        if sitting.network { self.file.sync_data() } else { Ok(()) }
    }

    /// Whether the file still has its name in the program directory, and so is what others see.
    pub fn is_seen_in(&self, directory: &Path) -> bool {
        let path = directory.join(FOLDER).join(PRESENT).join(self.name());
        fstat(&self.file).is_ok_and(|own| is_at(&own, sharing::stand(CWD, path)))
    }

    /// When the file was written last, by the clock of the machine that keeps it; in milliseconds.
    pub fn written_at(&self) -> Option<i64> {
        fstat(&self.file).ok().map(|stat| milliseconds(&stat))
    }

    /// Whether a second one who wants the lock is refused it, as it must be.
    pub(super) fn keeps_others_out(&self) -> Result<(), NotSeated> {
        let second = sharing::file(&self.folder, &self.name(), OFlags::RDWR).map_err(|_| NotSeated::NoLocks)?;
        if is_refused(&second) { Ok(()) } else { Err(NotSeated::NoLocks) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let name = self.name();
        if fstat(&self.file).is_ok_and(|own| is_at(&own, sharing::stand(&self.folder, &name))) {
            let _ = unlinkat(&self.folder, &name, AtFlags::empty());
        }
    }
}

/// Whether the lock of a file is somebody else's.
pub(super) fn is_refused(file: &File) -> bool {
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Whether it is this file that stands somewhere.
#[allow(clippy::needless_pass_by_value, reason = "it is what `sharing::stand` has just returned")]
pub(super) fn is_at(own: &rustix::fs::Stat, found: io::Result<Option<(u64, u64, u64)>>) -> bool {
    let (device, inode, _) = sharing::identity(own);
    matches!(found, Ok(Some(found)) if (found.0, found.1) == (device, inode))
}

/// When a file was written last.
#[allow(clippy::unnecessary_cast, clippy::cast_lossless, reason = "they are narrower on other systems")]
pub(super) fn milliseconds(stat: &rustix::fs::Stat) -> i64 {
    (stat.st_mtime as i64).saturating_mul(1_000).saturating_add(stat.st_mtime_nsec as i64 / 1_000_000)
}

/// `decisions/present/`, made when there is none.
pub(super) fn folders_or_new(directory: &Path) -> io::Result<(OwnedFd, Sharing)> {
    let program = sharing::directory(directory)?;
    let sharing = Sharing::of(&program)?;
    let decisions = sharing::folder_or_new(&program, FOLDER, sharing)?.0;
    Ok((sharing::folder_or_new(decisions, PRESENT, sharing)?.0, sharing))
}

/// `decisions/present/` again, after somebody has taken it away; never `decisions/`.
pub(super) fn folders_again(directory: &Path) -> io::Result<(OwnedFd, Sharing)> {
    let program = sharing::directory(directory)?;
    let sharing = Sharing::of(&program)?;
    Ok((sharing::folder_or_new(sharing::folder(&program, FOLDER)?, PRESENT, sharing)?.0, sharing))
}

/// A folder that another account has just made is open to us as soon as it has been given to the group.
fn settled(directory: &Path, folders: &impl Fn(&Path) -> io::Result<(OwnedFd, Sharing)>) -> io::Result<(OwnedFd, Sharing)> {
    let began = Instant::now();
    loop {
        match folders(directory) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && began.elapsed() < SETTLING => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
}
