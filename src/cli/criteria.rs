//! `criteria`: what is in force beside what the file says, and what is in force into the file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::program::Shown;
use crate::session::Session;
use crate::words::Lang;
use crate::words::counter::{self, criteria as words};

use super::arguments::{Criteria as Asked, Place};
use super::exit::Failure;
use super::rewrite::{Change, Unwritable, rewritten};
use super::table::Table;
use super::{Answer, Desk, opened};

/// Prints the criteria and rules; with `--write`, puts what is in force into the file and tells what was written.
///
/// # Errors
/// When the program or its journal cannot be read, or the file cannot be written or is not what was read.
pub fn answer(asked: &Asked, desk: &mut Desk) -> Result<Answer, Failure> {
    if !asked.write {
        let session = opened::session(&asked.place, desk)?;
        return Ok(Answer::done(listed(&session, desk.lang)));
    }
    let path = file(&asked.place);
    opened::is_there(&asked.place.directory, desk.lang)?;
    let read = fs::read(&path).with_context(|| counter::cannot_open(&path, desk.lang)).map_err(Failure::ReadWrite)?;
    let session = opened::session(&asked.place, desk)?;
    write(&session, &path, &read, desk.lang).map(Answer::done)
}

fn file(place: &Place) -> PathBuf {
    place.criteria.clone().unwrap_or_else(|| place.directory.join("criteria.toml"))
}

fn listed(session: &Session, lang: Lang) -> String {
    let (criteria, terms) = (&session.program().criteria, session.terms());
    let (of_criteria, of_rules) = words::headings(lang);
    let mut weights = Table::with_headings(of_criteria).right([1, 2]);
    for (criterion, weight) in criteria.criteria.iter().zip(&terms.weights.0) {
        let (now, file) = (words::weight(*weight, lang), words::weight(criterion.weight, lang));
        weights.row([Shown::new(&criterion.id.0).into(), now, file, Shown::new(&criterion.label).into()]);
    }
    let mut rules = Table::with_headings(of_rules);
    for (rule, effect) in criteria.rules.iter().zip(&terms.effects.0) {
        let (now, file) = (words::effect(*effect).to_owned(), words::effect(rule.effect).to_owned());
        rules.row([Shown::new(&rule.id).into(), now, file, Shown::new(&rule.label).into()]);
    }
    let rules = if criteria.rules.is_empty() { String::new() } else { format!("\n{}", rules.text(0)) };
    let objective = words::objective(session.objective(), criteria.matching.objective, lang);
    format!("{}{rules}\n{objective}\n{}\n", weights.text(0), words::differing(changes(session).len(), lang))
}

/// What is in force and not in the file, with what stands there.
fn changes(session: &Session) -> Vec<(Change, String)> {
    let (criteria, terms) = (&session.program().criteria, session.terms());
    let weights = criteria.criteria.iter().zip(&terms.weights.0).filter(|(criterion, weight)| criterion.weight != **weight);
    let weights = weights.map(|(criterion, weight)| (Change::Weight(criterion.id.to_string(), *weight), criterion.weight.to_string()));
    let rules = criteria.rules.iter().zip(&terms.effects.0).filter(|(rule, effect)| rule.effect != **effect);
    let rules = rules.map(|(rule, effect)| (Change::Effect(rule.id.clone(), *effect), rule.effect.as_str().to_owned()));
    let (objective, file) = (session.objective(), criteria.matching.objective);
    let objective = (objective != file).then(|| (Change::Objective(objective), file.as_str().to_owned()));
    weights.chain(rules).chain(objective).collect()
}

fn write(session: &Session, path: &Path, read: &[u8], lang: Lang) -> Result<String, Failure> {
    let text = std::str::from_utf8(read).map_err(|_| Failure::Data(words::not_toml(path, lang)))?;
    let changes = changes(session);
    let wanted: Vec<Change> = changes.iter().map(|(change, _)| change.clone()).collect();
    let new = rewritten(text, &wanted).map_err(|why| match why {
        Unwritable::NotToml => Failure::Data(words::not_toml(path, lang)),
        Unwritable::NotFound(id) => Failure::Data(words::not_found(path, &id, lang)),
    })?;
    if changes.is_empty() {
        return Ok(format!("{}\n", words::nothing_to_write(lang)));
    }
    match replace(path, read, &new) {
        Ok(true) => {}
        Ok(false) => return Err(Failure::Data(words::changed_meanwhile(path, lang))),
        Err(error) => return Err(Failure::ReadWrite(anyhow::Error::new(error).context(counter::cannot_write(path, lang)))),
    }
    let line = |(change, before): &(Change, String)| match change {
        Change::Weight(id, weight) => words::written(path, id, before, &weight.to_string(), lang),
        Change::Effect(id, effect) => words::written(path, id, before, effect.as_str(), lang),
        Change::Objective(objective) => words::written(path, "objective", before, objective.as_str(), lang),
    };
    Ok(changes.iter().map(|change| line(change) + "\n").collect())
}

/// Puts a new text in the place of a file: written beside it with the same rights, down to the disk, then renamed over it, so that the
/// file is the old one or the new one. Says false when the file is not what was read any more; then it is left alone.
fn replace(path: &Path, read: &[u8], new: &str) -> io::Result<bool> {
    // A link that somebody named stays a link.
    let path = fs::canonicalize(path)?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Err(io::ErrorKind::InvalidInput.into()) };
    let beside = folder.join(format!(".{}.new-{}", name.to_string_lossy(), std::process::id()));
    let done = write_beside(&path, &beside, new).and_then(|()| {
        let unchanged = fs::read(&path)? == read;
        if unchanged {
            fs::rename(&beside, &path)?;
        }
        Ok(unchanged)
    });
    if !matches!(done, Ok(true)) {
        let _ = fs::remove_file(&beside);
        return done;
    }
    crate::journal::sharing::sync_folder(File::open(folder)?)?;
    Ok(true)
}

fn write_beside(path: &Path, beside: &Path, new: &str) -> io::Result<()> {
    let old = fs::metadata(path)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(beside)?;
    // Only a member of the group may keep it; whoever else there is has the owner's rights or none.
    let _ = std::os::unix::fs::fchown(&file, None, Some(old.gid()));
    file.set_permissions(old.permissions())?;
    file.write_all(new.as_bytes())?;
    file.sync_all()
}
