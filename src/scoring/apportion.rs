//! Makes the parts of a score whole, so that the column on the screen adds up.
//!
//! A part has a gain and a full mark, both fractions. Rounding each for itself does not add up, and rounding gains and full marks by
//! largest remainder (Hamilton's method) independently of each other can give a point to a part that earned nothing, because
//! the parts that earned it are at their full marks already. So this is a *controlled rounding* of a table with two rows (gained, lost) and one column for
//! each part: every entry, both row sums and every column sum are rounded to a neighbouring integer, which always is possible
//! (Bacharach, "Matrix rounding problems", Management Science 9, 1966).

/// One part: what it gains and what it could give at most, in `unit`s.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Share {
    /// At most `full`.
    pub(super) gained: u64,
    /// What full marks would give.
    pub(super) full: u64,
}

/// A part in whole numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Whole {
    /// What it gives; never above `of`, nought when nothing was gained, `of` when everything was.
    pub(super) points: u64,
    /// What it could give at most.
    pub(super) of: u64,
}

/// Rounds every `gained / unit` and `full / unit` to a neighbouring integer so that the points add up to the rounded sum of the
/// gains (half up) and the `of`s to the rounded sum of the full marks. Units go to the largest remainder first, of equals to the earlier part.
pub(super) fn apportion(shares: &[Share], unit: u64) -> Vec<Whole> {
    if unit == 0 {
        return vec![Whole::default(); shares.len()];
    }
    let mut columns: Vec<Column> = shares.iter().map(|share| Column::new(*share, unit)).collect();
    share_out_full_marks(&mut columns, unit);
    share_out_points(&mut columns, unit);
    columns.iter().map(|column| Whole { points: column.points, of: column.of }).collect()
}

/// One part on its way to whole numbers.
struct Column {
    gained: Bounds,
    lost: Bounds,
    full: Bounds,
    points: u64,
    of: u64,
}

/// The two neighbouring integers of a fraction, and how far above the lower one it lies.
#[derive(Clone, Copy)]
struct Bounds {
    exact: u64,
    low: u64,
    high: u64,
    rest: u64,
}

impl Bounds {
    fn new(exact: u64, unit: u64) -> Self {
        Self { exact, low: exact / unit, high: exact.div_ceil(unit), rest: exact % unit }
    }
}

impl Column {
    fn new(share: Share, unit: u64) -> Self {
        let gained = share.gained.min(share.full);
        let full = Bounds::new(share.full, unit);
        let gained = Bounds::new(gained, unit);
        Self { gained, lost: Bounds::new(full.exact - gained.exact, unit), full, points: 0, of: full.low }
    }

    /// The fewest points that keep both entries of the column at their neighbouring integers.
    fn fewest(&self) -> u64 {
        self.gained.low.max(self.of.saturating_sub(self.lost.high))
    }

    /// The most points that do.
    fn most(&self) -> u64 {
        self.gained.high.min(self.of.saturating_sub(self.lost.low))
    }
}

fn share_out_full_marks(columns: &mut [Column], unit: u64) {
    let total = half_up(columns.iter().map(|column| column.full.exact).sum(), unit);
    let given: u64 = columns.iter().map(|column| column.of).sum();
    let order = by_largest(columns, |column| column.full.rest);
    let takers: Vec<usize> =
        order.into_iter().filter(|&place| columns.get(place).is_some_and(|column| column.of < column.full.high)).collect();
    for place in takers.into_iter().take(clamp(total.saturating_sub(given))) {
        if let Some(column) = columns.get_mut(place) {
            column.of += 1;
        }
    }
}

fn share_out_points(columns: &mut [Column], unit: u64) {
    let total = half_up(columns.iter().map(|column| column.gained.exact).sum(), unit);
    for column in columns.iter_mut() {
        column.points = column.fewest();
    }
    for place in by_largest(columns, |column| column.gained.rest) {
        let short = sum_of_points(columns) < total;
        if let Some(column) = columns.get_mut(place).filter(|column| short && column.points < column.most()) {
            column.points += 1;
        }
    }
    while sum_of_points(columns) < total && move_a_mark_to_gains(columns) {}
    while sum_of_points(columns) > total && move_a_mark_to_losses(columns) {}
}

/// All parts are at their most: takes one mark from a part that loses it anyway and gives it to a part that has earned it.
fn move_a_mark_to_gains(columns: &mut [Column]) -> bool {
    let order = by_largest(columns, |column| column.gained.rest);
    let takes = |column: &Column| column.of < column.full.high && column.points < column.gained.high;
    let gives = |column: &Column| column.of > column.full.low && column.of - column.points > column.lost.low;
    exchange(columns, &order, takes, gives, |taker, giver| {
        taker.of += 1;
        taker.points += 1;
        giver.of -= 1;
    })
}

