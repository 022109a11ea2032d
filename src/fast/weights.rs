//! How often characters and pairs of neighbours stand in running text.

use std::collections::HashMap;

/// Occurrences in a million characters; see `dicts/README.md`.
const FREQUENCY: &str = include_str!("../../dicts/frequency.txt");

/// Estimates of how often characters and pairs stand in running text.
#[derive(Debug)]
pub(crate) struct Weights {
    simplified: HashMap<char, char>,
    counts: HashMap<&'static str, u64>,
}

impl Weights {
    /// The counts of Simplified text, which Traditional characters share with
    /// those that `simplified` maps them to.
    pub(crate) fn new(simplified: impl Iterator<Item = (char, char)>) -> Self {
        let count = |line: &'static str| {
            let (key, count) = line.split_once('\t')?;
            Some((key, count.parse().ok()?))
        };
        Self {
            simplified: simplified.collect(),
            counts: FREQUENCY.lines().filter_map(count).collect(),
        }
    }

    /// The weights of the characters that were counted.
    pub(super) fn characters(&self) -> impl Iterator<Item = (char, u64)> {
        let counts = self.counts.iter();
        counts.filter_map(|(key, count)| Some((key.parse().ok()?, *count)))
    }

    /// At least 1, so that weights can be divided by.
    pub(super) fn of(&self, character: char) -> u64 {
        let own = self.count(&[character]);
        own.max(self.count(&[self.simplified(character)])) + 1
    }

    /// As much as was counted within words, and what comes together by chance.
    pub(super) fn of_pair(&self, left: char, right: char) -> u64 {
        let own = self.count(&[left, right]);
        let simplified = self.count(&[self.simplified(left), self.simplified(right)]);
        // A thousand times the occurrences, to tell rare pairs apart.
        own.max(simplified) * 1000 + Self::of_neighbours(self.of(left), self.of(right))
    }

    /// What comes together by chance, of characters with these weights; in the unit
    /// of [`of_pair`](Self::of_pair).
    pub(super) fn of_neighbours(left: u64, right: u64) -> u64 {
        left * right / 1000
    }

    fn simplified(&self, character: char) -> char {
        self.simplified
            .get(&character)
            .copied()
            .unwrap_or(character)
    }

    fn count(&self, text: &[char]) -> u64 {
        let key: String = text.iter().collect();
        self.counts.get(key.as_str()).copied().unwrap_or(0)
    }
}
