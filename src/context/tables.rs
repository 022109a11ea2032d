//! The words with their costs, and what is quick to ask about a text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::boundary::neighbours;
use crate::config::Config;
use crate::dictionary::{Values, prefixes_in, push_record};

/// The conversions that there are words for, each with the one that takes a Traditional
/// result to its form; `None` where it is of that form.
pub(crate) const TARGETS: [(Config, Option<Config>); 5] = [
    (Config::S2t, None),
    (Config::S2tw, Some(Config::T2tw)),
    (Config::S2twp, Some(Config::T2twp)),
    (Config::S2hk, Some(Config::T2hk)),
    (Config::S2hkp, Some(Config::T2hkp)),
];

/// The filter of neighbours has so many bits, as a power of two.
const NEIGHBOUR_BITS: u32 = 21;
/// That of sensitive pairs of one conversion.
const SENSITIVE_BITS: u32 = 18;
/// That of characters that are words with values, by the low bits of a character.
const ALONE_BITS: u32 = 16;

/// Bits of a map's output: the cost, then the kind, then the place of a value.
const COST_BITS: u32 = 8;
const KIND_BITS: u32 = 2;

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
    Value(usize),
}

impl Entry {
    fn from_output(output: u64) -> Self {
        let place = output >> (COST_BITS + KIND_BITS);
        Self {
            cost: (output & ((1 << COST_BITS) - 1)) as u32,
            kind: match output >> COST_BITS & ((1 << KIND_BITS) - 1) {
                0 => Kind::Phrase,
                1 => Kind::Anchor,
                _ => Kind::Value(place as usize),
            },
        }
    }

    fn output(self) -> u64 {
        let kind = match self.kind {
            Kind::Phrase => 0,
            Kind::Anchor => 1,
            Kind::Value(place) => 2 | (place as u64) << KIND_BITS,
        };
        u64::from(self.cost) | kind << COST_BITS
    }
}

/// The tables, borrowed from their bytes.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'t> {
    /// A map from words to [`Entry`].
    words: &'t [u8],
    /// Records of one value for each of [`TARGETS`].
    values: &'t [u8],
    /// One bit by the hash of a pair of neighbours in a word.
    neighbours: &'t [u8],
    /// For each of [`TARGETS`] one bit by the hash of a pair of a word that comes out
    /// otherwise than its characters would.
    sensitive: &'t [u8],
    /// One bit for each character that is such a word itself.
    alone: &'t [u8],
}

impl Tables<'static> {
    /// What `cargo xtask dicts` wrote to `dicts/context`.
    pub(super) const fn embedded() -> Self {
        static WORDS: &[u8] = include_bytes!("../../dicts/context/words.fst");
        static VALUES: &[u8] = include_bytes!("../../dicts/context/values");
        static NEIGHBOURS: &[u8] = include_bytes!("../../dicts/context/neighbours");
        static SENSITIVE: &[u8] = include_bytes!("../../dicts/context/sensitive");
        static ALONE: &[u8] = include_bytes!("../../dicts/context/alone");
        Self {
            words: WORDS,
            values: VALUES,
            neighbours: NEIGHBOURS,
            sensitive: SENSITIVE,
            alone: ALONE,
        }
    }
}

impl<'t> Tables<'t> {
    /// The words that `text` starts with, the shortest first, with their lengths in bytes.
    pub(super) fn prefixes(&self, text: &str) -> impl Iterator<Item = (usize, Entry)> {
        prefixes_in(self.words, text).map(|(len, output)| (len, Entry::from_output(output)))
    }

