//! How fast the best assignment is found, beside a plain textbook solver on the same scores in the same run.
//!
//! `cargo bench --bench solve`. Scores are made from fixed seeds. The baseline is the Hungarian method in its short
//! cubic form (rows added one by one, potentials, a linear scan for the next column), with the same lexicographic
//! weights but without seats, marks, proof or canonical order.

mod tables;

use divan::{Bencher, black_box};
use mentor_match::matching::{Change, Engine, price, solve};
use tables::{Seeds, Table, baseline};

fn main() {
    divan::main();
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
