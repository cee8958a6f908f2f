//! `match --json --certificate`, checked by a tool that knows nothing of the solver: by what the docstring of the certificate says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::{CRITERIA, Table, copy, sample};

/// What other commands say about a program: scores and rules of `scores --csv`.
struct Program {
    scores: BTreeMap<(String, String), (i64, bool)>,
    answer: Value,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

impl Program {
    fn of(table: &Table, name: &str) -> Self {
        let csv = table.run(&["scores", name, "--csv"]).done();
        let row = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            ((cells[0].to_owned(), cells[1].to_owned()), (cells[2].parse().unwrap(), cells[3].is_empty()))
        };
        let answer = serde_json::from_str(&table.run(&["match", name, "--json", "--certificate"]).done()).unwrap();
        Self { scores: csv.lines().skip(1).map(row).collect(), answer }
    }

    fn proof(&self) -> &Value {
        &self.answer["certificate"]
    }

    fn partners(&self) -> BTreeMap<String, String> {
        list(&self.answer["pairs"]).iter().map(|pair| (text(&pair["adept"]), text(&pair["mentor"]))).collect()
    }

    /// For each adept the mentor before the last decision, or since.
    fn present(&self) -> BTreeMap<String, String> {
        list(&self.proof()["present"]).iter().map(|pair| (text(&pair["adept"]), text(&pair["mentor"]))).collect()
    }

    fn locked(&self) -> BTreeSet<String> {
        list(&self.answer["pairs"]).iter().filter(|pair| pair["state"] == "locked").map(|pair| text(&pair["adept"])).collect()
    }

    /// The possible pairs of unlocked adepts whose value is at least so much: adept, mentor, score.
    fn possible(&self, least: i64) -> Vec<(&str, &str, i64)> {
        let (proof, locked, present) = (self.proof(), self.locked(), self.present());
        let forbidden: BTreeSet<(String, String)> =
            list(&proof["forbidden"]).iter().map(|pair| (text(&pair["adept"]), text(&pair["mentor"]))).collect();
        let (minimum, steadiness) = (proof["minimum"].as_i64().unwrap(), proof["steadiness"].as_i64().unwrap());
        let open = self.scores.iter().filter(|(pair, (score, unblocked))| {
            let bonus = if present.get(&pair.0) == Some(&pair.1) { steadiness } else { 0 };
            *unblocked && *score >= minimum && score + bonus >= least && !forbidden.contains(pair) && !locked.contains(&pair.0)
        });
        open.map(|((adept, mentor), (score, _))| (adept.as_str(), mentor.as_str(), *score)).collect()
    }

    /// For each mentor the seats, the seats that locks leave, and those that nobody has.
    fn seats(&self) -> BTreeMap<String, (i64, i64)> {
        let (partners, locked) = (self.partners(), self.locked());
        let count = |mentor: &str, only_locked: bool| {
            partners.iter().filter(|(adept, own)| *own == mentor && (!only_locked || locked.contains(*adept))).count() as i64
        };
        let seats = list(&self.proof()["seats"]).iter().map(|one| {
            let (mentor, seats) = (text(&one["mentor"]), one["seats"].as_i64().unwrap());
            let before = (seats - count(&mentor, true)).max(0);
            let free = (seats - count(&mentor, false)).max(0);
            (mentor, (before, free))
        });
        seats.collect()
    }

    /// Complementary slackness; true when the potentials prove the proposal.
    fn slack(&self, least: i64) -> bool {
        let (proof, partners, present, seats) = (self.proof(), self.partners(), self.present(), self.seats());
        let scale = |name: &str| proof["scale"][name].as_i64().unwrap();
        let potentials = |side: &str| -> BTreeMap<String, i64> {
            list(&proof[side]).iter().map(|one| (text(&one["id"]), one["potential"].as_i64().unwrap())).collect()
        };
        let (adepts, mentors) = (potentials("adepts"), potentials("mentors"));
        let pairs = self.possible(least);
        let right = |&(adept, mentor, score): &(&str, &str, i64)| {
            let own = partners.get(adept).is_some_and(|own| own == mentor);
            let stood = present.get(adept).is_some_and(|stood| stood == mentor);
            let weight = scale("matched") + score * scale("point") + if stood { scale("present") } else { 0 };
            let both = adepts[adept] + mentors[mentor];
            if own { both == weight } else { both >= weight }
        };
        let proposed = partners.iter().filter(|(adept, _)| !self.locked().contains(*adept));
        let are_possible = proposed.clone().all(|(a, m)| pairs.iter().any(|(adept, mentor, _)| adept == a && mentor == m));
        are_possible
            && adepts.values().chain(mentors.values()).all(|potential| *potential >= 0)
            && pairs.iter().all(right)
            && adepts.iter().all(|(adept, potential)| *potential == 0 || partners.contains_key(adept))
            && mentors.iter().all(|(mentor, potential)| *potential == 0 || seats[mentor].1 == 0)
    }

