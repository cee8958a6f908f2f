//! Mentor Match.

pub mod program;
pub mod scoring;
pub mod words;
