//! `log` and `verify`: what was decided, and whether it is still what was written.

use serde::Serialize;

use crate::journal::Journal;
use crate::session::{Decision, Ledger, Record};
use crate::words::counter::record;

use super::arguments::{Logging, Where};
use super::exit::{Failure, Status};
use super::{Answer, Desk, opened};

/// One record as other programs read it.
#[derive(Debug, Serialize)]
struct Told<'a> {
    seq: u64,
    id: &'a str,
    at: &'a str,
    by: &'a str,
    decision: &'a Decision,
    why: Option<&'a str>,
    undoes: Option<u64>,
    in_force: bool,
    sum: &'a str,
}

/// Every decision, oldest first.
///
/// # Errors
/// When the directory or its journal cannot be read.
pub fn log(logging: &Logging, desk: &mut Desk) -> Result<Answer, Failure> {
    opened::is_there(&logging.place.directory, desk.lang)?;
    let (journal, _) = Journal::open(&logging.place.directory).map_err(Failure::Journal)?;
    opened::note_damage(&journal, desk);
    let ledger = journal.ledger();
    if logging.json {
        let told: Vec<Told<'_>> = ledger.records().iter().map(|record| told(record, ledger)).collect();
        return Ok(Answer::done(super::pretty(&told)?));
    }
    Ok(Answer::done(if ledger.records().is_empty() {
        record::empty_log(desk.lang)
    } else {
        ledger.records().iter().map(|record| record::line(record, ledger, desk.lang)).collect()
    }))
}

fn told<'a>(record: &'a Record, ledger: &Ledger) -> Told<'a> {
    Told {
        seq: record.seq,
        id: &record.id,
        at: &record.at,
        by: &record.by,
        decision: &record.decision,
        why: record.why(),
        undoes: record.undoes,
        in_force: ledger.in_force(record.seq),
        sum: &record.sum,
    }
}

/// Whether every record is what was written and follows the one before; ends as [`Status::Wrong`] when not.
///
/// # Errors
/// When the directory or its journal cannot be read.
pub fn verify(place: &Where, desk: &mut Desk) -> Result<Answer, Failure> {
    opened::is_there(&place.directory, desk.lang)?;
    let found = crate::journal::verify(&place.directory).map_err(Failure::Journal)?;
    if let Some(damage) = &found.damage {
        desk.note(crate::words::journal::damage(damage, desk.lang));
    }
    let status = if found.damage.is_some() { Status::Wrong } else { Status::Done };
    Ok(Answer { text: record::verified(&found, desk.lang), status })
}
