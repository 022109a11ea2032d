//! What every single character becomes through all stages.

use std::collections::{BTreeMap, BTreeSet};

use super::kernel;
use super::raw;

/// The part of an entry that is the change of the character's bytes. Of three
/// bytes of UTF-8 the other bits are the same for all characters.
pub(super) const CHANGE: u32 = 0x003F_3F0F;
/// The colours that a character watches for behind it, a bit for each: the bits that
/// [`CHANGE`] and [`LIFT`] leave.
pub(super) const WATCHED: u32 = !CHANGE & ((1 << LIFT) - 1);
/// From this bit on an entry has the colour of its character: as how far the entry of
/// the one before has to be lifted for the bit of that colour to be the highest. 0 is
/// for no colour.
pub(super) const LIFT: u32 = 27;
/// Stands for the colour that every character watches for.
pub(super) const ALWAYS: u32 = 1 << 30;
/// The colour of a character whose mapping is not three bytes to three.
pub(super) const ODD: u32 = ALWAYS.leading_zeros() << LIFT;
/// Colours of pairs: a pair is worth a look if its left character watches for the
/// colour that its right one has.
pub(super) const COLOURS: usize = WATCHED.count_ones() as usize;
/// The colour that characters without an entry of their own watch for.
pub(super) const BARE: usize = COLOURS - 1;
/// The entry of a left character that has none of its own.
pub(super) const BARE_LEFT: u32 = bit(BARE);

/// The bit of a colour.
pub(super) const fn bit(mut colour: usize) -> u32 {
    let mut rest = WATCHED;
    while colour > 0 {
        rest &= rest - 1;
        colour -= 1;
    }
    rest & rest.wrapping_neg()
}

/// What an entry has of its character's colour.
pub(super) const fn coloured(colour: usize) -> u32 {
    bit(colour).leading_zeros() << LIFT
}

/// The entry of the same character if it is odd.
pub(super) const fn as_odd(entry: u32) -> u32 {
    entry & ((1 << LIFT) - 1) | ODD
}

/// Whether the entry is that of a character whose mapping is not three bytes to three.
#[inline(always)]
pub(super) fn is_odd(entry: u32) -> bool {
    entry >> LIFT == ODD >> LIFT
}

/// Whether a character has to be looked at, by its entry and that of the one before: it
/// is odd, or of a colour that is watched for.
#[inline(always)]
pub(super) fn is_suspect(left: u32, entry: u32) -> bool {
    (left & WATCHED | ALWAYS) << (entry >> LIFT) >> 31 != 0
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
/// becomes ([`CHANGE`]), the colours it watches for, and the one it has. Zero thus means "stays".
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharMap<'t>(&'t [[u8; 4]; OTHERS as usize + 1]);

impl<'t> CharMap<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self(bytes.as_chunks().0.first_chunk().expect("all entries"))
    }

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
        entry | u32::from(is_compatibility) << LIFT
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
    odd: BTreeSet<char>,
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
            Some(_) if character.len_utf8() < 3 => {
                self.odd.insert(character);
            }
            Some(_) => self.make_odd(character),
            None => self.leave(character),
        }
    }

    /// Has a character watch for a colour. One without an entry of its own does so for
    /// [`BARE`] alone.
    pub(super) fn watch(&mut self, character: char, colour: usize) {
        if has_entry(character) {
            self.add(character, bit(colour));
        }
    }

    /// Gives a character its colour; one without an entry of its own has none.
    pub(super) fn colour(&mut self, character: char, colour: usize) {
        if has_entry(character) {
            self.add(character, coloured(colour));
        }
    }

    /// Makes a character odd even if its mapping is three bytes to three.
    pub(super) fn make_odd(&mut self, character: char) {
        if character.len_utf8() == 3 {
            self.odd.insert(character);
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
    pub(super) fn finish(mut self) -> Option<(Vec<u8>, BTreeSet<char>)> {
        for character in self.odd {
            let entry = self.entries.entry(character).or_default();
            *entry = as_odd(*entry);
        }
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
        ALWAYS, BARE_LEFT, CHANGE, COLOURS, CharMap, CharMapBuilder, LIFT, ODD, WATCHED, is_odd,
        is_suspect, raw,
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
        builder.colour('埠', 3);
        builder.colour('里', 3);
        builder.watch('里', 4);
        let (bytes, undecided) = builder.finish().unwrap();
        let map = CharMap::new(&bytes);
        let entry = |character| map.entry_of(raw::of(character));
        assert_eq!(entry('发'), raw::of('发') ^ raw::of('發'));
        assert_eq!(entry('里') & CHANGE, raw::of('里') ^ raw::of('裏'));
        for odd in ['䑽', '埠', '\u{FA0A}', '𠀀', '\u{1EFFF}'] {
            assert_eq!(entry(odd) & !BARE_LEFT, ODD, "{odd}");
            assert!(is_suspect(entry('好'), entry(odd)) && is_suspect(0, entry(odd)));
        }
        for bare in ['a', 'é', '，', '\u{2000}', '\u{A000}', '😀'] {
            assert_eq!(entry(bare), BARE_LEFT, "{bare}");
        }
        assert_eq!(entry('好'), 0);
        assert!(undecided.into_iter().eq(['埠', '\u{FA0A}']));
    }

    #[test]
    fn a_colour_is_suspect_behind_who_watches_for_it() {
        let entries: Vec<[u32; 2]> = (0..COLOURS)
            .map(|colour| {
                let mut builder = CharMapBuilder::default();
                builder.set('里', Some('裏'));
                builder.watch('里', colour);
                builder.set('面', Some('麵'));
                builder.colour('面', colour);
                let (bytes, _) = builder.finish().unwrap();
                ['里', '面'].map(|c| CharMap::new(&bytes).entry_of(raw::of(c)))
            })
            .collect();
        for (watched, [left, _]) in entries.iter().enumerate() {
            for (colour, [_, right]) in entries.iter().enumerate() {
                assert_eq!(is_suspect(*left, *right), watched == colour);
                assert!(!is_suspect(*right, *left) && !is_odd(*right));
            }
        }
        assert_eq!(CHANGE | WATCHED | u32::MAX << LIFT, u32::MAX);
        assert_eq!(WATCHED & (ALWAYS | CHANGE), 0);
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
