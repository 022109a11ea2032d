//! One text on its way through a table: mapped, and repaired where it matters.

use std::ops::Range;

use super::charmap::is_odd;
use super::compatibility::ROW;
use super::crowd::Crowd;
use super::cut::NEAR;
use super::edges::SEEN;
use super::finder::Finder;
use super::kernel;
use super::raw;
use super::table::{Odd, Table};
use super::watch::Watch;
use super::window::Window;
use super::words::Word;
use crate::chain::{Cut, Scratch};
use crate::sequence;

impl Table<'_> {
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
        let mut pass = Pass::new(self, text, out, note, ());
        pass.at = same;
        pass.run();
    }
}

/// Converts a window; [`Table::match_window`] or [`Table::match_odd`].
type Match<'t> = fn(&Table<'t>, &str, Window, &mut String, &mut Scratch) -> usize;

/// One text on its way through a table.
pub(super) struct Pass<'p, 't, N, W> {
    table: &'p Table<'t>,
    text: &'p str,
    out: &'p mut String,
    /// How much of the text is done.
    at: usize,
    /// The last certain edge known: no match reaches behind it, and between it and
    /// `at` every character was mapped.
    floor: usize,
    /// Up to here a character may have become one of another length.
    resized: usize,
    crowd: Crowd,
    scratch: Scratch,
    sequences: sequence::Pieces,
    /// Told of every range that was not mapped.
    note: N,
    /// Looks out for where the text has to be cut.
    pub(super) watch: W,
}

