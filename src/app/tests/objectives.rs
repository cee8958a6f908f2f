//! Comparing what the objectives would give: nothing is decided until somebody says so, and the figures are those of the decision.

use super::driver::{Driver, Table};
use crate::app::modal::objectives::Known;
use crate::app::modal::{Modal, Objectives, Question};
use crate::app::{Effect, Msg, Refused};
use crate::program::Pair;
use crate::program::criteria::Objective;
use crate::session::{Decision, Refusal, Session, Standing};

/// Two whose sum is largest as 0-0 and 1-1, while the second is better off the other way round; a third who has a mentor of her own.
fn uneven() -> Table {
    let rating = |adept: usize, mentor: usize| [[90, 40, 0], [50, 10, 0], [0, 30, 60]][adept][mentor];
    Table { adepts: vec!["Åsa Ek", "Bo Alm", "Cia Öberg"], mentors: vec![("A A", 1), ("B B", 1), ("C C", 1)], rating, blocked: vec![] }
}

fn large() -> Table {
    let people: Vec<String> = (0..210).map(|n| format!("{n} {n}")).collect();
    let names: Vec<&'static str> = people.into_iter().map(|name| &*name.leak()).collect();
    let rating = |adept: usize, mentor: usize| u32::try_from((adept * 37 + mentor * 61 + adept * mentor) % 101).unwrap();
    let mentors = names.iter().map(|name| (*name, 1)).collect();
    Table { adepts: names, mentors, rating, blocked: vec![(0, 0)] }
}

fn objectives(d: &Driver) -> &Objectives {
    let found = d.app.modals().iter().find_map(|modal| if let Modal::Objectives(objectives) = modal { Some(&**objectives) } else { None });
    found.expect("no objectives are compared")
}

fn known(d: &Driver, objective: Objective) -> Option<&Known> {
    objectives(d).lines.iter().find(|line| line.objective == objective)?.known.as_ref()
}

/// What the program's own figures are, to be compared before and after.
fn in_force(d: &Driver) -> (Objective, String, usize) {
    (d.app.session().objective(), d.proposal(), d.journal.len())
}

#[test]
fn the_objectives_stand_beside_each_other_and_nothing_is_decided() {
    let mut d = Driver::new(&uneven());
    let before = in_force(&d);
    assert_eq!(before, (Objective::Total, "abc".into(), 0));
    d.keys("O");
    let told: Vec<_> = objectives(&d)
        .lines
        .iter()
        .map(|line| {
            let promise = &line.known.as_ref().unwrap().promise;
            (line.in_force, promise.total(), promise.worst(), promise.average(), promise.matched(), promise.moves())
        })
        .collect();
    let other = (false, 15_000, Some(4_000), Some(5_000), 3, 2);
    assert_eq!(told, [(true, 16_000, Some(1_000), Some(5_333), 3, 0), other, other]);
    let floor = known(&d, Objective::Floor).unwrap();
    let moved: Vec<&str> = floor.moved.iter().map(|moved| moved.name.as_str()).collect();
    assert_eq!((moved, floor.better_and_worse()), (vec!["Åsa Ek", "Bo Alm"], (1, 1)));
    assert_eq!(objectives(&d).cursor.selected, 0, "the cursor does not stand on what is in force");
    d.keys("j<end><up><down><pagedown><pageup><esc>");
    assert!(d.app.modals().is_empty() && d.effects.is_empty());
    assert_eq!(in_force(&d), before);
}

#[test]
fn choosing_asks_first_and_what_was_promised_is_what_comes() {
    let mut d = Driver::new(&uneven());
    d.keys("O<enter>");
    assert_eq!(d.refused(), Some(&Refused::AlreadySo));
    d.keys("j<enter>");
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    assert_eq!(confirm.question, Question::Objective(Objective::Floor));
    assert_eq!(confirm.consequences.as_ref(), known(&d, Objective::Floor).map(|known| &known.promise.then));
    assert_eq!(confirm.moved.len(), 2);
    d.keys("<esc>");
    assert_eq!((objectives(&d).cursor.selected, d.journal.len()), (1, 0), "no goes back to the comparison");
    d.keys("<enter>nrättvisa<enter><enter>");
    assert_eq!(d.journal[0].decision, Decision::Objective { objective: Objective::Floor });
    assert_eq!(d.journal[0].why(), Some("rättvisa"));
    assert!(d.app.modals().is_empty(), "what was chosen is not to be seen");
    assert_eq!(in_force(&d), (Objective::Floor, "bac".into(), 1));
    assert!(d.line().contains("raise the worst off") && d.line().contains("2 others moved"), "{}", d.line());
    assert_eq!(d.app.just_moved().len(), 2);
    d.keys("O");
    assert_eq!((objectives(&d).cursor.selected, objectives(&d).lines[1].in_force), (1, true));
    d.keys("<esc>u");
    assert_eq!(in_force(&d), (Objective::Total, "abc".into(), 2));
    d.keys("U");
    assert_eq!(in_force(&d), (Objective::Floor, "bac".into(), 3));
}

