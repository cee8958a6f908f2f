//! Random evenings of two to six people who act on what they have heard so far: nothing is overwritten unseen, and the journal adds up to
//! the same for everybody. The evenings are judged by rules of their own, written down here again and more simply than in the ledger.
//!
//! `TRIALS=full` runs a hundred thousand of them; otherwise there are fewer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::*;
use crate::program::criteria::Effect;

/// So many evenings, and how many by default.
const EVENINGS: usize = 100_000;
const EVERYDAY: usize = 12_000;
/// One evening in so many is replayed with its proposals, which have to be solved for.
const SOLVED: usize = 250;
const NAMES: [&str; 6] = ["anna", "bo", "cia", "dan", "eva", "fia"];
const ADEPTS: usize = 4;
const SEATS: [u32; 3] = [1, 2, 1];
const BLOCKED: [(usize, usize); 2] = [(0, 1), (3, 2)];

/// How the people and the journal of an evening behave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum House {
    /// As they are.
    Good,
    /// Nobody says what they have seen.
    Blind,
    /// Nothing is checked before it is recorded.
    Unchecked,
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

/// Somebody at the table, with the records that have reached their screen.
struct Person {
    name: &'static str,
    role: Standing,
    screen: Ledger,
}

/// The people, the journal, and for each record how much its maker had heard.
struct Evening {
    journal: Ledger,
    people: Vec<Person>,
    heard: Vec<u64>,
    dice: Dice,
    asked: usize,
}

impl Evening {
    fn spend(seed: usize, ground: &Ground, house: House) -> Self {
        let mut dice = Dice(seed as u64);
        let chair = dice.roll(4) == 0;
        let role = |n: usize| if chair && n == 0 { Standing::Chair } else { Standing::Editor };
        let count = 2 + dice.roll(5);
        let people = (0..count).map(|n| Person { name: NAMES[n], role: role(n), screen: Ledger::default() }).collect();
        let mut evening = Self { journal: Ledger::default(), people, heard: vec![], dice, asked: 0 };
        for _ in 0..8 + evening.dice.roll(18) {
            evening.step(ground, house);
        }
        evening
    }

    /// Somebody hears some of the news, or all, and tries something.
    fn step(&mut self, ground: &Ground, house: House) {
        let who = self.dice.roll(self.people.len());
        let behind = usize::try_from(self.journal.last() - self.people[who].screen.last()).unwrap();
        let news = if self.dice.roll(2) == 0 { behind } else { self.dice.roll(behind + 1) };
        self.hear(who, news);
        let Some(mut intent) = self.wish(who) else { return };
        self.asked += 1;
        if house == House::Blind {
            intent.expect.clear();
        }
        self.ask(who, ground, intent, house);
    }

    fn hear(&mut self, who: usize, news: usize) {
        let start = usize::try_from(self.people[who].screen.last()).unwrap();
        for record in &self.journal.records()[start..start + news] {
            self.people[who].screen.apply(record.clone());
        }
    }

    /// What the journal does: checks, appends, and tells the maker everything up to there.
    fn ask(&mut self, who: usize, ground: &Ground, intent: Intent, house: House) -> bool {
        let admitted = self.journal.check(ground, &intent);
        if admitted != Ok(Admission::Record) && !(house == House::Unchecked && intent.undoes.is_none()) {
            return false;
        }
        self.heard.push(self.people[who].screen.last());
        self.journal.apply(record(intent, self.journal.last() + 1));
        let news = usize::try_from(self.journal.last() - self.people[who].screen.last()).unwrap();
        self.hear(who, news);
        true
    }

