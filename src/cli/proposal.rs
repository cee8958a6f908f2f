//! `match`: the proposal under the decisions so far.

use crate::matching::REWEIGHTINGS;
use crate::outcome::assignment_csv;
use crate::program::{Pair, Role};
use crate::session::foresight::{COIN_FLIP, Standbys};
use crate::session::{PairState, Session};
use crate::words::Lang;
use crate::words::counter::{self, headings, pair, percent, points, proposal as said};
use crate::words::minutes::why_empty;
use crate::words::pair as about;
use crate::words::{openings, standby as words};

use super::arguments::Matching;
use super::certificate::Certificate;
use super::exit::Failure;
use super::table::Table;
use super::told::Told;
use super::{Answer, Desk, opened};

/// The proposal as a table, as JSON or as CSV; with its certificate and each pair's robustness where they are asked for.
///
/// # Errors
/// When the program or its journal cannot be read.
pub fn answer(matching: &Matching, desk: &mut Desk) -> Result<Answer, Failure> {
    let session = opened::session(&matching.place, desk)?;
    Ok(Answer::done(match (matching.json, matching.csv) {
        (true, _) => super::pretty(&for_programs(&session, matching, desk))?,
        // The mark that a spreadsheet wants at the beginning of a file would be part of the first heading for a program that reads a pipe.
        (_, true) => assignment_csv(&session).trim_start_matches('\u{feff}').to_owned(),
        _ => for_people(&session, matching, desk.lang),
    }))
}

fn for_programs(session: &Session, matching: &Matching, desk: &mut Desk) -> Told {
    let told = Told::of(session, desk.lang);
    let told = if matching.robustness { told.robust(&shares(session)) } else { told };
    let told = match standbys(session, matching) {
        Some(standbys) => told.standby(session, &standbys),
        None => told,
    };
    if matching.certificate { told.proved(Certificate::of(session)) } else { told }
}

fn for_people(session: &Session, matching: &Matching, lang: Lang) -> String {
    let program = session.program();
    if program.adepts().is_empty() || program.mentors().is_empty() {
        return format!("{}\n", headings(lang).no_applications);
    }
    let pairs = if matching.robustness { robust_pairs(session, lang) } else { pairs(session, lang) };
    let next = standbys(session, matching).map(|standbys| standby(session, &standbys, lang)).unwrap_or_default();
    [title(session, lang), pairs, next, warned(session, lang), adepts_alone(session, lang), mentors_alone(session, lang)].concat()
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
    let words = headings(lang);
    let mut table = Table::with_headings([words.adept, words.mentor, words.score, words.state]).right([2]);
    session.proposal().pairs().for_each(|matched| table.row(row(session, matched, lang)));
    table.text(0)
}

/// The pairs with the share of other weightings in which each stays, and what that means.
fn robust_pairs(session: &Session, lang: Lang) -> String {
    let (words, shares) = (headings(lang), shares(session));
    let mut table = Table::with_headings([words.adept, words.mentor, words.score, words.holds, words.state]).right([2, 3]);
    for (matched, share) in session.proposal().pairs().zip(&shares) {
        let [adept, mentor, score, state] = row(session, matched, lang);
        table.row([adept, mentor, score, said::robust(*share, *share < COIN_FLIP, lang), state]);
    }
    let coin_flips = shares.iter().filter(|share| **share < COIN_FLIP).count();
    format!("{}\n{}\n", table.text(0), said::about_robustness(REWEIGHTINGS, COIN_FLIP, coin_flips, lang))
}

/// The shares of the pairs, in the order of the adepts' ids; the whole answer is waited for here.
fn shares(session: &Session) -> Vec<u32> {
    session.robustness(&mut || false).map(|robust| robust.shares().collect()).unwrap_or_default()
}

/// Whom to ask when a pair fails, where it is asked for; the whole answer is waited for here.
fn standbys(session: &Session, matching: &Matching) -> Option<Standbys> {
    matching.standby.then(|| session.standbys(&mut || false)).flatten()
}

/// For each pair the mentors to ask next, and what their numbers mean.
fn standby(session: &Session, standbys: &Standbys, lang: Lang) -> String {
    let (program, heads) = (session.program(), headings(lang));
    let mut table = Table::with_headings([heads.adept, "", heads.mentor, heads.score, ""]).right([3]);
    for (matched, next) in session.with_standbys(standbys) {
        for (place, one) in next.iter().enumerate() {
            let adept = if place == 0 { pair::adept(program, matched.adept) } else { String::new() };
            let score = score(session, Pair { mentor: one.mentor, ..matched });
            let seat = words::seat(lang, session.empty_seats(one.mentor) > 0).to_owned();
            table.row([adept, one.round.to_string(), pair::mentor(program, one.mentor), score, seat]);
        }
    }
    format!("\n{}\n{}{}\n", words::heading(lang), table.text(2), words::rounds(lang))
}

fn row(session: &Session, matched: Pair, lang: Lang) -> [String; 4] {
    let program = session.program();
    let state = if session.is_locked(matched) { PairState::Locked } else { PairState::Proposed };
    let (adept, mentor) = (pair::adept(program, matched.adept), pair::mentor(program, matched.mentor));
    [adept, mentor, score(session, matched), about::state(state, lang).to_owned()]
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
    let found = session.openings_soon();
    let called = |role: Role, place: usize| match role {
        Role::Adept => pair::adept(program, place),
        Role::Mentor => pair::mentor(program, place),
    };
    let line = |adept: usize| {
        let changes = found.iter().flat_map(|found| openings::for_adept(found, adept, program, &called, lang));
        let changes: String = changes.map(|change| format!("    {change}\n")).collect();
        format!("  {}: {}\n{changes}", pair::adept(program, adept), why_empty(&session.why_empty(adept), program, lang))
    };
    let lines: String = alone.map(line).collect();
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
