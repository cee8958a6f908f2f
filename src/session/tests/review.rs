//! Who needs a look first, and who would rather have each other.

use super::*;
use crate::session::foresight::{Has, MOST_LISTED, Rival, Robust};
use crate::session::review::Reason::{self, *};

/// Everybody is best with the mentor of the same number, a little better each; everything else is worth 80.
const EVEN: [&[u32]; 5] =
    [&[90, 80, 80, 80, 80], &[80, 91, 80, 80, 80], &[80, 80, 92, 80, 80], &[80, 80, 80, 93, 80], &[80, 80, 80, 80, 94]];
/// The second adept and the second mentor could both have had somebody 40 points better, who are both with full marks elsewhere.
const FAR_BELOW: [&[u32]; 5] = [&[100, 0, 0, 0, 0], &[90, 50, 0, 0, 0], &[0, 90, 100, 0, 0], &[0, 0, 0, 45, 0], &[0, 0, 0, 0, 60]];

fn open(ratings: &[&[u32]], blocked: &[(usize, usize)], change: impl Fn(&mut Criteria)) -> Session {
    let mut program = (*program(ratings, &vec![1; ratings.len()], blocked)).clone();
    change(&mut program.criteria);
    Session::open(Arc::new(program), [])
}

fn even(decisions: &[Decision]) -> Session {
    after(open(&EVEN, &[], |_| ()), decisions)
}

fn after(mut session: Session, decisions: &[Decision]) -> Session {
    for decision in decisions {
        decide(&mut session, "anna", decision.clone()).unwrap();
    }
    session
}

/// The review of a session whose pairs stay in so many percent of other weightings.
fn check(session: &Session, shares: &[u32], expected: &[(usize, Reason)]) {
    let shares = shares.iter().enumerate().map(|(adept, share)| session.partner(adept).map(|mentor| (mentor, *share)));
    assert_eq!(session.review(Some(&Robust::of(shares.collect()))), expected);
}

#[test]
fn each_reason_in_its_turn() {
    let settled = [(1, Settled), (2, Settled), (3, Settled), (4, Settled)];
    let with = |first: &[(usize, Reason)]| -> Vec<(usize, Reason)> {
        let rest = settled.iter().filter(|(adept, _)| first.iter().all(|(other, _)| other != adept));
        first.iter().chain(rest).copied().collect()
    };
    check(&even(&[]), &[], &with(&[(0, WorstOff)]));
    // The lowest share first, and before the other reasons.
    check(&even(&[]), &[100, 59, 43, 60, 100], &with(&[(2, CoinFlip(43)), (1, CoinFlip(59)), (0, WorstOff)]));
    check(&even(&[]), &[0], &with(&[(0, CoinFlip(0))]));
    // Two mentors are ruled out for the fourth adept, and one is forbidden to the last.
    let few = open(&EVEN, &[(3, 0), (3, 1)], |_| ());
    check(&few, &[], &with(&[(3, FewPossible(3)), (0, WorstOff)]));
    let forbidden = after(few, &[Decision::Forbid(named(3, 2)), Decision::Forbid(named(4, 2))]);
    check(&forbidden, &[], &with(&[(3, FewPossible(2)), (0, WorstOff)]));
    check(&forbidden, &[100, 100, 100, 20, 100], &with(&[(3, CoinFlip(20)), (0, WorstOff)]));
    // A rule that marks a pair comes before that.
    let warned = after(open(&EVEN, &[(2, 2)], |_| ()), &[rule("met", Effect::Warn)]);
    check(&warned, &[100, 10, 10, 100, 100], &with(&[(2, Warned(0)), (1, CoinFlip(10)), (0, WorstOff)]));
    // All numbers rest on little.
    let thin = open(&EVEN, &[], |criteria| criteria.low_coverage = 10_001);
    check(&thin, &[], &[(0, WorstOff), (1, Thin), (2, Thin), (3, Thin), (4, Thin)]);
}

#[test]
fn somebody_without_a_mentor_comes_first_and_the_weak_last() {
    let session = open(&[&[90, 10, 10], &[10, 49, 10], &[10, 10, 20]], &[], |_| ());
    check(&session, &[], &[(2, WorstOff), (1, Weak), (0, Settled)]);
    let session = open(&[&[90, 10, 10], &[10, 49, 10], &[10, 10, 20]], &[(2, 2), (2, 1), (2, 0)], |_| ());
    check(&session, &[1, 1, 1], &[(2, Nobody), (1, CoinFlip(1)), (0, CoinFlip(1))]);
}

#[test]
fn the_locked_come_last_and_are_no_coin_flips() {
    let session = even(&[Decision::Lock(named(0, 0)), Decision::Lock(named(2, 2))]);
    check(&session, &[5, 50, 5, 100, 100], &[(1, CoinFlip(50)), (3, Settled), (4, Settled), (0, Locked), (2, Locked)]);
}

#[test]
fn a_share_counts_only_for_its_own_pair() {
    let session = even(&[]);
    let elsewhere = Robust::of((0..5).map(|adept| Some(((adept + 1) % 5, 10))).collect());
    assert_eq!(session.review(Some(&elsewhere)), session.review(None));
}

