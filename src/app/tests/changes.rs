//! What has changed since one last looked.

use super::driver::{Driver, Table};
use crate::app::modal::changes::{ChangeRow, Moved};
use crate::app::modal::{ChangeList, Modal};
use crate::app::{Action, App, Msg, Refused, Side};
use crate::program::Role;
use crate::session::{Decision, Named, Session, Standing};
use crate::words::Lang;

/// 2026-11-21 20:31:14.
const NOW: i64 = 1_795_293_074;

fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g").send(Msg::Time(NOW));
    d
}

fn pair(d: &Driver, adept: usize, mentor: usize) -> Named {
    Named::new(&d.adept(adept), &d.mentor(mentor))
}

fn bo(d: &mut Driver, decision: impl FnOnce(&Driver) -> Decision) -> u64 {
    let decision = decision(d);
    let record = d.elsewhere("bo", decision);
    let seq = record.seq;
    d.send(Msg::News(vec![record]));
    seq
}

fn list(d: &Driver) -> &ChangeList {
    d.app.change_list().expect("no list of changes")
}

fn moved(d: &Driver, adept: usize, from: Option<usize>, to: Option<usize>) -> Moved {
    let mentor = |place: Option<usize>| place.map(|place| d.mentor(place));
    Moved { adept: d.adept(adept), from: mentor(from), to: mentor(to) }
}

#[test]
fn nothing_has_changed_until_others_change_something() {
    let mut d = small();
    d.keys("y");
    assert_eq!(d.refused(), Some(&Refused::NothingChanged { since: NOW, looked: false }));
    assert_eq!(d.line(), "Nobody else has changed anything since you sat down at 20:31 UTC.");
    d.keys("<space>y");
    assert!(matches!(d.refused(), Some(Refused::NothingChanged { .. })), "one's own decisions are no news: {:?}", d.said());
    assert!(!d.app.hints().iter().any(|hint| hint.action == Action::Changes));
}

#[test]
fn what_was_there_when_one_sat_down_is_no_news() {
    let mut first = small();
    bo(&mut first, |d| Decision::Lock(pair(d, 0, 0)));
    let session = Session::open(Table::small().program(), first.journal.clone());
    let mut d = Driver::at(session, Standing::Editor);
    d.keys("y");
    assert!(matches!(d.refused(), Some(Refused::NothingChanged { .. })));
}

#[test]
fn decisions_are_listed_newest_first_with_whom_they_moved() {
    let mut d = small();
    let before: Vec<Option<usize>> = (0..4).map(|adept| d.app.session().partner(adept)).collect();
    let lock = bo(&mut d, |d| Decision::Lock(pair(d, 1, 1)));
    let forbid = bo(&mut d, |d| Decision::Forbid(pair(d, 0, before[0].unwrap())));
    let label = |d: &Driver| d.app.hints().first().map(|hint| (hint.action, hint.label.to_string()));
    assert_eq!(label(&d), Some((Action::Changes, "2 changes".to_owned())), "unseen changes come first in the footer");
    d.send(Msg::Time(NOW + 60)).keys("y");
    let rows = list(&d).rows.clone();
    let places: Vec<usize> =
        [forbid, lock].iter().map(|seq| rows.iter().position(|row| *row == ChangeRow::Decided(*seq)).unwrap()).collect();
    assert!(places.is_sorted() && places[0] == 0, "{rows:?}");
    let now = d.app.session().partner(0);
    assert!(rows.contains(&ChangeRow::Moved(forbid, moved(&d, 0, before[0], now))), "{rows:?}");
    assert_eq!((list(&d).since, list(&d).decisions()), (NOW, 2));
    // Seen is seen.
    d.keys("<esc>y");
    assert_eq!(d.refused(), Some(&Refused::NothingChanged { since: NOW + 60, looked: true }));
    assert_eq!(d.line(), "Nobody else has changed anything since you looked at 20:32 UTC.");
}

#[test]
fn enter_jumps_to_the_pair() {
    let mut d = small();
    bo(&mut d, |d| Decision::Lock(pair(d, 2, 1)));
    d.keys("y<enter>");
    assert!(d.app.modals().is_empty());
    assert_eq!((d.subject(), d.marked(), d.app.side()), (Some(2), Some(1), Side::Partners));
    bo(&mut d, |d| Decision::Consent { person: d.mentor(2), yes: true });
    d.keys("y<enter>");
    assert_eq!((d.app.people().role, d.subject()), (Role::Mentor, Some(2)), "a mentor alone leads");
    bo(&mut d, |_| Decision::Afresh);
    d.keys("y<enter>");
    assert_eq!(d.refused(), Some(&Refused::NotHere), "what is about nobody leads nowhere");
    assert!(matches!(d.app.modal(), Some(Modal::Changes(_))));
}

