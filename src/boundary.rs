//! Boundaries between characters.

use std::ops::Range;

/// Splits `text` at the last boundary at or before `at`.
pub(crate) fn split_before(text: &str, at: usize) -> (&str, &str) {
    let mut places = (0..=at.min(text.len())).rev();
    // A character has four bytes at most; the start is a boundary.
    let boundary = places.find_map(|at| text.split_at_checked(at));
    boundary.unwrap_or((text, ""))
}

/// Widens a range to whole characters of `text`, with which it ends at the latest.
pub(crate) fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let (before, _) = split_before(text, range.start);
    let mut ends = range.end.min(text.len())..=text.len();
    let end = ends.find(|&end| text.is_char_boundary(end));
    before.len()..end.unwrap_or(text.len())
}

/// All pairs of neighbouring characters of a text.
pub(crate) fn neighbours(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

#[cfg(test)]
mod tests {
    use super::{around, split_before};

    #[test]
    fn characters_stay_whole() {
        let text = "a好😀";
        let starts = ["", "a", "a", "a", "a好", "a好", "a好", "a好", text, text];
        for (at, start) in starts.into_iter().enumerate() {
            assert_eq!(
                split_before(text, at),
                (start, &text[start.len()..]),
                "{at}"
            );
        }
    }

    #[test]
    fn ranges_are_widened_to_characters() {
        let text = "a好😀";
        assert_eq!(around(text, &(1..4)), 1..4);
        assert_eq!(around(text, &(2..3)), 1..4);
        assert_eq!(around(text, &(3..5)), 1..8);
        assert_eq!(around(text, &(4..4)), 4..4);
        assert_eq!(around(text, &(6..99)), 4..8);
        assert_eq!(around(text, &(98..99)), 8..8);
    }
}
