//! What every kind of criterion is to the table and to the breakdown: something that values a pair and can say why.

use crate::program::{Application, Criterion, FieldRef, Pair, Program, Role, criteria::Kind};

use super::breakdown::{Detail, Evidence, Gap, Quote};
use super::prose::{self, Reader};
use super::said::BothSaid;
use super::value::Value;
use super::{distance, equal, language, named, number, pairs, table, tags};

/// One criterion, made ready for a program: what people wrote has been read, valuing a pair looks things up.
pub(super) trait Valuer: Send + Sync {
    /// What the criterion says about a pair. Depends on nothing but the two applications and the criterion's own anchors (and, for
    /// texts, on how rare their words are).
    fn value(&self, pair: Pair) -> Value;

    /// The values of all pairs, adept by adept.
    fn values(&self, adepts: usize, mentors: usize) -> Vec<Value> {
        every_pair(adepts, mentors).map(|pair| self.value(pair)).collect()
    }

    /// Why. `program` is the one that the valuer was made for.
    fn why(&self, program: &Program, pair: Pair) -> Why;

    /// Everything that is wanted and offered, for the kinds that compare words by what they mean.
    fn said(&self, _program: &Program, _pair: Pair) -> Option<BothSaid> {
        None
    }
}

/// What stands behind a value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Why {
    pub(super) evidence: Vec<Evidence>,
    pub(super) gaps: Vec<Gap>,
    pub(super) detail: Detail,
}

impl Why {
    /// Nothing to quote.
    pub(super) fn only(detail: Detail) -> Self {
        Self { detail, ..Self::default() }
    }

    /// The asking side left its field blank, or the answering side did; for the kinds that need one answer of each.
    pub(super) fn blank(field: &FieldRef) -> Self {
        Self::only(if field.role == Role::Adept { Detail::NotAsked } else { Detail::Blank(field.clone()) })
    }
}

/// A person's own words.
pub(super) fn quote(field: &FieldRef, text: impl Into<String>) -> Quote {
    Quote { field: field.clone(), text: text.into(), at: None }
}

/// What an unanswered field means where both sides are alike: the adept asks, so a blank of the adept's is nothing asked, and a blank of
/// the mentor's is an answer that is not known.
pub(super) fn when_blank(role: Role) -> Value {
    match role {
        Role::Adept => Value::NOT_ASKED,
        Role::Mentor => Value::UNKNOWN,
    }
}

/// All pairs, adept by adept.
pub(super) fn every_pair(adepts: usize, mentors: usize) -> impl Iterator<Item = Pair> {
    (0..adepts).flat_map(move |adept| (0..mentors).map(move |mentor| Pair { adept, mentor }))
}

/// Something about every person of one role, by the person's place in the program.
#[derive(Clone, Debug)]
pub(super) struct Side<T> {
    role: Role,
    people: Vec<T>,
}

impl<T> Side<T> {
    /// Reads it from every application of the role.
    pub(super) fn read(program: &Program, role: Role, read: impl FnMut(&Application) -> T) -> Self {
        Self { role, people: program.people(role).iter().map(read).collect() }
    }

    /// All of them, in the order of the people.
    pub(super) fn people(&self) -> &[T] {
        &self.people
    }

    /// Whose it is.
    pub(super) fn role(&self) -> Role {
        self.role
    }

    /// That of this pair's mentor or adept.
    pub(super) fn of(&self, pair: Pair) -> Option<&T> {
        self.people.get(place(self.role, pair))
    }
}

/// A person of this role with one of the other.
pub(super) fn pair_of(role: Role, place: usize, other: usize) -> Pair {
    match role {
        Role::Mentor => Pair { adept: other, mentor: place },
        Role::Adept => Pair { adept: place, mentor: other },
    }
}

/// Where the pair's person of this role stands.
pub(super) fn place(role: Role, pair: Pair) -> usize {
    match role {
        Role::Mentor => pair.mentor,
        Role::Adept => pair.adept,
    }
}

/// The pair's person of this role.
pub(super) fn person(program: &Program, role: Role, pair: Pair) -> Option<&Application> {
    program.people(role).get(place(role, pair))
}

/// Whose fields these are: the role of the first; an empty list is the mentor's.
pub(super) fn role_of(fields: &[FieldRef]) -> Role {
    fields.first().map_or(Role::Mentor, |field| field.role)
}

/// Makes a criterion ready for the program.
pub(super) fn prepare(program: &Program, reader: &Reader, criterion: &Criterion) -> Box<dyn Valuer> {
    match &criterion.kind {
        Kind::Text { want, offer } => Box::new(prose::Prose::read(program, reader, want, offer)),
        Kind::Tags { a, b, measure, enough, reward } => Box::new(tags::Tags::read(
            program,
            [a, b],
            tags::Count { measure: *measure, enough: *enough, reward: *reward },
            reader.lexicon(),
        )),
        Kind::Equal { a, b, reward } => Box::new(equal::Equal::read(program, a, b, *reward)),
        Kind::Number { measured, zero, full } => Box::new(number::Number::read(program, measured, *zero, *full)),
        Kind::Distance { a, b, full_km, zero_km, remote } => {
            Box::new(distance::Distance::read(program, [a, b], distance::Anchors { full_km: *full_km, zero_km: *zero_km, remote: *remote }))
        }
        Kind::Language { a, b } => Box::new(language::Shared::read(program, a, b)),
        Kind::Named { a, b } => Box::new(named::Named::read(program, a, b)),
        Kind::Table { row, col, default, cells } => Box::new(table::Table::read(program, row, col, *default, cells)),
        Kind::Pairs { ratings, scale } => Box::new(pairs::Ratings::read(program, ratings, *scale)),
    }
}

/// Both sides' answers for a pair, or the field that is blank (the adept's, when both are: it decides whether anything was asked).
pub(super) fn both<'s, T>(fields: &'s [FieldRef; 2], sides: &'s [Side<Vec<T>>; 2], pair: Pair) -> Result<(&'s [T], &'s [T]), &'s FieldRef> {
    let [a, b] = sides.each_ref().map(|side| side.of(pair).map_or(&[][..], Vec::as_slice));
    let [first, second] = fields;
    let adepts_first = if second.role == Role::Adept { [(second, b), (first, a)] } else { [(first, a), (second, b)] };
    match adepts_first.into_iter().find(|(_, answers)| answers.is_empty()) {
        Some((field, _)) => Err(field),
        None => Ok((a, b)),
    }
}
