//! What if: the score and the ranks of a pair without each criterion, what it lacks to the next rank, and what would unblock it.
//!
//! A score is a weighted sum, so every answer here is exact: the same values are weighed again, nothing is estimated.
//!
//! Ranks go over the pairs that no rule blocks, by score: as many are ahead as have more, so equals share a rank. Apart from that a rank
//! tells how many others are so near that the program calls them equal.

use crate::program::criteria::{Condition, Rule};
use crate::program::{FieldRef, Pair, Program, Role};

use super::breakdown::{Breakdown, Verdict};
use super::kind::{person, place};
use super::scores::{Scorer, Scores};
use super::terms::Terms;
use super::value::{StandIn, Tally, Value};

/// What would be otherwise, and what for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counterfactuals {
    /// Where the pair stands; `None` when a rule blocks it.
    pub ranks: Option<Ranks>,
    /// One for each criterion with a weight, in the order of `criteria.toml`: the pair, had the group never asked it.
    pub without: Vec<Without>,
    /// What the mentor lacks to the next rank among the adept's mentors; `None` at the top, and when a rule blocks the pair.
    pub next_mentor: Option<Next>,
    /// What the adept lacks to the next rank among the mentor's adepts.
    pub next_adept: Option<Next>,
    /// The rules that block the pair: all of them would have to give way, or the answers that they lack be given.
    pub unblock: Vec<Unblock>,
}

/// Where a pair stands among those of either of its people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ranks {
    /// The mentor's among the adept's possible mentors.
    pub mentor: Rank,
    /// The adept's among the mentor's possible adepts.
    pub adept: Rank,
}

/// A place among several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rank {
    /// From 1; equals share it.
    pub place: usize,
    /// Among so many, this one included.
    pub of: usize,
    /// So many others are closer than the program's `same_within`, or exactly as good.
    pub equal: usize,
}

/// The pair without one criterion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Without {
    /// Index into the program's criteria.
    pub criterion: usize,
    /// What the score would be; basis points.
    pub score: u16,
    /// Where the pair would stand; `None` when a rule blocks it.
    pub ranks: Option<Ranks>,
}

/// What a pair lacks to stand beside the next better one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Next {
    /// The pair with the nearest better score.
    pub pair: Pair,
    /// The place that it holds.
    pub place: usize,
    /// Basis points between the two.
    pub points: u16,
    /// Where they could come from: of the criteria that give the better pair more, the one with the most room here, and that room in basis
    /// points. `None` when the better pair has no more anywhere (it was asked less).
    pub most_room: Option<(usize, u16)>,
}

/// A rule that blocks the pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unblock {
    /// Index into the program's rules.
    pub rule: usize,
    /// When it blocks because answers are missing: which. An answer that keeps the rule would lift it.
    pub unanswered: Vec<FieldRef>,
}

/// The pair's what-ifs under these terms; `scores` are the ones in force and tell which pairs are blocked. `None` for a pair outside.
pub(super) fn counterfactuals(scorer: &Scorer, terms: &Terms, scores: &Scores, pair: Pair) -> Option<Counterfactuals> {
    let (program, breakdown) = (scorer.program(), scorer.breakdown(terms, pair)?);
    let blocked = scores.cell(pair).blocked.is_some() || breakdown.blocked.is_some();
    let lines = Lines::of(scorer, scores, pair);
    let weighed = |without: Option<usize>| Weighed { terms, without, stand_in: StandIn::of(&program.criteria) };
    let ranks = |weighed: &Weighed<'_>| (!blocked).then(|| lines.ranks(weighed, program.criteria.same_within));
    let counts = |criterion: &usize| terms.weights.at(*criterion) > 0;
    let without = (0..program.criteria.criteria.len()).filter(counts).map(|criterion| {
        let weighed = weighed(Some(criterion));
        Without { criterion, score: weighed.score(&lines.own), ranks: ranks(&weighed) }
    });
    let next = |role: Role| if blocked { None } else { next(scorer, &lines, &weighed(None), &breakdown, role) };
    Some(Counterfactuals {
        ranks: ranks(&weighed(None)),
        without: without.collect(),
        next_mentor: next(Role::Mentor),
        next_adept: next(Role::Adept),
        unblock: unblock(program, &breakdown),
    })
}

/// Terms, but for one criterion.
struct Weighed<'t> {
    terms: &'t Terms,
    without: Option<usize>,
    stand_in: StandIn,
}

impl Weighed<'_> {
    fn score(&self, values: &[Value]) -> u16 {
        let mut tally = Tally::default();
        for (criterion, value) in values.iter().enumerate() {
            let weight = if self.without == Some(criterion) { 0 } else { self.terms.weights.at(criterion) };
            if weight > 0 {
                tally.add(*value, weight, self.stand_in);
            }
        }
        tally.score(self.stand_in)
    }
}

