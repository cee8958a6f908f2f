//! map
pub mod scoring;
