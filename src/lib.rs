//! Mentor Match.

pub mod journal;
pub mod matching;
pub mod outcome;
pub mod program;
pub mod scoring;
pub mod session;
pub mod words;
