//! Rows of bits: which columns a row still has, 64 at a time.

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
    pub(super) fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    /// The words of one row, to be changed.
    pub(super) fn row_mut(&mut self, row: usize) -> &mut [u64] {
        &mut self.bits[row * self.words..(row + 1) * self.words]
    }

    pub(super) fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    pub(super) fn clear(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] &= !(1 << (column % 64));
    }

    pub(super) fn has(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] & (1 << (column % 64)) != 0
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
