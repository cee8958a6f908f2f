//! Who else is here: following, silence, fresh decisions, and that nothing jumps whatever the others do.

use proptest::prelude::*;

use super::driver::{Driver, Table};
use crate::app::modal::Modal;
use crate::app::notice::{NoticeText, Severity};
use crate::app::{Action, Filter, Msg, Refused, Side};
use crate::program::{Role, Weight};
use crate::session::{Decision, Mode, Named, Present, Stand, Standing};

fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    // By id, so that places are known.
    d.keys("vjjj<enter>g").send(Msg::Time(1_000));
    d
}

fn at(d: &Driver, by: &str, (adept, mentor): (usize, usize), touched: i64) -> Present {
    let stand = Stand { leads: Role::Adept, adept: Some(d.adept(adept)), mentor: Some(d.mentor(mentor)), mode: Mode::Looking, touched };
    Present { sitting: format!("s-{by}"), by: by.into(), account: by.into(), host: "h".into(), role: Standing::Editor, stand }
}

fn led_by_mentor(present: Present) -> Present {
    Present { stand: Stand { leads: Role::Mentor, ..present.stand.clone() }, ..present }
}

fn hint(d: &Driver, action: Action) -> Option<String> {
    d.app.hints().into_iter().find(|hint| hint.action == action).map(|hint| hint.label.into_owned())
}

fn pair(d: &Driver, adept: usize, mentor: usize) -> Named {
    Named::new(&d.adept(adept), &d.mentor(mentor))
}

#[test]
fn nobody_can_be_followed_while_one_is_alone() {
    let mut d = small();
    d.keys("F");
    assert_eq!((d.refused(), d.line().as_str()), (Some(&Refused::NobodyElseHere), "Nobody else is here."));
    assert_eq!((hint(&d, Action::Follow), d.app.needs_the_time(), d.app.is_shared()), (None, false, false));
}

#[test]
fn one_other_is_followed_at_once_until_one_moves() {
    let mut d = small();
    let bo = at(&d, "Bo", (2, 1), 990);
    d.send(Msg::Present(vec![bo]));
    assert_eq!(hint(&d, Action::Follow).as_deref(), Some("follow Bo"));
    assert_eq!(d.subject(), Some(0), "who comes is seen, and moves nobody");
    assert_eq!(d.line(), "Bo is here too. F follows their cursor.");
    d.keys("F");
    assert_eq!(d.line(), "Following Bo. Move to stop.");
    assert_eq!((d.subject(), d.marked()), (Some(2), Some(1)));
    let bo = at(&d, "Bo", (1, 0), 1_001);
    d.send(Msg::Present(vec![bo]));
    assert_eq!((d.subject(), d.marked(), d.app.side()), (Some(1), Some(0), Side::Partners), "the marked partner is followed too");
    let bo = at(&d, "Bo", (1, 1), 1_002);
    d.send(Msg::Present(vec![bo]));
    assert_eq!((d.subject(), d.marked()), (Some(1), Some(1)));
    d.keys("k");
    assert!(d.app.following().is_none());
    let here = (d.subject(), d.marked());
    let bo = at(&d, "Bo", (3, 1), 1_003);
    d.send(Msg::Present(vec![bo]));
    assert_eq!((d.subject(), d.marked()), here);
}

#[test]
fn whoever_turns_round_is_followed_and_a_filter_is_lifted() {
    let mut d = small();
    d.keys("<space>vjjjj<enter>");
    assert_eq!((d.app.filter(), d.app.people().rows.len()), (Filter::Locked, 1));
    let bo = at(&d, "Bo", (3, 1), 999);
    d.send(Msg::Present(vec![bo.clone()])).keys("F");
    assert_eq!((d.subject(), d.app.filter()), (Some(3), Filter::All));
    d.send(Msg::Present(vec![led_by_mentor(bo)]));
    assert_eq!((d.app.people().role, d.subject(), d.marked()), (Role::Mentor, Some(1), Some(3)));
}

