//! Whose words they are, and when an answer may be told.

use super::*;

/// Somebody's decision with words beside it.
fn say(session: &mut Session, by: &str, decision: Decision, words: &str) -> Result<Option<Consequences>, Refusal> {
    let words = Some(words.to_owned()).filter(|words| !words.is_empty());
    let intent = session.intent(format!("{by}-{}", session.ledger().last() + 1), by, Standing::Editor, decision, words);
    admit(session, &intent)
}

fn vote(session: &mut Session, by: &str, answer: Ballot) -> Result<Option<Consequences>, Refusal> {
    let Named { adept, mentor } = named(0, 0);
    decide(session, by, Decision::Vote { adept, mentor, answer })
}

fn reveal(session: &mut Session, by: &str) -> Result<Option<Consequences>, Refusal> {
    decide(session, by, Decision::Reveal(named(0, 0)))
}

/// The notes in force: number, author, words, whether they were changed.
fn notes(session: &Session) -> Vec<(u64, String, String, bool)> {
    let line = |note: Noted<'_>| (note.seq, note.by.to_owned(), note.text.unwrap_or("–").to_owned(), note.reworded_at.is_some());
    session.ledger().notes().map(line).collect()
}

/// The answers as somebody sees them: `?` for one that is hidden.
fn seen(session: &Session, reader: &str) -> String {
    let Some(poll) = session.ledger().poll(&named(0, 0)) else { return String::new() };
    let sign = |name: &str| match poll.answer(name, reader) {
        Some(Ballot::Yes) => 'y',
        Some(Ballot::No) => 'n',
        Some(Ballot::Talk) => 't',
        None => '?',
    };
    poll.voters().map(|name| format!("{name}{}", sign(name))).collect::<Vec<_>>().join(" ")
}

/// The state that its records alone add up to is the state.
fn replays(session: &Session) {
    assert_eq!(Ledger::of(session.ledger().records().to_vec()), *session.ledger());
}

const ABOUT_A0: fn() -> Decision = || Decision::Note { adept: Some(id("a0")), mentor: None };

