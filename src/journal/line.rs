//! One record as one line of text, and its place in the chain.
//!
//! A line is the JSON of the [`Record`] with its fields in their order and nothing between them: there is one way to write a record,
//! and whatever is not written that way is not read. `sum` is the first 16 hexadecimal digits of SHA-256 over the sum before and this
//! record without `sum` and without `note.text`: checksum and chain in one, and the words can be erased without breaking it. It is
//! compared as text; compared as a number, `A` for `a` would pass, and that is one flipped bit.

use std::fmt;
use std::fmt::Write;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::error::What;
pub use crate::program::roles::signature;
use crate::program::{PersonId, Weight};
use crate::session::{Decision, Named, Note, Record};

/// The most bytes that a line may have, with its line end.
pub const LONGEST_LINE: usize = 16 * 1024;
/// How every line begins. Inside a text the quotes are escaped, so it stands nowhere else.
pub const BEGINNING: &[u8] = b"{\"sum\":\"";

/// Where a reader is: after so many records and bytes, with this sum to build on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// The number of the last record read; 0 for none.
    pub seq: u64,
    /// Its sum; empty for none.
    pub sum: String,
    /// The bytes of all records up to it.
    pub bytes: u64,
}

/// The line of a record, without its line end.
pub fn written(record: &Record) -> String {
    // Strings, numbers and maps with string keys cannot fail to serialise; were it so, nothing would be written (see `read`).
    serde_json::to_string(record).unwrap_or_default()
}

/// The sum of a record that follows the sum `before`; the record's own `sum` plays no part.
pub fn sum_of(before: &str, record: &Record) -> String {
    let note = record.note.as_ref().map(|note| Note { text: None, ..note.clone() });
    let text = written(&Record { sum: String::new(), note, ..record.clone() });
    digest(before, &format!("{{{}", text.strip_prefix("{\"sum\":\"\",").unwrap_or_default()))
}

/// The note that keeps some words; the salt is 16 random bytes in hex.
pub fn note(salt: String, words: &str) -> Note {
    Note { hash: hex(&Sha256::new().chain_update(&salt).chain_update(words).finalize()), salt, text: Some(words.to_owned()) }
}

/// Reads the line (without its line end) that follows `position`.
///
/// # Errors
/// What is wrong with it.
pub fn read(line: &[u8], position: &Position) -> Result<Record, What> {
    let record = match read_alone(line) {
        Ok(record) => record,
        Err(What::NotARecord | What::AnotherForm) if !is_ours(line, position) && fits_the_chain(line, position) => return Err(What::Newer),
        Err(what) => return Err(what),
    };
    if record.seq != position.seq + 1 {
        return Err(What::OutOfOrder);
    }
    if record.sum != sum_of(&position.sum, &record) {
        return Err(What::WrongSum);
    }
    if record.note.as_ref().is_some_and(|kept| kept.text.as_ref().is_some_and(|words| *kept != note(kept.salt.clone(), words))) {
        return Err(What::WrongNote);
    }
    Ok(record)
}

/// Reads a line without looking at its place in the chain.
///
/// # Errors
/// What is wrong with it.
pub fn read_alone(line: &[u8]) -> Result<Record, What> {
    if line.len() >= LONGEST_LINE {
        return Err(What::TooLong);
    }
    let text = std::str::from_utf8(line).map_err(|_| What::NotARecord)?;
    let record: Record = serde_json::from_str(text).map_err(|_| What::NotARecord)?;
    if written(&record) != text {
        return Err(What::AnotherForm);
    }
    if is_possible(&record) { Ok(record) } else { Err(What::Impossible) }
}

