//! # Opening a program directory
//!
//! The only code of this room that touches files. Everything that is wrong is named with its place, and whatever is good is loaded.
//!
//! ```text
//! files (bounded, no links) ─► encoding (UTF-8) ─► place (line, column)
//!                                                   ├─► criteria/ ────────────────────────┐
//!                                                   └─► json ─► person ─► applications ───┼─► checks ─► Program + Problems
//!                                                                                         │            (findings, sorted)
//! doubts (what deserves a second look), with personal (data that should not be there) ───┤
//! decimal (numbers without floats), near (did you mean, of the room above) ───────────────┘
//! ```
//!
//! Limits: 16 MiB a file, 1 MiB for the criteria, 256 MiB in all; 5,000 files and 10,000 applications a role; 1,000 answers an application.
//! Never here: writing; ids as paths; following a link below the program directory; waiting for a pipe.

mod applications;
mod checks;
mod criteria;
mod decimal;
mod doubts;
mod encoding;
mod files;
mod findings;
mod json;
mod person;
mod personal;
mod place;

use std::path::Path;

use super::{Criteria, Problem, Program, Role, Severity};
use doubts::Doubts;
use files::{Allowance, Folder};
use findings::Findings;

/// Loads a program directory. `criteria` names another criteria file than the directory's own.
///
/// Never stops at the first fault: whatever is good is in the program, whatever is not is in the problems (sorted by file, line, column).
/// Files are taken in the order of their names, `adepts/` before `mentors/`: of two applications with one id the first is kept.
pub fn load(directory: &Path, criteria: Option<&Path>) -> (Program, Vec<Problem>) {
    let Loaded { program, problems, .. } = load_closely(directory, criteria);
    (program, problems)
}

/// A program directory, read.
#[derive(Debug)]
pub struct Loaded {
    /// Whatever is good.
    pub program: Program,
    /// Whatever is wrong, sorted by file, line, column.
    pub problems: Vec<Problem>,
    /// What is not wrong in form but deserves a second look, as far as it can be seen without scores; sorted in the same way.
    pub doubts: Vec<Problem>,
}

/// As [`load`], with what deserves a second look.
pub fn load_closely(directory: &Path, criteria: Option<&Path>) -> Loaded {
    let (mut findings, mut doubts, mut allowance) = (Findings::default(), Doubts::default(), Allowance::new());
    let folder = match Folder::open(directory) {
        Ok(folder) => folder,
        Err(fault) => {
            findings.add(Severity::Error, "", (0, 0), fault);
            return Loaded { program: Program::new(Criteria::default(), []), problems: findings.sorted(), doubts: Vec::new() };
        }
    };
    let named = criteria.map(|path| (path, name_of(path, directory)));
    let (criteria, asked) = criteria::read(&folder, named, &mut allowance, &mut findings);
    let mut notes = Notes { findings: &mut findings, doubts: &mut doubts };
    let mut people = applications::read(&folder, Role::Adept, None, &mut allowance, &mut notes);
    let capacity = criteria.capacity.field.as_deref();
    people.extend(applications::read(&folder, Role::Mentor, capacity, &mut allowance, &mut notes));
    let program = Program::new(criteria, person::without_doubles(people, &mut findings));
    checks::check(&program, &asked, &mut findings);
    let doubts = doubts.told(&program);
    Loaded { program, problems: findings.sorted(), doubts }
}

/// Where whoever reads applications writes down what was seen.
struct Notes<'n> {
    findings: &'n mut Findings,
    doubts: &'n mut Doubts,
}

/// How a criteria file is called: relative to the program directory when it lies in it, otherwise as the user wrote it.
fn name_of(path: &Path, directory: &Path) -> String {
    path.strip_prefix(directory).unwrap_or(path).to_string_lossy().into_owned()
}