/// All parts are at their fewest: the same the other way round.
fn move_a_mark_to_losses(columns: &mut [Column]) -> bool {
    let order = by_largest(columns, |column| column.lost.rest);
    let takes = |column: &Column| column.of < column.full.high && column.of - column.points < column.lost.high;
    let gives = |column: &Column| column.of > column.full.low && column.points > column.gained.low;
    exchange(columns, &order, takes, gives, |taker, giver| {
        taker.of += 1;
        giver.of -= 1;
        giver.points -= 1;
    })
}

fn exchange(
    columns: &mut [Column],
    order: &[usize],
    takes: impl Fn(&Column) -> bool,
    gives: impl Fn(&Column) -> bool,
    perform: impl Fn(&mut Column, &mut Column),
) -> bool {
    let first = |wanted: &dyn Fn(&Column) -> bool, but: Option<usize>| {
        order.iter().copied().find(|&place| Some(place) != but && columns.get(place).is_some_and(wanted))
    };
    let Some(taker) = first(&takes, None) else { return false };
    let Some(giver) = first(&gives, Some(taker)) else { return false };
    match columns.get_disjoint_mut([taker, giver]) {
        Ok([taker, giver]) => perform(taker, giver),
        Err(_) => return false,
    }
    true
}

fn sum_of_points(columns: &[Column]) -> u64 {
    columns.iter().map(|column| column.points).sum()
}

/// Places by falling key; equals keep their order.
fn by_largest(columns: &[Column], key: impl Fn(&Column) -> u64) -> Vec<usize> {
    let mut keyed: Vec<(u64, usize)> = columns.iter().map(key).zip(0..).collect();
    keyed.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    keyed.into_iter().map(|(_, place)| place).collect()
}

fn half_up(sum: u64, unit: u64) -> u64 {
    (sum / unit) + u64::from(sum % unit >= unit.div_ceil(2))
}

fn clamp(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(unit: u64, shares: &[(u64, u64)], expected: &[(u64, u64)]) {
        let shares: Vec<Share> = shares.iter().map(|&(gained, full)| Share { gained, full }).collect();
        let whole: Vec<(u64, u64)> = apportion(&shares, unit).iter().map(|whole| (whole.points, whole.of)).collect();
        assert_eq!(whole, expected);
    }

    #[test]
    fn parts_are_made_whole() {
        check(1, &[], &[]);
        check(0, &[(1, 2)], &[(0, 0)]);
        check(100, &[(5000, 10_000)], &[(50, 100)]);
        // Thirds: the spare mark goes to the first of equals, the point with it.
        check(3, &[(100, 100), (100, 100), (100, 100)], &[(34, 34), (33, 33), (33, 33)]);
        // The spare mark would fall to the part that gains nothing; it moves to one that has earned it.
        check(3, &[(0, 100), (100, 100), (100, 100)], &[(0, 33), (34, 34), (33, 33)]);
        // And the other way: two of three are lost wholly.
        check(3, &[(100, 100), (0, 100), (0, 100)], &[(33, 33), (0, 34), (0, 33)]);
        // Half a point is rounded up.
        check(2, &[(1, 200)], &[(1, 100)]);
        // A gain above its full mark is its full mark.
        check(1, &[(7, 5)], &[(5, 5)]);
    }

    proptest! {
        #[test]
        fn every_number_is_a_neighbour_and_all_sums_hold(
            parts in prop::collection::vec((0_u64..=1_000, prop_oneof![Just(0_u64), Just(10_000), 0..=10_000_u64]), 1..12),
        ) {
            let unit: u64 = parts.iter().map(|(weight, _)| weight).sum();
            prop_assume!(unit > 0);
            let shares: Vec<Share> = parts.iter().map(|(weight, marks)| Share { gained: weight * marks, full: weight * 10_000 }).collect();
            let whole = apportion(&shares, unit);
            let gained: u64 = shares.iter().map(|share| share.gained).sum();
            prop_assert_eq!(whole.iter().map(|part| part.of).sum::<u64>(), 10_000);
            prop_assert_eq!(whole.iter().map(|part| part.points).sum::<u64>(), (2 * gained + unit) / (2 * unit));
            for (share, part) in shares.iter().zip(&whole) {
                let lost = share.full - share.gained;
                let neighbour = |exact: u64, rounded: u64| rounded == exact / unit || rounded == exact.div_ceil(unit);
                prop_assert!(neighbour(share.gained, part.points));
                prop_assert!(neighbour(share.full, part.of));
                prop_assert!(neighbour(lost, part.of - part.points), "lost {} of unit {}: {:?}", lost, unit, part);
            }
        }
    }
}
