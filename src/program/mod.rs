//! # What the group brings
//!
//! A **program directory** becomes a [`Program`]: criteria and applications, each with the place it came from.
//!
//! ```text
//! criteria.toml ──► criteria ─┐
//! mentors/*.json ─► application ─► Program      every fault on the way ─► Problem (file, line, column, what, what to do)
//! adepts/*.json ──┘
//! ```
//!
//! Inside: [`application`] (one person's identity and answers), [`criteria`] (what the group asks of a pair),
//! [`roles`] (which member may do what), [`composed`] (NFC), `near` (did you mean), [`problem`] (what was wrong with the input), [`shown`] (the only way for a person's text to reach a terminal),
//! [`load`] (the only code of this room that opens files).
//!
//! Invariants: people are sorted by folded id, so nothing downstream depends on the order of files; every text is NFC;
//! loading never stops at the first fault and never rewrites what it reads.
//! Never here: scores, decisions, clocks, terminals.

pub mod application;
mod composed;
pub mod criteria;
pub mod load;
pub(crate) mod near;
pub mod problem;
pub mod roles;
pub mod shown;

use std::collections::HashMap;

pub use application::{Answer, Application, PersonId, Role, Source};
pub use composed::composed;
pub use criteria::{Criteria, Criterion, CriterionId, FieldRef, Rule, Weight};
pub use problem::{Problem, Severity};
pub use roles::Roles;
pub use shown::Shown;

/// One round of a mentor programme, as the group brought it. Built by [`load::load`] or, in tests, by [`Program::new`].
#[derive(Debug, Clone)]
pub struct Program {
    /// What the group asks of a pair.
    pub criteria: Criteria,
    mentors: Vec<Application>,
    adepts: Vec<Application>,
    seats: Vec<u32>,
    places: HashMap<PersonId, (Role, usize)>,
}

/// An adept with a mentor, as indices into [`Program::adepts`] and [`Program::mentors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pair {
    /// Index of the adept.
    pub adept: usize,
    /// Index of the mentor.
    pub mentor: usize,
}

impl Program {
    /// Puts a program together; people are sorted by id, so the order they are handed in does not matter.
    /// Of two applications with the same id (see [`PersonId`]) the first is kept: the loader has told the user before.
    pub fn new(criteria: Criteria, applications: impl IntoIterator<Item = Application>) -> Self {
        let (mut mentors, mut adepts) = (Vec::new(), Vec::new());
        let mut seen = HashMap::new();
        for application in applications {
            if seen.contains_key(&application.id) {
                continue;
            }
            seen.insert(application.id.clone(), (application.role, 0));
            match application.role {
                Role::Mentor => mentors.push(application),
                Role::Adept => adepts.push(application),
            }
        }
        for people in [&mut mentors, &mut adepts] {
            people.sort_by(|a: &Application, b: &Application| a.id.cmp(&b.id));
            for (place, person) in people.iter().enumerate() {
                seen.insert(person.id.clone(), (person.role, place));
            }
        }
        let seats = mentors.iter().map(|mentor| seats_of(mentor, &criteria.capacity)).collect();
        Self { criteria, mentors, adepts, seats, places: seen }
    }

    /// The mentors, sorted by id.
    pub fn mentors(&self) -> &[Application] {
        &self.mentors
    }

    /// The adepts, sorted by id.
    pub fn adepts(&self) -> &[Application] {
        &self.adepts
    }

    /// The people of one role, sorted by id.
    pub fn people(&self, role: Role) -> &[Application] {
        match role {
            Role::Mentor => &self.mentors,
            Role::Adept => &self.adepts,
        }
    }

    /// Where a person stands: the role and the index into [`Program::people`].
    pub fn find(&self, id: &PersonId) -> Option<(Role, usize)> {
        self.places.get(id).copied()
    }

    /// The index of an adept with this id.
    pub fn adept(&self, id: &PersonId) -> Option<usize> {
        self.find(id).and_then(|(role, place)| (role == Role::Adept).then_some(place))
    }

    /// The index of a mentor with this id.
    pub fn mentor(&self, id: &PersonId) -> Option<usize> {
        self.find(id).and_then(|(role, place)| (role == Role::Mentor).then_some(place))
    }

    /// How many adepts this mentor may take: the answer that `[capacity]` names, else its default.
    pub fn seats(&self, mentor: usize) -> u32 {
        self.seats.get(mentor).copied().unwrap_or(0)
    }
}

fn seats_of(mentor: &Application, capacity: &criteria::Capacity) -> u32 {
    let answered = capacity.field.as_ref().and_then(|field| mentor.number(field));
    answered.map_or(capacity.default, |thousandths| u32::try_from(thousandths / 1000).unwrap_or(0)).min(criteria::MOST_SEATS)
}
