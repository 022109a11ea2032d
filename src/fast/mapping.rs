//! What the mapping loop knows, and what is decided for it; the same for every kernel.

use std::ops::Range;

use super::charmap::CharMap;
use super::charset::CharSet;
use super::pairs::PairFilter;
use super::raw;

/// What the loop knows of a conversion.
#[derive(Clone, Copy)]
pub(super) struct Tables<'t> {
    pub(super) map: CharMap<'t>,
    pub(super) filter: PairFilter<'t>,
    /// Which characters of four bytes do not simply stay; `None` leaves all to the caller.
    pub(super) changing: Option<CharSet<'t>>,
}

impl Tables<'_> {
    /// Whether a character is one of four bytes that simply stays behind this left neighbour.
    #[inline]
    pub(super) fn keeps(&self, left: u32, character: u32) -> bool {
        raw::is_four(character)
            && self
                .changing
                .is_some_and(|changing| changing.denies(raw::code4(character)))
            && self.filter.bit(left, character) == 0
    }
}

/// What becomes of a pair that may be part of a phrase.
#[derive(Debug)]
pub(super) enum Decision<'t> {
    /// It is no part of one: go on.
    Map,
    /// Only the caller can go on.
    Stop,
    /// Something stands for this range of the text, instead of what its characters were
    /// mapped to.
    ///
    /// It begins where the loop did or later, and ends behind the pair's left
    /// character. Both ends are certain edges, or the text is cut there.
    Put(Range<usize>, &'t str),
}

/// Decides about the pairs that the loop asks about.
///
/// Not only a closure: each loop gets its own copy of the long one, made for what its
/// processor has, and a closure with two callers would stay a call.
pub(super) trait Decide<'t> {
    /// What becomes of a pair of which the right character is at `at`.
    fn decide(&mut self, at: usize, pair: (u32, u32)) -> Decision<'t>;
}

impl<'t, F: FnMut(usize, (u32, u32)) -> Decision<'t>> Decide<'t> for F {
    #[inline(always)]
    fn decide(&mut self, at: usize, pair: (u32, u32)) -> Decision<'t> {
        self(at, pair)
    }
}
