//! What becomes of a decision when somebody else's, made on the same view, was recorded a moment before: every kind after every kind.
//!
//! ```text
//! +  recorded, as if there had been no other          .  cannot be: one of the two makes no sense where the other does
//! =  already so: the other has done what was wanted   c  refused: changed since it was looked at
//! F  refused: the assignment is final                 n  refused: it is not final
//! l  refused: locked     s  refused: no seat left     f  refused: forbidden     r  refused: a rule blocks it
//! b  refused: something is built on it                u  refused: nothing to unlock, undo or redo      0  refused: nothing would count
//! ```
//!
//! A line is the kind that was recorded first, a column the kind that came second. A refusal by `c` or `F` always names who, what and when.

use super::*;

/// The kinds, in the order of the columns; to undo an undo is one of its own here.
fn kinds() -> impl Iterator<Item = &'static str> {
    crate::session::history::KINDS.into_iter().chain(["redo"])
}

/// Both are about the same pair, person, note, criterion or rule.
const SAME: [&str; 20] = [
    //          l u a s f a n r w v r w r o a c f r u r
    //          o n s w o l o e i o e e u b f o i e n e
    //          c l s a r l t w t t v i l j r n n o d d
    //          k k i p b w e d d e l t e v h t l n o o
    "lock       = c = c c = + + + + + + + + c + c n . c",
    "unlock     c = c c c = + + + + + + + + c + c n c c",
    "assign     = c = c c = + + + + + + + + c + c n . c",
    "swap       c c c = + + + + + + + + + + c + c n . c",
    "forbid     c c c + = c + + + + + + + + c + c n . c",
    "allow      c c c + c = + + + + + + + + c + c n . c",
    "note       + + + + + + + + + + + + + + + + + + + +",
    "reword     + + + + + + + = c + + + + + + + + + + +",
    "withdraw   + + + + + + + c = + + + + + + + + + + +",
    "vote       + + + + + + + + + + + + + + + + + n + +",
    "reveal     + + + + + + + + + + = + + + + + + n + +",
    "weight     + + + + + + + + + + + = + + c + c n + +",
    "rule       + + + + + + + + + + + + = + c + c n + +",
    "objective  + + + + + + + + + + + + + = c + c n + +",
    "afresh     + + + + + + + + + + + + + + = + c n + +",
    "consent    + + + + + + + + + + + + + + + = c n + +",
    "finalise   F F F F F F + + + F F F F F F F = c F F",
    "reopen     + + + + + + + + + + + + + + + + c = + +",
    "undo       c = c c c = + + + + + + + + c + c n . c",
    "redo       = c = c c = + + + + + + + + c + c n . c",
];

/// They are about different ones. There is only one objective, one proposal and one assignment to be final.
const OTHER: [&str; 20] = [
    //          l u a s f a n r w v r w r o a c f r u r
    //          o n s w o l o e i o e e u b f o i e n e
    //          c l s a r l t w t t v i l j r n n o d d
    //          k k i p b w e d d e l t e v h t l n o o
    "lock       + + + + + + + + + + + + + + c + c n + +",
    "unlock     + + + + + + + + + + + + + + c + c n + +",
    "assign     + + + + + + + + + + + + + + c + c n + +",
    "swap       + + + + + + + + + + + + + + c + c n + +",
    "forbid     + + + + + + + + + + + + + + c + c n + +",
    "allow      + + + + + + + + + + + + + + c + c n + +",
    "note       + + + + + + + + + + + + + + + + + + + +",
    "reword     + + + + + + + + + + + + + + + + + + + +",
    "withdraw   + + + + + + + + + + + + + + + + + + + +",
    "vote       + + + + + + + + + + + + + + + + + n + +",
    "reveal     + + + + + + + + + + + + + + + + + n + +",
    "weight     + + + + + + + + + + + + + + c + c n + +",
    "rule       + + + + + + + + + + + + + + c + c n + +",
    "objective  + + + + + + + + + + + + + = c + c n + +",
    "afresh     + + + + + + + + + + + + + + = + c n + +",
    "consent    + + + + + + + + + + + + + + + + c n + +",
    "finalise   F F F F F F + + + F F F F F F F = c F F",
    "reopen     + + + + + + + + + + + + + + + + c = + +",
    "undo       + + + + + + + + + + + + + + c + c n + +",
    "redo       + + + + + + + + + + + + + + c + c n + +",
];

