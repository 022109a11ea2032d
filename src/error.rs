//! What can go wrong when data is loaded. Converting text cannot fail.

use std::fmt;

/// An entry that a dictionary cannot have: a line of its text, or a pair of those it was made
/// of.
///
/// Its message is `FILE:LINE: REASON`, or `pair NUMBER of NAME: REASON`; both are counted
/// from 1.
///
/// # Examples
/// ```
/// use jianfan::dictionary::Entries;
///
/// let error = Entries::parse("terms.txt", "头 頭\n").unwrap_err();
/// assert_eq!(error.to_string(), "terms.txt:1: no tab between key and values");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    file: String,
    position: Option<Position>,
    kind: ParseErrorKind,
}

impl ParseError {
    pub(crate) fn new(file: &str, position: Option<Position>, kind: ParseErrorKind) -> Self {
        Self {
            file: file.to_owned(),
            position,
            kind,
        }
    }

    /// The source as the caller named it.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// let error = Entries::parse("terms.txt", "发\t發\n头 頭\n").unwrap_err();
    /// assert_eq!(error.file(), "terms.txt");
    /// ```
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Where in the source it is; `None` if the entries came without one.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Position;
    /// use jianfan::dictionary::Entries;
    ///
    /// let error = Entries::parse("terms.txt", "发\t發\n头 頭\n").unwrap_err();
    /// assert_eq!(error.position(), Some(Position::Line(2)));
    /// let error = Entries::from_pairs("terms", [("", "")]).unwrap_err();
    /// assert_eq!(error.position(), Some(Position::Pair(1)));
    /// ```
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// The reason.
    ///
    /// # Examples
    /// ```
    /// use jianfan::ParseErrorKind;
    /// use jianfan::dictionary::Entries;
    ///
    /// let error = Entries::parse("terms.txt", "发\t發\n头 頭\n").unwrap_err();
    /// assert_eq!(*error.kind(), ParseErrorKind::MissingTab);
    /// ```
    #[must_use]
    pub fn kind(&self) -> &ParseErrorKind {
        &self.kind
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.file, self.position)?;
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for ParseError {}

/// Which entry of a source: counted from 1.
///
/// # Examples
/// ```
/// assert_eq!(jianfan::Position::Pair(3).to_string(), "pair 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Position {
    /// That of a line of text; lines without an entry are counted, too.
    Line(u32),
    /// That of a pair among those that a program handed over.
    Pair(u32),
}

impl Position {
    /// The number, of whatever it is.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(jianfan::Position::Line(3).number(), 3);
    /// ```
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Line(number) | Self::Pair(number) => number,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Pair(number) => write!(f, "pair {number}"),
        }
    }
}

/// Writes where an entry stands, as a message begins with it.
pub(crate) fn write_place(
    f: &mut fmt::Formatter<'_>,
    file: &str,
    position: Option<Position>,
) -> fmt::Result {
    match position {
        Some(Position::Line(number)) => write!(f, "{file}:{number}"),
        Some(position @ Position::Pair(_)) => write!(f, "{position} of {file}"),
        None => f.write_str(file),
    }
}

/// Why a line or a pair is not an entry.
///
/// # Examples
/// ```
/// use jianfan::{ParseErrorKind, Position};
///
/// let kind = ParseErrorKind::DuplicateKey { first: Position::Line(3) };
/// assert_eq!(kind.to_string(), "key already stands in line 3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// The line has no tab.
    MissingTab,
    /// Nothing stands before the tab.
    EmptyKey,
    /// Nothing stands after the tab, or two spaces follow each other.
    EmptyValue,
    /// A word has no count, or none above zero.
    MissingCount,
    /// An entry is for a region that there is not.
    UnknownRegion,
    /// A pattern names a list of words that there is not, or its form has more places for
    /// their members than the pattern has lists.
    UnknownClass,
    /// An earlier line or pair has the same key.
    DuplicateKey {
        /// That line or pair.
        first: Position,
    },
}

impl fmt::Display for ParseErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingTab => f.write_str("no tab between key and values"),
            Self::EmptyKey => f.write_str("empty key"),
            Self::EmptyValue => f.write_str("empty value"),
            Self::MissingCount => f.write_str("no count above zero behind the word"),
            Self::UnknownRegion => f.write_str("no such region"),
            Self::UnknownClass => f.write_str("no such list of words for a pattern"),
            Self::DuplicateKey { first } => write!(f, "key already stands in {first}"),
        }
    }
}

/// Why bytes are not a bundle this version can use.
///
/// # Examples
/// ```
/// use jianfan::dictionary::Bundle;
///
/// let error = Bundle::open(b"PK").unwrap_err();
/// assert_eq!(error, jianfan::BundleError::Foreign);
/// assert_eq!(error.to_string(), "not a jianfan bundle");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BundleError {
    /// The bytes do not start as a bundle does.
    Foreign,
    /// The bundle is of another format version.
    Version {
        /// The version found.
        found: u32,
        /// The version this crate reads.
        supported: u32,
    },
    /// The header tells another length than the bytes have.
    Length {
        /// The length told, in bytes.
        told: u64,
        /// The length found, in bytes.
        found: u64,
    },
    /// The checksum does not match: the bytes are damaged.
    Checksum {
        /// The checksum told.
        told: u32,
        /// The checksum found.
        found: u32,
    },
    /// A section is missing, overlaps the end, or does not hold what it must.
    Section {
        /// The section's name.
        name: String,
    },
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("not a jianfan bundle"),
            Self::Version { found, supported } => write!(
                f,
                "bundle is of format version {found}, this crate reads version {supported}"
            ),
            Self::Length { told, found } => {
                write!(f, "bundle should have {told} bytes, has {found}")
            }
            Self::Checksum { told, found } => write!(
                f,
                "bundle is damaged: checksum {found:08x}, should be {told:08x}"
            ),
            Self::Section { name } => {
                write!(f, "bundle has no usable section {name:?}")
            }
        }
    }
}

impl std::error::Error for BundleError {}
