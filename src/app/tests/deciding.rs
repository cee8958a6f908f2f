//! Each decision by its keys, and each reason why not.

use super::driver::{Driver, Table};
use crate::app::modal::{Modal, Question};
use crate::app::notice::NoticeText;
use crate::app::{Action, Effect, Msg, NotSaved, Outcome, ReadOnly, Refused};
use crate::program::Pair;
use crate::session::{Decision, PairState, Refusal, Standing};

/// On the left, with the cursor on an adept, in the order of ids.
fn on(adept: usize) -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g").keys(&"j".repeat(adept));
    assert_eq!(d.subject(), Some(adept));
    d
}

/// On the right, on a partner of an adept.
fn on_pair(adept: usize, mentor: usize) -> Driver {
    let mut d = on(adept);
    d.keys("<enter>g");
    while d.marked() != Some(mentor) {
        d.keys("j");
    }
    d
}

fn question(d: &Driver) -> Option<&Question> {
    match d.app.modal() {
        Some(Modal::Confirm(confirm)) => Some(&confirm.question),
        _ => None,
    }
}

#[test]
fn space_locks_and_unlocks_the_present_pair() {
    let mut d = on(0);
    d.keys("<space>");
    assert_eq!(d.app.session().state(Pair { adept: 0, mentor: 0 }), PairState::Locked);
    assert_eq!(d.line(), "Locked: Åsa Ek and Eva Ask.");
    d.keys("<space>");
    assert_eq!(d.app.session().state(Pair { adept: 0, mentor: 0 }), PairState::Proposed);
    assert_eq!(d.kinds(), ["lock", "unlock"]);
}

#[test]
fn space_on_another_partner_asks_first() {
    let mut d = on_pair(1, 0);
    d.keys("<space>");
    assert_eq!(question(&d), Some(&Question::Lock(Pair { adept: 1, mentor: 0 })));
    assert!(d.journal.is_empty());
    d.keys("<enter>");
    assert_eq!((d.kinds(), d.app.session().partner(1)), (vec!["lock"], Some(0)));
    assert!(d.line().starts_with("Locked: Bo Alm and Eva Ask. One other moved: Åsa Ek → "), "{}", d.line());
}

