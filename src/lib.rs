//! Mentor Match.

pub mod program;
pub mod words;
