//! What single changes open, held to every single change solved from nothing; and whom to ask next, held to the rounds as a whole.

use std::path::Path;

use super::solved::any_program;
use super::*;
use crate::matching;
use crate::program::load::load;
use crate::session::foresight::{Opening, Openings, Way};
use crate::session::proposal::{Basis, propose};

/// Every change that more adepts would have a mentor after, found by solving each one there is from nothing.
fn from_nothing(session: &Session) -> Vec<Opening> {
    let program = session.program();
    let ledger = session.ledger();
    let locks = ledger.locks().filter_map(|(adept, mentor)| session.pair(adept, mentor)).map(Way::Unlock);
    let forbidden = ledger.forbidden().filter_map(|pair| session.pair(&pair.adept, &pair.mentor)).map(Way::Allow);
    let seats = (0..program.mentors().len()).map(Way::Seat);
    let rules = (0..program.criteria.rules.len()).map(Way::Rule);
    let ways = seats.chain(rules).chain(locks).chain(forbidden).chain([Way::Minimum]);
    let mut found: Vec<Opening> = ways.filter_map(|way| opened(session, way)).collect();
    found.sort_by(|one, other| {
        let key = |opening: &Opening| (opening.placed.len() - opening.left.len(), opening.total);
        key(other).cmp(&key(one)).then(one.way.cmp(&other.way))
    });
    found
}

fn opened(session: &Session, way: Way) -> Option<Opening> {
    let then = solved_from_nothing(session, way);
    let now = &session.proposal().mentor_of;
    let lists = |from: &[Option<usize>], to: &[Option<usize>]| {
        (0..from.len()).filter(|adept| from[*adept].is_none() && to[*adept].is_some()).collect::<Vec<_>>()
    };
    let (placed, left) = (lists(now, &then.mentor_of), lists(&then.mentor_of, now));
    assert_eq!(then.matched + left.len(), session.proposal().matched + placed.len());
    (then.matched > session.proposal().matched).then_some(Opening { way, placed, left, total: then.total })
}

fn solved_from_nothing(session: &Session, way: Way) -> Proposal {
    let near =
        |program: &Program, scores: &Arc<Scores>, ledger: &Ledger| propose(program, scores, ledger, Basis::Present(session.proposal()));
    let decided = |decision: Decision| {
        let mut session = session.clone();
        decide(&mut session, "zoe", decision).expect("nothing stands against it");
        session.proposal().clone()
    };
    match way {
        Way::Seat(mentor) => {
            let program = session.program();
            let id = program.mentors()[mentor].id.clone();
            let capacity = &program.criteria.capacity;
            let field = capacity.field.clone().unwrap_or_else(|| "seats there are".to_owned());
            let criteria = Criteria { capacity: Capacity { field: Some(field.clone()), ..capacity.clone() }, ..program.criteria.clone() };
            let mut people: Vec<Application> = program.adepts().iter().chain(program.mentors()).cloned().collect();
            for person in people.iter_mut().filter(|person| person.role == Role::Mentor) {
                let seats = program.seats(program.mentor(&person.id).unwrap()) + u32::from(person.id == id);
                person.answers.insert(field.clone(), Answer::Number(i64::from(seats) * 1000));
            }
            let other = Program::new(criteria, people);
            assert_eq!(other.seats(mentor), program.seats(mentor) + 1);
            near(&other, &session.scores, session.ledger())
        }
        Way::Minimum => {
            let program = session.program();
            let matching = crate::program::criteria::Matching { minimum: 0, ..program.criteria.matching };
            let people = program.adepts().iter().chain(program.mentors()).cloned();
            near(&Program::new(Criteria { matching, ..program.criteria.clone() }, people), &session.scores, session.ledger())
        }
        // What would really be seen after the decision; a rule that blocks nothing is no decision to make.
        Way::Rule(place) if session.effects().at(place) == Effect::Off => session.proposal().clone(),
        Way::Rule(place) => decided(rule(&session.program().criteria.rules[place].id.clone(), Effect::Off)),
        Way::Unlock(pair) => decided(Decision::Unlock(session.named(pair).unwrap())),
        Way::Allow(pair) => decided(Decision::Allow(session.named(pair).unwrap())),
    }
}

#[track_caller]
fn check(session: &Session) -> Openings {
    let openings = session.openings(&mut || false).expect("nobody cancels");
    assert_eq!(openings.all(), from_nothing(session));
    assert!(openings.hold(session));
    assert_eq!(session.openings_soon().as_ref(), Some(&openings), "so few people take no time");
    for opening in openings.all() {
        assert!(opening.more() > 0 && opening.placed.iter().all(|adept| session.partner(*adept).is_none()));
    }
    openings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_single_change_is_what_it_would_be_from_nothing(
        program in any_program(),
        steps in prop::collection::vec((0usize..2, 0u8..5, 0usize..5, 0usize..4), 0..14),
    ) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        check(&session);
    }

    #[test]
    fn rounds_of_standbys_are_those_of_the_engine_and_go_together(program in any_program(), steps in prop::collection::vec(step(), 0..12)) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        let standbys = session.standbys(&mut || false).unwrap();
        let held = session.held();
        let lists = matching::standbys(&held.instance, &held.solution, 3, &mut || false).unwrap();
        for (adept, list) in lists.iter().enumerate() {
            let own: Vec<usize> = standbys.of(adept).iter().map(|one| one.mentor).collect();
            prop_assert_eq!(&own, list);
            prop_assert_eq!(standbys.rounds_of(adept).into_iter().flatten().collect::<Vec<_>>(), own);
            prop_assert!(!list.contains(&session.partner(adept).unwrap_or(usize::MAX)));
        }
        for round in 0..3 {
            for mentor in 0..session.program().mentors().len() {
                let promised = (0..lists.len()).filter(|adept| standbys.rounds_of(*adept).get(round) == Some(&Some(mentor))).count();
                prop_assert!(promised <= session.program().seats(mentor) as usize, "round {}, mentor {}", round + 1, mentor);
            }
        }
    }
}

