//! What would place somebody who has nobody, and whom to ask when a pair fails: foreseen, shown while it holds, and no longer.

use super::driver::{Driver, Table};
use crate::app::Msg;
use crate::program::Pair;
use crate::program::criteria::Effect;
use crate::scoring::{Effects, Terms};
use crate::session::Decision;
use crate::session::foresight::{Matter, Way};

/// [`Table::small`] with one seat with the second mentor: four adepts, three seats.
fn scarce() -> Driver {
    Driver::new(&Table { mentors: vec![("Eva Ask", 1), ("Fia Björk", 1), ("Gun Cedergren", 1)], ..Table::small() })
}

fn ways(d: &Driver) -> Option<Vec<(Way, Vec<usize>)>> {
    let told = d.app.openings()?.all().iter().map(|opening| (opening.way, opening.placed.clone()));
    Some(told.collect())
}

#[test]
fn what_would_help_is_known_once_it_is_foreseen_and_forgotten_once_something_is_decided() {
    let mut d = scarce();
    d.keys("j");
    assert_eq!(d.proposal(), "abc-");
    assert_eq!(ways(&d), None, "nothing is said before it is known");
    d.foresee();
    // Only the rule keeps the fourth from the first mentor, who is worth more to somebody else: switching it off places nobody.
    let seats = vec![(Way::Seat(1), vec![3]), (Way::Seat(0), vec![3]), (Way::Seat(2), vec![3])];
    let mut found = ways(&d).unwrap();
    found.sort();
    let mut expected = seats.clone();
    expected.sort();
    assert_eq!(found, expected);
    // A note moves nobody: what is known holds.
    d.keys("nhej<enter>");
    assert_eq!(d.kinds(), ["note"]);
    assert!(d.app.openings().is_some() && d.app.standbys().is_some());
    // A lock could have: nothing is said until it is known again.
    d.keys("G<space>");
    assert_eq!((d.app.openings(), d.app.standbys()), (None, None));
    d.foresee();
    assert!(d.app.openings().is_some() && d.app.standbys().is_some());
}

#[test]
fn a_lock_and_a_forbidden_pair_can_be_what_stands_in_the_way() {
    let mut d =
        Driver::new(&Table { mentors: vec![("Eva Ask", 1), ("Fia Björk", 1)], adepts: vec!["Åsa Ek", "Dan Ängs"], ..Table::small() });
    let pair = Pair { adept: 0, mentor: 1 };
    d.keys("j").foresee();
    assert_eq!((d.proposal().as_str(), ways(&d)), ("ab", Some(vec![])), "who has a mentor needs nothing");
    let named = |d: &Driver, adept: usize, mentor: usize| crate::session::Named::new(&d.adept(adept), &d.mentor(mentor));
    let forbid = d.elsewhere("bo", Decision::Forbid(named(&d, 1, 0)));
    d.send(Msg::News(vec![forbid])).foresee();
    assert_eq!((d.proposal().as_str(), ways(&d)), ("ab", Some(vec![])));
    let lock = d.elsewhere("bo", Decision::Lock(named(&d, 0, 1)));
    d.send(Msg::News(vec![lock])).foresee();
    assert_eq!(d.proposal(), "b-");
    let found = ways(&d).unwrap();
    assert!(found.contains(&(Way::Unlock(pair), vec![1])), "{found:?}");
    assert!(found.contains(&(Way::Allow(Pair { adept: 1, mentor: 0 }), vec![1])), "{found:?}");
    assert!(found.contains(&(Way::Seat(1), vec![1])), "{found:?}");
}

#[test]
fn an_answer_to_an_earlier_question_is_passed_over() {
    let mut d = scarce();
    d.keys("j");
    let number = d.curious.unwrap();
    let foreseen = d.app.decided_session().foresee(Matter::Openings, &mut || false).unwrap();
    d.keys("G<space>");
    assert_ne!(d.curious, Some(number));
    d.send(Msg::Foreseen { number, foreseen });
    assert_eq!(d.app.openings(), None);
}

#[test]
fn other_weights_on_the_screen_are_not_what_was_foreseen() {
    let mut d = scarce();
    d.keys("j").foresee();
    let session = d.app.session();
    let next = d.app.standbys().unwrap().of(0);
    assert!(!next.is_empty() && next.iter().all(|one| Some(one.mentor) != session.partner(0)), "{next:?}");
    // What is tried is on the screen, and nothing is known about it; with the trial given up everything holds again.
    let terms = Terms { effects: Effects(vec![Effect::Off]), ..session.terms().clone() };
    let tried = session.as_tried(&session.try_terms(&terms).unwrap());
    let (openings, standbys) = (d.app.openings().unwrap(), d.app.standbys().unwrap());
    assert!(!openings.hold(&tried) && !standbys.hold(&tried));
}
