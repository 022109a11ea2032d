//! A text in words: where several of the dictionaries' words could be read, the path
//! of least cost through all of them tells which stand there.
//!
//! Greedy matching takes 换发 out of 转换发生, because nothing says that 转换 and 发生 are
//! words. Here every word has a cost, the negative logarithm of its frequency, so that a
//! reading in few common words costs less than one in rare ones. Each word is then
//! converted as a text of its own.
//!
//! # Where it is decided
//! 1. **Sensitive pairs.** Of each word that comes out otherwise than its characters would,
//!    the rarest pair of neighbours is in a set. Text is passed over until such a pair
//!    comes: in text without one nothing can come out otherwise than character by character.
//! 2. **Stretches.** Around the pair, a *stretch* is text all of whose neighbours stand
//!    together in some word, by another set. No word reaches over its ends. Within it all
//!    words are looked up at all places, and the path of least cost is found.
//! 3. **Knots.** A *knot* is a part of a stretch over whose ends no word found there reaches.
//!    It is *open* if a word in it comes out otherwise than its characters would, unless the
//!    path takes all of it for one word, which is what greedy matching does too. Only open
//!    knots are decided by the path; all other text is left to the converter below, in one
//!    piece with what is beside it.
//!
//! So nearly all text goes to the fast engine, in long pieces.
//!
//! # Why streams give the same
//! No word reaches over an end of a stretch, so every path through the text goes through it,
//! and the best path of a text is made of its stretches' best paths; the same holds for knots.
//! Where a stretch ends is seen from the two characters at its end alone. A stretch of more
//! than 64 characters, such as one word said over and over, is cut after as many,
//! counted from its start, whatever that costs. So both are the same however the text comes in
//! pieces, and a stream has to wait for the end of the last stretch, or 64 characters, and
//! no longer: [`walk_part`] stops before a stretch that the text so far ends with.
//!
//! # Complexity
//! O(n k) for n characters and words of at most k characters: each is passed over once, and in
//! at most one stretch. Nothing is allocated but for a word that only holds others together.
//! The tables are 1.8 MB, borrowed as they are: six bytes for each node of a double array, a
//! set of 128 KiB for neighbours, and six of 32 KiB for the sensitive pairs of the conversions.
//! Nothing is done at start-up.

#[cfg_attr(jianfan_bootstrap, path = "bootstrap.rs")]
mod embedded;
mod lattice;
mod pairs;
mod parts;
mod path;
mod shares;
mod tables;
mod target;
mod trie;
mod weigh;

use crate::chain::{Append, Ending, Hit, Matcher, walk_part};
use crate::config::Config;
use crate::fast::raw;
use crate::part::Part;
use crate::usage::Usage;
use parts::Parts;
use path::LONGEST;
use tables::Tables;
pub(crate) use tables::{Entry, FILES, Kind, TableWriter};
pub(crate) use target::{CONFIGS, TARGETS, Target};
pub(crate) use weigh::{Decision, NAT, Way, Weighed};

/// The words of one conversion, in one usage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    tables: Tables<'static>,
}

/// The start of a text up to the first place that no word reaches over.
pub(crate) struct Stretch {
    /// In bytes.
    len: usize,
    characters: usize,
    /// Whether a word in it may come out otherwise than its characters.
    is_open: bool,
}

impl Words {
    /// The built-in words for a conversion and a usage; `None` if there are none.
    pub(crate) fn embedded(config: Config, usage: Usage) -> Option<Self> {
        Self::compiled(embedded::files(), config, usage)
    }

