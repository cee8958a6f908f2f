//! What can only be seen when criteria and applications lie side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::criteria::ToCheck;
use super::findings::Findings;
use crate::program::Program;
use crate::program::application::Role;
use crate::program::criteria::FieldRef;
use crate::program::near::near;
use crate::program::problem::{AskedFault, RowFault, Severity};

/// Fields that every application has a place for.
const IDENTITY: [&str; 5] = ["id", "first_name", "last_name", "email", "phone"];

/// Looks for the fields and people that the criteria name.
pub(super) fn check(program: &Program, asked: &ToCheck, findings: &mut Findings) {
    fields(program, asked, findings);
    for (file, line, id, role) in &asked.people {
        if program.find(id).is_none_or(|(found, _)| found != *role) {
            let fault = RowFault::UnknownPerson { id: id.clone(), role: *role };
            findings.add(Severity::Warning, file, (*line, 0), fault);
        }
    }
}

fn fields(program: &Program, asked: &ToCheck, findings: &mut Findings) {
    let known = BTreeMap::from([Role::Mentor, Role::Adept].map(|role| (role, fields_of(program, role))));
    for (place, field) in &asked.fields {
        // Where nobody is, nobody has any field; that there is nobody has been said.
        let Some(known) = known.get(&field.role).filter(|_| !program.people(field.role).is_empty()) else { continue };
        let name = field.to_string();
        let fault = if !known.contains(field.field.as_str()) {
            let near = near(&field.field, known.iter().copied(), 3);
            let near = near.into_iter().map(|near| FieldRef { role: field.role, field: near.to_owned() }.to_string()).collect();
            AskedFault::UnknownField { field: name, near }
        } else if !program.people(field.role).iter().any(|person| person.answered(&field.field)) {
            AskedFault::UnansweredField { field: name }
        } else {
            continue;
        };
        findings.add(Severity::Warning, &asked.file, *place, fault);
    }
}

fn fields_of(program: &Program, role: Role) -> BTreeSet<&str> {
    let answers = program.people(role).iter().flat_map(|person| person.answers.keys().map(String::as_str));
    IDENTITY.into_iter().chain(answers).collect()
}
