//! Every kind of criterion and every form of rule, through the whole of the room: one adept, one mentor, one criterion.

use std::sync::Arc;

use crate::program::criteria::{Condition, Effect, Kind, Measure, Measured, Missing, Reward, Rule, Test, Unknown};
use crate::program::{Answer, Pair, PersonId, Role, Weight};

use super::breakdown::{Breakdown, Detail, Verdict};
use super::samples::{criterion, field, fields, one_pair, person, program};
use super::{Effects, Scorer, Terms, Weights};

/// What one pair gets: marks, "not asked" or "unknown" (which counts as 40 %, but not as covered).
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Said {
    Marks(u16),
    NotAsked,
    Unknown,
}

fn said(breakdown: &Breakdown) -> Said {
    match (&breakdown.parts[0], breakdown.coverage) {
        (part, 0) if !part.applies => Said::NotAsked,
        (part, 0) if !part.known && part.points == 4_000 => Said::Unknown,
        (part, 10_000) if part.applies && part.known && part.of == 10_000 => Said::Marks(part.points),
        other => panic!("neither marks nor a reason: {other:?}"),
    }
}

fn check(kind: &Kind, adept: &[(&str, &str)], mentor: &[(&str, &str)], expected: Said, detail: Detail) -> Breakdown {
    let (cell, breakdown) = one_pair(kind.clone(), adept, mentor);
    assert_eq!((said(&breakdown), &breakdown.parts[0].detail), (expected, &detail), "{kind:?}\n{adept:?}\n{mentor:?}");
    assert_eq!((cell.score, cell.coverage), (breakdown.score, breakdown.coverage));
    breakdown
}

/// The quotes of the only part, as (want, offer).
fn quotes(breakdown: &Breakdown) -> Vec<(&str, &str)> {
    breakdown.parts[0].evidence.iter().map(|evidence| (evidence.want.text.as_str(), evidence.offer.text.as_str())).collect()
}

#[test]
fn text_counts_what_is_wanted() {
    let kind = Kind::Text { want: fields(&["adept.goals", "adept.hopes"]), offer: fields(&["mentor.field", "mentor.can_guide"]) };
    let both = |adept: &[(&str, &str)], mentor: &[(&str, &str)]| one_pair(kind.clone(), adept, mentor).1;

    let full = both(&[("hopes", "maskininlärning")], &[("field", "machine learning")]);
    assert_eq!(said(&full), Said::Marks(full.score));
    assert!(full.score > 8_000, "{}", full.score);
    assert_eq!(quotes(&full), [("maskininlärning", "machine learning")]);
    assert_eq!(full.parts[0].evidence[0].want.field, field("adept.hopes"));

    let none = both(&[("goals", "maskininlärning")], &[("can_guide", "redovisning")]);
    assert!(none.score < 1_000, "{}", none.score);
    assert_eq!(none.parts[0].gaps[0].quote.text, "maskininlärning");

    check(&kind, &[("goals", "Inga.")], &[("field", "revision")], Said::NotAsked, Detail::NotAsked);
    check(&kind, &[("goals", "revision")], &[("field", "-")], Said::Unknown, Detail::Blank(field("mentor.field")));
    check(&kind, &[], &[], Said::NotAsked, Detail::NotAsked);
}

#[test]
fn tags_count_what_is_shared() {
    let kind =
        |measure, enough, reward| Kind::Tags { a: fields(&["mentor.interests"]), b: fields(&["adept.interests"]), measure, enough, reward };
    let overlap = kind(Measure::Overlap, 2, Reward::Same);
    let adept = |text| [("interests", text)];
    let one = check(&overlap, &adept("Brädspel, löpning"), &adept("Orientering; brädspel"), Said::Marks(5_000), Detail::SharedTags(1));
    assert_eq!(quotes(&one), [("brädspel", "Brädspel")]);
    check(&overlap, &adept("dans, film, löpning"), &adept("DANS och Film"), Said::Marks(10_000), Detail::SharedTags(2));
    check(&overlap, &adept("dans"), &adept("dans, film, löpning"), Said::Marks(10_000), Detail::SharedTags(1));
    check(&overlap, &adept("dans"), &adept("frimärken"), Said::Marks(0), Detail::SharedTags(0));
    check(&overlap, &adept("dans, Dans, DANS"), &adept("dans"), Said::Marks(10_000), Detail::SharedTags(1));
    check(&overlap, &[], &adept("dans"), Said::NotAsked, Detail::NotAsked);
    check(&overlap, &adept("dans"), &[], Said::Unknown, Detail::Blank(field("mentor.interests")));
    check(&overlap, &[], &[], Said::NotAsked, Detail::NotAsked);

    check(
        &kind(Measure::Dice, 2, Reward::Same),
        &adept("dans, film"),
        &adept("dans, frimärken"),
        Said::Marks(5_000),
        Detail::SharedTags(1),
    );
    check(
        &kind(Measure::Jaccard, 2, Reward::Same),
        &adept("dans, skridskor"),
        &adept("dans, matlagning"),
        Said::Marks(3_333),
        Detail::SharedTags(1),
    );
    let different =
        check(&kind(Measure::Overlap, 1, Reward::Different), &adept("dans"), &adept("dans"), Said::Marks(0), Detail::SharedTags(1));
    assert!(quotes(&different).is_empty());
}

