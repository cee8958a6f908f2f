//! What was wrong with the input: where, what was found and what to do. The sentences are in [`crate::words`].

/// One fault in what the group brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// An error takes something out of the program; a warning does not.
    pub severity: Severity,
    /// The file, relative to the program directory, with `/` between folders; empty for the directory itself.
    pub file: String,
    /// Line from 1; 0 when the fault has no line.
    pub line: u32,
    /// Column from 1, in characters; 0 when the fault has no column.
    pub column: u32,
    /// What was found.
    pub fault: Fault,
}

/// How much a fault takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something could not be used.
    Error,
    /// Everything was used, but somebody should look.
    Warning,
}

/// What was found; carries what its sentence needs, never more of a person than an id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The file is empty.
    EmptyFile,
}
