//! Where a cold solve begins: potentials guessed by an auction.
//!
//! Shortest paths alone are slow when scores hang together (a popular mentor is popular with everybody): each new adept
//! reshuffles half the programme. An auction with falling steps (Bertsekas 1988: epsilon scaling, for seats his
//! "similar objects") finds nearly right potentials first. Adepts without a seat bid for the seat that leaves them most, so
//! much that the second best is as good, and a **step** more; the outbid bid again. Large steps settle the coarse
//! order of magnitude, small ones the rest, and a last round without step makes pairs tight.
//!
//! When there are too few or too many seats, "nobody" takes the rest on the other side: the seat of nobody, which those bid for whom any other
//! seat costs more than it is worth, or bidders to whom all seats are worth the same, who take the cheapest. So every seat finds somebody (Bertsekas
//! and Castañón 1992 treat the same trouble by going in reverse), and no free seat is left with a price from an earlier round.
//!
//! It is a guess and nothing else: it counts in whole basis points, it may stop when its allowance of work is used up,
//! and whatever it answers, the searches of `augment.rs` make it right. An asked price only rises, which is why an adept's list of
//! [candidates](Candidates) spares looking at everybody for each bid.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::candidates::{Candidates, HIGHEST_PRICE};
use super::instance::{FULL_SCORE, Instance};
use super::scale::Scale;
use super::seating::NOBODY;

/// By how much a bid exceeds what is needed, in basis points, round by round.
const STEPS: [i32; 5] = [100, 20, 4, 1, 0];
/// The same when prices stand already.
const NEAR_STEPS: [i32; 3] = [4, 1, 0];
/// The auction may look at each pair so often on average before it gives up.
const ALLOWANCE: usize = 24;
/// No standing price is taken for higher than this, in basis points: it could only be one of a mentor without seats.
const HIGHEST: i64 = 1 << 24;
/// Less than any offer.
const NOTHING: i32 = i32::MIN;

/// What a mentor without seats asks.
const NO_SEATS: i32 = 1 << 26;
/// Nobody pays so much. Prices are differences of a few scores, unless there are too few seats for those who can sit nowhere else: they would
/// outbid each other for ever, step by step.
const TOO_MUCH: i32 = 8 * FULL_SCORE as i32;
/// What a bid costs of the allowance, besides its looks at pairs.
const BID: usize = 8;
/// Nobody as a bidder is so many people at most, for each adept who seeks.
const MOST_NOBODIES: usize = 2;

/// Guessed potentials of the mentors, and the lists that were made on the way.
pub(super) fn potentials(instance: &Instance) -> (Vec<i64>, Candidates) {
    let mut auction = Auction::of(instance, Candidates::new(instance.adepts()));
    for step in STEPS {
        auction.round(step);
    }
    auction.potentials()
}

/// Guessed potentials near those of a similar problem, whose scores were others: the auction goes on from the prices that stand, with the lists
/// that belong to them.
pub(super) fn potentials_near(instance: &Instance, standing: &[i64], candidates: Candidates) -> (Vec<i64>, Candidates) {
    let mut auction = Auction::of(instance, candidates);
    auction.ask(standing);
    for step in NEAR_STEPS {
        auction.round(step);
    }
    auction.potentials()
}

struct Auction<'a> {
    instance: &'a Instance,
    /// Who bids, the last first. [`NOBODY`] bids for seats that are left over.
    bidders: Vec<usize>,
    /// The total comes first, so that bidding can cost more than a seat is worth.
    may_leave: bool,
    /// There are too few seats, so that every seat is worth at least somebody's being matched.
    shortage: bool,
    /// The seats of each mentor, and last those of nobody.
    seats: Vec<usize>,
    /// For each mentor the bids that stand, the lowest first.
    standing: Vec<BinaryHeap<Reverse<(i32, usize)>>>,
    /// What the next bid at each mentor has to reach, in basis points; nobody's seats last.
    asked: Vec<i32>,
    /// Lists under the asked prices.
    candidates: Candidates,
    /// How many looks at a pair are left.
    allowance: usize,
}

/// What an adept finds: where most is left of the score, how much, and how much at the next best mentor.
struct Offer {
    mentor: usize,
    best: i32,
    second: i32,
}

impl Offer {
    fn none() -> Self {
        Self { mentor: NOBODY, best: NOTHING, second: NOTHING }
    }

    #[inline]
    fn weigh(&mut self, mentor: usize, left: i32) {
        if left > self.best {
            *self = Self { mentor, best: left, second: self.best };
        } else if left > self.second {
            self.second = left;
        }
    }
}

impl<'a> Auction<'a> {
    fn of(instance: &'a Instance, candidates: Candidates) -> Self {
        let mentors = instance.mentors();
        let mut seekers = instance.seekers();
        seekers.reverse();
        let mut seats = instance.open_seats();
        let all_seats = seats.iter().fold(0_usize, |sum, &seats| sum.saturating_add(seats));
        let (spare, missing) = (all_seats.saturating_sub(seekers.len()), seekers.len().saturating_sub(all_seats));
        let allowance = seekers.len().saturating_mul(mentors).saturating_mul(ALLOWANCE);
        let nobodies = if spare <= MOST_NOBODIES.saturating_mul(seekers.len()) { spare } else { 0 };
        let asked = seats.iter().map(|&seats| if seats == 0 { NO_SEATS } else { 0 }).chain([0]).collect();
        seats.push(missing);
        Self {
            instance,
            may_leave: missing == 0 && !instance.puts_people_first(),
            shortage: missing > 0,
            allowance,
            bidders: std::iter::repeat_n(NOBODY, nobodies).chain(seekers).collect(),
            standing: vec![BinaryHeap::new(); mentors + 1],
            asked,
            candidates,
            seats,
        }
    }