#[test]
fn the_longest_lists_are_read_in_part() {
    let kind = Kind::Tags { a: fields(&["mentor.i"]), b: fields(&["adept.i"]), measure: Measure::Overlap, enough: 2, reward: Reward::Same };
    let many: String = (0..5_000).map(|number| format!("tagg{number}x, ")).collect();
    check(&kind, &[("i", &many)], &[("i", &many)], Said::Marks(10_000), Detail::SharedTags(40));
}

#[test]
fn equal_answers_are_equal() {
    let kind = |reward| Kind::Equal { a: field("mentor.x"), b: field("adept.x"), reward };
    for (a, b, same) in [
        ("Linköping", " LINKÖPING ", true),
        ("Linko\u{308}ping", "Linköping", true),
        ("Ja", "yes", true),
        ("Ja, gärna!", "ja", true),
        ("engelska", "EN", true),
        ("nej", "ja", false),
        ("hund", "katt", false),
    ] {
        let (value, detail) = if same { (10_000, Detail::Same) } else { (0, Detail::Differs) };
        check(&kind(Reward::Same), &[("x", a)], &[("x", b)], Said::Marks(value), detail.clone());
        check(&kind(Reward::Different), &[("x", a)], &[("x", b)], Said::Marks(10_000 - value), detail);
    }
    check(&kind(Reward::Same), &[], &[("x", "ja")], Said::NotAsked, Detail::NotAsked);
    check(&kind(Reward::Different), &[("x", "ja")], &[], Said::Unknown, Detail::Blank(field("mentor.x")));
}

#[test]
fn numbers_lie_between_anchors() {
    let one = Kind::Number { measured: Measured::One(field("mentor.years")), zero: 1_000, full: 8_000 };
    check(&one, &[], &[("years", "15 år")], Said::Marks(10_000), Detail::Measured(15_000));
    check(&one, &[], &[("years", "4,5")], Said::Marks(5_000), Detail::Measured(4_500));
    check(&one, &[], &[("years", "")], Said::Unknown, Detail::Blank(field("mentor.years")));
    check(&one, &[], &[("years", "många")], Said::Unknown, Detail::Unreadable(field("mentor.years")));

    let gap = Kind::Number { measured: Measured::Gap(field("mentor.age"), field("adept.age")), zero: 20_000, full: 0 };
    check(&gap, &[("age", "25")], &[("age", "30")], Said::Marks(7_500), Detail::Measured(5_000));
    check(&gap, &[("age", "30")], &[("age", "25")], Said::Marks(7_500), Detail::Measured(5_000));
    check(&gap, &[], &[("age", "25")], Said::NotAsked, Detail::NotAsked);
    check(&gap, &[("age", "25")], &[], Said::Unknown, Detail::Blank(field("mentor.age")));
    check(&gap, &[("age", "ung")], &[("age", "25")], Said::Unknown, Detail::Unreadable(field("adept.age")));
}

