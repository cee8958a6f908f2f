//! A disk that fails at every step in every way: nothing half-written stays, nothing is claimed that is not so.

use std::io::ErrorKind;

use super::ram::{Failure, Fault};
use super::*;
use crate::journal::append::RESERVE;
use crate::journal::error::ReadOnly;
use crate::journal::line::{Position, written};
use crate::journal::scan::{Ending, scan};
use crate::session::Record;

/// A store with two records, and a third begun and left where `torn`.
fn begun(torn: bool) -> Store {
    let store = Store::default();
    let (mut journal, _) = open(&store);
    for id in ["B1", "B2"] {
        decide(&mut journal, note(id)).unwrap();
    }
    if torn { Store::of(&[&store.bytes(), &b"{\"sum\":\"0123"[..]].concat()) } else { store }
}

fn records(store: &Store) -> (Vec<Record>, Ending) {
    let found = scan(&store.bytes(), &Position::default());
    (found.records, found.ending)
}

/// Decides on a failing disk, then says whether what is left is what the answer claims.
fn check(store: &Store, fault: Fault) -> Result<(), String> {
    let (before, bytes) = (records(store).0, store.bytes());
    let opened = Journal::open_on(Box::new(ram::Ram::failing(store, fault)));
    let Ok((mut journal, _)) = opened else {
        return if store.bytes() == bytes { Ok(()) } else { Err("opening changed the file".into()) };
    };
    journal.set_patience(std::time::Duration::ZERO);
    let answer = decide(&mut journal, note("F1"));
    let read_only = journal.read_only().cloned();
    let (after, ending) = records(store);
    if after.get(..before.len()) != Some(&before) {
        return Err("earlier records changed".into());
    }
    let added = after.len() - before.len();
    match (&answer, added) {
        (Ok(decided), 1) if decided.record.as_ref() == after.last() => {}
        (Err(DecideError::Unsure(_)), 0 | 1) if read_only == Some(ReadOnly::DiskFault) => {}
        (Err(DecideError::Unsure(_) | DecideError::NotSaved(_) | DecideError::DiskFull | DecideError::Unreadable(_)), 0) => {}
        _ => return Err(format!("{added} records were added and the answer was {answer:?}")),
    }
    let as_before = bytes.starts_with(&store.bytes()) && store.bytes().len() as u64 >= whole_bytes(&bytes);
    if matches!(answer, Err(DecideError::NotSaved(_) | DecideError::DiskFull)) && !as_before {
        return Err("something half-written stayed".into());
    }
    if matches!(ending, Ending::Damage(_)) {
        return Err("the journal is damaged".into());
    }
    drop(journal);
    // The next one at the same journal goes on as if nothing had been.
    let (mut next, count) = open(store);
    let decided = decide(&mut next, note("F2")).map_err(|error| format!("the next one was told {error:?}"))?;
    if count != after.len() || decided.record.map(|record| record.seq) != Some(count as u64 + 1) {
        return Err("the next one saw something else".into());
    }
    Ok(())
}

fn whole_bytes(bytes: &[u8]) -> u64 {
    scan(bytes, &Position::default()).position.bytes
}

/// The steps of opening and deciding once.
const STEPS: usize = 24;

#[test]
fn every_step_may_fail_in_every_way() {
    let kinds = [ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::QuotaExceeded, ErrorKind::Interrupted];
    for torn in [false, true] {
        for step in 0..STEPS {
            for what in kinds.map(Failure::Error).into_iter().chain([Failure::Kill]) {
                let fault = Fault { step, after: 7, what };
                check(&begun(torn), fault).unwrap_or_else(|wrong| panic!("{fault:?}, torn {torn}: {wrong}"));
            }
        }
    }
}

/// The step at which a decision is written, found by looking for it.
fn step_of_writing() -> usize {
    let written = |step: &usize| {
        let store = begun(false);
        let fault = Fault { step: *step, after: 3, what: Failure::Kill };
        if let Ok((mut journal, _)) = Journal::open_on(Box::new(ram::Ram::failing(&store, fault))) {
            let _ = decide(&mut journal, note("F1"));
        }
        records(&store).1 == Ending::Torn
    };
    (0..STEPS).find(written).unwrap()
}

#[test]
fn a_full_disk_leaves_nothing_however_much_it_took() {
    let step = step_of_writing();
    let store = begun(false);
    let length = {
        let (mut journal, _) = open(&store);
        written(&decide(&mut journal, note("F1")).unwrap().record.unwrap()).len() + 1
    };
    for after in 0..=length {
        for kind in [ErrorKind::StorageFull, ErrorKind::Other] {
            let store = begun(false);
            let bytes = store.bytes();
            let (mut journal, _) = open_with(ram::Ram::failing(&store, Fault { step, after, what: Failure::Error(kind) }));
            let told = decide(&mut journal, note("F1")).unwrap_err();
            assert!(matches!((kind, told), (ErrorKind::StorageFull, DecideError::DiskFull) | (ErrorKind::Other, DecideError::NotSaved(_))));
            assert_eq!(store.bytes(), bytes, "after {after} bytes");
            // There is room again: the same intent, kept by whoever made it, is recorded by the same session.
            assert_eq!(decide(&mut journal, note("F1")).unwrap().record.unwrap().seq, 3);
        }
    }
}

