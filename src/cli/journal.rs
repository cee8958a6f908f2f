//! `log` and `verify`: what was decided, and whether it is still what was written.

use serde::Serialize;
use serde_json::Value;

use crate::journal::{Journal, line};
use crate::program::{PersonId, Shown};
use crate::session::{Ledger, Record, Standing};
use crate::words::Lang;
use crate::words::counter::{log as words, record};

use super::arguments::Verifying;
use super::arguments::log::Logging;
use super::exit::{Failure, Status};
use super::{Answer, Desk, between, opened};

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

/// Every decision, oldest first, or those that are asked for; or what lies between two moments.
///
/// # Errors
/// When the directory or its journal cannot be read, or what is asked for cannot be.
pub fn log(logging: &Logging, desk: &mut Desk) -> Result<Answer, Failure> {
    if let Some([one, other]) = logging.compare.as_deref() {
        return between::answer(&logging.place.directory, (one, other), logging.json, desk);
    }
    let wanted = Wanted::of(logging, desk.lang)?;
    opened::is_there(&logging.place.directory, desk.lang)?;
    let (journal, _) = Journal::open(&logging.place.directory).map_err(Failure::Journal)?;
    opened::note_damage(&journal, desk);
    let ledger = journal.ledger();
    let records = || ledger.records().iter().filter(|record| wanted.fits(record, ledger));
    if logging.json {
        let told: Vec<Told> = records().map(|record| told(record, ledger)).collect();
        return Ok(Answer::done(super::pretty(&told)?));
    }
    Ok(Answer::done(match records().next() {
        Some(_) => records().map(|record| record::line(record, ledger, desk.lang)).collect(),
        None if ledger.records().is_empty() => record::empty_log(desk.lang),
        None => words::none_fits(desk.lang),
    }))
}

/// Which records are asked for.
#[derive(Debug)]
struct Wanted<'a> {
    by: Option<String>,
    about: Vec<PersonId>,
    kinds: &'a [String],
    after: u64,
    from: Option<String>,
    to: Option<String>,
}

impl<'a> Wanted<'a> {
    fn of(logging: &'a Logging, lang: Lang) -> Result<Self, Failure> {
        let time = |text: &Option<String>| text.as_deref().map(|text| time(text, lang)).transpose();
        Ok(Self {
            by: logging.by.as_deref().map(str::to_lowercase),
            about: logging.about.iter().map(|id| opened::id(id, lang)).collect::<Result<_, _>>()?,
            kinds: &logging.kind,
            after: logging.since.unwrap_or(0),
            from: time(&logging.from)?,
            to: time(&logging.to)?,
        })
    }

    fn fits(&self, record: &Record, ledger: &Ledger) -> bool {
        // Times are written so that the order of letters is theirs; what is asked for may be the beginning of one.
        let begins = |at: &String| record.at.get(..at.len()).unwrap_or(&record.at).to_owned();
        record.seq > self.after
            && self.by.as_ref().is_none_or(|by| record.by.to_lowercase() == *by)
            && (self.kinds.is_empty() || self.kinds.iter().any(|kind| kind == record.decision.kind()))
            && self.from.as_ref().is_none_or(|from| begins(from) >= *from)
            && self.to.as_ref().is_none_or(|to| begins(to) <= *to)
            && ledger.is_about(record.seq, &self.about)
    }
}

/// The beginning of a time as records have it: a day, and as much of the clock as wanted.
fn time(text: &str, lang: Lang) -> Result<String, Failure> {
    const FORM: &str = "0000-00-00T00:00:00Z";
    let text = text.trim().replacen(' ', "T", 1);
    let fits = |(given, form): (char, char)| if form == '0' { given.is_ascii_digit() } else { given == form };
    let whole = [10, 13, 16, 19, 20].contains(&text.len());
    match whole && text.is_ascii() && text.chars().zip(FORM.chars()).all(fits) {
        true => Ok(text),
        false => Err(Failure::Usage(words::not_a_time(&Shown::new(&text), lang))),
    }
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
