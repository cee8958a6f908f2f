//! `match`, `explain` and `scores`: what other programs rely on, and what people read.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Map, Value, json};

use super::{ADEPTS, MENTORS, Table, adept, mentor, sample};

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn match_is_what_was_promised() {
    let answer = Table::laid().say("match p --json").json();
    assert_eq!(
        keys(&answer),
        ["schema", "objective", "total", "best_without_decisions", "pairs", "unmatched_adepts", "unmatched_mentors"].into()
    );
    assert_eq!((&answer["schema"], &answer["objective"]), (&json!(1), &json!("total")));
    let pairs = answer["pairs"].as_array().unwrap();
    assert_eq!(keys(&pairs[0]), ["adept", "mentor", "score", "state"].into());
    assert_eq!(pairs.iter().map(|pair| pair["score"].as_i64().unwrap()).sum::<i64>(), answer["total"].as_i64().unwrap());
    assert_eq!(answer["total"], answer["best_without_decisions"]);
    assert_eq!(pairs[0], json!({"adept": "a1", "mentor": "m1", "score": 10_000, "state": "proposed"}));
    let alone = answer["unmatched_adepts"].as_array().unwrap();
    assert_eq!((alone.len(), &alone[0]["id"]), (1, &json!("a4")));
    assert!(alone[0]["why"].as_str().unwrap().contains("Samma arbetsgivare"), "{alone:?}");
    assert_eq!(answer["unmatched_mentors"], json!([]));
}

#[test]
fn decisions_show_in_the_totals() {
    let table = Table::laid();
    table.say("decide p assign a4 m1").done();
    table.say("decide p lock a3 m1").done();
    let answer = table.say("match p --json").json();
    assert!(answer["total"].as_i64() < answer["best_without_decisions"].as_i64(), "{answer}");
    assert_eq!(answer["pairs"].as_array().unwrap().iter().filter(|pair| pair["state"] == "locked").count(), 2);
}

#[test]
fn explain_is_what_was_promised_and_adds_up() {
    let table = Table::laid();
    for (a, ..) in ADEPTS {
        for (m, ..) in MENTORS {
            let answer = table.say(&format!("explain p {a} {m} --json")).json();
            check_explained(&answer);
            assert_eq!(answer["blocked"].is_object(), m == "m2" && ["a3", "a4"].contains(&a), "{answer}");
        }
    }
    let blocked = table.say("explain p A3 m2 --json").json();
    assert_eq!(blocked["blocked"], json!({"rule": "employer", "label": "Samma arbetsgivare"}));
}

#[track_caller]
fn check_explained(answer: &Value) {
    let fixed = ["adept", "mentor", "score", "coverage", "blocked", "price", "parts"];
    let beside = ["sentence", "without", "rank", "next", "unblock"];
    assert_eq!(keys(answer), fixed.into_iter().chain(beside).collect());
    assert_eq!(
        (answer["rank"].is_null(), answer["unblock"].as_array().unwrap().is_empty()),
        (answer["blocked"].is_object(), answer["blocked"].is_null())
    );
    assert!(answer["sentence"].as_str().unwrap().ends_with(['.', '?', '!']), "{answer}");
    let counting = answer["parts"].as_array().unwrap().iter().filter(|part| part["applies"] == true).count();
    assert!(answer["without"].as_array().unwrap().len() >= counting, "{answer}");
    for one in answer["without"].as_array().unwrap() {
        assert_eq!(keys(one), ["criterion", "score", "rank"].into());
        assert_eq!(one["rank"].is_null(), answer["rank"].is_null());
    }
    let sum: i64 = answer["parts"].as_array().unwrap().iter().map(|part| part["points"].as_i64().unwrap()).sum();
    assert_eq!(sum, answer["score"].as_i64().unwrap(), "{answer}");
    let of: i64 = answer["parts"].as_array().unwrap().iter().map(|part| part["of"].as_i64().unwrap()).sum();
    assert!(of == 10_000 || of == 0, "{answer}");
    for part in answer["parts"].as_array().unwrap() {
        let part: &Map<String, Value> = part.as_object().unwrap();
        assert_eq!(keys(&Value::from(part.clone())), ["criterion", "points", "of", "applies", "evidence", "gaps"].into());
        assert!(part["points"].as_i64() <= part["of"].as_i64() && part["applies"].is_boolean());
        for evidence in part["evidence"].as_array().unwrap() {
            assert_eq!(keys(evidence), ["want", "offer", "strength"].into());
            assert!((5_000..=10_000).contains(&evidence["strength"].as_i64().unwrap()));
        }
        assert!(part["gaps"].as_array().unwrap().iter().all(Value::is_string));
    }
}

