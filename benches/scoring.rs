//! Scoring 500 mentors against 500 adepts: from scratch with three text criteria, beside comparing the texts pair by pair, and weighing ten
//! criteria again.

mod made;

use std::sync::Arc;

use divan::{Bencher, black_box};
use made::{program, without_texts};
use mentor_match::program::{Application, Pair, Weight};
use mentor_match::scoring::text::{Anchors, Lexicon, Offers, Passage, Rarity, Side, value};
use mentor_match::scoring::{Scorer, Terms, Weights};

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

/// Aims: 5 ms for 500 of each role, 80 ms for 2,000.
#[divan::bench(args = [500, 2_000], sample_count = 50, sample_size = 1)]
fn weighing_ten_criteria_again(bencher: Bencher<'_, '_>, people: usize) {
    let scorer = Scorer::new(without_texts(people));
    let terms = Terms::of(scorer.program());
    bencher.bench(|| scorer.scores(black_box(&terms)));
}

/// The same from the same values, pair by pair, as one would write it down. For 2,000 of each role the values of 500 come sixteen times.
#[divan::bench(args = [500, 2_000], sample_count = 20, sample_size = 1)]
fn weighing_ten_criteria_again_plain_baseline(bencher: Bencher<'_, '_>, people: usize) {
    let scorer = Scorer::new(without_texts(MANY));
    let (terms, neutral) = (Terms::of(scorer.program()), u64::from(scorer.program().criteria.neutral));
    let answers = answers(&scorer);
    let scores = scorer.scores(&terms);
    let cells = (0..MANY).flat_map(|adept| scores.row(adept)).map(|cell| (cell.score, cell.coverage));
    assert!(cells.eq(weighed(&answers, &terms.weights.0, neutral)), "both ways find the same");
    let answers: Vec<Vec<Answer>> = answers.iter().map(|answers| answers.repeat(people * people / (MANY * MANY))).collect();
    bencher.bench(|| weighed(&answers, black_box(&terms.weights.0), neutral));
}

/// What one criterion says about one pair.
#[derive(Clone, Copy)]
enum Answer {
    Known(u16),
    Unknown,
    NotAsked,
}

/// What every criterion says about every pair: each criterion weighed alone, and taken apart where it has no real answer.
fn answers(scorer: &Scorer) -> Vec<Vec<Answer>> {
    let (terms, people) = (Terms::of(scorer.program()), 0..scorer.program().adepts().len());
    let said = |place: usize| {
        let weights = (0..terms.weights.0.len()).map(|other| Weight(u32::from(other == place))).collect();
        let alone = scorer.scores(&Terms { weights: Weights(weights), ..Terms::default() });
        let answer = |pair: Pair| {
            if alone.cell(pair).coverage == 10_000 {
                return Answer::Known(alone.cell(pair).score);
            }
            let applies = scorer.breakdown(&terms, pair).is_some_and(|breakdown| breakdown.parts[place].applies);
            if applies { Answer::Unknown } else { Answer::NotAsked }
        };
        people.clone().flat_map(|adept| people.clone().map(move |mentor| Pair { adept, mentor })).map(answer).collect()
    };
    (0..terms.weights.0.len()).map(said).collect()
}

/// Score and coverage of every pair.
fn weighed(answers: &[Vec<Answer>], weights: &[Weight], neutral: u64) -> Vec<(u16, u16)> {
    let pairs = answers.first().map_or(0, Vec::len);
    let rounded = |part: u64, whole: u64| u16::try_from((2 * part + whole) / (2 * whole)).unwrap_or(10_000);
    (0..pairs)
        .map(|pair| {
            let (mut gained, mut asked, mut answered) = (0, 0, 0);
            for (answers, weight) in answers.iter().zip(weights) {
                let weight = u64::from(weight.0);
                match answers[pair] {
                    Answer::Known(marks) => {
                        gained += weight * u64::from(marks);
                        asked += weight;
                        answered += weight;
                    }
                    Answer::Unknown => {
                        gained += weight * neutral;
                        asked += weight;
                    }
                    Answer::NotAsked => {}
                }
            }
            if asked == 0 { (u16::try_from(neutral).unwrap_or(0), 0) } else { (rounded(gained, asked), rounded(answered * 10_000, asked)) }
        })
        .collect()
}

#[divan::bench(sample_count = 200)]
fn one_breakdown(bencher: Bencher<'_, '_>) {
    let scorer = Scorer::new(program(MANY, false));
    let terms = Terms::of(scorer.program());
    bencher.bench(|| scorer.breakdown(black_box(&terms), Pair { adept: 17, mentor: 321 }));
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

    /// Each side put together once, the offers laid out.
    fn compared(&self) -> u64 {
        let sides: Vec<Side> = self.offers.iter().map(|offer| self.side(offer)).collect();
        let offers = Offers::of(&sides);
        let of_one = |want: &Passage| offers.values(&self.side(want), Self::ANCHORS).into_iter().flatten().map(u64::from).sum::<u64>();
        self.wants.iter().map(of_one).sum()
    }

    /// Both sides put together anew for every pair.
    fn compared_pair_by_pair(&self) -> u64 {
        let pairs = self.wants.iter().flat_map(|want| self.offers.iter().map(move |offer| (want, offer)));
        pairs.filter_map(|(want, offer)| value(&self.side(want), &self.side(offer), Self::ANCHORS)).map(u64::from).sum()
    }
}

/// As many answers as a large programme has, of about as many characters as a form's answer has.
fn six_hundred_answers() -> Vec<String> {
    let program = program(300, true);
    let of_role = |people: &[Application]| -> Vec<String> {
        people
            .iter()
            .map(|person| ["wants", "offers", "more"].iter().flat_map(|field| person.texts(field)).collect::<Vec<_>>().join(" "))
            .collect()
    };
    let answers = of_role(program.adepts()).into_iter().chain(of_role(program.mentors()));
    answers.map(|text| text.chars().take(440).collect()).collect()
}

/// Aim: half a second.
#[divan::bench(sample_count = 10)]
fn reading_600_applications(bencher: Bencher<'_, '_>) {
    let (texts, lexicon) = (six_hundred_answers(), Lexicon::built_in());
    bencher.bench(|| {
        let mut reading = lexicon.reading();
        texts.iter().map(|text| reading.read(text)).collect::<Vec<Passage>>()
    });
}

/// Nothing remembered from one answer to the next.
#[divan::bench(sample_count = 10)]
fn reading_600_applications_plain_baseline(bencher: Bencher<'_, '_>) {
    let (texts, lexicon) = (six_hundred_answers(), Lexicon::built_in());
    bencher.bench(|| texts.iter().map(|text| lexicon.read(text)).collect::<Vec<Passage>>());
}

/// What the first reading of a run waits for. The table is one that the group could have written.
#[divan::bench(sample_count = 10)]
fn parsing_the_tables(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Lexicon::built_in().with_own_words("own_word\tfield\t\tegetord\town word"));
}

/// For the memory that it takes: run alone, under a command that tells the peak. Aim: 400 MB.
#[divan::bench(sample_count = 1)]
fn from_scratch_with_2000_of_each_and_ten_criteria(bencher: Bencher<'_, '_>) {
    let program = program(2_000, false);
    bencher.bench(|| {
        let scorer = Scorer::new(Arc::clone(&program));
        scorer.scores(&Terms::of(&program))
    });
}

/// Aim: four seconds on two processors.
#[divan::bench(sample_count = 2)]
fn from_scratch_with_2000_of_each(bencher: Bencher<'_, '_>) {
    let program = program(2_000, true);
    bencher.bench(|| Scorer::new(Arc::clone(&program)));
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
