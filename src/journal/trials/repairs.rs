//! A damaged journal that is repaired, on a disk that fails at every step in every way: the old one or the new one stands there, and the
//! old one is always kept.

use std::io::ErrorKind;
use std::time::Duration;

use super::damage::random;
use super::ram::{Broken, Failure, Fault};
use super::*;
use crate::journal::disk::Disk;
use crate::journal::error::{Damage, ReadOnly, What};
use crate::journal::repair::{NotRepaired, Repaired, repair_on};

/// The line that is damaged.
const BAD: usize = 8;

/// An evening's journal, and how much of it is whole.
fn damaged() -> (Vec<u8>, usize) {
    let mut bytes = evening().bytes();
    let whole: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(BAD - 1).map(<[u8]>::len).sum();
    // In the middle of the line's sum.
    bytes[whole + 12] ^= 1;
    (bytes, whole)
}

fn repair(disk: &mut Ram) -> Result<Repaired, NotRepaired> {
    repair_on(disk, Duration::ZERO, "anna", now())
}

/// Repairs on a failing disk, then the power goes; says whether what is left is what the answer claims.
fn check(fault: Option<Fault>, broken: Broken, seed: u64) -> Result<bool, String> {
    let (old, whole) = damaged();
    let new = &old[..whole];
    let store = Store::of(&old);
    store.contents().broken = broken;
    let mut disk = fault.map_or_else(|| Ram::on(&store), |fault| Ram::failing(&store, fault));
    let answer = repair(&mut disk);
    if store.contents().locked {
        return Err("the lock was kept".into());
    }
    for turn in 0..2 {
        let found = store.bytes();
        let kept = store.contents().torn.contains(&old);
        let as_told = match &answer {
            Ok(repaired) => found == new && repaired.copy.is_some() && repaired.found.kept == BAD as u64 - 1,
            Err(NotRepaired::Unsure(_)) => found == new || found == old,
            Err(_) if fault.is_some_and(|fault| fault.what == Failure::Kill) => found == new || found == old,
            Err(_) => found == old,
        };
        if !as_told {
            return Err(format!("{answer:?}, and then another journal ({turn})"));
        }
        if found == new && !kept {
            return Err("the old journal is gone".into());
        }
        store.cut_power(&mut random(seed));
    }
    store.contents().broken = Broken::default();
    let again = repair(&mut Ram::on(&store)).map_err(|error| format!("the next repair was told {error:?}"))?;
    if store.bytes() != new || !store.contents().torn.contains(&old) || (answer.is_ok() && again.copy.is_some()) {
        return Err("the next repair did something else".into());
    }
    decide(&mut open(&store).0, note("R1")).map_err(|error| format!("the next one was told {error:?}"))?;
    Ok(answer.is_ok())
}

/// More steps than a repair has.
const STEPS: usize = 16;

#[test]
fn every_step_of_a_repair_may_fail_in_every_way() {
    let mut failed = 0;
    for step in 0..STEPS {
        for what in
            [ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::PermissionDenied].map(Failure::Error).into_iter().chain([Failure::Kill])
        {
            for seed in 1..6 {
                let fault = Fault { step, after: 0, what };
                let done = check(Some(fault), Broken::default(), seed).unwrap_or_else(|wrong| panic!("{fault:?}: {wrong}"));
                failed += usize::from(!done);
            }
        }
    }
    assert!(failed >= 9 * 4 * 5, "only {failed} of the trials failed anywhere");
    assert_eq!(check(None, Broken::default(), 1), Ok(true));
}

#[test]
fn a_disk_that_does_not_keep_what_was_repaired_is_noticed() {
    for broken in [Broken { sync: true, ..Broken::default() }, Broken { names: true, ..Broken::default() }] {
        assert!((1..40).any(|seed| check(None, broken, seed).is_err()), "the trial would not notice a missing sync");
    }
}

#[test]
fn what_is_set_aside_is_told_line_by_line() {
    let (mut bytes, whole) = damaged();
    let next = whole + 1 + bytes[whole..].iter().position(|byte| *byte == b'\n').unwrap();
    // The line after the next one says something else than it said.
    let changed = bytes[next..].iter().position(|byte| *byte == b'\n').unwrap() + next + 1;
    let at = bytes[changed..].windows(4).position(|word| word == b"anna").unwrap() + changed;
    bytes[at] = b'A';
    bytes.extend(b"{\"sum\":\"no record\n\nhello");
    let store = Store::of(&bytes);
    let repaired = repair(&mut Ram::on(&store)).unwrap();
    assert_eq!(repaired.found.damage, Some(Damage { line: BAD as u64, seq: BAD as u64, what: What::WrongSum }));
    let told: Vec<_> =
        repaired.found.aside.iter().map(|aside| (aside.line, aside.record.as_ref().map(|record| record.seq), aside.fits)).collect();
    let end = RECORDS as u64;
    // The sum of line 8 is not what it was, so neither it nor what was built on it can be shown to be as it was written.
    let expected: Vec<_> =
        (8..=end).map(|line| (line, Some(line), line > 10)).chain((end + 1..=end + 3).map(|line| (line, None, false))).collect();
    assert_eq!(told, expected);
    assert_eq!(store.contents().torn, [bytes]);
}

