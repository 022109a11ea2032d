//! One stage of a chain, flat: first as maps, then as tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::chartable::CharTable;
use super::codes::CodesBytes;
use super::flat::ALONE;
use super::flatten::{Flat, flatten, single};
use super::results::Results;
use super::trie;
use crate::chain::{Chain, Group};

/// A stage taken apart into what a character becomes and all other keys.
#[derive(Debug)]
pub(super) struct Stage {
    /// Keys of several characters, and those of one whose value has several.
    pub(super) phrases: Flat,
    pub(super) characters: BTreeMap<char, char>,
}

/// The sections of a stage.
#[derive(Debug)]
pub(crate) struct StageBytes {
    units: Vec<u8>,
    values: Vec<u8>,
    characters: Vec<u8>,
}

impl Stage {
    pub(super) fn new(group: &Group<'_>) -> Self {
        let mut characters = BTreeMap::new();
        let mut phrases = flatten(group);
        phrases.retain(|key, value| match (single(key), single(value)) {
            (Some(key), Some(value)) => {
                characters.insert(key, value);
                false
            }
            _ => true,
        });
        Self {
            phrases,
            characters,
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        let characters = self.characters.keys().map(char::to_string);
        self.phrases.keys().cloned().chain(characters)
    }

    /// All characters of keys and values.
    pub(super) fn named_characters(&self) -> impl Iterator<Item = char> {
        let texts = self
            .phrases
            .iter()
            .flat_map(|(key, value)| key.chars().chain(value.chars()));
        texts.chain(
            self.characters
                .iter()
                .flat_map(|(&key, &value)| [key, value]),
        )
    }

    /// All characters of the phrases' keys.
    pub(super) fn phrase_characters(&self) -> BTreeSet<char> {
        self.phrases.keys().flat_map(|key| key.chars()).collect()
    }

    /// What a character becomes where no phrase takes it.
    pub(super) fn mapped(&self, character: char) -> char {
        self.characters
            .get(&character)
            .copied()
            .unwrap_or(character)
    }

    /// What a text becomes where no phrase takes any of it.
    pub(super) fn mapped_text(&self, text: &str) -> String {
        text.chars()
            .map(|character| self.mapped(character))
            .collect()
    }
}

impl StageBytes {
    /// Each section with its name.
    pub(crate) fn sections(self) -> [(&'static str, Vec<u8>); 3] {
        [
            ("units", self.units),
            ("values", self.values),
            ("characters", self.characters),
        ]
    }

    /// Compiles a group of dictionaries to one stage, over characters that all have
    /// codes.
    ///
    /// `segmented` are the conversions, in the order of their numbers, that cut text
    /// into segments where the stage has phrases: what each makes of each is kept.
    ///
    /// `None` where the results of a phrase have more than 255 bytes.
    pub(crate) fn compile(
        group: &Group<'_>,
        codes: &CodesBytes,
        segmented: &[&Chain<'_>],
    ) -> Option<Self> {
        let stage = Stage::new(group);
        let mut values = vec![0];
        let mut offsets = HashMap::from([(Results::default(), 0)]);
        let mut keys = Vec::new();
        for (key, value) in &stage.phrases {
            let mut results = Results::default();
            if *value != stage.mapped_text(key) {
                results.add(ALONE, Some(value));
            }
            for (number, chain) in segmented.iter().enumerate() {
                let result = chain.convert(key);
                let characters = key
                    .chars()
                    .map(|c| chain.convert(c.encode_utf8(&mut [0; 4])));
                if result != characters.collect::<String>() {
                    results.add(1 << number, Some(&result));
                }
            }
            let known = offsets.get(&results).copied();
            let offset = known.unwrap_or(u32::try_from(values.len()).ok()?);
            if known.is_none() {
                let bytes = results.to_bytes();
                values.push(u8::try_from(bytes.len()).ok()?);
                values.extend(bytes);
                offsets.insert(results, offset);
            }
            keys.push((key.as_str(), offset));
        }
        let characters = stage.characters.iter();
        Some(Self {
            units: trie::build(codes.view(), keys.into_iter()),
            values,
            characters: CharTable::build(characters.map(|(&key, &value)| (key, Some(value)))),
        })
    }
}
