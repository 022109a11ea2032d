//! Where the places of a text come to stand.

use std::ops::Range;

use super::{Edit, Edits};

/// What an offset counts.
///
/// # Examples
/// ```
/// use jianfan::align::{Alignment, Side, Unit};
/// use jianfan::{Config, Converter};
///
/// // The smiley is one character of four bytes and two units of UTF-16.
/// let edits = Converter::new(Config::S2twp).edits("😀内存。");
/// let alignment = Alignment::new(&edits);
/// assert_eq!(alignment.to_target(Unit::Bytes, 10, Side::Start), 13);
/// assert_eq!(alignment.to_target(Unit::Chars, 3, Side::Start), 4);
/// assert_eq!(alignment.to_target(Unit::Utf16, 4, Side::Start), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8, as Rust's strings count.
    Bytes,
    /// Characters: Unicode scalar values, as Python's strings count.
    Chars,
    /// Units of UTF-16, as JavaScript's, Java's and Windows' strings count.
    Utf16,
}

/// Which end of a replaced range stands for a place inside of it.
///
/// # Examples
/// ```
/// use jianfan::align::{Alignment, Side, Unit};
/// use jianfan::{Config, Converter};
///
/// let edits = Converter::new(Config::S2twp).edits("清理内存");
/// let alignment = Alignment::new(&edits);
/// // Between 内 and 存, which together become 記憶體.
/// assert_eq!(alignment.to_target(Unit::Chars, 3, Side::Start), 2);
/// assert_eq!(alignment.to_target(Unit::Chars, 3, Side::End), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The place where the range starts.
    Start,
    /// The place where it ends.
    End,
}

/// Takes offsets from a text to its conversion and back.
///
/// A place outside of replaced ranges, or at an edge of one, has one counterpart,
/// and goes there and back. A place inside of a replaced range goes to an edge of
/// its counterpart, as [`Side`] says; a character that becomes one of as many
/// bytes has no inside. A place at which text was only put in, or from which it was only
/// taken out, goes behind that text. An offset behind the end goes as far behind the other
/// end.
///
/// It keeps only what shifts or has an inside, and none of the text, so it is much
/// smaller than the [`Edits`] it is made from. With the feature `serde` it can be
/// stored beside a converted text.
///
/// # Complexity
/// O(log n) for each offset, for n replaced ranges.
///
/// # Examples
/// ```
/// use jianfan::align::{Alignment, Side, Unit};
/// use jianfan::{Config, Converter};
///
/// let text = "内存坏了";
/// let edits = Converter::new(Config::S2twp).edits(text);
/// assert_eq!(edits.target(), "記憶體壞了");
///
/// let alignment = Alignment::new(&edits);
/// assert_eq!(alignment.to_target(Unit::Bytes, "内存".len(), Side::Start), "記憶體".len());
/// assert_eq!(alignment.to_source(Unit::Chars, 3, Side::Start), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<Anchor>", into = "Vec<Anchor>")
)]
pub struct Alignment {
    /// The start and the end of each replaced range.
    anchors: Vec<Anchor>,
}

/// A place in the source and its counterpart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Anchor {
    source: Place,
    target: Place,
}

/// An offset in every [`Unit`], in their order.
type Place = [usize; 3];

fn after(place: Place, text: &str) -> Place {
    // A character of four bytes is two units of UTF-16.
    let (chars, long) = text.bytes().fold((0, 0), |(chars, long), byte| {
        let is_start = byte & 0xC0 != 0x80;
        (
            chars + usize::from(is_start),
            long + usize::from(byte >= 0xF0),
        )
    });
    let [bytes, all_chars, utf16] = place;
    [bytes + text.len(), all_chars + chars, utf16 + chars + long]
}

impl Alignment {
    /// Makes the alignment of a text and its conversion.
    ///
    /// # Complexity
    /// O(n) for n bytes of text.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Side, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2t).edits("头发");
    /// assert_eq!(Alignment::new(&edits).to_target(Unit::Bytes, 3, Side::Start), 3);
    /// ```
    #[must_use]
    pub fn new(edits: &Edits<'_>) -> Self {
        let mut anchors = Vec::new();
        let mut last = Anchor::default();
        for edit in edits.iter().filter(|edit| !is_in_place(edit)) {
            let kept = &edits.source()[last.source[0]..edit.source.start];
            let start = Anchor {
                source: after(last.source, kept),
                target: after(last.target, kept),
            };
            last = Anchor {
                source: after(start.source, edit.source_text),
                target: after(start.target, edit.text),
            };
            anchors.extend([start, last]);
        }
        Self { anchors }
    }

