//! # The machine
//!
//! ```text
//!  key ──► keymap ──► Action ──► allowed? ──► run ──┬─► the app's own state (cursors, modals, notices)
//!                                   │ Refused       └─► Effect::Decide(intent) ──► journal ──► Msg::Decided / Msg::News
//!                                   └─► notice                                                      │
//!   rows, marked pair ◄── refresh ◄── session.apply(record) ◄───────────────────────────────────────┘
//! ```
//!
//! Inside: [`key`] and [`keymap`] (the only place where a key becomes an [`Action`]), [`action`] (the table of all actions), `allowed` (whether
//! one can be done now: asked by the runner, the footer, the help and the palette alike), `run`, `decide`, `decisions`, `finality` (making final, reopening, what one may do), `weighing` and `objectives` (doing it), `unite`
//! (two passages that mean the same), `foresight` (what the outer world has worked out beforehand), `beside` (what each partner would cost), `again` (the program's files, read anew), `together` (who else is here, and the time), `follow` (one's cursor goes with somebody else's), `changes` (what others did since one last looked), `notes` and `votes` (what people write down, and what they think of a pair),
//! `unrecorded` (one's own decision that others stood in the way of), `drafts` (words that are being typed), `log` (the list of records) and [`history`] (the screen as it stood then), [`pane`] and `rows`
//! (the two lists), [`order`], [`cursor`], [`search`] (the only place that knows the fuzzy matcher), [`modal`] (what lies over the
//! panes), [`field`] (text fields), [`notice`] and [`refused`] (what is said, as values), [`message`] (the way in and out).
//!
//! Invariants: what is decided changes only when a record comes back; until then [`App::pending`] holds the intent. Nothing jumps: a record
//! changes what rows say, never where they stand; lists are put in order anew only where somebody asks for it. Pasted text is never keys. Esc never leaves.
//! Never here: files, clocks, environment, terminals, colours, widths, sentences.

pub mod action;
mod again;
mod allowed;
mod beside;
mod changes;
pub mod cursor;
mod decide;
mod decisions;
mod drafts;
pub mod field;
mod finality;
mod finding;
mod follow;
mod foresight;
pub mod history;
pub mod key;
pub mod keymap;
mod log;
pub mod message;
pub mod modal;
mod notes;
pub mod notice;
mod objectives;
pub mod order;
pub mod pane;
mod quoting;
mod reading;
pub mod refused;
mod rivals;
mod rows;
mod run;
pub mod search;
mod seen;
#[cfg(test)]
mod tests;
mod together;
mod unite;
mod unrecorded;
mod update;
mod votes;
mod weighing;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

pub use action::{Action, Scope};
pub use key::{Code, Key};
pub use keymap::{KeyFault, Keymap, Resolved};
pub use message::{Again, Asked, Drawn, Effect, Msg, NotSaved, Outcome, ReadOnly, Stood, Written};
pub use modal::Modal;
pub use notice::{Notice, NoticeText};
pub use order::{Filter, Order};
pub use pane::{Pane, Row, Side};
pub use refused::Refused;
pub use seen::{Header, Hint, Marked};
pub use together::Fresh;
pub use votes::{Polled, Voter};

use crate::program::{Problem, Role};
use crate::session::{Consequences, Draft, Intent, Named, Record, Session, Standing};
use crate::words::Lang;

use beside::Beside;
use foresight::Foresight;
use history::Travel;
use rows::{Arrangement, Outlook};
use search::Finder;
use together::Together;

/// One person's session at the table: everything that is seen and everything that a key can change.
#[derive(Debug)]
pub struct App {
    session: Session,
    problems: Vec<Problem>,
    by: String,
    role: Standing,
    /// Whether others can write the program's files, so that roles are an agreement.
    shared: bool,
    lang: Lang,
    keymap: Keymap,
    size: (u16, u16),
    drawn: Drawn,
    side: Side,
    people: Pane,
    partners: Pane,
    order: Order,
    filter: Filter,
    /// The order in which the people of each role stand, as last made.
    standing: BTreeMap<Role, Arrangement>,
    modals: Vec<Modal>,
    typed: Vec<Key>,
    notice: Option<Notice>,
    just_moved: BTreeSet<usize>,
    to_swap: Option<usize>,
    /// How many times it has been asked what the objectives would give.
    compared: u64,
    pending: Option<Pending>,
    /// Decisions that are kept together, while they are.
    keeping: Option<weighing::Keeping>,
    read_only: Option<ReadOnly>,
    leaving: bool,
    /// Whether the program's files are others than the ones that were read.
    stale: bool,
    /// Records that came before the ones they follow.
    early: BTreeMap<u64, Record>,
    /// What the last applied records did, until the pending decision is answered.
    settled: BTreeMap<u64, Consequences>,
    /// The numbers of the records that were decided here.
    own: BTreeSet<u64>,
    /// What the outer world has worked out about what is decided.
    foresight: Foresight,
    /// What each partner of the subject would cost.
    beside: Beside,
    /// Who else is here, and where one stands oneself.
    together: Together,
    /// The pairs whose answers are to be revealed as soon as everybody here has answered.
    to_reveal: BTreeSet<Named>,
    /// The words that are kept outside while they are being typed.
    drafted: Option<Draft>,
    /// Where one is in time.
    travel: Travel,
    outlook: Outlook,
    finder: Finder,
    marked: OnceCell<Option<Marked>>,
    /// What the floor would give, worked out when first asked for.
    floor: OnceCell<Option<Consequences>>,
}

