//! Which characters are read how.

use std::cmp::Ordering;

use crate::boundary::split_before;

/// A line for each syllable, sorted by its bytes: the syllable in canonical spelling, a
/// tab, the characters that are read so. `cargo xtask readings` writes it.
static READINGS: &str = include_str!("../../dicts/readings.txt");

/// Whether `character` is read as `syllable`, which is in canonical spelling.
pub(super) fn has(syllable: &str, character: char) -> bool {
    characters(syllable).is_some_and(|characters| characters.contains(character))
}

/// The characters that are read as `syllable`; `None` if there are none.
pub(super) fn characters(syllable: &str) -> Option<&'static str> {
    // Starts of lines, between which the syllable's must be.
    let (mut low, mut high) = (0, READINGS.len());
    while low < high {
        let (before, _) = split_before(READINGS, usize::midpoint(low, high));
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = READINGS[start..].lines().next()?;
        let (found, characters) = line.split_once('\t')?;
        match found.cmp(syllable) {
            Ordering::Less => low = start + line.len() + 1,
            Ordering::Equal => return Some(characters),
            Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{READINGS, characters};

    #[test]
    fn every_syllable_is_found() {
        let lines: Vec<_> = READINGS
            .lines()
            .filter_map(|l| l.split_once('\t'))
            .collect();
        assert!(lines.len() > 1200);
        assert!(lines.is_sorted_by(|one, other| one.0 < other.0));
        for (syllable, expected) in lines {
            assert_eq!(characters(syllable), Some(expected), "{syllable}");
        }
        for other in ["", "a", "zzz", "qu9"] {
            assert_eq!(characters(other), None, "{other}");
        }
    }
}
