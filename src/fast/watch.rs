//! A pass that ends where a key of somebody else starts.

use std::ops::Range;

use super::mapping::Tables;
use super::pass::Pass;
use super::stops::{MOST_BEFORE, Stops};
use super::table::Table;
use crate::chain::{Cut, Matcher, first_match};
use crate::sequence;

/// A window that has a key is converted for nothing beyond the key. So many bytes are of no
/// weight each time,
const WASTE: usize = 256;
/// and after so many more, keys are looked for first.
const MOST_WASTE: usize = 4 << 10;

/// So many certain edges are remembered.
const EDGES: usize = 4;

/// Looks out for where a text has to be cut while it is converted.
pub(super) trait Watch<'t> {
    /// What the mapping loop goes by.
    fn tables(&self, table: &Table<'t>) -> Tables<'t>;

    /// Whether the mapping loop asked about a pair because of the watch.
    fn has_pair(&self, pair: (u32, u32)) -> bool;

    /// Whether it asked because of the conversion's phrases.
    fn is_trigger(&self, table: &Table<'t>, pair: (u32, u32)) -> bool;

    /// Where the text has to be cut, if that is before `end`. All of `mapped` was mapped, and
    /// all before it looked through; the pair of which the right character stands behind it
    /// has not been asked about.
    fn cut(&mut self, text: &str, mapped: Range<usize>, end: usize) -> Option<usize>;

    /// Takes note of a certain edge up to which all is converted.
    fn reach(&mut self, edge: Cut);

    /// Takes note of a window.
    fn pass(&mut self, text: &str);
}

/// Nowhere.
impl<'t> Watch<'t> for () {
    #[inline(always)]
    fn tables(&self, table: &Table<'t>) -> Tables<'t> {
        table.tables()
    }

    #[inline(always)]
    fn has_pair(&self, _pair: (u32, u32)) -> bool {
        false
    }

    #[inline(always)]
    fn is_trigger(&self, _table: &Table<'_>, _pair: (u32, u32)) -> bool {
        true
    }

    #[inline(always)]
    fn cut(&mut self, _text: &str, _mapped: Range<usize>, _end: usize) -> Option<usize> {
        None
    }

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
    /// Converts `text` up to the first place where a walk finds a key, as a text of its own,
    /// and appends the result.
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
            edge: edge.filter(|_| !is_open).unwrap_or(start),
            is_open,
            key: pass.watch.key,
        }
    }
}

/// Looks out for the first key. Before it there is none.
struct First<'p, 'w, M: Matcher + 'w> {
    watched: &'p mut Watched<'w, M>,
    key: Option<M::Hit<'w>>,
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
    fn has_pair(&self, (left, right): (u32, u32)) -> bool {
        self.watched.stops.has_pair(left, right)
    }

    #[inline]
    fn is_trigger(&self, table: &Table<'_>, (left, right): (u32, u32)) -> bool {
        table.words.filter.bit(left, right) != 0
    }

    #[inline]
    fn cut(&mut self, text: &str, mapped: Range<usize>, end: usize) -> Option<usize> {
        // As if all characters had three bytes, as those have with which keys start.
        let start = mapped.end.saturating_sub(3 * (MOST_BEFORE + 1));
        if self.key.is_some() || self.watched.keys.is_free(text, start..end) {
            return None;
        }
        self.look(text, mapped, end)
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
    #[inline(never)]
    fn look(&mut self, text: &str, mapped: Range<usize>, end: usize) -> Option<usize> {
        // One that starts further back has shown all pairs by which it can be noticed.
        let unseen = text[mapped.clone()]
            .char_indices()
            .rev()
            .take(MOST_BEFORE + 1);
        let start = unseen
            .last()
            .map_or(mapped.end, |(place, _)| mapped.start + place);
        let (place, key) = first_match_near(self.watched.keys, &text[start..], end - start)?;
        self.key = Some(key);
        self.watched.waste += (end - start - place).saturating_sub(WASTE);
        Some(start + place)
    }
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
