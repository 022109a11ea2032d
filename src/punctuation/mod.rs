//! Quotation marks, and the width of other punctuation.
//!
//! ```
//! use jianfan::markup::Protected;
//! use jianfan::punctuation::{Quotes, Width};
//! use jianfan::{Config, Converter};
//!
//! let text = "他说“好,走吧.”";
//! let mut marks: Vec<Protected> = Quotes::Corner.find(text);
//! marks.extend(Width::Full.find(text));
//! let converter = Converter::new(Config::S2t);
//! assert_eq!(converter.convert_protecting(text, marks), "他說「好，走吧.」");
//! ```
//!
//! What is found are ranges with another text in their place, so
//! [`Converter::convert_protecting`] exchanges them, together with other ranges if there
//! are some, and [`Converter::edits_protecting`] has them among its edits.
//!
//! [`Converter::convert_protecting`]: crate::Converter::convert_protecting
//! [`Converter::edits_protecting`]: crate::Converter::edits_protecting

mod quotes;
mod width;

pub use quotes::Quotes;
pub use width::Width;
