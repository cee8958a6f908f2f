//! Every reason and notice has its sentence in both languages.

use super::driver::Table;
use crate::app::notice::NoticeText;
use crate::app::{Asked, NotSaved, ReadOnly, Refused, Written};
use crate::program::{PersonId, Role, Shown};
use crate::scoring::text::{NoUnion, OneSide};
use crate::session::{Decision, Deed, How, Mark, Move, Named, Refusal, Session};
use crate::words::{Lang, notices, refusals};

fn id(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

fn mark() -> Mark {
    Mark {
        seq: 1,
        by: "bo\u{1b}[31m".into(),
        at: "2026-11-21T20:31:14Z".into(),
        did: Box::new(Deed { decision: Decision::Afresh, how: How::Decided, why: Some("båda\nbad om det".into()) }),
    }
}

/// Two words that were to mean the same, with so many lines written.
fn unite(lines: usize) -> Asked {
    Asked::Unite { words: ["strategi", "affärer"].map(Shown::new), written: Some(Written { table: "our-words.tsv".into(), lines }) }
}

fn check(sv: &str, en: &str) {
    assert_ne!(sv, en);
    for text in [sv, en] {
        assert!(text.chars().count() > 3 && !text.contains("  "), "{text:?}");
    }
}

#[test]
fn reasons() {
    let program = Table::small().program();
    let pair = Named::new(&id("a01"), &id("m01"));
    let gone = Named::new(&id("gone"), &id("m01"));
    let refusals = [
        Refusal::Nobody(Role::Adept, id("x")),
        Refusal::Nobody(Role::Mentor, id("x")),
        Refusal::NoCriterion(crate::program::CriterionId("x".into())),
        Refusal::NoRule("x".into()),
        Refusal::NothingCounts,
        Refusal::Blocked { pair: pair.clone(), rule: "Samma".into(), mark: Some(Box::new(mark())) },
        Refusal::Forbidden { pair: gone, mark: mark() },
        Refusal::Locked { pair: pair.clone(), mark: mark() },
        Refusal::Full { mentor: id("m01"), seats: 0, mark: None },
        Refusal::Full { mentor: id("m01"), seats: 1, mark: Some(mark()) },
        Refusal::Full { mentor: id("m01"), seats: 4, mark: Some(mark()) },
        Refusal::NotLocked(pair.clone()),
        Refusal::NoPartner(id("a01")),
        Refusal::NothingToSwap,
        Refusal::ChangedSince { mark: mark(), kind: "swap" },
        Refusal::Finalised(mark()),
        Refusal::NotFinal,
        Refusal::NothingToUndo,
        Refusal::NothingToRedo,
        Refusal::BuiltOn { mark: mark(), kind: "lock" },
        Refusal::EmptyNote,
        Refusal::NotYourNote(mark()),
        Refusal::NoSuchNote(7),
        Refusal::NoteErased(7),
        Refusal::NothingToReveal(pair.clone()),
        Refusal::NoteTooLong { most: 2000 },
        Refusal::Viewer,
        Refusal::OnlyChair { chair: vec![] },
        Refusal::OnlyChair { chair: vec!["anna".into(), "bo".into()] },
        Refusal::NotYours { mark: mark(), chair: vec![] },
        Refusal::NotYours { mark: mark(), chair: vec!["anna".into()] },
        Refusal::NotInForce(7),
        Refusal::RolesUnread,
        Refusal::NoReason,
    ];
    let others = [
        Refused::NobodyHere,
        Refused::NoPartner { role: Role::Adept, index: 0 },
        Refused::NoPartner { role: Role::Mentor, index: 99 },
        Refused::SeveralPartners { mentor: 1 },
        Refused::AlreadySo,
        Refused::NotHeardYet,
        Refused::StillSaving,
        Refused::StillWriting,
        Refused::ReadOnly(ReadOnly::NoPermission),
        Refused::ReadOnly(ReadOnly::Damaged { line: 4 }),
        Refused::ReadOnly(ReadOnly::SyncFailed),
        Refused::ReadOnly(ReadOnly::TakenForGone("x".into())),
        Refused::ReadOnly(ReadOnly::Other("x".into())),
        Refused::StillWorking,
        Refused::NothingTried,
        Refused::NoCriteria,
        Refused::NoProblems,
        Refused::NothingToReview { coin_flips_are_known: true },
        Refused::NothingToReview { coin_flips_are_known: false },
        Refused::NoRivals,
        Refused::EmptyLog,
        Refused::StillReading,
        Refused::OnlyWhileReading,
        Refused::NoWordsHere,
        Refused::NothingAsked,
        Refused::NoUnion(NoUnion::Nothing(OneSide::Wanted)),
        Refused::NoUnion(NoUnion::TooLong(OneSide::Offered)),
        Refused::NoUnion(NoUnion::Apart(OneSide::Wanted)),
        Refused::NoUnion(NoUnion::NoTopic(OneSide::Offered)),
        Refused::NoUnion(NoUnion::Already),
        Refused::NothingDecided,
        Refused::NotHere,
    ];
    for reason in refusals.into_iter().map(Refused::Decision).chain(others) {
        let say = |lang| refusals::refused(&reason, &program, 0, lang);
        check(&say(Lang::Sv), &say(Lang::En));
    }
}

#[test]
fn notices_in_both_languages() {
    let session = Session::open(Table::small().program(), []);
    let pair = Named::new(&id("a01"), &id("m01"));
    let moves = |count: usize| (0..count).map(|adept| Move { adept, from: Some(0), to: (adept > 0).then_some(1) }).collect::<Vec<_>>();
    let swap = Decision::Swap { adept: id("a01"), gets: id("m02"), other: id("a02"), other_gets: id("m01") };
    let note = Decision::Note { adept: None, mentor: Some(id("m01")) };
    let applied = |decision: &Decision, how, others| NoticeText::Applied { decision: decision.clone(), how, others: moves(others) };
    for text in [
        applied(&Decision::Lock(pair.clone()), How::Decided, 0),
        applied(&swap, How::Undone, 1),
        applied(&note, How::Redone, 4),
        applied(&Decision::Afresh, How::Decided, 3),
        applied(&Decision::Rule { rule: "not".into(), effect: crate::program::criteria::Effect::Off }, How::Undone, 0),
        NoticeText::Kept { kept: 1, all: 2, refused: vec![(Decision::Afresh, Refusal::NothingCounts)], moved: 3 },
        NoticeText::Already { made_so: None, mine: false, about: None },
        NoticeText::Already { made_so: Some(mark()), mine: true, about: None },
        NoticeText::Refused(Refused::AlreadySo),
        NoticeText::NotSaved(NotSaved::Held { holder: "bo".into() }),
        NoticeText::NotSaved(NotSaved::Full),
        NoticeText::NotSaved(NotSaved::SyncFailed),
        NoticeText::NotSaved(NotSaved::Other("x".into())),
        NoticeText::ReadOnly(ReadOnly::SyncFailed),
        NoticeText::Writable(ReadOnly::Damaged { line: 4 }),
        NoticeText::Writable(ReadOnly::Other("x".into())),
        NoticeText::Saved(vec!["outcome/assignment.json".into()]),
        NoticeText::SavedNotFinal(vec!["outcome/assignment.json".into()], vec!["Z".parse().unwrap()]),
        NoticeText::SaveFailed("x".into()),
        NoticeText::Marked { adept: 0 },
        NoticeText::Unmarked,
        NoticeText::Greeting { adepts: 30, mentors: 24, seats: 1, doubts: 0 },
        NoticeText::Greeting { adepts: 30, mentors: 24, seats: 1, doubts: 5 },
        NoticeText::LastToReview,
        NoticeText::Turned(Role::Adept),
        NoticeText::Turned(Role::Mentor),
        NoticeText::FilterLifted,
        NoticeText::NothingToLeave,
        NoticeText::ReadAgain { asked: Asked::Nothing, score: None, changed: 1 },
        NoticeText::ReadAgain { asked: unite(1), score: Some((4_100, 5_200)), changed: 3 },
        NoticeText::ReadAgain { asked: unite(0), score: Some((4_100, 4_100)), changed: 0 },
        NoticeText::NotReadAgain("x".into()),
        NoticeText::WordsNotWritten("x".into()),
        NoticeText::FilesChanged(vec![]),
        NoticeText::FilesChanged(vec!["R".parse().unwrap()]),
        NoticeText::LeavingSoon,
        NoticeText::NoSuchKey(vec!["ctrl-q".parse().unwrap()]),
    ] {
        let say = |lang| notices::notice(&text, &session, 0, lang);
        check(&say(Lang::Sv), &say(Lang::En));
    }
    let say = notices::notice(&applied(&Decision::Lock(pair), How::Decided, 2), &session, 0, Lang::En);
    assert_eq!(say, "Locked: Åsa Ek and Eva Ask. 2 others moved: Åsa Ek → nobody, Bo Alm → Fia Björk.");
}

#[test]
fn what_changed_after_reading_again_is_said() {
    let session = Session::open(Table::small().program(), []);
    let say = |text: NoticeText| notices::notice(&text, &session, 0, Lang::En);
    let text = |lines, score, changed| say(NoticeText::ReadAgain { asked: unite(lines), score, changed });
    assert_eq!(
        text(1, Some((4_100, 5_200)), 3),
        "«strategi» and «affärer» mean the same now (our-words.tsv). Score 41 → 52 %. 3 pairs of the proposal changed."
    );
    assert_eq!(
        text(0, Some((4_100, 4_100)), 0),
        "«strategi» and «affärer» mean the same now. The score is 41 % as before. The proposal is unchanged."
    );
}
