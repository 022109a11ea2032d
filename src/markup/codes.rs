//! A text without its transparent ranges, and how these come back into it.

use std::ops::Range;

use super::Protected;
use super::parts::parts;
use crate::align::Edits;
use crate::chain::{Piece, room_for};

/// A text without its transparent ranges.
pub(super) struct Stripped<'t> {
    text: &'t str,
    pub(super) rest: String,
    codes: Vec<Code>,
}

/// A transparent range, and where it stood in the rest of the text.
struct Code {
    source: Range<usize>,
    place: usize,
}

impl<'t> Stripped<'t> {
    pub(super) fn new(text: &'t str, transparent: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut rest = String::with_capacity(text.len());
        let mut codes = Vec::new();
        for part in parts(text, transparent) {
            rest.push_str(&text[part.before]);
            codes.push(Code {
                source: part.apart,
                place: rest.len(),
            });
        }
        Self { text, rest, codes }
    }

    /// A protected range in places of the rest; `None` if all of it was transparent, or if it
    /// does not count.
    pub(super) fn without<'p>(&self, protected: Protected<'p>) -> Option<Protected<'p>> {
        let protected = protected.widened(self.text)?;
        let range = &protected.range;
        let rest = self.place(range.start)..self.place(range.end);
        let is_left = range.is_empty() || !rest.is_empty();
        is_left.then_some(Protected {
            range: rest,
            ..protected
        })
    }

    /// Where a place of the text is in the rest.
    fn place(&self, at: usize) -> usize {
        let next = self.codes.partition_point(|code| code.source.end <= at);
        let removed = self.codes[..next].last().map_or(0, Code::removed);
        let next = self.codes.get(next);
        next.map_or(at, |next| at.min(next.source.start)) - removed
    }

    /// A range of the rest in places of the text: without the codes at its two ends.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let before = self.codes.partition_point(|code| code.place <= range.start);
        let within = self.codes.partition_point(|code| code.place < range.end);
        let removed = |codes: &[Code]| codes.last().map_or(0, Code::removed);
        let start = range.start + removed(&self.codes[..before]);
        let end = range.end + removed(&self.codes[..within]);
        start..end.max(start)
    }

    /// What the text becomes if this becomes of the rest, and which pieces of it change.
    pub(super) fn put_back(&self, edits: &Edits<'_>) -> (String, Vec<Piece>) {
        let mut placing = Placing {
            stripped: self,
            codes: &self.codes,
            out: String::with_capacity(room_for(self.text.len())),
        };
        let mut pieces = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            let kept = done..edit.source.start;
            placing.push(kept.clone(), &self.rest[kept]);
            placing.push_codes(edit.source.start);
            let start = placing.out.len();
            placing.push(edit.source.clone(), edit.text);
            pieces.push(Piece {
                source: self.source(&edit.source),
                target: start..placing.out.len(),
            });
            done = edit.source.end;
        }
        placing.push(done..self.rest.len(), &self.rest[done..]);
        placing.push_codes(self.rest.len());
        let out = placing.out;
        pieces.retain(|piece| piece.is_change(self.text, &out));
        (out, pieces)
    }
}

impl Code {
    /// How many bytes of codes there are up to the end of this one.
    fn removed(&self) -> usize {
        self.source.end - self.place
    }
}

/// Puts codes back into a text that was converted without them.
struct Placing<'s, 't> {
    stripped: &'s Stripped<'t>,
    /// The codes to come.
    codes: &'s [Code],
    out: String,
}

impl Placing<'_, '_> {
    /// Appends what a range of the rest becomes, with the codes in it. Those at its
    /// end go before the next.
    fn push(&mut self, range: Range<usize>, target: &str) {
        let (mut from, mut rest) = (range.start, target);
        while let Some(place) = self.next_place().filter(|place| *place < range.end) {
            let count = self.stripped.rest[from..place].chars().count();
            let end = rest.char_indices().nth(count);
            let before;
            (before, rest) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            self.out.push_str(before);
            self.push_codes(place);
            from = place;
        }
        self.out.push_str(rest);
    }

    /// Appends the codes up to a place.
    fn push_codes(&mut self, place: usize) {
        while let [code, codes @ ..] = self.codes
            && code.place <= place
        {
            self.out.push_str(&self.stripped.text[code.source.clone()]);
            self.codes = codes;
        }
    }

    fn next_place(&self) -> Option<usize> {
        self.codes.first().map(|code| code.place)
    }
}
