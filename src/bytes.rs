//! Bytes that should be UTF-8 and may not be.

use std::borrow::Cow;
use std::fmt;

use arrayvec::ArrayVec;

use crate::boundary::split_before;
use crate::chain::room_for;
use crate::converter::Converter;
use crate::stream::StreamConverter;

/// So many bytes of text are converted at a time.
const BLOCK: usize = 8 << 10;
/// The bytes of the longest characters.
const LONGEST: usize = 4;

impl Converter {
    /// Converts the whole of `bytes`, which should be UTF-8; borrowed when nothing
    /// changes.
    ///
    /// Bytes that are not UTF-8 stay as they are. The text before them and the text
    /// behind are converted as two: no phrase reaches over them.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::T2s);
    /// assert_eq!(converter.convert_bytes("開門".as_bytes()), "开门".as_bytes());
    /// let bytes = [b"\xFF", "開".as_bytes(), b"\x80"].concat();
    /// assert_eq!(*converter.convert_bytes(&bytes), [b"\xFF", "开".as_bytes(), b"\x80"].concat());
    /// ```
    #[must_use]
    pub fn convert_bytes<'t>(&self, bytes: &'t [u8]) -> Cow<'t, [u8]> {
        if let Ok(text) = str::from_utf8(bytes) {
            return match self.convert(text) {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            };
        }
        let mut out = Vec::with_capacity(room_for(bytes.len()));
        for chunk in bytes.utf8_chunks() {
            out.extend_from_slice(self.convert(chunk.valid()).as_bytes());
            out.extend_from_slice(chunk.invalid());
        }
        if out == bytes {
            Cow::Borrowed(bytes)
        } else {
            Cow::Owned(out)
        }
    }

    /// Starts to convert a text that comes in pieces of bytes.
    ///
    /// # Complexity
    /// O(1); allocates nothing yet for the conversions that OpenCC has.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut stream = Converter::new(Config::T2s).byte_stream();
    /// let mut out = Vec::new();
    /// for byte in "開門".bytes() {
    ///     stream.push(&[byte], &mut out);
    /// }
    /// stream.finish(&mut out);
    /// assert_eq!(out, "开门".as_bytes());
    /// ```
    pub fn byte_stream(&self) -> ByteStreamConverter {
        ByteStreamConverter {
            stream: self.stream(),
            undecoded: ArrayVec::new(),
        }
    }
}

/// Converts a text that comes in pieces of bytes, however it was cut, even within
/// characters.
///
/// The results of all pieces, joined, are what [`Converter::convert_bytes`] makes of
/// the whole. What is said of [`StreamConverter`] holds here too; a character that is
/// not complete waits besides, and bytes that are not UTF-8 end the wait of all
/// text before them. Made by [`Converter::byte_stream`].
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let mut stream = Converter::new(Config::S2t).byte_stream();
/// let mut out = Vec::new();
/// for piece in [b"\xE5\xA4", b"\xB4\xE5", b"\x8F\x91"] {
///     stream.push(piece, &mut out);
/// }
/// stream.finish(&mut out);
/// assert_eq!(out, "頭髮".as_bytes());
/// ```
#[derive(Clone)]
#[must_use = "it holds text back until `finish` is called"]
pub struct ByteStreamConverter {
    stream: StreamConverter,
    /// The start of a character.
    undecoded: ArrayVec<u8, { LONGEST - 1 }>,
}

impl ByteStreamConverter {
    /// Takes the next piece of the text, and appends to `out` what is certain by now.
    ///
    /// # Complexity
    /// O(n) for all the n bytes of a text, whatever the size of its pieces.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut stream = Converter::new(Config::S2t).byte_stream();
    /// let mut out = Vec::new();
    /// stream.push(b"\xE5\x8F\x91\xFF\xE5", &mut out);
    /// // Nothing that follows can change what stands before a byte that is not UTF-8.
    /// assert_eq!(out, ["發".as_bytes(), b"\xFF"].concat());
    /// ```
    pub fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut piece = piece;
        if !self.undecoded.is_empty() {
            // Bytes enough to tell of the character, and the next character's start at
            // most, which then is looked at again.
            let (head, _) = piece.split_at(piece.len().min(LONGEST));
            let joined: ArrayVec<u8, { 2 * LONGEST - 1 }> =
                self.undecoded.iter().chain(head).copied().collect();
            let rest = self.decode(&joined, out);
            let Some(used) = head.len().checked_sub(rest) else {
                self.undecoded.extend(head.iter().copied());
                return;
            };
            self.undecoded.clear();
            piece = &piece[used..];
        }
        let rest = self.decode(piece, out);
        self.undecoded
            .extend(piece[piece.len() - rest..].iter().copied());
    }

    /// Converts what can be decoded; returns how many bytes at the end are the start of
    /// a character.
    fn decode(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> usize {
        let started = started(bytes);
        let whole = &bytes[..bytes.len() - started];
        // At once where it can be: in pieces, it takes longer to decode.
        if let Ok(text) = str::from_utf8(whole) {
            self.convert(text, out);
            return started;
        }
        for chunk in whole.utf8_chunks() {
            self.convert(chunk.valid(), out);
            if !chunk.invalid().is_empty() {
                give(out, |text| self.stream.finish(text));
                out.extend_from_slice(chunk.invalid());
            }
        }
        started
    }

    fn convert(&mut self, text: &str, out: &mut Vec<u8>) {
        let mut rest = text;
        while !rest.is_empty() {
            let part;
            (part, rest) = split_before(rest, BLOCK);
            give(out, |text| self.stream.push(part, text));
        }
    }

    /// Ends the text, and appends what was held back of it.
    ///
    /// What is pushed after that begins another text.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut stream = Converter::new(Config::S2t).byte_stream();
    /// let mut out = Vec::new();
    /// stream.push(b"\xE5\x8F\x91\xE5\x8F", &mut out);
    /// stream.finish(&mut out);
    /// assert_eq!(out, ["發".as_bytes(), b"\xE5\x8F"].concat());
    /// ```
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        give(out, |text| self.stream.finish(text));
        out.extend(self.undecoded.drain(..));
    }
}

/// How many bytes at the end are the start of a character.
fn started(bytes: &[u8]) -> usize {
    let is_start = |len: &usize| {
        let error = str::from_utf8(&bytes[bytes.len() - len..]).err();
        error.is_some_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    let mut lengths = 1..LONGEST.min(bytes.len() + 1);
    lengths.find(is_start).unwrap_or(0)
}

/// Appends a text to bytes.
fn give(out: &mut Vec<u8>, converted: impl FnOnce(&mut String)) {
    let mut text = String::new();
    converted(&mut text);
    out.extend_from_slice(text.as_bytes());
}

impl fmt::Debug for ByteStreamConverter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStreamConverter")
            .field("stream", &self.stream)
            .finish_non_exhaustive()
    }
}
