//! Notes: reading those there are, writing, changing and withdrawing one's own.

use super::driver::{Driver, Table};
use crate::app::modal::Modal;
use crate::app::modal::notes::About;
use crate::app::{Msg, NoticeText, Outcome, Refused};
use crate::program::{Pair, Role};
use crate::session::{Decision, Refusal};

/// The small table, by name, on the first adept's pair: Åsa Ek and Eva Ask.
fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g");
    d
}

fn box_of(d: &Driver) -> &crate::app::modal::Notes {
    match d.app.modal() {
        Some(Modal::Notes(notes)) => notes,
        other => panic!("no notes: {other:?}"),
    }
}

/// The notes in the box: number, author, words; `>` before the one under the cursor.
fn listed(d: &Driver) -> String {
    let notes = box_of(d);
    let line = |(place, row): (usize, &crate::app::modal::notes::NoteRow)| {
        let text = row.text.as_ref().map_or("–", |text| text.as_str());
        let whom = row.names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("+");
        format!("{}{} {} {text}{whom}", if notes.chosen == Some(place) { ">" } else { "" }, row.seq, row.by)
    };
    notes.lines.iter().enumerate().map(line).collect::<Vec<_>>().join(", ")
}

/// Bo writes a note about Åsa Ek alone.
fn bo_notes(d: &mut Driver, words: &str) {
    let decision = Decision::Note { adept: Some(d.adept(0)), mentor: None };
    let record = d.says_elsewhere("bo", decision, words);
    d.send(Msg::News(vec![record]));
}

#[test]
fn the_notes_on_the_pair_and_its_people_are_there_with_their_authors() {
    let mut d = small();
    bo_notes(&mut d, "hon ringer");
    d.keys("ntar tåget<enter>n");
    assert_eq!(listed(&d), "1 bo hon ringerÅsa Ek, 2 anna tar tåget");
    // What others write meanwhile joins the list; what is being typed stays.
    d.keys("jag tror");
    bo_notes(&mut d, "hon ringde");
    assert_eq!(
        (listed(&d).as_str(), box_of(&d).field.text()),
        ("1 bo hon ringerÅsa Ek, 2 anna tar tåget, 3 bo hon ringdeÅsa Ek", "jag tror")
    );
}

#[test]
fn tab_goes_round_what_a_note_can_be_about() {
    let mut d = small();
    d.keys("n");
    let pair = Pair { adept: 0, mentor: 0 };
    for (n, about) in [About::Pair(pair), About::Person(Role::Adept, 0), About::Person(Role::Mentor, 0), About::Program, About::Pair(pair)]
        .iter()
        .enumerate()
    {
        assert_eq!(box_of(&d).about(), *about, "after {n}");
        d.keys("<tab>");
    }
    d.keys("<esc>");
    for (tabs, adept, mentor) in [(0, true, true), (1, true, false), (2, false, true), (3, false, false)] {
        d.keys("n").keys(&"<tab>".repeat(tabs)).keys("x<enter>");
        let decision = Decision::Note { adept: adept.then(|| d.adept(0)), mentor: mentor.then(|| d.mentor(0)) };
        assert_eq!(d.journal.last().unwrap().decision, decision);
    }
    d.keys("n<tab><tab><tab>");
    assert_eq!(listed(&d), "4 anna x");
    d.keys("<tab><tab>");
    assert_eq!(listed(&d), "1 anna xÅsa Ek+Eva Ask, 2 anna x", "a person's notes are also those on their pairs");
}

#[test]
fn ones_own_note_is_changed() {
    let mut d = small();
    bo_notes(&mut d, "hon ringer");
    d.keys("ntar tåget<enter>nhalv<up>");
    assert_eq!(listed(&d), "1 bo hon ringerÅsa Ek, >2 anna tar tåget");
    d.keys("<enter>");
    assert_eq!((box_of(&d).field.text(), box_of(&d).chosen), ("tar tåget", None));
    d.keys("<ctrl-w>bussen<enter>");
    assert_eq!((d.kinds(), d.line().as_str()), (vec!["note", "note", "reword"], "Note reworded."));
    d.keys("n");
    assert_eq!(listed(&d), "1 bo hon ringerÅsa Ek, 2 anna tar bussen");
    assert!(box_of(&d).lines[1].reworded_at.is_some() && box_of(&d).lines[0].reworded_at.is_none());
    d.keys("<esc>un");
    assert_eq!(listed(&d), "1 bo hon ringerÅsa Ek, 2 anna tar tåget");
    assert_eq!(box_of(&d).lines[1].reworded_at, None);
}

#[test]
fn changing_can_be_given_up_and_what_was_typed_before_comes_back() {
    let mut d = small();
    d.keys("ntar tåget<enter>nhalv mening<up><enter>");
    assert_eq!(box_of(&d).field.text(), "tar tåget");
    d.keys("<tab>");
    assert_eq!(d.refused(), Some(&Refused::NotHere), "a note stays about whom it is");
    d.keys("<esc>");
    assert_eq!((box_of(&d).field.text(), box_of(&d).rewording.is_none()), ("halv mening", true));
    d.keys("<enter>");
    assert_eq!((d.kinds(), d.journal[1].why()), (vec!["note", "note"], Some("halv mening")));
}