/// Which pair, person, note, criterion or rule a decision is about: the adept and the mentor of the same number, who are a pair of the proposal. A
/// swap takes the next number too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    First = 0,
    Other = 3,
}

/// Six adepts and six mentors, of whom those with the same number belong together.
fn six() -> Session {
    let rows: Vec<Vec<u32>> = (0..6).map(|a| (0..6).map(|m| if a == m { 90 } else { 20 + (a * 7 + m * 5) % 31 }).collect()).collect();
    let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
    Session::open(program(&rows, &[1; 6], &[]), [])
}

/// What has to be there before a decision of a kind makes sense, decided by somebody else or, where only the maker can take it back, by them.
fn prepare(session: &mut Session, kind: &str, thing: Thing, by: &str) {
    let pair = named(thing as usize, thing as usize);
    let vote = Decision::Vote { adept: pair.adept.clone(), mentor: pair.mentor.clone(), answer: Ballot::Yes };
    let prepared = match kind {
        "unlock" => decide(session, "carl", Decision::Lock(pair)),
        "allow" => decide(session, "carl", Decision::Forbid(pair)),
        "reveal" => decide(session, "carl", vote),
        "reword" | "withdraw" => note(session, by, thing),
        "reopen" => decide(session, "carl", Decision::Finalise),
        "undo" => decide(session, by, Decision::Lock(pair)),
        "redo" => decide(session, by, Decision::Lock(pair)).and_then(|_| undo(session, by)),
        _ => Ok(None),
    };
    drop(prepared);
}

fn note(session: &mut Session, by: &str, thing: Thing) -> Result<Option<Consequences>, Refusal> {
    let adept = Some(named(thing as usize, 0).adept);
    let id = format!("{by}-{}", session.ledger().last() + 1);
    let intent = session.intent(id, by, Standing::Editor, Decision::Note { adept, mentor: None }, Some("words".into()));
    admit(session, &intent)
}

/// What somebody who sees this session asks for; nothing when there is nothing of that kind to ask for.
fn intent(session: &Session, kind: &str, thing: Thing, by: &str) -> Option<Intent> {
    let n = thing as usize;
    let (pair, id) = (named(n, n), format!("{by}-{kind}"));
    let own_note = || {
        let concerns = |record: &&Record| match &record.decision {
            Decision::Note { adept, .. } => record.by == by && *adept == Some(pair.adept.clone()),
            _ => false,
        };
        session.ledger().records().iter().find(concerns).map(|record| record.seq)
    };
    let first = thing == Thing::First;
    let decision = match kind {
        "lock" => Decision::Lock(pair),
        "unlock" => Decision::Unlock(pair),
        "assign" => Decision::Assign(pair),
        "swap" => session.swap(n, n + 1).ok()?,
        "forbid" => Decision::Forbid(pair),
        "allow" => Decision::Allow(pair),
        "note" => Decision::Note { adept: Some(pair.adept), mentor: Some(pair.mentor) },
        "reword" => Decision::Reword { note: own_note()? },
        "withdraw" => Decision::Withdraw { note: own_note()? },
        "vote" => Decision::Vote { adept: pair.adept, mentor: pair.mentor, answer: Ballot::No },
        "reveal" => Decision::Reveal(pair),
        "weight" => weight(if first { "turned" } else { "rating" }, 5),
        "rule" => rule(if first { "kin" } else { "met" }, Effect::Warn),
        "objective" => Decision::Objective { objective: Objective::Floor },
        "afresh" => Decision::Afresh,
        "consent" => Decision::Consent { person: pair.adept, yes: true },
        "finalise" => Decision::Finalise,
        "reopen" => Decision::Reopen,
        "undo" => return session.undo(id, by, Standing::Editor).ok(),
        _ => return session.redo(id, by, Standing::Editor).ok(),
    };
    Some(session.intent(id, by, Standing::Editor, decision, Some("other words".into())))
}

