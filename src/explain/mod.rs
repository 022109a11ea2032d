//! Why a text comes out as it does.
//!
//! [`Converter::explain`] shows for each part of a text which keys of which
//! dictionaries matched, which values they have besides the one taken, and which
//! keys lost:
//!
//! ```
//! use jianfan::dictionary::Name;
//! use jianfan::{Config, Converter};
//!
//! let explanation = Converter::new(Config::S2twp).explain("用鼠标");
//! let mouse = &explanation.spans()[1];
//! assert_eq!((mouse.source_text, &*mouse.text), ("鼠标", "滑鼠"));
//!
//! let steps: Vec<_> = mouse.steps.iter().map(|step| (step.stage_name, &*step.value)).collect();
//! assert_eq!(steps, [("ST", "標"), ("TWP", "滑鼠")]);
//! assert_eq!(mouse.steps[1].dictionary, Name::TwPhrases);
//! ```
//!
//! With [`Matching::Context`](crate::Matching::Context), a [`Reading`] shows where the words
//! of least cost decided, what the next best ones were, and by how much; and a
//! [`Span::probability`] says how likely a result is by all of them.
//!
//! It is the staged engine that explains, since it knows its dictionaries by name.
//! A converter of the fast one opens them anew for each explanation, which costs a
//! few microseconds; one built with [`Engine::Staged`](crate::Engine::Staged) keeps
//! them open. Who only converts pays nothing for any of this.

mod candidates;
mod own;
mod reading;
mod record;

use std::ops::Range;

use crate::chain::Chain;
use crate::converter::{Converter, Inner};
use crate::dictionary::Label;
pub use reading::{Path, Reading, Word};

/// How a text is converted, span by span; see [`Converter::explain`].
///
/// With the feature `serde`, it is serialized as the sequence of its spans.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let converter = Converter::new(Config::S2t);
/// let explanation = converter.explain("干杯, cheers");
/// let joined: String = explanation.spans().iter().map(|span| &*span.text).collect();
/// assert_eq!(joined, converter.convert("干杯, cheers"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Explanation<'t> {
    spans: Vec<Span<'t>>,
}

/// A part of a text that is converted without regard to those around it.
///
/// It is as small as the matches allow: where those of two stages overlap, they are
/// in one span. Neighbouring text that nothing matches is one span. All ranges count
/// bytes and lie on `char` boundaries.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let explanation = Converter::new(Config::S2t).explain("我头发长");
/// let spans: Vec<_> = explanation.spans().iter().map(|span| span.source.clone()).collect();
/// assert_eq!(spans, [0..3, 3..9, 9..12]);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Span<'t> {
    /// Where it stands in the text.
    pub source: Range<usize>,
    /// Where it stands in the result.
    pub target: Range<usize>,
    /// What it is in the text.
    pub source_text: &'t str,
    /// What it is in the result.
    pub text: String,
    /// The segment of the text that it stands in, whose edges no match crosses.
    /// The whole text, if the conversion has no segmentation.
    pub segment: Range<usize>,
    /// What matched in it, stage after stage, from left to right. Keys of a
    /// [`UserDictionary`](crate::user_dictionary::UserDictionary) are no steps: a span
    /// that one made final has none, and one that begins with what another replaced has
    /// those that the replacing text went through. A word to which
    /// [`Matching::Context`](crate::Matching::Context) gives a result of its own has none.
    pub steps: Vec<Step>,
    /// How likely the result is, from 0 to 1, by the costs of all readings: what those give
    /// that have this result, of what all give. The least of its characters counts.
    ///
    /// A path that costs `d` more than another counts `exp(-0.8 d)` times as much: costs
    /// take words for independent of each other, and would make nearly all look certain. A
    /// character that no word holds counts for its value as often as that is what it becomes in
    /// words, and more, since most uses of its other values stand in words. No word is given
    /// more than 98 %: some are written alike.
    ///
    /// `None` with [`Matching::Greedy`](crate::Matching::Greedy), which takes the longest key
    /// whatever else is there. With [`Matching::Context`](crate::Matching::Context) all that
    /// lies in a [`Reading`] has one, and so has each character with several values; `None` has
    /// what can become nothing else, and what only a regional word makes ambiguous.
    pub probability: Option<f32>,
    /// The decision that begins with it, if one does.
    pub reading: Option<Reading>,
    /// Whether it is a range that
    /// [`Converter::explain_protecting`](crate::Converter::explain_protecting) was told to
    /// protect, and so was not converted.
    pub is_protected: bool,
}

