//! The places that a match may straddle, told by the characters around them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::pairs::spread;
use super::{kernel, raw};

/// What a match that straddles a place shows of itself there, besides the pair of
/// neighbours that the place parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// No more: the match is this pair, or may be any that contains it.
    Pair,
    /// It has this character before the pair too.
    Before(char),
    /// It has this character behind the pair too.
    Behind(char),
}

/// Pairs of neighbours with what a match that contains them shows besides.
pub(super) type Straddles = BTreeSet<((char, char), Extent)>;

/// How many bytes on either side of a place are looked at.
pub(crate) const SEEN: usize = 6;

/// A set of [`Straddles`] that may say yes too often, but never says no to a member.
///
/// A Bloom filter in words of 64 bits: all that is asked of one member is in one
/// word. A yes too many only makes a window longer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edges<'t> {
    /// A power of two of words, at least two.
    words: &'t [[u8; 8]],
    /// What is left of a hash after this shift numbers a word.
    shift: u32,
}

/// The bytes around a place: two characters before it, and two behind it, three bytes each.
/// Of a character of four bytes they are those next to the place; one of fewer is told by the
/// byte at the place, and nothing is known of what is beyond it.
#[derive(Clone, Copy, Debug)]
struct Around {
    before: u32,
    pair: Pair,
    behind: u32,
}

/// The bytes on both sides of a place, those on the left lowest.
#[derive(Clone, Copy, Debug)]
struct Pair(u64);

impl<'t> Edges<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        let words: &[[u8; 8]] = bytes.as_chunks().0;
        let is_power = words.len() > 1 && words.len().is_power_of_two();
        assert!(is_power, "a filter of chosen size");
        Self {
            words,
            shift: u64::BITS - words.len().trailing_zeros(),
        }
    }

    /// Whether no match can straddle the place at `at`.
    pub(super) fn is_edge(&self, text: &str, at: usize) -> bool {
        if at == 0 || at == text.len() {
            return true;
        }
        let around = Around::new(text.as_bytes(), at);
        let pair = around.pair.hash();
        // Most neighbours stand together in no key.
        !self.has(pair) || self.lets_pass(around, pair)
    }

    /// The same for both ends of a range, which are edges where they are at `floor`.
    #[inline(always)]
    pub(super) fn at_ends(&self, text: &str, floor: usize, range: Range<usize>) -> [bool; 2] {
        let (start, end) = (range.start, range.end);
        let near = text.as_bytes().get(start.wrapping_sub(3)..end + 5);
        let ends = near.and_then(|near| Some([near.first_chunk()?, near.last_chunk()?]));
        let Some(ends) = ends else {
            return [
                start == floor || self.is_edge(text, start),
                self.is_edge(text, end),
            ];
        };
        // Mostly neither pair stands in any key, so both are asked about at once.
        let [first, last] = ends.map(|near| Pair::from_bytes(u64::from_le_bytes(*near)).hash());
        let [may_start, may_end] = [self.has(first), self.has(last)];
        if !(may_start | may_end) {
            return [true; 2];
        }
        [
            !may_start
                || start == floor
                || self.lets_pass(Around::new(text.as_bytes(), start), first),
            !may_end || self.lets_pass(Around::new(text.as_bytes(), end), last),
        ]
    }

    /// The same for a place whose pair, by its hash, stands in some key.
    #[inline(always)]
    fn lets_pass(&self, around: Around, pair: u64) -> bool {
        // U+0000 is in no key at all.
        around.pair.has_null()
            || !self.has(with(pair, ALONE))
                && !(self.has(with(pair, before(around.before)))
                    | self.has(with(pair, behind(around.behind))))
    }

    /// Whether no match of a stage behind the first one can straddle the place at `at`:
    /// all that is known of those are pairs.
    pub(super) fn is_edge_of_later(&self, text: &str, at: usize) -> bool {
        let around = Around::new(text.as_bytes(), at);
        !self.has(with(around.pair.hash(), ALONE))
    }

    #[inline(always)]
    fn has(&self, member: u64) -> bool {
        let (word, bits) = place(member, self.shift);
        u64::from_le_bytes(*kernel::element(self.words, word)) & bits == bits
    }

    /// At least twelve bits for each member, but at most 256 KiB.
    pub(super) fn build(straddles: &Straddles) -> Vec<u8> {
        let members: BTreeSet<u64> = straddles.iter().flat_map(members).collect();
        let bits = (members.len() * 12)
            .next_power_of_two()
            .clamp(1 << 7, 1 << 21);
        let mut words = vec![0_u64; bits / 64];
        let shift = u64::BITS - words.len().trailing_zeros();
        for member in members {
            let (word, bits) = place(member, shift);
            words[word as usize] |= bits;
        }
        words.into_iter().flat_map(u64::to_le_bytes).collect()
    }
}

