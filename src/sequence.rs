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

/// The pieces of one text, asked for from left to right.
///
/// Where a second sequence is not complete, the operators behind it are judged together, so
/// that not each of them reads the same characters.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    /// Operators to come whose sequences are not complete, the next one last: how long the text
    /// is from there on.
    incomplete: ArrayVec<usize, JUDGED>,
    /// How long the text was from the last operator on that was judged alone.
    alone: Option<usize>,
}

/// So many characters are judged together; what the last one describes has 64 at most.
const JUDGED: usize = 3 * MAX_CHARS;
const SEEN: usize = JUDGED + MAX_CHARS;

impl Pieces {
    /// The length in bytes of the complete sequence or else of the character that starts
    /// `text`, and whether that is an operator whose sequence is not complete.
    ///
    /// All texts that are asked for end at the same place.
    ///
    /// # Complexity
    /// Reads a piece, or where that is no sequence a few characters for each operator in a row.
    #[inline(always)]
    pub(crate) fn piece(&mut self, text: &str) -> (usize, bool) {
        let first = text.chars().next().unwrap_or_default();
        if arity(first) == 0 {
            return (first.len_utf8(), false);
        }
        match self.complete_len(text) {
            Some(len) => (len, false),
            None => (first.len_utf8(), true),
        }
    }

    #[inline(never)]
    fn complete_len(&mut self, text: &str) -> Option<usize> {
        while self
            .incomplete
            .last()
            .is_some_and(|&next| next > text.len())
        {
            self.incomplete.pop();
        }
        if self.incomplete.last() == Some(&text.len()) {
            return None;
        }
        let len = complete_len(text);
        if len.is_none()
            && self
                .alone
                .replace(text.len())
                .is_some_and(|last| last > text.len())
        {
            self.judge(text);
        }
        len
    }

    /// Judges the operators among the next characters.
    #[cold]
    fn judge(&mut self, text: &str) {
        let seen = text.char_indices().take(SEEN);
        let seen: ArrayVec<(usize, usize), SEEN> = seen
            .map(|(at, character)| (text.len() - at, arity(character)))
            .collect();
        let mut trees = [None; SEEN];
        self.incomplete.clear();
        for (place, &(rest, arity)) in seen.iter().enumerate().rev() {
            trees[place] = Tree::new(arity, &trees[place + 1..]);
            if trees[place].is_none() && place < JUDGED {
                self.incomplete.push(rest);
            }
        }
    }
}

/// A complete sequence, or another character.
#[derive(Clone, Copy, Debug)]
struct Tree {
    /// In characters.
    len: u8,
    depth: u8,
}

impl Tree {
    /// The one that begins with a character of so many operands, before those `behind` it.
    fn new(operands: usize, behind: &[Option<Self>]) -> Option<Self> {
        let mut tree = Self { len: 1, depth: 1 };
        for _ in 0..operands {
            let operand = (*behind.get(usize::from(tree.len) - 1)?)?;
            tree.len += operand.len;
            tree.depth = tree.depth.max(operand.depth + 1);
        }
        let is_within = usize::from(tree.len) <= MAX_CHARS && usize::from(tree.depth) <= MAX_DEPTH;
        is_within.then_some(tree)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pieces, arity, complete_len};

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

    /// Texts with many operators, nested deeply and not, complete and not.
    fn operators() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            3 => "[⿰⿲⿾火a𠀀]{1,8}",
            1 => (1_usize..20).prop_map(|operators| "⿰火".repeat(operators)),
            1 => (1_usize..20).prop_map(|operators| "⿾".repeat(operators)),
        ];
        proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn pieces_one_by_one_are_those_of_the_whole(text in operators(), skipped in 0_usize..4) {
            let mut pieces = Pieces::default();
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let (len, is_incomplete) = pieces.piece(rest);
                let first = rest.chars().next().unwrap_or_default();
                let complete = complete_len(rest);
                prop_assert_eq!(len, complete.unwrap_or(first.len_utf8()), "{}", rest);
                prop_assert_eq!(is_incomplete, arity(first) > 0 && complete.is_none(), "{}", rest);
                rest = &rest[len..];
                // As if a key had matched.
                let characters = if rest.len() % 7 == 0 { skipped } else { 0 };
                let skipped: usize = rest.chars().take(characters).map(char::len_utf8).sum();
                rest = &rest[skipped..];
            }
        }
    }
}
