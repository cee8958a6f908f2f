//! What is foreseen about decisions, held to what comes true.

use super::solved::{any_program, any_step};
use super::*;
use crate::session::foresight::{Alternative, Costly, Hold, Keeps};

fn preview(session: &Session, decision: Decision) -> Result<Consequences, Refusal> {
    session.preview(&session.intent("seen".into(), "dan", Standing::Editor, decision, None))
}

fn costs(session: &Session) -> Vec<(usize, usize, Hold, i64, i64)> {
    let costs = session.decisions_by_cost(&mut || false).unwrap();
    costs.iter().map(|cost| (cost.pair.adept, cost.pair.mentor, cost.hold, cost.points, cost.people)).collect()
}

#[test]
fn each_decision_has_its_cost_and_the_dearest_comes_first() {
    let mut session = square();
    assert_eq!(costs(&session), []);
    decide(&mut session, "anna", Decision::Lock(named(2, 2))).unwrap();
    decide(&mut session, "anna", Decision::Forbid(named(0, 1))).unwrap();
    decide(&mut session, "bo", Decision::Lock(named(1, 2))).unwrap_err();
    // 80 + 85 + 60 without the forbid, 90 + 20 + 60 with it; and 90 + 30 + 50 is as much, so that the lock costs nothing.
    assert_eq!(session.proposal().total, 17_000);
    assert_eq!(costs(&session), [(0, 1, Hold::Forbidden, 5_500, 0), (2, 2, Hold::Locked, 0, 0)]);
    assert_eq!(session.total_without_decisions() - session.proposal().total, 5_500);
    assert_eq!(session.decisions_in_force().iter().map(|(.., seq)| *seq).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_swap_costs_by_its_two_pairs_and_an_unmatched_adept_counts_first() {
    let mut session = square();
    let swap = session.swap(0, 1).unwrap();
    decide(&mut session, "anna", swap).unwrap();
    assert_eq!(costs(&session).len(), 2);
    assert!(session.decisions_by_cost(&mut || false).unwrap().iter().all(|cost| cost.seq == 1 && cost.hold == Hold::Locked));
    let mut session = Session::open(program(&[&[90, 50], &[40, 0]], &[1, 1], &[(1, 1)]), []);
    decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap();
    decide(&mut session, "anna", Decision::Forbid(named(0, 1))).unwrap();
    assert_eq!(costs(&session), [(0, 1, Hold::Forbidden, 0, 0), (0, 0, Hold::Locked, 0, 0)], "each stands in the same way");
    decide(&mut session, "anna", Decision::Allow(named(0, 1))).unwrap();
    assert_eq!(costs(&session), [(0, 0, Hold::Locked, 0, 1)]);
}

#[test]
fn costs_are_given_up_when_nobody_waits_for_them() {
    let mut session = square();
    assert_eq!(session.decisions_by_cost(&mut || true), Some(vec![]));
    decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap();
    assert_eq!(session.decisions_by_cost(&mut || true), None);
}

fn alternatives(session: &Session, decision: Decision) -> Vec<(usize, usize, Keeps, i64, i64)> {
    let found = session.alternatives(&decision);
    let told = |found: &Alternative| (found.pair.adept, found.pair.mentor, found.keeps, found.points, found.instead_of);
    found.iter().map(told).collect()
}

#[test]
fn somebody_as_good_for_less_is_named() {
    // The first adept's second and third mentor are as good for her; the third has a seat that nobody needs.
    let session = Session::open(program(&[&[90, 80, 78], &[30, 70, 10], &[10, 10, 20]], &[1, 1, 2], &[]), []);
    assert_eq!(session.proposal().mentor_of, [Some(0), Some(1), Some(2)]);
    let asked = Decision::Assign(named(0, 1));
    assert_eq!(preview(&session, asked.clone()).unwrap().total_after, 8_000 + 3_000 + 2_000);
    // 80 + 30 + 20 loses 50 of 180, 78 + 70 + 20 loses 12.
    assert_eq!(alternatives(&session, asked.clone()), [(0, 2, Keeps::Adept, 1_200, 5_000)]);
    assert_eq!(alternatives(&session, Decision::Lock(named(0, 1))), alternatives(&session, asked));
    assert_eq!(alternatives(&session, Decision::Forbid(named(0, 0))), []);
    assert_eq!(alternatives(&session, Decision::Unlock(named(0, 0))), []);
}

#[test]
fn one_pair_of_a_swap_can_be_enough() {
    // What the second adept loses with the first's mentor: nothing to speak of, or nearly everything. The third mentor has a seat left.
    for (left, expected) in [(80, &[][..]), (10, &[(0, 1, Keeps::Half, 1_000, 7_000)])] {
        let session = Session::open(program(&[&[90, 85, 20], &[left, 75, 70], &[10, 20, 30]], &[1, 1, 2], &[]), []);
        let swap = session.swap(0, 1).unwrap();
        assert_eq!(alternatives(&session, swap), expected, "{left}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_cost_is_what_taking_back_gains(program in any_program(), steps in prop::collection::vec(any_step(), 0..25)) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        let costs = session.decisions_by_cost(&mut || false).unwrap();
        let people_first = session.instance().puts_people_first();
        let order = |cost: &Costly| if people_first { (cost.people, cost.points) } else { (cost.points, cost.people) };
        prop_assert!(costs.windows(2).all(|two| order(&two[0]) >= order(&two[1])));
        let mut listed: Vec<_> = costs.iter().map(|cost| (cost.pair, cost.hold, cost.seq)).collect();
        listed.sort_by_key(|(pair, _, seq)| (std::cmp::Reverse(*seq), *pair));
        prop_assert_eq!(listed, session.decisions_in_force());
        prop_assert_eq!(costs.len(), session.ledger().locks().count() + session.ledger().forbidden().count());
        for cost in costs {
            let then = preview(&session, session.opposite(cost.pair, cost.hold).unwrap()).unwrap();
            prop_assert_eq!(cost.points, then.total_after - then.total_before);
            prop_assert_eq!(cost.people, then.matched_after as i64 - then.matched_before as i64);
        }
    }

    #[test]
    fn an_alternative_loses_what_it_says(
        program in any_program(),
        steps in prop::collection::vec(any_step(), 0..12),
        pair in (0usize..5, 0usize..4),
        two in (0usize..5, 0usize..5),
    ) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        let decisions = [Some(Decision::Assign(named(pair.0, pair.1))), session.swap(two.0, two.1).ok()];
        for decision in decisions.into_iter().flatten() {
            let Ok(asked) = preview(&session, decision.clone()) else { continue };
            let found = session.alternatives(&decision);
            prop_assert!(found.len() <= 2);
            for other in found {
                let then = preview(&session, Decision::Assign(session.named(other.pair).unwrap())).unwrap();
                prop_assert_eq!(other.points, then.total_before - then.total_after);
                prop_assert_eq!(other.instead_of, asked.total_before - asked.total_after);
                prop_assert_eq!(other.more_matched, then.matched_after as i64 - asked.matched_after as i64);
                prop_assert!(then.total_after >= asked.total_after && then.matched_after >= asked.matched_after);
                prop_assert!(then.total_after >= asked.total_after + 100 || then.matched_after > asked.matched_after);
                prop_assert!(session.partner(other.pair.adept) != Some(other.pair.mentor));
            }
        }
    }
}
