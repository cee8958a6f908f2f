//! Cities that the place table does not know. Only for the fields that a criterion measures distances between.

use std::collections::BTreeMap;

use crate::program::criteria::Kind;
use crate::program::problem::{MoreOf, Problem, SecondLook, Several};
use crate::program::{Application, FieldRef, Program, Weight};

use super::super::places::Places;
use super::super::reading::fold;
use super::about;

/// So many places are told one by one.
const TOLD: usize = 8;
/// So many names of known places are suggested.
const SUGGESTED: usize = 2;

pub(super) fn find(program: &Program) -> Vec<Problem> {
    let mut fields: Vec<&FieldRef> = program.criteria.criteria.iter().flat_map(measured).collect();
    fields.sort();
    fields.dedup();
    let places = if fields.is_empty() { return Vec::new() } else { Places::built_in() };
    let mut unknown: BTreeMap<(&FieldRef, String), Vec<(&Application, String)>> = BTreeMap::new();
    for field in fields {
        for person in program.people(field.role) {
            for text in person.texts(&field.field) {
                let found = places.find(&text);
                if found.points.is_empty() && !found.remote {
                    unknown.entry((field, fold(&text))).or_default().push((person, text.trim().to_owned()));
                }
            }
        }
    }
    // The places of most people first.
    let mut unknown: Vec<_> = unknown.into_iter().collect();
    unknown.sort_by_key(|(_, people)| std::cmp::Reverse(people.len()));
    let ids = |people: &[(&Application, String)]| people.iter().map(|(person, _)| person.id.clone()).collect::<Vec<_>>();
    let told = unknown.iter().take(TOLD).map(|((field, _), people)| {
        let text = people.first().map(|(_, text)| text.as_str()).unwrap_or_default();
        let near = places.near(text, SUGGESTED);
        let who = ids(people).iter().collect();
        let place = is_like_a_name(text).then(|| text.to_owned());
        about(people.first().map(|(person, _)| *person), SecondLook::UnknownPlace { place, near, field: (*field).clone(), who })
    });
    let rest: Vec<_> = unknown.iter().skip(TOLD).flat_map(|(_, people)| ids(people)).collect();
    let who: Several = rest.iter().collect();
    let count = unknown.len().saturating_sub(TOLD);
    let first = unknown.get(TOLD).and_then(|(_, people)| people.first()).map(|(person, _)| *person);
    let more = (count > 0).then(|| about(first, SecondLook::More { of: MoreOf::Places(count), who }));
    told.chain(more).collect()
}

fn measured(criterion: &crate::program::Criterion) -> Vec<&FieldRef> {
    match &criterion.kind {
        Kind::Distance { a, b, .. } if criterion.weight > Weight(0) => vec![a, b],
        _ => Vec::new(),
    }
}

/// Whether a text may be told: short, and nothing of an address or an account in it.
fn is_like_a_name(text: &str) -> bool {
    text.chars().count() <= 40 && !text.chars().any(|c| c.is_ascii_digit() || c == '@')
}
