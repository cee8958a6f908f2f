//! What holds for the sentence of every pair of every program.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::*;
use crate::program::criteria::{Condition, Criteria, Effect, Kind, Measure as TagMeasure, Reward, Rule, Unknown};
use crate::program::{Answer, Application, Criterion, CriterionId, FieldRef, Pair, PersonId, Source, Weight};
use crate::scoring::{Scorer, Terms};

/// Things that people write, with concepts, without, with signs that could break a sentence, and nothing.
const WRITTEN: [&str; 16] = [
    "Råd om att bli chef och om ledarskap i offentlig sektor.",
    "A first job within marketing; interviews and networking.",
    "Maskininlärning och dataanalys i praktiken",
    "Hållbarhetschef; klimatredovisning och cirkulär ekonomi",
    "klättring, körsång, matlagning",
    "climbing and cooking; board games",
    "«Fjärrvärme» och \"kraftvärme\"…",
    "Kubernetes. Fjärrvärmeteknik!",
    "\u{202e}omvänd\u{200b} Ledarskap\n\nStrategi",
    "strategy",
    "Balans mellan arbete och fritid, stress",
    "Jurist. Tandläkare. Controller.",
    "{adept} {mentor} %s",
    "Örebro",
    "-",
    "",
];
const NAMES: [&str; 6] = ["Åsa Ek", "Lars", "James Jones", "O'Neill Jr.", "李 小龍", "Nils-Erik Lundström von Platen"];

fn person(role: Role, place: usize, drawn: &[usize]) -> Application {
    let fields = ["wish", "offer", "interests", "city"];
    let answers = fields.iter().zip(drawn).map(|(field, written)| ((*field).to_owned(), Answer::Text(WRITTEN[*written].to_owned())));
    let name = NAMES[(place + drawn[0]) % NAMES.len()];
    Application {
        id: PersonId::new(&format!("{}{place}", if role == Role::Adept { "a" } else { "m" })).unwrap(),
        role,
        first_name: name.split(' ').next().unwrap().to_owned(),
        last_name: name.split_once(' ').map_or("X", |(_, rest)| rest).to_owned(),
        email: String::new(),
        phone: String::new(),
        answers: answers.collect(),
        source: Source::default(),
    }
}

fn program(adepts: &[Vec<usize>], mentors: &[Vec<usize>], weights: &[u32]) -> Program {
    let field = |name: &str| FieldRef::read(name).unwrap();
    let (a, b) = (field("mentor.city"), field("adept.city"));
    let kinds = [
        Kind::Text { want: vec![field("adept.wish")], offer: vec![field("mentor.offer"), field("mentor.wish")] },
        Kind::Text { want: vec![field("mentor.wish")], offer: vec![field("adept.offer")] },
        Kind::Tags {
            a: vec![field("mentor.interests")],
            b: vec![field("adept.interests")],
            measure: TagMeasure::Overlap,
            enough: 2,
            reward: Reward::Same,
        },
        Kind::Equal { a: a.clone(), b: b.clone(), reward: Reward::Different },
        Kind::Distance { a: a.clone(), b: b.clone(), full_km: 20, zero_km: 200, remote: Some(6_000) },
    ];
    let criteria = kinds.into_iter().zip(weights).enumerate().map(|(place, (kind, weight))| Criterion {
        id: CriterionId(format!("c{place}").into()),
        label: format!("Kriterium {place}"),
        weight: Weight(*weight),
        kind,
    });
    let rule = Rule {
        id: "same".to_owned(),
        label: "Samma ort?".to_owned(),
        condition: Condition::Same(a, b),
        effect: Effect::Block,
        unknown: Unknown::Allow,
    };
    let people = |role: Role, all: &[Vec<usize>]| all.iter().enumerate().map(|(n, one)| person(role, n, one)).collect::<Vec<_>>();
    let criteria = Criteria { criteria: criteria.collect(), rules: vec![rule], ..Criteria::default() };
    Program::new(criteria, [people(Role::Adept, adepts), people(Role::Mentor, mentors)].concat())
}

/// Everything that may be named: the concepts and words of the evidence and the gaps of a pair.
fn named(breakdown: &Breakdown) -> Vec<String> {
    let parts = || breakdown.parts.iter();
    let topics =
        parts().flat_map(|part| part.evidence.iter().map(|evidence| &evidence.topic).chain(part.gaps.iter().map(|gap| &gap.topic)));
    let labels = topics.flatten().flat_map(|label| [label.sv.to_lowercase(), label.en.to_lowercase()]);
    labels.collect()
}

