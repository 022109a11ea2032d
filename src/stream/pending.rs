//! What the fast engine cannot decide yet.

use crate::boundary::split_before;
use crate::chain::{Ending, Held};
use crate::fast::Table;

/// Text that waits has at most so many bytes.
const MOST: usize = 16 << 10;
/// The bytes of the longest characters.
const LONGEST: usize = 4;

/// Text that waits for a place where it can be cut; up to there the fast engine
/// converts it as a text of its own.
///
/// Where no such place comes for long, the matching takes the text as it is, in
/// parts, and goes on until one comes.
#[derive(Clone)]
pub(super) struct Pending {
    table: &'static Table<'static>,
    /// Begins where the text was cut. If the matching has taken that, it begins with
    /// what a sequence could reach from.
    text: String,
    /// With so many bytes it must become less: another character may not fit.
    full: usize,
    /// How many bytes of it the matching has taken; 0 if it is not at work.
    taken: usize,
    /// With so many bytes it is worth to look for a place again.
    worth: usize,
    held: Held,
}

impl Pending {
    pub(super) fn new(table: &'static Table<'static>) -> Self {
        Self {
            table,
            text: String::new(),
            // What a sequence can reach from is half of it at most.
            full: MOST.max(2 * LONGEST * table.longest_reach()) - LONGEST,
            taken: 0,
            worth: 0,
            held: Held::default(),
        }
    }

    pub(super) fn push(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        while !rest.is_empty() {
            let piece;
            (piece, rest) = split_before(rest, self.full + LONGEST - self.text.len());
            // Exactly, since doubling would pass the limit.
            let len = self.text.len() + piece.len();
            let room = len.next_power_of_two().min(self.full + LONGEST);
            self.text.reserve_exact(room - self.text.len());
            self.text.push_str(piece);
            if self.text.len() >= self.worth {
                self.advance(out);
            }
        }
    }

    pub(super) fn finish(&mut self, out: &mut String) {
        self.convert(self.text.len(), Ending::Final, out);
        self.start_at(self.text.len());
        (self.taken, self.worth) = (0, 0);
    }

    fn advance(&mut self, out: &mut String) {
        if let Some(cut) = self.table.last_cut(&self.text, self.taken) {
            self.convert(cut, Ending::Final, out);
            self.start_at(cut);
            self.taken = 0;
        } else if self.text.len() > self.full {
            self.convert(self.text.len(), Ending::Open, out);
            self.start_at(self.reached_from());
            self.taken = self.text.len();
        }
        // Geometric, so that all looks together take linear time.
        let waiting = self.text.len() - self.taken;
        self.worth = (self.text.len() + waiting / 4).min(self.full) + 1;
    }

    /// Converts the text up to `end`.
    fn convert(&mut self, end: usize, ending: Ending, out: &mut String) {
        let text = &self.text[self.taken..end];
        if self.taken == 0 && ending == Ending::Final {
            self.table.convert_into(text, out);
        } else {
            self.table.match_part(text, ending, out, &mut self.held);
        }
    }

    /// From where in the text a sequence may reach over its end.
    fn reached_from(&self) -> usize {
        let last = self.table.longest_reach() - 1;
        let first = self.text.char_indices().nth_back(last);
        first.map_or(0, |(place, _)| place)
    }

    fn start_at(&mut self, place: usize) {
        self.text.drain(..place);
    }
}
