//! A program directory as the counter sees it: loaded, with its problems noted.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use crate::journal::{Journal, ReadOnly};
use crate::program::load::{Loaded, load_closely};
use crate::program::{PersonId, Problem, Program, Severity, Shown};
use crate::scoring::{Scorer, concept_problems, second_look};
use crate::session::Session;
use crate::words::{self, Lang, counter, faults};

use super::Desk;
use super::arguments::Place;
use super::exit::Failure;
use super::progress::scored;

/// So many problems are told one by one before the rest is only counted.
const TOLD: usize = 5;

/// Makes sure that the program directory can be read at all.
///
/// # Errors
/// When it is missing, not a directory or closed to us.
pub fn is_there(directory: &Path, lang: Lang) -> Result<(), Failure> {
    std::fs::read_dir(directory).map(drop).with_context(|| counter::cannot_open(directory, lang)).map_err(Failure::ReadWrite)
}

/// Loads a program directory; problems in it are noted and stop nothing.
///
/// # Errors
/// When the directory or the named criteria file cannot be read.
pub fn program(place: &Place, desk: &mut Desk) -> Result<Arc<Program>, Failure> {
    let Loaded { program, problems, .. } = load_all(place, desk.lang)?;
    note_problems(&problems, &place.directory, desk);
    Ok(Arc::new(program))
}

/// As [`program`], with the problems handed over, and what deserves a second look that could be seen while reading.
///
/// # Errors
/// When the directory or the named criteria file cannot be read.
pub fn load_all(place: &Place, lang: Lang) -> Result<Loaded, Failure> {
    is_there(&place.directory, lang)?;
    if let Some(criteria) = &place.criteria {
        std::fs::File::open(criteria).map(drop).with_context(|| counter::cannot_open(criteria, lang)).map_err(Failure::ReadWrite)?;
    }
    let mut loaded = load_closely(&place.directory, place.criteria.as_deref());
    loaded.problems.extend(concept_problems(&loaded.program));
    Ok(loaded)
}

/// Everything there is to say about what the group brought, each file's together: what is wrong, then what deserves a second look.
pub fn everything(problems: Vec<Problem>, doubts: Vec<Problem>, scorer: &Scorer) -> Vec<Problem> {
    let mut all: Vec<Problem> = problems.into_iter().chain(doubts).chain(second_look(scorer)).collect();
    all.sort_by(|a, b| (a.is_second_look(), &a.file, a.line, a.column).cmp(&(b.is_second_look(), &b.file, b.line, b.column)));
    all
}

/// One problem as one line: `file:line:column: error: what was found, what to do`.
pub fn problem_line(problem: &Problem, lang: Lang) -> String {
    let place: String = match (problem.line, problem.column) {
        (0, _) => problem.file.clone(),
        (line, 0) => format!("{}:{line}", problem.file),
        (line, column) => format!("{}:{line}:{column}", problem.file),
    };
    let place = if place.is_empty() { ".".to_owned() } else { place };
    let (severity, message, hint) =
        (counter::severity(problem.severity, lang), faults::message(&problem.fault, lang), faults::hint(&problem.fault, lang));
    Shown::new(&format!("{place}: {severity}: {message} {hint}")).as_str().trim_end().to_owned()
}

/// How many problems are errors, how many warnings.
pub fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    (errors, problems.len() - errors)
}

fn note_problems(problems: &[Problem], directory: &Path, desk: &mut Desk) {
    let (errors, warnings) = count(problems);
    let of = |severity: Severity| problems.iter().filter(move |problem| problem.severity == severity);
    let worst_first = of(Severity::Error).chain(of(Severity::Warning));
    if problems.len() > TOLD {
        of(Severity::Error).take(TOLD).for_each(|problem| desk.note(problem_line(problem, desk.lang)));
        desk.note(counter::more_problems(errors, warnings, directory, desk.lang));
    } else {
        worst_first.for_each(|problem| desk.note(problem_line(problem, desk.lang)));
    }
}

/// Reads an id from the command line.
///
/// # Errors
/// When no person could have it.
pub fn id(text: &str, lang: Lang) -> Result<PersonId, Failure> {
    PersonId::new(text).ok_or_else(|| Failure::Usage(counter::not_an_id(&Shown::new(text), lang)))
}

/// The session of a program directory: its program and everything decided about it.
///
/// # Errors
/// When the program or its journal cannot be read.
pub fn session(place: &Place, desk: &mut Desk) -> Result<Session, Failure> {
    let (journal, session) = with_journal(place, desk)?;
    note_damage(&journal, desk);
    Ok(session)
}

/// A damaged journal is read up to the damage, and whoever reads an answer from it should know.
pub fn note_damage(journal: &Journal, desk: &mut Desk) {
    if let Some(reason @ ReadOnly::Damage(_)) = journal.read_only() {
        desk.note(words::journal::read_only(reason, desk.lang));
    }
}

/// As [`session`], with the journal that decisions go to.
///
/// # Errors
/// When the program or its journal cannot be read.
pub fn with_journal(place: &Place, desk: &mut Desk) -> Result<(Journal, Session), Failure> {
    let program = program(place, desk)?;
    let (journal, records) = Journal::open(&place.directory).map_err(Failure::Journal)?;
    Ok((journal, Session::with_scorer(scored(program, desk.lang), records)))
}
