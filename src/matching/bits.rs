//! Rows of bits: which columns a row still has, 64 at a time.

use super::instance::open;

/// A table of bits, `rows` by `columns`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct BitRows {
    bits: Vec<u64>,
    words: usize,
}

impl BitRows {
    /// All bits off.
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let words = columns.div_ceil(64);
        Self { bits: vec![0; rows * words], words }
    }

    /// The words of one row.
    #[inline]
    pub(super) fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    /// The words of one row, to be changed.
    #[inline]
    pub(super) fn row_mut(&mut self, row: usize) -> &mut [u64] {
        &mut self.bits[row * self.words..(row + 1) * self.words]
    }

    /// The columns that the row has, in order.
    pub(super) fn columns(&self, row: usize) -> impl Iterator<Item = usize> {
        self.row(row).iter().enumerate().flat_map(|(word, &bits)| bits_of(word, bits))
    }

    #[inline]
    pub(super) fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    #[inline]
    pub(super) fn clear(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] &= !(1 << (column % 64));
    }

    #[inline]
    pub(super) fn has(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] & (1 << (column % 64)) != 0
    }
}

/// Turns on exactly the bits of the possible pairs of a row whose score is `least` or more.
///
/// A byte for each pair, which the compiler compares many at a time; eight of them are drawn together by a multiplication that moves
/// byte `i` to bit `56 + i`.
pub(super) fn mark_from(least: u16, cells: &[u16], bits: &mut [u64]) {
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    for (word, cells) in bits.iter_mut().zip(cells.chunks(64)) {
        let mut marks = [0_u8; 64];
        for (mark, &cell) in marks.iter_mut().zip(cells) {
            *mark = u8::from(open(cell) & (cell >= least));
        }
        let (eights, _) = marks.as_chunks();
        let bytes = eights.iter().map(|&eight| u64::from_le_bytes(eight).wrapping_mul(TOGETHER) >> 56);
        *word = bytes.rev().fold(0, |word, byte| word << 8 | byte);
    }
}

/// The first `count` bits on.
pub(super) fn first_bits(count: usize) -> Vec<u64> {
    let mut words = vec![u64::MAX; count / 64];
    if !count.is_multiple_of(64) {
        words.push((1 << (count % 64)) - 1);
    }
    words
}

/// The numbers of the bits that are on in a word that begins at bit `64 * word`.
#[inline]
pub(super) fn bits_of(word: usize, bits: u64) -> impl Iterator<Item = usize> {
    let mut left = bits;
    std::iter::from_fn(move || {
        (left != 0).then(|| {
            let bit = left.trailing_zeros() as usize;
            left &= left - 1;
            word * 64 + bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_what_is_open_and_high_enough() {
        let cells: Vec<u16> =
            (0..200_u32).map(|place| (place * 40_503 % 65_536) as u16 | if place % 3 == 0 { 1 << 15 } else { 0 }).collect();
        for (count, least) in [(200, 0), (200, 4_000), (64, 10_000), (65, 1), (63, 16_383), (1, 16_384), (0, 0)] {
            let mut bits = vec![u64::MAX; 4];
            mark_from(least, &cells[..count], &mut bits);
            for (place, &cell) in cells[..count].iter().enumerate() {
                assert_eq!(bits[place / 64] >> (place % 64) & 1 == 1, open(cell) && cell >= least, "{count} {least} {place}");
            }
        }
    }
}
