//! The table itself: a file that is locked, read again, and only ever grows at its end.

use std::fs::{File, Permissions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path};
use std::time::{Duration, Instant};

use rustix::fs::{AtFlags, OFlags, fstat, unlinkat};

use super::NotAdded;
use crate::journal::sharing::{self, Sharing};

/// The columns of a table; the first line of a new one.
const HEAD: &str = "id\tkind\tbroader\tsv\ten";
/// No table is larger.
const LARGEST: u64 = 16 << 20;
/// How long somebody else may hold the table.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long it takes until the lock is asked for again.
const PAUSE: Duration = Duration::from_millis(5);

/// A table that nobody else writes in as long as this lives.
#[derive(Debug)]
pub struct Table {
    name: String,
    folder: OwnedFd,
    file: File,
    /// Made by us and not yet anybody's.
    new: bool,
}

/// What a table holds; `None` when there is none that can be read.
pub fn text(directory: &Path, name: &str) -> Option<String> {
    let (folder, file) = place(directory, name).ok()?;
    let file = sharing::file(folder, &file, OFlags::RDONLY).ok()?;
    read(file).ok().flatten()
}

impl Table {
    /// Opens a table of a program directory, makes it where there is none, and waits until nobody else holds it. One that is made can be
    /// read and written by those who can the criteria (`mode`).
    ///
    /// # Errors
    /// When it lies outside, cannot be opened or made, or is held for too long.
    pub fn hold(directory: &Path, name: &str, mode: u32) -> Result<Table, NotAdded> {
        let refused = |error: io::Error| match error.kind() {
            io::ErrorKind::Unsupported => NotAdded::Outside { table: name.to_owned() },
            _ => NotAdded::File { file: name.to_owned(), error },
        };
        let (folder, file) = place(directory, name)?;
        let until = Instant::now() + PATIENCE;
        loop {
            let (opened, new) = open_or_make(&folder, &file, mode).map_err(refused)?;
            match opened.try_lock() {
                // Whoever has put another file in its place in the meantime would write in that one.
                Ok(()) if is_still(&opened, &folder, &file).map_err(refused)? => {
                    return Ok(Table { name: name.to_owned(), folder, file: opened, new });
                }
                Ok(()) | Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(PAUSE),
                Ok(()) | Err(TryLockError::WouldBlock) => return Err(NotAdded::Held { table: name.to_owned() }),
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
        }
    }

    /// What it is called in the criteria.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it holds now.
    ///
    /// # Errors
    /// When it cannot be read, or is no table.
    pub fn read(&mut self) -> Result<String, NotAdded> {
        self.file.seek(SeekFrom::Start(0)).map_err(|error| self.refused(error))?;
        let copy = self.file.try_clone().map_err(|error| self.refused(error))?;
        let text = read(copy).map_err(|error| self.refused(error))?;
        text.ok_or_else(|| NotAdded::NotATable { table: self.name.clone() })
    }

    /// Adds lines after everything that it holds, and returns when they are on the disk.
    ///
    /// # Errors
    /// When they cannot be written; the table is as it was.
    pub fn append(&mut self, present: &str, lines: &[String]) -> Result<(), NotAdded> {
        let length = present.len() as u64;
        let bytes = addition(present, lines);
        // At the end, wherever that is now: an editor does not ask for the lock.
        if let Err(error) = self.file.write_all(bytes.as_bytes()).and_then(|()| self.file.sync_all()) {
            if self.file.metadata().is_ok_and(|found| found.len() <= length + bytes.len() as u64) {
                let _ = self.file.set_len(length);
            }
            return Err(self.refused(error));
        }
        // The name is on the disk too once its folder is.
        let folder = self.folder.try_clone().map_err(|error| self.refused(error))?;
        sharing::sync_folder(folder).map_err(|error| self.refused(error))
    }

    /// From here on it stays, even without words: the criteria name it.
    pub fn keep(&mut self) {
        self.new = false;
    }

    /// Takes away a table that was made for nothing.
    pub fn discard_if_new(&mut self) {
        if self.new && self.file.metadata().is_ok_and(|found| found.len() == 0) {
            let (_, file) = self.name.rsplit_once('/').unwrap_or(("", &self.name));
            let _ = unlinkat(&self.folder, file, AtFlags::empty());
        }
    }

    fn refused(&self, error: io::Error) -> NotAdded {
        NotAdded::File { file: self.name.clone(), error }
    }
}

/// The bytes that add lines to a text: in its own kind of line ends, and on lines of their own.
fn addition(present: &str, lines: &[String]) -> String {
    let end = if present.trim_end_matches(|c| c != '\n').ends_with("\r\n") { "\r\n" } else { "\n" };
    let text = present.trim_start_matches('\u{feff}');
    let first = match text.ends_with('\n') {
        _ if text.is_empty() => format!("{HEAD}{end}"),
        true => String::new(),
        false => end.to_owned(),
    };
    first + &lines.iter().map(|line| format!("{line}{end}")).collect::<String>()
}

/// The folder that a table lies in and its name there; links and everything outside the program directory are refused.
fn place(directory: &Path, name: &str) -> Result<(OwnedFd, String), NotAdded> {
    let outside = || NotAdded::Outside { table: name.to_owned() };
    let mut steps: Vec<&str> = Vec::new();
    for step in Path::new(name).components() {
        match step {
            Component::Normal(step) => steps.push(step.to_str().ok_or_else(outside)?),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return Err(outside()),
        }
    }
    let (file, folders) = steps.split_last().ok_or_else(outside)?;
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::Unsupported => outside(),
        _ => NotAdded::File { file: name.to_owned(), error },
    };
    let mut folder = sharing::directory(directory).map_err(refused)?;
    for step in folders {
        folder = sharing::folder(&folder, step).map_err(refused)?;
    }
    Ok((folder, (*file).to_owned()))
}

