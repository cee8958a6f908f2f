//! Who sits at the table now, and where they look. Nothing of it is decided, and nothing of it is kept.

use serde::{Deserialize, Serialize};

use crate::program::{PersonId, Role};

use super::decision::Standing;

/// Somebody who has the program directory open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// The sitting: the same person at two terminals is present twice.
    pub sitting: String,
    /// The name that they sat down under.
    pub by: String,
    /// The Unix account of their process.
    pub account: String,
    /// The machine that their process runs on.
    pub host: String,
    /// What they may do.
    pub role: Standing,
    /// Where they are.
    pub stand: Stand,
}

/// Where somebody is, as their own machine tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stand {
    /// Which role leads on their screen.
    pub leads: Role,
    /// The adept of the pair under their cursor.
    pub adept: Option<PersonId>,
    /// The mentor of the pair under their cursor.
    pub mentor: Option<PersonId>,
    /// What they are doing.
    pub mode: Mode,
    /// When they last pressed a key: seconds since the beginning of 1970, UTC.
    pub touched: i64,
}

/// What somebody is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Looking.
    #[default]
    Looking,
    /// Writing a note or a reason.
    Noting,
    /// Before a question with its consequences, or waiting for a decision to be saved.
    Deciding,
}
