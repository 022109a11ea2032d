//! Dictionaries of your own, beside the built-in ones.
//!
//! ```
//! use jianfan::user_dictionary::{Level, UserDictionary};
//! use jianfan::{Config, Converter};
//!
//! let house_style = UserDictionary::parse("style.txt", "程序员\t碼農\n云端\t雲端\n")?;
//! let spoken = UserDictionary::from_pairs("spoken", [("电邮", "电子邮件")])?;
//! let names = UserDictionary::from_terms("names", ["皇后镇"])?;
//!
//! let converter = Converter::builder(Config::S2twp)
//!     .dictionary(Level::Lock, house_style)
//!     .dictionary(Level::First, spoken)
//!     .dictionary(Level::Keep, names)
//!     .build()?;
//! assert_eq!(converter.convert("皇后镇的程序员发电邮"), "皇后镇的碼農發電子郵件");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What they do to a text
//! The text is read from left to right, once, before all else. Where keys start, the
//! longest of all dictionaries is taken, and reading goes on behind it. Where none does,
//! a complete description sequence is passed over whole, or else one character. So no
//! value is searched for keys again: with 甲 to 乙 and 乙 to 甲 the two change places,
//! and nothing can run in circles. Keys are compared with the text as it is, before
//! compatibility ideographs are normalized.
//!
//! What a key becomes depends on its [`Level`]. Of [`Level::First`], its value takes its
//! place in the text. At those of the other levels the text is cut: what stands before
//! and what stands behind is converted each as a text of its own, so that no phrase and
//! no segment reaches over, and the key's own result is put between.
//!
//! All that converts respects them: streams, bytes, readers and writers, edits and
//! explanations, both engines. `Converter::par_convert` converts on one thread then. A
//! stream holds back as much more as the longest key has bytes.
//!
//! # What is an error
//! - A line that is not an entry, an empty key, and a key that comes twice in a dictionary:
//!   a [`ParseError`](crate::ParseError) that names the file with the line, or the pair.
//! - A key that two dictionaries have with different values, or at different levels: a
//!   [`Conflict`], by which [`build`](crate::ConverterBuilder::build) names both places. It
//!   looks up the keys of the one in the other, but not those of two that were opened
//!   compiled, which would have to be read whole: of these the one that was added earlier
//!   counts. Where that matters, one of them takes
//!   [`with_entries`](UserDictionary::with_entries).
//! - Bytes that are no compiled dictionary, or were damaged: an [`OpenError`]
//!   that names the dictionary.
//!
//! Cycles are none: no value is searched for keys.
//!
//! # What they cost
//! Nothing to who has none. Up to 4 096 keys that start with ideographs, of dictionaries that
//! were not opened compiled, are found while the text is converted. Of others, in other
//! conversions than [OpenCC's](crate::Config::OPENCC), with other engines or ways of
//! matching, in streams and for edits, all text is looked through before.
//! `cargo bench --bench user_dictionary` measures what either takes with a thousand keys,
//! and how soon dictionaries are ready.

mod dictionary;
mod file;
mod filter;
mod index;
mod lexicon;
mod place;

pub use dictionary::UserDictionary;
pub use file::{OpenError, OpenErrorKind};
pub use place::{Conflict, Place};

pub(crate) use lexicon::{Lexicon, OwnKey};

/// What becomes of the keys of a [`UserDictionary`].
///
/// # Examples
/// ```
/// use jianfan::user_dictionary::{Level, UserDictionary};
/// use jianfan::{Config, Converter};
///
/// let convert = |level| {
///     let own = UserDictionary::from_pairs("own", [("电脑", "微机")])?;
///     let converter = Converter::builder(Config::S2t).dictionary(level, own).build()?;
///     Ok::<_, Box<dyn std::error::Error>>(converter.convert("电脑发热").into_owned())
/// };
/// assert_eq!(convert(Level::First)?, "微機發熱");
/// assert_eq!(convert(Level::Lock)?, "微机發熱");
/// assert_eq!(convert(Level::Keep)?, "电脑發熱");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// The value takes the key's place before the conversion, and is converted together
    /// with the text around it.
    First,
    /// The value is final: no stage changes it.
    Lock,
    /// The key stays as it is; its value does not count.
    Keep,
}
