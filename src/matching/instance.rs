//! What is to be solved: who may sit with whom, what each pair is worth, and what people have decided.

use std::sync::Arc;

use super::objective::Objective;

/// The highest score that a pair can have, in basis points.
pub const FULL_SCORE: u16 = 10_000;

/// The largest bonus that a present pair can have, in basis points: one whole score.
pub const FULL_STEADINESS: u32 = FULL_SCORE as u32;

/// Set on a pair that may never be proposed: a rule blocks it, or its score is below the minimum.
const RULED_OUT: u16 = 1 << 15;
/// Set on a pair that people forbade and may allow again.
const FORBIDDEN: u16 = 1 << 14;
/// What is left of a cell when the two marks are taken away.
const SCORE: u16 = FORBIDDEN - 1;

/// One assignment problem: adepts are rows, mentors are columns, both numbered in the order of their ids.
///
/// A fresh instance has all scores 0, all pairs possible, one seat for each mentor, nobody away, nothing locked, no present
/// proposal, no steadiness, asks for the largest total and puts people first. Numbers of people who do not exist are ignored by everything
/// that sets, and answered with "nothing" by everything that asks: nothing here can panic.
///
/// Scores and marks share a dense table of two bytes a pair. A row is one run of memory, and instances that were cloned from each other
/// share the rows that neither has changed since: a clone takes one word for each adept and mentor, not two bytes for each pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instance {
    adepts: usize,
    mentors: usize,
    rows: Vec<Arc<[u16]>>,
    seats: Vec<u32>,
    locked: Vec<Option<usize>>,
    present: Vec<Option<usize>>,
    adepts_away: Vec<bool>,
    mentors_away: Vec<bool>,
    objective: Objective,
    people_first: bool,
    steadiness: u32,
}

impl Instance {
    /// A problem with `adepts` rows and `mentors` columns. It takes two bytes for each pair, once the scores are set.
    pub fn new(adepts: usize, mentors: usize) -> Self {
        Self {
            adepts,
            mentors,
            rows: vec![Arc::from(vec![0; mentors]); adepts],
            seats: vec![1; mentors],
            locked: vec![None; adepts],
            present: vec![None; adepts],
            adepts_away: vec![false; adepts],
            mentors_away: vec![false; mentors],
            objective: Objective::Total,
            people_first: true,
            steadiness: 0,
        }
    }

    /// How many adepts there are.
    pub fn adepts(&self) -> usize {
        self.adepts
    }

    /// How many mentors there are.
    pub fn mentors(&self) -> usize {
        self.mentors
    }

    /// Sets what the pair is worth, in basis points; more than [`FULL_SCORE`] counts as [`FULL_SCORE`].
    #[inline]
    pub fn set_score(&mut self, adept: usize, mentor: usize, score: u16) {
        if let Some(cell) = self.cell_mut(adept, mentor) {
            *cell = (*cell & !SCORE) | score.min(FULL_SCORE);
        }
    }

    /// Sets what all pairs are worth, adept by adept; what is missing at the end stays.
    pub fn set_scores(&mut self, scores: &[u16]) {
        for (row, scores) in self.rows.iter_mut().zip(scores.chunks(self.mentors.max(1))) {
            for (cell, &score) in Arc::make_mut(row).iter_mut().zip(scores) {
                *cell = (*cell & !SCORE) | score.min(FULL_SCORE);
            }
        }
    }

    /// Sets what all pairs are worth, by asking for each; more than [`FULL_SCORE`] counts as [`FULL_SCORE`].
    pub(super) fn rescore(&mut self, mut score: impl FnMut(usize, usize) -> u16) {
        for (adept, row) in self.rows.iter_mut().enumerate() {
            for (mentor, cell) in Arc::make_mut(row).iter_mut().enumerate() {
                *cell = (*cell & !SCORE) | score(adept, mentor).min(FULL_SCORE);
            }
        }
    }

    /// What the pair is worth in basis points, possible or not; 0 when one of them does not exist.
    #[inline]
    pub fn score(&self, adept: usize, mentor: usize) -> u16 {
        self.cell(adept, mentor).map_or(0, |cell| cell & SCORE)
    }

    /// Takes the pair out for good: a rule blocks it, or it is below the minimum. Its score stays known.
    pub fn rule_out(&mut self, adept: usize, mentor: usize) {
        if let Some(cell) = self.cell_mut(adept, mentor) {
            *cell |= RULED_OUT;
        }
    }

