//! One's own decision comes back refused because of what somebody else decided.

use super::driver::{Driver, Table};
use crate::app::modal::notes::About;
use crate::app::modal::{Modal, Question, Unrecorded};
use crate::app::notice::Severity;
use crate::app::{Action, Msg, NoticeText, Outcome, Refused};
use crate::program::{CriterionId, Pair, Weight};
use crate::session::{Decision, Named, Refusal};
use crate::words::{Lang, refusals};

/// A quarter of an hour after everything in these tests is decided.
const LATER: i64 = 1_795_294_000;

fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    d.send(Msg::Time(LATER)).keys("vjjj<enter>g");
    d
}

fn pair(d: &Driver, adept: usize, mentor: usize) -> Named {
    Named::new(&d.adept(adept), &d.mentor(mentor))
}

/// Types keys that decide something, while others decide before it reaches the journal; then the news comes, and the answer.
fn overtaken(d: &mut Driver, keys: &str, by: &str, others: Vec<Decision>) {
    d.slow = true;
    d.keys(keys);
    let news = others.into_iter().map(|decision| d.elsewhere(by, decision)).collect();
    d.slow = false;
    d.send(Msg::News(news)).answer_now();
}

fn unrecorded(d: &Driver) -> &Unrecorded {
    match d.app.modal() {
        Some(Modal::Refusal(unrecorded)) => unrecorded,
        other => panic!("no reason is given, but {other:?}: {}", d.line()),
    }
}

fn sentence(d: &Driver, lang: Lang) -> String {
    let unrecorded = unrecorded(d);
    refusals::not_recorded(&unrecorded.intent, &unrecorded.refusal, d.app.session(), d.app.now(), lang)
}

fn offered(d: &Driver) -> Vec<Action> {
    d.app.hints().into_iter().map(|hint| hint.action).collect()
}

#[test]
fn what_was_not_done_who_did_what_and_when() {
    let check = |keys: &str, other: fn(&Driver) -> Decision, sv: &str, en: &str| {
        let mut d = small();
        let other = other(&d);
        overtaken(&mut d, keys, "bo", vec![other]);
        assert_eq!((sentence(&d, Lang::Sv).as_str(), sentence(&d, Lang::En).as_str()), (sv, en));
    };
    check(
        "<space>",
        |d| Decision::Forbid(pair(d, 0, 0)),
        "Inte låst: bo förbjöd paret kl. 20:31 UTC.",
        "Not locked: bo forbade this pair at 20:31 UTC.",
    );
    check(
        "<space>",
        |d| Decision::Lock(pair(d, 0, 2)),
        "Inte låst: bo låste Åsa Ek med Gun Cedergren kl. 20:31 UTC.",
        "Not locked: bo locked Åsa Ek with Gun Cedergren at 20:31 UTC.",
    );
    check(
        "<space>",
        |d| Decision::Lock(pair(d, 1, 0)),
        "Inte låst: bo låste Bo Alm med Eva Ask kl. 20:31 UTC; det var sista platsen.",
        "Not locked: bo locked Bo Alm with Eva Ask at 20:31 UTC; that was the last seat.",
    );
    check(
        "<space>",
        |_| Decision::Finalise,
        "Inte låst: bo fastställde matchningen kl. 20:31 UTC.",
        "Not locked: bo made the assignment final at 20:31 UTC.",
    );
    check(
        "sjjs<enter>",
        |d| Decision::Lock(pair(d, 0, 0)),
        "Inte bytt: bo låste Åsa Ek med Eva Ask kl. 20:31 UTC.",
        "Not swapped: bo locked Åsa Ek with Eva Ask at 20:31 UTC.",
    );
    check(
        "o<enter>",
        |d| Decision::Forbid(pair(d, 0, 1)),
        "Inget nytt förslag: bo förbjöd Åsa Ek med Fia Björk kl. 20:31 UTC.",
        "Not proposed afresh: bo forbade Åsa Ek with Fia Björk at 20:31 UTC.",
    );
    check(
        "w7<enter><enter>",
        |_| Decision::Weight { criterion: CriterionId("ratings".into()), thousandths: Weight(20_000) },
        "Omdömen fick inte vikten 7: bo gav Omdömen vikten 20 kl. 20:31 UTC.",
        "Omdömen did not get the weight 7: bo gave Omdömen the weight 20 at 20:31 UTC.",
    );
}

