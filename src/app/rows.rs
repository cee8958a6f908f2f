//! Makes the rows of the two panes from the session.

use std::cmp::Reverse;

use crate::program::{Pair, Role, Shown};
use crate::scoring::Cell;
use crate::session::foresight::Robust;
use crate::session::review::Reason;
use crate::session::{Intent, PairState, Refusal, Session, Standing};

use super::order::{Filter, Order};
use super::pane::{Partner, Remark, Row, Signs};
use super::search::{self, Found};
use super::{App, Modal};

/// Why each person deserves a look; made anew with each record.
#[derive(Debug, Clone)]
pub(super) struct Outlook {
    adepts: Vec<Reason>,
    mentors: Vec<Option<Reason>>,
    /// Who needs a look first, by role.
    adept_queue: Vec<usize>,
    mentor_queue: Vec<usize>,
    /// Each mentor's adepts, in the order of ids.
    held: Vec<Vec<usize>>,
    /// Whether the person who sits here can take back, or put in force again, a decision.
    undo: Result<(), Refusal>,
    redo: Result<(), Refusal>,
}

impl Outlook {
    /// As things stand, and as far as it is known how robust the pairs are.
    pub fn of(session: &Session, robust: Option<&Robust>, by: &str, role: Standing) -> Self {
        let review = session.review(robust);
        let (mut adepts, mut mentors) = (vec![Reason::Settled; review.len()], vec![None; session.program().mentors().len()]);
        let mut mentor_queue = Vec::new();
        for (adept, reason) in &review {
            if let Some(place) = adepts.get_mut(*adept) {
                *place = *reason;
            }
            // The queue goes from most to least urgent, so the first reason to reach a mentor is the one to show.
            if let Some(mentor) = session.partner(*adept)
                && let Some(place @ None) = mentors.get_mut(mentor)
            {
                *place = Some(*reason);
                mentor_queue.push(mentor);
            }
        }
        let unused = (0..mentors.len()).filter(|mentor| mentors.get(*mentor).is_some_and(Option::is_none));
        mentor_queue.extend(unused);
        let mut held = vec![Vec::new(); mentors.len()];
        for pair in session.proposal().pairs() {
            held.get_mut(pair.mentor).into_iter().for_each(|adepts| adepts.push(pair.adept));
        }
        let fits = |intent: Result<Intent, Refusal>| session.ledger().check(session.ground(), &intent?).map(|_| ());
        Self {
            adepts,
            mentors,
            adept_queue: review.into_iter().map(|(adept, _)| adept).collect(),
            mentor_queue,
            held,
            undo: fits(session.undo(String::new(), by, role)),
            redo: fits(session.redo(String::new(), by, role)),
        }
    }

    /// A mentor's adepts.
    pub fn adepts_of(&self, mentor: usize) -> &[usize] {
        self.held.get(mentor).map_or(&[], Vec::as_slice)
    }

    /// Whether a decision can be taken back.
    pub fn undo(&self) -> Result<(), Refusal> {
        self.undo.clone()
    }

    /// Whether a decision can be put in force again.
    pub fn redo(&self) -> Result<(), Refusal> {
        self.redo.clone()
    }

    /// People in the order in which they need a look.
    pub fn queue(&self, role: Role) -> &[usize] {
        match role {
            Role::Adept => &self.adept_queue,
            Role::Mentor => &self.mentor_queue,
        }
    }

    /// Why a person deserves a look; `None` for a mentor with nobody.
    pub fn reason(&self, role: Role, index: usize) -> Option<Reason> {
        match role {
            Role::Adept => self.adepts.get(index).copied(),
            Role::Mentor => self.mentors.get(index).copied().flatten(),
        }
    }

    /// Whether the group should look at anybody of a role before they are done.
    pub fn somebody_needs_a_look(&self, role: Role) -> bool {
        self.queue(role).iter().any(|person| self.needs_a_look(role, *person))
    }

    /// Whether the group should look at this person before the others.
    pub fn needs_a_look(&self, role: Role, index: usize) -> bool {
        self.reason(role, index).is_some_and(|reason| reason < Reason::Settled)
    }
}

