//! The list of decisions by cost: made from what is decided and what the outer world has worked out about it, and the way to take one back.

use crate::program::Pair;
use crate::session::Decision;
use crate::session::foresight::{Costly, Hold};

use super::modal::decisions::{Cost, DecisionRow, Decisions};
use super::modal::{Modal, Question};
use super::refused::Refused;
use super::{App, Effect};

impl App {
    pub(super) fn open_decisions(&mut self) {
        self.put_on_top(Modal::Decisions(Decisions { rows: self.decisions_by_cost(), ..Decisions::default() }));
    }

    /// Lists the decisions anew; the cursor stays on the same one, and on the same line where that one is gone.
    pub(super) fn list_decisions_again(&mut self) {
        if !self.modals.iter().any(|modal| matches!(modal, Modal::Decisions(_))) {
            return;
        }
        let (rows, height) = (self.decisions_by_cost(), self.modal_height());
        let Some(Modal::Decisions(decisions)) = self.modals.iter_mut().find(|modal| matches!(modal, Modal::Decisions(_))) else { return };
        let marked = decisions.rows.get(decisions.cursor.selected).map(|row| (row.pair, row.hold));
        let place = rows.iter().position(|row| Some((row.pair, row.hold)) == marked);
        decisions.rows = rows;
        let count = decisions.rows.len();
        match place {
            Some(place) => decisions.cursor.follow(place, count, height),
            None => decisions.cursor.go_to(decisions.cursor.selected, count, height),
        }
    }

    /// Asks whether to take back the decision under the cursor.
    pub(super) fn ask_to_take_back(&mut self) {
        let Some((question, decision)) = self.taking_back_marked() else { return };
        self.ask(question, &decision);
    }

    /// Whether the decision under the cursor can be taken back.
    pub(super) fn may_take_back_marked(&self) -> Result<(), Refused> {
        let (_, decision) = self.taking_back_marked().ok_or(Refused::NothingDecided)?;
        self.may_decide(decision)
    }

    fn taking_back_marked(&self) -> Option<(Question, Decision)> {
        let Some(Modal::Decisions(decisions)) = self.modals.last() else { return None };
        let row = decisions.rows.get(decisions.cursor.selected)?;
        let question = match row.hold {
            Hold::Locked => Question::Unlock(row.pair),
            Hold::Forbidden => Question::Allow(row.pair),
        };
        Some((question, self.session.opposite(row.pair, row.hold)?))
    }

    /// The decisions in force, the dearest first. While their costs are not known they stand as they stood when they last were, new ones at the end.
    fn decisions_by_cost(&self) -> Vec<DecisionRow> {
        let session = self.decided_session();
        let known = self.foresight.costs(session.ledger().last());
        let place = |pair: Pair, hold: Hold| self.foresight.last_costs().iter().position(|cost| (cost.pair, cost.hold) == (pair, hold));
        let cost = |pair: Pair, hold: Hold| {
            let found = known?.iter().find(|cost| (cost.pair, cost.hold) == (pair, hold))?;
            Some(Cost { points: found.points, people: found.people })
        };
        let decided = session.decisions_in_force().into_iter();
        let mut rows: Vec<DecisionRow> = decided.map(|(pair, hold, seq)| DecisionRow { pair, hold, seq, cost: cost(pair, hold) }).collect();
        rows.sort_by_key(|row| place(row.pair, row.hold).unwrap_or(usize::MAX));
        rows
    }

    /// Takes in what the decisions cost.
    pub(super) fn costs_foreseen(&mut self, costs: std::sync::Arc<Vec<Costly>>) -> Vec<Effect> {
        self.foresight.keep_costs(costs);
        self.list_decisions_again();
        vec![]
    }
}
