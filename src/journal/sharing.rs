//! Who may read and write what the program makes in a program directory.
//!
//! A directory that its group may write, or that hands its group down, is shared: what we make in it is for the group. Everything else
//! is for its owner alone. The bits are set on what has been made, never through the process's umask, which is global and would race.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, CWD, FileType, Gid, Mode, OFlags, RawMode, Stat, fchmod, fchown, fstat, mkdirat, openat, statat};

/// Who shares a program directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// Its owner alone.
    Owner,
    /// The members of this group.
    Group(Gid),
}

/// Set-group-id: what is made in the folder belongs to the folder's group.
const HANDS_DOWN: RawMode = 0o2000;
const GROUP_WRITES: RawMode = 0o0020;

impl Sharing {
    /// Who shares this directory.
    ///
    /// # Errors
    /// When it cannot be looked at.
    pub fn of(directory: impl AsFd) -> io::Result<Self> {
        let stat = fstat(directory)?;
        let shared = RawMode::from(stat.st_mode) & (HANDS_DOWN | GROUP_WRITES) != 0;
        Ok(if shared { Sharing::Group(Gid::from_raw(stat.st_gid)) } else { Sharing::Owner })
    }

    /// Gives a file that we have just made to those who share the directory.
    ///
    /// # Errors
    /// When its bits cannot be set.
    pub fn give_file(self, file: impl AsFd) -> io::Result<()> {
        self.give(file, Mode::from_raw_mode(0o600), Mode::from_raw_mode(0o660))
    }

    /// Gives a folder that we have just made to those who share the directory.
    ///
    /// # Errors
    /// When its bits cannot be set.
    pub fn give_folder(self, folder: impl AsFd) -> io::Result<()> {
        self.give(folder, Mode::from_raw_mode(0o700), Mode::from_raw_mode(0o2770))
    }

    fn give(self, made: impl AsFd, alone: Mode, together: Mode) -> io::Result<()> {
        match self {
            Sharing::Owner => fchmod(made, alone)?,
            Sharing::Group(group) => {
                // A folder that hands its group down has done this already; elsewhere it works for members, and nobody else needs it.
                let _ = fchown(&made, None, Some(group));
                fchmod(made, together)?;
            }
        }
        Ok(())
    }
}

/// Opens a directory that somebody named, through links as well.
///
/// # Errors
/// When there is none or it may not be read.
pub fn directory(path: &Path) -> io::Result<OwnedFd> {
    Ok(openat(CWD, path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)
}

/// Opens a folder in a directory, never through a link.
///
/// # Errors
/// When there is none, it may not be read, or it is not a folder ([`io::ErrorKind::Unsupported`]).
pub fn folder(directory: impl AsFd, name: &str) -> io::Result<OwnedFd> {
    match openat(&directory, name, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty()) {
        Ok(folder) => Ok(folder),
        Err(rustix::io::Errno::NOTDIR | rustix::io::Errno::LOOP) => Err(not_ordinary()),
        Err(error) => Err(error.into()),
    }
}

/// Opens a folder in a directory and makes it when there is none; says whether it was made.
///
/// # Errors
/// When it can neither be opened nor made.
pub fn folder_or_new(directory: impl AsFd, name: &str, sharing: Sharing) -> io::Result<(OwnedFd, bool)> {
    match folder(&directory, name) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        other => return other.map(|folder| (folder, false)),
    }
    match mkdirat(&directory, name, Mode::from_raw_mode(0o700)) {
        Ok(()) => {}
        Err(rustix::io::Errno::EXIST) => return Ok((folder(&directory, name)?, false)),
        Err(error) => return Err(error.into()),
    }
    let made = folder(&directory, name)?;
    sharing.give_folder(&made)?;
    Ok((made, true))
}

/// Opens an ordinary file in a folder with these flags: never through a link, never waiting for the other end of a pipe.
///
/// # Errors
/// When there is none, it may not be opened, or it is not an ordinary file ([`io::ErrorKind::Unsupported`]).
pub fn file(folder: impl AsFd, name: &str, flags: OFlags) -> io::Result<std::fs::File> {
    let always = OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let opened = match openat(&folder, name, flags | always, Mode::from_raw_mode(0o600)) {
        Ok(opened) => opened,
        Err(rustix::io::Errno::LOOP | rustix::io::Errno::ISDIR | rustix::io::Errno::NXIO) => return Err(not_ordinary()),
        Err(error) => return Err(error.into()),
    };
    if FileType::from_raw_mode(fstat(&opened)?.st_mode) == FileType::RegularFile { Ok(opened.into()) } else { Err(not_ordinary()) }
}

/// Makes a file that must not be there yet, for those who share the directory.
///
/// # Errors
/// When it is there or cannot be made.
pub fn new_file(folder: impl AsFd, name: &str, flags: OFlags, sharing: Sharing) -> io::Result<std::fs::File> {
    let made = file(folder, name, flags | OFlags::CREATE | OFlags::EXCL)?;
    sharing.give_file(&made)?;
    Ok(made)
}

/// Opens a file for reading and writing, and makes it when there is none.
///
/// Opening comes before making: in a sticky folder even the wish to make a file of another account's is refused.
///
/// # Errors
/// When it can neither be opened nor made.
pub fn file_or_new(folder: impl AsFd, name: &str, flags: OFlags, sharing: Sharing) -> io::Result<std::fs::File> {
    match file(&folder, name, flags) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        other => return other,
    }
    match new_file(&folder, name, flags, sharing) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => file(&folder, name, flags),
        other => other,
    }
}

/// Returns when the names in a folder are on the disk. A file system that has no such thing keeps them in its own way.
///
/// # Errors
/// When they may not be.
pub fn sync_folder(folder: impl Into<std::fs::File>) -> io::Result<()> {
    match folder.into().sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// What stands under a name in a folder, links not followed: the device, the file's number and its length.
///
/// # Errors
/// When the folder cannot be searched.
pub fn stand(folder: impl AsFd, name: impl rustix::path::Arg) -> io::Result<Option<(u64, u64, u64)>> {
    match statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(Some(identity(&stat))),
        Err(rustix::io::Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The device, the file's number and its length.
#[allow(clippy::unnecessary_cast, reason = "they are narrower or signed on other systems")]
pub fn identity(stat: &Stat) -> (u64, u64, u64) {
    (stat.st_dev as u64, stat.st_ino as u64, u64::try_from(stat.st_size).unwrap_or(0))
}

fn not_ordinary() -> io::Error {
    io::Error::from(io::ErrorKind::Unsupported)
}
