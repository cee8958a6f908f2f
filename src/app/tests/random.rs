//! Whatever keys are pressed: no panic, nobody has two mentors, locks are kept, nothing impossible is proposed, the replay is the state, and
//! taking everything back gives the start.

use std::sync::Arc;

use super::driver::{Driver, Table};
use crate::app::{Again, Effect, Key, Msg};
use crate::program::{Pair, Role};
use crate::scoring::Scorer;
use crate::session::{Decision, Mode, Named, PairState, Present, Record, Session, Stand, Standing};

/// Decisions are likelier than the rest, so that a script makes some.
const KEYS: [&str; 89] = [
    "F",
    "F",
    "y",
    "y",
    "V",
    "V",
    "1",
    "2",
    "R",
    "n",
    "d",
    "L",
    ",",
    ".",
    "c",
    "m",
    "O",
    "O",
    "D",
    "D",
    "=",
    "=",
    "R",
    "j",
    "j",
    "j",
    "k",
    "k",
    "down",
    "up",
    "pageup",
    "pagedown",
    "g",
    "G",
    "h",
    "l",
    "tab",
    "tab",
    "t",
    "space",
    "space",
    "space",
    "space",
    "enter",
    "enter",
    "enter",
    "enter",
    "enter",
    "s",
    "s",
    "s",
    "x",
    "x",
    "x",
    "e",
    "n",
    "u",
    "u",
    "U",
    "ctrl-r",
    "o",
    "/",
    "f",
    "v",
    "r",
    "r",
    "ctrl-s",
    "?",
    "f1",
    ":",
    "ctrl-p",
    "L",
    "p",
    "esc",
    "esc",
    "esc",
    "esc",
    "å",
    "backspace",
    "ctrl-w",
    "left",
    "right",
    "ctrl-c",
    "w",
    "w",
    "5",
    "0",
    "pageup",
    "right",
];

/// A small generator of its own, so that a failing seed can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn table(seed: u64) -> Table {
    match seed % 3 {
        0 => Table::small(),
        1 => Table { mentors: vec![("Eva Ask", 1), ("Fia Björk", 0)], blocked: vec![(0, 0), (1, 0)], ..Table::small() },
        _ => Table {
            adepts: vec!["Åsa Ek", "Bo Alm", "Cia Öberg", "Dan Ängs", "Eli Ö", "Fred F", "Gia G"],
            mentors: vec![("A A", 1), ("B B", 2), ("C C", 1), ("D D", 3), ("E E", 1)],
            rating: |a, m| u32::try_from((a * 31 + m * 17 + a * m * 5) % 101).unwrap(),
            blocked: vec![(3, 0), (6, 3)],
        },
    }
}

#[test]
fn five_hundred_keys_over_two_hundred_seeds() {
    let scorers: Vec<Arc<Scorer>> = (0..3).map(|kind| Arc::new(Scorer::new(table(kind).program()))).collect();
    let mut decided = 0;
    for seed in 0..200 {
        let scorer = &scorers[usize::try_from(seed % 3).unwrap()];
        let mut d = Driver::at(Session::with_scorer(scorer.clone(), []), Standing::Editor);
        let start = (d.app.session().proposal().clone(), sums(&d));
        let mut dice = Dice(seed * 7_919 + 1);
        for n in 0..500 {
            step(&mut d, &mut dice);
            if n % 25 == 0 {
                check(&d, seed);
            }
        }
        check(&d, seed);
        replay(&d, scorer, seed);
        decided += d.journal.len();
        undo_everything(&mut d, seed);
        assert_eq!(sums(&d), start.1, "seed {seed}: the ledger after undoing everything");
        assert_eq!(*d.app.session().proposal(), start.0, "seed {seed}: the proposal after undoing everything");
        replay(&d, scorer, seed);
    }
    assert!(decided > 2_000, "the scripts decide too little to mean anything: {decided}");
}

