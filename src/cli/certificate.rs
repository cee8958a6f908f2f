//! `match --json --certificate`: the proof that no better proposal exists, for whoever checks it with a tool of their own.
//!
//! # What is to be checked
//!
//! A pair is *possible* when `scores --csv` shows no rule against it, its score is at least `minimum` and it is not among `forbidden`. A
//! mentor's *free* seats are `seats` less the adepts in `pairs`; a mentor who is locked to more adepts than seats has none. An adept whose pair is
//! `locked` takes part only by her seat. The pairs in `present` stood before the last decision, or stand since; a pair's *value* is its score, and
//! `steadiness` more when it is one of them: what a change had to gain before anybody was moved.
//!
//! **`total`** (linear programming duality). The weight of a possible pair is `matched + score * point` (of `scale`), and `scale.present`
//! more when it is one of the pairs in `present`. The proposal has the largest sum of weights when
//!
//! 1. every potential is at least 0;
//! 2. for every possible pair of an adept who is not locked, the two potentials are together at least its weight, and for hers in `pairs`
//!    exactly its weight;
//! 3. an adept without a mentor has potential 0, and so has a mentor with a free seat.
//!
//! One basis point is `point`. The scale is such that the sum of weights compares matched adepts first (when people come first), then basis
//! points, then pairs that stay.
//!
//! **`floor`**. In `most`, every possible pair of an adept who is not locked has the adept or the mentor in the list, and the adepts and the free
//! seats before any unlocked adept of the mentors in it are as many as the unlocked matched adepts: so no more can be matched (König). `higher`
//! does the same for pairs whose value is above `floor`, and counts fewer: so no floor is higher. The potentials are those of the total
//! among the possible pairs whose value is at least `floor`.
//!
//! **`fair`**. In a link, an adept without a mentor (`without`), a pair of this value (`value`) or a pair other than the one in `present` of an adept
//! who has one (`moved`) costs 1, everything else 0; a potential that is not listed is 0, and `null` stands for "no adept" and "no mentor", which may be
//! paired with everybody. A pair's reduced cost is its cost less the adept's potential, plus the mentor's. Link by link: no
//! pair that is left has a reduced cost below 0, and those above 0 leave. A stage between two links has all potentials 0. In the end all of `pairs` are left.

use serde::Serialize;

use crate::matching::{self, Cover, Instance, Link, Potentials, Stage};
use crate::session::Session;

/// The field `certificate`: what the proof is about beside the scores, then the proof. Everything in the order of ids.
#[derive(Debug, Serialize)]
pub struct Certificate {
    minimum: u16,
    steadiness: u32,
    seats: Vec<Seats>,
    forbidden: Vec<Pair>,
    present: Vec<Pair>,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Debug, Serialize)]
struct Seats {
    mentor: String,
    seats: u32,
}

