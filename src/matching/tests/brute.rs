//! The reference for tests: every assignment there is, compared by the wishes as they are written, without weights.

use crate::matching::{Instance, Objective};

/// The best assignment by looking at all of them.
pub(super) struct Best {
    /// The first of the best in the canonical order.
    pub(super) mentor_of: Vec<Option<usize>>,
    /// How many assignments fulfil the wishes equally well.
    pub(super) count: usize,
}

/// Looks at every assignment that locks, marks and seats allow.
pub(super) fn best(instance: &Instance) -> Best {
    let locks = |mentor| (0..instance.adepts()).filter(|&adept| instance.locked(adept) == Some(mentor)).count();
    let left = (0..instance.mentors()).map(|mentor| (instance.seats(mentor) as usize).saturating_sub(locks(mentor))).collect();
    let mut walk = Walk { instance, left, mentor_of: Vec::new(), best: None };
    walk.next_adept();
    let (_, best) = walk.best.expect("leaving everybody empty is an assignment");
    best
}

struct Walk<'a> {
    instance: &'a Instance,
    left: Vec<usize>,
    mentor_of: Vec<Option<usize>>,
    best: Option<(Vec<i64>, Best)>,
}

impl Walk<'_> {
    /// Tries everything for the next adept in the canonical order, so that the first of equals is the canonical one.
    fn next_adept(&mut self) {
        let adept = self.mentor_of.len();
        if adept == self.instance.adepts() {
            self.compare();
        } else if let Some(mentor) = self.instance.locked(adept) {
            self.with(Some(mentor));
        } else {
            for mentor in 0..self.instance.mentors() {
                if self.left[mentor] > 0 && self.instance.possible(adept, mentor) {
                    self.left[mentor] -= 1;
                    self.with(Some(mentor));
                    self.left[mentor] += 1;
                }
            }
            self.with(None);
        }
    }

    fn with(&mut self, mentor: Option<usize>) {
        self.mentor_of.push(mentor);
        self.next_adept();
        self.mentor_of.pop();
    }

    fn compare(&mut self) {
        let merit = merit(self.instance, &self.mentor_of);
        match &mut self.best {
            Some((best, _)) if *best > merit => {}
            Some((best, found)) if *best == merit => found.count += 1,
            _ => self.best = Some((merit, Best { mentor_of: self.mentor_of.clone(), count: 1 })),
        }
    }
}

/// The wishes in their order, larger is better.
pub(super) fn merit(instance: &Instance, mentor_of: &[Option<usize>]) -> Vec<i64> {
    let (mut matched, mut points, mut kept) = (0, 0, 0);
    let mut values = Vec::new();
    for (adept, &mentor) in mentor_of.iter().enumerate() {
        let Some(mentor) = mentor else { continue };
        matched += 1;
        let mut value = i64::from(instance.score(adept, mentor));
        let seeks = instance.locked(adept).is_none();
        if instance.present_mentor(adept) == Some(mentor) && seeks {
            kept += 1;
            value += i64::from(instance.bonus());
        }
        points += value;
        if seeks {
            values.push(value);
        }
    }
    values.sort_unstable();
    match instance.objective() {
        Objective::Total if instance.puts_people_first() => vec![matched, points, kept],
        Objective::Total => vec![points, matched, kept],
        Objective::Floor => vec![matched, values.first().copied().unwrap_or(0), points, kept],
        Objective::Fair => [matched].into_iter().chain(values).chain([kept]).collect(),
    }
}

/// Whether locks hold, marks are respected, and no mentor has more adepts than seats and locks allow.
pub(super) fn allowed(instance: &Instance, mentor_of: &[Option<usize>]) -> bool {
    let fits = |adept: usize, own: Option<usize>| match (instance.locked(adept), own) {
        (Some(lock), own) => own == Some(lock),
        (None, Some(mentor)) => instance.possible(adept, mentor),
        (None, None) => true,
    };
    let not_crowded = |mentor| {
        let taken = mentor_of.iter().filter(|&&own| own == Some(mentor)).count();
        let locks = (0..instance.adepts()).filter(|&adept| instance.locked(adept) == Some(mentor)).count();
        taken <= locks.max(instance.seats(mentor) as usize)
    };
    mentor_of.iter().enumerate().all(|(adept, &own)| fits(adept, own)) && (0..instance.mentors()).all(not_crowded)
}
