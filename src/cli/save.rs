//! `save`: the final assignment, atomically.

use std::path::{Path, PathBuf};

use crate::journal;
use crate::outcome::{self, Saving};
use crate::session::{Refusal, Session, Standing};
use crate::words::{self, Lang, counter};

use super::arguments::Saving as Asked;
use super::exit::Failure;
use super::{Answer, Desk, opened};

/// Writes `outcome/` and tells the paths.
///
/// # Errors
/// When the program or its journal cannot be read, or the outcome cannot be written.
pub fn answer(asked: &Asked, desk: &mut Desk) -> Result<Answer, Failure> {
    let by = desk.name(asked.name.as_deref())?;
    let (_, session) = opened::with_journal(&asked.place, desk)?;
    if session.standing_of(&by) == Standing::Viewer {
        return Err(Refusal::Viewer.into());
    }
    let paths = save(&asked.place.directory, &session, &by, desk.lang)?;
    Ok(Answer::done(paths.iter().map(|path| format!("{}\n", counter::path(path))).collect()))
}

/// Writes the outcome of a session as it stands now, in this moment's name.
///
/// # Errors
/// When it cannot be written, or when the journal goes on beyond what the session could read of it: such an assignment would leave out
/// what the group decided last. What was there before is there still.
pub fn save(directory: &Path, session: &Session, by: &str, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
    whole(directory, session, lang)?;
    let saving = Saving { by: by.to_owned(), at: jiff::Timestamp::now() };
    let files = [
        ("assignment.json", outcome::assignment_json(session, &saving, lang)),
        ("assignment.csv", outcome::assignment_csv(session)),
        ("standby.csv", outcome::standby_csv(session)),
        ("minutes.md", outcome::minutes_md(session, &saving, lang)),
    ];
    outcome::save(directory, &files, saving.at).map_err(|error| Failure::ReadWrite(anyhow::anyhow!(counter::not_saved(&error, lang))))
}

/// Makes sure that the session does not end where damage begins. One that has read further, before the damage, is whole.
fn whole(directory: &Path, session: &Session, lang: Lang) -> Result<(), Failure> {
    match journal::verify(directory).map_err(Failure::Journal)?.damage {
        Some(damage) if damage.seq > session.ledger().last() => {
            let (told, damage) = (counter::nothing_saved(lang), words::journal::damage(&damage, lang));
            Err(Failure::ReadWrite(anyhow::anyhow!("{told} {damage}")))
        }
        _ => Ok(()),
    }
}
