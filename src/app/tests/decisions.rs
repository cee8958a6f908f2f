//! What moves somebody asks first; what each decision costs, and taking a dear one back.

use super::driver::{Driver, Table};
use crate::app::modal::decisions::{Cost, Decisions};
use crate::app::modal::{Confirm, Modal, Question};
use crate::app::notice::NoticeText;
use crate::app::{Action, Msg, Refused};
use crate::program::Pair;
use crate::session::foresight::{Hold, Keeps};
use crate::session::{Decision, Named, PairState, Refusal, Standing};

/// On the left, with the cursor on an adept, in the order of ids.
fn on(adept: usize) -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g").keys(&"j".repeat(adept));
    assert_eq!(d.subject(), Some(adept));
    d
}

/// On the right, on a partner of the adept under the cursor.
fn to(d: &mut Driver, mentor: usize) {
    d.keys("<enter>g");
    for _ in 0..d.app.partners().rows.len() {
        if d.marked() == Some(mentor) {
            return;
        }
        d.keys("j");
    }
    panic!("the mentor is not listed");
}

fn confirm(d: &Driver) -> &Confirm {
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    confirm
}

fn list(d: &Driver) -> &Decisions {
    let found = d.app.modals().iter().find_map(|modal| if let Modal::Decisions(decisions) = modal { Some(decisions) } else { None });
    found.expect("no list of decisions")
}

const FREE: Option<Cost> = Some(Cost { points: 0, people: 0 });

/// Adept, mentor, whether locked, and the cost.
fn rows(d: &Driver) -> Vec<(usize, usize, Hold, Option<Cost>)> {
    list(d).rows.iter().map(|row| (row.pair.adept, row.pair.mentor, row.hold, row.cost)).collect()
}

/// The second adept has the first mentor, and is locked there.
fn dear() -> Driver {
    let mut d = on(1);
    to(&mut d, 0);
    d.keys("<enter><enter><esc>");
    assert_eq!((d.kinds(), d.app.session().partner(1)), (vec!["assign"], Some(0)));
    d
}

#[test]
fn unlocking_asks_when_somebody_would_move() {
    let mut d = dear();
    let before = d.proposal();
    d.keys("<space>");
    assert_eq!(confirm(&d).question, Question::Unlock(Pair { adept: 1, mentor: 0 }));
    let consequences = confirm(&d).consequences.clone().unwrap();
    assert!(consequences.total_after > consequences.total_before);
    assert!(confirm(&d).moved.first().is_some_and(|moved| moved.named && moved.adept == 1), "the adept in question comes first");
    d.keys("<esc>");
    assert_eq!((d.kinds(), d.proposal()), (vec!["assign"], before.clone()));
    d.keys("<space>nDet var dyrt<enter><enter>");
    assert_eq!((d.kinds(), d.journal[1].why()), (vec!["assign", "unlock"], Some("Det var dyrt")));
    assert_eq!(d.app.header().total, consequences.total_after);
    assert_ne!(d.proposal(), before);
}

#[test]
fn forbidding_and_allowing_ask_when_somebody_would_move() {
    let mut d = on(0);
    let before = d.proposal();
    d.keys("x");
    assert_eq!(confirm(&d).question, Question::Forbid(Pair { adept: 0, mentor: 0 }));
    assert_eq!(confirm(&d).names.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Åsa Ek", "Eva Ask"]);
    let consequences = confirm(&d).consequences.clone().unwrap();
    d.keys("<esc>");
    assert_eq!((d.journal.len(), d.proposal()), (0, before.clone()));
    d.keys("x<enter>");
    assert_eq!((d.kinds(), d.app.header().total), (vec!["forbid"], consequences.total_after));
    to(&mut d, 0);
    d.keys("x");
    assert_eq!(confirm(&d).question, Question::Allow(Pair { adept: 0, mentor: 0 }));
    d.keys("<enter>");
    assert_eq!((d.kinds(), d.proposal()), (vec!["forbid", "allow"], before));
}

#[test]
fn what_moves_nobody_happens_at_once() {
    let mut d = on(0);
    d.keys("<space><space>");
    assert_eq!((d.kinds(), d.app.modal().is_none()), (vec!["lock", "unlock"], true));
    to(&mut d, 2);
    d.keys("xx");
    assert_eq!((d.kinds(), d.app.modal().is_none()), (vec!["lock", "unlock", "forbid", "allow"], true));
}

#[test]
fn a_question_about_a_pair_is_asked_again_when_others_decide() {
    let mut d = on(0);
    d.keys("x");
    let before = confirm(&d).consequences.clone();
    let record = d.elsewhere("bo", Decision::Forbid(Named::new(&d.adept(0), &d.mentor(1))));
    d.send(Msg::News(vec![record]));
    assert_eq!(confirm(&d).question, Question::Forbid(Pair { adept: 0, mentor: 0 }));
    assert_ne!(confirm(&d).consequences, before);
    let record = d.elsewhere("bo", Decision::Lock(Named::new(&d.adept(0), &d.mentor(0))));
    d.send(Msg::News(vec![record]));
    assert!(d.app.modal().is_none());
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Locked { .. }))));
}

#[test]
fn a_question_names_what_would_cost_less() {
    let mut table = Table::small();
    table.rating = |adept, mentor| [[90, 80, 78], [30, 70, 10], [10, 10, 20], [0, 0, 0]][adept][mentor];
    table.mentors = vec![("Eva Ask", 1), ("Fia Björk", 1), ("Gun Cedergren", 3)];
    let mut d = Driver::new(&table);
    d.keys("vjjj<enter>g");
    to(&mut d, 1);
    d.keys("<enter>");
    let told: Vec<_> = confirm(&d)
        .instead
        .iter()
        .map(|instead| (instead.adept.as_str(), instead.mentor.as_str(), instead.score, instead.alternative.keeps))
        .collect();
    assert_eq!(told, [("Åsa Ek", "Gun Cedergren", 7_800, Keeps::Adept)]);
    // What it says comes true.
    let (alternative, total) = (confirm(&d).instead[0].alternative, d.app.header().total);
    d.keys("<esc><esc>");
    to(&mut d, 2);
    d.keys("<enter>");
    assert!(confirm(&d).instead.is_empty());
    d.keys("<enter>");
    assert_eq!(d.app.header().total, total - alternative.points);
}

