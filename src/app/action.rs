//! Everything a person can do with a key, and where.

use crate::words::{Lang, actions};

use Action::*;
use Scope::*;

/// Where a key is in force. The innermost scope that knows a key decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The cursor is in the left pane.
    People,
    /// The cursor is in the right pane.
    Partners,
    /// Either pane.
    Session,
    /// A question with consequences.
    Confirm,
    /// One's own decision that was refused.
    Refused,
    /// The notes there are, while one of them has the cursor.
    Notes,
    /// The vote box.
    Votes,
    /// The reading room.
    Reading,
    /// Weights and rules that are tried.
    Weights,
    /// Problems, orders.
    List,
    /// The history.
    Log,
    /// The panes while they show the past.
    Past,
    /// Search, palette, help: typed characters go into the field.
    Find,
    /// A text field: typed characters go into it.
    Text,
    /// Always.
    Everywhere,
}

/// Something a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    PaneLeft,
    PaneRight,
    OtherPane,
    TurnRound,
    ToPartners,
    Lock,
    Assign,
    Swap,
    Forbid,
    Explain,
    Note,
    Withdraw,
    Vote,
    VoteYes,
    VoteNo,
    VoteTalk,
    Reveal,
    NextReview,
    Search,
    Undo,
    Redo,
    Order,
    Rivals,
    Follow,
    Changes,
    Weights,
    Lighter,
    Heavier,
    MuchLighter,
    MuchHeavier,
    AsInFile,
    Objective,
    Afresh,
    Save,
    Finalise,
    Log,
    Older,
    Newer,
    MarkMoment,
    CompareMoments,
    TakeBack,
    LookInLog,
    OnlyThisPair,
    OnlyThisPerson,
    OnlyMine,
    Decisions,
    Problems,
    Unite,
    ReadAgain,
    Palette,
    Help,
    Back,
    Accept,
    Reason,
    Look,
    Retry,
    Comment,
    Suspend,
    Quit,
}

/// One row: the action, its name in keys.toml, where it can be bound.
type Entry = (Action, &'static str, &'static [Scope]);

