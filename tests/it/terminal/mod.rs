//! The real program in a pseudo-terminal.
//!
//! ```text
//!  sitting ──► endings   every way out gives the terminal back
//!          ├─► closed    a connection that drops leaves no process
//!          ├─► frozen    somebody who holds the journal and sleeps is named
//!          └─► session   what shows as done is done
//! ```
//!
//! Never here: what could be seen without a terminal.

#[cfg(target_os = "linux")]
mod closed;
mod endings;
mod frozen;
mod session;
mod sitting;
