//! A session is driven here without files: intents are checked and become records as the journal would make them.

mod concurrent;
mod foresight;
mod histories;
mod history;
mod objectives;
mod openings;
mod review;
mod roles;
pub(crate) mod samples;
mod solved;
mod voices;

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::program::criteria::{Capacity, Condition, Effect, Kind, Unknown};
use crate::program::{Answer, Application, Criteria, Criterion, CriterionId, Role, Rule, Source, Weight};

/// A program whose scores are the ratings given, in percent; mentors have the seats given, and the pairs in `blocked` break a rule. A
/// second criterion, which counts for nothing, turns the ratings round, and a second rule, which is switched off, is broken by every pair
/// of two people with the same number.
fn program(ratings: &[&[u32]], seats: &[u32], blocked: &[(usize, usize)]) -> Arc<Program> {
    let person = |role: Role, n: usize| {
        let letter = if role == Role::Adept { 'a' } else { 'm' };
        let mut answers = BTreeMap::new();
        if role == Role::Mentor {
            answers.insert("capacity".to_owned(), Answer::Number(i64::from(seats[n]) * 1000));
        }
        let id = id(&format!("{letter}{n}"));
        let source = Source::default();
        let (email, phone) = (String::new(), String::new());
        Application { id, role, first_name: format!("First{n}"), last_name: format!("Last{letter}{n}"), email, phone, answers, source }
    };
    let pair = |(a, m): (usize, usize)| (id(&format!("a{a}")), id(&format!("m{m}")));
    let rated = ratings.iter().enumerate().flat_map(|(a, row)| row.iter().enumerate().map(move |(m, rating)| (pair((a, m)), *rating)));
    let given: BTreeMap<(PersonId, PersonId), u32> = rated.collect();
    let turned = given.iter().map(|(pair, rating)| (pair.clone(), (rating * 37 + 11) % 101)).collect();
    let criterion = |id: &str, weight, ratings| {
        let kind = Kind::Pairs { ratings, scale: 100 };
        Criterion { id: CriterionId(id.into()), label: id.to_owned(), weight: Weight(weight), kind }
    };
    let kin: std::collections::BTreeSet<_> = (0..ratings.len().min(seats.len())).map(|n| pair((n, n))).collect();
    let condition = Condition::Pairs(blocked.iter().map(|p| pair(*p)).collect());
    let rule = Rule { id: "met".into(), label: "Met before".into(), condition, effect: Effect::Block, unknown: Unknown::Warn };
    let kin = Rule { id: "kin".into(), label: "Same number".into(), condition: Condition::Pairs(kin), effect: Effect::Off, ..rule.clone() };
    let capacity = Capacity { field: Some("capacity".into()), default: 1 };
    let criteria = Criteria {
        criteria: vec![criterion("rating", 10_000, given), criterion("turned", 0, turned)],
        rules: vec![rule, kin],
        capacity,
        ..Criteria::default()
    };
    let adepts = (0..ratings.len()).map(|n| person(Role::Adept, n));
    let mentors = (0..seats.len()).map(|n| person(Role::Mentor, n));
    Arc::new(Program::new(criteria, adepts.chain(mentors)))
}

