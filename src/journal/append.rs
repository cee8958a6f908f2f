//! The journal itself: reads what others write, and records decisions under the lock.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, Opened, Stand};
use super::error::{DecideError, JournalError, ReadOnly, is_full};
use super::folder::Folder;
use super::holder::Holder;
use super::line::{self, LONGEST_LINE, Position};
use super::lock::{self, NotTaken};
use super::scan::{Ending, Scan, scan};
use crate::session::{Admission, Decision, Ground, Intent, Ledger, Record};

/// How long the journal waits for the lock unless it is told otherwise.
pub const PATIENCE: Duration = Duration::from_secs(3);
/// With less room than this on the disk, in bytes, nothing new is decided.
pub const RESERVE: u64 = 4 * 1024 * 1024;
/// How often bytes that look damaged are read again, in case a writer was at work while we read.
const LOOKS: usize = 3;

/// One session's view of `decisions/journal.jsonl`: what it has read of it, and the way to append to it.
pub struct Journal {
    /// Where, if it is on the real disk.
    directory: Option<PathBuf>,
    disk: Box<dyn Disk>,
    patience: Duration,
    open: Option<Stand>,
    position: Position,
    ledger: Ledger,
    /// Read, and not handed out yet.
    pending: Vec<Record>,
    /// Whether something unfinished follows the last record read.
    torn: bool,
    /// Whether this session has made sure that the journal's name outlives a loss of power.
    settled: bool,
    read_only: Option<ReadOnly>,
    /// The account that this process runs under.
    account: String,
}

/// What became of an intent that was not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What others have recorded in the meantime, in order; comes before `record`.
    pub news: Vec<Record>,
    /// What was recorded; `None` when things were so already.
    pub record: Option<Record>,
}

impl Journal {
    /// Opens the journal of a program directory and reads it. Changes nothing there; no journal is an empty journal.
    ///
    /// # Errors
    /// When it cannot be read. A journal that can be read but not written, or only up to some damage, opens: see
    /// [`Journal::read_only`].
    pub fn open(directory: &Path) -> Result<(Journal, Vec<Record>), JournalError> {
        let (journal, records) = Self::open_on(Box::new(Folder::of(directory)))?;
        Ok((Self { directory: Some(directory.to_owned()), ..journal }, records))
    }

