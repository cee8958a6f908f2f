//! The proof that travels with every solution, and the independent check of it.

use super::Solution;
use super::instance::Instance;
use super::objective::Objective;

/// The potentials under which a solution is best, by linear programming duality.
///
/// Their unit is the weight of the objective, in which one basis point is a large constant; only their differences from a
/// weight mean anything. Adepts who are locked have 0. Best potentials are not unique: they depend on the way that a
/// solution was found, so they must never be shown, saved, or read as what a seat is worth.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Certificate {
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
    /// The total or the number of matched adepts is not what the pairs add up to.
    #[error("the total or the number of matched adepts does not add up")]
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
}

/// Checks that the solution is allowed, adds up, and is the best one for everything but the canonical order of ties.
///
/// Complementary slackness, in one pass over all pairs. It shares nothing with the solver but the definition of the weights.
///
/// # Errors
///
/// The first [`Flaw`] that is found.
pub fn verify(instance: &Instance, solution: &Solution) -> Result<(), Flaw> {
    check_size(instance, solution)?;
    let free = check_pairs(instance, solution)?;
    check_sums(instance, solution)?;
    check_potentials(instance, solution)?;
    check_slackness(instance, solution, &free)
}

fn check_size(instance: &Instance, solution: &Solution) -> Result<(), Flaw> {
    let certificate = &solution.certificate;
    let right = solution.mentor_of.len() == instance.adepts()
        && certificate.adepts.len() == instance.adepts()
        && certificate.mentors.len() == instance.mentors();
    if right { Ok(()) } else { Err(Flaw::Size) }
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
    let right = total == solution.total && pairs().count() == solution.matched;
    if right { Ok(()) } else { Err(Flaw::Sum) }
}

fn check_potentials(instance: &Instance, solution: &Solution) -> Result<(), Flaw> {
    let range = 0..=Objective::of(instance).ceiling();
    let certificate = &solution.certificate;
    let mut all = certificate.adepts.iter().chain(&certificate.mentors);
    if all.all(|potential| range.contains(potential)) { Ok(()) } else { Err(Flaw::Potential) }
}

fn check_slackness(instance: &Instance, solution: &Solution, free: &[u64]) -> Result<(), Flaw> {
    let objective = Objective::of(instance);
    let Certificate { adepts, mentors } = &solution.certificate;
    for (adept, &gain) in adepts.iter().enumerate() {
        if instance.locked(adept).is_some() {
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
            let weight = objective.weight(instance.score(adept, mentor), present);
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