#[test]
fn every_pair_of_a_sample_adds_up() {
    let table = Table::bare();
    let uppsala = sample("uppsala");
    let scores = table.run(&["scores", &uppsala, "--csv"]).done();
    for line in scores.lines().skip(1).step_by(37) {
        let cells: Vec<&str> = line.split(',').collect();
        let answer: Value = serde_json::from_str(&table.run(&["explain", &uppsala, cells[0], cells[1], "--json"]).done()).unwrap();
        check_explained(&answer);
        assert_eq!(answer["score"].to_string(), cells[2], "{line}");
        assert_eq!(answer["blocked"].is_object(), !cells[3].is_empty(), "{line}");
    }
}

#[test]
fn scores_have_every_pair_once() {
    let csv = Table::laid().say("scores p --csv").quietly();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("adept,mentor,score,blocked"));
    assert_eq!(lines.clone().count(), ADEPTS.len() * MENTORS.len());
    assert_eq!(lines.next(), Some("a1,m1,10000,"));
    assert!(csv.contains("\r\na3,m2,0,employer\r\n"), "{csv}");
}

#[test]
fn a_rule_that_a_locked_pair_does_not_keep_is_told() {
    let table = Table::laid();
    table.say("decide p lock a1 m1").done();
    let rules = "[[rule]]\nid = \"late\"\nlabel = \"Kom senare\"\npairs_file = \"late.csv\"\n\
                 [[rule]]\nid = \"look\"\nlabel = \"Se efter\"\npairs_file = \"late.csv\"\neffect = \"warn\"\n";
    fs::write(table.path("p/late.csv"), "a1,m1\na4,m2\n").unwrap();
    fs::write(table.path("p/criteria.toml"), super::CRITERIA.replace("[capacity]", &format!("{rules}[capacity]"))).unwrap();
    let (pair, out) = ("Amira Kanariefågel (a1) - Gunvor Kanariefågel (m1)", table.say("match p").quietly());
    assert!(out.contains(&format!("\nRules that are not kept\n  {pair}: Kom senare: blocks\n  {pair}: Se efter: warns\n\n")), "{out}");
    table.say("save p").quietly();
    let minutes = fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap();
    assert!(minutes.contains("- Rule: Kom senare: blocks\n- Rule: Se efter: warns\n"), "{minutes}");
}

