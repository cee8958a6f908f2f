//! What a good program directory becomes, and what no directory can do.

use std::fs;
use std::path::Path;

use mentor_match::program::application::{Answer, Application};
use mentor_match::program::criteria::{
    Capacity, Condition, Criteria, Effect, FieldRef, Kind, Matching, Measure, Measured, Missing, Objective, Reward, Test, TextSettings,
    Unknown, Weight,
};
use mentor_match::program::load::load;
use mentor_match::program::{PersonId, Problem, Program};
use mentor_match::words::Lang;
use proptest::prelude::*;
use tempfile::TempDir;

const EVERY_KIND: &str = include_str!("every-kind.toml");

fn made(files: &[(&str, &[u8])]) -> TempDir {
    let directory = TempDir::new().unwrap();
    for (inside, bytes) in files {
        let path = directory.path().join(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    directory
}

fn problems_of(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{}: {}\n", problem.place(), problem.message(Lang::En))).collect()
}

fn id(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

fn field(text: &str) -> FieldRef {
    FieldRef::read(text).unwrap()
}

const MENTOR: &str = r#"{"id": "m1", "first_name": "Karin", "last_name": "Almgren", "email": " K@example.org ", "city": "Uppsala", "organisation": "Vattenverket",
  "field": "vatten", "interests": ["skidor"], "wishes": "Nej, inga hundar.", "years": 12.5, "english": true, "capacity": "2", "languages": "sv"}"#;
const ADEPT: &str = r#"{"id": "a1", "first_name": "A\u030asa", "last_name": "Ek", "city": "Knivsta", "organisation": null, "goals": "O\u0308ppna do\u0308rrar",
  "interests": ["skidor", null], "wishes": "Karin", "years": 1, "language": "en", "programme": "civing"}"#;

fn every_kind() -> TempDir {
    made(&[
        ("criteria.toml", EVERY_KIND.as_bytes()),
        ("mentors/m1.json", MENTOR.as_bytes()),
        ("adepts/a1.json", ADEPT.as_bytes()),
        ("ratings.csv", "\u{feff}Rating;Adept;Mentor;Note\n4;a1;m1;\"good; very\"\n".as_bytes()),
        ("tables/met.csv", b"a1,m1\n"),
        ("words.tsv", "vattenrening\thav\n".as_bytes()),
    ])
}

#[test]
fn a_rating_that_is_skipped_does_not_stand_in_the_way_of_a_good_one() {
    let criteria = "schema = 1\n[program]\ntitle = \"T\"\n[[criterion]]\nid = \"p\"\nkind = \"pairs\"\nweight = 1\nfile = \"ratings.csv\"\nscale = 5\n";
    let directory = made(&[
        ("criteria.toml", criteria.as_bytes()),
        ("mentors/m1.json", MENTOR.as_bytes()),
        ("adepts/a1.json", ADEPT.as_bytes()),
        ("ratings.csv", b"adept,mentor,rating\na1,m1,2.5\na1,m1,9\na1,m1,\na1,m1,3\nA1,M1,4\n"),
    ]);
    let (program, problems) = load(directory.path(), None);
    assert_eq!(
        problems_of(&problems),
        "ratings.csv:2: The rating is not a whole number from 0; the row is skipped.\n\
         ratings.csv:3: The rating 9 is above the scale's greatest, 5; the row is skipped.\n\
         ratings.csv:6: The pair A1 and M1 already stands on line 5; that row counts.\n"
    );
    let rated = Kind::Pairs { ratings: [((id("a1"), id("m1")), 3)].into(), scale: 5 };
    assert_eq!(program.criteria.criteria[0].kind, rated);
}

#[test]
fn an_application_is_read_as_it_was_written() {
    let directory = every_kind();
    let (program, problems) = load(directory.path(), None);
    assert_eq!(
        problems_of(&problems),
        "criteria.toml:111:32: Nobody has answered “adept.organisation”.\n\
         criteria.toml:116:11: Nobody has answered “adept.organisation”.\n\
         ratings.csv:1:1: The file begins with a byte order mark (BOM); it is read all the same.\n"
    );
    let mentor = &program.mentors()[0];
    assert_eq!((mentor.name().as_str(), mentor.email.as_str(), mentor.phone.as_str()), ("Karin Almgren", "K@example.org", ""));
    assert_eq!(mentor.answers["years"], Answer::Number(12_500));
    assert_eq!(mentor.answers["english"], Answer::YesNo(true));
    assert_eq!(mentor.answers["interests"], Answer::List(vec!["skidor".to_owned()]));
    assert_eq!(program.seats(0), 2);
    let adept = &program.adepts()[0];
    assert_eq!(adept.first_name, "Åsa", "NFC");
    assert_eq!(adept.answers["goals"], Answer::Text("Öppna dörrar".to_owned()));
    assert_eq!(adept.answers["organisation"], Answer::Text(String::new()), "null is a blank answer");
    assert_eq!((adept.source.file.as_str(), adept.source.line), ("adepts/a1.json", 1));
}

#[test]
fn every_setting_is_read_exactly() {
    let (program, _) = load(every_kind().path(), None);
    let Criteria { title, missing, neutral, low_coverage, same_within, text, capacity, matching, .. } = program.criteria;
    assert_eq!((title.as_str(), missing, neutral, low_coverage, same_within), ("Allt", Missing::Skip, 3333, 6667, 250));
    let own_concepts = vec![("words.tsv".to_owned(), "vattenrening\thav\n".to_owned())];
    assert_eq!(text, TextSettings { built_in_concepts: true, own_concepts, zero: 300, full: 4800 });
    assert_eq!(capacity, Capacity { field: Some("capacity".to_owned()), default: 3 });
    assert_eq!(matching, Matching { objective: Objective::Fair, people_first: false, minimum: 1250, steadiness: 50 });
}

#[test]
fn every_kind_of_criterion_is_read_exactly() {
    let (program, _) = load(every_kind().path(), None);
    let (interests, city) =
        ((vec![field("mentor.interests")], vec![field("adept.interests")]), (field("mentor.city"), field("adept.city")));
    let cell = |row: &str, column: &str, value| ((row.to_owned(), column.to_owned()), value);
    let expected = [
        ("text", 35_000, Kind::Text { want: vec![field("adept.goals"), field("adept.wishes")], offer: vec![field("mentor.field")] }),
        ("tags", 500, Kind::Tags { a: interests.0, b: interests.1, measure: Measure::Jaccard, enough: 2, reward: Reward::Different }),
        ("equal", 1_000, Kind::Equal { a: city.0.clone(), b: city.1.clone(), reward: Reward::Different }),
        ("number", 0, Kind::Number { measured: Measured::One(field("mentor.years")), zero: 1_000, full: 8_000 }),
        (
            "gap",
            1_000_000_000,
            Kind::Number { measured: Measured::Gap(field("mentor.years"), field("adept.years")), zero: 20_500, full: -1_000 },
        ),
        ("distance", 7, Kind::Distance { a: city.0, b: city.1, full_km: 20, zero_km: 200, remote: Some(5000) }),
        ("language", 1, Kind::Language { a: field("mentor.languages"), b: field("adept.language") }),
        ("named", 30_000, Kind::Named { a: vec![field("mentor.wishes")], b: vec![field("adept.wishes")] }),
        (
            "table",
            1_000,
            Kind::Table {
                row: field("mentor.field"),
                col: field("adept.programme"),
                default: 3000,
                cells: [cell("vatten", "civing", 10_000), cell("vatten", "ekonom", 5000), cell("hr och ledning", "ekonom", 6000)].into(),
            },
        ),
        ("pairs", 1_000, Kind::Pairs { ratings: [((id("a1"), id("m1")), 4)].into(), scale: 5 }),
    ];
    let found: Vec<_> = program.criteria.criteria.iter().map(|c| (c.id.to_string(), c.weight, c.kind.clone())).collect();
    for ((found_id, weight, kind), (id, thousandths, expected)) in found.iter().zip(&expected) {
        assert_eq!((found_id.as_str(), *weight, kind), (*id, Weight(*thousandths), expected));
    }
    assert_eq!(found.len(), expected.len());
    assert_eq!(program.criteria.criteria[0].label, "Kompetens");
    assert_eq!(program.criteria.criteria[1].label, "tags", "without a label the id serves");
}

#[test]
fn every_form_of_rule_is_read_exactly() {
    let (program, _) = load(every_kind().path(), None);
    let test = |name: &str, any: &[&str]| Test { field: field(name), any: any.iter().map(|value| (*value).to_owned()).collect() };
    let organisations = (field("mentor.organisation"), field("adept.organisation"));
    let expected = [
        (
            "when_need",
            Effect::Block,
            Unknown::Allow,
            Condition::WhenNeed { when: test("adept.language", &["en"]), need: test("mentor.english", &["ja", "yes"]) },
        ),
        ("same", Effect::Warn, Unknown::Allow, Condition::Same(organisations.0.clone(), organisations.1.clone())),
        ("differ", Effect::Block, Unknown::Block, Condition::Differ(organisations.1, organisations.0)),
        ("pairs", Effect::Block, Unknown::Allow, Condition::Pairs([(id("a1"), id("m1"))].into())),
    ];
    let found: Vec<_> = program.criteria.rules.iter().map(|r| (r.id.as_str(), r.effect, r.unknown, r.condition.clone())).collect();
    assert_eq!(found, expected);
}

/// All of a person but where it was written.
fn without_source(people: &[Application]) -> Vec<Application> {
    people.iter().map(|person| Application { source: Default::default(), ..person.clone() }).collect()
}

fn same_people(a: &Program, b: &Program) -> bool {
    without_source(a.mentors()) == without_source(b.mentors()) && without_source(a.adepts()) == without_source(b.adepts())
}

fn adept(number: usize) -> String {
    format!("{{\"id\": \"B{number}\", \"first_name\": \"Ada\", \"last_name\": \"Ek\", \"goals\": \"mål {number}\", \"years\": {number}.5}}")
}

/// One good file, with some of its bytes changed, added or gone.
fn damaged(good: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![any::<u8>(), prop::sample::select(b"{}[]\",:=.\\\n0-9enu".to_vec())];
    let change = (any::<prop::sample::Index>(), 0_usize..4, prop::collection::vec(byte, 0..4));
    prop::collection::vec(change, 1..6).prop_map(move |changes| {
        let mut bytes = good.as_bytes().to_vec();
        for (at, gone, new) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, new);
        }
        bytes
    })
}

