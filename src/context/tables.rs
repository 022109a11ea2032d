//! The words with their costs, and what is quick to ask about a text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pairs::{self, PairSet};
use super::shares::{self, Shares};
use super::target::{SETS, TARGETS};
use super::trie::{self, Trie};
use crate::boundary::neighbours;
use crate::dictionary::{Values, push_record};
use crate::fast::{Codes, CodesBytes};

/// The set of neighbours has so many words of 64 bits.
const NEIGHBOUR_WORDS: usize = 1 << 14;
/// Each of those of sensitive pairs.
const SENSITIVE_WORDS: usize = 1 << 12;
/// Stands behind a character that is sensitive whatever stands there.
const NOTHING: char = '\0';

/// Bits of a word: the cost, then the sets that it is in, then its kind or, behind these, the
/// place of its value.
const COST_BITS: u32 = 8;
const DIFFERS_BITS: u32 = SETS as u32;
const PHRASE: u32 = 0;
const ANCHOR: u32 = 1;
const FIRST_VALUE: u32 = 2;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Eight times the negative natural logarithm of its frequency, and a constant for
    /// each word. At most 255.
    pub(crate) cost: u32,
    pub(crate) kind: Kind,
}

/// Where the result of a word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// From the conversion.
    Phrase,
    /// From the words in it.
    Anchor,
    /// From the values, at this place.
    Value(u32),
}

impl Entry {
    fn from_bits(bits: u32) -> Self {
        Self {
            cost: bits & ((1 << COST_BITS) - 1),
            kind: match bits >> (COST_BITS + DIFFERS_BITS) {
                PHRASE => Kind::Phrase,
                ANCHOR => Kind::Anchor,
                value => Kind::Value(value - FIRST_VALUE),
            },
        }
    }

    /// `None` where a place is too large for the format.
    fn bits(self, differs: u32) -> Option<u32> {
        let kind = match self.kind {
            Kind::Phrase => PHRASE,
            Kind::Anchor => ANCHOR,
            Kind::Value(place) => place.checked_add(FIRST_VALUE)?,
        };
        let high = kind.checked_mul(1 << (COST_BITS + DIFFERS_BITS))?;
        Some(self.cost | differs << COST_BITS | high)
    }
}

/// How many files the tables are.
pub(crate) const FILES: usize = 8;

/// The tables for one target, borrowed from their bytes.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'t> {
    /// Its place in [`TARGETS`].
    target: usize,
    pub(super) codes: Codes<'t>,
    words: Trie<'t>,
    /// What the words' numbers stand for, from 1 on.
    entries: &'t [[u8; 4]],
    /// Records of one value for each of [`TARGETS`]; an empty one is that before it.
    values: &'t [u8],
    /// The pairs of neighbours in words.
    pub(super) neighbours: PairSet<'t, NEIGHBOUR_WORDS>,
    /// Of each word that comes out otherwise than its characters would one pair, or its
    /// only character with [`NOTHING`], as are the operators of sequences.
    pub(super) sensitive: PairSet<'t, SENSITIVE_WORDS>,
    pub(super) shares: Shares<'t>,
}

impl<'t> Tables<'t> {
    /// From the files of [`TableWriter::finish`], in its order; `target` is a place in
    /// [`TARGETS`].
    pub(super) fn new(files: [&'t [u8]; FILES], target: usize) -> Self {
        let [
            numbers,
            others,
            words,
            entries,
            values,
            neighbours,
            sensitive,
            shares,
        ] = files;
        let len = sensitive.len() / SETS;
        Self {
            target,
            codes: Codes::new(numbers, others),
            words: Trie::new(words),
            entries: entries.as_chunks().0,
            values,
            neighbours: PairSet::new(neighbours),
            sensitive: PairSet::new(&sensitive[TARGETS[target].set * len..][..len]),
            shares: Shares::new(shares),
        }
    }

    /// The words that the characters with these codes begin with, the shortest first, with
    /// their lengths in characters and whether they come out otherwise than these.
    #[inline]
    pub(super) fn prefixes(&self, codes: &[u16]) -> impl Iterator<Item = (usize, Entry, bool)> {
        let differing = 1 << (COST_BITS + TARGETS[self.target].set as u32);
        self.words.prefixes(codes).filter_map(move |(len, number)| {
            let bits = u32::from_le_bytes(*self.entries.get(number as usize - 1)?);
            let differs = bits & differing != 0;
            Some((len, Entry::from_bits(bits), differs))
        })
    }

    /// The value at `place` for the target.
    pub(super) fn value(&self, place: u32) -> &'t str {
        let values = Values::at(self.values, place as usize).take(self.target + 1);
        let told = values.filter(|value| !value.is_empty());
        told.last().unwrap_or_default()
    }
}

