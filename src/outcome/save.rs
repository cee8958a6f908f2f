//! Saving, so that a file is the old one or the new one and what stood there before is kept.
//!
//! ```text
//! new files ──► .NAME.new-PID beside the old, synced ──► old ones linked into earlier/STAMP/, synced ──► each renamed over its old one ──► folder synced
//! ```

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{AtFlags, Dir, OFlags, linkat, renameat, unlinkat};

use super::FOLDER;
use crate::journal::sharing::{self, Sharing};

/// Where earlier outcomes are kept.
pub const EARLIER: &str = "earlier";
/// How long to wait for somebody else who is saving.
const PATIENCE: Duration = Duration::from_secs(3);
/// What the name of a file has in it while it is being written.
const UNFINISHED: &str = ".new-";

/// Why an outcome was not saved. Whatever was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// `outcome` or a file in it is a link or something else than an ordinary folder or file.
    #[error("outcome/{0} is not an ordinary folder or file")]
    Foreign(String),
    /// A name that cannot be saved under.
    #[error("{0:?} is not a name for a file in outcome/")]
    Name(String),
    /// Somebody else has been saving all the time.
    #[error("somebody else is saving")]
    Held,
    /// No room.
    #[error("the disk is full")]
    DiskFull,
    /// The disk or the system refused.
    #[error("outcome/{name} could not be saved")]
    NotSaved {
        /// Which file or folder.
        name: String,
        /// Why.
        #[source]
        error: io::Error,
    },
}

/// Saves files into `outcome/` of a program directory, each atomically, and returns their paths. A file that is there and differs is
/// first kept as `outcome/earlier/<UTC>/NAME`; one that does not differ is left alone. What interrupted runs have left is cleared away.
///
/// # Errors
/// When not all of them could be saved; each is then the old one or the new one.
pub fn save(directory: &Path, files: &[(&str, String)], now: jiff::Timestamp) -> Result<Vec<PathBuf>, SaveError> {
    save_watched(directory, files, now, &mut |_| {})
}

/// As [`save`], telling before each step what it is.
pub(super) fn save_watched(
    directory: &Path,
    files: &[(&str, String)],
    now: jiff::Timestamp,
    watch: &mut dyn FnMut(&str),
) -> Result<Vec<PathBuf>, SaveError> {
    if let Some((name, _)) = files.iter().find(|(name, _)| !is_name(name)) {
        return Err(SaveError::Name((*name).to_owned()));
    }
    watch("folder");
    let room = Room::enter(directory)?;
    watch("clear");
    room.clear();
    let mut changed = Vec::new();
    for (name, contents) in files {
        if room.standing(name)?.as_deref() != Some(contents.as_bytes()) {
            changed.push((*name, contents.as_str()));
        }
    }
    for (name, contents) in &changed {
        watch("write");
        room.write(name, contents, watch).inspect_err(|_| room.clear())?;
    }
    watch("keep");
    room.keep_earlier(changed.iter().map(|(name, _)| *name), now, watch).inspect_err(|_| room.clear())?;
    for (name, _) in &changed {
        watch("rename");
        let renamed = renameat(&room.folder, unfinished(name), &room.folder, *name);
        renamed.map_err(|error| failed(name, error.into())).inspect_err(|_| room.clear())?;
    }
    watch("sync");
    room.sync(&room.folder, "")?;
    Ok(files.iter().map(|(name, _)| directory.join(FOLDER).join(name)).collect())
}

/// `outcome/`, with nobody else in it.
struct Room {
    folder: File,
    sharing: Sharing,
    /// Whether nobody else can be saving: not every network file system can lock a folder.
    alone: bool,
}