    /// How much a cover weighs; none when a pair is bare.
    fn cover(&self, name: &str, least: i64) -> Option<i64> {
        let ids = |side: &str| list(&self.proof()[name][side]).iter().map(text).collect::<BTreeSet<String>>();
        let (adepts, mentors, seats) = (ids("adepts"), ids("mentors"), self.seats());
        let covered = self.possible(least).iter().all(|(adept, mentor, _)| adepts.contains(*adept) || mentors.contains(*mentor));
        covered.then(|| adepts.len() as i64 + mentors.iter().map(|mentor| seats[mentor].0).sum::<i64>())
    }

    fn unlocked_matched(&self) -> i64 {
        self.partners().len() as i64 - self.locked().len() as i64
    }

    fn floor_holds(&self) -> bool {
        let floor = self.proof()["floor"].as_i64().unwrap();
        let (most, higher) = (self.cover("most", 0), self.cover("higher", floor + 1));
        most == Some(self.unlocked_matched()) && higher.is_some_and(|weight| weight < self.unlocked_matched()) && self.slack(floor)
    }

    /// Follows the chain of links; true when all pairs of the proposal are left.
    fn chain_holds(&self) -> bool {
        type Side = Option<String>;
        let (partners, present, locked) = (self.partners(), self.present(), self.locked());
        let possible = self.possible(0);
        let steadiness = self.proof()["steadiness"].as_i64().unwrap();
        let everybody: BTreeSet<&String> = self.scores.keys().map(|(adept, _)| adept).filter(|adept| !locked.contains(*adept)).collect();
        let everywhere: BTreeSet<&String> = self.scores.keys().map(|(_, mentor)| mentor).collect();
        // Pairs that are left, with their values.
        let mut left: BTreeMap<(Side, Side), i64> = BTreeMap::new();
        for (adept, mentor, score) in possible {
            let bonus = if present.get(adept).is_some_and(|stood| stood == mentor) { steadiness } else { 0 };
            left.insert((Some(adept.to_owned()), Some(mentor.to_owned())), score + bonus);
        }
        everybody.iter().for_each(|adept| _ = left.insert((Some((*adept).clone()), None), -1));
        everywhere.iter().for_each(|mentor| _ = left.insert((None, Some((*mentor).clone())), -1));
        left.insert((None, None), -1);
        let links = list(&self.proof()["links"]);
        let mut stages: Vec<Value> = vec!["without".into()];
        let values: BTreeSet<i64> = left.values().copied().filter(|value| *value >= 0).collect();
        stages.extend(values.iter().map(|value| serde_json::json!({ "value": value })));
        stages.push("moved".into());
        assert!(links.iter().all(|link| stages.contains(&link["stage"])), "{links:?}");
        for stage in stages {
            let link = links.iter().find(|link| link["stage"] == stage);
            let potential = |side: &str, id: &Side| {
                let entries = link.map(|link| list(&link[side]).clone()).unwrap_or_default();
                entries.iter().find(|one| one["id"].as_str().map(str::to_owned) == *id).map_or(0, |one| one["potential"].as_i64().unwrap())
            };
            let costs = |adept: &Side, mentor: &Side, value: i64| match (&stage, adept) {
                (_, None) => false,
                (Value::String(name), Some(_)) if name == "without" => mentor.is_none(),
                (Value::String(_), Some(adept)) => present.get(adept).is_some_and(|stood| Some(stood) != mentor.as_ref()),
                (stage, Some(_)) => mentor.is_some() && stage["value"] == value,
            };
            let reduced = |((adept, mentor), value): (&(Side, Side), &i64)| {
                i64::from(costs(adept, mentor, *value)) - potential("adepts", adept) + potential("mentors", mentor)
            };
            if left.iter().any(|pair| reduced(pair) < 0) {
                return false;
            }
            let stay: Vec<(Side, Side)> = left.iter().filter(|pair| reduced(*pair) == 0).map(|(pair, _)| pair.clone()).collect();
            left.retain(|pair, _| stay.contains(pair));
        }
        everybody.iter().all(|adept| left.contains_key(&(Some((*adept).clone()), partners.get(*adept).cloned())))
    }
}

