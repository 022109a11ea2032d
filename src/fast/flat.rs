//! A stage of the exact matching, over tables made for speed.

use super::chartable::CharTable;
use super::results::{Bit, Outcome, outcome};
use super::trie::Trie;
use crate::chain::{Append, Hit, Matcher};

/// One stage, or a segmentation: phrases by a double array, then characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlatStage<'t> {
    pub(super) phrases: Trie<'t>,
    /// What phrases become, by offset: a length of one byte, then the
    /// [results](super::results). Offset 0 stands for phrases that come out as their
    /// characters do, whatever the conversion.
    pub(super) values: &'t [u8],
    /// Which of the results counts.
    pub(super) conversion: Bit,
    pub(super) characters: CharTable<'t>,
}

/// The stage by itself, as one of the conversions that a result can belong to.
pub(super) const ALONE: Bit = 1 << 7;

impl FlatStage<'_> {
    /// The same without characters.
    pub(super) const fn phrases_only(mut self) -> Self {
        self.characters = CharTable::EMPTY;
        self
    }

    /// The segmentation that cuts where the stage's phrases are. They become what
    /// they do through all stages of a conversion: that of this number among those
    /// with this segmentation.
    pub(super) const fn segments(mut self, conversion: u32) -> Self {
        self.conversion = 1 << conversion;
        self.phrases_only()
    }
}

/// What a flat stage found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FlatHit<'m> {
    /// A phrase with a value of its own.
    Phrase(usize, &'m str),
    /// A phrase that comes out as its characters do.
    Plain(usize, CharTable<'m>),
    /// A character.
    Character(char, char),
}

impl<'t> FlatStage<'t> {
    /// The phrase that `text` starts with, and the character, if one was looked at, with
    /// which no longer one goes on.
    #[inline(always)]
    pub(super) fn phrase_before(&self, text: &str) -> (Option<FlatHit<'t>>, Option<char>) {
        let (found, next) = self.phrases.longest_prefix(text);
        let hit = found.map(|(len, value)| match self.value_at(value as usize) {
            Outcome::Known(value) => FlatHit::Phrase(len, value),
            Outcome::Unlisted | Outcome::Open => FlatHit::Plain(len, self.characters),
        });
        (hit, next)
    }

    /// Appends what the characters of a text become where no phrase takes any of them.
    pub(super) fn map_into(&self, text: &str, out: &mut impl Append) {
        text.chars()
            .for_each(|c| out.push(self.characters.get(c).unwrap_or(c)));
    }

    fn value_at(&self, offset: usize) -> Outcome<'t> {
        if offset == 0 {
            return Outcome::Unlisted;
        }
        let len = usize::from(self.values[offset]);
        outcome(&self.values[offset + 1..offset + 1 + len], self.conversion)
    }
}

impl Matcher for FlatStage<'_> {
    type Hit<'m>
        = FlatHit<'m>
    where
        Self: 'm;

    fn match_prefix(&self, text: &str) -> Option<FlatHit<'_>> {
        if let (Some(hit), _) = self.phrase_before(text) {
            return Some(hit);
        }
        let first = text.chars().next()?;
        let result = self.characters.get(first)?;
        (result != first).then_some(FlatHit::Character(first, result))
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        self.phrases.starts_longer_key(text)
    }
}

impl Hit for FlatHit<'_> {
    fn key_len(&self) -> usize {
        match self {
            Self::Phrase(len, _) | Self::Plain(len, _) => *len,
            Self::Character(key, _) => key.len_utf8(),
        }
    }

    fn append_value(&self, key: &str, out: &mut impl Append) {
        match self {
            Self::Phrase(_, value) => out.push_str(value),
            Self::Plain(_, map) => {
                key.chars().for_each(|c| out.push(map.get(c).unwrap_or(c)));
            }
            Self::Character(_, value) => out.push(*value),
        }
    }
}
