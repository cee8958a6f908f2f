//! Whom to ask next, when a pair fails.

use super::moment::Moment;
use crate::matching::standbys;
use crate::program::Pair;
use crate::session::Session;

/// So many rounds of standbys are found.
const ROUNDS: usize = 3;

/// One mentor to ask instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standby {
    /// In which round, from 1. Standbys of the same round go together: none is promised to more adepts than the mentor takes.
    pub round: usize,
    /// Whom to ask.
    pub mentor: usize,
}

/// For each adept of the proposal the mentors to ask next.
///
/// Each round is what would be best for all who are here if all pairs of the proposal and of the rounds before were declined at once, with
/// every mentor's full number of seats ([`standbys`]). Whoever could get nobody in a round has a gap there: the next standby is of a later
/// round, and is only consistent with what others have in that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standbys {
    lists: Vec<Vec<Standby>>,
    moment: Moment,
}

impl Standbys {
    /// Whom to ask for an adept, the first first.
    pub fn of(&self, adept: usize) -> &[Standby] {
        self.lists.get(adept).map_or(&[], Vec::as_slice)
    }

    /// The same with a place for each round, as far as there is anybody: nothing where the adept gets nobody in a round.
    pub fn rounds_of(&self, adept: usize) -> Vec<Option<usize>> {
        let list = self.of(adept);
        let in_round = |round: usize| list.iter().find(|standby| standby.round == round).map(|standby| standby.mentor);
        (1..=list.last().map_or(0, |last| last.round)).map(in_round).collect()
    }

    /// Whether this is about the session as it stands.
    pub fn hold(&self, session: &Session) -> bool {
        self.moment.is_still(session)
    }
}

impl Session {
    /// For each adept the mentors to ask next, in three rounds. None if cancelled.
    pub fn standbys(&self, cancelled: &mut dyn FnMut() -> bool) -> Option<Standbys> {
        let held = self.held();
        let (mut instance, mut solution) = (held.instance.clone(), held.solution.clone());
        let mut lists = vec![Vec::new(); instance.adepts()];
        for round in 1..=ROUNDS {
            // Round by round: asked for all rounds at once, nobody could tell in which round a list has its gap.
            let next = standbys(&instance, &solution, 1, cancelled)?;
            for (adept, mentor) in solution.mentor_of.iter().enumerate() {
                mentor.iter().for_each(|mentor| instance.forbid(adept, *mentor));
            }
            solution.mentor_of = next.into_iter().map(|list| list.first().copied()).collect();
            for (list, mentor) in lists.iter_mut().zip(&solution.mentor_of) {
                list.extend(mentor.map(|mentor| Standby { round, mentor }));
            }
        }
        Some(Standbys { lists, moment: Moment::of(self) })
    }

    /// The seats that the proposal leaves with a mentor: a standby who has one can be asked without anybody else moving.
    pub fn empty_seats(&self, mentor: usize) -> u32 {
        let taken = u32::try_from(self.proposal().adepts_of(mentor).count()).unwrap_or(u32::MAX);
        self.program().seats(mentor).saturating_sub(taken)
    }

    /// The pairs of the proposal, each with the mentors to ask if it fails.
    pub fn with_standbys<'a>(&'a self, standbys: &'a Standbys) -> impl Iterator<Item = (Pair, &'a [Standby])> {
        self.proposal().pairs().map(|pair| (pair, standbys.of(pair.adept)))
    }
}
