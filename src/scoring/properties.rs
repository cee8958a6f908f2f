//! What holds for every program, whatever people write.

use std::sync::Arc;

use proptest::prelude::*;

use crate::program::criteria::{Condition, Effect, Kind, Measure, Measured, Missing, Reward, Rule, Unknown};
use crate::program::{Answer, Application, Pair, PersonId, Program, Role, Weight};

use super::breakdown::{Part, Quote};
use super::counterfactual::{Rank, Ranks};
use super::samples::{criterion, field, fields, person, program};
use super::value::{StandIn, Tally, Value};
use super::{Effects, FULL, Scorer, Terms, Weights, percent, whole_points};

const WISHES: [&str; 24] = [
    "Jag vill veta hur det är att arbeta som controller på ett stort företag.",
    "Help to build a network in Sweden and to prepare for interviews.",
    "Råd om att bli chef och om ledarskap i offentlig sektor.",
    "Maskininlärning och dataanalys i praktiken.",
    "Sustainability reporting and climate strategy.",
    "Hur man startar eget och hittar kunder.",
    "Balans mellan arbete och fritid, och hur man undviker stress.",
    "Projektledning inom bygg och samhällsplanering.",
    "A first job within marketing or communication.",
    "Forskning eller näringsliv? Jag funderar på att doktorera.",
    "Rekrytering, HR och arbetsrätt.",
    "Juridik, särskilt avtal och upphandling.",
    "15 år i byggbranschen, numera platschef för ett sjukhusbygge.",
    "Revisor och delägare i en mindre byrå; tidigare ekonomichef.",
    "Lead data scientist who mentors junior engineers.",
    "Kommunikationschef på en myndighet med ansvar för press och sociala medier.",
    "HR-direktör med erfarenhet av förändringsarbete.",
    "Entreprenör som har grundat tre företag inom medicinteknik.",
    "Hållbarhetschef; klimatredovisning, CSRD och cirkulär ekonomi.",
    "Jurist på länsstyrelsen, arbetar med miljöfrågor.",
    "Lärare och rektor, brinner för elever som har det svårt.",
    "Sjuksköterska som blev vårdutvecklare.",
    "Inga.",
    "",
];
const TAGS: [&str; 10] = [
    "dans, film",
    "climbing and cooking",
    "Löpning; längdskidor",
    "hundar",
    "körsång, piano",
    "film",
    "brädspel/teater",
    "running",
    "-",
    "",
];
const CITIES: [&str; 7] = ["Uppsala", "Örebro kommun", "Göteborg eller distans", "Malmo", "remote", "Blåkulla", ""];
const CODES: [&str; 4] = ["it", "hr", "annat", ""];
const NUMBERS: [&str; 5] = ["3", "ca 10 år", "25", "många", ""];
const LANGUAGES: [&str; 5] = ["svenska och engelska", "en", "Swedish", "finska", ""];

/// What one person answers, as places in the lists above, and whom the person names.
type Drawn = (usize, usize, usize, usize, usize, (usize, usize));

fn drawn() -> impl Strategy<Value = Drawn> {
    (0..WISHES.len(), 0..TAGS.len(), 0..CITIES.len(), 0..CODES.len(), 0..NUMBERS.len(), (0..LANGUAGES.len(), 0..9_usize))
}

fn application(role: Role, place: usize, drawn: &Drawn) -> Application {
    let (wish, tags, city, code, number, (language, named)) = *drawn;
    let other = if role == Role::Adept { "Max m" } else { "Ada a" };
    let name = format!("{other}{named}");
    let id = format!("{}{place}", if role == Role::Adept { "a" } else { "m" });
    let answers = [
        ("wish", WISHES[wish]),
        ("tags", TAGS[tags]),
        ("city", CITIES[city]),
        ("code", CODES[code]),
        ("number", NUMBERS[number]),
        ("language", LANGUAGES[language]),
        ("names", &name),
    ];
    person(role, &id, &answers)
}

