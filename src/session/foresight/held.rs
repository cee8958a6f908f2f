//! The problem behind the standing proposal, solved: what prices, certificates and robustness begin from.

use std::sync::Arc;

use crate::matching::{Columns, Instance, Objective, Solution, solve};
use crate::session::Session;

/// The problem as it stands, and the standing proposal as its solution.
#[derive(Debug, Clone)]
pub struct Held {
    /// The problem, with the standing proposal as the present one.
    pub instance: Instance,
    /// The standing proposal.
    pub solution: Solution,
    /// Whether the solution is proved: a search of its own ended at the standing proposal.
    pub proved: bool,
}

impl Session {
    /// The problem as it stands, solved: worked out when first asked for. A moment's work under `total`; under `floor` and `fair` a
    /// whole solve.
    pub fn held(&self) -> &Arc<Held> {
        self.held.get_or_init(|| Arc::new(Held::of(self)))
    }

    /// The table of all pairs turned over, for the prices of one adept after another: worked out when first asked for, and kept while most of it
    /// stays.
    pub(super) fn columns(&self) -> Option<&Columns> {
        match self.columns.get() {
            Some(columns) => Some(columns),
            None => {
                let columns = Columns::of(&self.held().instance, &mut || false)?;
                Some(self.columns.get_or_init(|| columns))
            }
        }
    }

    /// Whether [`held`](Self::held) takes no more than a moment.
    pub fn holds_ready(&self) -> bool {
        self.held.get().is_some() || self.solved.objective() == Objective::Total
    }
}

impl Held {
    /// Goes on from what the session has solved.
    ///
    /// Under `total` that always ends at the proposal that stands. Under `floor` and `fair` the steadiness that now holds every standing pair
    /// can make another proposal the better one than the one that was found when fewer were held. Then the standing pairs are kept, without proof.
    fn of(session: &Session) -> Self {
        let (instance, found) = match session.solved.held() {
            Some(held) => held,
            None => {
                let instance = session.instance();
                let found = solve(&instance);
                (instance, found)
            }
        };
        let proposal = session.proposal();
        let proved = found.mentor_of == proposal.mentor_of;
        let mentor_of = proposal.mentor_of.clone();
        let worst = proposal.worst(session.scores());
        let solution = Solution { mentor_of, total: proposal.total, matched: proposal.matched, worst, certificate: found.certificate };
        Self { instance, solution, proved }
    }
}
