//! The engine itself: what it knows of a conversion, and how it converts.

use std::ops::Range;

use super::charmap::{CHANGE, CharMap, ODD, common_colours};
use super::chartable::CharTable;
use super::edges::Edges;
use super::flat::{FlatHit, FlatStage};
use super::words::{Word, Words};
use super::{kernel, raw};
use crate::chain::{Pipeline, Scratch, Sink, walk};
use crate::config::Config;
use crate::sequence;
use kernel::Decision;

/// Everything the fast engine knows about one conversion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'t> {
    pub(crate) config: Config,
    /// What every character becomes through all stages, with flags.
    pub(super) map: CharMap<'t>,
    /// The characters that only the matching can tell about, besides operators of
    /// sequences and what normalization changes.
    pub(super) undecided: CharTable<'t>,
    /// The phrases that come out otherwise than their characters do.
    pub(super) words: Words<'t>,
    /// The places that no match straddles.
    pub(super) edges: Edges<'t>,
    /// The segments that matching finds, or else the phrases of the only stage, with
    /// what they become in the end.
    pub(super) phrases: FlatStage<'t>,
    pub(super) pipeline: Pipeline<'t, FlatStage<'t>>,
    /// From how many characters the operands of a sequence can come.
    pub(super) sequence_reach: usize,
}

impl<'t> Table<'t> {
    /// Converts the whole of `text` and appends the result.
    ///
    /// # Complexity
    /// O(n) for n bytes, with two table loads a character.
    pub(crate) fn convert_into(&self, text: &str, out: &mut String) {
        self.convert_from(0, text, out);
    }

    /// The same for a text of which the first `same` bytes stay as they are.
    pub(crate) fn convert_from(&self, same: usize, text: &str, out: &mut String) {
        self.convert_noting(same, text, out, |_, _| {});
    }

    /// The same; `note` gets the ranges of text and result that the matching
    /// decided, in order. Outside of them the result has a character for each.
    pub(super) fn convert_noting(
        &self,
        same: usize,
        text: &str,
        out: &mut String,
        note: impl FnMut(Range<usize>, Range<usize>),
    ) {
        out.push_str(&text[..same]);
        let mut pass = Pass {
            table: self,
            text,
            out,
            at: same,
            floor: 0,
            scratch: Scratch::default(),
            note,
        };
        loop {
            let word = pass.map();
            if pass.at == text.len() {
                return;
            }
            match word {
                Some(word) => pass.place_word(word),
                None => pass.place_odd(),
            }
        }
    }

    /// How many bytes at the start of `text` stay as they are: up to the first
    /// character that changes, or that the matching has to look at.
    pub(crate) fn unchanged_prefix(&self, text: &str) -> usize {
        let (mut at, mut left, mut left_entry) = (0, 0, 0);
        loop {
            let ascii = ascii_len(&text.as_bytes()[at..]);
            if ascii > 0 {
                at += ascii;
                left = raw::before(text, at);
                left_entry = self.map.entry_of(left);
            }
            let raw = raw::at(text, at);
            let entry = self.map.entry_of(raw);
            if raw == 0
                || entry & CHANGE != 0
                || entry & ODD != 0 && !self.is_fixed(text, at)
                || (entry & ODD != 0 || common_colours(left_entry, entry) != 0)
                    && self.has_word_at(text, at, (left, raw))
            {
                return at;
            }
            at += raw::len(raw);
            (left, left_entry) = (raw, entry);
        }
    }

    /// Whether the character at `at` becomes itself if no phrase takes it.
    fn is_fixed(&self, text: &str, at: usize) -> bool {
        let character = text[at..].chars().next();
        character.is_some_and(|character| self.mapped(character) == Some(character))
    }

    /// What a character becomes if no phrase takes it; `None` where only the
    /// matching can tell.
    fn mapped(&self, character: char) -> Option<char> {
        let raw = raw::of(character);
        let entry = self.map.entry_of(raw);
        if entry & ODD == 0 {
            return match raw::len(raw) {
                3 => Some(raw::decode3(raw ^ entry & CHANGE)),
                _ => Some(character),
            };
        }
        let is_mapped = sequence::arity(character) == 0 && self.normalized(character) == character;
        is_mapped.then(|| self.decided(character)).flatten()
    }

