//! What every single character becomes through all stages.

use std::collections::{BTreeMap, BTreeSet};

use super::kernel;
use super::raw;

/// The part of an entry that is the change of the character's bytes. Of three
/// bytes of UTF-8 the other bits are the same for all characters.
pub(super) const CHANGE: u32 = 0x003F_3F0F;
/// Marks a character whose mapping is not three bytes to three.
pub(super) const ODD: u32 = 1 << 31;
/// Colours of pairs: a pair is worth a look if its left character has a colour on
/// its left side that its right character has on its right side.
pub(super) const COLOURS: usize = 6;
/// The colour that characters without an entry of their own have as left ones.
pub(super) const BARE: usize = COLOURS - 1;
/// The colours of a left character are the bits from here on.
const LEFT_SHIFT: u32 = 24;
/// The colour of the left character of a pair that has no entry of its own.
pub(super) const BARE_LEFT: u32 = 1 << (LEFT_SHIFT as usize + BARE);
/// The colours of a right character take the bits that [`CHANGE`] leaves: the first
/// four in the first byte, the others in the third.
pub(super) const RIGHT_LOW: (u32, u32) = (20, 0x0000_00F0);
pub(super) const RIGHT_HIGH: (u32, u32) = (6, 0x00C0_0000);

/// Not zero if characters with these entries, side by side, have a colour in common.
#[inline(always)]
pub(super) fn common_colours(left: u32, right: u32) -> u32 {
    (left >> RIGHT_LOW.0 & RIGHT_LOW.1 | left >> RIGHT_HIGH.0 & RIGHT_HIGH.1) & right
}

/// A side of a pair, for the builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    /// The bit of a colour.
    fn flag(self, colour: usize) -> u32 {
        let left = 1 << (LEFT_SHIFT as usize + colour);
        match self {
            Self::Left => left,
            Self::Right => common_colours(left, u32::MAX),
        }
    }
}

/// The characters with an entry of their own: from the operators of sequences
/// through kana to the end of the first block of unified ideographs.
pub(super) const FIRST: u32 = 0x2FF0;
/// The number of those; the entry behind them is that of all other characters.
pub(super) const OTHERS: u32 = 0xA000 - FIRST;
/// The block of compatibility ideographs: odd, though without entries.
pub(super) const COMPATIBILITY: u32 = 0xF900;
pub(super) const COMPATIBILITY_LEN: u32 = 0x200;

/// Entries for characters that three bytes of UTF-8 encode.
///
/// An entry has 32 bits: the exclusive or of the character's bytes with those it
/// becomes ([`CHANGE`]), its colours on either side, and [`ODD`]. Zero thus means "stays".
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharMap<'t>(&'t [[u8; 4]; OTHERS as usize + 1]);

impl<'t> CharMap<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self(bytes.as_chunks().0.first_chunk().expect("all entries"))
    }

    #[cfg(all(target_arch = "x86_64", not(jianfan_safe)))]
    pub(super) fn entries(self) -> &'t [[u8; 4]; OTHERS as usize + 1] {
        self.0
    }

    /// The entry of a character of three bytes.
    #[inline(always)]
    pub(super) fn entry(self, raw: u32) -> u32 {
        let code = raw::code3(raw);
        let place = code.wrapping_sub(FIRST).min(OTHERS);
        let is_compatibility = code.wrapping_sub(COMPATIBILITY) < COMPATIBILITY_LEN;
        let entry = u32::from_le_bytes(*kernel::element(self.0, place));
        entry | u32::from(is_compatibility) << ODD.ilog2()
    }

    /// The entry of any character, or of none, which is 0.
    #[inline]
    pub(super) fn entry_of(self, raw: u32) -> u32 {
        match raw::len(raw) {
            0 => 0,
            3 => self.entry(raw),
            4 if !raw::is_picture(raw) => BARE_LEFT | ODD,
            _ => BARE_LEFT,
        }
    }
}

/// Collects what characters become, and their colours.
#[derive(Debug, Default)]
pub(super) struct CharMapBuilder {
    entries: BTreeMap<char, u32>,
    /// Characters that are left to the matching.
    undecided: BTreeSet<char>,
}

impl CharMapBuilder {
    /// Sets what `character` becomes; `None` leaves it to the matching.
    pub(super) fn set(&mut self, character: char, result: Option<char>) {
        match result {
            Some(result) if result.len_utf8() == 3 && character.len_utf8() == 3 => {
                self.add(character, raw::of(character) ^ raw::of(result));
            }
            Some(result) if result == character => {}
            // No entry makes the loop stop at characters it copies unseen.
            Some(_) if character.len_utf8() < 3 => self.add(character, ODD),
            Some(_) => self.make_odd(character),
            None => self.leave(character),
        }
    }

