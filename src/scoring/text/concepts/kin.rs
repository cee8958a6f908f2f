//! Kin: how well one concept answers a wish for another.
//!
//! Worked out once for every concept, because each person's offers ask for it.

use std::collections::BTreeMap;

use super::super::FULL;
use super::{ConceptId, Concepts};

/// How much a concept answers a wish for its broader or narrower concept, in basis points.
const NEAR: u16 = 6_000;
/// How much it answers a wish for the concept two steps up or down: at 1000 the judged pairs are told apart a little better than at 0 or 2500.
const FAR: u16 = 1_000;
/// How much a concept answers a wish for another one under the same broader concept. Never a reason, only a nuance.
const SIBLING: u16 = 3_000;
/// Under a concept with more narrower ones than these (law, public sector, sports), to be siblings says nothing. Fewer (20) cost the judged pairs
/// .01 of AUC, because the middle of the tables is where siblings are near each other; more gain nothing.
const MOST_SIBLINGS: usize = 30;

impl Concepts {
    /// How well an offered concept answers a wished one, in basis points.
    pub fn strength(&self, wanted: ConceptId, offered: ConceptId) -> u16 {
        let kin = self.answered_by(offered);
        let place = kin.binary_search_by_key(&wanted, |(concept, _)| *concept);
        place.ok().and_then(|place| kin.get(place)).map_or(0, |(_, strength)| *strength)
    }

    /// Every concept that an offered one answers, with how well, sorted by concept: the same 10000, one step up or down 6000, two steps
    /// 1000, a sibling 3000.
    pub fn answered_by(&self, offered: ConceptId) -> &[(ConceptId, u16)] {
        self.get(offered).map_or(&[], |concept| &concept.kin)
    }

    /// Works out what each concept answers.
    pub(super) fn settle_kin(&mut self) {
        let ids = 0..ConceptId::try_from(self.list.len()).unwrap_or(ConceptId::MAX);
        let all: Vec<Vec<(ConceptId, u16)>> = ids.map(|id| self.kin(id)).collect();
        for (concept, kin) in self.list.iter_mut().zip(all) {
            concept.kin = kin;
        }
    }

    /// Of a concept that is kin in two ways the better counts.
    fn kin(&self, id: ConceptId) -> Vec<(ConceptId, u16)> {
        let mut kin = BTreeMap::from([(id, FULL)]);
        let mut add = |concepts: &[ConceptId], strength: u16| {
            for concept in concepts {
                let best = kin.entry(*concept).or_insert(strength);
                *best = strength.max(*best);
            }
        };
        add(self.broader(id), NEAR);
        add(self.narrower(id), NEAR);
        for broader in self.broader(id) {
            add(self.broader(*broader), FAR);
            let siblings = self.narrower(*broader);
            if siblings.len() <= MOST_SIBLINGS {
                add(siblings, SIBLING);
            }
        }
        for narrower in self.narrower(id) {
            add(self.narrower(*narrower), FAR);
        }
        kin.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concepts(table: &str) -> Concepts {
        let mut concepts = Concepts::default();
        assert_eq!(concepts.add(table), []);
        concepts
    }

    /// e is under d under b under a; c is beside b.
    #[test]
    fn kin_answer_in_part() {
        let concepts = concepts("a\tfield\t\ta\t\nb\tfield\ta\tb\t\nc\tfield\ta\tc\t\nd\tfield\tb\td\t\ne\tfield\td\te\t\nf\tfield\t\tf\t");
        for (offered, expected) in [("b", [NEAR, FULL, SIBLING, NEAR, FAR, 0]), ("e", [0, FAR, 0, NEAR, FULL, 0])] {
            let offered = concepts.id(offered).unwrap();
            let strengths: Vec<_> = (0..6).map(|wanted| concepts.strength(wanted, offered)).collect();
            assert_eq!(strengths, expected);
            assert!((0..6).all(|wanted| concepts.strength(wanted, offered) == concepts.strength(offered, wanted)));
        }
    }

    #[test]
    fn siblings_of_many_say_nothing() {
        let under_one = |count: usize| {
            let rows: String = (0..count).map(|n| format!("c{n}\tfield\ta\tt{n}\t\n")).collect();
            concepts(&format!("a\tfield\t\ta\t\n{rows}"))
        };
        assert_eq!(under_one(MOST_SIBLINGS).strength(1, 2), SIBLING);
        assert_eq!(under_one(MOST_SIBLINGS + 1).strength(1, 2), 0);
    }

    #[test]
    fn of_two_ways_the_better_counts() {
        let concepts = concepts("a\tfield\t\ta\t\nb\tfield\ta\tb\t\nc\tfield\ta|b\tc\t");
        assert_eq!(concepts.strength(1, 2), NEAR);
        assert_eq!(concepts.strength(0, 2), NEAR);
    }
}