    /// Where a place of the source stands in the target.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Side, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2twp).edits("内存够了");
    /// let alignment = Alignment::new(&edits);
    /// assert_eq!(alignment.to_target(Unit::Chars, 2, Side::Start), 3);
    /// ```
    #[must_use]
    pub fn to_target(&self, unit: Unit, offset: usize, side: Side) -> usize {
        self.map(offset, side, |anchor| {
            (anchor.source[unit as usize], anchor.target[unit as usize])
        })
    }

    /// Where a place of the target stands in the source.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Side, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2twp).edits("内存够了");
    /// let alignment = Alignment::new(&edits);
    /// assert_eq!(alignment.to_source(Unit::Chars, 3, Side::Start), 2);
    /// ```
    #[must_use]
    pub fn to_source(&self, unit: Unit, offset: usize, side: Side) -> usize {
        self.map(offset, side, |anchor| {
            (anchor.target[unit as usize], anchor.source[unit as usize])
        })
    }

    /// Where a range of the source stands in the target, all of every replaced range
    /// that it begins or ends in included. An empty range stays empty.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2twp).edits("内存够了");
    /// let range = Alignment::new(&edits).target_range(Unit::Bytes, 3..9);
    /// assert_eq!(&edits.target()[range], "記憶體夠");
    /// ```
    #[must_use]
    pub fn target_range(&self, unit: Unit, range: Range<usize>) -> Range<usize> {
        around(range, |offset, side| self.to_target(unit, offset, side))
    }

    /// Where a range of the target stands in the source, likewise.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2twp).edits("内存够了");
    /// let range = Alignment::new(&edits).source_range(Unit::Bytes, 6..12);
    /// assert_eq!(&edits.source()[range], "内存够");
    /// ```
    #[must_use]
    pub fn source_range(&self, unit: Unit, range: Range<usize>) -> Range<usize> {
        around(range, |offset, side| self.to_source(unit, offset, side))
    }

    /// `ends` gives the offset that is asked for, and its counterpart.
    fn map(&self, offset: usize, side: Side, ends: impl Fn(&Anchor) -> (usize, usize)) -> usize {
        let passed = self.anchors.partition_point(|a| ends(a).0 <= offset);
        let (before, behind) = self.anchors.split_at(passed);
        let (from, to) = before.last().map_or((0, 0), &ends);
        match (behind.first(), side) {
            // After an odd number of anchors a replaced range is open.
            (Some(end), Side::End) if passed % 2 == 1 && offset > from => ends(end).1,
            _ if passed % 2 == 1 => to,
            _ => to.saturating_add(offset - from),
        }
    }
}

/// Whether one character became another of as many bytes, so that nothing shifts.
fn is_in_place(edit: &Edit<'_>) -> bool {
    let is_single = |text: &str| text.chars().nth(1).is_none();
    edit.text.len() == edit.source_text.len() && is_single(edit.source_text) && is_single(edit.text)
}

fn around(range: Range<usize>, map: impl Fn(usize, Side) -> usize) -> Range<usize> {
    let start = map(range.start, Side::Start);
    if range.is_empty() {
        return start..start;
    }
    start..map(range.end, Side::End)
}

#[cfg(feature = "serde")]
impl From<Alignment> for Vec<Anchor> {
    fn from(alignment: Alignment) -> Self {
        alignment.anchors
    }
}

#[cfg(feature = "serde")]
impl TryFrom<Vec<Anchor>> for Alignment {
    type Error = &'static str;

    /// Refuses what no conversion gives, so that every offset has a counterpart.
    fn try_from(anchors: Vec<Anchor>) -> Result<Self, Self::Error> {
        let is_ordered = anchors.is_sorted_by(|left, right| {
            let places = [(left.source, right.source), (left.target, right.target)];
            let mut pairs = places.into_iter().flat_map(|(l, r)| l.into_iter().zip(r));
            pairs.all(|(left, right)| left <= right)
        });
        if anchors.len().is_multiple_of(2) && is_ordered {
            Ok(Self { anchors })
        } else {
            Err("replaced ranges are out of order")
        }
    }
}
