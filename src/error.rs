//! What can go wrong when data is loaded. Converting text cannot fail.

use std::fmt;

/// A line of a dictionary's text that is not an entry.
///
/// Its message is `FILE:LINE: REASON`, the line counted from 1.
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
    line: u32,
    kind: ParseErrorKind,
}

impl ParseError {
    pub(crate) fn new(file: &str, line: u32, kind: ParseErrorKind) -> Self {
        Self {
            file: file.to_owned(),
            line,
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

    /// The line, counted from 1.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// let error = Entries::parse("terms.txt", "发\t發\n头 頭\n").unwrap_err();
    /// assert_eq!(error.line(), 2);
    /// ```
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
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
        write!(f, "{}:{}: {}", self.file, self.line, self.kind)
    }
}

impl std::error::Error for ParseError {}

/// Why a line is not an entry.
///
/// # Examples
/// ```
/// let kind = jianfan::ParseErrorKind::DuplicateKey { first_line: 3 };
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
    /// An earlier line has the same key.
    DuplicateKey {
        /// That line, counted from 1.
        first_line: u32,
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
            Self::DuplicateKey { first_line } => {
                write!(f, "key already stands in line {first_line}")
            }
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
