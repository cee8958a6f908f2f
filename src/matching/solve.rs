//! From a problem to its best assignment, by one way for each objective.

use super::augment;
use super::candidates::Candidates;
use super::canonical::Ties;
use super::certificate::{Certificate, Potentials, verify};
use super::fair;
use super::floor;
use super::instance::Instance;
use super::objective::Objective;
use super::seating::{NOBODY, Seating};
use super::start;

/// The best assignment, with its proof.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Solution {
    /// For each adept, the mentor.
    pub mentor_of: Vec<Option<usize>>,
    /// The sum of the scores of all pairs, locked ones too, in basis points and without any steadiness.
    pub total: i64,
    /// How many adepts have a mentor.
    pub matched: usize,
    /// The score of the worst pair, locked ones too, in basis points and without any steadiness.
    pub worst: Option<u16>,
    /// Why nothing is better. It depends on the way that the solution was found; everything else does not.
    pub certificate: Certificate,
}

/// The best assignment of the instance.
///
/// Locked pairs hold, who is away gets nobody. Beyond that it maximises, one after the other, for the [objective](Objective)
///
/// * **total**: matched adepts, if [people come first](Instance::people_first); the sum of scores and
///   [steadiness](Instance::steadiness); matched adepts; [present](Instance::present) pairs kept;
/// * **floor**: matched adepts; the least value (score and steadiness) of a proposed pair; the sum; present pairs kept;
/// * **fair**: matched adepts; the least value, then the next, and so on; present pairs kept.
///
/// Among all that is equal, it is the lexicographically smallest by adept, then mentor, with no mentor last. Exact up to a
/// million people on a side, as far as memory goes.
pub fn solve(instance: &Instance) -> Solution {
    solve_near(instance, None)
}

/// The same as [`solve`], started from the solution of a similar instance.
pub(super) fn solve_from(instance: &Instance, standing: &Solution) -> Solution {
    solve_near(instance, Some(standing))
}

/// What one solve found out that is of use to the next, besides its solution.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    candidates: Candidates,
    ties: Ties,
}

/// The same as [`solve_from`] for an instance that is that of the standing solution but for the rows of `changed` and for seats, with
/// what an earlier call remembers, if any; remembers for the next. All of it is about time: what was found out and
/// has not changed is not looked at again.
pub(super) fn resume(instance: &Instance, standing: &Solution, changed: &[usize], memory: Option<Memory>) -> (Solution, Option<Memory>) {
    let (Certificate::Total(potentials), Objective::Total) = (&standing.certificate, instance.objective()) else {
        return (solve_from(instance, standing), None);
    };
    let (candidates, ties) = match memory {
        Some(Memory { candidates, ties }) => (candidates, Some(ties)),
        None => (Candidates::new(instance.adepts()), None),
    };
    let mut seating = Seating::resumed(instance, &standing.mentor_of, potentials, candidates, changed);
    seating.seat_greedily();
    augment::settle(&mut seating);
    let mut ties = match ties {
        Some(mut ties) => {
            ties.follow(&mut seating, changed);
            ties
        }
        None => Ties::of(&seating),
    };
    ties.settle(&mut seating);
    let potentials = Potentials { adepts: seating.adepts.clone(), mentors: seating.mentors.clone() };
    let solution = solution(&seating, Certificate::Total(potentials));
    debug_assert_eq!(verify(instance, &solution), Ok(()));
    (solution, Some(Memory { candidates: seating.candidates, ties }))
}

fn solve_near(instance: &Instance, standing: Option<&Solution>) -> Solution {
    let solution = match instance.objective() {
        Objective::Total => {
            let (seating, potentials) = seat(instance, standing);
            solution(&seating, Certificate::Total(potentials))
        }
        Objective::Floor => {
            let guess = standing.and_then(|standing| match &standing.certificate {
                Certificate::Floor(proof) => proof.floor,
                _ => standing.worst,
            });
            let mut proof = floor::highest(instance, &near(standing), guess);
            let rest = floor::above(instance, proof.floor);
            let (seating, potentials) = seat(&rest, standing);
            proof.potentials = potentials;
            solution(&seating, Certificate::Floor(proof))
        }
        Objective::Fair => {
            let (seating, proof) = fair::seat(instance, &near(standing));
            solution(&seating, Certificate::Fair(proof))
        }
    };
    debug_assert_eq!(verify(instance, &solution), Ok(()));
    solution
}

/// The mentors of the standing solution.
fn near(standing: Option<&Solution>) -> Vec<usize> {
    let mentors = standing.into_iter().flat_map(|standing| &standing.mentor_of);
    mentors.map(|mentor| mentor.unwrap_or(NOBODY)).collect()
}

/// The canonical seating of the largest total.
fn seat<'a>(instance: &'a Instance, standing: Option<&Solution>) -> (Seating<'a>, Potentials) {
    let mut seating = match standing.and_then(|standing| Some((standing, standing.certificate.potentials()?))) {
        Some((standing, potentials)) => {
            let mut seating = Seating::under(instance, &potentials.mentors);
            seating.keep(&standing.mentor_of);
            if seating.unseated() > seating.seekers.len() / 32 {
                let (potentials, candidates) = start::potentials_near(instance, &potentials.mentors, seating.candidates);
                seating = Seating::with(instance, &potentials, candidates);
                seating.keep(&standing.mentor_of);
            }
            seating
        }
        None => {
            let (potentials, candidates) = start::potentials(instance);
            Seating::with(instance, &potentials, candidates)
        }
    };
    seating.seat_greedily();
    augment::settle(&mut seating);
    Ties::of(&seating).settle(&mut seating);
    let potentials = Potentials { adepts: seating.adepts.clone(), mentors: seating.mentors.clone() };
    (seating, potentials)
}

fn solution(seating: &Seating, certificate: Certificate) -> Solution {
    let instance = seating.instance;
    let mentor_of: Vec<Option<usize>> = (0..instance.adepts())
        .map(|adept| {
            let proposed = seating.mentor_of(adept);
            instance.locked(adept).or((proposed != NOBODY).then_some(proposed))
        })
        .collect();
    let pairs = || mentor_of.iter().enumerate().filter_map(|(adept, mentor)| Some((adept, (*mentor)?)));
    let scores = || pairs().map(|(adept, mentor)| instance.score(adept, mentor));
    Solution { total: scores().map(i64::from).sum(), matched: pairs().count(), worst: scores().min(), certificate, mentor_of }
}
