//! What the mapping loop has to put in place of characters, or to stop at.

use std::ops::Range;

use super::crowd::Crowd;
use super::mapping::{Decide, Decision};
use super::raw;
use super::table::Table;
use super::watch::{Asked, Noticed, Watch};
use super::words::Word;
use crate::chain::Cut;

/// Decides for one run of the mapping loop.
pub(super) struct Finder<'f, 'p, 't, N, W> {
    pub(super) table: &'p Table<'t>,
    pub(super) text: &'p str,
    /// Where the loop began.
    pub(super) from: usize,
    /// Where the text would begin in the result, if all that follows has its length.
    pub(super) origin: usize,
    /// No match reaches behind this place, the last certain edge known.
    pub(super) floor: &'f mut usize,
    pub(super) crowd: &'f mut Crowd,
    /// Told of every range that is put, and of its result.
    pub(super) note: &'f mut N,
    pub(super) watch: &'f mut W,
    /// The word that the loop cannot put.
    pub(super) open: Option<Word<'t>>,
    /// Where the text has to be cut.
    pub(super) cut: Option<usize>,
}

impl<'t, N: FnMut(Range<usize>, Range<usize>), W: Watch<'t>> Decide<'t>
    for &mut Finder<'_, '_, 't, N, W>
{
    #[inline(always)]
    fn decide(&mut self, at: usize, pair: (u32, u32)) -> Decision<'t> {
        let (table, text) = (self.table, self.text);
        let asked = Asked {
            pair,
            at,
            floor: *self.floor,
            from: self.from,
        };
        match self.watch.notice(table, text, &asked) {
            Noticed::Key(range, result) => {
                let end = self.put(&range, result);
                self.watch.begin(end);
                return Decision::Put(range, result);
            }
            Noticed::Cut(end) => {
                self.cut = Some(end);
                return Decision::Stop;
            }
            Noticed::Nothing => {}
        }
        if !self.watch.is_trigger(table, pair) {
            return Decision::Map;
        }
        let Some(word) = table.word(text, (*self.floor, at), pair, self.crowd) else {
            return Decision::Map;
        };
        let shown = *self.floor..at + raw::len(pair.1);
        self.cut = self.watch.cut(text, shown, word.end);
        if self.cut.is_some() {
            return Decision::Stop;
        }
        match word {
            Word {
                start,
                end,
                result: Some(result),
            } if start >= self.from => {
                let end_of_word = self.put(&(start..end), result);
                self.watch.reach(end_of_word);
                Decision::Put(start..end, result)
            }
            word => {
                self.open = Some(word);
                Decision::Stop
            }
        }
    }
}

impl<N: FnMut(Range<usize>, Range<usize>), W> Finder<'_, '_, '_, N, W> {
    /// Takes note of what is put in place of a range; returns where both end.
    #[inline(always)]
    fn put(&mut self, range: &Range<usize>, result: &str) -> Cut {
        let Range { start, end } = *range;
        *self.floor = end;
        let place = self.origin.wrapping_add(start);
        let target = place..place + result.len();
        let edge = Cut {
            source: end,
            target: target.end,
        };
        self.origin = target.end.wrapping_sub(end);
        (self.note)(start..end, target);
        edge
    }
}
