//! `new`: a program directory to fill. Nothing that exists is overwritten.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use anyhow::Context;

use crate::program::criteria::Condition;
use crate::program::load::load;
use crate::program::{Criteria, FieldRef, Role};
use crate::words::{Lang, counter};

use super::arguments::Creating;
use super::exit::Failure;
use super::{Answer, Desk};

/// Creates the directory with criteria, two empty folders for applications and a page that tells the fields.
///
/// # Errors
/// When something with one of the names exists already, or the disk does not let us write.
pub fn answer(creating: &Creating, desk: &mut Desk) -> Result<Answer, Failure> {
    let (directory, lang) = (creating.directory.as_path(), desk.lang);
    let [criteria, mentors, adepts, readme] = ["criteria.toml", "mentors", "adepts", "README.txt"].map(|name| directory.join(name));
    for path in [&criteria, &mentors, &adepts, &readme] {
        is_free(path, lang)?;
    }
    make_private(directory, lang)?;
    write_new(&criteria, creating.template.criteria(), lang)?;
    make_folder(&mentors, lang)?;
    make_folder(&adepts, lang)?;
    let (program, _) = load(directory, None);
    let fields = |role| fields(&program.criteria, role, lang);
    write_new(&readme, &counter::paper::readme(&fields(Role::Mentor), &fields(Role::Adept), lang), lang)?;
    Ok(Answer::done(counter::paper::created(directory, lang)))
}

/// The answers of one role that the criteria use, by name, with the labels of what uses them.
fn fields(criteria: &Criteria, role: Role, lang: Lang) -> Vec<(String, Vec<String>)> {
    let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut used = |fields: Vec<&FieldRef>, label: &str| {
        for field in fields.into_iter().filter(|field| field.role == role && !counter::paper::is_identity(&field.field)) {
            let labels = uses.entry(field.field.clone()).or_default();
            if !labels.iter().any(|known| known == label) {
                labels.push(label.to_owned());
            }
        }
    };
    for criterion in &criteria.criteria {
        used(criterion.kind.fields(), &criterion.label);
    }
    for rule in &criteria.rules {
        used(fields_of_rule(&rule.condition), &rule.label);
    }
    if let (Some(field), Role::Mentor) = (&criteria.capacity.field, role) {
        uses.entry(field.clone()).or_default().push(counter::paper::seats(lang));
    }
    uses.into_iter().collect()
}

fn fields_of_rule(condition: &Condition) -> Vec<&FieldRef> {
    match condition {
        Condition::WhenNeed { when, need } => vec![&when.field, &need.field],
        Condition::Same(a, b) | Condition::Differ(a, b) => vec![a, b],
        Condition::Pairs(_) => vec![],
    }
}

/// A dangling link counts as something that exists.
fn is_free(path: &Path, lang: Lang) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Failure::ReadWrite(anyhow::anyhow!(counter::paper::already_there(path, lang)))),
        Err(_) => Ok(()),
    }
}

/// Applications are personal data: a directory that we make is its owner's alone until the owner shares it. One that is there already
/// stays as it is.
fn make_private(path: &Path, lang: Lang) -> Result<(), Failure> {
    let made = fs::DirBuilder::new().mode(0o700).create(path);
    match made {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), |parent| make_folder(parent, lang))?;
            fs::DirBuilder::new().mode(0o700).create(path).with_context(|| counter::cannot_write(path, lang)).map_err(Failure::ReadWrite)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        made => made.with_context(|| counter::cannot_write(path, lang)).map_err(Failure::ReadWrite),
    }
}

fn make_folder(path: &Path, lang: Lang) -> Result<(), Failure> {
    fs::create_dir_all(path).with_context(|| counter::cannot_write(path, lang)).map_err(Failure::ReadWrite)
}

fn write_new(path: &Path, text: &str, lang: Lang) -> Result<(), Failure> {
    let write = || OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes());
    write().with_context(|| counter::cannot_write(path, lang)).map_err(Failure::ReadWrite)
}
