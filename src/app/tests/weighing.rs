//! Weights and rules by their keys: everything follows while they are turned, Esc leaves no trace, Enter keeps.

use std::sync::Arc;

use super::driver::{Driver, Table};
use crate::app::modal::Modal;
use crate::app::modal::weights::{Follows, List, Trial};
use crate::app::notice::NoticeText;
use crate::app::{Action, App, Effect, Msg, NotSaved, Outcome, Pending, Refused};
use crate::program::criteria::{Condition, Effect as RuleEffect, Kind};
use crate::program::{CriterionId, Pair, Program, Weight};
use crate::scoring::Terms;
use crate::session::{Decision, Refusal, Session, Standing};

/// The small table with a second criterion, which turns the ratings round and has the weight 5, and a second rule, which only warns,
/// against everybody's having the first mentor.
pub fn program() -> Arc<Program> {
    let mut program = (*Table::small().program()).clone();
    let criteria = &mut program.criteria;
    let mut turned = criteria.criteria[0].clone();
    if let Kind::Pairs { ratings, .. } = &mut turned.kind {
        ratings.values_mut().for_each(|rating| *rating = 100 - *rating);
    }
    (turned.id, turned.label, turned.weight) = (CriterionId("turned".into()), "Tvärtom".into(), Weight(5_000));
    criteria.criteria.push(turned);
    let mut first = criteria.rules[0].clone();
    let people: Vec<_> = program.adepts().iter().map(|adept| (adept.id.clone(), program.mentors()[0].id.clone())).collect();
    (first.id, first.label, first.effect) = ("first".into(), "Inte den första".into(), RuleEffect::Warn);
    first.condition = Condition::Pairs(people.into_iter().collect());
    program.criteria.rules.push(first);
    Arc::new(program)
}

fn table() -> Driver {
    Driver::of(program(), Standing::Editor)
}

fn trial(d: &Driver) -> &Trial {
    d.app.trial().expect("nothing is tried")
}

/// The weights that are tried, in points.
fn weights(d: &Driver) -> Vec<String> {
    trial(d).weights().iter().map(|turned| turned.tried.to_string()).collect()
}

/// Everything that a picture is made of, as far as it can be compared.
fn seen(app: &App) -> (Vec<crate::app::Row>, Vec<crate::app::Row>, crate::app::seen::Header, Terms, Vec<usize>) {
    let moved = app.just_moved().iter().copied().collect();
    (app.people().rows.clone(), app.partners().rows.clone(), app.header(), app.session().terms().clone(), moved)
}

#[test]
fn everything_follows_while_a_weight_is_turned() {
    let mut d = table();
    let before = seen(&d.app);
    d.keys("w");
    assert_eq!((weights(&d), &trial(&d).follows), (vec!["10".into(), "5".into()], &Follows::Nothing));
    d.keys("<left>");
    assert_eq!(weights(&d), ["9.9", "5"]);
    d.keys("<pagedown><pagedown>");
    assert_eq!(weights(&d), ["8", "5"]);
    // Turned all the way: the second criterion alone decides.
    d.keys("0");
    let Follows::Known(forecast) = &trial(&d).follows else { panic!("nothing follows") };
    let then = &forecast.consequences;
    assert_eq!(then.total_before, before.2.total);
    assert_eq!(then.total_after, d.app.header().total);
    assert!(!then.moves.is_empty() && d.app.just_moved().len() == then.moves.len());
    let session = d.app.session();
    assert_eq!(session.scores().cell(Pair { adept: 0, mentor: 0 }).score, 1_000);
    let marked = d.app.partners().rows.iter().map(|row| row.cell.unwrap().score).collect::<Vec<_>>();
    assert!(
        marked.is_sorted_by(|a, b| a >= b) || d.app.partners().rows.iter().any(|row| row.cell.unwrap().blocked.is_some()),
        "{marked:?}"
    );
    assert!(d.journal.is_empty() && d.effects.is_empty(), "something left the room");
    d.keys("<esc>");
    assert_eq!(seen(&d.app), before);
    assert!(d.app.trial().is_none() && d.journal.is_empty());
}

#[test]
fn digits_are_the_weight_and_other_keys_end_them() {
    for (script, expected) in [
        ("37", "37"),
        ("7,5", "7.5"),
        ("7.25", "7.25"),
        ("7..5", "7.5"),
        ("3<backspace>4", "4"),
        ("12<backspace>", "1"),
        ("12<right>", "12.1"),
        ("12<right>3", "3"),
        ("9999999", "999999"),
        ("1,2345", "1.234"),
        ("5r", "10"),
        ("<home><up>", "10"),
        ("<right>", "10.1"),
        ("<pageup>", "11"),
        ("0<left><left>", "0"),
        (",5", "5"),
        ("L", "11"),
        ("h", "9.9"),
    ] {
        let mut d = table();
        d.keys("w").keys(script);
        assert_eq!(weights(&d)[0], expected, "{script}");
    }
}

