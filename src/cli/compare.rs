//! `compare`: the proposals under two criteria files, each looked at with the eyes of both.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::journal::Journal;
use crate::outcome::answers::SCHEMA;
use crate::program::{Pair, PersonId, Shown};
use crate::session::Session;
use crate::session::proposal::may_propose;
use crate::words::Lang;
use crate::words::counter::{self, compare as words, headings, pair, percent, points};

use super::arguments::{Comparing, Place};
use super::exit::Failure;
use super::progress::scored;
use super::table::Table;
use super::{Answer, Desk, opened};

/// Who moves between the two proposals, and what each is worth under both criteria; as text or as JSON.
///
/// Each proposal is what `match --criteria` gives: the decisions so far hold under both files.
///
/// # Errors
/// When not two criteria files are named, or one of them, the program or its journal cannot be read.
pub fn answer(comparing: &Comparing, desk: &mut Desk) -> Result<Answer, Failure> {
    let [a, b] = comparing.criteria.as_slice() else {
        return Err(Failure::Usage(words::two_files(comparing.criteria.len(), desk.lang)));
    };
    let place = |criteria: &PathBuf| Place { directory: comparing.directory.clone(), criteria: Some(criteria.clone()) };
    let places = [place(a), place(b)];
    let [first, second] = &places;
    let programs = [opened::program(first, desk)?, opened::program(second, desk)?];
    let (journal, records) = Journal::open(&comparing.directory).map_err(Failure::Journal)?;
    opened::note_damage(&journal, desk);
    let [a, b] = programs.map(|program: Arc<_>| Session::with_scorer(scored(program, desk.lang), records.iter().cloned()));
    let compared = Compared::of([&a, &b], &places);
    Ok(Answer::done(if comparing.json { super::pretty(&compared)? } else { for_people(&compared, [&a, &b], desk.lang) }))
}

/// `compare --json`. Scores and totals are in basis points, people in the order of ids.
#[derive(Debug, Serialize)]
struct Compared {
    schema: u32,
    a: Side,
    b: Side,
    moves: Vec<Moved>,
    /// Criteria and rules whose weight or effect the group has decided: there the files say nothing.
    decided: Vec<String>,
}

/// One file's proposal, under its own criteria and the other's.
#[derive(Debug, Serialize)]
struct Side {
    criteria: String,
    objective: &'static str,
    matched: usize,
    by_a: Worth,
    by_b: Worth,
}

/// A proposal as some criteria see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Worth {
    total: i64,
    worst: Option<u16>,
    /// Pairs that these criteria would not let anybody propose.
    not_possible: usize,
}

/// An adept with another mentor in one proposal than in the other.
#[derive(Debug, Serialize)]
struct Moved {
    adept: String,
    /// In the proposal of A; null for nobody.
    from: Option<Partner>,
    /// In the proposal of B; null for nobody.
    to: Option<Partner>,
}

/// A mentor, and what the pair scores by each.
#[derive(Debug, Serialize)]
struct Partner {
    mentor: String,
    by_a: u16,
    by_b: u16,
}

impl Compared {
    fn of(sessions: [&Session; 2], places: &[Place; 2]) -> Self {
        let [a, b] = sessions;
        let [first, second] = places;
        let side = |session: &Session, place: &Place| Side {
            criteria: place.criteria.as_deref().map(|path| counter::path(path).into()).unwrap_or_default(),
            objective: session.objective().as_str(),
            matched: session.proposal().matched,
            by_a: Worth::of(session, a),
            by_b: Worth::of(session, b),
        };
        let adepts = a.program().adepts().iter().map(|person| &person.id);
        let moved = adepts.filter(|adept| partner(a, adept) != partner(b, adept));
        let beside = |session: &Session, adept: &PersonId| {
            let mentor = partner(session, adept)?;
            let score = |session: &Session| session.pair(adept, mentor).map_or(0, |pair| session.scores().cell(pair).score);
            Some(Partner { mentor: mentor.to_string(), by_a: score(a), by_b: score(b) })
        };
        let moves = moved.map(|adept| Moved { adept: adept.to_string(), from: beside(a, adept), to: beside(b, adept) }).collect();
        Self { schema: SCHEMA, a: side(a, first), b: side(b, second), moves, decided: decided(sessions) }
    }
}