/// Whether a name stands in a sentence as words of its own.
fn stands_in(said: &str, name: &str) -> bool {
    said.match_indices(name).any(|(at, found)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(said[..at].chars().next_back()) && !letter(said[at + found.len()..].chars().next())
    })
}

/// The names of concepts that the texts above could bring up.
fn all_names() -> Vec<String> {
    let everything = program(
        &[(0..4).collect(), (4..8).collect(), (8..12).collect()],
        &[(0..4).collect(), (4..8).collect(), (8..12).collect()],
        &[1; 5],
    );
    let scorer = Scorer::new(Arc::new(everything));
    let mut names: Vec<String> = (0..3)
        .flat_map(|adept| (0..3).map(move |mentor| Pair { adept, mentor }))
        .filter_map(|pair| scorer.breakdown(&Terms::of(scorer.program()), pair))
        .flat_map(|breakdown| named(&breakdown))
        .collect();
    names.sort();
    names.dedup();
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sentence_is_whole_and_names_nothing_that_is_not_there(
        adepts in prop::collection::vec(prop::collection::vec(0..WRITTEN.len(), 4), 1..4),
        mentors in prop::collection::vec(prop::collection::vec(0..WRITTEN.len(), 4), 1..4),
        weights in prop::collection::vec(prop_oneof![Just(0_u32), 1..50_000_u32], 5),
    ) {
        let scorer = Scorer::new(Arc::new(program(&adepts, &mentors, &weights)));
        let program = scorer.program();
        static ALL: LazyLock<Vec<String>> = LazyLock::new(all_names);
        let names = &*ALL;
        for pair in (0..adepts.len()).flat_map(|adept| (0..mentors.len()).map(move |mentor| Pair { adept, mentor })) {
            let breakdown = scorer.breakdown(&Terms::of(program), pair).unwrap();
            let gist = Gist::of(&program.criteria, &breakdown);
            prop_assert!(gist.reasons.len() <= 2 && gist.silence.is_some() | !gist.reasons.is_empty());
            let may = named(&breakdown);
            for lang in [Lang::Sv, Lang::En] {
                let said = about(lang, program, &breakdown);
                check_form(&said)?;
                prop_assert_eq!(&said, &about(lang, program, &breakdown));
                for measure in [Measure::Whole, Measure::OneReason, Measure::Least] {
                    check_form(&sentence(lang, &gist, Names { adept: "A", mentor: "M" }, program, measure))?;
                }
                // The people's names could hold anything, so they are left out here.
                let bare = sentence(lang, &gist, Names { adept: "A", mentor: "M" }, program, Measure::Whole).to_lowercase();
                let bare: String = bare.split('«').map(|piece| piece.split_once('»').map_or(piece, |(_, rest)| rest)).collect();
                let ours = ["svar", "answer", "same", "samma", "role", "place"];
                for name in names.iter().filter(|name| !may.contains(name) && !ours.contains(&name.as_str())) {
                    let part_of_another = may.iter().any(|other| stands_in(other, name));
                    prop_assert!(part_of_another || !stands_in(&bare, name), "{} is in {:?}", name, bare);
                }
                if !gist.blocked.is_empty() {
                    prop_assert!(said.ends_with("Samma ort?"), "{}", said);
                } else {
                    for person in [&program.adepts()[pair.adept], &program.mentors()[pair.mentor]] {
                        prop_assert!(said.contains(Shown::new(&person.name()).as_str()), "{}", said);
                    }
                }
            }
        }
    }
}

fn check_form(said: &str) -> Result<(), TestCaseError> {
    prop_assert!(said.ends_with(['.', '?', '!', '…']), "{:?}", said);
    prop_assert!(!said.ends_with("..") && !said.ends_with(". ."), "{:?}", said);
    prop_assert!(!said.contains("  ") && !said.contains(" ;") && !said.contains(" .") && !said.contains("«»"), "{:?}", said);
    prop_assert!(!said.contains(char::is_control) && !said.contains('\u{202e}'), "{:?}", said);
    prop_assert_eq!(said.matches('«').count(), said.matches('»').count(), "{:?}", said);
    prop_assert!(!said.ends_with(" och.") && !said.ends_with(" and."), "{:?}", said);
    Ok(())
}
