//! Chairs, viewers, and making the assignment final.

use std::sync::Arc;

use super::driver::{Driver, Table};
use crate::app::message::Again;
use crate::app::{Action, Modal, Msg, Refused};
use crate::program::criteria::Criteria;
use crate::program::{Program, Roles};
use crate::session::{Decision, Refusal, Session, Standing};

fn program(chair: &[&str], viewers: &[&str]) -> Arc<Program> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let plain = Table::small().program();
    let roles = Roles { chair: Some(owned(chair)), viewers: owned(viewers), unread: false };
    let people: Vec<_> = plain.adepts().iter().chain(plain.mentors()).cloned().collect();
    Arc::new(Program::new(Criteria { roles, ..plain.criteria.clone() }, people))
}

#[test]
fn the_chair_makes_final_and_reopens_with_a_reason() {
    let mut d = Driver::of(program(&["anna"], &[]), Standing::Chair);
    d.keys("<space>Z");
    assert!(matches!(d.app.modal(), Some(Modal::Confirm(_))));
    d.keys("n").keys("enhälligt<enter><enter>");
    assert_eq!(d.kinds(), ["lock", "finalise"]);
    assert_eq!(d.journal[1].why(), Some("enhälligt"));
    d.keys("j<space>");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Finalised(mark))) if mark.by == "anna" && mark.seq == 2));
    let hint = |d: &Driver| d.app.hints().into_iter().find(|hint| hint.action == Action::Finalise).map(|hint| hint.label);
    assert_eq!(hint(&d).as_deref(), Some("reopen"));
    // The field for the reason has the keys; without words nothing is sent.
    d.keys("Z<enter><enter>");
    assert_eq!(d.refused(), Some(&Refused::Decision(Refusal::NoReason)));
    d.keys("ny anmälan<enter><enter>");
    assert_eq!(d.kinds(), ["lock", "finalise", "reopen"]);
    assert_eq!(d.journal[2].why(), Some("ny anmälan"));
    assert_eq!(hint(&d).as_deref(), Some("make final"));
    d.keys("j<space>");
    assert_eq!(d.kinds().last(), Some(&"lock"));
}

#[test]
fn nobody_but_the_chair_is_offered_it() {
    let mut d = Driver::of(program(&["bo"], &[]), Standing::Editor);
    d.keys("<ctrl-s><enter>").send(Msg::Saved(Ok(vec!["outcome/assignment.json".into()])));
    assert_eq!(d.line(), "Saved: outcome/assignment.json");
    assert!(d.app.hints().iter().all(|hint| hint.action != Action::Finalise));
    d.keys("Z");
    assert_eq!(d.line(), "Only the chair (bo) makes final and reopens.");
    assert!(d.kinds().is_empty() && d.app.modal().is_none());
    let mut chair = Driver::of(program(&["Anna"], &[]), Standing::Chair);
    chair.keys("<ctrl-s><enter>").send(Msg::Saved(Ok(vec!["outcome/assignment.json".into()])));
    assert_eq!(chair.line(), "Saved, Z makes it final: outcome/assignment.json");
}

#[test]
fn a_question_about_finality_follows_what_others_decide() {
    let mut d = Driver::of(program(&["anna"], &[]), Standing::Chair);
    d.keys("Z");
    let record = d.elsewhere("dan", Decision::Afresh);
    d.send(Msg::News(vec![record]));
    assert!(matches!(d.app.modal(), Some(Modal::Confirm(_))), "the question stays, about what is decided now");
    d.keys("<enter>");
    assert_eq!(d.kinds(), ["afresh", "finalise"]);
}

#[test]
fn roles_follow_the_file_when_it_is_read_again() {
    let mut d = Driver::of(program(&["anna"], &[]), Standing::Chair);
    for (chair, viewers, standing) in
        [(&["bo"][..], &["anna"][..], Standing::Viewer), (&["bo"], &[], Standing::Editor), (&["ANNA"], &[], Standing::Chair)]
    {
        d.keys("R");
        let again = Again { session: Box::new(Session::open(program(chair, viewers), [])), problems: vec![] };
        d.send(Msg::Again(Ok(again)));
        assert_eq!(d.app.role(), standing);
        d.keys("<esc>Z");
        assert_eq!(matches!(d.app.modal(), Some(Modal::Confirm(_))), standing == Standing::Chair);
    }
}

#[test]
fn roles_are_advisory_only_where_there_are_roles() {
    for (program, shared, advisory) in
        [(Table::small().program(), true, false), (program(&["bo"], &[]), true, true), (program(&["bo"], &[]), false, false)]
    {
        let d = Driver::of(program, Standing::Editor);
        assert_eq!(d.app.in_a_shared_directory(shared).roles_are_advisory(), advisory);
    }
}
