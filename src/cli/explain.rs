//! `explain`: one pair's score taken apart, and what stands beside it.

use std::cmp::Reverse;

use crate::outcome::answers::explained;
use crate::program::{Pair, PersonId, Program, Role, Shown};
use crate::scoring::{Breakdown, Evidence, Part, whole_points};
use crate::session::why::WhyNot;
use crate::session::{PairState, Session};
use crate::words::Lang;
use crate::words::counter::{self, headings, pair, percent, points};
use crate::words::pair as about;

use super::arguments::Explaining;
use super::exit::Failure;
use super::{Answer, Desk, opened, proposal};

/// So many other partners are told for each of the two.
const OTHERS: usize = 3;

/// One pair, explained to people or as JSON.
///
/// # Errors
/// When nobody has one of the ids, or the program or its journal cannot be read.
pub fn answer(explaining: &Explaining, desk: &mut Desk) -> Result<Answer, Failure> {
    let (adept, mentor) = (opened::id(&explaining.pair.adept, desk.lang)?, opened::id(&explaining.pair.mentor, desk.lang)?);
    let session = opened::session(&explaining.place, desk)?;
    let pair = find(session.program(), &adept, &mentor, desk.lang)?;
    Ok(Answer::done(if explaining.json { super::pretty(&explained(&session, pair))? } else { for_people(&session, pair, desk.lang) }))
}

/// The pair of two ids.
///
/// # Errors
/// When nobody of the role has the id.
pub fn find(program: &Program, adept: &PersonId, mentor: &PersonId, lang: Lang) -> Result<Pair, Failure> {
    let place = |role: Role, id: &PersonId| match program.find(id) {
        Some((found, place)) if found == role => Ok(place),
        other => Err(Failure::Usage(counter::nobody(role, id, other.is_some(), lang))),
    };
    Ok(Pair { adept: place(Role::Adept, adept)?, mentor: place(Role::Mentor, mentor)? })
}

fn for_people(session: &Session, pair: Pair, lang: Lang) -> String {
    let Some(breakdown) = session.breakdown(pair) else { return String::new() };
    [
        title(session, &breakdown, lang),
        parts(session.program(), &breakdown, lang),
        rules(session.program(), &breakdown, lang),
        notes(session, pair, lang),
        other_mentors(session, pair, lang),
        other_adepts(session, pair, lang),
    ]
    .concat()
}

/// Who, how well, on how much, and what stands between the pair and the proposal.
fn title(session: &Session, breakdown: &Breakdown, lang: Lang) -> String {
    let (words, program, at) = (headings(lang), session.program(), breakdown.pair);
    let (adept, mentor) = (pair::adept(program, at.adept), pair::mentor(program, at.mentor));
    let (score, coverage) = (percent(breakdown.score, breakdown.thin), percent(breakdown.coverage, false));
    format!("{adept} - {mentor}: {score} ({} {coverage})\n{}", words.coverage, standing(session, at, lang))
}

/// What the pair is now; for a possible one, what making it would do.
fn standing(session: &Session, at: Pair, lang: Lang) -> String {
    let (words, program, why) = (headings(lang), session.program(), session.why_not(at));
    let state = counter::sentence(about::state(session.state(at), lang));
    match (session.state(at), &why) {
        (PairState::Locked, _) => format!("{state}{}.\n", locked_by(session, at, lang)),
        (PairState::Proposed, _) => format!("{state}.\n"),
        (_, WhyNot::Costs(then)) => {
            let price = points(then.total_before - then.total_after, lang);
            let then = pair::moved(then, program, lang);
            format!("{state}. {} {price} {}, {}:\n{then}", words.price, words.points, words.conditional)
        }
        _ => format!("{}.\n", counter::sentence(&pair::why_not(&why, program, lang))),
    }
}

fn locked_by(session: &Session, at: Pair, lang: Lang) -> String {
    let lock = session.named(at).and_then(|named| session.ledger().lock_of(&named.adept).map(|(_, seq)| session.ledger().mark(seq)));
    lock.map_or_else(String::new, |mark| format!(": {}", pair::said(&mark, lang)))
}

