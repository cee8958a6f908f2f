//! `save`: the final assignment, atomically.

use anyhow::Context;

use crate::outcome::{self, Saving};
use crate::session::Session;
use crate::words::counter;

use super::arguments::Saving as Asked;
use super::exit::Failure;
use super::{Answer, Desk, opened};

/// Writes `outcome/` and tells the paths.
///
/// # Errors
/// When the program or its journal cannot be read, or the outcome cannot be written.
pub fn answer(asked: &Asked, desk: &mut Desk) -> Result<Answer, Failure> {
    let by = desk.name(asked.name.as_deref())?;
    let session = opened::session(&asked.place, desk)?;
    let saving = Saving { by, at: jiff::Timestamp::now() };
    let files = outcome_files(&session, &saving, desk.lang);
    let paths = outcome::save(&asked.place.directory, &files, saving.at)
        .with_context(|| counter::cannot_write(&asked.place.directory.join(outcome::FOLDER), desk.lang))
        .map_err(Failure::ReadWrite)?;
    Ok(Answer::done(paths.iter().map(|path| format!("{}\n", counter::path(path))).collect()))
}

fn outcome_files(session: &Session, saving: &Saving, lang: crate::words::Lang) -> [(&'static str, String); 3] {
    [
        ("assignment.json", outcome::assignment_json(session, saving, lang)),
        ("assignment.csv", outcome::assignment_csv(session)),
        ("minutes.md", outcome::minutes_md(session, saving, lang)),
    ]
}