#[test]
fn nothing_decided_costs_nothing() {
    let mut d = on(0);
    d.keys("D");
    assert_eq!((d.refused(), d.app.modal().is_none()), (Some(&Refused::NothingDecided), true));
    d.keys("nHej<enter>D");
    assert_eq!(d.refused(), Some(&Refused::NothingDecided), "a note is no decision about a pair");
}

#[test]
fn the_dearest_decision_comes_first_and_can_be_taken_back() {
    let mut d = dear();
    d.keys("jj<space>").foresee().keys("D");
    assert_eq!(rows(&d)[0].0, 1);
    let [(.., dear), (third, _, Hold::Locked, cheap)] = rows(&d)[..] else { panic!("{:?}", rows(&d)) };
    assert_eq!((third, cheap), (3, FREE));
    assert_eq!(dear.map(|cost| cost.points), Some(d.app.header().cost));
    assert!(d.app.hints().iter().any(|hint| hint.action == Action::Accept && hint.label == "take back"));
    d.keys("<enter>");
    let gain = confirm(&d).consequences.as_ref().map(|then| then.total_after - then.total_before);
    assert_eq!((&confirm(&d).question, gain), (&Question::Unlock(Pair { adept: 1, mentor: 0 }), dear.map(|cost| cost.points)));
    d.keys("<esc>");
    assert_eq!(list(&d).rows.len(), 2, "no leads back to the list");
    d.keys("<enter><enter>").foresee();
    assert_eq!((d.kinds(), rows(&d)), (vec!["assign", "lock", "unlock"], vec![(3, third_mentor(&d), Hold::Locked, FREE)]));
    d.keys("<enter><enter>");
    assert_eq!((d.kinds().len(), list(&d).rows.len()), (4, 0), "what costs nothing is asked about here too");
    d.keys("<enter>");
    assert_eq!(d.refused(), Some(&Refused::NothingDecided));
    d.keys("<esc>");
    assert!(d.app.modal().is_none());
}

fn third_mentor(d: &Driver) -> usize {
    d.app.session().partner(3).unwrap()
}

#[test]
fn a_swap_is_listed_by_its_two_pairs_and_a_forbid_is_allowed_again() {
    let mut d = on(0);
    d.keys("sjs<enter><esc>").foresee();
    assert_eq!(d.kinds(), ["swap"]);
    d.keys("gD");
    let mut pairs: Vec<_> = list(&d).rows.iter().map(|row| (row.pair.adept, row.pair.mentor, row.seq)).collect();
    pairs.sort_unstable();
    assert_eq!(pairs, [(0, 1, 1), (1, 0, 1)]);
    let first = list(&d).rows[0].pair;
    d.keys("<enter><enter>").foresee();
    assert_eq!(d.kinds(), ["swap", "unlock"]);
    assert_eq!((list(&d).rows.len(), d.app.session().is_locked(first)), (1, false));

    let mut d = on(0);
    d.keys("x<enter>").foresee().keys("D<enter>");
    assert_eq!(confirm(&d).question, Question::Allow(Pair { adept: 0, mentor: 0 }));
    d.keys("<enter>");
    assert_eq!(d.app.session().state(Pair { adept: 0, mentor: 0 }), PairState::Proposed);
}

#[test]
fn a_cost_is_shown_only_for_what_is_decided_now() {
    let mut d = dear();
    d.keys("D");
    assert_eq!((rows(&d), list(&d).is_worked_out()), (vec![(1, 0, Hold::Locked, None)], false));
    d.foresee();
    let known = rows(&d);
    assert!(known[0].3.is_some() && list(&d).is_worked_out());
    // A colleague decides: the numbers go until there are new ones, and the cursor stays on its decision.
    let record = d.elsewhere("bo", Decision::Lock(Named::new(&d.adept(2), &d.mentor(1))));
    d.send(Msg::News(vec![record]));
    assert_eq!(rows(&d).iter().map(|row| (row.0, row.3)).collect::<Vec<_>>(), [(1, None), (2, None)]);
    d.keys("j").foresee();
    assert!(rows(&d).iter().all(|row| row.3.is_some()));
    let marked = list(&d).rows[list(&d).cursor.selected];
    assert_eq!(marked.pair.adept, 2);
    // What a colleague takes away goes from the list.
    let record = d.elsewhere("bo", Decision::Unlock(Named::new(&d.adept(2), &d.mentor(1))));
    d.send(Msg::News(vec![record]));
    assert_eq!((list(&d).rows.len(), list(&d).cursor.selected), (1, 0));
}

#[test]
fn viewers_look_at_costs_and_take_nothing_back() {
    let mut d = Driver::of(Table::small().program(), Standing::Viewer);
    let record = d.elsewhere("bo", Decision::Lock(Named::new(&d.adept(1), &d.mentor(0))));
    d.send(Msg::News(vec![record])).foresee();
    d.keys("D");
    assert!(rows(&d)[0].3.is_some_and(|cost| cost.points > 0));
    d.keys("<enter>");
    assert!(matches!(d.said(), Some(NoticeText::Refused(Refused::Decision(Refusal::Viewer)))));
    assert_eq!(list(&d).rows.len(), 1);
}
