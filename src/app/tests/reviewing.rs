//! The review with what was foreseen, and the list of those who would rather have each other.

use super::driver::{Driver, Table};
use super::weighing;
use crate::app::modal::{Modal, RivalList};
use crate::app::pane::Remark;
use crate::app::{Action, Msg, Refused, Side};
use crate::program::{Pair, Role, Weight};
use crate::session::foresight::COIN_FLIP;
use crate::session::review::Reason;
use crate::session::{Decision, Standing};

/// Two criteria that say the opposite and weigh nearly the same: who is matched with whom hangs on the weights.
fn uncertain() -> Driver {
    let mut program = (*weighing::program()).clone();
    program.criteria.criteria[1].weight = Weight(9_000);
    program.criteria.rules.truncate(1);
    Driver::of(program.into(), Standing::Editor)
}

/// Half of the people are wanted by all, but for the whole each of them takes somebody of the other half.
fn many() -> Driver {
    let rating = |adept: usize, mentor: usize| match (adept < 15, mentor < 15) {
        (true, true) => u32::try_from(60 + (adept * 7 + mentor * 3) % 10).unwrap(),
        (true, false) | (false, true) => 50,
        (false, false) => 0,
    };
    Driver::new(&Table { rating, ..Table::wide() })
}

/// The glass tells its size before anybody has pressed a key, and what can be foreseen is asked for.
fn sit_down(d: &mut Driver) -> &mut Driver {
    d.send(Msg::Resize(120, 36))
}

fn people(d: &Driver) -> Vec<usize> {
    d.app.people().rows.iter().map(|row| row.index).collect()
}

fn coin_flips(d: &Driver) -> Vec<(usize, u32)> {
    let share = |row: &crate::app::Row| match row.remark {
        Remark::Look(Reason::CoinFlip(share)) => Some((row.index, share)),
        _ => None,
    };
    d.app.people().rows.iter().filter_map(share).collect()
}

fn rivals(d: &Driver) -> &RivalList {
    match d.app.modal() {
        Some(Modal::Rivals(list)) => list,
        other => panic!("no list of rivals but {other:?}"),
    }
}

#[test]
fn coin_flips_come_first_once_they_are_known_and_nobody_has_begun() {
    let mut d = uncertain();
    sit_down(&mut d);
    assert!(coin_flips(&d).is_empty());
    d.foresee();
    let flips = coin_flips(&d);
    assert!(!flips.is_empty() && flips.is_sorted_by_key(|(_, share)| *share) && flips.iter().all(|(_, share)| *share < COIN_FLIP));
    assert_eq!(people(&d)[..flips.len()], flips.iter().map(|(adept, _)| *adept).collect::<Vec<_>>(), "at the top, nothing above");
    assert_eq!((d.subject(), d.app.people().cursor.selected), (Some(flips[0].0), 0));
    assert_eq!(d.marked(), d.app.session().partner(flips[0].0));
}

#[test]
fn the_order_stays_where_somebody_is_at_work_until_they_ask() {
    let mut d = uncertain();
    sit_down(&mut d).keys("j");
    let (before, here) = (people(&d), d.subject());
    d.foresee();
    assert_eq!((people(&d), d.subject()), (before, here));
    let mut flips = coin_flips(&d);
    assert!(!flips.is_empty(), "the rows say it where they stand");
    flips.sort_by_key(|(_, share)| *share);
    d.keys("r");
    assert_eq!(coin_flips(&d), flips, "asked for, they come first");
    assert_eq!(people(&d)[0], flips[0].0);
}

#[test]
fn a_share_is_shown_for_the_pair_that_it_was_worked_out_for() {
    let mut d = uncertain();
    sit_down(&mut d).foresee();
    let pairs: Vec<Pair> = d.app.session().proposal().pairs().collect();
    assert!(pairs.iter().all(|pair| d.app.share(*pair).is_some()));
    let flip = Pair { adept: d.subject().unwrap(), mentor: d.marked().unwrap() };
    assert!(d.app.share(flip).is_some_and(|share| share < COIN_FLIP));
    assert_eq!(d.app.share(Pair { mentor: (flip.mentor + 1) % 3, ..flip }), None, "a pair that is not proposed");
    // What was worked out before stays until the next answer comes, but a locked pair stays always and a pair that is gone has no share.
    d.keys("<space>");
    assert_eq!((d.app.share(flip), coin_flips(&d).iter().any(|(adept, _)| *adept == flip.adept)), (None, false));
    d.keys("<space>x<enter>");
    assert_ne!(d.app.session().partner(flip.adept), Some(flip.mentor));
    let stand: Vec<Pair> = d.app.session().proposal().pairs().collect();
    for pair in &stand {
        assert_eq!(d.app.share(*pair).is_some(), pairs.contains(pair), "{pair:?}");
    }
    d.foresee();
    assert!(stand.iter().all(|pair| d.app.share(*pair).is_some()));
}

