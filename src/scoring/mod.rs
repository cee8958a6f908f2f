//! How well two people fit.
pub mod text;
