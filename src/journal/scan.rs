//! Bytes to whole records, and what the rest of them is.

use super::error::{Damage, What};
use super::line::{BEGINNING, LONGEST_LINE, Position, read, read_alone};
use crate::session::Record;

/// What some bytes of a journal hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The whole records, in order.
    pub records: Vec<Record>,
    /// Where the last of them ends.
    pub position: Position,
    /// What follows it.
    pub ending: Ending,
}

/// What follows the whole records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Nothing.
    Whole,
    /// The beginning of a record that was never finished, or is being written at this moment.
    Torn,
    /// Something that no interrupted writer leaves behind.
    Damage(Damage),
}

/// Reads the bytes that follow a position.
pub fn scan(bytes: &[u8], from: &Position) -> Scan {
    let (mut records, mut position, mut rest) = (Vec::new(), from.clone(), bytes);
    while let Some(length) = rest.iter().position(|byte| *byte == b'\n') {
        let (line, after) = rest.split_at(length);
        match read(line, &position) {
            Ok(record) => {
                let bytes = position.bytes + length as u64 + 1;
                position = Position { seq: record.seq, sum: record.sum.clone(), bytes };
                records.push(record);
                rest = after.get(1..).unwrap_or_default();
            }
            Err(what) => return Scan { ending: ending(rest, what, &position), records, position },
        }
    }
    let ending = if rest.is_empty() { Ending::Whole } else { ending(rest, What::NotARecord, &position) };
    Scan { records, position, ending }
}

/// What the bytes after the last whole record are.
///
/// A writer that is interrupted leaves the beginning of one record, or, when the power goes, one record with holes of zeros. Only that
/// is a torn tail. Whatever could be more than that is damage, and damage is never cut: a complete line that is not as it was
/// written, a whole record out of its place, the beginnings of two records.
fn ending(rest: &[u8], what: What, position: &Position) -> Ending {
    let starts_here = |(at, window): (usize, &[u8])| (window == BEGINNING).then_some(at);
    let beginnings: Vec<usize> = rest.windows(BEGINNING.len()).enumerate().filter_map(starts_here).take(2).collect();
    let whole_record = beginnings.iter().filter_map(|at| rest.get(*at..)).any(|found| {
        let line = found.split(|byte| *byte == b'\n').next().unwrap_or_default();
        line.len() < found.len() && read_alone(line).is_ok()
    });
    let could_be_torn = !rest.ends_with(b"\n") || rest.contains(&0);
    if could_be_torn && !whole_record && beginnings.len() < 2 && rest.len() <= LONGEST_LINE && what != What::Newer {
        return Ending::Torn;
    }
    let line = position.seq + 1;
    Ending::Damage(Damage { line, seq: line, what })
}
