//! Scores that were worked out by hand, in each way that a missing answer can count.

use std::fs;

use super::Table;

/// Every kind that can be worked out without a word list; the weights add up to 107.
const KINDS: &str = r#"
[[criterion]]
id = "same"
kind = "equal"
weight = 10
a = "mentor.city"
b = "adept.city"
[[criterion]]
id = "years"
kind = "number"
weight = 20
value = "mentor.years"
zero = 0
full = 8
[[criterion]]
id = "term"
kind = "number"
weight = 20
value = "adept.term"
zero = 10
full = 2
[[criterion]]
id = "place"
kind = "distance"
weight = 30
a = "mentor.city"
b = "adept.city"
full_km = 20
zero_km = 200
[[criterion]]
id = "tongue"
kind = "language"
weight = 10
a = "mentor.tongue"
b = "adept.tongue"
[[criterion]]
id = "interests"
kind = "tags"
measure = "dice"
weight = 10
a = ["mentor.interests"]
b = ["adept.interests"]
[[criterion]]
id = "rated"
kind = "pairs"
weight = 7
file = "ratings.csv"
scale = 3
"#;
const ADEPTS: &str = r#"[
  {"id":"a1","first_name":"A","last_name":"Ett","city":"Uppsala","term":3,"tongue":"sv","interests":"kör, klättring"},
  {"id":"a2","first_name":"A","last_name":"Två","city":"Narnia"},
  {"id":"a3","first_name":"A","last_name":"Tre","city":"","term":10,"tongue":"en, sv","interests":["Kör"]}
]"#;
const MENTORS: &str = r#"[
  {"id":"m1","first_name":"M","last_name":"Ett","city":"uppsala","years":4,"tongue":["sv","en"],"interests":"Kör; klättring; golf"},
  {"id":"m3","first_name":"M","last_name":"Tre","years":-5,"tongue":"arabiska","interests":"fiske"}
]"#;
const RATINGS: &str = "adept,mentor,rating\na1,m1,1\na2,m1,3\na3,m3,0\n";

/// Points of the parts in hundredths over the weight that counts, as written beside each: `(adept, mentor, skip, zero, neutral 0.4)`.
///
/// - a1, m1: 10 + 20·4/8 + 20·7/8 + 30 + 10 + 10·(2·2/5) + 7·1/3 = 87.8333 of 107, nothing is missing
/// - a1, m3: no city: same and place are missing (40). 0 + 17.5 + 0 + 0 of 60 answered
/// - a2, m1: other city 0, years 10, rated 7 of 37 answered; the term (20) is missing, and nobody knows where Narnia is (30)
/// - a2, m3: years 0 of 20 answered; city (40) and term (20) are missing
/// - a3, m1: years 10, term 0, tongue 10, interests 10·(2·1/4) = 25 of 60; no city was asked for
/// - a3, m3: all answered, nothing fits: 0 of 67
const BY_HAND: [(&str, &str, [u16; 3]); 6] = [
    ("a1", "m1", [8209, 8209, 8209]),
    ("a1", "m3", [2917, 1750, 3350]),
    ("a2", "m1", [4595, 1954, 4253]),
    ("a2", "m3", [0, 0, 3000]),
    ("a3", "m1", [4167, 4167, 4167]),
    ("a3", "m3", [0, 0, 0]),
];

#[test]
fn scores_are_what_they_are_by_hand() {
    for (way, missing) in ["skip", "zero", "neutral"].into_iter().enumerate() {
        let table = Table::bare();
        for folder in ["p/adepts", "p/mentors"] {
            fs::create_dir_all(table.path(folder)).unwrap();
        }
        let criteria = format!("schema = 1\n[program]\ntitle = \"Prov\"\n[score]\nmissing = \"{missing}\"\nneutral = 0.4\n{KINDS}");
        for (file, text) in
            [("criteria.toml", criteria.as_str()), ("adepts/all.json", ADEPTS), ("mentors/all.json", MENTORS), ("ratings.csv", RATINGS)]
        {
            fs::write(table.path(&format!("p/{file}")), text).unwrap();
        }
        let expected: String = BY_HAND.iter().map(|(adept, mentor, scores)| format!("{adept},{mentor},{},\r\n", scores[way])).collect();
        assert_eq!(table.say("scores p --csv").quietly(), format!("adept,mentor,score,blocked\r\n{expected}"), "missing = {missing}");
        for (adept, mentor, scores) in BY_HAND {
            let told = table.say(&format!("explain p {adept} {mentor} --json")).json();
            let points: u64 = told["parts"].as_array().unwrap().iter().map(|part| part["points"].as_u64().unwrap()).sum();
            assert_eq!((points, &told["score"]), (u64::from(scores[way]), &scores[way].into()), "{adept} {mentor} {missing}");
        }
    }
}
