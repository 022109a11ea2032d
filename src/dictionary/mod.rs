//! Dictionaries: their text, their compiled form, and the bundle that carries
//! the built-in ones.
//!
//! The pairs are OpenCC 1.4.2's (Apache-2.0); `dicts/README.md` tells where
//! each comes from. Reading them this way is for tools: [`crate::Converter`]
//! needs none of it.

mod bundle;
mod bytes;
mod derive;
mod embedded;
mod name;
mod node;
mod pool;
mod source;

use std::fmt;
use std::string::FromUtf8Error;

use fst::raw::Fst;

pub use bundle::Bundle;
pub(crate) use bundle::BundleWriter;
pub(crate) use bytes::Bytes;
pub use name::{Label, Name};
use node::Node;
pub use pool::Values;
pub(crate) use pool::push_record;
pub use source::{Entries, Entry};

pub(crate) use derive::{reversal_of, reverse};

/// A compiled dictionary: a finite-state map from keys to records of values.
///
/// # Examples
/// ```
/// use jianfan::dictionary::{Dictionary, Entries};
///
/// let entries = Entries::parse("terms.txt", "头发\t頭髮\n头\t頭\n")?;
/// let dictionary = Dictionary::compile(&entries);
/// let found = dictionary.longest_prefix("头发长").unwrap();
/// assert_eq!((found.len(), found.value()), ("头发".len(), "頭髮"));
/// # Ok::<(), jianfan::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Dictionary<'d> {
    map: Fst<Bytes<'d>>,
    pool: Bytes<'d>,
}