/// The table of all actions, in the order in which a footer has room for them. Help always comes last there.
const TABLE: [Entry; 65] = [
    (Older, "older", &[Past]),
    (Newer, "newer", &[Past]),
    (ToPartners, "to-partners", &[People]),
    (Unite, "unite", &[Reading]),
    (Lock, "lock", &[Session]),
    (Assign, "assign", &[Partners]),
    (VoteYes, "vote-yes", &[Scope::Votes]),
    (VoteNo, "vote-no", &[Scope::Votes]),
    (VoteTalk, "vote-talk", &[Scope::Votes]),
    (Lighter, "lighter", &[Scope::Weights]),
    (Heavier, "heavier", &[Scope::Weights]),
    (Accept, "accept", &[Confirm, Scope::Weights, List, Scope::Log, Find, Text, Scope::Notes, Scope::Votes]),
    (Look, "look", &[Scope::Refused]),
    (Retry, "retry", &[Scope::Refused]),
    (Comment, "comment", &[Scope::Refused]),
    (Reveal, "reveal", &[Scope::Votes]),
    (Withdraw, "withdraw", &[Scope::Notes]),
    (LookInLog, "find", &[Scope::Log]),
    (TakeBack, "take-back", &[Scope::Log]),
    (CompareMoments, "compare", &[Scope::Log]),
    (MarkMoment, "mark", &[Scope::Log]),
    (OnlyThisPerson, "this-person", &[Scope::Log]),
    (OnlyThisPair, "this-pair", &[Scope::Log]),
    (OnlyMine, "mine", &[Scope::Log]),
    (Swap, "swap", &[Session]),
    (Forbid, "forbid", &[Session]),
    (Explain, "explain", &[Session]),
    (Follow, "follow", &[Session]),
    (Changes, "changes", &[Session]),
    (NextReview, "next-review", &[Session]),
    (Undo, "undo", &[Session]),
    (Search, "search", &[Session]),
    (Note, "note", &[Session]),
    (Redo, "redo", &[Session]),
    (Save, "save", &[Session]),
    (Order, "order", &[Session]),
    (Action::Weights, "weights", &[Session]),
    (Vote, "vote", &[Session]),
    (Objective, "objective", &[Session]),
    (OtherPane, "other-pane", &[Session, Reading, Scope::Weights, Find, Text, Scope::Votes]),
    (TurnRound, "turn-round", &[Session]),
    (Afresh, "afresh", &[Session]),
    (Decisions, "decisions", &[Session]),
    (Action::Log, "log", &[Session, Past]),
    (Rivals, "rivals", &[Session]),
    (Problems, "problems", &[Session]),
    (Finalise, "finalise", &[Session]),
    (ReadAgain, "read-again", &[Session, Reading]),
    (
        Back,
        "back",
        &[Session, Past, Confirm, Scope::Refused, Reading, Scope::Weights, List, Scope::Log, Find, Text, Scope::Notes, Scope::Votes],
    ),
    (AsInFile, "as-in-file", &[Scope::Weights]),
    (Reason, "reason", &[Confirm]),
    (MuchLighter, "much-lighter", &[Scope::Weights]),
    (MuchHeavier, "much-heavier", &[Scope::Weights]),
    (Up, "up", &[Session, Confirm, Reading, Scope::Weights, List, Scope::Log, Find, Text, Scope::Notes]),
    (Down, "down", &[Session, Confirm, Reading, Scope::Weights, List, Scope::Log, Find, Text, Scope::Notes]),
    (PageUp, "page-up", &[Session, Confirm, Reading, List, Scope::Log, Find]),
    (PageDown, "page-down", &[Session, Confirm, Reading, List, Scope::Log, Find]),
    (First, "first", &[Session, Reading, Scope::Weights, List, Scope::Log]),
    (Last, "last", &[Session, Reading, Scope::Weights, List, Scope::Log]),
    (PaneLeft, "pane-left", &[Session, Reading]),
    (PaneRight, "pane-right", &[Session, Reading]),
    (Palette, "palette", &[Session]),
    (Suspend, "suspend", &[Everywhere]),
    (Quit, "quit", &[Session]),
    (Help, "help", &[Everywhere, Session]),
];

impl Action {
    /// All actions, in the order in which a footer has room for them.
    pub fn all() -> impl Iterator<Item = Action> {
        TABLE.iter().map(|(action, ..)| *action)
    }

    /// The name in keys.toml.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |(_, name, _)| name)
    }

    /// The action of a name.
    pub fn named(name: &str) -> Option<Action> {
        TABLE.iter().find(|(_, n, _)| *n == name).map(|(action, ..)| *action)
    }

    /// Where it can be bound.
    pub fn scopes(self) -> &'static [Scope] {
        self.entry().map_or(&[], |(_, _, scopes)| scopes)
    }

    /// What it does, in at most 30 cells.
    pub fn describe(self, lang: Lang) -> &'static str {
        actions::describe(self, lang)
    }

    fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|(action, ..)| *action == self)
    }
}

impl Scope {
    /// All scopes, in the order of the help.
    pub const ALL: [Scope; 15] = [
        Session,
        People,
        Partners,
        Confirm,
        Scope::Refused,
        Reading,
        Scope::Weights,
        Scope::Notes,
        Scope::Votes,
        List,
        Scope::Log,
        Past,
        Find,
        Text,
        Everywhere,
    ];

    /// The name in keys.toml.
    pub fn name(self) -> &'static str {
        match self {
            People => "people",
            Partners => "partners",
            Session => "session",
            Confirm => "confirm",
            Scope::Refused => "refused",
            Reading => "reading",
            Scope::Weights => "weights",
            Scope::Notes => "notes",
            Scope::Votes => "votes",
            List => "list",
            Scope::Log => "log",
            Past => "past",
            Find => "find",
            Text => "text",
            Everywhere => "everywhere",
        }
    }

    /// The scope of a name.
    pub fn named(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether typed characters go into a field, so that no character alone can be a key.
    pub fn types(self) -> bool {
        matches!(self, Find | Text)
    }
}
