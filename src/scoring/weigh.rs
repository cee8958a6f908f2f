//! Weighs whole rows of the table at once.
//!
//! A score is `Σ weight·value / Σ weight`, so weights may be divided by what they all have in common, and then nearly every program's
//! sums fit thirty-two bits. Such sums run side by side through the processor; anything else is summed in sixty-four bits, pair by
//! pair. Both give the same numbers: the tests hold them against each other.

use super::FULL;
use super::scores::Cell;
use super::value::{StandIn, Tally, Value};

/// Weights made as small as their proportions allow.
#[derive(Debug)]
pub(super) struct Scales {
    /// For each criterion that counts, its place and its weight.
    counting: Vec<(usize, u32)>,
    stand_in: StandIn,
    /// Whether every sum fits thirty-two bits, and every weight sixteen.
    light: bool,
}

/// What is known of one criterion in one adept's row before its values are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stretch {
    /// Every value is a real one.
    Known,
    /// Nothing was asked in any pair.
    NotAsked,
    /// Something was asked in every pair; not all have an answer.
    Asked,
    /// Anything.
    Mixed,
}

impl Stretch {
    /// Of one row of one criterion.
    pub(super) fn of(row: &[Value]) -> Self {
        let not_asked = row.iter().filter(|value| **value == Value::NOT_ASKED).count();
        let unknown = row.contains(&Value::UNKNOWN);
        match not_asked {
            0 if unknown => Self::Asked,
            0 => Self::Known,
            all if all == row.len() => Self::NotAsked,
            _ => Self::Mixed,
        }
    }
}

/// One row's sums while criteria are added to it.
#[derive(Default)]
pub(super) struct Sums {
    gained: Vec<u32>,
    asked: Vec<u32>,
    answered: Vec<u32>,
}

impl Scales {
    /// For the weights of all criteria, in their order.
    pub(super) fn of(weights: impl Iterator<Item = u32>, stand_in: StandIn) -> Self {
        /// `2·gained + asked` stays below 2^32 as long as the weights add up to no more.
        const LIGHT: u64 = u32::MAX as u64 / (2 * FULL as u64 + 1);
        let mut counting: Vec<(usize, u32)> = weights.enumerate().filter(|(_, weight)| *weight > 0).collect();
        let common = counting.iter().fold(0, |common, (_, weight)| common_divisor(common, *weight));
        counting.iter_mut().for_each(|(_, weight)| *weight = weight.checked_div(common).unwrap_or(*weight));
        let sum: u64 = counting.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let light = sum <= LIGHT && counting.iter().all(|(_, weight)| *weight <= u32::from(u16::MAX));
        Self { counting, stand_in, light }
    }

    /// Writes scores and coverage of one row. `of` gives a criterion's values in the row, and what is known of them.
    pub(super) fn weigh<'v>(&self, sums: &mut Sums, of: impl Fn(usize) -> (&'v [Value], Stretch), cells: &mut [Cell]) {
        if self.light {
            self.weigh_side_by_side(sums, of, cells);
        } else {
            self.weigh_one_by_one(of, cells);
        }
    }

    fn weigh_side_by_side<'v>(&self, sums: &mut Sums, of: impl Fn(usize) -> (&'v [Value], Stretch), cells: &mut [Cell]) {
        let (_, unknown_applies) = self.stand_in.parts();
        let (mut asked, mut answered) = (0, 0);
        let mut alike = true;
        sums.clear(cells.len());
        for (criterion, weight) in &self.counting {
            let (values, stretch) = of(*criterion);
            let light = u16::try_from(*weight).unwrap_or(0);
            match stretch {
                Stretch::NotAsked => {}
                Stretch::Known => {
                    (asked, answered) = (asked + weight, answered + weight);
                    sums.add_known(values, light);
                }
                Stretch::Asked if unknown_applies => {
                    asked += weight;
                    sums.add_asked(values, light, self.stand_in);
                }
                Stretch::Asked | Stretch::Mixed => {
                    alike = false;
                    sums.add(values, light, self.stand_in);
                }
            }
        }
        sums.write((asked, answered), alike, self.stand_in, cells);
    }

    fn weigh_one_by_one<'v>(&self, of: impl Fn(usize) -> (&'v [Value], Stretch), cells: &mut [Cell]) {
        let rows: Vec<(u32, &[Value])> = self.counting.iter().map(|(criterion, weight)| (*weight, of(*criterion).0)).collect();
        for (place, cell) in cells.iter_mut().enumerate() {
            let mut tally = Tally::default();
            for (weight, values) in &rows {
                tally.add(values.get(place).copied().unwrap_or(Value::NOT_ASKED), *weight, self.stand_in);
            }
            (cell.score, cell.coverage) = (tally.score(self.stand_in), tally.coverage());
        }
    }
}

