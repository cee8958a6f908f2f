//! `log --compare`: what lies between two moments of the history.

use std::path::Path;

use serde::Serialize;

use crate::outcome::answers::SCHEMA;
use crate::program::{Role, Shown};
use crate::session::{Between, Change, Moment, Session};
use crate::words::Lang;
use crate::words::counter::{log as words, pair, percent};

use super::arguments::Place;
use super::exit::Failure;
use super::table::Table;
use super::{Answer, Desk, opened};

/// Who has another mentor at one moment than at the other, what the program came to, and who decided that; as text or as JSON. A moment is
/// the number of its last record, or `now`; either may come first.
///
/// # Errors
/// When there is no such moment, or the program or its journal cannot be read.
pub fn answer(directory: &Path, (one, other): (&str, &str), json: bool, desk: &mut Desk) -> Result<Answer, Failure> {
    let place = Place { directory: directory.to_owned(), criteria: None };
    let session = opened::session(&place, desk)?;
    let last = session.ledger().last();
    let between = session.between(moment(one, last, desk.lang)?, moment(other, last, desk.lang)?);
    let text = if json { super::pretty(&Told::of(&between, &session))? } else { for_people(&between, &session, desk.lang) };
    Ok(Answer::done(text))
}

fn moment(text: &str, last: u64, lang: Lang) -> Result<u64, Failure> {
    let read = if text == "now" { Some(last) } else { text.parse().ok() };
    read.filter(|seq| *seq <= last).ok_or_else(|| Failure::Usage(words::not_a_moment(&Shown::new(text), last, lang)))
}

/// `log --compare --json`. Scores and totals are in basis points, people in the order of ids.
#[derive(Debug, Serialize)]
struct Told {
    schema: u32,
    before: ToldMoment,
    after: ToldMoment,
    /// Whether scores are not the same at both.
    reweighed: bool,
    /// How many decisions each person made between the two.
    decisions: Vec<Maker>,
    changes: Vec<ToldChange>,
}

#[derive(Debug, Serialize)]
struct ToldMoment {
    seq: u64,
    total: i64,
    matched: usize,
    locked: usize,
    worst: Option<u16>,
}

#[derive(Debug, Serialize)]
struct Maker {
    by: String,
    count: usize,
}

/// An adept with another mentor.
#[derive(Debug, Serialize)]
struct ToldChange {
    adept: String,
    /// At the earlier moment; null for nobody.
    from: Option<Partner>,
    /// At the later moment; null for nobody.
    to: Option<Partner>,
    /// The decisions that gave this adept another mentor, in order, with who made them.
    moved_by: Vec<Mover>,
}

/// A mentor, and what the pair scored at that moment.
#[derive(Debug, Serialize)]
struct Partner {
    mentor: String,
    score: u16,
}

#[derive(Debug, Serialize)]
struct Mover {
    seq: u64,
    by: String,
}

impl Told {
    fn of(between: &Between, session: &Session) -> Self {
        let id = |role: Role, place: usize| session.program().people(role).get(place).map(|person| person.id.to_string());
        let partner =
            |held: Option<(usize, u16)>| held.and_then(|(mentor, score)| Some(Partner { mentor: id(Role::Mentor, mentor)?, score }));
        let change = |change: &Change| ToldChange {
            adept: id(Role::Adept, change.adept).unwrap_or_default(),
            from: partner(change.from),
            to: partner(change.to),
            moved_by: change.moved_by.iter().map(|seq| Mover { seq: *seq, by: by(session, *seq) }).collect(),
        };
        Self {
            schema: SCHEMA,
            before: ToldMoment::of(&between.before),
            after: ToldMoment::of(&between.after),
            reweighed: between.reweighed,
            decisions: between.makers.iter().map(|(by, count)| Maker { by: Shown::new(by).into(), count: *count }).collect(),
            changes: between.changes.iter().map(change).collect(),
        }
    }
}

impl ToldMoment {
    fn of(moment: &Moment) -> Self {
        let Moment { seq, total, matched, locked, worst } = *moment;
        Self { seq, total, matched, locked, worst }
    }
}

fn by(session: &Session, seq: u64) -> String {
    session.ledger().record(seq).map(|record| Shown::new(&record.by).into()).unwrap_or_default()
}

fn for_people(between: &Between, session: &Session, lang: Lang) -> String {
    let program = session.program();
    let of = program.adepts().len();
    let sums = words::moment(&between.before, of, lang) + &words::moment(&between.after, of, lang) + &words::makers(between, lang);
    let mut text = format!("{sums}\n{}", words::changed(between.changes.len(), lang));
    if between.changes.is_empty() {
        return text;
    }
    let held = |held: Option<(usize, u16)>| match held {
        Some((mentor, score)) => [pair::mentor(program, mentor), percent(score, false)],
        None => ["-".to_owned(), String::new()],
    };
    let mut table = Table::with_headings(words::of_changes(lang)).right([2, 4]);
    for change in &between.changes {
        let ([from, then], [to, now]) = (held(change.from), held(change.to));
        let movers = change.moved_by.iter().map(|seq| format!("{seq} {}", by(session, *seq))).collect::<Vec<_>>().join(", ");
        table.row([pair::adept(program, change.adept), from, then, to, now, movers]);
    }
    text += &table.text(0);
    text
}
