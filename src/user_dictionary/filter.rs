//! Passes over text in which no key starts, quicker than converting it.
//!
//! Keys are dealt into *lots*, a bit each. The last two bytes of a character of three lead
//! to three words: the lots of keys that have such a character first, second, and third. A
//! place is passed where the words of the characters from there on have no lot in common:
//! three loads and no branch. What is no character of three bytes leads to words with such
//! lots that it is never passed over. Where a lot is left, the *head* of the text, eight
//! bytes or those of one or two characters, is looked up in the set of the keys' heads.
//! Both tables say yes too often, since keys share places in them, and never no to a key.
//! What they let pass by mistake costs more than all the rest, so a key gets the lot by
//! which text is least likely to pass, given what the lot has.

use std::cmp::Reverse;
use std::ops::Range;

use arrayvec::ArrayVec;

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
/// How many lots keys of two characters have; the others are of longer ones, which are
/// told apart by a character more.
const TWOS: usize = 10;
/// All lots.
const LOTS: usize = u16::BITS as usize;

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
pub(super) const HEAD: usize = 8;
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
            let bytes = &mut [0; 4];
            let operator = operator.encode_utf8(bytes);
            places(operator.as_bytes()).for_each(|place| filter.lots[place] |= ANY);
            filter.insert(operator);
        }
        filter
    }
}

impl Filter {
    /// Passes no character of three bytes, but some heads.
    pub(super) fn of_none() -> Self {
        let lots = vec![ANY | TWO; PLACES].into_boxed_slice();
        Self {
            lots: lots.try_into().expect("as many as told"),
            heads: Box::new([0; WORDS]),
            ascii: false,
        }
    }

    /// That of these keys.
    pub(super) fn of<'k>(keys: impl Iterator<Item = &'k str>) -> Self {
        let mut keys: Vec<&str> = keys.collect();
        // An order of their own, so that the same keys give the same filter.
        keys.sort_unstable_by_key(|key| (Reverse(key.len()), *key));
        let mut filter = Self::default();
        let mut dealer = Dealer::new(&keys);
        for key in keys {
            dealer.deal(key.as_bytes(), &mut filter.lots);
            filter.insert(key);
        }
        filter
    }

    fn insert(&mut self, key: &str) {
        self.ascii |= raw::at(key, 0) < 0x80;
        let mut head = [0; HEAD];
        head.iter_mut()
            .zip(key.as_bytes())
            .for_each(|(head, byte)| *head = *byte);
        let [long, middle, short] = head_places(head);
        let (word, bits) = match key.len() {
            HEAD.. => long,
            6.. => middle,
            _ => short,
        };
        self.heads[word] |= bits;
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

    /// Whether in a range nothing begins a key, as far as the lots of its places tell. Only
    /// where all its characters have three bytes can it be so.
    #[inline]
    pub(super) fn is_free(&self, text: &str, range: Range<usize>) -> bool {
        range.clone().step_by(3 * GROUP).all(|start| {
            let group = text.as_bytes()[start..].first_chunk();
            group.is_some_and(|group: &[u8; GROUP_BYTES]| {
                // Without a branch for each, which would be guessed wrong.
                let lots = (0..GROUP).map(|number| {
                    let is_within = start + 3 * number < range.end;
                    self.lot(group, number) * u16::from(is_within)
                });
                lots.fold(0, |lots, lot| lots | lot) == 0
            })
        })
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
    pub(super) fn has_head(&self, text: &[u8]) -> bool {
        text.first_chunk().is_none_or(|&head| {
            let has = |(word, bits): (usize, u64)| self.heads[word] & bits == bits;
            let [long, middle, short] = head_places(head).map(has);
            // Without a branch between them, which would be guessed wrong.
            long | middle | short
        })
    }
}

/// Deals keys into lots.
struct Dealer {
    /// How often characters stand in texts, as far as keys tell, by their places.
    shares: Vec<u64>,
    /// Of each lot, the shares of all characters that keys have first, second, and third.
    /// Their product tells how much text passes by the lot.
    sums: [[u64; LOTS]; 3],
}

impl Dealer {
    fn new(keys: &[&str]) -> Self {
        let mut shares = vec![1; 1 << 16];
        for key in keys {
            for place in places(key.as_bytes()) {
                shares[place] += 4;
            }
        }
        Self {
            shares,
            sums: [[1; LOTS]; 3],
        }
    }

    /// Deals a key into a lot. One that starts with a character of less than three bytes
    /// needs none, since such a character is never passed; one of four is passed by its
    /// second and third byte, and stops as the byte that follows is no place for one.
    fn deal(&mut self, key: &[u8], words: &mut [u16; PLACES]) {
        let places: ArrayVec<usize, 3> = places(key).collect();
        let lots = match places.len() {
            0 => return,
            1 => 0..1,
            2 => 1..1 + TWOS,
            _ => 1 + TWOS..LOTS,
        };
        let growth = |lot: &usize| {
            let (mut before, mut after) = (1, 1);
            for (number, place) in places.iter().enumerate() {
                let sum = self.sums[number][*lot];
                before *= u128::from(sum);
                after *= u128::from(sum + self.new_share(words, number, *place, *lot));
            }
            after - before
        };
        let lot = lots.min_by_key(growth).unwrap_or(0);
        for (number, place) in places.into_iter().enumerate() {
            self.sums[number][lot] += self.new_share(words, number, place, lot);
            words[place + number * SECOND] |= 1 << lot;
        }
    }

    /// The share of a character, unless it has the lot.
    fn new_share(&self, words: &[u16; PLACES], number: usize, place: usize, lot: usize) -> u64 {
        match words[place + number * SECOND] >> lot & 1 {
            0 => self.shares[place],
            _ => 0,
        }
    }
}

/// The places of the characters of three bytes that a key starts with, three at most.
fn places(key: &[u8]) -> impl Iterator<Item = usize> {
    let characters = key.chunks(3).take(3).enumerate();
    characters.map_while(|(number, character)| match *character {
        [0xE0..0xF0, a, b] => Some(place([a, b])),
        [0xF0..=0xFF, a, b] if number == 0 => Some(place([a, b])),
        _ => None,
    })
}

/// The place of a character's words, by its last two bytes.
#[inline(always)]
fn place(bytes: [u8; 2]) -> usize {
    u16::from_le_bytes(bytes).into()
}

/// A word and two bits in it: for the whole head, two characters of three bytes, and one.
#[inline(always)]
fn head_places(head: [u8; HEAD]) -> [(usize, u64); 3] {
    let head = u64::from_le_bytes(head);
    [HEAD, 6, first_len(head)].map(|len| {
        let hash = hash(head, len);
        let word = (hash >> (u64::BITS - WORD_BITS)) as usize;
        (word, 1 << (hash >> 40 & 63) | 1 << (hash >> 46 & 63))
    })
}

/// How many bytes of a head tell shorter keys apart: the first character, if it has three,
/// or else its first byte.
#[inline(always)]
pub(super) fn first_len(head: u64) -> usize {
    if head as u8 >= THREE { 3 } else { 1 }
}

/// The first bytes of a head, spread over all bits.
#[inline(always)]
pub(super) fn hash(head: u64, len: usize) -> u64 {
    let start = head << (u64::BITS as usize - 8 * len);
    start.wrapping_mul(SPREAD)
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
            let filter = Filter::of(keys.iter().map(String::as_str));
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
                // From within characters on, too.
                for from in 0..=place {
                    let is_free = filter.is_free(&text, from..place + 1);
                    prop_assert!(!is_free || !starts(0), "{keys:?} at {place} from {from}");
                }
            }
        }
    }
}