fn id(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

fn named(adept: usize, mentor: usize) -> Named {
    Named::new(&id(&format!("a{adept}")), &id(&format!("m{mentor}")))
}

/// Checks an intent and replays it, as the journal and its readers do.
fn admit(session: &mut Session, intent: &Intent) -> Result<Option<Consequences>, Refusal> {
    match session.ledger().check(session.ground(), intent)? {
        Admission::Already => Ok(None),
        Admission::Record => {
            let mut record = session.draft(intent);
            record.at = "2026-11-21T20:31:14Z".into();
            record.note = intent.why.clone().map(|text| Note { salt: String::new(), hash: String::new(), text: Some(text) });
            Ok(Some(session.apply(record)))
        }
    }
}

fn decide(session: &mut Session, by: &str, decision: Decision) -> Result<Option<Consequences>, Refusal> {
    let intent = session.intent(format!("{by}-{}", session.ledger().last() + 1), by, Standing::Editor, decision, None);
    admit(session, &intent)
}

fn undo(session: &mut Session, by: &str) -> Result<Option<Consequences>, Refusal> {
    let intent = session.undo(format!("{by}-{}", session.ledger().last() + 1), by, Standing::Editor)?;
    admit(session, &intent)
}

fn redo(session: &mut Session, by: &str) -> Result<Option<Consequences>, Refusal> {
    let intent = session.redo(format!("{by}-{}", session.ledger().last() + 1), by, Standing::Editor)?;
    admit(session, &intent)
}

fn weight(criterion: &str, points: u32) -> Decision {
    Decision::Weight { criterion: CriterionId(criterion.into()), thousandths: Weight(points * 1000) }
}

fn rule(rule: &str, effect: Effect) -> Decision {
    Decision::Rule { rule: rule.into(), effect }
}

const SQUARE: [&[u32]; 3] = [&[90, 80, 10], &[85, 20, 30], &[40, 50, 60]];

fn square() -> Session {
    Session::open(program(&SQUARE, &[1, 1, 1], &[]), [])
}

#[test]
fn the_first_proposal_is_the_best_for_all() {
    let session = square();
    assert_eq!(session.proposal().mentor_of, [Some(1), Some(0), Some(2)]);
    assert_eq!(session.proposal().total, 22_500);
    assert_eq!(session.total_without_decisions(), 22_500);
}

#[test]
fn a_lock_holds_and_the_others_follow() {
    let mut session = square();
    let then = decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap().unwrap();
    assert_eq!(session.partner(0), Some(0));
    assert_eq!(session.state(Pair { adept: 0, mentor: 0 }), PairState::Locked);
    assert!(then.moves.iter().any(|moved| moved.adept == 1 && moved.from == Some(0)));
    assert_eq!(then.total_before, 22_500);
    assert_eq!(then.total_after, session.proposal().total);
}

#[test]
fn each_refusal_says_what_stands_in_the_way() {
    let mut session = Session::open(program(&SQUARE, &[1, 1, 1], &[(2, 0)]), []);
    let refused = |session: &mut Session, decision| decide(session, "anna", decision).unwrap_err();
    assert!(matches!(refused(&mut session, Decision::Lock(named(2, 0))), Refusal::Blocked { rule, .. } if rule == "Met before"));
    assert!(matches!(refused(&mut session, Decision::Lock(Named::new(&id("zz"), &id("m0")))), Refusal::Nobody(Role::Adept, _)));
    assert!(matches!(refused(&mut session, Decision::Unlock(named(0, 1))), Refusal::NotLocked(_)));
    decide(&mut session, "bo", Decision::Lock(named(0, 1))).unwrap();
    assert!(matches!(refused(&mut session, Decision::Assign(named(1, 1))), Refusal::Full { seats: 1, .. }));
    assert!(matches!(refused(&mut session, Decision::Assign(named(0, 0))), Refusal::Locked { mark, .. } if mark.by == "bo"));
    assert!(matches!(refused(&mut session, Decision::Forbid(named(0, 1))), Refusal::Locked { .. }));
    decide(&mut session, "bo", Decision::Forbid(named(1, 0))).unwrap();
    assert!(matches!(refused(&mut session, Decision::Lock(named(1, 0))), Refusal::Forbidden { .. }));
    let unknown = Decision::Weight { criterion: CriterionId("nothing".into()), thousandths: Weight(1) };
    assert!(matches!(refused(&mut session, unknown), Refusal::NoCriterion(_)));
    assert!(matches!(refused(&mut session, weight("rating", 0)), Refusal::NothingCounts));
    assert!(matches!(refused(&mut session, rule("nothing", Effect::Off)), Refusal::NoRule(_)));
    assert!(matches!(refused(&mut session, Decision::Note { adept: None, mentor: None }), Refusal::EmptyNote));
    assert!(matches!(session.swap(0, 0), Err(Refusal::NothingToSwap)));
}

#[test]
fn the_same_intent_twice_is_recorded_once() {
    let mut session = square();
    assert!(decide(&mut session, "anna", Decision::Lock(named(0, 1))).unwrap().is_some());
    assert!(decide(&mut session, "bo", Decision::Lock(named(0, 1))).unwrap().is_none());
    assert_eq!(session.ledger().last(), 1);
}

#[test]
fn a_decision_made_on_an_old_view_is_refused_with_who_and_when() {
    let mut session = square();
    let late = session.intent("late".into(), "bo", Standing::Editor, Decision::Assign(named(0, 2)), None);
    decide(&mut session, "anna", Decision::Lock(named(0, 1))).unwrap();
    decide(&mut session, "anna", Decision::Unlock(named(0, 1))).unwrap();
    let refusal = session.ledger().check(session.ground(), &late).unwrap_err();
    assert!(matches!(refusal, Refusal::ChangedSince { mark, kind: "unlock" } if mark.by == "anna" && mark.seq == 2));
}

#[test]
fn a_swap_exchanges_mentors_and_undo_brings_both_back() {
    let mut session = square();
    let start = session.proposal().clone();
    let swap = session.swap(0, 1).unwrap();
    decide(&mut session, "anna", swap).unwrap();
    assert_eq!((session.partner(0), session.partner(1)), (Some(0), Some(1)));
    undo(&mut session, "anna").unwrap();
    assert_eq!(*session.proposal(), start);
    redo(&mut session, "anna").unwrap();
    assert_eq!((session.partner(0), session.partner(1)), (Some(0), Some(1)));
    assert!(matches!(redo(&mut session, "anna"), Err(Refusal::NothingToRedo)));
}

#[test]
fn undo_is_mine_and_refused_when_somebody_has_built_on_it() {
    let mut session = square();
    decide(&mut session, "anna", Decision::Lock(named(0, 1))).unwrap();
    assert!(matches!(undo(&mut session, "bo"), Err(Refusal::NothingToUndo)));
    decide(&mut session, "bo", Decision::Unlock(named(0, 1))).unwrap();
    assert!(matches!(undo(&mut session, "anna"), Err(Refusal::BuiltOn { mark, kind: "unlock" }) if mark.by == "bo"));
}

#[test]
fn undoing_an_unlock_is_refused_when_the_seat_is_gone() {
    let mut session = square();
    decide(&mut session, "anna", Decision::Lock(named(0, 1))).unwrap();
    decide(&mut session, "anna", Decision::Unlock(named(0, 1))).unwrap();
    decide(&mut session, "bo", Decision::Lock(named(1, 1))).unwrap();
    assert!(matches!(undo(&mut session, "anna"), Err(Refusal::Full { seats: 1, .. })));
}

#[test]
fn a_weight_changes_scores_and_its_undo_brings_them_back() {
    let mut session = square();
    let before = session.scores().clone();
    decide(&mut session, "anna", weight("turned", 5)).unwrap();
    assert_ne!(*session.scores(), before);
    undo(&mut session, "anna").unwrap();
    assert_eq!(*session.scores(), before);
    assert_eq!(session.weights(), &Weights::of(session.program()));
}

#[test]
fn why_not_names_the_obstacle() {
    let mut session = Session::open(program(&SQUARE, &[1, 1, 1], &[(2, 0)]), []);
    let why = |session: &Session, adept, mentor| session.why_not(Pair { adept, mentor });
    assert_eq!(why(&session, 0, 1), why::WhyNot::ItIs);
    assert_eq!(why(&session, 2, 0), why::WhyNot::Blocked(0));
    assert!(matches!(why(&session, 0, 0), why::WhyNot::Costs(then) if then.total_after < then.total_before));
    decide(&mut session, "anna", Decision::Lock(named(0, 1))).unwrap();
    decide(&mut session, "anna", Decision::Forbid(named(1, 2))).unwrap();
    assert!(matches!(why(&session, 0, 0), why::WhyNot::AdeptLocked { mentor: 1, .. }));
    assert!(matches!(why(&session, 1, 1), why::WhyNot::MentorFull { seats: 1 }));
    assert!(matches!(why(&session, 1, 2), why::WhyNot::Forbidden(_)));
}

#[test]
fn the_unmatched_are_told_why() {
    let session = Session::open(program(&[&[90, 50], &[90, 50], &[80, 40]], &[1, 1], &[(2, 1)]), []);
    let empty = (0..3).find(|adept| session.partner(*adept).is_none()).unwrap();
    assert_eq!(empty, 2);
    let why = session.why_empty(empty);
    assert_eq!((why.mentors, why.blocked.clone(), why.outbid), (2, vec![(0, 1)], 1));
    assert_eq!(session.review(None)[0], (2, super::review::Reason::Nobody));
    assert_eq!(session.possible_mentors(2), 1);
}

#[test]
fn records_of_people_who_have_left_keep_their_place_and_do_nothing() {
    let mut session = square();
    decide(&mut session, "anna", Decision::Lock(named(2, 0))).unwrap();
    let records = session.ledger().records().to_vec();
    let smaller = Session::open(program(&[&[90, 80], &[85, 20]], &[1, 1], &[]), records);
    assert_eq!(smaller.ledger().last(), 1);
    assert_eq!(smaller.proposal().mentor_of, [Some(1), Some(0)]);
}

/// One step of a random history: who, and what they try.
fn step() -> impl Strategy<Value = (usize, u8, usize, usize)> {
    (0usize..3, 0u8..15, 0usize..5, 0usize..4)
}

fn random_program() -> impl Strategy<Value = Arc<Program>> {
    rated(0u32..=100)
}

fn rated(rating: impl Strategy<Value = u32>) -> impl Strategy<Value = Arc<Program>> {
    let rows = prop::collection::vec(prop::collection::vec(rating, 4), 5);
    let blocked = prop::collection::vec((0usize..5, 0usize..4), 0..4);
    (rows, prop::collection::vec(0u32..3, 4), blocked).prop_map(|(rows, seats, blocked)| {
        let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
        program(&rows, &seats, &blocked)
    })
}

fn take(session: &mut Session, (who, what, adept, mentor): (usize, u8, usize, usize)) {
    let by = ["anna", "bo", "cia"][who];
    let pair = named(adept, mentor);
    let tried = match what {
        0 | 1 => decide(session, by, Decision::Lock(pair)),
        2 => decide(session, by, Decision::Unlock(pair)),
        3 => decide(session, by, Decision::Assign(pair)),
        4 => session.swap(adept, mentor).and_then(|swap| decide(session, by, swap)),
        5 => decide(session, by, Decision::Forbid(pair)),
        6 => decide(session, by, Decision::Allow(pair)),
        7 => decide(session, by, Decision::Afresh),
        8 => decide(session, by, weight(["rating", "turned"][mentor % 2], [0, 10, 3, 40, 7][adept])),
        9 => decide(session, by, rule(["met", "kin"][mentor % 2], Effect::ALL[adept % 3])),
        10 => keep(session, by, &terms(adept, mentor)),
        14 => decide(session, by, Decision::Objective { objective: Objective::ALL[adept % 3] }),
        11 | 12 => undo(session, by),
        _ => redo(session, by),
    };
    drop(tried);
}

/// Some terms of a program of these tests.
fn terms(one: usize, other: usize) -> Terms {
    let weights = Weights(vec![Weight([10_000, 0, 3_000, 40_000, 7][one % 5]), Weight([0, 9_000, 12_000, 5][other % 4])]);
    Terms { weights, effects: crate::scoring::Effects(vec![Effect::ALL[(one + other) % 3], Effect::ALL[other % 3]]) }
}

/// Keeps terms as one does after a trial: a decision for each that differs, all made on the same view.
fn keep(session: &mut Session, by: &str, terms: &Terms) -> Result<Option<Consequences>, Refusal> {
    let start = session.ledger().last();
    let intents: Vec<Intent> = (session.keeping(terms).into_iter().zip(start..))
        .map(|(decision, n)| session.intent(format!("{by}-{n}-kept"), by, Standing::Editor, decision, None))
        .collect();
    let mut last = None;
    for intent in intents {
        last = admit(session, &intent)?;
    }
    Ok(last)
}

fn holds(session: &Session) {
    let (program, proposal) = (session.program(), session.proposal());
    for (mentor, _) in program.mentors().iter().enumerate() {
        assert!(proposal.adepts_of(mentor).count() <= program.seats(mentor) as usize, "more adepts than seats");
    }
    for pair in proposal.pairs() {
        let named = session.named(pair).unwrap();
        assert!(session.ledger().forbidden_by(&named).is_none(), "a forbidden pair is proposed");
        assert!(session.scores().cell(pair).blocked.is_none() || session.is_locked(pair), "a blocked pair is proposed");
    }
    for (adept, mentor) in session.ledger().locks() {
        assert_eq!(session.partner(program.adept(adept).unwrap()), program.mentor(mentor), "a lock does not hold");
    }
    let total: i64 = proposal.pairs().map(|pair| i64::from(session.scores().cell(pair).score)).sum();
    assert_eq!(total, proposal.total);
}

#[test]
fn what_was_locked_before_a_rule_stays_and_stands_in_nobodys_way() {
    let mut session = square();
    decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap();
    decide(&mut session, "anna", Decision::Forbid(named(2, 1))).unwrap();
    assert_eq!(
        session
            .locks_against(&Terms { effects: crate::scoring::Effects(vec![Effect::Off, Effect::Block]), ..session.terms().clone() })
            .len(),
        1
    );
    decide(&mut session, "bo", rule("kin", Effect::Block)).unwrap();
    let pair = Pair { adept: 0, mentor: 0 };
    assert_eq!((session.partner(0), session.scores().cell(pair).blocked), (Some(0), Some(1)));
    assert!(matches!(decide(&mut session, "bo", Decision::Lock(named(1, 1))), Err(Refusal::Blocked { rule, .. }) if rule == "Same number"));
    // Taking back something else, the rule, and the lock itself: all possible, and the lock comes again as it stood.
    undo(&mut session, "anna").unwrap();
    undo(&mut session, "anna").unwrap();
    redo(&mut session, "anna").unwrap();
    decide(&mut session, "anna", Decision::Unlock(named(0, 0))).unwrap();
    undo(&mut session, "anna").unwrap();
    assert_eq!(session.partner(0), Some(0));
    // Under other rules than those of that moment it cannot.
    undo(&mut session, "bo").unwrap();
    undo(&mut session, "anna").unwrap();
    redo(&mut session, "bo").unwrap();
    assert!(matches!(redo(&mut session, "anna"), Err(Refusal::Blocked { .. })));
}

#[test]
fn the_last_criterion_that_counts_stays_even_when_taking_back() {
    let mut session = square();
    decide(&mut session, "anna", weight("turned", 5)).unwrap();
    decide(&mut session, "bo", weight("rating", 0)).unwrap();
    assert!(matches!(undo(&mut session, "anna"), Err(Refusal::NothingCounts)));
    assert!(matches!(
        session.try_terms(&Terms { weights: Weights(vec![Weight(0); 2]), ..session.terms().clone() }),
        Err(Refusal::NothingCounts)
    ));
    undo(&mut session, "bo").unwrap();
    undo(&mut session, "anna").unwrap();
    assert_eq!(session.terms(), &Terms::of(session.program()));
}

#[test]
fn two_who_change_the_same_weight_are_told_and_other_weights_are_kept() {
    let mut session = square();
    let other = Terms { weights: Weights(vec![Weight(20_000), Weight(4_000)]), ..session.terms().clone() };
    let intents: Vec<Intent> = session
        .keeping(&other)
        .into_iter()
        .map(|decision| session.intent(format!("{decision:?}"), "anna", Standing::Editor, decision, None))
        .collect();
    decide(&mut session, "bo", weight("turned", 9)).unwrap();
    let kept: Vec<_> = intents.iter().map(|intent| admit(&mut session, intent).map(|_| ())).collect();
    assert!(kept[0].is_ok());
    assert!(matches!(&kept[1], Err(Refusal::ChangedSince { mark, kind: "weight" }) if mark.by == "bo"));
    assert_eq!(session.weights().0, [Weight(20_000), Weight(9_000)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_trial_changes_nothing_and_keeping_it_gives_what_it_showed(
        program in random_program(),
        steps in prop::collection::vec(step(), 0..15),
        (one, other) in (0usize..5, 0usize..4),
    ) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        let (terms, before) = (terms(one, other), session.clone());
        let Ok(tried) = session.try_terms(&terms) else { return Ok(()) };
        let shown = session.as_tried(&tried);
        holds(&shown);
        let then = session.consequences_of(&tried);
        prop_assert_eq!((session.terms(), session.proposal()), (before.terms(), before.proposal()));
        prop_assert_eq!(session.try_terms(session.terms()).map(|same| session.consequences_of(&same).moves.len()), Ok(0));
        prop_assert!(keep(&mut session, "anna", &terms).is_ok());
        prop_assert_eq!(session.terms(), &terms);
        prop_assert_eq!(session.scores(), shown.scores());
        prop_assert_eq!(session.proposal(), shown.proposal());
        prop_assert_eq!(session.total_without_decisions(), shown.total_without_decisions());
        prop_assert_eq!((then.total_before, then.total_after), (before.proposal().total, session.proposal().total));
        prop_assert_eq!(then.moves.len(), before.proposal().mentor_of.iter().zip(&session.proposal().mentor_of).filter(|(a, b)| a != b).count());
    }

    #[test]
    fn any_history_keeps_the_promises_and_replays_to_the_same(program in random_program(), steps in prop::collection::vec(step(), 0..40)) {
        let mut session = Session::open(program.clone(), []);
        for step in steps {
            take(&mut session, step);
            holds(&session);
        }
        let again = Session::open(program, session.ledger().records().to_vec());
        prop_assert_eq!(again.proposal(), session.proposal());
        prop_assert_eq!(again.ledger(), session.ledger());
    }

    #[test]
    fn undoing_everything_returns_the_start(program in random_program(), steps in prop::collection::vec(step(), 0..25)) {
        let start = Session::open(program, []);
        let mut session = start.clone();
        for (_, what, adept, mentor) in steps {
            take(&mut session, (0, what, adept, mentor));
        }
        while session.ledger().undo_target("anna").is_some() {
            undo(&mut session, "anna").unwrap();
            holds(&session);
        }
        prop_assert_eq!(session.proposal(), start.proposal());
        prop_assert_eq!(session.scores(), start.scores());
        prop_assert_eq!(session.ledger().locks().count(), 0);
        prop_assert_eq!(session.ledger().forbidden().count(), 0);
    }

    #[test]
    fn n_undo_and_n_redo_are_the_identity(program in random_program(), steps in prop::collection::vec(step(), 0..25), n in 0usize..6) {
        let mut session = Session::open(program, []);
        for (_, what, adept, mentor) in steps {
            take(&mut session, (0, what.min(10), adept, mentor));
        }
        let before = (session.proposal().clone(), session.ledger().locks().map(|(a, m)| (a.clone(), m.clone())).collect::<Vec<_>>());
        let undone = (0..n).take_while(|_| undo(&mut session, "anna").is_ok()).count();
        for _ in 0..undone {
            prop_assert!(redo(&mut session, "anna").is_ok());
        }
        let after = (session.proposal().clone(), session.ledger().locks().map(|(a, m)| (a.clone(), m.clone())).collect::<Vec<_>>());
        prop_assert_eq!(after, before);
    }
}
