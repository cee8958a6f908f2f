//! What people's wishes cost: forced pairs, one at a time, for one person, for everybody.
//!
//! ```text
//!   forced.rs      one pair really forced: who moves, and the loss
//!   network.rs     the ways in which one mentor's seat makes up for another's, as a graph of mentors
//!     |  closure.rs    all its shortest ways at once
//!     v
//!   table.rs       one person against everybody, and all pairs
//! ```
//!
//! All of them answer the same: what the table says of a pair is what forcing it would lose (the tests force it). Long work asks
//! between steps whether it is [cancelled](Cancelled).
//!
//! Never here: reduced costs taken for prices; they are only the beginning of the way.

mod closure;
mod forced;
mod network;
mod table;

pub use forced::{Price, price};
pub use table::{Loss, Prices, all_prices, prices_of_adept, prices_of_mentor};

/// Asked between the steps of long work; true means that nobody waits for the answer any more.
///
/// A background thread hands in a look at an atomic flag, everybody else `&mut || false`.
pub type Cancelled<'a> = &'a mut dyn FnMut() -> bool;
