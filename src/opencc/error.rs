//! What can be wrong with a config file.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use crate::error::ParseError;

/// Why a config file cannot be used.
///
/// Its message is `FILE: PLACE: REASON`; the place is spelled as in
/// `conversion_chain[0].dict.type`.
///
/// # Examples
/// ```
/// use jianfan::opencc::ConfigFile;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("old.json");
/// let text = r#"{ "conversion_chain": [{ "dict": { "type": "ocd2", "file": "Mine.ocd2" } }] }"#;
/// std::fs::write(&path, text)?;
/// let error = ConfigFile::new(&path).build().unwrap_err();
/// assert_eq!(error.file(), path);
/// assert_eq!(error.place(), "conversion_chain[0].dict.type");
/// assert_eq!(
///     error.kind().to_string(),
///     "no compiled dictionary but OpenCC's own can be read; make Mine.txt of it with \
///      `opencc_dict -f ocd2 -t text -i Mine.ocd2 -o Mine.txt`, and name that with the type text"
/// );
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct ConfigError {
    file: PathBuf,
    place: String,
    kind: ConfigErrorKind,
}

impl ConfigError {
    pub(super) fn new(file: &Path, place: String, kind: ConfigErrorKind) -> Self {
        Self {
            file: file.to_owned(),
            place,
            kind,
        }
    }

    /// The config file, as the caller named it.
    ///
    /// # Examples
    /// ```
    /// use std::path::Path;
    /// use jianfan::opencc::ConfigFile;
    ///
    /// let error = ConfigFile::new("no/such.json").build().unwrap_err();
    /// assert_eq!(error.file(), Path::new("no/such.json"));
    /// ```
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The field in the file; empty where it is the whole of it.
    ///
    /// # Examples
    /// ```
    /// use jianfan::opencc::ConfigFile;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("bad.json");
    /// std::fs::write(&path, r#"{ "conversion_chain": [{ "dict": 3 }] }"#)?;
    /// assert_eq!(ConfigFile::new(&path).build().unwrap_err().place(), "conversion_chain[0].dict");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The reason.
    ///
    /// # Examples
    /// ```
    /// use jianfan::opencc::{ConfigErrorKind, ConfigFile};
    ///
    /// let error = ConfigFile::new("no/such.json").build().unwrap_err();
    /// assert!(matches!(error.kind(), ConfigErrorKind::Read { .. }));
    /// ```
    #[must_use]
    pub fn kind(&self) -> &ConfigErrorKind {
        &self.kind
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place, kind } = self;
        let file = file.display();
        match kind {
            ConfigErrorKind::Json { .. } => write!(f, "{file}:{kind}"),
            // It names the file itself.
            ConfigErrorKind::Read { .. } if place.is_empty() => kind.fmt(f),
            _ if place.is_empty() => write!(f, "{file}: {kind}"),
            _ => write!(f, "{file}: {place}: {kind}"),
        }
    }
}

impl error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.kind {
            ConfigErrorKind::Read { error, .. } => Some(error),
            ConfigErrorKind::Dictionary(error) => Some(error),
            _ => None,
        }
    }
}

/// What is wrong.
///
/// # Examples
/// ```
/// use jianfan::opencc::ConfigErrorKind;
///
/// let kind = ConfigErrorKind::UnknownField { known: &["type", "dict"] };
/// assert_eq!(kind.to_string(), "unknown field; known: type, dict");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigErrorKind {
    /// A file, the config or a dictionary, cannot be read.
    Read {
        /// That file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The config is not JSON, or has a field twice.
    Json {
        /// The line, counted from 1.
        line: usize,
        /// The byte in the line, counted from 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// A field is missing.
    MissingField {
        /// Its name.
        name: &'static str,
    },
    /// There is no such field, or none in what has this type.
    UnknownField {
        /// Those that there are.
        known: &'static [&'static str],
    },
    /// The value is not of the kind it must be.
    WrongType {
        /// The kind it must be.
        expected: &'static str,
    },
    /// The value is none of those that are understood.
    UnknownValue {
        /// The value.
        found: String,
        /// Those that are understood.
        known: &'static [&'static str],
    },
    /// The dictionary is compiled, and none of OpenCC's own.
    CompiledDictionary {
        /// Its file, as the config names it.
        file: String,
    },
    /// A line of a dictionary's text is not an entry.
    Dictionary(ParseError),
    /// A key or a value of an inline dictionary is empty.
    EmptyEntry,
    /// There is a second normalization.
    SecondNormalization,
}

impl fmt::Display for ConfigErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { file, error } => write!(f, "cannot read {}: {error}", file.display()),
            Self::Json {
                line,
                column,
                reason,
            } => write!(f, "{line}:{column}: {reason}"),
            Self::MissingField { name } => write!(f, "no field {name:?}"),
            Self::UnknownField { known } => write!(f, "unknown field; known: {}", known.join(", ")),
            Self::WrongType { expected } => write!(f, "not {expected}"),
            Self::UnknownValue { found, known } => {
                write!(f, "unknown value {found:?}; known: {}", known.join(", "))
            }
            Self::CompiledDictionary { file } => {
                let (stem, format) = file.rsplit_once('.').unwrap_or((file, "ocd2"));
                write!(
                    f,
                    "no compiled dictionary but OpenCC's own can be read; make {stem}.txt of it \
                     with `opencc_dict -f {format} -t text -i {file} -o {stem}.txt`, and name \
                     that with the type text"
                )
            }
            Self::Dictionary(error) => error.fmt(f),
            Self::EmptyEntry => f.write_str("empty key or value"),
            Self::SecondNormalization => f.write_str("more than one normalization"),
        }
    }
}
