//! The exact matching of a window.

use std::ops::Range;

use super::exact::Stretch;
use super::flat::{FlatHit, FlatStage};
use super::kernel;
use super::mapping::Decision;
use super::raw;
use super::table::Table;
use super::trie::Trie;
use crate::chain::{Append, Observer, Scratch, Sink, walk};
use crate::sequence;

/// What a window should be.
pub(super) struct Window {
    /// A certain edge.
    pub(super) start: usize,
    /// What has to be in it.
    pub(super) core: Range<usize>,
    /// How far it should go, as long as no character is odd.
    pub(super) ahead: usize,
}

impl Table<'_> {
    /// Converts the window from a certain edge to the next one behind a range, and appends
    /// the result. Returns where it ends.
    pub(super) fn match_window(
        &self,
        text: &str,
        window: Window,
        out: &mut String,
        scratch: &mut Scratch,
    ) -> usize {
        let target = out.len();
        let end = self.match_pieces(text, window.start..window.ahead, out, scratch);
        end.unwrap_or_else(|| {
            out.truncate(target);
            self.match_odd(text, window, out, scratch)
        })
    }

    /// The same for a window that may have odd characters.
    ///
    /// An operator whose sequence is not complete may get operands that an earlier
    /// stage makes, so all text that these can come from belongs to it.
    pub(super) fn match_odd(
        &self,
        text: &str,
        Window { start, core, .. }: Window,
        out: &mut String,
        scratch: &mut Scratch,
    ) -> usize {
        let (mut at, mut end) = (core.start, core.end);
        // So many characters behind `at` belong to an operator before it.
        let mut due = 0_usize;
        let mut pieces = sequence::Pieces::default();
        loop {
            while at < end || due > 0 && at < text.len() {
                let (len, is_incomplete) = pieces.piece(&text[at..]);
                at += len;
                due = if is_incomplete {
                    self.sequence_reach
                } else {
                    due.saturating_sub(1)
                };
            }
            if self.edges.is_edge(text, at) {
                self.pipeline.convert_into(&text[start..at], out, scratch);
                return at;
            }
            end = at + raw::len(raw::at(text, at));
        }
    }

    /// Converts a range with a word in it that starts at a certain edge, and goes on to the
    /// next place behind it that no match straddles; appends the result. Returns that place.
    ///
    /// `None` where the text has odd characters, or normalization could change what is
    /// found.
    fn match_pieces(
        &self,
        text: &str,
        Range { start, mut end }: Range<usize>,
        out: &mut String,
        scratch: &mut Scratch,
    ) -> Option<usize> {
        let mut pieces = Pieces {
            table: self,
            text,
            stretch: Stretch::from(start),
            has_odd: false,
            out,
            scratch,
        };
        loop {
            let at = pieces.stretch.end;
            self.walk_to(text, at..end, &mut pieces)?;
            if self.ends(text, &mut pieces.stretch)? {
                break;
            }
            end = pieces.stretch.end + 1;
        }
        let end = pieces.stretch.end;
        pieces.finish();
        (!pieces.has_odd).then_some(end)
    }

    /// Whether some phrase that comes out otherwise than its characters stands around a pair,
    /// whose right character starts at `at`.
    pub(super) fn has_word_at(&self, text: &str, at: usize, pair: (u32, u32)) -> bool {
        pair.0 != 0
            && self.words.filter.bit(pair.0, pair.1) != 0
            && self.words.around(text, at, pair).next().is_some()
    }
}

/// Puts the start of a text together from its phrases and what stands between them.
struct Pieces<'p, 't> {
    table: &'p Table<'t>,
    text: &'p str,
    /// It may still grow.
    stretch: Stretch,
    /// Some character was neither mapped nor part of a phrase with a result.
    has_odd: bool,
    out: &'p mut String,
    scratch: &'p mut Scratch,
}

impl Pieces<'_, '_> {
    /// Appends what becomes of the stretch. The first stage's phrases, and those
    /// that cut segments, have had their turn: it is mapped, unless a later stage
    /// has a phrase there.
    fn finish(&mut self) {
        let Stretch { start, end, .. } = self.stretch;
        if start == end {
            return;
        }
        let (table, stretch) = (self.table, &self.text[start..end]);
        let has_later = table.pipeline.stages.len() > 1;
        let target = self.out.len();
        let mut has_word = false;
        self.map(stretch, |at, pair| {
            let mut words = table.words.around(stretch, at, pair);
            has_word = has_word || has_later && words.next().is_some();
        });
        if has_word && !self.has_odd {
            self.out.truncate(target);
            let mut unsegmented = Unsegmented {
                phrases: table.phrases.phrases,
                stretch,
            };
            let Self { out, scratch, .. } = self;
            let pipeline = table.pipeline;
            pipeline.convert_segment(stretch, out, &mut scratch.between, &mut unsegmented);
        }
    }

    /// Appends what the characters of a text become, if none is odd; `note` gets the places
    /// and the pairs that are worth a look.
    fn map(&mut self, text: &str, mut note: impl FnMut(usize, (u32, u32))) {
        let tables = self.table.tables();
        let len = kernel::map_until(tables, text, (0, 0), self.out, |at, pair| {
            note(at, pair);
            Decision::Map
        });
        self.has_odd |= len < text.len();
    }
}

impl<'m> Sink<FlatHit<'m>> for Pieces<'_, '_> {
    fn matched(&mut self, key: &str, hit: FlatHit<'m>) {
        self.finish();
        self.stretch.matched(key, hit);
        match hit {
            FlatHit::Phrase(_, result) => self.out.push_str(result),
            FlatHit::Plain(..) | FlatHit::Character(..) => {
                self.map(key, |_, _| {});
            }
        }
    }

    fn unmatched(&mut self, text: &str) {
        Sink::<FlatHit<'m>>::unmatched(&mut self.stretch, text);
    }
}

/// Takes a stretch between segments through the stages.
struct Unsegmented<'s, 't> {
    /// Those of the segmentation.
    phrases: Trie<'t>,
    stretch: &'s str,
}

impl<'t> Observer<'t, FlatStage<'t>> for Unsegmented<'_, 't> {
    /// The stage with the phrases of the segmentation finds none in what is as it was.
    fn take(&mut self, _step: usize, stage: &'t FlatStage<'t>, text: &str, out: &mut impl Append) {
        if stage.phrases.is(&self.phrases) && text == self.stretch {
            stage.map_into(text, out);
        } else {
            walk(stage, text, out);
        }
    }
}
