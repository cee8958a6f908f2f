//! Shortest augmenting paths: the two searches that make any seating the best one.
//!
//! Successive shortest paths with potentials (Edmonds and Karp 1972; for assignment Jonker and Volgenant 1987), here
//! for seats that are counted and not copied: a mentor is one node with several holders. A path may end with somebody who stays
//! without a seat, or with a seat that stays free; "nobody" is a node of potential 0 on both sides.
//!
//! Both searches are Dijkstra's algorithm; distances are sums of slacks. When
//! the path of length `D` is found, every node at distance `d < D` shifts its potential by `D - d`, which
//! keeps all slacks at or above 0, keeps seated pairs tight, and makes the path tight; then people move along it.
//!
//! The first search, which nearly all work is, looks at people's lists of candidates. The bound of a list is a place in the queue of its own:
//! nearer than it nobody unlisted can be. When it comes up, the list is made anew or the row is looked at for the
//! next best, and what is left of it gets a new place. A search that has done that too often goes on over whole rows (`sweep.rs`). The second looks at all adepts who could come to a mentor.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::candidates::NOTHING;
use super::instance::open;
use super::seating::{NOBODY, Seating};
use super::sweep::Sweep;

const FAR: i64 = i64::MAX;
/// A search may look at so many rows beyond their lists before it turns to whole rows.
const LOOKS: usize = 48;

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
    /// The mentors with a final distance, in order.
    reached: Vec<(usize, i64)>,
    /// When seating: what is next.
    queue: BinaryHeap<Reverse<Place>>,
    /// When seating: the mentors who have a distance.
    met: Vec<usize>,
    /// When seating: how far the nearest end is that is known.
    end: i64,
    /// When seating: the cheapest adept to stay without a seat.
    left_out: End,
    /// When seating: the nearest mentor with a free seat that is known.
    free: End,
    /// When seating: how far what is left of each adept's row was looked at.
    rows: Vec<Row>,
    /// When seating: how many more rows may be looked at beyond their lists.
    looks_left: usize,
    sweep: Sweep,
    /// How many searches there were.
    number: u32,
    /// When filling: the nodes without a final distance.
    ahead: Vec<usize>,
    /// When filling: the cells of those in one mentor's column.
    column: Vec<u16>,
    /// When filling: the adept through whom a mentor was reached, or [`NOBODY`].
    through: Vec<usize>,
}

/// A place in the queue. Among equal distances a mentor with a free seat comes first: where scores are much alike, that ends the
/// search at once; and what only might be near comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    distance: i64,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// A mentor with a free seat.
    Free(u32),
    /// A mentor without.
    Taken(u32),
    /// Whoever is left in an adept's row.
    Rest(u32),
}

/// What a search knows of an adept's row.
#[derive(Clone, Copy, Default)]
struct Row {
    /// In which search the list was made anew.
    listed: u32,
    /// The distance to a mentor of value and price 0.
    start: i64,
    /// No mentor who was not looked at has a higher value.
    rest: i32,
}

/// Where a search ends: how far, and at whom.
#[derive(Clone, Copy, Default)]
struct End {
    distance: i64,
    at: usize,
}

impl Search {
    /// Finds `adept` a seat, or the cheapest adept to stay without one, which may be the same.
    fn seat(&mut self, seating: &mut Seating, adept: usize) {
        self.begin_seating(seating);
        self.left_out = End { distance: seating.adepts[adept], at: adept };
        self.end = self.left_out.distance;
        self.look_from(seating, adept, 0);
        match self.free_seat_by_lists(seating, adept) {
            Some(End { distance, at }) => {
                self.shift_seated(seating, adept, distance);
                self.move_up(seating, adept, at);
            }
            None => {
                self.shift_seated(seating, adept, self.left_out.distance);
                self.move_to_the_left_out(seating, adept, self.left_out.at);
            }
        }
    }

