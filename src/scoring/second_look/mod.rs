//! # What deserves a second look
//!
//! Nothing here is wrong in form, and nothing is changed: it is told, so that somebody looks before pairs are made.
//!
//! ```text
//! Scorer ──┬─► spellings       one company, city, programme or field in two spellings (likeness: what makes two of them one)
//!          ├─► unknown_places  cities that the place table does not know
//!          ├─► alone           people for whom no pair is possible, and rules that block most pairs
//!          ├─► shades          criteria that give everybody the same, rest on nothing, or know only nothing and all
//!          └─► alike           two criteria that measure the same
//! ```
//!
//! Better to miss something than to cry wolf, so every finding has a least number of pairs or letters below which it is silent. Of one
//! kind a few are told and the rest is counted. Never here: sentences, names of people, anything that depends on the order of people.

mod alike;
mod alone;
mod likeness;
mod shades;
mod spellings;
mod unknown_places;

#[cfg(test)]
mod tests;

use crate::program::problem::{Problem, SecondLook, Severity, Weighed};
use crate::program::{Application, CriterionId, Pair, Program};

use super::Terms;
use super::scores::Scorer;

/// Everything in a program that deserves a second look and cannot be seen while reading; sorted by file, line and column.
pub fn second_look(scorer: &Scorer) -> Vec<Problem> {
    let program = scorer.program();
    let mut found = spellings::find(program);
    found.extend(unknown_places::find(program));
    found.extend(alone::find(scorer, &scorer.scores(&Terms::of(program))));
    found.extend(shades::find(scorer));
    found.extend(alike::find(scorer));
    found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    found
}

/// A finding about a person, at the application.
fn about(person: Option<&Application>, found: SecondLook) -> Problem {
    let (file, line) = person.map(|person| (person.source.file.clone(), person.source.line)).unwrap_or_default();
    Problem { severity: Severity::Warning, file, line, column: 0, fault: found.into() }
}

/// A finding about a criterion, at its place in the criteria file.
fn about_criterion(program: &Program, id: &CriterionId, found: Weighed) -> Problem {
    in_the_criteria(program, program.criteria.source.criteria.get(&*id.0), found)
}

/// A finding about a rule, at its place in the criteria file.
fn about_rule(program: &Program, id: &str, found: Weighed) -> Problem {
    in_the_criteria(program, program.criteria.source.rules.get(id), found)
}

fn in_the_criteria(program: &Program, place: Option<&(u32, u32)>, found: Weighed) -> Problem {
    let (line, column) = place.copied().unwrap_or_default();
    let file = program.criteria.source.file.clone();
    Problem { severity: Severity::Warning, file, line, column, fault: SecondLook::Weighed(found).into() }
}

/// Pairs to look at: all of them, or of very many an even choice, the same each time.
fn some_pairs(program: &Program) -> impl Iterator<Item = (usize, Pair)> {
    const ENOUGH: usize = 200_000;
    let (adepts, mentors) = (program.adepts().len(), program.mentors().len());
    let all = adepts.saturating_mul(mentors);
    let mut step = all.div_ceil(ENOUGH).max(1);
    // A step that goes evenly into the rows would always look at the same mentors.
    while step > 1 && common(step, mentors) > 1 {
        step += 1;
    }
    (0..all).step_by(step).map(move |place| (place, Pair { adept: place / mentors.max(1), mentor: place % mentors.max(1) }))
}

/// The greatest common divisor.
fn common(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common(b, a % b) }
}

/// So many of a hundred, rounded half up.
fn percent_of(part: usize, whole: usize) -> u8 {
    u8::try_from((part * 200 + whole) / (whole * 2).max(1)).unwrap_or(100)
}
