//! How things stood when something was foreseen.

use crate::scoring::Terms;
use crate::session::Session;

/// What the proposal depends on, besides the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    /// The last record that could move somebody.
    last: u64,
    terms: Terms,
}

impl Moment {
    /// How things stand.
    pub fn of(session: &Session) -> Self {
        Self { last: last_to_move(session), terms: session.terms().clone() }
    }

    /// Whether they stand so still: notes may have been written, but nobody can have been moved.
    pub fn is_still(&self, session: &Session) -> bool {
        self.last == last_to_move(session) && self.terms == *session.terms()
    }
}

fn last_to_move(session: &Session) -> u64 {
    let mut latest_first = session.ledger().records().iter().rev();
    latest_first.find(|record| record.decision.moves_people()).map_or(0, |record| record.seq)
}