    fn normalized(&self, character: char) -> char {
        let normalization = self.pipeline.normalization;
        let normalized = normalization.and_then(|stage| stage.characters.get(character));
        normalized.unwrap_or(character)
    }

    /// What the stages make of a normalized character if no phrase takes it.
    fn decided(&self, character: char) -> Option<char> {
        let decided = self.undecided.get(character)?;
        let mut stages = self.pipeline.stages.iter();
        stages.try_fold(decided, |c, stage| stage.characters.get(c))
    }

    /// How many bytes the map makes of `text`, in which nothing is undecided.
    fn mapped_len(&self, text: &str) -> usize {
        let mapped = text.chars().filter_map(|character| self.mapped(character));
        mapped.map(char::len_utf8).sum()
    }

    /// The word around a pair that decides what becomes of it, if there is any: one
    /// whose result is known and over whose ends nothing can reach, or else any, then
    /// without a result. The pair's right character starts at `at`.
    fn word(&self, text: &str, at: usize, left: u32, right: u32) -> Option<Word<'t>> {
        let is_edge = |at| self.edges.is_edge(text, at);
        let mut open = None;
        let alone = self.words.find(text, at, (left, right), |word| {
            open = Some(Word {
                result: None,
                ..*word
            });
            word.result.is_some() && is_edge(word.start) & is_edge(word.end)
        });
        alone.or(open)
    }

    /// Widens a range to the next certain edges on both sides, but not behind
    /// `floor`, so that no sequence straddles its end.
    fn window(&self, text: &str, floor: usize, core: (usize, usize)) -> (usize, usize) {
        let (mut start, mut end) = (core.0.max(floor), core.1);
        while start > floor && !self.edges.is_edge(text, start) {
            start -= raw::len(raw::before(text, start));
        }
        let mut at = core.0;
        loop {
            while at < end {
                let (len, reach) = self.reach(&text[at..]);
                at += len;
                end = end.max(at + reach);
            }
            if end == text.len() || self.edges.is_edge(text, end) {
                return (start, end);
            }
            end += raw::len(raw::at(text, end));
        }
    }

    /// The length of the complete sequence or else of the character that starts
    /// `text`, and how many bytes behind it belong to it all the same.
    ///
    /// An operator whose sequence is not complete may get operands that an
    /// earlier stage makes, so all text that these can come from belongs to it.
    fn reach(&self, text: &str) -> (usize, usize) {
        let first = text.chars().next().unwrap_or_default();
        let len = first.len_utf8();
        if sequence::arity(first) == 0 {
            return (len, 0);
        }
        if let Some(len) = sequence::complete_len(text) {
            return (len, 0);
        }
        let rest = &text[len..];
        let end = rest.char_indices().nth(self.sequence_reach);
        (len, end.map_or(rest.len(), |(end, _)| end))
    }

    /// Converts a window by the exact matching.
    fn match_window(&self, window: &str, out: &mut String, scratch: &mut Scratch) {
        // What normalization changes is odd, and few windows have an odd character.
        let is_odd = |character| self.map.entry_of(raw::of(character)) & ODD != 0;
        if window.chars().any(is_odd) {
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
            common_colours(self.map.entry_of(pair.0), self.map.entry_of(pair.1)) != 0
                && self.has_word_at(text, at + left.len_utf8(), pair)
        })
    }

    /// Whether such a phrase stands around a pair, whose right character starts at
    /// `at`.
    fn has_word_at(&self, text: &str, at: usize, pair: (u32, u32)) -> bool {
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

/// How many bytes at the start are ASCII; looked at in groups while they all are.
fn ascii_len(bytes: &[u8]) -> usize {
    let groups = bytes.chunks_exact(16).take_while(|group| group.is_ascii());
    let len = groups.count() * 16;
    let rest = bytes[len..].iter().take_while(|byte| byte.is_ascii());
    len + rest.count()
}

/// One text on its way through a table.
struct Pass<'p, 't, N> {
    table: &'p Table<'t>,
    text: &'p str,
    out: &'p mut String,
    /// How much of the text is done.
    at: usize,
    /// The last certain edge known: no match reaches behind it, and between it and
    /// `at` every character was mapped.
    floor: usize,
    scratch: Scratch,
    /// Told of every range that was not mapped.
    note: N,
}

impl<'t, N: FnMut(Range<usize>, Range<usize>)> Pass<'_, 't, N> {
    /// Maps characters, and puts words that stand between certain edges, up to one
    /// that needs more: the right one of the trigger pair of the word that is
    /// returned, or an odd one.
    fn map(&mut self) -> Option<Word<'t>> {
        let Self { table, text, .. } = *self;
        let tables = kernel::Tables {
            map: table.map,
            filter: table.words.filter,
        };
        let from = self.at;
        let previous = raw::before(&text[self.floor..], from - self.floor);
        let mut open = None;
        let (floor, note) = (&mut self.floor, &mut self.note);
        let target = self.out.len();
        let decide = |at, left, right| match table.word(text, from + at, left, right) {
            None => Decision::Map,
            Some(Word {
                start,
                end,
                result: Some(result),
            }) if start >= from && start + result.len() == end => {
                *floor = end;
                note(start..end, target + start - from..target + end - from);
                Decision::Put(start - from, result)
            }
            word => {
                open = word;
                Decision::Stop
            }
        };
        self.at += kernel::map_until(tables, &text[from..], previous, self.out, decide);
        open
    }

    /// Places a word by its result if it has one, else by the matching.
    fn place_word(&mut self, word: Word<'t>) {
        match word.result {
            Some(result) => {
                self.take_back(word.start);
                self.out.push_str(result);
                (self.note)(
                    word.start..word.end,
                    self.out.len() - result.len()..self.out.len(),
                );
                self.move_to(word.end);
            }
            None => self.repair(word.start, word.end),
        }
    }

    /// Places the character at `at`, which is not mapped three bytes to three, and
    /// those like it that follow.
    fn place_odd(&mut self) {
        let table = self.table;
        loop {
            // Ends at the end of the text too: the character is none.
            let raw = raw::at(self.text, self.at);
            if table.map.entry_of(raw) & ODD == 0 {
                return;
            }
            if self.at > self.floor {
                let left = raw::before(self.text, self.at);
                if let Some(word) = table.word(self.text, self.at, left, raw) {
                    return self.place_word(word);
                }
            }
            let rest = &self.text[self.at..];
            let (len, _) = table.reach(rest);
            let piece = &rest[..len];
            let end = self.at + len;
            let character = piece.chars().next().unwrap_or_default();
            if let Some(result) = table.mapped(character) {
                self.out.push(result);
                self.at = end;
                continue;
            }
            // What no match takes part of: a whole sequence, or a character that
            // normalization changes.
            let is_sequence = len > character.len_utf8();
            let alone = (sequence::arity(character) == 0)
                .then(|| table.decided(table.normalized(character)))
                .flatten();
            if (!is_sequence && alone.is_none())
                || !table.edges.is_edge(self.text, self.at)
                || !table.edges.is_edge(self.text, end)
            {
                return self.repair(self.at, end);
            }
            match alone {
                Some(result) => self.out.push(result),
                None => self.out.push_str(piece),
            }
            self.move_to(end);
        }
    }

    /// Converts what has to be decided together with the range by the matching.
    fn repair(&mut self, start: usize, end: usize) {
        let (start, end) = self.table.window(self.text, self.floor, (start, end));
        self.take_back(start);
        let target = self.out.len();
        self.table
            .match_window(&self.text[start..end], self.out, &mut self.scratch);
        (self.note)(start..end, target..self.out.len());
        self.move_to(end);
    }

    /// Takes back what the map made of the text from `start` on.
    fn take_back(&mut self, start: usize) {
        let len = self.table.mapped_len(&self.text[start..self.at]);
        self.out.truncate(self.out.len() - len);
    }

    /// Goes on at a certain edge.
    fn move_to(&mut self, edge: usize) {
        (self.at, self.floor) = (edge, edge);
    }
}
