//! A pass that puts what stands for keys of somebody else, or ends where one starts.

use std::ops::Range;

use arrayvec::ArrayString;

use super::edges::SEEN;
use super::keys::{Around, FoundKey};
use super::mapping::Tables;
use super::pass::Pass;
use super::raw;
use super::stops::{MOST_BEFORE, Stops};
use super::table::Table;
use crate::boundary::around;
use crate::chain::{Cut, Matcher, first_match};
use crate::sequence;

/// A window that has a key is converted for nothing beyond the key. So many bytes are of no
/// weight each time,
const WASTE: usize = 256;
/// and after so many more, keys are looked for first.
const MOST_WASTE: usize = 4 << 10;

/// A value of so many bytes at most, with its neighbours, is looked at in place of its key.
const NEAR: usize = 128;

/// So many certain edges are remembered.
const EDGES: usize = 4;

/// Looks out for where a text has to be cut while it is converted.
pub(super) trait Watch<'t> {
    /// What the mapping loop goes by.
    fn tables(&self, table: &Table<'t>) -> Tables<'t>;

    /// What has to be done for a key around a pair about which the mapping loop asks.
    fn notice(&mut self, table: &Table<'_>, text: &str, asked: &Asked) -> Noticed<'t>;

    /// Whether it asked because of the conversion's phrases.
    fn is_trigger(&self, table: &Table<'t>, pair: (u32, u32)) -> bool;

    /// Where the text has to be cut, if that is before `end`. Of the pairs in `shown` those were
    /// asked about that had to be, and none reaches over its start.
    fn cut(&mut self, text: &str, shown: Range<usize>, end: usize) -> Option<usize>;

    /// Takes note of the end of a key that was put: behind it all is a text of its own.
    fn begin(&mut self, edge: Cut);

    /// Takes note of a certain edge up to which all is converted.
    fn reach(&mut self, edge: Cut);

    /// Takes note of a window.
    fn pass(&mut self, text: &str);
}

/// A pair about which the mapping loop asks. All before it was mapped or put.
pub(super) struct Asked {
    pub(super) pair: (u32, u32),
    /// Where its right character starts.
    pub(super) at: usize,
    /// No key reaches over this place.
    pub(super) floor: usize,
    /// Where the loop began.
    pub(super) from: usize,
}

/// What the mapping loop has to do for keys.
pub(super) enum Noticed<'k> {
    /// Nothing.
    Nothing,
    /// To put this in place of a range that ends behind the pair's left character: what is
    /// before it and what is behind are texts of their own.
    Key(Range<usize>, &'k str),
    /// To cut the text.
    Cut(usize),
}

/// Nowhere.
impl<'t> Watch<'t> for () {
    #[inline(always)]
    fn tables(&self, table: &Table<'t>) -> Tables<'t> {
        table.tables()
    }

    #[inline(always)]
    fn notice(&mut self, _table: &Table<'_>, _text: &str, _asked: &Asked) -> Noticed<'t> {
        Noticed::Nothing
    }

    #[inline(always)]
    fn is_trigger(&self, _table: &Table<'_>, _pair: (u32, u32)) -> bool {
        true
    }

    #[inline(always)]
    fn cut(&mut self, _text: &str, _shown: Range<usize>, _end: usize) -> Option<usize> {
        None
    }

    #[inline(always)]
    fn begin(&mut self, _edge: Cut) {}

    #[inline(always)]
    fn reach(&mut self, _edge: Cut) {}

    #[inline(always)]
    fn pass(&mut self, _text: &str) {}
}

/// Keys that a conversion does not know, and how its mapping loop stops at them.
pub(crate) struct Watched<'w, M> {
    stops: &'w Stops,
    keys: &'w M,
    waste: usize,
}

impl<'w, M> Watched<'w, M> {
    /// `stops` are those of `keys` in the conversion.
    pub(crate) fn new(stops: &'w Stops, keys: &'w M) -> Self {
        Self {
            stops,
            keys,
            waste: 0,
        }
    }
}

/// How far a text was converted.
pub(crate) struct Reached<H> {
    /// Where the key starts, or the text ends.
    pub(crate) end: usize,
    pub(crate) key: Option<H>,
    /// A place from which on all can be converted anew if something else follows.
    pub(crate) edge: Cut,
    /// Whether the text has an operator without all its operands: they may follow.
    pub(crate) is_open: bool,
}

impl<'t> Table<'t> {
    /// Converts `text` up to the first place where a walk finds a key that the mapping loop
    /// cannot put, as a text of its own, and appends the result. Keys before it are replaced.
    pub(crate) fn convert_until<M: Matcher>(
        &self,
        watched: &mut Watched<'t, M>,
        text: &str,
        out: &mut String,
    ) -> Reached<M::Hit<'t>> {
        let start = Cut {
            source: 0,
            target: out.len(),
        };
        if watched.waste > MOST_WASTE {
            let found = first_match(watched.keys, text, text.len());
            let end = found.as_ref().map_or(text.len(), |(place, _)| *place);
            self.convert_into(&text[..end], out);
            return Reached {
                end,
                key: found.map(|(_, key)| key),
                edge: start,
                is_open: true,
            };
        }
        let first = First {
            watched,
            key: None,
            start,
            edges: [start; EDGES],
            reached: 0,
            is_open: false,
        };
        let mut pass = Pass::new(self, text, out, |_, _| {}, first);
        let end = pass.run();
        let is_open = pass.watch.is_open;
        let edge = pass.lasting_edge().or_else(|| {
            let First { edges, reached, .. } = &pass.watch;
            let mut last = (0..EDGES).map(|back| edges[(reached + EDGES - back) % EDGES]);
            last.find(|edge| pass.lasts(edge.source))
        });
        Reached {
            end,
            edge: edge.filter(|_| !is_open).unwrap_or(pass.watch.start),
            is_open,
            key: pass.watch.key,
        }
    }
}

/// Looks out for the first key that cannot be put. Before it there is no other one.
struct First<'p, 'w, M: Matcher + 'w> {
    watched: &'p mut Watched<'w, M>,
    key: Option<M::Hit<'w>>,
    /// Behind the last key that was put, or where the text starts.
    start: Cut,
    /// The last edges, each in the place of the oldest one; this many were reached.
    edges: [Cut; EDGES],
    reached: usize,
    is_open: bool,
}

impl<'w, M: Matcher> Watch<'w> for First<'_, 'w, M> {
    fn tables(&self, table: &Table<'w>) -> Tables<'w> {
        self.watched.stops.tables(table)
    }

    #[inline]
    fn notice(&mut self, table: &Table<'_>, text: &str, asked: &Asked) -> Noticed<'w> {
        let Asked {
            pair,
            at,
            floor,
            from,
        } = *asked;
        let keys = &self.watched.stops.keys;
        if !keys.has_pair(pair) || self.key.is_some() {
            return Noticed::Nothing;
        }
        match keys.around(text, (floor, at), pair) {
            Around::Nothing => Noticed::Nothing,
            Around::Key(key) if key.range.start >= from && self.stands_alone(table, text, &key) => {
                Noticed::Key(key.range, key.result)
            }
            Around::Something | Around::Key(_) => self
                .look(text, unseen(text, at).max(floor), at)
                .map_or(Noticed::Nothing, Noticed::Cut),
        }
    }

    #[inline]
    fn is_trigger(&self, table: &Table<'_>, (left, right): (u32, u32)) -> bool {
        table.words.filter.bit(left, right) != 0
    }

    #[inline]
    fn cut(&mut self, text: &str, shown: Range<usize>, end: usize) -> Option<usize> {
        let start = unseen(text, shown.end);
        if self.key.is_some() || self.watched.keys.is_free(text, start..end) {
            return None;
        }
        self.look(text, start.max(shown.start), end)
    }

    fn begin(&mut self, edge: Cut) {
        self.start = edge;
        self.edges = [edge; EDGES];
        self.is_open = false;
    }

    #[inline]
    fn reach(&mut self, edge: Cut) {
        self.reached += 1;
        self.edges[self.reached % EDGES] = edge;
    }

    fn pass(&mut self, text: &str) {
        let (mut pieces, mut rest) = (sequence::Pieces::default(), text);
        while !rest.is_empty() {
            let (len, is_incomplete) = pieces.piece(rest);
            self.is_open |= is_incomplete;
            rest = &rest[len..];
        }
    }
}

impl<M: Matcher> First<'_, '_, M> {
    /// Whether what stands for a key in the text comes out as if it stood alone: no match
    /// reaches over its ends.
    fn stands_alone(&self, table: &Table<'_>, text: &str, key: &FoundKey<'_>) -> bool {
        let Some(value) = key.value else {
            return true;
        };
        let Range { start, end } = key.range;
        let behind = end..text.len().min(end + SEEN);
        let keys = self.watched.keys;
        if self.is_open
            || !keys.is_free(text, behind.clone())
                && first_match_near(keys, &text[end..], behind.len()).is_some()
        {
            return false;
        }
        // Nothing reaches over the end of what was replaced last.
        let before = self.start.source.max(start.saturating_sub(SEEN));
        let near = around(text, &(before..behind.end));
        let mut replaced = ArrayString::<NEAR>::new();
        let mut parts = [&text[near.start..start], value, &text[end..near.end]].into_iter();
        let value = start - near.start..start - near.start + value.len();
        parts.all(|part| replaced.try_push_str(part).is_ok())
            && table.edges.is_edge(&replaced, value.start)
            && table.edges.is_edge(&replaced, value.end)
    }

    #[inline(never)]
    fn look(&mut self, text: &str, start: usize, end: usize) -> Option<usize> {
        let (place, key) = first_match_near(self.watched.keys, &text[start..], end - start)?;
        self.key = Some(key);
        self.watched.waste += (end - start - place).saturating_sub(WASTE);
        Some(start + place)
    }
}

/// From where on a key can start of which the pair does not stand before `shown`. Up to it all
/// its characters have three bytes.
#[inline]
fn unseen(text: &str, shown: usize) -> usize {
    let mut start = shown;
    for _ in 0..=MOST_BEFORE {
        match start.checked_sub(3) {
            Some(before) if raw::is_three(text.as_bytes()[before].into()) => start = before,
            _ => break,
        }
    }
    start
}

/// The first key that starts before `end`, if that is near.
pub(crate) fn first_match_near<'k, M: Matcher>(
    keys: &'k M,
    text: &str,
    end: usize,
) -> Option<(usize, M::Hit<'k>)> {
    first_match(&Near(keys), text, end)
}

/// Keys that are looked for at each place of a short text.
struct Near<'k, M>(&'k M);

impl<'k, M: Matcher> Matcher for Near<'k, M> {
    type Hit<'m>
        = M::Hit<'k>
    where
        Self: 'm;

    fn match_prefix(&self, text: &str) -> Option<M::Hit<'k>> {
        self.0.match_prefix(text)
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        self.0.starts_longer_key(text)
    }
}
