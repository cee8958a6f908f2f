//! Panes, cursors, order and filter.

use super::driver::{Driver, Table};
use crate::app::notice::NoticeText;
use crate::app::pane::Remark;
use crate::app::{Drawn, Filter, Msg, Order, Refused, Side};
use crate::program::Role;
use crate::session::review::Reason;
use crate::session::{Decision, Named, PairState};

fn small() -> Driver {
    Driver::new(&Table::small())
}

fn people(d: &Driver) -> Vec<usize> {
    d.app.people().rows.iter().map(|row| row.index).collect()
}

fn partners(d: &Driver) -> Vec<usize> {
    d.app.partners().rows.iter().map(|row| row.index).collect()
}

#[test]
fn the_table_opens_with_adepts_leading_and_the_present_partner_marked() {
    let d = small();
    assert_eq!(d.proposal(), "abcb");
    assert_eq!((d.app.people().role, d.app.partners().role, d.app.side()), (Role::Adept, Role::Mentor, Side::People));
    // The worst off first, then the others by score.
    assert_eq!(d.subject(), Some(3));
    assert_eq!(d.marked(), Some(1));
    // Best first, blocked last with its rule's name.
    assert_eq!(partners(&d), [1, 2, 0]);
    let last = &d.app.partners().rows[2];
    assert_eq!(last.state, Some(PairState::Blocked(0)));
    assert!(matches!(&last.remark, Remark::Blocked(label) if label.as_str() == "Inte de två"));
    assert_eq!(last.cell.map(|cell| cell.score), Some(9_500), "a blocked pair keeps its number");
}

#[test]
fn moving_changes_the_subject_and_its_partners() {
    let mut d = small();
    let order = people(&d);
    for (key, place) in
        [("j", 1), ("<down>", 2), ("k", 1), ("<up>", 0), ("k", 0), ("G", 3), ("j", 3), ("g", 0), ("<pagedown>", 3), ("<pageup>", 0)]
    {
        d.keys(key);
        assert_eq!(d.subject(), Some(order[place]), "after {key}");
        assert_eq!(d.marked(), d.app.session().partner(order[place]), "after {key}");
    }
}

#[test]
fn the_right_pane_keeps_its_subject_and_walks_over_partners() {
    let mut d = small();
    d.keys("l");
    assert_eq!(d.app.side(), Side::Partners);
    d.keys("j");
    assert_eq!((d.subject(), d.marked()), (Some(3), Some(2)));
    assert_eq!(d.app.marked().map(|marked| (marked.pair.adept, marked.pair.mentor)), Some((3, 2)));
    // Back on the left, the mark is on the present partner again.
    for back in ["h", "<tab>", "<left>", "<esc>"] {
        d.keys(back);
        assert_eq!((d.app.side(), d.subject(), d.marked()), (Side::People, Some(3), Some(1)), "{back}");
        d.keys("<tab>j");
    }
    d.keys("<esc><enter>");
    assert_eq!(d.app.side(), Side::Partners);
}

#[test]
fn equals_and_free_seats_are_signed() {
    let mut d = small();
    // Cia: 75 with Fia, 72 with Gun: within five points; 30 with Eva is not.
    while d.subject() != Some(2) {
        d.keys("j");
    }
    let rows = &d.app.partners().rows;
    assert_eq!(rows.iter().map(|row| (row.index, row.signs.equal_to_above)).collect::<Vec<_>>(), [(1, false), (2, true), (0, false)]);
    assert_eq!(rows.iter().find(|row| row.index == 2).map(|row| row.remark.clone()), Some(Remark::Present));
    let fia = &rows[0];
    assert_eq!((fia.seats, fia.partners.len()), (Some(2), 2));
}

#[test]
fn turned_round_mentors_lead_and_the_cursor_stays_on_the_pair() {
    let mut d = small();
    d.keys("t");
    assert_eq!((d.app.people().role, d.subject(), d.marked()), (Role::Mentor, Some(1), Some(3)), "of two adepts the one the cursor was on");
    let fia = d.app.people().selected().unwrap();
    assert_eq!(fia.partners.iter().map(|partner| partner.index).collect::<Vec<_>>(), [1, 3]);
    d.keys("t");
    assert_eq!(d.app.people().role, Role::Adept);
}

