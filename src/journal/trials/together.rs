//! Several sessions that are all well: who sees what, who is refused, who waits for whom.

use super::ram::Ram;
use super::*;
use crate::journal::disk::Disk;
use crate::journal::error::ReadOnly;
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
