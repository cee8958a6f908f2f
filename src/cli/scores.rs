//! `scores`: every pair.

use crate::outcome::scores_csv;
use crate::program::Pair;
use crate::words::Lang;
use crate::words::counter::{headings, pair};

use super::arguments::Scoring;
use super::exit::Failure;
use super::table::Table;
use super::{Answer, Desk, opened, proposal};

/// Every pair's score under the weights in force, as a table or as CSV.
///
/// # Errors
/// When the program or its journal cannot be read.
pub fn answer(scoring: &Scoring, desk: &mut Desk) -> Result<Answer, Failure> {
    let session = opened::session(&scoring.place, desk)?;
    Ok(Answer::done(if scoring.csv { scores_csv(&session) } else { for_people(&session, desk.lang) }))
}

fn for_people(session: &crate::session::Session, lang: Lang) -> String {
    let (words, program) = (headings(lang), session.program());
    if program.adepts().is_empty() || program.mentors().is_empty() {
        return format!("{}\n", words.no_applications);
    }
    let mut table = Table::with_headings([words.adept, words.mentor, words.score, words.blocked]).right([2]);
    for adept in 0..program.adepts().len() {
        for (mentor, cell) in session.scores().row(adept).iter().enumerate() {
            let blocked = cell.blocked.map_or_else(String::new, |rule| pair::rule(program, usize::from(rule)).into());
            table.row([
                pair::adept(program, adept),
                pair::mentor(program, mentor),
                proposal::score(session, Pair { adept, mentor }),
                blocked,
            ]);
        }
    }
    table.text(0)
}