#[test]
fn all_in_all_is_told_where_no_decision_tells_it() {
    let mut d = small();
    // Forbidden twice in a row: all in all from the first mentor to the last.
    let first = d.app.session().partner(0);
    bo(&mut d, |d| Decision::Forbid(pair(d, 0, first.unwrap())));
    let second = d.app.session().partner(0);
    bo(&mut d, |d| Decision::Forbid(pair(d, 0, second.unwrap())));
    let third = d.app.session().partner(0);
    assert!(first != second && second != third && first != third);
    d.keys("y");
    assert_eq!(list(&d).rows.first(), Some(&ChangeRow::Now(moved(&d, 0, first, third))));
    let alone = d.app.session().partner(3);
    let told = |row: &&ChangeRow| matches!(row, ChangeRow::Now(moved) if moved.adept == d.adept(3));
    assert!(alone.is_none() || list(&d).rows.iter().filter(told).count() <= 1);
}

#[test]
fn what_one_moves_oneself_is_seen_already() {
    let mut d = small();
    bo(&mut d, |d| Decision::Lock(pair(d, 1, 1)));
    // One's own decision moves Åsa; Bo's did not.
    let first = d.app.session().partner(0);
    d.keys("x<enter>");
    assert_ne!(d.app.session().partner(0), first);
    d.keys("y");
    let named = |row: &ChangeRow| matches!(row, ChangeRow::Now(moved) | ChangeRow::Moved(_, moved) if moved.adept == d.adept(0));
    assert!(!list(&d).rows.iter().any(named), "{:?}", list(&d).rows);
}

#[test]
fn an_open_list_takes_in_what_comes_and_the_cursor_stays() {
    let mut d = small();
    let first = bo(&mut d, |d| Decision::Lock(pair(d, 1, 1)));
    d.keys("y");
    let second = bo(&mut d, |d| Decision::Lock(pair(d, 2, 2)));
    assert_eq!(list(&d).rows, [ChangeRow::Decided(second), ChangeRow::Decided(first)]);
    assert_eq!(list(&d).cursor.selected, 1);
    d.keys("<esc>y");
    assert!(matches!(d.refused(), Some(Refused::NothingChanged { .. })), "what came while the list was open was seen in it");
}

#[test]
fn what_was_taken_back_stays_listed() {
    let mut d = small();
    let lock = bo(&mut d, |d| Decision::Lock(pair(d, 1, 1)));
    let intent = d.app.session().undo("x".into(), "bo", Standing::Editor).unwrap();
    let record = d.take_back_elsewhere(intent);
    let undo = record.seq;
    d.send(Msg::News(vec![record]));
    assert!(d.line().contains("bo took back: locked Bo Alm with Fia Björk"), "{}", d.line());
    d.keys("y");
    assert_eq!(list(&d).rows, [ChangeRow::Decided(undo), ChangeRow::Decided(lock)]);
    assert!(!d.app.session().ledger().in_force(lock));
    d.keys("<enter>");
    assert_eq!((d.subject(), d.marked()), (Some(1), Some(1)), "an undo leads to the pair that it is about");
}

#[test]
fn whoever_comes_back_sees_what_they_missed() {
    let mut d = small();
    d.keys("<space>");
    let assign = Decision::Assign(pair(&d, 2, 0));
    d.keys("j");
    let unlock = Decision::Unlock(pair(&d, 0, 0));
    for (by, decision) in [("bo", unlock), ("bo", assign)] {
        let record = d.elsewhere(by, decision);
        d.send(Msg::News(vec![record]));
    }
    // The line was lost before they came: a new sitting over the same records.
    let back = |by: &str| App::open(session_of(&d), vec![], by, Standing::Editor, Lang::En);
    let mut again = back("anna");
    assert_eq!(again.unseen(), 2);
    again.update(Msg::Key("y".parse().unwrap()));
    let rows = again.change_list().unwrap().rows.clone();
    let told: Vec<u64> = rows.iter().filter_map(|row| if let ChangeRow::Decided(seq) = row { Some(*seq) } else { None }).collect();
    assert_eq!(told, [3, 2]);
    let moved = |adept: usize, from: Option<usize>, to: Option<usize>| {
        let id = |mentor: Option<usize>| mentor.map(|mentor| d.mentor(mentor));
        ChangeRow::Moved(3, Moved { adept: d.adept(adept), from: id(from), to: id(to) })
    };
    let (before, after) = (session_of(&d).partner_at(2, 2), session_of(&d).partner_at(0, 3));
    assert!(rows.contains(&moved(2, before, Some(0))) && rows.contains(&moved(0, Some(0), after)), "{rows:?}");
    assert_eq!(back("eva").unseen(), 0, "who never decided anything here finds things as they are");
    assert_eq!(back("bo").unseen(), 0, "the last word was Bo's");
}

fn session_of(d: &Driver) -> Session {
    Session::open(d.app.session().program().clone(), d.journal.clone())
}
