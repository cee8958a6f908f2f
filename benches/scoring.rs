//! Scoring 500 mentors against 500 adepts: from scratch with three text criteria, beside comparing the texts pair by pair, and weighing ten
//! criteria again.

mod made;

use std::sync::Arc;

use divan::{Bencher, black_box};
use made::program;
use mentor_match::program::{Application, Pair};
use mentor_match::scoring::text::{Anchors, Lexicon, Open, Passage, Rarity, Side, value};
use mentor_match::scoring::{Scorer, Weights};

/// As many of each role as the large benches have.
const MANY: usize = 500;
/// As many of each role as a city's programme has.
const CITY: usize = 80;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5)]
fn from_scratch_with_three_texts(bencher: Bencher<'_, '_>) {
    let program = program(MANY, true);
    bencher.bench(|| Scorer::new(Arc::clone(&program)));
}

#[divan::bench(sample_count = 5)]
fn from_scratch_with_ten_criteria(bencher: Bencher<'_, '_>) {
    let program = program(MANY, false);
    bencher.bench(|| Scorer::new(Arc::clone(&program)));
}

#[divan::bench(sample_count = 20)]
fn from_scratch_for_a_city(bencher: Bencher<'_, '_>) {
    let program = program(CITY, false);
    bencher.bench(|| Scorer::new(Arc::clone(&program)));
}

#[divan::bench(sample_count = 200)]
fn weighing_ten_criteria_again(bencher: Bencher<'_, '_>) {
    let scorer = Scorer::new(program(MANY, false));
    let weights = Weights::of(scorer.program());
    bencher.bench(|| scorer.scores(black_box(&weights)));
}

#[divan::bench(sample_count = 200)]
fn one_breakdown(bencher: Bencher<'_, '_>) {
    let scorer = Scorer::new(program(MANY, false));
    let weights = Weights::of(scorer.program());
    bencher.bench(|| scorer.breakdown(black_box(&weights), Pair { adept: 17, mentor: 321 }));
}

/// What everybody of a city's programme wants and offers, read.
struct Texts {
    lexicon: Lexicon,
    rarity: Rarity,
    wants: Vec<Passage>,
    offers: Vec<Passage>,
}

impl Texts {
    const ANCHORS: Anchors = Anchors { zero: 500, full: 5_500 };

    fn of_a_city() -> Self {
        let (program, lexicon) = (program(CITY, true), Lexicon::built_in());
        let read = |people: &[Application], field: &str| -> Vec<Passage> {
            people.iter().flat_map(|person| person.texts(field)).map(|text| lexicon.read(&text)).collect()
        };
        let (wants, offers) = (read(program.adepts(), "wants"), read(program.mentors(), "offers"));
        let rarity = Rarity::of(&lexicon, wants.iter().chain(&offers).map(|passage| [passage]));
        Self { lexicon, rarity, wants, offers }
    }

    fn side(&self, passage: &Passage) -> Side {
        Side::of(&[passage], &self.rarity, &self.lexicon)
    }

    /// Each want laid open once, each offer put together once.
    fn compared(&self) -> u64 {
        let offers: Vec<Side> = self.offers.iter().map(|offer| self.side(offer)).collect();
        let of_one = |want: &Passage| {
            let want = self.side(want);
            let open = Open::of(&want);
            offers.iter().filter_map(|offer| open.value(offer, Self::ANCHORS)).map(u64::from).sum::<u64>()
        };
        self.wants.iter().map(of_one).sum()
    }

    /// Both sides put together anew for every pair.
    fn compared_pair_by_pair(&self) -> u64 {
        let pairs = self.wants.iter().flat_map(|want| self.offers.iter().map(move |offer| (want, offer)));
        pairs.filter_map(|(want, offer)| value(&self.side(want), &self.side(offer), Self::ANCHORS)).map(u64::from).sum()
    }
}

#[divan::bench(sample_count = 20)]
fn one_text_for_a_city(bencher: Bencher<'_, '_>) {
    let texts = Texts::of_a_city();
    bencher.bench(|| texts.compared());
}

#[divan::bench(sample_count = 5)]
fn one_text_for_a_city_plain_baseline(bencher: Bencher<'_, '_>) {
    let texts = Texts::of_a_city();
    assert_eq!(texts.compared(), texts.compared_pair_by_pair(), "both ways find the same values");
    bencher.bench(|| texts.compared_pair_by_pair());
}