/// Every sample as it is, and with every third mentor alone; some locked and some forbidden.
#[test]
fn the_samples_are_opened_as_from_nothing() {
    let mut opened = 0;
    for sample in ["uppsala", "orebro", "linkoping", "pfizer", "stockholm"] {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(sample);
        let (whole, problems) = load(&directory, None);
        assert!(problems.is_empty(), "{sample}");
        let few = whole.mentors().iter().step_by(3);
        let scarce = Program::new(whole.criteria.clone(), whole.adepts().iter().chain(few).cloned());
        for program in [whole, scarce] {
            let mut session = Session::open(Arc::new(program), []);
            let pairs: Vec<Pair> = session.proposal().pairs().collect();
            for (place, pair) in pairs.into_iter().enumerate().step_by(4) {
                let named = session.named(pair).unwrap();
                let _ = decide(&mut session, "anna", if place % 8 == 0 { Decision::Lock(named) } else { Decision::Forbid(named) });
            }
            opened += check(&session).all().len();
        }
    }
    assert!(opened > 20, "the samples have little to open: {opened}");
}

fn all(session: &Session) -> Vec<(Way, Vec<usize>, i64)> {
    check(session).all().iter().map(|one| (one.way, one.placed.clone(), one.total)).collect()
}

#[test]
fn each_kind_of_change_can_be_the_one_that_helps() {
    // One seat for two: another one anywhere helps the one who is left; a mentor without any seat counts too.
    let session = Session::open(program(&[&[90, 50], &[80, 10]], &[1, 0], &[]), []);
    assert_eq!(all(&session), [(Way::Seat(0), vec![1], 17_000), (Way::Seat(1), vec![1], 13_000)]);
    // The rule keeps both from the second mentor, who has room for both, so it places most.
    let session = Session::open(program(&[&[90, 50], &[80, 10], &[70, 20]], &[1, 2], &[(1, 1), (2, 1)]), []);
    assert_eq!(session.proposal().mentor_of, [Some(1), Some(0), None]);
    let mut found = all(&session).into_iter();
    assert_eq!(found.next(), Some((Way::Seat(0), vec![2], 20_000)));
    assert_eq!(found.next(), Some((Way::Rule(0), vec![2], 15_000)));
    assert_eq!(found.next(), None, "the second mentor has an empty seat already");
}

#[test]
fn what_the_group_decided_can_be_what_stands_in_the_way() {
    let mut session = Session::open(program(&[&[90, 50], &[80, 10]], &[1, 1], &[(1, 1)]), []);
    assert_eq!(all(&session), []);
    decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap();
    let unlock = (Way::Unlock(Pair { adept: 0, mentor: 0 }), vec![1], 13_000);
    assert_eq!(all(&session), [(Way::Seat(0), vec![1], 17_000), unlock, (Way::Rule(0), vec![1], 10_000)]);
    undo(&mut session, "anna").unwrap();
    decide(&mut session, "anna", Decision::Forbid(named(0, 1))).unwrap();
    let allow = (Way::Allow(Pair { adept: 0, mentor: 1 }), vec![1], 13_000);
    assert_eq!(all(&session), [(Way::Seat(0), vec![1], 17_000), allow, (Way::Rule(0), vec![1], 10_000)]);
}

#[test]
fn the_minimum_can_be_what_stands_in_the_way_of_several() {
    let low = program(&[&[90, 50], &[80, 10], &[70, 20]], &[1, 2], &[]);
    let matching = crate::program::criteria::Matching { minimum: 6_000, ..low.criteria.matching };
    let people = low.adepts().iter().chain(low.mentors()).cloned();
    let session = Session::open(Arc::new(Program::new(Criteria { matching, ..low.criteria.clone() }, people)), []);
    let found = check(&session);
    let told: Vec<_> = found.all().iter().map(|one| (one.way, one.placed.clone(), one.left.clone(), one.total)).collect();
    assert_eq!(told, [(Way::Minimum, vec![1, 2], vec![], 15_000), (Way::Seat(0), vec![1], vec![], 17_000)]);
    assert_eq!(found.best_for(1).map(|best| best.way), Some(Way::Minimum));
}

#[test]
fn who_has_a_mentor_opens_nothing_and_who_is_cancelled_knows_nothing() {
    assert_eq!(all(&square()), []);
    let session = Session::open(program(&[&[90], &[80]], &[1], &[]), []);
    let openings = check(&session);
    assert_eq!(session.openings(&mut || true), None);
    assert_eq!(openings.best_for(1).map(|best| best.way), Some(Way::Seat(0)));
    assert_eq!((openings.best_for(0), openings.better_than_for(1)), (None, None));
    // A note moves nobody; a lock could.
    let mut later = session.clone();
    decide(&mut later, "anna", Decision::Note { adept: Some(id("a0")), mentor: None }).unwrap_err();
    let note =
        later.intent("n".into(), "anna", Standing::Editor, Decision::Note { adept: Some(id("a0")), mentor: None }, Some("hm".into()));
    admit(&mut later, &note).unwrap();
    assert!(openings.hold(&later));
    decide(&mut later, "anna", Decision::Lock(named(0, 0))).unwrap();
    assert!(!openings.hold(&later));
    let tried =
        session.try_terms(&crate::scoring::Terms { weights: Weights(vec![Weight(5), Weight(5)]), ..session.terms().clone() }).unwrap();
    assert!(!openings.hold(&session.as_tried(&tried)), "other weights are on the screen");
}
