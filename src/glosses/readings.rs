//! Which characters are read how.

use crate::boundary::split_before;

/// A line for each reading, sorted by its bytes: the reading in canonical spelling, a
/// tab, the characters that are read so. Syllables of Mandarin end with a digit, Japanese
/// readings do not. `cargo xtask readings` writes it.
static READINGS: &str = include_str!("../../dicts/readings.txt");

/// Whether `character` is read as `reading`, which is in canonical spelling.
pub(super) fn has(reading: &str, character: char) -> bool {
    characters(reading).is_some_and(|characters| characters.contains(character))
}

/// The characters that are read as `reading`; `None` if there are none.
pub(super) fn characters(reading: &str) -> Option<&'static str> {
    let (found, characters) = from(reading).next()?;
    (found == reading).then_some(characters)
}

/// Whether `character` has a reading that begins with `start`.
pub(super) fn has_start(start: &str, character: char) -> bool {
    from(start)
        .take_while(|(reading, _)| reading.starts_with(start))
        .any(|(_, characters)| characters.contains(character))
}

/// The readings from `first` on, each with its characters.
fn from(first: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    // Starts of lines, between which the first one's must be.
    let (mut low, mut high) = (0, READINGS.len());
    while low < high {
        let (before, _) = split_before(READINGS, usize::midpoint(low, high));
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = READINGS[start..].lines().next().unwrap_or_default();
        let (reading, _) = line.split_once('\t').unwrap_or_default();
        if reading < first {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    READINGS[low..]
        .lines()
        .filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::{READINGS, characters, has_start};

    #[test]
    fn every_reading_is_found() {
        let lines: Vec<_> = READINGS
            .lines()
            .filter_map(|l| l.split_once('\t'))
            .collect();
        assert!(lines.len() > 5000);
        assert!(lines.is_sorted_by(|one, other| one.0 < other.0));
        for (reading, expected) in lines {
            assert_eq!(characters(reading), Some(expected), "{reading}");
            let first = expected.chars().next().unwrap();
            assert!(has_start(reading, first) && has_start(&reading[..1], first));
        }
        for other in ["", "q", "zzz", "qu9"] {
            assert_eq!(characters(other), None, "{other}");
        }
    }
}
