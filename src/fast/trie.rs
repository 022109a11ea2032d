//! A double array over characters: the longest key that a text starts with.

use std::collections::{BTreeMap, VecDeque};

use super::codes::{Codes, NONE};

/// A node is one unit of 64 bits. The low half tells the parent, so that a step
/// to a place that belongs to another node is noticed; no two nodes need bases
/// of their own for that. The high half is either the value of a key no other
/// key continues ([`LEAF`]), or the base to which a character's code is added to
/// find the child. Where a key ends at a node with children, its value is that
/// of the child by [`END`].
const LEAF: u32 = 1 << 31;
const NO_PARENT: u32 = u32::MAX;
/// No character of a key has this code.
const END: u32 = NONE;
/// A unit that belongs to no node.
const FREE: (u32, u32) = (NO_PARENT - 1, 0);

/// A double array, borrowed from its bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trie<'t> {
    units: &'t [[u8; 8]],
    codes: Codes<'t>,
}

impl<'t> Trie<'t> {
    pub(super) const fn new(units: &'t [u8], codes: Codes<'t>) -> Self {
        Self {
            units: units.as_chunks().0,
            codes,
        }
    }

    /// The longest key that `text` starts with, as its length in bytes and its value, and
    /// the character, if one was looked at, with which no longer one goes on.
    #[inline]
    pub(super) fn longest_prefix(&self, text: &str) -> (Option<(usize, u32)>, Option<char>) {
        let mut found = None;
        let (mut node, mut base) = (0, 0);
        let mut chars = text.chars();
        while let Some(character) = chars.next() {
            let code = self.codes.code(character);
            if code == NONE {
                return (found, Some(character));
            }
            let Some((child, payload)) = self.child(node, base, code) else {
                return (found, Some(character));
            };
            let len = || text.len() - chars.as_str().len();
            if payload & LEAF != 0 {
                return (Some((len(), payload & !LEAF)), None);
            }
            if let Some((_, value)) = self.child(child, payload, END) {
                found = Some((len(), value & !LEAF));
            }
            (node, base) = (child, payload);
        }
        (found, None)
    }

    /// How many bytes at the start of `text` have no start of a key, as far as pairs of characters
    /// tell that have entries and are no operators; a character that starts behind `most` bytes
    /// is not looked at.
    pub(super) fn free_len(&self, text: &str, most: usize) -> usize {
        let characters = text.as_bytes().as_chunks().0;
        let mut codes = characters
            .iter()
            .map_while(|bytes| self.codes.code_of_three(*bytes));
        let Some(mut code) = codes.next() else {
            return 0;
        };
        let mut len = 0;
        while len < most
            && let Some(next) = codes.next()
            && !self.may_start(code, next)
        {
            len += 3;
            code = next;
        }
        len
    }

    /// Whether some key starts with two characters, or is the first.
    #[inline]
    fn may_start(&self, code: u32, next: u32) -> bool {
        self.child(0, 0, code).is_some_and(|(node, base)| {
            base & LEAF != 0
                || self.child(node, base, END).is_some() | self.child(node, base, next).is_some()
        })
    }

    /// Whether both are the same.
    #[inline]
    pub(super) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self.units, other.units)
    }

    /// Whether a key starts with all of `text`, which is not empty, and goes on.
    pub(super) fn starts_longer_key(&self, text: &str) -> bool {
        let (mut node, mut base) = (0, 0);
        text.chars().all(|character| {
            let code = self.codes.code(character);
            let child = (code != NONE).then(|| self.child(node, base, code));
            match child.flatten() {
                Some((child, payload)) => {
                    (node, base) = (child, payload);
                    payload & LEAF == 0
                }
                None => false,
            }
        })
    }

    #[inline]
    fn child(&self, node: u32, base: u32, code: u32) -> Option<(u32, u32)> {
        let child = base + code;
        let unit = u64::from_le_bytes(*self.units.get(child as usize)?);
        (unit as u32 == node).then_some((child, (unit >> 32) as u32))
    }
}

