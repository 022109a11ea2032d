//! Where the text comes from: read in blocks, which have to be UTF-8.

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;

use crate::failure::Failure;

/// So many bytes are read at a time.
const BLOCK: usize = 64 << 10;
/// The bytes of the longest characters.
const LONGEST: usize = 4;

/// An input and the name it has in error messages.
pub(crate) struct Input {
    name: String,
    stream: Box<dyn Read>,
    /// What was read: text that was given, and the start of a character.
    block: Vec<u8>,
    /// How many bytes of the block were given.
    given: usize,
    /// How many bytes came before the block.
    offset: u64,
}

impl Input {
    pub(crate) fn standard() -> Self {
        Self::new("standard input", io::stdin().lock())
    }

    pub(crate) fn text(text: String) -> Self {
        Self::new("TEXT", Cursor::new(text))
    }

    pub(crate) fn file(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(Failure::io(&name))?;
        Ok(Self::new(&name, file))
    }

    fn new(name: &str, stream: impl Read + 'static) -> Self {
        Self {
            name: name.to_owned(),
            stream: Box::new(stream),
            block: Vec::new(),
            given: 0,
            offset: 0,
        }
    }

    /// The next part of the text; empty at its end. What is not UTF-8 fails once all that stands
    /// before it was given.
    pub(crate) fn next_part(&mut self) -> Result<&str, Failure> {
        self.block.drain(..self.given);
        self.offset += self.given as u64;
        let mut is_end = false;
        while self.block.len() < LONGEST && !is_end {
            is_end = self.read()? == 0;
        }
        // The rest of the last character comes with the next block.
        let started = if is_end { 0 } else { started(&self.block) };
        let complete = &self.block[..self.block.len() - started];
        match str::from_utf8(complete) {
            Ok(text) => {
                self.given = text.len();
                Ok(text)
            }
            Err(error) if error.valid_up_to() == 0 => Err(Failure::InvalidUtf8 {
                name: self.name.clone(),
                offset: self.offset,
            }),
            Err(error) => {
                self.given = error.valid_up_to();
                let text = str::from_utf8(&complete[..self.given]);
                Ok(text.expect("it is UTF-8 up to there"))
            }
        }
    }

    /// Reads behind what the block has; returns how many bytes, 0 at the end.
    fn read(&mut self) -> Result<usize, Failure> {
        let start = self.block.len();
        self.block.resize(BLOCK, 0);
        let read = loop {
            match self.stream.read(&mut self.block[start..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.block.truncate(start + *read.as_ref().unwrap_or(&0));
        read.map_err(Failure::io(&self.name))
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