impl<'p, 't, N: FnMut(Range<usize>, Range<usize>), W: Watch<'t>> Pass<'p, 't, N, W> {
    pub(super) fn new(
        table: &'p Table<'t>,
        text: &'p str,
        out: &'p mut String,
        note: N,
        watch: W,
    ) -> Self {
        Self {
            table,
            text,
            out,
            at: 0,
            floor: 0,
            resized: 0,
            crowd: Crowd::default(),
            scratch: Scratch::default(),
            sequences: sequence::Pieces::default(),
            note,
            watch,
        }
    }

    /// Converts the rest of the text; returns where it ends, if it was cut.
    pub(super) fn run(&mut self) -> usize {
        loop {
            let word = self.map();
            if self.at == self.text.len() {
                return self.at;
            }
            match word {
                Some(word) => self.place_word(word),
                None => self.place_odd(),
            }
        }
    }

    /// Maps characters, and puts words that stand between certain edges, up to one
    /// that needs more: the right one of the trigger pair of the word that is
    /// returned, or an odd one.
    fn map(&mut self) -> Option<Word<'t>> {
        let Self { table, text, .. } = *self;
        let tables = self.watch.tables(table);
        let (edge, from) = (self.floor, self.at);
        let mut finder = Finder {
            table,
            text,
            from,
            origin: self.out.len().wrapping_sub(from),
            floor: &mut self.floor,
            crowd: &mut self.crowd,
            note: &mut self.note,
            watch: &mut self.watch,
            open: None,
            cut: None,
        };
        self.at = kernel::map_until(tables, text, (edge, from), self.out, &mut finder);
        let Finder { open, cut, .. } = finder;
        if let Some(end) = cut {
            self.cut(end);
        }
        open
    }

    /// Cuts the text, of which no more than mapped characters are done beyond.
    fn cut(&mut self, end: usize) {
        if end < self.at {
            self.take_back(end);
            self.at = end;
        }
        self.text = &self.text[..end];
        self.sequences = sequence::Pieces::default();
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
            None => self.repair(word.start..word.end, Table::match_window),
        }
    }

    /// Places the character at `at`, which is not mapped three bytes to three, and
    /// those like it that follow.
    fn place_odd(&mut self) {
        let table = self.table;
        let mut left = raw::before(&self.text[self.floor..], self.at - self.floor);
        let start = self.at;
        // Where the row of those placed here began.
        let mut row = start;
        loop {
            // Ends at the end of the text too: the character is none.
            let raw = raw::at(self.text, self.at);
            let tables = self.watch.tables(table);
            if !is_odd(tables.map.entry_of(raw)) || self.at > start && tables.keeps(left, raw) {
                return;
            }
            let mapped = self.floor..self.at;
            if let Some(end) = self.watch.cut(self.text, mapped.clone(), self.at + 1) {
                return self.cut(end);
            }
            if left != 0
                && table.words.filter.bit(left, raw) != 0
                && let Some(word) = table.word(
                    self.text,
                    (self.floor, self.at),
                    (left, raw),
                    &mut self.crowd,
                )
            {
                if let Some(end) = self.watch.cut(self.text, mapped, word.end) {
                    return self.cut(end);
                }
                return self.place_word(word);
            }
            let character = raw::decode(raw);
            if sequence::arity(character) > 0 {
                if !self.place_sequence() {
                    return;
                }
                left = 0;
                continue;
            }
            let end = self.at + raw::len(raw);
            match table.odd(character) {
                Odd::Mapped(result) => {
                    self.out.push(result);
                    if result.len_utf8() != raw::len(raw) {
                        self.resized = end;
                    }
                    (self.at, left) = (end, raw);
                }
                Odd::Alone(result) if self.stands_alone(end) => {
                    self.out.push(result);
                    self.move_to(end);
                    left = 0;
                    // As many more at once, so that what is tried in vain is no more than what was not.
                    if end - row >= ROW && !self.place_normalized(end - row) {
                        row = end;
                    }
                }
                Odd::Alone(_) | Odd::Open => return self.repair(self.at..end, Table::match_odd),
            }
        }
    }

    /// Places a row of characters that normalization may change, from a certain edge on and no
    /// more than `most` bytes. Says whether there were any.
    fn place_normalized(&mut self, most: usize) -> bool {
        let (start, target) = (self.at, self.out.len());
        let end = self
            .table
            .convert_normalized(self.text, start, most, self.out);
        if end > start {
            (self.note)(start..end, target..self.out.len());
            self.move_to(end);
        }
        end > start
    }

    /// Places the sequence whose operator is at `at`; false if more was placed with it, or
    /// the operator alone.
    fn place_sequence(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let (len, is_incomplete) = self.sequences.piece(rest);
        let end = self.at + len;
        let is_alone = !is_incomplete && self.stands_alone(end);
        if is_alone {
            self.out.push_str(&rest[..len]);
            self.move_to(end);
        } else {
            self.repair(self.at..end, Table::match_odd);
        }
        is_alone
    }

    /// Whether no match reaches into the text between `at` and `end`, nor out of it.
    fn stands_alone(&self, end: usize) -> bool {
        let is_edge = |at| self.table.is_edge(self.text, self.floor, at);
        is_edge(self.at) && is_edge(end)
    }

    /// Converts what has to be decided together with a range by the matching: `match_window`
    /// takes a text from a certain edge on, and the range, and says where the window ends.
    fn repair(&mut self, core: Range<usize>, match_window: Match<'t>) {
        let (table, text) = (self.table, self.text);
        let mapped = self.floor..self.at;
        let start = table.edge_before(text, self.floor, core.start);
        self.take_back(start);
        let target = self.out.len();
        let ahead = text.len().min(core.end + self.crowd.ahead());
        let window = Window { start, core, ahead };
        let end = match_window(table, text, window, self.out, &mut self.scratch);
        if let Some(key) = self.watch.cut(text, mapped, end) {
            self.out.truncate(target);
            self.at = start;
            return self.cut(key);
        }
        self.watch.pass(&text[start..end]);
        (self.note)(start..end, target..self.out.len());
        self.crowd.move_to(end, ahead);
        self.move_to(end);
    }

    /// Takes back what the map made of the text from `start` on.
    fn take_back(&mut self, start: usize) {
        self.out.truncate(self.target_of(start));
    }

    /// Where the result of a place stands behind which the text was mapped.
    fn target_of(&self, start: usize) -> usize {
        let len = if start < self.resized {
            self.table.mapped_len(&self.text[start..self.at])
        } else {
            self.at - start
        };
        self.out.len() - len
    }

    /// The last place in what was mapped that is a certain edge whatever follows.
    pub(super) fn lasting_edge(&self) -> Option<Cut> {
        let mapped = &self.text[self.floor..self.at];
        let edges = mapped
            .char_indices()
            .rev()
            .map(|(place, _)| self.floor + place);
        let edge = edges.take(NEAR).find(|&edge| self.lasts(edge))?;
        Some(Cut {
            source: edge,
            target: self.target_of(edge),
        })
    }

    /// Whether a place is a certain edge whatever follows the text.
    pub(super) fn lasts(&self, edge: usize) -> bool {
        edge + SEEN <= self.at && self.table.edges.is_edge(self.text, edge)
    }

    /// Goes on at a certain edge.
    fn move_to(&mut self, edge: usize) {
        self.watch.reach(Cut {
            source: edge,
            target: self.out.len(),
        });
        (self.at, self.floor) = (edge, edge);
    }
}
