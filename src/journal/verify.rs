//! The chain, checked from the outside.

use std::path::Path;

use super::disk::{Disk, Opened};
use super::error::{Damage, JournalError};
use super::folder::Folder;
use super::line::Position;
use super::scan::{Ending, scan};

/// What a journal is worth.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many whole records there are, from the first on.
    pub records: u64,
    /// The sum of the last of them; `None` when there is none. Two journals with the same last sum hold the same decisions.
    pub last_sum: Option<String>,
    /// The sum of each of them, in order.
    pub sums: Vec<String>,
    /// Bytes of a record that was never finished; the next decision sets them aside.
    pub unfinished: u64,
    /// Where it stops being what was written.
    pub damage: Option<Damage>,
}

impl Verified {
    /// The number of the record that has this sum; `None` when none has. It and everything before it is then what it was when the sum was
    /// written down.
    pub fn with_sum(&self, sum: &str) -> Option<u64> {
        (1..).zip(&self.sums).find(|(_, found)| *found == sum).map(|(seq, _)| seq)
    }
}

/// Checks the journal of a program directory from the first record on. Changes nothing there; no journal is an empty journal.
///
/// # Errors
/// When it cannot be read.
pub fn verify(directory: &Path) -> Result<Verified, JournalError> {
    let mut folder = Folder::of(directory);
    let stand = match folder.open()? {
        Opened::Nothing { .. } => return Ok(Verified::default()),
        Opened::ForReading(stand) | Opened::ForWriting(stand) => stand,
    };
    let bytes = folder.read(0, stand.length)?;
    let found = scan(&bytes, &Position::default());
    let unfinished = if found.ending == Ending::Torn { (bytes.len() as u64).saturating_sub(found.position.bytes) } else { 0 };
    let damage = if let Ending::Damage(damage) = found.ending { Some(damage) } else { None };
    let sums: Vec<String> = found.records.into_iter().map(|record| record.sum).collect();
    Ok(Verified { records: found.position.seq, last_sum: sums.last().cloned(), sums, unfinished, damage })
}
