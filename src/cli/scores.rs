//! `scores`: every pair.

use crate::outcome::scores_csv;
use crate::program::Pair;
use crate::session::Session;
use crate::words::Lang;
use crate::words::counter::{headings, pair};

use super::arguments::Scoring;
use super::exit::Failure;
use super::prices::{Movers, Prices, priced_csv};
use super::table::Table;
use super::{Answer, Desk, opened, proposal};

/// Every pair's score under the weights in force, as a table or as CSV; with `--prices`, what making it would cost.
///
/// # Errors
/// When the program or its journal cannot be read.
pub fn answer(scoring: &Scoring, desk: &mut Desk) -> Result<Answer, Failure> {
    let session = opened::session(&scoring.place, desk)?;
    Ok(Answer::done(match (scoring.csv, scoring.prices) {
        (true, false) => scores_csv(&session),
        (true, true) => priced_csv(&session),
        (false, false) => for_people(&session, desk.lang),
        (false, true) => priced_for_people(&session, desk.lang),
    }))
}

fn for_people(session: &Session, lang: Lang) -> String {
    let words = headings(lang);
    let mut table = Table::with_headings([words.adept, words.mentor, words.score, words.blocked]).right([2]);
    each_pair(session, |_, row| table.row(row));
    or_none(session, table, lang)
}

fn priced_for_people(session: &Session, lang: Lang) -> String {
    let (words, prices, movers) = (headings(lang), Prices::of(session), Movers::of(session));
    let mut table = Table::with_headings([words.adept, words.mentor, words.score, words.costs, words.moves, words.blocked]).right([2, 3]);
    each_pair(session, |pair, [adept, mentor, score, blocked]| {
        table.row([adept, mentor, score, prices.shown(session, pair, lang), movers.shown(session, pair, lang), blocked]);
    });
    or_none(session, table, lang)
}

/// The pairs with the cells of their rows: adept, mentor, score, and the rule that blocks them.
fn each_pair(session: &Session, mut row: impl FnMut(Pair, [String; 4])) {
    let program = session.program();
    for adept in 0..program.adepts().len() {
        for (mentor, cell) in session.scores().row(adept).iter().enumerate() {
            let blocked = cell.blocked.map_or_else(String::new, |rule| pair::rule(program, usize::from(rule)).into());
            let place = Pair { adept, mentor };
            row(place, [pair::adept(program, adept), pair::mentor(program, mentor), proposal::score(session, place), blocked]);
        }
    }
}

fn or_none(session: &Session, table: Table, lang: Lang) -> String {
    let nobody = session.program().adepts().is_empty() || session.program().mentors().is_empty();
    if nobody { format!("{}\n", headings(lang).no_applications) } else { table.text(0) }
}
