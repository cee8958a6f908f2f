//! The pairs by what they count for, the least first.

use crate::matching::instance::{FULL_SCORE, FULL_STEADINESS, Instance, open};

/// So many pairs are sorted at a time.
const AT_A_TIME: usize = 1 << 21;

/// Calls `level` for every value that a possible pair of these adepts counts for, with all such pairs (place in `seekers`, mentor).
///
/// A counting sort, in bands of values that together have about two million pairs, so that memory stays bounded.
pub(super) fn each(instance: &Instance, seekers: &[usize], mut level: impl FnMut(u16, &[(usize, usize)])) {
    let mut counts = vec![0_usize; usize::from(FULL_SCORE) + FULL_STEADINESS as usize + 1];
    pairs(instance, seekers, |_, _, value| counts[usize::from(value)] += 1);
    let mut first = 0;
    while first < counts.len() {
        let mut end = first;
        let mut size = 0;
        let mut starts = Vec::new();
        while end < counts.len() && (end == first || size + counts[end] <= AT_A_TIME) {
            starts.push(size);
            size += counts[end];
            end += 1;
        }
        let mut sorted = vec![(0, 0); size];
        pairs(instance, seekers, |row, mentor, value| {
            if (first..end).contains(&usize::from(value)) {
                let place = &mut starts[usize::from(value) - first];
                sorted[*place] = (row, mentor);
                *place += 1;
            }
        });
        let mut begin = 0;
        for (&stop, value) in starts.iter().zip(first..) {
            if begin < stop {
                level(value as u16, &sorted[begin..stop]);
            }
            begin = stop;
        }
        first = end;
    }
}

fn pairs(instance: &Instance, seekers: &[usize], mut see: impl FnMut(usize, usize, u16)) {
    let here: Vec<bool> = (0..instance.mentors()).map(|mentor| !instance.mentor_is_away(mentor)).collect();
    for (row, &adept) in seekers.iter().enumerate() {
        let present = instance.present_mentor(adept);
        let bonus = instance.bonus() as u16;
        for (mentor, &cell) in instance.row(adept).iter().enumerate() {
            if open(cell) && here[mentor] {
                see(row, mentor, cell + if present == Some(mentor) { bonus } else { 0 });
            }
        }
    }
}
