//! The pairs by what they count for, the least first.

use std::ops::Range;

use crate::matching::bits::BitRows;
use crate::matching::instance::{FULL_SCORE, FULL_STEADINESS, Instance};

/// So many pairs are sorted at a time.
const AT_A_TIME: usize = 1 << 22;

/// No pair counts for as much.
pub(super) const BEYOND: usize = FULL_SCORE as usize + FULL_STEADINESS as usize + 1;

/// A pair: place in the seekers, mentor.
pub(super) type Pair = (u32, u32);

/// The pairs of some values that follow each other.
pub(super) struct Band {
    sorted: Vec<Pair>,
    first: usize,
    /// For each value from the first on, where its pairs end.
    ends: Vec<usize>,
}

impl Band {
    /// The first values from `from` on, as many as have about four million pairs together, so that memory stays bounded.
    ///
    /// A counting sort of those of `pairs` that are pairs of seekers and mentors; all of them must be possible.
    pub(super) fn from(from: usize, instance: &Instance, seekers: &[usize], pairs: &BitRows) -> Self {
        let mut counts = vec![0_usize; BEYOND];
        each(instance, seekers, pairs, |_, value| counts[value] += 1);
        let mut starts = Vec::new();
        let mut size = 0;
        for (value, count) in counts.into_iter().enumerate().skip(from) {
            if value > from && size + count > AT_A_TIME {
                break;
            }
            starts.push(size);
            size += count;
        }
        let mut sorted = vec![(0, 0); size];
        each(instance, seekers, pairs, |pair, value| {
            if let Some(place) = value.checked_sub(from).and_then(|value| starts.get_mut(value)) {
                sorted[*place] = pair;
                *place += 1;
            }
        });
        Self { sorted, first: from, ends: starts }
    }

    /// The value after the last one.
    pub(super) fn end(&self) -> usize {
        self.first + self.ends.len()
    }

    /// Every value that a pair counts for, with all such pairs.
    pub(super) fn levels(&self) -> impl Iterator<Item = (u16, &[Pair])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends).map(|(start, &end)| Range { start, end });
        let levels = ranges.zip(self.first..).filter(|(range, _)| !range.is_empty());
        levels.map(|(range, value)| (value as u16, &self.sorted[range]))
    }
}

fn each(instance: &Instance, seekers: &[usize], pairs: &BitRows, mut see: impl FnMut(Pair, usize)) {
    let bonus = instance.bonus() as usize;
    for (row, &adept) in seekers.iter().enumerate() {
        let (cells, present) = (instance.row(adept), instance.present_mentor(adept));
        for mentor in pairs.columns(row).take_while(|&mentor| mentor < cells.len()) {
            let held = if present == Some(mentor) { bonus } else { 0 };
            see((row as u32, mentor as u32), usize::from(cells[mentor]) + held);
        }
    }
}
