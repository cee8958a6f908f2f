//! Words that are being typed are kept, and offered again after a lost line.

use super::driver::{Driver, Table};
use crate::app::modal::{Modal, Question};
use crate::app::{Msg, NoticeText};
use crate::session::{Decision, Draft, Named};

fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g");
    d
}

/// What is kept now, as the kind of its decision and its words.
fn kept(d: &Driver) -> Option<(&'static str, &str)> {
    d.drafts.last().and_then(Option::as_ref).map(|draft| (draft.decision.kind(), draft.text.as_str()))
}

/// The line is lost and somebody sits down again.
fn again(d: &Driver) -> Driver {
    let draft = d.drafts.last().cloned().flatten().expect("nothing was kept");
    let mut again = small();
    again.send(Msg::Lost(Draft { at: "2026-11-21T20:31:14Z".into(), ..draft }));
    assert_eq!(again.said(), Some(&NoticeText::WordsKept { at: "2026-11-21T20:31:14Z".into() }));
    again
}

#[test]
fn a_note_is_kept_until_it_is_recorded_and_comes_back() {
    let mut d = small();
    d.keys("nbåda");
    assert_eq!(kept(&d), Some(("note", "båda")));
    let mut d = again(&d);
    assert_eq!(kept(&d), Some(("note", "båda")), "offered, and kept while it is");
    d.slow = true;
    d.keys("!<enter>");
    assert_eq!(kept(&d), Some(("note", "båda!")), "sent is not recorded");
    d.answer_now();
    assert_eq!((d.kinds(), kept(&d)), (vec!["note"], None));
    assert_eq!(d.journal[0].why(), Some("båda!"));
    assert_eq!(d.journal[0].decision, Decision::Note { adept: Some(d.adept(0)), mentor: Some(d.mentor(0)) });
}

#[test]
fn what_is_given_up_is_not_kept() {
    let mut d = small();
    d.keys("nbåda<esc>");
    assert_eq!((kept(&d), d.drafts.len()), (None, 5), "each change is told once");
    d.keys("n< >< >");
    assert_eq!((kept(&d), d.drafts.len()), (None, 5), "blanks are no words");
}

#[test]
fn a_reason_comes_back_with_its_question() {
    let mut d = small();
    d.keys("j<enter>g<enter>nsamma ort");
    assert_eq!(kept(&d), Some(("assign", "samma ort")));
    let mut d = again(&d);
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    assert!(matches!(confirm.question, Question::Assign(_)) && confirm.writing);
    d.keys("<enter><enter>");
    assert_eq!((d.kinds(), d.journal[0].why(), kept(&d)), (vec!["assign"], Some("samma ort"), None));
}

#[test]
fn a_reason_for_what_cannot_be_any_more_comes_back_as_a_note() {
    let mut d = small();
    let pair = Named::new(&d.adept(3), &d.mentor(0));
    // A rule blocks the pair.
    let draft = Draft { at: String::new(), decision: Decision::Lock(pair.clone()), undoes: None, text: "ändå".into() };
    d.send(Msg::Lost(draft)).keys("<enter>");
    assert_eq!(d.journal[0].decision, Decision::Note { adept: Some(pair.adept), mentor: Some(pair.mentor) });
    assert_eq!(d.journal[0].why(), Some("ändå"));
}

#[test]
fn the_words_of_a_changed_note_come_back_to_it_or_where_they_can() {
    let mut d = small();
    d.keys("nett<enter>n<up><enter> två");
    assert_eq!(kept(&d), Some(("reword", "ett två")));
    let draft = d.drafts.last().cloned().flatten().unwrap();
    let mut again = small();
    // There is no such note: somebody has put another journal in its place.
    again.send(Msg::Lost(draft)).keys("<enter>");
    assert_eq!((again.kinds(), again.journal[0].why()), (vec!["note"], Some("ett två")));
}

#[test]
fn what_others_have_refused_is_kept_while_it_is_on_the_screen() {
    let mut d = small();
    d.keys("xnnej");
    let pair = Named::new(&d.adept(0), &d.mentor(0));
    d.elsewhere("bo", Decision::Lock(pair));
    d.keys("<enter><enter>");
    assert_eq!(kept(&d), Some(("forbid", "nej")), "{}", d.line());
}

#[test]
fn whoever_leaves_while_words_are_being_saved_leaves_no_words_behind() {
    let mut d = small();
    d.slow = true;
    d.keys("nbåda<enter>q");
    assert_eq!(kept(&d), Some(("note", "båda")));
    d.answer_now();
    assert_eq!((kept(&d), d.effects.contains(&crate::app::Effect::Quit)), (None, true));
}
