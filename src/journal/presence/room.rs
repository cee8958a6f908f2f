//! Who is here: every file in `decisions/present/` whose lock is somebody else's.
//!
//! Nothing there is believed that could not have been written by this program, and nothing is followed: links, pipes, folders and
//! strange names are passed over.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::{AtFlags, Dir, OFlags, fstat, unlinkat};

use super::seat::{MADE, Place, SITTING, is_at, milliseconds};
use super::sitting::{Host, Sitting};
use super::text::{self, MOST, Said};
use crate::journal::{FOLDER, PRESENT, sharing};

/// So many names are looked at; a folder that somebody has filled up does not hold anybody up.
const NAMES: usize = 4096;
/// More people than this do not sit at one table.
const PEOPLE: usize = 64;
/// Whoever writes while we read is done within so many readings.
const READINGS: usize = 3;
/// On a network file system whoever sits at another host writes every few seconds ([`super::HEARTBEAT`]), and is here for so many
/// milliseconds after: a lock there may be seen by its own host alone.
pub(super) const FOREIGN: i64 = 15_000;

/// What one sitting sees of the others.
#[derive(Debug)]
pub(super) struct Room {
    directory: PathBuf,
    host: Host,
    network: bool,
    /// What has been read of each file that is there.
    known: BTreeMap<String, Known>,
}

#[derive(Debug, Clone)]
enum Known {
    Here(Option<Said>),
    /// A sitting that has ended never begins again.
    Ended,
}

impl Room {
    pub fn of(sitting: &Sitting) -> Self {
        Self { directory: sitting.directory.clone(), host: sitting.host.clone(), network: sitting.network, known: BTreeMap::new() }
    }

    /// Everybody else who is here, by the order in which they sat down. Takes away what sittings that have ended have left.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn look(&mut self, own: Option<&Place>) -> io::Result<Vec<(String, Said)>> {
        let Some(folder) = self.folder()? else { return Ok(vec![]) };
        let mut known = std::mem::take(&mut self.known);
        let mut now = BTreeMap::new();
        for (id, ending) in names(&folder)? {
            let name = format!("{id}{ending}");
            if ending == MADE {
                tidy(&folder, &name);
            } else if own.is_none_or(|own| own.id != id)
                && let Some(found) = self.look_at(&folder, &name, known.remove(&id), own)
            {
                now.insert(id, found);
            }
        }
        self.known = now;
        let here = |(id, known): (&String, &Known)| match known {
            Known::Here(Some(said)) => Some((id.clone(), said.clone())),
            _ => None,
        };
        Ok(self.known.iter().filter_map(here).take(PEOPLE).collect())
    }

    fn folder(&self) -> io::Result<Option<OwnedFd>> {
        let folder = sharing::directory(&self.directory).and_then(|program| sharing::folder(program, FOLDER));
        match folder.and_then(|decisions| sharing::folder(decisions, PRESENT)) {
            Ok(folder) => Ok(Some(folder)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What there is to know of one file; nothing when it is not there, or not a sitting's.
    fn look_at(&self, folder: &OwnedFd, name: &str, known: Option<Known>, own: Option<&Place>) -> Option<Known> {
        if matches!(known, Some(Known::Ended)) {
            return known;
        }
        // Only for reading: closing it is then no news for those who watch.
        let file = sharing::file(folder, name, OFlags::RDONLY).ok()?;
        if fstat(&file).is_ok_and(|stat| stat.st_nlink != 1) {
            return None; // The same sitting under two names.
        }
        let said = read(&file);
        let is_foreign = self.network && said.as_ref().is_some_and(|said| !said.host.is_with(&self.host));
        let is_here = match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => true,
            Ok(()) => is_foreign && is_young(&file, own),
            Err(TryLockError::Error(_)) => false,
        };
        if is_here {
            let before = if let Some(Known::Here(said)) = known { said } else { None };
            return Some(Known::Here(said.or(before)));
        }
        let file = if self.network { sharing::file(folder, name, OFlags::RDWR).ok()? } else { file };
        take_away(folder, name, &file);
        // Somebody at another host may only have been slow.
        (!is_foreign).then_some(Known::Ended)
    }
}

/// The sittings that the folder's names tell of, and whether they are still being made.
fn names(folder: impl AsFd) -> io::Result<Vec<(String, &'static str)>> {
    let mut names = Vec::new();
    for entry in Dir::read_from(folder)?.take(NAMES) {
        let entry = entry?;
        let Ok(name) = entry.file_name().to_str() else { continue };
        let parts = [SITTING, MADE].into_iter().find_map(|ending| Some((name.strip_suffix(ending)?, ending)));
        if let Some((id, ending)) = parts.filter(|(id, _)| is_sitting(id)) {
            names.push((id.to_owned(), ending));
        }
    }
    Ok(names)
}

/// Whether this is a ULID as we write it.
fn is_sitting(id: &str) -> bool {
    ulid::Ulid::from_string(id).is_ok_and(|parsed| parsed.to_string() == id)
}

/// What stands in a file, read again while somebody writes it.
fn read(file: &File) -> Option<Said> {
    (0..READINGS).find_map(|_| {
        let mut bytes = Vec::with_capacity(text::LENGTH);
        let mut file = file;
        io::Seek::rewind(&mut file).ok()?;
        file.take(MOST).read_to_end(&mut bytes).ok()?;
        text::read(&bytes)
    })
}

/// Whether somebody at another host has written this not long before we wrote ours, by the clock of the machine that keeps both.
fn is_young(file: &File, own: Option<&Place>) -> bool {
    let Some(now) = own.and_then(Place::written_at) else { return false };
    fstat(file).is_ok_and(|stat| now.saturating_sub(milliseconds(&stat)) < FOREIGN)
}

/// Takes away what somebody has left who was stopped before the file had its name.
fn tidy(folder: &OwnedFd, name: &str) {
    if let Ok(file) = sharing::file(folder, name, OFlags::RDWR) {
        take_away(folder, name, &file);
    }
}

/// Takes a file away that nobody has locked, and no other.
fn take_away(folder: &OwnedFd, name: &str, file: &File) {
    if file.try_lock().is_ok() && fstat(file).is_ok_and(|own| is_at(&own, sharing::stand(folder, name))) {
        let _ = unlinkat(folder, name, AtFlags::empty());
    }
}