#[test]
fn distances_lie_between_anchors() {
    let kind = |remote| Kind::Distance { a: field("mentor.city"), b: field("adept.city"), full_km: 20, zero_km: 200, remote };
    let city = |name| [("city", name)];
    let near = check(&kind(None), &city("Örebro"), &city("Orebro kommun"), Said::Marks(10_000), Detail::Kilometres(0));
    assert_eq!(quotes(&near), [("Orebro kommun", "Örebro")]);
    let far = check(&kind(None), &city("Malmö"), &city("Kiruna"), Said::Marks(0), Detail::Kilometres(1_413));
    assert!(quotes(&far).is_empty());
    check(&kind(None), &city("Visby eller Lund"), &city("Malmö"), Said::Marks(10_000), Detail::Kilometres(16));
    check(&kind(None), &city(""), &city("Lund"), Said::NotAsked, Detail::NotAsked);
    check(&kind(None), &city("Lund"), &city(""), Said::Unknown, Detail::Blank(field("mentor.city")));
    check(&kind(None), &city("Lund"), &city("Långtbort"), Said::Unknown, Detail::UnknownPlace(field("mentor.city")));
    check(&kind(None), &city("Långtbort"), &city("Lund"), Said::Unknown, Detail::UnknownPlace(field("adept.city")));
    check(&kind(None), &city("distans"), &city("Lund"), Said::Unknown, Detail::UnknownPlace(field("adept.city")));
    check(&kind(Some(7_000)), &city("distans"), &city("Lund"), Said::Marks(7_000), Detail::Remote);
    check(&kind(Some(7_000)), &city("Lund"), &city("Kiruna, gärna digitalt"), Said::Marks(7_000), Detail::Remote);
    check(&kind(Some(7_000)), &city("Lund"), &city("Lund, gärna digitalt"), Said::Marks(10_000), Detail::Kilometres(0));
}

#[test]
fn a_language_in_common_is_enough() {
    let kind = Kind::Language { a: field("mentor.languages"), b: field("adept.languages") };
    let speaks = |text| [("languages", text)];
    let shared = Detail::SharedLanguage("engelska".to_owned());
    let both = check(&kind, &speaks("English"), &speaks("svenska och engelska"), Said::Marks(10_000), shared);
    assert_eq!(quotes(&both), [("engelska", "English")]);
    check(&kind, &speaks("en"), &speaks("sv, fi"), Said::Marks(0), Detail::NoSharedLanguage);
    check(&kind, &speaks("klingonska"), &speaks("Klingonska"), Said::Marks(10_000), Detail::SharedLanguage("Klingonska".to_owned()));
    check(&kind, &speaks(""), &speaks("svenska"), Said::NotAsked, Detail::NotAsked);
    check(&kind, &speaks("svenska"), &speaks(""), Said::Unknown, Detail::Blank(field("mentor.languages")));
    check(&kind, &speaks("det mesta går bra"), &speaks("svenska"), Said::Unknown, Detail::Unreadable(field("adept.languages")));
}

#[test]
fn a_name_counts_for_the_named() {
    let kind = Kind::Named { a: fields(&["mentor.wishes"]), b: fields(&["adept.wishes"]) };
    let wish = |text| [("wishes", text)];
    let by_mentor = check(&kind, &[], &wish("Gärna ADA A, som jag har träffat"), Said::Marks(10_000), Detail::Named);
    assert_eq!(quotes(&by_mentor), [("ADA A", "Ada a")]);
    check(&kind, &wish("Max Ms grupp"), &[], Said::Marks(10_000), Detail::Named);
    check(&kind, &wish("Max"), &wish("Inga."), Said::NotAsked, Detail::NobodyNamed);
    check(&kind, &wish("Absolut inte Max M"), &[], Said::NotAsked, Detail::NobodyNamed);
}

#[test]
fn a_table_has_a_cell_or_a_default() {
    let cells = [(("it".to_owned(), "civing".to_owned()), 10_000), (("hr".to_owned(), "ekonom".to_owned()), 6_000)].into();
    let kind = Kind::Table { row: field("mentor.code"), col: field("adept.code"), default: 3_000, cells };
    let code = |text| [("code", text)];
    let found = check(&kind, &code("CIVING"), &code(" It "), Said::Marks(10_000), Detail::Cell { found: true });
    assert_eq!(quotes(&found), [(" It ", "CIVING")]);
    check(&kind, &code("ekonom"), &code("hr"), Said::Marks(6_000), Detail::Cell { found: true });
    check(&kind, &code("ekonom"), &code("it"), Said::Marks(3_000), Detail::Cell { found: false });
    check(&kind, &code("konst"), &code("it"), Said::Marks(3_000), Detail::Cell { found: false });
    check(&kind, &code(""), &code("it"), Said::Unknown, Detail::Blank(field("adept.code")));
    check(&kind, &code("konst"), &code(""), Said::Unknown, Detail::Blank(field("mentor.code")));
}

