//! Several sessions that are all well: who sees what, who is refused, who waits for whom.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::ram::Ram;
use super::*;
use crate::journal::disk::Disk;
use crate::journal::error::ReadOnly;
use crate::journal::{Desk, Report};
use crate::session::Refusal;

#[test]
fn everybody_reads_what_the_others_record() {
    let store = Store::default();
    let ((mut one, _), (mut other, _)) = (open(&store), open(&store));
    let first = decide(&mut one, note("T1")).unwrap().record.unwrap();
    let second = decide(&mut other, note("T2")).unwrap();
    assert_eq!(second.news, [first]);
    assert_eq!(one.news().unwrap(), [second.record.unwrap()]);
    assert_eq!(one.news().unwrap(), []);
    assert_eq!(one.ledger(), other.ledger());
}

#[test]
fn a_decision_that_somebody_was_faster_with_is_refused_and_the_news_are_kept() {
    let store = Store::default();
    let ((mut one, _), (mut other, _)) = (open(&store), open(&store));
    let locked = decide(&mut one, intent("T1", Decision::Lock(named(1, 1)), None)).unwrap().record.unwrap();
    let mut late = intent("T2", Decision::Lock(named(1, 2)), None);
    late.expect = [("adept:a1".to_owned(), 0)].into();
    let refused = decide(&mut other, late).unwrap_err();
    assert!(matches!(refused, DecideError::Refused(Refusal::ChangedSince { mark, .. }) if mark.seq == 1 && mark.by == "anna"));
    assert_eq!(other.news().unwrap(), [locked]);
}

#[test]
fn who_holds_the_journal_is_named_when_patience_ends() {
    let store = Store::default();
    let mut holder = Ram::on(&store);
    assert!(holder.try_lock().unwrap());
    holder.sign_lock("812 skrivbord Bo Ek 2026-11-21T20:31:00Z\n");
    let (mut journal, _) = open(&store);
    let Err(DecideError::Held(who)) = decide(&mut journal, note("T1")) else { panic!("not held") };
    assert_eq!((who.pid, who.host.as_str(), who.user.as_str()), (Some(812), "skrivbord", "Bo Ek"));
    holder.unlock();
    assert!(decide(&mut journal, note("T1")).unwrap().record.is_some());
}

#[test]
fn another_edition_is_followed_and_another_history_is_not() {
    let store = evening();
    let (mut journal, count) = open(&store);
    let reedit = |text: String| {
        let mut contents = store.contents();
        contents.file = Some(text.into_bytes());
        contents.inode += 1;
    };
    let mut edition = String::new();
    for record in journal.ledger().records() {
        let mut record = record.clone();
        record.note.iter_mut().for_each(|note| note.text = None);
        edition += &(crate::journal::line::written(&record) + "\n");
    }
    reedit(edition);
    assert_eq!(journal.news().unwrap(), []);
    assert!(journal.ledger().records().iter().all(|record| record.why().is_none()), "erased words are still there");
    assert_eq!(decide(&mut journal, note("T1")).unwrap().record.unwrap().seq, count as u64 + 1);
    let foreign = Store::default();
    for n in 0..20 {
        decide(&mut open(&foreign).0, note(&format!("X{n}"))).unwrap();
    }
    let bytes = foreign.bytes();
    reedit(String::from_utf8(bytes.clone()).unwrap());
    assert_eq!(journal.news().unwrap(), []);
    assert_eq!(journal.read_only(), Some(&ReadOnly::Replaced));
    assert!(matches!(decide(&mut journal, note("T2")), Err(DecideError::ReadOnly(ReadOnly::Replaced))));
    assert_eq!(store.bytes(), bytes);
}

#[test]
fn a_journal_that_was_cut_or_taken_away_is_not_written_to() {
    let store = evening();
    let (mut journal, _) = open(&store);
    let half = store.bytes().len() / 2;
    store.contents().file.as_mut().unwrap().truncate(half);
    assert!(matches!(decide(&mut journal, note("T1")), Err(DecideError::ReadOnly(ReadOnly::Shortened))));
    assert_eq!(store.bytes().len(), half);
    let (mut journal, _) = open(&store);
    store.contents().file = None;
    assert!(matches!(decide(&mut journal, note("T1")), Err(DecideError::ReadOnly(ReadOnly::Replaced))));
    assert!(store.contents().file.is_none());
}

/// A desk whose reports can be waited for.
fn desk(store: &Store) -> (Desk, Receiver<Report>) {
    let (journal, _) = Journal::open_on(Box::new(Ram::on(store))).unwrap();
    let (reports, inbox) = channel();
    let desk = Desk::open(journal, Arc::new(ground().clone()), move |report| _ = reports.send(report)).unwrap();
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