#[test]
fn ones_own_note_is_withdrawn_and_u_brings_it_back() {
    let mut d = small();
    d.keys("ntar tåget<enter>n<up>d");
    assert_eq!((d.kinds(), listed(&d).as_str()), (vec!["note", "withdraw"], ""));
    d.keys("<esc>un");
    assert_eq!(listed(&d), "1 anna tar tåget");
    d.keys("<up><delete><esc>U");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NothingToRedo)));
}

#[test]
fn another_ones_note_is_read_only() {
    let mut d = small();
    bo_notes(&mut d, "hon ringer");
    for keys in ["n<up><enter>", "<delete>", "d"] {
        d.keys(keys);
        assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::NotYourNote(mark))) if mark.by == "bo"), "{keys}: {}", d.line());
    }
    assert_eq!(d.line(), "Only its author changes a note (bo).");
    d.keys("<esc>x<enter>");
    assert_eq!(d.journal[1].why(), Some("x"), "back in the field");
}

#[test]
fn the_cursor_goes_through_the_notes_and_back_to_the_field() {
    let mut d = small();
    d.keys("n<up>a<down>b");
    assert_eq!((box_of(&d).field.text(), box_of(&d).chosen), ("ab", None), "there is nothing to go to");
    d.keys("<enter>nc<enter>n<up><up><up>");
    assert_eq!(listed(&d), ">1 anna ab, 2 anna c");
    d.keys("j");
    assert_eq!(listed(&d), "1 anna ab, >2 anna c");
    d.keys("j");
    assert_eq!(box_of(&d).chosen, None);
    d.keys("j<enter>");
    assert_eq!(d.journal[2].why(), Some("j"));
}

#[test]
fn two_sittings_of_one_person_do_not_write_over_each_other_unseen() {
    let mut d = small();
    d.keys("nett<enter>n<up><enter> två");
    // The same person, at another terminal.
    let record = d.says_elsewhere("anna", Decision::Reword { note: 1 }, "tre");
    d.send(Msg::News(vec![record]));
    d.keys("<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::ChangedSince { kind: "reword", .. }))), "{}", d.line());
    assert_eq!((box_of(&d).field.text(), listed(&d).as_str()), ("ett två", "1 anna tre"), "the words are still there");
    // Whoever goes on after that knows of it.
    d.keys("<enter>n");
    assert_eq!(listed(&d), "1 anna ett två");
}

#[test]
fn words_that_the_journal_refuses_are_not_lost() {
    let mut d = small();
    d.keys("nett<enter>n<up><enter> två");
    d.says_elsewhere("anna", Decision::Reword { note: 1 }, "tre");
    // The record has not arrived here yet: only the journal knows.
    d.keys("<enter>");
    assert!(matches!(d.said(), Some(NoticeText::NotRecorded(_, Refusal::ChangedSince { .. }))));
    assert_eq!((box_of(&d).field.text(), box_of(&d).rewording.as_ref().map(|one| one.note)), ("ett två", Some(1)));
    let record = d.journal[1].clone();
    d.send(Msg::News(vec![record])).keys("<enter><enter>n");
    assert_eq!(listed(&d), "1 anna ett två");
}

#[test]
fn a_note_that_vanishes_under_the_cursor_is_gone() {
    let mut d = small();
    d.keys("nett<enter>ntvå<enter>n<up><up>");
    let record = d.elsewhere("anna", Decision::Withdraw { note: 1 });
    d.send(Msg::News(vec![record]));
    assert_eq!((listed(&d).as_str(), box_of(&d).chosen), ("2 anna två", None));
    // And one whose words are being changed keeps the words that were typed.
    d.keys("<up><enter> tre");
    let record = d.elsewhere("anna", Decision::Withdraw { note: 2 });
    d.send(Msg::News(vec![record])).keys("<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::ChangedSince { .. }))));
    d.keys("<enter>");
    assert_eq!((d.refused(), box_of(&d).field.text()), (Some(&Refused::Decision(Refusal::NoSuchNote(2))), "två tre"));
}

#[test]
fn a_note_can_be_written_when_nobody_is_listed_and_when_the_assignment_is_final() {
    let mut d = Driver::new(&Table { adepts: vec![], mentors: vec![], blocked: vec![], ..Table::small() });
    d.keys("nbra kväll<enter>");
    assert_eq!(d.journal[0].decision, Decision::Note { adept: None, mentor: None });
    let mut d = small();
    let record = d.elsewhere("bo", Decision::Finalise);
    d.send(Msg::News(vec![record])).keys("nsent<enter>n<up><enter>are<enter>");
    assert_eq!(d.kinds(), ["finalise", "note", "reword"]);
}

#[test]
fn a_refused_answer_to_something_else_opens_nothing() {
    let mut d = small();
    d.slow = true;
    d.keys("<space>");
    let id = d.waiting.take().unwrap().id;
    d.send(Msg::Decided { id, outcome: Outcome::Refused(Refusal::NotFinal) });
    assert!(d.app.modals().is_empty());
}