impl std::fmt::Debug for Tables<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tables").finish_non_exhaustive()
    }
}

/// Writes the tables.
#[derive(Debug, Default)]
pub(crate) struct TableWriter {
    words: BTreeMap<String, Entry>,
    values: Vec<u8>,
    sensitive: [BTreeSet<String>; SETS],
    shares: BTreeMap<char, f64>,
}

impl TableWriter {
    /// Adds a word, in the place of the same one if that was added before.
    pub(crate) fn word(&mut self, word: &str, entry: Entry) {
        self.words.insert(word.to_owned(), entry);
    }

    /// Stores a value for each of [`TARGETS`]; returns their place.
    pub(crate) fn values(&mut self, values: &[String]) -> u32 {
        let mut told: Vec<String> = values.to_vec();
        for (place, pair) in (1..).zip(values.windows(2)) {
            if pair[0] == pair[1] {
                told[place].clear();
            }
        }
        push_record(&mut self.values, &told) as u32
    }

    /// Says that a word comes out otherwise than its characters would in a target, by its
    /// place.
    pub(crate) fn sensitive(&mut self, target: usize, word: &str) {
        self.sensitive[TARGETS[target].set].insert(word.to_owned());
    }

    /// Says how often what a character alone becomes is right.
    pub(crate) fn share(&mut self, character: char, share: f64) {
        self.shares.insert(character, share);
    }

    /// The tables as files: name and bytes of each; `None` where the words are too many
    /// for the format.
    pub(crate) fn finish(self) -> Option<[(&'static str, Vec<u8>); FILES]> {
        let mut entries: BTreeMap<u32, u32> = BTreeMap::new();
        let mut bits_of = Vec::new();
        for (word, entry) in &self.words {
            let differs = (0..).zip(&self.sensitive);
            let differs = differs.map(|(set, words)| u32::from(words.contains(word)) << set);
            let bits = entry.bits(differs.sum())?;
            entries.insert(bits, 0);
            bits_of.push(bits);
        }
        for (number, place) in (1..).zip(entries.values_mut()) {
            *place = number;
        }
        let mut uses: BTreeMap<char, usize> = BTreeMap::new();
        for character in self.words.keys().flat_map(|word| word.chars()) {
            *uses.entry(character).or_default() += 1;
        }
        let mut characters: Vec<char> = uses.keys().copied().collect();
        // Small numbers for common ones keep the double array small.
        characters.sort_by_key(|character| Reverse(uses[character]));
        let codes = CodesBytes::of_characters(characters)?;
        let numbered = self.words.keys().zip(&bits_of);
        let numbered = numbered.map(|(word, bits)| (word.as_str(), entries[bits]));
        let words = trie::build(codes.view(), numbered)?;

        // How likely a pair is, by the likeliest word that it stands in.
        let mut costs: HashMap<(char, char), u32> = HashMap::new();
        for (word, entry) in &self.words {
            for pair in neighbours(word) {
                let cost = costs.entry(pair).or_insert(entry.cost);
                *cost = entry.cost.min(*cost);
            }
        }
        let operators = ('\u{2FF0}'..='\u{2FFF}').map(|operator| (operator, NOTHING));
        let sensitive = self.sensitive.iter().flat_map(|words| {
            let pairs = words.iter().filter_map(|word| {
                // The rarest, so that few texts have one by chance; never one in ASCII,
                // which is passed over as a whole.
                let pairs = neighbours(word).filter(|(a, b)| !(a.is_ascii() && b.is_ascii()));
                let rarest = pairs.max_by_key(|pair| costs[pair]);
                rarest.or_else(|| Some((word.chars().next()?, NOTHING)))
            });
            pairs::build::<SENSITIVE_WORDS>(&pairs.chain(operators.clone()).collect())
        });
        let [(_, numbers), (_, others)] = codes.sections();
        Some([
            ("numbers", numbers),
            ("others", others),
            ("words", words),
            (
                "entries",
                entries.into_keys().flat_map(u32::to_le_bytes).collect(),
            ),
            ("values", self.values),
            (
                "neighbours",
                pairs::build::<NEIGHBOUR_WORDS>(&costs.keys().copied().collect()),
            ),
            ("sensitive", sensitive.collect()),
            ("shares", shares::build(&self.shares)),
        ])
    }
}
