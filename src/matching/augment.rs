//! Shortest augmenting paths: the two searches that make any seating the best one.
//!
//! Successive shortest paths with potentials (Edmonds and Karp 1972; for assignment Jonker and Volgenant 1987), here
//! for seats that are counted and not copied: a mentor is one node with several holders. A path may end with somebody who stays
//! without a seat, or with a seat that stays free; "nobody" is a node of potential 0 on both sides.
//!
//! Both searches are Dijkstra's algorithm without a heap, since the graph is dense: distances are sums of slacks. When
//! the path of length `D` is found, every node at distance `d < D` shifts its potential by `D - d`, which
//! keeps all slacks at or above 0, keeps seated pairs tight, and makes the path tight; then people move along it.

use super::instance::open;
use super::seating::{NOBODY, Seating};

const FAR: i64 = i64::MAX;

/// Moves people until the seating is best: seats everybody who gains by it, then fills or unprices every free seat.
///
/// The order matters: the second search relies on nobody without a seat still having something to gain.
pub(super) fn settle(seating: &mut Seating) {
    let mut search = Search::default();
    for index in 0..seating.seekers.len() {
        let adept = seating.seekers[index];
        if seating.mentor_of(adept) == NOBODY && seating.adepts[adept] > 0 {
            search.seat(seating, adept);
        }
    }
    for mentor in 0..seating.mentors.len() {
        while seating.has_free_seat(mentor) && seating.mentors[mentor] > 0 {
            search.fill(seating, mentor);
        }
    }
}

/// What a search remembers; kept between searches only to spare the memory.
#[derive(Default)]
struct Search {
    /// The shortest distance found so far: to mentors when seating, to adepts when filling.
    distance: Vec<i64>,
    /// The other end of the last step to the same node.
    via: Vec<usize>,
    /// The nodes without a final distance.
    ahead: Vec<usize>,
    /// The mentors with a final distance, in order.
    reached: Vec<(usize, i64)>,
    /// When filling: the adept through whom a mentor was reached, or [`NOBODY`].
    through: Vec<usize>,
}

/// Where a search ends: how far, and at whom.
#[derive(Clone, Copy)]
struct End {
    distance: i64,
    at: usize,
}

impl Search {
    /// Finds `adept` a seat, or the cheapest adept to stay without one, which may be the same.
    fn seat(&mut self, seating: &mut Seating, adept: usize) {
        self.begin(seating.mentors.len());
        let mut left_out = End { distance: seating.adepts[adept], at: adept };
        let mut next = self.look_from(seating, adept, 0);
        loop {
            let Some(index) = next.filter(|&index| self.distance[self.ahead[index]] < left_out.distance) else {
                self.shift_seated(seating, adept, left_out.distance);
                return self.move_to_the_left_out(seating, adept, left_out.at);
            };
            let mentor = self.ahead.swap_remove(index);
            let distance = self.distance[mentor];
            if seating.has_free_seat(mentor) {
                self.shift_seated(seating, adept, distance);
                return self.move_up(seating, adept, mentor);
            }
            self.reached.push((mentor, distance));
            next = None;
            for &holder in seating.holders(mentor) {
                let end = distance + seating.adepts[holder];
                if end < left_out.distance {
                    left_out = End { distance: end, at: holder };
                }
                next = self.look_from(seating, holder, distance);
            }
            if seating.holders(mentor).is_empty() {
                next = self.nearest();
            }
        }
    }

    fn begin(&mut self, nodes: usize) {
        self.distance.clear();
        self.distance.resize(nodes, FAR);
        self.via.clear();
        self.via.resize(nodes, NOBODY);
        self.ahead.clear();
        self.ahead.extend(0..nodes);
        self.reached.clear();
    }

    /// Shortens the distance to mentors by way of an adept at `distance`; answers where in `ahead` the nearest is.
    ///
    /// Among equals it is one with a free seat: where scores are much alike, that ends the search at once.
    fn look_from(&mut self, seating: &Seating, adept: usize, distance: i64) -> Option<usize> {
        let cells = seating.instance.row(adept);
        let start = distance + seating.adepts[adept];
        let mut nearest = None;
        let mut least = FAR;
        for (index, &mentor) in self.ahead.iter().enumerate() {
            let cell = cells[mentor];
            let mut known = self.distance[mentor];
            if open(cell) {
                let found = start + seating.mentors[mentor] - seating.weight(adept, mentor, cell);
                if found < known {
                    known = found;
                    self.distance[mentor] = found;
                    self.via[mentor] = adept;
                }
            }
            if known < least || known == least && known < FAR && seating.has_free_seat(mentor) {
                least = known;
                nearest = Some(index);
            }
        }
        nearest
    }