#[test]
fn ratings_are_exact_shares() {
    let id = |text| PersonId::new(text).unwrap();
    let kind = |rating| Kind::Pairs { ratings: [((id("A"), id("m")), rating)].into(), scale: 3 };
    check(&kind(3), &[], &[], Said::Marks(10_000), Detail::Rated { rating: 3, scale: 3 });
    check(&kind(2), &[], &[], Said::Marks(6_667), Detail::Rated { rating: 2, scale: 3 });
    check(&kind(0), &[], &[], Said::Marks(0), Detail::Rated { rating: 0, scale: 3 });
    check(&Kind::Pairs { ratings: [((id("b"), id("m")), 2)].into(), scale: 3 }, &[], &[], Said::NotAsked, Detail::NotRated);
}

#[test]
fn blanks_weigh_as_the_program_says() {
    // Thirty points of full marks, ten of a blank offer, fifty switched off, twenty not asked.
    let equal = |name: &str| Kind::Equal { a: field(&format!("mentor.{name}")), b: field(&format!("adept.{name}")), reward: Reward::Same };
    let criteria = vec![
        criterion("both", 30, equal("x")),
        criterion("blank", 10, equal("y")),
        criterion("off", 0, equal("x")),
        criterion("not", 20, equal("z")),
    ];
    let people = [person(Role::Adept, "a", &[("x", "1"), ("y", "1")]), person(Role::Mentor, "m", &[("x", "1"), ("z", "1")])];
    for (missing, score, coverage, thin, ofs) in [
        (Missing::Neutral, 8_500, 7_500, true, [7_500, 2_500, 0, 0]),
        (Missing::Zero, 7_500, 7_500, true, [7_500, 2_500, 0, 0]),
        (Missing::Skip, 10_000, 10_000, false, [10_000, 0, 0, 0]),
    ] {
        let mut program = program(criteria.clone(), people.clone());
        (program.criteria.missing, program.criteria.low_coverage) = (missing, 8_000);
        let scorer = Scorer::new(Arc::new(program));
        let breakdown = scorer.breakdown(&Terms::of(scorer.program()), Pair { adept: 0, mentor: 0 }).unwrap();
        let parts = &breakdown.parts;
        assert_eq!((breakdown.score, breakdown.coverage, breakdown.thin), (score, coverage, thin), "{missing:?}");
        assert_eq!(parts.iter().map(|part| part.of).collect::<Vec<_>>(), ofs, "{missing:?}");
        assert_eq!(parts[1].applies, missing != Missing::Skip);
        assert_eq!(parts[1].detail, Detail::Blank(field("mentor.y")));
        assert_eq!(parts[2].detail, Detail::SwitchedOff);
        assert_eq!(parts[3].detail, Detail::NotAsked);
        let weighed = |weights| Terms::weighed(scorer.program(), Weights(weights));
        // Nothing applies: the neutral share, or nothing.
        let nothing = scorer.breakdown(&weighed(vec![Weight(0); 4]), Pair { adept: 0, mentor: 0 }).unwrap();
        assert_eq!((nothing.score, nothing.coverage), (if missing == Missing::Zero { 0 } else { 4_000 }, 0));
        assert_eq!(scorer.breakdown(&weighed(vec![]), Pair { adept: 0, mentor: 0 }).unwrap(), nothing);
    }
}

fn check_rule(condition: &Condition, adept: &[(&str, &str)], mentor: &[(&str, &str)], expected: Option<bool>) {
    for (effect, unknown, verdicts) in [
        (Effect::Block, Unknown::Warn, [Verdict::Kept, Verdict::Blocks, Verdict::WarnsUnknown]),
        (Effect::Block, Unknown::Block, [Verdict::Kept, Verdict::Blocks, Verdict::BlocksUnknown]),
        (Effect::Warn, Unknown::Allow, [Verdict::Kept, Verdict::Warns, Verdict::Kept]),
        (Effect::Warn, Unknown::Block, [Verdict::Kept, Verdict::Warns, Verdict::WarnsUnknown]),
    ] {
        let kept = Rule {
            id: "kept".to_owned(),
            label: "kept".to_owned(),
            condition: Condition::Pairs([].into()),
            effect: Effect::Block,
            unknown: Unknown::Block,
        };
        let rule = Rule { condition: condition.clone(), effect, unknown, ..kept.clone() };
        let mut program = program(vec![], [person(Role::Adept, "a", adept), person(Role::Mentor, "m", mentor)]);
        program.criteria.rules = vec![kept, rule];
        let scorer = Scorer::new(Arc::new(program));
        let (terms, pair) = (Terms::of(scorer.program()), Pair { adept: 0, mentor: 0 });
        let (cell, breakdown) = (scorer.scores(&terms).cell(pair), scorer.breakdown(&terms, pair).unwrap());
        let verdict = verdicts[expected.map_or(2, usize::from)];
        let blocks = matches!(verdict, Verdict::Blocks | Verdict::BlocksUnknown);
        assert_eq!(breakdown.rules[1].verdict, verdict, "{condition:?}\n{adept:?}\n{mentor:?}");
        assert_eq!((breakdown.blocked, cell.blocked), (blocks.then_some(1), blocks.then_some(1)));
        assert_eq!(scorer.blocking(&terms.effects, pair), blocks.then_some(1));
        assert_eq!(cell.warned, matches!(verdict, Verdict::Warns | Verdict::WarnsUnknown));
        // Switched off, it is not even mentioned.
        let off = Terms { effects: Effects(vec![Effect::Block, Effect::Off]), ..terms };
        let (cell, breakdown) = (scorer.scores(&off).cell(pair), scorer.breakdown(&off, pair).unwrap());
        assert_eq!((cell.blocked, cell.warned, breakdown.rules.len()), (None, false, 1));
    }
}