    /// The value at `place` for the conversion `target` of [`TARGETS`].
    pub(super) fn value(&self, place: usize, target: usize) -> &'t str {
        Values::at(self.values, place)
            .nth(target)
            .unwrap_or_default()
    }

    /// Whether two characters may be neighbours in a word; where they are, it says so.
    #[inline]
    pub(super) fn are_neighbours(&self, left: char, right: char) -> bool {
        bit(self.neighbours, hash(left, right) >> (32 - NEIGHBOUR_BITS))
    }

    /// Whether these two neighbours may stand in a word that comes out otherwise than its
    /// characters would; of each such word one pair says so.
    #[inline]
    pub(super) fn is_sensitive(&self, target: usize, left: char, right: char) -> bool {
        let place = hash(left, right) >> (32 - SENSITIVE_BITS);
        bit(self.sensitive, (target as u32) << SENSITIVE_BITS | place)
    }

    /// The same for a character that is a word itself.
    #[inline]
    pub(super) fn is_sensitive_alone(&self, character: char) -> bool {
        bit(self.alone, u32::from(character) & ((1 << ALONE_BITS) - 1))
    }
}

impl std::fmt::Debug for Tables<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tables").finish_non_exhaustive()
    }
}

#[inline]
fn bit(bytes: &[u8], place: u32) -> bool {
    let byte = bytes.get(place as usize / 8).copied().unwrap_or_default();
    byte >> (place % 8) & 1 == 1
}

fn set_bit(bytes: &mut [u8], place: u32) {
    bytes[place as usize / 8] |= 1 << (place % 8);
}

#[inline]
fn hash(left: char, right: char) -> u32 {
    let sum = u32::from(left)
        .wrapping_mul(0x9E37_79B1)
        .wrapping_add(u32::from(right));
    sum.wrapping_mul(0x85EB_CA77)
}

/// Writes the tables.
#[derive(Debug, Default)]
pub(crate) struct TableWriter {
    words: BTreeMap<String, Entry>,
    values: Vec<u8>,
    sensitive: [BTreeSet<String>; TARGETS.len()],
}

impl TableWriter {
    /// Adds a word, in the place of the same one if that was added before.
    pub(crate) fn word(&mut self, word: &str, entry: Entry) {
        self.words.insert(word.to_owned(), entry);
    }

    /// Stores a value for each of [`TARGETS`]; returns their place.
    pub(crate) fn values(&mut self, values: &[String]) -> usize {
        push_record(&mut self.values, values)
    }

    /// Says that a word comes out otherwise than its characters would.
    pub(crate) fn sensitive(&mut self, target: usize, word: &str) {
        self.sensitive[target].insert(word.to_owned());
    }

    /// The tables as files: name and bytes of each.
    pub(crate) fn finish(self) -> [(&'static str, Vec<u8>); 5] {
        let mut map = fst::MapBuilder::memory();
        let mut filter = vec![0; 1 << (NEIGHBOUR_BITS - 3)];
        // How likely a pair is, by the likeliest word that it stands in.
        let mut costs: HashMap<(char, char), u32> = HashMap::new();
        for (word, entry) in &self.words {
            let inserted = map.insert(word, entry.output());
            inserted.expect("words are sorted, each stands once, and memory takes every write");
            for (left, right) in neighbours(word) {
                let place = hash(left, right) >> (32 - NEIGHBOUR_BITS);
                set_bit(&mut filter, place);
                let cost = costs.entry((left, right)).or_insert(entry.cost);
                *cost = entry.cost.min(*cost);
            }
        }
        let mut alone = vec![0; 1 << (ALONE_BITS - 3)];
        let mut sensitive = vec![0; TARGETS.len() << (SENSITIVE_BITS - 3)];
        for (target, words) in (0..).zip(&self.sensitive) {
            for word in words {
                // The rarest, so that few stretches have one by chance.
                if let Some((left, right)) = neighbours(word).max_by_key(|pair| costs[pair]) {
                    let place = hash(left, right) >> (32 - SENSITIVE_BITS);
                    set_bit(&mut sensitive, target << SENSITIVE_BITS | place);
                } else {
                    let places = word.chars().map(|c| u32::from(c) & ((1 << ALONE_BITS) - 1));
                    places.for_each(|place| set_bit(&mut alone, place));
                }
            }
        }
        let words = map.into_inner().expect("memory takes every write");
        [
            ("words.fst", words),
            ("values", self.values),
            ("neighbours", filter),
            ("sensitive", sensitive),
            ("alone", alone),
        ]
    }
}
