//! Passes over text in which no key starts, quicker than converting it.
//!
//! Keys are dealt into *lots*, a bit each. The last two bytes of a character of three lead
//! to three words: the lots of keys that have such a character first, second, and third. A
//! place is passed where the words of the characters from there on have no lot in common:
//! three loads and no branch. What is no character of three bytes leads to words with such
//! lots that it is never passed over. Where a lot is left, the *head* of the text, eight
//! bytes or those of one or two characters, is looked up in the set of the keys' heads.
//! Both tables say yes too often, since keys share places in them, and never no to a key.

use std::ops::Range;

use crate::fast::raw;

/// A word for all that two bytes can be, the former one lowest.
const PLACES: usize = THIRD + (1 << 16);
/// How much further the words for second and for third characters are. There no character
/// has its first word: the lower byte would be none that goes on with a character.
const SECOND: usize = 0x40;
const THIRD: usize = 0x80;
/// From the first word of the first character to the third word of the last. Text never
/// has two bytes that lead into it but in this way: a byte of ASCII comes first in none.
pub(super) const CHARACTERS: Range<usize> = 0x8080..0xBFC0 + THIRD;
/// What the lower byte of a character's place can be.
const LOW: Range<usize> = 0x80..0xC0;

/// The lot that all words for second and third characters have.
const ANY: u16 = 1;
/// The lots of keys of two characters: all words for third ones have them.
const TWO: u16 = ((1 << TWOS) - 1) << 1;
/// How many lots keys of two characters have, and then longer ones: these are told apart
/// by a character more.
const TWOS: u32 = 9;
const LONGS: u32 = 6;

/// The words of the set of heads. Together with the words of characters they are 48 KiB,
/// and fill for some ten thousand keys; with more, the filter lets more and more pass.
pub(super) const WORDS: usize = 1 << WORD_BITS;
const WORD_BITS: u32 = 11;
/// A multiplier that spreads characters over all bits: the golden ratio, as Knuth has it.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Characters that are looked at together, each with the two that follow. With more, what
/// stops at one of them has more to repeat.
const GROUP: usize = 4;
const GROUP_BYTES: usize = 3 * (GROUP + 2);
/// Bytes of a head.
const HEAD: usize = 8;
/// The least byte that starts a character of three bytes or four.
const THREE: u8 = 0xE0;

/// Tells where keys may start.
#[derive(Clone)]
pub(super) struct Filter {
    pub(super) lots: Box<[u16; PLACES]>,
    pub(super) heads: Box<[u64; WORDS]>,
    /// Whether a key starts with a character of ASCII.
    pub(super) ascii: bool,
}

impl Default for Filter {
    /// That of no key; the operators of sequences pass in any case.
    fn default() -> Self {
        let mut filter = Self::of_none();
        for row in CHARACTERS.step_by(1 << 8) {
            for place in row..row + LOW.len() {
                filter.lots[place] = 0;
                filter.lots[place + SECOND] = ANY;
                filter.lots[place + THIRD] = ANY | TWO;
            }
        }
        for operator in '\u{2FF0}'..='\u{2FFF}' {
            filter.insert(operator.encode_utf8(&mut [0; 4]));
        }
        filter
    }
}

impl Filter {
    /// Passes no character of three bytes, but some heads.
    pub(super) fn of_none() -> Self {
        let lots = vec![!0; PLACES].into_boxed_slice();
        Self {
            lots: lots.try_into().expect("as many as told"),
            heads: Box::new([0; WORDS]),
            ascii: false,
        }
    }

    pub(super) fn insert(&mut self, key: &str) {
        let bytes = key.as_bytes();
        self.ascii |= raw::at(key, 0) < 0x80;
        self.deal(bytes);
        let mut head = [0; HEAD];
        head.iter_mut()
            .zip(bytes)
            .for_each(|(head, byte)| *head = *byte);
        let [long, middle, short] = head_places(head);
        let (word, bits) = match key.len() {
            HEAD.. => long,
            6.. => middle,
            _ => short,
        };
        self.heads[word] |= bits;
    }