#[test]
fn a_need_that_is_raised_must_be_met() {
    let test = |name: &str, any: &[&str]| Test { field: field(name), any: any.iter().map(|value| (*value).to_owned()).collect() };
    let rule = Condition::WhenNeed { when: test("adept.language", &["en"]), need: test("mentor.english", &["ja", "yes"]) };
    let check = |language, english, broken| check_rule(&rule, &[("language", language)], &[("english", english)], broken);
    check("en", "Nej", Some(true));
    check("EN", "JA", Some(false));
    check("Engelska", "nej", Some(true));
    check("English", "Ja, gärna", Some(false));
    check("sv", "Nej", Some(false));
    check("sv", "", Some(false));
    check("en", "", None);
    check("", "nej", None);
    check("", "ja", Some(false));
    check("", "", None);
}

#[test]
fn the_same_and_the_different() {
    let same = Condition::Same(field("mentor.organisation"), field("adept.organisation"));
    let org = |text| [("organisation", text)];
    check_rule(&same, &org("Nordstål (extrajobb)"), &org("Nordstål AB"), Some(true));
    check_rule(&same, &org("Telco; Nordstål"), &org("Nordstål AB"), Some(true));
    check_rule(&same, &org("Telco"), &org("Nordstål AB"), Some(false));
    check_rule(&same, &org(""), &org("Nordstål AB"), None);
    check_rule(&Condition::Same(field("mentor.last_name"), field("adept.last_name")), &[], &[], Some(false));

    let differ = Condition::Differ(field("mentor.department"), field("adept.department"));
    let department = |text| [("department", text)];
    check_rule(&differ, &department("Miljö"), &department("miljö "), Some(false));
    check_rule(&differ, &department("Miljö"), &department("Trafik"), Some(true));
    check_rule(&differ, &department("Miljö"), &department(""), None);
}

#[test]
fn listed_pairs_are_broken() {
    let id = |text| PersonId::new(text).unwrap();
    check_rule(&Condition::Pairs([(id("A"), id("M"))].into()), &[], &[], Some(true));
    check_rule(&Condition::Pairs([(id("m"), id("a")), (id("a"), id("gone"))].into()), &[], &[], Some(false));
}

#[test]
fn lists_answer_with_each_entry() {
    let list = |entries: &[&str]| Answer::List(entries.iter().map(|entry| (*entry).to_owned()).collect());
    let with = |role, id, answer| {
        let mut person = person(role, id, &[]);
        person.answers.insert("x".to_owned(), answer);
        person
    };
    for (kind, expected) in [
        (Kind::Equal { a: field("mentor.x"), b: field("adept.x"), reward: Reward::Same }, 10_000),
        (Kind::Language { a: field("mentor.x"), b: field("adept.x") }, 10_000),
        // An entry of a list stays one tag, comma or not.
        (
            Kind::Tags { a: fields(&["mentor.x"]), b: fields(&["adept.x"]), measure: Measure::Jaccard, enough: 1, reward: Reward::Same },
            3_333,
        ),
    ] {
        let people =
            [with(Role::Adept, "a", list(&["finska", "svenska, tal och skrift"])), with(Role::Mentor, "m", list(&["Finska", "ryska"]))];
        let scorer = Scorer::new(Arc::new(program(vec![criterion("only", 1, kind.clone())], people)));
        assert_eq!(scorer.scores(&Terms::of(scorer.program())).row(0)[0].score, expected, "{kind:?}");
    }
}
