//! The user's own keys: `keys.toml` in the configuration directory, laid over the built-in ones.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use directories::ProjectDirs;

use crate::app::Keymap;
use crate::app::keymap::KeyFault;
use crate::program::problem::{Fault, FileFault, Problem, Severity};
use crate::words::{Lang, counter, keymap};

/// The keymap in force, and a problem for each thing in the user's file that cannot be used; the rest of the file holds.
pub fn in_force() -> (Keymap, Vec<Problem>) {
    let built_in = Keymap::built_in();
    let Some(path) = ProjectDirs::from("", "", "mentor-match").map(|own| own.config_dir().join("keys.toml")) else {
        return (built_in, Vec::new());
    };
    match fs::read_to_string(&path) {
        Ok(text) => {
            let (merged, faults) = built_in.merged(&text);
            (merged, faults.iter().map(|fault| problem(&path, fault)).collect())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => (built_in, Vec::new()),
        Err(error) => (built_in, vec![at(&path, 0, FileFault::Unreadable(error.kind()).into())]),
    }
}

fn problem(path: &Path, fault: &KeyFault) -> Problem {
    let line = if let KeyFault::NotToml { line, .. } = fault { u32::try_from(*line).unwrap_or(0) } else { 0 };
    at(path, line, Fault::Elsewhere { sv: keymap::fault(fault, Lang::Sv), en: keymap::fault(fault, Lang::En) })
}

fn at(path: &Path, line: u32, fault: Fault) -> Problem {
    Problem { severity: Severity::Warning, file: counter::path(path).to_string(), line, column: 0, fault }
}
