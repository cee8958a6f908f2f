//! The past is the replay, what lies between two moments adds up, one record of many is taken back, and undo with redo changes nothing.

use super::solved::{any_program, any_step};
use super::*;
use crate::session::history::KINDS;

fn then(session: &Session, seq: u64) -> Session {
    session.as_of(seq, &mut || false).unwrap()
}

fn undo_of(session: &mut Session, seq: u64, by: &str, role: Standing) -> Result<Option<Consequences>, Refusal> {
    let intent = session.undo_of(seq, format!("{by}-{}", session.ledger().last() + 1), by, role)?;
    admit(session, &intent)
}

/// Three adepts; anna locks, bo exchanges two, anna takes hers back.
fn told() -> Session {
    let mut session = square();
    decide(&mut session, "anna", Decision::Lock(named(2, 2))).unwrap();
    decide(&mut session, "bo", Decision::Assign(named(0, 0))).unwrap();
    undo(&mut session, "anna").unwrap();
    decide(&mut session, "bo", Decision::Note { adept: Some(id("a1")), mentor: None }).unwrap_err();
    session
}

#[test]
fn every_kind_of_decision_is_listed() {
    let error = serde_json::from_str::<Decision>(r#"{"kind":"?"}"#).unwrap_err().to_string();
    let known: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
    assert_eq!(known, KINDS, "{error}");
}

#[test]
fn between_two_moments_says_who_moved_by_what_and_what_it_came_to() {
    let session = told();
    let between = session.between(0, 3);
    assert_eq!((between.before.total, between.before.locked, between.before.worst), (22_500, 0, Some(6_000)));
    assert_eq!((between.after.total, between.after.locked, between.after.matched), (session.proposal().total, 1, 3));
    let change = |adept, from, to, by: &[u64]| Change { adept, from: Some(from), to: Some(to), moved_by: by.to_vec() };
    assert_eq!(between.changes[0], change(0, (1, 8_000), (0, 9_000), &[2]));
    assert_eq!(between.makers, [("anna".to_owned(), 2), ("bo".to_owned(), 1)]);
    assert_eq!((between.records(), between.reweighed), (3, false));
    assert_eq!(session.between(3, 0), between, "either may come first");
    assert_eq!(session.between(0, u64::MAX), between, "a moment that is not there yet is now");
    assert_eq!(session.between(2, 2).changes, []);
    assert_eq!((session.moved_by(0), session.moved_by(1), session.moved_by(9)), (vec![], vec![], vec![]));
}

#[test]
fn a_score_is_that_of_its_own_moment() {
    let mut session = square();
    decide(&mut session, "anna", weight("turned", 90)).unwrap();
    let between = session.between(0, 1);
    assert!(between.reweighed);
    for Change { adept, from, to, .. } in &between.changes {
        let score = |session: &Session, mentor| session.scores().cell(Pair { adept: *adept, mentor }).score;
        let (from, to) = (from.unwrap(), to.unwrap());
        assert_eq!((from.1, to.1), (score(&then(&session, 0), from.0), score(&session, to.0)));
    }
    assert!(!between.changes.is_empty());
}

#[test]
fn a_record_is_about_the_people_of_what_it_takes_back() {
    let mut session = told();
    let note = Decision::Note { adept: Some(id("a1")), mentor: Some(id("m2")) };
    let intent = session.intent("n".into(), "bo", Standing::Editor, note, Some("both asked".into()));
    admit(&mut session, &intent).unwrap();
    let ledger = session.ledger();
    assert_eq!(ledger.people_of(3), [&id("a2"), &id("m2")]);
    assert!(ledger.is_about(2, &[id("A0")]) && ledger.is_about(2, &[id("m0"), id("a0")]) && !ledger.is_about(2, &[id("a0"), id("m1")]));
    assert_eq!(ledger.people_of(4), [&id("a1"), &id("m2")]);
    assert_eq!((ledger.people_of(9), ledger.taken_back_by(1), ledger.taken_back_by(2)), (vec![], Some(3), None));
}

#[test]
fn one_record_of_many_is_taken_back_by_its_maker_or_the_chair() {
    let mut session = super::roles::with_roles(Some(&["cia"]), &[], false);
    decide(&mut session, "anna", Decision::Lock(named(0, 1))).unwrap();
    decide(&mut session, "anna", Decision::Lock(named(1, 0))).unwrap();
    decide(&mut session, "bo", Decision::Forbid(named(2, 0))).unwrap();
    let refused = undo_of(&mut session, 1, "bo", Standing::Editor).unwrap_err();
    assert!(matches!(refused, Refusal::NotYours { mark, .. } if mark.by == "anna" && mark.seq == 1));
    undo_of(&mut session, 1, "anna", Standing::Editor).unwrap();
    assert_eq!((session.locked_to(0), session.locked_to(1)), (None, Some(0)), "only that one");
    assert!(matches!(undo_of(&mut session, 1, "anna", Standing::Editor), Err(Refusal::TakenBack(mark)) if mark.seq == 4));
    undo_of(&mut session, 2, "cia", Standing::Chair).unwrap();
    assert_eq!(session.locked_to(1), None);
    assert!(matches!(undo_of(&mut session, 2, "anna", Standing::Editor), Err(Refusal::TakenBack(mark)) if mark.by == "cia"));
    assert!(matches!(undo_of(&mut session, 99, "cia", Standing::Chair), Err(Refusal::NotInForce(99))));
    // What somebody has built on stays, also for the chair; taking back the undo puts it in force again.
    undo_of(&mut session, 4, "anna", Standing::Editor).unwrap();
    assert_eq!(session.locked_to(0), Some(1));
    decide(&mut session, "bo", Decision::Unlock(named(0, 1))).unwrap();
    assert!(matches!(undo_of(&mut session, 1, "cia", Standing::Chair), Err(Refusal::BuiltOn { mark, kind: "unlock" }) if mark.by == "bo"));
    let seq = session.ledger().last() + 1;
    let intent = session.intent("final".into(), "cia", Standing::Chair, Decision::Finalise, None);
    admit(&mut session, &intent).unwrap();
    assert!(matches!(undo_of(&mut session, seq, "cia", Standing::Chair), Err(Refusal::NeverUndone { kind: "finalise" })));
}

/// Everything that a person can see of what is in force, and what their next undo would do.
fn seen(session: &Session, by: &str) -> (Proposal, Vec<String>, Terms, Objective, Option<u64>) {
    let ledger = session.ledger();
    let locks = ledger.locks().map(|(adept, mentor)| format!("{adept} {mentor}"));
    let forbidden = ledger.forbidden().map(|pair| format!("not {} {}", pair.adept, pair.mentor));
    let held = locks.chain(forbidden).collect();
    (session.proposal().clone(), held, session.terms().clone(), session.objective(), ledger.undo_target(by))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_past_is_what_stood_then(program in any_program(), steps in prop::collection::vec(any_step(), 1..20), at in 0u64..20) {
        let mut session = Session::open(program, []);
        let mut stood = vec![session.clone()];
        for step in steps {
            let last = session.ledger().last();
            take(&mut session, step);
            stood.extend((last < session.ledger().last()).then(|| session.clone()));
            // Several records at once (terms kept together) leave moments that nobody saw.
            while stood.len() <= usize::try_from(session.ledger().last()).unwrap() {
                stood.insert(stood.len() - 1, then(&session, stood.len() as u64 - 1));
            }
        }
        let at = at.min(session.ledger().last());
        let past = then(&session, at);
        let known = &stood[usize::try_from(at).unwrap()];
        prop_assert_eq!((past.proposal(), past.ledger(), past.terms()), (known.proposal(), known.ledger(), known.terms()));
        prop_assert_eq!(past.total_without_decisions(), known.total_without_decisions());
        prop_assert_eq!(session.stood_after(at), Some(past.proposal()));
        // What lies between is the sum of what each record did.
        let between = session.between(at, session.ledger().last());
        prop_assert_eq!((between.before.total, between.after.total), (past.proposal().total, session.proposal().total));
        prop_assert_eq!(between.before.worst, past.proposal().worst(past.scores()));
        prop_assert_eq!(between.before.locked, past.proposal().pairs().filter(|pair| past.is_locked(*pair)).count());
        for adept in 0..session.program().adepts().len() {
            let change = between.changes.iter().find(|change| change.adept == adept);
            prop_assert_eq!(change.is_some(), past.partner(adept) != session.partner(adept));
            prop_assert!(change.is_none_or(|change| !change.moved_by.is_empty() && change.to.map(|(mentor, _)| mentor) == session.partner(adept)));
        }
    }

    #[test]
    fn n_undo_and_n_redo_of_one_among_several_change_nothing(
        program in any_program(),
        steps in prop::collection::vec(step(), 0..25),
        who in 0usize..3,
        n in 0usize..6,
        reconnects in any::<bool>(),
    ) {
        let mut session = Session::open(program, []);
        for (who, what, adept, mentor) in steps {
            take(&mut session, (who, what, adept, mentor));
        }
        let by = ["anna", "bo", "cia"][who];
        let before = seen(&session, by);
        let undone = (0..n).take_while(|_| undo(&mut session, by).is_ok()).count();
        if reconnects {
            session = then(&session, u64::MAX);
        }
        for _ in 0..undone {
            prop_assert!(redo(&mut session, by).is_ok());
        }
        prop_assert_eq!(seen(&session, by), before);
    }
}
