//! The staged engine on a text that comes in parts.

use super::Pipeline;
use super::walk::{Ending, Matcher, Segments, walk_part};
use crate::boundary::split_before;

/// So many bytes are taken through all stages at a time.
const STEP: usize = 1 << 10;

/// What the walks of a pipeline hold back between two parts of a text.
///
/// A walk stops where text to come may change what matches. What it leaves is
/// shorter than the longest key or the longest sequence, so all of this is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    /// For the normalization.
    source: String,
    /// For the segmentation.
    normalized: String,
    /// For each stage, of the segment that is open.
    segment: Vec<String>,
}

impl<M: Matcher> Pipeline<'_, M> {
    /// Converts the next part of a text as far as text to come cannot change the
    /// result, and appends that. With [`Ending::Final`] nothing is held back.
    ///
    /// All parts' results joined are what the whole text gives.
    ///
    /// # Complexity
    /// O(n k) for n characters and keys of at most k, those held back included.
    pub(crate) fn convert_part(
        &self,
        part: &str,
        ending: Ending,
        out: &mut String,
        held: &mut Held,
    ) {
        let (mut step, mut rest) = split_before(part, STEP);
        while !rest.is_empty() {
            self.convert_step(step, Ending::Open, out, held);
            (step, rest) = split_before(rest, STEP);
        }
        self.convert_step(step, ending, out, held);
    }

    fn convert_step(&self, step: &str, ending: Ending, out: &mut String, held: &mut Held) {
        let Held {
            source,
            normalized,
            segment,
        } = held;
        segment.resize_with(self.stages.len(), String::new);
        match self.normalization {
            Some(normalization) => {
                source.push_str(step);
                walk_off(normalization, source, ending, normalized);
            }
            None => normalized.push_str(step),
        }
        let Some(segmentation) = self.segmentation else {
            self.convert_in_segment(normalized, ending, out, segment);
            return normalized.clear();
        };
        let mut segments = Segments::new(normalized, |part, ending| {
            self.convert_in_segment(part, ending, out, segment);
        });
        let walked = walk_part(segmentation, normalized, ending, &mut segments);
        segments.hand_over(ending);
        normalized.drain(..walked);
    }

    /// Takes the next part of the open segment through all stages.
    fn convert_in_segment(
        &self,
        part: &str,
        ending: Ending,
        out: &mut String,
        held: &mut [String],
    ) {
        let Some(first) = held.first_mut() else {
            return out.push_str(part);
        };
        first.push_str(part);
        for (at, stage) in self.stages.iter().enumerate() {
            let (text, later) = held[at..].split_first_mut().expect("one for each stage");
            walk_off(stage, text, ending, later.first_mut().unwrap_or(out));
        }
    }
}

/// Moves what can be walked of `text` on to `out`.
fn walk_off<M: Matcher>(matcher: &M, text: &mut String, ending: Ending, out: &mut String) {
    let walked = walk_part(matcher, text, ending, out);
    text.drain(..walked);
}
