//! One optimum among many: the lexicographically smallest by adept, then mentor, with "no mentor" last.
//!
//! **Why this is right.** Given best potentials, complementary slackness says which seatings are best: exactly those that use
//! tight pairs only, leave nobody empty whose potential is above 0, and leave no seat free whose mentor's potential is
//! above 0. Two of them differ by cycles of moves over tight pairs: somebody leaves mentor `a` for `b`, somebody else leaves `b` for
//! `c`, and so on back to `a`. "Nobody" is one more node on these cycles: an adept with potential 0 may move to it or from it, and a
//! seat with potential 0 may become free or stop being so. So the next adept in order can get mentor `b`, with all
//! earlier adepts fixed, exactly when her own node can be reached from `b` by moves of adepts who are not fixed. A search
//! backwards from her node finds all such `b`; she takes the smallest that is tight for her, the others move along the path, she
//! is fixed. Whatever seating the search starts from, and whatever best potentials prove it, the outcome is the same,
//! since the set of best seatings is. (Design: tight graph as bit rows, one breadth-first search for each adept.)

use super::instance::open;
use super::seating::{NOBODY, Seating};

/// Moves a best seating to the canonical one.
pub(super) fn settle_ties(seating: &mut Seating) {
    let mut ties = Ties::of(seating);
    for index in 0..seating.seekers.len() {
        let adept = seating.seekers[index];
        ties.fix(adept);
        if let Some(mentor) = ties.better_mentor(seating, adept) {
            ties.move_along(seating, adept, mentor);
        }
    }
}

/// A move of the search: `adept` (or [`NOBODY`], when only a free seat changes place) goes on to node `to`.
#[derive(Clone, Copy)]
struct Step {
    adept: usize,
    to: usize,
}

struct Ties {
    /// For each mentor, one bit for each adept: the pair is tight.
    tight: Vec<u64>,
    words: usize,
    /// The adepts who may still move.
    loose: Vec<u64>,
    /// Those of them that the running search has not met.
    unmet: Vec<u64>,
    /// For each mentor, and last for "nobody": how to come nearer to the node that the search began at.
    onward: Vec<Option<Step>>,
    queue: Vec<usize>,
}

impl Ties {
    fn of(seating: &Seating) -> Self {
        let mentors = seating.mentors.len();
        let words = seating.adepts.len().div_ceil(64);
        let mut ties = Self {
            tight: vec![0; words * mentors],
            words,
            loose: vec![0; words],
            unmet: Vec::new(),
            onward: vec![None; mentors + 1],
            queue: Vec::new(),
        };
        for &adept in &seating.seekers {
            let (word, bit) = (adept / 64, 1 << (adept % 64));
            ties.loose[word] |= bit;
            for (mentor, &cell) in seating.instance.row(adept).iter().enumerate() {
                if open(cell) && seating.slack(adept, mentor, cell) == 0 {
                    ties.tight[mentor * words + word] |= bit;
                }
            }
        }
        ties
    }

    fn fix(&mut self, adept: usize) {
        self.loose[adept / 64] &= !(1 << (adept % 64));
    }

    /// The first mentor, before the adept's own, that she can have; leaves the path to her old node in `onward`.
    fn better_mentor(&mut self, seating: &Seating, adept: usize) -> Option<usize> {
        let first = self.candidates(seating, adept).next()?;
        self.search(seating, adept, first);
        self.candidates(seating, adept).find(|&mentor| self.reaches(mentor))
    }

    /// The mentors that would be better for the adept by the canonical order, the best first.
    fn candidates(&self, seating: &Seating, adept: usize) -> impl Iterator<Item = usize> {
        let (word, bit) = (adept / 64, 1 << (adept % 64));
        let mentors = seating.mentors.len().min(seating.mentor_of(adept));
        (0..mentors).filter(move |&mentor| self.tight[mentor * self.words + word] & bit != 0)
    }

    fn reaches(&self, node: usize) -> bool {
        self.onward[node].is_some()
    }

    /// The node of "no mentor".
    fn nobody(&self) -> usize {
        self.onward.len() - 1
    }

    fn node_of(&self, seating: &Seating, adept: usize) -> usize {
        match seating.mentor_of(adept) {
            NOBODY => self.nobody(),
            mentor => mentor,
        }
    }

    /// Finds the nodes from which the adept's own node can be reached, at least until `wanted` is among them.
    fn search(&mut self, seating: &Seating, adept: usize, wanted: usize) {
        let own = self.node_of(seating, adept);
        self.unmet.clone_from(&self.loose);
        self.onward.fill(None);
        self.onward[own] = Some(Step { adept: NOBODY, to: own });
        self.queue.clear();
        self.queue.push(own);
        let mut next = 0;
        while let Some(&node) = self.queue.get(next) {
            next += 1;
            if node == self.nobody() {
                self.look_back_from_nobody(seating);
            } else {
                self.look_back_from(seating, node);
            }
            if self.reaches(wanted) {
                return;
            }
        }
    }

    /// Somebody comes to this mentor, or a seat here becomes free instead.
    fn look_back_from(&mut self, seating: &Seating, mentor: usize) {
        if seating.mentors[mentor] == 0 {
            self.meet(self.nobody(), Step { adept: NOBODY, to: mentor });
        }
        for word in 0..self.words {
            let mut comers = self.tight[mentor * self.words + word] & self.unmet[word];
            self.unmet[word] &= !comers;
            while comers != 0 {
                let adept = word * 64 + comers.trailing_zeros() as usize;
                comers &= comers - 1;
                self.meet(self.node_of(seating, adept), Step { adept, to: mentor });
            }
        }
    }

    /// Somebody gives up a seat for nothing, or a free seat is taken.
    fn look_back_from_nobody(&mut self, seating: &Seating) {
        let nobody = self.nobody();
        for mentor in 0..nobody {
            if self.reaches(mentor) {
                continue;
            }
            if seating.has_free_seat(mentor) {
                self.meet(mentor, Step { adept: NOBODY, to: nobody });
                continue;
            }
            let mut holders = seating.holders(mentor).iter().copied();
            if let Some(adept) = holders.find(|&holder| self.may_leave(seating, holder)) {
                self.meet(mentor, Step { adept, to: nobody });
            }
        }
    }

    fn may_leave(&self, seating: &Seating, adept: usize) -> bool {
        seating.adepts[adept] == 0 && self.loose[adept / 64] & (1 << (adept % 64)) != 0
    }

    fn meet(&mut self, node: usize, step: Step) {
        if self.onward[node].is_none() {
            self.onward[node] = Some(step);
            self.queue.push(node);
        }
    }

    /// The adept takes a seat with `mentor`, and everybody on the path from there to her old node moves one on.
    fn move_along(&self, seating: &mut Seating, adept: usize, mentor: usize) {
        let own = self.node_of(seating, adept);
        seating.sit(adept, mentor);
        let mut node = mentor;
        while node != own
            && let Some(step) = self.onward[node]
        {
            if step.adept != NOBODY {
                let to = if step.to == self.nobody() { NOBODY } else { step.to };
                seating.sit(step.adept, to);
            }
            node = step.to;
        }
    }
}