/// The criteria that count, with what they give of what they could give, then those that do not count.
fn parts(program: &Program, breakdown: &Breakdown, lang: Lang) -> String {
    let whole = whole_points(breakdown);
    let (counting, silent): (Vec<_>, Vec<_>) = breakdown.parts.iter().zip(whole).partition(|(part, _)| part.applies);
    let mut text = format!("\n{}\n", headings(lang).parts);
    for (part, (points, of)) in counting {
        text += &format!("  {points:>3} {} {of:>3}  {}{}\n", headings(lang).of, label(program, part), remarks(part, lang));
        text += &part.evidence.iter().map(quotes).collect::<String>();
        let gaps: Vec<String> = part.gaps.iter().map(|gap| quoted(&gap.quote.text)).collect();
        if !gaps.is_empty() {
            text += &format!("{:14}{}: {}\n", "", headings(lang).missing, gaps.join(", "));
        }
    }
    for (part, _) in silent {
        text += &format!("  {:>10}  {}{}\n", "-", label(program, part), remarks(part, lang));
    }
    text
}

/// What there is to say beside the quotes.
fn remarks(part: &Part, lang: Lang) -> String {
    let stand_in = if part.known || !part.applies { "" } else { headings(lang).assumed };
    let remarks: Vec<String> =
        [about::detail(&part.detail, lang), stand_in.to_owned()].into_iter().filter(|remark| !remark.is_empty()).collect();
    if remarks.is_empty() { String::new() } else { format!("  ({})", remarks.join(", ")) }
}

fn label(program: &Program, part: &Part) -> Shown {
    Shown::new(program.criteria.criteria.get(part.criterion).map_or("", |criterion| &criterion.label))
}

/// What was wanted and what was offered, each with the question that it answers.
fn quotes(evidence: &Evidence) -> String {
    let (want, offer) = (&evidence.want, &evidence.offer);
    format!(
        "{:14}{} {} <-> {} {}\n",
        "",
        Shown::new(&want.field.to_string()),
        quoted(&want.text),
        Shown::new(&offer.field.to_string()),
        quoted(&offer.text)
    )
}

fn quoted(text: &str) -> String {
    format!("«{}»", Shown::new(text))
}

fn rules(program: &Program, breakdown: &Breakdown, lang: Lang) -> String {
    let lines: String = breakdown
        .rules
        .iter()
        .map(|check| format!("  {}: {}\n", pair::rule(program, check.rule), about::verdict(check.verdict, lang)))
        .collect();
    if lines.is_empty() { lines } else { format!("\n{}\n{lines}", headings(lang).rules) }
}

fn notes(session: &Session, at: Pair, lang: Lang) -> String {
    let Some(named) = session.named(at) else { return String::new() };
    let notes = session.ledger().notes_about(&named.adept, &named.mentor);
    let lines: String = notes
        .iter()
        .map(|record| {
            format!("  {}, {}: {}\n", Shown::new(&record.by), Shown::new(&record.at), Shown::new(record.why().unwrap_or_default()))
        })
        .collect();
    if lines.is_empty() { lines } else { format!("\n{}\n{lines}", headings(lang).notes) }
}

fn other_mentors(session: &Session, at: Pair, lang: Lang) -> String {
    let program = session.program();
    let others = (0..program.mentors().len()).map(|mentor| Pair { mentor, ..at }).filter(|other| *other != at);
    let lines = best(session, others.collect(), |other| pair::mentor(program, other.mentor), lang);
    others_under(headings(lang).best_mentors, pair::adept(program, at.adept), lines)
}

fn other_adepts(session: &Session, at: Pair, lang: Lang) -> String {
    let program = session.program();
    let others = (0..program.adepts().len()).map(|adept| Pair { adept, ..at }).filter(|other| *other != at);
    let lines = best(session, others.collect(), |other| pair::adept(program, other.adept), lang);
    others_under(headings(lang).best_adepts, pair::mentor(program, at.mentor), lines)
}

/// The best few by score, each with why it is not the one.
fn best(session: &Session, mut others: Vec<Pair>, name: impl Fn(Pair) -> String, lang: Lang) -> String {
    others.sort_by_key(|other| (Reverse(session.scores().cell(*other).score), *other));
    let line = |other: Pair| {
        let (score, why) = (proposal::score(session, other), pair::why_not(&session.why_not(other), session.program(), lang));
        format!("  {score:>6}  {}: {why}\n", name(other))
    };
    others.into_iter().take(OTHERS).map(line).collect()
}

fn others_under(heading: &str, whom: String, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("\n{heading} {whom}\n{lines}") }
}
