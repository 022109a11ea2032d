//! One form for all: text that a search compares, whichever script it is in.
//!
//! ```
//! use jianfan::fold;
//!
//! // Mainland, Taiwan, Hong Kong, Japan.
//! for written in ["发髻里面", "髮髻裡面", "髮髻裏面", "髪髻裏面"] {
//!     assert_eq!(fold(written), "发髻里面");
//! }
//! ```
//!
//! Each character becomes one character, whatever stands beside it: the Simplified form of
//! all that are written for one another. So text can be folded piece by piece, cut anywhere
//! between characters, and the folded text of a token has the token's place in the source.
//! Where a text is folded as a whole, [`edits`] align it with its source.
//!
//! # What is one form
//! Characters that OpenCC's dictionaries exchange, whatever the rank of the value, and those
//! that are exchanged with the same one: 发, 發, 髮, 発 and 髪. That is coarser than a
//! conversion, on purpose: a Simplified query does not say whether it means 頭髮 or 出發, so
//! 髮 and 發 have to be found by the same.
//!
//! No conversion that leaves words as they are, such as [`s2tw`](crate::Config::S2tw),
//! [`t2s`](crate::Config::T2s) or [`t2jp`](crate::Config::T2jp), changes what a text folds to.
//! Those that exchange words do, since 鼠标 and 滑鼠 have other characters, and those from
//! Japanese, which may write 予備 for 預備.
//!
//! The 10 183 characters that have other forms are 4 674 classes, of nine members at most:
//! 炼, 煉, 錬, 鍊, 链, 鏈 and rarer ones, since 鍊 is a form of both 炼 and 链.
//! A few pairs are one only by Japanese forms, such as 滤 and 沪, 艺 and 芸.
//!
//! # What is left to others
//! Letters keep their case and width, and variation selectors, accents and punctuation stay:
//! whoever searches has filters for these, and each would make other texts equal than
//! Chinese ones.
//!
//! # With a search engine
//! `integrations/tantivy` in the project's repository is a filter for `tantivy`'s tokenizers:
//! a query in either script finds documents in both, and hits are highlighted where they
//! stand in the document.

use std::borrow::Cow;

use crate::align::Edits;
use crate::chain::Piece;
use crate::fast::{changes_by_character, embedded};

/// Folds all of `text`; borrowed when nothing changes.
///
/// What is folded once more stays the same.
///
/// # Complexity
/// O(n) for n bytes; one allocation for the result.
///
/// # Examples
/// ```
/// use std::borrow::Cow;
///
/// assert_eq!(jianfan::fold("裡面"), jianfan::fold("里面"));
/// assert!(matches!(jianfan::fold("里面"), Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    embedded::folding().fold(text)
}

/// Folds all of `text` and appends the result to `out`.
///
/// # Examples
/// ```
/// let mut key = String::from("title:");
/// jianfan::folding::fold_into("後臺", &mut key);
/// assert_eq!(key, "title:后台");
/// ```
pub fn fold_into(text: &str, out: &mut String) {
    embedded::folding().fold_into(text, out);
}

/// Folds one character.
///
/// # Complexity
/// O(1).
///
/// # Examples
/// ```
/// use jianfan::folding::fold_char;
///
/// assert_eq!(fold_char('龜'), '龟');
/// assert_eq!(fold_char('亀'), '龟');
/// assert_eq!(fold_char('x'), 'x');
/// ```
#[must_use]
pub fn fold_char(character: char) -> char {
    embedded::folding().fold_char(character)
}

/// Finds what folding `text` changes: each character that becomes another is an edit.
///
/// Most characters stay as long as they were, in bytes too, but not all: U+20000 and those
/// behind it have four bytes and may become one of three. An
/// [`Alignment`](crate::align::Alignment) of the edits takes places of the folded text back
/// to the source.
///
/// # Complexity
/// O(n) for n bytes, and memory for each change.
///
/// # Examples
/// ```
/// use jianfan::align::{Alignment, Unit};
/// use jianfan::folding;
///
/// let text = "𡻕月和頭髮";
/// let edits = folding::edits(text);
/// assert_eq!(edits.target(), "岁月和头发");
/// let hit = edits.target().find("头发").unwrap();
/// let alignment = Alignment::new(&edits);
/// let hit = alignment.source_range(Unit::Bytes, hit..hit + "头发".len());
/// assert_eq!(&text[hit], "頭髮");
/// ```
#[must_use]
pub fn edits(text: &str) -> Edits<'_> {
    let target = fold(text).into_owned();
    let whole = Piece {
        source: 0..text.len(),
        target: 0..target.len(),
    };
    let mut pieces = Vec::new();
    changes_by_character(&whole, text, &target, |piece| pieces.push(piece));
    Edits::new(text, target, pieces)
}
