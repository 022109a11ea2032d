//! A dictionary of a program's own.

use std::fmt;
use std::sync::Arc;

use super::file::{self, OpenError, OpenErrorKind};
use super::filter::Filter;
use super::index::Index;
use super::place::Place;
use crate::dictionary::{Dictionary, Entries};
use crate::error::{ParseError, ParseErrorKind};

/// A dictionary of your own, for [`ConverterBuilder::dictionary`].
///
/// It is cheap to clone, and can serve several converters. See
/// [the module](crate::user_dictionary) for what it does to a text.
///
/// [`ConverterBuilder::dictionary`]: crate::ConverterBuilder::dictionary
///
/// # Examples
/// ```
/// use jianfan::user_dictionary::{Level, UserDictionary};
/// use jianfan::{Config, Converter};
///
/// let terms = UserDictionary::parse("terms.txt", "# product names\n千兆网\t吉比特網\n")?;
/// let converter = Converter::builder(Config::S2t).dictionary(Level::Lock, terms).build()?;
/// assert_eq!(converter.convert("买千兆网"), "買吉比特網");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct UserDictionary {
    /// What errors call it.
    name: Arc<str>,
    pub(super) map: Dictionary<'static>,
    pub(super) filter: Arc<Filter>,
    /// `None` where only the compiled form is there.
    source: Option<Arc<Source>>,
}

/// Entries that were read, and what finds them.
struct Source {
    entries: Entries,
    index: Index,
}

impl Source {
    fn new(entries: Entries) -> Self {
        let index = Index::new(&entries);
        Self { entries, index }
    }
}

impl UserDictionary {
    /// Takes pairs of a key and its value.
    ///
    /// `name` is what errors call the dictionary. An empty value removes the key from
    /// the text.
    ///
    /// # Errors
    /// The first pair whose key is empty, or is that of an earlier pair.
    ///
    /// # Complexity
    /// O(n log n) for n bytes: some milliseconds for a thousand keys at most.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::UserDictionary;
    ///
    /// assert!(UserDictionary::from_pairs("terms", [("云", "雲端"), ("头像", "大頭照")]).is_ok());
    /// let error = UserDictionary::from_pairs("terms", [("云", "雲端"), ("", "無")]).unwrap_err();
    /// assert_eq!(error.to_string(), "pair 2 of terms: empty key");
    /// ```
    pub fn from_pairs<K: Into<String>, V: Into<String>>(
        name: &str,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self, ParseError> {
        Self::compile(name, Entries::from_pairs(name, pairs)?)
    }

    /// Takes terms that have no other value than themselves, as [`Level::Keep`] wants.
    ///
    /// # Errors
    /// As for [`from_pairs`](Self::from_pairs).
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::{Level, UserDictionary};
    /// use jianfan::{Config, Converter};
    ///
    /// let names = UserDictionary::from_terms("names", ["后海", "谷口"])?;
    /// let converter = Converter::builder(Config::S2t).dictionary(Level::Keep, names).build()?;
    /// assert_eq!(converter.convert("谷口的谷子"), "谷口的穀子");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// [`Level::Keep`]: super::Level::Keep
    pub fn from_terms<K: Into<String> + Clone>(
        name: &str,
        terms: impl IntoIterator<Item = K>,
    ) -> Result<Self, ParseError> {
        Self::from_pairs(name, terms.into_iter().map(|term| (term.clone(), term)))
    }

    /// Reads OpenCC's text form, as [`Entries::parse`] does: in each line a key, a tab,
    /// and values, of which the first counts.
    ///
    /// # Errors
    /// The first line that is not an entry.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::UserDictionary;
    ///
    /// let error = UserDictionary::parse("terms.txt", "云\t雲端\n头像\n").unwrap_err();
    /// assert_eq!(error.to_string(), "terms.txt:2: no tab between key and values");
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, ParseError> {
        Self::compile(file, Entries::parse(file, text)?)
    }

    /// Compiles entries.
    ///
    /// # Errors
    /// The first entry with an empty key or without a value.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    /// use jianfan::user_dictionary::UserDictionary;
    ///
    /// let entries = Entries::parse("terms.txt", "云\t雲端\n")?;
    /// let terms = UserDictionary::compile("terms.txt", entries)?;
    /// assert_eq!(terms.get("云"), Some("雲端"));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn compile(name: &str, entries: Entries) -> Result<Self, ParseError> {
        for entry in &entries {
            let error = |kind| Err(ParseError::new(name, entry.position, kind));
            if entry.key.is_empty() {
                return error(ParseErrorKind::EmptyKey);
            }
            if entry.values.is_empty() {
                return error(ParseErrorKind::EmptyValue);
            }
        }
        let filter = Filter::of(entries.iter().map(|entry| entry.key.as_str()));
        Ok(Self {
            name: name.into(),
            map: Dictionary::compile(&entries),
            filter: Arc::new(filter),
            source: Some(Arc::new(Source::new(entries))),
        })
    }

