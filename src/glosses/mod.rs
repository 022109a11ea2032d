//! Readings in brackets behind the characters they belong to: `驅(qū)動`.
//!
//! ```
//! use jianfan::glosses;
//! use jianfan::{Config, Converter};
//!
//! let text = "驅(qū)動程序";
//! let found = glosses::find(text);
//! assert_eq!(&text[found[0].clone()], "(qū)");
//!
//! // As if they were not there: 驅動程序 becomes Taiwan's word for it.
//! let converter = Converter::new(Config::T2twp);
//! assert_eq!(converter.convert_transparent(text, found), "驅(qū)動程式");
//!
//! // Without them.
//! assert_eq!(glosses::remove(text), "驅動程序");
//! ```
//!
//! A gloss is one reading in half- or full-width brackets: a syllable of Pinyin with its
//! tone as a mark or a digit, a syllable of Bopomofo, or kana. It is one only if the
//! character before it is read so: `函数(han)` has none, nor has `(一)`. A syllable without a
//! tone has the neutral one. Of a Japanese reading, the end may stand behind the gloss,
//! as in 読(よ)む.
//!
//! The readings are Unihan's, of Unicode 14.0.0, for Han characters below U+10000;
//! `dicts/README.md` says more. This module is there with the feature `glosses`.

mod bopomofo;
mod compile;
mod damage;
mod kana;
mod pinyin;
mod readings;

use std::borrow::Cow;
use std::ops::Range;

use crate::markup::{Protected, replace};
use crate::script::is_mark;

pub use compile::compile_readings;
pub use damage::{Damage, damage};

/// Opening brackets, each with the one that closes it.
const BRACKETS: [(char, char); 2] = [('(', ')'), ('（', '）')];
/// No reading that is looked for has more characters, marks and digit included.
const LONGEST: usize = 9;

/// Finds the glosses of `text`: where each bracket opens to where it closes, in bytes,
/// in order. Between a character and its gloss, [`marks`](crate::marks) may stand.
///
/// # Complexity
/// O(n) for n bytes.
///
/// # Examples
/// ```
/// use jianfan::glosses;
///
/// let text = "開發（fā）區(qu1)，銀行(ㄏㄤˊ)，人(ひと)，函數(han)，（一）";
/// let found: Vec<_> = glosses::find(text).into_iter().map(|gloss| &text[gloss]).collect();
/// assert_eq!(found, ["（fā）", "(qu1)", "(ㄏㄤˊ)", "(ひと)"]);
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let opening = BRACKETS.map(|(open, _)| open);
    let glosses = text.match_indices(opening).filter_map(|(at, open)| {
        let character = text[..at].chars().rev().find(|c| !is_mark(*c))?;
        let inner = &text[at + open.len()..];
        let (_, close) = BRACKETS.into_iter().find(|(o, _)| open.starts_with(*o))?;
        let mut characters = inner.char_indices().take(LONGEST + 1);
        let (end, _) = characters.find(|(_, character)| *character == close)?;
        let behind = &inner[end + close.len_utf8()..];
        let is_gloss = is_reading(&inner[..end], character, behind);
        is_gloss.then(|| at..text.len() - behind.len())
    });
    glosses.collect()
}

/// Takes the glosses out of `text`; borrowed if there are none.
///
/// # Examples
/// ```
/// use std::borrow::Cow;
/// use jianfan::glosses::remove;
///
/// assert_eq!(remove("網(wǎng)站(zhàn)"), "網站");
/// assert!(matches!(remove("網站(site)"), Cow::Borrowed("網站(site)")));
/// ```
#[must_use]
pub fn remove(text: &str) -> Cow<'_, str> {
    let gone = |range| Protected {
        range,
        instead: Some(Cow::Borrowed("")),
    };
    replace(text, find(text).into_iter().map(gone))
}

/// Whether `character` is read so where the text goes on with `behind`.
fn is_reading(text: &str, character: char, behind: &str) -> bool {
    if let Some(reading) = kana::canonical(text) {
        // What else belongs to the word is inflected, so it need not be that of the reading.
        let is_start = behind.starts_with(kana::is_hiragana);
        return readings::has(&reading, character)
            || is_start && readings::has_start(&reading, character);
    }
    let syllable = pinyin::canonical(text).or_else(|| bopomofo::canonical(text));
    syllable.is_some_and(|syllable| readings::has(&syllable, character))
}