    /// Takes the pair out until somebody [allows](Self::allow) it again: people forbade it.
    pub fn forbid(&mut self, adept: usize, mentor: usize) {
        if let Some(cell) = self.cell_mut(adept, mentor) {
            *cell |= FORBIDDEN;
        }
    }

    /// Takes back a [`forbid`](Self::forbid). A pair that is also [ruled out](Self::rule_out) stays so.
    pub fn allow(&mut self, adept: usize, mentor: usize) {
        if let Some(cell) = self.cell_mut(adept, mentor) {
            *cell &= !FORBIDDEN;
        }
    }

    /// Whether the pair may be proposed: both exist and are here, and it is neither ruled out nor forbidden.
    #[inline]
    pub fn possible(&self, adept: usize, mentor: usize) -> bool {
        self.cell(adept, mentor).is_some_and(open) && !self.adept_is_away(adept) && !self.mentor_is_away(mentor)
    }

    /// For each mentor what the pair with this adept is worth, in basis points; `None` where it is not [possible](Self::possible). One run
    /// over memory, for whoever looks at everybody.
    #[inline]
    pub fn possible_scores(&self, adept: usize) -> impl Iterator<Item = Option<u16>> + '_ {
        let here = adept < self.adepts && !self.adept_is_away(adept);
        let row = if here { self.row(adept) } else { &[] };
        row.iter().zip(&self.mentors_away).map(|(&cell, &away)| (open(cell) && !away).then_some(cell))
    }

    /// Sets how many adepts the mentor takes; 0 is allowed.
    pub fn set_seats(&mut self, mentor: usize, seats: u32) {
        if let Some(own) = self.seats.get_mut(mentor) {
            *own = seats;
        }
    }

    /// How many adepts the mentor takes, as set; 0 when the mentor is away or does not exist.
    pub fn seats(&self, mentor: usize) -> u32 {
        let seats = self.seats.get(mentor).copied().unwrap_or(0);
        if self.mentor_is_away(mentor) { 0 } else { seats }
    }

    /// Says that the adept is away: she gets no mentor, and her lock rests until she is back.
    pub fn adept_away(&mut self, adept: usize, away: bool) {
        if let Some(own) = self.adepts_away.get_mut(adept) {
            *own = away;
        }
    }

    /// Says that the mentor is away: nobody sits there, and locks rest until he is back.
    pub fn mentor_away(&mut self, mentor: usize, away: bool) {
        if let Some(own) = self.mentors_away.get_mut(mentor) {
            *own = away;
        }
    }

    /// Whether the adept takes no part for now.
    #[inline]
    pub fn adept_is_away(&self, adept: usize) -> bool {
        self.adepts_away.get(adept).is_some_and(|&away| away)
    }

    /// Whether the mentor takes no part for now.
    #[inline]
    pub fn mentor_is_away(&self, mentor: usize) -> bool {
        self.mentors_away.get(mentor).is_some_and(|&away| away)
    }

    /// Holds the pair whatever its score and marks are, and lets go of the adept's earlier lock.
    ///
    /// Locked pairs take seats first. When a mentor has more locks than seats, the locks count as the seats:
    /// what people decided wins, and nobody else is seated there.
    pub fn lock(&mut self, adept: usize, mentor: usize) {
        if mentor < self.mentors
            && let Some(own) = self.locked.get_mut(adept)
        {
            *own = Some(mentor);
        }
    }

    /// Lets go of the adept's lock, whoever it is with.
    pub fn unlock(&mut self, adept: usize) {
        if let Some(own) = self.locked.get_mut(adept) {
            *own = None;
        }
    }

    /// The mentor that the adept is locked to, while both are here.
    #[inline]
    pub fn locked(&self, adept: usize) -> Option<usize> {
        let lock = self.locked.get(adept).copied().flatten()?;
        (!self.adept_is_away(adept) && !self.mentor_is_away(lock)).then_some(lock)
    }

    /// Sets what the best assignment is.
    pub fn strive_for(&mut self, objective: Objective) {
        self.objective = objective;
    }

    /// What the best assignment is.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// Whether as many adepts as possible are matched before the total counts. [`Floor`](Objective::Floor) and
    /// [`Fair`](Objective::Fair) always do.
    pub fn people_first(&mut self, first: bool) {
        self.people_first = first;
    }

    /// Whether the number of matched adepts counts before the total.
    pub fn puts_people_first(&self) -> bool {
        self.people_first || self.objective != Objective::Total
    }

    /// Sets how many basis points a pair of the present proposal is worth beyond its score; more than
    /// [`FULL_STEADINESS`] counts as [`FULL_STEADINESS`].
    pub fn steadiness(&mut self, bonus: u32) {
        self.steadiness = bonus.min(FULL_STEADINESS);
    }

    /// The bonus of a present pair, in basis points.
    #[inline]
    pub fn bonus(&self) -> u32 {
        self.steadiness
    }

    /// Names the proposal that stands now: for each adept the mentor, if any. Among equals these pairs stay,
    /// and each is worth the [`steadiness`](Self::steadiness) more. Adepts beyond the end of `proposal` have none.
    pub fn present(&mut self, proposal: &[Option<usize>]) {
        let mentors = self.mentors;
        for (adept, own) in self.present.iter_mut().enumerate() {
            let named = proposal.get(adept).copied().flatten();
            *own = named.filter(|&mentor| mentor < mentors);
        }
    }

    /// Forgets the proposal that stands now: the next solve starts afresh from the canonical optimum.
    pub fn afresh(&mut self) {
        self.present.fill(None);
    }

    /// The mentor of the adept in the present proposal.
    #[inline]
    pub fn present_mentor(&self, adept: usize) -> Option<usize> {
        self.present.get(adept).copied().flatten()
    }

    /// The adepts who are neither locked nor away, in order: those whom a solve finds mentors for.
    pub(super) fn seekers(&self) -> Vec<usize> {
        (0..self.adepts).filter(|&adept| self.locked(adept).is_none() && !self.adept_is_away(adept)).collect()
    }

    /// The seats of each mentor that no lock takes.
    pub(super) fn open_seats(&self) -> Vec<usize> {
        let mut open: Vec<usize> = (0..self.mentors).map(|mentor| self.seats(mentor) as usize).collect();
        for mentor in (0..self.adepts).filter_map(|adept| self.locked(adept)) {
            open[mentor] = open[mentor].saturating_sub(1);
        }
        open
    }

    /// What a pair counts for: its score, and the bonus when it is a present one; nothing for a pair that is not possible.
    #[inline]
    pub(super) fn value(&self, adept: usize, mentor: usize) -> Option<u16> {
        self.possible(adept, mentor).then(|| {
            let bonus = if self.present_mentor(adept) == Some(mentor) { self.steadiness as u16 } else { 0 };
            self.score(adept, mentor) + bonus
        })
    }

    /// Takes out every pair that counts for less than `least`.
    pub(super) fn rule_out_below(&mut self, least: u16) {
        for adept in 0..self.adepts {
            let present = self.present_mentor(adept).filter(|&mentor| self.value(adept, mentor) >= Some(least));
            let kept = present.and_then(|mentor| self.cell(adept, mentor));
            let row = Arc::make_mut(&mut self.rows[adept]);
            for cell in row.iter_mut() {
                *cell |= if *cell < least { RULED_OUT } else { 0 };
            }
            if let (Some(mentor), Some(cell)) = (present, kept) {
                row[mentor] = cell;
            }
        }
    }

    /// The cells of one adept, one for each mentor; ask [`open`] before reading a score.
    #[inline]
    pub(super) fn row(&self, adept: usize) -> &[u16] {
        &self.rows[adept]
    }

    /// The same, as it is shared: two instances that share it have the same row.
    #[inline]
    pub(super) fn shared_row(&self, adept: usize) -> Option<&Arc<[u16]>> {
        self.rows.get(adept)
    }

    #[inline]
    fn cell(&self, adept: usize, mentor: usize) -> Option<u16> {
        self.rows.get(adept)?.get(mentor).copied()
    }

    /// A cell to be changed; the row becomes this instance's own.
    #[inline]
    fn cell_mut(&mut self, adept: usize, mentor: usize) -> Option<&mut u16> {
        let row = self.rows.get_mut(adept).filter(|_| mentor < self.mentors)?;
        Arc::make_mut(row).get_mut(mentor)
    }
}

/// Whether a cell of [`Instance::row`] belongs to a possible pair; then the cell is the score itself.
#[inline]
pub(super) fn open(cell: u16) -> bool {
    cell <= SCORE
}
