//! Real files: several writers at once, strange ends of files, directories that cannot be written.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::*;
use crate::program::load::load;
use crate::scoring::text::{Language, Said};

const CRITERIA: &str = "# ours\nschema = 1\n[text]\nconcepts = [\"built-in\"]  # and more\n";

fn union(wanted: &str, offered: &str) -> Union {
    let said = |text: &str| Said { text: text.to_owned(), language: Some(Language::Swedish) };
    Union { wanted: said(wanted), offered: said(offered) }
}

fn program(criteria: &str, tables: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("criteria.toml"), criteria).unwrap();
    for (name, text) in tables {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_first_words_make_a_table_and_name_it() {
    let folder = program(CRITERIA, &[]);
    let added = unite(folder.path(), None, &union("qwibbspel", "pinnkast")).unwrap();
    assert_eq!(added, Added { table: OWN_TABLE.into(), lines: 1, named: true });
    assert_eq!(text(folder.path(), OWN_TABLE), "id\tkind\tbroader\tsv\ten\nown_qwibbspel\tskill\t\tqwibbspel|pinnkast\t\n");
    assert_eq!(text(folder.path(), "criteria.toml"), CRITERIA.replace("[\"built-in\"]", "[\"built-in\", \"our-words.tsv\"]"));
    assert_eq!(names(folder.path()), ["criteria.toml", OWN_TABLE]);
    let (program, _) = load(folder.path(), None);
    assert_eq!(crate::scoring::concept_problems(&program), []);
    assert_eq!(program.criteria.text.own_concepts.len(), 1);
    // Again: nothing more. And a third word joins the concept that is there now.
    assert_eq!(unite(folder.path(), None, &union("qwibbspel", "pinnkast")).unwrap(), Added { named: false, lines: 0, ..added.clone() });
    unite(folder.path(), None, &union("pinnkast", "zzvarp")).unwrap();
    assert!(text(folder.path(), OWN_TABLE).ends_with("\nown_qwibbspel\tskill\t\tzzvarp\t\n"));
    assert_eq!(unite(folder.path(), None, &union("qwibbspel", "zzvarp")).unwrap().lines, 0);
}

#[test]
fn the_first_table_that_is_named_gets_the_words_after_its_own_end() {
    let named = CRITERIA.replace("\"built-in\"", "\"built-in\", \"a.tsv\", \"b.tsv\"");
    for (before, after) in [
        ("# ours\r\nx\tskill\t\tord\t\r\n", "# ours\r\nx\tskill\t\tord\t\r\nown_qwibbspel\tskill\t\tqwibbspel|pinnkast\t\r\n"),
        ("# ours\nbroken row", "# ours\nbroken row\nown_qwibbspel\tskill\t\tqwibbspel|pinnkast\t\n"),
    ] {
        let folder = program(&named, &[("a.tsv", before), ("b.tsv", "")]);
        assert!(!unite(folder.path(), None, &union("qwibbspel", "pinnkast")).unwrap().named);
        assert_eq!((text(folder.path(), "a.tsv"), text(folder.path(), "b.tsv")), (after.to_owned(), String::new()));
        assert_eq!(text(folder.path(), "criteria.toml"), named);
    }
    // A table that is named and not there is made.
    let folder = program(&named, &[]);
    unite(folder.path(), None, &union("qwibbspel", "pinnkast")).unwrap();
    assert!(text(folder.path(), "a.tsv").ends_with("\nown_qwibbspel\tskill\t\tqwibbspel|pinnkast\t\n"));
}

#[test]
fn several_writers_at_once_lose_nothing() {
    const EACH: usize = 4;
    const ENDS: [&str; EACH] = ["bak", "dok", "fum", "gip"];
    let folder = program("[text]\nconcepts = []\n", &[]);
    let word = |writer: usize, n: usize| format!("{}{}", ["skogs", "gatu", "bok", "tak"][writer], ENDS[n]);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (folder, word) = (folder.path(), &word);
            scope.spawn(move || {
                for n in 0..EACH {
                    // Half of them are everybody's.
                    let wanted = if n % 2 == 0 { word(writer, n) } else { word(0, n) };
                    let union = union(&wanted, &format!("zz{wanted}"));
                    // Whoever finds the table held for too long asks again.
                    while let Err(refused) = unite(folder, None, &union) {
                        assert!(matches!(refused, NotAdded::Held { .. }), "{refused:?}");
                    }
                }
            });
        }
    });
    let table = text(folder.path(), OWN_TABLE);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 1 + 4 * EACH / 2 + EACH / 2, "{table}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("id\t")).count(), 1);
    assert!(lines.iter().all(|line| line.matches('\t').count() == 4) && table.ends_with('\n'));
    let ids: std::collections::BTreeSet<&str> = lines.iter().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(ids.len(), lines.len(), "two concepts share an id: {table}");
    assert_eq!(text(folder.path(), "criteria.toml").matches(OWN_TABLE).count(), 1);
    assert_eq!(names(folder.path()), ["criteria.toml", OWN_TABLE]);
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_is_lost() {
    let check = |criteria: &str, tables: &[(&str, &str)], expected: fn(&NotAdded) -> bool| {
        let folder = program(criteria, tables);
        let before: Vec<(String, Vec<u8>)> =
            names(folder.path()).into_iter().map(|name| (name.clone(), fs::read(folder.path().join(&name)).unwrap())).collect();
        let failed = unite(folder.path(), None, &union("qwibbspel", "pinnkast")).unwrap_err();
        assert!(expected(&failed), "{failed:?}");
        let after: Vec<(String, Vec<u8>)> =
            names(folder.path()).into_iter().map(|name| (name.clone(), fs::read(folder.path().join(&name)).unwrap())).collect();
        assert!(before == after, "{failed:?} left something behind");
    };
    let named = |table: &str| format!("[text]\nconcepts = [\"{table}\"]\n");
    check(&named("../ours.tsv"), &[], |error| matches!(error, NotAdded::Outside { .. }));
    check(&named("/etc/ours.tsv"), &[], |error| matches!(error, NotAdded::Outside { .. }));
    check(&named("words/ours.tsv"), &[], |error| matches!(error, NotAdded::File { .. }));
    check("[text]\nconcepts = 3\n", &[], |error| matches!(error, NotAdded::Criteria(Unclear::NotAList)));
    check("[text\n", &[], |error| matches!(error, NotAdded::Criteria(Unclear::NotToml)));
    check("text = 3\n", &[], |error| matches!(error, NotAdded::Criteria(_)));
    let folder = tempfile::tempdir().unwrap();
    let missing = unite(folder.path(), None, &union("qwibbspel", "pinnkast")).unwrap_err();
    assert!(matches!(missing, NotAdded::Criteria(Unclear::Missing)), "{missing:?}");
}

