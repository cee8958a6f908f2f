//! # The door
//!
//! Who may come in over SSH. There is no server here: OpenSSH is the door, and this room keeps the lines by which it knows whom to let in.
//!
//! ```text
//! a public key ─► key ─┐
//!                      ├─► entrance ─► one line ─► keys: bytes in, bytes out ─► file: locked, replaced whole ─► authorized_keys ─► sshd
//! program, DIR, NAME ──┘                             ▲
//!                       line: a line as sshd reads it ┘
//! ```
//!
//! Inside: [`base64`], [`key`] (one public key, its type and fingerprint), [`line`] (a line taken apart as sshd takes it apart), [`shell`]
//! (words quoted for a shell), [`entrance`] (what a key opens, and the line that says so), [`keys`] (adding, finding and revoking, on
//! bytes), [`file`] (the file that they lie in).
//!
//! Invariants: a line that somebody else wrote stays as it is, byte for byte, and adding followed by revoking gives the bytes back. A line that
//! is written holds exactly one key and one forced command, whatever the names in it are. A file is the old one or the new one.
//! A private key is never kept, shown or written.
//! Never here: sentences, the terminal, decisions.

pub mod base64;
pub mod entrance;
pub mod file;
pub mod key;
pub mod keys;
pub mod line;
pub mod shell;

pub use entrance::{Entrance, Unwritable};
pub use file::{FileFault, KeysFile};
pub use key::{KeyFault, PublicKey};
pub use keys::{Added, Found, Occupied, Revoked, Which};
