//! The user's own keys: `keys.toml` in the configuration directory, laid over the built-in ones.

use std::fs;
use std::io::ErrorKind;

use directories::ProjectDirs;

use crate::app::Keymap;
use crate::program::Shown;
use crate::words::{Lang, counter, keymap};

/// The keymap in force, and one sentence for each thing in the user's file that cannot be used; the rest of the file holds.
pub fn in_force(lang: Lang) -> (Keymap, Vec<String>) {
    let built_in = Keymap::built_in();
    let Some(path) = ProjectDirs::from("", "", "mentor-match").map(|own| own.config_dir().join("keys.toml")) else {
        return (built_in, Vec::new());
    };
    match fs::read_to_string(&path) {
        Ok(text) => {
            let (merged, faults) = built_in.merged(&text);
            (merged, faults.iter().map(|fault| format!("{}: {}", counter::path(&path), keymap::fault(fault, lang))).collect())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => (built_in, Vec::new()),
        Err(error) => (built_in, vec![format!("{}: {}", counter::path(&path), Shown::new(&error.to_string()))]),
    }
}
