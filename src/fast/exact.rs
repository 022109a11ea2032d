//! Words that stand alone, and places that no match straddles, told by matching where the
//! characters around a place cannot tell.

use std::cell::Cell;
use std::ops::Range;

use super::charmap::is_compatibility;
use super::crowd::Crowd;
use super::flat::{FlatHit, FlatStage};
use super::raw;
use super::table::Table;
use super::words::Word;
use crate::chain::{Hit, Matcher, Sink, walk_to};

impl<'t> Table<'t> {
    /// The word around a pair that decides what becomes of it, if there is any: one
    /// whose result is known and over whose ends nothing can reach, or else any, then
    /// without a result, and from a certain edge on. The pair's right character starts at
    /// `at`; nothing reaches over `floor`.
    #[inline(always)]
    pub(super) fn word(
        &self,
        text: &str,
        (floor, at): (usize, usize),
        (left, right): (u32, u32),
        crowd: &mut Crowd,
    ) -> Option<Word<'t>> {
        let mut longest = None;
        for word in self.words.around(text, at, (left, right)) {
            if word.start < floor {
                continue;
            }
            let [starts, ends] = self.edges.at_ends(text, floor, word.start..word.end);
            if starts && ends && word.result.is_some() {
                return Some(word);
            }
            longest = Some((word, starts));
            // The longest phrase from an edge on is found at once by the only stage's walk.
            if starts && self.pipeline.stages.len() == 1 {
                break;
            }
        }
        let (word, starts) = longest?;
        let edge = if starts {
            word.start
        } else {
            self.edge_before(text, floor, word.start)
        };
        Some(self.doubtful_word(text, at, edge, word, crowd))
    }

    /// Whether no match can straddle the place at `at`; none does that at `floor`.
    #[inline(always)]
    pub(super) fn is_edge(&self, text: &str, floor: usize, at: usize) -> bool {
        at == floor || self.edges.is_edge(text, at)
    }

    /// The same for the longest word around the pair, if none is between certain edges; `edge`
    /// is the last one before it.
    #[inline(never)]
    fn doubtful_word(
        &self,
        text: &str,
        at: usize,
        edge: usize,
        word: Word<'t>,
        crowd: &mut Crowd,
    ) -> Word<'t> {
        let open = Word {
            start: edge,
            end: word.end,
            result: None,
        };
        if crowd.is_joined(edge..word.end) {
            return open;
        }
        let exact = self.exact_word(text, edge, word);
        exact.filter(|exact| exact.end >= at).unwrap_or(open)
    }

    /// The word itself, if no match straddles its ends, or the longer phrase that the
    /// matching finds where it starts: that is a segment of its own, or the match of the only
    /// stage. `edge` is the last certain edge before the word.
    fn exact_word(&self, text: &str, edge: usize, word: Word<'t>) -> Option<Word<'t>> {
        let (start, end) = (word.start, word.end);
        let is_exact = edge == start
            || self.is_edge_of_later(text, start)
                && self.is_between(text, Stretch::from(edge), start)?;
        if !is_exact {
            return None;
        }
        match self.phrases.phrase_before(&text[start..]) {
            // Normalized, what follows might make it longer.
            (_, Some(next)) if is_compatibility(next) => None,
            (Some(FlatHit::Phrase(len, result)), _) => Some(Word {
                start,
                end: start + len,
                result: Some(result),
            }),
            (None, _) if word.result.is_some() => {
                let stretch = Stretch {
                    end: start + raw::len(raw::at(text, start)),
                    ..Stretch::from(start)
                };
                self.is_between(text, stretch, end)?.then_some(word)
            }
            _ => None,
        }
    }

    /// The last certain edge at or before `at`, at most as far back as `floor`, which is one.
    pub(super) fn edge_before(&self, text: &str, floor: usize, at: usize) -> usize {
        let mut edge = at;
        while edge > floor && !self.edges.is_edge(text, edge) {
            edge -= raw::len(raw::before(text, edge));
        }
        edge
    }

    /// Whether no match of a stage behind the first one straddles the place at `at`, as far
    /// as the characters around it tell.
    fn is_edge_of_later(&self, text: &str, at: usize) -> bool {
        self.pipeline.stages.len() == 1 || self.edges.is_edge_of_later(text, at)
    }

    /// Whether no match straddles the place at `at`, if the stretch starts at such a place.
    ///
    /// `None` where normalization could change that.
    fn is_between(&self, text: &str, mut stretch: Stretch, at: usize) -> Option<bool> {
        self.walk_to(text, stretch.end..at, &mut stretch)?;
        Some(stretch.end == at && self.ends(text, &mut stretch)?)
    }

    /// Walks the pieces that begin in a range by what finds the segments, or else by the
    /// phrases of the only stage.
    ///
    /// `None` where normalization could change what is found.
    pub(super) fn walk_to(
        &self,
        text: &str,
        range: Range<usize>,
        sink: &mut impl Sink<FlatHit<'t>>,
    ) -> Option<()> {
        Normalized::walk_to(self.phrases, text, range, sink)
    }

    /// Whether no stage's match straddles the end of a stretch that [`Table::walk_to`]
    /// arrived at.
    ///
    /// `None` where normalization could change what is found.
    pub(super) fn ends(&self, text: &str, stretch: &mut Stretch) -> Option<bool> {
        let end = stretch.end;
        if stretch.start == end || end == text.len() {
            return Some(true);
        }
        if !self.is_edge_of_later(text, end) {
            return Some(false);
        }
        let first = self.pipeline.stages[0];
        if first.phrases.is(&self.phrases.phrases) {
            return Some(true);
        }
        let mut walked = Stretch::from(stretch.first);
        Normalized::walk_to(first, text, stretch.first..end, &mut walked)?;
        stretch.first = walked.end;
        Some(walked.end == end)
    }
}

