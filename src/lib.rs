//! # Mentor Match
//!
//! The table that a mentor programme's project group sits down at: applications in, an assignment that everyone can stand behind out.
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//!
//! use mentor_match::program::load::load;
//! use mentor_match::session::Session;
//!
//! let (program, problems) = load(Path::new("sample-data/pfizer"), None);
//! assert!(problems.is_empty());
//! let session = Session::open(Arc::new(program), []);
//! for pair in session.proposal().pairs() {
//!     let why = session.breakdown(pair).expect("a pair of this program");
//!     assert_eq!(why.parts.iter().map(|part| part.points).sum::<u16>(), why.score);
//! }
//! assert_eq!(session.proposal().total, session.total_without_decisions());
//! ```
//!
//! ```text
//! ┌ screen::header ───────────────────────────────────────────────────────────────────────────────┐
//! ├ screen::panes ──────────────── the leaders ──┬ screen::panes ─────────── partners, best first ─┤
//! │  app::pane (rows, cursor, order, filter)     │  scoring::Scores ─ how well two people fit      │
//! │  session::review ─ who needs a look first    │  session::PairState ─ locked, proposed, blocked │
//! ├ screen::why ─────────────────────────────────┴────────────────────────────────────────────────┤
//! │  scoring::Breakdown ─ parts with points, evidence, gaps        session::why ─ why not, the price │
//! ├ screen::footer ─ app::action ─ the keys that work now ────────────────────────────────────────┤
//! └───────────────────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! ## The rooms
//!
//! | room | what it holds |
//! |---|---|
//! | [`program`] | what the group brings: applications, criteria, every problem named |
//! | [`scoring`] | how well two people fit: values, parts, evidence |
//! | [`matching`] | the best assignment: integers in, integers out |
//! | [`session`] | what the group decides, and the proposal that follows |
//! | [`journal`] | where decisions live: append under lock, never lost |
//! | [`outcome`] | what leaves the room: assignment, table, minutes |
//! | [`own_words`] | the group's own words: the one thing that is ever added to its input |
//! | [`app`] | the machine: message in, effects out |
//! | [`screen`] | the picture: app in, buffer out |
//! | [`terminal`] | the glass: the loop, entering and restoring |
//! | [`words`] | the languages |
//! | [`door`] | the door: the keys by which OpenSSH lets people in |
//! | [`cli`] | the counter: every answer without the screen |
//!
//! ## One decision's way
//!
//! key → keymap → `Action` → `app` makes an intent → `Effect` → the journal appends it under the lock → `Record` → `session` replays it →
//! `matching` solves → `app` → `screen`. The same record reaches everybody else's journal and takes the same last four steps.
//!
//! ## What always holds
//!
//! * `program` (but its loading), `scoring`, `matching` and `session` open no files, read no clock, draw no random numbers. The same input gives
//!   the same bytes, whatever the order of files or the machine.
//! * The session is the replay of the journal. There is no second truth.
//! * Integers decide: scores are basis points, and the parts of a score add up to it exactly.
//! * What the group brings is never rewritten, unless somebody asks for it each time: `=` and `words` add a line to the program's own table of
//!   words and name that table in the criteria, `criteria --write` puts decided weights into the criteria. No other line of theirs is changed.
//! * A key becomes an action in one place, and whether the action may run is asked in one place, so no hint is ever wrong.
//! * Text that a person wrote reaches a terminal, a table or a title only as [`program::Shown`].
//! * Language, theme and size are values handed in, never globals.

pub mod app;
pub mod cli;
pub mod door;
pub mod journal;
pub mod matching;
pub mod outcome;
pub mod own_words;
pub mod program;
pub mod scoring;
pub mod screen;
pub mod session;
pub mod terminal;
pub mod words;
