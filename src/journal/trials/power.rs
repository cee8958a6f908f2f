//! Several sessions on one journal, struck at random steps, on a disk that forgets what was not synced when the power goes.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::iter::Sum;

use super::damage::random;
use super::ram::{Broken, Failure, Fault, Ram};
use super::*;
use crate::journal::line::Position;
use crate::journal::scan::{Ending, scan};

/// How often the power goes in one evening.
const CUTS: usize = 6;
/// How often somebody decides between two cuts.
const TURNS: usize = 6;

/// What an evening, or many, came to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    cuts: usize,
    acknowledged: usize,
    /// Of these: asked for a second time, and recorded already.
    already: usize,
    /// The disk was full or failed, and the decision's maker was told.
    struck: usize,
    /// Tails of unfinished records that were set aside.
    torn: usize,
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |sum, one| Tally {
            cuts: sum.cuts + one.cuts,
            acknowledged: sum.acknowledged + one.acknowledged,
            already: sum.already + one.already,
            struck: sum.struck + one.struck,
            torn: sum.torn + one.torn,
        })
    }
}

/// Under which id somebody asks again for what was perhaps recorded.
type Again = fn(&str) -> String;

/// As everybody does.
fn by_the_same_id(id: &str) -> String {
    id.to_owned()
}

/// As nobody should: the journal cannot see that it is the same wish.
fn by_another_id(id: &str) -> String {
    format!("{id}r")
}

/// The wish behind an id, however often it was asked for.
fn wish(id: &str) -> &str {
    id.trim_end_matches('r')
}

/// What the world outside the disk knows: what was asked for, what was answered.
#[derive(Default)]
struct Memory {
    asked: BTreeSet<String>,
    /// Confirmed, with the record's number where it was told.
    acknowledged: Vec<(String, Option<u64>)>,
    /// Asked for, and not confirmed.
    open: Vec<String>,
    tally: Tally,
}

impl Memory {
    /// What somebody asks for next: something new, what was not confirmed, or even what was.
    fn next(&mut self, new: String, again: Again, random: &mut impl FnMut(usize) -> usize) -> String {
        let id = match random(8) {
            0..=2 if !self.open.is_empty() => again(&self.open.swap_remove(random(self.open.len()))),
            3 if !self.acknowledged.is_empty() => self.acknowledged[random(self.acknowledged.len())].0.clone(),
            _ => new,
        };
        self.asked.insert(id.clone());
        id
    }

    fn hear(&mut self, id: String, answer: Result<Decided, DecideError>) -> Result<(), String> {
        match answer {
            Ok(decided) => {
                let seq = decided.record.map(|record| record.seq);
                self.tally.acknowledged += 1;
                self.tally.already += usize::from(seq.is_none());
                self.acknowledged.push((id, seq));
            }
            Err(DecideError::ReadOnly(crate::journal::ReadOnly::Damage(damage))) => return Err(format!("{damage:?}")),
            Err(DecideError::Refused(refusal)) => return Err(format!("{refusal:?}")),
            Err(_) => {
                self.tally.struck += 1;
                self.open.push(id);
            }
        }
        Ok(())
    }

    /// Whether a journal is all that was confirmed, and nothing that was not asked for.
    fn compare(&self, bytes: &[u8]) -> Result<(), String> {
        let found = scan(bytes, &Position::default());
        if let Ending::Damage(damage) = found.ending {
            return Err(format!("{damage:?}"));
        }
        let ids: Vec<&str> = found.records.iter().map(|record| record.id.as_str()).collect();
        let there: BTreeSet<&str> = ids.iter().copied().collect();
        for (id, seq) in &self.acknowledged {
            let kept = seq.map_or(there.contains(id.as_str()), |seq| ids.get(seq as usize - 1) == Some(&id.as_str()));
            if !kept {
                return Err(format!("{id} is lost"));
            }
        }
        if ids.iter().map(|id| wish(id)).collect::<BTreeSet<_>>().len() < ids.len() {
            return Err("something was recorded twice".into());
        }
        if there.into_iter().any(|id| !self.asked.contains(id)) {
            return Err("something was invented".into());
        }
        Ok(())
    }
}

