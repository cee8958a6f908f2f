//! The working state of a solve: who sits where, and the potentials that prove it.

use super::candidates::{Candidate, Candidates, HIGHEST_PRICE, at_least};
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
    /// The whole basis points in the mentors' potentials.
    pub(super) prices: Vec<i32>,
    /// The best mentors of each adept under these prices.
    pub(super) candidates: Candidates,
    present: Vec<usize>,
    seats: Vec<usize>,
    holders: Vec<Vec<usize>>,
    mentor_of: Vec<usize>,
    place_of: Vec<usize>,
}

impl<'a> Seating<'a> {
    /// Nobody seated, under these potentials of mentors; missing ones are 0, odd ones are drawn into range.
    pub(super) fn under(instance: &'a Instance, potentials: &[i64]) -> Self {
        Self::with(instance, potentials, Candidates::new(instance.adepts()))
    }

    /// The same with lists of candidates whose bounds hold under these potentials.
    pub(super) fn with(instance: &'a Instance, potentials: &[i64], candidates: Candidates) -> Self {
        let mut seating = Self::bare(instance, candidates);
        seating.adopt(potentials);
        seating
    }

    /// Nobody seated, all potentials 0 whether that is valid or not: for who seats people in another way.
    pub(super) fn empty(instance: &'a Instance) -> Self {
        Self::bare(instance, Candidates::new(instance.adepts()))
    }

    fn bare(instance: &'a Instance, candidates: Candidates) -> Self {
        let (adepts, mentors) = (instance.adepts(), instance.mentors());
        Self {
            instance,
            scale: Scale::of(instance),
            seekers: instance.seekers(),
            adepts: vec![0; adepts],
            mentors: vec![0; mentors],
            prices: vec![0; mentors],
            candidates,
            present: (0..adepts).map(|adept| instance.present_mentor(adept).unwrap_or(NOBODY)).collect(),
            seats: instance.open_seats(),
            holders: vec![Vec::new(); mentors],
            mentor_of: vec![NOBODY; adepts],
            place_of: vec![0; adepts],
        }
    }

    /// Everybody seated who still fits where a solution of nearly the same instance had them, under its potentials: only the rows of `changed`
    /// differ, or marks and weights of other rows became smaller, or seats. What people had stays valid and is not looked at
    /// again, nor are the lists of candidates, which that solution left.
    pub(super) fn resumed(
        instance: &'a Instance,
        standing: &[Option<usize>],
        potentials: &Potentials,
        candidates: Candidates,
        changed: &[usize],
    ) -> Self {
        let mut seating = Self::bare(instance, candidates);
        seating.adopt_mentors(&potentials.mentors);
        seating.adepts.clone_from(&potentials.adepts);
        for &adept in changed {
            seating.candidates.forget(adept);
            seating.adepts[adept] = if seating.seekers.binary_search(&adept).is_ok() { seating.best_gain(adept) } else { 0 };
        }
        seating.keep(standing);
        for mentor in 0..instance.mentors() {
            if seating.mentors[mentor] > 0 && seating.has_free_seat(mentor) {
                seating.ease(mentor);
            }
        }
        seating
    }

    /// Lowers the potential of a mentor with a free seat until somebody who does not sit there would come, or nothing is left; those
    /// who sit there gain it.
    fn ease(&mut self, mentor: usize) {
        let column: Vec<u16> = self.seekers.iter().map(|&adept| self.instance.row(adept)[mentor]).collect();
        let mut fall = self.mentors[mentor];
        for (&adept, &cell) in self.seekers.iter().zip(&column) {
            if open(cell) && self.mentor_of[adept] != mentor {
                fall = fall.min(self.slack(adept, mentor, cell));
            }
        }
        self.set_potential(mentor, self.mentors[mentor] - fall);
        for &adept in &self.holders[mentor] {
            self.adepts[adept] += fall;
        }
        for (&adept, &cell) in self.seekers.iter().zip(&column) {
            if open(cell) {
                self.candidates.widen(adept, i32::from(cell) - self.prices[mentor]);
            }
        }
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
        for mentor in 0..self.mentors.len() {
            let given = potentials.get(mentor).map_or(0, |&potential| potential.clamp(0, ceiling));
            self.set_potential(mentor, if self.seats[mentor] == 0 { ceiling } else { given });
        }
    }

    fn set_potential(&mut self, mentor: usize, potential: i64) {
        self.mentors[mentor] = potential;
        self.prices[mentor] = self.scale.points_in(potential).min(i64::from(HIGHEST_PRICE)) as i32;
    }

    /// The mentor's potential rises.
    pub(super) fn raise(&mut self, mentor: usize, by: i64) {
        self.set_potential(mentor, self.mentors[mentor] + by);
    }

    /// The potentials of these mentors fall, each by as much as is written beside it.
    pub(super) fn lower(&mut self, mentors: impl Iterator<Item = (usize, i64)>) {
        let mut most = 0;
        for (mentor, by) in mentors {
            let before = self.prices[mentor];
            self.set_potential(mentor, self.mentors[mentor] - by);
            most = most.max(before - self.prices[mentor]);
        }
        self.candidates.sink(most);
    }

