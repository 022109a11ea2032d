//! Sets of pairs of neighbours that may say yes too often, but never no to a member.

use std::collections::BTreeSet;

use crate::fast::{pair_hash, raw};

/// A Bloom filter in words of 64 bits, of which two bits in one word are a member's.
///
/// Pairs are told as the UTF-8 bytes of their characters.
#[derive(Clone, Copy)]
pub(super) struct PairSet<'t, const WORDS: usize>(&'t [[u8; 8]; WORDS]);

impl<'t, const WORDS: usize> PairSet<'t, WORDS> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        let words = bytes.as_chunks().0.try_into();
        Self(words.expect("a filter of this size"))
    }

    /// Whether the pair may be a member.
    #[inline]
    pub(super) fn has(self, left: u32, right: u32) -> bool {
        let place = Place::new::<WORDS>(left, right);
        let word = u64::from_le_bytes(self.0[place.word]);
        word >> place.bits[0] & word >> place.bits[1] & 1 == 1
    }
}

/// The bytes of a set.
pub(super) fn build<const WORDS: usize>(pairs: &BTreeSet<(char, char)>) -> Vec<u8> {
    let mut words = vec![0_u64; WORDS];
    for &(left, right) in pairs {
        let place = Place::new::<WORDS>(raw::of(left), raw::of(right));
        let [one, other] = place.bits;
        words[place.word] |= 1 << one | 1 << other;
    }
    words.into_iter().flat_map(u64::to_le_bytes).collect()
}

/// The word that a pair stands for, and the numbers of its bits.
struct Place {
    word: usize,
    bits: [u64; 2],
}

impl Place {
    #[inline]
    fn new<const WORDS: usize>(left: u32, right: u32) -> Self {
        let hash = pair_hash(left, right);
        Self {
            word: (hash >> (u64::BITS - WORDS.ilog2())) as usize % WORDS,
            bits: [hash >> 42 & 63, hash >> 36 & 63],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{PairSet, build, raw};

    proptest! {
        #[test]
        fn a_member_is_never_denied(
            pairs in proptest::collection::btree_set(any::<(char, char)>(), 0..200),
        ) {
            let bytes = build::<64>(&pairs);
            for (left, right) in pairs {
                prop_assert!(PairSet::<64>::new(&bytes).has(raw::of(left), raw::of(right)));
            }
        }
    }

    #[test]
    fn others_are_mostly_denied() {
        let han = |from: u32| (from..from + 100).filter_map(char::from_u32);
        let product = |from, to| han(from).flat_map(move |a| han(to).map(move |b| (a, b)));
        let members: BTreeSet<_> = product(0x4E00, 0x5E00).collect();
        let bytes = build::<4096>(&members);
        let others = product(0x6E00, 0x4E00);
        let wrong = others
            .filter(|&(a, b)| PairSet::<4096>::new(&bytes).has(raw::of(a), raw::of(b)))
            .count();
        assert!(wrong < 200, "{wrong} of 10000");
    }
}
