//! The compiled form of a dictionary.
//!
//! ```text
//! offset  size  what
//!      0     8  "JIANFAND"
//!      8     4  format version
//!     12     4  CRC-32 of everything from offset 16 on
//!     16     8  length of the whole in bytes
//!     24     8  length of the map
//!     32     8  length of the values
//!     40     8  1 if a key starts with a character of ASCII, or else 0
//!     48 16384  the filter: the set of heads
//!  16432 32640  the filter: the lots of characters
//!        ...    the map, the values
//! ```
//! All numbers are little-endian.

use std::fmt;
use std::sync::Arc;

use super::filter::{CHARACTERS, Filter, WORDS};
use crate::dictionary::{Bytes, Dictionary};

const MAGIC: &[u8; 8] = b"JIANFAND";
const VERSION: u32 = 1;
const HEADER: usize = 48;
/// The checksum covers what comes after it.
const CHECKED: usize = 16;

pub(super) fn write(map: &Dictionary<'_>, filter: &Filter) -> Vec<u8> {
    let (map, values) = map.parts();
    let mut body = Vec::with_capacity(map.len() + values.len());
    body.extend((map.len() as u64).to_le_bytes());
    body.extend((values.len() as u64).to_le_bytes());
    body.extend(u64::from(filter.ascii).to_le_bytes());
    body.extend(filter.heads.iter().flat_map(|word| word.to_le_bytes()));
    let lots = &filter.lots[CHARACTERS];
    body.extend(lots.iter().flat_map(|word| word.to_le_bytes()));
    body.extend(map);
    body.extend(values);

    let length = (CHECKED + 8 + body.len()) as u64;
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&length.to_le_bytes());
    checksum.update(&body);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(checksum.finalize().to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Checks the first bytes and the checksum.
pub(super) fn check(bytes: &[u8]) -> Result<(), OpenErrorKind> {
    check_header(bytes)?;
    let told = u32::from_le_bytes(array(bytes, 12)?);
    let found = crc32fast::hash(&bytes[CHECKED..]);
    if told == found {
        Ok(())
    } else {
        Err(OpenErrorKind::Checksum { told, found })
    }
}

fn check_header(bytes: &[u8]) -> Result<(), OpenErrorKind> {
    if !bytes.starts_with(MAGIC) {
        return Err(OpenErrorKind::Foreign);
    }
    let found = u32::from_le_bytes(array(bytes, 8)?);
    if found != VERSION {
        return Err(OpenErrorKind::Version {
            found,
            supported: VERSION,
        });
    }
    let told = u64::from_le_bytes(array(bytes, 16)?);
    let found = bytes.len() as u64;
    if told == found {
        Ok(())
    } else {
        Err(OpenErrorKind::Length { told, found })
    }
}

/// Uses the bytes where they are, but for the filter, which is read.
pub(super) fn read(
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
) -> Result<(Dictionary<'static>, Filter), OpenErrorKind> {
    let whole: &dyn AsRef<[u8]> = bytes.as_ref();
    let whole = whole.as_ref();
    check_header(whole)?;
    let number = |at| Ok(u64::from_le_bytes(array(whole, at)?));

    let mut end = HEADER;
    let mut part = |len: u64| {
        let start = end;
        let len = usize::try_from(len).map_err(|_| OpenErrorKind::Unsound)?;
        end = start.checked_add(len).ok_or(OpenErrorKind::Unsound)?;
        whole.get(start..end).ok_or(OpenErrorKind::Unsound)?;
        Ok(start..end)
    };
    let heads = part(8 * WORDS as u64)?;
    let lots = part(2 * CHARACTERS.len() as u64)?;
    let map = part(number(24)?)?;
    let values = part(number(32)?)?;
    if end != whole.len() {
        return Err(OpenErrorKind::Unsound);
    }

    let mut filter = Filter::of_none();
    filter.ascii = number(40)? != 0;
    let heads = whole[heads].chunks_exact(8);
    for (word, bytes) in filter.heads.iter_mut().zip(heads) {
        *word = u64::from_le_bytes(array(bytes, 0)?);
    }
    let lots = whole[lots].chunks_exact(2);
    for (word, bytes) in filter.lots[CHARACTERS].iter_mut().zip(lots) {
        *word = u16::from_le_bytes(array(bytes, 0)?);
    }
    let map = Bytes::Part(Arc::clone(&bytes), map);
    let values = Bytes::Part(bytes, values);
    let map = Dictionary::from_parts(map, values).ok_or(OpenErrorKind::Unsound)?;
    Ok((map, filter))
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], OpenErrorKind> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk).copied();
    found.ok_or(OpenErrorKind::Length {
        told: HEADER as u64,
        found: bytes.len() as u64,
    })
}

/// Why bytes are not a compiled dictionary that this version can use.
///
/// Its message is `NAME: REASON`.
///
/// # Examples
/// ```
/// use jianfan::user_dictionary::UserDictionary;
///
/// let error = UserDictionary::open("terms.dict", b"PK").unwrap_err();
/// assert_eq!(error.to_string(), "terms.dict: not a compiled dictionary");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    name: String,
    kind: OpenErrorKind,
}

impl OpenError {
    pub(super) fn new(name: &str, kind: OpenErrorKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
        }
    }

    /// The dictionary as the caller named it.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::UserDictionary;
    ///
    /// let error = UserDictionary::open("terms.dict", b"PK").unwrap_err();
    /// assert_eq!(error.name(), "terms.dict");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The reason.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::{OpenErrorKind, UserDictionary};
    ///
    /// let error = UserDictionary::open("terms.dict", b"PK").unwrap_err();
    /// assert_eq!(*error.kind(), OpenErrorKind::Foreign);
    /// ```
    #[must_use]
    pub fn kind(&self) -> &OpenErrorKind {
        &self.kind
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.kind)
    }
}

impl std::error::Error for OpenError {}

/// What is wrong with the bytes.
///
/// # Examples
/// ```
/// use jianfan::user_dictionary::OpenErrorKind;
///
/// let kind = OpenErrorKind::Length { told: 3, found: 2 };
/// assert_eq!(kind.to_string(), "compiled dictionary should have 3 bytes, has 2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenErrorKind {
    /// The bytes do not start as a compiled dictionary does.
    Foreign,
    /// It is of another version of the format.
    Version {
        /// The version found.
        found: u32,
        /// The version this crate reads.
        supported: u32,
    },
    /// The bytes are more or fewer than they should be.
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
    /// A part does not hold what it must.
    Unsound,
}

impl fmt::Display for OpenErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("not a compiled dictionary"),
            Self::Version { found, supported } => write!(
                f,
                "compiled dictionary is of format version {found}, this crate reads version {supported}"
            ),
            Self::Length { told, found } => write!(
                f,
                "compiled dictionary should have {told} bytes, has {found}"
            ),
            Self::Checksum { told, found } => write!(
                f,
                "compiled dictionary is damaged: checksum {found:08x}, should be {told:08x}"
            ),
            Self::Unsound => f.write_str("compiled dictionary does not hold what it must"),
        }
    }
}