/// Builds a double array from keys and values under 2^31, over characters that
/// all have codes.
pub(super) fn build<'k>(codes: Codes<'_>, keys: impl Iterator<Item = (&'k str, u32)>) -> Vec<u8> {
    let mut root = Node::default();
    for (key, value) in keys {
        let node = key.chars().fold(&mut root, |node, character| {
            node.children.entry(codes.code(character)).or_default()
        });
        node.value = Some(value);
    }
    let mut array = Array::default();
    array.place(root);
    array.finish()
}

#[derive(Default)]
struct Node {
    value: Option<u32>,
    children: BTreeMap<u32, Node>,
}

/// The array while it grows: (parent, payload) of every unit.
#[derive(Default)]
struct Array {
    units: Vec<(u32, u32)>,
    /// All units before this one are taken.
    first_free: usize,
}

impl Array {
    fn place(&mut self, root: Node) {
        self.take(0, NO_PARENT);
        let mut waiting = VecDeque::from([(0, root)]);
        while let Some((index, mut node)) = waiting.pop_front() {
            if let Some(value) = node.value {
                if node.children.is_empty() {
                    self.units[index].1 = value | LEAF;
                    continue;
                }
                let end = Node {
                    value: Some(value),
                    children: BTreeMap::new(),
                };
                node.children.insert(END, end);
            }
            // The root's base is 0, so that the first step needs no load.
            let base = if index == 0 { 0 } else { self.base_for(&node) };
            self.units[index].1 = base;
            for (code, child) in node.children {
                let place = (base + code) as usize;
                self.take(place, index as u32);
                waiting.push_back((place, child));
            }
        }
    }

    /// The smallest base with which all children come to stand on free units.
    fn base_for(&mut self, node: &Node) -> u32 {
        while self
            .units
            .get(self.first_free)
            .is_some_and(|unit| *unit != FREE)
        {
            self.first_free += 1;
        }
        let first = node.children.keys().next().copied().unwrap_or(0);
        let mut place = self.first_free as u32;
        loop {
            if self.is_free(place)
                && let Some(base) = place.checked_sub(first)
                && node.children.keys().all(|code| self.is_free(base + code))
            {
                return base;
            }
            place += 1;
        }
    }

    fn is_free(&self, place: u32) -> bool {
        self.units
            .get(place as usize)
            .is_none_or(|unit| *unit == FREE)
    }

    fn take(&mut self, place: usize, parent: u32) {
        if self.units.len() <= place {
            self.units.resize(place + 1, FREE);
        }
        self.units[place] = (parent, 0);
    }

    fn finish(self) -> Vec<u8> {
        self.units
            .into_iter()
            .map(|(parent, payload)| u64::from(parent) | u64::from(payload) << 32)
            .flat_map(u64::to_le_bytes)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::super::codes::CodesBytes;
    use super::{Trie, build};

    fn longest(keys: &BTreeMap<String, u32>, text: &str) -> Option<(usize, u32)> {
        (1..=text.len())
            .rev()
            .filter_map(|end| text.get(..end))
            .find_map(|prefix| Some((prefix.len(), *keys.get(prefix)?)))
    }

    proptest! {
        #[test]
        fn finds_what_a_map_finds(
            keys in proptest::collection::btree_map("[一-丏a𠀀-𠀃\0]{1,4}", 0_u32..9, 0..40),
            texts in proptest::collection::vec("[一-丐ab𠀀-𠀄\0]{0,6}", 50),
        ) {
            let characters: BTreeSet<char> = keys.keys().flat_map(|key| key.chars()).collect();
            let codes = CodesBytes::of_characters(characters).unwrap();
            let units = build(codes.view(), keys.iter().map(|(key, &value)| (key.as_str(), value)));
            for text in texts {
                let trie = Trie::new(&units, codes.view());
                let (found, _) = trie.longest_prefix(&text);
                prop_assert_eq!(found, longest(&keys, &text), "{:?}", text);
                let free = text[..trie.free_len(&text, text.len())].char_indices();
                for (at, _) in free {
                    prop_assert_eq!(longest(&keys, &text[at..]), None, "{:?}", text);
                }
                let is_start = |key: &String| key.len() > text.len() && key.starts_with(&text);
                let found = text.is_empty() || trie.starts_longer_key(&text);
                let expected = text.is_empty() || keys.keys().any(is_start);
                prop_assert_eq!(found, expected, "{:?}", text);
            }
        }
    }
}
