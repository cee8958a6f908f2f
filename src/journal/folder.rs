//! The real disk: `decisions/` in a program directory.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, CWD, Gid, OFlags, Uid, accessat, fchown, fstat, renameat};

use super::disk::{Disk, Opened, Stand};
use super::sharing::{self, Sharing};
use super::{FILE, FOLDER, LOCK, TORN};

/// The file in `decisions/` that is to take the journal's place, while it is being made.
const MADE: &str = "journal.jsonl.new";
/// More than any journal has: half a million records of ordinary length.
const LARGEST: u64 = 256 * 1024 * 1024;

/// `decisions/` of one program directory. Nothing in it is made before the first decision.
#[derive(Debug)]
pub struct Folder {
    program: PathBuf,
    journal: Option<File>,
    lock: Option<File>,
}

impl Folder {
    /// The folder of a program directory; touches nothing.
    pub fn of(program: &Path) -> Self {
        Self { program: program.to_owned(), journal: None, lock: None }
    }

    fn decisions(&self) -> io::Result<OwnedFd> {
        sharing::folder(sharing::directory(&self.program)?, FOLDER)
    }

    fn decisions_or_new(&self) -> io::Result<(OwnedFd, Sharing)> {
        let program = sharing::directory(&self.program)?;
        let sharing = Sharing::of(&program)?;
        Ok((sharing::folder_or_new(&program, FOLDER, sharing)?.0, sharing))
    }

    fn journal(&self) -> io::Result<&File> {
        self.journal.as_ref().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn may_create(&self) -> bool {
        let may_write = |path: &Path| accessat(CWD, path, Access::WRITE_OK | Access::EXEC_OK, AtFlags::empty()).is_ok();
        let decisions = self.program.join(FOLDER);
        may_write(if decisions.exists() { &decisions } else { &self.program })
    }
}

impl Disk for Folder {
    fn look(&mut self) -> io::Result<Option<Stand>> {
        let found = sharing::stand(CWD, self.program.join(FOLDER).join(FILE))?;
        Ok(found.map(|(device, inode, length)| Stand { device, inode, length }))
    }

