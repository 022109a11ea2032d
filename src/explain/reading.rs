//! Why a part of a text was read in these words and no others.

use std::ops::Range;

use super::Span;
use crate::context::{Decision, NAT, Way, Weighed};

/// A part of a text that [`Matching::Context`](crate::Matching::Context) decided, since it
/// can be read in several ways: the reading taken, and the next best one.
///
/// Other text has none: there greedy matching finds the same, because the cheapest reading is
/// one word, or because no word comes out otherwise than its characters do. No word reaches over the ends of such a part, so what stands around
/// it has no say in it.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, Matching};
///
/// let converter = Converter::builder(Config::S2t).matching(Matching::Context).build()?;
/// let explanation = converter.explain("一年历史");
/// let reading = explanation.readings().next().unwrap();
/// let words: Vec<_> = reading.taken.words.iter().map(|word| &*word.text).collect();
/// assert_eq!(words, ["一年", "歷史"]);
///
/// // 年曆 is a calendar.
/// let next = reading.next.as_ref().unwrap();
/// assert_eq!(next.text, "一年曆史");
/// assert!(next.cost > reading.taken.cost);
/// # Ok::<(), jianfan::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Reading {
    /// Where it stands in the text, in bytes.
    pub source: Range<usize>,
    /// The cheapest reading, which counts.
    pub taken: Path,
    /// The cheapest one with another result; `None` if all have the same.
    pub next: Option<Path>,
}

/// Words one after the other, and what they cost.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, Matching};
///
/// let converter = Converter::builder(Config::S2t).matching(Matching::Context).build()?;
/// let explanation = converter.explain("一年历史");
/// let path = &explanation.readings().next().unwrap().taken;
/// let sum: f32 = path.words.iter().map(|word| word.cost).sum();
/// assert_eq!(path.cost, sum);
/// # Ok::<(), jianfan::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Path {
    /// Its words, in order and without gaps.
    pub words: Vec<Word>,
    /// The result: those of the words, joined.
    pub text: String,
    /// The sum of the words' costs.
    pub cost: f32,
}

/// A word of a [`Path`].
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, Matching};
///
/// let converter = Converter::builder(Config::S2t).matching(Matching::Context).build()?;
/// let explanation = converter.explain("一年历史");
/// let words = &explanation.readings().next().unwrap().taken.words;
/// assert_eq!((words[1].source.clone(), &*words[1].text), (6..12, "歷史"));
/// # Ok::<(), jianfan::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Word {
    /// Where it stands in the text, in bytes.
    pub source: Range<usize>,
    /// What becomes of it.
    pub text: String,
    /// The negative natural logarithm of its frequency and 2.5 for being a word, in steps
    /// of an eighth. So a word that costs `d` more is `exp(-d)` times as frequent. A
    /// character that is no word costs 20.5, more than any word.
    pub cost: f32,
}

impl Reading {
    /// How much more the next best path costs; `None` if there is none.
    ///
    /// 0 says that both are equally likely; at 2.3 the words of the other one are ten times
    /// less frequent together.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Matching};
    ///
    /// let converter = Converter::builder(Config::S2t).matching(Matching::Context).build()?;
    /// let explanation = converter.explain("一年历史");
    /// assert!(explanation.readings().next().unwrap().margin() > Some(2.3));
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    #[must_use]
    pub fn margin(&self) -> Option<f32> {
        self.next.as_ref().map(|next| next.cost - self.taken.cost)
    }

    pub(super) fn moved(mut self, by: usize) -> Self {
        let paths = std::iter::once(&mut self.taken).chain(&mut self.next);
        let words = paths.flat_map(|path| &mut path.words);
        let sources = words.map(|word| &mut word.source);
        for source in sources.chain([&mut self.source]) {
            *source = source.start + by..source.end + by;
        }
        self
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a path costs less than 2^24 eighths"
)]
fn nats(cost: u32) -> f32 {
    cost as f32 / NAT as f32
}

impl From<Way> for Path {
    fn from(way: Way) -> Self {
        let words = way.words.into_iter().map(|word| Word {
            source: word.source,
            text: word.text,
            cost: nats(word.cost),
        });
        Self {
            words: words.collect(),
            text: way.text,
            cost: nats(way.cost),
        }
    }
}

/// How often words are right about what they hold, where another result is possible at all:
/// some are written alike, and no cost tells which is meant. It was fitted on two thirds of
/// the sentence pairs of `docs/accuracy.md`.
const WORDS_RIGHT: f64 = 0.98;

/// Tells the spans of a text, in order, what of it was weighed.
pub(super) fn add(weighed: Vec<Weighed>, spans: &mut [Span<'_>]) {
    let mut rest = spans;
    for weighed in weighed {
        let Weighed {
            source,
            shares,
            decision,
        } = weighed;
        let start = rest.partition_point(|span| span.source.start < source.start);
        let end = rest.partition_point(|span| span.source.start < source.end);
        let (inside, behind) = std::mem::take(&mut rest).split_at_mut(end);
        let inside = &mut inside[start..];
        // Without a decision there is no doubt but about a key's other values.
        let is_weighed = |span: &&mut Span<'_>| decision.is_some() || span.has_alternatives();
        for span in inside.iter_mut().filter(is_weighed) {
            let of_span = shares.iter().filter(|(at, _)| span.source.contains(at));
            let least = of_span.map(|&(_, share)| share).reduce(f64::min);
            let is_word = decision.is_some() || span.source_text.chars().nth(1).is_some();
            let most = if is_word { WORDS_RIGHT } else { 1.0 };
            span.probability = least.map(|share| (most * share.min(1.0)) as f32);
        }
        if let (Some(first), Some(Decision { taken, next })) = (inside.first_mut(), decision) {
            first.reading = Some(Reading {
                source,
                taken: taken.into(),
                next: next.map(Path::from),
            });
        }
        rest = behind;
    }
}
