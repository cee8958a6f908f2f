//! What can be done about a damaged journal: the decisions before the damage become the journal, and nothing is thrown away.
//!
//! The whole journal as it was is kept beside first, and is on the disk before anything else happens. Then, still under the lock,
//! another file with the records before the damage takes the journal's place, all at once: whatever happens on the way, what stands
//! there is the old one or the new one. Every session that is open sees that it is another file, and goes on with it when it holds all
//! that the session has read; one that had read more than was kept is over.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::append::PATIENCE;
use super::disk::{Disk, Opened, Stand};
use super::error::{Damage, JournalError, What};
use super::folder::Folder;
use super::holder::Holder;
use super::line::{self, BEGINNING, Position, read, read_alone};
use super::lock::{self, NotTaken};
use super::scan::{Ending, scan};
use crate::session::Record;

/// What a journal holds before and after its damage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examined {
    /// How many whole records there are before the damage; all of them where there is none.
    pub kept: u64,
    /// Where it stops being what was written.
    pub damage: Option<Damage>,
    /// The lines from the damage on.
    pub aside: Vec<Aside>,
}

/// A line from the damage on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Which line of the journal, from 1.
    pub line: u64,
    /// What it says, if it can be read.
    pub record: Option<Record>,
    /// Whether it is what was written after the line before it: otherwise it may have been changed.
    pub fits: bool,
}

/// What a repair did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// What there was.
    pub found: Examined,
    /// Where the journal as it was is kept, from the program directory; `None` when there was nothing to repair.
    pub copy: Option<String>,
}

