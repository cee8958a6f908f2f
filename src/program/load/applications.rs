//! The two folders of applications.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use rustix::fs::FileType;

use super::Notes;
use super::encoding::text_of;
use super::files::{Allowance, Folder, MOST_BYTES};
use super::findings::Findings;
use super::json;
use super::person::{Desk, Found};
use crate::program::application::Role;
use crate::program::problem::{ApplicationFault, FileFault, JsonType, Severity};

/// More files than this in one folder are not opened.
pub(super) const MOST_FILES: usize = 5000;
/// More entries than this, good or bad, are not read for one role: nothing hostile may keep us busy.
pub(super) const MOST_PEOPLE: usize = 10_000;

/// The name of a role's folder.
pub(super) fn folder_of(role: Role) -> &'static str {
    match role {
        Role::Mentor => "mentors",
        Role::Adept => "adepts",
    }
}

/// Every application of one role, in the order of file names; `capacity` is the answer that says how many adepts a mentor takes.
pub(super) fn read(program: &Folder, role: Role, capacity: Option<&str>, allowance: &mut Allowance, notes: &mut Notes<'_>) -> Vec<Found> {
    let name = folder_of(role);
    let (mut people, mut room) = (Vec::new(), MOST_PEOPLE);
    let Some((folder, names)) = open(program, role, notes.findings) else { return people };
    for file_name in names {
        let file = format!("{name}/{}", file_name.to_string_lossy());
        let bytes = match folder.read(&file_name, MOST_BYTES, allowance) {
            Ok(bytes) => bytes,
            Err(fault) => {
                notes.findings.add(Severity::Error, &file, (0, 0), fault);
                continue;
            }
        };
        // A file that is gone since the folder was listed was taken away by somebody: nothing to say.
        let Some(text) = bytes.and_then(|bytes| text_of(bytes, &file, notes.findings)) else { continue };
        let mut desk = Desk { text: &text, file: &file, role, capacity, findings: notes.findings, doubts: notes.doubts };
        let (found, all) = applications(&mut desk, &mut room);
        people.extend(found);
        if !all {
            notes.findings.add(Severity::Error, name, (0, 0), FileFault::TooManyPeople { limit: MOST_PEOPLE });
            return people;
        }
    }
    if people.is_empty() {
        notes.findings.add(Severity::Error, name, (0, 0), FileFault::Nobody(role));
    }
    people
}

/// The folder and the names in it that are applications.
fn open(program: &Folder, role: Role, findings: &mut Findings) -> Option<(Folder, Vec<OsString>)> {
    let name = folder_of(role);
    let opened = program.folder(OsStr::new(name)).and_then(|folder| folder.ok_or(FileFault::MissingFolder(role)));
    let listed = opened.and_then(|folder| folder.names().map(|names| (folder, names)));
    match listed {
        Ok((folder, mut names)) => {
            names.retain(|file| is_application(&folder, file, name, findings));
            if names.len() > MOST_FILES {
                findings.add(Severity::Error, name, (0, 0), FileFault::TooManyFiles { found: names.len(), limit: MOST_FILES });
                names.truncate(MOST_FILES);
            }
            Some((folder, names))
        }
        Err(fault) => {
            findings.add(Severity::Error, name, (0, 0), fault);
            None
        }
    }
}

/// Whether a name is an application's; what is neither that nor something that systems and editors leave behind is named.
fn is_application(folder: &Folder, name: &OsStr, folder_name: &str, findings: &mut Findings) -> bool {
    let bytes = name.as_bytes();
    let ends = |ending: &[u8]| bytes.len() > ending.len() && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending);
    let left_behind = [&b"~"[..], b".bak", b".orig", b".swp", b".tmp"].into_iter().any(ends)
        || bytes.starts_with(b".")
        || bytes.starts_with(b"~$")
        || bytes.starts_with(b"#")
        || [&b"thumbs.db"[..], b"desktop.ini"].into_iter().any(|known| bytes.eq_ignore_ascii_case(known));
    if left_behind || ends(b".json") {
        return !left_behind;
    }
    let fault = match folder.type_of(name) {
        Ok(Some(FileType::Directory)) => FileFault::NotRegular(crate::program::problem::Thing::Folder),
        _ => FileFault::OtherName,
    };
    findings.add(Severity::Warning, &format!("{folder_name}/{}", name.to_string_lossy()), (0, 0), fault);
    false
}

/// The applications of one file, as long as there is room; and whether there was for all.
fn applications(desk: &mut Desk<'_>, room: &mut usize) -> (Vec<Found>, bool) {
    let text = desk.text;
    let in_list = json::holds_list(text);
    let (mut found, mut all) = (Vec::new(), true);
    let read = json::each_value(text, &mut |value| {
        if *room == 0 {
            all = false;
            return;
        }
        *room -= 1;
        match json::type_of(value) {
            JsonType::Object => found.extend(desk.application(value)),
            other => {
                let fault = if in_list { ApplicationFault::NotAnObject(other) } else { ApplicationFault::TopLevel(other) };
                desk.error(text.offset_of(value.get()), fault);
            }
        }
    });
    if let Err(broken) = read {
        desk.error(broken.offset, ApplicationFault::NotJson { cause: broken.cause, kept: found.len() });
    }
    (found, all)
}
