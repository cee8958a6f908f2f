//! What must hold for every text, and what the quotes must look like.

use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::value::covered;
use super::{Anchors, Coverage, Lexicon, Offers, Passage, Rarity, Side, explain, value};

const ANCHORS: Anchors = Anchors { zero: 500, full: 5_500 };

/// Sentences as people write them, so that random texts are about something.
const PHRASES: [&str; 19] = [
    "Jag vill arbeta med hållbarhet",
    "sustainability strategy and climate reporting",
    "projektledning i byggbranschen",
    "Project manager in construction",
    "HR-direktör, rekrytering och arbetsmiljö",
    "machine learning in production",
    "Kubernetes och C++",
    "Auktoriserad revisor",
    "klättring, schack",
    "hiking and singing",
    "Inga önskemål",
    "länets universitet",
    "ledarskapet i företaget",
    "a network of founders",
    "forskarutbildning i kemi",
    "offentlig upphandling på kommunen",
    "ögonläkare och fartygskonstruktör",
    "tullfrågor, fartygsbygge",
    "läkare",
];

fn text() -> impl Strategy<Value = String> {
    let phrase = prop_oneof![4 => proptest::sample::select(&PHRASES[..]).prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    proptest::collection::vec(phrase, 0..5).prop_map(|phrases| phrases.join(". "))
}

fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(text(), 1..most)
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

/// A small program: people read, counted and merged.
struct Pool {
    rarity: Rarity,
    people: Vec<Vec<Passage>>,
}

impl Pool {
    fn of(people: &[Vec<String>]) -> Pool {
        let people: Vec<Vec<Passage>> = people.iter().map(|texts| texts.iter().map(|text| LEXICON.read(text)).collect()).collect();
        Pool { rarity: Rarity::of(&LEXICON, &people), people }
    }

    fn side(&self, person: usize) -> Side {
        Side::of(&self.people[person].iter().collect::<Vec<_>>(), &self.rarity, &LEXICON)
    }

    fn value(&self, want: usize, offer: usize) -> Option<u16> {
        value(&self.side(want), &self.side(offer), ANCHORS)
    }

    fn covered(&self, want: usize, offer: usize) -> u64 {
        covered(&self.side(want), &self.side(offer))
    }

    fn explain(&self, want: usize, offer: usize) -> Coverage {
        explain(&self.side(want), &self.side(offer), ANCHORS, &LEXICON)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn decomposed_texts_count_the_same(want in texts(4), offer in texts(4)) {
        let decomposed = |texts: &[String]| texts.iter().map(|text| text.nfd().collect()).collect::<Vec<String>>();
        let composed = |texts: &[String]| texts.iter().map(|text| text.nfc().collect()).collect::<Vec<String>>();
        let one = Pool::of(&[composed(&want), composed(&offer)]);
        let other = Pool::of(&[decomposed(&want), decomposed(&offer)]);
        prop_assert_eq!(one.value(0, 1), other.value(0, 1));
    }

    #[test]
    fn the_order_of_passages_and_people_does_not_matter(want in texts(4), offer in texts(4), third in texts(4)) {
        let turned = |texts: &[String]| texts.iter().rev().cloned().collect::<Vec<String>>();
        let one = Pool::of(&[want.clone(), offer.clone(), third.clone()]);
        let other = Pool::of(&[turned(&third), turned(&offer), turned(&want)]);
        prop_assert_eq!(one.value(0, 1), other.value(2, 1));
    }

    #[test]
    fn offering_more_never_covers_less(want in texts(4), offer in texts(4), more in text()) {
        let both: Vec<String> = offer.iter().cloned().chain([more]).collect();
        let pool = Pool::of(&[want, offer, both]);
        prop_assert!(pool.covered(0, 1) <= pool.covered(0, 2));
    }

    #[test]
    fn laid_out_offers_are_valued_as_each_by_itself(people in proptest::collection::vec(texts(4), 1..8)) {
        let pool = Pool::of(&people);
        let sides: Vec<Side> = (0..people.len()).map(|person| pool.side(person)).collect();
        let offers = Offers::of(&sides);
        for (want, side) in sides.iter().enumerate() {
            let each: Vec<_> = (0..people.len()).map(|offer| pool.value(want, offer)).collect();
            prop_assert_eq!(offers.values(side, ANCHORS), each);
        }
    }

    #[test]
    fn quotes_are_words_of_the_texts(want in texts(4), offer in texts(4)) {
        let pool = Pool::of(&[want.clone(), offer.clone()]);
        let found = pool.explain(0, 1);
        prop_assert_eq!(found.value, pool.value(0, 1));
        prop_assert!(found.evidence.len() <= 3 && found.gaps.len() <= 2);
        for evidence in &found.evidence {
            prop_assert!((5_000..=10_000).contains(&evidence.strength));
            for (texts, quote) in [(&want, &evidence.want), (&offer, &evidence.offer)] {
                let said = texts[quote.passage].get(quote.range.clone());
                prop_assert!(said.is_some_and(|said| said.contains(char::is_alphabetic)));
            }
        }
        for gap in &found.gaps {
            prop_assert!(want[gap.quote.passage].get(gap.quote.range.clone()).is_some_and(|said| !said.is_empty()));
            prop_assert!(found.evidence.iter().all(|evidence| evidence.want != gap.quote || gap.label.is_some()));
        }
    }

    /// The score of two people is theirs: a third who withdraws moves it by one percent at most.
    #[test]
    fn nobody_moves_when_somebody_leaves(people in proptest::collection::vec(texts(3), 3..12)) {
        let all = Pool::of(&people);
        let fewer = Pool::of(&people[..people.len() - 1]);
        match (all.value(0, 1), fewer.value(0, 1)) {
            (Some(before), Some(after)) => prop_assert!(before.abs_diff(after) <= 100, "{before} {after}"),
            (before, after) => prop_assert_eq!(before, after),
        }
    }
}

fn quotes(want: &str, offer: &str) -> (Vec<(String, String)>, Vec<String>) {
    let pool = Pool::of(&[vec![want.to_owned()], vec![offer.to_owned()]]);
    let found = pool.explain(0, 1);
    let said = |text: &str, range: &std::ops::Range<usize>| text[range.clone()].to_owned();
    let evidence = found.evidence.iter();
    (
        evidence.map(|found| (said(want, &found.want.range), said(offer, &found.offer.range))).collect(),
        found.gaps.iter().map(|gap| gap.label.as_ref().map_or_else(|| said(want, &gap.quote.range), |label| label.sv.clone())).collect(),
    )
}

#[test]
fn reasons_and_gaps_are_quoted() {
    let (evidence, gaps) = quotes(
        "I want to build a network in Swedish working life. Climate change and machine learning.",
        "Vägen in på svensk arbetsmarknad, klimatfrågor. Bygga nätverk.",
    );
    let pairs = [("build a network", "Bygga nätverk"), ("Swedish working life", "arbetsmarknad"), ("Climate change", "klimatfrågor")];
    for (want, offer) in pairs {
        assert!(evidence.contains(&(want.to_owned(), offer.to_owned())), "{want} {evidence:?}");
    }
    assert_eq!(gaps.first().map(String::as_str), Some("maskininlärning"));
}

#[test]
fn siblings_and_look_alikes_are_no_reason() {
    for (want, offer) in [("climbing", "hiking"), ("psykologi", "geologi"), ("Kostvetenskap", "kostnadskalkyl"), ("lån", "lan")] {
        let (evidence, gaps) = quotes(want, offer);
        assert_eq!((evidence.len(), gaps.len()), (0, 1), "{want} / {offer}");
    }
}

/// Look-alikes stay low; a shared part of compounds, and a word that both languages spell alike, count.
#[test]
fn parts_and_cognates_count_and_look_alikes_do_not() {
    for (want, offer, least, most) in [
        ("kemi", "kemtvätt", 0, 1_500),
        ("bank", "blodbank", 0, 1_500),
        ("psykologi", "geologi", 0, 1_500),
        ("jurist", "fartygsjurist", 4_000, 7_500),
        ("fartygsjurist", "jurist", 4_000, 7_500),
        ("fartygsjurist", "tågjurist", 4_000, 7_500),
        ("fartygsjurist", "fartygsjuristen", 9_000, 10_000),
        ("Jag vill lära mig zyxomatics", "I have worked with zyxomatics", 9_000, 10_000),
    ] {
        let pool = Pool::of(&[vec![want.to_owned()], vec![offer.to_owned()]]);
        let value = value(&pool.side(0), &pool.side(1), Anchors { zero: 0, full: 10_000 }).unwrap();
        assert!((least..=most).contains(&value), "{want} / {offer}: {value}");
    }
}

#[test]
fn an_empty_want_asks_nothing() {
    for want in ["", "   ", "-", "Inga önskemål.", "Nothing special, thank you", "…", "2019"] {
        let pool = Pool::of(&[vec![want.to_owned()], vec!["Ledarskap".to_owned()]]);
        assert_eq!(pool.value(0, 1), None, "{want}");
        assert_eq!(pool.value(1, 0), Some(0), "{want}");
    }
}

/// Each must come back at once; a quadratic step would take minutes.
#[test]
fn hostile_texts_are_read() {
    const SIZE: usize = 100_000;
    for text in [
        "a".repeat(10 * SIZE),
        "å".repeat(10 * SIZE),
        "(".repeat(10 * SIZE),
        (0..SIZE / 6).map(|n| format!("ord{n} ")).collect(),
        "a-".repeat(SIZE / 2),
        "a:".repeat(SIZE / 2),
        "a.b_".repeat(SIZE / 4),
        format!("a{}", "\u{301}".repeat(SIZE / 2)),
        "👩‍👩‍👧‍👦".repeat(SIZE / 25),
        "🇸🇪".repeat(SIZE / 8),
        "\u{202e}\u{200b}\u{0}".repeat(SIZE / 7),
        "\u{1100}\u{1161}".repeat(SIZE / 6),
        "בגד ".repeat(SIZE / 7),
        "c++#-".repeat(SIZE / 5),
        "learning Swedish working ".repeat(SIZE / 25),
        "s ".repeat(SIZE / 2),
    ] {
        let pool = Pool::of(&[vec![text], vec!["Ledarskap".to_owned()]]);
        pool.explain(0, 1);
        pool.explain(1, 0);
    }
}
