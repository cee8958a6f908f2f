//! The integration tests: the program from outside, one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod broken;
mod cli;
mod door;
mod journal;
mod loading;
mod presence;
mod readme;
mod refused;
mod screens;
mod sitting_together;
mod terminal;
mod tidy;
mod watching;
