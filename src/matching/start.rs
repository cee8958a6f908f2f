//! Where a cold solve begins: potentials guessed by an auction.
//!
//! Shortest paths alone are slow when scores hang together (a popular mentor is popular with everybody): each new adept
//! reshuffles half the programme. An auction with falling steps (Bertsekas 1988: epsilon scaling, for seats his
//! "similar objects") finds nearly right potentials first. Adepts without a seat bid for the seat that leaves them most, so
//! much that the second best is as good, and a **step** more; the outbid bid again. Large steps settle the coarse
//! order of magnitude, small ones the rest, and a last round without step makes pairs tight.
//!
//! It is a guess and nothing else: it counts in whole basis points, it may stop when its allowance of work is used up,
//! and whatever it answers, the searches of `augment.rs` make it right. An asked price only rises, which is why an adept's list of
//! the best few mentors, with a bound on what all others can still offer, spares looking at everybody for each bid.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::instance::{FULL_SCORE, Instance, open};
use super::scale::Scale;
use super::seating::NOBODY;

/// By how much a bid exceeds what is needed, in basis points, round by round.
const STEPS: [i32; 5] = [100, 20, 4, 1, 0];
/// The same when prices stand already.
const NEAR_STEPS: [i32; 3] = [4, 1, 0];
/// How many mentors an adept's list aims at, and how many it holds at most.
const LIST: usize = 24;
const LONGEST_LIST: usize = 64;
/// Offers are looked through in so many interleaved lanes at once.
const LANES: usize = 32;
/// The auction may look at each pair so often on average before it gives up.
const ALLOWANCE: usize = 24;
/// No standing price is taken for higher than this, in basis points: it could only be one of a mentor without seats.
const HIGHEST: i64 = 1 << 24;
/// Less than any offer.
const NOTHING: i32 = i32::MIN;

/// Guessed potentials of the mentors.
pub(super) fn potentials(instance: &Instance) -> Vec<i64> {
    let mut auction = Auction::of(instance);
    for step in STEPS {
        auction.round(step);
    }
    auction.potentials()
}

/// Guessed potentials near those of a similar problem, whose scores were others: the auction goes on from the prices that stand.
pub(super) fn potentials_near(instance: &Instance, standing: &[i64]) -> Vec<i64> {
    let mut auction = Auction::of(instance);
    auction.ask(standing);
    for step in NEAR_STEPS {
        auction.round(step);
    }
    auction.potentials()
}

struct Auction<'a> {
    instance: &'a Instance,
    seekers: Vec<usize>,
    /// There are too few seats or the total comes first, so that bidding can cost more than a seat is worth.
    may_leave: bool,
    /// There are too few seats, so that every seat is worth at least somebody's being matched.
    shortage: bool,
    seats: Vec<usize>,
    /// For each mentor the bids that stand, the lowest first.
    standing: Vec<BinaryHeap<Reverse<(i32, usize)>>>,
    /// What the next bid at each mentor has to reach, in basis points.
    asked: Vec<i32>,
    lists: Vec<List>,
    /// How many looks at a pair are left.
    allowance: usize,
}

/// The mentors who offered an adept most when the list was made, with scores and bonus.
#[derive(Clone, Default)]
struct List {
    mentors: Vec<(usize, i32)>,
    /// Nobody outside the list offers more, now or later.
    bound: i32,
}

/// What an adept finds: where most is left of the score, how much, and how much at the next best mentor.
struct Offer {
    mentor: usize,
    best: i32,
    second: i32,
}

impl<'a> Auction<'a> {
    fn of(instance: &'a Instance) -> Self {
        let (adepts, mentors) = (instance.adepts(), instance.mentors());
        let mut seekers = instance.seekers();
        seekers.reverse();
        let seats = instance.open_seats();
        let all_seats = seats.iter().fold(0_usize, |sum, &seats| sum.saturating_add(seats));
        let shortage = all_seats < seekers.len();
        Self {
            instance,
            may_leave: shortage || !instance.puts_people_first(),
            shortage,
            allowance: seekers.len().saturating_mul(mentors).saturating_mul(ALLOWANCE),
            seekers,
            standing: vec![BinaryHeap::new(); mentors],
            asked: vec![0; mentors],
            lists: vec![List { mentors: Vec::new(), bound: i32::MAX }; adepts],
            seats,
        }
    }

    /// Begins with the prices that these potentials are, as far as they are prices at all.
    fn ask(&mut self, potentials: &[i64]) {
        let scale = Scale::of(self.instance);
        let base = if self.shortage { scale.matched } else { 0 };
        for (asked, &potential) in self.asked.iter_mut().zip(potentials) {
            let price = (potential - base) / scale.point;
            *asked = price.clamp(0, HIGHEST) as i32;
        }
    }

