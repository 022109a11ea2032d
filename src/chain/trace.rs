//! Which piece of a text becomes which piece of the result.

use std::ops::Range;

use super::buffer::{Append, Buffer};
use super::walk::{Hit, Matcher, Sink, walk};
use super::{Observer, Pipeline, Scratch};

/// A range of a text and the range it comes out as, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) source: Range<usize>,
    pub(crate) target: Range<usize>,
}

impl Piece {
    /// The same, so many bytes further on.
    pub(crate) fn moved(&self, source: usize, target: usize) -> Self {
        Self {
            source: self.source.start + source..self.source.end + source,
            target: self.target.start + target..self.target.end + target,
        }
    }

    /// Whether it comes out as another text.
    pub(crate) fn is_change(&self, text: &str, target: &str) -> bool {
        text[self.source.clone()] != target[self.target.clone()]
    }
}

/// A place between two pieces of a text, and where it comes to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) source: usize,
    pub(crate) target: usize,
}

/// Where the pieces of one step end, in order and without gaps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cuts(Vec<Cut>);

impl Cuts {
    /// Adds a piece of so many bytes that becomes so many.
    pub(crate) fn push(&mut self, source: usize, target: usize) {
        let last = self.last();
        self.0.push(Cut {
            source: last.source + source,
            target: last.target + target,
        });
    }

    /// Adds a text that stays, cut at every character.
    pub(crate) fn push_characters(&mut self, text: &str) {
        let lengths = text.chars().map(char::len_utf8);
        lengths.for_each(|len| self.push(len, len));
    }

    /// Makes the last piece so many bytes longer, and what it becomes so many.
    fn prolong(&mut self, source: usize, target: usize) {
        if let Some(last) = self.0.last_mut() {
            last.source += source;
            last.target += target;
        }
    }

    /// The places around these pieces of `text`, whose other characters stay.
    pub(crate) fn around(text: &str, pieces: &[Piece]) -> Self {
        let mut cuts = Self::default();
        let stay = |cuts: &mut Self, end| {
            for character in text[cuts.last().source..end].chars() {
                cuts.push(character.len_utf8(), character.len_utf8());
            }
        };
        for piece in pieces {
            stay(&mut cuts, piece.source.start);
            cuts.push(piece.source.len(), piece.target.len());
        }
        stay(&mut cuts, text.len());
        cuts
    }

    /// The end of the last piece.
    pub(crate) fn last(&self) -> Cut {
        self.0.last().copied().unwrap_or_default()
    }

    /// The same places before the step: as if it changed nothing.
    pub(crate) fn before(&self) -> Self {
        let places = self.0.iter().map(|&Cut { source, .. }| Cut {
            source,
            target: source,
        });
        Self(places.collect())
    }

    /// Joins the next step: a place stays if a piece ends there in both.
    pub(crate) fn then(&mut self, next: &Self) {
        // Where all text so far was taken away, that is the start.
        let start = [Cut::default()];
        let mut next = start.iter().chain(&next.0).peekable();
        self.0.retain_mut(|cut| {
            while next.next_if(|next| next.source < cut.target).is_some() {}
            let same = next.peek().filter(|next| next.source == cut.target);
            same.inspect(|next| cut.target = next.target).is_some()
        });
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Cut> {
        self.0.iter().copied()
    }

    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece> {
        let starts = std::iter::once(Cut::default()).chain(self.0.iter().copied());
        starts.zip(&self.0).map(|(start, end)| Piece {
            source: start.source..end.source,
            target: start.target..end.target,
        })
    }
}

/// Finds the pieces of texts, each as small as what matches in it allows.
///
/// A phrase is one piece, but where it has as many characters as its value, every
/// character that becomes what it would become alone, or stays, is a piece of its
/// own.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    scratch: Scratch,
    steps: Vec<Cuts>,
    target: String,
}

impl Trace {
    /// Converts `text`; gives the result, and where its pieces end.
    pub(crate) fn convert<M: Matcher>(
        &mut self,
        pipeline: &Pipeline<'_, M>,
        text: &str,
    ) -> (&str, &Cuts) {
        self.target.clear();
        self.steps
            .resize_with(pipeline.stages.len() + 1, Cuts::default);
        for cuts in &mut self.steps {
            cuts.0.clear();
        }
        pipeline.observe(text, &mut self.target, &mut self.scratch, &mut self.steps);
        // Without normalization the first step has seen nothing.
        let first = usize::from(pipeline.normalization.is_none() && self.steps.len() > 1);
        let (cuts, later) = self.steps[first..]
            .split_first_mut()
            .expect("at least one step");
        for next in later {
            cuts.then(next);
        }
        (&self.target, cuts)
    }
}

