//! A text in words: where several of the dictionaries' words could be read, the path
//! of least cost through all of them tells which stand there.
//!
//! Greedy matching takes 换发 out of 转换发生, because nothing says that 转换 and 发生 are
//! words. Here every word has a cost, the negative logarithm of its frequency, so that a
//! reading in few common words costs less than one in rare ones. Each word is then
//! converted as a text of its own.
//!
//! # Where it is decided
//! `Words::match_prefix` gives a *stretch*: text all of whose neighbours stand together in
//! some word. No word reaches over its ends, so every path through the text goes through
//! them, and the best path is made of the stretches' best ones. Stretches without a
//! word that comes out otherwise than its characters would are left to the converter below
//! as they are; that is most text. [`walk_part`]
//! goes from stretch to stretch, as it goes from key to key elsewhere, so a text in pieces
//! comes out as the whole does.

mod path;
mod tables;

use std::mem;

use crate::chain::{Append, Ending, Hit, Matcher, Sink, walk_part};
use crate::part::Part;
use crate::sequence;
use path::{Reading, Steps, Word};
use tables::Tables;
pub(crate) use tables::{Entry, Kind, TARGETS, TableWriter};

/// A stretch has at most so many characters. A longer one, such as one word said over and
/// over, is cut there, so that a stream need not wait for its end.
const LONGEST: usize = 64;

/// The words of one conversion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    tables: Tables<'static>,
    /// The conversion's place in [`TARGETS`].
    target: usize,
}

/// The start of a text up to the first place that no word reaches over.
pub(crate) struct Stretch {
    /// In bytes.
    len: usize,
    characters: usize,
    /// Whether a word may come out otherwise than its characters.
    is_open: bool,
}

impl Words {
    /// The built-in words for a conversion; `None` if there are none.
    pub(crate) fn embedded(config: crate::config::Config) -> Option<Self> {
        let target = TARGETS.iter().position(|(from, _)| *from == config)?;
        Some(Self {
            tables: Tables::embedded(),
            target,
        })
    }

    /// Takes a text apart, in order and without gaps. Returns how much of the text was
    /// taken: the rest may come out otherwise with text to come, and so may the end of a
    /// last [`Part::Open`].
    pub(crate) fn parts(&self, text: &str, ending: Ending, each: impl FnMut(Part<'_>)) -> usize {
        let mut parts = Parts {
            words: self,
            text,
            open: 0,
            end: 0,
            steps: Steps::default(),
            each,
        };
        let taken = walk_part(self, text, ending, &mut parts);
        parts.hand_over();
        taken
    }

    fn stretch(&self, text: &str) -> Stretch {
        let mut characters = text.char_indices();
        let (_, mut last) = characters.next().unwrap_or_default();
        let mut stretch = Stretch {
            len: text.len(),
            characters: 1,
            is_open: self.tables.is_sensitive_alone(last),
        };
        for (at, next) in characters {
            if stretch.characters == LONGEST || !self.tables.are_neighbours(last, next) {
                stretch.len = at;
                return stretch;
            }
            stretch.is_open |= self.tables.is_sensitive(self.target, last, next)
                || self.tables.is_sensitive_alone(next);
            stretch.characters += 1;
            last = next;
        }
        stretch
    }
}

impl Matcher for Words {
    type Hit<'m> = Stretch;

    fn match_prefix(&self, text: &str) -> Option<Stretch> {
        let stretch = self.stretch(text);
        let is_word = || {
            let mut found = self.tables.prefixes(&text[..stretch.len]);
            found.any(|(_, entry)| matches!(entry.kind, Kind::Value(_)))
        };
        // A character that stands in no word with its neighbours has a result of its own
        // only if it is a word itself.
        (stretch.is_open && (stretch.characters > 1 || is_word())).then_some(stretch)
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        let stretch = self.stretch(text);
        stretch.len == text.len() && stretch.characters < LONGEST
    }

    fn free_len(&self, text: &str) -> usize {
        let mut free = 0;
        loop {
            let rest = &text[free..];
            let stretch = self.stretch(rest);
            // What ends with the text may go on.
            if stretch.len == rest.len()
                || stretch.is_open
                || rest.starts_with(|first| sequence::arity(first) > 0)
            {
                return free;
            }
            free += stretch.len;
        }
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

/// Puts the parts of a text together.
struct Parts<'t, F> {
    words: &'t Words,
    text: &'t str,
    /// Where the open part starts and ends.
    open: usize,
    end: usize,
    steps: Steps,
    each: F,
}

impl<F: FnMut(Part<'_>)> Parts<'_, F> {
    /// Hands over the open part, if there is any.
    fn hand_over(&mut self) {
        let source = self.open..self.end;
        if !source.is_empty() {
            (self.each)(Part::Open {
                text: &self.text[source.clone()],
                source,
                replaced: &[],
            });
        }
        self.open = self.end;
    }

    /// Hands over the words of a stretch, or of a word that only holds others together.
    fn words(&mut self, text: &str, reading: Reading) {
        // What is in a word needs steps of its own.
        let mut steps = mem::take(&mut self.steps);
        for (word, entry) in path::cheapest(&self.words.tables, text, reading, &mut steps) {
            let source = self.end..self.end + word.len();
            match entry {
                Word::Held => {
                    self.words(word, Reading::WithoutAnchors);
                    continue;
                }
                Word::Converted => (self.each)(Part::Segment {
                    source: source.clone(),
                    text: word,
                }),
                Word::Value(offset) => (self.each)(Part::Fixed {
                    source: source.clone(),
                    text: self.words.tables.value(offset, self.words.target),
                }),
            }
            (self.open, self.end) = (source.end, source.end);
        }
        self.steps = steps;
    }
}

impl<F: FnMut(Part<'_>)> Sink<Stretch> for Parts<'_, F> {
    fn matched(&mut self, key: &str, _stretch: Stretch) {
        self.hand_over();
        self.words(key, Reading::All);
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}
