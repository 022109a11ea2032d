//! The one matching loop, and what may stand at its two ends.

use std::cell::Cell;
use std::ops::Range;

use super::buffer::Append;
use crate::sequence;

/// Something that finds the key a text starts with.
pub(crate) trait Matcher {
    type Hit<'m>: Hit
    where
        Self: 'm;

    /// The match that counts where `text` starts, by this matcher's own policy.
    fn match_prefix(&self, text: &str) -> Option<Self::Hit<'_>>;

    /// Whether some key starts with all of `text`, which is not empty, and goes on, so
    /// that text to come may change the match.
    fn starts_longer_key(&self, text: &str) -> bool;

    /// How many bytes at the start of `text` have neither the start of a key nor an
    /// operator of a sequence, as far as that is quick to tell.
    #[inline(always)]
    fn free_len(&self, _text: &str) -> usize {
        0
    }

    /// Whether no key starts in a short range of a text, as far as that is quick to tell.
    #[inline(always)]
    fn is_free(&self, _text: &str, _range: Range<usize>) -> bool {
        false
    }
}

/// A key that was found.
pub(crate) trait Hit {
    /// The length of the key in bytes; at least 1, ends on a `char` boundary.
    fn key_len(&self) -> usize;

    /// Appends the value that stands for `key`, the text that was found.
    fn append_value(&self, key: &str, out: &mut impl Append);
}

/// How a part of a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// More text may follow.
    Open,
    /// The text ends with it.
    Final,
}

/// Takes a text piece by piece, in order and without gaps.
pub(crate) trait Sink<H> {
    fn matched(&mut self, key: &str, hit: H);

    /// One character, one complete ideographic description sequence, or all of the
    /// text that [`Matcher::free_len`] tells of.
    fn unmatched(&mut self, text: &str);
}

/// Walks `text` from left to right: where a key matches it is one piece, and
/// where none does a complete sequence or else one character is.
///
/// # Complexity
/// O(n k) for n characters and keys of at most k.
pub(crate) fn walk<'m, M: Matcher>(matcher: &'m M, text: &str, sink: &mut impl Sink<M::Hit<'m>>) {
    walk_while(matcher, text, sink, |_| true);
}

/// Walks the pieces of a text that begin before `end`. Returns where the last one ends.
///
/// # Complexity
/// O(n k) for n characters and keys of at most k.
pub(crate) fn walk_to<'m, M: Matcher>(
    matcher: &'m M,
    text: &str,
    end: usize,
    sink: &mut impl Sink<M::Hit<'m>>,
) -> usize {
    walk_while(matcher, text, sink, |rest| text.len() - rest.len() < end)
}

/// Walks a text that may go on: stops before the first piece that text to come
/// may change. Returns the length of what was walked.
///
/// What is left is shorter than the longest key, or than the longest sequence.
///
/// # Complexity
/// O(n k) for n characters and keys of at most k.
pub(crate) fn walk_part<'m, M: Matcher>(
    matcher: &'m M,
    text: &str,
    ending: Ending,
    sink: &mut impl Sink<M::Hit<'m>>,
) -> usize {
    walk_while(matcher, text, sink, |rest| {
        ending == Ending::Final
            || !(matcher.starts_longer_key(rest) || sequence::may_be_completed(rest))
    })
}

/// Walks the pieces of a text that begin before `end`, up to the first key. Returns where
/// that begins, and the key.
///
/// # Complexity
/// O(n k) for n characters and keys of at most k.
pub(crate) fn first_match<'m, M: Matcher>(
    matcher: &'m M,
    text: &str,
    end: usize,
) -> Option<(usize, M::Hit<'m>)> {
    let is_found = Cell::new(false);
    let mut first = First {
        at: 0,
        is_found: &is_found,
        hit: None,
    };
    walk_while(matcher, text, &mut first, |rest| {
        text.len() - rest.len() < end && !is_found.get()
    });
    first.hit.map(|hit| (first.at, hit))
}

/// Takes a text up to the first key.
struct First<'c, H> {
    at: usize,
    is_found: &'c Cell<bool>,
    hit: Option<H>,
}

impl<H> Sink<H> for First<'_, H> {
    fn matched(&mut self, _key: &str, hit: H) {
        self.is_found.set(true);
        self.hit = Some(hit);
    }

    fn unmatched(&mut self, text: &str) {
        // Once more, if text that begins no key follows the first.
        if self.hit.is_none() {
            self.at += text.len();
        }
    }
}

/// Walks a text while `goes_on` says so of the rest. Returns the length of what was walked.
#[inline]
fn walk_while<'m, M: Matcher>(
    matcher: &'m M,
    text: &str,
    sink: &mut impl Sink<M::Hit<'m>>,
    goes_on: impl Fn(&str) -> bool,
) -> usize {
    let mut rest = text;
    let mut pieces = sequence::Pieces::default();
    loop {
        let (free, behind) = rest.split_at(matcher.free_len(rest));
        if !free.is_empty() {
            sink.unmatched(free);
        }
        rest = behind;
        if rest.is_empty() || !goes_on(rest) {
            return text.len() - rest.len();
        }
        let piece;
        if let Some(hit) = matcher.match_prefix(rest) {
            (piece, rest) = rest.split_at(hit.key_len());
            sink.matched(piece, hit);
        } else {
            let (len, _) = pieces.piece(rest);
            (piece, rest) = rest.split_at(len);
            sink.unmatched(piece);
        }
    }
}

/// Appends the converted text.
impl<H: Hit, T: Append> Sink<H> for T {
    fn matched(&mut self, key: &str, hit: H) {
        hit.append_value(key, self);
    }

    fn unmatched(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Cuts a text into segments: every match is one of its own, and what stands
/// between matches is one.
///
/// `each` takes a segment, or the next part of one that is open. It may be empty:
/// where nothing stands between matches, or where an open segment had all its
/// parts before.
pub(crate) struct Segments<'t, F> {
    text: &'t str,
    start: usize,
    end: usize,
    each: F,
}

impl<'t, F: FnMut(&'t str, Ending)> Segments<'t, F> {
    pub(crate) fn new(text: &'t str, each: F) -> Self {
        Self {
            text,
            start: 0,
            end: 0,
            each,
        }
    }

    /// Hands over what the segment has so far.
    pub(crate) fn hand_over(&mut self, ending: Ending) {
        (self.each)(&self.text[self.start..self.end], ending);
        self.start = self.end;
    }
}

impl<'t, H, F: FnMut(&'t str, Ending)> Sink<H> for Segments<'t, F> {
    fn matched(&mut self, key: &str, _hit: H) {
        self.hand_over(Ending::Final);
        self.end += key.len();
        self.hand_over(Ending::Final);
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}
