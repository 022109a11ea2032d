//! Converting what is read or written.
//!
//! Both adapters take bytes that should be UTF-8; others stay as they are, as
//! [`Converter::convert_bytes`] tells. They hold back what [`StreamConverter`] does,
//! and a few kilobytes that were read, or are yet to be written.
//!
//! [`StreamConverter`]: crate::StreamConverter

use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read, Write};

use crate::bytes::ByteStreamConverter;
use crate::converter::Converter;

/// So many bytes are read, or taken to be written, at a time.
const BLOCK: usize = 8 << 10;

/// Gives what a reader gives, converted.
///
/// Reads in blocks of its own, so the reader needs no buffer. When an error is
/// returned nothing is lost: reading again goes on where the reader goes on. The end
/// of what the reader gives is the end of the text.
///
/// # Examples
/// ```
/// use std::io::Read;
/// use jianfan::io::ConvertReader;
/// use jianfan::{Config, Converter};
///
/// let source = "鼠标".as_bytes();
/// let mut converted = String::new();
/// let mut reader = ConvertReader::new(source, &Converter::new(Config::S2twp));
/// reader.read_to_string(&mut converted)?;
/// assert_eq!(converted, "滑鼠");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ConvertReader<R> {
    inner: R,
    stream: ByteStreamConverter,
    block: Box<[u8]>,
    converted: Vec<u8>,
    /// How many of the converted bytes were given.
    given: usize,
}

impl<R> ConvertReader<R> {
    /// Converts what `inner` gives from now on.
    ///
    /// # Examples
    /// ```
    /// use std::io::BufRead;
    /// use jianfan::io::ConvertReader;
    /// use jianfan::{Config, Converter};
    ///
    /// let reader = ConvertReader::new("開\n門".as_bytes(), &Converter::new(Config::T2s));
    /// let lines: Vec<String> = reader.lines().collect::<Result<_, _>>()?;
    /// assert_eq!(lines, ["开", "门"]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn new(inner: R, converter: &Converter) -> Self {
        Self {
            inner,
            stream: converter.byte_stream(),
            block: vec![0; BLOCK].into(),
            converted: Vec::new(),
            given: 0,
        }
    }

    /// The reader inside.
    ///
    /// # Examples
    /// ```
    /// use jianfan::io::ConvertReader;
    /// use jianfan::{Config, Converter};
    ///
    /// let reader = ConvertReader::new("開門".as_bytes(), &Converter::new(Config::T2s));
    /// assert_eq!(reader.get_ref().len(), 6);
    /// ```
    pub fn get_ref(&self) -> &R {
        &self.inner
    }

    /// Gives the reader back; what it gave that was not yet read from here is lost.
    ///
    /// # Examples
    /// ```
    /// use jianfan::io::ConvertReader;
    /// use jianfan::{Config, Converter};
    ///
    /// let reader = ConvertReader::new("開門".as_bytes(), &Converter::new(Config::T2s));
    /// assert_eq!(reader.into_inner(), "開門".as_bytes());
    /// ```
    pub fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> BufRead for ConvertReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.given == self.converted.len() {
            let len = self.inner.read(&mut self.block)?;
            self.converted.clear();
            self.given = 0;
            if len > 0 {
                self.stream.push(&self.block[..len], &mut self.converted);
                continue;
            }
            self.stream.finish(&mut self.converted);
            break;
        }
        Ok(&self.converted[self.given..])
    }

    fn consume(&mut self, amount: usize) {
        self.given += amount.min(self.converted.len() - self.given);
    }
}

impl<R: Read> Read for ConvertReader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let len = self.fill_buf()?.read(buf)?;
        self.consume(len);
        Ok(len)
    }
}

