//! Ranges that stay as they are, and cut the text.

use std::borrow::Cow;
use std::ops::Range;

use super::parts::parts;
use crate::align::Edits;
use crate::boundary::around;
use crate::chain::{Piece, room_for, unless_same};
use crate::converter::Converter;

/// A range of a text that is not converted, and what stands for it in the result.
///
/// # Examples
/// ```
/// use jianfan::markup::Protected;
/// use jianfan::{Config, Converter};
///
/// let name = Protected { range: 0..6, instead: Some("Mr. Tou Fa".into()) };
/// let converter = Converter::new(Config::S2t);
/// assert_eq!(converter.convert_protecting("头发先生的头发", [name]), "Mr. Tou Fa先生的頭髮");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected<'p> {
    /// Counts bytes.
    pub range: Range<usize>,
    /// `None` where the range stays as it is.
    pub instead: Option<Cow<'p, str>>,
}

impl From<Range<usize>> for Protected<'_> {
    fn from(range: Range<usize>) -> Self {
        Self {
            range,
            instead: None,
        }
    }
}

impl Protected<'_> {
    /// With its range widened to whole characters of `text`; `None` where that ends before it
    /// starts.
    pub(super) fn widened(mut self, text: &str) -> Option<Self> {
        let counts = self.range.start <= self.range.end;
        self.range = around(text, &self.range);
        counts.then_some(self)
    }
}

/// Puts in place of some ranges what stands for them, and converts nothing; borrowed when
/// nothing changes.
///
/// The ranges may be any that [`Converter::convert_protecting`] takes.
///
/// # Complexity
/// O(n + r log r) for n bytes and r ranges.
///
/// # Examples
/// ```
/// use jianfan::markup::replace;
/// use jianfan::punctuation::Quotes;
///
/// let text = "“头发”";
/// assert_eq!(replace(text, Quotes::Corner.find(text)), "「头发」");
/// ```
#[must_use]
pub fn replace<'t, 'p, R: Into<Protected<'p>>>(
    text: &'t str,
    ranges: impl IntoIterator<Item = R>,
) -> Cow<'t, str> {
    let mut out = String::with_capacity(text.len());
    for part in parts(text, ranges) {
        out.push_str(&text[part.before]);
        out.push_str(part.instead.as_deref().unwrap_or(&text[part.apart]));
    }
    unless_same(text, out)
}

impl Converter {
    /// Converts `text` but for some ranges; borrowed when nothing changes.
    ///
    /// The text is cut at both ends of each range. What stands between two ranges is
    /// converted as a text of its own: no phrase, segment or description sequence
    /// reaches over one. An empty range only cuts.
    ///
    /// The ranges count bytes and may come in any order. One that is not on `char`
    /// boundaries is widened to whole characters, and ends with the text; one that ends
    /// before it starts does not count. One that begins within an earlier one protects what
    /// it has behind that; but if it is a [`Protected`] with a text of its own, it does not
    /// count. Of those that start together the one given first is the earlier.
    ///
    /// # Complexity
    /// O(n + r log r) for n bytes and r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2t);
    /// let text = "<头发>头发</头发>";
    /// assert_eq!(converter.convert_protecting(text, [0..8, 14..23]), "<头发>頭髮</头发>");
    /// // 皇后 would stay, but 后 alone does not.
    /// assert_eq!(converter.convert_protecting("皇后", [0..3]), "皇後");
    /// ```
    #[must_use]
    pub fn convert_protecting<'t, 'p, R: Into<Protected<'p>>>(
        &self,
        text: &'t str,
        ranges: impl IntoIterator<Item = R>,
    ) -> Cow<'t, str> {
        let mut out = String::with_capacity(room_for(text.len()));
        for part in parts(text, ranges) {
            self.convert_into(&text[part.before], &mut out);
            out.push_str(part.instead.as_deref().unwrap_or(&text[part.apart]));
        }
        unless_same(text, out)
    }

    /// Finds what [`Converter::convert_protecting`] changes with the same ranges.
    ///
    /// A range with another text of its own is one edit. Of such an edit, and of no
    /// other, the old or the new text may be empty.
    ///
    /// # Complexity
    /// As for [`Converter::edits`], and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Side, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let text = "`内存`是内存";
    /// let edits = Converter::new(Config::S2twp).edits_protecting(text, [0..8]);
    /// assert_eq!(edits.target(), "`内存`是記憶體");
    /// assert_eq!(edits.iter().next().map(|edit| edit.source), Some(11..17));
    /// assert_eq!(Alignment::new(&edits).to_target(Unit::Chars, 7, Side::Start), 8);
    /// ```
    #[must_use]
    pub fn edits_protecting<'t, 'p, R: Into<Protected<'p>>>(
        &self,
        text: &'t str,
        ranges: impl IntoIterator<Item = R>,
    ) -> Edits<'t> {
        let mut target = String::with_capacity(room_for(text.len()));
        let mut pieces = Vec::new();
        for part in parts(text, ranges) {
            let (start, at) = (part.before.start, target.len());
            let converted = self.trace(&text[part.before], |piece| {
                pieces.push(piece.moved(start, at));
            });
            target.push_str(&converted);
            if let Some(instead) = part.instead {
                let at = target.len();
                target.push_str(&instead);
                let piece = Piece {
                    source: part.apart,
                    target: at..target.len(),
                };
                if piece.is_change(text, &target) {
                    pieces.push(piece);
                }
            } else {
                target.push_str(&text[part.apart]);
            }
        }
        Edits::new(text, target, pieces)
    }
}