#[test]
fn enter_assigns_after_the_consequences() {
    let mut d = on_pair(1, 0);
    d.keys("<enter>");
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    assert_eq!(confirm.question, Question::Assign(Pair { adept: 1, mentor: 0 }));
    assert_eq!(confirm.names.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Bo Alm", "Eva Ask"]);
    let consequences = confirm.consequences.clone().unwrap();
    assert_eq!(consequences.total_before, 9_000 + 7_000 + 7_200 + 2_000);
    let lines: Vec<_> = confirm
        .moved
        .iter()
        .map(|line| (line.adept, line.named, line.from.as_ref().map(|from| from.score), line.to.as_ref().map(|to| to.score)))
        .collect();
    assert_eq!(lines, [(1, true, Some(7_000), Some(8_000)), (0, false, Some(9_000), Some(5_000))]);
    // Esc is no.
    d.keys("<esc>");
    assert_eq!((question(&d), d.journal.len(), d.proposal().as_str()), (None, 0, "abcb"));
    // Enter again is yes, and what was said beforehand comes true.
    d.keys("<enter><enter>");
    assert_eq!(d.kinds(), ["assign"]);
    assert_eq!((d.app.header().total, d.app.header().locked), (consequences.total_after, 1));
    assert!(d.app.just_moved().contains(&0) && d.app.just_moved().contains(&1));
    assert_eq!((d.subject(), d.marked()), (Some(1), Some(0)));
}

#[test]
fn a_reason_goes_with_the_decision() {
    let mut d = on_pair(1, 0);
    d.keys("<enter>nBoth asked <q>").keys("<ctrl-w>");
    d.send(Msg::Paste("för det\n".into()));
    d.keys("<enter>");
    assert!(d.journal.is_empty(), "the first Enter leaves the field");
    d.keys("<enter>");
    assert_eq!(d.journal[0].why(), Some("Both asked för det"));
    // Esc in the field takes the reason away, not the question.
    let mut d = on_pair(1, 0);
    d.keys("<enter>nno<esc><enter>");
    assert_eq!((d.kinds(), d.journal[0].why()), (vec!["assign"], None));
}

#[test]
fn swap_marks_then_shows_then_does() {
    let mut d = on(0);
    d.keys("s");
    assert_eq!(d.app.to_swap(), Some(0));
    assert!(d.app.people().rows.iter().any(|row| row.index == 0 && row.signs.to_swap));
    d.keys("js");
    assert_eq!(question(&d), Some(&Question::Swap { adept: 0, other: 1 }));
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    assert_eq!(confirm.names.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Åsa Ek", "Fia Björk", "Bo Alm", "Eva Ask"]);
    d.keys("<esc>");
    assert_eq!((d.app.to_swap(), d.proposal().as_str()), (Some(0), "abcb"), "the mark stays");
    d.keys("s<enter>");
    assert_eq!((d.kinds(), d.proposal().as_str(), d.app.to_swap()), (vec!["swap"], "bacb", None));
    assert_eq!(d.line(), "Swapped: Åsa Ek gets Fia Björk, Bo Alm gets Eva Ask.");
}

#[test]
fn a_mark_can_be_taken_away() {
    for keys in ["ss", "s<esc>"] {
        let mut d = on(0);
        d.keys(keys);
        assert_eq!((d.app.to_swap(), d.said()), (None, Some(&NoticeText::Unmarked)), "{keys}");
    }
}

#[test]
fn swap_from_the_right_pane_takes_the_subject_first() {
    let mut d = on_pair(0, 2);
    d.keys("s");
    assert_eq!(question(&d), Some(&Question::Swap { adept: 0, other: 2 }));
    // A mentor with several adepts does not say whom.
    let mut d = on_pair(0, 1);
    d.keys("s");
    assert_eq!(d.refused(), Some(&Refused::SeveralPartners { mentor: 1 }));
    // With mentors leading, a mentor stands for the only adept.
    let mut d = on(0);
    d.keys("tgs").keys("Gs");
    assert!(question(&d).is_some() || d.refused().is_some());
}

#[test]
fn swap_refusals() {
    let mut d = on(1);
    d.keys("s").keys("jjs");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NothingToSwap)), "both have Fia");
    let mut d = on(0);
    d.keys("<space>s");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Locked { .. }))));
    let mut d = on(0);
    d.keys("s").keys("jjj").keys("s");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Blocked { rule, .. })) if rule == "Inte de två"));
    assert_eq!(d.line(), "Dan Ängs and Eva Ask: the rule “Inte de två” blocks this pair.");
}

#[test]
fn x_forbids_and_allows() {
    let mut d = on(0);
    d.keys("x<enter>");
    assert_eq!(d.app.session().state(Pair { adept: 0, mentor: 0 }), PairState::Forbidden);
    assert_ne!(d.app.session().partner(0), Some(0));
    d.keys("<enter>g");
    while d.marked() != Some(0) {
        d.keys("j");
    }
    d.keys("x<enter>");
    assert_eq!((d.kinds(), d.app.session().state(Pair { adept: 0, mentor: 0 }) == PairState::Forbidden), (vec!["forbid", "allow"], false));
    d.keys("<esc><space>x");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Locked { .. }))));
}

