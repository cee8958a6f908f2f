//! The assignment as files: `assignment.json` for programs, `assignment.csv` for spreadsheets, `standby.csv` for the day when somebody declines,
//! `scores.csv` for whoever wants every pair.

use serde::Serialize;

use super::Saving;
use super::answers::{Matched, matched};
use super::table::{cell, csv};
use crate::program::{Application, Pair, Shown};
use crate::session::Session;
use crate::session::foresight::Standby;
use crate::words::Lang;

/// What tells a spreadsheet that a file is UTF-8. Without it Excel reads the file in the machine's old code page, and every å, ä and ö
/// in a name is wrong; all others skip it.
const BYTE_ORDER_MARK: char = '\u{feff}';

#[derive(Serialize)]
struct Assignment {
    #[serde(flatten)]
    matched: Matched,
    program: String,
    saved_by: String,
    saved_at: String,
    journal: Head,
}

#[derive(Serialize)]
struct Head {
    seq: u64,
    sum: Option<String>,
}

/// `assignment.json`: the object of `match --json`, and who saved which state of the journal, and when.
pub fn assignment_json(session: &Session, saving: &Saving, lang: Lang) -> String {
    let last = session.ledger().records().last();
    let assignment = Assignment {
        matched: matched(session, lang),
        program: Shown::new(&session.program().criteria.title).into(),
        saved_by: Shown::new(&saving.by).into(),
        saved_at: saving.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        journal: Head { seq: session.ledger().last(), sum: last.map(|record| record.sum.clone()) },
    };
    serde_json::to_string_pretty(&assignment).unwrap_or_default() + "\n"
}

/// `assignment.csv`: one row for each adept, in the order of ids; whoever has no mentor has an empty one and the state `unmatched`.
///
/// Percents are whole, since a spreadsheet with a decimal comma takes `7.5` for a day in May.
pub fn assignment_csv(session: &Session) -> String {
    let heads = ["adept_id", "adept_name", "adept_email", "mentor_id", "mentor_name", "mentor_email", "score_percent", "state"];
    let contact = |person: &Application| [cell(person.id.as_str()), cell(&person.name()), cell(&person.email)];
    let rows = session.program().adepts().iter().enumerate().map(|(adept, person)| {
        let mentor = session.partner(adept).and_then(|mentor| Some((mentor, session.program().mentors().get(mentor)?)));
        let [id, name, email] = contact(person);
        let Some((mentor, other)) = mentor else {
            return [id, name, email, String::new(), String::new(), String::new(), String::new(), "unmatched".to_owned()];
        };
        let pair = Pair { adept, mentor };
        let [mentor_id, mentor_name, mentor_email] = contact(other);
        let state = if session.is_locked(pair) { "locked" } else { "proposed" };
        let percent = (u32::from(session.scores().cell(pair).score) + 50) / 100;
        [id, name, email, mentor_id, mentor_name, mentor_email, percent.to_string(), state.to_owned()]
    });
    format!("{BYTE_ORDER_MARK}{}", csv(heads, rows, csv::QuoteStyle::Always))
}

/// `standby.csv`: for each pair the mentors to ask when it fails, one row each, in the order of adept ids and then of rounds. Within a round
/// no mentor is promised to more adepts than the mentor takes; `free_seats` are those that the assignment leaves, so that somebody can be asked
/// without another pair being touched.
pub fn standby_csv(session: &Session) -> String {
    let heads = [
        "adept_id",
        "adept_name",
        "mentor_id",
        "mentor_name",
        "round",
        "standby_id",
        "standby_name",
        "standby_email",
        "score_percent",
        "free_seats",
    ];
    let (program, standbys) = (session.program(), session.standbys(&mut || false));
    let row = |pair: Pair, next: &Standby| {
        let (adept, mentor) = (program.adepts().get(pair.adept)?, program.mentors().get(pair.mentor)?);
        let standby = program.mentors().get(next.mentor)?;
        let percent = (u32::from(session.scores().cell(Pair { mentor: next.mentor, ..pair }).score) + 50) / 100;
        let person = |person: &Application| [cell(person.id.as_str()), cell(&person.name())];
        let ([adept, adept_name], [mentor, mentor_name], [id, name]) = (person(adept), person(mentor), person(standby));
        let (round, free) = (next.round.to_string(), session.empty_seats(next.mentor).to_string());
        Some([adept, adept_name, mentor, mentor_name, round, id, name, cell(&standby.email), percent.to_string(), free])
    };
    let pairs = standbys.iter().flat_map(|standbys| session.with_standbys(standbys));
    let rows = pairs.flat_map(|(pair, next)| next.iter().filter_map(move |next| row(pair, next)));
    format!("{BYTE_ORDER_MARK}{}", csv(heads, rows, csv::QuoteStyle::Always))
}

/// Every pair with its score in basis points and the id of the rule that blocks it, if one does; by adept, then by mentor.
pub fn scores_csv(session: &Session) -> String {
    let program = session.program();
    let pairs = (0..program.adepts().len()).flat_map(|adept| (0..program.mentors().len()).map(move |mentor| Pair { adept, mentor }));
    let rows = pairs.filter_map(|pair| {
        let (named, found) = (session.named(pair)?, session.scores().cell(pair));
        let rule = found.blocked.and_then(|rule| program.criteria.rules.get(usize::from(rule)));
        let blocked = rule.map(|rule| cell(&rule.id)).unwrap_or_default();
        Some([cell(named.adept.as_str()), cell(named.mentor.as_str()), found.score.to_string(), blocked])
    });
    csv(["adept", "mentor", "score", "blocked"], rows, csv::QuoteStyle::Necessary)
}
