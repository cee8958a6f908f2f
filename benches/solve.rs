//! How fast the best assignment is found, beside the crates `lapjv` and `pathfinding` on the same scores in the same run.
//!
//! `cargo bench --bench solve`; the largest table, which takes more than a gigabyte, with `-- --ignored`. Scores are made from fixed
//! seeds. The peers know neither seats nor marks, steadiness, proof or canonical order; ours finds all of it in the time shown.

mod tables;

use divan::{Bencher, black_box};
use mentor_match::matching::{Change, Engine, Instance, price, solve};
use tables::peers::{KuhnMunkres, Lapjv};
use tables::{KINDS, Seeds, Table, scores_of};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [500, 1_000, 2_000];
const LARGE: usize = 5_000;

type Case = (&'static str, usize);

fn cases(sizes: impl IntoIterator<Item = usize> + Clone) -> impl Iterator<Item = Case> {
    KINDS.into_iter().flat_map(move |kind| sizes.clone().into_iter().map(move |size| (kind, size)))
}

fn all_sizes() -> impl Iterator<Item = Case> {
    cases(SIZES.into_iter().chain([LARGE]))
}

/// Ties and low rank cost it ten seconds at 2,000.
fn feasible_for_kuhn_munkres() -> impl Iterator<Item = Case> {
    cases(SIZES).filter(|&(kind, size)| size <= 1_000 || kind != "tied" && kind != "traits")
}

#[divan::bench(args = all_sizes(), sample_count = 5, sample_size = 1)]
fn square(bencher: Bencher, (kind, size): Case) {
    let instance = Table::named(kind, size).instance(1);
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(args = all_sizes(), sample_count = 1, sample_size = 1)]
fn square_by_lapjv(bencher: Bencher, (kind, size): Case) {
    let instance = Table::named(kind, size).instance(1);
    let peer = Lapjv::of(&instance);
    let total = solve(&instance).total;
    bencher.bench_local(|| assert_eq!(black_box(&peer).total(), total));
}

#[divan::bench(args = feasible_for_kuhn_munkres(), sample_count = 1, sample_size = 1)]
fn square_by_kuhn_munkres(bencher: Bencher, (kind, size): Case) {
    let instance = Table::named(kind, size).instance(1);
    let peer = KuhnMunkres::of(&instance);
    let total = solve(&instance).total;
    bencher.bench_local(|| assert_eq!(black_box(&peer).total(), total));
}

/// A side that is too short, and mentors with three to six seats.
const SHAPES: [(usize, usize); 3] = [(2_000, 1_500), (1_500, 2_000), (2_000, 500)];

fn shaped((adepts, mentors): (usize, usize)) -> Instance {
    let mut instance = Table::shaped("criteria", adepts, mentors).instance(1);
    (0..mentors).filter(|_| mentors == 500).for_each(|mentor| instance.set_seats(mentor, 3 + mentor as u32 % 4));
    instance
}

#[divan::bench(args = SHAPES, sample_count = 5, sample_size = 1)]
fn oblong(bencher: Bencher, shape: (usize, usize)) {
    let instance = shaped(shape);
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(args = SHAPES, sample_count = 3, sample_size = 1)]
fn oblong_by_lapjv(bencher: Bencher, shape: (usize, usize)) {
    let instance = shaped(shape);
    let (peer, total) = (Lapjv::of(&instance), solve(&instance).total);
    bencher.bench_local(|| assert_eq!(black_box(&peer).total(), total));
}

#[divan::bench(args = SHAPES, sample_count = 1, sample_size = 1)]
fn oblong_by_kuhn_munkres(bencher: Bencher, shape: (usize, usize)) {
    let instance = shaped(shape);
    let (peer, total) = (KuhnMunkres::of(&instance), solve(&instance).total);
    bencher.bench_local(|| assert_eq!(black_box(&peer).total(), total));
}

/// Adepts, mentors and seats a mentor: enough seats, exactly enough, a few too few, far too few.
#[divan::bench(args = [(5_000, 30, 200), (5_000, 30, 167), (5_000, 30, 160), (5_000, 30, 3), (1_000, 300, 4)], sample_count = 5, sample_size = 1)]
fn with_seats(bencher: Bencher, (adepts, mentors, seats): (usize, usize, u32)) {
    let instance = Table::shaped("criteria", adepts, mentors).instance(seats);
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
        _ => Table::named("criteria", size).instance(1),
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
    let mut engine = Engine::new(Table::named("criteria", size).instance(1));
    let mut seeds = Seeds(5);
    bencher.bench_local(|| {
        let (adept, mentor) = (seeds.below(size as u64) as usize, seeds.below(size as u64) as usize);
        engine.change(Change::Lock { adept, mentor });
        engine.change(Change::Unlock { adept })
    });
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn one_price(bencher: Bencher, size: usize) {
    let instance = Table::named("criteria", size).instance(1);
    let solution = solve(&instance);
    let mut seeds = Seeds(6);
    bencher.bench_local(|| {
        let (adept, mentor) = (seeds.below(size as u64) as usize, seeds.below(size as u64) as usize);
        price(&instance, &solution, adept, mentor)
    });
}

/// Filled in place: a table besides would double the memory.
fn huge() -> Instance {
    let size = 20_000;
    let (mut instance, mut score) = (Instance::new(size, size), scores_of("criteria", size, size));
    for adept in 0..size {
        (0..size).for_each(|mentor| instance.set_score(adept, mentor, score(adept, mentor)));
    }
    instance
}

#[divan::bench(ignore, sample_count = 1, sample_size = 1)]
fn huge_from_nothing(bencher: Bencher) {
    let instance = huge();
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(ignore, sample_count = 50, sample_size = 1)]
fn huge_decision(bencher: Bencher) {
    let instance = huge();
    let size = instance.adepts() as u64;
    let mut engine = Engine::new(instance);
    engine.change(Change::Unlock { adept: usize::MAX });
    let mut seeds = Seeds(5);
    bencher.bench_local(|| engine.change(Change::Lock { adept: seeds.below(size) as usize, mentor: seeds.below(size) as usize }));
}
