//! Why not this pair, and why nobody: values that the screen, the counter and the minutes put into words.

use crate::program::Pair;
use crate::scoring::{RuleCheck, Verdict};

use super::Session;
use super::decision::{Decision, Intent, Standing};
use super::proposal::may_propose;
use super::{Consequences, Mark, PairState};

/// What stands between a pair and the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// Nothing: it is in the proposal.
    ItIs,
    /// A rule blocks it (index into the program's rules).
    Blocked(usize),
    /// Somebody forbade it.
    Forbidden(Mark),
    /// The adept is locked to this mentor.
    AdeptLocked {
        /// Index of the mentor.
        mentor: usize,
        /// By whom and when.
        mark: Mark,
    },
    /// All the mentor's seats are held by locked pairs, or there are none.
    MentorFull {
        /// How many seats there are.
        seats: u32,
    },
    /// Its score is below the program's minimum; people may still make it.
    BelowMinimum,
    /// It is possible, but the whole would be worse or no better: this is what making it would do.
    Costs(Consequences),
}

/// Why an adept has nobody: what stands against each mentor, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhyEmpty {
    /// All mentors of the program.
    pub mentors: usize,
    /// For each rule that blocks some mentor first: (index into the program's rules, mentors).
    pub blocked: Vec<(usize, usize)>,
    /// Mentors that people have forbidden.
    pub forbidden: usize,
    /// Mentors whose pair is below the minimum.
    pub below_minimum: usize,
    /// Mentors without a seat that is not locked to somebody.
    pub full: usize,
    /// Possible mentors whose seats are worth more to others.
    pub outbid: usize,
}

impl Session {
    /// What stands between a pair and the proposal.
    pub fn why_not(&self, pair: Pair) -> WhyNot {
        let Some(named) = self.named(pair) else { return WhyNot::BelowMinimum };
        match self.state(pair) {
            PairState::Locked | PairState::Proposed => return WhyNot::ItIs,
            PairState::Blocked(rule) => return WhyNot::Blocked(rule),
            PairState::Forbidden => {
                let seq = self.ledger().forbidden_by(&named).unwrap_or(0);
                return WhyNot::Forbidden(self.ledger().mark(seq));
            }
            PairState::Open => {}
        }
        if let Some((mentor, seq)) = self.ledger().lock_of(&named.adept)
            && let Some(mentor) = self.program().mentor(mentor)
        {
            return WhyNot::AdeptLocked { mentor, mark: self.ledger().mark(seq) };
        }
        if self.open_seats(pair.mentor) == 0 {
            return WhyNot::MentorFull { seats: self.program().seats(pair.mentor) };
        }
        if !may_propose(&self.program().criteria, self.scores(), pair) {
            return WhyNot::BelowMinimum;
        }
        WhyNot::Costs(self.if_paired(pair).unwrap_or_default())
    }

    /// What making a pair would do, were it possible at this moment.
    pub fn if_paired(&self, pair: Pair) -> Option<Consequences> {
        let intent = self.intent(String::from("?"), "", Standing::Editor, Decision::Assign(self.named(pair)?), None);
        self.preview(&Intent { expect: Default::default(), ..intent }).ok()
    }

    /// What the program loses if this pair is made, everything else re-arranged as well as possible under the present decisions; basis
    /// points of the total. Nought for a pair of the proposal, `None` for one that cannot be made.
    pub fn price(&self, pair: Pair) -> Option<i64> {
        match self.state(pair) {
            PairState::Locked | PairState::Proposed => Some(0),
            _ => self.if_paired(pair).map(|then| then.total_before - then.total_after),
        }
    }

    /// Seats of a mentor that are not locked to anybody.
    pub fn open_seats(&self, mentor: usize) -> u32 {
        self.all_open_seats().get(mentor).copied().unwrap_or(0)
    }

    /// For each mentor the seats that are not locked to anybody.
    pub(super) fn all_open_seats(&self) -> Vec<u32> {
        let program = self.program();
        let mut open: Vec<u32> = (0..program.mentors().len()).map(|mentor| program.seats(mentor)).collect();
        for (_, mentor) in self.ledger().locks().filter(|(adept, _)| program.adept(adept).is_some()) {
            if let Some(seats) = program.mentor(mentor).and_then(|mentor| open.get_mut(mentor)) {
                *seats = seats.saturating_sub(1);
            }
        }
        open
    }

    /// The rules that a pair does not keep: those that ask for a look at it, and those that block it, which a pair that was locked before
    /// the rule came can have.
    pub fn rules_not_kept(&self, pair: Pair) -> Vec<RuleCheck> {
        let checks = self.breakdown(pair).map(|breakdown| breakdown.rules).unwrap_or_default();
        checks.into_iter().filter(|check| check.verdict != Verdict::Kept).collect()
    }

    /// Why an adept without a mentor has none.
    pub fn why_empty(&self, adept: usize) -> WhyEmpty {
        let mentors = self.program().mentors().len();
        let open = self.all_open_seats();
        let mut why = WhyEmpty { mentors, ..WhyEmpty::default() };
        for mentor in 0..mentors {
            let pair = Pair { adept, mentor };
            match self.state(pair) {
                PairState::Blocked(rule) => match why.blocked.iter_mut().find(|(r, _)| *r == rule) {
                    Some((_, count)) => *count += 1,
                    None => why.blocked.push((rule, 1)),
                },
                PairState::Forbidden => why.forbidden += 1,
                _ if open.get(mentor).is_none_or(|seats| *seats == 0) => why.full += 1,
                _ if !may_propose(&self.program().criteria, self.scores(), pair) => why.below_minimum += 1,
                _ => why.outbid += 1,
            }
        }
        why.blocked.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
        why
    }

    /// How many mentors an adept could have, were every seat free: neither rule, decision nor minimum stands against them.
    pub fn possible_mentors(&self, adept: usize) -> usize {
        let Some(person) = self.program().adepts().get(adept) else { return 0 };
        let of_this_adept = self.ledger().forbidden().filter(|pair| pair.adept == person.id);
        let forbidden: Vec<usize> = of_this_adept.filter_map(|pair| self.program().mentor(&pair.mentor)).collect();
        let possible = |mentor: &usize| {
            let open = may_propose(&self.program().criteria, self.scores(), Pair { adept, mentor: *mentor });
            open && self.program().seats(*mentor) > 0 && !forbidden.contains(mentor)
        };
        (0..self.program().mentors().len()).filter(possible).count()
    }
}
