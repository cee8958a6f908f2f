//! # The best assignment
//!
//! A first sketch of the room's door: the engine behind it is being built.

/// One assignment problem.
#[derive(Debug, Clone)]
pub struct Instance {
    mentors: usize,
    scores: Vec<Option<u16>>,
    seats: Vec<u32>,
    locked: Vec<Option<usize>>,
}

/// An assignment.
#[derive(Debug, Clone)]
pub struct Solution {
    /// Each adept's mentor.
    pub mentor_of: Vec<Option<usize>>,
    /// The sum of scores.
    pub total: i64,
    /// Matched adepts.
    pub matched: usize,
}

#[allow(missing_docs)]
impl Instance {
    pub fn new(adepts: usize, mentors: usize) -> Self {
        Self { mentors, scores: vec![Some(0); adepts * mentors], seats: vec![1; mentors], locked: vec![None; adepts] }
    }
    pub fn set_score(&mut self, adept: usize, mentor: usize, score: u16) {
        self.scores[adept * self.mentors + mentor] = Some(score);
    }
    pub fn rule_out(&mut self, adept: usize, mentor: usize) {
        self.scores[adept * self.mentors + mentor] = None;
    }
    pub fn set_seats(&mut self, mentor: usize, seats: u32) {
        self.seats[mentor] = seats;
    }
    pub fn lock(&mut self, adept: usize, mentor: usize) {
        self.locked[adept] = Some(mentor);
    }
    pub fn people_first(&mut self, _: bool) {}
    pub fn steadiness(&mut self, _: u32) {}
    pub fn present(&mut self, _: &[Option<usize>]) {}
}

/// Takes the best pair first.
pub fn solve(instance: &Instance) -> Solution {
    let mut seats = instance.seats.clone();
    let mut mentor_of = instance.locked.clone();
    for mentor in mentor_of.iter().flatten() {
        seats[*mentor] = seats[*mentor].saturating_sub(1);
    }
    let mut cells: Vec<(u16, usize)> = instance.scores.iter().enumerate().filter_map(|(place, score)| Some(((*score)?, place))).collect();
    cells.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
    let mut total = 0;
    for (score, place) in cells {
        let (adept, mentor) = (place / instance.mentors, place % instance.mentors);
        if mentor_of[adept].is_none() && seats[mentor] > 0 {
            seats[mentor] -= 1;
            mentor_of[adept] = Some(mentor);
            total += i64::from(score);
        }
    }
    Solution { matched: mentor_of.iter().flatten().count(), mentor_of, total }
}
