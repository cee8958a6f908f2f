//! What stands beside the partners: prices, who makes room, and when it is known.

use std::sync::Arc;

use super::driver::{Driver, Table};
use crate::app::Msg;
use crate::app::pane::{Price, Remark};
use crate::program::criteria::Objective;
use crate::program::{Pair, Role};
use crate::session::{Decision, PairState, Session, Standing};

/// The row of each partner by place: the price in whole points, who makes room, who else moves; `-` where there is no price.
fn beside(d: &Driver) -> Vec<String> {
    let mut rows: Vec<_> = d.app.partners().rows.iter().collect();
    rows.sort_by_key(|row| row.index);
    let said = |price: &Price| {
        let first = price.first.as_ref().map_or(String::from("nobody"), |(who, gets)| {
            let gets = gets.as_ref().map_or("nobody", |mentor| mentor.as_str());
            format!("{who} gets {gets}")
        });
        format!("{} {first} {}", price.points / 100, price.movers)
    };
    rows.into_iter().map(|row| row.price.as_ref().map_or_else(|| String::from("-"), said)).collect()
}

/// Every price beside the partners is what the session says of the pair.
#[track_caller]
fn check(d: &Driver) {
    let session = d.app.session();
    for row in &d.app.partners().rows {
        let pair = row.pair.unwrap();
        let open = session.state(pair) == PairState::Open;
        let expected = if open { session.price(pair) } else { None };
        assert_eq!(row.price.as_ref().map(|price| price.points), expected, "{pair:?}");
    }
}

/// Puts the cursor on somebody.
fn lead(d: &mut Driver, person: usize) {
    let place = d.app.people().place(person).expect("not listed");
    d.keys("g").keys(&"j".repeat(place));
    assert_eq!(d.subject(), Some(person));
}

/// A table under another objective.
fn striving(table: &Table, objective: Objective) -> Driver {
    let mut program = Arc::unwrap_or_clone(table.program());
    program.criteria.matching.objective = objective;
    Driver::of(Arc::new(program), Standing::Editor)
}

#[test]
fn each_partner_has_a_price_and_says_who_makes_room() {
    let mut d = Driver::new(&Table::small());
    assert_eq!(d.proposal(), "abcb");
    for (adept, expected) in [
        (0, ["-", "30 Bo Alm gets Eva Ask 1", "37 Cia Öberg gets Fia Björk 2"]),
        (1, ["30 Åsa Ek gets Fia Björk 1", "-", "7 Cia Öberg gets Fia Björk 1"]),
        (2, ["92 Åsa Ek gets Gun Cedergren 1", "7 Dan Ängs gets Gun Cedergren 1", "-"]),
        (3, ["-", "-", "7 Cia Öberg gets Fia Björk 1"]),
    ] {
        lead(&mut d, adept);
        check(&d);
        assert_eq!(beside(&d), expected, "adept {adept}");
    }
}

#[test]
fn the_proposal_and_what_cannot_be_made_have_no_price() {
    let mut d = Driver::new(&Table::small());
    lead(&mut d, 0);
    let rows = |d: &Driver| beside(d);
    let before = rows(&d);
    assert_eq!(before.iter().filter(|said| *said == "-").count(), 1, "{before:?}");
    // The third adept is locked to the third mentor: nobody else can have that seat.
    let pair = d.app.session().named(Pair { adept: 2, mentor: 2 }).unwrap();
    let record = d.elsewhere("berit", Decision::Lock(pair));
    d.send(Msg::News(vec![record]));
    check(&d);
    let held = d.app.partners().rows.iter().find(|row| row.index == 2).unwrap();
    assert_eq!(held.price, None);
    let Remark::HeldBy { who, by } = &held.remark else { panic!("{:?}", held.remark) };
    assert_eq!((who.as_str(), by.as_str()), ("Cia Öberg", "berit"));
    // Whoever is locked cannot be had by others either.
    lead(&mut d, 2);
    assert!(d.app.partners().rows.iter().all(|row| row.price.is_none()));
    assert!(d.app.partners().rows.iter().filter(|row| row.index != 2).all(|row| matches!(row.remark, Remark::HeldBy { .. })));
}

#[test]
fn mentors_who_lead_have_prices_too_and_decisions_change_them() {
    let mut d = Driver::new(&Table::wide());
    d.keys("t");
    for keys in ["", "j", "j", "<space>", "<tab>j<space>", "u", "x"] {
        d.keys(keys);
        check(&d);
    }
}

#[test]
fn prices_that_take_longer_are_asked_for_and_nothing_stands_there_before() {
    let mut d = striving(&Table::small(), Objective::Fair);
    d.send(Msg::Resize(120, 36));
    let (number, role, person) = d.pricing.take().expect("nobody asked");
    assert_eq!((role, Some(person)), (Role::Adept, d.subject()));
    assert!(beside(&d).iter().all(|said| said == "-"));
    let list = |d: &Driver, role, person| d.app.decided_session().price_list(role, person, &mut || false).unwrap();
    let answer = list(&d, role, person);
    // Another person by now: the answer comes too late.
    d.keys("j");
    let (next, role, person) = d.pricing.take().expect("nobody asked again");
    assert!(next > number);
    d.send(Msg::Listed { number, list: answer });
    assert!(beside(&d).iter().all(|said| said == "-"));
    let answer = list(&d, role, person);
    d.send(Msg::Listed { number: next, list: answer.clone() });
    check(&d);
    assert!(beside(&d).iter().any(|said| said != "-"));
    // Asked once; a decision makes it unknown again.
    d.keys("<tab>j");
    assert_eq!(d.pricing, None);
    d.keys("<tab><space>");
    assert!(beside(&d).iter().all(|said| said == "-"));
    d.send(Msg::Listed { number: next, list: answer });
    assert!(beside(&d).iter().all(|said| said == "-"), "prices from before the decision");
    let (last, role, person) = d.pricing.take().expect("nobody asked after the decision");
    let answer = list(&d, role, person);
    d.send(Msg::Listed { number: last, list: answer });
    check(&d);
}

#[test]
fn what_is_only_tried_is_priced_as_tried() {
    let mut d = Driver::at(Session::open(Table::small().program(), []), Standing::Editor);
    let before = beside(&d);
    d.keys("w<right>");
    // A single criterion: turning it changes no share of it.
    assert_eq!(beside(&d), before);
    d.keys("<esc>");
    assert_eq!(beside(&d), before);
}
