//! What the desk tells and in which order: decisions, what others recorded, damage and its repair, a journal that cannot be read for a
//! while.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::ram::Ram;
use super::*;
use crate::journal::desk::POLL;
use crate::journal::disk::Disk;
use crate::journal::error::ReadOnly;
use crate::journal::repair::repair_on;
use crate::journal::{Desk, Report};

/// A desk whose reports can be waited for.
fn desk(store: &Store) -> (Desk, Receiver<Report>) {
    desk_looking(store, POLL)
}

/// A desk that looks for news only when it is asked to.
fn desk_that_waits(store: &Store) -> (Desk, Receiver<Report>) {
    desk_looking(store, Duration::from_secs(3_600))
}

fn desk_looking(store: &Store, every: Duration) -> (Desk, Receiver<Report>) {
    let (journal, _) = Journal::open_on(Box::new(Ram::on(store))).unwrap();
    let (reports, inbox) = channel();
    let ground = Arc::new(ground().clone());
    let desk = Desk::open_looking(journal, ground, every, move |report| _ = reports.send(report)).unwrap();
    (desk, inbox)
}

fn next(inbox: &Receiver<Report>) -> Report {
    inbox.recv_timeout(Duration::from_secs(20)).expect("a report from the desk")
}

#[test]
fn the_desk_reports_decisions_news_and_damage_in_order() {
    let store = Store::default();
    let ((desk_one, inbox_one), (desk_other, inbox_other)) = (desk(&store), desk(&store));
    desk_one.decide(intent("D1", Decision::Lock(named(1, 1)), None));
    assert!(matches!(next(&inbox_one), Report::Decided { id, result: Ok(decided) } if id == "D1" && decided.record.is_some()));
    // Looked for by itself, without being asked.
    assert!(matches!(next(&inbox_other), Report::News(news) if news.len() == 1));
    desk_one.decide(note("D2"));
    assert!(matches!(next(&inbox_one), Report::Decided { .. }));
    let mut late = intent("D3", Decision::Lock(named(1, 2)), None);
    late.expect = [("adept:a1".to_owned(), 0)].into();
    desk_other.decide(late);
    assert!(matches!(next(&inbox_other), Report::News(news) if news.len() == 1), "the news come before the refusal");
    assert!(matches!(next(&inbox_other), Report::Decided { id, result: Err(DecideError::Refused(_)) } if id == "D3"));
    store.contents().file.as_mut().unwrap().extend(b"not a record\n");
    desk_one.look();
    assert!(matches!(next(&inbox_one), Report::ReadOnly(ReadOnly::Damage(_))));
}

fn damage(store: &Store) {
    store.contents().file.as_mut().unwrap().extend(b"not a record\n");
}

fn repair(store: &Store) {
    assert!(repair_on(&mut Ram::on(store), Duration::ZERO, "bo", now()).unwrap().copy.is_some());
}

/// The next thing the desk tells is that this is recorded.
fn check_decides(desk: &Desk, inbox: &Receiver<Report>, wish: &str) {
    desk.decide(note(wish));
    let told = next(inbox);
    assert!(matches!(&told, Report::Decided { id, result: Ok(decided) } if id == wish && decided.record.is_some()), "{told:?}");
}

/// The next thing the desk tells is that this is not recorded, since nobody can read the journal.
fn check_cannot_read(desk: &Desk, inbox: &Receiver<Report>, wish: &str) {
    desk.decide(note(wish));
    let told = next(inbox);
    assert!(matches!(&told, Report::Decided { id, result: Err(DecideError::Unreadable(_)) } if id == wish), "{told:?}");
}

#[test]
fn the_desk_tells_what_others_decided_after_a_repair_and_then_that_it_is_writable() {
    let store = evening();
    let (desk, inbox) = desk_that_waits(&store);
    for (turn, wish) in ["D1", "D2"].into_iter().enumerate() {
        damage(&store);
        desk.look();
        assert!(matches!(next(&inbox), Report::ReadOnly(ReadOnly::Damage(_))));
        // Looking again at what nobody has repaired tells nothing.
        desk.look();
        desk.decide(note("D0"));
        assert!(matches!(next(&inbox), Report::Decided { result: Err(DecideError::ReadOnly(ReadOnly::Damage(_))), .. }));
        repair(&store);
        let theirs = decide(&mut open(&store).0, note(&format!("T{turn}"))).unwrap().record.unwrap();
        desk.look();
        assert!(matches!(next(&inbox), Report::News(news) if news == [theirs]));
        assert!(matches!(next(&inbox), Report::Writable));
        check_decides(&desk, &inbox, wish);
    }
}

