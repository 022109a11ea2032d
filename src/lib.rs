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
//! install, to load or to configure. [`Config`] names the sixteen conversions,
//! [`Converter`] does one of them, and [`Converter::builder`] changes defaults.
//! [`align`] tells what a conversion changes and where every place comes to stand,
//! [`explain`] why a text comes out as it does.
//!
//! With the feature `serde`, what these two give can be serialized.

pub mod align;
mod builder;
mod chain;
pub mod compile;
mod config;
mod converter;
pub mod dictionary;
mod error;
pub mod explain;
mod fast;
mod sequence;
mod tofu;

pub use builder::{BuildError, ConverterBuilder, Engine};
pub use config::{Config, UnknownConfig};
pub use converter::{Converter, convert};
pub use error::{BundleError, ParseError, ParseErrorKind};
pub use tofu::Tofu;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