fn with(matching: &str) -> Table {
    let table = Table::laid();
    fs::write(table.path("p/criteria.toml"), CRITERIA.replace("steadiness = 0", matching)).unwrap();
    table
}

#[test]
fn potentials_prove_the_total() {
    for matching in ["steadiness = 0", "steadiness = 20\nminimum = 20", "steadiness = 0\npeople_first = false"] {
        let table = with(matching);
        assert!(Program::of(&table, "p").slack(0), "{matching}");
        for decision in ["assign a4 m1", "forbid a1 m1"] {
            table.say(&format!("decide p {decision}")).done();
        }
        let program = Program::of(&table, "p");
        assert!(program.slack(0), "{matching}: {}", program.answer);
    }
}

#[test]
fn potentials_prove_a_sample_and_nothing_else() {
    let table = Table::bare();
    copy(sample("uppsala").as_ref(), &table.path("u"));
    let mut program = Program::of(&table, "u");
    assert!(program.slack(0));
    // Another assignment of the same people is not proved by them: the first two exchange their mentors.
    let pairs = program.answer["pairs"].as_array_mut().unwrap();
    let first = pairs[0]["mentor"].clone();
    let other = pairs.iter().position(|pair| pair["mentor"] != first).unwrap();
    pairs[0]["mentor"] = pairs[other]["mentor"].clone();
    pairs[other]["mentor"] = first;
    assert!(!program.slack(0));
}

/// With steadiness too, after every decision: what was proved is that nothing was better near what stood before.
#[test]
fn there_is_always_a_proof() {
    for objective in ["total", "floor", "fair"] {
        let table = with(&format!("steadiness = 20\nobjective = \"{objective}\""));
        for decision in ["", "assign a4 m1", "forbid a1 m1", "undo", "lock a2 m2", "unlock a2 m2"] {
            if !decision.is_empty() {
                table.say(&format!("decide p {decision}"));
            }
            let program = Program::of(&table, "p");
            let holds = match objective {
                "total" => program.slack(0),
                "floor" => program.floor_holds(),
                _ => program.chain_holds(),
            };
            assert!(holds, "{objective}, {decision}: {}", program.answer);
        }
    }
}

#[test]
fn covers_prove_the_floor() {
    let table = with("steadiness = 0\nobjective = \"floor\"");
    assert!(Program::of(&table, "p").floor_holds());
    table.say("decide p assign a4 m1").done();
    let mut program = Program::of(&table, "p");
    assert!(program.floor_holds(), "{}", program.answer);
    program.answer["certificate"]["most"]["mentors"] = Value::Array(Vec::new());
    assert!(!program.floor_holds());
}

#[test]
fn a_chain_proves_the_fair_one() {
    let table = with("steadiness = 0\nobjective = \"fair\"");
    assert!(Program::of(&table, "p").chain_holds());
    table.say("decide p assign a4 m1").done();
    let mut program = Program::of(&table, "p");
    assert!(program.chain_holds(), "{}", program.answer);
    program.answer["certificate"]["links"] = Value::Array(Vec::new());
    assert!(!program.chain_holds(), "{}", program.answer);
}

#[test]
fn a_certificate_comes_only_when_asked_for() {
    let table = Table::laid();
    assert!(table.say("match p --json").json().get("certificate").is_none());
    assert!(table.say("match p --certificate").failed_usage());
    assert!(table.say("match p --csv --certificate").failed_usage());
}
