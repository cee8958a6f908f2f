//! `explain`: one pair's score taken apart, and what stands beside it.

use std::cmp::Reverse;

use crate::outcome::answers::explained;
use crate::program::{Pair, PersonId, Program, Role, Shown};
use crate::scoring::counterfactual::{Next, Rank, Without};
use crate::scoring::{Breakdown, Counterfactuals, Evidence, Part, whole_points};
use crate::session::why::WhyNot;
use crate::session::{PairState, Session};
use crate::words::Lang;
use crate::words::counter::{self, headings, pair, percent, points};
use crate::words::{pair as about, sentence, voices};

use super::arguments::Explaining;
use super::exit::Failure;
use super::{Answer, Desk, opened, proposal};

/// So many other partners are told for each of the two.
const OTHERS: usize = 3;
/// Signs of a part's bar.
const BAR: usize = 10;
/// Where quotes begin: under the labels of the parts.
const INDENT: usize = 26;

/// One pair, explained to people or as JSON.
///
/// # Errors
/// When nobody has one of the ids, or the program or its journal cannot be read.
pub fn answer(explaining: &Explaining, desk: &mut Desk) -> Result<Answer, Failure> {
    let (adept, mentor) = (opened::id(&explaining.pair.adept, desk.lang)?, opened::id(&explaining.pair.mentor, desk.lang)?);
    let session = opened::session(&explaining.place, desk)?;
    let pair = find(session.program(), &adept, &mentor, desk.lang)?;
    Ok(Answer::done(if explaining.json {
        super::pretty(&explained(&session, pair, desk.lang))?
    } else {
        for_people(&session, pair, desk.lang)
    }))
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
    let (Some(breakdown), Some(otherwise)) = (session.breakdown(pair), session.counterfactuals(pair)) else { return String::new() };
    [
        title(session, &breakdown, lang),
        standing(session, pair, lang),
        parts(session.program(), &breakdown, lang),
        ranks(session, &breakdown, &otherwise, lang),
        without(session.program(), &otherwise, breakdown.thin, lang),
        rules(session.program(), &breakdown, &otherwise, lang),
        votes(session, pair, lang),
        notes(session, pair, lang),
        other_mentors(session, pair, lang),
        other_adepts(session, pair, lang),
    ]
    .concat()
}

/// Who, how well, on how much; then the one sentence.
fn title(session: &Session, breakdown: &Breakdown, lang: Lang) -> String {
    let (words, program, at) = (headings(lang), session.program(), breakdown.pair);
    let (adept, mentor) = (pair::adept(program, at.adept), pair::mentor(program, at.mentor));
    let (score, coverage) = (proposal::score(session, at), percent(breakdown.coverage, false));
    let sentence = sentence::about(lang, program, breakdown);
    format!("{adept} - {mentor}: {score} ({} {coverage})\n{sentence}\n", words.coverage)
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
            let then = pair::chain(then, at, session, lang);
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
        let bar = bar(part.points, part.of);
        text += &format!("  {points:>3} {} {of:>3}  {bar}  {}{}\n", headings(lang).of, label(program, part), remarks(part, lang));
        text += &part.evidence.iter().map(quotes).collect::<String>();
        let gaps: Vec<String> = part.gaps.iter().map(|gap| about::gap(gap, lang)).collect();
        if !gaps.is_empty() {
            text += &format!("{:INDENT$}{}: {}\n", "", headings(lang).missing, gaps.join(", "));
        }
    }
    for (part, _) in silent {
        text += &format!("  {:>10}  {:BAR$}  {}{}\n", "-", "", label(program, part), remarks(part, lang));
    }
    text
}

