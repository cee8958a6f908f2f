//! `chair` and `viewers` of `[program]`: names of members, each with its place. A fault never gives anybody more than was written.

use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use super::section::{Entry, Section};
use super::{CriteriaFault, Expected, Reader, Severity};
use crate::program::roles::{Roles, is_same_name, signature};

/// The names under one key.
#[derive(Default)]
struct Names {
    names: Vec<(String, usize)>,
    /// Whether something there cannot be read as a name at all.
    unread: bool,
}

impl Reader<'_> {
    /// Who is chair and who only reads: a name or a list of names each; an empty list names nobody.
    pub(super) fn roles(&mut self, section: &mut Section<'_, '_>) -> Roles {
        let chair = section.get("chair").map(|entry| self.names(entry));
        let viewers = section.get("viewers").map(|entry| self.names(entry)).unwrap_or_default();
        let chair = chair.filter(|found| found.unread || !found.names.is_empty()).map(|found| only_names(found.names));
        let mut roles = Roles { chair, viewers: Vec::new(), unread: viewers.unread };
        for (name, at) in viewers.names {
            if roles.is_chair(&name) {
                self.note(Severity::Error, at, CriteriaFault::ChairAndViewer { name });
            } else {
                roles.viewers.push(name);
            }
        }
        roles
    }

    fn names(&mut self, entry: Entry<'_, '_>) -> Names {
        let items: Vec<Entry<'_, '_>> = match entry.value {
            DeValue::String(_) => vec![entry],
            DeValue::Array(items) => {
                items.iter().map(|item| Entry { key: entry.key, at: item.span().start, value: item.get_ref() }).collect()
            }
            _ => {
                self.wrong_type(entry, Expected::Texts);
                return Names { unread: true, ..Names::default() };
            }
        };
        let mut found = Names::default();
        for item in items {
            match item.value {
                DeValue::String(text) => self.name(item, text, &mut found),
                _ => {
                    self.wrong_type(item, Expected::Text);
                    found.unread = true;
                }
            }
        }
        found
    }

    /// A name counts as whoever sits down under it would sign; that two spellings are one member is no fault.
    fn name(&mut self, item: Entry<'_, '_>, text: &str, found: &mut Names) {
        let counts = signature(text);
        let plain: String = text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        if counts.as_deref() != Some(plain.as_str()) {
            self.note(Severity::Error, item.at, CriteriaFault::NotAName { key: item.key, counts: counts.clone() });
        }
        // A name that nobody can have is no reason to leave the program without a chair, or with one that nobody wrote.
        found.unread |= counts.is_none() && item.key == "chair";
        let new = counts.filter(|name| !found.names.iter().any(|(other, _)| is_same_name(other, name)));
        found.names.extend(new.map(|name| (name, item.at)));
    }
}

fn only_names(names: Vec<(String, usize)>) -> Vec<String> {
    names.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::program::Roles;
    use crate::program::load::load;

    fn named(chair: Option<&[&str]>, viewers: &[&str]) -> Roles {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Roles { chair: chair.map(owned), viewers: owned(viewers), unread: false }
    }

    /// What `[program]` with these lines gives, and how many problems stand in them, on which lines.
    fn check(lines: &str, roles: &Roles, places: &[(u32, u32)]) {
        let folder = tempfile::tempdir().unwrap();
        let file = format!("schema = 1\n[program]\n{lines}\n");
        fs::write(folder.path().join("criteria.toml"), file).unwrap();
        let (program, problems) = load(folder.path(), None);
        assert_eq!(program.criteria.roles, *roles, "{lines}");
        let found: Vec<(u32, u32)> = problems.iter().filter(|p| p.line > 2).map(|p| (p.line, p.column)).collect();
        assert_eq!(found, places, "{lines}: {problems:?}");
    }

    #[test]
    fn names_are_read_with_their_places() {
        check("", &named(None, &[]), &[]);
        check("chair = [\"anna\"]\nviewers = [\"bo\", \"Cia Ek\"]", &named(Some(&["anna"]), &["bo", "Cia Ek"]), &[]);
        check("chair = \"anna\"\nviewers = \"bo\"", &named(Some(&["anna"]), &["bo"]), &[]);
        check("chair = []\nviewers = []", &named(None, &[]), &[]);
        check("chair = [\" Anna  Ek\", \"ANNA EK\"]", &named(Some(&["Anna Ek"]), &[]), &[]);
    }

    #[test]
    fn a_fault_gives_nobody_more() {
        let nobody = || named(Some(&[]), &[]);
        let unread = || Roles { unread: true, ..named(None, &[]) };
        check("chair = 7", &nobody(), &[(3, 9)]);
        check("chair = [\"anna\", 7]", &named(Some(&["anna"]), &[]), &[(3, 18)]);
        check("chair = [\"\"]", &nobody(), &[(3, 10)]);
        check("chair = [\"\u{200B}\", \"bo\"]", &named(Some(&["bo"]), &[]), &[(3, 10)]);
        check("chair = [\"an\u{200B}na\"]", &named(Some(&["anna"]), &[]), &[(3, 10)]);
        check("viewers = [\" \", \"bo\"]", &named(None, &["bo"]), &[(3, 12)]);
        check("viewers = { bo = true }", &unread(), &[(3, 11)]);
        check("viewers = [\"bo\", []]", &Roles { viewers: vec!["bo".into()], ..unread() }, &[(3, 18)]);
        check("chair = [\"anna\"]\nviewers = [\"bo\", \"Anna\"]", &named(Some(&["anna"]), &["bo"]), &[(4, 18)]);
        let long = "a".repeat(70);
        check(&format!("viewers = [\"{long}\"]"), &named(None, &[&long[..64]]), &[(3, 12)]);
        check("chairs = [\"anna\"]", &named(None, &[]), &[(3, 1)]);
    }

    #[test]
    fn a_file_that_cannot_be_read_names_nobody_who_decides() {
        for (text, unread) in
            [(None, false), (Some("[program"), true), (Some("program = 7"), true), (Some("[[program]]"), true), (Some(""), true)]
        {
            let folder = tempfile::tempdir().unwrap();
            if let Some(text) = text {
                fs::write(folder.path().join("criteria.toml"), text).unwrap();
            }
            assert_eq!(load(folder.path(), None).0.criteria.roles.unread, unread, "{text:?}");
        }
    }
}