#[test]
fn every_key_that_moves_or_decides_ends_following_and_others_do_not() {
    for (keys, ends) in [
        ("j", true),
        ("k", true),
        ("G", true),
        ("<tab>", true),
        ("t", true),
        ("r", true),
        ("<space>", true),
        ("s", true),
        ("x", true),
        ("/bo<enter>", true),
        ("?<esc>", false),
        ("F<esc>", false),
        ("<esc>", true),
        ("e<esc>", false),
        ("/bo<esc>", false),
        ("n<esc>", false),
        ("<f5>", false),
    ] {
        let mut d = small();
        let bo = at(&d, "Bo", (0, 0), 990);
        d.send(Msg::Present(vec![bo])).keys("F");
        assert!(d.app.following().is_some());
        d.keys(keys);
        assert_eq!(d.app.following().is_none(), ends, "{keys}");
    }
}

#[test]
fn following_waits_while_something_lies_on_top() {
    let mut d = small();
    let bo = at(&d, "Bo", (0, 0), 990);
    d.send(Msg::Present(vec![bo])).keys("Fnhej");
    let bo = at(&d, "Bo", (2, 2), 1_001);
    d.send(Msg::Present(vec![bo]));
    assert!(matches!(d.app.modal(), Some(Modal::Notes(notes)) if notes.field.text() == "hej"));
    assert_eq!(d.subject(), Some(0), "the note is about whom it was begun");
    d.keys("<esc>");
    assert_eq!((d.subject(), d.marked()), (Some(2), Some(2)));
}

#[test]
fn whoever_leaves_is_followed_no_more() {
    let mut d = small();
    let bo = at(&d, "Bo", (2, 1), 990);
    d.send(Msg::Present(vec![bo])).keys("F").send(Msg::Present(vec![]));
    assert_eq!(d.line(), "Bo has left; you follow nobody.");
    assert_eq!((d.subject(), d.app.following()), (Some(2), None), "one stays where one was led");
}

#[test]
fn of_several_one_is_chosen_in_the_list() {
    let mut d = small();
    let here = |d: &Driver| vec![at(d, "Cia", (2, 1), 990), at(d, "Bo", (1, 0), 700)];
    let both = here(&d);
    d.send(Msg::Present(both));
    assert_eq!(d.app.present().iter().map(|present| present.by.as_str()).collect::<Vec<_>>(), ["Bo", "Cia"]);
    assert_eq!(hint(&d, Action::Follow).as_deref(), Some("who is here"));
    assert_eq!(d.line(), "Here too: Bo, Cia. F shows what they do.");
    d.keys("Fj");
    // Somebody comes whose name stands before: the cursor stays on Cia.
    let mut three = here(&d);
    three.push(at(&d, "Anders", (3, 1), 990));
    d.send(Msg::Present(three)).keys("<enter>");
    assert_eq!(d.app.following().map(|present| present.by.as_str()), Some("Cia"));
    assert_eq!(d.subject(), Some(2));
    // The list opens on whom one follows; choosing them again ends it.
    d.keys("F<enter>");
    assert!(d.app.following().is_none());
    assert_eq!(d.line(), "You no longer follow Cia.");
    d.keys("F").send(Msg::Present(vec![])).keys("<enter>");
    assert_eq!(d.refused(), Some(&Refused::NobodyElseHere), "an empty list stays until one leaves it");
}

#[test]
fn silence_is_told_from_two_minutes_on() {
    let mut d = small();
    let bo = at(&d, "Bo", (2, 1), 900);
    d.send(Msg::Present(vec![bo]));
    let silent = |d: &Driver| d.app.silent_for(&d.app.present()[0]);
    assert_eq!(silent(&d), None);
    d.send(Msg::Time(1_019));
    assert_eq!(silent(&d), None);
    d.send(Msg::Time(1_020));
    assert_eq!(silent(&d), Some(2));
    d.keys("F");
    assert_eq!(d.line(), "Following Bo (silent 2 min). Move to stop.");
    for touched in [0, 2_000] {
        let bo = at(&d, "Bo", (2, 1), touched);
        d.send(Msg::Present(vec![bo]));
        assert_eq!(silent(&d), None, "a clock that is not known or ahead says nothing about silence");
    }
}