    /// The compiled form, for [`open`](Self::open).
    ///
    /// The same entries give the same bytes, on every machine.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::UserDictionary;
    ///
    /// let terms = UserDictionary::from_pairs("terms", [("云", "雲端")])?;
    /// let opened = UserDictionary::open("terms.dict", terms.to_bytes())?;
    /// assert_eq!(opened.get("云"), Some("雲端"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        file::write(&self.map, &self.filter)
    }

    /// Opens the compiled form, and checks it by its checksum. `name` is what errors call the
    /// dictionary.
    ///
    /// The bytes are used where they are. They may be a file that is mapped into memory;
    /// the example `user_dictionary` shows it.
    ///
    /// # Errors
    /// Bytes that are not such a dictionary, are of another version of the format, were
    /// cut or damaged.
    ///
    /// # Complexity
    /// O(n) for n bytes. [`open_trusted`](Self::open_trusted) reads next to nothing.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::{OpenErrorKind, UserDictionary};
    ///
    /// let mut bytes = UserDictionary::from_pairs("terms", [("云", "雲端")])?.to_bytes();
    /// *bytes.last_mut().unwrap() ^= 1;
    /// let error = UserDictionary::open("terms.dict", bytes).unwrap_err();
    /// assert!(matches!(error.kind(), OpenErrorKind::Checksum { .. }));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn open(
        name: &str,
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        file::check(bytes.as_ref()).map_err(|kind| OpenError::new(name, kind))?;
        Self::open_trusted(name, bytes)
    }

    /// Opens the compiled form that you wrote yourself, without reading all of it.
    ///
    /// Checked are the first bytes: what the file is, its version, and that its length
    /// and those of its parts are as told. The next 48 KiB are read. The checksum is not
    /// compared: where bytes behind were damaged, keys are not found or have other values.
    /// Nothing panics.
    ///
    /// # Errors
    /// The bytes do not start as such a dictionary, or were cut.
    ///
    /// # Complexity
    /// O(1), however many keys there are.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::{OpenErrorKind, UserDictionary};
    ///
    /// let bytes = UserDictionary::from_pairs("terms", [("云", "雲端")])?.to_bytes();
    /// let cut = bytes[..bytes.len() - 1].to_vec();
    /// assert!(UserDictionary::open_trusted("terms.dict", bytes).is_ok());
    /// let error = UserDictionary::open_trusted("terms.dict", cut).unwrap_err();
    /// assert!(matches!(error.kind(), OpenErrorKind::Length { .. }));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn open_trusted(
        name: &str,
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let parts = file::read(Arc::new(bytes));
        let (map, filter) = parts.map_err(|kind| OpenError::new(name, kind))?;
        Ok(Self {
            name: name.into(),
            map,
            filter: Arc::new(filter),
            source: None,
        })
    }

    /// Reads all entries of a dictionary that was opened, so that
    /// [`build`](crate::ConverterBuilder::build) compares its keys with those of others that
    /// were opened, too.
    ///
    /// One that was made of pairs or text has its entries in any case.
    ///
    /// # Errors
    /// The bytes were damaged.
    ///
    /// # Complexity
    /// O(n) for n bytes of entries, in time and in memory.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::{Level, UserDictionary};
    /// use jianfan::{Config, Converter};
    ///
    /// let bytes = |value| UserDictionary::from_pairs("own", [("云", value)]).map(|d| d.to_bytes());
    /// let ours = UserDictionary::open("ours.dict", bytes("雲端")?)?;
    /// let theirs = UserDictionary::open("theirs.dict", bytes("雲")?)?.with_entries()?;
    /// let builder = Converter::builder(Config::S2t);
    /// let builder = builder.dictionary(Level::Lock, ours).dictionary(Level::Lock, theirs);
    /// assert_eq!(
    ///     builder.build().unwrap_err().to_string(),
    ///     "theirs.dict: key 云 stands in ours.dict with another value or level"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_entries(mut self) -> Result<Self, OpenError> {
        if self.source.is_none() {
            if !self.map.is_sound() {
                return Err(OpenError::new(&self.name, OpenErrorKind::Unsound));
            }
            self.source = Some(Arc::new(Source::new(self.map.entries())));
        }
        Ok(self)
    }

    /// The value that stands for `key`.
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::UserDictionary;
    ///
    /// let terms = UserDictionary::from_pairs("terms", [("云", "雲端")])?;
    /// assert_eq!((terms.get("云"), terms.get("雲")), (Some("雲端"), None));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.map.get(key)?.next()
    }

    /// The longest key that `text` starts with, by its length, and its value.
    pub(super) fn longest_prefix(&self, text: &str) -> Option<(usize, &str)> {
        if let Some(source) = &self.source
            && let Ok(found) = source.index.longest_prefix(text)
        {
            return found;
        }
        let found = self.map.longest_prefix(text)?;
        Some((found.len(), found.value()))
    }

    /// Its keys with their values, if they were read.
    pub(super) fn source(&self) -> Option<&Entries> {
        self.source.as_ref().map(|source| &source.entries)
    }

    /// Where a key stands.
    pub(super) fn place(&self, key: &str) -> Place {
        let mut entries = self.source().into_iter().flatten();
        let entry = entries.find(|entry| entry.key == key);
        Place::new(&self.name, entry.and_then(|entry| entry.position))
    }
}

impl fmt::Debug for UserDictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserDictionary")
            .field("name", &self.name)
            .field("map", &self.map)
            .finish_non_exhaustive()
    }
}
