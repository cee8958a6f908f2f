//! How fast the best assignment is found, beside a plain textbook solver on the same scores in the same run.
//!
//! `cargo bench --bench solve`. Scores are made from fixed seeds. The baseline is the Hungarian method in its short
//! cubic form (rows added one by one, potentials, a linear scan for the next column), with the same lexicographic
//! weights but without seats, marks, proof or canonical order.

use divan::{Bencher, black_box};
use mentor_match::matching::{Change, Engine, Instance, price, solve};

fn main() {
    divan::main();
}

/// A small generator (SplitMix64), so that every run sees the same scores.
struct Seeds(u64);

impl Seeds {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

struct Table {
    adepts: usize,
    mentors: usize,
    scores: Vec<u16>,
}

impl Table {
    fn of(adepts: usize, mentors: usize, mut score: impl FnMut(usize, usize) -> u16) -> Self {
        let pairs = (0..adepts).flat_map(|adept| (0..mentors).map(move |mentor| (adept, mentor)));
        let scores = pairs.map(|(adept, mentor)| score(adept, mentor)).collect();
        Self { adepts, mentors, scores }
    }

    /// Every score as likely as every other.
    fn uniform(adepts: usize, mentors: usize) -> Self {
        let mut seeds = Seeds(1);
        Self::of(adepts, mentors, |_, _| seeds.below(10_001) as u16)
    }

    /// Eight weighted criteria: tags that few or many share, a field, a city, languages, years of experience.
    fn criteria(adepts: usize, mentors: usize) -> Self {
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
    fn tied(adepts: usize, mentors: usize) -> Self {
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
    fn traits(adepts: usize, mentors: usize) -> Self {
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

    fn instance(&self, seats: u32) -> Instance {
        let mut instance = Instance::new(self.adepts, self.mentors);
        for (place, &score) in self.scores.iter().enumerate() {
            instance.set_score(place / self.mentors, place % self.mentors, score);
        }
        for mentor in 0..self.mentors {
            instance.set_seats(mentor, seats);
        }
        instance
    }

    fn named(kind: &str, size: usize) -> Self {
        match kind {
            "uniform" => Self::uniform(size, size),
            "criteria" => Self::criteria(size, size),
            "tied" => Self::tied(size, size),
            _ => Self::traits(size, size),
        }
    }
}

const KINDS: [&str; 4] = ["uniform", "criteria", "tied", "traits"];
const SIZES: [usize; 3] = [160, 500, 1_000];

type Case = (&'static str, usize);

fn cases() -> impl Iterator<Item = Case> {
    KINDS.into_iter().flat_map(|kind| SIZES.into_iter().map(move |size| (kind, size)))
}

#[divan::bench(args = cases(), sample_count = 10, sample_size = 1)]
fn best_assignment(bencher: Bencher, (kind, size): Case) {
    let table = Table::named(kind, size);
    let instance = table.instance(1);
    let total: i64 = baseline(&table);
    assert_eq!(solve(&instance).total, total, "both solvers find the same total");
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(args = cases(), sample_count = 10, sample_size = 1)]
fn plain_baseline(bencher: Bencher, (kind, size): Case) {
    let table = Table::named(kind, size);
    bencher.bench_local(|| baseline(black_box(&table)));
}

/// Adepts, mentors and seats a mentor: enough seats, exactly enough, a few too few, far too few.
#[divan::bench(args = [(5_000, 30, 200), (5_000, 30, 167), (5_000, 30, 160), (5_000, 30, 3), (1_000, 300, 4)], sample_count = 5, sample_size = 1)]
fn with_seats(bencher: Bencher, (adepts, mentors, seats): (usize, usize, u32)) {
    let instance = Table::criteria(adepts, mentors).instance(seats);
    bencher.bench_local(|| solve(black_box(&instance)));
}

/// What breaks solvers, 1,000 by 1,000: all equal, products of two numbers, half the mentors impossible for everybody,
/// nine tenths of all pairs impossible, a present proposal that is far from best.
#[divan::bench(args = ["equal", "products", "half closed", "sparse", "steady"], sample_count = 5, sample_size = 1)]
fn awkward(bencher: Bencher, kind: &str) {
    let size = 1_000;
    let mut seeds = Seeds(7);
    let mut instance = match kind {
        "equal" => Table::of(size, size, |_, _| 5_000).instance(1),
        "products" => {
            let product = |adept, mentor| ((adept + 1) * (mentor + 1) / 100) as u16;
            Table::of(size, size, product).instance(1)
        }
        _ => Table::criteria(size, size).instance(1),
    };
    for (adept, mentor) in (0..size * size).map(|place| (place / size, place % size)) {
        let half_closed = kind == "half closed" && mentor % 2 == 1;
        if half_closed || kind == "sparse" && seeds.below(10) > 0 {
            instance.rule_out(adept, mentor);
        }
    }
    if kind == "steady" {
        instance.steadiness(100);
        instance.present(&(0..size).map(Some).collect::<Vec<_>>());
    }
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn one_lock(bencher: Bencher, size: usize) {
    let mut engine = Engine::new(Table::criteria(size, size).instance(1));
    let mut seeds = Seeds(5);
    bencher.bench_local(|| {
        let (adept, mentor) = (seeds.below(size as u64) as usize, seeds.below(size as u64) as usize);
        engine.change(Change::Lock { adept, mentor });
        engine.change(Change::Unlock { adept })
    });
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn one_price(bencher: Bencher, size: usize) {
    let instance = Table::criteria(size, size).instance(1);
    let solution = solve(&instance);
    let mut seeds = Seeds(6);
    bencher.bench_local(|| {
        let (adept, mentor) = (seeds.below(size as u64) as usize, seeds.below(size as u64) as usize);
        price(&instance, &solution, adept, mentor)
    });
}

/// The largest total of a square table, with the potentials `row` and `column` of the textbook.
fn baseline(table: &Table) -> i64 {
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
