//! Which characters are forms of one another, and which of them stands for all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Sources;
use crate::dictionary::Name;

/// The dictionaries that exchange words. Of their keys only those of one character, such
/// as 硅 for 矽, are forms of their values: 鼠標 and 滑鼠 are not, and neither are Japanese
/// words such as 予備 and 預備.
const WORDS: [Name; 5] = [
    Name::HkPhrases,
    Name::HkPhrasesRev,
    Name::TwPhrases,
    Name::TwPhrasesRev,
    Name::JpShinjitaiPhrases,
];

impl Sources {
    /// What [`fold_char`](crate::folding::fold_char) makes of the characters that it
    /// changes.
    ///
    /// Two characters are forms of one another if one stands in a key where the other
    /// stands in one of its values, whatever the rank, or if both are forms of a third.
    pub(super) fn folding(&self) -> BTreeMap<char, char> {
        let mut classes = Classes::default();
        for name in Name::ALL {
            let longest_key = if WORDS.contains(&name) { 1 } else { usize::MAX };
            for entry in self.entries(name) {
                let len = entry.key.chars().count();
                for value in &entry.values {
                    if len <= longest_key && len == value.chars().count() {
                        let pairs = entry.key.chars().zip(value.chars());
                        pairs.for_each(|(key, value)| classes.join(key, value));
                    }
                }
            }
        }
        let [normalized, simplified] = [Name::CjkCompatibilityIdeographs, Name::TsCharacters]
            .map(|name| self.default_characters(name));
        let simplify = |member| {
            let member = normalized.get(&member).copied().unwrap_or(member);
            simplified.get(&member).copied().unwrap_or(member)
        };
        let mut folding = BTreeMap::new();
        for class in classes.members.into_values() {
            let canonical = canonical(&class, simplify);
            let others = class.into_iter().filter(|member| *member != canonical);
            folding.extend(others.map(|member| (member, canonical)));
        }
        folding
    }

    /// What single characters become by a dictionary.
    fn default_characters(&self, name: Name) -> HashMap<char, char> {
        let character = |text: &str| text.chars().next();
        let entries = self.entries(name).iter();
        let pairs = entries
            .filter_map(|entry| Some((character(&entry.key)?, character(entry.default_value())?)));
        pairs.collect()
    }
}

/// The form that stands for a class: the Simplified one of most of its members, and of
/// several the first. One of three bytes if there is such a Simplified form, so that
/// folding mostly leaves the length.
fn canonical(class: &BTreeSet<char>, simplify: impl Fn(char) -> char) -> char {
    let mut votes: BTreeMap<char, usize> = BTreeMap::new();
    for &member in class {
        *votes.entry(simplify(member)).or_default() += 1;
    }
    // Of several maxima the last counts.
    let best = votes
        .into_iter()
        .rev()
        .max_by_key(|(form, votes)| (form.len_utf8() == 3, *votes));
    best.expect("a class has members").0
}

/// Sets of characters that have none in common.
#[derive(Default)]
struct Classes {
    /// The name of each character's class: one of its members.
    names: HashMap<char, char>,
    members: BTreeMap<char, BTreeSet<char>>,
}

impl Classes {
    /// Makes the classes of two characters one.
    fn join(&mut self, one: char, other: char) {
        let (one, other) = (self.name(one), self.name(other));
        if one != other {
            let moved = self.members.remove(&other).unwrap_or_default();
            self.names.extend(moved.iter().map(|&member| (member, one)));
            self.members.entry(one).or_default().extend(moved);
        }
    }

    fn name(&mut self, character: char) -> char {
        let name = *self.names.entry(character).or_insert(character);
        self.members
            .entry(name)
            .or_insert_with(|| BTreeSet::from([character]));
        name
    }
}