/// Where a walk is, and since when it found no phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the first stage's walk is, which begins with the stretch and goes on as it is
    /// asked for: not again and again over all of a long one.
    first: usize,
}

impl Stretch {
    /// A walk that begins here.
    pub(super) fn from(start: usize) -> Self {
        Self {
            start,
            end: start,
            first: start,
        }
    }
}

impl<H: Hit> Sink<H> for Stretch {
    fn matched(&mut self, key: &str, _hit: H) {
        *self = Self::from(self.end + key.len());
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}

/// The phrases of a stage in a text that may have to be normalized first.
struct Normalized<'t> {
    stage: FlatStage<'t>,
    /// How much of the text stands behind what is walked.
    behind: usize,
    /// The last piece was a phrase, or is to come.
    has_matched: Cell<bool>,
    /// Normalized, the text might have another phrase somewhere.
    is_doubtful: Cell<bool>,
}

impl<'t> Normalized<'t> {
    fn walk_to(
        stage: FlatStage<'t>,
        text: &str,
        range: Range<usize>,
        sink: &mut impl Sink<FlatHit<'t>>,
    ) -> Option<()> {
        let found = Self {
            stage,
            behind: text.len() - range.end,
            has_matched: Cell::new(true),
            is_doubtful: Cell::new(false),
        };
        walk_to(&found, &text[range.start..], range.len(), sink);
        (!found.is_doubtful.get()).then_some(())
    }
}

impl<'t> Matcher for Normalized<'t> {
    type Hit<'m>
        = FlatHit<'t>
    where
        Self: 'm;

    fn match_prefix(&self, text: &str) -> Option<FlatHit<'t>> {
        let (hit, next) = self.stage.phrase_before(text);
        if next.is_some_and(is_compatibility) {
            self.is_doubtful.set(true);
        }
        self.has_matched.set(hit.is_some());
        hit
    }

    /// Behind a phrase often the next one starts, and is looked for at once; else pairs tell
    /// where none does.
    #[inline]
    fn free_len(&self, text: &str) -> usize {
        if self.has_matched.get() {
            return 0;
        }
        let phrases = self.stage.phrases;
        phrases.free_len(text, text.len().saturating_sub(self.behind))
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        self.stage.starts_longer_key(text)
    }
}