fn people() -> impl Strategy<Value = Vec<Application>> {
    let role = |role: Role| {
        prop::collection::vec(drawn(), 1..5)
            .prop_map(move |all| all.iter().enumerate().map(|(place, drawn)| application(role, place, drawn)).collect::<Vec<_>>())
    };
    (role(Role::Adept), role(Role::Mentor)).prop_map(|(adepts, mentors)| [adepts, mentors].concat())
}

fn kinds() -> Vec<Kind> {
    let (a, b) = (field("mentor.code"), field("adept.code"));
    let id = |text: &str| PersonId::new(text).unwrap();
    vec![
        Kind::Text { want: fields(&["adept.wish"]), offer: fields(&["mentor.wish"]) },
        Kind::Text { want: fields(&["mentor.wish", "mentor.tags"]), offer: fields(&["adept.wish"]) },
        Kind::Tags { a: fields(&["mentor.tags"]), b: fields(&["adept.tags"]), measure: Measure::Overlap, enough: 2, reward: Reward::Same },
        Kind::Equal { a: a.clone(), b: b.clone(), reward: Reward::Different },
        Kind::Number { measured: Measured::Gap(field("mentor.number"), field("adept.number")), zero: 20_000, full: 1_000 },
        Kind::Distance { a: field("mentor.city"), b: field("adept.city"), full_km: 20, zero_km: 600, remote: Some(6_000) },
        Kind::Language { a: field("mentor.language"), b: field("adept.language") },
        Kind::Named { a: fields(&["mentor.names"]), b: fields(&["adept.names"]) },
        Kind::Table { row: a, col: b, default: 1_234, cells: [(("it".to_owned(), "hr".to_owned()), 7_000)].into() },
        Kind::Pairs { ratings: [((id("a0"), id("m0")), 2), ((id("a1"), id("m2")), 7)].into(), scale: 7 },
    ]
}

fn programs() -> impl Strategy<Value = Program> {
    let weights = prop::collection::vec(prop_oneof![Just(0_u32), 1..100_u32, 1..1_000_000_u32], 10);
    let missing = prop_oneof![Just(Missing::Neutral), Just(Missing::Skip), Just(Missing::Zero)];
    (people(), weights, missing, 0..=FULL).prop_map(|(people, weights, missing, neutral)| {
        let criteria = kinds().into_iter().zip(weights).enumerate().map(|(place, (kind, weight))| {
            let mut criterion = criterion(&format!("c{place}"), 0, kind);
            criterion.weight = Weight(weight);
            criterion
        });
        let mut program = program(criteria.collect(), people);
        (program.criteria.missing, program.criteria.neutral) = (missing, neutral);
        program.criteria.rules = rules();
        program
    })
}

fn rules() -> Vec<Rule> {
    let rule = |condition, effect, unknown| Rule { id: "r".to_owned(), label: "r".to_owned(), condition, effect, unknown };
    let ends = |name: &str| (field(&format!("mentor.{name}")), field(&format!("adept.{name}")));
    let ((city_a, city_b), (code_a, code_b)) = (ends("city"), ends("code"));
    vec![
        rule(Condition::Same(city_a, city_b), Effect::Warn, Unknown::Allow),
        rule(Condition::Same(code_a.clone(), code_b.clone()), Effect::Block, Unknown::Warn),
        rule(Condition::Differ(code_a, code_b), Effect::Block, Unknown::Block),
    ]
}

fn person_of(program: &Program, role: Role, pair: Pair) -> &Application {
    match role {
        Role::Adept => &program.adepts()[pair.adept],
        Role::Mentor => &program.mentors()[pair.mentor],
    }
}

fn quotes(part: Part) -> impl Iterator<Item = Quote> {
    let evidence = part.evidence.into_iter().flat_map(|evidence| [evidence.want, evidence.offer]);
    evidence.chain(part.gaps.into_iter().map(|gap| gap.quote))
}

