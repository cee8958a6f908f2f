//! `repair`: makes a damaged journal writable again, and throws nothing away.

use crate::words::counter::repair as words;

use super::arguments::Repairing;
use super::exit::Failure;
use super::{Answer, Desk, opened};

/// Keeps the decisions before the damage and a copy of everything; with `--dry-run` only says what that would be.
///
/// # Errors
/// When the directory or its journal cannot be read, or the journal cannot be replaced.
pub fn answer(repairing: &Repairing, desk: &mut Desk) -> Result<Answer, Failure> {
    let directory = &repairing.place.directory;
    opened::is_there(directory, desk.lang)?;
    if repairing.dry_run {
        let found = crate::journal::examine(directory).map_err(Failure::Journal)?;
        return Ok(Answer::done(words::would_repair(&found, desk.lang)));
    }
    let by = desk.name(None)?;
    let repaired = crate::journal::repair(directory, &by, jiff::Timestamp::now()).map_err(Failure::Repair)?;
    Ok(Answer::done(words::repaired(&repaired, desk.lang)))
}
