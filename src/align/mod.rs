//! What a conversion changes, and where every place of a text comes to stand.
//!
//! [`Converter::edits`] gives the changes as ranges with their new text, and
//! [`Alignment`] takes offsets from the text to the result and back:
//!
//! ```
//! use jianfan::align::{Alignment, Side, Unit};
//! use jianfan::{Config, Converter};
//!
//! let text = "内存和鼠标";
//! let edits = Converter::new(Config::S2twp).edits(text);
//! assert_eq!(edits.target(), "記憶體和滑鼠");
//!
//! let changes: Vec<_> = edits.iter().map(|edit| (edit.source_text, edit.text)).collect();
//! assert_eq!(changes, [("内存", "記憶體"), ("鼠标", "滑鼠")]);
//!
//! // The character 和 stands in the third place, and comes to stand in the fourth.
//! let alignment = Alignment::new(&edits);
//! assert_eq!(alignment.to_target(Unit::Chars, 2, Side::Start), 3);
//! ```
//!
//! # How fine edits are
//! A character that no phrase takes is an edit of its own if it changes, and a
//! phrase is one edit. But in a phrase that has as many characters as its value,
//! each character that stays, or becomes what it would become alone, is told from
//! the others: 头发 to 頭髮 is two edits, 打印机 to 印表機 is one for 打印 and one
//! for 机, and 鼠标 to 滑鼠 is one. Where a conversion has several stages, the
//! phrases of one that overlap the next one's are one edit together.

mod alignment;
mod edits;

pub use alignment::{Alignment, Side, Unit};
pub use edits::{Edit, Edits, Iter, apply};

use crate::converter::Converter;

impl Converter {
    /// Finds what converting `text` changes.
    ///
    /// # Complexity
    /// O(n) for n bytes; a few times the work of [`Converter::convert`], and memory
    /// for each change.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, align};
    ///
    /// let text = "头发长了";
    /// let edits = Converter::new(Config::S2t).edits(text);
    /// let places: Vec<_> = edits.iter().map(|edit| (edit.source, edit.text)).collect();
    /// assert_eq!(places, [(0..3, "頭"), (3..6, "髮"), (6..9, "長")]);
    /// assert_eq!(align::apply(text, &edits), "頭髮長了");
    /// ```
    #[must_use]
    pub fn edits<'t>(&self, text: &'t str) -> Edits<'t> {
        let mut pieces = Vec::new();
        let target = self.trace(text, |piece| pieces.push(piece));
        Edits::new(text, target, pieces)
    }
}
