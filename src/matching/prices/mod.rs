//! What people's wishes cost: forced pairs, one at a time, for one person, for everybody.
//!
//! ```text
//!   forced.rs      one pair really forced: who moves, and the loss
//!   network.rs     the ways in which one mentor's seat makes up for another's, as a graph of mentors
//!     |-- search.rs    the shortest ways from one mentor, or to one
//!     |     |  ahead.rs      whom a step may bring nearer
//!     |     |  columns.rs    the table of all pairs turned over
//!     |-- among.rs     those between all mentors, as small numbers
//!     |     |  closure.rs    all shortest ways of a dense graph at once
//!     v     v
//!   ways.rs        what a shortest way says of a pair
//!     |-- list.rs      one person against everybody: the losses, and whom they touch
//!     |-- table.rs     the losses of all pairs
//! ```
//!
//! All of them answer the same: what a list or the table says of a pair is what forcing it would lose (the tests force it). Long work asks
//! between steps whether it is [cancelled](Cancelled).
//!
//! Never here: reduced costs taken for prices; they are only the beginning of the way.

mod ahead;
mod among;
mod closure;
mod columns;
mod forced;
mod list;
mod network;
mod search;
mod table;
mod ways;

pub use columns::Columns;
pub use forced::{Price, price};
pub use list::{
    Chain, Listed, Loss, chain, list_of_adept, list_of_adept_by, list_of_mentor, prices_of_adept, prices_of_adept_by, prices_of_mentor,
};
pub use table::{Prices, all_prices};

/// Asked between the steps of long work; true means that nobody waits for the answer any more.
///
/// A background thread hands in a look at an atomic flag, everybody else `&mut || false`.
pub type Cancelled<'a> = &'a mut dyn FnMut() -> bool;