    /// Deals a key into a lot. One that starts with a character of less than three bytes
    /// needs none, since such a character is never passed; one of four is passed by its
    /// second and third byte, and stops as the byte that follows is no place for one.
    fn deal(&mut self, key: &[u8]) {
        let &[THREE..=0xFF, a, b, ref rest @ ..] = key else {
            return;
        };
        let first = place([a, b]);
        let &[0xE0..0xF0, a, b, ref rest @ ..] = rest else {
            self.lots[first] |= ANY;
            return;
        };
        let second = place([a, b]);
        // By the last one that counts, since then its words have few lots.
        if let &[0xE0..0xF0, a, b, ..] = rest {
            let third = place([a, b]);
            let lot = 1 << (1 + TWOS + number(third, LONGS));
            self.lots[first] |= lot;
            self.lots[second + SECOND] |= lot;
            self.lots[third + THIRD] |= lot;
        } else {
            let lot = 1 << (1 + number(second, TWOS));
            self.lots[first] |= lot;
            self.lots[second + SECOND] |= lot;
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.ascii |= other.ascii;
        let lots = self.lots.iter_mut().zip(other.lots.iter());
        lots.for_each(|(word, other)| *word |= other);
        let heads = self.heads.iter_mut().zip(other.heads.iter());
        heads.for_each(|(word, other)| *word |= other);
    }

    /// How many bytes at the start of `text` begin neither a key nor a sequence: up to
    /// the first place where one may start.
    pub(super) fn free_len(&self, text: &str) -> usize {
        let mut rest = text.as_bytes();
        loop {
            while let Some(group) = rest.first_chunk() {
                if self.has_lot(group) {
                    let number = (0..GROUP).find(|number| self.lot(group, *number) != 0);
                    rest = &rest[3 * number.unwrap_or(GROUP)..];
                    break;
                }
                rest = &rest[3 * GROUP..];
            }
            let passed = match rest.first() {
                Some(0..0x80) if !self.ascii => raw::ascii_len(rest),
                // The last one of a character of four bytes, of which three were passed.
                Some(0x80..0xC0) => 1,
                Some(first) if !self.has_head(rest) => match first {
                    ..0x80 => 1,
                    ..0xE0 => 2,
                    ..0xF0 => 3,
                    _ => 4,
                },
                _ => return text.len() - rest.len(),
            };
            rest = &rest[passed..];
        }
    }

    /// Whether with any character of the group a key may start.
    // Hot: all text goes through here before it is converted.
    #[inline(always)]
    fn has_lot(&self, group: &[u8; GROUP_BYTES]) -> bool {
        (0..GROUP).fold(0, |lots, number| lots | self.lot(group, number)) != 0
    }

    /// The lots of the keys that may start with this character of the group.
    #[inline(always)]
    fn lot(&self, group: &[u8; GROUP_BYTES], number: usize) -> u16 {
        let place = |number| {
            group[3 * number + 1..]
                .first_chunk()
                .map_or(0, |b| place(*b))
        };
        self.lots[place(number)]
            & self.lots[place(number + 1) + SECOND]
            & self.lots[place(number + 2) + THIRD]
    }

    /// Whether the start of `text` is a key's; near its end that is not looked up.
    #[inline(always)]
    fn has_head(&self, text: &[u8]) -> bool {
        text.first_chunk().is_none_or(|&head| {
            let has = |(word, bits): (usize, u64)| self.heads[word] & bits == bits;
            let [long, middle, short] = head_places(head).map(has);
            // Without a branch between them, which would be guessed wrong.
            long | middle | short
        })
    }
}

/// The place of a character's words, by its last two bytes.
#[inline(always)]
fn place(bytes: [u8; 2]) -> usize {
    u16::from_le_bytes(bytes).into()
}

/// A number below `end`, by all bits of a place.
fn number(place: usize, end: u32) -> u32 {
    ((place as u32).wrapping_mul(SPREAD as u32) >> 16) % end
}

/// A word and two bits in it: for the whole head, two characters of three bytes, and one.
#[inline(always)]
fn head_places(head: [u8; HEAD]) -> [(usize, u64); 3] {
    let head = u64::from_le_bytes(head);
    let first = if head as u8 >= THREE { 3 } else { 1 };
    [HEAD, 6, first].map(|len| {
        let start = head << (u64::BITS as usize - 8 * len);
        let hash = start.wrapping_mul(SPREAD);
        let word = (hash >> (u64::BITS - WORD_BITS)) as usize;
        (word, 1 << (hash >> 40 & 63) | 1 << (hash >> 46 & 63))
    })
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::Filter;

    /// Characters of all lengths, as many of which as possible share their bytes.
    const CHARACTERS: [char; 10] = ['a', '～', '\u{A0}', 'é', '发', '现', '癑', '⿰', '😀', '𫢸'];

    proptest! {
        #[test]
        fn no_start_is_passed(
            text in vec(select(&CHARACTERS[..]), 0..40),
            keys in vec((any::<Index>(), 1..5_usize), 0..3),
        ) {
            let keys = keys.iter().filter(|_| !text.is_empty()).map(|(start, len)| {
                let start = start.index(text.len());
                text[start..].iter().take(*len).collect()
            });
            let keys: Vec<String> = keys.collect();
            let text: String = text.iter().collect();
            let mut filter = Filter::default();
            for key in &keys {
                filter.insert(key);
            }
            for (place, _) in text.char_indices() {
                let rest = &text[place..];
                let starts = |at| {
                    let rest: &str = &rest[at..];
                    rest.starts_with('⿰') || keys.iter().any(|key| rest.starts_with(key))
                };
                let first = rest.char_indices().map(|(at, _)| at).find(|at| starts(*at));
                let free = filter.free_len(rest);
                prop_assert!(rest.is_char_boundary(free));
                prop_assert!(free <= first.unwrap_or(rest.len()), "{keys:?} in {rest}");
            }
        }
    }
}