/// In which order the people of a role stand. It stays while the group works, so that nothing jumps, and is made anew only when asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrangement {
    /// Who is listed, from top to bottom.
    pub listed: Vec<usize>,
    /// Everybody, in the order in which they needed a look.
    pub queue: Vec<usize>,
}

impl App {
    /// Makes the order of the leading role, and the choice of whom to list.
    fn arrange(&mut self) {
        let role = self.people.role;
        let queue = self.outlook.queue(role).to_vec();
        let arrangement = Arrangement { listed: self.people_in_order(&queue), queue };
        self.standing.insert(role, arrangement);
    }

    /// Shows the people of the leading role as things are now, where they stand; while searching, those who are found.
    pub(super) fn list_people(&mut self) {
        self.list_people_alone();
        self.list_partners();
    }

    /// As [`list_people`](Self::list_people), but the partners stay as they are.
    pub(super) fn list_people_alone(&mut self) {
        let role = self.people.role;
        let rows = match self.searching() {
            Some(wanted) if !wanted.trim().is_empty() => {
                self.finder.find(role, wanted).into_iter().filter_map(|found| self.person_found(role, found)).collect()
            }
            _ => self.people_standing(),
        };
        let of = self.session.program().people(role).len();
        let height = self.pane_height();
        self.people.replace(rows, of, height);
    }

    /// Lists the partners of the subject anew; the marked partner stays marked.
    pub(super) fn list_partners(&mut self) {
        let role = self.people.role.other();
        self.partners.role = role;
        let subject = self.people.selected().map(|row| (row.role, row.index));
        self.price_partners(subject);
        let rows = subject.map(|(role, index)| self.partners_of(role, index)).unwrap_or_default();
        let of = self.session.program().people(role).len();
        let height = self.pane_height();
        self.partners.replace(rows, of, height);
        self.marked.take();
    }

    /// The subject has changed: lists their partners and marks the present one, or else the best.
    pub(super) fn follow_subject(&mut self) {
        self.partners.rows.clear();
        self.list_partners();
        let height = self.pane_height();
        let present = self.people.selected().and_then(|row| Some(end_of(row.pair?, row.role.other())));
        self.partners.cursor = super::cursor::Cursor::default();
        if let Some(index) = present {
            self.partners.go_to(index, height);
        }
        self.marked.take();
    }

    /// Rows that a pane has room for: as last drawn, else an estimate from the size.
    pub(super) fn pane_height(&self) -> usize {
        match self.drawn.rows {
            0 => usize::from(self.size.1).saturating_sub(12).max(3),
            rows => usize::from(rows),
        }
    }

    /// Rows that the innermost modal has room for.
    pub(super) fn modal_height(&self) -> usize {
        match self.drawn.modal_rows {
            0 => usize::from(self.size.1).saturating_sub(8).max(3),
            rows => usize::from(rows),
        }
    }

    fn searching(&self) -> Option<&str> {
        self.modals.iter().find_map(|modal| match modal {
            Modal::Search(search) => Some(search.field.text()),
            _ => None,
        })
    }

    fn people_standing(&mut self) -> Vec<Row> {
        let role = self.people.role;
        if !self.standing.contains_key(&role) {
            self.arrange();
        }
        let listed = self.standing.get(&role).map_or(&[][..], |standing| &standing.listed);
        listed.iter().filter_map(|index| self.person(role, *index)).collect()
    }

    /// Those whom the filter lets through, in the chosen order, out of everybody in the order in which they need a look.
    fn people_in_order(&self, queue: &[usize]) -> Vec<usize> {
        let role = self.people.role;
        let mut rows: Vec<Row> = queue.iter().filter_map(|index| self.person(role, *index)).filter(|row| self.fits(row)).collect();
        match self.order {
            Order::Review => {}
            Order::Name => rows.sort_by_cached_key(|row| self.alphabetical(row)),
            Order::Score => rows.sort_by_key(|row| (Reverse(row.cell.map(|cell| cell.score)), row.index)),
            Order::Id => rows.sort_by_key(|row| row.index),
        }
        rows.into_iter().map(|row| row.index).collect()
    }

