//! The integration tests: the program from outside, one binary.

mod broken;
mod cli;
mod journal;
mod loading;
mod tidy;