#[test]
fn a_disk_that_is_nearly_full_takes_only_what_frees_somebody() {
    let store = Store::default();
    let (mut journal, _) = open(&store);
    for (id, pair) in [("L1", named(1, 1)), ("L2", named(2, 2))] {
        decide(&mut journal, intent(id, Decision::Lock(pair), None)).unwrap();
    }
    let undo = || Intent { undoes: Some(2), ..intent("L4", Decision::Undo, None) };
    for room in [RESERVE - 1, 0] {
        store.contents().room = Some(room);
        let bytes = store.bytes();
        for decision in
            [Decision::Lock(named(3, 3)), Decision::Forbid(named(3, 3)), Decision::Note { adept: None, mentor: None }, Decision::Afresh]
        {
            assert!(matches!(decide(&mut journal, intent("L9", decision, Some("ord"))), Err(DecideError::LittleRoom)), "{room}");
        }
        assert_eq!(store.bytes(), bytes);
        assert!(!store.contents().locked);
        // What is so already needs no room.
        assert_eq!(decide(&mut journal, intent("L1", Decision::Lock(named(1, 1)), None)).unwrap().record, None);
    }
    assert!(decide(&mut journal, intent("L3", Decision::Unlock(named(1, 1)), None)).unwrap().record.is_some());
    assert!(decide(&mut journal, undo()).unwrap().record.is_some());
    for room in [Some(RESERVE), None] {
        store.contents().room = room;
        assert!(decide(&mut journal, note(&format!("N{}", room.is_some()))).unwrap().record.is_some());
    }
}

#[test]
fn a_disk_that_does_not_cut_is_noticed() {
    let step = step_of_writing();
    let store = begun(false);
    store.contents().broken.truncation = true;
    let fault = Fault { step, after: 9, what: Failure::Error(ErrorKind::StorageFull) };
    assert!(check(&store, fault).is_err(), "the trial would not notice a missing cut");
}

#[test]
fn a_failed_sync_is_told_and_never_tried_again() {
    let store = begun(false);
    let fault = Fault { step: step_of_writing() + 1, after: 0, what: Failure::Error(ErrorKind::Other) };
    let (mut journal, _) = open_with(ram::Ram::failing(&store, fault));
    let before = store.contents().syncs;
    assert!(matches!(decide(&mut journal, note("S1")), Err(DecideError::Unsure(_))));
    assert_eq!(store.contents().syncs, before + 1);
    for id in ["S1", "S2"] {
        assert!(matches!(decide(&mut journal, note(id)), Err(DecideError::ReadOnly(ReadOnly::DiskFault))));
    }
    assert_eq!(store.contents().syncs, before + 1, "a failed sync was tried again");
    assert!(!store.contents().locked, "the lock was kept");
    // Whoever opens the program again sees what became of it, and the same intent is not recorded twice.
    let (mut next, count) = open(&store);
    assert_eq!(count, 3);
    assert_eq!(decide(&mut next, note("S1")).unwrap().record, None);
}

#[test]
fn what_a_session_says_twice_is_recorded_once_and_only_when_it_is_safe() {
    let store = begun(false);
    let (mut journal, _) = open(&store);
    decide(&mut journal, note("T1")).unwrap().record.unwrap();
    let before = store.contents().syncs;
    assert_eq!(decide(&mut journal, note("T1")).unwrap(), Decided { news: vec![], record: None });
    assert_eq!(store.contents().syncs, before + 1, "something was confirmed without being synced");
    assert_eq!(records(&store).0.len(), 3);
}

#[test]
fn a_journal_for_reading_is_read_and_left_alone() {
    let store = begun(true);
    let bytes = store.bytes();
    let (mut journal, count) = open_with(ram::Ram::for_reading(&store));
    assert_eq!((count, journal.read_only()), (2, Some(&ReadOnly::NotAllowed)));
    assert!(matches!(decide(&mut journal, note("R1")), Err(DecideError::ReadOnly(ReadOnly::NotAllowed))));
    assert_eq!(store.bytes(), bytes);
    let (mut other, _) = open(&store);
    decide(&mut other, note("R2")).unwrap();
    assert_eq!(journal.news().unwrap().len(), 1);
}

#[test]
fn what_cannot_stand_in_a_record_is_refused_before_anything_is_written() {
    let store = Store::default();
    let (mut journal, _) = open(&store);
    let by = |by: &str| Intent { by: by.into(), ..note("W1") };
    for nameless in ["", "  ", "\u{200b}\u{202e}", "\n\t"] {
        assert!(matches!(decide(&mut journal, by(nameless)), Err(DecideError::Nameless)));
    }
    for id in ["", "a b", "å", &"x".repeat(65)] {
        assert!(matches!(decide(&mut journal, note(id)), Err(DecideError::NoId)));
    }
    let long = Intent { was: (0..1_200).map(|n| (format!("adept-{n}"), None)).collect(), ..note("W2") };
    assert!(store.contents().file.is_none(), "a refusal made the journal");
    assert!(matches!(decide(&mut journal, long), Err(DecideError::TooLong)));
    assert_eq!(store.bytes(), b"");
    let longest = "\u{1}".repeat(crate::session::LONGEST_NOTE);
    assert!(decide(&mut journal, intent("W3", Decision::Note { adept: None, mentor: None }, Some(&longest))).unwrap().record.is_some());
    let tidy = decide(&mut journal, by("  A\u{30a}sa \u{202e}\n Ek\u{7} ")).unwrap().record.unwrap();
    assert_eq!(tidy.by, "Åsa Ek");
    assert_eq!(tidy.at, "2026-11-21T20:31:14Z");
}