    /// Begins with the prices that these potentials are, as far as they are prices at all.
    fn ask(&mut self, potentials: &[i64]) {
        let scale = Scale::of(self.instance);
        let base = if self.shortage { scale.matched } else { 0 };
        let mut cut_off = 0;
        for (asked, &potential) in self.asked.iter_mut().zip(potentials).filter(|(asked, _)| **asked != NO_SEATS) {
            let price = (potential - base) / scale.point;
            *asked = price.clamp(0, HIGHEST) as i32;
            cut_off = cut_off.max(price - HIGHEST);
        }
        // What the lists know of is whole points of the potentials, which may be one more.
        self.candidates.shift(-(scale.points_in(base).min(i64::from(HIGHEST_PRICE)) as i32));
        self.candidates.sink_far(cut_off + 1);
    }

    /// Everybody bids anew, under the prices that the round before left, until nobody is outbid.
    fn round(&mut self, step: i32) {
        self.standing.iter_mut().for_each(BinaryHeap::clear);
        let mut bidders = self.bidders.clone();
        let mut bids_left = if step > 0 { usize::MAX } else { bidders.len() * 4 };
        while let Some(adept) = bidders.pop() {
            if self.allowance == 0 || bids_left == 0 {
                return;
            }
            bids_left -= 1;
            let offer = if adept == NOBODY { self.cheapest() } else { self.offer(adept) };
            if let Some(outbid) = offer.and_then(|offer| self.bid(adept, &offer, step)) {
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
        let margin = if second < -TOO_MUCH { i32::from(FULL_SCORE) } else { offer.best.saturating_sub(second) };
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
        let mut found = self.listed_offer(adept);
        if found.second < self.candidates.bound(adept) {
            let mentors = self.instance.mentors();
            self.candidates.make(self.instance, adept, self.instance.present_mentor(adept), &self.asked[..mentors]);
            self.allowance = self.allowance.saturating_sub(mentors);
            found = self.listed_offer(adept);
        }
        (found.best > -TOO_MUCH).then_some(found)
    }

    fn listed_offer(&mut self, adept: usize) -> Offer {
        let mut offer = Offer::none();
        let list = self.candidates.of(adept);
        for candidate in list {
            let mentor = candidate.mentor as usize;
            offer.weigh(mentor, candidate.points - self.asked[mentor]);
        }
        self.allowance = self.allowance.saturating_sub(list.len() + BID);
        if self.shortage {
            let nobody = self.instance.mentors();
            offer.weigh(nobody, -self.asked[nobody]);
        }
        offer
    }

    /// What nobody finds: the cheapest seat.
    fn cheapest(&mut self) -> Option<Offer> {
        let mentors = self.instance.mentors();
        let mut offer = Offer::none();
        self.asked[..mentors].iter().enumerate().for_each(|(mentor, &asked)| offer.weigh(mentor, -asked));
        self.allowance = self.allowance.saturating_sub(mentors);
        (offer.best > -TOO_MUCH).then_some(offer)
    }

    /// What every price has risen by without any need: the price of what nobody has.
    fn excess(&self) -> i32 {
        if self.shortage {
            return self.asked.last().copied().unwrap_or(0);
        }
        let mut left = self.bidders.iter().filter(|&&bidder| bidder == NOBODY).count();
        let mut prices: Vec<(i32, usize)> =
            self.asked.iter().copied().zip(self.seats.iter().copied()).filter(|&(_, seats)| seats > 0).collect();
        prices.sort_unstable();
        let mut excess = 0;
        for (asked, seats) in prices {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(seats);
            excess = asked;
        }
        excess
    }

    /// The asked prices in the unit of the objective, none above what a seat can be worth, and the lists under them.
    fn potentials(mut self) -> (Vec<i64>, Candidates) {
        let scale = Scale::of(self.instance);
        let base = if self.shortage { scale.matched } else { 0 };
        let excess = self.excess();
        let price = |&asked: &i32| (base + i64::from((asked - excess).max(0)) * scale.point).min(scale.ceiling());
        let potentials: Vec<i64> = self.asked[..self.instance.mentors()].iter().map(price).collect();
        let shift = scale.points_in(base) - i64::from(excess);
        if shift + i64::from(NO_SEATS) >= i64::from(HIGHEST_PRICE) {
            return (potentials, Candidates::new(self.instance.adepts()));
        }
        let seated = potentials.iter().zip(&self.asked).zip(&self.seats).filter(|&(_, &seats)| seats > 0);
        let cut_off = seated.map(|((&potential, &asked), _)| i64::from(asked) + shift - scale.points_in(potential)).fold(0, i64::max);
        self.candidates.shift(shift as i32);
        self.candidates.sink_far(cut_off);
        (potentials, self.candidates)
    }
}
