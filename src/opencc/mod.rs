//! Conversions that OpenCC's config files describe.
//!
//! Such a file is JSON, with comments and trailing commas where one likes, and perhaps a
//! byte order mark before it. It names a normalization, a segmentation, and a chain of
//! stages, each of them a dictionary or a group of them:
//!
//! ```
//! use jianfan::opencc::ConfigFile;
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("mine.json");
//! let text = r#"{
//!   "name": "Simplified to Traditional, in our own words",
//!   "conversion_chain": [{
//!     "dict": {
//!       "type": "group",
//!       "match_policy": "short_circuit",
//!       "dicts": [
//!         { "type": "inline", "entries": { "鼠标": "滑鼠" } }, // or a file: "type": "text"
//!         { "type": "ocd2", "file": "STPhrases.ocd2" }, // built in
//!         { "type": "ocd2", "file": "STCharacters.ocd2" },
//!       ]
//!     }
//!   }]
//! }"#;
//! std::fs::write(&path, text)?;
//! let converter = ConfigFile::new(&path).build()?;
//! assert_eq!(converter.convert("鼠标和头发"), "滑鼠和頭髮");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What a file means
//! What it means to OpenCC 1.4.2:
//!
//! - `conversion_chain` has the stages. A text goes through all of them, one after the
//!   other. `normalization` comes before. Each stage has one field, `dict`.
//! - `segmentation`, of the type `mmseg`, cuts the text where its `dict` matches. No match
//!   of a stage crosses a cut.
//! - A dictionary of the type `text` is a file, looked for in the folder of the config;
//!   [`Entries::parse`](crate::dictionary::Entries::parse) says what it looks like. One of
//!   the type `inline` has its `entries` in the config, each key with one value.
//! - One of the type `ocd2` or `ocd` is compiled. Only OpenCC's own can be had, by the
//!   names that OpenCC gave them: they are built in, and no file is read.
//! - A `group` asks its `dicts` in order and takes the first match
//!   (`"match_policy": "short_circuit"`, the default), or the longest (`"union"`).
//! - What `may_output_tofu` is left out of stages and normalization, but not of the
//!   segmentation, unless [`ConfigFile::tofu`] says otherwise.
//!
//! Where OpenCC is lenient, this is not: fields it does not know and entries without a
//! value are errors, since they most likely are mistakes. A second normalization,
//! segmentation by plugins, and a search for dictionaries in other folders are not
//! supported.
//!
//! # Speed
//! The staged engine does such a conversion, 40 to 120 times slower than the fast one
//! does those that are built in: to derive the fast engine's tables takes seconds for
//! dictionaries as large as OpenCC's. Streams, edits and explanations work as with any
//! other converter, but a stream may hold back as much as the longest key has, where that
//! is more than 64 KiB, and `par_convert` uses one thread.

mod error;
mod field;
mod json;
mod read;

use std::fs;
use std::path::{Path, PathBuf};

use crate::converter::Converter;
use crate::tofu::Tofu;
use read::Reader;

pub use error::{ConfigError, ConfigErrorKind};

/// A config file of OpenCC; see the [module](self) for what it may say.
///
/// # Examples
/// ```
/// use jianfan::opencc::ConfigFile;
///
/// let error = ConfigFile::new("no/such.json").build().unwrap_err();
/// assert!(error.to_string().starts_with("cannot read no/such.json: "));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ConfigFile {
    path: PathBuf,
    tofu: Tofu,
}

impl ConfigFile {
    /// The config in the file at `path`, which is not yet read.
    ///
    /// # Examples
    /// ```
    /// let config = jianfan::opencc::ConfigFile::new("mine.json");
    /// ```
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            tofu: Tofu::default(),
        }
    }

    /// Whether dictionaries are used that may output what many fonts cannot draw; by
    /// default not.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Tofu;
    /// use jianfan::opencc::ConfigFile;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("rare.json");
    /// let text = r#"{ "conversion_chain": [{ "dict":
    ///     { "type": "ocd2", "file": "TSCharactersExt.ocd2", "may_output_tofu": true }
    /// }] }"#;
    /// std::fs::write(&path, text)?;
    /// let config = ConfigFile::new(path);
    /// assert_eq!(config.clone().build()?.convert("鄟"), "鄟");
    /// assert_eq!(config.tofu(Tofu::Include).build()?.convert("鄟"), "𫑘");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tofu(mut self, tofu: Tofu) -> Self {
        self.tofu = tofu;
        self
    }

    /// Reads the config and the dictionaries that it names, and makes the converter that
    /// does what it says.
    ///
    /// # Errors
    /// A file cannot be read, is not JSON, or says what is not understood; see
    /// [`ConfigErrorKind`]. The error names the file and the place in it.
    ///
    /// # Complexity
    /// O(n log n) for n bytes of text and inline dictionaries, which are compiled; those
    /// that are built in cost next to nothing.
    ///
    /// # Examples
    /// ```
    /// use jianfan::opencc::ConfigFile;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("words.json");
    /// std::fs::write(path.with_file_name("words.txt"), "軟件\t軟體\n")?;
    /// std::fs::write(
    ///     &path,
    ///     r#"{ "conversion_chain": [{ "dict": { "type": "text", "file": "words.txt" } }] }"#,
    /// )?;
    /// let converter = ConfigFile::new(&path).build()?;
    /// assert_eq!(converter.convert("軟件"), "軟體");
    /// assert_eq!(converter.config(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn build(&self) -> Result<Converter, ConfigError> {
        let text = fs::read_to_string(&self.path).map_err(|error| {
            let file = self.path.clone();
            (String::new(), ConfigErrorKind::Read { file, error })
        });
        let reader = Reader {
            folder: self.path.parent().unwrap_or(Path::new("")),
            tofu: self.tofu,
        };
        match text.and_then(|text| reader.chain(&text)) {
            Ok(chain) => Ok(Converter::staged(None, chain)),
            Err((place, kind)) => Err(ConfigError::new(&self.path, place, kind)),
        }
    }
}