// No probability is a NaN.
impl Eq for Span<'_> {}

/// A key that matched, and the value that was taken for it.
///
/// # Examples
/// ```
/// use jianfan::dictionary::Name;
/// use jianfan::{Config, Converter};
///
/// let explanation = Converter::new(Config::S2t).explain("头发");
/// let step = &explanation.spans()[0].steps[0];
/// assert_eq!((step.stage, step.stage_name), (1, "ST"));
/// assert_eq!(step.dictionary, Name::StPhrases);
/// assert_eq!((&*step.key, &*step.value), ("头发", "頭髮"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Step {
    /// The number of the stage: 0 for the normalization, then counted from 1.
    pub stage: usize,
    /// The name that the compiled tables have for it, such as `ST` for Simplified
    /// to Traditional, or `N` for the normalization; empty in a conversion that is not
    /// built in.
    pub stage_name: &'static str,
    /// The dictionary of the key.
    pub dictionary: Label,
    /// The key, as earlier stages left the text.
    pub key: String,
    /// The value taken.
    pub value: String,
    /// The key's other values, in rank order.
    pub alternatives: Vec<String>,
    /// The other keys that start where this one does, in the order in which their
    /// dictionaries are asked, each one's longest first.
    pub lost: Vec<Lost>,
}

/// A key that would have matched, but another was taken: a longer one, or one of a
/// dictionary that is asked earlier.
///
/// # Examples
/// ```
/// use jianfan::dictionary::Name;
/// use jianfan::{Config, Converter};
///
/// let explanation = Converter::new(Config::S2t).explain("头发");
/// let lost = &explanation.spans()[0].steps[0].lost[0];
/// assert_eq!(lost.dictionary, Name::StCharacters);
/// assert_eq!((&*lost.key, &*lost.value), ("头", "頭"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Lost {
    /// The dictionary of the key.
    pub dictionary: Label,
    /// The key.
    pub key: String,
    /// The first of its values.
    pub value: String,
}

impl<'t> Explanation<'t> {
    pub(crate) fn new(spans: Vec<Span<'t>>) -> Self {
        Self { spans }
    }

    /// The spans, in order and without gaps: joined, they are the result.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let explanation = Converter::new(Config::T2s).explain("開門 ok");
    /// let texts: Vec<_> = explanation.spans().iter().map(|span| &*span.text).collect();
    /// assert_eq!(texts, ["开", "门", " ok"]);
    /// ```
    #[must_use]
    pub fn spans(&self) -> &[Span<'t>] {
        &self.spans
    }

    /// The decisions between readings, in order; see [`Reading`].
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Matching};
    ///
    /// let converter = Converter::builder(Config::S2t).matching(Matching::Context).build()?;
    /// let explanation = converter.explain("一年历史，转换发生");
    /// let texts: Vec<_> = explanation.readings().map(|reading| &*reading.taken.text).collect();
    /// assert_eq!(texts, ["一年歷史", "轉換發生"]);
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.spans.iter().filter_map(|span| span.reading.as_ref())
    }
}

impl<'t> IntoIterator for Explanation<'t> {
    type Item = Span<'t>;
    type IntoIter = std::vec::IntoIter<Span<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.spans.into_iter()
    }
}

impl<'t> Span<'t> {
    /// A part of a text that becomes this `value`, in which nothing is matched.
    pub(crate) fn fixed(
        source: Range<usize>,
        source_text: &'t str,
        target: usize,
        value: &str,
    ) -> Self {
        Self {
            segment: source.clone(),
            source,
            target: target..target + value.len(),
            source_text,
            text: value.to_owned(),
            steps: Vec::new(),
            probability: None,
            reading: None,
            is_protected: false,
        }
    }