    /// What the best seat leaves the adept after the mentor's potential; 0 when staying without one is better.
    fn best_gain(&mut self, adept: usize) -> i64 {
        let listed = self.best_listed_gain(adept);
        if listed >= self.most_beyond(adept) {
            return listed;
        }
        self.list(adept);
        let listed = self.best_listed_gain(adept);
        if listed >= self.most_beyond(adept) {
            return listed;
        }
        let possible = self.instance.row(adept).iter().enumerate().filter(|&(_, &cell)| open(cell));
        possible.fold(0, |best, (mentor, &cell)| best.max(self.weight(adept, mentor, cell) - self.mentors[mentor]))
    }

    #[inline]
    fn best_listed_gain(&self, adept: usize) -> i64 {
        let gains = self.candidates.of(adept).iter().map(|candidate| {
            let Candidate { mentor, .. } = *candidate;
            self.candidate_weight(adept, candidate) - self.mentors[mentor as usize]
        });
        gains.fold(0, i64::max)
    }

    /// No mentor who is not on the adept's list leaves her more.
    #[inline]
    pub(super) fn most_beyond(&self, adept: usize) -> i64 {
        self.scale.most_gain(self.candidates.bound(adept))
    }

    /// Makes the adept's list of candidates anew.
    pub(super) fn list(&mut self, adept: usize) {
        let present = Some(self.present[adept]).filter(|&mentor| mentor != NOBODY);
        self.candidates.make(self.instance, adept, present, &self.prices);
    }

    /// The weight of a pair on the adept's list.
    #[inline]
    pub(super) fn candidate_weight(&self, adept: usize, candidate: &Candidate) -> i64 {
        let kept = if self.present[adept] == candidate.mentor as usize { 1 } else { 0 };
        self.scale.gain(candidate.points) + kept
    }

    /// Whether every tight mentor is on the adept's list.
    #[inline]
    pub(super) fn list_is_all(&self, adept: usize) -> bool {
        self.most_beyond(adept) < self.adepts[adept]
    }

    /// Whether the pair with a mentor on the adept's list is tight.
    #[inline]
    pub(super) fn candidate_is_tight(&self, adept: usize, candidate: &Candidate) -> bool {
        self.adepts[adept] + self.mentors[candidate.mentor as usize] == self.candidate_weight(adept, candidate)
    }

    /// Shows every mentor whose pair with the adept is possible and tight.
    pub(super) fn tight_mentors(&self, adept: usize, mut show: impl FnMut(usize)) {
        let own = self.adepts[adept];
        if self.list_is_all(adept) {
            for candidate in self.candidates.of(adept) {
                if self.candidate_is_tight(adept, candidate) {
                    show(candidate.mentor as usize);
                }
            }
            return;
        }
        let cells = self.instance.row(adept);
        let least = self.scale.least_value(own);
        let present = self.present[adept];
        at_least(cells, &self.prices, least, |mentor| {
            if mentor != present && self.slack(adept, mentor, cells[mentor]) == 0 {
                show(mentor);
            }
        });
        if present != NOBODY && self.tight(adept, present) {
            show(present);
        }
    }

    /// The weight of a possible pair, whose cell the caller has at hand.
    #[inline]
    pub(super) fn weight(&self, adept: usize, mentor: usize, cell: u16) -> i64 {
        self.scale.weight(cell, self.present[adept] == mentor)
    }

    /// How far a possible pair is from being tight.
    #[inline]
    pub(super) fn slack(&self, adept: usize, mentor: usize, cell: u16) -> i64 {
        self.adepts[adept] + self.mentors[mentor] - self.weight(adept, mentor, cell)
    }

    /// Whether the pair is possible and tight.
    #[inline]
    pub(super) fn tight(&self, adept: usize, mentor: usize) -> bool {
        let cell = self.instance.row(adept)[mentor];
        open(cell) && self.slack(adept, mentor, cell) == 0
    }

    /// The mentor that the adept has a bonus with, or [`NOBODY`].
    #[inline]
    pub(super) fn present(&self, adept: usize) -> usize {
        self.present[adept]
    }

    /// The mentor that the adept sits with, or [`NOBODY`].
    #[inline]
    pub(super) fn mentor_of(&self, adept: usize) -> usize {
        self.mentor_of[adept]
    }

    /// The adepts who sit with the mentor.
    #[inline]
    pub(super) fn holders(&self, mentor: usize) -> &[usize] {
        &self.holders[mentor]
    }

    /// Whether the mentor has a seat that neither a lock nor a seated adept takes.
    #[inline]
    pub(super) fn has_free_seat(&self, mentor: usize) -> bool {
        self.holders[mentor].len() < self.seats[mentor]
    }

    /// How many adepts have no seat although they would gain by one.
    pub(super) fn unseated(&self) -> usize {
        self.seekers.iter().filter(|&&adept| self.mentor_of[adept] == NOBODY && self.adepts[adept] > 0).count()
    }

    /// Seats the adept with the mentor, or with [`NOBODY`], and gives up the earlier seat.
    #[inline]
    pub(super) fn sit(&mut self, adept: usize, mentor: usize) {
        self.stand(adept);
        if mentor != NOBODY {
            self.mentor_of[adept] = mentor;
            self.place_of[adept] = self.holders[mentor].len();
            self.holders[mentor].push(adept);
        }
    }

    #[inline]
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
            let mut free = NOBODY;
            self.tight_mentors(adept, |mentor| {
                if self.has_free_seat(mentor) {
                    free = free.min(mentor);
                }
            });
            if free != NOBODY {
                self.sit(adept, free);
            }
        }
    }
}
