//! Small numbers for the characters that keys are made of.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::charmap::{FIRST, OTHERS};
use super::flatten::flatten;
use crate::chain::Group;

/// The code of a character that no key has.
pub(super) const NONE: u32 = 0;

/// From characters to codes: small ones for the commonest in keys.
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
    pub(super) const fn new(codes: &'t [u8], others: &'t [u8]) -> Self {
        let numbers: &[[u8; 2]] = codes.as_chunks().0;
        assert!(numbers.len() == OTHERS as usize, "a code for each entry");
        Self {
            numbers,
            others: others.as_chunks().0,
        }
    }

    /// The code of a character, [`NONE`] if no key has it.
    #[inline]
    pub(super) fn code(&self, character: char) -> u32 {
        let place = u32::from(character).wrapping_sub(FIRST) as usize;
        match self.numbers.get(place) {
            Some(code) => u16::from_le_bytes(*code).into(),
            None => self.other(character),
        }
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

    /// Numbers the characters in the keys of all stages.
    ///
    /// `None` where there are more than 16 bits can number.
    pub(crate) fn new<'g>(stages: impl Iterator<Item = &'g Group<'g>>) -> Option<Self> {
        let keys: Vec<String> = stages
            .flat_map(|stage| flatten(stage).into_keys())
            .collect();
        Self::of_keys(keys.iter().map(String::as_str))
    }

    pub(super) fn of_keys<'k>(keys: impl Iterator<Item = &'k str>) -> Option<Self> {
        let mut counts: HashMap<char, usize> = HashMap::new();
        for character in keys.flat_map(str::chars) {
            *counts.entry(character).or_default() += 1;
        }
        let mut characters: Vec<char> = counts.keys().copied().collect();
        characters.sort_unstable_by_key(|c| (Reverse(counts[c]), *c));
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

    pub(super) fn view(&self) -> Codes<'_> {
        Codes::new(&self.codes, &self.others)
    }
}
