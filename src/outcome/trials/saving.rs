//! Saving that is interrupted at every step: old or new, nothing lost, nothing left behind.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tempfile::TempDir;

use crate::outcome::save::{SaveError, save, save_watched};

const NAMES: [&str; 3] = ["assignment.json", "assignment.csv", "minutes.md"];

fn now(second: u8) -> jiff::Timestamp {
    format!("2026-11-21T20:31:{second:02}Z").parse().unwrap()
}

fn files(text: &str) -> Vec<(&'static str, String)> {
    NAMES.iter().map(|name| (*name, format!("{name}: {text}\n").repeat(400))).collect()
}

fn read(directory: &Path, name: &str) -> Option<String> {
    fs::read_to_string(directory.join("outcome").join(name)).ok()
}

/// Everything under `outcome/`, with its contents.
fn everything(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(everything(&entry.path()));
        } else {
            found.push((entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

type Way = fn(&Path, &[(&str, String)], &mut dyn FnMut(&str)) -> Option<()>;

/// Saves, is stopped at the step with this number, and says whether everything is as it should be; `None` when there is no such step.
fn check_stopped(way: Way, stop: usize) -> Option<Result<(), String>> {
    let directory = TempDir::new().unwrap();
    let (old, new) = (files("old"), files("new"));
    save(directory.path(), &old, now(1)).unwrap();
    let mut step = 0;
    let stopped = catch_unwind(AssertUnwindSafe(|| {
        way(directory.path(), &new, &mut |_| {
            assert!(step != stop, "stopped");
            step += 1;
        })
    }));
    if stopped.is_ok() {
        return None;
    }
    let found = everything(&directory.path().join("outcome"));
    for ((name, old), (_, new)) in old.iter().zip(&new) {
        let stands = read(directory.path(), name);
        if stands.as_ref() != Some(old) && stands.as_ref() != Some(new) {
            return Some(Err(format!("{name} is neither old nor new")));
        }
        if !found.iter().any(|(_, text)| text == old) {
            return Some(Err(format!("the old {name} is lost")));
        }
    }
    save(directory.path(), &new, now(9)).unwrap();
    let found = everything(&directory.path().join("outcome"));
    let left = found.iter().any(|(name, _)| !NAMES.contains(&name.as_str()));
    let as_new = new.iter().all(|(name, text)| read(directory.path(), name).as_ref() == Some(text));
    let kept = old.iter().all(|(_, old)| found.iter().any(|(_, text)| text == old));
    Some(if as_new && kept && !left { Ok(()) } else { Err(format!("after saving again: new {as_new}, kept {kept}, left {left}")) })
}

#[test]
fn saving_that_is_stopped_leaves_old_or_new_and_loses_nothing() {
    let way: Way = |directory, files, watch| save_watched(directory, files, now(2), watch).ok().map(|_| ());
    let mut stop = 0;
    while let Some(checked) = check_stopped(way, stop) {
        checked.unwrap_or_else(|wrong| panic!("stopped at step {stop}: {wrong}"));
        stop += 1;
    }
    assert!(stop > 15, "only {stop} steps were tried");
}

#[test]
fn saving_in_place_is_noticed() {
    let in_place: Way = |directory, files, watch| {
        for (name, text) in files {
            fs::write(directory.join("outcome").join(name), &text[..text.len() / 2]).ok()?;
            watch("half");
            fs::write(directory.join("outcome").join(name), text).ok()?;
            watch("whole");
        }
        Some(())
    };
    assert!(check_stopped(in_place, 0).unwrap().is_err());
    assert!(check_stopped(in_place, 1).unwrap().is_err(), "the trial would not notice that the old file is lost");
}

#[test]
fn what_was_there_is_kept_under_the_moment_it_was_replaced() {
    let directory = TempDir::new().unwrap();
    let paths = save(directory.path(), &files("one"), now(1)).unwrap();
    assert_eq!(paths, NAMES.map(|name| directory.path().join("outcome").join(name)));
    let earlier = directory.path().join("outcome/earlier");
    assert!(!earlier.exists());
    save(directory.path(), &files("one"), now(2)).unwrap();
    assert!(!earlier.exists(), "the same again is nothing new");
    save(directory.path(), &files("two"), now(3)).unwrap();
    save(directory.path(), &files("three"), now(3)).unwrap();
    for (place, text) in [("2026-11-21T203103Z", "one"), ("2026-11-21T203103Z-2", "two")] {
        for (name, text) in files(text) {
            assert_eq!(fs::read_to_string(earlier.join(place).join(name)).unwrap(), text);
        }
    }
    fs::write(directory.path().join("outcome/minutes.md"), "somebody's own hand\n").unwrap();
    save(directory.path(), &files("three"), now(4)).unwrap();
    assert_eq!(everything(&earlier.join("2026-11-21T203104Z")), [("minutes.md".to_owned(), "somebody's own hand\n".to_owned())]);
    assert_eq!(read(directory.path(), "minutes.md").unwrap(), files("three")[2].1);
}

#[test]
fn links_and_folders_are_not_written_through() {
    let elsewhere = TempDir::new().unwrap();
    let target = elsewhere.path().join("precious");
    fs::write(&target, "precious").unwrap();
    for what in ["outcome", "assignment.csv", "earlier", "folder"] {
        let directory = TempDir::new().unwrap();
        let outcome = directory.path().join("outcome");
        if what == "outcome" {
            symlink(elsewhere.path(), &outcome).unwrap();
        } else {
            save(directory.path(), &files("old"), now(1)).unwrap();
        }
        match what {
            "assignment.csv" => {
                fs::remove_file(outcome.join(what)).unwrap();
                symlink(&target, outcome.join(what)).unwrap();
            }
            "earlier" => symlink(elsewhere.path(), outcome.join(what)).unwrap(),
            "folder" => {
                fs::remove_file(outcome.join("minutes.md")).unwrap();
                fs::create_dir(outcome.join("minutes.md")).unwrap();
            }
            _ => {}
        }
        let told = save(directory.path(), &files("new"), now(2));
        assert!(matches!(told, Err(SaveError::Foreign(_))), "{what}: {told:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
        assert_eq!(everything(elsewhere.path()).len(), 1, "{what}");
        if what != "outcome" {
            assert_eq!(read(directory.path(), "assignment.json").unwrap(), files("old")[0].1, "{what}");
            assert!(fs::read_dir(&outcome).unwrap().all(|entry| !entry.unwrap().file_name().to_str().unwrap().starts_with('.')));
        }
    }
}

#[test]
fn only_names_are_saved_under() {
    let directory = TempDir::new().unwrap();
    for name in ["", ".", "..", ".hidden", "a/b", "../a", "earlier", "a\0b", &"x".repeat(201)] {
        assert!(matches!(save(directory.path(), &[(name, String::new())], now(1)), Err(SaveError::Name(_))), "{name:?}");
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn what_is_saved_has_the_bits_that_the_directory_asks_for() {
    for (bits, folder, file) in [(0o755, 0o700, 0o600), (0o770, 0o2770, 0o660), (0o2750, 0o2770, 0o660)] {
        let directory = TempDir::new().unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(bits)).unwrap();
        save(directory.path(), &files("one"), now(1)).unwrap();
        save(directory.path(), &files("two"), now(2)).unwrap();
        for (path, wanted) in [("outcome", folder), ("outcome/earlier", folder), ("outcome/minutes.md", file)] {
            assert_eq!(fs::metadata(directory.path().join(path)).unwrap().mode() & 0o7777, wanted, "{path} in {bits:o}");
        }
    }
}
