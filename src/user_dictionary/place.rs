//! Where keys stand, and which cannot stand together.

use std::fmt;

use crate::error::{Position, write_place};

/// Where a key stands.
///
/// # Examples
/// ```
/// use jianfan::user_dictionary::{Level, UserDictionary};
/// use jianfan::{BuildError, Config, Converter, Position};
///
/// let lock = UserDictionary::parse("lock.txt", "头\t頭\n发\t髮\n")?;
/// let first = UserDictionary::from_pairs("first", [("发", "发现")])?;
/// let builder = Converter::builder(Config::S2t);
/// let builder = builder.dictionary(Level::Lock, lock).dictionary(Level::First, first);
/// let BuildError::Conflict(conflict) = builder.build().unwrap_err() else {
///     panic!("no conflict");
/// };
/// assert_eq!(conflict.earlier().file(), "lock.txt");
/// assert_eq!(conflict.earlier().position(), Some(Position::Line(2)));
/// # Ok::<(), jianfan::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    file: String,
    position: Option<Position>,
}

impl Place {
    pub(super) fn new(file: &str, position: Option<Position>) -> Self {
        Self {
            file: file.to_owned(),
            position,
        }
    }

    /// The dictionary as the caller named it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Which of its lines or pairs; `None` in a compiled dictionary.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.file, self.position)
    }
}

/// A key that two dictionaries have with different values, or at different levels.
///
/// # Examples
/// ```
/// use jianfan::user_dictionary::{Level, UserDictionary};
/// use jianfan::{Config, Converter};
///
/// let ours = UserDictionary::from_pairs("ours", [("云", "雲端")])?;
/// let theirs = UserDictionary::parse("theirs.txt", "云\t雲\n")?;
/// let builder = Converter::builder(Config::S2t);
/// let builder = builder.dictionary(Level::Lock, ours).dictionary(Level::Lock, theirs);
/// assert_eq!(
///     builder.build().unwrap_err().to_string(),
///     "theirs.txt:1: key 云 stands in pair 1 of ours with another value or level"
/// );
/// # Ok::<(), jianfan::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub(super) key: String,
    pub(super) place: Place,
    pub(super) earlier: Place,
}

impl Conflict {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Where it stands in the dictionary that was added later.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where it stands in the one that was added earlier.
    #[must_use]
    pub fn earlier(&self) -> &Place {
        &self.earlier
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: key {} stands in {} with another value or level",
            self.place, self.key, self.earlier
        )
    }
}

impl std::error::Error for Conflict {}
