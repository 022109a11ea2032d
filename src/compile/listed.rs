//! Lists of words, and of characters in names.

use std::collections::BTreeMap;

use super::local;
use crate::error::{ParseError, ParseErrorKind, Position};

/// A character that is marked as a name counts for so much less where it stands alone: mostly
/// it was counted within names, and these are words of their own.
const OUTSIDE_NAMES: u32 = 10;

/// A line of the list of words.
pub(super) struct Listed<'t> {
    pub(super) text: &'t str,
    pub(super) count: u32,
    pub(super) is_name: bool,
}

impl Listed<'_> {
    pub(super) fn is_character(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }

    /// How often it is met as a word by itself.
    pub(super) fn count_alone(&self) -> u32 {
        if self.is_name && self.is_character() {
            self.count.div_ceil(OUTSIDE_NAMES)
        } else {
            self.count
        }
    }
}

pub(super) fn words(text: &str) -> Result<Vec<Listed<'_>>, ParseError> {
    let lines = text.lines().zip(1..);
    let parsed = lines.map(|(line, number)| {
        let error = |kind| ParseError::new("words.txt", Some(Position::Line(number)), kind);
        let (word, rest) = line
            .split_once('\t')
            .ok_or(error(ParseErrorKind::MissingTab))?;
        let (count, mark) = rest.split_once('\t').unwrap_or((rest, ""));
        let count = count.parse().ok().filter(|count| *count > 0);
        Ok(Listed {
            text: word,
            count: count.ok_or(error(ParseErrorKind::MissingCount))?,
            is_name: mark == "name",
        })
    });
    parsed.collect()
}

/// What characters become in names: character, form, and why in each line.
pub(super) fn name_characters(text: &str) -> Result<BTreeMap<char, &str>, ParseError> {
    let mut names = BTreeMap::new();
    for line in local::lines("names.txt", text) {
        let [character, form, _why] = line.fields()?;
        names.extend(character.chars().next().map(|character| (character, form)));
    }
    Ok(names)
}

/// What a name becomes: what it would otherwise, but some of its characters as in names.
pub(super) fn in_name(name: &str, otherwise: &str, names: &BTreeMap<char, &str>) -> String {
    let characters = name
        .chars()
        .zip(otherwise.split("").filter(|c| !c.is_empty()));
    let become_in_name =
        |(character, otherwise)| names.get(&character).copied().unwrap_or(otherwise);
    characters.map(become_in_name).collect()
}
