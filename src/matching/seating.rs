//! The working state of a solve: who sits where, and the potentials that prove it.

use super::certificate::Potentials;
use super::instance::{Instance, open};
use super::scale::Scale;

/// Stands for "no mentor" and "no adept" where an `Option` would double the memory of a hot table.
pub(super) const NOBODY: usize = usize::MAX;

/// Who sits where, with a potential for every adept and every mentor.
///
/// Always true, between any two calls:
///
/// * potentials are in `0..=ceiling`, and no possible pair weighs more than its two potentials together
///   (its **slack** is never negative);
/// * a seated adept's pair is **tight**: its slack is 0;
/// * nobody sits beyond a mentor's open seats; locked adepts take no part.
///
/// The seating is best once, besides, every adept without a seat has potential 0 and every mentor with a free seat has
/// potential 0: those are the equalities of complementary slackness.
pub(super) struct Seating<'a> {
    pub(super) instance: &'a Instance,
    pub(super) scale: Scale,
    /// The adepts who are not locked, in order.
    pub(super) seekers: Vec<usize>,
    pub(super) adepts: Vec<i64>,
    pub(super) mentors: Vec<i64>,
    present: Vec<usize>,
    seats: Vec<usize>,
    holders: Vec<Vec<usize>>,
    mentor_of: Vec<usize>,
    place_of: Vec<usize>,
}

impl<'a> Seating<'a> {
    /// Nobody seated, under these potentials of mentors; missing ones are 0, odd ones are drawn into range.
    pub(super) fn under(instance: &'a Instance, potentials: &[i64]) -> Self {
        let mut seating = Self::bare(instance);
        seating.adopt(potentials);
        seating
    }

    fn bare(instance: &'a Instance) -> Self {
        let (adepts, mentors) = (instance.adepts(), instance.mentors());
        Self {
            instance,
            scale: Scale::of(instance),
            seekers: instance.seekers(),
            adepts: vec![0; adepts],
            mentors: vec![0; mentors],
            present: (0..adepts).map(|adept| instance.present_mentor(adept).unwrap_or(NOBODY)).collect(),
            seats: instance.open_seats(),
            holders: vec![Vec::new(); mentors],
            mentor_of: vec![NOBODY; adepts],
            place_of: vec![0; adepts],
        }
    }

    /// Nobody seated, under the potentials that a solution of nearly the same instance had: only the rows of `changed` differ, or
    /// marks and weights of other rows became smaller, or seats. What people had stays valid and is not looked at again.
    pub(super) fn resumed(instance: &'a Instance, potentials: &Potentials, changed: &[usize]) -> Self {
        let mut seating = Self::bare(instance);
        seating.adopt_mentors(&potentials.mentors);
        seating.adepts.clone_from(&potentials.adepts);
        for &adept in changed {
            seating.adepts[adept] = if seating.seekers.binary_search(&adept).is_ok() { seating.best_gain(adept) } else { 0 };
        }
        seating
    }

    /// Takes over potentials of mentors and gives each adept the least potential that they allow.
    fn adopt(&mut self, potentials: &[i64]) {
        self.adopt_mentors(potentials);
        for index in 0..self.seekers.len() {
            let adept = self.seekers[index];
            self.adepts[adept] = self.best_gain(adept);
        }
    }

    /// A mentor without seats gets the ceiling, so that nobody ever looks there.
    fn adopt_mentors(&mut self, potentials: &[i64]) {
        let ceiling = self.scale.ceiling();
        for (mentor, own) in self.mentors.iter_mut().enumerate() {
            let given = potentials.get(mentor).map_or(0, |&potential| potential.clamp(0, ceiling));
            *own = if self.seats[mentor] == 0 { ceiling } else { given };
        }
    }

    /// What the best seat leaves the adept after the mentor's potential; 0 when staying without one is better.
    fn best_gain(&self, adept: usize) -> i64 {
        let mut best = 0;
        for (mentor, &cell) in self.instance.row(adept).iter().enumerate() {
            if open(cell) {
                best = best.max(self.weight(adept, mentor, cell) - self.mentors[mentor]);
            }
        }
        best
    }

    /// The weight of a possible pair, whose cell the caller has at hand.
    pub(super) fn weight(&self, adept: usize, mentor: usize, cell: u16) -> i64 {
        self.scale.weight(cell, self.present[adept] == mentor)
    }

    /// How far a possible pair is from being tight.
    pub(super) fn slack(&self, adept: usize, mentor: usize, cell: u16) -> i64 {
        self.adepts[adept] + self.mentors[mentor] - self.weight(adept, mentor, cell)
    }

    /// Whether the pair is possible and tight.
    pub(super) fn tight(&self, adept: usize, mentor: usize) -> bool {
        let cell = self.instance.row(adept)[mentor];
        open(cell) && self.slack(adept, mentor, cell) == 0
    }

    /// The mentor that the adept sits with, or [`NOBODY`].
    pub(super) fn mentor_of(&self, adept: usize) -> usize {
        self.mentor_of[adept]
    }

    /// The adepts who sit with the mentor.
    pub(super) fn holders(&self, mentor: usize) -> &[usize] {
        &self.holders[mentor]
    }

    /// Whether the mentor has a seat that neither a lock nor a seated adept takes.
    pub(super) fn has_free_seat(&self, mentor: usize) -> bool {
        self.holders[mentor].len() < self.seats[mentor]
    }

    /// How many adepts have no seat although they would gain by one.
    pub(super) fn unseated(&self) -> usize {
        self.seekers.iter().filter(|&&adept| self.mentor_of[adept] == NOBODY && self.adepts[adept] > 0).count()
    }

    /// Seats the adept with the mentor, or with [`NOBODY`], and gives up the earlier seat.
    pub(super) fn sit(&mut self, adept: usize, mentor: usize) {
        self.stand(adept);
        if mentor != NOBODY {
            self.mentor_of[adept] = mentor;
            self.place_of[adept] = self.holders[mentor].len();
            self.holders[mentor].push(adept);
        }
    }

    fn stand(&mut self, adept: usize) {
        let mentor = std::mem::replace(&mut self.mentor_of[adept], NOBODY);
        if mentor == NOBODY {
            return;
        }
        let place = self.place_of[adept];
        self.holders[mentor].swap_remove(place);
        if let Some(&moved) = self.holders[mentor].get(place) {
            self.place_of[moved] = place;
        }
    }

    /// Seats everybody who still fits where `proposal` had them.
    pub(super) fn keep(&mut self, proposal: &[Option<usize>]) {
        for index in 0..self.seekers.len() {
            let adept = self.seekers[index];
            if let Some(mentor) = proposal.get(adept).copied().flatten()
                && mentor < self.instance.mentors()
                && self.has_free_seat(mentor)
                && self.tight(adept, mentor)
            {
                self.sit(adept, mentor);
            }
        }
    }

    /// Gives everybody without a seat the first tight one that is free.
    pub(super) fn seat_greedily(&mut self) {
        for index in 0..self.seekers.len() {
            let adept = self.seekers[index];
            if self.mentor_of[adept] != NOBODY || self.adepts[adept] == 0 {
                continue;
            }
            let mut mentors = 0..self.instance.mentors();
            if let Some(mentor) = mentors.find(|&mentor| self.has_free_seat(mentor) && self.tight(adept, mentor)) {
                self.sit(adept, mentor);
            }
        }
    }
}
