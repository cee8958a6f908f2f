//! The proof that travels with every solution, and the independent check of it.

use super::Solution;
use super::fair::FairProof;
use super::floor::{self, FloorProof};
use super::instance::Instance;
use super::objective::Objective;
use super::scale::Scale;

/// Why a solution is best. It depends on the way that the solution was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Certificate {
    /// For the [total](super::Objective::Total): potentials.
    Total(Potentials),
    /// For the [floor](super::Objective::Floor): covers, and potentials above the floor.
    Floor(FloorProof),
    /// For the [fair](super::Objective::Fair) one: potentials for each level of scores.
    Fair(FairProof),
}

impl Certificate {
    /// Potentials to begin a similar problem with; any are right, good ones save time.
    pub(super) fn potentials(&self) -> Option<&Potentials> {
        match self {
            Self::Total(potentials) => Some(potentials),
            Self::Floor(proof) => Some(&proof.potentials),
            Self::Fair(_) => None,
        }
    }
}

/// The potentials under which a solution is best, by linear programming duality.
///
/// Their unit is the weight of the wishes, in which one basis point is a large constant; only their differences from a
/// weight mean anything. Adepts who are locked or away have 0. Best potentials are not unique: they depend on the way that a
/// solution was found, so they must never be shown, saved, or read as what a seat is worth.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Potentials {
    /// The potential of each adept, 0 or more.
    pub adepts: Vec<i64>,
    /// The potential of each mentor, 0 or more.
    pub mentors: Vec<i64>,
}

/// What is wrong with a solution or its certificate. People are named by their numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Flaw {
    /// A table does not have one entry for each adept or mentor.
    #[error("the solution is for another number of people")]
    Size,
    /// The adept's mentor does not exist.
    #[error("adept {0} has a mentor who does not exist")]
    NoSuchMentor(usize),
    /// The adept is locked to another mentor than the solution says.
    #[error("adept {0} is locked to another mentor")]
    LockBroken(usize),
    /// The adept has a mentor with whom the pair is ruled out or forbidden.
    #[error("adept {0} has a mentor who is ruled out or forbidden")]
    Impossible(usize),
    /// The mentor has more adepts than seats and locks allow.
    #[error("mentor {0} has too many adepts")]
    Overfull(usize),
    /// The total, the number of matched adepts or the worst score is not what the pairs add up to.
    #[error("the total, the number of matched adepts or the worst score does not add up")]
    Sum,
    /// A potential is below 0 or too large to be one.
    #[error("a potential is out of range")]
    Potential,
    /// The pair would gain more than the potentials of its two people allow.
    #[error("adept {0} and mentor {1} would gain by being paired")]
    Gain(usize, usize),
    /// The adept's pair weighs less than its two potentials: something better exists.
    #[error("the pair of adept {0} is not tight")]
    NotTight(usize),
    /// The adept has no mentor, but a potential above 0.
    #[error("adept {0} is empty but would gain by a seat")]
    Empty(usize),
    /// The mentor has a free seat, but a potential above 0.
    #[error("mentor {0} has a free seat that is worth something")]
    Free(usize),
    /// The adept has a mentor although one of them is away.
    #[error("adept {0} has a mentor while one of them is away")]
    Away(usize),
    /// The certificate is for another objective.
    #[error("the certificate is for another objective")]
    Objective,
    /// A cover leaves a pair bare that counts, or weighs too much.
    #[error("a cover does not prove what it should")]
    Cover,
    /// The adept's pair counts for less than the floor, or nobody's for as little.
    #[error("the floor is not the score of the worst off")]
    Floor,
    /// The chain of a fair assignment is out of order, or lets everybody gain by somebody's leaving.
    #[error("the chain does not hold together")]
    Chain,
    /// The chain of a fair assignment breaks at this link.
    #[error("link {0} of the chain does not hold")]
    Link(usize),
}

/// Checks that the solution is allowed, adds up, and is the best one for everything but the canonical order of ties.
///
/// Complementary slackness, in one pass over all pairs for the total; for the floor two covers besides; for the fair one a pass
/// for every link of the chain, over the pairs that it has not yet taken out. It shares nothing with the solver but the
/// definitions of weights and values.
///
/// # Errors
///
/// The first [`Flaw`] that is found.
pub fn verify(instance: &Instance, solution: &Solution) -> Result<(), Flaw> {
    if solution.mentor_of.len() != instance.adepts() {
        return Err(Flaw::Size);
    }
    let free = check_pairs(instance, solution)?;
    check_sums(instance, solution)?;
    match (&solution.certificate, instance.objective()) {
        (Certificate::Total(potentials), Objective::Total) => check_slackness(instance, solution, potentials, &free),
        (Certificate::Floor(proof), Objective::Floor) => check_floor(instance, solution, proof, &free),
        (Certificate::Fair(proof), Objective::Fair) => proof.check(instance, solution, &free),
        _ => Err(Flaw::Objective),
    }
}

