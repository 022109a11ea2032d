//! Own keys that the fast engine's own loop finds.
//!
//! It puts most of them itself. Here is what becomes of those that it stops at.

use std::ops::Range;

use crate::chain::{Hit, Matcher};
use crate::fast::{SEEN, Stops, Table, Watched, first_match_near};
use crate::sequence;
use crate::user_dictionary::{Level, Lexicon, OwnKey};

/// A lexicon and an engine that goes over a text once for both.
pub(crate) struct Fused<'f> {
    pub(crate) lexicon: &'f Lexicon,
    pub(crate) table: &'f Table<'f>,
    pub(crate) stops: &'f Stops,
}

impl<'f> Fused<'f> {
    /// Converts a text and appends the result. Returns from where on that could not be done:
    /// what is behind has to be taken apart first, as a text of its own.
    pub(crate) fn convert_into(&self, text: &str, out: &mut String) -> usize {
        let mut watched = Watched::new(self.stops, self.lexicon);
        let mut replaced = String::new();
        let mut start = 0;
        loop {
            let reached = self.table.convert_until(&mut watched, &text[start..], out);
            let at = start + reached.end;
            let Some(key) = reached.key else {
                return text.len();
            };
            if key.level != Level::First {
                start = at + key.key_len();
                key.append_value(&text[at..start], out);
                continue;
            }
            out.truncate(reached.edge.target);
            let from = start + reached.edge.source;
            if reached.is_open {
                return from;
            }
            replaced.clear();
            replaced.push_str(&text[from..at]);
            match self.replace(text, at, key, &mut replaced) {
                Some((end, last)) => {
                    self.table.convert_into(&replaced, out);
                    start = end;
                    if let Some(key) = last {
                        start += key.key_len();
                        key.append_value(&text[end..start], out);
                    }
                }
                None => return from,
            }
        }
    }

    /// Appends the value of a key, and the text behind it up to the next edge, where keys are
    /// replaced too. Returns where that ends, and the key that ended it, if one did.
    ///
    /// `None` where it cannot be known that the edge is one.
    fn replace(
        &self,
        text: &str,
        mut at: usize,
        mut key: OwnKey<'f>,
        replaced: &mut String,
    ) -> Option<(usize, Option<OwnKey<'f>>)> {
        loop {
            replaced.push_str(key.value);
            at += key.key_len();
            let edge = self.table.next_edge(text, at)?;
            let near = at..edge + SEEN;
            let mut next = None;
            if !self.lexicon.is_free(text, near.clone()) {
                if has_operators(text, near.clone()) {
                    return None;
                }
                next = first_match_near(self.lexicon, &text[at..], near.len());
            }
            let Some((place, next)) = next else {
                replaced.push_str(&text[at..edge]);
                return Some((edge, None));
            };
            replaced.push_str(&text[at..at + place]);
            at += place;
            if next.level != Level::First {
                return Some((at, Some(next)));
            }
            key = next;
        }
    }
}

/// Whether an operator of description sequences stands in a range.
fn has_operators(text: &str, range: Range<usize>) -> bool {
    let near = text[range.start..].char_indices();
    let mut near = near.take_while(|(at, _)| *at < range.len());
    near.any(|(_, character)| sequence::arity(character) > 0)
}
