//! The two lists at the centre: people on the left, the partners of the person under the cursor on the right.

use crate::program::{Pair, PersonId, Role, Shown};
use crate::scoring::Cell;
use crate::session::PairState;
use crate::session::review::Reason;

use super::cursor::{Cursor, Step};

/// One list of people of one role. The left pane leads: its cursor is on the subject. The right pane follows: it lists
/// the subject's possible partners, and its cursor is on the marked partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pane {
    /// Who is listed.
    pub role: Role,
    /// The people, in the order in which they are shown.
    pub rows: Vec<Row>,
    /// Where in them.
    pub cursor: Cursor,
    /// How many people of this role there are, listed or not.
    pub of: usize,
}

/// One person in a pane, with all there is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Mentor or adept.
    pub role: Role,
    /// Index into the program's people of that role.
    pub index: usize,
    /// The person's id.
    pub id: PersonId,
    /// The person's name.
    pub name: Shown,
    /// The pair that score and state are about: in the left pane with the present partner (of several, the one with the lowest score),
    /// in the right pane with the subject.
    pub pair: Option<Pair>,
    /// That pair's score.
    pub cell: Option<Cell>,
    /// What that pair is.
    pub state: Option<PairState>,
    /// What else is drawn before the name or the number.
    pub signs: Signs,
    /// Who the person has at present, in the order of ids.
    pub partners: Vec<Partner>,
    /// For mentors: how many seats they have.
    pub seats: Option<u32>,
    /// In the right pane: what making the pair would come to, where it can be made and that is known.
    pub price: Option<Price>,
    /// What there is to say about the person or the pair.
    pub remark: Remark,
    /// While searching: the characters of the name that were found, as indices of characters.
    pub hit: Vec<usize>,
}

/// What making a pair would come to, under the decisions as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The total as it stands; basis points.
    pub total: i64,
    /// What it would lose; basis points, negative when it would rise.
    pub points: i64,
    /// How many fewer adepts would have a mentor; negative when more would.
    pub fewer: i64,
    /// The adept who makes room, and the mentor whom they get instead.
    pub first: Option<(Shown, Option<Shown>)>,
    /// How many would move beside the adept of the pair.
    pub movers: u32,
}

/// Signs beside a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// The last decision moved the person.
    pub just_moved: bool,
    /// As good as the possible partner above: scores that are closer than the program tells apart.
    pub equal_to_above: bool,
    /// The percent rests on little.
    pub thin: bool,
    /// A rule marks the pair.
    pub warned: bool,
    /// Marked as the first of a swap.
    pub to_swap: bool,
}

/// Somebody's present partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Index into the program's people of the other role.
    pub index: usize,
    /// The name.
    pub name: Shown,
    /// Whether people have locked the pair.
    pub locked: bool,
}

/// What there is to say in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Remark {
    /// Nothing.
    #[default]
    Nothing,
    /// Left pane: why the person deserves a look.
    Look(Reason),
    /// Left pane: a mentor with nobody.
    Unused,
    /// Right pane: this is the proposal.
    Present,
    /// Right pane: locked by somebody.
    LockedBy(Shown),
    /// Right pane: forbidden by somebody.
    ForbiddenBy(Shown),
    /// Right pane: the label of the rule that blocks the pair.
    Blocked(Shown),
    /// Right pane: the pair cannot be made while somebody is locked with the mentor, or the adept with somebody.
    HeldBy {
        /// The first who is locked there.
        who: Shown,
        /// Who locked them.
        by: Shown,
    },
    /// Right pane: below the program's minimum.
    BelowMinimum,
    /// Right pane: a mentor with so many free seats.
    Free(u32),
    /// Right pane: an adept who has nobody.
    Alone,
}

/// Which of the two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Left: leads.
    #[default]
    People,
    /// Right: follows.
    Partners,
}

impl Pane {
    /// A pane with nobody in it.
    pub fn empty(role: Role) -> Self {
        Self { role, rows: Vec::new(), cursor: Cursor::default(), of: 0 }
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.selected)
    }

    /// The row of a person.
    pub fn place(&self, index: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.index == index)
    }

    /// Moves the cursor.
    pub(super) fn step(&mut self, step: Step, height: usize) {
        self.cursor.step(step, self.rows.len(), height);
    }

    /// Puts the cursor on a person; stays where it is when the person is not listed.
    pub(super) fn go_to(&mut self, index: usize, height: usize) -> bool {
        let place = self.place(index);
        self.cursor.go_to(place.unwrap_or(self.cursor.selected), self.rows.len(), height);
        place.is_some()
    }

    /// Takes other rows; the person under the cursor stays under the cursor, on the same line of the screen, while listed.
    pub(super) fn replace(&mut self, rows: Vec<Row>, of: usize, height: usize) {
        let held = self.selected().map(|row| row.index);
        self.rows = rows;
        self.of = of;
        match held.and_then(|index| self.place(index)) {
            Some(place) => self.cursor.follow(place, self.rows.len(), height),
            None => self.cursor.go_to(self.cursor.selected, self.rows.len(), height),
        }
    }
}