    /// As [`Journal::open`], on another disk.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_on(disk: Box<dyn Disk>) -> Result<(Journal, Vec<Record>), JournalError> {
        let mut journal = Self {
            directory: None,
            disk,
            patience: PATIENCE,
            open: None,
            position: Position::default(),
            ledger: Ledger::default(),
            pending: Vec::new(),
            torn: false,
            settled: false,
            read_only: None,
            account: super::account::this(),
        };
        journal.reopen()?;
        journal.catch_up()?;
        let records = std::mem::take(&mut journal.pending);
        Ok((journal, records))
    }

    /// The program directory whose journal it is; `None` when it is not on the real disk.
    pub fn directory(&self) -> Option<&Path> {
        self.directory.as_deref()
    }

    /// Waits this long for the lock instead of three seconds.
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Why nothing can be recorded; `None` as long as something can.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    /// What the records read so far add up to.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// What others have recorded since the last look, in order. Costs one `stat` when there is nothing.
    ///
    /// # Errors
    /// When the journal cannot be read at this moment.
    pub fn news(&mut self) -> Result<Vec<Record>, JournalError> {
        self.catch_up()?;
        Ok(std::mem::take(&mut self.pending))
    }

    /// Records a decision, if it fits everything that has been recorded by anybody. When this returns a record, it is on the disk.
    ///
    /// # Errors
    /// The decision was not recorded, and why; after [`DecideError::Unsure`] nobody knows. What others have recorded in the meantime
    /// is kept for [`Journal::news`].
    pub fn decide(&mut self, ground: &Ground, intent: Intent, now: jiff::Timestamp) -> Result<Decided, DecideError> {
        self.decide_telling(ground, intent, now, &mut |_| {})
    }

    /// As [`Journal::decide`]; says who holds the journal as soon as that has taken long enough to be noticed.
    ///
    /// # Errors
    /// As [`Journal::decide`].
    pub fn decide_telling(
        &mut self,
        ground: &Ground,
        mut intent: Intent,
        now: jiff::Timestamp,
        waiting: &mut dyn FnMut(Holder),
    ) -> Result<Decided, DecideError> {
        self.may_write()?;
        intent.by = line::signature(&intent.by).ok_or(DecideError::Nameless)?;
        if !line::is_id(&intent.id) {
            return Err(DecideError::NoId);
        }
        if self.is_untouched().map_err(DecideError::Unreadable)? {
            // A refusal leaves nothing behind: the folder is made for the first decision, not for the first wish.
            self.ledger.check(ground, &intent).map_err(DecideError::Refused)?;
        }
        self.wait_for_lock(waiting)?;
        self.disk.sign_lock(&Holder::this(&intent.by, line::moment(now)).text());
        let decided = self.decide_locked(ground, &intent, now);
        self.disk.unlock();
        decided
    }

    fn decide_locked(&mut self, ground: &Ground, intent: &Intent, now: jiff::Timestamp) -> Result<Decided, DecideError> {
        self.catch_up().map_err(DecideError::Unreadable)?;
        self.may_write()?;
        if self.torn {
            self.cut_torn_tail(now)?;
        }
        let record = match self.ledger.check(ground, intent).map_err(DecideError::Refused)? {
            // It may be so through a record whose writer was stopped before it was safe, this session's own earlier try for one.
            Admission::Already => self.sync().map(|()| None)?,
            Admission::Record => {
                self.needs_room(&intent.decision)?;
                self.settle()?;
                Some(self.append(self.record(ground, intent, now)?)?)
            }
        };
        Ok(Decided { news: std::mem::take(&mut self.pending), record })
    }

    /// Whether nobody has recorded anything yet.
    fn is_untouched(&mut self) -> Result<bool, JournalError> {
        Ok(self.position.seq == 0 && self.disk.look()?.is_none())
    }

    fn may_write(&self) -> Result<(), DecideError> {
        self.read_only.clone().map_or(Ok(()), |reason| Err(DecideError::ReadOnly(reason)))
    }

    fn wait_for_lock(&mut self, waiting: &mut dyn FnMut(Holder)) -> Result<(), DecideError> {
        lock::take(&mut *self.disk, self.patience, waiting).map_err(|not| match not {
            NotTaken::Held(holder) => DecideError::Held(holder),
            NotTaken::Refused(error) => self.not_written(error),
        })
    }

    /// The last of the room is for what frees somebody: a disk that fills up must not keep people from letting go. One that does not say
    /// how much room it has is asked by writing.
    fn needs_room(&mut self, decision: &Decision) -> Result<(), DecideError> {
        let frees = matches!(decision, Decision::Unlock(_) | Decision::Undo);
        if !frees && self.disk.room().is_ok_and(|room| room < RESERVE) { Err(DecideError::LittleRoom) } else { Ok(()) }
    }

    /// Before a session's first decision: the file is there, and so are its name and its folder's when the power goes.
    fn settle(&mut self) -> Result<(), DecideError> {
        if !self.settled {
            let made = self.disk.create();
            self.open = Some(made.map_err(|error| {
                let told = self.not_written(error);
                if matches!(told, DecideError::NotSaved(_)) {
                    self.read_only = Some(ReadOnly::DiskFault);
                }
                told
            })?);
            self.settled = true;
        }
        Ok(())
    }

    /// Reads what has been appended since the last look, or all of it when another file stands at the path.
    fn catch_up(&mut self) -> Result<(), JournalError> {
        match self.read_only {
            Some(ReadOnly::Replaced | ReadOnly::Shortened) => return Ok(()),
            Some(ReadOnly::Damage(_)) => return self.notice_repair(),
            _ => {}
        }
        let Some(found) = self.disk.look()? else {
            if self.position.seq > 0 {
                self.read_only = Some(ReadOnly::Replaced);
            }
            (self.open, self.settled, self.torn) = (None, false, false);
            return Ok(());
        };
        if !self.open.is_some_and(|open| open.is_same_file(&found)) {
            return self.read_again();
        }
        if found.length < self.position.bytes {
            self.read_only = Some(ReadOnly::Shortened);
            return Ok(());
        }
        if found.length == self.position.bytes {
            self.torn = false;
            return Ok(());
        }
        let scan = self.scan_from(&self.position.clone())?;
        self.take_in(scan);
        Ok(())
    }

    /// A damaged journal is read no further, until another file stands in its place: somebody has repaired it, or exchanged it.
    fn notice_repair(&mut self) -> Result<(), JournalError> {
        match (self.open, self.disk.look()?) {
            (Some(open), Some(found)) if open.is_same_file(&found) => Ok(()),
            (_, Some(_)) => self.read_again(),
            (_, None) => {
                self.read_only = Some(ReadOnly::Replaced);
                Ok(())
            }
        }
    }

    /// Another file stands at the path. It is a new edition of the journal when its first records are the ones we know (their words may
    /// have been erased, a repair may have set aside what was damaged after them), and another history when they are not.
    fn read_again(&mut self) -> Result<(), JournalError> {
        let damage = self.read_only.take_if(|reason| matches!(reason, ReadOnly::Damage(_)));
        let read = self.reopen().and_then(|()| self.scan_from(&Position::default()));
        let mut scan = match read {
            Ok(scan) => scan,
            Err(error) => {
                // Nobody has seen yet what stands there: the next look begins anew, and until then all is as it was.
                self.open = None;
                self.read_only = damage.or(self.read_only.take());
                return Err(error);
            }
        };
        let known = self.ledger.records();
        let same = scan.records.len() >= known.len() && known.iter().zip(&scan.records).all(|(known, found)| known.sum == found.sum);
        if !same {
            self.read_only = Some(ReadOnly::Replaced);
            return Ok(());
        }
        let new = scan.records.split_off(known.len());
        self.ledger = Ledger::of(std::mem::replace(&mut scan.records, new));
        self.take_in(scan);
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), JournalError> {
        self.settled = false;
        let (open, writable) = match self.disk.open()? {
            Opened::Nothing { may_create } => (None, may_create),
            Opened::ForReading(stand) => (Some(stand), false),
            Opened::ForWriting(stand) => (Some(stand), true),
        };
        self.open = open;
        if !writable {
            self.read_only.get_or_insert(ReadOnly::NotAllowed);
        }
        Ok(())
    }

    /// Bytes that look damaged are read again: without the lock, a writer may have been at work while we read.
    fn scan_from(&mut self, from: &Position) -> Result<Scan, JournalError> {
        let mut before = None;
        for _ in 0..LOOKS {
            let length = self.disk.look()?.map_or(from.bytes, |stand| stand.length);
            let found = scan(&self.disk.read(from.bytes, length)?, from);
            if !matches!(found.ending, Ending::Damage(_)) || before.as_ref() == Some(&found) {
                return Ok(found);
            }
            before = Some(found);
        }
        Ok(before.unwrap_or(Scan { records: Vec::new(), position: from.clone(), ending: Ending::Torn }))
    }

    fn take_in(&mut self, scan: Scan) {
        for record in scan.records {
            self.ledger.apply(record.clone());
            self.pending.push(record);
        }
        self.position = scan.position;
        self.torn = scan.ending == Ending::Torn;
        if let Ending::Damage(damage) = scan.ending
            && self.read_only != Some(ReadOnly::DiskFault)
        {
            // A repair ends the damage; what a failed disk has kept, nothing in this session will ever tell.
            self.read_only = Some(ReadOnly::Damage(damage));
        }
    }

    /// Under the lock nobody is writing, so what is unfinished stays unfinished: it is kept beside the journal and cut.
    fn cut_torn_tail(&mut self, now: jiff::Timestamp) -> Result<(), DecideError> {
        let length = self.disk.look().map_err(|error| self.not_written(error))?.map_or(self.position.bytes, |stand| stand.length);
        let name = format!("after-{}-{}", self.position.seq, now.strftime("%Y%m%dT%H%M%SZ"));
        let kept = self.disk.read(self.position.bytes, length).and_then(|tail| self.disk.set_aside(&name, &tail));
        kept.and_then(|_| self.disk.set_length(self.position.bytes)).map_err(|error| self.not_written(error))?;
        self.sync()?;
        self.torn = false;
        Ok(())
    }

    fn record(&self, ground: &Ground, intent: &Intent, now: jiff::Timestamp) -> Result<Record, DecideError> {
        let words = intent.why.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let note = words.map(|words| salt().map(|salt| line::note(salt, words))).transpose().map_err(DecideError::NotSaved)?;
        let mut record = Record {
            sum: String::new(),
            seq: self.position.seq + 1,
            id: intent.id.clone(),
            at: line::moment(now),
            by: intent.by.clone(),
            account: Some(self.account.clone()),
            role: ground.role_of(intent),
            see: intent.see.min(self.position.seq),
            decision: intent.decision.clone(),
            expect: intent.expect.clone(),
            was: intent.was.clone(),
            undoes: intent.undoes,
            note,
        };
        record.sum = line::sum_of(&self.position.sum, &record);
        Ok(record)
    }

    /// Writes a record and returns when it is on the disk.
    fn append(&mut self, record: Record) -> Result<Record, DecideError> {
        let mut text = line::written(&record);
        if text.len() >= LONGEST_LINE {
            return Err(DecideError::TooLong);
        }
        // What we could not read back is never written.
        if line::read(text.as_bytes(), &self.position).as_ref() != Ok(&record) {
            return Err(DecideError::NotSaved(io::Error::from(io::ErrorKind::InvalidData)));
        }
        text.push('\n');
        if let Err(error) = self.disk.append(text.as_bytes()) {
            return Err(self.take_back(error));
        }
        self.sync()?;
        self.position = Position { seq: record.seq, sum: record.sum.clone(), bytes: self.position.bytes + text.len() as u64 };
        self.ledger.apply(record.clone());
        Ok(record)
    }

    /// After a write that failed: the journal becomes what it was.
    fn take_back(&mut self, error: io::Error) -> DecideError {
        if self.disk.set_length(self.position.bytes).is_err() {
            // A part of the record, or even all of it, is there and cannot be taken away.
            self.read_only = Some(ReadOnly::DiskFault);
            return DecideError::Unsure(error);
        }
        if self.disk.sync().is_err() {
            self.read_only = Some(ReadOnly::DiskFault);
        }
        self.not_written(error)
    }

    /// A sync that fails is never tried again: the system has forgotten what it could not write, so the next one would succeed and
    /// mean nothing.
    fn sync(&mut self) -> Result<(), DecideError> {
        if self.open.is_none() {
            return Ok(());
        }
        self.disk.sync().map_err(|error| {
            self.read_only = Some(ReadOnly::DiskFault);
            DecideError::Unsure(error)
        })
    }

    fn not_written(&mut self, error: io::Error) -> DecideError {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                let reason = self.read_only.get_or_insert(ReadOnly::NotAllowed).clone();
                DecideError::ReadOnly(reason)
            }
            io::ErrorKind::Unsupported => DecideError::Unreadable(JournalError::Foreign),
            _ if is_full(&error) => DecideError::DiskFull,
            _ => DecideError::NotSaved(error),
        }
    }
}

/// Sixteen random bytes in hexadecimal digits.
fn salt() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("no randomness"))?;
    Ok(line::hex(&bytes))
}