#[test]
fn people_read_tables() {
    let table = Table::laid();
    table.say("decide p lock a1 m1").done();
    insta::assert_snapshot!(table.say("match p").quietly(), @r"
    Prov
    3 of 4 adepts have a mentor. Total 300 points; without your own decisions 300.

    ADEPT                     MENTOR                     FITS  STATE
    Amira Kanariefågel (a1)   Gunvor Kanariefågel (m1)  100 %  locked
    Bertil Kanariefågel (a2)  Holger Kanariefågel (m2)  100 %  proposed
    Cilla Kanariefågel (a3)   Gunvor Kanariefågel (m1)  100 %  proposed

    Adepts without a mentor
      Doris Kanariefågel (a4): Of 2 mentors: 1 ruled out by the rule “Samma arbetsgivare”, 1 possible, but the seats are worth more to others.
        One more seat at Gunvor Kanariefågel (m1) would place Doris Kanariefågel (a4).
    ");
    insta::assert_snapshot!(table.say("match p --lang sv").quietly(), @r"
    Prov
    3 av 4 adepter har en mentor. Summa 300 poäng; utan era egna beslut 300.

    ADEPT                     MENTOR                    PASSAR  LÄGE
    Amira Kanariefågel (a1)   Gunvor Kanariefågel (m1)   100 %  låst
    Bertil Kanariefågel (a2)  Holger Kanariefågel (m2)   100 %  föreslaget
    Cilla Kanariefågel (a3)   Gunvor Kanariefågel (m1)   100 %  föreslaget

    Adepter utan mentor
      Doris Kanariefågel (a4): Av 2 mentorer: 1 utesluts av regeln ”Samma arbetsgivare”, 1 möjlig, men platserna gör mer nytta för andra.
        En plats till hos Gunvor Kanariefågel (m1) skulle ge Doris Kanariefågel (a4) en mentor.
    ");
    insta::assert_snapshot!(table.say("scores p").quietly(), @r"
    ADEPT                     MENTOR                     FITS  BLOCKED
    Amira Kanariefågel (a1)   Gunvor Kanariefågel (m1)  100 %
    Amira Kanariefågel (a1)   Holger Kanariefågel (m2)    0 %
    Bertil Kanariefågel (a2)  Gunvor Kanariefågel (m1)    0 %
    Bertil Kanariefågel (a2)  Holger Kanariefågel (m2)  100 %
    Cilla Kanariefågel (a3)   Gunvor Kanariefågel (m1)  100 %
    Cilla Kanariefågel (a3)   Holger Kanariefågel (m2)  (0 %)  Samma arbetsgivare
    Doris Kanariefågel (a4)   Gunvor Kanariefågel (m1)    0 %
    Doris Kanariefågel (a4)   Holger Kanariefågel (m2)  (0 %)  Samma arbetsgivare
    ");
    insta::assert_snapshot!(super::timeless(&table.say("explain p a2 m1").quietly()), @r"
    Bertil Kanariefågel (a2) - Gunvor Kanariefågel (m1): 0 % (coverage 100 %)
    Nothing in particular speaks for Bertil Kanariefågel and Gunvor Kanariefågel as a pair.
    Possible. Price 200 points, under the decisions as they are now:
      Bertil Kanariefågel (a2): Holger Kanariefågel (m2) -> Gunvor Kanariefågel (m1) (100 % -> 0 %)
      Cilla Kanariefågel (a3): Gunvor Kanariefågel (m1) -> nobody (100 % -> -)
      Total 300 -> 100 points.
      With a mentor: 3 -> 2 adepts.

    Parts of the score, in percentage points
        0 of  60  ..........  Intressen  (nothing shared)
        0 of  40  ..........  Ort  (different answers)

    Rank among the possible pairs
      Gunvor Kanariefågel (m1), for Bertil Kanariefågel (a2): rank 2 of 2. 100 points to rank 1 (Holger Kanariefågel (m2)); most room: Intressen, 60 points
      Bertil Kanariefågel (a2), for Gunvor Kanariefågel (m1): rank 3 of 4, equal with 1 other. 100 points to rank 1 (Amira Kanariefågel (a1)); most room: Intressen, 60 points

    Without each criterion by itself
         0 %  Intressen  (mentor rank 2, adept rank 3)
         0 %  Ort  (mentor rank 2, adept rank 3)

    Rules
      Samma arbetsgivare: kept

    Best other mentors for Bertil Kanariefågel (a2)
        100 %  Holger Kanariefågel (m2): the pair is in the proposal

    Best other adepts for Gunvor Kanariefågel (m1)
        100 %  Amira Kanariefågel (a1): the pair is in the proposal
        100 %  Cilla Kanariefågel (a3): the pair is in the proposal
         =0 %  Doris Kanariefågel (a4): the total would lose 100 points
    ");
    insta::assert_snapshot!(super::timeless(&table.say("explain p a3 m2 --lang sv").quietly()), @r"
    Cilla Kanariefågel (a3) - Holger Kanariefågel (m2): (0 %) (underlag 100 %)
    Spärrat: Samma arbetsgivare.
    Spärrat av regeln ”Samma arbetsgivare”.

    Poängens delar, i procentenheter
        0 av  60  ..........  Intressen  (inget gemensamt)
        0 av  40  ..........  Ort  (olika svar)

    Utan varje kriterium för sig
         0 %  Intressen
         0 %  Ort

    Regler
      Samma arbetsgivare: spärrar
      Möjligt om regeln släpps: Samma arbetsgivare.

    Bästa andra mentorer för Cilla Kanariefågel (a3)
        100 %  Gunvor Kanariefågel (m1): paret är i förslaget

    Bästa andra adepter för Holger Kanariefågel (m2)
        100 %  Bertil Kanariefågel (a2): paret är i förslaget
          0 %  Amira Kanariefågel (a1): adepten är låst till Gunvor Kanariefågel (m1): anna, WHEN, beslut 1
        (0 %)  Doris Kanariefågel (a4): spärrat av regeln ”Samma arbetsgivare”
    ");
    insta::assert_snapshot!(super::timeless(&table.say("explain p a1 m1").quietly()), @r"
    Amira Kanariefågel (a1) - Gunvor Kanariefågel (m1): 100 % (coverage 100 %)
    Gunvor Kanariefågel shares the interest in choral singing and chess with Amira Kanariefågel.
    Locked: anna, WHEN, decision 1.

    Parts of the score, in percentage points
       60 of  60  ##########  Intressen  (2 shared)
                              mentor.interests «kör» <-> adept.interests «kör»
                              mentor.interests «schack» <-> adept.interests «schack»
       40 of  40  ##########  Ort  (the same answer)
                              mentor.city «Uppsala» <-> adept.city «Uppsala»

    Rank among the possible pairs
      Gunvor Kanariefågel (m1), for Amira Kanariefågel (a1): rank 1 of 2
      Amira Kanariefågel (a1), for Gunvor Kanariefågel (m1): rank 1 of 4, equal with 1 other

    Without each criterion by itself
       100 %  Intressen  (mentor rank 1, adept rank 1)
       100 %  Ort  (mentor rank 1, adept rank 1)

    Rules
      Samma arbetsgivare: kept

    Best other mentors for Amira Kanariefågel (a1)
          0 %  Holger Kanariefågel (m2): the adept is locked to Gunvor Kanariefågel (m1): anna, WHEN, decision 1

    Best other adepts for Gunvor Kanariefågel (m1)
       =100 %  Cilla Kanariefågel (a3): the pair is in the proposal
          0 %  Bertil Kanariefågel (a2): the total would lose 200 points, 1 adept would be left without a mentor
          0 %  Doris Kanariefågel (a4): the total would lose 100 points
    ");
    insta::assert_snapshot!(table.say("match p --csv").quietly(), @r#"
    "adept_id","adept_name","adept_email","mentor_id","mentor_name","mentor_email","score_percent","state"
    "a1","Amira Kanariefågel","a1.kanarie@example.org","m1","Gunvor Kanariefågel","m1.kanarie@example.org","100","locked"
    "a2","Bertil Kanariefågel","a2.kanarie@example.org","m2","Holger Kanariefågel","m2.kanarie@example.org","100","proposed"
    "a3","Cilla Kanariefågel","a3.kanarie@example.org","m1","Gunvor Kanariefågel","m1.kanarie@example.org","100","proposed"
    "a4","Doris Kanariefågel","a4.kanarie@example.org","","","","","unmatched"
    "#);
}

#[test]
fn the_language_is_that_of_the_surroundings() {
    let table = Table::laid();
    let speak = |variable: &str, value: &str| {
        let output = table.command(&["match", "p"]).env_remove("LC_ALL").env(variable, value).output().unwrap();
        super::Run::of(output).quietly()
    };
    assert!(speak("LANG", "sv_SE.UTF-8").contains("har en mentor"));
    assert!(speak("LC_MESSAGES", "sv_FI").contains("har en mentor"));
    assert!(speak("LANG", "de_DE.UTF-8").contains("have a mentor"));
}

#[test]
fn the_order_and_the_number_of_files_do_not_matter() {
    let together = Table::laid();
    let apart = Table::laid();
    for folder in ["mentors", "adepts"] {
        fs::remove_file(apart.path(&format!("p/{folder}/all.json"))).unwrap();
    }
    for n in 0..MENTORS.len() {
        fs::write(apart.path(&format!("p/mentors/{}.json", 9 - n)), mentor(n)).unwrap();
    }
    for n in 0..ADEPTS.len() {
        fs::write(apart.path(&format!("p/adepts/{}.json", 9 - n)), adept(n)).unwrap();
    }
    for line in ["match p --json", "match p --csv", "scores p --csv", "explain p a2 m1 --json", "match p", "explain p a3 m2"] {
        assert_eq!(together.say(line).quietly(), apart.say(line).quietly(), "{line}");
    }
}

#[test]
fn a_sample_split_into_single_files_gives_the_same_bytes() {
    let table = Table::bare();
    super::copy(sample("orebro").as_ref(), &table.path("whole"));
    super::copy(sample("orebro").as_ref(), &table.path("split"));
    for folder in ["mentors", "adepts"] {
        let mut people = Vec::new();
        for entry in fs::read_dir(table.path("split").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            match serde_json::from_slice(&fs::read(&path).unwrap()).unwrap() {
                Value::Array(several) => people.extend(several),
                one => people.push(one),
            }
            fs::remove_file(path).unwrap();
        }
        for (n, person) in people.iter().rev().enumerate() {
            fs::write(table.path("split").join(folder).join(format!("{n:03}.json")), person.to_string()).unwrap();
        }
    }
    assert_eq!(table.say("match whole --json").done(), table.say("match split --json").done());
}

#[test]
fn other_criteria_can_be_tried() {
    let table = Table::laid();
    let criteria = fs::read_to_string(table.path("p/criteria.toml")).unwrap();
    fs::write(table.path("other.toml"), criteria.replace("weight = 60", "weight = 0")).unwrap();
    let usual = table.say("explain p a1 m1 --json").json();
    let other = table.say("explain p a1 m1 --json --criteria other.toml").json();
    assert_eq!((usual["parts"][0]["applies"].clone(), other["parts"][0]["applies"].clone()), (json!(true), json!(false)));
}
