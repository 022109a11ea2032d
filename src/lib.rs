//! Converts Chinese text between Simplified, Traditional, Taiwan, Hong Kong and
//! Japanese forms, exactly as OpenCC 1.4.2 does.
//!
//! ```
//! use jianfan::{Config, Converter};
//!
//! let converter = Converter::new(Config::S2twp);
//! assert_eq!(converter.convert("鼠标和软件"), "滑鼠和軟體");
//! ```
//!
//! Everything that is needed is part of the program: there is nothing to
//! install, to load or to configure. [`Config`] names the conversions, OpenCC's sixteen
//! and those between all other forms, [`Converter`] does one of them, and
//! [`Converter::builder`] changes defaults. [`Form`] knows the forms by language tags.
//! [`align`] tells what a conversion changes and where every place comes to stand,
//! [`explain`] why a text comes out as it does.
//!
//! [`user_dictionary`] adds dictionaries of your own.
//!
//! A text need not be whole: [`Converter::stream`] takes it in pieces, and [`io`]
//! converts what is read or written. The feature `rayon` adds
//! `Converter::par_convert`, which converts a long text on several threads. With
//! the feature `serde`, what [`align`] and [`explain`] give can be serialized. The
//! feature `opencc-config` adds `opencc`, which reads OpenCC's own config files.
//!
//! [`markup`] is for texts with parts that are not to be converted, or not to be seen.

pub mod align;
mod boundary;
mod builder;
mod bytes;
mod chain;
pub mod compile;
mod config;
mod converter;
pub mod dictionary;
mod error;
pub mod explain;
mod fast;
mod form;
pub mod io;
pub mod markup;
#[cfg(feature = "opencc-config")]
pub mod opencc;
mod own;
#[cfg(feature = "rayon")]
mod parallel;
mod sequence;
mod stream;
mod tofu;
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

pub use builder::{BuildError, ConverterBuilder, Engine};
pub use bytes::ByteStreamConverter;
pub use config::{Config, UnknownConfig};
pub use converter::{Converter, convert};
pub use error::{BundleError, ParseError, ParseErrorKind};
pub use form::{Form, UnknownTag, Vocabulary};
pub use stream::StreamConverter;
pub use tofu::Tofu;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
