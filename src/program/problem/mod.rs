//! # What was wrong with the input
//!
//! Where and what was found; what to do is in the sentences of [`crate::words::faults`]. Here: [`Problem`] and the faults of files;
//! faults of applications, of the criteria and of the group's own tables in a file each; in `second_look` what is no fault of form.
//!
//! Never here: sentences, or more of a person than an id.

mod application;
mod criteria;
mod second_look;

pub use application::{ApplicationFault, CapacityTrouble, IdTrouble, JsonCause, JsonType};
pub use criteria::{AskedFault, ConceptFault, CriteriaFault, Expected, RowFault, TomlType};
pub use second_look::{MoreOf, Private, SecondLook, Several, Shades, Spelling, Taken, Weighed};

use std::io;

use super::Role;

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

impl Problem {
    /// Whether it is no fault of form: everything is used as it stands, and it can wait until somebody asks for the list.
    pub fn is_second_look(&self) -> bool {
        matches!(self.fault, Fault::SecondLook(_))
    }
}

/// How much a fault takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something could not be used.
    Error,
    /// Everything was used, but somebody should look.
    Warning,
}

impl Severity {
    /// The word in `check --json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// What was found; carries what its sentence needs, never more of a person than an id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Something about a file or folder, whatever is in it.
    File(FileFault),
    /// Something about an application.
    Application(ApplicationFault),
    /// Something about the form of the criteria file.
    Criteria(CriteriaFault),
    /// Something about what the criteria ask for.
    Asked(AskedFault),
    /// Something about a row of one of the group's own tables (ratings, pairs).
    Row(RowFault),
    /// Something that is not wrong in form, but that somebody should look at.
    SecondLook(SecondLook),
    /// A fault of a file that only a higher room can read (the user's own keys), already said in both languages.
    Elsewhere {
        /// In Swedish.
        sv: String,
        /// In English.
        en: String,
    },
}

impl From<FileFault> for Fault {
    fn from(fault: FileFault) -> Self {
        Fault::File(fault)
    }
}

impl From<ApplicationFault> for Fault {
    fn from(fault: ApplicationFault) -> Self {
        Fault::Application(fault)
    }
}

impl From<CriteriaFault> for Fault {
    fn from(fault: CriteriaFault) -> Self {
        Fault::Criteria(fault)
    }
}

impl From<AskedFault> for Fault {
    fn from(fault: AskedFault) -> Self {
        Fault::Asked(fault)
    }
}

impl From<SecondLook> for Fault {
    fn from(found: SecondLook) -> Self {
        Fault::SecondLook(found)
    }
}

impl From<RowFault> for Fault {
    fn from(fault: RowFault) -> Self {
        Fault::Row(fault)
    }
}

/// Something about a file or folder, whatever is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// The program directory does not exist.
    NoDirectory,
    /// What should be a folder is something else.
    NotAFolder,
    /// `mentors/` or `adepts/` does not exist.
    MissingFolder(Role),
    /// There is not one usable application of this role.
    Nobody(Role),
    /// There is no criteria file.
    NoCriteria,
    /// The folder holds more files than are read; the first ones in order of name are.
    TooManyFiles {
        /// Files in the folder.
        found: usize,
        /// Files that are read.
        limit: usize,
    },
    /// The folder holds more applications than any programme has; the first ones are kept.
    TooManyPeople {
        /// Applications that are kept.
        limit: usize,
    },
    /// The file is bigger than is read.
    TooBig {
        /// Bytes in the file.
        size: u64,
        /// Bytes that are read at most.
        limit: u64,
    },
    /// All files together are bigger than is read; this one was left out.
    TooMuch {
        /// Bytes that are read at most, all files together.
        limit: u64,
    },
    /// The operating system does not let us read.
    Unreadable(io::ErrorKind),
    /// A symbolic link, which is never followed.
    SymbolicLink,
    /// Neither a file nor a link.
    NotRegular(Thing),
    /// A file that does not end in `.json` beside the applications.
    OtherName,
    /// Nothing in it but perhaps white space.
    Empty,
    /// Begins with a byte order mark.
    ByteOrderMark,
    /// Saved as UTF-16.
    Utf16,
    /// Not UTF-8; the byte that cannot be.
    NotUtf8(u8),
    /// So many problems in one file that the rest is only counted.
    ManyMore(usize),
}

/// What lies where a file was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device or something stranger.
    Device,
}