/// Checks locks, marks and seats; answers with the seats that stay free.
fn check_pairs(instance: &Instance, solution: &Solution) -> Result<Vec<u64>, Flaw> {
    let mut locks = vec![0_u64; instance.mentors()];
    let mut taken = vec![0_u64; instance.mentors()];
    for (adept, &mentor) in solution.mentor_of.iter().enumerate() {
        let lock = instance.locked(adept);
        if lock.is_some() && lock != mentor {
            return Err(Flaw::LockBroken(adept));
        }
        let Some(mentor) = mentor else { continue };
        *taken.get_mut(mentor).ok_or(Flaw::NoSuchMentor(adept))? += 1;
        if instance.adept_is_away(adept) || instance.mentor_is_away(mentor) {
            return Err(Flaw::Away(adept));
        }
        if lock.is_some() {
            locks[mentor] += 1;
        } else if !instance.possible(adept, mentor) {
            return Err(Flaw::Impossible(adept));
        }
    }
    let mut free = Vec::with_capacity(taken.len());
    for (mentor, (&taken, &locks)) in taken.iter().zip(&locks).enumerate() {
        let seats = u64::from(instance.seats(mentor)).max(locks);
        free.push(seats.checked_sub(taken).ok_or(Flaw::Overfull(mentor))?);
    }
    Ok(free)
}

fn check_sums(instance: &Instance, solution: &Solution) -> Result<(), Flaw> {
    let pairs = || solution.mentor_of.iter().enumerate().filter_map(|(adept, mentor)| Some((adept, (*mentor)?)));
    let total: i64 = pairs().map(|(adept, mentor)| i64::from(instance.score(adept, mentor))).sum();
    let worst = pairs().map(|(adept, mentor)| instance.score(adept, mentor)).min();
    let right = total == solution.total && pairs().count() == solution.matched && worst == solution.worst;
    if right { Ok(()) } else { Err(Flaw::Sum) }
}

fn check_floor(instance: &Instance, solution: &Solution, proof: &FloorProof, free: &[u64]) -> Result<(), Flaw> {
    let proposed = instance.seekers().into_iter().filter_map(|adept| Some((adept, solution.mentor_of[adept]?)));
    let values: Vec<Option<u16>> = proposed.map(|(adept, mentor)| instance.value(adept, mentor)).collect();
    if values.iter().min().copied().flatten() != proof.floor {
        return Err(Flaw::Floor);
    }
    let matched = values.len() as u64;
    let most = proof.most.covers(instance, 0) && proof.most.weight(instance) == matched;
    let highest = proof.floor.is_none_or(|floor| proof.higher.covers(instance, floor + 1) && proof.higher.weight(instance) < matched);
    if !most || !highest {
        return Err(Flaw::Cover);
    }
    check_slackness(&floor::above(instance, proof.floor), solution, &proof.potentials, free)
}

fn check_slackness(instance: &Instance, solution: &Solution, potentials: &Potentials, free: &[u64]) -> Result<(), Flaw> {
    let Potentials { adepts, mentors } = potentials;
    if adepts.len() != instance.adepts() || mentors.len() != instance.mentors() {
        return Err(Flaw::Size);
    }
    let scale = Scale::of(instance);
    if adepts.iter().chain(mentors).any(|potential| !(0..=scale.ceiling()).contains(potential)) {
        return Err(Flaw::Potential);
    }
    for (adept, &gain) in adepts.iter().enumerate() {
        if instance.locked(adept).is_some() || instance.adept_is_away(adept) {
            continue;
        }
        let own = solution.mentor_of[adept];
        if own.is_none() && gain > 0 {
            return Err(Flaw::Empty(adept));
        }
        for (mentor, &worth) in mentors.iter().enumerate() {
            if !instance.possible(adept, mentor) {
                continue;
            }
            let present = instance.present_mentor(adept) == Some(mentor);
            let weight = scale.weight(instance.score(adept, mentor), present);
            if gain + worth < weight {
                return Err(Flaw::Gain(adept, mentor));
            }
            if own == Some(mentor) && gain + worth > weight {
                return Err(Flaw::NotTight(adept));
            }
        }
    }
    match mentors.iter().zip(free).position(|(&worth, &free)| worth > 0 && free > 0) {
        Some(mentor) => Err(Flaw::Free(mentor)),
        None => Ok(()),
    }
}
