//! Trials of the outcome: pages and tables from an evening with hostile words, and saving that is interrupted.

mod pages;
mod saving;