#[test]
fn what_is_not_damaged_is_left_alone() {
    let whole = evening().bytes();
    let torn = [&whole, &b"{\"sum\":\"01"[..]].concat();
    for bytes in [whole, torn, Vec::new()] {
        let store = Store::of(&bytes);
        let repaired = repair(&mut Ram::on(&store)).unwrap();
        assert_eq!((repaired.copy, repaired.found.damage, repaired.found.aside.len()), (None, None, 0));
        assert_eq!(store.bytes(), bytes);
        assert!(store.contents().torn.is_empty() && store.contents().lock_text.is_empty());
    }
    assert_eq!(repair(&mut Ram::on(&Store::default())).unwrap().copy, None);
}

#[test]
fn whoever_may_not_write_or_does_not_get_the_lock_repairs_nothing() {
    let (bytes, _) = damaged();
    let store = Store::of(&bytes);
    assert!(matches!(repair(&mut Ram::for_reading(&store)), Err(NotRepaired::NotAllowed)));
    let mut holder = Ram::on(&store);
    assert!(holder.try_lock().unwrap());
    holder.sign_lock("812 skrivbord Bo 2026-11-21T20:31:00Z\n");
    assert!(matches!(repair(&mut Ram::on(&store)), Err(NotRepaired::Held(holder)) if holder.user == "Bo"));
    assert_eq!(store.bytes(), bytes);
    assert!(store.contents().torn.is_empty());
}

/// A session that opened the journal when it was damaged.
fn at_the_damage(store: &Store) -> Journal {
    let (journal, count) = open(store);
    assert_eq!(count, BAD - 1);
    assert!(matches!(journal.read_only(), Some(ReadOnly::Damage(_))));
    journal
}

#[test]
fn sessions_that_are_open_go_on_after_a_repair_when_it_keeps_all_they_have_read() {
    let (bytes, whole) = damaged();
    let mut good = bytes.clone();
    good[whole + 12] ^= 1;
    let store = Store::of(&good[..whole]);
    let (mut before, count) = open(&store);
    assert_eq!(count, BAD - 1);
    store.contents().file = Some(good);
    let (mut further, count) = open(&store);
    assert_eq!(count, RECORDS);
    store.contents().file = Some(bytes);
    let mut at = at_the_damage(&store);
    repair(&mut Ram::on(&store)).unwrap();
    for journal in [&mut before, &mut at] {
        assert_eq!(journal.news().unwrap(), []);
        assert_eq!(journal.read_only(), None, "it has lost nothing and goes on");
    }
    let first = decide(&mut at, note("R1")).unwrap().record.unwrap();
    assert_eq!(first.seq, BAD as u64);
    let second = decide(&mut before, note("R2")).unwrap();
    assert_eq!(second.news, [first]);
    assert_eq!(at.news().unwrap(), [second.record.unwrap()]);
    assert_eq!(at.ledger(), before.ledger());
    // What it has read is no longer all there, and it does not become so when the journal has as many records again.
    for n in 3..RECORDS {
        assert_eq!(further.news().unwrap(), []);
        assert_eq!(further.read_only(), Some(&ReadOnly::Replaced));
        decide(&mut at, note(&format!("R{n}"))).unwrap();
    }
    let bytes = store.bytes();
    assert!(matches!(decide(&mut further, note("R99")), Err(DecideError::ReadOnly(ReadOnly::Replaced))));
    assert_eq!(store.bytes(), bytes);
}

#[test]
fn what_others_decide_after_a_repair_is_news_to_the_session_that_was_open() {
    let store = Store::of(&damaged().0);
    let mut at = at_the_damage(&store);
    repair(&mut Ram::on(&store)).unwrap();
    let theirs = decide(&mut open(&store).0, note("R1")).unwrap().record.unwrap();
    // It has not looked yet, so it cannot know.
    assert!(matches!(decide(&mut at, note("R2")), Err(DecideError::ReadOnly(ReadOnly::Damage(_)))));
    assert_eq!(at.news().unwrap(), [theirs]);
    assert_eq!(decide(&mut at, note("R2")).unwrap().record.unwrap().seq, BAD as u64 + 1);
}

