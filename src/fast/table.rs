//! The engine itself: what it knows of a conversion, and how it converts.

use super::charmap::{CHANGE, CharMap, is_compatibility, is_odd, is_suspect};
use super::charset::CharSet;
use super::chartable::CharTable;
use super::edges::Edges;
use super::flat::FlatStage;
use super::mapping::Tables;
use super::raw;
use super::words::Words;
use crate::chain::Pipeline;
use crate::config::Config;
use crate::sequence;

/// How many bytes are looked at one by one for a change, besides ASCII.
pub(super) const LOOK: usize = 256;

/// Everything the fast engine knows about one conversion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'t> {
    pub(crate) config: Config,
    /// What every character becomes through all stages, with colours.
    pub(super) map: CharMap<'t>,
    /// The characters that only the matching can tell about, besides operators of
    /// sequences and what normalization changes.
    pub(super) undecided: CharTable<'t>,
    /// The characters of four bytes that may become others, or that the matching decides.
    pub(super) changing: CharSet<'t>,
    /// The phrases that come out otherwise than their characters do.
    pub(super) words: Words<'t>,
    /// The places that no match straddles.
    pub(super) edges: Edges<'t>,
    /// The segments that matching finds, or else the phrases of the only stage, with
    /// what they become in the end.
    pub(super) phrases: FlatStage<'t>,
    pub(super) pipeline: Pipeline<'t, FlatStage<'t>>,
    /// From how many characters the operands of a sequence can come.
    pub(super) sequence_reach: usize,
}

/// What becomes of an odd character.
pub(super) enum Odd {
    /// This, if no phrase takes it.
    Mapped(char),
    /// This, if it stands alone: normalization changes it, so no phrase is looked for by it.
    Alone(char),
    /// Only the matching can tell.
    Open,
}

impl<'t> Table<'t> {
    /// How many bytes at the start of `text` stay as they are, as far as a look at it
    /// tells: up to the first character that changes, or that the matching has to look
    /// at, or that stands behind [`LOOK`] bytes. Behind those the mapping loop is
    /// quicker, even if it finds nothing.
    pub(crate) fn unchanged_prefix(&self, text: &str) -> usize {
        let (mut at, mut left, mut left_entry) = (0, 0, 0);
        loop {
            let ascii = raw::ascii_len(&text.as_bytes()[at..]);
            if ascii > 0 {
                at += ascii;
                left = raw::before(text, at);
                left_entry = self.map.entry_of(left);
            }
            let raw = raw::at(text, at);
            let entry = self.map.entry_of(raw);
            if raw == 0
                || at >= LOOK
                || entry & CHANGE != 0
                || is_odd(entry) && !self.is_fixed(text, at)
                || is_suspect(left_entry, entry) && self.has_word_at(text, at, (left, raw))
            {
                return at;
            }
            at += raw::len(raw);
            (left, left_entry) = (raw, entry);
        }
    }

    /// What the mapping loop knows.
    pub(super) fn tables(&self) -> Tables<'t> {
        Tables {
            map: self.map,
            filter: self.words.filter,
            changing: Some(self.changing),
        }
    }

    /// Whether the character at `at` becomes itself if no phrase takes it.
    fn is_fixed(&self, text: &str, at: usize) -> bool {
        let character = text[at..].chars().next();
        character.is_some_and(|character| self.mapped(character) == Some(character))
    }

    /// What a character becomes if no phrase takes it; `None` where only the
    /// matching can tell.
    pub(super) fn mapped(&self, character: char) -> Option<char> {
        let raw = raw::of(character);
        let entry = self.map.entry_of(raw);
        if !is_odd(entry) {
            return match raw::len(raw) {
                3 => Some(raw::decode3(raw ^ entry & CHANGE)),
                _ => Some(character),
            };
        }
        match self.odd(character) {
            Odd::Mapped(result) => Some(result),
            Odd::Alone(_) | Odd::Open => None,
        }
    }

    /// What becomes of an odd character.
    pub(super) fn odd(&self, character: char) -> Odd {
        if self.changing.denies(character.into()) {
            return Odd::Mapped(character);
        }
        let normal = self.normalized(character);
        match self.decided(normal) {
            Some(result) if normal == character && sequence::arity(character) == 0 => {
                Odd::Mapped(result)
            }
            Some(result) if normal != character => Odd::Alone(result),
            _ => Odd::Open,
        }
    }

    /// What normalization makes of a character.
    pub(super) fn normalized(&self, character: char) -> char {
        if !is_compatibility(character) {
            return character;
        }
        let normalization = self.pipeline.normalization;
        let normalized = normalization.and_then(|stage| stage.characters.get(character));
        normalized.unwrap_or(character)
    }

    /// What the stages make of a normalized character if no phrase takes it.
    fn decided(&self, character: char) -> Option<char> {
        let raw = raw::of(character);
        if raw::is_three(raw) {
            let entry = self.map.entry(raw);
            if !is_odd(entry) {
                return Some(raw::decode3(raw ^ entry & CHANGE));
            }
        }
        let decided = self.undecided.get(character)?;
        let mut stages = self.pipeline.stages.iter();
        stages.try_fold(decided, |c, stage| stage.characters.get(c))
    }

    /// How many bytes the map makes of `text`, in which nothing is undecided.
    pub(super) fn mapped_len(&self, text: &str) -> usize {
        let mapped = text.chars().filter_map(|character| self.mapped(character));
        mapped.map(char::len_utf8).sum()
    }
}
