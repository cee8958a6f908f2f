//! The program as a whole: real files, real processes.

mod journal;
