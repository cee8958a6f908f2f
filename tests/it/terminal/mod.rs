//! The real program in a pseudo-terminal.
//!
//! ```text
//!  sitting ──► endings   every way out gives the terminal back
//!          ├─► closed    a connection that drops leaves no process
//!          ├─► frozen    somebody who holds the journal and sleeps is named
//!          ├─► repaired  a session goes on when somebody repairs the journal, or it can be read again
//!          └─► session   what shows as done is done
//! ```
//!
//! Never here: what could be seen without a terminal.

#[cfg(target_os = "linux")]
mod closed;
mod endings;
mod frozen;
mod repaired;
mod session;
mod sitting;