fn survives(inside: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let directory = every_kind();
    fs::write(directory.path().join(inside), bytes).unwrap();
    let (_, problems) = load(directory.path(), None);
    let keys: Vec<_> = problems.iter().map(|problem| (&problem.file, problem.line, problem.column)).collect();
    prop_assert!(keys.is_sorted(), "{keys:?}");
    for problem in &problems {
        for lang in [Lang::Sv, Lang::En] {
            let said = format!("{}{}{}", problem.place(), problem.message(lang), problem.hint(lang));
            prop_assert!(!said.chars().any(char::is_control), "{said:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_bytes_can_break_the_loader(bytes in prop::collection::vec(any::<u8>(), 0..200), inside in prop::sample::select(vec!["adepts/a2.json", "criteria.toml", "ratings.csv", "words.tsv"])) {
        survives(inside, &bytes)?;
    }

    #[test]
    fn no_damage_to_an_application_can_break_the_loader(bytes in damaged(MENTOR)) {
        survives("mentors/m1.json", &bytes)?;
    }

    #[test]
    fn no_damage_to_the_criteria_can_break_the_loader(bytes in damaged(EVERY_KIND)) {
        survives("criteria.toml", &bytes)?;
    }

    #[test]
    fn no_damage_to_a_table_can_break_the_loader(bytes in damaged("adept,mentor,rating\na1,m1,4\na1,\"m2\",5\n")) {
        survives("ratings.csv", &bytes)?;
    }

    #[test]
    fn files_and_their_order_do_not_matter(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(), cuts in prop::collection::vec(any::<bool>(), 8)) {
        let whole = every_kind();
        let all: Vec<String> = (0..8).map(adept).collect();
        fs::write(whole.path().join("adepts/all.json"), format!("[{}]", all.join(","))).unwrap();
        let split = every_kind();
        let mut files: Vec<Vec<String>> = vec![Vec::new()];
        for (person, cut) in order.iter().zip(cuts) {
            if cut {
                files.push(Vec::new());
            }
            files.last_mut().unwrap().push(adept(*person));
        }
        for (number, people) in files.iter().enumerate() {
            let text = if people.len() == 1 { people[0].clone() } else { format!("[\n{}\n]", people.join(",\n")) };
            fs::write(split.path().join(format!("adepts/{number}.JSON")), text).unwrap();
        }
        let ((one, first), (other, second)) = (load(whole.path(), None), load(split.path(), None));
        prop_assert!(same_people(&one, &other));
        prop_assert_eq!(one.adepts().len(), 9);
        prop_assert_eq!(first, second);
        prop_assert_eq!(one.criteria, other.criteria);
    }
}

#[test]
fn the_same_directory_always_gives_the_same() {
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/broken/duplicate-id");
    let ((one, first), (other, second)) = (load(&broken, None), load(&broken, None));
    assert_eq!(first, second);
    assert!(same_people(&one, &other));
}