/// The pair, and what is asked of it to find out about a straddle.
fn members(&((left, right), extent): &((char, char), Extent)) -> [u64; 2] {
    let pair = Pair::of(left, right).hash();
    // What is beyond characters of other lengths is not found, and not asked for.
    let are_three = [left, right].map(char::len_utf8) == [3, 3];
    let question = match extent {
        Extent::Before(character) if are_three && character.len_utf8() >= 3 => {
            before(last_bytes(character))
        }
        Extent::Behind(character) if are_three && character.len_utf8() >= 3 => {
            behind(raw::of(character) & THREE)
        }
        _ => ALONE,
    };
    [pair, with(pair, question)]
}

/// A character as [`Pair`] has it on the left: its last three bytes, the last one highest.
fn last_bytes(character: char) -> u32 {
    let raw = raw::of(character);
    raw << (8 * (4 - character.len_utf8())) >> 8
}

/// Three bytes.
const THREE: u32 = 0xFF_FFFF;

impl Pair {
    fn of(left: char, right: char) -> Self {
        Self::from_bytes(u64::from(last_bytes(left)) | u64::from(raw::of(right) & THREE) << 24)
    }

    /// From three bytes before the place and three behind it.
    #[inline(always)]
    fn from_bytes(bytes: u64) -> Self {
        // Only a character of three or four bytes has two of them that start none at its end.
        let left = match bytes & 0xC0_C000 {
            0x80_8000 => 0xFF_FFFF,
            _ => 0xFF_0000,
        };
        let right = match bytes >> 24 & 0xFF {
            0xE0.. => 0xFF_FFFF,
            _ => 0xFF,
        };
        Self(bytes & (left | right << 24))
    }

    fn has_null(self) -> bool {
        [self.0 << 40, self.0 >> 24].contains(&0)
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        spread(self.0)
    }
}

impl Around {
    #[inline]
    fn new(text: &[u8], at: usize) -> Self {
        let start = at.checked_sub(SEEN);
        match start.and_then(|start| text[start..].first_chunk()) {
            Some(near) => Self::from_bytes(near),
            None => Self::at_an_end(text, at),
        }
    }

    #[cold]
    fn at_an_end(text: &[u8], at: usize) -> Self {
        let mut near = [0; 2 * SEEN];
        let (before, behind) = text.split_at(at);
        let before = &before[before.len().saturating_sub(SEEN)..];
        let behind = &behind[..behind.len().min(SEEN)];
        near[SEEN - before.len()..SEEN].copy_from_slice(before);
        near[SEEN..SEEN + behind.len()].copy_from_slice(behind);
        Self::from_bytes(&near)
    }

    /// From so many bytes before the place and behind it.
    #[inline]
    fn from_bytes(near: &[u8; 2 * SEEN]) -> Self {
        let low = u64::from_le_bytes(*near.first_chunk().expect("eight of twelve"));
        let high = u64::from_le_bytes(*near.last_chunk().expect("eight of twelve"));
        Self {
            before: low as u32 & THREE,
            pair: Pair::from_bytes(low >> 24 | high << 8),
            behind: (high >> 40) as u32,
        }
    }
}

