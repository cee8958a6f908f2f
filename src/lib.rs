//! map
pub mod matching;
