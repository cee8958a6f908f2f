//! The integration tests: the program from outside, one binary.

mod broken;
mod cli;
mod loading;
mod tidy;
