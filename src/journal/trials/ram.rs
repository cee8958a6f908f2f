//! A disk in memory. It forgets what was not synced when the power goes, fails at the step it is told to fail at, and can be
//! broken on purpose, to see that the trials notice.

use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::journal::disk::{Disk, Opened, Stand};

/// What several processes share.
#[derive(Clone, Default)]
pub struct Store(Arc<Mutex<Contents>>);

#[derive(Default)]
pub struct Contents {
    /// The file as every process sees it.
    pub file: Option<Vec<u8>>,
    /// Which file it is.
    pub inode: u64,
    /// The file as it is on the disk.
    synced: Option<Vec<u8>>,
    /// What has been done to the file since.
    unsynced: Vec<Change>,
    /// What was set aside.
    pub torn: Vec<Vec<u8>>,
    /// Whether somebody has the lock, and what they have said in it.
    pub locked: bool,
    pub lock_text: String,
    /// How many bytes there is room for; `None` when the disk does not say.
    pub room: Option<u64>,
    /// How often the file was synced.
    pub syncs: usize,
    /// Whether nobody can read it at the moment.
    pub unreadable: bool,
    pub broken: Broken,
}

/// What the disk only claims to do.
#[derive(Default, Clone, Copy)]
pub struct Broken {
    pub truncation: bool,
    pub sync: bool,
    pub names: bool,
}

#[derive(Clone)]
enum Change {
    Append(Vec<u8>),
    Cut(usize),
    /// Another file took the place: all at once, but whole only if it was synced before.
    Replace(Vec<u8>),
}

/// One process's way to the disk.
pub struct Ram {
    store: Store,
    writable: bool,
    open: Option<u64>,
    steps: usize,
    fault: Option<Fault>,
    /// Comes when a record is written, whichever step that is.
    at_writing: Option<Fault>,
    dead: bool,
    holds: bool,
}

/// What happens at a step.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Which step, from 0.
    pub step: usize,
    /// How many bytes a write leaves behind.
    pub after: usize,
    pub what: Failure,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// The step fails.
    Error(ErrorKind),
    /// The process is gone: nothing it does from now on has any effect.
    Kill,
}

impl Store {
    pub fn of(bytes: &[u8]) -> Self {
        let contents = Contents { file: Some(bytes.to_vec()), synced: Some(bytes.to_vec()), inode: 1, ..Contents::default() };
        Self(Arc::new(Mutex::new(contents)))
    }

    pub fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap()
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.contents().file.clone().unwrap_or_default()
    }

    /// The power goes: of what was not synced a part has reached the disk, in order, the last write perhaps with a hole.
    pub fn cut_power(&self, random: &mut impl FnMut(usize) -> usize) {
        let mut contents = self.contents();
        let unsynced = std::mem::take(&mut contents.unsynced);
        let kept = random(unsynced.len() + 1);
        let mut file = contents.synced.clone();
        if file.is_none() && random(2) == 1 && contents.file.is_some() {
            file = Some(Vec::new());
        }
        if let Some(file) = &mut file {
            for (n, change) in unsynced.iter().take(kept).enumerate() {
                match change {
                    Change::Cut(length) => file.truncate(*length),
                    Change::Replace(bytes) if contents.broken.sync => *file = bytes[..random(bytes.len() + 1)].to_vec(),
                    Change::Replace(bytes) => *file = bytes.clone(),
                    Change::Append(bytes) if n + 1 < kept => file.extend(bytes),
                    Change::Append(bytes) => {
                        let mut torn = bytes[..random(bytes.len() + 1)].to_vec();
                        if random(3) == 0 {
                            let hole = random(torn.len() + 1);
                            torn[..hole].fill(0);
                        }
                        file.extend(torn);
                    }
                }
            }
        }
        (contents.synced, contents.file, contents.locked) = (file.clone(), file, false);
        contents.inode += 1;
    }
}

impl Ram {
    pub fn on(store: &Store) -> Self {
        Self { store: store.clone(), writable: true, open: None, steps: 0, fault: None, at_writing: None, dead: false, holds: false }
    }

    pub fn failing(store: &Store, fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::on(store) }
    }

    /// As [`Ram::failing`], when the first record is written.
    pub fn failing_at_writing(store: &Store, fault: Fault) -> Self {
        Self { at_writing: Some(fault), ..Self::on(store) }
    }

    pub fn for_reading(store: &Store) -> Self {
        Self { writable: false, ..Self::on(store) }
    }

    /// Counts the step; says how many bytes a failing write leaves behind, and how it fails.
    fn step(&mut self) -> Result<(), (usize, io::Error)> {
        let fault = self.fault.filter(|fault| fault.step == self.steps);
        self.steps += 1;
        if self.dead {
            return Err((0, io::Error::other("killed")));
        }
        match fault {
            None => Ok(()),
            Some(Fault { what: Failure::Error(kind), after, .. }) => Err((after, io::Error::from(kind))),
            Some(Fault { what: Failure::Kill, after, .. }) => {
                self.dead = true;
                self.let_go();
                Err((after, io::Error::other("killed")))
            }
        }
    }

    fn simple_step(&mut self) -> io::Result<()> {
        self.step().map_err(|(_, error)| error)
    }

    fn let_go(&mut self) {
        if std::mem::take(&mut self.holds) {
            self.store.contents().locked = false;
        }
    }

    fn stand(&self) -> Option<Stand> {
        let contents = self.store.contents();
        contents.file.as_ref().map(|file| Stand { device: 1, inode: contents.inode, length: file.len() as u64 })
    }
}