/// Who asks second: of a note only its author, at another terminal.
fn second_by(kind: &str, other: &str, same: bool) -> &'static str {
    let of_a_note = |kind: &str| matches!(kind, "reword" | "withdraw");
    if same && of_a_note(kind) && of_a_note(other) { "bo" } else { "anna" }
}

/// What becomes of the second, as a letter.
fn outcome((first, second): (&str, &str), things: (Thing, Thing)) -> char {
    let by = second_by(first, second, things.0 == things.1);
    for both in [true, false] {
        let mut session = six();
        if both {
            prepare(&mut session, second, things.1, by);
        }
        prepare(&mut session, first, things.0, "bo");
        let (Some(earlier), later) = (intent(&session, first, things.0, "bo"), intent(&session, second, things.1, by)) else { continue };
        if !matches!(admit(&mut session, &earlier), Ok(Some(_))) {
            continue;
        }
        let Some(later) = later.map(|later| Intent { id: format!("{}-again", later.id), ..later }) else { continue };
        let last = session.ledger().last();
        let (letter, mark) = letter(session.ledger().check(session.ground(), &later));
        assert!(!"cF".contains(letter) || mark == Some(last), "{first}, then {second}: who was first is not named");
        return letter;
    }
    '.'
}

fn letter(result: Result<Admission, Refusal>) -> (char, Option<u64>) {
    let letter = match &result {
        Ok(Admission::Record) => '+',
        Ok(Admission::Already) => '=',
        Err(Refusal::ChangedSince { .. }) => 'c',
        Err(Refusal::Finalised(_)) => 'F',
        Err(Refusal::NotFinal) => 'n',
        Err(Refusal::Locked { .. }) => 'l',
        Err(Refusal::Full { .. }) => 's',
        Err(Refusal::Forbidden { .. }) => 'f',
        Err(Refusal::Blocked { .. }) => 'r',
        Err(Refusal::BuiltOn { .. }) => 'b',
        Err(Refusal::NotLocked(_) | Refusal::NothingToUndo | Refusal::NothingToRedo) => 'u',
        Err(Refusal::NothingCounts) => '0',
        Err(_) => '?',
    };
    (letter, result.err().and_then(|refusal| refusal.mark().map(|mark| mark.seq)))
}

/// Compares a table with what happens; the whole of it is shown as it is, to be read and, where it is right, to be stated.
fn check(stated: [&str; 20], things: (Thing, Thing)) {
    let line = |first: &str| {
        let letters: Vec<String> = kinds().map(|second| outcome((first, second), things).to_string()).collect();
        format!("{first:<10} {}", letters.join(" "))
    };
    let found: Vec<String> = kinds().map(line).collect();
    assert!(found == stated, "it is not as stated but:\n    \"{}\",\n", found.join("\",\n    \""));
}

#[test]
fn two_who_decide_about_the_same() {
    check(SAME, (Thing::First, Thing::First));
}

#[test]
fn two_who_decide_about_different_things() {
    check(OTHER, (Thing::First, Thing::Other));
}

/// Both see the session after these decisions of a third person; then the first decides, then the second.
fn after(before: &[Decision], first: Decision, second: Decision) -> (char, Option<String>) {
    let mut session = six();
    before.iter().for_each(|decision| _ = decide(&mut session, "carl", decision.clone()).expect("the third is refused"));
    let late = session.intent("late".into(), "anna", Standing::Editor, second, None);
    decide(&mut session, "bo", first).expect("the first is refused");
    let result = session.ledger().check(session.ground(), &late);
    let by = result.as_ref().err().and_then(Refusal::mark).map(|mark| mark.by.clone());
    (letter(result).0, by)
}

