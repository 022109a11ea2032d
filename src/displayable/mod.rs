//! Results that can be shown: values that a font or a system lacks give way to others.
//!
//! ```
//! use jianfan::displayable::{Block, Coverage};
//! use jianfan::{Config, Converter, Tofu};
//!
//! let converter = Converter::builder(Config::T2s).tofu(Tofu::Include).build()?;
//! assert_eq!(converter.convert("鄟國"), "𫑘国");
//!
//! // A screen that knows the first ideographs of Unicode and extension A alone.
//! let screen = Coverage::blocks([Block::Unified, Block::ExtensionA]);
//! let shown = converter.convert_displayable("鄟國", &screen);
//! assert_eq!(shown.edits.target(), "鄟国");
//! assert_eq!((&*shown.fallbacks[0].wanted, &*shown.fallbacks[0].used), ("𫑘", "鄟"));
//! # Ok::<(), jianfan::BuildError>(())
//! ```
//!
//! A [`Coverage`] is made of blocks, of ranges, of characters, or, with the feature `font`,
//! of what a font has. Only what a conversion changes is looked at: what the text itself has
//! is the text's affair. Nothing but [`Converter::convert_displayable`] knows of coverages.

mod coverage;
#[cfg(feature = "font")]
mod font;

use std::ops::Range;

use crate::align::Edits;
use crate::chain::Piece;
use crate::converter::Converter;

pub use coverage::{Block, Coverage};
#[cfg(feature = "font")]
pub use font::FontError;

/// A text that was converted to what can be shown; see [`Converter::convert_displayable`].
///
/// # Examples
/// ```
/// use jianfan::displayable::Coverage;
/// use jianfan::{Config, Converter};
///
/// let shown = Converter::new(Config::S2t).convert_displayable("台", &Coverage::default());
/// assert_eq!(shown.edits.target(), "臺");
/// assert!(!shown.fallbacks[0].is_displayable);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Displayable<'t> {
    /// What changed; [`Edits::target`] is the result.
    pub edits: Edits<'t>,
    /// The values that could not be shown, in order.
    pub fallbacks: Vec<Fallback>,
}

/// A value that could not be shown, and what stands in its place.
///
/// # Examples
/// ```
/// use jianfan::displayable::Coverage;
/// use jianfan::{Config, Converter};
///
/// let screen: Coverage = "头发长".chars().collect();
/// let shown = Converter::new(Config::S2t).convert_displayable("头发长", &screen);
/// assert_eq!(shown.edits.target(), "头发长");
/// let places: Vec<_> = shown.fallbacks.iter().map(|fallback| &*fallback.wanted).collect();
/// assert_eq!(places, ["頭", "髮", "長"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Fallback {
    /// What is converted, in bytes of the text.
    pub source: Range<usize>,
    /// Where `used` stands, in bytes of the result.
    pub target: Range<usize>,
    /// What the conversion gives.
    pub wanted: String,
    /// What stands in its place; the same, if nothing else could be shown either.
    pub used: String,
    /// Whether all of `used` can be shown.
    pub is_displayable: bool,
}

impl Converter {
    /// Converts the whole of `text`, and falls back to what can be shown.
    ///
    /// Of the values of the conversion, as fine as [edits](crate::align) are, each that has a
    /// character outside of `coverage` gives way to the next of its
    /// [candidates](Converter::candidates) that has none, or else to the text as it was. A value
    /// that a character has only within a longer key has no other candidate: 髮 in 頭髮 is never
    /// exchanged for 發. Where nothing can be shown, the value stays.
    ///
    /// # Complexity
    /// As for [`Converter::edits`], and as for [`Converter::candidates`] for each fallback.
    ///
    /// # Examples
    /// ```
    /// use jianfan::displayable::Coverage;
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2t);
    /// assert_eq!(converter.candidates("发"), ["發", "髮"]);
    /// let screen: Coverage = "发髮".chars().collect();
    /// let shown = converter.convert_displayable("发", &screen);
    /// assert_eq!(shown.edits.target(), "髮");
    /// ```
    #[must_use]
    pub fn convert_displayable<'t>(&self, text: &'t str, coverage: &Coverage) -> Displayable<'t> {
        let edits = self.edits(text);
        if edits.iter().all(|edit| coverage.covers(edit.text)) {
            return Displayable {
                edits,
                fallbacks: Vec::new(),
            };
        }
        let mut target = String::with_capacity(edits.target().len());
        let mut pieces = Vec::with_capacity(edits.len());
        let mut fallbacks = Vec::new();
        let mut done = 0;
        for edit in &edits {
            target.push_str(&text[done..edit.source.start]);
            done = edit.source.end;
            let start = target.len();
            if coverage.covers(edit.text) {
                target.push_str(edit.text);
            } else {
                let used = self.fallback(edit.source_text, edit.text, coverage);
                target.push_str(&used);
                fallbacks.push(Fallback {
                    source: edit.source.clone(),
                    target: start..target.len(),
                    wanted: edit.text.to_owned(),
                    is_displayable: coverage.covers(&used),
                    used,
                });
            }
            let piece = Piece {
                source: edit.source,
                target: start..target.len(),
            };
            if piece.is_change(text, &target) {
                pieces.push(piece);
            }
        }
        target.push_str(&text[done..]);
        Displayable {
            edits: Edits::new(text, target, pieces),
            fallbacks,
        }
    }

    /// What to show for a value that cannot be shown.
    fn fallback(&self, source: &str, wanted: &str, coverage: &Coverage) -> String {
        let candidates = self.candidates(source);
        let is_its_own = candidates.first().is_some_and(|first| first == wanted);
        let others = candidates.into_iter().filter(|_| is_its_own).skip(1);
        let mut shown = others
            .chain([source.to_owned()])
            .filter(|candidate| coverage.covers(candidate));
        shown.next().unwrap_or_else(|| wanted.to_owned())
    }
}
