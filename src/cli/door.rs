//! `keys`: whose keys open a program directory over SSH.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use crate::door::{Added, Entrance, FileFault, Found, KeyFault, KeysFile, Occupied, PublicKey, Unwritable, Which, file, key, keys};
use crate::program::Shown;
use crate::words::counter::{self, keys as words};

use super::arguments::door::{KeyAdding, KeyListing, KeyRevoking, Keys, KeysPlace, KeysWork};
use super::exit::{Failure, Status};
use super::table::Table;
use super::{Answer, Desk, opened, surroundings};

/// More bytes than any file with one key has.
const LARGEST_KEY_FILE: u64 = 64 << 10;

/// One key as other programs read it.
#[derive(Debug, Serialize)]
struct Told {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    fingerprint: String,
    line: usize,
    program: String,
    as_written: bool,
    hidden_by: Option<usize>,
}

/// Adds, lists or revokes keys.
///
/// # Errors
/// When the file of keys cannot be read or written, or what was asked for cannot be done.
pub fn answer(asked: &Keys, desk: &mut Desk) -> Result<Answer, Failure> {
    match &asked.what {
        KeysWork::Add(adding) => add(adding, desk),
        KeysWork::List(listing) => list(listing, desk),
        KeysWork::Revoke(revoking) => revoke(revoking, desk),
    }
}

fn add(adding: &KeyAdding, desk: &mut Desk) -> Result<Answer, Failure> {
    let lang = desk.lang;
    opened::is_there(&adding.place.directory, lang)?;
    let entrance =
        Entrance { program: program(adding, desk)?, directory: absolute(&adding.place.directory, desk)?, name: name(&adding.name, desk)? };
    entrance.is_writable().map_err(|part| Failure::Usage(words::unwritable(part, lang)))?;
    let key = public_key(adding.key.as_deref(), desk)?;
    let path = keys_file(&adding.place, desk)?;
    let refused = |fault| file_failure(fault, &path, desk);
    if let (None, Some(folder)) = (&adding.place.file, path.parent()) {
        file::make_folder(folder).map_err(refused)?;
    }
    let held = KeysFile::hold(&path).map_err(refused)?;
    let loose = held.is_loose();
    let (kind, fingerprint) = (key.kind(), key::fingerprint(key.blob()));
    let sentence = match keys::add(held.contents(), &entrance, &key) {
        Ok(Added::Already { line }) => words::already(&path, line, &entrance, lang),
        Ok(Added::Line { line, contents }) => {
            held.replace(&contents).map_err(refused)?;
            words::added(&path, line, &entrance, (kind, &fingerprint), lang)
        }
        Err(Occupied::Unwritable(part)) => return Err(Failure::Usage(words::unwritable(part, lang))),
        Err(Occupied::Elsewhere { line, opens }) => return Err(Failure::Data(words::elsewhere(&path, line, opens.as_ref(), lang))),
    };
    if loose {
        desk.note(words::loose(&path, lang));
    }
    Ok(Answer::done(sentence + "\n"))
}

fn list(listing: &KeyListing, desk: &mut Desk) -> Result<Answer, Failure> {
    let path = keys_file(&listing.place, desk)?;
    let contents = file::contents(&path).map_err(|fault| file_failure(fault, &path, desk))?;
    let found = keys::find(&contents, &directories(&listing.place.directory));
    if listing.json {
        return Ok(Answer::done(super::pretty(&found.iter().map(told).collect::<Vec<_>>())?));
    }
    if found.is_empty() {
        return Ok(Answer::done(words::nobody(&listing.place.directory, &path, desk.lang) + "\n"));
    }
    let mut table = Table::with_headings(words::headings(desk.lang)).right([0]);
    for Found { line, entrance, kind, fingerprint, as_written, hidden_by } in &found {
        let remark = words::remark(*as_written, *hidden_by, desk.lang);
        table.row([line.to_string(), shown(&entrance.name), shown(kind), fingerprint.clone(), remark]);
    }
    Ok(Answer::done(table.text(0)))
}