/// Two who follow each other and each time find the other where they just were themselves.
#[test]
fn two_who_follow_each_other_come_to_rest() {
    let (mut one, mut other) = (small(), small());
    one.keys("j");
    other.keys("jjj");
    let stand = |d: &Driver, by: &str, touched| {
        let adept = d.subject().unwrap();
        at(d, by, (adept, d.marked().unwrap()), touched)
    };
    let (mut of_one, mut of_other) = (stand(&one, "anna", 1_000), stand(&other, "Bo", 1_000));
    one.send(Msg::Present(vec![of_other.clone()])).keys("F");
    other.send(Msg::Present(vec![of_one.clone()])).keys("F");
    let mut moves = 0;
    for _ in 0..40 {
        // Both look at the same time: the worst case.
        let (next_one, next_other) = (stand(&one, "anna", 1_000), stand(&other, "Bo", 1_000));
        moves += usize::from(next_one.stand != of_one.stand);
        (of_one, of_other) = (next_one, next_other);
        one.send(Msg::Present(vec![of_other.clone()]));
        other.send(Msg::Present(vec![of_one.clone()]));
    }
    assert!(moves <= 12, "{moves} moves without a key");
}

#[test]
fn whoever_follows_somebody_who_follows_is_not_lost() {
    let mut d = small();
    let bo = at(&d, "Bo", (0, 0), 990);
    d.send(Msg::Present(vec![bo])).keys("F");
    // Bo presses no key, but goes where somebody else goes: down, up, down.
    for adept in [1, 2, 3, 2, 1, 0, 1, 2, 3] {
        let bo = at(&d, "Bo", (adept, 1), 990);
        d.send(Msg::Present(vec![bo]));
        assert_eq!(d.subject(), Some(adept));
    }
}

#[test]
fn a_fresh_decision_is_marked_for_ten_seconds() {
    let mut d = small();
    let record = d.elsewhere("bo", Decision::Assign(pair(&d, 2, 0)));
    d.send(Msg::News(vec![record]));
    let [fresh] = d.app.fresh() else { panic!("{:?}", d.app.fresh()) };
    assert_eq!((fresh.by.as_str(), fresh.seq), ("bo", 1));
    for person in [(Role::Adept, d.adept(2)), (Role::Mentor, d.mentor(0)), (Role::Adept, d.adept(0))] {
        assert!(fresh.people.contains(&person), "{person:?} was named or moved");
    }
    assert!(d.app.needs_the_time() && d.app.is_shared());
    d.send(Msg::Time(1_009));
    assert_eq!(d.app.fresh().len(), 1);
    d.send(Msg::Time(1_010));
    assert!(d.app.fresh().is_empty() && !d.app.needs_the_time());
    assert!(d.app.is_shared(), "the lists stay as wide as they are");
    // One's own are not marked, whichever comes first: the record or the answer.
    d.keys("<space>");
    assert!(d.app.fresh().is_empty());
    d.slow = true;
    d.keys("jx<enter>");
    let intent = d.waiting.take().unwrap();
    let own = d.elsewhere("anna", intent.decision);
    d.send(Msg::News(vec![own.clone()]));
    assert!(d.app.fresh().is_empty());
    d.send(Msg::Decided { id: own.id.clone(), outcome: crate::app::Outcome::Recorded(own) }).keys("y");
    assert!(d.app.change_list().is_some_and(|list| list.decisions() == 1));
}

#[test]
fn what_is_to_be_read_is_not_overwritten_by_the_ticker() {
    let mut d = small();
    d.keys("F");
    let record = d.elsewhere("bo", Decision::Lock(pair(&d, 1, 1)));
    d.send(Msg::News(vec![record]));
    assert_eq!(d.refused(), Some(&Refused::NobodyElseHere));
    assert_eq!(hint(&d, Action::Changes).as_deref(), Some("1 change"), "the footer tells all the same");
    let record = d.elsewhere("bo", Decision::Lock(pair(&d, 2, 2)));
    d.keys("<f5>").send(Msg::News(vec![record]));
    assert_eq!(d.app.notice().map(|notice| notice.severity), Some(Severity::News));
    assert!(matches!(d.said(), Some(NoticeText::News { count: 1, .. })));
    let record = d.elsewhere("bo", Decision::Forbid(pair(&d, 0, 2)));
    d.send(Msg::News(vec![record]));
    assert!(d.line().starts_with("2 new decisions, the last 20:31 UTC  bo forbade"), "{}", d.line());
}

