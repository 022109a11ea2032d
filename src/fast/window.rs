//! The exact matching of a window.

use super::charmap::{is_odd, is_suspect};
use super::flat::FlatHit;
use super::raw;
use super::table::Table;
use crate::chain::{Scratch, Sink, walk};
use crate::sequence;

impl Table<'_> {
    /// Widens a range to the next certain edges on both sides, but not behind
    /// `floor`, so that no sequence straddles its end.
    ///
    /// An operator whose sequence is not complete may get operands that an earlier
    /// stage makes, so all text that these can come from belongs to it.
    pub(super) fn window(&self, text: &str, floor: usize, core: (usize, usize)) -> (usize, usize) {
        let (mut start, mut end) = (core.0.max(floor), core.1);
        while start > floor && !self.edges.is_edge(text, start) {
            start -= raw::len(raw::before(text, start));
        }
        let mut at = core.0;
        // So many characters behind `at` belong to an operator before it.
        let mut due = 0_usize;
        loop {
            while at < end || due > 0 && at < text.len() {
                let (len, is_incomplete) = sequence::piece(&text[at..]);
                at += len;
                due = if is_incomplete {
                    self.sequence_reach
                } else {
                    due.saturating_sub(1)
                };
            }
            end = at;
            if self.edges.is_edge(text, end) {
                return (start, end);
            }
            end += raw::len(raw::at(text, end));
        }
    }

    /// Converts a window by the exact matching.
    pub(super) fn match_window(&self, window: &str, out: &mut String, scratch: &mut Scratch) {
        // What normalization changes is odd, and few windows have an odd character.
        let entry_of = |character| self.map.entry_of(raw::of(character));
        if window.chars().map(entry_of).any(is_odd) {
            return self.pipeline.convert_into(window, out, scratch);
        }
        let mut sink = Pieces {
            table: self,
            window,
            start: 0,
            end: 0,
            out,
            scratch,
        };
        walk(&self.phrases, window, &mut sink);
        sink.finish();
    }

    /// Appends what the characters of a text without odd ones become.
    fn map_into(&self, text: &str, out: &mut String) {
        out.extend(text.chars().filter_map(|character| self.mapped(character)));
    }

    /// Whether some phrase that comes out otherwise than its characters stands in a
    /// text without odd characters.
    fn has_word(&self, text: &str) -> bool {
        let mut pairs = text.char_indices().zip(text.chars().skip(1));
        pairs.any(|((at, left), right)| {
            let pair = (raw::of(left), raw::of(right));
            is_suspect(self.map.entry_of(pair.0), self.map.entry_of(pair.1))
                && self.has_word_at(text, at + left.len_utf8(), pair)
        })
    }

    /// Whether such a phrase stands around a pair, whose right character starts at
    /// `at`.
    pub(super) fn has_word_at(&self, text: &str, at: usize, pair: (u32, u32)) -> bool {
        pair.0 != 0
            && self.words.filter.bit(pair.0, pair.1) != 0
            && self.words.find(text, at, pair, |_| true).is_some()
    }
}

/// Puts a window together from its phrases and what stands between them.
struct Pieces<'p, 't> {
    table: &'p Table<'t>,
    window: &'p str,
    /// The stretch without a phrase that may still grow.
    start: usize,
    end: usize,
    out: &'p mut String,
    scratch: &'p mut Scratch,
}

impl Pieces<'_, '_> {
    /// Appends what becomes of the stretch. The first stage's phrases, and those
    /// that cut segments, have had their turn: it is mapped, unless a later stage
    /// has a phrase there.
    fn finish(&mut self) {
        let stretch = &self.window[self.start..self.end];
        if self.table.has_word(stretch) {
            let pipeline = &self.table.pipeline;
            pipeline.convert_segment(stretch, self.out, &mut self.scratch.between, &mut ());
        } else {
            self.table.map_into(stretch, self.out);
        }
        self.start = self.end;
    }
}

impl<'m> Sink<FlatHit<'m>> for Pieces<'_, '_> {
    fn matched(&mut self, key: &str, hit: FlatHit<'m>) {
        self.finish();
        self.end += key.len();
        self.start = self.end;
        match hit {
            FlatHit::Phrase(_, result) => self.out.push_str(result),
            FlatHit::Plain(..) | FlatHit::Character(..) => self.table.map_into(key, self.out),
        }
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}