/// The values of a pair, and of all pairs that it is compared with.
struct Lines {
    own: Vec<Value>,
    /// The adept's other possible pairs: those with the other mentors.
    mentors: Vec<(Pair, Vec<Value>)>,
    /// The mentor's other possible pairs: those with the other adepts.
    adepts: Vec<(Pair, Vec<Value>)>,
}

impl Lines {
    fn of(scorer: &Scorer, scores: &Scores, pair: Pair) -> Self {
        let line = |role: Role| {
            let (stays, count) = (place(role.other(), pair), scorer.program().people(role).len());
            let with = |other: usize| match role {
                Role::Mentor => Pair { adept: stays, mentor: other },
                Role::Adept => Pair { adept: other, mentor: stays },
            };
            let pairs = (0..count).map(with).filter(|other| *other != pair);
            let possible = pairs.filter(|other| scores.cell(*other).blocked.is_none());
            possible.map(|other| (other, scorer.values_of(other))).collect()
        };
        Self { own: scorer.values_of(pair), mentors: line(Role::Mentor), adepts: line(Role::Adept) }
    }

    fn ranks(&self, weighed: &Weighed<'_>, same_within: u16) -> Ranks {
        let own = weighed.score(&self.own);
        let rank = |others: &[(Pair, Vec<Value>)]| {
            let mut rank = Rank { place: 1, of: others.len() + 1, equal: 0 };
            for score in others.iter().map(|(_, values)| weighed.score(values)) {
                rank.place += usize::from(score > own);
                rank.equal += usize::from(score.abs_diff(own) < same_within.max(1));
            }
            rank
        };
        Ranks { mentor: rank(&self.mentors), adept: rank(&self.adepts) }
    }
}

/// What the pair's person of this role lacks to the next rank among those of the other person.
fn next(scorer: &Scorer, lines: &Lines, weighed: &Weighed<'_>, breakdown: &Breakdown, role: Role) -> Option<Next> {
    let others = if role == Role::Mentor { &lines.mentors } else { &lines.adepts };
    let scored: Vec<(u16, Pair)> = others.iter().map(|(other, values)| (weighed.score(values), *other)).collect();
    let (score, pair) = *scored.iter().filter(|(score, _)| *score > breakdown.score).min()?;
    let better = scorer.breakdown(weighed.terms, pair)?;
    let gives_more = breakdown.parts.iter().zip(&better.parts).filter(|(here, there)| here.applies && there.points > here.points);
    let room = gives_more.map(|(here, _)| (here.criterion, here.of - here.points));
    let most_room = room.max_by_key(|(criterion, room)| (*room, std::cmp::Reverse(*criterion)));
    let place = 1 + scored.iter().filter(|(other, _)| *other > score).count();
    Some(Next { pair, place, points: score - breakdown.score, most_room })
}

fn unblock(program: &Program, breakdown: &Breakdown) -> Vec<Unblock> {
    let blocks = breakdown.rules.iter().filter(|check| matches!(check.verdict, Verdict::Blocks | Verdict::BlocksUnknown));
    let lacks = |check: &super::RuleCheck| match (check.verdict, program.criteria.rules.get(check.rule)) {
        (Verdict::BlocksUnknown, Some(rule)) => unanswered(program, rule, breakdown.pair),
        _ => Vec::new(),
    };
    blocks.map(|check| Unblock { rule: check.rule, unanswered: lacks(check) }).collect()
}