#[test]
fn whoever_is_read_stays_marked_when_others_move_them() {
    let mut d = small();
    let present = d.marked().unwrap();
    let record = d.elsewhere("bo", Decision::Forbid(pair(&d, 0, present)));
    d.send(Msg::News(vec![record]));
    assert_eq!((d.subject(), d.marked(), d.app.side()), (Some(0), Some(present), Side::People));
    assert_ne!(d.app.session().partner(0), Some(present));
    // What is read is what is decided about: locking what Bo forbade is refused, and says why.
    d.keys("<space>");
    assert!(d.line().contains("bo forbade"), "{}", d.line());
    d.keys("jk");
    assert_eq!(d.marked(), d.app.session().partner(0), "whoever comes back sees the present partner");
}

/// What must not move by itself.
#[derive(Debug, PartialEq)]
struct Held {
    subject: Option<usize>,
    marked: Option<usize>,
    side: Side,
    lines: (usize, usize),
    modals: Vec<String>,
    typed: usize,
    to_swap: Option<usize>,
}

fn held(d: &Driver) -> Held {
    let line = |pane: &crate::app::Pane| pane.cursor.selected - pane.cursor.offset;
    Held {
        subject: d.subject(),
        marked: d.marked(),
        side: d.app.side(),
        lines: (line(d.app.people()), line(d.app.partners())),
        modals: d.app.modals().iter().map(on_top).collect(),
        typed: d.app.typed().len(),
        to_swap: d.app.to_swap(),
    }
}

/// What somebody has in front of them, without what it says about things that others have changed.
fn on_top(modal: &Modal) -> String {
    let text = modal.field().map(|field| field.text().to_owned()).unwrap_or_default();
    let place = match modal {
        Modal::Log(log) => format!("{:?}", log.selected()),
        Modal::Explain(explain) => format!("{:?} {:?} {:?}", explain.pair, explain.reading, explain.scroll),
        Modal::Changes(list) => format!("{:?}", list.rows.get(list.cursor.selected)),
        Modal::PeopleHere(list) => format!("{list:?}"),
        Modal::Order(cursor) | Modal::Problems(cursor) => format!("{cursor:?}"),
        Modal::Help(help) => format!("{:?}", help.cursor),
        Modal::Notes(notes) => format!("{:?} {:?}", notes.about(), notes.chosen().map(|row| row.seq)),
        Modal::Votes(votes) => format!("{votes:?}"),
        _ => String::new(),
    };
    format!("{:?} {text} {place}", std::mem::discriminant(modal))
}

const WAYS: [&str; 16] = [
    "",
    "jjj",
    "G",
    "jj<tab>jj",
    "jjjjjjjj<tab>G",
    "tjj",
    "tjj<tab>j",
    "/a",
    "/bjj",
    "e",
    "jje<tab>jj",
    "jL",
    "<space>j<space>jLjj",
    "jn text",
    "F",
    "v",
];

