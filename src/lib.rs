//! Mentor Match.

pub mod cli;
pub mod journal;
pub mod matching;
pub mod program;
pub mod scoring;
pub mod session;
pub mod words;