#[test]
fn assign_refusals() {
    let mut d = on_pair(3, 0);
    d.keys("<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Blocked { .. }))));
    let mut d = on_pair(0, 2);
    d.keys("x<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Forbidden { .. }))));
    let mut d = on(0);
    d.keys("<space>j<enter>g");
    while d.marked() != Some(0) {
        d.keys("j");
    }
    d.keys("<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Full { mentor, seats: 1, mark: Some(_) })) if *mentor == d.mentor(0)));
    let mut d = on(0);
    d.keys("<space><enter><enter>");
    assert_eq!(d.refused(), Some(&Refused::AlreadySo));
}

#[test]
fn notes_are_about_the_pair_and_take_any_text() {
    let mut d = on(0);
    d.keys("nBoth <space>q:?/").send(Msg::Paste("\u{1b}[2J\nrad två".into()));
    d.keys("<enter>");
    assert_eq!(d.journal[0].decision, Decision::Note { adept: Some(d.adept(0)), mentor: Some(d.mentor(0)) });
    assert_eq!(d.journal[0].why(), Some("Both  q:?/[2J rad två"));
    d.keys("n  <enter>");
    assert_eq!((d.refused(), d.journal.len()), (Some(&Refused::Decision(Refusal::EmptyNote)), 1));
    d.keys("<esc>j");
    assert!(d.app.modals().is_empty());
}

#[test]
fn undo_and_redo() {
    let mut d = on(0);
    let start = d.proposal();
    d.keys("u");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NothingToUndo)));
    d.keys("U");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NothingToRedo)));
    d.keys("x<enter>j<space>uu");
    assert_eq!((d.proposal(), d.app.header().locked), (start.clone(), 0));
    assert!(d.line().starts_with("Undone: forbidden: Åsa Ek and Eva Ask. One other moved: "), "{}", d.line());
    d.keys("U<ctrl-r>");
    assert_eq!(d.app.header().locked, 1);
    assert_eq!(d.line().split('.').next(), Some("In force again: locked: Bo Alm and Eva Ask"));
    d.keys("U");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NothingToRedo)));
    d.keys("uu");
    assert_eq!(d.proposal(), start);
}

#[test]
fn afresh_asks_and_is_recorded() {
    let mut d = on(0);
    d.keys("o");
    assert_eq!(question(&d), Some(&Question::Afresh));
    d.keys("<enter>");
    assert_eq!(d.kinds(), ["afresh"]);
}

#[test]
fn save_asks_says_what_and_says_where() {
    let mut d = on(0);
    d.keys("<space><ctrl-s>");
    let Some(Question::Save { files, matched, adepts, locked }) = question(&d) else { panic!("not asked") };
    assert_eq!((files.len(), *matched, *adepts, *locked), (4, 4, 4, 1));
    d.keys("<enter>");
    assert_eq!(d.effects, [Effect::Save]);
    d.keys("<ctrl-s>");
    assert_eq!(d.refused(), Some(&Refused::StillWriting));
    d.send(Msg::Saved(Ok(vec!["outcome/assignment.json".into()])));
    assert_eq!(d.line(), "Saved, Z makes it final: outcome/assignment.json");
    d.keys("<ctrl-s><enter>").send(Msg::Saved(Err("no room".into())));
    assert_eq!(d.line(), "The assignment could not be saved: no room");
}

#[test]
fn nothing_changes_until_the_record_comes_back() {
    let mut d = on(0);
    d.slow = true;
    d.keys("<space>");
    assert!(d.app.pending().is_some() && d.app.header().locked == 0);
    d.keys("x");
    assert_eq!(d.refused(), Some(&Refused::StillSaving));
    d.send(Msg::Waiting { holder: "bo".into() });
    assert!(matches!(d.app.pending(), Some(crate::app::Pending::Deciding { holder: Some(who), .. }) if who == "bo"));
    // The cursor still moves meanwhile.
    d.keys("j");
    assert_eq!(d.subject(), Some(1));
    d.answer_now();
    assert!(d.app.pending().is_none() && d.app.header().locked == 1);
    assert_eq!(d.subject(), Some(1));
}

