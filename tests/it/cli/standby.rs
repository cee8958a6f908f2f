//! `match --standby` and `standby.csv`: whom to ask when a pair fails.

use std::fs;

use serde_json::{Value, json};

use super::Table;

/// Two adepts and three mentors: who stands by in which round can be seen by hand.
fn table() -> Table {
    let table = Table::laid();
    let criteria = "schema = 1\n[[criterion]]\nid = \"rated\"\nkind = \"pairs\"\nweight = 100\nfile = \"ratings.csv\"\nscale = 100\n";
    fs::write(table.path("p/criteria.toml"), criteria).unwrap();
    fs::write(table.path("p/ratings.csv"), "adept,mentor,rating\na1,m1,90\na1,m2,50\na1,m3,40\na2,m1,80\na2,m2,70\na2,m3,10\n").unwrap();
    let person = |id: &str| format!(r#"{{"id":"{id}","first_name":"F{id}","last_name":"S","email":"{id}@example.org"}}"#);
    for (folder, ids) in [("mentors", ["m1", "m2", "m3"].as_slice()), ("adepts", &["a1", "a2"])] {
        let people: Vec<String> = ids.iter().map(|id| person(id)).collect();
        fs::write(table.path(&format!("p/{folder}/all.json")), format!("[{}]", people.join(","))).unwrap();
    }
    table
}

/// Round 1 without the pairs a1 m1 and a2 m2: a1 m2 with a2 m1 (130) before a1 m3 with a2 m1 (120). Round 2: a1 m3, and a2 m3 cannot be had too; as
/// both are to be matched nobody can do better than one of the two, and a1 m3 is worth more.
#[test]
fn each_round_goes_together() {
    let table = table();
    let answer = table.say("match p --json --standby").json();
    let standby = |place: usize| answer["pairs"][place]["standby"].clone();
    assert_eq!((standby(0), standby(1)), (json!(["m2", "m3"]), json!(["m1", Value::Null, "m3"])));
    assert!(answer.get("certificate").is_none() && answer["pairs"][0].get("robust").is_none());
    let both = table.say("match p --json --standby --robustness").json();
    assert!(both["pairs"][0]["robust"].is_i64() && both["pairs"][0]["standby"] == standby(0));
    assert!(!table.say("match p --json").done().contains("standby"), "only when asked");
    assert!(table.say("match p --csv --standby").failed_usage());
}

#[test]
fn people_read_whom_to_ask_and_who_has_a_seat() {
    let (en, sv) = (table().say("match p --standby").done(), table().say("match p --standby --lang sv").done());
    for line in
        ["1  Fm2 S (m2)  50 %  is full now\n", "2  Fm3 S (m3)  40 %  has a free seat\n", "1  Fm1 S (m1)  80 %", "3  Fm3 S (m3)  10 %"]
    {
        assert!(en.contains(line), "{line}: {en}");
    }
    assert!(en.contains("If this pair fails\n") && en.contains("What has the same number goes together for everybody"), "{en}");
    assert!(sv.contains("Om paret faller bort\n") && sv.contains("har en ledig plats\n") && sv.contains("har fullt nu\n"), "{sv}");
}

#[test]
fn the_outcome_has_a_list_for_the_day_when_somebody_declines() {
    let table = table();
    let out = table.say("save p").quietly();
    assert!(out.contains("p/outcome/standby.csv"), "{out}");
    let csv = fs::read_to_string(table.path("p/outcome/standby.csv")).unwrap();
    let lines: Vec<String> = csv.trim_start_matches('\u{feff}').lines().map(|line| line.replace('"', "")).collect();
    let expected = [
        "adept_id,adept_name,mentor_id,mentor_name,round,standby_id,standby_name,standby_email,score_percent,free_seats",
        "a1,Fa1 S,m1,Fm1 S,1,m2,Fm2 S,m2@example.org,50,0",
        "a1,Fa1 S,m1,Fm1 S,2,m3,Fm3 S,m3@example.org,40,1",
        "a2,Fa2 S,m2,Fm2 S,1,m1,Fm1 S,m1@example.org,80,0",
        "a2,Fa2 S,m2,Fm2 S,3,m3,Fm3 S,m3@example.org,10,1",
    ];
    assert_eq!(lines, expected);
    assert!(csv.starts_with('\u{feff}'));
}