    fn wish(&mut self, who: usize) -> Option<Intent> {
        let (adept, mentor) = (self.dice.roll(ADEPTS), self.dice.roll(SEATS.len()));
        let (other, value) = (self.dice.roll(ADEPTS), self.dice.roll(3));
        let pair = named(adept, mentor);
        let decision = match self.dice.roll(32) {
            0..=5 => Decision::Lock(pair),
            6 | 7 => Decision::Assign(pair),
            8 | 9 => self.unlock(who).unwrap_or(Decision::Unlock(pair)),
            10..=12 => swap((adept, mentor), (other, (mentor + 1 + value % 2) % SEATS.len())),
            13 | 14 => Decision::Forbid(pair),
            15 => Decision::Allow(pair),
            16 => Decision::Note { adept: Some(pair.adept), mentor: None },
            17 => Decision::Vote { adept: pair.adept, mentor: pair.mentor, answer: Ballot::ALL[value] },
            18 => Decision::Reveal(pair),
            19 | 20 => weight(["rating", "turned"][mentor % 2], [0, 5, 10][value]),
            21 => rule(["met", "kin"][mentor % 2], Effect::ALL[value]),
            22 => Decision::Objective { objective: Objective::ALL[value] },
            23 => Decision::Afresh,
            24 => Decision::Consent { person: pair.adept, yes: value > 0 },
            25 if value == 0 => Decision::Finalise,
            25 => Decision::Reopen,
            26..=29 => return self.undo(who),
            _ => return self.redo(who),
        };
        Some(self.intent(who, decision, None))
    }

    /// Unlocks something that is locked on one's screen.
    fn unlock(&mut self, who: usize) -> Option<Decision> {
        let locks: Vec<Named> = self.people[who].screen.locks().map(|(adept, mentor)| Named::new(adept, mentor)).collect();
        let place = self.dice.roll(locks.len().max(1));
        locks.into_iter().nth(place).map(Decision::Unlock)
    }

    /// Takes back one's own last decision; the chair now and then anybody's.
    fn undo(&mut self, who: usize) -> Option<Intent> {
        let Person { name, role, screen } = &self.people[who];
        let target = match (*role, screen.last()) {
            (Standing::Chair, last) if last > 0 && self.dice.roll(2) == 0 => {
                Some(1 + self.dice.roll(usize::try_from(last).unwrap()) as u64)
            }
            _ => screen.undo_target(name),
        };
        target.map(|target| self.intent(who, Decision::Undo, Some(target)))
    }

    fn redo(&mut self, who: usize) -> Option<Intent> {
        let target = self.people[who].screen.redo_target(self.people[who].name);
        target.map(|target| self.intent(who, Decision::Undo, Some(target)))
    }

    fn intent(&self, who: usize, decision: Decision, undoes: Option<u64>) -> Intent {
        let Person { name, role, screen } = &self.people[who];
        let why = matches!(decision, Decision::Note { .. }).then(|| "words".to_owned());
        let (id, by, see) = (format!("{}-{name}", self.asked), (*name).to_owned(), screen.last());
        Intent { id, by, role: *role, see, expect: screen.expect(&decision, undoes), decision, was: BTreeMap::new(), undoes, why }
    }
}

fn swap((adept, gets): (usize, usize), (other, other_gets): (usize, usize)) -> Decision {
    let (one, two) = (named(adept, gets), named(other, other_gets));
    Decision::Swap { adept: one.adept, gets: one.mentor, other: two.adept, other_gets: two.mentor }
}

fn record(intent: Intent, seq: u64) -> Record {
    let Intent { id, by, role, see, decision, expect, was, undoes, why } = intent;
    let note = why.map(|text| Note { salt: String::new(), hash: String::new(), text: Some(text) });
    Record { sum: String::new(), seq, id, at: String::new(), by, account: None, role, see, decision, expect, was, undoes, note }
}

/// What the records add up to, found anew.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    locks: BTreeMap<PersonId, PersonId>,
    forbidden: BTreeSet<Named>,
    weights: BTreeMap<CriterionId, Weight>,
    effects: BTreeMap<String, Effect>,
    finalised: Option<u64>,
}

