//! What one criterion says about one pair, in sixteen bits, and how values and weights become a score.

use crate::program::Criteria;
use crate::program::criteria::Missing;

use super::FULL;

/// One criterion's value for one pair: basis points of full marks, or the reason why there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Value(u16);

impl Value {
    /// Nothing was asked: the criterion does not apply and its weight leaves both sums.
    pub(super) const NOT_ASKED: Value = Value(u16::MAX);
    /// Something was asked, but the answer is blank or cannot be read.
    pub(super) const UNKNOWN: Value = Value(u16::MAX - 1);
    /// Full marks.
    pub(super) const FULL: Value = Value(FULL);
    /// Nothing of what was asked.
    pub(super) const NOTHING: Value = Value(0);

    /// So many basis points; more than full marks are full marks.
    pub(super) fn marks(basis_points: u16) -> Self {
        Self(basis_points.min(FULL))
    }

    /// `part / whole` of full marks, rounded half up; more than the whole is full marks, a whole of nought is nothing.
    pub(super) fn share(part: u64, whole: u64) -> Self {
        if whole == 0 {
            return Self::NOTHING;
        }
        let (part, whole) = (u128::from(part.min(whole)), u128::from(whole));
        let rounded = (part * u128::from(FULL) * 2 + whole) / (whole * 2);
        Self::marks(u16::try_from(rounded).unwrap_or(FULL))
    }

    /// Full marks for yes, nothing for no.
    pub(super) fn whether(yes: bool) -> Self {
        if yes { Self::FULL } else { Self::NOTHING }
    }

    /// The same value seen from the other end; the reasons for having none stay.
    pub(super) fn turned(self) -> Self {
        self.known().map_or(self, |marks| Self(FULL - marks))
    }

    /// As it is kept: basis points up to full marks, or one of the reasons above them.
    #[inline]
    pub(super) fn bits(self) -> u16 {
        self.0
    }

    /// Basis points, when there is a real answer.
    pub(super) fn known(self) -> Option<u16> {
        (self.0 <= FULL).then_some(self.0)
    }
}

/// What a blank offer is worth in this program: basis points, or nothing at all when its weight leaves the sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct StandIn {
    marks: u16,
    applies: bool,
    empty: u16,
}

impl StandIn {
    /// As the criteria file says.
    pub(super) fn of(criteria: &Criteria) -> Self {
        let neutral = criteria.neutral.min(FULL);
        match criteria.missing {
            Missing::Neutral => Self { marks: neutral, applies: true, empty: neutral },
            Missing::Skip => Self { marks: 0, applies: false, empty: neutral },
            Missing::Zero => Self { marks: 0, applies: true, empty: 0 },
        }
    }

    /// The marks of a blank offer, and whether it counts in the sum at all.
    #[inline]
    pub(super) fn parts(self) -> (u16, bool) {
        (self.marks, self.applies)
    }

    /// The score where nothing applies.
    #[inline]
    pub(super) fn of_nothing(self) -> u16 {
        self.empty
    }

    /// The marks that count in the sum; `None` when the criterion does not apply to the pair.
    #[inline]
    pub(super) fn counted(self, value: Value) -> Option<u16> {
        match value {
            Value::NOT_ASKED => None,
            Value::UNKNOWN => self.applies.then_some(self.marks),
            Value(marks) => Some(marks),
        }
    }
}

/// The running sums behind one pair's score. Weights are at most 10^9 and marks at most 10^4, so more than a million criteria fit.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Tally {
    /// `Σ weight · marks` over the criteria that apply.
    gained: u64,
    /// `Σ weight` over the criteria that apply.
    asked: u64,
    /// `Σ weight` over those of them that rest on a real answer.
    answered: u64,
}

impl Tally {
    /// Adds one criterion.
    #[inline]
    pub(super) fn add(&mut self, value: Value, weight: u32, stand_in: StandIn) {
        let weight = u64::from(weight);
        if let Some(marks) = stand_in.counted(value) {
            self.gained += weight * u64::from(marks);
            self.asked += weight;
            self.answered += if value.known().is_some() { weight } else { 0 };
        }
    }

    /// `Σ weight` over the criteria that apply.
    pub(super) fn asked(self) -> u64 {
        self.asked
    }

    /// The score in basis points, rounded half up; the neutral share when nothing applies.
    #[inline]
    pub(super) fn score(self, stand_in: StandIn) -> u16 {
        rounded(self.gained, self.asked).unwrap_or(stand_in.empty)
    }

    /// The share of the weight that rests on real answers, in basis points, rounded half up; nought when nothing applies.
    #[inline]
    pub(super) fn coverage(self) -> u16 {
        if self.answered == self.asked && self.asked > 0 {
            return FULL;
        }
        rounded(self.answered * u64::from(FULL), self.asked).unwrap_or(0)
    }
}

/// `part / whole` rounded half up; `None` for a whole of nought.
#[inline]
fn rounded(part: u64, whole: u64) -> Option<u16> {
    let twice = (2 * part + whole).checked_div(2 * whole)?;
    Some(u16::try_from(twice).unwrap_or(FULL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_and_capped() {
        for (part, whole, marks) in
            [(0, 3, 0), (1, 3, 3333), (2, 3, 6667), (1, 20_000, 1), (1, 20_001, 0), (5, 3, 10_000), (1, 0, 0), (u64::MAX, u64::MAX, 10_000)]
        {
            assert_eq!(Value::share(part, whole).known(), Some(marks), "{part}/{whole}");
        }
    }

    #[test]
    fn only_marks_turn_round() {
        assert_eq!(Value::marks(2500).turned(), Value::marks(7500));
        assert_eq!(Value::UNKNOWN.turned(), Value::UNKNOWN);
        assert_eq!(Value::NOT_ASKED.turned(), Value::NOT_ASKED);
        assert_eq!(Value::marks(u16::MAX), Value::FULL);
    }

    #[test]
    fn blank_answers_count_as_the_program_says() {
        let criteria = |missing| Criteria { missing, neutral: 4000, ..Criteria::default() };
        // (missing, score and coverage of: 30 full marks and 10 unknown; only unknown; nothing at all)
        for (missing, mixed, unknown, empty) in [
            (Missing::Neutral, (8500, 7500), (4000, 0), (4000, 0)),
            (Missing::Skip, (10_000, 10_000), (4000, 0), (4000, 0)),
            (Missing::Zero, (7500, 7500), (0, 0), (0, 0)),
        ] {
            let stand_in = StandIn::of(&criteria(missing));
            let check = |values: &[(Value, u32)], expected: (u16, u16)| {
                let mut tally = Tally::default();
                values.iter().for_each(|(value, weight)| tally.add(*value, *weight, stand_in));
                assert_eq!((tally.score(stand_in), tally.coverage()), expected, "{missing:?} {values:?}");
            };
            check(&[(Value::FULL, 30), (Value::UNKNOWN, 10), (Value::NOT_ASKED, 99)], mixed);
            check(&[(Value::UNKNOWN, 10)], unknown);
            check(&[(Value::NOT_ASKED, 10)], empty);
            check(&[], empty);
        }
    }

    #[test]
    fn the_greatest_weights_do_not_overflow() {
        let stand_in = StandIn::of(&Criteria::default());
        let mut tally = Tally::default();
        for _ in 0..100_000 {
            tally.add(Value::FULL, 1_000_000_000, stand_in);
        }
        assert_eq!((tally.score(stand_in), tally.coverage()), (10_000, 10_000));
    }
}
