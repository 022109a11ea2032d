//! Texts with parts that are not text: markup, addresses, code.
//!
//! A *protected* range stays as it is and cuts the text in two:
//! [`Converter::convert_protecting`]. A *transparent* one stays where it is, and what
//! stands on its two sides is converted as if it were not there:
//! [`Converter::convert_transparent`].
//!
//! ```
//! use jianfan::markup::Protector;
//! use jianfan::{Config, Converter};
//!
//! let converter = Converter::new(Config::S2t);
//! let protector = Protector::new().urls().code();
//! let text = "网站https://zh.example.org/发现有`发`字";
//! assert_eq!(
//!     converter.convert_protecting(text, protector.find(text)),
//!     "網站https://zh.example.org/发现有`发`字"
//! );
//!
//! // 制药厂 is a word, whatever it looks like.
//! let subtitle = r"制{\i1}药厂";
//! assert_eq!(converter.convert_transparent(subtitle, [3..8]), r"製{\i1}藥廠");
//! ```
//!
//! A text with both has [`Converter::convert_marked`]; [`Protector::find_between`] finds
//! names that have codes in them.
//!
//! All take any ranges, so whoever knows the markup of a text says where it is; a
//! [`Protector`] finds what is common.
//!
//! # With the rest of the crate
//! [`Converter::edits_protecting`], [`Converter::edits_transparent`] and
//! [`Converter::edits_marked`] give the edits, and so the
//! [`Alignment`](crate::align::Alignment); [`Converter::explain_protecting`] explains a text
//! with protected ranges. Of transparent ones explanations know nothing: explain the text
//! without them.
//!
//! Nothing else knows of ranges: streams, [`io`](crate::io), bytes and `par_convert` take a
//! text as it is. A stream could not be told of a range that begins in a piece to come; a text
//! that is cut where no phrase can go on, such as at the end of a line, can be converted part
//! by part, and so on several threads.
//!
//! [`Converter::convert_protecting`]: crate::Converter::convert_protecting
//! [`Converter::convert_transparent`]: crate::Converter::convert_transparent
//! [`Converter::convert_marked`]: crate::Converter::convert_marked
//! [`Converter::edits_protecting`]: crate::Converter::edits_protecting
//! [`Converter::edits_transparent`]: crate::Converter::edits_transparent
//! [`Converter::edits_marked`]: crate::Converter::edits_marked
//! [`Converter::explain_protecting`]: crate::Converter::explain_protecting

mod code;
mod codes;
mod emails;
mod explain;
mod parts;
mod protect;
mod protector;
mod terms;
mod transparent;
mod urls;
mod wiki;

pub use protect::{Protected, replace};
pub use protector::Protector;