#[test]
fn orders() {
    for (keys, order, expected) in [
        ("v<enter>", Order::Review, vec![3, 1, 2, 0]),
        ("vj<enter>", Order::Name, vec![1, 0, 3, 2]),
        ("vjj<enter>", Order::Score, vec![0, 2, 1, 3]),
        ("vjjj<enter>", Order::Id, vec![0, 1, 2, 3]),
    ] {
        let mut d = small();
        d.keys(keys);
        assert_eq!(d.app.order(), order);
        assert_eq!(people(&d), expected, "{order:?}");
        assert_eq!(d.subject(), Some(3), "the person under the cursor stays under it");
        assert_eq!(d.app.modals().len(), 0);
    }
}

#[test]
fn filters() {
    for (steps, filter, expected) in [
        (4, Filter::All, vec![3, 1, 2, 0]),
        (5, Filter::Unmatched, vec![]),
        (6, Filter::Unlocked, vec![1, 2, 0]),
        (7, Filter::Locked, vec![3]),
        (8, Filter::Warned, vec![]),
    ] {
        let mut d = small();
        d.keys("<space>").keys("v").keys(&"j".repeat(steps)).keys("<enter>");
        assert_eq!(d.app.filter(), filter);
        let mut listed = people(&d);
        listed.sort_unstable();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(listed, expected, "{filter:?}");
        assert_eq!(d.app.people().of, 4);
    }
}

#[test]
fn an_empty_list_refuses_everything_and_survives() {
    let mut d = small();
    d.keys("vjjjjj<enter>");
    assert_eq!((people(&d).len(), d.app.marked()), (0, None));
    for key in ["<space>", "s", "x", "e", "V", "<enter>"] {
        d.keys(key);
        assert_eq!(d.refused(), Some(&Refused::NobodyHere), "{key}");
    }
    d.keys("jkGg<tab>l<enter>");
    assert!(d.journal.is_empty());
}

#[test]
fn the_review_goes_round_those_who_need_a_look() {
    let mut d = small();
    // Only Dan (20 %) is worst off; the rest are settled.
    d.keys("jr");
    assert_eq!(d.subject(), Some(3));
    d.keys("r");
    assert_eq!((d.subject(), d.said()), (Some(3), Some(&NoticeText::LastToReview)));
    d.keys("<space>r");
    assert_eq!(
        (d.subject(), d.refused()),
        (Some(3), Some(&Refused::NothingToReview { coin_flips_are_known: false })),
        "a locked pair has been looked at"
    );
    // Without Dan's pair somebody else needs a look, and then it goes round.
    let mut d = Driver::new(&Table::wide());
    d.keys("r");
    let first = d.subject();
    let mut seen = vec![first];
    loop {
        d.keys("r");
        if d.subject() == first {
            break;
        }
        assert!(!seen.contains(&d.subject()), "somebody comes twice before all have come");
        seen.push(d.subject());
    }
    let needy = d.app.people().rows.iter().filter(|row| matches!(row.remark, Remark::Look(reason) if reason < Reason::Settled));
    assert_eq!(seen.len(), needy.count());
    assert!(seen.len() > 10);
}

#[test]
fn the_review_lifts_a_filter_that_hides_the_person() {
    let mut d = small();
    d.keys("j<space>v").keys(&"j".repeat(7)).keys("<enter>");
    assert_eq!(d.app.filter(), Filter::Locked);
    d.keys("r");
    assert_eq!((d.app.filter(), d.subject()), (Filter::All, Some(3)));
    assert_eq!(d.said(), Some(&NoticeText::FilterLifted));
}

/// What must not move: who stands where, and the cursor in it.
fn place(d: &Driver) -> (Vec<usize>, crate::app::cursor::Cursor, Option<usize>) {
    (people(d), d.app.people().cursor, d.subject())
}

