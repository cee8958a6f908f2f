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

use super::bits::{BitRows, bits_of};
use super::seating::{NOBODY, Seating};

/// The moves between best seatings, as they follow from potentials or from a [chain](super::FairProof).
#[derive(Clone, Debug)]
pub(super) struct Ties {
    /// The potentials that the bits below belong to.
    adepts: Vec<i64>,
    mentors: Vec<i64>,
    /// For each adept, one bit for each mentor: the pair is tight.
    mentors_of: BitRows,
    /// For each mentor, one bit for each adept: the pair is tight.
    adepts_of: BitRows,
    /// Whether the adept can do without a mentor.
    may_leave: Vec<bool>,
    /// Whether a seat of the mentor can stay free.
    may_stay_free: Vec<bool>,
    /// The adepts who may still move.
    loose: Vec<u64>,
    /// Those of them that the running search has not met.
    unmet: Vec<u64>,
    /// For each mentor, and last for "nobody": how to come nearer to the node that the search began at.
    onward: Vec<Option<Step>>,
    /// The nodes that have an entry there, in the order of their distances.
    queue: Vec<usize>,
}

/// When so many mentors have other potentials, a list that tells all ties is worth making.
const WORTH_A_LIST: usize = 64;

/// A move of the search: `adept` (or [`NOBODY`], when only a free seat changes place) goes on to node `to`.
#[derive(Clone, Copy, Debug)]
struct Step {
    adept: usize,
    to: usize,
}

impl Ties {
    /// The ties under the seating's potentials.
    pub(super) fn of(seating: &Seating) -> Self {
        let mut ties = Self::between(seating.adepts.len(), seating.mentors.len());
        seating.seekers.iter().for_each(|&adept| ties.look_at(seating, adept));
        ties.adopt(seating);
        ties
    }

    /// The same for a seating whose instance is that of before, but for the rows of `changed`: looks only at what has other potentials.
    pub(super) fn follow(&mut self, seating: &mut Seating, changed: &[usize]) {
        let repriced: Vec<bool> = self.mentors.iter().zip(&seating.mentors).map(|(before, after)| before != after).collect();
        let columns: Vec<usize> = (0..repriced.len()).filter(|&mentor| repriced[mentor]).collect();
        let mut whole: Vec<bool> = self.adepts.iter().zip(&seating.adepts).map(|(before, after)| before != after).collect();
        for &adept in changed {
            whole[adept] = true;
            self.look_away(adept);
        }
        for &mentor in &columns {
            self.untie_from(seating, mentor, &whole);
        }
        for index in 0..seating.seekers.len() {
            let adept = seating.seekers[index];
            if !seating.list_is_all(adept) && (whole[adept] || columns.len() > WORTH_A_LIST) {
                seating.list(adept);
            }
            let listed = seating.list_is_all(adept);
            if whole[adept] || !listed && 4 * columns.len() > repriced.len() {
                self.look_away(adept);
                self.look_at(seating, adept);
            } else if listed {
                for candidate in seating.candidates.of(adept).iter().filter(|candidate| repriced[candidate.mentor as usize]) {
                    self.set(adept, candidate.mentor as usize, seating.candidate_is_tight(adept, candidate));
                }
            } else {
                columns.iter().for_each(|&mentor| self.set(adept, mentor, seating.tight(adept, mentor)));
            }
        }
        self.adopt(seating);
    }

    /// Unties those of the mentor's pairs that are no longer tight, but for adepts whose row is looked at anyway.
    fn untie_from(&mut self, seating: &Seating, mentor: usize, whole: &[bool]) {
        for word in 0..self.loose.len() {
            for adept in bits_of(word, self.adepts_of.row(mentor)[word]) {
                if !whole[adept] && !seating.tight(adept, mentor) {
                    self.untie(adept, mentor);
                }
            }
        }
    }

    fn set(&mut self, adept: usize, mentor: usize, tight: bool) {
        if tight {
            self.tie(adept, mentor);
        } else {
            self.untie(adept, mentor);
        }
    }

    fn adopt(&mut self, seating: &Seating) {
        self.adepts.clone_from(&seating.adepts);
        self.mentors.clone_from(&seating.mentors);
        self.may_leave = seating.adepts.iter().map(|&potential| potential == 0).collect();
        self.may_stay_free = seating.mentors.iter().map(|&potential| potential == 0).collect();
    }

    fn look_at(&mut self, seating: &Seating, adept: usize) {
        seating.tight_mentors(adept, |mentor| self.tie(adept, mentor));
    }

    /// Forgets all ties of the adept.
    fn look_away(&mut self, adept: usize) {
        for word in 0..self.mentors_of.row(adept).len() {
            let bits = std::mem::take(&mut self.mentors_of.row_mut(adept)[word]);
            bits_of(word, bits).for_each(|mentor| self.adepts_of.clear(mentor, adept));
        }
    }

    fn untie(&mut self, adept: usize, mentor: usize) {
        self.mentors_of.clear(adept, mentor);
        self.adepts_of.clear(mentor, adept);
    }

    /// No pair tight, nobody can do without anything.
    pub(super) fn between(adepts: usize, mentors: usize) -> Self {
        Self {
            adepts: vec![0; adepts],
            mentors: vec![0; mentors],
            mentors_of: BitRows::new(adepts, mentors),
            adepts_of: BitRows::new(mentors, adepts),
            may_leave: vec![false; adepts],
            may_stay_free: vec![false; mentors],
            loose: vec![0; adepts.div_ceil(64)],
            unmet: Vec::new(),
            onward: vec![None; mentors + 1],
            queue: Vec::new(),
        }
    }

    /// The pair belongs to some best seating, as far as pairs go.
    pub(super) fn tie(&mut self, adept: usize, mentor: usize) {
        self.mentors_of.set(adept, mentor);
        self.adepts_of.set(mentor, adept);
    }

    /// The adept can do without a mentor.
    pub(super) fn let_leave(&mut self, adept: usize) {
        self.may_leave[adept] = true;
    }

    /// A seat of the mentor can stay free.
    pub(super) fn let_stay_free(&mut self, mentor: usize) {
        self.may_stay_free[mentor] = true;
    }

    /// Moves a best seating to the canonical one.
    pub(super) fn settle(&mut self, seating: &mut Seating) {
        for &adept in &seating.seekers {
            self.loose[adept / 64] |= 1 << (adept % 64);
        }
        for index in 0..seating.seekers.len() {
            let adept = seating.seekers[index];
            self.fix(adept);
            if let Some(mentor) = self.better_mentor(seating, adept) {
                self.move_along(seating, adept, mentor);
            }
        }
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
        let own = seating.mentor_of(adept);
        let words = self.mentors_of.row(adept).iter().enumerate();
        words.flat_map(|(word, &bits)| bits_of(word, bits)).take_while(move |&mentor| mentor < own)
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
        self.queue.drain(..).for_each(|node| self.onward[node] = None);
        self.onward[own] = Some(Step { adept: NOBODY, to: own });
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
        if self.may_stay_free[mentor] {
            self.meet(self.nobody(), Step { adept: NOBODY, to: mentor });
        }
        for word in 0..self.unmet.len() {
            let comers = self.adepts_of.row(mentor)[word] & self.unmet[word];
            self.unmet[word] &= !comers;
            for adept in bits_of(word, comers) {
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
            if let Some(adept) = holders.find(|&holder| self.may_leave(holder)) {
                self.meet(mentor, Step { adept, to: nobody });
            }
        }
    }

    fn may_leave(&self, adept: usize) -> bool {
        self.may_leave[adept] && self.loose[adept / 64] & (1 << (adept % 64)) != 0
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