fn revoke(revoking: &KeyRevoking, desk: &mut Desk) -> Result<Answer, Failure> {
    let lang = desk.lang;
    let path = keys_file(&revoking.place, desk)?;
    let refused = |fault| file_failure(fault, &path, desk);
    let name = revoking.name.as_deref().map(|given| name(given, desk)).transpose()?;
    let which = Which { name, fingerprint: revoking.fingerprint.clone() };
    if file::contents(&path).map_err(refused)?.is_empty() {
        return Err(Failure::Data(words::no_such_key(&path, lang)));
    }
    let held = KeysFile::hold(&path).map_err(refused)?;
    let revoked = keys::revoke(held.contents(), &directories(&revoking.place.directory), &which);
    let kept: Vec<usize> = revoked.kept.iter().map(|found| found.line).collect();
    if revoked.removed.is_empty() {
        let sentence = if kept.is_empty() { words::no_such_key(&path, lang) } else { words::only_by_hand(&path, &kept, lang) };
        return Err(Failure::Data(sentence));
    }
    held.replace(&revoked.contents).map_err(refused)?;
    if !kept.is_empty() {
        desk.note(words::only_by_hand(&path, &kept, lang));
    }
    if !revoked.left.is_empty() {
        desk.note(words::still_there(&path, &revoked.left, lang));
    }
    let mut text = words::revoked(&path, revoked.removed.len(), lang) + "\n";
    for (found, line) in &revoked.removed {
        text += &format!("{}: {}\n", found.line, Shown::new(line));
    }
    text += &(words::open_sessions_stay(lang).to_owned() + "\n");
    // Whoever asked must not believe that the door is closed.
    let status = if kept.is_empty() && revoked.left.is_empty() { Status::Done } else { Status::Wrong };
    Ok(Answer { text, status })
}

fn told(found: &Found) -> Told {
    Told {
        name: shown(&found.entrance.name),
        kind: shown(&found.kind),
        fingerprint: found.fingerprint.clone(),
        line: found.line,
        program: shown(&found.entrance.program),
        as_written: found.as_written,
        hidden_by: found.hidden_by,
    }
}

fn shown(text: &str) -> String {
    Shown::new(text).into()
}

/// The file of keys that was named, or that of the running account, as the system's list of accounts has it: sshd looks there, and not
/// where HOME points.
fn keys_file(place: &KeysPlace, desk: &Desk) -> Result<PathBuf, Failure> {
    let own = || surroundings::home().map(|home| home.join(".ssh").join("authorized_keys"));
    place.file.clone().or_else(own).ok_or_else(|| Failure::Usage(words::no_home(desk.lang).to_owned()))
}

/// The program that the line runs: it must be there, or nobody would get in.
fn program(adding: &KeyAdding, desk: &Desk) -> Result<String, Failure> {
    let lang = desk.lang;
    let path = match &adding.program {
        Some(path) => path.clone(),
        None => std::env::current_exe().with_context(|| words::which_program(lang)).map_err(Failure::ReadWrite)?,
    };
    let runs = path.is_absolute() && fs::metadata(&path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0);
    if !runs {
        return Err(Failure::Usage(words::no_program(&path, lang)));
    }
    path.into_os_string().into_string().map_err(|_| Failure::Usage(words::unwritable(Unwritable::Program, lang)))
}

fn absolute(directory: &Path, desk: &Desk) -> Result<String, Failure> {
    let path = fs::canonicalize(directory).with_context(|| counter::cannot_open(directory, desk.lang)).map_err(Failure::ReadWrite)?;
    path.into_os_string().into_string().map_err(|_| Failure::Usage(words::unwritable(Unwritable::Directory, desk.lang)))
}

/// The absolute paths by which a line may name a directory, which need not be there any more.
fn directories(directory: &Path) -> Vec<String> {
    let paths = [fs::canonicalize(directory), std::path::absolute(directory)];
    let mut paths: Vec<String> = paths.into_iter().flatten().filter_map(|path| path.into_os_string().into_string().ok()).collect();
    paths.dedup();
    paths
}

/// A name as the journal writes it; one that hides something is refused rather than changed.
fn name(given: &str, desk: &Desk) -> Result<String, Failure> {
    if given.chars().any(char::is_control) {
        return Err(Failure::Usage(words::unwritable(Unwritable::Name, desk.lang)));
    }
    desk.name(Some(given))
}

fn public_key(path: Option<&Path>, desk: &Desk) -> Result<PublicKey, Failure> {
    let lang = desk.lang;
    let path = path.filter(|path| *path != Path::new("-"));
    let text = match path {
        Some(path) => File::open(path).and_then(first_bytes).with_context(|| counter::cannot_open(path, lang)),
        None => first_bytes(io::stdin().lock()).with_context(|| words::standard_input(lang)),
    };
    PublicKey::read(&text.map_err(Failure::ReadWrite)?).map_err(|fault| key_failure(fault, desk))
}

fn first_bytes(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST_KEY_FILE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn key_failure(fault: KeyFault, desk: &Desk) -> Failure {
    Failure::Data(words::not_a_key(fault, desk.lang))
}

fn file_failure(fault: FileFault, path: &Path, desk: &Desk) -> Failure {
    let lang = desk.lang;
    match fault {
        FileFault::System(error) => Failure::ReadWrite(anyhow::Error::new(error).context(words::keys_file(path, lang))),
        other => Failure::ReadWrite(anyhow::anyhow!(words::file_fault(&other, path, lang))),
    }
}