impl Sums {
    fn clear(&mut self, pairs: usize) {
        for sums in [&mut self.gained, &mut self.asked, &mut self.answered] {
            sums.clear();
            sums.resize(pairs, 0);
        }
    }

    /// Adds a criterion whose values in this row are all real.
    fn add_known(&mut self, values: &[Value], weight: u16) {
        for (gained, value) in self.gained.iter_mut().zip(values) {
            *gained += u32::from(value.bits()) * u32::from(weight);
        }
    }

    /// Adds a criterion that asks something in every pair of this row, where what is unknown counts; without a branch.
    fn add_asked(&mut self, values: &[Value], weight: u16, stand_in: StandIn) {
        let (marks, _) = stand_in.parts();
        let sums = self.gained.iter_mut().zip(&mut self.answered);
        for ((gained, answered), value) in sums.zip(values) {
            let known = value.bits() <= FULL;
            let marks = if known { value.bits() } else { marks };
            *gained += u32::from(marks) * u32::from(weight);
            *answered += u32::from(if known { weight } else { 0 });
        }
    }

    /// Adds any criterion, without a branch.
    fn add(&mut self, values: &[Value], weight: u16, stand_in: StandIn) {
        let (marks, applies) = stand_in.parts();
        let (of_unknown, weight) = (u32::from(weight) * u32::from(applies), u32::from(weight));
        let sums = self.gained.iter_mut().zip(&mut self.asked).zip(&mut self.answered);
        for (((gained, asked), answered), value) in sums.zip(values) {
            let known = value.bits() <= FULL;
            let unknown = *value == Value::UNKNOWN;
            let counted = if known { value.bits() } else { marks };
            let of_known = if known { weight } else { 0 };
            let counts = of_known + if unknown { of_unknown } else { 0 };
            *gained += u32::from(counted) * counts;
            *asked += counts;
            *answered += of_known;
        }
    }

    /// Writes what the sums come to, beside what was asked and answered in every pair. Where the pairs are `alike` nothing else was asked.
    fn write(&self, (asked, answered): (u32, u32), alike: bool, stand_in: StandIn, cells: &mut [Cell]) {
        let mut whole = Whole::of(asked);
        let sums = self.gained.iter().zip(&self.asked).zip(&self.answered);
        for (cell, ((gained, asked_here), answered_here)) in cells.iter_mut().zip(sums) {
            // The same was asked in most pairs beside each other.
            if !alike && whole.whole != asked + asked_here {
                whole = Whole::of(asked + asked_here);
            }
            let answered = answered + answered_here;
            cell.score = whole.rounded(*gained).unwrap_or(stand_in.of_nothing());
            cell.coverage =
                if answered == whole.whole && answered > 0 { FULL } else { whole.rounded(answered * u32::from(FULL)).unwrap_or(0) };
        }
    }
}

/// Something to divide by again and again: a multiplication by `2^64 / whole`, rounded up, has the same whole part as the division for
/// every number of thirty-two bits (Granlund and Montgomery, "Division by invariant integers using multiplication", PLDI 1994).
#[derive(Clone, Copy)]
struct Whole {
    whole: u32,
    inverse: u64,
}

impl Whole {
    fn of(whole: u32) -> Self {
        let twice = 2 * u64::from(whole);
        // For a whole of nought the inverse is never asked for.
        Self { whole, inverse: u64::MAX.checked_div(twice).unwrap_or(0).wrapping_add(1) }
    }