#[test]
fn two_who_want_nearly_the_same() {
    let lock = |adept, mentor| Decision::Lock(named(adept, mentor));
    let swap = |a: usize, b: usize| {
        let (one, two) = (named(a, b), named(b, a));
        Decision::Swap { adept: one.adept, gets: one.mentor, other: two.adept, other_gets: two.mentor }
    };
    let consent = |yes| Decision::Consent { person: id("a0"), yes };
    let objective = |objective| Decision::Objective { objective };
    for (before, first, second, stated, named_by) in [
        (vec![], lock(0, 0), lock(0, 2), 'c', Some("bo")),
        (vec![], lock(0, 0), lock(5, 0), 's', Some("bo")),
        (vec![], lock(0, 0), Decision::Assign(named(0, 0)), '=', None),
        (vec![], swap(0, 1), lock(0, 1), '=', None),
        (vec![], lock(0, 1), swap(0, 1), 'c', Some("bo")),
        (vec![], swap(0, 1), swap(1, 2), 'c', Some("bo")),
        (vec![], swap(0, 1), swap(2, 3), '+', None),
        (vec![], Decision::Forbid(named(0, 1)), swap(0, 1), 'c', Some("bo")),
        (vec![], Decision::Forbid(named(0, 0)), swap(0, 1), '+', None),
        (vec![], Decision::Forbid(named(0, 0)), lock(0, 1), '+', None),
        (vec![lock(0, 0)], Decision::Unlock(named(0, 0)), lock(0, 1), 'c', Some("bo")),
        (vec![lock(0, 0)], Decision::Unlock(named(0, 0)), Decision::Forbid(named(0, 0)), 'c', Some("bo")),
        (vec![lock(0, 0)], Decision::Unlock(named(0, 0)), lock(1, 0), '+', None),
        (vec![], weight("turned", 5), weight("turned", 7), 'c', Some("bo")),
        (vec![weight("turned", 5)], weight("turned", 0), weight("rating", 0), '0', None),
        (vec![], rule("kin", Effect::Block), rule("kin", Effect::Warn), 'c', Some("bo")),
        (vec![], rule("kin", Effect::Block), lock(0, 0), 'r', Some("bo")),
        (vec![], objective(Objective::Fair), objective(Objective::Floor), 'c', Some("bo")),
        (vec![], consent(false), consent(true), 'c', Some("bo")),
        (vec![], consent(false), Decision::Finalise, 'c', Some("bo")),
        (vec![], consent(false), Decision::Afresh, '+', None),
    ] {
        let said = format!("{first:?}, then {second:?}");
        let found = after(&before, first, second);
        assert_eq!((found.0, found.1.as_deref()), (stated, named_by), "{said}");
    }
}

#[test]
fn what_two_take_back_at_once() {
    let chair = |session: &Session, target| {
        let expect = session.ledger().expect(&Decision::Undo, Some(target));
        Intent { undoes: Some(target), expect, ..session.intent("chair".into(), "carl", Standing::Chair, Decision::Undo, None) }
    };
    let mut session = super::roles::chaired_by("carl", &six());
    decide(&mut session, "bo", Decision::Lock(named(0, 0))).unwrap();
    // The author and the chair take back the same: it is taken back once.
    let (by_chair, by_author) = (chair(&session, 1), session.undo("bo-back".into(), "bo", Standing::Editor).unwrap());
    admit(&mut session, &by_author).unwrap();
    assert_eq!(session.ledger().check(session.ground(), &by_chair), Ok(Admission::Already));
    // ... and put in force again once.
    let (by_chair, by_author) = (chair(&session, 2), session.redo("bo-again".into(), "bo", Standing::Editor).unwrap());
    admit(&mut session, &by_chair).unwrap();
    assert_eq!(session.ledger().check(session.ground(), &by_author), Ok(Admission::Already));
    // An undo of what somebody has built on meanwhile names them.
    let late = session.undo("bo-late".into(), "bo", Standing::Editor).unwrap();
    decide(&mut session, "anna", Decision::Unlock(named(0, 0))).unwrap();
    let refusal = session.ledger().check(session.ground(), &late).unwrap_err();
    assert!(
        matches!(&refusal, Refusal::ChangedSince { mark, .. } if mark.by == "anna" && mark.did.decision.kind() == "unlock"),
        "{refusal:?}"
    );
    // An undo whose seat has gone meanwhile names who has it.
    let late = session.undo("anna-late".into(), "anna", Standing::Editor).unwrap();
    decide(&mut session, "carl", Decision::Lock(named(5, 0))).unwrap();
    let refusal = session.ledger().check(session.ground(), &late).unwrap_err();
    assert!(matches!(&refusal, Refusal::Full { mark: Some(mark), .. } if mark.by == "carl"), "{refusal:?}");
}