/// What is asked of a pair besides whether any key has it: whether it is a member
/// alone, with the character before it, or with the one behind it. All differ.
const ALONE: u64 = 1 << 32;

#[inline]
fn before(character: u32) -> u64 {
    2 << 32 | u64::from(character)
}

#[inline]
fn behind(character: u32) -> u64 {
    3 << 32 | u64::from(character)
}

/// The hash of a question about a pair, from the pair's own.
#[inline]
fn with(pair: u64, question: u64) -> u64 {
    (pair.rotate_left(32) ^ question).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The word that a hash stands for, and its bits.
#[inline]
fn place(hash: u64, shift: u32) -> (u32, u64) {
    let bit = |shift: u32| 1_u64 << (hash >> shift & 63);
    ((hash >> shift) as u32, bit(42) | bit(36) | bit(30))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Edges, Extent, Straddles};

    fn text(((left, right), extent): &((char, char), Extent)) -> (String, usize) {
        let text = match extent {
            Extent::Pair => format!("{left}{right}"),
            Extent::Before(character) => format!("{character}{left}{right}"),
            Extent::Behind(character) => format!("{left}{right}{character}"),
        };
        let start = match extent {
            Extent::Before(character) => character.len_utf8(),
            Extent::Pair | Extent::Behind(_) => 0,
        };
        (text, start + left.len_utf8())
    }

    fn extent() -> impl Strategy<Value = Extent> {
        prop_oneof![
            Just(Extent::Pair),
            any_char().prop_map(Extent::Before),
            any_char().prop_map(Extent::Behind),
        ]
    }

    /// U+0000 is in no key: as a number it is the end of the text.
    fn any_char() -> impl Strategy<Value = char> {
        any::<char>().prop_filter("a character of keys", |&c| c != '\0')
    }

    proptest! {
        #[test]
        fn a_member_is_never_an_edge(
            members in proptest::collection::btree_set(((any_char(), any_char()), extent()), 1..200),
        ) {
            let bytes = Edges::build(&members);
            for member in &members {
                let (text, at) = text(member);
                prop_assert!(!Edges::new(&bytes).is_edge(&text, at), "{member:?}");
            }
        }
    }

    // Windows grow up to an edge, and U+0000 as a number has no length to grow by.
    #[test]
    fn nothing_straddles_the_ends_or_the_null_character() {
        let all = Edges::new(&[u8::MAX; 64]);
        let text = "一\0一二";
        let edges: Vec<usize> = (0..=text.len())
            .filter(|&at| text.is_char_boundary(at) && all.is_edge(text, at))
            .collect();
        assert_eq!(edges, [0, 3, 4, 10]);
    }

    #[test]
    fn other_places_mostly_are_edges() {
        let han = |from: u32| (from..from + 100).filter_map(char::from_u32);
        let product = |from, to| han(from).flat_map(move |a| han(to).map(move |b| (a, b)));
        let members: Straddles = product(0x4E00, 0x5E00)
            .map(|pair| (pair, Extent::Behind('一')))
            .collect();
        let bytes = Edges::build(&members);
        let edges = |text: fn(char, char) -> String| {
            let texts = product(0x4E00, 0x5E00).map(|(a, b)| text(a, b));
            texts
                .filter(|text| Edges::new(&bytes).is_edge(text, 3))
                .count()
        };
        assert_eq!(edges(|a, b| format!("{a}{b}一")), 0);
        let with_others = edges(|a, b| format!("{a}{b}二"));
        assert!(with_others > 9000, "{with_others} of 10000");
        let turned = edges(|a, b| format!("{b}{a}一"));
        assert!(turned > 9000, "{turned} of 10000");
    }
}
