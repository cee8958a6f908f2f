//! A session of 1,000 adepts and 1,000 mentors: opening it, looking before a decision, deciding, taking back; with the rows of both panes.

#![allow(clippy::expect_used)]

mod made;

use std::sync::{Arc, LazyLock};
use std::thread;

use divan::{Bencher, black_box};
use made::{program, without_texts};
use mentor_match::app::{App, Msg};
use mentor_match::program::Pair;
use mentor_match::scoring::Scorer;
use mentor_match::session::proposal::{Basis, propose, total_without_decisions};
use mentor_match::session::{Decision, Intent, Ledger, Record, Session, Standing};
use mentor_match::words::Lang;

const SIZES: [usize; 3] = [80, 500, 1_000];

fn main() {
    divan::main();
}

fn session(people: usize) -> Session {
    Session::open(program(people, true), [])
}

fn app(people: usize) -> App {
    App::open(session(people), Vec::new(), "anna", Standing::Editor, Lang::Sv)
}

/// The record that the journal would make of an intent.
fn record(session: &Session, intent: Intent) -> Record {
    let Intent { id, by, role, see, decision, expect, was, undoes, .. } = intent;
    let (sum, at) = (String::new(), String::new());
    Record { sum, seq: session.ledger().last() + 1, id, at, by, account: None, role, see, decision, expect, was, undoes, note: None }
}

/// Locking an adept to the best mentor of those who are somebody else's.
fn lock(session: &Session) -> Intent {
    let best = |mentor: &usize| session.scores().cell(Pair { adept: 0, mentor: *mentor }).score;
    let others = (0..session.program().mentors().len()).filter(|mentor| session.partner(0) != Some(*mentor));
    let possible = others.filter(|mentor| session.scores().cell(Pair { adept: 0, mentor: *mentor }).blocked.is_none());
    let pair = Pair { adept: 0, mentor: possible.max_by_key(best).expect("a mentor") };
    let decision = Decision::Lock(session.named(pair).expect("a pair"));
    session.intent("1".to_owned(), "anna", Standing::Editor, decision, None)
}

/// An evening of so many records: locks, forbids, swaps, and now and then something that is taken back.
fn evening(session: &Session, records: usize) -> Vec<Record> {
    let (mut session, mut dice) = (session.clone(), 1_usize);
    while session.ledger().records().len() < records {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (adept, other, kind) = ((dice >> 33) % 1_000, (dice >> 43) % 1_000, (dice >> 53) % 10);
        let named = |mentor| session.named(Pair { adept, mentor });
        let decision = match kind {
            0..5 => session.partner(adept).and_then(named).map(Decision::Lock),
            5 => named(other).map(Decision::Assign),
            6 | 7 => session.partner(adept).and_then(named).map(Decision::Forbid),
            8 => session.swap(adept, other).ok(),
            _ => None,
        };
        let id = format!("{}", session.ledger().last() + 1);
        let intent = match decision {
            Some(decision) => session.intent(id, "anna", Standing::Editor, decision, None),
            None => match session.undo(id, "anna", Standing::Editor) {
                Ok(undo) => undo,
                Err(_) => continue,
            },
        };
        if session.preview(&intent).is_ok() {
            session.apply(record(&session, intent));
        }
    }
    session.ledger().records().to_vec()
}

/// 1,000 of each role, read once for all benches.
static THOUSAND: LazyLock<Arc<Scorer>> = LazyLock::new(|| Arc::new(Scorer::new(program(1_000, true))));
static EVENING: LazyLock<Vec<Record>> = LazyLock::new(|| evening(&Session::with_scorer(THOUSAND.clone(), []), 1_000));

/// A decision comes in and the proposal follows.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn one_decision(bencher: Bencher<'_, '_>) {
    let session = Session::with_scorer(THOUSAND.clone(), EVENING.iter().take(50).cloned());
    let next = record(&session, lock(&session));
    bencher.with_inputs(|| (session.clone(), next.clone())).bench_local_values(|(mut session, next)| session.apply(next));
}

/// The same solved from nothing.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_decision_from_nothing(bencher: Bencher<'_, '_>) {
    let session = Session::with_scorer(THOUSAND.clone(), EVENING.iter().take(50).cloned());
    let ledger = Ledger::of(session.ledger().records().iter().cloned().chain([record(&session, lock(&session))]));
    let scores = Arc::new(session.scores().clone());
    bencher.bench_local(|| propose(session.program(), &scores, black_box(&ledger), Basis::Present(session.proposal())));
}

