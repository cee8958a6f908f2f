//! What others decide arrives while one sits here.

use super::driver::{Driver, Table};
use crate::app::modal::Modal;
use crate::app::notice::{NoticeText, Severity};
use crate::app::{Msg, Outcome, ReadOnly, Refused};
use crate::session::{Decision, Mode, Named, Refusal};

fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g");
    d
}

fn pair(d: &Driver, adept: usize, mentor: usize) -> Named {
    Named::new(&d.adept(adept), &d.mentor(mentor))
}

#[test]
fn news_is_applied_and_told_and_the_cursor_stays() {
    let mut d = small();
    d.keys("j");
    let decision = Decision::Assign(pair(&d, 2, 0));
    let record = d.elsewhere("bo", decision);
    d.send(Msg::News(vec![record.clone()]));
    assert_eq!((d.subject(), d.app.session().partner(2)), (Some(1), Some(0)));
    assert_eq!(d.app.notice().map(|notice| notice.severity), Some(Severity::News));
    assert!(d.line().starts_with("20:31 UTC  bo gave Cia Öberg the mentor Eva Ask"), "{}", d.line());
    // The same again changes nothing.
    d.keys("k").send(Msg::News(vec![record]));
    assert_eq!((d.app.session().ledger().last(), d.said()), (1, None));
}

#[test]
fn records_are_applied_in_their_order_whenever_they_come() {
    let mut d = small();
    let first = d.elsewhere("bo", Decision::Lock(pair(&d, 0, 0)));
    let second = d.elsewhere("cia", Decision::Forbid(pair(&d, 1, 2)));
    d.send(Msg::News(vec![second.clone()]));
    assert_eq!(d.app.session().ledger().last(), 0);
    d.send(Msg::News(vec![first]));
    assert_eq!(d.app.session().ledger().last(), 2);
    assert!(matches!(d.said(), Some(NoticeText::News { seq: 2, count: 2, .. })));
}

#[test]
fn the_answer_may_come_after_the_news_of_it() {
    let mut d = small();
    d.slow = true;
    d.keys("x<enter>");
    let intent = d.waiting.take().unwrap();
    let record = d.elsewhere("anna", intent.decision);
    d.send(Msg::News(vec![record.clone()])).send(Msg::Decided { id: record.id.clone(), outcome: crate::app::Outcome::Recorded(record) });
    assert!(d.app.pending().is_none());
    assert!(
        matches!(d.said(), Some(NoticeText::Applied { decision: Decision::Forbid(_), others, .. }) if others.iter().all(|m| m.adept != 0)),
        "{:?}",
        d.said()
    );
    assert_eq!(d.app.session().ledger().last(), 1);
}

#[test]
fn an_answer_that_is_early_waits_for_the_news_before_it() {
    let mut d = small();
    d.slow = true;
    d.keys("<space>");
    let intent = d.waiting.take().unwrap();
    let before = d.elsewhere("bo", Decision::Lock(pair(&d, 1, 1)));
    let own = d.elsewhere("anna", intent.decision);
    d.send(Msg::Decided { id: own.id.clone(), outcome: crate::app::Outcome::Recorded(own) });
    assert_eq!((d.app.session().ledger().last(), d.app.pending().is_none()), (0, true));
    d.send(Msg::News(vec![before]));
    assert_eq!((d.app.session().ledger().last(), d.app.header().locked), (2, 2));
    assert_eq!(d.line(), "Locked: Åsa Ek and Eva Ask.");
}

#[test]
fn a_decision_built_on_old_knowledge_is_refused_with_who_and_when() {
    let mut d = small();
    let record = d.elsewhere("bo", Decision::Forbid(pair(&d, 0, 0)));
    // The screen has not heard yet.
    d.keys("<space>");
    let Some(Modal::Refusal(unrecorded)) = d.app.modal() else { panic!("no reason is given") };
    assert!(matches!(&unrecorded.refusal, Refusal::ChangedSince { kind: "forbid", mark } if mark.by == "bo"));
    d.send(Msg::News(vec![record]));
    assert_ne!(d.app.session().partner(0), Some(0));
}

#[test]
fn an_open_question_follows_what_others_decide() {
    let mut d = small();
    d.keys("j<enter>g<enter>nbecause<enter>");
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    let before = confirm.consequences.clone().unwrap();
    let record = d.elsewhere("bo", Decision::Forbid(pair(&d, 0, 1)));
    d.send(Msg::News(vec![record]));
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("the question went away") };
    assert_ne!(confirm.consequences.as_ref(), Some(&before));
    assert_eq!(confirm.why.text(), "because");
    // Once it makes no sense any more it goes, and says why.
    let record = d.elsewhere("bo", Decision::Lock(pair(&d, 0, 0)));
    d.send(Msg::News(vec![record]));
    assert!(d.app.modals().is_empty());
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Full { .. }))), "{:?}", d.said());
}

#[test]
fn the_reading_room_follows_too() {
    let mut d = small();
    d.keys("e<tab>j");
    let record = d.elsewhere("bo", Decision::Lock(pair(&d, 0, 0)));
    d.send(Msg::News(vec![record]));
    let Some(Modal::Explain(explain)) = d.app.modal() else { panic!("no reading room") };
    assert_eq!((explain.state, explain.scroll[0]), (crate::session::PairState::Locked, 1));
}