    fn open(&mut self) -> io::Result<Opened> {
        self.journal = None;
        let nothing = |error: io::Error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) };
        let decisions = match self.decisions() {
            Ok(decisions) => decisions,
            Err(error) => return nothing(error).map(|()| Opened::Nothing { may_create: self.may_create() }),
        };
        let (file, writable) = match sharing::file(&decisions, FILE, OFlags::RDWR | OFlags::APPEND) {
            Ok(file) => (file, true),
            Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
                (sharing::file(&decisions, FILE, OFlags::RDONLY)?, false)
            }
            Err(error) => return nothing(error).map(|()| Opened::Nothing { may_create: self.may_create() }),
        };
        let stand = stand_of(&file)?;
        self.journal = Some(file);
        Ok(if writable { Opened::ForWriting(stand) } else { Opened::ForReading(stand) })
    }

    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let length = to.saturating_sub(from);
        if length > LARGEST {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
        let mut filled = 0;
        while let Some(room) = bytes.get_mut(filled..).filter(|room| !room.is_empty()) {
            match self.journal()?.read_at(room, from + filled as u64) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        let (decisions, sharing) = self.decisions_or_new()?;
        let lock = sharing::file_or_new(&decisions, LOCK, OFlags::RDWR, sharing)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(io::Error::other(error)),
        }
        // Whoever has taken the file away in the meantime would lock another one.
        let stat = fstat(&lock)?;
        // An account that can read the file could take its lock and hold everybody up.
        if stat.st_mode & 0o007 != 0 {
            let _ = sharing.give_file(&lock);
        }
        let (device, inode, _) = sharing::identity(&stat);
        let held = sharing::stand(&decisions, LOCK)?.is_some_and(|found| (found.0, found.1) == (device, inode));
        self.lock = held.then_some(lock);
        Ok(held)
    }

    fn unlock(&mut self) {
        if let Some(lock) = self.lock.take() {
            // Closing the file gives the lock back too.
            let _ = lock.unlock();
        }
    }

    fn sign_lock(&mut self, text: &str) {
        if let Some(lock) = &mut self.lock {
            let _ = lock.set_len(0).and_then(|()| lock.seek(SeekFrom::Start(0))).and_then(|_| lock.write_all(text.as_bytes()));
        }
    }

    fn lock_text(&mut self) -> String {
        let mut text = Vec::new();
        let lock = self.decisions().and_then(|decisions| sharing::file(decisions, LOCK, OFlags::RDONLY));
        let _ = lock.and_then(|lock| lock.take(4096).read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    }

    fn create(&mut self) -> io::Result<Stand> {
        let (decisions, sharing) = self.decisions_or_new()?;
        let file = sharing::file_or_new(&decisions, FILE, OFlags::RDWR | OFlags::APPEND, sharing)?;
        file.sync_all()?;
        // Somebody else may have made the names and been stopped before they were safe.
        sharing::sync_folder(decisions)?;
        sharing::sync_folder(sharing::directory(&self.program)?)?;
        let stand = stand_of(&file)?;
        self.journal = Some(file);
        Ok(stand)
    }

    fn room(&mut self) -> io::Result<u64> {
        let found = rustix::fs::fstatvfs(self.decisions()?)?;
        // A file system that does not count its blocks has no number to give.
        if found.f_blocks == 0 { Err(io::ErrorKind::Unsupported.into()) } else { Ok(found.f_bavail.saturating_mul(found.f_frsize)) }
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.journal()?;
        file.write_all(bytes)
    }

    fn set_length(&mut self, length: u64) -> io::Result<()> {
        self.journal()?.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.journal()?.sync_data()
    }

    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> io::Result<String> {
        let (decisions, sharing) = self.decisions_or_new()?;
        let (torn, made) = sharing::folder_or_new(&decisions, TORN, sharing)?;
        let mut attempt = 1;
        let (name, mut file) = loop {
            let name = format!("{name}-{attempt}");
            match sharing::new_file(&torn, &name, OFlags::WRONLY, sharing) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1_000 => attempt += 1,
                other => break (name, other?),
            }
        };
        if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
            let _ = rustix::fs::unlinkat(&torn, &name, AtFlags::empty());
            return Err(error);
        }
        sharing::sync_folder(torn)?;
        if made {
            sharing::sync_folder(decisions)?;
        }
        Ok(format!("{FOLDER}/{TORN}/{name}"))
    }

    fn replace(&mut self, bytes: &[u8]) -> io::Result<Stand> {
        let (decisions, sharing) = self.decisions_or_new()?;
        // What is there was left by somebody who was stopped: we have the lock, so nobody is at work on it.
        match rustix::fs::unlinkat(&decisions, MADE, AtFlags::empty()) {
            Ok(()) | Err(rustix::io::Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        let mut file = sharing::new_file(&decisions, MADE, OFlags::RDWR | OFlags::APPEND, sharing)?;
        if let Ok(old) = self.journal().and_then(|old| Ok(fstat(old)?)) {
            // Whoever may give files away, and repairs somebody else's journal, leaves it to them.
            let _ = fchown(&file, Some(Uid::from_raw(old.st_uid)), Some(Gid::from_raw(old.st_gid)));
        }
        let put = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = put.and_then(|()| Ok(renameat(&decisions, MADE, &decisions, FILE)?)) {
            let _ = rustix::fs::unlinkat(&decisions, MADE, AtFlags::empty());
            return Err(error);
        }
        let stand = stand_of(&file)?;
        self.journal = Some(file);
        sharing::sync_folder(decisions)?;
        Ok(stand)
    }
}

fn stand_of(file: &File) -> io::Result<Stand> {
    let (device, inode, length) = sharing::identity(&fstat(file)?);
    Ok(Stand { device, inode, length })
}
