//! `save`: the final assignment, atomically.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::outcome::{self, SaveError, Saving};
use crate::session::Session;
use crate::words::{Lang, counter};

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
    let paths = save(&asked.place.directory, &session, &by, desk.lang)
        .with_context(|| counter::cannot_write(&asked.place.directory.join(outcome::FOLDER), desk.lang))
        .map_err(Failure::ReadWrite)?;
    Ok(Answer::done(paths.iter().map(|path| format!("{}\n", counter::path(path))).collect()))
}

/// Writes the outcome of a session as it stands now, in this moment's name.
///
/// # Errors
/// When it cannot be written; what was there before is there still.
pub fn save(directory: &Path, session: &Session, by: &str, lang: Lang) -> Result<Vec<PathBuf>, SaveError> {
    let saving = Saving { by: by.to_owned(), at: jiff::Timestamp::now() };
    let files = [
        ("assignment.json", outcome::assignment_json(session, &saving, lang)),
        ("assignment.csv", outcome::assignment_csv(session)),
        ("minutes.md", outcome::minutes_md(session, &saving, lang)),
    ];
    outcome::save(directory, &files, saving.at)
}
