//! Tables of scores made up for the benches: the same on every machine; and what [other crates](peers) make of them.

#![allow(missing_docs, dead_code)]

pub mod peers;

use mentor_match::matching::Instance;

/// A small generator (SplitMix64), so that every run sees the same scores.
pub struct Seeds(pub u64);

impl Seeds {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// How the scores of a table hang together, by name. Each is a generator with a fixed seed.
///
/// * `uniform`: every score as likely as every other;
/// * `criteria`: weighted criteria, that is tags which few or many share, a field, a city, languages, years of experience;
/// * `tied`: three criteria that are met or not, so that hardly any two scores differ;
/// * `traits`: five hidden traits on each side, multiplied (low rank): the worst case of shortest path solvers;
/// * `places`: points in a square, the nearer the better (geometric).
pub const KINDS: [&str; 5] = ["uniform", "criteria", "tied", "traits", "places"];

pub struct Table {
    pub adepts: usize,
    pub mentors: usize,
    pub scores: Vec<u16>,
}

impl Table {
    pub fn of(adepts: usize, mentors: usize, mut score: impl FnMut(usize, usize) -> u16) -> Self {
        let pairs = (0..adepts).flat_map(|adept| (0..mentors).map(move |mentor| (adept, mentor)));
        let scores = pairs.map(|(adept, mentor)| score(adept, mentor)).collect();
        Self { adepts, mentors, scores }
    }

    pub fn named(kind: &str, size: usize) -> Self {
        Self::shaped(kind, size, size)
    }

    pub fn shaped(kind: &str, adepts: usize, mentors: usize) -> Self {
        Self::of(adepts, mentors, scores_of(kind, adepts, mentors))
    }

    /// The problem with so many seats a mentor.
    pub fn instance(&self, seats: u32) -> Instance {
        let mut instance = Instance::new(self.adepts, self.mentors);
        instance.set_scores(&self.scores);
        (0..self.mentors).for_each(|mentor| instance.set_seats(mentor, seats));
        instance
    }
}

/// The score of every pair, one after the other where it is drawn and not computed.
pub fn scores_of(kind: &str, adepts: usize, mentors: usize) -> Box<dyn FnMut(usize, usize) -> u16> {
    match kind {
        "uniform" => uniform(),
        "criteria" => criteria(adepts, mentors),
        "tied" => tied(adepts, mentors),
        "traits" => traits(adepts, mentors),
        _ => places(adepts, mentors),
    }
}

type Scores = Box<dyn FnMut(usize, usize) -> u16>;

fn uniform() -> Scores {
    let mut seeds = Seeds(1);
    Box::new(move |_, _| seeds.below(10_001) as u16)
}

/// Both sides' people, drawn one after the other.
fn people<Person>(seed: u64, adepts: usize, mentors: usize, person: impl Fn(&mut Seeds) -> Person) -> (Vec<Person>, Vec<Person>) {
    let mut seeds = Seeds(seed);
    let mut draw = |count: usize| (0..count).map(|_| person(&mut seeds)).collect();
    (draw(adepts), draw(mentors))
}

fn criteria(adepts: usize, mentors: usize) -> Scores {
    let (wants, offers) = people(2, adepts, mentors, |seeds| {
        let tags = (0..6).fold(0_u64, |tags, _| tags | 1 << (seeds.below(40) * seeds.below(40) / 40));
        (tags, seeds.below(12), seeds.below(5), seeds.below(3), seeds.below(30))
    });
    Box::new(move |adept, mentor| {
        let (want, offer) = (wants[adept], offers[mentor]);
        let shared = u64::from((want.0 & offer.0).count_ones());
        let years = 30 - want.4.abs_diff(offer.4);
        let same = |weight, left, right| if left == right { weight } else { 0 };
        let points = shared.min(5) * 800 + years * 60 + same(2_000, want.1, offer.1) + same(1_200, want.2, offer.2);
        (points + same(1_000, want.3, offer.3)) as u16
    })
}

fn tied(adepts: usize, mentors: usize) -> Scores {
    let (wants, offers) = people(3, adepts, mentors, |seeds| [seeds.below(12), seeds.below(5), seeds.below(3)]);
    Box::new(move |adept, mentor| {
        let met = |criterion: usize| u16::from(wants[adept][criterion] == offers[mentor][criterion]);
        met(0) * 5_000 + met(1) * 3_000 + met(2) * 2_000
    })
}

fn traits(adepts: usize, mentors: usize) -> Scores {
    let (wants, offers) = people(4, adepts, mentors, |seeds| -> [u64; 5] { std::array::from_fn(|_| seeds.below(1_001)) });
    Box::new(move |adept, mentor| {
        let sum: u64 = wants[adept].iter().zip(&offers[mentor]).map(|(want, offer)| want * offer).sum();
        (sum / 500) as u16
    })
}

fn places(adepts: usize, mentors: usize) -> Scores {
    let (from, to) = people(8, adepts, mentors, |seeds| (seeds.below(7_071), seeds.below(7_071)));
    Box::new(move |adept, mentor| {
        let (from, to) = (from[adept], to[mentor]);
        let (across, along) = (from.0.abs_diff(to.0), from.1.abs_diff(to.1));
        10_000 - (across * across + along * along).isqrt() as u16
    })
}