#[test]
fn a_repair_is_noticed_without_being_asked() {
    let store = evening();
    let (_desk, inbox) = desk(&store);
    damage(&store);
    assert!(matches!(next(&inbox), Report::ReadOnly(ReadOnly::Damage(_))));
    repair(&store);
    assert!(matches!(next(&inbox), Report::Writable));
}

#[test]
fn the_desk_tells_when_a_journal_that_could_not_be_read_can_be() {
    let store = evening();
    let (desk, inbox) = desk_that_waits(&store);
    let unreadable = |so: bool| store.contents().unreadable = so;
    // Once is not worth a word, and neither is once more after it could be read.
    for wish in ["D1", "D2"] {
        unreadable(true);
        check_cannot_read(&desk, &inbox, "D0");
        unreadable(false);
        desk.look();
        check_decides(&desk, &inbox, wish);
    }
    unreadable(true);
    check_cannot_read(&desk, &inbox, "D0");
    desk.look();
    assert!(matches!(next(&inbox), Report::Unreadable(_)));
    desk.look();
    check_cannot_read(&desk, &inbox, "D0");
    unreadable(false);
    let theirs = decide(&mut open(&store).0, note("T1")).unwrap().record.unwrap();
    desk.look();
    assert!(matches!(next(&inbox), Report::News(news) if news == [theirs]));
    assert!(matches!(next(&inbox), Report::Writable));
    check_decides(&desk, &inbox, "D3");
}

#[test]
fn what_is_wrong_beside_it_is_told_when_the_journal_can_be_read_again() {
    let store = evening();
    let (desk, inbox) = desk_that_waits(&store);
    let cannot_be_read = || {
        store.contents().unreadable = true;
        desk.look();
        desk.look();
        assert!(matches!(next(&inbox), Report::Unreadable(_)));
        store.contents().unreadable = false;
    };
    cannot_be_read();
    damage(&store);
    desk.look();
    assert!(matches!(next(&inbox), Report::ReadOnly(ReadOnly::Damage(_))));
    cannot_be_read();
    desk.look();
    assert!(matches!(next(&inbox), Report::ReadOnly(ReadOnly::Damage(_))), "it can be read, and is damaged as before");
    cannot_be_read();
    repair(&store);
    desk.look();
    assert!(matches!(next(&inbox), Report::Writable));
    check_decides(&desk, &inbox, "D1");
    // Another history is for good.
    store.contents().file = None;
    desk.look();
    assert!(matches!(next(&inbox), Report::ReadOnly(ReadOnly::Replaced)));
    desk.look();
    desk.close();
    assert!(inbox.try_recv().is_err());
}

#[test]
fn the_desk_says_who_is_waited_for_and_then_decides() {
    let store = Store::default();
    let mut holder = Ram::on(&store);
    assert!(holder.try_lock().unwrap());
    holder.sign_lock("812 skrivbord Bo 2026-11-21T20:31:00Z\n");
    let (desk, inbox) = desk(&store);
    desk.decide(note("D1"));
    assert!(matches!(next(&inbox), Report::Waiting { holder } if holder.user == "Bo"));
    holder.unlock();
    assert!(matches!(next(&inbox), Report::Decided { result: Ok(_), .. }));
}

#[test]
fn closing_the_desk_finishes_what_was_asked() {
    let store = Store::default();
    let (desk, inbox) = desk(&store);
    for n in 0..40 {
        desk.decide(note(&format!("D{n}")));
    }
    desk.close();
    assert_eq!(inbox.iter().filter(|report| matches!(report, Report::Decided { result: Ok(_), .. })).count(), 40);
    assert_eq!(open(&store).1, 40);
}