impl Sum {
    fn of(records: &[Record]) -> Self {
        let (mut sum, force) = (Self::default(), in_force(records));
        for (record, _) in records.iter().zip(force).filter(|(_, force)| *force) {
            sum.enter(record);
        }
        sum
    }

    fn of_ledger(ledger: &Ledger) -> Self {
        Self {
            locks: ledger.locks().map(|(adept, mentor)| (adept.clone(), mentor.clone())).collect(),
            forbidden: ledger.forbidden().cloned().collect(),
            weights: ledger.weights().clone(),
            effects: ledger.effects().clone(),
            finalised: ledger.finalised(),
        }
    }

    fn enter(&mut self, record: &Record) {
        match &record.decision {
            Decision::Lock(pair) | Decision::Assign(pair) => _ = self.locks.insert(pair.adept.clone(), pair.mentor.clone()),
            Decision::Unlock(pair) => _ = self.locks.remove(&pair.adept),
            Decision::Swap { adept, gets, other, other_gets } => {
                self.locks.extend([(adept.clone(), gets.clone()), (other.clone(), other_gets.clone())]);
            }
            Decision::Forbid(pair) => _ = self.forbidden.insert(pair.clone()),
            Decision::Allow(pair) => _ = self.forbidden.remove(pair),
            Decision::Weight { criterion, thousandths } => _ = self.weights.insert(criterion.clone(), *thousandths),
            Decision::Rule { rule, effect } => _ = self.effects.insert(rule.clone(), *effect),
            Decision::Finalise => self.finalised = Some(record.seq),
            Decision::Reopen => self.finalised = None,
            _ => {}
        }
    }
}

/// A record is in force unless one that takes it back is.
fn in_force(records: &[Record]) -> Vec<bool> {
    let mut force = vec![true; records.len()];
    for later in (0..records.len()).rev().filter(|place| records[*place].undoes.is_some()) {
        if let (true, Some(target)) = (force[later], records[later].undoes) {
            force[usize::try_from(target).unwrap() - 1] = false;
        }
    }
    force
}

/// The decision that a record is about: for an undo what it takes back.
fn about<'a>(records: &'a [Record], record: &'a Record) -> &'a Record {
    record.undoes.map_or(record, |target| about(records, &records[usize::try_from(target).unwrap() - 1]))
}

/// What a decision changes, for whoever else may have changed it too.
fn changes(decision: &Decision) -> Vec<String> {
    let of = |pair: &Named| vec![format!("whom {}", pair.adept), format!("may {} {}", pair.adept, pair.mentor)];
    match decision {
        Decision::Lock(pair) | Decision::Unlock(pair) | Decision::Assign(pair) => of(pair),
        Decision::Swap { adept, gets, other, other_gets } => [of(&Named::new(adept, gets)), of(&Named::new(other, other_gets))].concat(),
        Decision::Forbid(pair) | Decision::Allow(pair) => vec![format!("may {} {}", pair.adept, pair.mentor)],
        Decision::Weight { criterion, .. } => vec![format!("weight {criterion}")],
        Decision::Rule { rule, .. } => vec![format!("rule {rule}")],
        Decision::Objective { .. } => vec!["objective".into()],
        Decision::Consent { person, .. } => vec![format!("answer {person}")],
        Decision::Finalise | Decision::Reopen => vec!["final".into()],
        _ => vec![],
    }
}

