//! Tables of scores made up for the benches: the same on every machine.

#![allow(missing_docs, dead_code)]

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

    /// Every score as likely as every other.
    pub fn uniform(adepts: usize, mentors: usize) -> Self {
        let mut seeds = Seeds(1);
        Self::of(adepts, mentors, |_, _| seeds.below(10_001) as u16)
    }

    /// Eight weighted criteria: tags that few or many share, a field, a city, languages, years of experience.
    pub fn criteria(adepts: usize, mentors: usize) -> Self {
        let mut seeds = Seeds(2);
        let mut people = |count: usize| -> Vec<(u64, u64, u64, u64, u64)> {
            let mut person = || {
                let tags = (0..6).fold(0, |tags, _| tags | 1 << (seeds.below(40) * seeds.below(40) / 40));
                (tags, seeds.below(12), seeds.below(5), seeds.below(3), seeds.below(30))
            };
            (0..count).map(|_| person()).collect()
        };
        let (wants, offers) = (people(adepts), people(mentors));
        Self::of(adepts, mentors, |adept, mentor| {
            let (want, offer) = (wants[adept], offers[mentor]);
            let shared = u64::from((want.0 & offer.0).count_ones());
            let years = 30 - want.4.abs_diff(offer.4);
            let same = |weight, left, right| if left == right { weight } else { 0 };
            let points = shared.min(5) * 800 + years * 60 + same(2_000, want.1, offer.1) + same(1_200, want.2, offer.2);
            (points + same(1_000, want.3, offer.3)) as u16
        })
    }

    /// Three criteria that are met or not: hardly any two scores differ.
    pub fn tied(adepts: usize, mentors: usize) -> Self {
        let mut seeds = Seeds(3);
        let mut people = |count| -> Vec<[u64; 3]> {
            let mut person = || [seeds.below(12), seeds.below(5), seeds.below(3)];
            (0..count).map(|_| person()).collect()
        };
        let (wants, offers) = (people(adepts), people(mentors));
        Self::of(adepts, mentors, |adept, mentor| {
            let met = |criterion: usize| u16::from(wants[adept][criterion] == offers[mentor][criterion]);
            met(0) * 5_000 + met(1) * 3_000 + met(2) * 2_000
        })
    }

    /// Five hidden traits on each side, multiplied: the worst case of shortest path solvers.
    pub fn traits(adepts: usize, mentors: usize) -> Self {
        let mut seeds = Seeds(4);
        let mut people = |count| -> Vec<[u64; 5]> {
            let mut person = || std::array::from_fn(|_| seeds.below(1_001));
            (0..count).map(|_| person()).collect()
        };
        let (wants, offers) = (people(adepts), people(mentors));
        Self::of(adepts, mentors, |adept, mentor| {
            let sum: u64 = wants[adept].iter().zip(&offers[mentor]).map(|(want, offer)| want * offer).sum();
            (sum / 500) as u16
        })
    }

    pub fn instance(&self, seats: u32) -> Instance {
        let mut instance = Instance::new(self.adepts, self.mentors);
        for (place, &score) in self.scores.iter().enumerate() {
            instance.set_score(place / self.mentors, place % self.mentors, score);
        }
        for mentor in 0..self.mentors {
            instance.set_seats(mentor, seats);
        }
        instance
    }

    pub fn named(kind: &str, size: usize) -> Self {
        match kind {
            "uniform" => Self::uniform(size, size),
            "criteria" => Self::criteria(size, size),
            "tied" => Self::tied(size, size),
            _ => Self::traits(size, size),
        }
    }
}

/// The largest total of a square table, with the potentials `row` and `column` of the textbook.
pub fn baseline(table: &Table) -> i64 {
    let size = table.adepts;
    let cost = |row: usize, column: usize| 10_000 - i64::from(table.scores[row * size + column]);
    let (mut row_potential, mut column_potential) = (vec![0; size], vec![0; size + 1]);
    let mut row_of = vec![usize::MAX; size + 1];
    for first in 0..size {
        let mut column = size;
        row_of[column] = first;
        let mut least = vec![i64::MAX; size];
        let mut from = vec![size; size];
        let mut used = vec![false; size + 1];
        while row_of[column] != usize::MAX {
            used[column] = true;
            let row = row_of[column];
            let (mut delta, mut next) = (i64::MAX, size);
            for other in (0..size).filter(|&other| !used[other]) {
                let reduced = cost(row, other) - row_potential[row] - column_potential[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    from[other] = column;
                }
                if least[other] < delta {
                    delta = least[other];
                    next = other;
                }
            }
            for other in 0..=size {
                if used[other] {
                    row_potential[row_of[other]] += delta;
                    column_potential[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
        }
        while column != size {
            let before = from[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    (0..size).map(|column| 10_000 - cost(row_of[column], column)).sum()
}
