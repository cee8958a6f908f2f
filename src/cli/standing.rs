//! The problem behind the standing proposal, solved: what prices, certificates and robustness begin from.

use crate::matching::{Instance, Solution, solve};
use crate::session::Session;

/// The problem as it stands, and the standing proposal as its solution.
#[derive(Debug)]
pub struct Standing {
    /// The problem, with the standing proposal as the present one.
    pub instance: Instance,
    /// The standing proposal.
    pub solution: Solution,
    /// Whether the solution is proved: a search of its own ended at the standing proposal.
    pub proved: bool,
}

impl Standing {
    /// Solves the problem of a session once more.
    ///
    /// Under `total` that always ends at the proposal that stands. Under `floor` and `fair` the steadiness that now holds every standing pair
    /// can make another proposal the better one than the one that was found when fewer were held. Then the standing pairs are kept, without proof.
    pub fn of(session: &Session) -> Self {
        let instance = session.instance();
        let found = solve(&instance);
        let proposal = session.proposal();
        let proved = found.mentor_of == proposal.mentor_of;
        let mentor_of = proposal.mentor_of.clone();
        let worst = proposal.worst(session.scores());
        let solution = Solution { mentor_of, total: proposal.total, matched: proposal.matched, worst, certificate: found.certificate };
        Self { instance, solution, proved }
    }
}
