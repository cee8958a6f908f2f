//! `log` and `verify`: what was decided, and whether it is still what was written.

use serde::Serialize;
use serde_json::Value;

use crate::journal::{Journal, line};
use crate::program::Shown;
use crate::session::{Ledger, Record, Standing};
use crate::words::counter::record;

use super::arguments::{Logging, Verifying};
use super::exit::{Failure, Status};
use super::{Answer, Desk, opened};

/// One record as other programs read it.
#[derive(Debug, Serialize)]
struct Told {
    seq: u64,
    id: String,
    at: String,
    by: String,
    account: Option<String>,
    role: Standing,
    decision: Value,
    why: Option<String>,
    undoes: Option<u64>,
    in_force: bool,
    sum: String,
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
        let told: Vec<Told> = ledger.records().iter().map(|record| told(record, ledger)).collect();
        return Ok(Answer::done(super::pretty(&told)?));
    }
    Ok(Answer::done(if ledger.records().is_empty() {
        record::empty_log(desk.lang)
    } else {
        ledger.records().iter().map(|record| record::line(record, ledger, desk.lang)).collect()
    }))
}

fn told(record: &Record, ledger: &Ledger) -> Told {
    Told {
        seq: record.seq,
        id: shown(&record.id),
        at: shown(&record.at),
        by: shown(&record.by),
        account: record.account.as_deref().map(shown),
        role: record.role,
        decision: decision(record, ledger),
        why: record.why().map(shown),
        undoes: record.undoes,
        in_force: ledger.in_force(record.seq),
        sum: shown(&record.sum),
    }
}

/// The decision; of a vote that is not revealed everything but the answer.
fn decision(record: &Record, ledger: &Ledger) -> Value {
    let mut decision = shown_value(serde_json::to_value(&record.decision).unwrap_or_default());
    if ledger.is_hidden(record.seq)
        && let Some(answer) = decision.get_mut("answer")
    {
        *answer = Value::from("hidden");
    }
    decision
}

fn shown(text: &str) -> String {
    Shown::new(text).into()
}

/// A flat object with every text in it made safe to show.
fn shown_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(shown(&text)),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, field)| (name, shown_value(field))).collect()),
        other => other,
    }
}

/// Whether every record is what was written and follows the one before, and whether one of them has the sum that was written down
/// once; ends as [`Status::Wrong`] when not.
///
/// # Errors
/// When the directory or its journal cannot be read, or no record could have that sum.
pub fn verify(verifying: &Verifying, desk: &mut Desk) -> Result<Answer, Failure> {
    let (directory, head) = (&verifying.place.directory, verifying.head.as_deref().map(str::to_ascii_lowercase));
    if let Some(head) = head.as_deref().filter(|head| !line::is_sum(head)) {
        return Err(Failure::Usage(record::not_a_sum(&Shown::new(head), desk.lang)));
    }
    opened::is_there(directory, desk.lang)?;
    let found = crate::journal::verify(directory).map_err(Failure::Journal)?;
    if let Some(damage) = &found.damage {
        desk.note(crate::words::journal::damage(damage, desk.lang));
    }
    let mut text = record::verified(&found, desk.lang);
    let mut missing = false;
    if let Some(head) = head {
        match found.with_sum(&head) {
            Some(seq) => text += &record::has_sum(seq, found.records, &head, desk.lang),
            None => {
                missing = true;
                desk.note(record::has_no_sum(&head, desk.lang));
            }
        }
    }
    let status = if missing || found.damage.is_some() { Status::Wrong } else { Status::Done };
    Ok(Answer { text, status })
}
