//! Texts that come in pieces.

mod own;
mod pending;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::chain::{Ending, Held};
use crate::converter::{Converter, Inner, Staged};
use crate::fast::{Matching, Pass};
use own::OwnStream;
use pending::Pending;

/// Converts a text that comes in pieces, however it was cut.
///
/// The results of all pieces, joined, are what [`Converter::convert`] makes of the
/// whole text: phrases and description sequences that a cut runs through are put
/// together again. Made by [`Converter::stream`].
///
/// # Delay
/// A result is given as soon as no text to come can change it, but for two things.
/// The last two characters wait in any case, or the last four if the conversion is none of
/// [OpenCC's](crate::Config::OPENCC) and so takes two passes. And so that short pieces cost no more
/// than long ones, text that could not be decided is looked at again only when a
/// quarter as much has come. Most text is decided after two characters; a
/// description sequence may need some thousand. [`StreamConverter::finish`] gives
/// out all the rest.
///
/// Only the fast engine's tables wait so. What others hold back, such as dictionaries of your
/// own or [`Matching::Context`](crate::Matching::Context), is looked at again with each piece:
/// up to the longest key, 64 characters, or a description sequence. With keys of thousands of
/// characters, short pieces do cost more.
///
/// # Memory
/// Less than 64 KiB is held back, whatever the text is, in each pass, and as much more as
/// the longest key of a [`UserDictionary`](crate::user_dictionary::UserDictionary) has bytes.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let mut stream = Converter::new(Config::S2twp).stream();
/// let mut out = String::new();
/// for piece in ["鼠", "标和软", "件"] {
///     stream.push(piece, &mut out);
/// }
/// stream.finish(&mut out);
/// assert_eq!(out, "滑鼠和軟體");
/// ```
#[derive(Clone)]
#[must_use = "it holds text back until `finish` is called"]
pub struct StreamConverter {
    converter: Converter,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Fast(Pending),
    Matched(&'static Matching, Held),
    Staged(Arc<Staged>, Held),
    /// One after the other.
    Passes(Vec<Way>),
    Own(Box<OwnStream>),
}

impl Way {
    /// Takes the next piece of the text, and appends what is certain by now, or, at
    /// the end of the text, all the rest.
    fn advance(&mut self, piece: &str, ending: Ending, out: &mut String) {
        match self {
            Self::Fast(pending) => {
                pending.push(piece, out);
                if ending == Ending::Final {
                    pending.finish(out);
                }
            }
            Self::Matched(matching, held) => matching.convert_part(piece, ending, out, held),
            Self::Staged(staged, held) => {
                let pipeline = staged.chain.pipeline();
                pipeline.convert_part(piece, ending, out, held);
            }
            Self::Own(own) => own.advance(piece, ending, out),
            Self::Passes(ways) => {
                let mut text = Cow::Borrowed(piece);
                for way in ways {
                    let mut next = String::new();
                    way.advance(&text, ending, &mut next);
                    text = Cow::Owned(next);
                }
                out.push_str(&text);
            }
        }
    }
}

impl From<&Pass> for Way {
    fn from(pass: &Pass) -> Self {
        match *pass {
            Pass::Mapped(table) => Self::Fast(Pending::new(table)),
            Pass::Matched(matching) => Self::Matched(matching, Held::default()),
        }
    }
}

impl Converter {
    /// Starts to convert a text that comes in pieces.
    ///
    /// # Complexity
    /// O(1); allocates nothing yet for the conversions that OpenCC has.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut stream = Converter::new(Config::T2s).stream();
    /// let mut out = String::new();
    /// stream.push("開", &mut out);
    /// stream.push("門", &mut out);
    /// stream.finish(&mut out);
    /// assert_eq!(out, "开门");
    /// ```
    pub fn stream(&self) -> StreamConverter {
        let way = match &self.0 {
            Inner::Fast(table, _) => Way::Fast(Pending::new(table)),
            Inner::Compound(compound, _) => {
                Way::Passes(compound.passes.iter().map(Way::from).collect())
            }
            Inner::Staged(staged) => Way::Staged(Arc::clone(staged), Held::default()),
            Inner::Own(own) => Way::Own(Box::new(OwnStream::new(Arc::clone(own)))),
        };
        StreamConverter {
            converter: self.clone(),
            way,
        }
    }
}

impl StreamConverter {
    /// Takes the next piece of the text, and appends to `out` what is certain by now.
    ///
    /// # Complexity
    /// O(n) for all the n bytes of a text, whatever the size of its pieces; with dictionaries
    /// of your own O(n k), for keys of k bytes at most.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut stream = Converter::new(Config::S2t).stream();
    /// let mut out = String::new();
    /// stream.push("长头发，以及", &mut out);
    /// assert!("長頭髮，以及".starts_with(&out) && !out.is_empty());
    /// ```
    pub fn push(&mut self, piece: &str, out: &mut String) {
        self.way.advance(piece, Ending::Open, out);
    }

    /// Ends the text, and appends what was held back of it.
    ///
    /// What is pushed after that begins another text.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut stream = Converter::new(Config::S2t).stream();
    /// let mut out = String::new();
    /// stream.push("皇", &mut out);
    /// stream.finish(&mut out);
    /// stream.push("后", &mut out);
    /// stream.finish(&mut out);
    /// // In one text 皇后, the empress, would stay as she is.
    /// assert_eq!(out, "皇後");
    /// ```
    pub fn finish(&mut self, out: &mut String) {
        self.way.advance("", Ending::Final, out);
    }
}

impl fmt::Debug for StreamConverter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamConverter")
            .field("converter", &self.converter)
            .finish_non_exhaustive()
    }
}
