//! How fast the engine answers what people ask of it: decisions, prices, other objectives, other weights.
//!
//! `cargo bench --bench choices`. The crate `lapjv`, which can only begin again, has the same tables beside it, so that figures of different
//! machines compare as ratios. The tables are those of `solve`.

mod tables;

use divan::{Bencher, black_box};
use mentor_match::matching::{
    Change, Columns, Engine, Instance, Objective, all_prices, list_of_mentor, prices_of_adept, prices_of_adept_by, robustness, solve,
    standbys,
};
use tables::peers::Lapjv;
use tables::{Seeds, Table};

fn main() {
    divan::main();
}

type Case = (&'static str, usize);

const CASES: [Case; 6] = [("criteria", 500), ("tied", 500), ("traits", 500), ("criteria", 1_000), ("criteria", 2_000), ("uniform", 2_000)];

fn instance((kind, size): Case, objective: Objective) -> Instance {
    let mut instance = Table::named(kind, size).instance(1);
    instance.strive_for(objective);
    instance.steadiness(100);
    instance
}

#[divan::bench(args = CASES, sample_count = 3, sample_size = 1)]
fn total_by_lapjv(bencher: Bencher, (kind, size): Case) {
    let peer = Lapjv::of(&Table::named(kind, size).instance(1));
    bencher.bench_local(|| black_box(&peer).total());
}

#[divan::bench(args = CASES, sample_count = 5, sample_size = 1)]
fn total(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Total);
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(args = CASES, sample_count = 5, sample_size = 1)]
fn floor(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Floor);
    bencher.bench_local(|| solve(black_box(&instance)));
}

#[divan::bench(args = CASES, sample_count = 5, sample_size = 1)]
fn fair(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Fair);
    bencher.bench_local(|| solve(black_box(&instance)));
}

fn decisions(bencher: Bencher, case: Case, objective: Objective) {
    let mut engine = Engine::new(instance(case, objective));
    let mut seeds = Seeds(5);
    bencher.bench_local(|| {
        let (adept, mentor) = (seeds.below(case.1 as u64) as usize, seeds.below(case.1 as u64) as usize);
        match seeds.below(3) {
            0 => engine.change(Change::Lock { adept, mentor }),
            1 => engine.change(Change::Forbid { adept, mentor: engine.solution().mentor_of[adept].unwrap_or(mentor) }),
            _ => engine.change(Change::Unlock { adept }),
        }
    });
}

/// Every kind of table at 2,000 besides, with enough samples that the slowest is one in two hundred.
const LARGE: [Case; 6] =
    [("criteria", 1_000), ("uniform", 2_000), ("criteria", 2_000), ("tied", 2_000), ("traits", 2_000), ("places", 2_000)];

#[divan::bench(args = LARGE, sample_count = 200, sample_size = 1)]
fn decision_under_total(bencher: Bencher, case: Case) {
    decisions(bencher, case, Objective::Total);
}

#[divan::bench(args = CASES, sample_count = 20, sample_size = 1)]
fn decision_under_floor(bencher: Bencher, case: Case) {
    decisions(bencher, case, Objective::Floor);
}

#[divan::bench(args = CASES, sample_count = 5, sample_size = 1)]
fn decision_under_fair(bencher: Bencher, case: Case) {
    decisions(bencher, case, Objective::Fair);
}

/// As one asks who asks for another person every time: the table is turned over once.
#[divan::bench(args = CASES, sample_count = 40, sample_size = 1)]
fn prices_of_one(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Total);
    let solution = solve(&instance);
    let Some(columns) = Columns::of(&instance, &mut || false) else { return };
    let mut seeds = Seeds(6);
    bencher.bench_local(|| prices_of_adept_by(&columns, &instance, &solution, seeds.below(case.1 as u64) as usize, &mut || false));
}

#[divan::bench(args = CASES, sample_count = 10, sample_size = 1)]
fn prices_of_one_and_the_table_turned(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Total);
    let solution = solve(&instance);
    let mut seeds = Seeds(6);
    bencher.bench_local(|| prices_of_adept(&instance, &solution, seeds.below(case.1 as u64) as usize, &mut || false));
}

#[divan::bench(args = CASES, sample_count = 40, sample_size = 1)]
fn prices_of_one_mentor(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Total);
    let solution = solve(&instance);
    let mut seeds = Seeds(6);
    bencher.bench_local(|| list_of_mentor(&instance, &solution, seeds.below(case.1 as u64) as usize, &mut || false));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn prices_of_all_with_seats(bencher: Bencher) {
    let mut instance = Table::shaped("criteria", 2_000, 500).instance(4);
    instance.steadiness(100);
    let solution = solve(&instance);
    bencher.bench_local(|| all_prices(&instance, &solution, &mut || false));
}

#[divan::bench(args = CASES, sample_count = 3, sample_size = 1)]
fn prices_of_all(bencher: Bencher, case: Case) {
    let instance = instance(case, Objective::Total);
    let solution = solve(&instance);
    bencher.bench_local(|| all_prices(&instance, &solution, &mut || false));
}

/// One weight of two tables moves a hundredth, as with the keys for weights.
#[divan::bench(args = [500, 1_000, 2_000], sample_count = 20, sample_size = 1)]
fn weight_step(bencher: Bencher, size: usize) {
    let (one, two) = (Table::named("criteria", size), Table::named("tied", size));
    let mut engine = Engine::new(one.instance(1));
    let mut weight = 50;
    let blend =
        |weight: u32, place: usize| ((u32::from(one.scores[place]) * (100 - weight) + u32::from(two.scores[place]) * weight) / 100) as u16;
    bencher.bench_local(|| {
        weight = if weight == 60 { 40 } else { weight + 1 };
        engine.rescore(|adept, mentor| blend(weight, adept * size + mentor))
    });
}

#[divan::bench(args = [160, 500], sample_count = 3, sample_size = 1)]
fn robustness_of_two_weights(bencher: Bencher, size: usize) {
    let (one, two) = (Table::named("criteria", size), Table::named("tied", size));
    let scores = |weights: &[u32], table: &mut [u16]| {
        let (left, right) = (weights[0], weights[1]);
        for ((cell, &one), &two) in table.iter_mut().zip(&one.scores).zip(&two.scores) {
            *cell = ((u32::from(one) * left + u32::from(two) * right) / (left + right)) as u16;
        }
    };
    let mut instance = Instance::new(size, size);
    let mut table = vec![0; size * size];
    scores(&[1_000, 1_000], &mut table);
    instance.set_scores(&table);
    let solution = solve(&instance);
    bencher.bench_local(|| robustness(&instance, &solution, &[1_000, 1_000], scores, &mut || false));
}

#[divan::bench(args = [500, 1_000], sample_count = 3, sample_size = 1)]
fn three_standbys(bencher: Bencher, size: usize) {
    let instance = instance(("criteria", size), Objective::Total);
    let solution = solve(&instance);
    bencher.bench_local(|| standbys(&instance, &solution, 3, &mut || false));
}