#[test]
fn another_journal_in_the_place_of_a_damaged_one_is_no_repair() {
    let (bytes, whole) = damaged();
    let line = bytes[..whole].iter().rposition(|byte| *byte == b'\n').map(|last| &bytes[..last]).unwrap();
    let one_less = line.iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let foreign = Store::default();
    for n in 0..20 {
        decide(&mut open(&foreign).0, note(&format!("X{n}"))).unwrap();
    }
    for other in [Some(foreign.bytes()), Some(bytes[..one_less].to_vec()), Some(Vec::new()), None] {
        let store = Store::of(&bytes);
        let mut at = at_the_damage(&store);
        let mut contents = store.contents();
        (contents.file, contents.inode) = (other.clone(), contents.inode + 1);
        drop(contents);
        assert_eq!(at.news().unwrap(), []);
        assert_eq!(at.read_only(), Some(&ReadOnly::Replaced));
        assert_eq!(at.ledger().records().len(), BAD - 1);
        assert!(matches!(decide(&mut at, note("R1")), Err(DecideError::ReadOnly(ReadOnly::Replaced))));
        assert_eq!(store.contents().file, other);
    }
    // Damage that nobody has repaired stays, whatever is looked at.
    let store = Store::of(&bytes);
    let mut at = at_the_damage(&store);
    store.contents().file = Some(bytes.clone());
    assert_eq!(at.news().unwrap(), []);
    assert!(matches!(at.read_only(), Some(ReadOnly::Damage(_))));
    // A file that is damaged in the same place is another file, and as damaged.
    store.contents().inode += 1;
    assert_eq!(at.news().unwrap(), []);
    assert!(matches!(at.read_only(), Some(ReadOnly::Damage(_))));
    assert_eq!(store.bytes(), bytes);
}

#[test]
fn a_repair_that_cannot_be_read_at_once_is_read_at_the_next_look() {
    let mut failed = 0;
    // Opening takes some steps; then comes the look at the repaired journal.
    for step in 0..20 {
        let store = Store::of(&damaged().0);
        let fault = Fault { step, after: 0, what: Failure::Error(ErrorKind::Other) };
        let Ok((mut at, _)) = Journal::open_on(Box::new(Ram::failing(&store, fault))) else { continue };
        at.set_patience(Duration::ZERO);
        repair(&mut Ram::on(&store)).unwrap();
        if at.news().is_err() {
            failed += 1;
            assert!(matches!(at.read_only(), Some(ReadOnly::Damage(_))), "step {step}: {:?}", at.read_only());
            assert_eq!(at.news().unwrap(), []);
        }
        assert_eq!(at.read_only(), None, "step {step}");
        assert_eq!(at.ledger().records().len(), BAD - 1);
    }
    assert!(failed >= 4, "only {failed} steps of looking again failed");
}

#[test]
fn a_repair_gives_nobody_back_what_was_not_the_damages_doing() {
    // Whoever may only read goes on reading.
    let store = Store::of(&damaged().0);
    let (mut reader, _) = open_with(Ram::for_reading(&store));
    assert!(matches!(reader.read_only(), Some(ReadOnly::Damage(_))));
    repair(&mut Ram::on(&store)).unwrap();
    assert_eq!(reader.news().unwrap(), []);
    assert_eq!(reader.read_only(), Some(&ReadOnly::NotAllowed));
    decide(&mut open(&store).0, note("R1")).unwrap();
    assert_eq!(reader.news().unwrap().len(), 1);
    // Whose disk has failed in the middle of a decision stays closed.
    let store = evening();
    let sync = (0..40).find_map(|step| {
        let store = Store::of(&store.bytes());
        let (mut journal, _) =
            Journal::open_on(Box::new(Ram::failing(&store, Fault { step, after: 0, what: Failure::Error(ErrorKind::Other) }))).ok()?;
        let answer = decide(&mut journal, note("F1"));
        matches!(answer, Err(DecideError::Unsure(_))).then_some((store, journal))
    });
    let (store, mut struck) = sync.unwrap();
    assert_eq!(struck.read_only(), Some(&ReadOnly::DiskFault));
    store.contents().file.as_mut().unwrap().extend(b"no record\n");
    struck.news().unwrap();
    assert_eq!(struck.read_only(), Some(&ReadOnly::DiskFault), "damage hides that the disk has failed");
    assert!(repair(&mut Ram::on(&store)).unwrap().copy.is_some());
    struck.news().unwrap();
    assert_eq!(struck.read_only(), Some(&ReadOnly::DiskFault));
    assert_eq!(struck.ledger().records().len(), RECORDS + 1);
}
