//! The staged engine: the definition of every result, in readable code.
//!
//! A text is normalized, cut into segments where the conversion asks for it,
//! and every segment goes through the stages one after the other.

mod buffer;
mod definition;
mod group;
mod parts;
mod trace;
mod walk;

use std::borrow::Cow;

use crate::config::Config;
use crate::dictionary::{Bundle, Dictionary, Name};
use crate::error::BundleError;
use crate::tofu::Tofu;

pub(crate) use buffer::Append;
use buffer::Buffer;
pub(crate) use definition::{Definition, NORMALIZATION, Node, STAGES};
pub(crate) use group::{Found, Group};
pub(crate) use parts::Held;
pub(crate) use trace::{Cut, Cuts, Piece, Trace};
pub(crate) use walk::{
    Ending, Hit, Matcher, Segments, Sink, first_match, walk, walk_part, walk_to,
};

/// Goes along with a text through a pipeline.
pub(crate) trait Observer<'m, M> {
    /// Takes `text`, which follows the texts that it took there before, through a
    /// step and appends the result. Step 0 is the normalization, step `i` stage `i`.
    fn take(&mut self, step: usize, matcher: &'m M, text: &str, out: &mut impl Append);
}

/// Looks at nothing.
impl<'m, M: Matcher> Observer<'m, M> for () {
    fn take(&mut self, _step: usize, matcher: &'m M, text: &str, out: &mut impl Append) {
        walk(matcher, text, out);
    }
}

/// A conversion: its matchers in the order in which a text meets them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pipeline<'m, M> {
    /// `None` for a text that is known to be normalized.
    pub(crate) normalization: Option<&'m M>,
    pub(crate) segmentation: Option<&'m M>,
    pub(crate) stages: &'m [M],
}

/// Buffers that are kept from one conversion to the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    normalized: Buffer,
    pub(crate) between: Between,
}

/// Text between stages.
#[derive(Debug, Default)]
pub(crate) struct Between {
    stage: Buffer,
    next: Buffer,
}

impl<'m, M: Matcher> Pipeline<'m, M> {
    /// Converts the whole of `text`; borrowed when nothing changes.
    pub(crate) fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = String::with_capacity(room_for(text.len()));
        self.convert_into(text, &mut out, &mut Scratch::default());
        unless_same(text, out)
    }

    /// Converts the whole of `text` and appends the result.
    pub(crate) fn convert_into(&self, text: &str, out: &mut String, scratch: &mut Scratch) {
        self.observe(text, out, scratch, &mut ());
    }

    /// The same, with somebody who looks on.
    pub(crate) fn observe(
        &self,
        text: &str,
        out: &mut String,
        scratch: &mut Scratch,
        observer: &mut impl Observer<'m, M>,
    ) {
        let Scratch {
            normalized,
            between,
        } = scratch;
        let text = match self.normalization {
            Some(normalization) => {
                normalized.clear();
                observer.take(0, normalization, text, normalized);
                normalized.as_str()
            }
            None => text,
        };
        let mut convert = |segment: &str| self.convert_segment(segment, out, between, observer);
        let Some(segmentation) = self.segmentation else {
            return convert(text);
        };
        let mut segments = Segments::new(text, |segment, _| {
            if !segment.is_empty() {
                convert(segment);
            }
        });
        walk(segmentation, text, &mut segments);
        segments.hand_over(Ending::Final);
    }

    /// Converts one segment of a normalized text and appends the result.
    pub(crate) fn convert_segment(
        &self,
        segment: &str,
        out: &mut String,
        Between { stage, next }: &mut Between,
        observer: &mut impl Observer<'m, M>,
    ) {
        let Some((last, earlier)) = self.stages.split_last() else {
            return out.push_str(segment);
        };
        let mut text = segment;
        for (matcher, step) in earlier.iter().zip(1..) {
            next.clear();
            observer.take(step, matcher, text, next);
            std::mem::swap(stage, next);
            text = stage.as_str();
        }
        observer.take(self.stages.len(), last, text, out);
    }
}

/// A conversion with the dictionaries it owns or borrows.
#[derive(Clone, Debug)]
pub(crate) struct Chain<'d> {
    pub(crate) normalization: Group<'d>,
    pub(crate) segmentation: Option<Group<'d>>,
    pub(crate) stages: Vec<Group<'d>>,
}

/// How much room to make for what a text of `len` bytes becomes.
///
/// Results are seldom an eighth longer; the rest is what the mapping wants to have free,
/// so that a short text's result is allocated once.
pub(crate) fn room_for(len: usize) -> usize {
    len + len / 8 + 64
}

/// The result of converting `text`; borrowed when nothing changed.
pub(crate) fn unless_same(text: &str, result: String) -> Cow<'_, str> {
    if result == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(result)
    }
}

impl Chain<'static> {
    /// A built-in conversion over the dictionaries of the embedded bundle.
    pub(crate) fn embedded(config: Config, tofu: Tofu) -> Result<Self, BundleError> {
        let bundle = Bundle::embedded();
        Self::build(config.definition(), tofu, |name| bundle.dictionary(name))
    }
}

impl<'d> Chain<'d> {
    /// Builds what `definition` says from the dictionaries that `load` gives.
    pub(crate) fn build<E>(
        definition: Definition,
        tofu: Tofu,
        mut load: impl FnMut(Name) -> Result<Dictionary<'d>, E>,
    ) -> Result<Self, E> {
        let mut build = |node: &Node, tofu| Group::build(node, tofu, &mut load);
        Ok(Self {
            normalization: build(&NORMALIZATION, Tofu::Include)?,
            // Segmentation never leaves a dictionary out.
            segmentation: definition
                .segmentation
                .map(|node| build(&node, Tofu::Include))
                .transpose()?,
            stages: definition
                .stages
                .iter()
                .map(|node| build(node, tofu))
                .collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn pipeline(&self) -> Pipeline<'_, Group<'d>> {
        Pipeline {
            normalization: Some(&self.normalization),
            segmentation: self.segmentation.as_ref(),
            stages: &self.stages,
        }
    }

    /// Converts the whole of `text`.
    pub(crate) fn convert(&self, text: &str) -> String {
        self.pipeline().convert(text).into_owned()
    }
}

impl<'d> Group<'d> {
    /// Builds a group from the dictionaries that `load` gives.
    pub(crate) fn build<E>(
        node: &Node,
        tofu: Tofu,
        load: &mut impl FnMut(Name) -> Result<Dictionary<'d>, E>,
    ) -> Result<Self, E> {
        let mut members = |nodes: &[Node]| {
            nodes
                .iter()
                .filter(|node| tofu == Tofu::Include || !matches!(node, Node::Tofu(_)))
                .map(|node| Self::build(node, tofu, load))
                .collect::<Result<Vec<_>, E>>()
        };
        Ok(match *node {
            Node::Leaf(name) | Node::Tofu(name) => Self::Leaf(name.into(), load(name)?),
            Node::ShortCircuit(nodes) => Self::ShortCircuit(members(nodes)?),
            Node::Union(nodes) => Self::Union(members(nodes)?),
        })
    }
}