#[test]
fn rules_are_turned_in_their_own_list() {
    let mut d = table();
    d.keys("w<tab>");
    assert_eq!(trial(&d).list, List::Rules);
    d.keys("j<right><right>");
    assert_eq!(trial(&d).effects().iter().map(|turned| turned.tried).collect::<Vec<_>>(), [RuleEffect::Block, RuleEffect::Block]);
    assert_eq!(d.app.session().partner(0), Some(1), "the first mentor is blocked for everybody");
    d.keys("5");
    assert_eq!(weights(&d), ["10", "5"], "a digit does nothing to a rule");
    d.keys("r");
    assert!(!trial(&d).effects()[1].is_tried());
    d.keys("<left>k<left><left><left>");
    assert_eq!(trial(&d).effects().iter().map(|turned| turned.tried).collect::<Vec<_>>(), [RuleEffect::Off, RuleEffect::Off]);
    assert!(d.app.session().scores().cell(Pair { adept: 3, mentor: 0 }).blocked.is_none());
    d.keys("<tab><esc>");
    assert!(d.app.session().scores().cell(Pair { adept: 3, mentor: 0 }).blocked.is_some());
}

#[test]
fn what_is_kept_is_what_was_shown_with_one_reason_for_all() {
    let mut d = table();
    d.keys("w0j40<tab>j<right><enter>");
    let shown = (d.app.session().proposal().clone(), d.app.session().scores().clone(), d.app.session().terms().clone());
    assert!(matches!(d.app.modal(), Some(Modal::Prompt(_))));
    d.keys("så får det bli<enter>");
    assert_eq!(d.kinds(), ["weight", "rule", "weight"], "what counts comes before what is switched off");
    assert!(d.journal.iter().all(|record| record.why() == Some("så får det bli") && record.see == 0));
    assert!(d.app.modals().is_empty() && d.app.pending().is_none());
    let session = d.app.session();
    assert_eq!((session.proposal(), session.scores(), session.terms()), (&shown.0, &shown.1, &shown.2));
    assert!(matches!(d.said(), Some(NoticeText::Kept { kept: 3, all: 3, refused, .. }) if refused.is_empty()));
    assert!(d.line().starts_with("3 of 3 changes kept."), "{}", d.line());
    // At the counter the same three would be decided one by one.
    let replayed = Session::open(program(), d.journal.clone());
    assert_eq!(replayed.proposal(), d.app.session().proposal());
    let start = Session::open(program(), []);
    d.keys("uuu");
    assert_eq!((d.app.session().proposal(), d.app.session().terms()), (start.proposal(), start.terms()));
    d.keys("UUU");
    assert_eq!((d.app.session().scores(), d.app.session().terms()), (&shown.1, &shown.2));
}

#[test]
fn one_change_needs_no_reason_and_says_what_was_decided() {
    let mut d = table();
    d.keys("wj7<enter><enter>");
    assert_eq!((d.kinds(), d.journal[0].why()), (vec!["weight"], None));
    assert!(d.line().starts_with("Weight changed: Tvärtom 7."), "{}", d.line());
    // Esc in the prompt goes back to the trial.
    d.keys("w8<enter>x<esc>");
    assert_eq!((weights(&d)[0].as_str(), d.journal.len()), ("8", 1));
}

#[test]
fn a_trial_is_kept_only_when_there_is_something_to_keep() {
    let mut d = table();
    d.keys("w<enter>");
    assert_eq!(d.refused(), Some(&Refused::NothingTried));
    d.keys("0j0");
    assert_eq!((&trial(&d).follows, d.app.session().terms()), (&Follows::NothingCounts, &Terms::of(&program())));
    d.keys("<enter>");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NothingCounts)));
    d.keys("r");
    assert_eq!(Action::Accept.allowed(&d.app), Ok(()));
    let mut viewer = Driver::of(program(), Standing::Viewer);
    viewer.keys("w5<enter>");
    assert_eq!(viewer.refused(), Some(&Refused::Decision(Refusal::Viewer)));
    assert!(viewer.app.trial().is_some(), "whoever only reads may try");
}

#[test]
fn others_may_decide_meanwhile() {
    let mut d = table();
    d.keys("w8");
    let lock = d.elsewhere("bo", Decision::Lock(crate::session::Named::new(&d.adept(1), &d.mentor(0))));
    d.send(Msg::News(vec![lock]));
    assert_eq!(weights(&d), ["8", "5"], "what is tried stays");
    assert_eq!((d.app.session().partner(1), d.app.session().ledger().last()), (Some(0), 1));
    // Somebody changes a weight that was not touched: it follows. The one that is tried does not.
    for (id, thousandths) in [("turned", 7_000), ("ratings", 30_000)] {
        let decision = Decision::Weight { criterion: CriterionId(id.into()), thousandths: Weight(thousandths) };
        let record = d.elsewhere("bo", decision);
        d.send(Msg::News(vec![record]));
    }
    assert_eq!(weights(&d), ["8", "7"]);
    assert_eq!(trial(&d).weights()[0].decided, Weight(30_000));
    d.keys("<enter><enter>");
    assert_eq!(d.kinds(), ["lock", "weight", "weight", "weight"]);
    assert_eq!(d.app.session().weights().0, [Weight(8_000), Weight(7_000)]);
}

