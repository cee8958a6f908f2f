//! A sparse list of numbers by place, made for being compared with thousands of others.
//!
//! One bit a place tells what is there, so that two lists are compared 64 places at a time and only what they share is
//! looked at; a merge of two sorted lists takes several times as long, because each of its steps waits for the one before.

/// Numbers at some places; everywhere else there is nothing.
#[derive(Clone, Default)]
pub(super) struct Sparse {
    /// Bit `p % 64` of word `p / 64` for place `p`; ends with the last word that has a bit.
    bits: Vec<u64>,
    /// How many numbers stand before each word of `bits`.
    before: Vec<u32>,
    /// The numbers in the order of their places.
    numbers: Vec<u32>,
}

impl Sparse {
    /// From places in ascending order, each at most once.
    pub fn of(entries: impl IntoIterator<Item = (u32, u32)>) -> Sparse {
        let mut sparse = Sparse::default();
        for (place, number) in entries {
            let word = place as usize / 64;
            while sparse.bits.len() <= word {
                sparse.bits.push(0);
                sparse.before.push(u32::try_from(sparse.numbers.len()).unwrap_or(u32::MAX));
            }
            if let Some(bits) = sparse.bits.get_mut(word) {
                *bits |= 1 << (place % 64);
            }
            sparse.numbers.push(number);
        }
        sparse
    }

    /// Sum of `worth` over the places that both lists have, given the number of each.
    pub fn shared(&self, other: &Sparse, worth: impl Fn(u64, u64) -> u64) -> u64 {
        let mut sum: u64 = 0;
        for (word, (own, others)) in self.bits.iter().zip(&other.bits).enumerate() {
            let mut both = own & others;
            while both != 0 {
                let below = (both & both.wrapping_neg()) - 1;
                sum = sum.saturating_add(worth(self.number(word, own & below), other.number(word, others & below)));
                both &= both - 1;
            }
        }
        sum
    }

    /// Each place with its number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let places = self
            .bits
            .iter()
            .zip(0_u32..)
            .flat_map(|(bits, word)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit));
        places.zip(self.numbers.iter().copied())
    }

    /// The number at a place, if there is one.
    pub fn get(&self, place: u32) -> Option<u32> {
        let (word, bit) = (place as usize / 64, 1 << (place % 64));
        let bits = self.bits.get(word)?;
        (bits & bit != 0).then(|| self.numbers.get(self.index(word, bits & (bit - 1))).copied())?
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number in this word after those that `below` has bits for.
    fn number(&self, word: usize, below: u64) -> u64 {
        self.numbers.get(self.index(word, below)).copied().map_or(0, u64::from)
    }

    fn index(&self, word: usize, below: u64) -> usize {
        self.before.get(word).map_or(0, |before| (before + below.count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn entries() -> impl Strategy<Value = BTreeMap<u32, u32>> {
        proptest::collection::btree_map(0_u32..400, 1_u32..1_000, 0..120)
    }

    proptest! {
        #[test]
        fn it_is_a_map(a in entries(), b in entries()) {
            let (sparse_a, sparse_b) = (Sparse::of(a.clone()), Sparse::of(b.clone()));
            prop_assert_eq!(sparse_a.iter().collect::<BTreeMap<_, _>>(), a.clone());
            prop_assert_eq!(sparse_a.len(), a.len());
            for place in 0..420 {
                prop_assert_eq!(sparse_a.get(place), a.get(&place).copied());
            }
            let product: u64 = a.iter().filter_map(|(place, x)| b.get(place).map(|y| u64::from(*x) * u64::from(*y))).sum();
            prop_assert_eq!(sparse_a.shared(&sparse_b, |x, y| x * y), product);
        }
    }
}
