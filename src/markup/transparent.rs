//! Ranges that stay where they are, and that conversions do not see.

use std::borrow::Cow;
use std::ops::Range;

use super::Protected;
use super::codes::Stripped;
use crate::align::Edits;
use crate::chain::unless_same;
use crate::converter::Converter;

/// No range is protected.
const NONE: [Protected<'static>; 0] = [];

impl Converter {
    /// Converts `text` as if some ranges were not in it, and keeps these where they
    /// stand: tags, codes of subtitles, soft hyphens, ruby. Borrowed when nothing
    /// changes.
    ///
    /// The result without the ranges is what the text without them gives. Each range
    /// stays between the same characters. Where characters are replaced together (how
    /// many, [`align`](crate::align) tells), a range within them comes to stand behind as
    /// many characters of the new text as it stood behind of the old one, or at the end
    /// if there are fewer. Ranges keep their order.
    ///
    /// The ranges count bytes and may come in any order. One that is not on `char`
    /// boundaries is widened to whole characters, and ends with the text; one that ends
    /// before it starts does not count. Those that overlap are as one.
    ///
    /// # Complexity
    /// As for [`Converter::edits`], and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2twp);
    /// let text = "制<b>药</b>厂";
    /// assert_eq!(converter.convert_transparent(text, [3..6, 9..13]), "製<b>藥</b>廠");
    /// // 内存, of two characters, becomes 記憶體.
    /// assert_eq!(converter.convert_transparent("内|存|", [3..4, 7..8]), "記|憶體|");
    /// ```
    #[must_use]
    pub fn convert_transparent<'t>(
        &self,
        text: &'t str,
        ranges: impl IntoIterator<Item = Range<usize>>,
    ) -> Cow<'t, str> {
        self.convert_marked(text, NONE, ranges)
    }

    /// Finds what [`Converter::convert_transparent`] changes with the same ranges.
    ///
    /// An edit has the ranges that stand within what it replaces, in both of its texts.
    ///
    /// # Complexity
    /// As for [`Converter::edits`], and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2twp).edits_transparent("<b>内<i>存", [0..3, 6..9]);
    /// let edit = edits.iter().next().unwrap();
    /// assert_eq!((edit.source, edit.source_text, edit.text), (3..12, "内<i>存", "記<i>憶體"));
    /// ```
    #[must_use]
    pub fn edits_transparent<'t>(
        &self,
        text: &'t str,
        ranges: impl IntoIterator<Item = Range<usize>>,
    ) -> Edits<'t> {
        self.edits_marked(text, NONE, ranges)
    }

    /// Converts `text` with ranges of both kinds in it; borrowed when nothing changes.
    ///
    /// The text without the transparent ranges is converted but for the protected ones, as
    /// [`convert_protecting`](Self::convert_protecting) says; then the transparent ones
    /// come back, as [`convert_transparent`](Self::convert_transparent) says. So a
    /// protected range may have transparent ones in it, such as a name of which a part is
    /// in italics. What is in ranges of both kinds is transparent: a protected range that
    /// lies within a transparent one, such as an address in a tag, does not count.
    ///
    /// Both count bytes of `text`.
    ///
    /// # Complexity
    /// As for [`Converter::edits`], and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    /// use jianfan::{Config, Converter};
    ///
    /// let text = r"发{\i1}了条小{\b1}红书{\b0}笔记";
    /// let codes = [3..8, 17..22, 28..33];
    /// let names = Protector::new().terms(["小红书"]).find_between(text, codes.clone());
    /// assert_eq!(
    ///     Converter::new(Config::S2t).convert_marked(text, names, codes),
    ///     r"發{\i1}了條小{\b1}红书{\b0}筆記"
    /// );
    /// ```
    #[must_use]
    pub fn convert_marked<'t, 'p, R: Into<Protected<'p>>>(
        &self,
        text: &'t str,
        protected: impl IntoIterator<Item = R>,
        transparent: impl IntoIterator<Item = Range<usize>>,
    ) -> Cow<'t, str> {
        let mut transparent = transparent.into_iter().peekable();
        if transparent.peek().is_none() {
            return self.convert_protecting(text, protected);
        }
        let edits = self.edits_marked(text, protected, transparent);
        unless_same(text, edits.into_target())
    }

    /// Finds what [`Converter::convert_marked`] changes with the same ranges.
    ///
    /// # Complexity
    /// As for [`Converter::edits`], and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::align::{Alignment, Side, Unit};
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2twp).edits_marked("内存<br>内存", [0..6], [6..10]);
    /// assert_eq!(edits.target(), "内存<br>記憶體");
    /// assert_eq!(Alignment::new(&edits).to_target(Unit::Chars, 8, Side::End), 9);
    /// ```
    #[must_use]
    pub fn edits_marked<'t, 'p, R: Into<Protected<'p>>>(
        &self,
        text: &'t str,
        protected: impl IntoIterator<Item = R>,
        transparent: impl IntoIterator<Item = Range<usize>>,
    ) -> Edits<'t> {
        let stripped = Stripped::new(text, transparent);
        let protected = protected.into_iter().map(Into::into);
        let protected = protected.filter_map(|protected| stripped.without(protected));
        let edits = self.edits_protecting(&stripped.rest, protected);
        let (target, pieces) = stripped.put_back(&edits);
        Edits::new(text, target, pieces)
    }
}
