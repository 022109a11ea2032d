//! Explanations of a text with protected ranges.

use super::Protected;
use super::parts::parts;
use crate::converter::Converter;
use crate::explain::{Explanation, Span};

impl Converter {
    /// Explains how [`Converter::convert_protecting`] converts `text` with the same ranges.
    ///
    /// What is protected is a span of its own, with
    /// [`is_protected`](Span::is_protected) and without steps; what stands between two
    /// ranges is explained as a text of its own.
    ///
    /// # Complexity
    /// As for [`Converter::explain`], a few microseconds more for each range, and
    /// O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    /// use jianfan::{Config, Converter};
    ///
    /// let text = "小红书的头发";
    /// let names = Protector::new().terms(["小红书"]).find(text);
    /// let explanation = Converter::new(Config::S2t).explain_protecting(text, names);
    /// let spans = explanation.spans().iter().map(|span| (&*span.text, span.is_protected));
    /// assert!(spans.eq([("小红书", true), ("的", false), ("頭髮", false)]));
    /// ```
    #[must_use]
    pub fn explain_protecting<'t, 'p, R: Into<Protected<'p>>>(
        &self,
        text: &'t str,
        ranges: impl IntoIterator<Item = R>,
    ) -> Explanation<'t> {
        let mut spans: Vec<Span<'t>> = Vec::new();
        for part in parts(text, ranges) {
            let end = |spans: &[Span<'_>]| spans.last().map_or(0, |last| last.target.end);
            let target = end(&spans);
            let found = self.explain(&text[part.before.clone()]).into_iter();
            spans.extend(found.map(|span| span.moved(text, part.before.start, target)));
            let apart = &text[part.apart.clone()];
            let value = part.instead.as_deref().unwrap_or(apart);
            if !(apart.is_empty() && value.is_empty()) {
                spans.push(Span {
                    is_protected: true,
                    ..Span::fixed(part.apart, apart, end(&spans), value)
                });
            }
        }
        Explanation::new(spans)
    }
}