#[test]
fn a_table_that_is_a_link_or_not_text_is_left_alone() {
    let named = "[text]\nconcepts = [\"a.tsv\"]\n";
    let folder = program(named, &[("elsewhere", "# kept\n")]);
    std::os::unix::fs::symlink("elsewhere", folder.path().join("a.tsv")).unwrap();
    assert!(matches!(unite(folder.path(), None, &union("qwibbspel", "pinnkast")), Err(NotAdded::Outside { .. })));
    assert_eq!(text(folder.path(), "elsewhere"), "# kept\n");
    let folder = program(named, &[]);
    fs::write(folder.path().join("a.tsv"), b"\xff\xfe\0").unwrap();
    assert!(matches!(unite(folder.path(), None, &union("qwibbspel", "pinnkast")), Err(NotAdded::NotATable { .. })));
    assert_eq!(fs::read(folder.path().join("a.tsv")).unwrap(), b"\xff\xfe\0");
}

#[test]
fn a_directory_that_can_only_be_read_says_so() {
    let folder = program(CRITERIA, &[]);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let writable = fs::write(folder.path().join("probe"), "").is_ok();
    let failed = unite(folder.path(), None, &union("qwibbspel", "pinnkast"));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // The administrator's account may write everywhere.
    if !writable {
        assert!(matches!(&failed, Err(NotAdded::File { error, .. }) if error.kind() == io::ErrorKind::PermissionDenied), "{failed:?}");
        assert_eq!(text(folder.path(), "criteria.toml"), CRITERIA);
    }
}

#[test]
fn somebody_who_holds_the_table_is_waited_for_and_named_criteria_are_changed() {
    let folder = program(CRITERIA, &[("other.toml", "schema = 1\n")]);
    let other = folder.path().join("other.toml");
    unite(folder.path(), Some(&other), &union("qwibbspel", "pinnkast")).unwrap();
    assert_eq!((text(folder.path(), "criteria.toml").as_str(), text(folder.path(), "other.toml").contains(OWN_TABLE)), (CRITERIA, true));
    let held = Table::hold(folder.path(), OWN_TABLE, 0o600).unwrap();
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| unite(folder.path(), Some(&other), &union("zzvarp", "qwibbspel")));
        drop(held);
        assert_eq!(waits.join().unwrap().unwrap().lines, 1);
    });
}
