//! What a text is taken apart into before a converter has it.

use std::ops::Range;

use crate::chain::Piece;

/// A part of a text that has its own way.
#[derive(Debug)]
pub(crate) enum Part<'p> {
    /// Text to convert, as far as it goes: the next part, if it is open too, continues it.
    Open {
        /// Where it comes from.
        source: Range<usize>,
        text: &'p str,
        /// What was replaced in it before, with places counted from its start.
        replaced: &'p [Piece],
    },
    /// Text to convert as a text of its own.
    Segment { source: Range<usize>, text: &'p str },
    /// A result that nothing changes any more.
    Fixed { source: Range<usize>, text: &'p str },
}
