//! The little that the journal asks of a disk. The real one is [`super::folder::Folder`]; a test can put one in its place that fails.

use std::io;

/// A file as it stands at the journal's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Which device it is on.
    pub device: u64,
    /// Which file it is; another number is another file.
    pub inode: u64,
    /// Its length in bytes.
    pub length: u64,
}

impl Stand {
    /// Whether both are one file, whatever their lengths.
    pub fn is_same_file(&self, other: &Stand) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// What opening the journal's file gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// There is none yet.
    Nothing {
        /// Whether this account may make it.
        may_create: bool,
    },
    /// It can be read.
    ForReading(Stand),
    /// It can be read and appended to.
    ForWriting(Stand),
}

/// What the journal does with a disk. All methods are about one journal file and its lock; none of them knows what a record is.
pub trait Disk: Send {
    /// What stands at the journal's path at this moment; `None` for nothing.
    ///
    /// # Errors
    /// When the path cannot be looked at.
    fn look(&mut self) -> io::Result<Option<Stand>>;

    /// Opens what stands at the path, instead of what was open before.
    ///
    /// # Errors
    /// When it cannot be read, or is not an ordinary file ([`io::ErrorKind::Unsupported`]).
    fn open(&mut self) -> io::Result<Opened>;

    /// The bytes of the open file from one offset up to another, or up to the end where that comes first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>>;

    /// Takes the lock if nobody has it, making what is needed for that; `false` when somebody has it.
    ///
    /// # Errors
    /// When the lock cannot be reached.
    fn try_lock(&mut self) -> io::Result<bool>;

    /// Gives the lock back.
    fn unlock(&mut self);

    /// Says in the lock's file who has it; whoever waits can read it. Best effort.
    fn sign_lock(&mut self, text: &str);

    /// What the one who has the lock has said in it; empty when that cannot be found out.
    fn lock_text(&mut self) -> String;

    /// Makes the file if there is none, opens it for writing, and makes sure that its name outlives a loss of power.
    ///
    /// # Errors
    /// When any of it fails.
    fn create(&mut self) -> io::Result<Stand>;

    /// How many bytes this account can still write beside the journal.
    ///
    /// # Errors
    /// When that cannot be found out.
    fn room(&mut self) -> io::Result<u64>;

    /// Writes at the end of the open file. After an error any number of the bytes may be there.
    ///
    /// # Errors
    /// When not all bytes were written.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts the open file.
    ///
    /// # Errors
    /// When it was not cut.
    fn set_length(&mut self, length: u64) -> io::Result<()>;

    /// Returns when the open file's bytes and length are on the disk.
    ///
    /// # Errors
    /// When they may not be; then nobody knows, and asking again would not tell.
    fn sync(&mut self) -> io::Result<()>;

    /// Keeps some bytes for ever under a name of its own beside the journal; says where, from the program directory.
    ///
    /// # Errors
    /// When they are not surely kept.
    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> io::Result<String>;

    /// Puts another file with these bytes in the journal's place, all at once, and opens it: whatever happens meanwhile, the file at the
    /// path is the old one or the new one, and the new one is whole. Only for whoever has the lock.
    ///
    /// # Errors
    /// When that has not surely happened; [`Disk::look`] tells which file it is.
    fn replace(&mut self, bytes: &[u8]) -> io::Result<Stand>;
}
