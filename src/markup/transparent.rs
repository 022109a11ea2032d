//! Ranges that stay where they are, and that conversions do not see.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use super::parts::parts;
use crate::chain::{room_for, unless_same};
use crate::converter::Converter;

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
    /// boundaries is widened to whole characters, and ends with the text. Those that
    /// overlap are as one.
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
        let parts = parts(text, ranges);
        if parts.len() == 1 {
            return self.convert(text);
        }
        let mut stripped = String::with_capacity(text.len());
        let mut codes = Vec::with_capacity(parts.len());
        for part in parts {
            stripped.push_str(&text[part.before]);
            codes.push((stripped.len(), &text[part.apart]));
        }
        let mut placing = Placing {
            source: &stripped,
            codes: codes.into_iter().peekable(),
            out: String::with_capacity(room_for(text.len())),
        };
        let mut done = 0;
        for edit in &self.edits(&stripped) {
            let kept = done..edit.source.start;
            placing.push(kept.clone(), &stripped[kept]);
            placing.push(edit.source.clone(), edit.text);
            done = edit.source.end;
        }
        placing.push(done..stripped.len(), &stripped[done..]);
        let out = placing.finish();
        unless_same(text, out)
    }
}

/// Puts codes back into a text that was converted without them.
struct Placing<'s, C: Iterator> {
    /// The text without codes.
    source: &'s str,
    /// The codes to come, each with the place in the source where it stands.
    codes: Peekable<C>,
    out: String,
}

impl<'t, C: Iterator<Item = (usize, &'t str)>> Placing<'_, C> {
    /// Appends what a range of the source becomes, with the codes in it. Those at its
    /// end go before the next.
    fn push(&mut self, source: Range<usize>, target: &str) {
        let (mut from, mut rest) = (source.start, target);
        while let Some((place, code)) = self.codes.next_if(|code| code.0 < source.end) {
            let count = self.source[from..place].chars().count();
            let end = rest.char_indices().nth(count);
            let before;
            (before, rest) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            self.out.push_str(before);
            self.out.push_str(code);
            from = place;
        }
        self.out.push_str(rest);
    }

    fn finish(mut self) -> String {
        self.out.extend(self.codes.map(|(_, code)| code));
        self.out
    }
}