/// Every promise about an evening.
fn judge(evening: &Evening, program: &Program) -> Result<(), String> {
    let records = evening.journal.records();
    for (place, (record, heard)) in records.iter().zip(&evening.heard).enumerate() {
        let unheard = &records[usize::try_from(*heard).unwrap()..place];
        nothing_is_overwritten_unseen(records, record, unheard)?;
        undo_is_mine(records, record)?;
        no_new_lock_is_blocked(&records[..place], record)?;
    }
    let sum = Sum::of(records);
    if sum != Sum::of_ledger(&evening.journal) || evening.journal != Ledger::of(records.iter().cloned()) {
        return Err(format!("the ledger is not what its records add up to: {sum:?}"));
    }
    for (mentor, person) in program.mentors().iter().enumerate() {
        if sum.locks.values().filter(|id| **id == person.id).count() > program.seats(mentor) as usize {
            return Err(format!("more adepts than seats are locked to {}", person.id));
        }
    }
    match sum.locks.iter().find(|(adept, mentor)| sum.forbidden.contains(&Named::new(adept, mentor))) {
        Some((adept, mentor)) => Err(format!("{adept} and {mentor} are locked and forbidden")),
        None => Ok(()),
    }
}

fn nothing_is_overwritten_unseen(records: &[Record], record: &Record, unheard: &[Record]) -> Result<(), String> {
    let mine = changes(&about(records, record).decision);
    let others = unheard.iter().filter(|other| other.by != record.by);
    for other in others {
        let theirs = &about(records, other).decision;
        let touched = changes(theirs).into_iter().find(|thing| mine.contains(thing));
        let all = record.decision == Decision::Afresh && theirs.moves_people()
            || record.decision == Decision::Finalise && (theirs.moves_people() || matches!(theirs, Decision::Consent { .. }));
        if let Some(thing) = touched.or_else(|| all.then(|| "all".into())) {
            return Err(format!("record {} overwrites {} unseen: {thing}", record.seq, other.seq));
        }
    }
    Ok(())
}

fn undo_is_mine(records: &[Record], record: &Record) -> Result<(), String> {
    let Some(target) = record.undoes else { return Ok(()) };
    let (place, whose) = (usize::try_from(record.seq).unwrap() - 1, &about(records, record).by);
    if record.role != Standing::Chair && *whose != record.by && records[usize::try_from(target).unwrap() - 1].by != record.by {
        return Err(format!("record {} takes back what {whose} decided", record.seq));
    }
    let stood = in_force(&records[..place])[usize::try_from(target).unwrap() - 1];
    stood.then_some(()).ok_or_else(|| format!("record {} takes back what was not in force", record.seq))
}

fn no_new_lock_is_blocked(before: &[Record], record: &Record) -> Result<(), String> {
    let pairs = match &record.decision {
        Decision::Lock(pair) | Decision::Assign(pair) => vec![pair.clone()],
        Decision::Swap { adept, gets, other, other_gets } => vec![Named::new(adept, gets), Named::new(other, other_gets)],
        _ => return Ok(()),
    };
    let force = in_force(before);
    let ruled = |rule: &str| {
        before.iter().zip(&force).rev().filter(|(_, force)| **force).find_map(|(record, _)| match &record.decision {
            Decision::Rule { rule: ruled, effect } if ruled == rule => Some(*effect),
            _ => None,
        })
    };
    let blocks = |rule: &str, file: Effect| ruled(rule).unwrap_or(file) == Effect::Block;
    let met = |pair: &Named| BLOCKED.iter().any(|(adept, mentor)| named(*adept, *mentor) == *pair);
    let kin = |pair: &Named| (0..SEATS.len()).any(|n| named(n, n) == *pair);
    let blocked = |pair: &&Named| blocks("met", Effect::Block) && met(pair) || blocks("kin", Effect::Off) && kin(pair);
    match pairs.iter().find(blocked) {
        Some(pair) => Err(format!("record {} locks {} and {}, whom a rule blocks", record.seq, pair.adept, pair.mentor)),
        None => Ok(()),
    }
}

