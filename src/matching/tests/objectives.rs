//! What the three objectives are for, on problems with known answers; and certificates that must be refused.

use std::sync::Arc;

use super::cases::{Temper, structured};
use super::solved;
use crate::matching::{Certificate, Cover, Engine, FairProof, Flaw, Instance, Objective, Potentials, Stage, verify};

fn with_scores(rows: &[&[u16]]) -> Instance {
    let mut instance = Instance::new(rows.len(), rows.first().map_or(0, |row| row.len()));
    instance.set_scores(&rows.concat());
    instance
}

fn check(instance: &Instance, objective: Objective, expected: &[Option<usize>]) {
    let mut instance = instance.clone();
    instance.strive_for(objective);
    assert_eq!(solved(&instance).mentor_of, expected, "{objective:?}");
}

const ALL: [Objective; 3] = [Objective::Total, Objective::Floor, Objective::Fair];

#[test]
fn the_worst_off_is_raised_then_the_next() {
    let uneven = with_scores(&[&[9_000, 5_000], &[4_000, 1_000]]);
    check(&uneven, Objective::Total, &[Some(0), Some(1)]);
    check(&uneven, Objective::Floor, &[Some(1), Some(0)]);
    let hopeless = with_scores(&[&[2_000, 2_000, 2_000], &[9_000, 6_000, 0], &[5_000, 3_000, 0]]);
    check(&hopeless, Objective::Floor, &[Some(2), Some(0), Some(1)]);
    check(&hopeless, Objective::Fair, &[Some(2), Some(1), Some(0)]);
}

#[test]
fn nobody_stays_without_for_the_sake_of_the_worst_off() {
    let mut instance = with_scores(&[&[9_000, 100], &[8_000, 0]]);
    instance.rule_out(1, 1);
    instance.people_first(false);
    check(&instance, Objective::Total, &[Some(0), None]);
    check(&instance, Objective::Floor, &[Some(1), Some(0)]);
    check(&instance, Objective::Fair, &[Some(1), Some(0)]);
}

#[test]
fn what_is_locked_is_no_floor() {
    let mut instance = with_scores(&[&[9_000, 5_000, 0], &[4_000, 1_000, 0], &[0, 0, 10]]);
    instance.lock(2, 2);
    check(&instance, Objective::Floor, &[Some(1), Some(0), Some(2)]);
    check(&instance, Objective::Fair, &[Some(1), Some(0), Some(2)]);
}

#[test]
fn the_worst_off_moves_for_a_real_gain_only() {
    for (gain, moves) in [(199, false), (200, false), (201, true)] {
        let mut instance = with_scores(&[&[5_000, 5_000 + gain], &[5_000 + gain, 5_000]]);
        instance.present(&[Some(0), Some(1)]);
        instance.steadiness(200);
        for objective in ALL {
            let expected = if moves { [Some(1), Some(0)] } else { [Some(0), Some(1)] };
            check(&instance, objective, &expected);
        }
    }
}

/// The least of all pairs is what the floor compares, those that two assignments share among them: while adept 0's new pair is not held, it
/// is the least whatever the others do. Held, it is not, and the others move to where their own least is higher. Leximin and the total
/// compare only what differs.
#[test]
fn a_new_pair_hides_what_the_floor_could_be() {
    let mut instance = with_scores(&[&[5_000, 0, 0], &[0, 4_000, 6_500], &[0, 6_500, 10_000]]);
    [(0, 1), (0, 2), (1, 0), (2, 0)].into_iter().for_each(|(adept, mentor)| instance.rule_out(adept, mentor));
    instance.steadiness(2_000);
    let (straight, crossed) = ([Some(0), Some(1), Some(2)], [Some(0), Some(2), Some(1)]);
    for (objective, first, then) in
        [(Objective::Total, straight, straight), (Objective::Floor, straight, crossed), (Objective::Fair, crossed, crossed)]
    {
        instance.present(&[None, Some(1), Some(2)]);
        check(&instance, objective, &first);
        instance.present(&first);
        check(&instance, objective, &then);
    }
}

#[test]
fn equals_go_by_number_under_every_objective() {
    for objective in ALL {
        for score in [0, 5_000, 10_000] {
            check(&with_scores(&[[score; 4].as_slice(); 4]), objective, &[Some(0), Some(1), Some(2), Some(3)]);
            check(&with_scores(&[[score; 2].as_slice(); 4]), objective, &[Some(0), Some(1), None, None]);
        }
        check(&with_scores(&[]), objective, &[]);
        check(&Instance::new(2, 0), objective, &[None, None]);
    }
}

#[test]
fn many_adepts_and_few_mentors_with_many_seats() {
    for (objective, adepts) in [(Objective::Total, 5_000), (Objective::Floor, 5_000), (Objective::Fair, 5_000)] {
        let mut instance = structured(Temper::Criteria, adepts, 30, false, 3);
        instance.strive_for(objective);
        instance.set_seats(0, u32::MAX);
        (1..30).for_each(|mentor| instance.set_seats(mentor, 200));
        assert_eq!(solved(&instance).matched, adepts);
        instance.set_seats(0, 0);
        (1..30).for_each(|mentor| instance.set_seats(mentor, 3));
        assert_eq!(solved(&instance).matched, 29 * 3);
    }
}

#[test]
fn another_objective_can_be_tried_without_taking_it() {
    let engine = Engine::new(with_scores(&[&[9_000, 5_000], &[4_000, 1_000]]));
    let other = engine.under(Objective::Floor);
    assert_eq!((other.total, other.worst), (9_000, Some(4_000)));
    assert_eq!((engine.solution().total, engine.solution().worst), (10_000, Some(1_000)));
}

#[test]
fn a_certificate_that_proves_less_is_refused() {
    let mut instance = structured(Temper::Tied, 12, 9, true, 5);
    instance.strive_for(Objective::Floor);
    let solution = solved(&instance);
    let Certificate::Floor(proof) = &solution.certificate else { panic!("a floor has a floor's proof") };
    let mut spoiled = solution.clone();
    let refused = |instance: &Instance, solution: &_, flaw| assert_eq!(verify(instance, solution), Err(flaw));
    let everybody = Cover { adepts: vec![true; 12], mentors: vec![true; 9] };
    for cover in [Cover::default(), everybody, Cover { adepts: vec![false; 12], mentors: vec![false; 9] }] {
        spoiled.certificate = Certificate::Floor(crate::matching::FloorProof { higher: cover.clone(), ..proof.clone() });
        refused(&instance, &spoiled, Flaw::Cover);
        spoiled.certificate = Certificate::Floor(crate::matching::FloorProof { most: cover, ..proof.clone() });
        refused(&instance, &spoiled, Flaw::Cover);
    }
    spoiled.certificate = Certificate::Floor(crate::matching::FloorProof { floor: proof.floor.map(|floor| floor + 1), ..proof.clone() });
    refused(&instance, &spoiled, Flaw::Floor);
    spoiled.certificate = Certificate::Total(Potentials::default());
    refused(&instance, &spoiled, Flaw::Objective);

    instance.strive_for(Objective::Fair);
    let solution = solved(&instance);
    let Certificate::Fair(proof) = &solution.certificate else { panic!("a fair one has a chain") };
    assert!(proof.links.iter().any(|link| matches!(link.stage, Stage::Value(_))));
    for missing in 0..proof.links.len() {
        let mut links = proof.links.to_vec();
        links.remove(missing);
        let mut spoiled = solution.clone();
        spoiled.certificate = Certificate::Fair(FairProof { links: Arc::from(links) });
        assert!(verify(&instance, &spoiled).is_err(), "link {missing}");
    }
}
