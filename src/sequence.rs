//! Ideographic description sequences: `⿰亻火` describes one character that
//! has no code point, so its parts must not be converted.

use arrayvec::ArrayVec;

/// Operators nest at most this deep, the characters they describe included.
const MAX_DEPTH: usize = 16;
/// A sequence has at most this many characters, operators included.
pub(crate) const MAX_CHARS: usize = 64;

/// How many operands an ideographic description character takes; 0 for any
/// other character.
#[inline]
pub(crate) const fn arity(character: char) -> usize {
    match character {
        '\u{2FF2}' | '\u{2FF3}' => 3,
        '\u{2FFE}' | '\u{2FFF}' => 1,
        '\u{2FF0}'..='\u{2FFD}' => 2,
        _ => 0,
    }
}

/// The length in bytes of the complete sequence that starts `text`.
///
/// `None` where `text` starts with another character, or where the sequence
/// lacks an operand or goes past a limit: its operator then is an ordinary
/// character.
///
/// # Complexity
/// Reads at most 64 characters.
pub(crate) fn complete_len(text: &str) -> Option<usize> {
    if text.chars().next().is_none_or(|first| arity(first) == 0) {
        return None;
    }
    // For each open operator, how many operands it lacks.
    let mut lacking = ArrayVec::<usize, MAX_DEPTH>::new();
    for (at, character) in text.char_indices().take(MAX_CHARS) {
        lacking.try_push(arity(character)).ok()?;
        while lacking.last() == Some(&0) {
            lacking.pop();
            match lacking.last_mut() {
                Some(operands) => *operands -= 1,
                None => return Some(at + character.len_utf8()),
            }
        }
    }
    None
}

/// Whether a sequence starts `text` that text to come may complete.
///
/// # Complexity
/// Reads at most 64 characters.
pub(crate) fn may_be_completed(text: &str) -> bool {
    text.chars().next().is_some_and(|first| arity(first) > 0)
        && text.chars().nth(MAX_CHARS - 1).is_none()
        && complete_len(text).is_none()
}

/// The length in bytes of the complete sequence or else of the character that starts
/// `text`, and whether that is an operator whose sequence is not complete.
///
/// # Complexity
/// Reads at most 64 characters, and only one where that is no operator.
#[inline]
pub(crate) fn piece(text: &str) -> (usize, bool) {
    let first = text.chars().next().unwrap_or_default();
    if arity(first) == 0 {
        return (first.len_utf8(), false);
    }
    match complete_len(text) {
        Some(len) => (len, false),
        None => (first.len_utf8(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::complete_len;

    #[test]
    fn complete_sequences_are_measured_in_bytes() {
        assert_eq!(complete_len("⿰亻火。"), Some(9));
        assert_eq!(complete_len("⿲彳氵亍"), Some(12));
        assert_eq!(complete_len("⿾火火"), Some(6));
        assert_eq!(complete_len("⿱艹⿰亻火火"), Some(15));
    }

    #[test]
    fn other_text_has_none() {
        for text in ["", "火", "⿰", "⿰亻", "⿲彳氵", "a⿰亻火"] {
            assert_eq!(complete_len(text), None, "{text:?}");
        }
    }

    #[test]
    fn depth_and_length_are_limited() {
        // A balanced tree of binary operators with 2^n leaves has 2^(n+1) - 1 characters.
        fn balanced(height: usize) -> String {
            if height == 0 {
                return "火".into();
            }
            format!("⿰{0}{0}", balanced(height - 1))
        }
        let nested = |operators: usize| "⿾".repeat(operators) + "火";
        assert_eq!(complete_len(&nested(15)), Some(16 * 3));
        assert_eq!(complete_len(&nested(16)), None);
        assert_eq!(complete_len(&balanced(5)), Some(63 * 3));
        assert_eq!(complete_len(&balanced(6)), None);
    }
}