    /// The span of a part, in places of the whole `text`: so far behind in the text and in
    /// the result.
    pub(crate) fn moved(self, text: &str, source: usize, target: usize) -> Span<'_> {
        let by = |range: Range<usize>, len| range.start + len..range.end + len;
        let place = by(self.source, source);
        Span {
            source_text: &text[place.clone()],
            source: place,
            target: by(self.target, target),
            segment: by(self.segment, source),
            text: self.text,
            steps: self.steps,
            probability: self.probability,
            reading: self.reading.map(|reading| reading.moved(source)),
            is_protected: self.is_protected,
        }
    }

    /// Whether a key in it has more values than the one taken, or another reading of the
    /// text another result.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let explanation = Converter::new(Config::S2t).explain("发山");
    /// let ambiguous: Vec<_> = explanation.into_iter().map(|span| span.is_ambiguous()).collect();
    /// assert_eq!(ambiguous, [true, false]);
    /// ```
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.has_alternatives()
            || self
                .probability
                .is_some_and(|probability| probability < 1.0)
    }

    /// Whether a key in it has more values than the one taken.
    fn has_alternatives(&self) -> bool {
        self.steps.iter().any(|step| !step.alternatives.is_empty())
    }
}

/// Explains `text` with the dictionaries of the converter's own chain at hand.
fn spans<'t>(converter: &Converter, chain: &Chain<'_>, text: &'t str) -> Vec<Span<'t>> {
    match &converter.0 {
        Inner::Own(own) => own::spans(own, chain, text),
        Inner::Fast(..) | Inner::Compound(..) | Inner::Staged(_) => {
            record::spans(converter.config(), chain, text)
        }
    }
}

impl Converter {
    /// Explains how `text` is converted.
    ///
    /// # Complexity
    /// O(n) for n bytes, several hundred times slower than converting, with several
    /// allocations for each match.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// for span in Converter::new(Config::S2twp).explain("软件和硬件") {
    ///     println!("{} -> {}", span.source_text, span.text);
    ///     for step in span.steps {
    ///         println!("  {}, {}: {} -> {}", step.stage_name, step.dictionary, step.key, step.value);
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn explain<'t>(&self, text: &'t str) -> Explanation<'t> {
        Explanation::new(spans(self, &self.chain(), text))
    }

    /// Finds the spans of `text` in which a dictionary knows more than one value, or another
    /// reading gives another one: what a proofreader may want to look at.
    ///
    /// With [`Matching::Context`](crate::Matching::Context), a [`Span::probability`] tells
    /// which of them are doubtful:
    ///
    /// ```
    /// use jianfan::{Config, Converter, Matching};
    ///
    /// let converter = Converter::builder(Config::S2t).matching(Matching::Context).build()?;
    /// let spans = converter.ambiguities("一年历史，头发，干");
    /// let doubtful = spans.filter(|span| span.probability.is_some_and(|share| share < 0.95));
    /// let texts: Vec<_> = doubtful.map(|span| span.text).collect();
    /// // To do, or is it dry, 乾?
    /// assert_eq!(texts, ["幹"]);
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2t);
    /// let mut ambiguities = converter.ambiguities("山上的发");
    /// let hair = ambiguities.next().unwrap();
    /// assert_eq!((hair.source, &*hair.text), (9..12, "發"));
    /// assert_eq!(hair.steps[0].alternatives, ["髮"]);
    /// assert!(ambiguities.next().is_none());
    /// ```
    pub fn ambiguities<'t>(&self, text: &'t str) -> impl Iterator<Item = Span<'t>> + use<'t> {
        let spans = self.explain(text).into_iter();
        spans.filter(Span::is_ambiguous)
    }

    /// Finds all that `word` can become, in rank order: first what
    /// [`convert`](Self::convert) gives, then what the other values of its keys lead
    /// to.
    ///
    /// That is for a word, as an input method has it, which is a key as a whole. Where
    /// it is none, in any stage, its conversion is the only candidate, and so it is where
    /// a [`UserDictionary`](crate::user_dictionary::UserDictionary) has a key in it.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2t);
    /// assert_eq!(converter.candidates("发"), ["發", "髮"]);
    /// assert_eq!(converter.candidates("头发"), ["頭髮"]);
    /// ```
    #[must_use]
    pub fn candidates(&self, word: &str) -> Vec<String> {
        if let Inner::Own(own) = &self.0
            && !own.leaves_whole(word)
        {
            return vec![self.convert(word).into_owned()];
        }
        candidates::candidates(&self.chain(), word)
    }
}