/// The same while somebody else decides on another screen, whose records come late and in handfuls.
#[test]
fn two_people_at_once() {
    let scorers: Vec<Arc<Scorer>> = (0..3).map(|kind| Arc::new(Scorer::new(table(kind).program()))).collect();
    let mut elsewhere = 0;
    for seed in 0..60 {
        let scorer = &scorers[usize::try_from(seed % 3).unwrap()];
        let mut d = Driver::at(Session::with_scorer(scorer.clone(), []), Standing::Editor);
        let mut dice = Dice(seed * 104_729 + 3);
        let mut late = Vec::new();
        for _ in 0..300 {
            step(&mut d, &mut dice);
            if dice.roll(6) == 0 {
                late.extend(someone_else(&mut d, &mut dice));
                elsewhere += late.len();
            }
            if dice.roll(20) == 0 {
                d.here(if dice.roll(2) == 0 { &["bo"] } else { &[] });
            }
            if dice.roll(4) == 0 {
                let turn = dice.roll(3).min(late.len());
                late.rotate_left(turn);
                d.send(Msg::News(std::mem::take(&mut late)));
            }
        }
        // Whatever was still on its way, and everything a second time.
        let all = d.journal.clone();
        d.send(Msg::News(all));
        check(&d, seed);
        replay(&d, scorer, seed);
    }
    assert!(elsewhere > 500, "nobody else decided: {elsewhere}");
}

/// What `u` has taken back, as often as one likes, `U` brings back, also for whoever has left and come again.
#[test]
fn undo_and_redo_are_the_identity_also_in_a_new_sitting() {
    let scorers: Vec<Arc<Scorer>> = (0..3).map(|kind| Arc::new(Scorer::new(table(kind).program()))).collect();
    let mut undone = 0;
    for seed in 0..60 {
        let scorer = &scorers[usize::try_from(seed % 3).unwrap()];
        let mut d = Driver::at(Session::with_scorer(scorer.clone(), []), Standing::Editor);
        let mut dice = Dice(seed * 15_485_863 + 5);
        for _ in 0..120 {
            step(&mut d, &mut dice);
            if dice.roll(6) == 0 {
                let record = someone_else(&mut d, &mut dice);
                d.send(Msg::News(record.into_iter().collect()));
            }
        }
        d.keys(&"<esc>".repeat(14));
        let before = seen(&d);
        let start = d.journal.len();
        for _ in 0..=dice.roll(5) {
            d.keys("u");
        }
        let times = d.journal.len() - start;
        if dice.roll(2) == 0 {
            d = d.again();
        }
        d.keys(&"U".repeat(times));
        assert_eq!(d.journal.len() - start, 2 * times, "seed {seed}: {}", d.line());
        assert_eq!(seen(&d), before, "seed {seed}");
        assert_eq!(seen(&d.again()), before, "seed {seed}: in a new sitting");
        undone += times;
    }
    assert!(undone > 60, "too little was taken back to mean anything: {undone}");
}

/// Everything in force, the proposal, and what `u` would take back.
fn seen(d: &Driver) -> (Sums, Vec<Option<usize>>, i64, Option<u64>) {
    let session = d.app.session();
    (sums(d), session.proposal().mentor_of.clone(), session.proposal().total, session.ledger().undo_target("anna"))
}

/// A decision of somebody who sees the journal as it is; nothing when it would be refused.
fn someone_else(d: &mut Driver, dice: &mut Dice) -> Option<Record> {
    let (adepts, mentors) = (d.app.session().program().adepts().len(), d.app.session().program().mentors().len());
    let pair = Named::new(&d.adept(dice.roll(adepts)), &d.mentor(dice.roll(mentors)));
    let answer = crate::session::Ballot::ALL[dice.roll(3)];
    let decision = match dice.roll(6) {
        4 => Decision::Vote { adept: pair.adept, mentor: pair.mentor, answer },
        5 => Decision::Reveal(pair),
        0 => Decision::Lock(pair),
        1 => Decision::Unlock(pair),
        2 => Decision::Forbid(pair),
        _ => Decision::Allow(pair),
    };
    d.try_elsewhere("bo", decision)
}

fn step(d: &mut Driver, dice: &mut Dice) {
    match dice.roll(40) {
        0 => d.send(Msg::Resize(u16::try_from(dice.roll(150)).unwrap(), u16::try_from(dice.roll(50)).unwrap())),
        1 => d.send(Msg::Paste("klistrat\n\u{1b}åäö".into())),
        2 => {
            let others = (["bo", "cia"].iter().take(dice.roll(3))).map(|by| present(d, by, dice)).collect();
            d.send(Msg::Time(i64::try_from(dice.roll(400)).unwrap())).send(Msg::Present(others))
        }
        _ => {
            let key: Key = KEYS[dice.roll(KEYS.len())].parse().unwrap();
            d.send(Msg::Key(key))
        }
    };
    if d.effects.contains(&Effect::Save) {
        d.send(Msg::Saved(Ok(vec![])));
    }
    if d.effects.contains(&Effect::ReadAgain) {
        let (scorer, records) = (Arc::new(d.app.session().scorer().clone()), d.app.session().ledger().records().to_vec());
        let session = Box::new(Session::with_scorer(scorer, records));
        d.send(Msg::Again(Ok(Again { session, problems: vec![] })));
    }
    d.effects.clear();
}