#[test]
fn whatever_is_refused_among_several_is_named() {
    let mut d = table();
    d.keys("w8j9<enter>");
    let decision = Decision::Weight { criterion: CriterionId("turned".into()), thousandths: Weight(1_000) };
    let unseen = d.elsewhere("bo", decision);
    d.keys("<enter>");
    assert!(matches!(d.said(), Some(NoticeText::Kept { kept: 1, all: 2, refused, .. }) if refused.len() == 1));
    assert!(
        d.line().starts_with(
            "1 of 2 changes kept. Not Tvärtom 9: Changed while you looked: bo gave Tvärtom the weight 1 at 2026-11-21 20:31 UTC."
        ),
        "{}",
        d.line()
    );
    d.send(Msg::News(vec![unseen]));
    assert_eq!(d.app.session().weights().0, [Weight(8_000), Weight(1_000)]);
}

#[test]
fn what_could_not_be_written_can_be_tried_again_with_the_rest() {
    let mut d = table();
    d.slow = true;
    d.keys("w8j9<enter><enter>");
    let held = |d: &mut Driver| {
        d.waiting = None;
        d.send(Msg::Decided { id: "x".into(), outcome: Outcome::NotSaved(NotSaved::Full) });
    };
    held(&mut d);
    assert!(matches!(d.app.modal(), Some(Modal::Confirm(_))) && d.app.pending().is_none());
    d.slow = false;
    d.keys("<enter>");
    assert_eq!((d.kinds().len(), d.app.pending()), (2, None));
    // Given up, the rest goes too.
    d.slow = true;
    d.keys("w3j4<enter><enter>");
    held(&mut d);
    d.keys("<esc>");
    d.slow = false;
    d.keys("<space>");
    assert_eq!(d.kinds(), ["weight", "weight", "lock"]);
}

#[test]
fn a_locked_pair_that_a_rule_would_block_is_told_and_stays() {
    let mut d = table();
    let pair = Pair { adept: 0, mentor: 0 };
    let record = d.elsewhere("bo", Decision::Lock(d.app.session().named(pair).unwrap()));
    d.send(Msg::News(vec![record]));
    d.keys("w<tab>j<right>");
    let Follows::Known(forecast) = &trial(&d).follows else { panic!("nothing follows") };
    assert_eq!(forecast.locks_against.len(), 1);
    assert_eq!(d.app.session().partner(0), Some(0));
    d.keys("<enter><enter>");
    assert_eq!((d.app.session().partner(0), d.kinds()), (Some(0), vec!["lock", "rule"]));
    d.keys("u");
    assert_eq!(d.kinds(), ["lock", "rule", "undo"]);
}

#[test]
fn a_large_program_is_worked_out_elsewhere_and_the_newest_wins() {
    let people: Vec<String> = (0..520).map(|n| format!("{n} {n}")).collect();
    let names: Vec<&'static str> = people.into_iter().map(|name| &*name.leak()).collect();
    let rating = |adept: usize, mentor: usize| u32::try_from((adept * 37 + mentor * 61) % 101).unwrap();
    let mentors = names.iter().map(|name| (*name, 1)).collect();
    let table = Table { adepts: names, mentors, rating, blocked: vec![(0, 0)] };
    let mut d = Driver::new(&table);
    d.keys("w<tab>");
    let before = d.app.session().terms().clone();
    d.keys("<left><left><right>");
    let asked: Vec<(u64, Terms)> = std::mem::take(&mut d.effects)
        .into_iter()
        .map(|effect| match effect {
            Effect::Try { number, terms } => (number, terms),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(asked.len(), 3);
    assert_eq!((&trial(&d).follows, d.app.session().terms()), (&Follows::Working(None), &before), "the app has waited");
    d.keys("<enter>");
    assert_eq!(d.refused(), Some(&Refused::StillWorking));
    let answer = |d: &mut Driver, (number, terms): &(u64, Terms)| {
        let tried = Box::new(d.app.decided_session().try_terms(terms).unwrap());
        d.send(Msg::Tried { number: *number, tried });
    };
    answer(&mut d, &asked[1]);
    assert!(matches!(trial(&d).follows, Follows::Working(Some(_))), "more is to come");
    answer(&mut d, &asked[2]);
    assert!(matches!(trial(&d).follows, Follows::Known(_)));
    answer(&mut d, &asked[0]);
    assert_eq!(d.app.session().terms(), &asked[2].1, "an older answer came last");
    d.keys("<esc>");
    answer(&mut d, &asked[2]);
    assert_eq!(d.app.session().terms(), &before, "an answer after the trial was left");
    assert!(!matches!(d.app.pending(), Some(Pending::Deciding { .. })));
}
