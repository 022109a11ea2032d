//! Where words that only matching can decide follow each other without a certain edge between.

use std::ops::Range;

/// More than so many in a row are a crowd.
const MANY: u32 = 1;
/// How many bytes more the first window in a crowd takes, and the longest ones.
const FIRST: usize = 64;
const LONGEST: usize = 1 << 12;

/// How words follow each other of which the characters around them do not tell whether they
/// stand alone.
///
/// To ask about each, and to start the mapping anew behind it, takes longer than to match on.
/// So in a crowd a window goes on behind its word: each twice as far as the one before, so that
/// what is matched in vain is no more than what was not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Crowd {
    /// Where the last one ended.
    end: usize,
    /// How many stand in a row.
    len: u32,
}

impl Crowd {
    /// Notes a word, from the last certain edge before it on. Says whether it is one of a crowd.
    pub(super) fn is_joined(&mut self, word: Range<usize>) -> bool {
        self.len = if word.start <= self.end {
            self.len + 1
        } else {
            0
        };
        self.end = word.end;
        self.len > MANY
    }

    /// How many bytes behind its word a window takes too.
    pub(super) fn ahead(&self) -> usize {
        match self.len.checked_sub(MANY + 1) {
            Some(more) => LONGEST.min(FIRST << more.min(LONGEST.ilog2())),
            None => 0,
        }
    }

    /// Notes a window that goes up to `end`, and should have gone as far as `ahead`.
    pub(super) fn move_to(&mut self, end: usize, ahead: usize) {
        if end < ahead {
            self.len = 0;
        }
        self.end = end;
    }
}
