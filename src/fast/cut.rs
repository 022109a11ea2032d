//! Where a text can be cut in two that are converted each on its own.

use super::edges::SEEN;
use super::raw;
use super::table::Table;
use crate::chain::{Ending, Held};
use crate::sequence;

/// A place needs so many characters behind it: what follows them no longer
/// matters to [`Edges::is_edge`](super::edges::Edges::is_edge).
const SEEN_BEHIND: usize = 2;
/// An edge is near if it is among so many characters.
pub(super) const NEAR: usize = 64;

impl Table<'_> {
    /// The last place behind `from` where `text` can be cut: what its two sides
    /// give, joined, is what the whole gives, whatever text follows.
    ///
    /// That is a certain edge that lies in no sequence. An operator before `from`
    /// counts too; the text before `text`, if any, must have been cut off in such
    /// a place. `None` if there is none.
    ///
    /// # Complexity
    /// O(n) for the n bytes behind `from` and those that a sequence can come from.
    pub(crate) fn last_cut(&self, text: &str, from: usize) -> Option<usize> {
        let (mut place, _) = text.char_indices().nth_back(SEEN_BEHIND - 1)?;
        while place > from {
            if !self.edges.is_edge(text, place) {
                place -= raw::len(raw::before(text, place));
                continue;
            }
            match self.operator_reaching(&text[..place]) {
                None => return Some(place),
                // It reaches over every place in between, too.
                Some(operator) => place = operator,
            }
        }
        None
    }

    /// The first certain edge behind `at` that is one whatever stood before `at`, or the end
    /// of the text. `None` if neither is near.
    ///
    /// It holds as long as the next [`SEEN`] bytes behind it do.
    pub(crate) fn next_edge(&self, text: &str, at: usize) -> Option<usize> {
        let places = text[at..].char_indices().map(|(place, _)| at + place);
        for place in places.skip_while(|place| place - at < SEEN).take(NEAR) {
            if place + SEEN > text.len() {
                return Some(text.len());
            }
            if self.edges.is_edge(text, place) {
                return Some(place);
            }
        }
        (text.len() - at <= SEEN).then_some(text.len())
    }

    /// Where the last operator stands from which a sequence may reach over the end
    /// of `text`.
    fn operator_reaching(&self, text: &str) -> Option<usize> {
        let last = text.char_indices().rev().take(self.longest_reach());
        let mut operators = last.filter(|&(_, character)| sequence::arity(character) > 0);
        operators.next().map(|(place, _)| place)
    }

    /// Converts the next part of a text that cannot be cut, by the matching alone.
    pub(crate) fn match_part(&self, part: &str, ending: Ending, out: &mut String, held: &mut Held) {
        self.pipeline.convert_part(part, ending, out, held);
    }

    /// From how many characters a sequence, complete or not, can come.
    pub(crate) fn longest_reach(&self) -> usize {
        self.sequence_reach.max(sequence::MAX_CHARS)
    }
}