/// A part's points as a bar in plain letters: one sign for each tenth of what it could give, at least one for anything above nought.
fn bar(points: u16, of: u16) -> String {
    let tenths = (usize::from(points) * BAR + usize::from(of) / 2).checked_div(usize::from(of)).unwrap_or(0);
    let full = if points > 0 { tenths.max(1) } else { tenths };
    "#".repeat(full) + &".".repeat(BAR.saturating_sub(full))
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
        "{:INDENT$}{} {} <-> {} {}\n",
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

/// Where the pair stands for either of its people, and what is missing to the next rank.
fn ranks(session: &Session, breakdown: &Breakdown, otherwise: &Counterfactuals, lang: Lang) -> String {
    let Some(ranks) = otherwise.ranks else { return String::new() };
    let (program, at) = (session.program(), breakdown.pair);
    let next = |next: &Option<Next>, name: &dyn Fn(Pair) -> String| {
        let Some(next) = next else { return String::new() };
        let room = next.most_room.map(|(criterion, room)| (criterion_label(program, criterion), points(i64::from(room), lang)));
        let room = room.as_ref().map(|(label, room)| (label.as_str(), room.as_str()));
        format!(". {}", about::next(&points(i64::from(next.points), lang), next.place, &name(next.pair), room, lang))
    };
    let line = |who: String, for_whom: String, rank: Rank, next: String| {
        format!("  {who}, {} {for_whom}: {}{next}\n", lang.pick("för", "for"), about::rank(rank, lang))
    };
    let (adept, mentor) = (pair::adept(program, at.adept), pair::mentor(program, at.mentor));
    let of_mentor = next(&otherwise.next_mentor, &|pair| pair::mentor(program, pair.mentor));
    let of_adept = next(&otherwise.next_adept, &|pair| pair::adept(program, pair.adept));
    let lines = line(mentor.clone(), adept.clone(), ranks.mentor, of_mentor) + &line(adept, mentor, ranks.adept, of_adept);
    format!("\n{}\n{lines}", headings(lang).ranks)
}

/// What the score and the ranks would be without each criterion.
fn without(program: &Program, otherwise: &Counterfactuals, thin: bool, lang: Lang) -> String {
    let line = |one: &Without| {
        let label = criterion_label(program, one.criterion);
        let rank = one.ranks.map_or_else(String::new, |ranks| {
            lang.pick(
                format!("  (mentorns {}, adeptens {})", about::place(ranks.mentor, lang), about::place(ranks.adept, lang)),
                format!("  (mentor {}, adept {})", about::place(ranks.mentor, lang), about::place(ranks.adept, lang)),
            )
        });
        format!("  {:>6}  {label}{rank}\n", percent(one.score, thin))
    };
    let lines: String = otherwise.without.iter().map(line).collect();
    if lines.is_empty() { lines } else { format!("\n{}\n{lines}", headings(lang).without_each) }
}

fn criterion_label(program: &Program, criterion: usize) -> String {
    program.criteria.criteria.get(criterion).map_or_else(String::new, |criterion| Shown::new(&criterion.label).into())
}

fn rules(program: &Program, breakdown: &Breakdown, otherwise: &Counterfactuals, lang: Lang) -> String {
    let verdicts =
        breakdown.rules.iter().map(|check| format!("{}: {}", pair::rule(program, check.rule), about::verdict(check.verdict, lang)));
    let mut lines: Vec<String> = verdicts.collect();
    if !otherwise.unblock.is_empty() {
        let rules: Vec<String> = otherwise.unblock.iter().map(|one| pair::rule(program, one.rule).into()).collect();
        let answers: Vec<String> =
            otherwise.unblock.iter().flat_map(|one| &one.unanswered).map(|field| Shown::new(&field.to_string()).into()).collect();
        lines.push(about::unblock(&rules, &answers, lang) + ".");
    }
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { lines } else { format!("\n{}\n{lines}", headings(lang).rules) }
}

/// What the group answered about the pair; how many have, while that is hidden.
fn votes(session: &Session, at: Pair, lang: Lang) -> String {
    let Some(poll) = session.named(at).and_then(|named| session.ledger().poll(&named)) else { return String::new() };
    let said = match poll.answers() {
        Some(answers) => voices::by_name(&voices::shown(&answers), lang),
        None => format!("{}, {}", voices::answered(poll.count(), lang), voices::not_revealed(lang)),
    };
    format!("\n{}\n  {said}\n", voices::heading(lang))
}

fn notes(session: &Session, at: Pair, lang: Lang) -> String {
    let Some(named) = session.named(at) else { return String::new() };
    let notes = session.ledger().notes_about(&named.adept, &named.mentor);
    let lines: String = notes
        .iter()
        .map(|note| {
            let changed = note.reworded_at.map(|then| format!(" ({} {})", lang.pick("ändrad", "changed"), Shown::new(then)));
            let (by, at, changed) = (Shown::new(note.by), Shown::new(note.at), changed.unwrap_or_default());
            format!("  {by}, {at}{changed}: {}\n", Shown::new(note.text.unwrap_or(voices::erased(lang))))
        })
        .collect();
    if lines.is_empty() { lines } else { format!("\n{}\n{lines}", headings(lang).notes) }
}

fn other_mentors(session: &Session, at: Pair, lang: Lang) -> String {
    let program = session.program();
    let others = (0..program.mentors().len()).map(|mentor| Pair { mentor, ..at }).filter(|other| *other != at);
    let lines = best(session, at, others.collect(), |other| pair::mentor(program, other.mentor), lang);
    others_under(headings(lang).best_mentors, pair::adept(program, at.adept), lines)
}

fn other_adepts(session: &Session, at: Pair, lang: Lang) -> String {
    let program = session.program();
    let others = (0..program.adepts().len()).map(|adept| Pair { adept, ..at }).filter(|other| *other != at);
    let lines = best(session, at, others.collect(), |other| pair::adept(program, other.adept), lang);
    others_under(headings(lang).best_adepts, pair::mentor(program, at.mentor), lines)
}

/// The best few by score, each with why it is not the one; `=` before a score that is as good as the explained pair's.
fn best(session: &Session, at: Pair, mut others: Vec<Pair>, name: impl Fn(Pair) -> String, lang: Lang) -> String {
    let cell = |other: Pair| session.scores().cell(other);
    others.sort_by_key(|other| (cell(*other).blocked.is_some(), Reverse(cell(*other).score), *other));
    let same_within = session.program().criteria.same_within.max(1);
    let possible = |pair: Pair| cell(pair).blocked.is_none();
    let line = |other: Pair| {
        let (score, why) = (proposal::score(session, other), pair::why_not(&session.why_not(other), session.program(), lang));
        let equal = possible(at) && possible(other) && cell(at).score.abs_diff(cell(other).score) < same_within;
        let score = if equal { format!("={score}") } else { score };
        format!("  {score:>7}  {}: {why}\n", name(other))
    };
    others.into_iter().take(OTHERS).map(line).collect()
}

fn others_under(heading: &str, whom: String, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("\n{heading} {whom}\n{lines}") }
}
