//! A dictionary of a program's own.

use std::fmt;
use std::sync::Arc;

use super::file::{self, OpenError};
use super::filter::Filter;
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
    source: Option<Arc<Entries>>,
}

impl UserDictionary {
    /// Takes pairs of a key and its value.
    ///
    /// `name` is what errors call the dictionary. An empty value removes the key from
    /// the text.
    ///
    /// # Errors
    /// The first pair whose key is empty, or is that of an earlier pair; pairs are
    /// counted from 1.
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
    /// assert_eq!(error.to_string(), "terms:2: empty key");
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
    /// The first entry with an empty key or without a value, by its line.
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
            let error = |kind| Err(ParseError::new(name, entry.line, kind));
            if entry.key.is_empty() {
                return error(ParseErrorKind::EmptyKey);
            }
            if entry.values.is_empty() {
                return error(ParseErrorKind::EmptyValue);
            }
        }
        let mut filter = Filter::default();
        for entry in &entries {
            filter.insert(&entry.key);
        }
        Ok(Self {
            name: name.into(),
            map: Dictionary::compile(&entries),
            filter: Arc::new(filter),
            source: Some(Arc::new(entries)),
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

    /// Opens the compiled form, and checks it by its checksum.
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
    /// use jianfan::user_dictionary::{OpenError, UserDictionary};
    ///
    /// let mut bytes = UserDictionary::from_pairs("terms", [("云", "雲端")])?.to_bytes();
    /// *bytes.last_mut().unwrap() ^= 1;
    /// let error = UserDictionary::open("terms.dict", bytes).unwrap_err();
    /// assert!(matches!(error, OpenError::Checksum { .. }));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn open(
        name: &str,
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        file::check(bytes.as_ref())?;
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
    /// use jianfan::user_dictionary::{OpenError, UserDictionary};
    ///
    /// let bytes = UserDictionary::from_pairs("terms", [("云", "雲端")])?.to_bytes();
    /// let cut = bytes[..bytes.len() - 1].to_vec();
    /// assert!(UserDictionary::open_trusted("terms.dict", bytes).is_ok());
    /// let error = UserDictionary::open_trusted("terms.dict", cut).unwrap_err();
    /// assert!(matches!(error, OpenError::Length { .. }));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn open_trusted(
        name: &str,
        bytes: impl AsRef<[u8]> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let (map, filter) = file::read(Arc::new(bytes))?;
        Ok(Self {
            name: name.into(),
            map,
            filter: Arc::new(filter),
            source: None,
        })
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

    /// Its keys with their values, if it was not opened.
    pub(super) fn source(&self) -> Option<&Entries> {
        self.source.as_deref()
    }

    /// Where a key stands.
    pub(super) fn place(&self, key: &str) -> Place {
        let entry = self.source.iter().flat_map(|entries| entries.iter());
        let entry = entry.filter(|entry| entry.key == key);
        Place::new(&self.name, entry.map(|entry| entry.line).next())
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