impl<'d> Dictionary<'d> {
    /// Compiles entries. Their order does not matter.
    ///
    /// # Complexity
    /// O(n log n) for n bytes of keys.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?);
    /// assert_eq!(dictionary.longest_prefix("头发长").unwrap().value(), "頭髮");
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn compile(entries: &Entries) -> Dictionary<'static> {
        let (map, pool) = Self::compile_parts(entries);
        Dictionary::from_parts(Bytes::from(map), Bytes::from(pool))
            .expect("the builder writes a map the reader takes")
    }

    /// The compiled form as bytes: the map, and the pool its outputs point into.
    pub(crate) fn compile_parts(entries: &Entries) -> (Vec<u8>, Vec<u8>) {
        let mut pool = Vec::new();
        let mut map = fst::MapBuilder::memory();
        for entry in entries.sorted() {
            let offset = push_record(&mut pool, &entry.values);
            map.insert(&entry.key, offset as u64)
                .expect("keys are sorted, each stands once, and memory takes every write");
        }
        let map = map.into_inner().expect("memory takes every write");
        (map, pool)
    }

    /// A dictionary over bytes that [`Dictionary::compile_parts`] made.
    ///
    /// `None` where the bytes do not even start as a map does.
    pub(crate) fn from_parts(map: Bytes<'d>, pool: Bytes<'d>) -> Option<Self> {
        if !map.as_ref().starts_with(&node::VERSION.to_le_bytes()) {
            return None;
        }
        let map = Fst::new(map).ok()?;
        Some(Self { map, pool })
    }

    /// The compiled form again.
    pub(crate) fn parts(&self) -> (&[u8], &[u8]) {
        (self.map.as_bytes(), self.pool.as_ref())
    }

    /// Whether the map's own checksum holds and every output points at a record.
    pub(crate) fn is_sound(&self) -> bool {
        self.map.verify().is_ok()
            && self.pairs().all(|(key, offset)| {
                key.is_ok() && pool::is_record(self.pool.as_ref(), offset as usize)
            })
    }

    /// Finds the longest key that `text` starts with.
    ///
    /// The length of the match counts bytes and ends on a `char` boundary,
    /// because every key is whole UTF-8.
    ///
    /// # Complexity
    /// O(k) for the longest key of k bytes; does not allocate.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?);
    /// assert_eq!(dictionary.longest_prefix("头发长").unwrap().len(), "头发".len());
    /// assert!(dictionary.longest_prefix("长头发").is_none());
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn longest_prefix(&self, text: &str) -> Option<Match<'_>> {
        self.prefixes(text).last()
    }

    /// Finds all keys that `text` starts with, the shortest first.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let entries = Entries::parse("terms.txt", "头发\t頭髮\n头\t頭\n")?;
    /// let dictionary = Dictionary::compile(&entries);
    /// let lengths: Vec<_> = dictionary.prefixes("头发长").map(|m| m.len()).collect();
    /// assert_eq!(lengths, [3, 6]);
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn prefixes(&self, text: &str) -> impl Iterator<Item = Match<'_>> {
        let mut node = self.root();
        let mut output = 0_u64;
        text.bytes()
            .enumerate()
            .map_while(move |(index, byte)| {
                let (next, passed) = node?.step(byte)?;
                (node, output) = (Some(next), output.wrapping_add(passed));
                let offset = next.last().map(|last| output.wrapping_add(last));
                Some((index + 1, offset))
            })
            .filter_map(|(len, offset)| Some((len, offset?)))
            // In a damaged map a key may end anywhere.
            .filter(|&(len, _)| text.is_char_boundary(len))
            .map(|(len, offset)| Match {
                len,
                values: self.values_at(offset),
            })
    }

    /// Whether a key starts with all of `text` and goes on.
    pub(crate) fn starts_longer_key(&self, text: &str) -> bool {
        self.node(text).is_some_and(|(node, _)| node.has_steps())
    }

    /// The values of `key`, in rank order.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "发\t發 髮\n")?);
    /// assert!(dictionary.get("发").unwrap().eq(["發", "髮"]));
    /// assert!(dictionary.get("髮").is_none());
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Values<'_>> {
        let (node, output) = self.node(key)?;
        Some(self.values_at(output.wrapping_add(node.last()?)))
    }

    /// All entries, sorted by the bytes of their keys.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?);
    /// assert_eq!(dictionary.entries().to_text(), "发\t發 髮\n头发\t頭髮\n");
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn entries(&self) -> Entries {
        self.pairs()
            .filter_map(|(key, offset)| Some((key.ok()?, offset)))
            .map(|(key, offset)| (key, self.values_at(offset).map(str::to_owned).collect()))
            .collect()
    }

    fn pairs(&self) -> impl Iterator<Item = (Result<String, FromUtf8Error>, u64)> {
        let pairs = self.map.stream().into_byte_vec();
        pairs
            .into_iter()
            .map(|(key, offset)| (String::from_utf8(key), offset))
    }

    fn root(&self) -> Option<Node<'_>> {
        Node::root(self.map.as_bytes())
    }

    /// The node that `text` leads to, and the output on the way.
    fn node(&self, text: &str) -> Option<(Node<'_>, u64)> {
        text.bytes()
            .try_fold((self.root()?, 0_u64), |(node, output), byte| {
                let (next, passed) = node.step(byte)?;
                Some((next, output.wrapping_add(passed)))
            })
    }

    fn values_at(&self, offset: u64) -> Values<'_> {
        Values::at(self.pool.as_ref(), offset as usize)
    }
}

impl fmt::Debug for Dictionary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary")
            .field("entries", &self.map.len())
            .finish_non_exhaustive()
    }
}

/// A key found at the start of a text.
///
/// # Examples
/// ```
/// use jianfan::dictionary::{Dictionary, Entries};
///
/// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "发\t發 髮\n")?);
/// let found = dictionary.longest_prefix("发现").unwrap();
/// assert_eq!((found.len(), found.value()), (3, "發"));
/// # Ok::<(), jianfan::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Match<'d> {
    len: usize,
    values: Values<'d>,
}

impl<'d> Match<'d> {
    /// The length of the key in bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?);
    /// assert_eq!(dictionary.longest_prefix("头发").unwrap().len(), 6);
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no key is empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// The value a conversion takes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?);
    /// assert_eq!(dictionary.longest_prefix("发现").unwrap().value(), "發");
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn value(&self) -> &'d str {
        self.values.clone().next().unwrap_or_default()
    }

    /// All values, in rank order.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Dictionary, Entries};
    ///
    /// let dictionary = Dictionary::compile(&Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?);
    /// assert!(dictionary.longest_prefix("发现").unwrap().values().eq(["發", "髮"]));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn values(&self) -> Values<'d> {
        self.values.clone()
    }
}
