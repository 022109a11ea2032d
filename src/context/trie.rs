//! A double array over characters: all words that a text starts with.
//!
//! It has more nodes than the fast engine's and one question less to answer, so its nodes
//! are smaller: six bytes each. The first two are the [code](Codes) of the character that
//! leads to a node; no two nodes have the same base, so nothing else need be checked. The
//! other four are the node's base and the number of the word that ends there.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::fast::Codes;

/// The low bits of a node's number are its base, to which a character's code is added to
/// find the child; the others number a word, from 1 on.
const BASE_BITS: u32 = 19;
const BASE: u32 = (1 << BASE_BITS) - 1;
/// The base of a node without children: no node stands behind it.
const CHILDLESS: u32 = BASE;
/// What stands in place of a code where no node is. No character has this code.
const FREE: u16 = u16::MAX;

/// A double array, borrowed from its bytes.
#[derive(Clone, Copy)]
pub(super) struct Trie<'t> {
    units: &'t [[u8; 6]],
}

impl<'t> Trie<'t> {
    pub(super) const fn new(units: &'t [u8]) -> Self {
        Self {
            units: units.as_chunks().0,
        }
    }

    /// The words that begin the characters with these codes, the shortest first: how many
    /// characters each has, and its number.
    #[inline]
    pub(super) fn prefixes(self, codes: &[u16]) -> impl Iterator<Item = (usize, u32)> {
        let mut base = 0;
        let nodes = codes.iter().map_while(move |&code| {
            let &[low, high, ref rest @ ..] = self.units.get(base + usize::from(code))?;
            let number = u32::from_le_bytes(*rest);
            base = (number & BASE) as usize;
            (u16::from_le_bytes([low, high]) == code).then_some(number >> BASE_BITS)
        });
        (1..).zip(nodes).filter(|&(_, word)| word > 0)
    }
}

/// Builds a double array from words and their numbers, over characters that all have codes.
///
/// `None` where a number, or where the words together, are too large for it.
pub(super) fn build<'k>(
    codes: Codes<'_>,
    words: impl Iterator<Item = (&'k str, u32)>,
) -> Option<Vec<u8>> {
    let mut nodes = vec![Node::default()];
    for (word, number) in words {
        let mut node = 0;
        for character in word.chars() {
            let next = nodes.len();
            let code = codes.code(character) as usize;
            node = *nodes[node].children.entry(code).or_insert(next);
            if node == next {
                nodes.push(Node::default());
            }
        }
        nodes[node].number = number.checked_mul(1 << BASE_BITS)?;
    }
    let mut array = Array::default();
    // The root's base is 0, so that the first step needs no load. Of the others those with
    // many children come first, as long as there is room for them.
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order[1..].sort_by_key(|&node| Reverse(nodes[node].children.len()));
    for node in order {
        nodes[node].base = array.place(nodes[node].children.keys().copied());
    }
    let mut units = vec![(FREE, 0); array.places.len()];
    for node in &nodes {
        for (code, &child) in &node.children {
            let child = &nodes[child];
            let base = child.base.unwrap_or(CHILDLESS as usize);
            let number = child.number | u32::try_from(base).ok().filter(|&base| base <= BASE)?;
            let code_number = u16::try_from(*code).ok().filter(|&code| code < FREE)?;
            units[node.base? + code] = (code_number, number);
        }
    }
    let bytes = |(code, number): (u16, u32)| {
        let [low, high] = code.to_le_bytes();
        let [a, b, c, d] = number.to_le_bytes();
        [low, high, a, b, c, d]
    };
    (units.len() <= CHILDLESS as usize).then(|| units.into_iter().flat_map(bytes).collect())
}

/// A node while the array is built.
#[derive(Default)]
struct Node {
    /// The number of the word that ends here, in its place in a unit.
    number: u32,
    /// The child for each code.
    children: BTreeMap<usize, usize>,
    base: Option<usize>,
}

/// Which places of an array are taken, and which bases.
#[derive(Default)]
struct Array {
    places: Bits,
    bases: Bits,
}

impl Array {
    /// Takes places for the children with these codes behind the smallest base of their
    /// own; `None` where there are none.
    fn place(&mut self, codes: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        codes.clone().next()?;
        // 64 bases are tried at a time.
        let bases = (0..).step_by(64).find_map(|base| {
            let all = !self.bases.word(base);
            let free = codes
                .clone()
                .fold(all, |free, code| free & !self.places.word(base + code));
            (free != 0).then(|| base + free.trailing_zeros() as usize)
        });
        let base = bases?;
        self.bases.set(base);
        codes.for_each(|code| self.places.set(base + code));
        Some(base)
    }
}

/// Bits, as many as are needed: those behind the last word are not set.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn set(&mut self, at: usize) {
        self.0.resize(self.0.len().max(at / 64 + 1), 0);
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// The 64 bits from `at` on.
    fn word(&self, at: usize) -> u64 {
        let word = |place: usize| self.0.get(place).copied().map_or(0, u128::from);
        ((word(at / 64) | word(at / 64 + 1) << 64) >> (at % 64)) as u64
    }

    /// The number of bits up to the last one that is set.
    fn len(&self) -> usize {
        let unset = self.0.last().map_or(0, |word| word.leading_zeros());
        64 * self.0.len() - unset as usize
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{Trie, build};
    use crate::fast::CodesBytes;

    proptest! {
        #[test]
        fn finds_what_a_map_finds(
            words in proptest::collection::btree_map("[一-丏a𠀀-𠀃\0]{1,4}", 1_u32..9, 0..40),
            texts in proptest::collection::vec("[一-丐ab𠀀-𠀄\0]{0,6}", 50),
        ) {
            let words: BTreeMap<String, u32> = words;
            let characters: BTreeSet<char> = words.keys().flat_map(|word| word.chars()).collect();
            let codes = CodesBytes::of_characters(characters).unwrap();
            let numbered = words.iter().map(|(word, &number)| (word.as_str(), number));
            let units = build(codes.view(), numbered).unwrap();
            for text in texts {
                let of_text: Vec<u16> =
                    text.chars().map(|c| codes.view().code(c) as u16).collect();
                let found: Vec<_> = Trie::new(&units).prefixes(&of_text).collect();
                let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
                let expected: Vec<_> = (1..)
                    .zip(ends)
                    .filter_map(|(len, end)| Some((len, *words.get(&text[..end])?)))
                    .collect();
                prop_assert_eq!(found, expected, "{:?}", text);
            }
        }
    }
}