    /// The words of files as [`TableWriter::finish`] gives them, in its order.
    pub(crate) fn compiled(
        files: [&'static [u8]; FILES],
        config: Config,
        usage: Usage,
    ) -> Option<Self> {
        let target = Target::place(config, usage)?;
        Some(Self {
            tables: Tables::new(files, target),
        })
    }

    /// Takes a text apart, in order and without gaps. Returns how much of the text was
    /// taken: the rest may come out otherwise with text to come, and so may the end of a
    /// last [`Part::Open`].
    pub(crate) fn parts(&self, text: &str, ending: Ending, each: impl FnMut(Part<'_>)) -> usize {
        let mut parts = Parts::new(&self.tables, text, each);
        let taken = walk_part(self, text, ending, &mut parts);
        parts.hand_over();
        taken
    }

    /// Whether no stretch reaches over a place within `text`, whatever stands around it.
    #[cfg(feature = "rayon")]
    pub(crate) fn is_edge(&self, text: &str, at: usize) -> bool {
        !self.are_neighbours(raw::before(text, at), raw::at(text, at))
    }

    /// The stretch that starts `text`.
    fn stretch(&self, text: &str) -> Stretch {
        let mut left = raw::at(text, 0);
        let mut stretch = Stretch {
            len: len(left),
            characters: 1,
            is_open: false,
        };
        loop {
            let right = raw::at(text, stretch.len);
            stretch.is_open |= self.is_sensitive(left, right);
            if stretch.characters == LONGEST
                || stretch.len == text.len()
                || !self.are_neighbours(left, right)
            {
                return stretch;
            }
            stretch.len += len(right);
            stretch.characters += 1;
            left = right;
        }
    }

    /// Where the stretch starts that the character at `at` stands in.
    fn stretch_start(&self, text: &str, at: usize) -> usize {
        let (mut start, mut characters) = (at, 0);
        let mut right = raw::at(text, at);
        while start > 0 {
            let left = raw::before(text, start);
            if !self.are_neighbours(left, right) {
                break;
            }
            start -= len(left);
            characters += 1;
            right = left;
        }
        // A run of more characters is several stretches.
        let before = characters - characters % LONGEST;
        let mut starts = text[start..].char_indices().map(|(place, _)| place);
        start + starts.nth(before).unwrap_or_default()
    }

    /// Whether these two may stand together in a word. A sequence stands in none.
    #[inline]
    fn are_neighbours(&self, left: u32, right: u32) -> bool {
        self.tables.neighbours.has(left, right) && !is_operator(left) && !is_operator(right)
    }

    /// Whether a word that comes out otherwise than its characters may have these two
    /// neighbours, or the left one alone. Operators of sequences count as such words.
    #[inline]
    fn is_sensitive(&self, left: u32, right: u32) -> bool {
        let Tables { sensitive, .. } = self.tables;
        sensitive.has(left, right) || sensitive.has(left, 0)
    }
}

/// The length of a character in bytes.
#[inline]
fn len(raw: u32) -> usize {
    // As a number, U+0000 has no length.
    raw::len(raw).max(1)
}

/// Whether a character is an operator of sequences: U+2FF0 to U+2FFF.
#[inline]
fn is_operator(raw: u32) -> bool {
    raw & 0xF0_FFFF == 0xB0_BFE2
}

impl Matcher for Words {
    type Hit<'m> = Stretch;

    fn match_prefix(&self, text: &str) -> Option<Stretch> {
        (!is_operator(raw::at(text, 0))).then(|| self.stretch(text))
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        let stretch = self.stretch(text);
        stretch.len == text.len() && stretch.characters < LONGEST
    }

    fn free_len(&self, text: &str) -> usize {
        // Hot: all text goes through here.
        let (mut at, mut last) = (0, 0);
        let mut left = raw::at(text, at);
        while at < text.len() {
            if left < 0x80 {
                // Two neighbours in ASCII are no sensitive pair.
                at += raw::ascii_len(&text.as_bytes()[at..]) - 1;
                left = raw::at(text, at);
            }
            last = at;
            at += len(left);
            let right = raw::at(text, at);
            if self.is_sensitive(left, right) {
                if is_operator(left) {
                    return last;
                }
                break;
            }
            left = right;
        }
        // What ends with the text may go on.
        self.stretch_start(text, last)
    }
}

impl Hit for Stretch {
    fn key_len(&self) -> usize {
        self.len
    }

    fn append_value(&self, key: &str, out: &mut impl Append) {
        out.push_str(key);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_operator, raw};
    use crate::sequence;

    #[test]
    fn operators_are_those_of_sequences() {
        for character in '\0'..=char::MAX {
            let has_operands = sequence::arity(character) > 0;
            assert_eq!(
                is_operator(raw::of(character)),
                has_operands,
                "{character:?}"
            );
        }
    }
}
