//! What the mapping loop knows, and what is decided for it; the same for every kernel.

use super::charmap::CharMap;
use super::pairs::PairFilter;

/// What the loop knows of a conversion.
#[derive(Clone, Copy)]
pub(super) struct Tables<'t> {
    pub(super) map: CharMap<'t>,
    pub(super) filter: PairFilter<'t>,
}

/// What becomes of a pair that may be part of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Decision<'t> {
    /// It is no part of one: go on.
    Map,
    /// Only the caller can go on.
    Stop,
    /// Something of the same length stands for the text from here on, instead of
    /// what its characters were mapped to.
    ///
    /// It begins where the call began or later, and ends behind the pair's left
    /// character. Both ends are certain edges.
    Put(usize, &'t str),
}
