//! `match`: the proposal under the decisions so far.

use crate::outcome::answers::matched;
use crate::outcome::assignment_csv;
use crate::program::Pair;
use crate::session::{PairState, Session};
use crate::words::Lang;
use crate::words::counter::{self, headings, pair, percent, points};
use crate::words::minutes::why_empty;
use crate::words::pair as about;

use super::arguments::Matching;
use super::exit::Failure;
use super::table::Table;
use super::{Answer, Desk, opened};

/// The proposal as a table, as JSON or as CSV.
///
/// # Errors
/// When the program or its journal cannot be read.
pub fn answer(matching: &Matching, desk: &mut Desk) -> Result<Answer, Failure> {
    let session = opened::session(&matching.place, desk)?;
    Ok(Answer::done(match (matching.json, matching.csv) {
        (true, _) => super::pretty(&matched(&session, desk.lang))?,
        // The mark that a spreadsheet wants at the beginning of a file would be part of the first heading for a program that reads a pipe.
        (_, true) => assignment_csv(&session).trim_start_matches('\u{feff}').to_owned(),
        _ => for_people(&session, desk.lang),
    }))
}

fn for_people(session: &Session, lang: Lang) -> String {
    let (words, program) = (headings(lang), session.program());
    if program.adepts().is_empty() || program.mentors().is_empty() {
        return format!("{}\n", words.no_applications);
    }
    [title(session, lang), pairs(session, lang), warned(session, lang), adepts_alone(session, lang), mentors_alone(session, lang)].concat()
}

fn title(session: &Session, lang: Lang) -> String {
    let (words, proposal, program) = (headings(lang), session.proposal(), session.program());
    let title = crate::program::Shown::new(&program.criteria.title);
    let heading = if title.as_str().trim().is_empty() { String::new() } else { format!("{title}\n") };
    let matched = counter::matched(proposal.matched, program.adepts().len(), lang);
    let (total, ceiling) = (points(proposal.total, lang), points(session.total_without_decisions(), lang));
    format!("{heading}{matched}. {} {total} {}; {} {ceiling}.\n\n", words.total, words.points, words.without_decisions)
}

fn pairs(session: &Session, lang: Lang) -> String {
    let (words, program) = (headings(lang), session.program());
    let mut table = Table::with_headings([words.adept, words.mentor, words.score, words.state]).right([2]);
    for matched in session.proposal().pairs() {
        let state = if session.is_locked(matched) { PairState::Locked } else { PairState::Proposed };
        table.row([
            pair::adept(program, matched.adept),
            pair::mentor(program, matched.mentor),
            score(session, matched),
            about::state(state, lang).to_owned(),
        ]);
    }
    table.text(0)
}

/// The pairs that do not keep a rule, and how much the rule minds.
fn warned(session: &Session, lang: Lang) -> String {
    let program = session.program();
    let lines: String = session
        .proposal()
        .pairs()
        .flat_map(|matched| session.rules_not_kept(matched).into_iter().map(move |check| (matched, check)))
        .map(|(matched, check)| {
            let (adept, mentor) = (pair::adept(program, matched.adept), pair::mentor(program, matched.mentor));
            format!("  {adept} - {mentor}: {}: {}\n", pair::rule(program, check.rule), about::verdict(check.verdict, lang))
        })
        .collect();
    under(headings(lang).warned, lines)
}

/// A pair's score as people read it; that of a blocked pair stands in brackets.
pub fn score(session: &Session, pair: Pair) -> String {
    let cell = session.scores().cell(pair);
    let score = percent(cell.score, cell.coverage < session.program().criteria.low_coverage);
    if cell.blocked.is_some() { format!("({score})") } else { score }
}

fn adepts_alone(session: &Session, lang: Lang) -> String {
    let program = session.program();
    let alone = (0..program.adepts().len()).filter(|adept| session.partner(*adept).is_none());
    let lines: String = alone
        .map(|adept| format!("  {}: {}\n", pair::adept(program, adept), why_empty(&session.why_empty(adept), program, lang)))
        .collect();
    under(headings(lang).adepts_alone, lines)
}

fn mentors_alone(session: &Session, lang: Lang) -> String {
    let program = session.program();
    let alone = (0..program.mentors().len()).filter(|mentor| session.proposal().adepts_of(*mentor).next().is_none());
    let lines: String = alone.map(|mentor| format!("  {}\n", pair::mentor(program, mentor))).collect();
    under(headings(lang).mentors_alone, lines)
}

fn under(heading: &str, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("\n{heading}\n{lines}") }
}
