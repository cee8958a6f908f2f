//! Folders and files, opened so that nothing outside the program directory is ever read and nothing can make us wait:
//! links are not followed, pipes and devices are not opened, and no more is read than is asked for.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, fstat, openat, statat};

use crate::program::problem::{FileFault, Thing};

/// The greatest file that is read: far above a thousand long applications.
pub(super) const MOST_BYTES: u64 = 16 << 20;
/// The greatest criteria file that is read.
pub(super) const MOST_CRITERIA_BYTES: u64 = 1 << 20;
/// All files together.
pub(super) const MOST_BYTES_IN_ALL: u64 = 256 << 20;

/// Why a file that the criteria name could not be had.
pub(super) enum Unfound {
    /// There is no such file.
    Missing,
    /// It would lie outside the program directory.
    Outside,
    /// It is there, but.
    Faulty(FileFault),
}

/// An open folder; everything below it is opened relative to it.
pub(super) struct Folder(OwnedFd);

impl Folder {
    /// The program directory itself; links on the way to it are the user's business.
    pub(super) fn open(path: &Path) -> Result<Self, FileFault> {
        match openat(CWD, path, OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()) {
            Ok(folder) => Ok(Self(folder)),
            Err(rustix::io::Errno::NOENT) => Err(FileFault::NoDirectory),
            Err(rustix::io::Errno::NOTDIR) => Err(FileFault::NotAFolder),
            Err(errno) => Err(unreadable(errno)),
        }
    }

    /// A folder in this folder; `None` when there is nothing of that name.
    pub(super) fn folder(&self, name: &OsStr) -> Result<Option<Self>, FileFault> {
        match self.type_of(name)? {
            None => Ok(None),
            Some(FileType::Directory) => {
                let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
                openat(&self.0, name, flags, Mode::empty()).map(|folder| Some(Self(folder))).map_err(unreadable)
            }
            Some(FileType::Symlink) => Err(FileFault::SymbolicLink),
            Some(_) => Err(FileFault::NotAFolder),
        }
    }

    /// The names in this folder, sorted by their bytes.
    pub(super) fn names(&self) -> Result<Vec<OsString>, FileFault> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.0).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name != "." && name != ".." {
                names.push(name.to_owned());
            }
        }
        names.sort_unstable_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
        Ok(names)
    }

    /// What something in this folder is, a link not followed; `None` when there is nothing of that name.
    pub(super) fn type_of(&self, name: &OsStr) -> Result<Option<FileType>, FileFault> {
        match statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(FileType::from_raw_mode(stat.st_mode))),
            Err(rustix::io::Errno::NOENT) => Ok(None),
            Err(errno) => Err(unreadable(errno)),
        }
    }

    /// The bytes of a regular file in this folder; `None` when there is nothing of that name.
    pub(super) fn read(&self, name: &OsStr, limit: u64, allowance: &mut Allowance) -> Result<Option<Vec<u8>>, FileFault> {
        match self.type_of(name)? {
            None => return Ok(None),
            Some(FileType::RegularFile) => {}
            Some(other) => return Err(not_regular(other)),
        }
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = openat(&self.0, name, flags, Mode::empty()).map_err(unreadable)?;
        read_open(file, limit, allowance).map(Some)
    }

    /// The bytes of a file that the criteria name, which must lie in or below this folder.
    pub(super) fn read_below(&self, name: &str, limit: u64, allowance: &mut Allowance) -> Result<Vec<u8>, Unfound> {
        let mut steps = Vec::new();
        for step in Path::new(name).components() {
            match step {
                Component::Normal(step) => steps.push(step),
                Component::CurDir => {}
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => return Err(Unfound::Outside),
            }
        }
        let Some((file, folders)) = steps.split_last() else { return Err(Unfound::Missing) };
        let mut below: Option<Folder> = None;
        for step in folders {
            let here = below.as_ref().unwrap_or(self);
            below = Some(here.folder(step).map_err(Unfound::Faulty)?.ok_or(Unfound::Missing)?);
        }
        let here = below.as_ref().unwrap_or(self);
        here.read(file, limit, allowance).map_err(Unfound::Faulty)?.ok_or(Unfound::Missing)
    }
}

/// The bytes of a file that the user named on the command line: links are followed, pipes and devices still are not read.
pub(super) fn read_named(path: &Path, limit: u64, allowance: &mut Allowance) -> Result<Option<Vec<u8>>, FileFault> {
    let stat = match statat(CWD, path, AtFlags::empty()) {
        Ok(stat) => stat,
        Err(rustix::io::Errno::NOENT) => return Ok(None),
        Err(errno) => return Err(unreadable(errno)),
    };
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => {}
        other => return Err(not_regular(other)),
    }
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = openat(CWD, path, flags, Mode::empty()).map_err(unreadable)?;
    read_open(file, limit, allowance).map(Some)
}

/// How many bytes may still be read, all files together.
pub(super) struct Allowance(u64);

impl Allowance {
    pub(super) fn new() -> Self {
        Self(MOST_BYTES_IN_ALL)
    }
}

fn read_open(file: OwnedFd, limit: u64, allowance: &mut Allowance) -> Result<Vec<u8>, FileFault> {
    // Looked at again, now that it is open: it may have been exchanged since.
    let stat = fstat(&file).map_err(unreadable)?;
    let kind = FileType::from_raw_mode(stat.st_mode);
    if kind != FileType::RegularFile {
        return Err(not_regular(kind));
    }
    let size = u64::try_from(stat.st_size).unwrap_or(u64::MAX);
    if size > limit {
        return Err(FileFault::TooBig { size, limit });
    }
    if size > allowance.0 {
        return Err(FileFault::TooMuch { limit: MOST_BYTES_IN_ALL });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    File::from(file).take(limit + 1).read_to_end(&mut bytes).map_err(|error| FileFault::Unreadable(error.kind()))?;
    let size = bytes.len() as u64;
    if size > limit {
        return Err(FileFault::TooBig { size, limit });
    }
    allowance.0 = allowance.0.saturating_sub(size);
    Ok(bytes)
}

fn unreadable(errno: rustix::io::Errno) -> FileFault {
    FileFault::Unreadable(io::Error::from(errno).kind())
}

fn not_regular(kind: FileType) -> FileFault {
    match kind {
        FileType::Symlink => FileFault::SymbolicLink,
        FileType::Directory => FileFault::NotRegular(Thing::Folder),
        FileType::Fifo => FileFault::NotRegular(Thing::Pipe),
        FileType::Socket => FileFault::NotRegular(Thing::Socket),
        _ => FileFault::NotRegular(Thing::Device),
    }
}
