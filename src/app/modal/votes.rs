//! The vote box: a pair on which the group is asked.

use crate::session::Named;

/// A pair on which the group is asked. Who has answered what is in [`crate::app::App::polled`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    /// Which pair.
    pub pair: Named,
    /// Whether the answers are to be revealed though somebody here has not answered; the same key again does it.
    pub unsure: bool,
}
