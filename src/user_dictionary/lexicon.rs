//! All dictionaries of a converter, and what they make of a text.

use std::ops::Range;

use super::Level;
use super::dictionary::UserDictionary;
use super::filter::Filter;
use super::place::Conflict;
use crate::chain::{Append, Ending, Hit, Matcher, Piece, Sink, walk_part};
use crate::part::Part;
use crate::sequence;

/// Dictionaries with their levels, in the order in which they were added.
#[derive(Clone)]
pub(crate) struct Lexicon {
    dictionaries: Vec<(Level, UserDictionary)>,
    filter: Filter,
}

impl Lexicon {
    /// # Errors
    /// The first key that two dictionaries differ in. Of two that were opened none is
    /// looked for.
    pub(crate) fn new(dictionaries: Vec<(Level, UserDictionary)>) -> Result<Self, Conflict> {
        for (number, later) in dictionaries.iter().enumerate() {
            for earlier in &dictionaries[..number] {
                if let Some(key) = differing_key(earlier, later) {
                    return Err(Conflict {
                        place: later.1.place(key),
                        earlier: earlier.1.place(key),
                        key: key.to_owned(),
                    });
                }
            }
        }
        let mut filter = Filter::default();
        for (_, dictionary) in &dictionaries {
            filter.join(&dictionary.filter);
        }
        Ok(Self {
            dictionaries,
            filter,
        })
    }

    /// All keys with their levels and values; `None` if not all were read, or one of them or
    /// its value has an operator of description sequences.
    pub(crate) fn entries(&self) -> Option<Vec<(Level, &str, &str)>> {
        let is_plain = |text: &str| text.chars().all(|c| sequence::arity(c) == 0);
        let mut entries = Vec::new();
        for (level, dictionary) in &self.dictionaries {
            for entry in dictionary.source()? {
                let (key, value) = (entry.key.as_str(), entry.default_value());
                if !is_plain(key) || !is_plain(value) {
                    return None;
                }
                entries.push((*level, key, value));
            }
        }
        Some(entries)
    }

    /// Takes a text apart, in order and without gaps. Returns how much of the text was
    /// taken: the rest may come out otherwise with text to come, and so may the end of a
    /// last open part.
    pub(crate) fn parts(&self, text: &str, ending: Ending, each: impl FnMut(Part<'_>)) -> usize {
        let mut parts = Parts {
            text,
            open: 0,
            kept: 0,
            end: 0,
            written: String::new(),
            replaced: Vec::new(),
            each,
        };
        let taken = walk_part(self, text, ending, &mut parts);
        parts.hand_over();
        taken
    }
}

/// A key that two dictionaries have, but with another level or value.
fn differing_key<'d>(
    (level, one): &'d (Level, UserDictionary),
    (other_level, other): &'d (Level, UserDictionary),
) -> Option<&'d str> {
    let (source, map) = match (one.source(), other.source()) {
        (Some(source), _) => (source, other),
        (None, source) => (source?, one),
    };
    let mut keys = source.iter().filter(|entry| {
        map.get(&entry.key).is_some_and(|value| {
            level != other_level || *level != Level::Keep && value != entry.default_value()
        })
    });
    keys.next().map(|entry| entry.key.as_str())
}

/// A key of one of the dictionaries.
pub(crate) struct OwnKey<'m> {
    pub(crate) level: Level,
    len: usize,
    pub(crate) value: &'m str,
}

impl Hit for OwnKey<'_> {
    fn key_len(&self) -> usize {
        self.len
    }

    fn append_value(&self, key: &str, out: &mut impl Append) {
        out.push_str(match self.level {
            Level::First | Level::Lock => self.value,
            Level::Keep => key,
        });
    }
}

impl Matcher for Lexicon {
    type Hit<'m> = OwnKey<'m>;

    fn match_prefix(&self, text: &str) -> Option<OwnKey<'_>> {
        if !self.filter.has_head(text.as_bytes()) {
            return None;
        }
        let found = self.dictionaries.iter().filter_map(|(level, dictionary)| {
            let (len, value) = dictionary.longest_prefix(text)?;
            Some(OwnKey {
                level: *level,
                len,
                value,
            })
        });
        // `max_by_key` takes the last of equals, hence the reversal.
        found.rev().max_by_key(OwnKey::key_len)
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        let mut maps = self.dictionaries.iter().map(|(_, own)| &own.map);
        maps.any(|map| map.starts_longer_key(text))
    }

    fn free_len(&self, text: &str) -> usize {
        self.filter.free_len(text)
    }

    fn is_free(&self, text: &str, range: Range<usize>) -> bool {
        self.filter.is_free(text, range)
    }
}

/// Puts the parts of a text together.
struct Parts<'t, F> {
    text: &'t str,
    /// Where the open part starts, from where on it is not yet written, and where it
    /// ends.
    open: usize,
    kept: usize,
    end: usize,
    /// The open part up to what was replaced last.
    written: String,
    replaced: Vec<Piece>,
    each: F,
}

impl<F: FnMut(Part<'_>)> Parts<'_, F> {
    /// Hands over the open part, if there is any.
    fn hand_over(&mut self) {
        let rest = &self.text[self.kept..self.end];
        let text = if self.replaced.is_empty() {
            rest
        } else {
            self.written.push_str(rest);
            &self.written
        };
        if self.open < self.end {
            (self.each)(Part::Open {
                source: self.open..self.end,
                text,
                replaced: &self.replaced,
            });
        }
        self.written.clear();
        self.replaced.clear();
        (self.open, self.kept) = (self.end, self.end);
    }
}

impl<'m, F: FnMut(Part<'_>)> Sink<OwnKey<'m>> for Parts<'_, F> {
    fn matched(&mut self, key: &str, own: OwnKey<'m>) {
        let source = self.end..self.end + key.len();
        let text = match own.level {
            Level::First => {
                if self.written.is_empty() {
                    // All of the text, as a rule: to grow there would copy it twice.
                    self.written.reserve(self.text.len() - self.open);
                }
                self.written.push_str(&self.text[self.kept..self.end]);
                let start = self.written.len();
                self.written.push_str(own.value);
                self.replaced.push(Piece {
                    source: source.start - self.open..source.end - self.open,
                    target: start..self.written.len(),
                });
                (self.kept, self.end) = (source.end, source.end);
                return;
            }
            Level::Lock => own.value,
            Level::Keep => key,
        };
        self.hand_over();
        (self.open, self.kept, self.end) = (source.end, source.end, source.end);
        (self.each)(Part::Fixed { source, text });
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}