    /// The nearest free seat, unless somebody who can stay without one is as near.
    fn free_seat_by_lists(&mut self, seating: &mut Seating, adept: usize) -> Option<End> {
        while let Some(Reverse(Place { distance, what })) = self.queue.pop() {
            if distance >= self.left_out.distance {
                return None;
            }
            match what {
                What::Free(mentor) => return Some(End { distance, at: mentor as usize }),
                What::Taken(mentor) if self.distance[mentor as usize] < distance => {}
                What::Taken(mentor) => {
                    self.reach(seating, mentor as usize, distance);
                    for place in 0..seating.holders(mentor as usize).len() {
                        let holder = seating.holders(mentor as usize)[place];
                        self.look_from(seating, holder, distance);
                    }
                }
                What::Rest(_) if self.looks_left == 0 => return self.free_seat_by_rows(seating, adept),
                What::Rest(adept) => self.look_further(seating, adept as usize, distance),
            }
        }
        None
    }

    /// The same from where the lists have led so far.
    fn free_seat_by_rows(&mut self, seating: &Seating, adept: usize) -> Option<End> {
        let mut sweep = std::mem::take(&mut self.sweep);
        sweep.begin(seating.mentors.len(), self.reached.iter().map(|&(mentor, _)| mentor));
        sweep.end_by(seating, self.end);
        sweep.look_from(seating, adept, seating.adepts[adept], &mut self.via);
        for &(mentor, distance) in &self.reached {
            for &holder in seating.holders(mentor) {
                sweep.look_from(seating, holder, distance + seating.adepts[holder], &mut self.via);
            }
        }
        let mut found = self.free;
        while let Some((mentor, distance)) = sweep.nearest(seating).filter(|&(_, distance)| distance < self.end) {
            if seating.has_free_seat(mentor) {
                found = End { distance, at: mentor };
                break;
            }
            sweep.take_out(mentor);
            self.reach(seating, mentor, distance);
            sweep.end_by(seating, self.end);
            for &holder in seating.holders(mentor) {
                sweep.look_from(seating, holder, distance + seating.adepts[holder], &mut self.via);
            }
        }
        self.sweep = sweep;
        // Only now it is known who can stay without a seat: somebody who was reached on the way may be nearer.
        Some(found).filter(|found| found.distance < self.left_out.distance)
    }

    /// The mentor's distance is final; somebody who sits there can stay without a seat instead.
    fn reach(&mut self, seating: &Seating, mentor: usize, distance: i64) {
        self.reached.push((mentor, distance));
        for &holder in seating.holders(mentor) {
            let end = distance + seating.adepts[holder];
            if end < self.left_out.distance {
                self.left_out = End { distance: end, at: holder };
                self.end = self.end.min(end);
            }
        }
    }

    fn begin_seating(&mut self, seating: &Seating) {
        if self.number == 0 || self.distance.len() != seating.mentors.len() || self.number == u32::MAX {
            self.distance.clear();
            self.distance.resize(seating.mentors.len(), FAR);
            self.via.clear();
            self.via.resize(seating.mentors.len(), NOBODY);
            self.rows.clear();
            self.rows.resize(seating.adepts.len(), Row::default());
            self.number = 0;
        }
        self.met.drain(..).for_each(|mentor| self.distance[mentor] = FAR);
        self.number += 1;
        self.free = End { distance: FAR, at: NOBODY };
        self.looks_left = LOOKS;
        self.queue.clear();
        self.reached.clear();
    }

    /// Shortens the distance to mentors by way of an adept at `distance`: those on her list, and the rest as a whole.
    fn look_from(&mut self, seating: &mut Seating, adept: usize, distance: i64) {
        let start = distance + seating.adepts[adept];
        if self.looks_left > 0 && self.rows[adept].listed != self.number && start.saturating_sub(seating.most_beyond(adept)) <= distance {
            self.looks_left -= 1;
            seating.list(adept);
            self.rows[adept].listed = self.number;
        }
        self.look_at_list(seating, adept, start);
        self.leave_rest(seating, adept, distance);
    }