/// As many undos as one likes and as many redos leave everything as it was.
fn undo_and_redo_are_the_identity(evening: &mut Evening, ground: &Ground) -> Result<(), String> {
    for who in 0..evening.people.len() {
        let news = usize::try_from(evening.journal.last() - evening.people[who].screen.last()).unwrap();
        evening.hear(who, news);
        let (before, most) = (Sum::of_ledger(&evening.journal), evening.dice.roll(5));
        let mut undone = 0;
        while undone < most {
            evening.asked += 1;
            let target = evening.people[who].screen.undo_target(evening.people[who].name);
            let Some(target) = target else { break };
            let intent = evening.intent(who, Decision::Undo, Some(target));
            if !evening.ask(who, ground, intent, House::Good) {
                break;
            }
            undone += 1;
        }
        for _ in 0..undone {
            evening.asked += 1;
            let intent = evening.redo(who).ok_or("nothing to redo after an undo")?;
            if !evening.ask(who, ground, intent.clone(), House::Good) {
                return Err(format!("a redo is refused: {:?}", evening.journal.check(ground, &intent)));
            }
        }
        if Sum::of_ledger(&evening.journal) != before {
            return Err(format!("{undone} undos and redos of {} change something", evening.people[who].name));
        }
    }
    Ok(())
}

/// The proposals of an evening, from the first record on and from somewhere in the middle.
fn proposals_keep_their_promises(program: &Arc<Program>, records: &[Record]) {
    let mut session = Session::open(program.clone(), []);
    for record in records {
        session.apply(record.clone());
        holds(&session);
    }
    let mut half = Session::open(program.clone(), records[..records.len() / 2].to_vec());
    records[records.len() / 2..].iter().for_each(|record| _ = half.apply(record.clone()));
    assert_eq!((half.proposal(), half.ledger()), (session.proposal(), session.ledger()));
}

fn table() -> (Arc<Program>, Ground) {
    let ratings: [&[u32]; ADEPTS] = [&[90, 50, 40], &[80, 70, 60], &[30, 75, 72], &[95, 20, 10]];
    let program = program(&ratings, &SEATS, &BLOCKED);
    let ground = Ground::new(&Scorer::new(program.clone()));
    (program, ground)
}

/// The first evenings of a house that break a promise, and how.
fn broken(house: House, evenings: usize) -> Option<String> {
    let (program, ground) = table();
    (0..evenings).find_map(|seed| judge(&Evening::spend(seed, &ground, house), &program).err())
}

#[test]
fn nothing_is_overwritten_unseen_in_any_evening() {
    let evenings = if std::env::var("TRIALS").as_deref() == Ok("full") { EVENINGS } else { EVERYDAY };
    let ((program, ground), next) = (table(), AtomicUsize::new(0));
    let (asked, recorded) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= evenings {
                return;
            }
            let mut evening = Evening::spend(seed, &ground, House::Good);
            if let Err(broken) = judge(&evening, &program).and_then(|()| undo_and_redo_are_the_identity(&mut evening, &ground)) {
                panic!("evening {seed}: {broken}");
            }
            asked.fetch_add(evening.asked, Ordering::Relaxed);
            recorded.fetch_add(evening.journal.records().len(), Ordering::Relaxed);
            if seed % SOLVED == 0 {
                proposals_keep_their_promises(&program, evening.journal.records());
            }
        }
    };
    let threads = thread::available_parallelism().map_or(2, usize::from).min(8);
    thread::scope(|scope| (0..threads).for_each(|_| _ = scope.spawn(work)));
    let (asked, recorded) = (asked.into_inner(), recorded.into_inner());
    // An evening in which everything fits, or nothing, would say little.
    assert!(recorded * 10 > asked * 3 && recorded * 10 < asked * 9, "{recorded} of {asked} wishes were recorded");
}

#[test]
fn a_house_where_nobody_says_what_they_have_seen_is_caught() {
    let broken = broken(House::Blind, 500).expect("an unseen overwrite goes unnoticed");
    assert!(broken.contains("unseen"), "{broken}");
}

#[test]
fn a_house_where_nothing_is_checked_is_caught() {
    assert!(broken(House::Unchecked, 50).is_some());
}
