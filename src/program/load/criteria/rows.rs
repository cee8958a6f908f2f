//! The group's own tables: ratings and pairs, one row a pair, from a spreadsheet. A bad row leaves only itself out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use csv::{ReaderBuilder, StringRecord, Trim};

use super::super::place::Text;
use super::{Reader, Severity};
use crate::program::application::{PersonId, Role};
use crate::program::criteria::folded;
use crate::program::problem::RowFault;

/// More rows than this are not read.
const MOST_ROWS: usize = 1_000_000;

type IdPair = (PersonId, PersonId);

/// The columns of a table and where they stand.
struct Columns {
    adept: usize,
    mentor: usize,
    rating: Option<usize>,
    /// As many as a row must have.
    least: usize,
}

impl Reader<'_> {
    /// `adept,mentor,rating`; a blank rating is none.
    pub(super) fn rating_rows(&mut self, table: &Text, file: &str, scale: u32) -> BTreeMap<IdPair, u32> {
        let rows = self.rows(table, file, true, |reader, line, written| reader.rating(file, line, written, scale));
        rows.into_iter().collect()
    }

    /// `adept,mentor`.
    pub(super) fn pair_rows(&mut self, table: &Text, file: &str) -> BTreeSet<IdPair> {
        self.rows(table, file, false, |_, _, _| Some(())).into_iter().map(|(pair, ())| pair).collect()
    }

    fn rating(&mut self, file: &str, line: u32, written: &str, scale: u32) -> Option<u32> {
        if written.is_empty() {
            return None;
        }
        let digits = written.bytes().all(|byte| byte.is_ascii_digit());
        let Some(rating) = written.parse::<u64>().ok().filter(|_| digits) else {
            self.row_error(file, line, RowFault::BadRating);
            return None;
        };
        let within = u32::try_from(rating).ok().filter(|rating| *rating <= scale);
        if within.is_none() {
            self.row_error(file, line, RowFault::AboveScale { rating, scale });
        }
        within
    }

    /// The good rows, each pair once, with what `value` makes of the rating as it is written. A row that `value` wants nothing of does
    /// not stand in the way of a later row about the same pair.
    fn rows<T>(&mut self, table: &Text, file: &str, rated: bool, value: impl Fn(&mut Self, u32, &str) -> Option<T>) -> Vec<(IdPair, T)> {
        let mut csv = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .delimiter(delimiter(table.as_str()))
            .from_reader(table.as_str().as_bytes());
        let mut rows = Vec::new();
        let mut columns = None;
        let mut lines: HashMap<IdPair, u32> = HashMap::new();
        let mut any = false;
        // A quotation mark that is never closed swallows the rows after it; they must not vanish in silence.
        let unclosed = table.as_str().matches('"').count() % 2 == 1;
        for (number, record) in csv.records().enumerate() {
            if number >= MOST_ROWS {
                self.errors += 1;
                self.findings.add(Severity::Error, file, (0, 0), RowFault::TooManyRows { limit: MOST_ROWS });
                break;
            }
            // The text is UTF-8 in memory and rows may have any length: nothing is left that could fail.
            let Ok(record) = record else { continue };
            let line = line_of(&record, table);
            let columns = match &columns {
                Some(columns) => columns,
                None => match heading(&record, rated) {
                    Ok((found, is_heading)) => {
                        let found = columns.insert(found);
                        if is_heading {
                            continue;
                        }
                        found
                    }
                    Err(column) => {
                        // Without it no row can be used, so neither can what asked for the table.
                        self.errors += 1;
                        self.row_error(file, line, RowFault::MissingColumn { column });
                        return Vec::new();
                    }
                },
            };
            if record.iter().all(str::is_empty) {
                continue;
            }
            any = true;
            if unclosed && record.iter().any(|cell| cell.contains('\n')) {
                self.errors += 1;
                self.row_error(file, line, RowFault::UnclosedQuote);
                continue;
            }
            let Some(pair) = self.pair(&record, columns, file, line) else { continue };
            if let Some(first) = lines.get(&pair) {
                let fault = RowFault::RepeatedPair { adept: pair.0, mentor: pair.1, line: *first };
                self.row_error(file, line, fault);
                continue;
            }
            let written = columns.rating.and_then(|column| record.get(column)).unwrap_or_default();
            if let Some(value) = value(self, line, written) {
                lines.insert(pair.clone(), line);
                rows.push((pair, value));
            }
        }
        if !any {
            self.findings.add(Severity::Warning, file, (0, 0), RowFault::NoRows);
        }
        rows
    }

    fn pair(&mut self, record: &StringRecord, columns: &Columns, file: &str, line: u32) -> Option<IdPair> {
        if record.len() < columns.least {
            self.row_error(file, line, RowFault::Columns { expected: columns.least, found: record.len() });
            return None;
        }
        let adept = self.person(record.get(columns.adept)?, Role::Adept, file, line);
        let mentor = self.person(record.get(columns.mentor)?, Role::Mentor, file, line);
        Some((adept?, mentor?))
    }

    fn person(&mut self, written: &str, role: Role, file: &str, line: u32) -> Option<PersonId> {
        let id = PersonId::new(written);
        match &id {
            Some(id) => self.people.push((file.to_owned(), line, id.clone(), role)),
            None => self.row_error(file, line, RowFault::BadId { column: column_of(role) }),
        }
        id
    }

    fn row_error(&mut self, file: &str, line: u32, fault: RowFault) {
        self.findings.add(Severity::Error, file, (line, 0), fault);
    }
}

fn column_of(role: Role) -> &'static str {
    match role {
        Role::Adept => "adept",
        Role::Mentor => "mentor",
    }
}

/// The columns that the first row names, in any order and among others; or, when it names none, the fixed order.
/// Otherwise the column that is missing.
fn heading(first: &StringRecord, rated: bool) -> Result<(Columns, bool), &'static str> {
    let names: Vec<String> = first.iter().map(folded).collect();
    let place = |wanted: &str| names.iter().position(|name| name == wanted);
    let (adept, mentor, rating) = (place("adept"), place("mentor"), place("rating"));
    if adept.is_none() && mentor.is_none() && rating.is_none() {
        return Ok((Columns { adept: 0, mentor: 1, rating: rated.then_some(2), least: if rated { 3 } else { 2 } }, false));
    }
    let (adept, mentor) = (adept.ok_or("adept")?, mentor.ok_or("mentor")?);
    let rating = if rated { Some(rating.ok_or("rating")?) } else { None };
    let least = 1 + adept.max(mentor).max(rating.unwrap_or(0));
    Ok((Columns { adept, mentor, rating, least }, true))
}

/// Comma, semicolon (as spreadsheets in Swedish write) or tab: whichever the first line has most of.
fn delimiter(table: &str) -> u8 {
    let first = table.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |byte: u8| first.bytes().filter(|b| *b == byte).count();
    let mut best = b',';
    for other in *b";\t" {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

/// The line on which a row begins: the reader's own place may be on blank lines before it.
fn line_of(record: &StringRecord, table: &Text) -> u32 {
    let offset = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    let rest = table.as_str().get(offset..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    table.place(offset + blank).0
}