#[test]
fn the_reason_the_other_gave_is_told_and_another_day_is_named() {
    let mut d = small();
    d.slow = true;
    d.keys("<space>");
    let mut record = d.elsewhere("bo", Decision::Forbid(pair(&d, 0, 0)));
    record.note = Some(crate::session::Note { salt: String::new(), hash: String::new(), text: Some("båda bad om det".into()) });
    let intent = d.waiting.take().unwrap();
    d.send(Msg::News(vec![record]));
    let refusal = d.app.session().ledger().check(d.app.session().ground(), &intent).unwrap_err();
    d.send(Msg::Decided { id: "id".into(), outcome: Outcome::Refused(refusal) });
    assert_eq!(sentence(&d, Lang::En), "Not locked: bo forbade this pair at 20:31 UTC (“båda bad om det”).");
    d.send(Msg::Time(LATER + 86_400));
    assert_eq!(sentence(&d, Lang::En), "Not locked: bo forbade this pair at 2026-11-21 20:31 UTC (“båda bad om det”).");
}

#[test]
fn look_goes_to_the_others_pair() {
    let mut d = small();
    let lock = Decision::Lock(pair(&d, 1, 0));
    overtaken(&mut d, "<space>", "bo", vec![lock]);
    assert_eq!(offered(&d), [Action::Look, Action::Comment, Action::Back, Action::Help], "what would be refused again is not offered");
    d.keys("r");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Full { .. }))), "{:?}", d.said());
    d.keys("v");
    assert!(d.app.modals().is_empty());
    assert_eq!(d.app.marked_pair(), Some(Pair { adept: 1, mentor: 0 }));
}

#[test]
fn what_is_about_no_pair_is_looked_at_among_all_decisions() {
    let mut d = small();
    let weight = |thousandths| Decision::Weight { criterion: CriterionId("ratings".into()), thousandths: Weight(thousandths) };
    d.slow = true;
    d.keys("w7<enter><enter>");
    let record = d.elsewhere("bo", weight(20_000));
    let later = d.elsewhere("bo", Decision::Lock(pair(&d, 1, 1)));
    d.slow = false;
    d.send(Msg::News(vec![record, later])).answer_now();
    // Setting it all the same is asked about, with what would follow.
    assert!(offered(&d).contains(&Action::Retry) && !offered(&d).contains(&Action::Comment));
    d.keys("v");
    let Some(Modal::Log(log)) = d.app.modal() else { panic!("no decisions are listed") };
    assert_eq!(log.cursor.selected, 1, "the newest comes first");
}

#[test]
fn retrying_asks_when_somebody_moves_and_keeps_the_words() {
    let mut d = small();
    let (forbid, allow) = (Decision::Forbid(pair(&d, 0, 0)), Decision::Allow(pair(&d, 0, 0)));
    overtaken(&mut d, "xnfor_them<enter><enter>", "bo", vec![forbid, allow]);
    assert!(sentence(&d, Lang::En).starts_with("Not forbidden: bo allowed this pair at"), "{}", sentence(&d, Lang::En));
    assert_eq!(unrecorded(&d).words(), Some("for_them"));
    d.keys("r");
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("nothing is asked: {:?}", d.said()) };
    assert!(matches!(confirm.question, Question::Forbid(Pair { adept: 0, mentor: 0 })) && !confirm.moved.is_empty());
    assert_eq!(confirm.why.text(), "for_them");
    d.keys("<enter>");
    let last = d.journal.last().unwrap();
    assert_eq!((last.by.as_str(), last.decision.kind(), last.why()), ("anna", "forbid", Some("for_them")));
    assert!(d.app.modals().is_empty());
}

#[test]
fn retrying_what_moves_nobody_is_done_at_once() {
    let mut d = small();
    let (lock, unlock) = (Decision::Lock(pair(&d, 0, 0)), Decision::Unlock(pair(&d, 0, 0)));
    overtaken(&mut d, "<space>", "bo", vec![lock, unlock]);
    assert_eq!(offered(&d), [Action::Look, Action::Retry, Action::Comment, Action::Back, Action::Help]);
    d.keys("r");
    assert_eq!((d.kinds(), d.line().as_str()), (vec!["lock", "unlock", "lock"], "Locked: Åsa Ek and Eva Ask."));
}

