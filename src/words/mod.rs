//! # The languages
//!
//! Every sentence that a person reads, in Swedish and English. A sentence is a function or a field of a value that exists once per language, so a
//! missing translation does not compile. The language is a value handed in, never a global: two people with two languages are
//! served by one process.
//!
//! Never here: decisions about what to say when; colours; widths.

use serde::{Deserialize, Serialize};

pub mod actions;
pub mod counter;
pub mod deeds;
pub mod faults;
pub mod journal;
pub mod keymap;
pub mod minutes;
pub mod notices;
pub mod openings;
pub mod own_words;
pub mod pair;
pub mod presence;
pub mod refusals;
pub mod roles;
pub mod screen;
pub mod sentence;
pub mod standby;
pub mod terms;
pub mod voices;

/// A language of the screen and of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Swedish.
    Sv,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// The language that a locale name asks for: `sv_SE.UTF-8` is Swedish, everything else English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("sv") { Lang::Sv } else { Lang::En }
    }

    /// Picks one of two.
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }
}
