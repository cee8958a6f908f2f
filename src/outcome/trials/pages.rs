//! Pages and tables from an evening with hostile words.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::outcome::{Saving, assignment_csv, assignment_json, explain_json, match_json, minutes_md, scores_csv};
use crate::program::criteria::{Condition, Criterion, Effect, Kind, Matching, Objective, Rule, Unknown};
use crate::program::{Answer, Application, Criteria, CriterionId, Pair, PersonId, Program, Role, Weight};
use crate::session::{Decision, Named, Note, Record, Session, Standing};
use crate::words::Lang;

const HOSTILE: &str = "=HYPERLINK(\"http://e.org\") | <b>x</b>\n# Rubrik\u{1b}[31m\u{202e}";

fn id(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

fn person(role: Role, name: &str, first: &str, interests: &str) -> Application {
    Application {
        id: id(name),
        role,
        first_name: first.into(),
        last_name: "Öhman".into(),
        email: format!("+{name}@example.org"),
        phone: "070-1234567".into(),
        answers: [("interests".to_owned(), Answer::List(vec![interests.into(), "segling".into()]))].into(),
        source: Default::default(),
    }
}

/// Four adepts, three mentors, ratings that make the best assignment plain, and a rule.
fn program() -> Arc<Program> {
    let ratings = [("a1", "m1", 90), ("a2", "m2", 80), ("a3", "m3", 70), ("a4", "m1", 10)];
    let ratings: BTreeMap<_, _> = ratings.into_iter().map(|(a, m, rating)| ((id(a), id(m)), rating)).collect();
    let criterion = |name: &str, kind, weight| Criterion {
        id: CriterionId(name.into()),
        label: format!("{name} & <mer>"),
        weight: Weight(weight),
        kind,
    };
    let field = |role: &str| vec![crate::program::FieldRef::read(&format!("{role}.interests")).unwrap()];
    let tags = Kind::Tags { a: field("adept"), b: field("mentor"), measure: Default::default(), enough: 2, reward: Default::default() };
    let rule = Rule {
        id: "kin".into(),
        label: "Släkt | <nära>".into(),
        condition: Condition::Pairs([(id("a4"), id("m2")), (id("a4"), id("m3"))].into()),
        effect: Effect::Block,
        unknown: Unknown::Warn,
    };
    let met = Rule {
        id: "met".into(),
        label: "Har träffats <förr>".into(),
        condition: Condition::Pairs([(id("a2"), id("m2")), (id("a2"), id("m1"))].into()),
        effect: Effect::Warn,
        unknown: Unknown::Warn,
    };
    let criteria = Criteria {
        title: "Höst *2026*".into(),
        criteria: vec![criterion("rated", Kind::Pairs { ratings, scale: 100 }, 3_000), criterion("interests", tags, 1_000)],
        rules: vec![rule, met],
        matching: Matching { objective: Objective::Fair, ..Matching::default() },
        ..Criteria::default()
    };
    let people = [
        person(Role::Adept, "a1", HOSTILE, HOSTILE),
        person(Role::Adept, "a2", "@Åsa", "skidor"),
        person(Role::Adept, "a3", "Bo", "=1+1"),
        person(Role::Adept, "a4", "Eva", "skidor"),
        person(Role::Mentor, "m1", "-Li", HOSTILE),
        person(Role::Mentor, "m2", "Ulla", "skidor"),
        person(Role::Mentor, "m3", "Per", "schack"),
    ];
    Arc::new(Program::new(criteria, people))
}

fn record(seq: u64, decision: Decision, why: Option<&str>, undoes: Option<u64>) -> Record {
    let note = why.map(|why| Note { salt: String::new(), hash: String::new(), text: Some(why.into()) });
    Record {
        sum: format!("{seq:016x}"),
        seq,
        id: format!("R{seq}"),
        at: format!("2026-11-21T20:31:{seq:02}Z"),
        by: "anna".into(),
        account: None,
        role: Standing::Editor,
        see: seq - 1,
        decision,
        expect: Default::default(),
        was: Default::default(),
        undoes,
        note,
    }
}

fn evening() -> Session {
    let erased =
        Record { note: Some(Note { salt: String::new(), hash: String::new(), text: None }), ..record(5, Decision::Afresh, None, None) };
    Session::open(
        program(),
        [
            record(1, Decision::Lock(Named::new(&id("a1"), &id("m1"))), Some(HOSTILE), None),
            record(2, Decision::Forbid(Named::new(&id("a3"), &id("m2"))), Some("syskon"), None),
            record(3, Decision::Undo, None, Some(2)),
            record(4, Decision::Note { adept: Some(id("a1")), mentor: None }, Some("ring först"), None),
            erased,
            record(6, Decision::Lock(Named::new(&id("gone"), &id("m1"))), None, None),
            record(7, Decision::Objective { objective: Objective::Floor }, Some("ingen ska bli utan"), None),
        ],
    )
}

fn saving() -> Saving {
    Saving { by: "<Anna>".into(), at: "2026-11-21T20:59:00Z".parse().unwrap() }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_match_has_the_form_that_other_programs_rely_on() {
    let session = evening();
    let answer = match_json(&session, Lang::En);
    assert_eq!(keys(&answer), ["best_without_decisions", "objective", "pairs", "schema", "total", "unmatched_adepts", "unmatched_mentors"]);
    assert_eq!((&answer["schema"], &answer["objective"]), (&Value::from(1), &Value::from("floor")));
    let pairs = answer["pairs"].as_array().unwrap();
    assert!(pairs.iter().all(|pair| keys(pair) == ["adept", "mentor", "score", "state"]));
    let told: Vec<_> = pairs.iter().map(|pair| ["adept", "mentor", "state"].map(|key| pair[key].as_str().unwrap())).collect();
    assert_eq!(told, [["a1", "m1", "locked"], ["a2", "m2", "proposed"], ["a3", "m3", "proposed"]]);
    let total: i64 = pairs.iter().map(|pair| pair["score"].as_i64().unwrap()).sum();
    assert_eq!(answer["total"], total);
    assert_eq!(answer["unmatched_adepts"][0]["id"], "a4");
    assert_eq!(
        answer["unmatched_adepts"][0]["why"],
        "Of 3 mentors: 2 ruled out by the rule “Släkt | <nära>”, 1 without a free seat. One more seat at m1 would place a4."
    );
    assert_eq!(answer["unmatched_mentors"], Value::Array(vec![]));
}

#[test]
fn an_explanation_adds_up_and_says_what_blocks() {
    let session = evening();
    for adept in 0..4 {
        for mentor in 0..3 {
            let pair = Pair { adept, mentor };
            let told = explain_json(&session, pair, Lang::En).unwrap();
            assert_eq!(
                keys(&told),
                ["adept", "blocked", "coverage", "mentor", "next", "parts", "price", "rank", "score", "sentence", "unblock", "without"]
            );
            let parts = told["parts"].as_array().unwrap();
            assert!(parts.iter().all(|part| keys(part) == ["applies", "criterion", "evidence", "gaps", "of", "points"]));
            assert_eq!(parts.iter().map(|part| part["points"].as_u64().unwrap()).sum::<u64>(), told["score"].as_u64().unwrap());
            assert_eq!(told["score"], session.scores().cell(pair).score);
            let blocked = adept == 3 && mentor > 0;
            assert_eq!(told["blocked"]["rule"].as_str(), blocked.then_some("kin"));
            assert_eq!(told["price"].is_null(), session.price(pair).is_none());
            assert_eq!((told["rank"].is_null(), told["unblock"] == Value::Array(vec![])), (blocked, !blocked));
            assert!(told["without"].as_array().unwrap().iter().all(|one| keys(one) == ["criterion", "rank", "score"]));
            assert_eq!(told["sentence"].as_str().unwrap().starts_with("Blocked: "), blocked);
            assert!(!told.to_string().contains(['\u{202e}', '\u{1b}']));
        }
    }
    assert!(explain_json(&session, Pair { adept: 9, mentor: 0 }, Lang::En).is_none());
}

#[test]
fn the_saved_assignment_is_the_match_and_where_it_comes_from() {
    let session = evening();
    let saved: Value = serde_json::from_str(&assignment_json(&session, &saving(), Lang::Sv)).unwrap();
    let Value::Object(matched) = match_json(&session, Lang::Sv) else { panic!("no object") };
    for (key, value) in &matched {
        assert_eq!(saved[key], *value);
    }
    assert_eq!(saved["journal"], serde_json::json!({ "seq": 7, "sum": "0000000000000007" }));
    assert_eq!((&saved["saved_at"], &saved["saved_by"]), (&Value::from("2026-11-21T20:59:00Z"), &Value::from("<Anna>")));
    assert_eq!(saved["program"], "Höst *2026*");
    assert_eq!(keys(&saved).len(), matched.len() + 4);
}

#[test]
fn no_cell_of_a_table_can_act() {
    let session = evening();
    let table = assignment_csv(&session);
    let text = table.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', ' ']), "{cell:?}");
        assert!(!cell.contains(|c: char| c.is_control()), "{cell:?}");
    }
    assert_eq!((&rows[1][1], &rows[1][2], &rows[1][4]), ("'@Åsa Öhman", "'+a2@example.org", "Ulla Öhman"));
    assert_eq!((&rows[3][0], &rows[3][3], &rows[3][6], &rows[3][7]), ("a4", "", "", "unmatched"));
    assert!(!text.contains("070"), "a phone number has no business here");
    let scores = scores_csv(&session);
    let lines: Vec<&str> = scores.lines().collect();
    assert_eq!((lines.len(), lines[0]), (13, "adept,mentor,score,blocked"));
    assert!(lines[1].starts_with("a1,m1,") && lines[1].ends_with(','));
    assert!(lines[12].starts_with("a4,m3,") && lines[12].ends_with(",kin"));
}

#[test]
fn the_minutes_tell_the_whole_evening_and_nothing_in_them_acts() {
    let session = evening();
    for (lang, wanted) in [
        (
            Lang::Sv,
            [
                "# Protokoll: Höst \\*2026\\*",
                "3 av 4 adepter har en mentor.",
                "Eva Öhman (a4): Av 3 mentorer: 2 utesluts av regeln",
                "1. 2026-11-21 20:31:01 UTC, anna: låste",
                "2. 2026-11-21 20:31:02 UTC, anna: förbjöd Bo Öhman (a3) med Ulla Öhman (m2). Skäl: ”syskon” *(tillbakataget)*",
                "3. 2026-11-21 20:31:03 UTC, anna: tog tillbaka beslut 2",
                "anna: antecknade om",
                "(orden är raderade)",
                "7 beslut, sista summan 0000000000000007.",
                "anna: ändrade förslagets mål till ”lyft den sämst ställda”. Skäl: ”ingen ska bli utan”",
                "- Förslagets mål: lyft den sämst ställda.",
                "| rated \\& \\<mer\\> | 3 | 3 |",
                "\n- Regel: Har träffats \\<förr\\>: varnar\n",
            ],
        ),
        (
            Lang::En,
            [
                "# Minutes: Höst \\*2026\\*",
                "3 of 4 adepts have a mentor.",
                "Eva Öhman (a4): Of 3 mentors: 2 ruled out by the rule",
                "1. 2026-11-21 20:31:01 UTC, anna: locked",
                "2. 2026-11-21 20:31:02 UTC, anna: forbade Bo Öhman (a3) with Ulla Öhman (m2). Why: “syskon” *(taken back)*",
                "3. 2026-11-21 20:31:03 UTC, anna: took back decision 2",
                "locked gone with",
                "(the words have been erased)",
                "7 decisions, last sum 0000000000000007.",
                "anna: changed the objective to “raise the worst off”. Why: “ingen ska bli utan”",
                "- The objective: raise the worst off.",
                "### \\@Åsa Öhman (a2) – Ulla Öhman (m2): ",
                "\n- Rule: Har träffats \\<förr\\>: warns\n",
            ],
        ),
    ] {
        let page = minutes_md(&session, &saving(), lang);
        for text in wanted {
            assert!(page.contains(text), "{text:?} is not in\n{page}");
        }
        assert_eq!(page.matches(": Har träffats").count(), 1, "a warning about a pair that is not proposed");
        assert_eq!(page, minutes_md(&evening(), &saving(), lang), "the same evening gave another page");
        assert!(!page.contains(['\u{202e}', '\u{1b}']));
        let acts = |line: &&str| line.replace("\\<", "").contains('<') || line.starts_with("# Rubrik") || line.contains("http://");
        assert_eq!(page.lines().find(acts), None);
        assert!(page.lines().filter(|line| line.starts_with('|')).all(|line| line.replace("\\|", "").matches('|').count() == 4));
    }
}

#[test]
fn an_empty_program_has_its_pages_too() {
    let session = Session::open(Arc::new(Program::new(Criteria::default(), [])), []);
    for lang in [Lang::Sv, Lang::En] {
        assert!(minutes_md(&session, &saving(), lang).starts_with("# "));
        assert_eq!(match_json(&session, lang)["pairs"], Value::Array(vec![]));
    }
    assert_eq!(assignment_csv(&session).lines().count(), 1);
    assert_eq!(scores_csv(&session), "adept,mentor,score,blocked\r\n");
    let saved: Value = serde_json::from_str(&assignment_json(&session, &saving(), Lang::En)).unwrap();
    assert_eq!(saved["journal"], serde_json::json!({ "seq": 0, "sum": null }));
}