#[test]
fn a_comment_offers_the_words_that_were_typed() {
    let mut d = small();
    let (forbid, allow) = (Decision::Forbid(pair(&d, 0, 0)), Decision::Allow(pair(&d, 0, 0)));
    overtaken(&mut d, "xnfor_them<enter><enter>", "bo", vec![forbid, allow]);
    d.keys("c");
    let Some(Modal::Notes(notes)) = d.app.modal() else { panic!("no note") };
    assert_eq!((notes.about(), notes.field.text()), (About::Pair(Pair { adept: 0, mentor: 0 }), "for_them"));
    d.keys("!<enter>");
    assert_eq!(d.journal.last().and_then(|record| record.why()), Some("for_them!"));
}

#[test]
fn the_box_waits_beneath_what_is_being_typed() {
    let mut d = small();
    d.slow = true;
    d.keys("<space>");
    let record = d.elsewhere("bo", Decision::Forbid(pair(&d, 0, 0)));
    d.slow = false;
    d.keys("/").send(Msg::News(vec![record])).answer_now();
    assert!(matches!(d.app.modal(), Some(Modal::Search(_))));
    assert_eq!(d.line(), "Not locked: bo forbade this pair at 20:31 UTC.");
    d.keys("rvc");
    assert_eq!(d.kinds(), ["forbid"]);
    d.keys("<esc>");
    assert!(matches!(unrecorded(&d).refusal, Refusal::ChangedSince { .. }));
    d.keys("<esc>");
    assert!(d.app.modals().is_empty());
}

#[test]
fn an_undo_that_others_have_built_on_says_so_whether_it_is_known_or_not() {
    let mut d = small();
    d.keys("<space>");
    let unlock = Decision::Unlock(pair(&d, 0, 0));
    // The screen has not heard of it when the key is pressed.
    overtaken(&mut d, "u", "bo", vec![unlock]);
    let said = "Cannot undo your lock of 20:31: bo unlocked this pair at 20:31 UTC.";
    assert_eq!(sentence(&d, Lang::En), said);
    assert_eq!(sentence(&d, Lang::Sv), "Kan inte ångra din låsning kl. 20:31: bo låste upp paret kl. 20:31 UTC.");
    d.keys("<esc>");
    assert!(d.app.modals().is_empty());
    // Now it has: nothing is sent, and the reason is the same.
    d.keys("u");
    assert_eq!(sentence(&d, Lang::En), said);
    assert_eq!(offered(&d), [Action::Look, Action::Comment, Action::Back, Action::Help]);
    d.keys("c");
    assert!(matches!(d.app.modal(), Some(Modal::Notes(_))));
}

#[test]
fn the_same_intent_twice_is_success_and_says_whose_it_was() {
    let mut d = small();
    let lock = Decision::Lock(pair(&d, 0, 0));
    overtaken(&mut d, "<space>", "bo", vec![lock]);
    assert!(d.app.modals().is_empty());
    assert_eq!(d.line(), "bo locked this pair at 20:31 UTC: it is so already.");
    assert_eq!(d.app.notice().map(|notice| notice.severity), Some(Severity::Info));
    // The same for letting go.
    let unlock = Decision::Unlock(pair(&d, 0, 0));
    overtaken(&mut d, "<space>", "bo", vec![unlock]);
    assert_eq!(d.line(), "bo unlocked this pair at 20:31 UTC: it is so already.");
    let at = d.journal[1].at.parse::<jiff::Timestamp>().unwrap().as_second();
    let soon = crate::words::notices::notice(d.said().unwrap(), d.app.session(), at + 3, Lang::Sv);
    assert_eq!(soon, "bo låste upp paret för 3 s sedan: det är redan så.");
}

#[test]
fn ones_own_decision_at_another_terminal_is_a_line() {
    let mut d = small();
    let forbid = Decision::Forbid(pair(&d, 0, 0));
    overtaken(&mut d, "<space>", "anna", vec![forbid]);
    assert!(d.app.modals().is_empty());
    assert!(matches!(d.said(), Some(NoticeText::NotRecorded(..))));
    assert_eq!(d.line(), "Not locked: anna forbade this pair at 20:31 UTC.");
}

#[test]
fn what_has_not_arrived_yet_cannot_be_looked_at() {
    let mut d = small();
    d.elsewhere("bo", Decision::Forbid(pair(&d, 0, 0)));
    d.keys("<space>");
    assert_eq!(offered(&d), [Action::Comment, Action::Back, Action::Help]);
    d.keys("v");
    assert_eq!(d.refused(), Some(&Refused::NotHeardYet));
    assert!(matches!(d.app.modal(), Some(Modal::Refusal(_))));
}
