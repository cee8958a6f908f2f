//! What deserves a second look and can be seen while reading: gathered by field, each at the place where it stands first.

use std::collections::{BTreeMap, HashMap};

use super::findings::Findings;
use super::personal::{holds_personal_number, in_a_name};
use crate::program::application::{Answer, Application, PersonId, Role, says_nothing, written_number};
use crate::program::criteria::FieldRef;
use crate::program::problem::{MoreOf, Private, Problem, SecondLook, Several, Severity};
use crate::program::{Program, composed};

/// So many names that several people bear are told one by one.
const TOLD: usize = 8;
/// So many different phrases of nothing are told for a field.
const PHRASES: usize = 3;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Doubts {
    nothing: BTreeMap<FieldRef, (Gathered, Vec<String>)>,
    in_names: BTreeMap<(&'static str, Private), Gathered>,
    numbers: BTreeMap<FieldRef, Gathered>,
    ids: Vec<Place>,
}

/// Whose, and where the first stands.
#[derive(Default)]
struct Gathered {
    first: Option<Place>,
    who: Several,
}

/// File, line and column.
type Place = (String, u32, u32);

impl Gathered {
    fn add(&mut self, id: &PersonId, place: &dyn Fn() -> Place) {
        self.first.get_or_insert_with(place);
        self.who.add(id);
    }
}

impl Doubts {
    /// Looks at an id.
    pub(super) fn id(&mut self, id: &PersonId, place: Place) {
        if holds_personal_number(id.as_str()) {
            self.ids.push(place);
        }
    }

    /// Looks at a field of identity.
    pub(super) fn identity(&mut self, id: &PersonId, role: Role, field: &'static str, text: &str, place: &dyn Fn() -> Place) {
        if matches!(field, "first_name" | "last_name") {
            if let Some(what) = in_a_name(text) {
                self.in_names.entry((field, what)).or_default().add(id, place);
            }
        } else if holds_personal_number(text) {
            self.numbers.entry(FieldRef { role, field: field.to_owned() }).or_default().add(id, place);
        }
    }

    /// Looks at an answer.
    pub(super) fn answer(&mut self, id: &PersonId, role: Role, field: &str, answer: &Answer, place: &dyn Fn() -> Place) {
        let reference = || FieldRef { role, field: field.to_owned() };
        let empty: Vec<&String> = match answer {
            Answer::Text(text) => Some(text).into_iter().filter(|text| !text.trim().is_empty() && says_nothing(text)).collect(),
            Answer::List(texts) if texts.iter().all(|text| says_nothing(text)) => {
                texts.iter().filter(|text| !text.trim().is_empty()).collect()
            }
            _ => Vec::new(),
        };
        if !empty.is_empty() {
            let (gathered, phrases) = self.nothing.entry(reference()).or_default();
            gathered.add(id, place);
            for phrase in empty.into_iter().map(|text| phrase(text)) {
                if phrases.len() < PHRASES && !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
        }
        let numbered = match answer {
            Answer::Text(text) => holds_personal_number(text),
            Answer::List(texts) => texts.iter().any(|text| holds_personal_number(text)),
            Answer::Number(thousandths) => holds_personal_number(&written_number(*thousandths)),
            Answer::YesNo(_) => false,
        };
        if numbered {
            self.numbers.entry(reference()).or_default().add(id, place);
        }
    }

    /// All of it, with what can be seen when everybody is there, sorted by place.
    pub(super) fn told(self, program: &Program) -> Vec<Problem> {
        let mut findings = Findings::default();
        let mut tell = |place: Option<Place>, found: SecondLook| {
            let (file, line, column) = place.unwrap_or_default();
            findings.add(Severity::Warning, &file, (line, column), found);
        };
        for (field, (Gathered { first, who }, words)) in self.nothing {
            tell(first, SecondLook::SaysNothing { field, words, who });
        }
        for ((field, what), Gathered { first, who }) in self.in_names {
            tell(first, SecondLook::InName { field, what, who });
        }
        for (field, Gathered { first, who }) in self.numbers {
            tell(first, SecondLook::PersonalNumber { field, who });
        }
        for place in self.ids {
            tell(Some(place), SecondLook::PersonalNumberAsId);
        }
        for (person, found) in same_names(program) {
            tell(person.map(|person| (person.source.file.clone(), person.source.line, 0)), found);
        }
        findings.sorted()
    }
}

/// An empty phrase as it is told: it is one of a closed list, or punctuation only, so it says nothing of anybody.
fn phrase(text: &str) -> String {
    let lower = composed(text.trim()).to_lowercase();
    lower.trim_end_matches(['.', '!', ',']).chars().take(40).collect()
}

/// The applications that bear one first and last name. Those with one e-mail address have been told, and are left out.
fn same_names(program: &Program) -> Vec<(Option<&Application>, SecondLook)> {
    let mut bearers: HashMap<String, Vec<&Application>> = HashMap::new();
    for person in [Role::Adept, Role::Mentor].into_iter().flat_map(|role| program.people(role)) {
        bearers.entry(folded(&person.name())).or_default().push(person);
    }
    let mut shared: Vec<Vec<&Application>> = bearers.into_values().filter(|people| people.len() > 1 && !one_address(people)).collect();
    shared.sort_by(|a, b| a.first().map(|person| &person.id).cmp(&b.first().map(|person| &person.id)));
    let rest: Several = shared.iter().skip(TOLD).flatten().map(|person| &person.id).collect();
    let next = shared.get(TOLD).and_then(|people| people.first()).copied();
    let told = shared.into_iter().take(TOLD).map(|people| {
        let both_roles = people.iter().any(|person| Some(person.role) != people.first().map(|first| first.role));
        let who = people.iter().map(|person| &person.id).collect();
        (people.get(1).copied(), SecondLook::SameName { who, both_roles })
    });
    let more = (rest.count > 0).then_some((next, SecondLook::More { of: MoreOf::SameNames, who: rest }));
    told.chain(more).collect()
}

fn one_address(people: &[&Application]) -> bool {
    let address = |person: &Application| folded(&person.email);
    let first = people.first().map(|person| address(person)).unwrap_or_default();
    !first.is_empty() && people.iter().all(|person| address(person) == first)
}

/// Small letters, and one space for whatever stands between words.
fn folded(name: &str) -> String {
    let lower = composed(name).to_lowercase();
    lower.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
