//! Passes over text in which no key starts, quicker than converting it.
//!
//! A character has a word of 64 bits: one for each character that some key goes on with
//! behind it, or all if it is a key alone. Eight pairs of neighbours are looked at
//! without a branch between them. Where a bit is set, the *head* of the text, eight bytes
//! or those of one or two characters, is looked up in the set of the keys' heads. Both
//! tables say yes too often, since keys share places in them, and never no to a key.

use crate::fast::raw;

/// The words of bits of either table. Together they are 32 KiB, and fill for some ten
/// thousand keys; with more, the filter lets more and more pass.
pub(super) const WORDS: usize = 1 << WORD_BITS;
const WORD_BITS: u32 = 11;

/// A multiplier that spreads characters over all bits: the golden ratio, as Knuth has it.
/// It pushes a fourth byte out, so that a load of four bytes will do for a character of
/// three.
const SPREAD: u32 = 0x9E37_79B1 << 8;
const SPREAD_HEAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Characters of three bytes that are looked at together, each with the one that follows.
const GROUP: usize = 8;
const GROUP_BYTES: usize = 3 * (GROUP + 1);
const FIRST: u64 = 1 << (GROUP - 1);
/// Bytes of a head.
const HEAD: usize = 8;
/// The least byte that starts a character of three bytes or four.
const THREE: u8 = 0xE0;

/// Tells where keys may start.
#[derive(Clone)]
pub(super) struct Filter {
    pub(super) pairs: Box<[u64; WORDS]>,
    pub(super) heads: Box<[u64; WORDS]>,
    /// Whether a key starts with a character of ASCII.
    pub(super) ascii: bool,
}

impl Default for Filter {
    /// That of no key; the operators of sequences pass in any case.
    fn default() -> Self {
        let mut filter = Self {
            pairs: Box::new([0; WORDS]),
            heads: Box::new([0; WORDS]),
            ascii: false,
        };
        for operator in '\u{2FF0}'..='\u{2FFF}' {
            filter.insert(operator.encode_utf8(&mut [0; 4]));
        }
        filter
    }
}

impl Filter {
    pub(super) fn insert(&mut self, key: &str) {
        let first = raw::at(key, 0);
        self.ascii |= first < 0x80;
        self.pairs[place(first)] |= bit(raw::at(key, raw::len(first)));
        let mut head = [0; HEAD];
        head.iter_mut()
            .zip(key.bytes())
            .for_each(|(head, byte)| *head = byte);
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
        let words = self.pairs.iter_mut().chain(self.heads.iter_mut());
        let others = other.pairs.iter().chain(other.heads.iter());
        words.zip(others).for_each(|(word, other)| *word |= other);
    }

    /// How many bytes at the start of `text` begin neither a key nor a sequence: up to
    /// the first place where one may start.
    pub(super) fn free_len(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            while let Some(group) = bytes[at..].first_chunk() {
                let (count, mut starts) = self.starts(group);
                while starts != 0 {
                    let number = GROUP - 1 - starts.ilog2() as usize;
                    if self.has_head(&bytes[at + 3 * number..]) {
                        return at + 3 * number;
                    }
                    starts &= !(FIRST >> number);
                }
                at += 3 * count;
                if count < GROUP {
                    break;
                }
            }
            let ascii = if self.ascii {
                0
            } else {
                raw::ascii_len(&bytes[at..])
            };
            if ascii == 0 {
                let first = raw::at(text, at);
                if first == 0 || self.may_start(text, at, first) {
                    return at;
                }
                at += raw::len(first);
            }
            at += ascii;
        }
    }

    /// How many characters of the group have three bytes, and with which of these a key
    /// may start: a bit for each, the first one highest.
    // Hot: all text goes through here before it is converted.
    #[inline(always)]
    fn starts(&self, group: &[u8; GROUP_BYTES]) -> (usize, u64) {
        let (mut starts, mut firsts) = (0, u8::MAX);
        for at in (0..3 * GROUP).step_by(3) {
            let left = group[at..]
                .first_chunk()
                .map_or(0, |left| u32::from_le_bytes(*left));
            starts = 2 * starts + (self.pairs[place(left)] >> (group[at + 5] % 64) & 1);
            firsts &= group[at];
        }
        // One of four bytes is not followed by the start of a character, or is the last.
        if firsts >= THREE && group[3 * GROUP - 3] < 0xF0 {
            return (GROUP, starts);
        }
        let others = (0..GROUP).fold(1 << GROUP, |others: u32, number| {
            others | u32::from(group[3 * number] & 0xF0 != THREE) << number
        });
        let count = others.trailing_zeros() as usize;
        (count, starts >> (GROUP - count) << (GROUP - count))
    }

    /// Whether a key may start at `at`, with this character. The last one of the text
    /// may begin any.
    fn may_start(&self, text: &str, at: usize, first: u32) -> bool {
        let second = raw::at(text, at + raw::len(first));
        second == 0
            || self.pairs[place(first)] & bit(second) != 0 && self.has_head(&text.as_bytes()[at..])
    }

    /// Whether the start of `text` is a key's; near its end that is not looked up.
    #[inline(always)]
    fn has_head(&self, text: &[u8]) -> bool {
        text.first_chunk().is_none_or(|&head| {
            let has = |(word, bits): (usize, u64)| self.heads[word] & bits == bits;
            head_places(head).into_iter().any(has)
        })
    }
}

/// The place of a character's word.
#[inline(always)]
fn place(character: u32) -> usize {
    (character.wrapping_mul(SPREAD) >> (u32::BITS - WORD_BITS)) as usize
}

/// The bit of a character that follows: of three bytes, the low ones of its last; all
/// bits for others, which are rare in keys.
fn bit(character: u32) -> u64 {
    if raw::is_three(character) {
        1 << (character >> 16 & 63)
    } else {
        !0
    }
}

/// A word and two bits in it: for the whole head, two characters of three bytes, and one.
#[inline(always)]
fn head_places(head: [u8; HEAD]) -> [(usize, u64); 3] {
    let head = u64::from_le_bytes(head);
    let first = if head as u8 >= THREE { 3 } else { 1 };
    [HEAD, 6, first].map(|len| {
        let start = head << (u64::BITS as usize - 8 * len);
        let hash = start.wrapping_mul(SPREAD_HEAD);
        let word = (hash >> (u64::BITS - WORD_BITS)) as usize;
        (word, 1 << (hash >> 40 & 63) | 1 << (hash >> 46 & 63))
    })
}
