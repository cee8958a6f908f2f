//! Several sessions on one journal, killed at random steps, on a disk that forgets what was not synced when the power goes.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use super::damage::random;
use super::ram::{Broken, Failure, Fault, Ram};
use super::*;
use crate::journal::line::Position;
use crate::journal::scan::{Ending, scan};

/// One evening with bad luck: three sessions decide in turns, each may be struck at a random step; then the power goes, and the evening
/// goes on. Says what was lost, doubled or invented.
fn evening_of_bad_luck(seed: u64, broken: Broken) -> Result<usize, String> {
    let store = Store::default();
    store.contents().broken = broken;
    let mut random = random(seed);
    let (mut acknowledged, mut asked) = (Vec::new(), BTreeSet::new());
    for cut in 0..6 {
        let mut journals: Vec<Option<Journal>> = (0..3).map(|_| None).collect();
        for turn in 0..12 {
            let place = random(3);
            if journals[place].is_none() {
                journals[place] = sit_down(&store, &mut random);
            }
            let Some(journal) = &mut journals[place] else { continue };
            let id = format!("P{cut}x{turn}");
            asked.insert(id.clone());
            let answer = decide(journal, note(&id));
            let goes_on = journal.read_only().is_none();
            match answer {
                Ok(decided) => acknowledged.extend(decided.record.map(|record| (record.seq, id))),
                Err(DecideError::ReadOnly(crate::journal::ReadOnly::Damage(damage))) => return Err(format!("{damage:?}")),
                Err(_) => {}
            }
            if !goes_on || random(8) == 0 {
                journals[place] = None;
            }
        }
        drop(journals);
        store.cut_power(&mut random);
        check(&store, &acknowledged, &asked)?;
    }
    Ok(acknowledged.len())
}

fn sit_down(store: &Store, random: &mut impl FnMut(usize) -> usize) -> Option<Journal> {
    let what = match random(5) {
        0 => Failure::Error(ErrorKind::StorageFull),
        1 => Failure::Error(ErrorKind::Other),
        _ => Failure::Kill,
    };
    let fault = Fault { step: random(40), after: random(400), what };
    let disk = if random(3) == 0 { Ram::on(store) } else { Ram::failing(store, fault) };
    let (mut journal, _) = Journal::open_on(Box::new(disk)).ok()?;
    journal.set_patience(std::time::Duration::ZERO);
    Some(journal)
}

fn check(store: &Store, acknowledged: &[(u64, String)], asked: &BTreeSet<String>) -> Result<(), String> {
    let found = scan(&store.bytes(), &Position::default());
    if let Ending::Damage(damage) = found.ending {
        return Err(format!("{damage:?}"));
    }
    for (seq, id) in acknowledged {
        if found.records.get(*seq as usize - 1).map(|record| &record.id) != Some(id) {
            return Err(format!("{id} is lost"));
        }
    }
    let ids: BTreeSet<&String> = found.records.iter().map(|record| &record.id).collect();
    if ids.len() < found.records.len() {
        return Err("something was recorded twice".into());
    }
    if ids.into_iter().any(|id| !asked.contains(id)) {
        return Err("something was invented".into());
    }
    Ok(())
}

#[test]
fn no_acknowledged_decision_is_lost_when_the_power_goes() {
    let mut acknowledged = 0;
    for seed in 1..=120 {
        acknowledged += evening_of_bad_luck(seed, Broken::default()).unwrap_or_else(|wrong| panic!("seed {seed}: {wrong}"));
    }
    assert!(acknowledged > 1_500, "only {acknowledged} decisions got through: the trial tries nothing");
}

#[test]
fn a_disk_that_does_not_keep_is_noticed() {
    for broken in [Broken { sync: true, ..Broken::default() }, Broken { names: true, ..Broken::default() }] {
        assert!((1..=40).any(|seed| evening_of_bad_luck(seed, broken).is_err()), "the trial would not notice a missing sync");
    }
}
