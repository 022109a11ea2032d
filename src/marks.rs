//! Variation selectors and combining marks, which belong to the character before them.
//!
//! To a conversion, as to OpenCC, they are characters like others: 制 with a selector and
//! 药厂 are not the word 制药厂. Where that is not wanted, [`find`] them and convert the text
//! as if they were not there:
//!
//! ```
//! use jianfan::{Config, Converter, marks};
//!
//! let converter = Converter::new(Config::S2t);
//! let text = "制\u{E0100}药厂";
//! assert_eq!(converter.convert(text), "制\u{E0100}藥廠");
//! assert_eq!(converter.convert_transparent(text, marks::find(text)), "製\u{E0100}藥廠");
//! ```
//!
//! None is lost, and each stays behind the character in whose place its own has come. Whether
//! a font knows the variant of that one is another matter: which selectors a character has is
//! registered for each, so one that stood behind 发 may say nothing behind 發. Taking out such
//! a selector is left to who knows the fonts.

use std::ops::Range;

use crate::script::{is_han, is_mark};

/// Finds the marks behind Han characters, for [`Converter::convert_transparent`]: those
/// behind one character are one range. The ranges count bytes and are in order.
///
/// Marks are variation selectors (U+FE00 to U+FE0F, U+E0100 to U+E01EF), tone marks (U+302A to
/// U+302D) and the marks that combine with any script (U+0300 to U+036F, U+1AB0 to U+1AFF,
/// U+1DC0 to U+1DFF, U+20D0 to U+20FF, U+FE20 to U+FE2F). Behind letters, kana and emoji they
/// make another character and are not found.
///
/// # Complexity
/// O(n) for n bytes.
///
/// # Examples
/// ```
/// use jianfan::marks;
///
/// assert_eq!(marks::find("辻\u{E0101}い\u{3099}e\u{301}"), [3..7]);
/// ```
///
/// [`Converter::convert_transparent`]: crate::Converter::convert_transparent
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut is_behind_han = false;
    for (start, character) in text.char_indices() {
        if !is_mark(character) {
            is_behind_han = is_han(character);
        } else if is_behind_han {
            let end = start + character.len_utf8();
            match found.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => found.push(start..end),
            }
        }
    }
    found
}