/// The answers that a rule looks at and that are blank.
fn unanswered(program: &Program, rule: &Rule, pair: Pair) -> Vec<FieldRef> {
    let fields = match &rule.condition {
        Condition::WhenNeed { when, need } => vec![&when.field, &need.field],
        Condition::Same(a, b) | Condition::Differ(a, b) => vec![a, b],
        Condition::Pairs(_) => vec![],
    };
    let blank = |field: &&FieldRef| person(program, field.role, pair).is_some_and(|person| !person.answered(&field.field));
    fields.into_iter().filter(blank).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::program::criteria::{Effect, Kind, Reward, Test, Unknown};
    use crate::scoring::samples::{criterion, field, person, program};

    /// Three criteria of 50, 30 and 20 points: same city, same field, same language.
    fn scorer(adepts: &[[&str; 3]], mentors: &[[&str; 3]], rules: Vec<Rule>) -> Scorer {
        let equal = |name: &str, points| {
            let (a, b) = (field(&format!("mentor.{name}")), field(&format!("adept.{name}")));
            criterion(name, points, Kind::Equal { a, b, reward: Reward::Same })
        };
        let people = |role: Role, all: &[[&str; 3]]| {
            let id = |place: usize| format!("{}{place}", if role == Role::Adept { "a" } else { "m" });
            let one = |(place, [city, work, code]): (usize, &[&str; 3])| {
                person(role, &id(place), &[("city", city), ("field", work), ("code", code)])
            };
            all.iter().enumerate().map(one).collect::<Vec<_>>()
        };
        let people = [people(Role::Adept, adepts), people(Role::Mentor, mentors)].concat();
        let mut program = program(vec![equal("city", 50), equal("field", 30), equal("code", 20)], people);
        program.criteria.rules = rules;
        Scorer::new(Arc::new(program))
    }

    fn of(scorer: &Scorer, adept: usize, mentor: usize) -> Counterfactuals {
        let terms = Terms::of(scorer.program());
        scorer.counterfactuals(&terms, &scorer.scores(&terms), Pair { adept, mentor }).unwrap()
    }

    #[test]
    fn a_pair_is_weighed_again_without_each_criterion() {
        let scorer = scorer(&[["x", "y", "z"]], &[["x", "-", "z"], ["x", "y", "-"], ["q", "y", "z"]], vec![]);
        // Scores: blank is worth 40 %: 50 + 12 + 20 = 82; 50 + 30 + 8 = 88; 0 + 30 + 20 = 50.
        let told = of(&scorer, 0, 2);
        let rank = |place, equal| Rank { place, of: 3, equal };
        assert_eq!(told.ranks.unwrap().mentor, rank(3, 0));
        let without: Vec<_> = told.without.iter().map(|one| (one.criterion, one.score, one.ranks.unwrap().mentor)).collect();
        assert_eq!(without, [(0, 10_000, rank(1, 0)), (1, 2_857, rank(3, 0)), (2, 3_750, rank(3, 0))]);
        let next = told.next_mentor.unwrap();
        assert_eq!((next.pair.mentor, next.place, next.points, next.most_room), (0, 2, 3_200, Some((0, 5_000))));
        assert_eq!((told.ranks.unwrap().adept, told.next_adept), (Rank { place: 1, of: 1, equal: 0 }, None));
        assert_eq!(of(&scorer, 0, 1).next_mentor, None);
    }

    #[test]
    fn equals_share_a_rank_and_near_ones_are_counted() {
        let scorer = scorer(&[["x", "y", "z"]], &[["x", "y", "q"], ["x", "y", "q"], ["x", "q", "z"], ["x", "y", "z"]], vec![]);
        let mut ranks = (0..4).map(|mentor| of(&scorer, 0, mentor).ranks.unwrap().mentor);
        assert_eq!(ranks.next(), Some(Rank { place: 2, of: 4, equal: 1 }));
        assert_eq!(ranks.next(), Some(Rank { place: 2, of: 4, equal: 1 }));
        assert_eq!(ranks.next(), Some(Rank { place: 4, of: 4, equal: 0 }));
        assert_eq!(ranks.next(), Some(Rank { place: 1, of: 4, equal: 0 }));
    }

    #[test]
    fn all_rules_that_block_are_told_with_the_answers_that_they_lack() {
        let rule = |condition| Rule { id: "r".into(), label: "r".into(), condition, effect: Effect::Block, unknown: Unknown::Block };
        let test = |at: &str, any: &str| Test { field: field(at), any: vec![any.into()] };
        let rules = vec![
            rule(Condition::WhenNeed { when: test("adept.city", "x"), need: test("mentor.city", "x") }),
            rule(Condition::Differ(field("mentor.field"), field("adept.field"))),
            rule(Condition::Same(field("mentor.code"), field("adept.code"))),
        ];
        let scorer = scorer(&[["x", "y", "z"]], &[["-", "q", "q"], ["x", "", "z"], ["x", "y", "q"]], rules);
        let told = |mentor| of(&scorer, 0, mentor).unblock.into_iter().map(|one| (one.rule, one.unanswered)).collect::<Vec<_>>();
        assert_eq!(told(0), [(0, vec![field("mentor.city")]), (1, vec![])]);
        assert_eq!(told(1), [(1, vec![field("mentor.field")]), (2, vec![])]);
        assert_eq!(told(2), []);
        let blocked = of(&scorer, 0, 0);
        assert_eq!((blocked.ranks, &blocked.next_mentor, blocked.without[0].ranks), (None, &None, None));
        // Blocked pairs are no rivals.
        assert_eq!(of(&scorer, 0, 2).ranks.unwrap().mentor, Rank { place: 1, of: 1, equal: 0 });
    }
}
