//! The path of least cost through all words of a text.

use super::tables::{Kind, Tables};

/// What a character costs that is no word: more than any word.
const UNKNOWN: u32 = 164;

/// Which words may stand on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    All,
    /// Only those with a result of their own.
    WithoutAnchors,
}

/// What becomes of a word on the path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Word {
    /// The conversion decides, with the word as a text of its own.
    #[default]
    Converted,
    /// It only holds its characters together: the words in it decide.
    Held,
    /// The result at this place of the table's values.
    Value(usize),
}

/// The best way from a place to the end of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    cost: u32,
    len: usize,
    word: Word,
}

/// The best ways from all places of a text, kept from one text to the next.
#[derive(Debug, Default)]
pub(super) struct Steps(Vec<Step>);

/// The words of least total cost that `text` can be read in; of equally cheap readings
/// the one whose first word is longer, then the second.
///
/// # Complexity
/// O(n k) for n characters and words of at most k.
pub(super) fn cheapest<'t>(
    tables: &Tables<'_>,
    text: &'t str,
    reading: Reading,
    Steps(steps): &mut Steps,
) -> impl Iterator<Item = (&'t str, Word)> {
    // All places between characters are written before they are read.
    steps.resize(steps.len().max(text.len() + 1), Step::default());
    steps[text.len()] = Step::default();
    for (at, character) in text.char_indices().rev() {
        let len = character.len_utf8();
        let mut best = Step {
            cost: UNKNOWN + steps[at + len].cost,
            len,
            word: Word::Converted,
        };
        for (len, entry) in tables.prefixes(&text[at..]) {
            let word = match entry.kind {
                Kind::Phrase => Word::Converted,
                Kind::Anchor if reading == Reading::All => Word::Held,
                Kind::Anchor => continue,
                Kind::Value(offset) => Word::Value(offset),
            };
            let cost = entry.cost + steps[at + len].cost;
            // Words come the shortest first, so of equals the longest stays.
            if cost <= best.cost {
                best = Step { cost, len, word };
            }
        }
        steps[at] = best;
    }
    let mut at = 0;
    std::iter::from_fn(move || {
        let step = steps[at];
        let word = text
            .get(at..at + step.len)
            .filter(|word| !word.is_empty())?;
        at += step.len;
        Some((word, step.word))
    })
}
