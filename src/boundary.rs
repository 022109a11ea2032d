//! Boundaries between characters.

/// Splits `text` at the last boundary at or before `at`.
pub(crate) fn split_before(text: &str, at: usize) -> (&str, &str) {
    let mut places = (0..=at.min(text.len())).rev();
    // A character has four bytes at most; the start is a boundary.
    let boundary = places.find_map(|at| text.split_at_checked(at));
    boundary.unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::split_before;

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
}
