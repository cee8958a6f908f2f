//! The witness that no more adepts can be matched: König's cover.

use super::instance::Instance;

/// Adepts and mentors of whom every pair that counts has at least one. No matching of such pairs can match more adepts than
/// the cover's [weight](Cover::weight), which is what it is a witness of (König 1931; with seats counted: Hall's condition).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cover {
    /// Whether the adept is in the cover.
    pub adepts: Vec<bool>,
    /// Whether the mentor is in the cover.
    pub mentors: Vec<bool>,
}

impl Cover {
    /// The adepts in it, and the open seats of the mentors in it.
    pub fn weight(&self, instance: &Instance) -> u64 {
        let adepts = self.adepts.iter().filter(|&&covered| covered).count() as u64;
        let seats = instance.open_seats();
        let covered = seats.iter().zip(&self.mentors).filter(|&(_, &covered)| covered);
        covered.fold(adepts, |sum, (&seats, _)| sum.saturating_add(seats as u64))
    }

    /// Whether every pair of a seeking adept that counts for `least` or more has somebody in the cover.
    pub(super) fn covers(&self, instance: &Instance, least: u16) -> bool {
        if self.adepts.len() != instance.adepts() || self.mentors.len() != instance.mentors() {
            return false;
        }
        let bare = |adept: &usize| !self.adepts[*adept];
        instance.seekers().into_iter().filter(bare).all(|adept| {
            let uncovered = (0..instance.mentors()).filter(|&mentor| !self.mentors[mentor]);
            uncovered.filter_map(|mentor| instance.value(adept, mentor)).all(|value| value < least)
        })
    }
}
