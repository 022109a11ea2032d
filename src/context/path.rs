//! The path of least cost through all words of a run of text.

use std::ops::Range;

use arrayvec::ArrayVec;

use super::tables::{Kind, Tables};

/// A run has at most so many characters: as many as a number has bits.
pub(super) const LONGEST: usize = u64::BITS as usize;
/// What a character costs that is no word: more than any word.
pub(super) const UNKNOWN: u32 = 164;

/// Which words may stand on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    All,
    /// Only those with a result of their own.
    WithoutAnchors,
}

/// What becomes of a word on the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// The conversion decides, with the word as a text of its own.
    Converted,
    /// It only holds its characters together: the words in it decide.
    Held,
    /// The result at this place of the table's values.
    Value(u32),
}

impl Word {
    /// `None` if the word may not stand on a path.
    pub(super) fn new(kind: Kind, reading: Reading) -> Option<Self> {
        match kind {
            Kind::Phrase => Some(Self::Converted),
            Kind::Anchor => (reading == Reading::All).then_some(Self::Held),
            Kind::Value(place) => Some(Self::Value(place)),
        }
    }
}

/// The best way from a place to the end of the run.
#[derive(Clone, Copy, Debug)]
struct Step {
    cost: u32,
    /// The length in characters of the first word on it.
    len: u32,
    word: Word,
}

/// The words of least total cost that a run can be read in; of equally cheap readings
/// the one whose first word is longer, then the second.
#[derive(Debug)]
pub(super) struct Path<'t> {
    text: &'t str,
    /// Where each character starts, in bytes.
    starts: ArrayVec<u16, LONGEST>,
    /// The characters, as the tables know them.
    pub(super) codes: ArrayVec<u16, LONGEST>,
    /// From each place to the end, the last place first.
    steps: ArrayVec<Step, { LONGEST + 1 }>,
    /// The places that some word reaches over, a bit for each.
    crossed: u64,
    /// Where words start that come out otherwise than their characters would.
    differing: u64,
}

/// A part of a run over whose ends no word reaches: every path goes through them.
#[derive(Clone, Debug)]
pub(super) struct Knot {
    /// The places of its ends, in characters of the run.
    pub(super) characters: Range<usize>,
    /// Whether greedy matching may find another result.
    pub(super) is_open: bool,
}

impl<'t> Path<'t> {
    /// That of a text of [`LONGEST`] characters at most.
    ///
    /// # Complexity
    /// O(n k) for n characters and words of at most k; does not allocate.
    pub(super) fn cheapest(tables: &Tables<'_>, text: &'t str, reading: Reading) -> Self {
        let mut path = Self {
            text,
            starts: ArrayVec::new(),
            codes: ArrayVec::new(),
            steps: ArrayVec::new(),
            crossed: 0,
            differing: 0,
        };
        for (at, character) in text.char_indices().take(LONGEST) {
            path.starts.push(at as u16);
            path.codes.push(tables.codes.code(character) as u16);
        }
        path.steps.push(Step {
            cost: 0,
            word: Word::Converted,
            len: 0,
        });
        for at in (0..path.codes.len()).rev() {
            let mut best = Step {
                cost: UNKNOWN + path.step(at + 1).cost,
                word: Word::Converted,
                len: 1,
            };
            for (len, entry, differs) in tables.prefixes(&path.codes[at..]) {
                path.crossed |= inner_places(at, len);
                path.differing |= u64::from(differs) << at;
                let Some(word) = Word::new(entry.kind, reading) else {
                    continue;
                };
                let cost = entry.cost + path.step(at + len).cost;
                // Words come the shortest first, so of equals the longest stays.
                if cost <= best.cost {
                    let len = len as u32;
                    best = Step { cost, len, word };
                }
            }
            path.steps.push(best);
        }
        path
    }

    /// The text of some of the characters.
    pub(super) fn text(&self, characters: Range<usize>) -> &'t str {
        let place = |at: usize| self.starts.get(at).map_or(self.text.len(), |&at| at.into());
        &self.text[place(characters.start)..place(characters.end)]
    }

    #[inline]
    fn step(&self, at: usize) -> &Step {
        &self.steps[self.codes.len() - at]
    }

    /// The words between two places that the path goes through.
    pub(super) fn words(&self, characters: Range<usize>) -> impl Iterator<Item = (&'t str, Word)> {
        let mut at = characters.start;
        std::iter::from_fn(move || {
            let Step { word, len, .. } = *self.step(at);
            let len = len as usize;
            let text = (at < characters.end).then(|| self.text(at..at + len))?;
            at += len;
            Some((text, word))
        })
    }

    /// All words of the path.
    pub(super) fn all_words(&self) -> impl Iterator<Item = (&'t str, Word)> {
        self.words(0..self.codes.len())
    }

    /// All of the run, in order.
    pub(super) fn knots(&self) -> impl Iterator<Item = Knot> {
        let count = self.codes.len();
        let mut start = 0;
        std::iter::from_fn(move || {
            let first = *(start < count).then(|| self.step(start))?;
            let inner = (!self.crossed).checked_shr(start as u32 + 1).unwrap_or(0);
            let len = (inner.trailing_zeros() as usize + 1).min(count - start);
            // One word as a text of its own is what any way of matching finds there.
            let is_one = first.len as usize == len && first.word == Word::Converted;
            let starts = self.differing >> start & (u64::MAX >> (LONGEST - len));
            let knot = Knot {
                characters: start..start + len,
                is_open: !is_one && starts != 0,
            };
            start += len;
            Some(knot)
        })
    }
}

/// The places within a word of `len` characters that starts at `at`.
fn inner_places(at: usize, len: usize) -> u64 {
    // From the place behind its first character to that before its last one.
    (u64::MAX >> (LONGEST - len) & !1) << at
}
