//! `match --json` with what was asked for beside it.

use serde::Serialize;

use crate::outcome::answers::{Matched, MatchedPair, Unmatched, matched};
use crate::session::Session;
use crate::session::foresight::Standbys;
use crate::words::Lang;

use super::certificate::Certificate;

/// The object of `match --json`, field by field, then `certificate`.
#[derive(Debug, Serialize)]
pub struct Told {
    schema: u32,
    objective: &'static str,
    total: i64,
    best_without_decisions: i64,
    pairs: Vec<TheirPair>,
    unmatched_adepts: Vec<Unmatched>,
    unmatched_mentors: Vec<String>,
    /// Left out when nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<Certificate>,
}

#[derive(Debug, Serialize)]
struct TheirPair {
    #[serde(flatten)]
    pair: MatchedPair,
    /// Percent; left out when nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    robust: Option<u32>,
    /// The mentors to ask when the pair fails, a place for each round; left out when nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    standby: Option<Vec<Option<String>>>,
}

impl Told {
    /// The proposal of a session.
    pub fn of(session: &Session, lang: Lang) -> Self {
        let Matched { schema, objective, total, best_without_decisions, pairs, unmatched_adepts, unmatched_mentors } =
            matched(session, lang);
        let pairs = pairs.into_iter().map(|pair| TheirPair { pair, robust: None, standby: None }).collect();
        Self { schema, objective, total, best_without_decisions, pairs, unmatched_adepts, unmatched_mentors, certificate: None }
    }

    /// With the proof beside it.
    pub fn proved(self, certificate: Certificate) -> Self {
        Self { certificate: Some(certificate), ..self }
    }

    /// With each pair's share in percent, in the order of the pairs.
    pub fn robust(mut self, shares: &[u32]) -> Self {
        self.pairs.iter_mut().zip(shares).for_each(|(pair, share)| pair.robust = Some(*share));
        self
    }

    /// With the ids of the mentors to ask when a pair fails: a place for each round, null where the adept gets nobody in it.
    pub fn standby(mut self, session: &Session, standbys: &Standbys) -> Self {
        let id = |mentor: usize| session.program().mentors().get(mentor).map(|person| person.id.to_string());
        for (told, pair) in self.pairs.iter_mut().zip(session.proposal().pairs()) {
            told.standby = Some(standbys.rounds_of(pair.adept).into_iter().map(|mentor| mentor.and_then(id)).collect());
        }
        self
    }
}
