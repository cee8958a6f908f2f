//! The real disk with a slow hand: every record reaches the file in two halves, so that whoever is killed is killed in the middle.

use std::io;
use std::path::Path;
use std::time::Duration;

use mentor_match::journal::disk::{Disk, Opened, Stand};
use mentor_match::journal::folder::Folder;

/// Where a writer is in the middle of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Half of the record is in the file.
    Half,
    /// All of it is on the disk, and its maker has not been told.
    Safe,
}

/// How long it stays there, for somebody else to act.
const PAUSE: Duration = Duration::from_micros(500);

/// A folder that says when it is in the middle, and stays there for a moment.
pub struct Halves<S> {
    folder: Folder,
    say: S,
    /// Whether a record has been written and not been synced.
    written: bool,
}

impl<S: FnMut(Moment) + Send> Halves<S> {
    pub fn of(directory: &Path, say: S) -> Self {
        Self { folder: Folder::of(directory), say, written: false }
    }

    fn stay(&mut self, moment: Moment) {
        (self.say)(moment);
        std::thread::sleep(PAUSE);
    }
}

impl<S: FnMut(Moment) + Send> Disk for Halves<S> {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (first, second) = bytes.split_at(bytes.len() / 2);
        self.folder.append(first)?;
        self.stay(Moment::Half);
        self.written = true;
        self.folder.append(second)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.folder.sync()?;
        if std::mem::take(&mut self.written) {
            self.stay(Moment::Safe);
        }
        Ok(())
    }

    fn look(&mut self) -> io::Result<Option<Stand>> {
        self.folder.look()
    }

    fn open(&mut self) -> io::Result<Opened> {
        self.folder.open()
    }

    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        self.folder.read(from, to)
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        self.folder.try_lock()
    }

    fn unlock(&mut self) {
        self.folder.unlock();
    }

    fn sign_lock(&mut self, text: &str) {
        self.folder.sign_lock(text);
    }

    fn lock_text(&mut self) -> String {
        self.folder.lock_text()
    }

    fn create(&mut self) -> io::Result<Stand> {
        self.folder.create()
    }

    fn room(&mut self) -> io::Result<u64> {
        self.folder.room()
    }

    fn set_length(&mut self, length: u64) -> io::Result<()> {
        self.folder.set_length(length)
    }

    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> io::Result<String> {
        self.folder.set_aside(name, bytes)
    }

    fn replace(&mut self, bytes: &[u8]) -> io::Result<Stand> {
        self.folder.replace(bytes)
    }
}