    fn look_at_list(&mut self, seating: &Seating, adept: usize, start: i64) {
        for candidate in seating.candidates.of(adept) {
            let mentor = candidate.mentor as usize;
            let found = start + seating.mentors[mentor] - seating.candidate_weight(adept, candidate);
            self.meet(seating, adept, mentor, found);
        }
        let row = &mut self.rows[adept];
        (row.start, row.rest) = (start, seating.candidates.bound(adept));
    }

    fn meet(&mut self, seating: &Seating, adept: usize, mentor: usize, found: i64) {
        let known = self.distance[mentor];
        if found >= known || found >= self.end {
            return;
        }
        if known == FAR {
            self.met.push(mentor);
        }
        self.distance[mentor] = found;
        self.via[mentor] = adept;
        let what = if seating.has_free_seat(mentor) {
            self.end = found;
            self.free = End { distance: found, at: mentor };
            What::Free(mentor as u32)
        } else {
            What::Taken(mentor as u32)
        };
        self.queue.push(Reverse(Place { distance: found, what }));
    }

    /// Puts what is left of the adept's row where it may be, unless it cannot matter.
    fn leave_rest(&mut self, seating: &Seating, adept: usize, distance: i64) {
        let row = self.rows[adept];
        let nearest = row.start.saturating_sub(seating.scale.most_gain(row.rest)).max(distance);
        if row.rest > NOTHING && nearest < self.end {
            self.queue.push(Reverse(Place { distance: nearest, what: What::Rest(adept as u32) }));
        }
    }

    /// What is left of the adept's row is at `distance`, or may be: makes her list anew, or shows the next best of the row.
    fn look_further(&mut self, seating: &mut Seating, adept: usize, distance: i64) {
        self.looks_left -= 1;
        let Row { start, listed, rest } = self.rows[adept];
        if listed != self.number {
            seating.list(adept);
            self.rows[adept].listed = self.number;
            self.look_at_list(seating, adept, start);
        } else {
            let instance = seating.instance;
            let cells = instance.row(adept);
            let mut candidates = std::mem::take(&mut seating.candidates);
            let rest = candidates.next_best(cells, &seating.prices, rest, |mentor, _| {
                let found = start + seating.mentors[mentor] - seating.weight(adept, mentor, cells[mentor]);
                self.meet(seating, adept, mentor, found);
            });
            seating.candidates = candidates;
            self.rows[adept].rest = rest;
        }
        self.leave_rest(seating, adept, distance);
    }

    fn shift_seated(&self, seating: &mut Seating, first: usize, end: i64) {
        seating.adepts[first] -= end;
        for &(mentor, distance) in &self.reached {
            let shift = end - distance;
            seating.raise(mentor, shift);
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

    fn begin_filling(&mut self, seating: &Seating) {
        self.distance.clear();
        self.distance.resize(seating.adepts.len(), FAR);
        self.via.clear();
        self.via.resize(seating.adepts.len(), NOBODY);
        self.ahead.clone_from(&seating.seekers);
        self.reached.clear();
    }

    /// Fills a free seat of `mentor` from somebody without a seat, or finds the cheapest seat to stay free.
    fn fill(&mut self, seating: &mut Seating, mentor: usize) {
        self.begin_filling(seating);
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
    /// Adepts whose mentor is reached already have nothing to add and are dropped. The cells are fetched first, without any decisions in
    /// between: they are far apart in memory, and so many can be under way at once.
    fn look_back_from(&mut self, seating: &Seating, mentor: usize, distance: i64) -> Option<usize> {
        let through = &self.through;
        self.ahead.retain(|&adept| match seating.mentor_of(adept) {
            NOBODY => true,
            left => through[left] == NOBODY,
        });
        self.column.clear();
        self.column.extend(self.ahead.iter().map(|&adept| seating.instance.row(adept)[mentor]));
        let mut nearest = None;
        let mut least = FAR;
        for (index, (&adept, &cell)) in self.ahead.iter().zip(&self.column).enumerate() {
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
        seating.lower(self.reached.iter().map(|&(mentor, distance)| (mentor, end - distance)));
        for &(mentor, distance) in &self.reached {
            let shift = end - distance;
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
