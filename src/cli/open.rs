//! `open`: the way to the screen.

use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;

use crate::app::App;
use crate::journal::Journal;
use crate::journal::alone::is_ours_alone;
use crate::journal::presence::{Seat, Sitting};
use crate::program::load::Loaded;
use crate::session::Session;
use crate::terminal::{self, GlassError, Save};
use crate::words::{Lang, counter, screen};

use super::arguments::{Opening, Place};
use super::exit::{Failure, Status};
use super::inputs::Files;
use super::progress::scored;
use super::{Answer, Desk, keys, opened, save};

/// Opens the matching session and comes back when it has ended.
///
/// # Errors
/// When no directory is named, it or its journal cannot be read, or there is no terminal.
pub fn answer(opening: &Opening, desk: &mut Desk) -> Result<Answer, Failure> {
    let lang = desk.lang;
    let Some(directory) = opening.directory.clone() else { return Err(Failure::Usage(counter::what_to_do(lang))) };
    let by = desk.name(opening.name.as_deref())?;
    let place = Place { directory, criteria: opening.criteria.clone() };
    let files = Files::of(place.clone(), lang);
    let Loaded { program, problems, doubts } = opened::load_all(&place, lang)?;
    let caps = terminal::caps(&variables()).map_err(|_| Failure::Usage(screen::dumb_terminal(lang).to_owned()))?;
    let (journal, records) = Journal::open(&place.directory).map_err(Failure::Journal)?;
    let session = Session::with_scorer(scored(Arc::new(program), lang), records);
    let (keymap, faults) = keys::in_force();
    let problems = faults.into_iter().chain(opened::everything(problems, doubts, session.scorer())).collect();
    let criteria = place.criteria.clone().unwrap_or_else(|| place.directory.join("criteria.toml"));
    let (role, shared) = (session.standing_of(&by), !is_ours_alone(&place.directory, &criteria));
    let app = App::open(session, problems, &by, role, lang).with_keys(keymap).in_a_shared_directory(shared);
    let look = crate::screen::Look { lang, ..caps.look() };
    let seat = Seat::take(sitting(opening, &place, &app)).map_err(Failure::Seat)?;
    let ending = terminal::run(app, (journal, seat), look, caps.remote, (saver(place, by, lang), Box::new(files)))
        .map_err(|error| no_screen(error, lang))?;
    Ok(Answer { text: String::new(), status: Status::Session(ending.status()) })
}

/// Who sits down. In builds for testing `MENTOR_MATCH_TRIAL=network` says that the directory lies on a network file system.
fn sitting(opening: &Opening, place: &Place, app: &App) -> Sitting {
    let sitting = Sitting { two_hosts: opening.two_hosts, ..Sitting::at(&place.directory, app.by(), app.role()) };
    #[cfg(debug_assertions)]
    let sitting = Sitting { network: sitting.network || env::var("MENTOR_MATCH_TRIAL").is_ok_and(|trial| trial == "network"), ..sitting };
    sitting
}

/// What Ctrl-S does.
fn saver(place: Place, by: String, lang: Lang) -> Save {
    Box::new(move |session| {
        let shown = |path: &std::path::PathBuf| counter::path(path.strip_prefix(&place.directory).unwrap_or(path)).into();
        match save::save(&place.directory, session, &by, lang) {
            Ok(paths) => Ok(paths.iter().map(shown).collect()),
            Err(failure) => Err(failure.sentence(lang)),
        }
    })
}

fn no_screen(error: GlassError, lang: Lang) -> Failure {
    match error {
        GlassError::NoTerminal => Failure::Usage(screen::no_terminal(lang).to_owned()),
        GlassError::Io(error) => Failure::ReadWrite(error.into()),
    }
}

/// The environment, without what is not text.
fn variables() -> BTreeMap<String, String> {
    env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect()
}
