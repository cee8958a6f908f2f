//! The greatest matching of the pairs that count for something: augmenting paths over rows of bits.
//!
//! Breadth-first augmenting paths (Berge 1957), 64 pairs at a time; a mentor is one node with several holders. A row is looked at when a
//! search comes to it: who begins near a greatest matching looks at few. What a
//! failing search has met stays unmet-able for the rest of the round: no later path can come out of it. When no path is left, the
//! adepts and mentors that the failed searches met give König's cover.

use super::bits::{BitRows, bits_of, first_bits, mark_from};
use super::cover::Cover;
use super::instance::{Instance, open};
use super::seating::NOBODY;

/// A matching of pairs that count for at least a threshold.
pub(super) struct Most<'a> {
    instance: &'a Instance,
    seekers: Vec<usize>,
    seats: Vec<usize>,
    /// The pairs that count, in the rows that this round has come to.
    pairs: BitRows,
    /// The round that each row was last looked at in.
    looked: Vec<u32>,
    round: u32,
    least: u16,
    mentor_of: Vec<usize>,
    holders: Vec<Vec<usize>>,
    via: Vec<usize>,
    unmet: Vec<u64>,
}

impl<'a> Most<'a> {
    /// Nobody matched yet, no pair counts yet.
    pub(super) fn of(instance: &'a Instance) -> Self {
        let mentors = instance.mentors();
        Self {
            instance,
            seekers: instance.seekers(),
            seats: instance.open_seats(),
            pairs: BitRows::new(instance.adepts(), mentors),
            looked: vec![0; instance.adepts()],
            round: 0,
            least: 0,
            mentor_of: vec![NOBODY; instance.adepts()],
            holders: vec![Vec::new(); mentors],
            via: vec![NOBODY; mentors],
            unmet: Vec::new(),
        }
    }

    /// Whom everybody is matched with.
    pub(super) fn mentors(&self) -> &[usize] {
        &self.mentor_of
    }

    pub(super) fn matched(&self) -> usize {
        self.holders.iter().map(Vec::len).sum()
    }

    /// The least that a matched pair counts for.
    pub(super) fn worst(&self) -> Option<u16> {
        let pairs = self.mentor_of.iter().enumerate().filter(|&(_, &mentor)| mentor != NOBODY);
        pairs.filter_map(|(adept, &mentor)| self.instance.value(adept, mentor)).min()
    }

    /// A value that at most `matched - 1` adepts reach with anybody: no matching of so many is that high.
    pub(super) fn beyond(&self, matched: usize) -> u16 {
        let best = |&adept: &usize| {
            let bonus = self.instance.present_mentor(adept).and_then(|mentor| self.instance.value(adept, mentor));
            let scores = self.instance.row(adept).iter().map(|&cell| if open(cell) { cell } else { 0 });
            scores.fold(bonus.unwrap_or(0), u16::max)
        };
        let mut bests: Vec<u16> = self.seekers.iter().map(best).collect();
        bests.sort_unstable_by_key(|&best| std::cmp::Reverse(best));
        matched.checked_sub(1).and_then(|last| bests.get(last)).map_or(0, |&best| best + 1)
    }

    /// Matches as many adepts as possible by pairs that count for `least` or more, beginning with those of `start` that do.
    ///
    /// `start` names no mentor for more adepts than he has seats.
    pub(super) fn match_from(&mut self, start: &[usize], least: u16) {
        (self.least, self.round) = (least, self.round + 1);
        self.holders.iter_mut().for_each(Vec::clear);
        self.mentor_of.fill(NOBODY);
        for index in 0..self.seekers.len() {
            let adept = self.seekers[index];
            if let Some(&mentor) = start.get(adept)
                && mentor != NOBODY
                && self.instance.value(adept, mentor).is_some_and(|value| value >= least)
                && self.holders[mentor].len() < self.seats[mentor]
            {
                self.sit(adept, mentor);
            }
        }
        self.unmet = first_bits(self.holders.len());
        for index in 0..self.seekers.len() {
            let adept = self.seekers[index];
            if self.mentor_of[adept] == NOBODY {
                self.seat(adept);
            }
        }
    }

    /// The cover that proves that no more can be matched. To be asked right after [`match_from`](Self::match_from).
    pub(super) fn cover(&self) -> Cover {
        let met = |mentor: usize| self.unmet[mentor / 64] & (1 << (mentor % 64)) == 0;
        let mut adepts = vec![false; self.mentor_of.len()];
        for &adept in &self.seekers {
            let mentor = self.mentor_of[adept];
            adepts[adept] = mentor != NOBODY && !met(mentor);
        }
        Cover { adepts, mentors: (0..self.holders.len()).map(met).collect() }
    }

    fn look_at(&mut self, adept: usize) {
        if std::mem::replace(&mut self.looked[adept], self.round) == self.round {
            return;
        }
        mark_from(self.least, self.instance.row(adept), self.pairs.row_mut(adept));
        if let Some(mentor) = self.instance.present_mentor(adept)
            && self.instance.value(adept, mentor).is_some_and(|value| value >= self.least)
        {
            self.pairs.set(adept, mentor);
        }
    }

    /// Looks for a free seat along a path of moves; what is met without finding one stays met.
    fn seat(&mut self, first: usize) {
        let before = self.unmet.clone();
        let mut queue = vec![first];
        let mut next = 0;
        while let Some(&adept) = queue.get(next) {
            next += 1;
            self.look_at(adept);
            for word in 0..self.unmet.len() {
                let fresh = self.pairs.row(adept)[word] & self.unmet[word];
                for mentor in bits_of(word, fresh) {
                    if self.seats[mentor] == 0 {
                        continue;
                    }
                    self.via[mentor] = adept;
                    if self.holders[mentor].len() < self.seats[mentor] {
                        self.unmet = before;
                        return self.move_up(first, mentor);
                    }
                    queue.extend(self.holders[mentor].iter().copied());
                }
                self.unmet[word] &= !fresh;
            }
        }
    }

    fn move_up(&mut self, first: usize, free: usize) {
        let mut free = free;
        loop {
            let adept = self.via[free];
            let left = self.mentor_of[adept];
            self.stand(adept);
            self.sit(adept, free);
            if adept == first {
                return;
            }
            free = left;
        }
    }

    fn sit(&mut self, adept: usize, mentor: usize) {
        self.mentor_of[adept] = mentor;
        self.holders[mentor].push(adept);
    }

    fn stand(&mut self, adept: usize) {
        let left = std::mem::replace(&mut self.mentor_of[adept], NOBODY);
        if left != NOBODY {
            self.holders[left].retain(|&holder| holder != adept);
        }
    }
}