/// What the outer world has been asked to do and has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// A decision is being written; `holder` is who has the journal, when somebody has.
    Deciding {
        /// The decision.
        intent: Box<Intent>,
        /// Who holds the journal.
        holder: Option<String>,
    },
    /// The outcome is being written.
    Saving,
    /// The program's files are being read again.
    Reading(Asked),
}

impl App {
    /// Sits down at the table: adepts lead, those who need a look first; the list of problems lies on top when there are any faults. What
    /// only deserves a second look waits in it until somebody asks.
    pub fn open(session: Session, problems: Vec<Problem>, by: &str, role: Standing, lang: Lang) -> Self {
        let faulty = problems.iter().any(|problem| !problem.is_second_look());
        let modals = if faulty { vec![Modal::Problems(cursor::Cursor::default())] } else { vec![] };
        let (outlook, finder) = (Outlook::of(&session, None, by, role), Finder::of(session.program()));
        let together = Together::of(&session, by);
        let mut app = Self {
            session,
            problems,
            by: by.to_owned(),
            role,
            shared: false,
            lang,
            keymap: Keymap::built_in(),
            size: (80, 24),
            drawn: Drawn::default(),
            side: Side::People,
            people: Pane::empty(Role::Adept),
            partners: Pane::empty(Role::Mentor),
            order: Order::default(),
            filter: Filter::default(),
            standing: BTreeMap::new(),
            modals,
            typed: Vec::new(),
            notice: None,
            just_moved: BTreeSet::new(),
            to_swap: None,
            compared: 0,
            pending: None,
            keeping: None,
            read_only: None,
            leaving: false,
            stale: false,
            early: BTreeMap::new(),
            settled: BTreeMap::new(),
            own: BTreeSet::new(),
            foresight: Foresight::default(),
            beside: Beside::default(),
            together,
            to_reveal: BTreeSet::new(),
            drafted: None,
            travel: Travel::default(),
            outlook,
            finder,
            marked: OnceCell::new(),
            floor: OnceCell::new(),
        };
        app.list_people();
        app.follow_subject();
        app.greet();
        app
    }

    /// With other keys than the built-in ones.
    pub fn with_keys(mut self, keymap: Keymap) -> Self {
        self.keymap = keymap;
        self
    }

    /// Everything decided, the scores and the proposal; while weights are tried, what would follow from them; in the past, what was then.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What was wrong with the input.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Who sits here.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// What they may do.
    pub fn role(&self) -> Standing {
        self.role
    }

    /// The language they read.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The keys in force.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// Columns and rows of the terminal, as last told.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The left pane: people of one role.
    pub fn people(&self) -> &Pane {
        &self.people
    }

    /// The right pane: the partners of the person under the left pane's cursor.
    pub fn partners(&self) -> &Pane {
        &self.partners
    }

    /// Which pane has the keys.
    pub fn side(&self) -> Side {
        self.side
    }

    /// The order of the left pane.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Which people the left pane lists.
    pub fn filter(&self) -> Filter {
        self.filter
    }

    /// What lies over the panes, the innermost last.
    pub fn modals(&self) -> &[Modal] {
        &self.modals
    }

    /// What lies on top.
    pub fn modal(&self) -> Option<&Modal> {
        self.modals.last()
    }

    /// The keys typed so far of a sequence that is not finished.
    pub fn typed(&self) -> &[Key] {
        &self.typed
    }

    /// What is said until the next key.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The last record, which the notice line shows when there is no notice.
    pub fn last_record(&self) -> Option<&Record> {
        self.session.ledger().records().last()
    }

    /// The adepts that the last decision moved, by index.
    pub fn just_moved(&self) -> &BTreeSet<usize> {
        &self.just_moved
    }

    /// The adept marked as the first of a swap.
    pub fn to_swap(&self) -> Option<usize> {
        self.to_swap
    }

    /// What is being written.
    pub fn pending(&self) -> Option<&Pending> {
        self.pending.as_ref()
    }

    /// Whether somebody has changed the program's files since they were read.
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// Why nothing can be decided, when nothing can.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }
}