#[test]
fn what_others_decide_is_compared_anew() {
    let mut d = Driver::new(&uneven());
    d.keys("Oj");
    let lock = Decision::Lock(d.app.session().named(Pair { adept: 0, mentor: 0 }).unwrap());
    let record = d.elsewhere("bo", lock);
    d.send(Msg::News(vec![record]));
    assert_eq!((objectives(&d).cursor.selected, known(&d, Objective::Floor).unwrap().promise.moves()), (1, 0), "the lock stands");
    d.keys("<enter>");
    let record = d.elsewhere("bo", Decision::Objective { objective: Objective::Floor });
    d.send(Msg::News(vec![record]));
    assert!(matches!(d.app.modal(), Some(Modal::Objectives(_))), "asked about what is so already");
    assert_eq!((d.refused(), objectives(&d).lines[1].in_force, d.journal.len()), (Some(&Refused::AlreadySo), true, 2));
    d.keys("<down><enter>");
    assert!(matches!(d.app.modal(), Some(Modal::Confirm(_))));
    let record = d.elsewhere("bo", Decision::Finalise);
    d.send(Msg::News(vec![record]));
    assert!(!matches!(d.app.modal(), Some(Modal::Confirm(_))), "asked about what cannot be");
    d.keys("<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Finalised(_)))));
}

#[test]
fn who_only_reads_compares_and_does_not_choose() {
    let mut d = Driver::of(uneven().program(), Standing::Viewer);
    d.keys("Oj<enter>");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::Viewer)));
    assert!(known(&d, Objective::Fair).is_some());
    let nobody = Table { adepts: vec![], ..uneven() };
    let mut d = Driver::new(&nobody);
    d.keys("O");
    assert_eq!((d.refused(), d.app.modals().is_empty()), (Some(&Refused::NobodyHere), true));
}

#[test]
fn a_large_program_is_compared_elsewhere_and_old_answers_are_of_no_use() {
    let mut d = Driver::at(Session::open(large().program(), []), Standing::Editor);
    let before = in_force(&d);
    let asked = |d: &mut Driver| match std::mem::take(&mut d.effects).as_slice() {
        [Effect::Promise { number }] => *number,
        other => panic!("{other:?}"),
    };
    let answer = |d: &mut Driver, number: u64, objective: Objective| {
        let promise = Box::new(d.app.decided_session().under(objective));
        d.send(Msg::Promised { number, promise });
    };
    d.keys("O");
    let first = asked(&mut d);
    assert!(known(&d, Objective::Total).is_some() && known(&d, Objective::Floor).is_none(), "the app has waited");
    d.keys("j<enter>");
    assert_eq!(d.refused(), Some(&Refused::StillWorking));
    answer(&mut d, first, Objective::Floor);
    assert!(known(&d, Objective::Floor).is_some() && known(&d, Objective::Fair).is_none());
    let stale = Box::new(d.app.session().under(Objective::Fair));
    let lock = Decision::Lock(d.app.session().named(Pair { adept: 1, mentor: 2 }).unwrap());
    let record = d.elsewhere("bo", lock);
    d.send(Msg::News(vec![record]));
    let second = asked(&mut d);
    d.send(Msg::Promised { number: first, promise: stale });
    assert!(second > first && known(&d, Objective::Floor).is_none() && known(&d, Objective::Fair).is_none(), "an old answer counts");
    answer(&mut d, second, Objective::Fair);
    answer(&mut d, second, Objective::Floor);
    let promised = known(&d, Objective::Floor).unwrap().promise.clone();
    // Those who would move are looked through page by page; another objective begins at the top.
    d.keys("<pagedown>");
    let scrolled = objectives(&d).scroll;
    assert!(promised.moves() < 20 || scrolled > 0);
    d.keys("<down><up>");
    assert_eq!(objectives(&d).scroll, 0);
    d.keys("<enter><enter>");
    assert_eq!((d.app.session().objective(), d.app.session().proposal().total), (Objective::Floor, promised.total()));
    d.keys("O<esc>");
    let third = asked(&mut d);
    answer(&mut d, third, Objective::Fair);
    assert!(d.app.modals().is_empty(), "an answer after the comparison was left opens it again");
    assert_ne!(in_force(&d).0, before.0);
}
