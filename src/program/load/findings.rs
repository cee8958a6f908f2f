//! Problems as they are found.

use std::collections::BTreeMap;

use crate::program::problem::{Fault, FileFault, Problem, Severity};

/// Beyond this many in one file the rest is only counted: nobody reads on, and a hostile file must not fill the memory.
const MOST_IN_A_FILE: usize = 1000;

/// The problems found so far.
#[derive(Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
    in_file: BTreeMap<String, Count>,
}

#[derive(Default)]
struct Count {
    kept: usize,
    more: usize,
    worst: Option<Severity>,
}

impl Findings {
    /// Notes a problem at a line and column (0 where there is none).
    pub(super) fn add(&mut self, severity: Severity, file: &str, (line, column): (u32, u32), fault: impl Into<Fault>) {
        if !self.in_file.contains_key(file) {
            self.in_file.insert(file.to_owned(), Count::default());
        }
        let Some(count) = self.in_file.get_mut(file) else { return };
        if count.kept < MOST_IN_A_FILE {
            count.kept += 1;
            self.problems.push(Problem { severity, file: file.to_owned(), line, column, fault: fault.into() });
        } else {
            count.more += 1;
            count.worst = Some(count.worst.map_or(severity, |worst| worst.min(severity)));
        }
    }

    /// All of them, sorted by file, line and column; those of one place in the order of finding.
    pub(super) fn sorted(mut self) -> Vec<Problem> {
        for (file, count) in self.in_file {
            if let Some(severity) = count.worst {
                let fault = Fault::File(FileFault::ManyMore(count.more));
                self.problems.push(Problem { severity, file, line: u32::MAX, column: 0, fault });
            }
        }
        self.problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        for problem in &mut self.problems {
            if problem.line == u32::MAX {
                problem.line = 0;
            }
        }
        self.problems
    }
}