    /// Gives a character a colour on one side. One without an entry of its own has
    /// [`BARE`] on its left and none on its right.
    pub(super) fn colour(&mut self, character: char, side: Side, colour: usize) {
        if has_entry(character) {
            self.add(character, side.flag(colour));
        }
    }

    /// Makes a character odd even if its mapping is three bytes to three.
    pub(super) fn make_odd(&mut self, character: char) {
        if character.len_utf8() == 3 {
            self.add(character, ODD);
        }
    }

    fn leave(&mut self, character: char) {
        self.make_odd(character);
        self.undecided.insert(character);
    }

    fn add(&mut self, character: char, bits: u32) {
        *self.entries.entry(character).or_default() |= bits;
    }

    /// The bytes of the map, and the characters left to the matching.
    ///
    /// `None` if a character is not as it was found that has no entry to say so.
    pub(super) fn finish(self) -> Option<(Vec<u8>, BTreeSet<char>)> {
        let mut entries = vec![0_u32; OTHERS as usize];
        entries.push(BARE_LEFT);
        for (character, entry) in self.entries {
            match place(character) {
                Some(place) => entries[place] = entry,
                None if entry == 0 || is_compatibility(character) => {}
                None => return None,
            }
        }
        let is_seen = |&c: &char| has_entry(c) || c.len_utf8() == 4 || is_compatibility(c);
        if !self.undecided.iter().all(is_seen) {
            return None;
        }
        let bytes = entries.into_iter().flat_map(u32::to_le_bytes).collect();
        Some((bytes, self.undecided))
    }
}

/// Whether a character is in one of the blocks of compatibility ideographs, of
/// which all are that normalization changes.
pub(super) fn is_compatibility(character: char) -> bool {
    let code = u32::from(character);
    code.wrapping_sub(COMPATIBILITY) < COMPATIBILITY_LEN || (0x2F800..0x2FA20).contains(&code)
}

/// Where a character's entry stands.
fn place(character: char) -> Option<usize> {
    let place = u32::from(character).checked_sub(FIRST)?;
    (place < OTHERS).then_some(place as usize)
}

/// Whether a character has an entry that can hold colours.
pub(super) fn has_entry(character: char) -> bool {
    place(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::{
        BARE_LEFT, CHANGE, COLOURS, CharMap, CharMapBuilder, ODD, Side, common_colours, raw,
    };

    #[test]
    fn entries_hold_changes_and_colours() {
        let mut builder = CharMapBuilder::default();
        builder.set('发', Some('發'));
        builder.set('䑽', Some('𦪙'));
        builder.set('埠', None);
        builder.set('\u{FA0A}', None);
        builder.set('𠀀', Some('𠀁'));
        builder.set('里', Some('裏'));
        for (colour, side) in (0..COLOURS).zip([Side::Left, Side::Right].into_iter().cycle()) {
            builder.colour('里', side, colour);
        }
        let (bytes, undecided) = builder.finish().unwrap();
        let map = CharMap::new(&bytes);
        let entry = |character| map.entry_of(raw::of(character));
        assert_eq!(entry('发'), raw::of('发') ^ raw::of('發'));
        assert_eq!(entry('里') & CHANGE, raw::of('里') ^ raw::of('裏'));
        for odd in ['䑽', '埠', '\u{FA0A}', '𠀀', '\u{1EFFF}'] {
            assert_eq!(entry(odd) & !BARE_LEFT, ODD, "{odd}");
        }
        for bare in ['a', 'é', '，', '\u{2000}', '\u{A000}', '😀'] {
            assert_eq!(entry(bare), BARE_LEFT, "{bare}");
        }
        assert_eq!(entry('好'), 0);
        assert!(undecided.into_iter().eq(['埠', '\u{FA0A}']));
    }

    #[test]
    fn pairs_meet_in_the_colour_that_both_have() {
        for left in 0..COLOURS {
            for right in 0..COLOURS {
                let common = common_colours(Side::Left.flag(left), Side::Right.flag(right));
                assert_eq!(common != 0, left == right, "{left} {right}");
            }
            assert_eq!(Side::Right.flag(left) & (CHANGE | ODD), 0);
        }
    }

    #[test]
    fn a_change_that_would_never_be_looked_at_is_refused() {
        for (character, result) in [('‘', '「'), ('é', 'e'), ('a', '甲')] {
            let mut builder = CharMapBuilder::default();
            builder.set(character, Some(result));
            assert!(builder.finish().is_none(), "{character}");
        }
    }
}