/// Whether an intent's id can stand in a record: letters and digits, at most 64. A ULID is.
pub fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a text can be a record's sum: 16 lower-case hexadecimal digits.
pub fn is_sum(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// A moment as records have it: UTC, to the second.
pub fn moment(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn digest(before: &str, text: &str) -> String {
    let sum = Sha256::new().chain_update(before).chain_update(text).finalize();
    hex(sum.get(..8).unwrap_or_default())
}

/// Whether the record says nothing that the program would not have let anybody say, whoever wrote the line.
fn is_possible(record: &Record) -> bool {
    let Record { seq, id, at, by, account, see, decision, undoes, .. } = record;
    is_id(id)
        && signature(by).as_ref() == Some(by)
        && at.parse().is_ok_and(|parsed: jiff::Timestamp| moment(parsed) == *at)
        && see < seq
        && matches!(decision, Decision::Undo) == undoes.is_some()
        && undoes.is_none_or(|target| (1..*seq).contains(&target))
        && account.as_ref().is_none_or(|account| super::account::is_name(account))
        && !matches!(decision, Decision::Reword { note } | Decision::Withdraw { note } if !(1..*seq).contains(note))
        && people_of(decision).into_iter().all(|id| PersonId::new(id.as_str()).is_some())
        && !matches!(decision, Decision::Weight { thousandths, .. } if *thousandths > Weight::MOST)
}

fn people_of(decision: &Decision) -> Vec<&PersonId> {
    match decision {
        Decision::Lock(p) | Decision::Unlock(p) | Decision::Assign(p) | Decision::Forbid(p) | Decision::Allow(p) => {
            vec![&p.adept, &p.mentor]
        }
        Decision::Swap { adept, gets, other, other_gets } => vec![adept, gets, other, other_gets],
        Decision::Note { adept, mentor } => adept.iter().chain(mentor).collect(),
        Decision::Consent { person, .. } => vec![person],
        Decision::Vote { adept, mentor, .. } | Decision::Reveal(Named { adept, mentor }) => vec![adept, mentor],
        Decision::Reword { .. }
        | Decision::Withdraw { .. }
        | Decision::Weight { .. }
        | Decision::Rule { .. }
        | Decision::Objective { .. }
        | Decision::Afresh
        | Decision::Finalise
        | Decision::Reopen
        | Decision::Undo => vec![],
    }
}

/// Whether all that a line says is known to us and as it was written, so that only the form can be another: an editor has changed
/// line ends or spaces. A newer program's record has something in its sum that we do not know.
fn is_ours(line: &[u8], position: &Position) -> bool {
    let record = std::str::from_utf8(line).ok().and_then(|text| serde_json::from_str::<Record>(text).ok());
    record.is_some_and(|record| record.sum == sum_of(&position.sum, &record))
}

/// Whether a line that we cannot read is whole all the same: it carries the sum of its own text after the sum before. Then a program
/// that knows more than this one wrote it.
fn fits_the_chain(line: &[u8], position: &Position) -> bool {
    let fields = std::str::from_utf8(line).ok().and_then(|text| serde_json::from_str::<Fields>(text).ok());
    let Some(Fields(fields)) = fields else { return false };
    let sum = fields.iter().find(|(name, _)| name == "sum").and_then(|(_, value)| serde_json::from_str::<String>(value.get()).ok());
    let kept: Vec<String> = fields.iter().filter(|(name, _)| name != "sum").map(|(name, value)| field(name, value)).collect();
    sum.is_some_and(|sum| sum == digest(&position.sum, &format!("{{{}}}", kept.join(","))))
}

/// One field as text; the words of a note are left out, as they are in every sum.
fn field(name: &str, value: &RawValue) -> String {
    let text = match serde_json::from_str::<Fields>(value.get()) {
        Ok(Fields(inner)) if name == "note" => {
            let kept: Vec<String> = inner.iter().filter(|(name, _)| name != "text").map(|(name, value)| field(name, value)).collect();
            format!("{{{}}}", kept.join(","))
        }
        _ => value.get().to_owned(),
    };
    format!("{}:{text}", serde_json::Value::from(name))
}

/// The fields of a JSON object in their order, unread.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
