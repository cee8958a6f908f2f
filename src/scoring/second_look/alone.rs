//! People for whom no pair is possible, with what rules them out, and rules that block most pairs.

use crate::program::problem::{MoreOf, Problem, SecondLook, Several, Weighed};
use crate::program::{Application, Pair, Program, Role};

use super::super::breakdown::Verdict;
use super::super::kind::pair_of;
use super::super::scores::{Scorer, Scores};
use super::{about, about_rule, percent_of, some_pairs};

/// So many people are told one by one for each role.
const TOLD: usize = 5;
/// Fewer pairs say nothing about a rule.
const LEAST_PAIRS: usize = 4;

pub(super) fn find(scorer: &Scorer, scores: &Scores) -> Vec<Problem> {
    let program = scorer.program();
    let mut found = most_blocked(scorer);
    for role in [Role::Adept, Role::Mentor] {
        let alone: Vec<usize> = (0..program.people(role).len()).filter(|place| is_alone(program, scores, role, *place)).collect();
        let person = |place: &usize| program.people(role).get(*place);
        for place in alone.iter().take(TOLD) {
            found.extend(person(place).map(|who| about(Some(who), why(scorer, role, *place, who))));
        }
        let rest: Several = alone.iter().skip(TOLD).filter_map(person).map(|person| &person.id).collect();
        if rest.count > 0 {
            let first = alone.get(TOLD).and_then(person);
            found.push(about(first, SecondLook::More { of: MoreOf::Alone(role), who: rest }));
        }
    }
    found
}

/// Whether nobody is left to pair this person with. Where one role is empty there is nothing to say about the other, and a mentor who
/// takes nobody has said so.
fn is_alone(program: &Program, scores: &Scores, role: Role, place: usize) -> bool {
    let others = program.people(role.other()).len();
    if others == 0 || (role == Role::Mentor && program.seats(place) == 0) {
        return false;
    }
    !(0..others).map(|other| pair_of(role, place, other)).any(|pair| program.seats(pair.mentor) > 0 && scores.cell(pair).blocked.is_none())
}

fn why(scorer: &Scorer, role: Role, place: usize, who: &Application) -> SecondLook {
    let program = scorer.program();
    let others = program.people(role.other()).len();
    let pairs = || (0..others).map(|other| pair_of(role, place, other));
    let mut counts = vec![0_usize; program.criteria.rules.len()];
    for pair in pairs() {
        for rule in blocking(scorer, pair) {
            counts.get_mut(rule.0).into_iter().for_each(|count| *count += 1);
        }
    }
    let mut blocked: Vec<(String, usize)> = program
        .criteria
        .rules
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(rule, count)| (rule.label.clone(), count))
        .collect();
    blocked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let without_seats = if role == Role::Adept { pairs().filter(|pair| program.seats(pair.mentor) == 0).count() } else { 0 };
    SecondLook::Alone { id: who.id.clone(), role, others, blocked, without_seats }
}

/// The rules that block a pair, as (index, whether only because an answer is blank).
fn blocking(scorer: &Scorer, pair: Pair) -> impl Iterator<Item = (usize, bool)> {
    scorer.rules().check(pair).into_iter().filter_map(|check| match check.verdict {
        Verdict::Blocks => Some((check.rule, false)),
        Verdict::BlocksUnknown => Some((check.rule, true)),
        _ => None,
    })
}

fn most_blocked(scorer: &Scorer) -> Vec<Problem> {
    let program = scorer.program();
    let mut counts = vec![(0_usize, 0_usize); program.criteria.rules.len()];
    if counts.is_empty() {
        return Vec::new();
    }
    let mut all = 0;
    for (_, pair) in some_pairs(program) {
        all += 1;
        for (rule, unknown) in blocking(scorer, pair) {
            if let Some((blocked, blank)) = counts.get_mut(rule) {
                *blocked += 1;
                *blank += usize::from(unknown);
            }
        }
    }
    let most = |(_, (blocked, _)): &(_, (usize, usize))| all >= LEAST_PAIRS && *blocked * 2 > all;
    let told = program.criteria.rules.iter().zip(counts).filter(most).map(|(rule, (blocked, unknown))| {
        let found = Weighed::BlocksMost { rule: rule.label.clone(), percent: percent_of(blocked, all), unknown: percent_of(unknown, all) };
        about_rule(program, &rule.id, found)
    });
    told.collect()
}