/// Keeps where the pieces of each step end.
impl<'m, M: Matcher> Observer<'m, M> for Vec<Cuts> {
    fn take(&mut self, step: usize, matcher: &'m M, text: &str, out: &mut impl Append) {
        let cuts = &mut self[step];
        walk(matcher, text, &mut Cutter { matcher, cuts, out });
    }
}

/// Appends the converted text and cuts it.
struct Cutter<'c, M, T> {
    matcher: &'c M,
    cuts: &'c mut Cuts,
    out: &'c mut T,
}

impl<'m, M: Matcher, T: Append> Sink<M::Hit<'m>> for Cutter<'_, M, T>
where
    M: 'm,
{
    fn matched(&mut self, key: &str, hit: M::Hit<'m>) {
        let value = value_of(key, &hit);
        let value = value.as_str();
        self.out.push_str(value);
        if key.chars().count() != value.chars().count() {
            return self.cuts.push(key.len(), value.len());
        }
        let mut was_as_alone = true;
        for (from, to) in key.chars().zip(value.chars()) {
            let is_as_alone = from == to || self.becomes(from, to);
            if is_as_alone || was_as_alone {
                self.cuts.push(from.len_utf8(), to.len_utf8());
            } else {
                self.cuts.prolong(from.len_utf8(), to.len_utf8());
            }
            was_as_alone = is_as_alone;
        }
    }

    fn unmatched(&mut self, text: &str) {
        self.out.push_str(text);
        self.cuts.push(text.len(), text.len());
    }
}

impl<M: Matcher, T> Cutter<'_, M, T> {
    /// Whether a character alone has this value.
    fn becomes(&self, from: char, to: char) -> bool {
        let [mut key, mut value] = [[0; 4]; 2];
        let (key, value) = (from.encode_utf8(&mut key), to.encode_utf8(&mut value));
        let hit = self.matcher.match_prefix(key);
        hit.is_some_and(|hit| value_of(key, &hit).as_str() == value)
    }
}

fn value_of(key: &str, hit: &impl Hit) -> Buffer {
    let mut value = Buffer::default();
    hit.append_value(key, &mut value);
    value
}

#[cfg(test)]
mod tests {
    use super::{Cuts, Trace};
    use crate::chain::{Group, Pipeline};
    use crate::dictionary::{Dictionary, Entries, Name};

    fn cuts(pieces: &[(usize, usize)]) -> Cuts {
        let mut cuts = Cuts::default();
        for &(source, target) in pieces {
            cuts.push(source, target);
        }
        cuts
    }

    fn lengths(cuts: &Cuts) -> Vec<(usize, usize)> {
        let pieces = cuts.pieces();
        pieces.map(|p| (p.source.len(), p.target.len())).collect()
    }

    #[test]
    fn a_piece_of_two_steps_ends_where_pieces_of_both_do() {
        let mut both = cuts(&[(1, 2), (1, 1), (3, 1), (2, 2)]);
        both.then(&cuts(&[(1, 1), (1, 1), (2, 3), (1, 1), (1, 5)]));
        assert_eq!(lengths(&both), [(1, 2), (4, 3), (2, 6)]);
    }

    /// The pieces that a stage after a normalization makes, as `source>target`.
    fn pieces(normalization: &str, stage: &str, text: &str) -> Vec<String> {
        let leaf = |text| {
            let entries = Entries::parse("d", text).unwrap();
            Group::Leaf(Name::StPhrases.into(), Dictionary::compile(&entries))
        };
        let pipeline = Pipeline {
            normalization: Some(&leaf(normalization)),
            segmentation: None,
            stages: &[leaf(stage)],
        };
        let mut trace = Trace::default();
        let (target, cuts) = trace.convert(&pipeline, text);
        let pieces = cuts.pieces();
        pieces
            .map(|p| format!("{}>{}", &text[p.source], &target[p.target]))
            .collect()
    }

    #[test]
    fn a_phrase_is_split_at_characters_that_stay_or_come_out_as_alone() {
        let stage = "abcdef\tABxyef\na\tA\nb\tB\n";
        let expected = ["a>A", "b>B", "cd>xy", "e>e", "f>f", "g>g"];
        assert_eq!(pieces("z\ty\n", stage, "abcdefg"), expected);
        // Of more characters, it stays whole.
        assert_eq!(pieces("z\ty\n", "abc\tabcd\n", "abc"), ["abc>abcd"]);
    }

    #[test]
    fn a_piece_keeps_together_what_a_later_step_takes_together() {
        assert_eq!(
            pieces("a\tb\n", "bb\tx\n", "aabac"),
            ["aa>x", "ba>x", "c>c"]
        );
    }
}
