//! Small numbers for the characters that keys are made of.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::charmap::{FIRST, OTHERS};
use super::raw;
use super::stage::Stage;
use crate::chain::Group;

/// The code of a character that no key has.
pub(super) const NONE: u32 = 0;

/// So many characters, from the first that has an entry on, are operators of sequences.
const OPERATORS: usize = 16;

/// All phrases of a stage, of which each is a share.
const WHOLE: u64 = 1 << 32;

/// From characters to codes: small ones for the commonest in phrases.
///
/// Small codes keep a double array small: siblings stand close together. All
/// stages share them, so that what is read for one stage is near for the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codes<'t> {
    /// For the characters that have entries.
    numbers: &'t [[u8; 2]],
    /// Rows (character, code) of all others, sorted.
    others: &'t [[u8; 8]],
}

impl<'t> Codes<'t> {
    pub(crate) const fn new(codes: &'t [u8], others: &'t [u8]) -> Self {
        let numbers: &[[u8; 2]] = codes.as_chunks().0;
        assert!(numbers.len() == OTHERS as usize, "a code for each entry");
        Self {
            numbers,
            others: others.as_chunks().0,
        }
    }

    /// The code of a character, [`NONE`] if no key has it.
    #[inline]
    pub(crate) fn code(&self, character: char) -> u32 {
        let place = u32::from(character).wrapping_sub(FIRST) as usize;
        match self.numbers.get(place) {
            Some(code) => u16::from_le_bytes(*code).into(),
            None => self.other(character),
        }
    }

    /// The code of a character of three bytes that has an entry and is no operator of
    /// sequences; `None` for all others.
    #[inline]
    pub(super) fn code_of_three(&self, [a, b, c]: [u8; 3]) -> Option<u32> {
        let raw = u32::from_le_bytes([a, b, c, 0]);
        let place = raw::code3(raw).wrapping_sub(FIRST) as usize;
        let code = self.numbers.get(place)?;
        (raw::is_three(raw) && place >= OPERATORS).then(|| u16::from_le_bytes(*code).into())
    }

    fn other(&self, character: char) -> u32 {
        let row = |row: &[u8; 8]| u64::from_le_bytes(*row);
        let found = self
            .others
            .binary_search_by_key(&u32::from(character), |bytes| row(bytes) as u32);
        found.map_or(NONE, |place| (row(&self.others[place]) >> 32) as u32)
    }
}

/// The sections of [`Codes`].
#[derive(Debug)]
pub(crate) struct CodesBytes {
    codes: Vec<u8>,
    others: Vec<u8>,
}

impl CodesBytes {
    /// Each section with its name.
    pub(crate) fn sections(&self) -> [(&'static str, Vec<u8>); 2] {
        [
            ("numbers", self.codes.clone()),
            ("others", self.others.clone()),
        ]
    }

    /// Numbers the characters in the phrases of all stages.
    ///
    /// `None` where there are more than 16 bits can number.
    pub(crate) fn new<'g>(stages: impl Iterator<Item = &'g Group<'g>>) -> Option<Self> {
        // Shares, not counts: the characters of few phrases come first, since the first
        // step into a double array reaches as far as the largest code.
        let mut shares: BTreeMap<char, u64> = BTreeMap::new();
        for stage in stages {
            let phrases = Stage::new(stage).phrases;
            let share = WHOLE / phrases.len().max(1) as u64;
            for character in phrases.keys().flat_map(|key| key.chars()) {
                *shares.entry(character).or_default() += share;
            }
        }
        let mut characters: Vec<char> = shares.keys().copied().collect();
        characters.sort_by_key(|character| Reverse(shares[character]));
        Self::of_characters(characters)
    }

    /// Numbers characters that all differ, the first one lowest.
    pub(crate) fn of_characters(characters: impl IntoIterator<Item = char>) -> Option<Self> {
        let mut numbers = vec![0_u16; OTHERS as usize];
        let mut others = Vec::new();
        for (character, code) in characters.into_iter().zip(1_u32..) {
            let code = u16::try_from(code).ok()?;
            let place = u32::from(character).wrapping_sub(FIRST) as usize;
            match numbers.get_mut(place) {
                Some(number) => *number = code,
                None => others.push(u64::from(u32::from(character)) | u64::from(code) << 32),
            }
        }
        others.sort_unstable_by_key(|row| *row as u32);
        Some(Self {
            codes: numbers.into_iter().flat_map(u16::to_le_bytes).collect(),
            others: others.into_iter().flat_map(u64::to_le_bytes).collect(),
        })
    }

    pub(crate) fn view(&self) -> Codes<'_> {
        Codes::new(&self.codes, &self.others)
    }
}
