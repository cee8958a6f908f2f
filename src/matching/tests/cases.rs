//! Problems for the properties: small and large, sparse and tied, with everything that people can decide.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::matching::{Change, Instance, Objective};

/// A problem in plain numbers, as proptest makes and shrinks it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) adepts: usize,
    pub(super) mentors: usize,
    pub(super) scores: Vec<u16>,
    pub(super) ruled_out: Vec<bool>,
    pub(super) seats: Vec<u32>,
    pub(super) locks: Vec<Option<usize>>,
    pub(super) present: Vec<Option<usize>>,
    pub(super) away: (Vec<bool>, Vec<bool>),
    pub(super) objective: Objective,
    pub(super) people_first: bool,
    pub(super) steadiness: u32,
}

impl Case {
    pub(super) fn instance(&self) -> Instance {
        let mut instance = Instance::new(self.adepts, self.mentors);
        instance.strive_for(self.objective);
        instance.people_first(self.people_first);
        self.away.0.iter().enumerate().for_each(|(adept, &away)| instance.adept_away(adept, away));
        self.away.1.iter().enumerate().for_each(|(mentor, &away)| instance.mentor_away(mentor, away));
        instance.steadiness(self.steadiness);
        instance.present(&self.present);
        for (place, &score) in self.scores.iter().enumerate() {
            let (adept, mentor) = (place / self.mentors, place % self.mentors);
            instance.set_score(adept, mentor, score);
            if self.ruled_out[place] {
                instance.rule_out(adept, mentor);
            }
        }
        for (mentor, &seats) in self.seats.iter().enumerate() {
            instance.set_seats(mentor, seats);
        }
        for (adept, &lock) in self.locks.iter().enumerate() {
            if let Some(mentor) = lock {
                instance.lock(adept, mentor);
            }
        }
        instance
    }
}

/// Scores of every temper: all different, a few values, nothing but ties.
fn score() -> impl Strategy<Value = BoxedStrategy<u16>> {
    prop_oneof![
        Just((0..=10_000_u16).boxed()),
        Just((0..4_u16).prop_map(|level| level * 2_500).boxed()),
        Just((0..2_u16).boxed()),
        Just(Just(0_u16).boxed()),
        Just(Just(10_000_u16).boxed()),
    ]
}

pub(super) fn case(most: usize) -> impl Strategy<Value = Case> {
    (0..=most, 0..=most, score(), 0..=9_u32, prop_oneof![Just(0), Just(2_000_u32), 0..=10_000_u32])
        .prop_flat_map(|(adepts, mentors, score, sparsity, steadiness)| {
            let pairs = adepts * mentors;
            let somebody = 0..mentors.max(1);
            (
                (Just(adepts), Just(mentors), vec(score, pairs)),
                vec((0..10_u32).prop_map(move |draw| draw < sparsity), pairs),
                vec(prop_oneof![4 => Just(1_u32), 2 => Just(2), 1 => Just(0), 1 => 0..6_u32], mentors),
                vec(option::weighted(0.15, somebody.clone()), adepts),
                prop_oneof![Just(std::vec::Vec::new()).boxed(), vec(option::of(somebody), adepts).boxed()],
                (vec(prop::bool::weighted(0.05), adepts), vec(prop::bool::weighted(0.05), mentors)),
                (objective(), any::<bool>(), Just(steadiness)),
            )
        })
        .prop_map(|((adepts, mentors, scores), ruled_out, seats, locks, present, away, (objective, people_first, steadiness))| Case {
            adepts,
            mentors,
            scores,
            ruled_out,
            seats,
            locks,
            present,
            away,
            objective,
            people_first,
            steadiness,
        })
}

pub(super) fn objective() -> impl Strategy<Value = Objective> {
    prop_oneof![Just(Objective::Total), Just(Objective::Floor), Just(Objective::Fair)]
}

pub(super) fn change(people: usize) -> impl Strategy<Value = Change> {
    (0..people, 0..people, 0..4_u32, 0..12_u8, objective()).prop_map(|(adept, mentor, seats, kind, objective)| match kind {
        0 => Change::Lock { adept, mentor },
        1 => Change::Unlock { adept },
        2 => Change::Forbid { adept, mentor },
        3 => Change::Allow { adept, mentor },
        4 => Change::AdeptLeaves { adept },
        5 => Change::AdeptReturns { adept },
        6 => Change::MentorLeaves { mentor },
        7 => Change::MentorReturns { mentor },
        8 => Change::StriveFor { objective },
        _ => Change::Seats { mentor, seats },
    })
}

/// A small generator (SplitMix64): the same numbers on every machine.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let once = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let twice = (once ^ once >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((twice ^ twice >> 31) % end as u64) as usize
    }
}

/// How the scores of a larger problem hang together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Temper {
    /// Every score as likely as every other.
    Uniform,
    /// Six criteria that people share or not.
    Criteria,
    /// Products of two numbers.
    Products,
    /// Seven values.
    Tied,
    /// One value.
    Equal,
}

/// A larger problem with one to three seats a mentor, if `sparse` with a third of all pairs ruled out and a few locks.
pub(super) fn structured(temper: Temper, adepts: usize, mentors: usize, sparse: bool, seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let mut traits = |count: usize| -> Vec<usize> { (0..count).map(|_| dice.below(1 << 12)).collect() };
    let (wants, offers) = (traits(adepts), traits(mentors));
    let mut instance = Instance::new(adepts, mentors);
    for (adept, want) in wants.iter().enumerate() {
        for (mentor, offer) in offers.iter().enumerate() {
            let alike = !(want ^ offer);
            let shared =
                (0..6).map(|criterion| [900, 1_300, 500, 2_100, 1_700, 350][criterion] * (alike >> (2 * criterion) & 3)).sum::<usize>() / 3;
            let score = match temper {
                Temper::Uniform => dice.below(10_001),
                Temper::Criteria => shared,
                Temper::Products => (adept + 1) * (mentor + 1) % 10_001,
                Temper::Tied => dice.below(7) * 1_500,
                Temper::Equal => 5_000,
            };
            instance.set_score(adept, mentor, score as u16);
            if sparse && dice.below(3) == 0 {
                instance.rule_out(adept, mentor);
            }
        }
    }
    for mentor in 0..mentors {
        instance.set_seats(mentor, 1 + dice.below(3) as u32 * u32::from(adepts > mentors));
    }
    for adept in (0..adepts).filter(|adept| sparse && adept % 17 == 3 && mentors > 0) {
        instance.lock(adept, dice.below(mentors));
    }
    instance
}