/// One evening with bad luck: three sessions decide in turns, each may be struck at a random step; then the power goes, and the evening
/// goes on. Says what was lost, doubled or invented.
fn evening_of_bad_luck(seed: u64, broken: Broken, again: Again) -> Result<Tally, String> {
    let store = Store::default();
    store.contents().broken = broken;
    let (mut random, mut memory) = (random(seed), Memory::default());
    for cut in 0..CUTS {
        let mut journals: Vec<Option<Journal>> = (0..3).map(|_| None).collect();
        for turn in 0..TURNS {
            let place = random(3);
            if journals[place].is_none() {
                journals[place] = sit_down(&store, &mut random);
            }
            let Some(journal) = &mut journals[place] else { continue };
            let id = memory.next(format!("P{cut}x{turn}"), again, &mut random);
            let answer = decide(journal, intent(&id, Decision::Note { adept: None, mentor: None }, Some("nej")));
            let goes_on = journal.read_only().is_none();
            memory.hear(id, answer)?;
            if !goes_on || random(8) == 0 {
                journals[place] = None;
            }
        }
        drop(journals);
        store.cut_power(&mut random);
        memory.compare(&store.bytes())?;
    }
    Ok(Tally { cuts: CUTS, torn: store.contents().torn.len(), ..memory.tally })
}

/// Somebody opens the journal, on a disk that fills up, fails or takes the whole process with it at some step.
fn sit_down(store: &Store, random: &mut impl FnMut(usize) -> usize) -> Option<Journal> {
    let what = match random(5) {
        0 => Failure::Error(ErrorKind::StorageFull),
        1 => Failure::Error(ErrorKind::Other),
        _ => Failure::Kill,
    };
    let fault = Fault { step: random(24), after: random(400), what };
    let disk = match random(6) {
        0 | 1 => Ram::on(store),
        2 => Ram::failing_at_writing(store, fault),
        _ => Ram::failing(store, fault),
    };
    let (mut journal, _) = Journal::open_on(Box::new(disk)).ok()?;
    journal.set_patience(std::time::Duration::ZERO);
    Some(journal)
}

#[test]
fn no_acknowledged_decision_is_lost_when_the_power_goes() {
    let seeds = times(120, 20_000);
    let evening =
        |seed| evening_of_bad_luck(seed, Broken::default(), by_the_same_id).unwrap_or_else(|wrong| panic!("seed {seed}: {wrong}"));
    let tally: Tally = all(seeds, evening).into_iter().sum();
    println!("{seeds} seeds: {tally:?}");
    let per_seed = |count: usize| count as f64 / seeds as f64;
    let tried = per_seed(tally.acknowledged) > 10.0 && per_seed(tally.already) > 1.0 && per_seed(tally.struck) > 3.0;
    assert!(tried && per_seed(tally.torn) > 1.0, "the trial tries too little: {tally:?}");
}

#[test]
fn a_disk_or_a_session_that_does_not_keep_its_part_is_noticed() {
    let none = Broken::default();
    for (what, broken, again) in [
        ("bytes that are not synced", Broken { sync: true, ..none }, by_the_same_id as Again),
        ("names that are not synced", Broken { names: true, ..none }, by_the_same_id),
        ("what a full disk took and was not cut", Broken { truncation: true, ..none }, by_the_same_id),
        ("a wish that comes again under another id", none, by_another_id),
    ] {
        let caught = all(40, |seed| evening_of_bad_luck(seed, broken, again).is_err()).into_iter().filter(|caught| *caught).count();
        println!("{what}: {caught} of 40");
        assert!(caught > 0, "the trial would not notice {what}");
    }
}