/// Somebody who looks at any pair, from either end.
fn present(d: &Driver, by: &str, dice: &mut Dice) -> Present {
    let (adepts, mentors) = (d.app.session().program().adepts().len(), d.app.session().program().mentors().len());
    let leads = if dice.roll(2) == 0 { Role::Adept } else { Role::Mentor };
    let stand = Stand {
        leads,
        adept: Some(d.adept(dice.roll(adepts))),
        mentor: Some(d.mentor(dice.roll(mentors))),
        mode: Mode::Looking,
        touched: i64::try_from(dice.roll(400)).unwrap(),
    };
    let (account, host) = (by.to_owned(), String::new());
    Present { sitting: by.to_owned(), by: by.to_owned(), account, host, role: Standing::Editor, stand }
}

fn check(d: &Driver, seed: u64) {
    let (session, app) = (d.app.session(), &d.app);
    let program = session.program();
    for mentor in 0..program.mentors().len() {
        let taken = session.proposal().adepts_of(mentor).count();
        assert!(taken <= program.seats(mentor) as usize, "seed {seed}: mentor {mentor} has {taken}");
    }
    for pair in session.proposal().pairs() {
        let named = session.named(pair).unwrap();
        assert!(session.ledger().forbidden_by(&named).is_none(), "seed {seed}: a forbidden pair is proposed");
        assert!(session.scores().cell(pair).blocked.is_none(), "seed {seed}: a blocked pair is proposed");
    }
    for (adept, mentor) in session.ledger().locks() {
        let Named { adept, mentor } = Named::new(adept, mentor);
        let (adept, mentor) = (program.adept(&adept).unwrap(), program.mentor(&mentor).unwrap());
        assert_eq!(session.state(Pair { adept, mentor }), PairState::Locked, "seed {seed}");
        assert_eq!(session.partner(adept), Some(mentor), "seed {seed}: a lock is not kept");
    }
    for pane in [app.people(), app.partners()] {
        assert!(pane.cursor.selected < pane.rows.len().max(1), "seed {seed}: the cursor left the list");
        let mut seen: Vec<usize> = pane.rows.iter().map(|row| row.index).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), pane.rows.len(), "seed {seed}: somebody is listed twice");
    }
    assert_eq!(app.marked().map(|marked| marked.pair), app.marked_pair(), "seed {seed}: the panel is about another pair");
    for hint in app.hints() {
        assert_eq!(hint.action.allowed(app), Ok(()), "seed {seed}: {} is offered but refused", hint.action.name());
    }
    for row in &app.people().rows {
        let present: Vec<usize> = row.partners.iter().map(|partner| partner.index).collect();
        let expected: Vec<usize> = match row.role {
            crate::program::Role::Adept => session.partner(row.index).into_iter().collect(),
            crate::program::Role::Mentor => session.proposal().adepts_of(row.index).collect(),
        };
        assert_eq!(present, expected, "seed {seed}: a row is stale");
    }
}

fn replay(d: &Driver, scorer: &Arc<Scorer>, seed: u64) {
    let again = Session::with_scorer(scorer.clone(), d.journal.iter().cloned());
    assert_eq!(again.ledger(), d.app.decided_session().ledger(), "seed {seed}");
    assert_eq!(again.proposal(), d.app.decided_session().proposal(), "seed {seed}: the replay proposes something else");
}

fn undo_everything(d: &mut Driver, seed: u64) {
    d.keys(&"<esc>".repeat(14));
    while d.app.session().ledger().undo_target("anna").is_some() {
        let before = d.journal.len();
        d.keys("u");
        assert_eq!(d.journal.len(), before + 1, "seed {seed}: undo was refused: {}", d.line());
    }
}

type Sums = (Vec<String>, Vec<Named>, usize);

/// What is in force: locks, forbidden pairs, weights.
fn sums(d: &Driver) -> Sums {
    let ledger = d.app.session().ledger();
    (ledger.locks().map(|(a, m)| format!("{a} {m}")).collect(), ledger.forbidden().cloned().collect(), ledger.weights().len())
}
