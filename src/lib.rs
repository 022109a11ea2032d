//! Converts Chinese text between Simplified, Traditional, Taiwan, Hong Kong and
//! Japanese forms, with exactly the results of [OpenCC](https://github.com/BYVoid/OpenCC).
//!
//! Everything that is needed is part of the program: there is nothing to install, to load
//! or to configure. What people come for:
//!
//! # 1. Convert a text
//! [`Config`] names the conversions, OpenCC's sixteen and those between all other forms;
//! [`Config::between`] finds one by language tags. A [`Converter`] does one of them.
//! ```
//! use jianfan::{Config, Converter};
//!
//! let converter = Converter::new(Config::S2twp);
//! assert_eq!(converter.convert("用鼠标打开软件"), "用滑鼠開啟軟體");
//! ```
//! [`Converter::builder`] changes defaults. The feature `rayon` adds
//! `Converter::par_convert` for long texts, the feature `opencc-config` adds `opencc`, which
//! reads OpenCC's own config files. [`Matching::Context`] reads a text in its likeliest words,
//! and so chooses better than OpenCC between what a character may become.
//!
//! # 2. Convert what comes in pieces
//! [`Converter::stream`] takes a text in pieces, cut anywhere; [`io`] converts what is read
//! or written; [`Converter::convert_bytes`] keeps bytes that are not UTF-8.
//! ```
//! use jianfan::{Config, Converter};
//!
//! let mut stream = Converter::new(Config::S2t).stream();
//! let mut out = String::new();
//! stream.push("头", &mut out);
//! stream.push("发", &mut out);
//! stream.finish(&mut out);
//! assert_eq!(out, "頭髮");
//! ```
//!
//! # 3. Keep highlights and names in place
//! [`Converter::edits`] lists what changes, and an [`align::Alignment`] takes offsets there
//! and back.
//! ```
//! use jianfan::align::{Alignment, Unit};
//! use jianfan::{Config, Converter};
//!
//! let edits = Converter::new(Config::S2twp).edits("内存和硬盘");
//! let alignment = Alignment::new(&edits);
//! let disk = alignment.target_range(Unit::Bytes, 9..15);
//! assert_eq!(&edits.target()[disk], "硬碟");
//! ```
//!
//! # 4. See why, and what to check
//! [`Converter::explain`] gives the reasons of a result, [`Converter::ambiguities`] the
//! places that a proofreader wants to see, [`Converter::candidates`] what an input method
//! offers. With the feature `serde` all of it can be serialized.
//! ```
//! use jianfan::{Config, Converter};
//!
//! let converter = Converter::new(Config::S2t);
//! assert_eq!(converter.candidates("发"), ["發", "髮"]);
//! ```
//!
//! # 5. Add your own terms
//! A [`user_dictionary::UserDictionary`] goes before the built-in ones, or is final.
//! ```
//! use jianfan::user_dictionary::{Level, UserDictionary};
//! use jianfan::{Config, Converter};
//!
//! let terms = UserDictionary::from_pairs("terms", [("程序员", "碼農")])?;
//! let converter = Converter::builder(Config::S2twp).dictionary(Level::Lock, terms).build()?;
//! assert_eq!(converter.convert("程序员写程序"), "碼農寫程式");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 6. Leave markup alone
//! [`markup`] is for texts with parts that are not to be converted, or not to be seen.
//! ```
//! use jianfan::markup::Protector;
//! use jianfan::{Config, Converter};
//!
//! let text = "见https://example.org/发现和`后`";
//! let protected = Protector::new().urls().code().find(text);
//! let converter = Converter::new(Config::S2t);
//! assert_eq!(
//!     converter.convert_protecting(text, protected),
//!     "見https://example.org/发现和`后`"
//! );
//! ```
//!
//! # 7. Search in both scripts
//! [`fold()`] gives all forms of a character the same one; see [`folding`].
//! ```
//! use jianfan::fold;
//!
//! assert_eq!(fold("頭髮"), fold("头发"));
//! ```
//!
//! # And what else it takes
//! [`detect`] tells in which script a text is, and [`Converter::convert_source_script`]
//! converts one of two. [`punctuation`] exchanges quotation marks, and the feature
//! `glosses` adds `glosses`, which knows readings in brackets. [`marks`] finds variation
//! selectors and combining marks, so that they belong to their character, [`Normalization`]
//! says which characters stand for others, and [`displayable`] falls back to what can be shown.
//!
//! # Below all that
//! [`dictionary`] shows the dictionaries behind the conversions, and [`compile`] makes the
//! tables of them.

pub mod align;
mod boundary;
mod builder;
mod bytes;
mod chain;
pub mod compile;
mod config;
mod context;
mod converter;
pub mod detect;
pub mod dictionary;
pub mod displayable;
mod error;
pub mod explain;
mod fast;
pub mod folding;
mod form;
mod fused;
#[cfg(feature = "glosses")]
pub mod glosses;
pub mod io;
pub mod marks;
pub mod markup;
mod mixed;
mod normalization;
#[cfg(feature = "opencc-config")]
pub mod opencc;
mod own;
#[cfg(feature = "rayon")]
mod parallel;
mod part;
pub mod punctuation;
mod script;
mod sequence;
mod stream;
mod tofu;
mod usage;
pub mod user_dictionary;

// The tests' own texts name the crate as its users do.
#[cfg(all(test, feature = "rayon"))]
extern crate self as jianfan;
#[cfg(all(test, feature = "rayon"))]
#[path = "../tests/texts/mod.rs"]
#[expect(
    unreachable_patterns,
    reason = "users of the crate cannot list every config"
)]
mod texts;

pub use builder::{BuildError, ConverterBuilder, Engine, Matching};
pub use bytes::ByteStreamConverter;
pub use config::{Config, UnknownConfig};
pub use converter::{Converter, convert};
pub use error::{BundleError, ParseError, ParseErrorKind, Position};
pub use folding::fold;
pub use form::{Form, UnknownTag, Vocabulary};
pub use normalization::Normalization;
pub use stream::StreamConverter;
pub use tofu::Tofu;
pub use usage::Usage;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