    /// Everybody bids anew, under the prices that the round before left, until nobody is outbid.
    fn round(&mut self, step: i32) {
        self.standing.iter_mut().for_each(BinaryHeap::clear);
        let mut bidders = self.seekers.clone();
        let mut bids_left = if step > 0 { usize::MAX } else { bidders.len() * 4 };
        while let Some(adept) = bidders.pop() {
            if self.allowance == 0 || bids_left == 0 {
                return;
            }
            bids_left -= 1;
            if let Some(outbid) = self.offer(adept).and_then(|offer| self.bid(adept, &offer, step)) {
                bidders.push(outbid);
            }
        }
    }

    /// Places a bid and answers with the adept whom it drives out, if any.
    fn bid(&mut self, adept: usize, offer: &Offer, step: i32) -> Option<usize> {
        let mentor = offer.mentor;
        let (asked, seats) = (self.asked[mentor], self.seats[mentor]);
        let second = if self.may_leave { offer.second.max(0) } else { offer.second };
        if self.may_leave && offer.best <= 0 {
            return None;
        }
        let margin = if second == NOTHING { i32::from(FULL_SCORE) } else { offer.best.saturating_sub(second) };
        let standing = &mut self.standing[mentor];
        let full = standing.len() >= seats;
        let outbid = if full { standing.pop() } else { None };
        let next_seat = match standing.peek() {
            _ if standing.len() + 1 < seats => asked,
            Some(&Reverse((bid, _))) => bid,
            None => i32::MAX,
        };
        let raise = margin.min(next_seat.saturating_sub(asked)).saturating_add(step);
        if full && raise == 0 {
            standing.extend(outbid);
            return None;
        }
        standing.push(Reverse((asked.saturating_add(raise), adept)));
        if standing.len() >= seats
            && let Some(&Reverse((lowest, _))) = standing.peek()
        {
            self.asked[mentor] = lowest;
        }
        outbid.map(|Reverse((_, adept))| adept)
    }

    /// The best and the second best offer, if there is any, from the adept's list as long as that is sure to know them.
    fn offer(&mut self, adept: usize) -> Option<Offer> {
        let mut listed = self.listed_offer(adept);
        if listed.second < self.lists[adept].bound {
            self.list(adept);
            listed = self.listed_offer(adept);
        }
        (listed.mentor != NOBODY).then_some(listed)
    }

    fn listed_offer(&mut self, adept: usize) -> Offer {
        let mut offer = Offer { mentor: NOBODY, best: NOTHING, second: NOTHING };
        let list = &self.lists[adept].mentors;
        for &(mentor, points) in list {
            let left = points - self.asked[mentor];
            if left > offer.best {
                offer = Offer { mentor, best: left, second: offer.best };
            } else if left > offer.second {
                offer.second = left;
            }
        }
        self.allowance = self.allowance.saturating_sub(list.len());
        offer
    }

    /// Makes the adept's list anew: everybody who offers at least what the best of the better lanes do.
    fn list(&mut self, adept: usize) {
        let threshold = self.threshold(adept);
        let present = self.instance.present_mentor(adept).unwrap_or(NOBODY);
        let list = &mut self.lists[adept];
        list.mentors.clear();
        list.bound = NOTHING;
        for (mentor, (&cell, &asked)) in self.instance.row(adept).iter().zip(&self.asked).enumerate() {
            if !open(cell) || self.seats[mentor] == 0 {
                continue;
            }
            let bonus = if mentor == present { self.instance.bonus() as i32 } else { 0 };
            let points = i32::from(cell) + bonus;
            if points - asked >= threshold && list.mentors.len() < LONGEST_LIST {
                list.mentors.push((mentor, points));
            } else {
                list.bound = list.bound.max(points - asked);
            }
        }
        self.allowance = self.allowance.saturating_sub(2 * self.asked.len());
    }

    /// An offer that about [`LIST`] mentors reach: of the best offers in all lanes, one of the lesser.
    fn threshold(&self, adept: usize) -> i32 {
        if self.asked.len() <= LONGEST_LIST {
            return NOTHING;
        }
        let mut lanes = [NOTHING; LANES];
        let chunks = self.instance.row(adept).chunks(LANES).zip(self.asked.chunks(LANES));
        for (cells, asked) in chunks {
            for ((best, &cell), &asked) in lanes.iter_mut().zip(cells).zip(asked) {
                let left = if open(cell) { i32::from(cell) - asked } else { NOTHING };
                *best = (*best).max(left);
            }
        }
        lanes.sort_unstable_by_key(|&best| Reverse(best));
        lanes[LIST - 1]
    }

    /// The asked prices in the unit of the objective.
    fn potentials(&self) -> Vec<i64> {
        let scale = Scale::of(self.instance);
        let base = if self.shortage { scale.matched } else { 0 };
        self.asked.iter().map(|&asked| base + i64::from(asked) * scale.point).collect()
    }
}
