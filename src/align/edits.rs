//! Changes to a text, in order.

use std::borrow::Cow;
use std::ops::Range;

use crate::chain::Piece;

/// A range of a text that a conversion replaces.
///
/// Both ranges count bytes and lie on `char` boundaries. They are not empty, but for
/// what [`Converter::edits_protecting`](crate::Converter::edits_protecting) says, and
/// for text that a [`UserDictionary`](crate::user_dictionary::UserDictionary) takes away.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let edits = Converter::new(Config::S2twp).edits("清理内存");
/// let edit = edits.iter().next().unwrap();
/// assert_eq!((edit.source, edit.source_text), (6..12, "内存"));
/// assert_eq!((edit.target, edit.text), (6..15, "記憶體"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Edit<'e> {
    /// What is replaced, in the source.
    pub source: Range<usize>,
    /// Where the new text stands in the result.
    pub target: Range<usize>,
    /// What is replaced.
    pub source_text: &'e str,
    /// The new text; never the same as the old one.
    pub text: &'e str,
}

/// All that converting a text changes.
///
/// Edits are in order and do not overlap; the text between them stays. See
/// [the module](crate::align) for how fine they are.
///
/// With the feature `serde`, it is serialized as the sequence of its edits.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let edits = Converter::new(Config::T2s).edits("開門見山");
/// assert_eq!(edits.len(), 3);
/// assert_eq!(edits.target(), "开门见山");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edits<'t> {
    source: &'t str,
    target: String,
    pieces: Vec<Piece>,
}

impl<'t> Edits<'t> {
    pub(crate) fn new(source: &'t str, target: String, pieces: Vec<Piece>) -> Self {
        Self {
            source,
            target,
            pieces,
        }
    }

    /// The text after the conversion, for good.
    pub(crate) fn into_target(self) -> String {
        self.target
    }

    /// The text before the conversion.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// assert_eq!(Converter::new(Config::S2t).edits("头").source(), "头");
    /// ```
    #[must_use]
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The text after it.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// assert_eq!(Converter::new(Config::S2t).edits("头").target(), "頭");
    /// ```
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// How many edits there are.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// assert_eq!(Converter::new(Config::S2t).edits("头和手").len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether nothing changes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// assert!(Converter::new(Config::S2t).edits("山水").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The edits, in order.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let edits = Converter::new(Config::S2t).edits("干部");
    /// assert!(edits.iter().map(|edit| edit.text).eq(["幹"]));
    /// ```
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter {
            source: self.source,
            target: &self.target,
            pieces: self.pieces.iter(),
        }
    }
}

impl<'e> IntoIterator for &'e Edits<'_> {
    type Item = Edit<'e>;
    type IntoIter = Iter<'e>;

    fn into_iter(self) -> Iter<'e> {
        self.iter()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edits<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// Goes through [`Edits`]; see [`Edits::iter`].
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let edits = Converter::new(Config::S2t).edits("头发");
/// assert_eq!(edits.iter().len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Iter<'e> {
    source: &'e str,
    target: &'e str,
    pieces: std::slice::Iter<'e, Piece>,
}

impl<'e> Iterator for Iter<'e> {
    type Item = Edit<'e>;

    fn next(&mut self) -> Option<Edit<'e>> {
        let Piece { source, target } = self.pieces.next()?.clone();
        Some(Edit {
            source_text: &self.source[source.clone()],
            text: &self.target[target.clone()],
            source,
            target,
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.pieces.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// Makes the edits in a text equal to the one they were found in; borrowed when
/// there are none.
///
/// In another text, edits that do not lie in it on `char` boundaries are left out.
///
/// # Complexity
/// O(n) for n bytes; one allocation for the result.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, align};
///
/// let text = "用鼠标点击";
/// let converter = Converter::new(Config::S2twp);
/// assert_eq!(align::apply(text, &converter.edits(text)), converter.convert(text));
/// ```
#[must_use]
pub fn apply<'t>(text: &'t str, edits: &Edits<'_>) -> Cow<'t, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(edits.target.len().max(text.len()));
    let mut at = 0;
    for edit in edits {
        if let Some(kept) = text.get(at..edit.source.start)
            && text.is_char_boundary(edit.source.end)
        {
            out.push_str(kept);
            out.push_str(edit.text);
            at = edit.source.end;
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}
