//! `check`: every problem in the program directory, then everything in it that deserves a second look, and what is wrong in the user's own keys.

use std::sync::Arc;

use serde::Serialize;

use crate::program::load::Loaded;
use crate::program::{Problem, Severity, Shown};
use crate::words::{Lang, counter, faults};

use super::arguments::Checking;
use super::exit::{Failure, Status};
use super::progress::scored;
use super::{Answer, Desk, keys, opened};

/// One problem as other programs read it.
#[derive(Debug, Serialize)]
struct Told {
    severity: &'static str,
    file: String,
    line: u32,
    column: u32,
    message: String,
    hint: String,
}

/// Every problem; ends as [`Status::Wrong`] when one of them is an error.
///
/// # Errors
/// When the directory cannot be read.
pub fn answer(checking: &Checking, desk: &mut Desk) -> Result<Answer, Failure> {
    let Loaded { program, problems, doubts } = opened::load_all(&checking.place, desk.lang)?;
    let scorer = scored(Arc::new(program), desk.lang);
    let mut problems = opened::everything(problems, doubts, &scorer);
    problems.extend(keys::in_force().1);
    let program = scorer.program();
    let (errors, warnings) = opened::count(&problems);
    let status = if errors > 0 { Status::Wrong } else { Status::Done };
    let text = if checking.json {
        as_json(&problems, desk.lang)?
    } else {
        let lines: String = problems.iter().map(|problem| opened::problem_line(problem, desk.lang) + "\n").collect();
        lines + &counter::checked(program.adepts().len(), program.mentors().len(), errors, warnings, desk.lang) + "\n"
    };
    Ok(Answer { text, status })
}

fn as_json(problems: &[Problem], lang: Lang) -> Result<String, Failure> {
    let told: Vec<Told> = problems
        .iter()
        .map(|problem| Told {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            file: shown(&problem.file),
            line: problem.line,
            column: problem.column,
            message: shown(&faults::message(&problem.fault, lang)),
            hint: shown(&faults::hint(&problem.fault, lang)),
        })
        .collect();
    super::pretty(&told)
}

fn shown(text: &str) -> String {
    Shown::new(text).into()
}