    /// How many are found, or else fit the filter: a row that no longer does stays until the order is made anew.
    pub fn listed(&self) -> usize {
        let found = self.searching().is_some();
        self.people.rows.iter().filter(|row| found || self.fits(row)).count()
    }

    fn alphabetical(&self, row: &Row) -> (String, String, usize) {
        let person = self.session.program().people(row.role).get(row.index);
        let (last, first) = person.map_or(("", ""), |person| (&person.last_name, &person.first_name));
        (search::sorts_as(last), search::sorts_as(first), row.index)
    }

    fn fits(&self, row: &Row) -> bool {
        match self.filter {
            Filter::All => true,
            Filter::Unmatched => row.partners.is_empty(),
            Filter::Unlocked => row.partners.is_empty() || row.partners.iter().any(|partner| !partner.locked),
            Filter::Locked => row.partners.iter().any(|partner| partner.locked),
            Filter::Warned => row.signs.warned,
        }
    }

    fn person_found(&self, role: Role, found: Found) -> Option<Row> {
        Some(Row { hit: found.hit, ..self.person(role, found.index)? })
    }

    /// A row of the left pane.
    fn person(&self, role: Role, index: usize) -> Option<Row> {
        let partners = self.present_partners(role, index);
        let pairs = partners.iter().map(|partner| pair_of(role, index, partner.index));
        let pair = pairs.clone().min_by_key(|pair| self.session.scores().cell(*pair).score);
        let cell = pair.map(|pair| self.session.scores().cell(pair));
        let just_moved = match role {
            Role::Adept => self.just_moved.contains(&index),
            Role::Mentor => partners.iter().any(|partner| self.just_moved.contains(&partner.index)),
        };
        let warned = pairs.clone().any(|pair| self.session.scores().cell(pair).warned);
        let remark = match self.outlook.reason(role, index) {
            Some(reason) => Remark::Look(reason),
            None => Remark::Unused,
        };
        let signs = Signs { just_moved, warned, ..self.signs(role, index, cell) };
        Some(Row { pair, cell, state: pair.map(|pair| self.session.state(pair)), signs, partners, remark, ..self.bare(role, index)? })
    }

    /// The rows of the right pane: the best first, blocked ones last.
    fn partners_of(&self, role: Role, subject: usize) -> Vec<Row> {
        let others = self.session.program().people(role.other()).len();
        // The order first, since rows are large.
        let ranked = |index: usize| {
            let pair = pair_of(role, subject, index);
            let state = self.session.state(pair);
            let (cell, stands) = (self.session.scores().cell(pair), matches!(state, PairState::Locked | PairState::Proposed));
            // What a rule blocks stays where it is when somebody forbids it too.
            (cell.blocked.is_some() && !stands, Reverse(cell.score), index, state)
        };
        let mut order: Vec<_> = (0..others).map(ranked).collect();
        order.sort_unstable_by_key(|(blocked, score, index, _)| (*blocked, *score, *index));
        let mut rows: Vec<Row> = Vec::with_capacity(others);
        rows.extend(order.into_iter().filter_map(|(_, _, index, state)| self.partner(role, subject, index, state)));
        self.mark_equals(&mut rows);
        rows
    }

    fn partner(&self, role: Role, subject: usize, index: usize, state: PairState) -> Option<Row> {
        let other = role.other();
        let pair = pair_of(role, subject, index);
        let cell = self.session.scores().cell(pair);
        let partners = self.present_partners(other, index);
        let present = matches!(state, PairState::Locked | PairState::Proposed);
        let just_moved = present && self.just_moved.contains(&pair.adept);
        let signs = Signs { just_moved, warned: cell.warned, ..self.signs(other, index, Some(cell)) };
        let bare = self.bare(other, index)?;
        let price = self.price_beside(index, state);
        let remark = self.remark(pair, state, cell, &partners, bare.seats);
        Some(Row { pair: Some(pair), cell: Some(cell), state: Some(state), signs, partners, price, remark, ..bare })
    }