    fn nearest(&self) -> Option<usize> {
        let near = (0..self.ahead.len()).min_by_key(|&index| self.distance[self.ahead[index]])?;
        (self.distance[self.ahead[near]] < FAR).then_some(near)
    }

    fn shift_seated(&self, seating: &mut Seating, first: usize, end: i64) {
        seating.adepts[first] -= end;
        for &(mentor, distance) in &self.reached {
            let shift = end - distance;
            seating.mentors[mentor] += shift;
            for place in 0..seating.holders(mentor).len() {
                let holder = seating.holders(mentor)[place];
                seating.adepts[holder] -= shift;
            }
        }
    }

    fn move_to_the_left_out(&self, seating: &mut Seating, first: usize, left_out: usize) {
        if left_out != first {
            let mentor = seating.mentor_of(left_out);
            seating.sit(left_out, NOBODY);
            self.move_up(seating, first, mentor);
        }
    }

    /// Everybody on the path from `first` to a seat that just became free moves one on.
    fn move_up(&self, seating: &mut Seating, first: usize, free: usize) {
        let mut free = free;
        loop {
            let adept = self.via[free];
            let left = seating.mentor_of(adept);
            seating.sit(adept, free);
            if adept == first {
                return;
            }
            free = left;
        }
    }

    /// Fills a free seat of `mentor` from somebody without a seat, or finds the cheapest seat to stay free.
    fn fill(&mut self, seating: &mut Seating, mentor: usize) {
        self.begin(seating.adepts.len());
        self.ahead.clone_from(&seating.seekers);
        self.through.clear();
        self.through.resize(seating.mentors.len(), NOBODY);
        self.through[mentor] = mentor;
        self.reached.push((mentor, 0));
        let mut stays_free = End { distance: seating.mentors[mentor], at: mentor };
        let mut next = self.look_back_from(seating, mentor, 0);
        loop {
            let Some(index) = next.filter(|&index| self.distance[self.ahead[index]] < stays_free.distance) else {
                self.shift_filled(seating, stays_free.distance);
                return self.move_down(seating, mentor, stays_free.at);
            };
            let adept = self.ahead.swap_remove(index);
            let distance = self.distance[adept];
            let left = seating.mentor_of(adept);
            if left == NOBODY {
                self.shift_filled(seating, distance);
                let filled = self.via[adept];
                seating.sit(adept, filled);
                return self.move_down(seating, mentor, filled);
            }
            self.through[left] = adept;
            self.reached.push((left, distance));
            let end = distance + seating.mentors[left];
            if end < stays_free.distance {
                stays_free = End { distance: end, at: left };
            }
            next = self.look_back_from(seating, left, distance);
        }
    }

    /// Shortens the distance to adepts who could come to `mentor`; answers where in `ahead` the nearest is.
    ///
    /// Adepts whose mentor is reached already have nothing to add and are dropped.
    fn look_back_from(&mut self, seating: &Seating, mentor: usize, distance: i64) -> Option<usize> {
        let through = &self.through;
        self.ahead.retain(|&adept| match seating.mentor_of(adept) {
            NOBODY => true,
            left => through[left] == NOBODY,
        });
        let mut nearest = None;
        let mut least = FAR;
        for (index, &adept) in self.ahead.iter().enumerate() {
            let cell = seating.instance.row(adept)[mentor];
            let mut known = self.distance[adept];
            if open(cell) {
                let found = distance + seating.slack(adept, mentor, cell);
                if found < known {
                    known = found;
                    self.distance[adept] = found;
                    self.via[adept] = mentor;
                }
            }
            if known < least || known == least && known < FAR && seating.mentor_of(adept) == NOBODY {
                least = known;
                nearest = Some(index);
            }
        }
        nearest
    }

    fn shift_filled(&self, seating: &mut Seating, end: i64) {
        for &(mentor, distance) in &self.reached {
            let shift = end - distance;
            seating.mentors[mentor] -= shift;
            for place in 0..seating.holders(mentor).len() {
                let holder = seating.holders(mentor)[place];
                seating.adepts[holder] += shift;
            }
        }
    }

    /// Everybody on the path from `last`, which has one adept too few or too many by now, to `first` moves one on.
    fn move_down(&self, seating: &mut Seating, first: usize, last: usize) {
        let mut mentor = last;
        while mentor != first {
            let adept = self.through[mentor];
            let next = self.via[adept];
            seating.sit(adept, next);
            mentor = next;
        }
    }
}
