//! The places that a match may straddle, told by the characters around them.

use std::collections::BTreeSet;

use super::pairs::hash;
use super::raw;

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

/// A set of [`Straddles`] that may say yes too often, but never says no to a member.
///
/// All that concerns one pair stands in one line of the cache, and every member
/// sets three bits of one of its eight words. A yes too many only makes a window
/// longer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edges<'t>(&'t [[[u8; 8]; WORDS]]);

const WORDS: usize = 8;

/// The bytes around a place: three for each of two characters before and behind it.
/// Of a character of four bytes they are those next to the place; one of fewer is
/// told by the byte at the place, and nothing is known of what is beyond it.
#[derive(Clone, Copy, Debug)]
struct Around {
    before: u32,
    left: u32,
    right: u32,
    behind: u32,
}

impl<'t> Edges<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self(bytes.as_chunks().0.as_chunks().0)
    }

    /// Whether no match can straddle the place at `at`.
    #[inline]
    pub(super) fn is_edge(self, text: &str, at: usize) -> bool {
        if at == 0 || at == text.len() {
            return true;
        }
        let around = Around::new(text.as_bytes(), at);
        // No key has U+0000.
        if around.left == 0 || around.right == 0 {
            return true;
        }
        let hash = hash(around.left, around.right);
        let line = &self.0[line(hash, self.0.len())];
        let lacks = |question| {
            let (word, bits) = place(hash, question);
            u64::from_le_bytes(line[word]) & bits != bits
        };
        lacks(PAIR) & lacks(before(around.before)) & lacks(behind(around.behind))
    }

    /// Ten bits for each member: one wrong yes in twenty.
    pub(super) fn build(straddles: &Straddles) -> Vec<u8> {
        let mut lines = vec![[0_u64; WORDS]; straddles.len() * 10 / 512 + 1];
        for &((left, right), extent) in straddles {
            let hash = hash(last_bytes(left), first_bytes(right));
            // What is beyond characters of other lengths is not found, and not asked for.
            let are_three = [left, right].map(char::len_utf8) == [3, 3];
            let question = match extent {
                Extent::Before(character) if are_three && character.len_utf8() >= 3 => {
                    before(last_bytes(character))
                }
                Extent::Behind(character) if are_three && character.len_utf8() >= 3 => {
                    behind(first_bytes(character))
                }
                _ => PAIR,
            };
            let (word, bits) = place(hash, question);
            let line = line(hash, lines.len());
            lines[line][word] |= bits;
        }
        let words = lines.into_iter().flatten();
        words.flat_map(u64::to_le_bytes).collect()
    }
}

/// A character on the left of a place, as [`Around`] has it.
fn last_bytes(character: char) -> u32 {
    let raw = raw::of(character);
    match raw::len(raw) {
        4 => raw >> 8,
        3 => raw,
        len => raw >> (8 * (len - 1)),
    }
}

/// A character on the right of a place, as [`Around`] has it.
fn first_bytes(character: char) -> u32 {
    let raw = raw::of(character);
    match raw::len(raw) {
        3 | 4 => raw & 0xFF_FFFF,
        _ => raw & 0xFF,
    }
}

impl Around {
    #[inline]
    fn new(text: &[u8], at: usize) -> Self {
        let start = at.checked_sub(6);
        match start.and_then(|start| text[start..].first_chunk()) {
            Some(near) => Self::from_bytes(near),
            None => Self::at_an_end(text, at),
        }
    }

    #[cold]
    fn at_an_end(text: &[u8], at: usize) -> Self {
        let mut near = [0; 12];
        let (before, behind) = text.split_at(at);
        let before = &before[before.len().saturating_sub(6)..];
        let behind = &behind[..behind.len().min(6)];
        near[6 - before.len()..6].copy_from_slice(before);
        near[6..6 + behind.len()].copy_from_slice(behind);
        Self::from_bytes(&near)
    }

    /// From six bytes before the place and six behind it.
    #[inline]
    fn from_bytes(near: &[u8; 12]) -> Self {
        let three = |at: usize| u32::from_le_bytes([near[at], near[at + 1], near[at + 2], 0]);
        let (last, lead) = (near[5], near[6]);
        let is_two = |byte: u8| (0xC0..0xE0).contains(&byte);
        Self {
            before: three(0),
            left: if last < 0x80 || is_two(near[4]) {
                last.into()
            } else {
                three(3)
            },
            right: if lead < 0x80 || is_two(lead) {
                lead.into()
            } else {
                three(6)
            },
            behind: three(9),
        }
    }
}

/// What is asked of a pair: whether it is a member alone, with the character before
/// it, or with the one behind it. All differ.
const PAIR: u64 = 0;

#[inline]
fn before(character: u32) -> u64 {
    1 << 32 | u64::from(character)
}

#[inline]
fn behind(character: u32) -> u64 {
    2 << 32 | u64::from(character)
}

/// Which of `lines` concerns a pair.
#[inline]
fn line(hash: u64, lines: usize) -> usize {
    (((hash >> 32) * lines as u64) >> 32) as usize
}

/// The word of the line and its bits for a question about a pair.
#[inline]
fn place(hash: u64, question: u64) -> (usize, u64) {
    let mixed = (hash.rotate_left(32) ^ question).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let bit = |shift: u32| 1_u64 << (mixed >> shift & 63);
    ((mixed >> 61) as usize, bit(55) | bit(49) | bit(43))
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