#[test]
fn the_others_see_where_one_stands_and_that_one_is_not_silent() {
    let mut d = small();
    d.stood.clear();
    d.send(Msg::Time(1_000)).keys("j");
    let stand = d.stood.pop().unwrap();
    assert_eq!((stand.adept.unwrap(), stand.mode, stand.touched), (d.adept(1), Mode::Looking, 1_000));
    d.send(Msg::Time(1_014)).keys("<f5>");
    assert!(d.stood.is_empty(), "a key that moves nothing is not worth a word");
    d.send(Msg::Time(1_015)).keys("<f5>");
    assert_eq!(d.stood.pop().unwrap().touched, 1_015, "but silence would be untrue");
    d.keys("n");
    assert_eq!(d.stood.pop().unwrap().mode, Mode::Noting);
    d.keys("<esc><enter><enter>");
    assert_eq!(d.stood.last().unwrap().mode, Mode::Deciding);
}

fn damaged() -> Msg {
    Msg::ReadOnly(ReadOnly::Damaged { line: 7 })
}

#[test]
fn a_session_goes_on_when_the_journal_is_repaired_or_can_be_read_again() {
    for (reason, told) in [
        (ReadOnly::Damaged { line: 7 }, "The journal is repaired: you can decide again."),
        (ReadOnly::Other("no".into()), "The journal can be read again: you can decide as before."),
    ] {
        let mut d = small();
        d.send(Msg::ReadOnly(reason.clone()));
        assert_eq!(d.app.read_only(), Some(&reason));
        d.keys("<space>");
        assert_eq!(d.refused(), Some(&Refused::ReadOnly(reason)));
        // What others decided after the repair comes first; it is taken in and keeps nobody from reading the rest.
        let record = d.elsewhere("bo", Decision::Lock(pair(&d, 1, 1)));
        d.send(Msg::News(vec![record])).send(Msg::Writable);
        assert_eq!((d.app.read_only(), d.app.header().locked), (None, 1));
        assert_eq!((d.line().as_str(), d.app.notice().map(|notice| notice.severity)), (told, Some(Severity::News)));
        d.keys("<space>");
        assert_eq!((d.app.header().locked, d.kinds().len()), (2, 2));
    }
}

#[test]
fn that_one_can_decide_again_hides_nothing_more_important() {
    let refused = || Msg::Decided { id: "x".into(), outcome: Outcome::Refused(Refusal::NothingToUndo) };
    type Before = fn(&mut Driver);
    for (what, before, stays) in [
        ("the closing itself", (|_| ()) as Before, false),
        ("a key that did nothing for it", |d| _ = d.keys("<space>"), false),
        ("nothing", |d| _ = d.keys("j"), false),
        ("a key that is none", |d| _ = d.keys("<f9>"), false),
        ("a warning", |d| _ = d.send(Msg::Warned("mind".into())), true),
        ("an outcome that was not written", |d| _ = d.send(Msg::Saved(Err("no".into()))), true),
    ] {
        check_what_is_read(what, before, stays);
    }
    check_what_is_read("a refusal", |d| _ = d.send(refused()), true);
    let news = |d: &mut Driver| {
        let record = d.elsewhere("bo", Decision::Lock(pair(d, 1, 1)));
        d.keys("j").send(Msg::News(vec![record]));
    };
    check_what_is_read("what others did", news, false);
}

/// Whether what stands on the line stays there when one can decide again.
fn check_what_is_read(what: &str, before: impl Fn(&mut Driver), stays: bool) {
    let mut d = small();
    d.send(damaged());
    before(&mut d);
    let said = d.said().cloned();
    d.send(Msg::Writable);
    let writable = NoticeText::Writable(ReadOnly::Damaged { line: 7 });
    assert_eq!(d.said().cloned(), if stays { said } else { Some(writable) }, "{what}");
    assert_eq!(d.app.read_only(), None, "{what}");
}

#[test]
fn no_repair_gives_back_what_a_failed_disk_or_an_empty_seat_took() {
    for last in [ReadOnly::SyncFailed, ReadOnly::TakenForGone("gone".into())] {
        let lasting = || Msg::ReadOnly(last.clone());
        for messages in [vec![lasting()], vec![damaged(), lasting()], vec![lasting(), damaged()]] {
            let mut d = small();
            for message in messages.into_iter().chain([Msg::Writable, damaged(), Msg::Writable]) {
                d.send(message);
            }
            assert_eq!(d.app.read_only(), Some(&last));
            assert!(!matches!(d.said(), Some(NoticeText::Writable(_))), "it is not so");
            d.keys("<space>");
            assert_eq!(d.refused(), Some(&Refused::ReadOnly(last.clone())));
        }
    }
    // Where nothing was closed there is nothing to say.
    let mut d = small();
    d.keys("j").send(Msg::Writable);
    assert_eq!((d.said(), d.app.read_only()), (None, None));
}

#[test]
fn what_is_open_shows_at_once_what_can_be_done_again() {
    let refused = |d: &Driver| match d.app.modal() {
        Some(Modal::Palette(palette)) => palette.rows.iter().filter(|row| matches!(row.refused, Some(Refused::ReadOnly(_)))).count(),
        other => panic!("no palette: {other:?}"),
    };
    let mut d = small();
    d.send(damaged()).keys(":");
    assert!(refused(&d) > 3);
    d.send(Msg::Writable);
    assert_eq!(refused(&d), 0);
}

#[test]
fn whoever_has_pressed_nothing_since_they_sat_down_is_not_called_silent() {
    let mut d = small();
    d.send(Msg::Time(1_000)).here(&["bo"]);
    for now in [1_001, 1_300, 90_000] {
        d.send(Msg::Time(now));
        assert_eq!(d.app.silent_for(&d.app.present()[0]), None, "at {now}");
    }
    d.keys("F");
    assert_eq!(d.line(), "Following bo. Move to stop.");
    // One's own first key is told to the others at once, so that they know from then on.
    assert_eq!(d.stood.last().map(|stand| stand.touched), Some(90_000));
}