#[test]
fn far_below_is_said_where_both_could_have_had_better() {
    let check = |decisions: &[Decision], expected: Reason| {
        let session = after(open(&FAR_BELOW, &[], |_| ()), decisions);
        assert_eq!(session.partner(1), Some(1), "{decisions:?}");
        let review = session.review(None);
        let reason = review.iter().find(|(adept, _)| *adept == 1).unwrap().1;
        assert_eq!(reason, expected, "{decisions:?}");
    };
    check(&[], FarBelow);
    check(&[Decision::Lock(named(3, 3))], FarBelow);
    check(&[Decision::Lock(named(0, 0))], Settled); // whom she would rather have is not to be had
    check(&[Decision::Lock(named(2, 2))], Settled); // whom he would rather have is not to be had
    check(&[Decision::Forbid(named(1, 0))], Settled);
    check(&[Decision::Forbid(named(2, 1))], Settled);
}

#[test]
fn a_rival_says_what_both_have_and_would_gain() {
    let session = square();
    let rivals = session.rivals(&mut || false).unwrap();
    let (adept, mentor) = (Has { partner: Some(1), score: 8_000 }, Has { partner: Some(1), score: 8_500 });
    assert_eq!(rivals.listed(), [Rival { pair: Pair { adept: 0, mentor: 0 }, score: 9_000, adept, mentor }]);
    let [rival] = rivals.listed() else { panic!("one rival") };
    assert_eq!((rivals.count(), rival.adept_gains(), rival.mentor_gains(), rival.common_gain()), (1, 1_000, 500, (500, 1_500)));
    assert_eq!(session.rivals(&mut || true), None);
    let locked = after(session, &[Decision::Lock(named(0, 1))]);
    assert_eq!(locked.rivals(&mut || false).unwrap().count(), 0);
}

#[test]
fn the_rest_of_many_rivals_is_counted() {
    // Half of the adepts and half of the mentors are wanted by all. With each other they would leave the other halves to each other, who
    // have nothing in common: for the whole it is best that each of them takes one of those.
    let size = 50;
    let worth = |a: usize, m: usize| match (a < size / 2, m < size / 2) {
        (true, true) => 60,
        (true, false) | (false, true) => 50,
        (false, false) => 0,
    };
    let ratings: Vec<Vec<u32>> = (0..size).map(|a| (0..size).map(|m| worth(a, m)).collect()).collect();
    let rows: Vec<&[u32]> = ratings.iter().map(Vec::as_slice).collect();
    let rivals = open(&rows, &[], |_| ()).rivals(&mut || false).unwrap();
    assert_eq!((rivals.count(), rivals.listed().len()), (size / 2 * (size / 2), MOST_LISTED));
    assert!(rivals.listed().is_sorted_by_key(|rival| rival.pair), "all gain the same: by adept, then mentor");
}

/// All rivals by their definition: both would gain, nothing stands against the pair, and neither is locked.
fn rivals_by_definition(session: &Session) -> Vec<(Pair, (u16, u32))> {
    let (adepts, mentors) = (session.program().adepts().len(), session.program().mentors().len());
    let score = |adept: usize, mentor: usize| session.scores().cell(Pair { adept, mentor }).score;
    let mut found = Vec::new();
    for adept in 0..adepts {
        let has = session.partner(adept).map_or(0, |mentor| score(adept, mentor));
        for mentor in (0..mentors).filter(|mentor| session.partner(adept) != Some(*mentor)) {
            let pair = Pair { adept, mentor };
            let locked = session.partner(adept).is_some_and(|mentor| session.is_locked(Pair { adept, mentor }));
            if locked || !matches!(session.state(pair), PairState::Open) {
                continue;
            }
            let taken: Vec<Pair> = session.proposal().pairs().filter(|pair| pair.mentor == mentor).collect();
            let free = taken.len() < session.program().seats(mentor) as usize;
            let theirs = taken.iter().filter(|pair| !session.is_locked(**pair)).map(|pair| score(pair.adept, mentor));
            let least = if free { Some(0) } else { theirs.min() };
            let Some(least) = least else { continue };
            let worth = score(adept, mentor);
            if worth > has && worth > least {
                let (one, other) = (worth - has, worth - least);
                found.push((pair, (one.min(other), u32::from(one + other))));
            }
        }
    }
    found.sort_by_key(|(pair, gain)| (std::cmp::Reverse(*gain), *pair));
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn rivals_and_possible_mentors_are_what_they_are_called(program in random_program(), steps in prop::collection::vec(step(), 0..12)) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        let rivals = session.rivals(&mut || false).unwrap();
        let found: Vec<_> = rivals.listed().iter().map(|rival| (rival.pair, rival.common_gain())).collect();
        prop_assert_eq!(&found, &rivals_by_definition(&session));
        prop_assert_eq!(rivals.count(), found.len());
        for rival in rivals.listed() {
            let score = |pair: Pair| session.scores().cell(pair).score;
            let adept_has = rival.adept.partner.map(|mentor| score(Pair { mentor, ..rival.pair }));
            let mentor_has = rival.mentor.partner.map(|adept| score(Pair { adept, ..rival.pair }));
            prop_assert_eq!((adept_has.unwrap_or(0), mentor_has.unwrap_or(0)), (rival.adept.score, rival.mentor.score));
            prop_assert!(rival.mentor.partner.is_none_or(|adept| session.partner(adept) == Some(rival.pair.mentor)));
        }
        let review = session.review(None);
        prop_assert!(review.is_sorted_by_key(|(_, reason)| *reason));
        for (adept, reason) in review {
            prop_assert_eq!(reason == Nobody, session.partner(adept).is_none());
            if let FewPossible(count) = reason {
                prop_assert_eq!(count, session.possible_mentors(adept));
            }
        }
    }
}
