//! Sets of pairs of neighbouring characters that may say yes too often, but
//! never say no to a member.

use std::collections::BTreeSet;

use super::{kernel, raw};

/// Spreads a pair, as bytes of its characters, over 64 bits.
#[inline(always)]
pub(crate) fn hash(left: u32, right: u32) -> u64 {
    spread(u64::from(left) << 32 | u64::from(right))
}

/// Spreads bits over all 64; the high ones are the well mixed ones (Fibonacci hashing).
#[inline(always)]
pub(super) fn spread(bits: u64) -> u64 {
    bits.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn hash_of((left, right): (char, char)) -> u64 {
    hash(raw::of(left), raw::of(right))
}

/// Pairs as single bits: a first look that costs one load.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairFilter<'t> {
    /// A power of two of words.
    words: &'t [[u8; 4]],
    /// What is left of a hash of 32 bits after this shift numbers a bit.
    shift: u32,
}

impl<'t> PairFilter<'t> {
    const LEFT_FACTOR: u32 = 0x9E37_79B1;
    const FACTOR: u32 = 0x85EB_CA77;

    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        let words: &[[u8; 4]] = bytes.as_chunks().0;
        assert!(words.len().is_power_of_two(), "a filter of chosen size");
        Self {
            words,
            shift: 32 - 5 - words.len().trailing_zeros(),
        }
    }

    /// 1 where the pair may be a member, else 0.
    #[inline(always)]
    pub(super) fn bit(&self, left: u32, right: u32) -> u32 {
        self.has_bit(Self::hash(left, right) >> self.shift)
    }

    #[inline(always)]
    fn has_bit(&self, bit: u32) -> u32 {
        u32::from_le_bytes(*kernel::element(self.words, bit >> 5)) >> (bit & 31) & 1
    }

    #[inline(always)]
    fn hash(left: u32, right: u32) -> u32 {
        let sum = left.wrapping_mul(Self::LEFT_FACTOR).wrapping_add(right);
        sum.wrapping_mul(Self::FACTOR)
    }

    /// At least twenty bits for each pair, but at most 32 KiB.
    pub(super) fn build(pairs: &BTreeSet<(char, char)>) -> Vec<u8> {
        Self::new(&[0; 4]).with(pairs)
    }

    /// The bytes of a filter that has these pairs too, with as many bits as one that has no
    /// others if that is more.
    pub(super) fn with(&self, pairs: &BTreeSet<(char, char)>) -> Vec<u8> {
        let bits = (pairs.len() * 20)
            .next_power_of_two()
            .clamp(1 << 6, 1 << 18)
            .max(self.words.len() * 32);
        let shift = 32 - bits.trailing_zeros();
        // What one bit told of is told by as many.
        let mut words: Vec<u32> = (0..bits as u32 / 32)
            .map(|word| {
                let bit = |bit| self.has_bit((word << 5 | bit) << shift >> self.shift) << bit;
                (0..32).fold(0, |bits, number| bits | bit(number))
            })
            .collect();
        for &(left, right) in pairs {
            let bit = Self::hash(raw::of(left), raw::of(right)) >> shift;
            words[(bit >> 5) as usize] |= 1 << (bit & 31);
        }
        words.into_iter().flat_map(u32::to_le_bytes).collect()
    }
}

/// From pairs to numbers, several pairs to the same where their hashes agree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairIndex<'t>(&'t [[u8; 4]]);

impl<'t> PairIndex<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    /// The number of the pair; 0 if none was set.
    #[inline]
    pub(super) fn get(&self, left: u32, right: u32) -> u32 {
        let slot = Self::slot_of_raw(left, right, self.0.len());
        self.0
            .get(slot)
            .map_or(0, |number| u32::from_le_bytes(*number))
    }

    /// The slot of a pair among as many as `slots`, a power of two.
    pub(super) fn slot_of(pair: (char, char), slots: usize) -> usize {
        Self::slot(hash_of(pair), slots)
    }

    /// The same for a pair as bytes.
    #[inline]
    pub(super) fn slot_of_raw(left: u32, right: u32, slots: usize) -> usize {
        Self::slot(hash(left, right), slots)
    }

    #[inline]
    fn slot(hash: u64, slots: usize) -> usize {
        (hash >> 40) as usize & (slots - 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BTreeSet, PairFilter, raw};

    fn raws((left, right): (char, char)) -> (u32, u32) {
        (raw::of(left), raw::of(right))
    }

    proptest! {
        #[test]
        fn members_are_never_denied(
            pairs in proptest::collection::btree_set(any::<(char, char)>(), 0..200),
        ) {
            let filter = PairFilter::build(&pairs);
            for (left, right) in pairs.into_iter().map(raws) {
                prop_assert_eq!(PairFilter::new(&filter).bit(left, right), 1);
            }
        }
    }

    #[test]
    fn others_are_mostly_denied() {
        let han = |from: u32| (from..from + 100).filter_map(char::from_u32);
        let product = |from, to| han(from).flat_map(move |a| han(to).map(move |b| (a, b)));
        let members: BTreeSet<_> = product(0x4E00, 0x5E00).collect();
        let filter = PairFilter::build(&members);
        let wrong = |is_member: &dyn Fn(u32, u32) -> bool| {
            let others = product(0x6E00, 0x4E00).map(raws);
            others.filter(|&(a, b)| is_member(a, b)).count()
        };
        let in_filter = wrong(&|a, b| PairFilter::new(&filter).bit(a, b) == 1);
        assert!(in_filter < 1000, "{in_filter} of 10000");
    }
}