#[derive(Debug, Serialize)]
struct Pair {
    adept: String,
    mentor: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Proof {
    Total(Dual),
    Floor {
        floor: Option<u16>,
        most: Covered,
        higher: Covered,
        #[serde(flatten)]
        dual: Dual,
    },
    Fair {
        links: Vec<Chained>,
    },
}

#[derive(Debug, Serialize)]
struct Dual {
    scale: Scale,
    adepts: Vec<Potential>,
    mentors: Vec<Potential>,
}

/// The weight of a pair: `matched + score * point`, and `present` more when it is a present one.
#[derive(Debug, Serialize)]
struct Scale {
    matched: i64,
    point: i64,
    present: i64,
}

#[derive(Debug, Serialize)]
struct Potential {
    /// Null in a chain: no adept, no mentor.
    id: Option<String>,
    potential: i64,
}

#[derive(Debug, Serialize)]
struct Covered {
    adepts: Vec<String>,
    mentors: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Chained {
    stage: Stages,
    adepts: Vec<Potential>,
    mentors: Vec<Potential>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Stages {
    Without,
    Value(u16),
    Moved,
}

impl Certificate {
    /// The proof of the standing proposal.
    pub fn of(session: &Session) -> Self {
        let (ids, (instance, solution)) = (Ids::of(session), session.proved());
        let seats = ids.mentors.iter().enumerate().map(|(mentor, id)| Seats { mentor: id.clone(), seats: instance.seats(mentor) });
        let forbidden = session.ledger().forbidden().filter(|pair| session.pair(&pair.adept, &pair.mentor).is_some());
        let forbidden = forbidden.map(|pair| Pair { adept: pair.adept.to_string(), mentor: pair.mentor.to_string() });
        Self {
            minimum: session.program().criteria.matching.minimum,
            steadiness: instance.bonus(),
            seats: seats.collect(),
            forbidden: forbidden.collect(),
            present: ids.present(instance),
            proof: match &solution.certificate {
                matching::Certificate::Total(potentials) => Proof::Total(ids.dual(potentials, Scale::of(instance))),
                matching::Certificate::Floor(proof) => Proof::Floor {
                    floor: proof.floor,
                    most: ids.covered(&proof.most),
                    higher: ids.covered(&proof.higher),
                    dual: ids.dual(&proof.potentials, Scale::of(instance)),
                },
                matching::Certificate::Fair(proof) => {
                    Proof::Fair { links: proof.links.iter().map(|link| ids.chained(link, instance)).collect() }
                }
            },
        }
    }
}

impl Scale {
    fn of(instance: &Instance) -> Self {
        let matching::Scale { matched, point, kept, .. } = matching::Scale::of(instance);
        Self { matched, point, present: kept }
    }
}

/// Everybody's id, by place.
struct Ids {
    adepts: Vec<String>,
    mentors: Vec<String>,
}

impl Ids {
    fn of(session: &Session) -> Self {
        let program = session.program();
        let ids = |people: &[crate::program::Application]| people.iter().map(|person| person.id.to_string()).collect();
        Self { adepts: ids(program.adepts()), mentors: ids(program.mentors()) }
    }

    fn present(&self, instance: &Instance) -> Vec<Pair> {
        let pair = |(adept, id): (usize, &String)| {
            let mentor = self.mentors.get(instance.present_mentor(adept)?)?;
            Some(Pair { adept: id.clone(), mentor: mentor.clone() })
        };
        self.adepts.iter().enumerate().filter_map(pair).collect()
    }

    fn dual(&self, potentials: &Potentials, scale: Scale) -> Dual {
        let with = |ids: &[String], potentials: &[i64]| {
            let pairs = ids.iter().zip(potentials);
            pairs.map(|(id, potential)| Potential { id: Some(id.clone()), potential: *potential }).collect()
        };
        Dual { scale, adepts: with(&self.adepts, &potentials.adepts), mentors: with(&self.mentors, &potentials.mentors) }
    }

    fn covered(&self, cover: &Cover) -> Covered {
        let within =
            |ids: &[String], covered: &[bool]| ids.iter().zip(covered).filter(|(_, covered)| **covered).map(|(id, _)| id.clone()).collect();
        Covered { adepts: within(&self.adepts, &cover.adepts), mentors: within(&self.mentors, &cover.mentors) }
    }

    /// Rows of a link are the adepts who are not locked, in order, then "no adept"; columns the mentors, then "no mentor".
    fn chained(&self, link: &Link, instance: &Instance) -> Chained {
        let free = (0..instance.adepts()).filter(|&adept| instance.locked(adept).is_none() && !instance.adept_is_away(adept));
        let seekers: Vec<&String> = free.filter_map(|adept| self.adepts.get(adept)).collect();
        let mentors: Vec<&String> = self.mentors.iter().collect();
        let with = |ids: &[&String], entries: &[(u32, u32)]| {
            let id = |place: u32| ids.get(place as usize).map(|id| (*id).clone());
            entries.iter().map(|(place, potential)| Potential { id: id(*place), potential: i64::from(*potential) }).collect()
        };
        let stage = match link.stage {
            Stage::Without => Stages::Without,
            Stage::Value(value) => Stages::Value(value),
            Stage::Moved => Stages::Moved,
        };
        Chained { stage, adepts: with(&seekers, &link.rows), mentors: with(&mentors, &link.columns) }
    }
}