/// The last decision is taken back.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn one_undo(bencher: Bencher<'_, '_>) {
    let mut session = Session::with_scorer(THOUSAND.clone(), EVENING.iter().take(50).cloned());
    session.apply(record(&session, lock(&session)));
    let next = record(&session, session.undo("2".to_owned(), "anna", Standing::Editor).expect("something to undo"));
    bencher.with_inputs(|| (session.clone(), next.clone())).bench_local_values(|(mut session, next)| session.apply(next));
}

/// The records of a long evening are replayed.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn open_a_thousand_decisions(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| EVENING.clone()).bench_local_values(|records| Session::with_scorer(THOUSAND.clone(), records));
}

/// The same with each proposal solved from nothing.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn open_a_thousand_decisions_from_nothing(bencher: Bencher<'_, '_>) {
    let session = Session::with_scorer(THOUSAND.clone(), []);
    let scores = Arc::new(session.scores().clone());
    bencher.with_inputs(|| EVENING.clone()).bench_local_values(|records| {
        let (mut ledger, mut proposal) = (Ledger::default(), session.proposal().clone());
        for record in records {
            ledger.apply(record);
            proposal = propose(session.program(), &scores, &ledger, Basis::Present(&proposal));
        }
        proposal
    });
}

/// What opening costs when the applications have been read: scores, proposal, ground.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn open_session(bencher: Bencher<'_, '_>, people: usize) {
    let scorer = Arc::new(Scorer::new(program(people, true)));
    bencher.bench_local(|| Session::with_scorer(black_box(scorer.clone()), []));
}

/// The panes' first rows.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn open_panes(bencher: Bencher<'_, '_>, people: usize) {
    let session = session(people);
    bencher
        .with_inputs(|| session.clone())
        .bench_local_values(|session| App::open(session, Vec::new(), "anna", Standing::Editor, Lang::Sv));
}

/// The consequences of a lock that moves people.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn preview(bencher: Bencher<'_, '_>, people: usize) {
    let session = session(people);
    let intent = lock(&session);
    bencher.bench_local(|| session.preview(black_box(&intent)));
}

/// A lock and its undoing, each with the new proposal.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn decide_and_take_back(bencher: Bencher<'_, '_>, people: usize) {
    let session = session(people);
    bencher.with_inputs(|| session.clone()).bench_local_values(|mut session| {
        session.apply(record(&session, lock(&session)));
        let undo = session.undo("2".to_owned(), "anna", Standing::Editor).expect("something to undo");
        session.apply(record(&session, undo))
    });
}

/// The same at the table: each record comes in, and everything that depends on it is made anew.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn decide_and_take_back_at_the_table(bencher: Bencher<'_, '_>, people: usize) {
    bencher.with_inputs(|| app(people)).bench_local_values(|mut app| {
        let locked = record(app.session(), lock(app.session()));
        app.update(Msg::News(vec![locked]));
        let undo = app.session().undo("2".to_owned(), "anna", Standing::Editor).expect("something to undo");
        let taken_back = record(app.session(), undo);
        app.update(Msg::News(vec![taken_back]))
    });
}

/// A weight is turned: every score, the proposal, and what is possible without decisions. Aim: a frame or two for 500 of each role.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn try_a_weight(bencher: Bencher<'_, '_>, people: usize) {
    let session = Session::open(without_texts(people), []);
    let mut terms = session.terms().clone();
    terms.weights.0.first_mut().into_iter().for_each(|weight| weight.0 *= 2);
    bencher.bench_local(|| session.try_terms(black_box(&terms)));
}

/// The same solved from nothing, the two questions at the same time here too.
#[divan::bench(args = [500, 1_000], sample_count = 10, sample_size = 1)]
fn try_a_weight_from_nothing(bencher: Bencher<'_, '_>, people: usize) {
    let session = Session::open(without_texts(people), []);
    let mut terms = session.terms().clone();
    terms.weights.0.first_mut().into_iter().for_each(|weight| weight.0 *= 2);
    bencher.bench_local(|| {
        let scores = Arc::new(session.scorer().scores(black_box(&terms)));
        thread::scope(|threads| {
            threads.spawn(|| total_without_decisions(session.program(), &scores, session.objective()));
            propose(session.program(), &scores, session.ledger(), Basis::Present(session.proposal()))
        })
    });
}

/// The same at the table, to the last row of both panes.
#[divan::bench(args = [80, 500], sample_count = 10, sample_size = 1)]
fn turn_a_weight_at_the_table(bencher: Bencher<'_, '_>, people: usize) {
    let session = Session::open(without_texts(people), []);
    let mut app = App::open(session, Vec::new(), "anna", Standing::Editor, Lang::Sv);
    let key = |name: &str| Msg::Key(name.parse().expect("a key"));
    app.update(key("w"));
    let mut heavier = false;
    bencher.bench_local(|| {
        heavier = !heavier;
        app.update(key(if heavier { "pageup" } else { "pagedown" }))
    });
}