impl Worth {
    /// What the proposal of one session is worth by the criteria of another.
    fn of(session: &Session, by: &Session) -> Self {
        let named = session.proposal().pairs().filter_map(|pair| session.named(pair));
        let pairs: Vec<Pair> = named.filter_map(|named| by.pair(&named.adept, &named.mentor)).collect();
        let scores = || pairs.iter().map(|pair| by.scores().cell(*pair).score);
        Self {
            total: scores().map(i64::from).sum(),
            worst: scores().min(),
            not_possible: pairs.iter().filter(|pair| !may_propose(&by.program().criteria, by.scores(), **pair)).count(),
        }
    }
}

/// The mentor's id, since places are a session's own.
fn partner<'a>(session: &'a Session, adept: &PersonId) -> Option<&'a PersonId> {
    let mentor = session.partner(session.program().adept(adept)?)?;
    session.program().mentors().get(mentor).map(|person| &person.id)
}

/// The criteria and rules of either file whose weight or effect the group has decided.
fn decided(sessions: [&Session; 2]) -> Vec<String> {
    let [a, _] = sessions;
    let criteria = || sessions.iter().map(|session| &session.program().criteria);
    let weighed = a.ledger().weights().keys().filter(|id| criteria().any(|file| file.criteria.iter().any(|one| one.id == **id)));
    let ruled = a.ledger().effects().keys().filter(|id| criteria().any(|file| file.rules.iter().any(|one| one.id == **id)));
    weighed.map(|id| &*id.0).chain(ruled.map(|id| &**id)).map(|id| Shown::new(id).into()).collect()
}

fn for_people(compared: &Compared, [a, b]: [&Session; 2], lang: Lang) -> String {
    if a.program().adepts().is_empty() || a.program().mentors().is_empty() {
        return format!("{}\n", headings(lang).no_applications);
    }
    let named = |name: char, side: &Side, session: &Session| {
        format!("{name}: {}. {}.\n", side.criteria, counter::matched(side.matched, session.program().adepts().len(), lang))
    };
    let files = named('A', &compared.a, a) + &named('B', &compared.b, b);
    let decided = if compared.decided.is_empty() { String::new() } else { format!("\n{}\n", words::decided(&compared.decided, lang)) };
    [files, sums(compared, lang), doubts(compared, lang), moves(compared, a, lang), decided].concat()
}

fn sums(compared: &Compared, lang: Lang) -> String {
    let mut table = Table::with_headings(words::of_sums(lang)).right([1, 2, 3, 4]);
    for (name, side) in [("A", &compared.a), ("B", &compared.b)] {
        let worst = |worth: &Worth| worth.worst.map(|worst| percent(worst, false)).unwrap_or_default();
        let (total_a, total_b) = (points(side.by_a.total, lang), points(side.by_b.total, lang));
        table.row([name.to_owned(), total_a, worst(&side.by_a), total_b, worst(&side.by_b)]);
    }
    format!("\n{}", table.text(0))
}

/// What one side has that the other would not let anybody propose.
fn doubts(compared: &Compared, lang: Lang) -> String {
    let across = [(compared.a.by_b.not_possible, 'A', 'B'), (compared.b.by_a.not_possible, 'B', 'A')];
    let lines = across.into_iter().filter(|(pairs, ..)| *pairs > 0);
    lines.map(|(pairs, of, under)| words::not_possible(pairs, of, under, lang) + "\n").collect()
}

fn moves(compared: &Compared, session: &Session, lang: Lang) -> String {
    let program = session.program();
    let moving = words::moving(compared.moves.len(), lang);
    if compared.moves.is_empty() {
        return format!("\n{moving}\n");
    }
    let of = |id: &str| PersonId::new(id);
    let cells = |partner: &Option<Partner>| {
        let Some(partner) = partner else { return ["-".to_owned(), String::new(), String::new()] };
        let mentor = of(&partner.mentor).and_then(|id| program.mentor(&id));
        let name = mentor.map_or_else(|| partner.mentor.clone(), |mentor| pair::mentor(program, mentor));
        [name, percent(partner.by_a, false), percent(partner.by_b, false)]
    };
    let mut table = Table::with_headings(words::of_moves(lang)).right([2, 3, 5, 6]);
    for moved in &compared.moves {
        let ([from, from_a, from_b], [to, to_a, to_b]) = (cells(&moved.from), cells(&moved.to));
        let adept = of(&moved.adept).and_then(|id| program.adept(&id)).map_or_else(String::new, |adept| pair::adept(program, adept));
        table.row([adept, from, from_a, from_b, to, to_a, to_b]);
    }
    format!("\n{moving}\n{}", table.text(0))
}
