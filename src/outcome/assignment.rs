//! The assignment as files: `assignment.json` for programs, `assignment.csv` for spreadsheets, `scores.csv` for whoever wants every pair.

use serde::Serialize;

use super::Saving;
use super::answers::{Matched, matched};
use super::table::{cell, csv};
use crate::program::{Application, Pair, Shown};
use crate::session::Session;
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