#[test]
fn nothing_jumps_while_the_group_decides() {
    let mut d = Driver::new(&Table::wide());
    d.send(Msg::Drawn(Drawn { rows: 10, modal_rows: 10, furthest: [0; 3], first: [0; 3] }));
    d.keys(&"j".repeat(20));
    let before = place(&d);
    assert!(d.app.people().selected().is_some_and(|row| !row.partners.is_empty()));
    // Lock, unlock, forbid, undo, redo, another pair with its question, a search that is left: all in place.
    for keys in ["<space>", "<space>", "x", "u", "U", "u", "<tab>jj<enter><enter><esc>", "u", "/k<esc>", "s<esc>"] {
        d.keys(keys);
        assert_eq!(place(&d), before, "after {keys}");
    }
    let [adept, mentor] = [d.adept(before.0[0]), d.mentor(0)];
    let record = d.elsewhere("bo", Decision::Forbid(Named { adept, mentor }));
    d.send(Msg::News(vec![record]));
    assert_eq!(place(&d), before, "somebody else's decision");
    d.keys("<space>j");
    assert_eq!(d.subject(), Some(before.0[21]), "the next person is the next line");
}

#[test]
fn rows_say_what_is_decided_where_they_stand() {
    let mut d = small();
    let order = people(&d);
    d.keys("<space>");
    assert_eq!(d.app.people().selected().and_then(|row| row.state), Some(PairState::Locked));
    assert_eq!(people(&d), order);
    // A filter keeps whom it no longer fits, and counts whom it fits.
    d.keys("v").keys(&"j".repeat(6)).keys("<enter>");
    assert_eq!((d.app.filter(), d.app.listed(), people(&d).len()), (Filter::Unlocked, 3, 3));
    let order = people(&d);
    d.keys("<space>");
    assert_eq!((people(&d), d.app.listed()), (order.clone(), 2));
    d.keys("v<enter>");
    assert_eq!((d.app.filter(), people(&d).len()), (Filter::Unlocked, 2), "asked for, the list is made anew");
}

#[test]
fn turning_round_proposing_afresh_and_the_next_to_look_at_make_the_order_anew() {
    for keys in ["tt", "o<enter>", "r"] {
        let mut d = Driver::new(&Table::wide());
        d.keys(&"j".repeat(11)).keys("<space>");
        let order = people(&d);
        assert_eq!(order[11], d.subject().unwrap());
        d.keys(keys);
        assert_ne!(people(&d), order, "after {keys}");
        assert!(people(&d).last().is_some_and(|last| *last == order[11]), "after {keys} whoever is locked comes last");
    }
}

#[test]
fn the_next_to_look_at_goes_on_from_here() {
    let mut d = Driver::new(&Table::wide());
    // Ten have nobody; the fourth of them is given somebody, so that an eleventh loses theirs.
    let order = people(&d);
    d.keys("jjj<tab><enter><enter>r");
    assert_eq!(d.kinds(), ["assign"]);
    assert_eq!(d.subject(), Some(order[4]), "those above were passed over: they come when the round is over");
    assert!(people(&d).last() == Some(&order[3]), "the order is made anew");
}

#[test]
fn pages_fit_what_was_drawn() {
    let mut d = Driver::new(&Table::wide());
    d.send(Msg::Drawn(Drawn { rows: 7, modal_rows: 7, furthest: [0; 3], first: [0; 3] })).keys("<pagedown>");
    assert_eq!(d.app.people().cursor.selected, 6);
    d.send(Msg::Resize(60, 20)).keys("G");
    let cursor = d.app.people().cursor;
    assert!(cursor.window(40, 5).contains(&cursor.selected));
}

#[test]
fn a_key_without_a_meaning_says_so_and_the_notice_goes_with_the_next() {
    let mut d = small();
    d.keys("<f9>");
    assert_eq!(d.line(), "F9 does nothing here.");
    d.keys("j");
    assert_eq!(d.said(), None);
}