/// Writes what is written to it, converted, to another writer.
///
/// Writes in blocks, so the writer needs no buffer. What is still held back is written by
/// [`ConvertWriter::finish`], and lost without it.
///
/// When an error is returned nothing is lost: what was passed to that call was not
/// taken, and what was taken before is written by a later call.
///
/// # Examples
/// ```
/// use std::io::Write;
/// use jianfan::io::ConvertWriter;
/// use jianfan::{Config, Converter};
///
/// let mut writer = ConvertWriter::new(Vec::new(), &Converter::new(Config::S2twp));
/// write!(writer, "鼠")?;
/// write!(writer, "标")?;
/// assert_eq!(writer.finish()?, "滑鼠".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use = "it holds text back until `finish` is called"]
pub struct ConvertWriter<W> {
    inner: W,
    stream: ByteStreamConverter,
    converted: Vec<u8>,
    /// How many of the converted bytes were written.
    written: usize,
}

impl<W: Write> ConvertWriter<W> {
    /// Writes to `inner` from now on.
    ///
    /// # Examples
    /// ```
    /// use std::io;
    /// use jianfan::io::ConvertWriter;
    /// use jianfan::{Config, Converter};
    ///
    /// let mut writer = ConvertWriter::new(Vec::new(), &Converter::new(Config::T2s));
    /// io::copy(&mut "開門".as_bytes(), &mut writer)?;
    /// assert_eq!(writer.finish()?, "开门".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn new(inner: W, converter: &Converter) -> Self {
        Self {
            inner,
            stream: converter.byte_stream(),
            converted: Vec::new(),
            written: 0,
        }
    }

    /// The writer inside.
    ///
    /// # Examples
    /// ```
    /// use std::io::Write;
    /// use jianfan::io::ConvertWriter;
    /// use jianfan::{Config, Converter};
    ///
    /// let mut writer = ConvertWriter::new(Vec::new(), &Converter::new(Config::T2s));
    /// write!(writer, "開門")?;
    /// assert!(writer.get_ref().is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn get_ref(&self) -> &W {
        &self.inner
    }

    /// Ends the text, writes what was held back of it, and flushes the writer.
    ///
    /// What is written after that begins another text.
    ///
    /// # Errors
    /// Those of the writer; after one this can be called again.
    ///
    /// # Examples
    /// ```
    /// use std::io::Write;
    /// use jianfan::io::ConvertWriter;
    /// use jianfan::{Config, Converter};
    ///
    /// let mut writer = ConvertWriter::new(Vec::new(), &Converter::new(Config::T2s));
    /// write!(writer, "開門")?;
    /// writer.try_finish()?;
    /// assert_eq!(writer.get_ref(), "开门".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn try_finish(&mut self) -> io::Result<()> {
        self.stream.finish(&mut self.converted);
        self.flush()
    }

    /// Ends the text as [`ConvertWriter::try_finish`] does, and gives the writer back.
    ///
    /// # Errors
    /// Those of the writer, which then is dropped.
    ///
    /// # Examples
    /// ```
    /// use std::io::Write;
    /// use jianfan::io::ConvertWriter;
    /// use jianfan::{Config, Converter};
    ///
    /// let mut writer = ConvertWriter::new(Vec::new(), &Converter::new(Config::T2s));
    /// write!(writer, "開門")?;
    /// assert_eq!(writer.finish()?, "开门".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn finish(mut self) -> io::Result<W> {
        self.try_finish()?;
        Ok(self.inner)
    }

    /// Writes all that is converted. After an error the rest is kept.
    fn write_converted(&mut self) -> io::Result<()> {
        while self.written < self.converted.len() {
            match self.inner.write(&self.converted[self.written..]) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(len) => self.written += len,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.converted.clear();
        self.written = 0;
        Ok(())
    }
}

impl<W: Write> Write for ConvertWriter<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        // First what is already taken: an error now means that nothing of `buf` is.
        self.write_converted()?;
        let taken = &buf[..buf.len().min(BLOCK)];
        self.stream.push(taken, &mut self.converted);
        Ok(taken.len())
    }

    /// Writes what is certain, and flushes the writer. Text that what follows may
    /// change stays held back.
    fn flush(&mut self) -> io::Result<()> {
        self.write_converted()?;
        self.inner.flush()
    }
}

impl<R> fmt::Debug for ConvertReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConvertReader")
            .field("stream", &self.stream)
            .finish_non_exhaustive()
    }
}

impl<W> fmt::Debug for ConvertWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConvertWriter")
            .field("stream", &self.stream)
            .finish_non_exhaustive()
    }
}