fn open_or_make(folder: &OwnedFd, file: &str, mode: u32) -> io::Result<(File, bool)> {
    match sharing::file(folder, file, OFlags::RDWR | OFlags::APPEND) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        other => return other.map(|file| (file, false)),
    }
    match sharing::new_file(folder, file, OFlags::RDWR | OFlags::APPEND, Sharing::of(folder)?) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            sharing::file(folder, file, OFlags::RDWR | OFlags::APPEND).map(|file| (file, false))
        }
        made => made.and_then(|file| file.set_permissions(Permissions::from_mode(mode)).map(|()| (file, true))),
    }
}

fn is_still(opened: impl AsFd, folder: &OwnedFd, file: &str) -> io::Result<bool> {
    let (device, inode, _) = sharing::identity(&fstat(opened)?);
    Ok(sharing::stand(folder, file)?.is_some_and(|found| (found.0, found.1) == (device, inode)))
}

/// All of it; `None` when it is larger than a table is, or not UTF-8.
fn read(file: File) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > LARGEST { None } else { String::from_utf8(bytes).ok() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_after_what_is_there() {
        let lines = ["a\tskill\t\tx\t".to_owned(), "b\tskill\t\ty\t".to_owned()];
        for (present, added) in [
            ("", "id\tkind\tbroader\tsv\ten\na\tskill\t\tx\t\nb\tskill\t\ty\t\n"),
            ("\u{feff}", "id\tkind\tbroader\tsv\ten\na\tskill\t\tx\t\nb\tskill\t\ty\t\n"),
            ("# ours\n", "a\tskill\t\tx\t\nb\tskill\t\ty\t\n"),
            ("# ours", "\na\tskill\t\tx\t\nb\tskill\t\ty\t\n"),
            ("# ours\r\n", "a\tskill\t\tx\t\r\nb\tskill\t\ty\t\r\n"),
            ("# ours\r\nlast", "\r\na\tskill\t\tx\t\r\nb\tskill\t\ty\t\r\n"),
        ] {
            assert_eq!(addition(present, &lines), added, "{present:?}");
        }
    }
}