    /// `part / whole` rounded half up; `None` for a whole of nought.
    #[inline]
    fn rounded(self, part: u32) -> Option<u16> {
        if self.whole == 0 {
            return None;
        }
        let twice = u128::from(2 * part + self.whole);
        let rounded = (twice * u128::from(self.inverse)) >> 64;
        Some(u16::try_from(rounded).unwrap_or(FULL))
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::program::Criteria;
    use crate::program::criteria::Missing;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![4 => (0..=FULL).prop_map(Value::marks), 1 => Just(Value::UNKNOWN), 1 => Just(Value::NOT_ASKED)]
    }

    /// Rows of one kind too, so that every stretch comes up.
    fn row() -> impl Strategy<Value = Vec<Value>> {
        prop_oneof![
            2 => prop::collection::vec(value(), 9),
            1 => prop::collection::vec((0..=FULL).prop_map(Value::marks), 9),
            1 => Just(vec![Value::NOT_ASKED; 9]),
            1 => Just(vec![Value::UNKNOWN; 9]),
        ]
    }

    fn weight() -> impl Strategy<Value = u32> {
        prop_oneof![
            Just(0_u32),
            (1_u32..=100).prop_map(|points| points * 1_000),
            1_u32..=70_000,
            Just(1_000_000_000_u32),
            Just(65_535_u32),
            Just(65_536_u32)
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn side_by_side_and_one_by_one_are_the_tally(
            rows in prop::collection::vec((row(), weight()), 0..12),
            missing in prop_oneof![Just(Missing::Neutral), Just(Missing::Skip), Just(Missing::Zero)],
        ) {
            let stand_in = StandIn::of(&Criteria { missing, neutral: 3_333, ..Criteria::default() });
            let scales = Scales::of(rows.iter().map(|(_, weight)| *weight), stand_in);
            let of = |criterion: usize| (rows[criterion].0.as_slice(), Stretch::of(&rows[criterion].0));
            let (mut weighed, mut one_by_one) = ([Cell::default(); 9], [Cell::default(); 9]);
            scales.weigh(&mut Sums::default(), of, &mut weighed);
            scales.weigh_one_by_one(of, &mut one_by_one);
            prop_assert_eq!(weighed, one_by_one);
            for (place, cell) in weighed.iter().enumerate() {
                let mut tally = Tally::default();
                rows.iter().filter(|(_, weight)| *weight > 0).for_each(|(values, weight)| tally.add(values[place], *weight, stand_in));
                prop_assert_eq!((cell.score, cell.coverage), (tally.score(stand_in), tally.coverage()));
            }
        }
    }

    #[test]
    fn multiplying_divides() {
        for whole in (1..2_000).chain([65_535, 65_536, 100_000, 131_071, 131_072, 214_736, 214_737]) {
            let divisor = Whole::of(whole);
            for share in (0..=20_000).step_by(7) {
                let near = u64::from(whole) * share / 2;
                for part in [near.saturating_sub(1), near, near + 1] {
                    let part = u32::try_from(part).unwrap().min(whole * u32::from(FULL));
                    let expected = (2 * u64::from(part) + u64::from(whole)) / (2 * u64::from(whole));
                    assert_eq!(divisor.rounded(part).map(u64::from), Some(expected), "{part}/{whole}");
                }
            }
        }
        assert_eq!(Whole::of(0).rounded(0), None);
    }

    #[test]
    fn the_heaviest_light_sums_do_not_overflow() {
        // 214,737 is the greatest sum of weights that is light: four of them, next to each other in size so that nothing divides them.
        let weights = [65_535_u32, 65_534, 65_533, 18_135];
        let stand_in = StandIn::of(&Criteria::default());
        let scales = Scales::of(weights.into_iter(), stand_in);
        assert!(scales.light);
        assert!(!Scales::of(weights.into_iter().chain([1]), stand_in).light);
        let full = [Value::FULL; 3];
        let half = [Value::FULL, Value::UNKNOWN, Value::NOT_ASKED];
        for (row, score) in [(full, [10_000; 3]), (half, [10_000, 4_000, 4_000])] {
            let mut cells = [Cell::default(); 3];
            scales.weigh(&mut Sums::default(), |_| (&row, Stretch::of(&row)), &mut cells);
            assert_eq!(cells.map(|cell| cell.score), score);
        }
    }
}