/// The scores of the other possible pairs of the pair's mentor's or adept's place: for a mentor, those of the adept's other mentors.
fn rivals(program: &Program, scores: &super::Scores, pair: Pair, role: Role) -> Vec<u16> {
    let same = |other: &Pair| if role == Role::Mentor { other.adept == pair.adept } else { other.mentor == pair.mentor };
    let possible = pairs(program).filter(|other| *other != pair && same(other) && scores.cell(*other).blocked.is_none());
    possible.map(|other| scores.cell(other).score).collect()
}

/// The ranks of a pair, counted one by one.
fn counted(program: &Program, scores: &super::Scores, pair: Pair) -> Option<Ranks> {
    let own = scores.cell(pair);
    let rank = |role: Role| {
        let rivals = rivals(program, scores, pair, role);
        Rank {
            place: rivals.iter().filter(|score| **score > own.score).count() + 1,
            of: rivals.len() + 1,
            equal: rivals.iter().filter(|score| score.abs_diff(own.score) < program.criteria.same_within.max(1)).count(),
        }
    };
    own.blocked.is_none().then(|| Ranks { mentor: rank(Role::Mentor), adept: rank(Role::Adept) })
}

fn pairs(program: &Program) -> impl Iterator<Item = Pair> {
    let mentors = program.mentors().len();
    (0..program.adepts().len()).flat_map(move |adept| (0..mentors).map(move |mentor| Pair { adept, mentor }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn breakdowns_add_up_and_agree_with_the_table(program in programs()) {
        let scorer = Scorer::new(Arc::new(program));
        let terms = Terms::of(scorer.program());
        let scores = scorer.scores(&terms);
        prop_assert_eq!((scores.adepts(), scores.mentors()), (scorer.program().adepts().len(), scorer.program().mentors().len()));
        for pair in pairs(scorer.program()) {
            let (cell, breakdown) = (scores.cell(pair), scorer.breakdown(&terms, pair).unwrap());
            prop_assert_eq!((breakdown.score, breakdown.coverage), (cell.score, cell.coverage));
            prop_assert_eq!(breakdown.blocked, cell.blocked.map(usize::from));
            prop_assert_eq!(breakdown.blocked, scorer.blocking(&terms.effects, pair));
            let (points, ofs): (u32, u32) = breakdown.parts.iter().fold((0, 0), |(points, ofs), part| (points + u32::from(part.points), ofs + u32::from(part.of)));
            let whole = whole_points(&breakdown);
            let whole_sums = whole.iter().fold((0, 0), |(points, ofs), (point, of)| (points + point, ofs + of));
            if breakdown.parts.iter().any(|part| part.applies) {
                prop_assert_eq!((points, ofs), (u32::from(breakdown.score), 10_000));
                prop_assert_eq!(whole_sums, (percent(breakdown.score), 100));
            } else {
                prop_assert_eq!((points, ofs, whole_sums, breakdown.coverage), (0, 0, (0, 0), 0));
            }
            for (part, (point, of)) in breakdown.parts.iter().zip(whole) {
                prop_assert!(part.points <= part.of && point <= of);
                prop_assert!(part.applies || part.of == 0);
                prop_assert!(part.evidence.len() <= 3 && part.gaps.len() <= 2);
                prop_assert!(part.evidence.iter().all(|evidence| evidence.strength >= 5_000));
                prop_assert!(part.evidence.is_sorted_by(|a, b| a.strength >= b.strength));
            }
        }
        for (adept, mentor) in [(99, 0), (0, 99), (usize::MAX, usize::MAX)] {
            prop_assert_eq!(scorer.breakdown(&terms, Pair { adept, mentor }), None);
        }
        prop_assert_eq!(scores.cell(Pair { adept: usize::MAX, mentor: usize::MAX }), super::Cell::default());
    }

    #[test]
    fn quotes_are_what_the_person_wrote_and_stand_where_they_say(program in programs()) {
        let scorer = Scorer::new(Arc::new(program));
        let program = scorer.program();
        for pair in pairs(program) {
            for quote in scorer.breakdown(&Terms::of(program), pair).unwrap().parts.into_iter().flat_map(quotes) {
                let person = person_of(program, quote.field.role, pair);
                let texts = person.texts(&quote.field.field);
                let written = if quote.field.field == "first_name" { person.name() } else { texts.join(", ") };
                prop_assert!(!quote.text.is_empty() && written.contains(&quote.text), "{:?}", quote);
                match &quote.at {
                    Some(at) => prop_assert_eq!(texts[at.text].get(at.range.clone()), Some(quote.text.as_str())),
                    None => prop_assert!(texts.iter().all(|text| !text.contains(&quote.text)), "{:?}", quote),
                }
            }
        }
    }

    #[test]
    fn without_a_criterion_is_what_its_weight_of_nought_gives(program in programs(), place in 0..10_usize) {
        let scorer = Scorer::new(Arc::new(program.clone()));
        let terms = Terms::of(&program);
        let scores = scorer.scores(&terms);
        let mut less = program.clone();
        less.criteria.criteria[place].weight = Weight(0);
        let fresh = Scorer::new(Arc::new(less));
        let without = fresh.scores(&Terms::of(fresh.program()));
        for pair in pairs(&program) {
            let told = scorer.counterfactuals(&terms, &scores, pair).unwrap();
            let told = told.without.iter().find(|one| one.criterion == place);
            prop_assert_eq!(told.is_none(), terms.weights.0[place].0 == 0);
            let Some(told) = told else { continue };
            prop_assert_eq!(told.score, without.cell(pair).score);
            prop_assert_eq!(told.ranks, counted(&program, &without, pair));
        }
    }

    #[test]
    fn ranks_are_counted_and_the_next_is_the_nearest(program in programs()) {
        let scorer = Scorer::new(Arc::new(program));
        let program = scorer.program();
        let terms = Terms::of(program);
        let scores = scorer.scores(&terms);
        for pair in pairs(program) {
            let told = scorer.counterfactuals(&terms, &scores, pair).unwrap();
            let cell = scores.cell(pair);
            prop_assert_eq!(told.ranks, counted(program, &scores, pair));
            prop_assert_eq!(told.unblock.is_empty(), cell.blocked.is_none());
            for (next, role) in [(&told.next_mentor, Role::Mentor), (&told.next_adept, Role::Adept)] {
                let better = rivals(program, &scores, pair, role).into_iter().filter(|score| *score > cell.score).min();
                let better = better.filter(|_| cell.blocked.is_none());
                prop_assert_eq!(next.as_ref().map(|next| cell.score + next.points), better);
                prop_assert!(next.as_ref().is_none_or(|next| scores.cell(next.pair).score == cell.score + next.points));
                if let Some((criterion, room)) = next.as_ref().and_then(|next| next.most_room) {
                    let part = &scorer.breakdown(&terms, pair).unwrap().parts[criterion];
                    prop_assert_eq!(part.of - part.points, room);
                }
            }
        }
        let outside = Pair { adept: 99, mentor: 0 };
        prop_assert_eq!(scorer.counterfactuals(&terms, &scores, outside), None);
    }

    #[test]
    fn a_better_rating_never_costs_points_or_places(program in programs(), rating in 0..=7_u32) {
        let rated = |rating: u32| {
            let mut program = program.clone();
            let [adept, mentor] = [&program.adepts()[0].id, &program.mentors()[0].id].map(Clone::clone);
            if let Some(Kind::Pairs { ratings, .. }) = program.criteria.criteria.last_mut().map(|criterion| &mut criterion.kind) {
                ratings.insert((adept, mentor), rating);
            }
            let scorer = Scorer::new(Arc::new(program));
            let terms = Terms::of(scorer.program());
            let scores = scorer.scores(&terms);
            let pair = Pair { adept: 0, mentor: 0 };
            (scores.cell(pair).score, scorer.counterfactuals(&terms, &scores, pair).unwrap().ranks)
        };
        let (less, more) = (rated(rating), rated((rating + 2).min(7)));
        prop_assert!(less.0 <= more.0);
        if let (Some(less), Some(more)) = (less.1, more.1) {
            prop_assert!(more.mentor.place <= less.mentor.place && more.adept.place <= less.adept.place);
        }
    }

    #[test]
    fn the_order_of_people_does_not_matter(program in programs(), turn in 0..8_usize) {
        let terms = Terms::of(&program);
        let mut people: Vec<Application> = program.mentors().iter().chain(program.adepts()).cloned().collect();
        let length = people.len();
        people.rotate_left(turn % length);
        people.reverse();
        let other = Program::new(program.criteria.clone(), people);
        let all: Vec<Pair> = pairs(&program).collect();
        let (one, other) = (Scorer::new(Arc::new(program)), Scorer::new(Arc::new(other)));
        let scores = one.scores(&terms);
        prop_assert_eq!(&scores, &other.scores(&terms));
        for pair in all {
            prop_assert_eq!(one.breakdown(&terms, pair), other.breakdown(&terms, pair));
            prop_assert_eq!(one.counterfactuals(&terms, &scores, pair), other.counterfactuals(&terms, &scores, pair));
        }
    }

    #[test]
    fn other_terms_are_another_file(
        program in programs(),
        weights in prop::collection::vec(prop_oneof![0..5_000_u32, Just(0), 900_000_000..=1_000_000_000_u32], 10),
        effects in prop::collection::vec(prop::sample::select(Effect::ALL.to_vec()), 3),
    ) {
        let terms = Terms { weights: Weights(weights.into_iter().map(Weight).collect()), effects: Effects(effects) };
        let mut other = program.clone();
        other.criteria.criteria.iter_mut().zip(&terms.weights.0).for_each(|(criterion, weight)| criterion.weight = *weight);
        other.criteria.rules.iter_mut().zip(&terms.effects.0).for_each(|(rule, effect)| rule.effect = *effect);
        let fresh = Scorer::new(Arc::new(other));
        let turned = Scorer::new(Arc::new(program));
        let _ = turned.scores(&Terms::of(turned.program()));
        prop_assert_eq!(turned.scores(&terms), fresh.scores(&Terms::of(fresh.program())));
        for pair in pairs(turned.program()) {
            prop_assert_eq!(turned.breakdown(&terms, pair), fresh.breakdown(&Terms::of(fresh.program()), pair));
        }
    }

    #[test]
    fn only_proportions_of_weights_matter(program in programs(), times in 1..1_000_u32) {
        let scorer = Scorer::new(Arc::new(program));
        let weights = Weights(Weights::of(scorer.program()).0.iter().map(|weight| Weight(weight.0 / 1_000)).collect());
        let heavier = Weights(weights.0.iter().map(|weight| Weight(weight.0 * times)).collect());
        let scores = |weights| scorer.scores(&Terms::weighed(scorer.program(), weights));
        prop_assert_eq!(scores(weights), scores(heavier));
    }

    #[test]
    fn a_score_never_falls_when_a_value_rises(
        values in prop::collection::vec((0..=FULL, 1..1_000_000_u32), 1..12),
        place in 0..12_usize,
        higher in 0..=FULL,
    ) {
        let stand_in = StandIn::of(&crate::program::Criteria::default());
        let score = |values: &[(u16, u32)]| {
            let mut tally = Tally::default();
            values.iter().for_each(|(marks, weight)| tally.add(Value::marks(*marks), *weight, stand_in));
            tally.score(stand_in)
        };
        let mut raised = values.clone();
        let place = place % raised.len();
        raised[place].0 = raised[place].0.max(higher);
        prop_assert!(score(&raised) >= score(&values));
        prop_assert!(score(&raised) <= FULL);
    }

    #[test]
    fn whatever_people_write_is_scored(
        texts in prop::collection::vec("[\\PC\\n]{0,40}", 14),
    ) {
        let names = ["wish", "tags", "city", "code", "number", "language", "names"];
        let answers = |texts: &[String]| names.iter().zip(texts).map(|(name, text)| ((*name).to_owned(), Answer::Text(text.clone()))).collect();
        let (mut adept, mut mentor) = (person(Role::Adept, "a0", &[]), person(Role::Mentor, "m0", &[]));
        (adept.answers, mentor.answers) = (answers(&texts[..7]), answers(&texts[7..]));
        (adept.first_name, adept.last_name) = (texts[0].clone(), texts[1].clone());
        let criteria = kinds().into_iter().map(|kind| criterion("c", 7, kind)).collect();
        let mut program = program(criteria, [adept, mentor]);
        program.criteria.rules = rules();
        let scorer = Scorer::new(Arc::new(program));
        let breakdown = scorer.breakdown(&Terms::of(scorer.program()), Pair { adept: 0, mentor: 0 }).unwrap();
        prop_assert!(breakdown.score <= FULL && breakdown.coverage <= FULL);
    }
}

proptest! {
    // Two whole programs a case: fewer of them.
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_person_who_leaves_moves_nobody_by_more_than_a_percent(
        drawn in prop::collection::vec((drawn(), drawn()), 16..28),
        texts in prop::collection::vec(prop::sample::subsequence(WISHES[..22].to_vec(), 1..4), 28),
        leaves in 0..16_usize,
    ) {
        let mut people = Vec::new();
        for (place, (adept, mentor)) in drawn.iter().enumerate() {
            people.extend([application(Role::Adept, place, adept), application(Role::Mentor, place, mentor)]);
        }
        for (person, text) in people.iter_mut().zip(texts.iter().cycle()) {
            person.answers.insert("wish".to_owned(), Answer::Text(text.join(" ")));
        }
        let criteria: Vec<_> = kinds().into_iter().zip(0..).map(|(kind, place)| criterion(&format!("c{place}"), 10, kind)).collect();
        let all = Scorer::new(Arc::new(program(criteria.clone(), people.clone())));
        let gone = people.remove(leaves * 2);
        let fewer = Scorer::new(Arc::new(program(criteria, people)));
        // Each criterion alone, so that none hides behind the others.
        for place in 0..kinds().len() {
            let mut weights = Weights(vec![Weight(0); kinds().len()]);
            weights.0[place] = Weight(1);
            let terms = Terms { weights, ..Terms::default() };
            let (before, after) = (all.scores(&terms), fewer.scores(&terms));
            for pair in pairs(fewer.program()) {
                let [adept, mentor] = [&fewer.program().adepts()[pair.adept].id, &fewer.program().mentors()[pair.mentor].id];
                let there = Pair { adept: all.program().adept(adept).unwrap(), mentor: all.program().mentor(mentor).unwrap() };
                let moved = before.cell(there).score.abs_diff(after.cell(pair).score);
                prop_assert!(moved <= 100, "criterion {place}: {adept} and {mentor} moved by {moved} when {} left", gone.id);
            }
        }
    }
}

#[test]
fn percents_are_rounded_half_up() {
    for (basis_points, shown) in
        [(0, 0), (49, 0), (50, 1), (6_349, 63), (6_350, 64), (9_949, 99), (9_950, 100), (10_000, 100), (u16::MAX, 100)]
    {
        assert_eq!(percent(basis_points), shown, "{basis_points}");
    }
}

#[test]
fn a_program_without_people_has_an_empty_table() {
    let criteria = || kinds().into_iter().map(|kind| criterion("c", 1, kind)).collect();
    for people in [vec![], vec![person(Role::Adept, "a", &[])], vec![person(Role::Mentor, "m", &[])]] {
        let scorer = Scorer::new(Arc::new(program(criteria(), people)));
        let scores = scorer.scores(&Terms::of(scorer.program()));
        assert_eq!((scores.adepts(), scores.mentors()), (scorer.program().adepts().len(), scorer.program().mentors().len()));
        assert!(scores.row(0).is_empty());
        assert!(scorer.breakdown(&Terms::of(scorer.program()), Pair { adept: 0, mentor: 0 }).is_none());
    }
}