fn others_do(d: &mut Driver, what: (u8, usize, usize)) {
    let (kind, adept, mentor) = what;
    let (adepts, mentors) = (d.app.session().program().adepts().len(), d.app.session().program().mentors().len());
    let pair = pair(d, adept % adepts, mentor % mentors);
    let decision = match kind % 8 {
        0 => Decision::Lock(pair),
        1 => Decision::Unlock(pair),
        2 | 3 => Decision::Forbid(pair),
        4 => Decision::Allow(pair),
        5 => Decision::Assign(pair),
        6 => Decision::Afresh,
        _ => {
            let bo = at(d, "Bo", (adept % adepts, mentor % mentors), 1_000);
            d.send(Msg::Present(vec![bo]));
            return;
        }
    };
    if let Some(record) = d.try_elsewhere("bo", decision) {
        d.send(Msg::News(vec![record]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever others do, wherever one is: nothing jumps.
    #[test]
    fn nothing_jumps(way in 0..WAYS.len(), wide in any::<bool>(), deeds in proptest::collection::vec((any::<u8>(), 0..40_usize, 0..30_usize), 1..12)) {
        let mut d = Driver::new(&if wide { Table::wide() } else { Table::small() });
        let cia = at(&d, "Cia", (0, 0), 900);
        let bo = at(&d, "Bo", (0, 0), 900);
        d.send(Msg::Resize(100, 24)).send(Msg::Time(1_000)).send(Msg::Present(vec![bo, cia])).keys(WAYS[way]);
        let before = held(&d);
        for deed in deeds {
            others_do(&mut d, deed);
            d.send(Msg::Time(1_000 + i64::from(deed.0)));
            let after = held(&d);
            // At the end of the list the offset must give way; it cannot here, since nobody is listed or taken away.
            prop_assert_eq!(&after, &before, "{}", WAYS[way]);
        }
    }
}

/// The control: one's own decision does move the mark on the left to the present partner, and the same from somebody else would, if it were
/// taken in the same way.
#[test]
fn ones_own_decision_moves_the_mark() {
    let mut d = small();
    let present = d.marked();
    d.keys("x<enter>");
    assert_ne!(d.app.session().partner(0), present);
    assert_ne!(d.marked(), present);
    assert_eq!(d.marked(), d.app.session().partner(0));
}

/// Other weights put the partners in another order: whoever is marked stays marked, and on the same line where the list is long enough.
#[test]
fn the_marked_partner_stays_on_its_line_when_the_order_changes() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/uppsala");
    let (program, _) = crate::program::load::load(&sample, None);
    let criteria: Vec<_> = program.criteria.criteria.iter().map(|criterion| criterion.id.clone()).collect();
    let mut d = Driver::of(program.into(), Standing::Editor);
    d.send(Msg::Resize(100, 22)).send(Msg::Time(1_000)).keys("jj<tab>jjjj");
    let height = d.app.pane_height();
    let mut turned = 0;
    for (criterion, thousandths) in criteria.into_iter().zip([60_000, 0, 45_000, 1_000]) {
        let (before, order) = (held(&d), order(&d));
        let record = d.elsewhere("bo", Decision::Weight { criterion, thousandths: Weight(thousandths) });
        d.send(Msg::News(vec![record]));
        let (after, pane) = (held(&d), d.app.partners());
        assert_eq!((after.subject, after.marked, after.side, after.lines.0), (before.subject, before.marked, before.side, before.lines.0));
        let furthest = pane.rows.len().saturating_sub(height);
        let wanted = pane.cursor.selected.saturating_sub(before.lines.1).min(furthest);
        assert_eq!(pane.cursor.offset, wanted, "the line changes only where the list ends");
        turned += usize::from(self::order(&d) != order);
    }
    assert!(turned >= 2, "the weights changed no order: {turned}");
}

fn order(d: &Driver) -> Vec<usize> {
    d.app.partners().rows.iter().map(|row| row.index).collect()
}

#[test]
fn the_footer_says_first_how_following_ends_and_in_the_list_what_choosing_does() {
    let mut d = small();
    let (bo, cia) = (at(&d, "Bo", (0, 0), 990), at(&d, "Cia", (1, 1), 990));
    let first = |d: &Driver| d.app.hints().first().map(|hint| (hint.action, hint.label.to_string()));
    d.send(Msg::Present(vec![bo, cia])).keys("F");
    assert_eq!(first(&d), Some((Action::Accept, "follow".to_owned())));
    d.keys("<enter>");
    assert_eq!(first(&d), Some((Action::Back, "stop following".to_owned())));
    d.keys("F");
    assert_eq!(first(&d), Some((Action::Accept, "stop following".to_owned())));
    d.keys("j");
    assert_eq!(first(&d), Some((Action::Accept, "follow".to_owned())));
    d.keys("<esc>");
    assert!(d.app.following().is_some());
    d.keys("<esc>");
    assert!(d.app.following().is_none());
    assert_ne!(first(&d).map(|(action, _)| action), Some(Action::Back));
}
