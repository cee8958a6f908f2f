//! Mentor Match.

pub mod app;
pub mod matching;
pub mod program;
pub mod scoring;
pub mod session;
pub mod words;