/// Why a journal was not repaired.
#[derive(Debug, thiserror::Error)]
pub enum NotRepaired {
    /// It cannot be read.
    #[error("the journal cannot be read")]
    Unreadable(#[source] JournalError),
    /// This account may not write it.
    #[error("this account may not write in decisions/")]
    NotAllowed,
    /// Somebody else has the lock.
    #[error("the journal is held by another process")]
    Held(Holder),
    /// It is not damaged: a newer version of the program wrote this line.
    #[error("line {0} of the journal is a newer program's")]
    Newer(u64),
    /// The copy could not be kept; the journal is as it was.
    #[error("the journal could not be copied")]
    NotCopied(#[source] io::Error),
    /// The journal is as it was; the copy may have been kept.
    #[error("the journal could not be replaced")]
    NotReplaced(#[source] io::Error),
    /// The disk failed at the last moment: the old or the new journal stands there, the copy is kept.
    #[error("the disk failed: the journal may have been replaced or not")]
    Unsure(#[source] io::Error),
}

impl From<JournalError> for NotRepaired {
    fn from(error: JournalError) -> Self {
        NotRepaired::Unreadable(error)
    }
}

/// What a repair would keep and set aside. Changes nothing; no journal is an empty journal.
///
/// # Errors
/// When it cannot be read.
pub fn examine(program: &Path) -> Result<Examined, JournalError> {
    Ok(look_into(&mut Folder::of(program))?.found)
}

/// Repairs the journal of a program directory in somebody's name. One without damage is left alone.
///
/// # Errors
/// When it was not repaired, and why.
pub fn repair(program: &Path, by: &str, now: jiff::Timestamp) -> Result<Repaired, NotRepaired> {
    repair_on(&mut Folder::of(program), PATIENCE, by, now)
}

/// As [`repair`], on another disk and with another patience for the lock.
///
/// # Errors
/// As [`repair`].
pub fn repair_on(disk: &mut dyn Disk, patience: Duration, by: &str, now: jiff::Timestamp) -> Result<Repaired, NotRepaired> {
    let insight = look_into(disk)?;
    if !insight.is_for_repair()? {
        return Ok(Repaired { found: insight.found, copy: None });
    }
    lock::take(disk, patience, &mut |_| {}).map_err(|not| match not {
        NotTaken::Held(holder) => NotRepaired::Held(holder),
        NotTaken::Refused(error) => refused(error, NotRepaired::NotCopied),
    })?;
    disk.sign_lock(&Holder::this(by, line::moment(now)).text());
    let repaired = repair_locked(disk, now);
    disk.unlock();
    repaired
}

/// Under the lock nobody is writing; somebody else may have repaired it in the meantime.
fn repair_locked(disk: &mut dyn Disk, now: jiff::Timestamp) -> Result<Repaired, NotRepaired> {
    let insight = look_into(disk)?;
    if !insight.is_for_repair()? {
        return Ok(Repaired { found: insight.found, copy: None });
    }
    let name = format!("damaged-after-{}-{}", insight.found.kept, now.strftime("%Y%m%dT%H%M%SZ"));
    let copy = disk.set_aside(&name, &insight.bytes).map_err(|error| refused(error, NotRepaired::NotCopied))?;
    let whole = insight.bytes.get(..insight.whole).unwrap_or_default();
    if let Err(error) = disk.replace(whole) {
        let is_old = |old: Stand| disk.look().is_ok_and(|found| found.is_some_and(|found| found.is_same_file(&old)));
        return Err(if insight.stand.is_some_and(is_old) { refused(error, NotRepaired::NotReplaced) } else { NotRepaired::Unsure(error) });
    }
    Ok(Repaired { found: insight.found, copy: Some(copy) })
}

fn refused(error: io::Error, otherwise: fn(io::Error) -> NotRepaired) -> NotRepaired {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => NotRepaired::NotAllowed,
        io::ErrorKind::Unsupported => NotRepaired::Unreadable(JournalError::Foreign),
        _ => otherwise(error),
    }
}

/// A journal as it was read from one end to the other.
#[derive(Default)]
struct Insight {
    stand: Option<Stand>,
    writable: bool,
    bytes: Vec<u8>,
    /// How many of the bytes are those of whole records.
    whole: usize,
    found: Examined,
}

impl Insight {
    /// Whether there is damage that can be repaired here; there is no damage otherwise.
    fn is_for_repair(&self) -> Result<bool, NotRepaired> {
        match &self.found.damage {
            None => Ok(false),
            Some(Damage { what: What::Newer, line, .. }) => Err(NotRepaired::Newer(*line)),
            Some(_) if !self.writable => Err(NotRepaired::NotAllowed),
            Some(_) => Ok(true),
        }
    }
}

fn look_into(disk: &mut dyn Disk) -> Result<Insight, JournalError> {
    let (stand, writable) = match disk.open()? {
        Opened::Nothing { .. } => return Ok(Insight::default()),
        Opened::ForReading(stand) => (stand, false),
        Opened::ForWriting(stand) => (stand, true),
    };
    let bytes = disk.read(0, stand.length)?;
    let scanned = scan(&bytes, &Position::default());
    let whole = usize::try_from(scanned.position.bytes).unwrap_or(bytes.len());
    let (damage, aside) = match scanned.ending {
        Ending::Damage(damage) => (Some(damage), set_aside(bytes.get(whole..).unwrap_or_default(), &scanned.position)),
        Ending::Whole | Ending::Torn => (None, Vec::new()),
    };
    let found = Examined { kept: scanned.position.seq, damage, aside };
    Ok(Insight { stand: Some(stand), writable, bytes, whole, found })
}

/// The lines that follow a position, each for itself.
fn set_aside(rest: &[u8], from: &Position) -> Vec<Aside> {
    let mut before = Some(from.sum.clone());
    let mut aside = Vec::new();
    for (line, text) in (from.seq + 1..).zip(rest.split_inclusive(|byte| *byte == b'\n')) {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let record = read_alone(text).ok();
        let follows = |record: &Record| Some(Position { seq: record.seq.checked_sub(1)?, sum: before.clone()?, bytes: 0 });
        let fits = record.as_ref().and_then(follows).is_some_and(|position| read(text, &position).is_ok());
        before = sum_in(text);
        aside.push(Aside { line, record, fits });
    }
    aside
}

/// The sum that a line says it has, even where the rest of it cannot be read.
fn sum_in(line: &[u8]) -> Option<String> {
    let sum = line.strip_prefix(BEGINNING)?.split(|byte| *byte == b'"').next()?;
    String::from_utf8(sum.to_vec()).ok()
}