impl Disk for Ram {
    fn look(&mut self) -> io::Result<Option<Stand>> {
        self.simple_step()?;
        if self.store.contents().unreadable { Err(ErrorKind::TimedOut.into()) } else { Ok(self.stand()) }
    }

    fn open(&mut self) -> io::Result<Opened> {
        self.simple_step()?;
        let stand = self.stand();
        self.open = stand.map(|stand| stand.inode);
        Ok(match stand {
            None => Opened::Nothing { may_create: self.writable },
            Some(stand) if self.writable => Opened::ForWriting(stand),
            Some(stand) => Opened::ForReading(stand),
        })
    }

    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        self.simple_step()?;
        assert_eq!(self.open, Some(self.store.contents().inode), "reads another file than the one that was looked at");
        let bytes = self.store.bytes();
        let (from, to) = (bytes.len().min(from as usize), bytes.len().min(to as usize));
        Ok(bytes[from..to.max(from)].to_vec())
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        self.simple_step()?;
        self.holds = !std::mem::replace(&mut self.store.contents().locked, true);
        Ok(self.holds)
    }

    fn unlock(&mut self) {
        self.let_go();
    }

    fn sign_lock(&mut self, text: &str) {
        self.store.contents().lock_text = text.into();
    }

    fn lock_text(&mut self) -> String {
        self.store.contents().lock_text.clone()
    }

    fn create(&mut self) -> io::Result<Stand> {
        self.simple_step()?;
        let mut contents = self.store.contents();
        if contents.file.is_none() {
            contents.file = Some(Vec::new());
            contents.inode += 1;
        }
        if !contents.broken.names && contents.synced.is_none() {
            contents.synced = Some(Vec::new());
        }
        drop(contents);
        let stand = self.stand().unwrap();
        self.open = Some(stand.inode);
        Ok(stand)
    }

    fn room(&mut self) -> io::Result<u64> {
        self.simple_step()?;
        self.store.contents().room.ok_or_else(|| ErrorKind::Unsupported.into())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        assert!(self.holds || self.dead, "writes without the lock");
        if let Some(fault) = self.at_writing.take() {
            self.fault = Some(Fault { step: self.steps, ..fault });
        }
        let (written, done) = match self.step() {
            Ok(()) => (bytes.len(), Ok(())),
            Err((after, error)) => (if self.dead && self.fault.is_none_or(|f| f.step + 1 != self.steps) { 0 } else { after }, Err(error)),
        };
        let written = &bytes[..written.min(bytes.len())];
        let mut contents = self.store.contents();
        if !written.is_empty() {
            contents.unsynced.push(Change::Append(written.to_vec()));
            contents.file.as_mut().unwrap().extend(written);
        }
        done
    }

    fn set_length(&mut self, length: u64) -> io::Result<()> {
        self.simple_step()?;
        assert!(self.holds, "cuts without the lock");
        let mut contents = self.store.contents();
        if !contents.broken.truncation {
            contents.unsynced.push(Change::Cut(length as usize));
            contents.file.as_mut().unwrap().truncate(length as usize);
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let failed = self.simple_step();
        let mut contents = self.store.contents();
        contents.syncs += 1;
        failed?;
        // The bytes of a file whose name was never safe are as lost as if they had not been synced.
        if !contents.broken.sync && contents.synced.is_some() {
            contents.synced = contents.file.clone();
            contents.unsynced.clear();
        }
        Ok(())
    }

    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> io::Result<String> {
        self.simple_step()?;
        self.store.contents().torn.push(bytes.to_vec());
        Ok(name.into())
    }

    fn replace(&mut self, bytes: &[u8]) -> io::Result<Stand> {
        // Making the file, writing it, syncing it: none of that touches the one at the journal's place.
        for _ in 0..3 {
            self.simple_step()?;
        }
        assert!(self.holds, "replaces without the lock");
        let mut contents = self.store.contents();
        contents.file = Some(bytes.to_vec());
        contents.inode += 1;
        contents.unsynced.push(Change::Replace(bytes.to_vec()));
        drop(contents);
        self.simple_step()?;
        let mut contents = self.store.contents();
        if !contents.broken.names && !contents.broken.sync {
            contents.synced = contents.file.clone();
            contents.unsynced.clear();
        }
        drop(contents);
        let stand = self.stand().unwrap();
        self.open = Some(stand.inode);
        Ok(stand)
    }
}
