//! Adding, finding and revoking keys in the bytes of an `authorized_keys` file. What others wrote stays as it is.

use std::collections::HashMap;

use super::entrance::{Entrance, Unwritable};
use super::key::{self, PublicKey};
use super::line::{self, Line};

/// A line whose forced command opens a program directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its number, from 1.
    pub line: usize,
    /// What it opens.
    pub entrance: Entrance,
    /// The type of its key.
    pub kind: String,
    /// The fingerprint of its key.
    pub fingerprint: String,
    /// Whether it is still what was written; otherwise somebody has changed or made it by hand.
    pub as_written: bool,
    /// An earlier line with the same key: sshd takes that one, and never comes here.
    pub hidden_by: Option<usize>,
}

/// What adding did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// The key opens this already.
    Already {
        /// On which line.
        line: usize,
    },
    /// There is one line more.
    Line {
        /// Its number.
        line: usize,
        /// The new contents.
        contents: Vec<u8>,
    },
}

/// Why a key was not added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Occupied {
    /// The line could not say what is meant.
    #[error("cannot be written: {0}")]
    Unwritable(Unwritable),
    /// The key stands there already, for something else; sshd takes the first line with a key.
    #[error("the key stands on line {line}")]
    Elsewhere {
        /// On which line.
        line: usize,
        /// What it opens there; `None` when it is not one of our entrances.
        opens: Option<Entrance>,
    },
}

/// Which keys are meant: those that fit everything that is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Which {
    /// The name under which they open the directory.
    pub name: Option<String>,
    /// Their fingerprint, as OpenSSH shows it.
    pub fingerprint: Option<String>,
}

/// What revoking did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoked {
    /// The new contents.
    pub contents: Vec<u8>,
    /// What was taken out, with the line as it stood there.
    pub removed: Vec<(Found, String)>,
    /// Lines that were meant too, but are not as they were written: they are there still.
    pub kept: Vec<Found>,
    /// Lines, as they are numbered now, that still hold one of the keys that were taken out.
    pub left: Vec<usize>,
}

/// Every line that opens this program directory, which may be known by several paths.
pub fn find(contents: &[u8], directories: &[String]) -> Vec<Found> {
    let mut first: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut found = Vec::new();
    for (number, line) in line::numbered(contents) {
        let Some(read) = Line::read(line) else { continue };
        let hidden_by = Some(*first.entry(read.blob.clone()).or_insert(number)).filter(|first| *first < number);
        if let Some(entrance) = entrance_of(&read).filter(|entrance| directories.contains(&entrance.directory)) {
            found.push(Found {
                line: number,
                as_written: entrance.is_written_as(line, read.kind, &read.blob),
                entrance,
                kind: String::from_utf8_lossy(read.kind).into_owned(),
                fingerprint: key::fingerprint(&read.blob),
                hidden_by,
            });
        }
    }
    found
}

/// The contents with one line more, which lets the key in at this entrance.
///
/// # Errors
/// When the key stands there for something else, or a line cannot say what is meant.
pub fn add(contents: &[u8], entrance: &Entrance, key: &PublicKey) -> Result<Added, Occupied> {
    let new = entrance.line(key).map_err(Occupied::Unwritable)?;
    let mut there = None;
    for (number, line) in line::numbered(contents) {
        let Some(read) = Line::read(line).filter(|read| read.blob == key.blob()) else { continue };
        if line != new.as_bytes() {
            return Err(Occupied::Elsewhere { line: number, opens: entrance_of(&read) });
        }
        there.get_or_insert(number);
    }
    if let Some(line) = there {
        return Ok(Added::Already { line });
    }
    let line = line::numbered(contents).count() + 1;
    // A file that does not end with a line break is left without one, so that taking the line out again gives the file back.
    let ends_with_break = contents.is_empty() || contents.ends_with(b"\n");
    let parts = if ends_with_break { [contents, new.as_bytes(), b"\n"] } else { [contents, b"\n", new.as_bytes()] };
    Ok(Added::Line { line, contents: parts.concat() })
}

/// The contents without the lines that were added for this program directory and these keys.
pub fn revoke(contents: &[u8], directories: &[String], which: &Which) -> Revoked {
    let meant = |found: &Found| {
        which.name.as_ref().is_none_or(|name| *name == found.entrance.name)
            && which.fingerprint.as_ref().is_none_or(|fingerprint| *fingerprint == found.fingerprint)
    };
    let (go, kept): (Vec<Found>, Vec<Found>) = find(contents, directories).into_iter().filter(meant).partition(|found| found.as_written);
    let mut rest: Vec<u8> = Vec::with_capacity(contents.len());
    let mut removed = Vec::new();
    let mut going = go.into_iter().peekable();
    for (raw, number) in contents.split_inclusive(|byte| *byte == b'\n').zip(1..) {
        match going.next_if(|found| found.line == number) {
            Some(found) => {
                removed.push((found, String::from_utf8_lossy(line::without_break(raw)).into_owned()));
                if !raw.ends_with(b"\n") && rest.ends_with(b"\n") {
                    rest.pop();
                }
            }
            None => rest.extend_from_slice(raw),
        }
    }
    let gone: Vec<&String> = removed.iter().map(|(found, _)| &found.fingerprint).collect();
    let is_left = |line: &[u8]| Line::read(line).is_some_and(|line| gone.contains(&&key::fingerprint(&line.blob)));
    let left = line::numbered(&rest).filter(|(_, line)| is_left(line)).map(|(number, _)| number).collect();
    Revoked { contents: rest, removed, kept, left }
}

fn entrance_of(line: &Line<'_>) -> Option<Entrance> {
    line.command().as_deref().and_then(Entrance::of_command)
}

#[cfg(test)]
#[path = "keys_tests.rs"]
mod tests;