impl Room {
    /// Opens or makes the folder and locks it, so that two who save at once save one after the other.
    fn enter(directory: &Path) -> Result<Self, SaveError> {
        let entered = |error| failed("", error);
        let program = sharing::directory(directory).map_err(entered)?;
        let sharing = Sharing::of(&program).map_err(entered)?;
        let (folder, made) = sharing::folder_or_new(&program, FOLDER, sharing).map_err(entered)?;
        if made {
            sharing::sync_folder(program).map_err(entered)?;
        }
        let (folder, began) = (File::from(folder), Instant::now());
        loop {
            match folder.try_lock() {
                Ok(()) => return Ok(Self { folder, sharing, alone: true }),
                Err(TryLockError::Error(_)) => return Ok(Self { folder, sharing, alone: false }),
                Err(TryLockError::WouldBlock) if began.elapsed() >= PATIENCE => return Err(SaveError::Held),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Takes away what interrupted runs have left: with the lock in our hands nobody is writing them.
    fn clear(&self) {
        let own = format!("{UNFINISHED}{}", std::process::id());
        let Ok(entries) = Dir::read_from(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name
                .to_str()
                .is_ok_and(|name| name.starts_with('.') && if self.alone { name.contains(UNFINISHED) } else { name.ends_with(&own) })
            {
                let _ = unlinkat(&self.folder, name, AtFlags::empty());
            }
        }
    }

    /// What stands under a name.
    fn standing(&self, name: &str) -> Result<Option<Vec<u8>>, SaveError> {
        let mut contents = Vec::new();
        match sharing::file(&self.folder, name, OFlags::RDONLY).and_then(|mut file| file.read_to_end(&mut contents)) {
            Ok(_) => Ok(Some(contents)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(name, error)),
        }
    }

    /// Writes a file beside the one it is to replace, down to the disk.
    fn write(&self, name: &str, contents: &str, watch: &mut dyn FnMut(&str)) -> Result<(), SaveError> {
        let mut write = || {
            let mut file = sharing::new_file(&self.folder, &unfinished(name), OFlags::WRONLY, self.sharing)?;
            watch("fill");
            file.write_all(contents.as_bytes())?;
            watch("fill sync");
            file.sync_all()
        };
        write().map_err(|error| failed(name, error))
    }

    /// Gives the files that will be replaced a second name under `earlier/`, before they lose their first.
    fn keep_earlier<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
        now: jiff::Timestamp,
        watch: &mut dyn FnMut(&str),
    ) -> Result<(), SaveError> {
        let kept = |error| failed(EARLIER, error);
        let there: Vec<&str> = names.filter(|name| matches!(sharing::stand(&self.folder, *name), Ok(Some(_)))).collect();
        if there.is_empty() {
            return Ok(());
        }
        let (earlier, _) = sharing::folder_or_new(&self.folder, EARLIER, self.sharing).map_err(kept)?;
        let stamp = now.strftime("%Y-%m-%dT%H%M%SZ").to_string();
        let mut attempt = 1;
        let place = loop {
            let name = if attempt == 1 { stamp.clone() } else { format!("{stamp}-{attempt}") };
            match sharing::folder_or_new(&earlier, &name, self.sharing).map_err(kept)? {
                (place, true) => break place,
                (_, false) if attempt < 10_000 => attempt += 1,
                (_, false) => return Err(kept(io::Error::from(io::ErrorKind::AlreadyExists))),
            }
        };
        for name in there {
            watch("link");
            self.keep(name, &place).map_err(|error| failed(name, error))?;
        }
        self.sync(&place, EARLIER)?;
        self.sync(&earlier, EARLIER)?;
        self.sync(&self.folder, EARLIER)
    }

    fn keep(&self, name: &str, place: impl AsFd) -> io::Result<()> {
        match linkat(&self.folder, name, &place, name, AtFlags::empty()) {
            Ok(()) => Ok(()),
            // Not every file system knows a second name; there the file is copied.
            Err(rustix::io::Errno::PERM | rustix::io::Errno::NOTSUP | rustix::io::Errno::MLINK | rustix::io::Errno::NOSYS) => {
                let mut from = sharing::file(&self.folder, name, OFlags::RDONLY)?;
                let mut to = sharing::new_file(&place, name, OFlags::WRONLY, self.sharing)?;
                io::copy(&mut from, &mut to)?;
                to.sync_all()
            }
            Err(error) => Err(error.into()),
        }
    }

    fn sync(&self, folder: impl AsFd, name: &str) -> Result<(), SaveError> {
        let synced = folder.as_fd().try_clone_to_owned().and_then(sharing::sync_folder);
        synced.map_err(|error| failed(name, error))
    }
}

/// One name in the folder, and not one of our own unfinished ones.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 200 && !name.starts_with('.') && !name.contains(['/', '\0']) && name != EARLIER
}

fn unfinished(name: &str) -> String {
    format!(".{name}{UNFINISHED}{}", std::process::id())
}

fn failed(name: &str, error: io::Error) -> SaveError {
    match error.kind() {
        io::ErrorKind::Unsupported | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => SaveError::Foreign(name.to_owned()),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => SaveError::DiskFull,
        _ => SaveError::NotSaved { name: name.to_owned(), error },
    }
}