#[test]
fn an_answer_that_others_have_overtaken_is_passed_over() {
    let mut d = uncertain();
    sit_down(&mut d);
    let (number, session) = (d.curious.unwrap(), d.app.session().clone());
    d.keys("<space>");
    for matter in crate::session::foresight::Matter::ALL {
        let foreseen = session.foresee(matter, &mut || false).unwrap();
        d.send(Msg::Foreseen { number, foreseen });
    }
    assert!(coin_flips(&d).is_empty());
    d.keys("B");
    assert_eq!(d.refused(), Some(&Refused::StillWorking));
}

#[test]
fn when_nobody_is_left_to_look_at_it_is_refused_and_no_hint_offers_it() {
    let mut d = uncertain();
    sit_down(&mut d).foresee();
    let offered = |d: &Driver| d.app.hints().iter().any(|hint| hint.action == Action::NextReview);
    for _ in 0..10 {
        if !offered(&d) {
            break;
        }
        d.keys("r<space>");
    }
    assert!(!offered(&d) && d.journal.iter().all(|record| record.decision.kind() == "lock"));
    d.keys("r");
    assert_eq!(d.refused(), Some(&Refused::NothingToReview { coin_flips_are_known: true }));
    assert_eq!(d.line(), "Nobody is left to look at.");
}

#[test]
fn rivals_are_refused_until_they_are_known_and_where_there_are_none() {
    let mut d = many();
    sit_down(&mut d).keys("B");
    assert_eq!(d.refused(), Some(&Refused::StillWorking));
    d.foresee().keys("B");
    assert!(rivals(&d).rivals.count() > 0);
    let harmony = Table { rating: |adept, mentor| if adept == mentor { 90 } else { 10 }, ..Table::small() };
    let mut d = Driver::new(&harmony);
    sit_down(&mut d).foresee().keys("B");
    assert_eq!((d.refused(), d.line().as_str()), (Some(&Refused::NoRivals), "No two would rather have each other."));
}

#[test]
fn from_the_list_one_goes_to_the_pair() {
    for turned in ["", "t", "vjjjjj<enter>"] {
        let mut d = many();
        sit_down(&mut d).foresee().keys(turned).keys("Bjj");
        let list = rivals(&d);
        let rival = list.rivals.listed()[list.cursor.selected];
        assert_eq!(list.cursor.selected, 2);
        d.keys("<enter>");
        assert_eq!((d.app.modals().len(), d.app.side(), d.app.people().role), (0, Side::Partners, Role::Adept), "after {turned:?}");
        assert_eq!((d.subject(), d.app.marked_pair()), (Some(rival.pair.adept), Some(rival.pair)), "after {turned:?}");
        assert_eq!(d.app.session().partner(rival.pair.adept), rival.adept.partner);
    }
}

#[test]
fn an_open_list_follows_what_is_decided() {
    let mut d = many();
    sit_down(&mut d).foresee().keys("Bj");
    let list = rivals(&d);
    let (before, here) = (list.rivals.clone(), list.rivals.listed()[1].pair);
    let first = list.rivals.listed()[0].pair;
    let named = d.app.session().named(first).unwrap();
    let record = d.elsewhere("bo", Decision::Forbid(named));
    d.send(Msg::News(vec![record]));
    assert_eq!(rivals(&d).rivals, before, "until the answer comes");
    d.foresee();
    let list = rivals(&d);
    assert!(list.rivals.listed().iter().all(|rival| rival.pair != first));
    assert_eq!(list.rivals.listed()[list.cursor.selected].pair, here, "the cursor stays on its pair");
    d.keys("<esc>");
    assert!(d.app.modals().is_empty());
}