#[test]
fn leaving_waits_for_the_decision() {
    let mut d = on(0);
    d.keys("q");
    assert_eq!(d.effects, [Effect::Quit]);
    let mut d = on(0);
    d.slow = true;
    d.keys("<space>q");
    assert_eq!((d.effects.len(), d.said()), (0, Some(&NoticeText::LeavingSoon)));
    d.answer_now();
    assert_eq!(d.effects, [Effect::Quit]);
    // A second time does not wait.
    let mut d = on(0);
    d.slow = true;
    d.keys("<space>qq");
    assert_eq!(d.effects, [Effect::Quit]);
    // What was not written keeps one here.
    let mut d = on(0);
    d.slow = true;
    d.keys("<space>q").send(Msg::Decided { id: "x".into(), outcome: Outcome::NotSaved(NotSaved::Full) });
    assert_eq!(d.effects, []);
}

#[test]
fn esc_never_leaves() {
    let mut d = on(0);
    d.keys(&"<esc>".repeat(5));
    assert_eq!((d.effects.len(), d.said()), (0, Some(&NoticeText::NothingToLeave)));
}

#[test]
fn what_was_not_written_stays_on_screen_and_is_tried_again_with_the_same_id() {
    let mut d = on(0);
    d.slow = true;
    d.keys("<space>").send(Msg::Decided { id: "01J".into(), outcome: Outcome::NotSaved(NotSaved::Full) });
    assert_eq!(d.line(), "Not saved: the disk is full.");
    assert!(matches!(question(&d), Some(Question::TryAgain(intent, NotSaved::Full)) if intent.id == "01J"));
    d.waiting = None;
    d.keys("<enter>");
    assert_eq!(d.waiting.as_ref().map(|intent| intent.id.as_str()), Some("01J"));
    d.answer_now();
    assert_eq!(d.app.header().locked, 1);
    // After a failed sync nothing is tried again.
    d.keys("j<space>").send(Msg::Decided { id: "02J".into(), outcome: Outcome::NotSaved(NotSaved::SyncFailed) });
    d.keys("<enter>");
    assert_eq!(d.refused(), Some(&Refused::ReadOnly(ReadOnly::SyncFailed)));
}

#[test]
fn viewers_and_read_only_sessions_look_and_do_not_decide() {
    let mut viewer = Driver::of(Table::small().program(), Standing::Viewer);
    let mut closed = on(0);
    closed.send(Msg::ReadOnly(ReadOnly::Damaged { line: 7 }));
    assert_eq!(closed.line(), "The journal is damaged from line 7; you can read but not decide.");
    for key in ["<space>", "x", "n", "u", "U", "o", "s"] {
        viewer.keys(key);
        assert_eq!(viewer.refused(), Some(&Refused::Decision(Refusal::Viewer)), "{key}");
        closed.keys(key);
        assert_eq!(closed.refused(), Some(&Refused::ReadOnly(ReadOnly::Damaged { line: 7 })), "{key}");
    }
    viewer.keys("e");
    assert!(matches!(viewer.app.modal(), Some(Modal::Explain(_))));
    let deciding = [Action::Lock, Action::Forbid, Action::Swap, Action::Undo, Action::Note, Action::Afresh];
    viewer.keys("<esc>");
    assert!(viewer.app.hints().iter().all(|hint| !deciding.contains(&hint.action)));
}

#[test]
fn the_footer_offers_only_what_works_and_help_comes_last() {
    for (keys, innermost, not) in [
        ("", Action::ToPartners, Action::Assign),
        ("<enter>", Action::Lock, Action::ToPartners),
        ("<enter>gj<enter>", Action::Accept, Action::Lock),
        ("e", Action::OtherPane, Action::Lock),
        ("/", Action::Accept, Action::Lock),
        ("?", Action::Back, Action::Accept),
        ("n", Action::Accept, Action::Lock),
    ] {
        let mut d = on(1);
        d.keys(keys);
        let hints: Vec<Action> = d.app.hints().iter().map(|hint| hint.action).collect();
        assert!(hints.contains(&innermost) && !hints.contains(&not), "{keys}: {hints:?}");
        assert_eq!(hints.last(), Some(&Action::Help), "{keys}");
        assert!(hints.iter().all(|action| action.allowed(&d.app).is_ok()), "{keys}");
    }
}