    fn remark(&self, pair: Pair, state: PairState, cell: Cell, partners: &[Partner], seats: Option<u32>) -> Remark {
        let ledger = self.session.ledger();
        let by = |seq: u64| Shown::new(&ledger.mark(seq).by);
        let named = || self.session.named(pair);
        match state {
            PairState::Locked => {
                named().and_then(|named| ledger.lock_of(&named.adept).map(|(_, seq)| Remark::LockedBy(by(seq)))).unwrap_or_default()
            }
            PairState::Proposed => Remark::Present,
            PairState::Forbidden => {
                named().and_then(|named| ledger.forbidden_by(&named)).map(|seq| Remark::ForbiddenBy(by(seq))).unwrap_or_default()
            }
            PairState::Blocked(rule) => {
                let rules = &self.session.program().criteria.rules;
                rules.get(rule).map(|rule| Remark::Blocked(Shown::new(&rule.label))).unwrap_or_default()
            }
            PairState::Open if let Some(held) = self.held_by(pair) => held,
            PairState::Open if cell.score < self.session.program().criteria.matching.minimum => Remark::BelowMinimum,
            PairState::Open => {
                let taken = u32::try_from(partners.len()).unwrap_or(u32::MAX);
                match seats.map(|seats| seats.saturating_sub(taken)) {
                    Some(0) => Remark::Nothing,
                    Some(free) => Remark::Free(free),
                    None if partners.is_empty() => Remark::Alone,
                    None => Remark::Nothing,
                }
            }
        }
    }

    /// Partners who are as good as the one above: the best and those closer to it than the program tells apart are one group, the next
    /// best begins another.
    fn mark_equals(&self, rows: &mut [Row]) {
        let same_within = self.session.program().criteria.same_within.max(1);
        let mut first_of_group: Option<u16> = None;
        for row in rows.iter_mut().filter(|row| !matches!(row.state, Some(PairState::Blocked(_) | PairState::Forbidden))) {
            let score = row.cell.map_or(0, |cell| cell.score);
            row.signs.equal_to_above = first_of_group.is_some_and(|first| first.saturating_sub(score) < same_within);
            if !row.signs.equal_to_above {
                first_of_group = Some(score);
            }
        }
    }

    fn signs(&self, role: Role, index: usize, cell: Option<Cell>) -> Signs {
        let low = self.session.program().criteria.low_coverage;
        Signs {
            thin: cell.is_some_and(|cell| cell.coverage < low),
            to_swap: role == Role::Adept && self.to_swap == Some(index),
            ..Signs::default()
        }
    }

    fn present_partners(&self, role: Role, index: usize) -> Vec<Partner> {
        let partner = |other: usize| {
            let locked = self.session.is_locked(pair_of(role, index, other));
            Partner { index: other, name: self.finder.name(role.other(), other), locked }
        };
        match role {
            Role::Adept => self.session.partner(index).into_iter().map(partner).collect(),
            Role::Mentor => self.outlook.adepts_of(index).iter().copied().map(partner).collect(),
        }
    }

    /// A row with nothing but the person.
    fn bare(&self, role: Role, index: usize) -> Option<Row> {
        let program = self.session.program();
        Some(Row {
            role,
            index,
            id: program.people(role).get(index)?.id.clone(),
            name: self.finder.name(role, index),
            pair: None,
            cell: None,
            state: None,
            signs: Signs::default(),
            partners: Vec::new(),
            seats: (role == Role::Mentor).then(|| program.seats(index)),
            price: None,
            remark: Remark::Nothing,
            hit: Vec::new(),
        })
    }
}

/// A person of one role with a person of the other.
pub(super) fn pair_of(role: Role, index: usize, other: usize) -> Pair {
    match role {
        Role::Adept => Pair { adept: index, mentor: other },
        Role::Mentor => Pair { adept: other, mentor: index },
    }
}

/// Who of a pair has a role.
pub(super) fn end_of(pair: Pair, role: Role) -> usize {
    match role {
        Role::Adept => pair.adept,
        Role::Mentor => pair.mentor,
    }
}
