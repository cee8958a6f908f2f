//! Trials of the journal: a disk in memory that fails when it is told to, and journals to be damaged.
//!
//! Some are made thousands of times. `TRIALS=full` makes them as often as the journal's promises say; without it they are made often
//! enough to notice what the controls beside them break.

mod damage;
mod desk;
mod faults;
mod power;
mod ram;
mod repairs;
mod together;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;

use ram::{Ram, Store};

use super::append::{Decided, Journal};
use super::error::DecideError;
use crate::program::criteria::{Condition, Criterion, Effect, Kind, Objective, Unknown};
use crate::program::{Application, Criteria, CriterionId, FieldRef, PersonId, Program, Role, Roles, Rule, Weight};
use crate::scoring::Scorer;
use crate::session::history::KINDS;
use crate::session::{Ballot, Decision, Ground, Intent, Named, Standing};

/// How often a trial is made: every day, and where all that is promised is tried.
pub fn times(everyday: u64, full: u64) -> u64 {
    if std::env::var("TRIALS").is_ok_and(|asked| asked == "full") { full } else { everyday }
}

/// Makes the trials 1 to `count`, as many at once as the machine can; what they came to, in no order.
pub fn all<T: Send>(count: u64, trial: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let next = AtomicU64::new(1);
    let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|turn| *turn <= count);
    let work = || std::iter::from_fn(take).map(&trial).collect::<Vec<T>>();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..thread::available_parallelism().map_or(1, Into::into)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|failed| std::panic::resume_unwind(failed))).collect()
    })
}

/// Nine adepts, nine mentors, one criterion and one rule.
pub fn ground() -> &'static Ground {
    static GROUND: LazyLock<Ground> = LazyLock::new(make_ground);
    &GROUND
}

fn make_ground() -> Ground {
    let person = |role, id: String| Application {
        id: id_of(&id),
        role,
        first_name: "Åsa".into(),
        last_name: "Öman".into(),
        email: String::new(),
        phone: String::new(),
        answers: Default::default(),
        source: Default::default(),
    };
    let city = |role: &str| FieldRef::read(&format!("{role}.city")).unwrap();
    let kind = Kind::Equal { a: city("mentor"), b: city("adept"), reward: Default::default() };
    let criterion = Criterion { id: CriterionId("city".into()), label: "Ort".into(), weight: Weight(1_000), kind };
    let apart = Rule {
        id: "apart".into(),
        label: "Inte de två".into(),
        condition: Condition::Pairs([(id_of("a9"), id_of("m9"))].into()),
        effect: Effect::Block,
        unknown: Unknown::Allow,
    };
    let people = (1..=9).flat_map(|n| [person(Role::Adept, format!("a{n}")), person(Role::Mentor, format!("m{n}"))]);
    let roles = Roles { chair: Some(vec!["anna".into()]), ..Roles::default() };
    let program = Arc::new(Program::new(Criteria { roles, criteria: vec![criterion], rules: vec![apart], ..Criteria::default() }, people));
    Ground::new(&Scorer::new(program))
}

pub fn id_of(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

pub fn named(adept: u64, mentor: u64) -> Named {
    Named::new(&id_of(&format!("a{adept}")), &id_of(&format!("m{mentor}")))
}

pub fn now() -> jiff::Timestamp {
    "2026-11-21T20:31:14.5Z".parse().unwrap()
}

/// An intent of Anna's that nothing stands against.
pub fn intent(id: &str, decision: Decision, why: Option<&str>) -> Intent {
    Intent {
        id: id.into(),
        by: "anna".into(),
        role: Standing::Chair,
        see: 0,
        decision,
        expect: Default::default(),
        was: Default::default(),
        undoes: None,
        why: why.map(Into::into),
    }
}

/// A note, which is never refused and never already so.
pub fn note(id: &str) -> Intent {
    intent(id, Decision::Note { adept: None, mentor: None }, Some("båda vill ses på tisdagar"))
}

pub fn open(store: &Store) -> (Journal, usize) {
    open_with(Ram::on(store))
}

pub fn open_with(disk: Ram) -> (Journal, usize) {
    let (mut journal, records) = Journal::open_on(Box::new(disk)).unwrap();
    journal.set_patience(std::time::Duration::ZERO);
    (journal, records.len())
}

pub fn decide(journal: &mut Journal, intent: Intent) -> Result<Decided, DecideError> {
    journal.decide(ground(), intent, now())
}

/// How many records an [`evening`] has.
pub const RECORDS: usize = 20;

/// A journal with a decision of every kind.
pub fn evening() -> Store {
    let store = Store::default();
    let (mut journal, _) = open(&store);
    let swap = Decision::Swap { adept: id_of("a1"), gets: id_of("m2"), other: id_of("a2"), other_gets: id_of("m1") };
    let decisions = [
        (Decision::Lock(named(3, 3)), None),
        (Decision::Note { adept: Some(id_of("a4")), mentor: Some(id_of("m4")) }, Some("Båda åker \"tåg\"\nfrån Tierp;\u{202e} \u{7f} ☃")),
        (swap, Some("båda bad om det")),
        (Decision::Forbid(named(5, 5)), Some("känner varandra sedan förr")),
        (Decision::Assign(named(6, 7)), None),
        (Decision::Weight { criterion: CriterionId("city".into()), thousandths: Weight(7_500) }, Some("resorna kostar")),
        (Decision::Unlock(named(3, 3)), None),
        (Decision::Allow(named(5, 5)), None),
        (Decision::Afresh, None),
        (Decision::Objective { objective: Objective::Floor }, Some("ingen ska bli utan")),
        (Decision::Consent { person: id_of("a6"), yes: true }, None),
        (Decision::Reword { note: 2 }, Some("Båda åker buss \\ från Tierp")),
        (Decision::Vote { adept: id_of("a4"), mentor: id_of("m4"), answer: Ballot::Talk }, None),
        (Decision::Reveal(named(4, 4)), None),
        (Decision::Rule { rule: "apart".into(), effect: Effect::Off }, Some("de har talats vid")),
        (Decision::Withdraw { note: 2 }, None),
        (Decision::Finalise, Some("enhälligt")),
        (Decision::Reopen, None),
    ];
    for (n, (decision, why)) in decisions.into_iter().enumerate() {
        let mut wish = intent(&format!("E{n}"), decision, why);
        wish.see = n as u64;
        wish.was = [("a1".to_owned(), Some("m1".to_owned())), ("a2".to_owned(), None)].into();
        decide(&mut journal, wish).unwrap().record.unwrap();
    }
    let undo = Intent { undoes: Some(5), ..intent("E90", Decision::Undo, None) };
    decide(&mut journal, undo).unwrap().record.unwrap();
    let redo = Intent { undoes: Some(journal.ledger().last()), ..intent("E91", Decision::Undo, None) };
    decide(&mut journal, redo).unwrap().record.unwrap();
    store
}

#[test]
fn an_evening_has_a_decision_of_every_kind() {
    let (journal, count) = open(&evening());
    assert_eq!(count, RECORDS);
    let missing = |kind: &&str| journal.ledger().records().iter().all(|record| record.decision.kind() != *kind);
    assert_eq!(KINDS.into_iter().filter(missing).collect::<Vec<_>>(), <[&str; 0]>::default());
}