#[test]
fn only_its_author_changes_or_withdraws_a_note() {
    // Who does what to note 1 of anna's, and what becomes of it.
    type Case = (&'static str, Decision, &'static str, Result<Option<&'static str>, fn(&Refusal) -> bool>);
    let reword = || Decision::Reword { note: 1 };
    let withdraw = || Decision::Withdraw { note: 1 };
    let cases: [Case; 9] = [
        ("anna", reword(), "hon ringde", Ok(Some("hon ringde"))),
        ("anna", withdraw(), "", Ok(None)),
        ("bo", reword(), "nej", Err(|r| matches!(r, Refusal::NotYourNote(mark) if mark.by == "anna" && mark.seq == 1))),
        ("bo", withdraw(), "", Err(|r| matches!(r, Refusal::NotYourNote(mark) if mark.by == "anna"))),
        ("Anna", withdraw(), "", Err(|r| matches!(r, Refusal::NotYourNote(_)))),
        ("anna", reword(), "  ", Err(|r| *r == Refusal::EmptyNote)),
        ("anna", reword(), "", Err(|r| *r == Refusal::EmptyNote)),
        ("anna", Decision::Reword { note: 2 }, "x", Err(|r| *r == Refusal::NoSuchNote(2))),
        ("anna", Decision::Withdraw { note: u64::MAX }, "", Err(|r| *r == Refusal::NoSuchNote(u64::MAX))),
    ];
    for (by, decision, words, expected) in cases {
        let mut session = square();
        say(&mut session, "anna", ABOUT_A0(), "hon ska ringa").unwrap();
        let told = format!("{by} {decision:?}");
        let found = say(&mut session, by, decision, words);
        match expected {
            Ok(text) => {
                found.unwrap();
                assert_eq!(notes(&session).first().map(|note| note.2.as_str()), text, "{told}");
            }
            Err(is_it) => {
                let refusal = found.unwrap_err();
                assert!(is_it(&refusal), "{told}: {refusal:?}");
                assert_eq!(notes(&session), [(1, "anna".into(), "hon ska ringa".into(), false)], "{told}");
            }
        }
        replays(&session);
    }
}

#[test]
fn a_record_that_is_no_note_is_not_reworded() {
    let mut session = square();
    decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap();
    assert_eq!(say(&mut session, "anna", Decision::Reword { note: 1 }, "x").unwrap_err(), Refusal::NoSuchNote(1));
}

#[test]
fn rewording_and_withdrawing_are_taken_back_like_all_else() {
    let mut session = square();
    say(&mut session, "anna", ABOUT_A0(), "ett").unwrap();
    say(&mut session, "anna", Decision::Reword { note: 1 }, "två").unwrap();
    say(&mut session, "anna", Decision::Reword { note: 1 }, "tre").unwrap();
    say(&mut session, "anna", Decision::Withdraw { note: 1 }, "").unwrap();
    let states = ["", "tre", "två", "ett", ""];
    let words = |session: &Session| notes(session).first().map_or(String::new(), |note| note.2.clone());
    for (n, expected) in states.iter().enumerate() {
        assert_eq!(words(&session), *expected, "after {n} times undo");
        replays(&session);
        if n + 1 < states.len() {
            undo(&mut session, "anna").unwrap();
        }
    }
    for expected in states.iter().rev().skip(1) {
        redo(&mut session, "anna").unwrap();
        assert_eq!(words(&session), *expected);
        replays(&session);
    }
    assert_eq!(session.ledger().records().len(), 12, "what was withdrawn stays in the journal");
}

#[test]
fn saying_the_same_twice_is_said_once() {
    let mut session = square();
    say(&mut session, "anna", ABOUT_A0(), "ett").unwrap();
    assert!(say(&mut session, "anna", Decision::Reword { note: 1 }, " ett ").unwrap().is_none());
    assert!(say(&mut session, "anna", Decision::Withdraw { note: 1 }, "").unwrap().is_some());
    assert!(say(&mut session, "anna", Decision::Withdraw { note: 1 }, "").unwrap().is_none());
    assert_eq!(say(&mut session, "bo", Decision::Withdraw { note: 1 }, "").unwrap_err(), Refusal::NoSuchNote(1));
    assert_eq!(say(&mut session, "anna", Decision::Reword { note: 1 }, "två").unwrap_err(), Refusal::NoSuchNote(1));
    // Two notes of the same words are two notes.
    assert!(say(&mut session, "anna", ABOUT_A0(), "ett").unwrap().is_some());
    assert!(say(&mut session, "anna", ABOUT_A0(), "ett").unwrap().is_some());
    assert_eq!(notes(&session).len(), 2);
}

#[test]
fn of_two_sittings_of_one_person_the_later_hears_that_the_words_have_changed() {
    let mut session = square();
    say(&mut session, "anna", ABOUT_A0(), "ett").unwrap();
    let late = session.intent("late".into(), "anna", Standing::Editor, Decision::Reword { note: 1 }, Some("tre".into()));
    say(&mut session, "anna", Decision::Reword { note: 1 }, "två").unwrap();
    assert!(matches!(admit(&mut session, &late), Err(Refusal::ChangedSince { mark, kind: "reword" }) if mark.seq == 2));
    // Another note is another matter.
    say(&mut session, "anna", ABOUT_A0(), "fyra").unwrap();
    let other = session.intent("other".into(), "anna", Standing::Editor, Decision::Reword { note: 3 }, Some("fem".into()));
    say(&mut session, "anna", Decision::Reword { note: 1 }, "sex").unwrap();
    admit(&mut session, &other).unwrap();
    assert_eq!(notes(&session).iter().map(|note| note.2.as_str()).collect::<Vec<_>>(), ["sex", "fem"]);
}

#[test]
fn erased_words_do_not_come_back_by_rewording() {
    let mut session = square();
    say(&mut session, "anna", ABOUT_A0(), "hemligt").unwrap();
    let mut records = session.ledger().records().to_vec();
    records[0].note.as_mut().unwrap().text = None;
    let mut session = Session::open(session.program().clone(), records);
    assert_eq!(notes(&session)[0].2, "–");
    assert_eq!(say(&mut session, "anna", Decision::Reword { note: 1 }, "hemligt").unwrap_err(), Refusal::NoteErased(1));
    say(&mut session, "anna", Decision::Withdraw { note: 1 }, "").unwrap();
    assert_eq!(notes(&session), []);
}

#[test]
fn a_note_that_somebody_else_forged_words_for_keeps_its_own() {
    let mut session = square();
    say(&mut session, "anna", ABOUT_A0(), "ett").unwrap();
    say(&mut session, "anna", Decision::Reword { note: 1 }, "två").unwrap();
    let mut records = session.ledger().records().to_vec();
    records[1].by = "bo".into();
    assert_eq!(notes(&Session::open(session.program().clone(), records))[0].2, "ett");
}

#[test]
fn notes_stay_possible_when_the_assignment_is_final_and_votes_do_not() {
    let mut session = square();
    say(&mut session, "anna", ABOUT_A0(), "ett").unwrap();
    vote(&mut session, "anna", Ballot::Yes).unwrap();
    decide(&mut session, "anna", Decision::Finalise).unwrap();
    say(&mut session, "bo", Decision::Note { adept: None, mentor: None }, "bra kväll").unwrap();
    say(&mut session, "anna", Decision::Reword { note: 1 }, "två").unwrap();
    say(&mut session, "anna", Decision::Withdraw { note: 1 }, "").unwrap();
    assert!(matches!(vote(&mut session, "bo", Ballot::No), Err(Refusal::Finalised(_))));
    assert!(matches!(reveal(&mut session, "bo"), Err(Refusal::Finalised(_))));
}

#[test]
fn notes_about_a_pair_are_its_own_and_its_peoples() {
    let mut session = square();
    let about = |adept: Option<&str>, mentor: Option<&str>| Decision::Note { adept: adept.map(id), mentor: mentor.map(id) };
    for (adept, mentor) in [(Some("a0"), Some("m0")), (Some("a0"), None), (None, Some("m0")), (None, None), (Some("a0"), Some("m1"))] {
        say(&mut session, "bo", about(adept, mentor), "ja").unwrap();
    }
    let about_pair = |a: &str, m: &str| session.ledger().notes_about(&id(a), &id(m)).iter().map(|note| note.seq).collect::<Vec<_>>();
    assert_eq!(about_pair("a0", "m0"), [1, 2, 3]);
    assert_eq!(about_pair("A0", "m1"), [2, 5]);
    assert_eq!(about_pair("a1", "m2"), Vec::<u64>::new());
    assert!(session.ledger().note(4).is_some_and(|note| note.is_about_the_program()));
}

#[test]
fn nobody_is_told_another_ones_answer_before_the_reveal() {
    let mut session = square();
    vote(&mut session, "anna", Ballot::Yes).unwrap();
    vote(&mut session, "bo", Ballot::No).unwrap();
    assert_eq!(
        (seen(&session, "anna"), seen(&session, "bo"), seen(&session, "")),
        ("annay bo?".into(), "anna? bon".into(), "anna? bo?".into())
    );
    let poll = session.ledger().poll(&named(0, 0)).unwrap();
    assert_eq!((poll.answers(), poll.is_all_yes()), (None, false));
    assert!((1..=2).all(|seq| session.ledger().is_hidden(seq)) && !session.ledger().is_hidden(3));
    reveal(&mut session, "cia").unwrap();
    assert_eq!(seen(&session, "cia"), "annay bon");
    assert!((0..=9).all(|seq| !session.ledger().is_hidden(seq)));
    replays(&session);
    // Whoever answers now answers in the open.
    vote(&mut session, "bo", Ballot::Yes).unwrap();
    vote(&mut session, "cia", Ballot::Talk).unwrap();
    assert_eq!(seen(&session, "dan"), "annay boy ciat");
    replays(&session);
}

#[test]
fn an_answer_that_was_changed_before_the_reveal_is_never_told() {
    let mut session = square();
    vote(&mut session, "anna", Ballot::No).unwrap();
    vote(&mut session, "anna", Ballot::Yes).unwrap();
    assert!(vote(&mut session, "anna", Ballot::Yes).unwrap().is_none(), "the same again is no record");
    vote(&mut session, "bo", Ballot::Yes).unwrap();
    reveal(&mut session, "anna").unwrap();
    assert_eq!((seen(&session, "x"), session.ledger().is_hidden(1), session.ledger().is_hidden(2)), ("annay boy".into(), true, false));
}

#[test]
fn votes_are_taken_back_while_they_are_hidden_and_not_after() {
    let mut session = super::roles::chaired_by("eva", &square());
    assert!(matches!(reveal(&mut session, "anna"), Err(Refusal::NothingToReveal(_))));
    decide(&mut session, "anna", Decision::Lock(named(1, 1))).unwrap();
    vote(&mut session, "anna", Ballot::Yes).unwrap();
    vote(&mut session, "anna", Ballot::No).unwrap();
    undo(&mut session, "anna").unwrap();
    assert_eq!(seen(&session, "anna"), "annay");
    undo(&mut session, "anna").unwrap();
    assert_eq!(seen(&session, "anna"), "");
    redo(&mut session, "anna").unwrap();
    assert_eq!(seen(&session, "anna"), "annay");
    vote(&mut session, "bo", Ballot::No).unwrap();
    reveal(&mut session, "anna").unwrap();
    assert!(reveal(&mut session, "bo").unwrap().is_none(), "a second reveal is no record");
    // What everybody has seen stays; the decision before it is what anna takes back.
    assert_eq!((session.ledger().undo_target("anna"), session.ledger().undo_target("bo")), (Some(1), None));
    undo(&mut session, "anna").unwrap();
    assert_eq!((session.locked_to(1), seen(&session, "x").as_str()), (None, "annay bon"));
    // Not even the chair, by name.
    for seq in [2, 7, 8] {
        let intent = Intent { role: Standing::Chair, ..session.taking_back(seq, "c".into(), "eva", Standing::Chair) };
        let refusal = session.ledger().check(session.ground(), &intent).unwrap_err();
        assert!(matches!(refusal, Refusal::BuiltOn { kind: "reveal", .. } | Refusal::NothingToUndo), "{seq}: {refusal:?}");
    }
    // An open answer is taken back like all else.
    vote(&mut session, "bo", Ballot::Yes).unwrap();
    undo(&mut session, "bo").unwrap();
    assert_eq!(seen(&session, "x"), "annay bon");
    replays(&session);
}

#[test]
fn a_vote_taken_back_does_not_come_back_after_the_reveal() {
    let mut session = square();
    vote(&mut session, "anna", Ballot::Yes).unwrap();
    undo(&mut session, "anna").unwrap();
    vote(&mut session, "bo", Ballot::No).unwrap();
    reveal(&mut session, "bo").unwrap();
    assert!(matches!(redo(&mut session, "anna"), Err(Refusal::BuiltOn { kind: "reveal", .. })));
    assert_eq!(seen(&session, "anna"), "bon");
}

#[test]
fn all_yes_needs_two_who_agree_and_are_seen_to() {
    for (answers, everybody, all_yes) in
        [("y", false, false), ("yy", true, true), ("yn", true, false), ("yyt", true, false), ("yyy", true, true)]
    {
        let mut session = square();
        let names = ["anna", "bo", "cia"];
        for (name, answer) in names.into_iter().zip(answers.chars()) {
            vote(
                &mut session,
                name,
                match answer {
                    'y' => Ballot::Yes,
                    'n' => Ballot::No,
                    _ => Ballot::Talk,
                },
            )
            .unwrap();
        }
        let poll = |session: &Session| session.ledger().poll(&named(0, 0)).unwrap().clone();
        let present = names.into_iter().take(answers.len());
        assert_eq!(poll(&session).is_answered_by_all(present), everybody, "{answers}");
        assert!(!poll(&session).is_answered_by_all(["dan"]));
        assert!(!poll(&session).is_all_yes(), "hidden");
        reveal(&mut session, "anna").unwrap();
        assert_eq!(poll(&session).is_all_yes(), all_yes, "{answers}");
    }
}

#[test]
fn polls_of_other_pairs_are_other_polls_and_move_nobody() {
    let mut session = square();
    let before = session.proposal().clone();
    vote(&mut session, "anna", Ballot::Yes).unwrap();
    let Named { adept, mentor } = named(1, 0);
    decide(&mut session, "anna", Decision::Vote { adept, mentor, answer: Ballot::No }).unwrap();
    reveal(&mut session, "anna").unwrap();
    assert_eq!(session.ledger().polls().map(|(_, poll)| poll.revealed()).collect::<Vec<_>>(), [Some(3), None]);
    assert_eq!(*session.proposal(), before);
    let nobody = Decision::Vote { adept: id("zz"), mentor: id("m0"), answer: Ballot::Yes };
    assert!(matches!(decide(&mut session, "anna", nobody), Err(Refusal::Nobody(Role::Adept, _))));
}

proptest! {
    /// Three people note, change, withdraw, vote, reveal, undo and redo: the replay is the state, a note's words are its author's, and no
    /// answer is told before its poll is revealed, nor taken back after.
    #[test]
    fn any_voices(steps in proptest::collection::vec((0..3_usize, 0..9_u8, 1..12_u64), 1..60)) {
        let (mut session, mut seen_then) = (square(), Vec::new());
        for (who, what, number) in steps {
            let by = ["anna", "bo", "cia"][who];
            let answer = Ballot::ALL[usize::try_from(number % 3).unwrap()];
            let before = session.ledger().poll(&named(0, 0)).cloned();
            let _ = match what {
                0 => say(&mut session, by, ABOUT_A0(), &format!("{by} {number}")),
                1 => say(&mut session, by, Decision::Reword { note: number }, &format!("{by} {number}")),
                2 => say(&mut session, by, Decision::Withdraw { note: number }, ""),
                3..=5 => vote(&mut session, by, answer),
                6 => reveal(&mut session, by),
                7 => undo(&mut session, by),
                _ => redo(&mut session, by),
            };
            let after = session.ledger().poll(&named(0, 0)).cloned();
            match (before.as_ref().and_then(Poll::revealed), &after) {
                (Some(revealed), Some(after)) => {
                    prop_assert_eq!(after.revealed(), Some(revealed));
                    prop_assert!(seen_then.iter().all(|name: &String| after.has_answered(name)));
                }
                (None, Some(after)) if after.revealed().is_some() => seen_then = after.voters().map(str::to_owned).collect(),
                (revealed, _) => prop_assert_eq!(revealed, None),
            }
            replays(&session);
        }
        for note in session.ledger().notes() {
            prop_assert!(note.text.is_some_and(|text| text.starts_with(note.by)));
        }
        for record in session.ledger().records() {
            if matches!(record.decision, Decision::Vote { .. }) {
                let revealed = session.ledger().poll(&named(0, 0)).and_then(Poll::revealed);
                prop_assert!(revealed.is_some() || session.ledger().is_hidden(record.seq));
            }
        }
    }
}
