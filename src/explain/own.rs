//! Explanations of a text that is taken apart before it is converted.

use super::{Span, reading};
use crate::chain::{Chain, Cuts, Piece};
use crate::own::{Own, Parting};
use crate::part::Part;

/// Explains a text part by part.
///
/// What a dictionary of its own made final is a span without steps; what one replaced
/// is in one span with all that the replacing text is in.
pub(super) fn spans<'t>(own: &Own, chain: &Chain<'_>, text: &'t str) -> Vec<Span<'t>> {
    let mut spans: Vec<Span<'t>> = Vec::new();
    own.parting.parts_of(text, |part| {
        let target = spans.last().map_or(0, |last| last.target.end);
        let (source, converted, replaced) = match part {
            Part::Open {
                source,
                text,
                replaced,
            } => (source, text, replaced),
            Part::Segment { source, text } => (source, text, &[][..]),
            Part::Fixed {
                source,
                text: value,
            } => {
                let text = &text[source.clone()];
                spans.push(Span::fixed(source, text, target, value));
                return;
            }
        };
        let mut found = super::spans(&own.base, chain, converted);
        if !replaced.is_empty() {
            let before = Cuts::around(&text[source.clone()], replaced);
            found = joined(&before, &found);
        }
        let found = found.into_iter();
        spans.extend(found.map(|span| span.moved(text, source.start, target)));
    });
    if let Parting::Words(words) = &own.parting {
        let convert = |word: &str| own.base.convert(word).into_owned();
        reading::add(words.weigh(text, &convert), &mut spans);
    }
    spans
}

/// The spans of a text in which something was replaced before, in places of the text as
/// it was, as far as these are known.
fn joined(before: &Cuts, found: &[Span<'_>]) -> Vec<Span<'static>> {
    let mut ends = Cuts::default();
    for span in found {
        ends.push(span.source.len(), span.target.len());
    }
    let mut whole = before.clone();
    whole.then(&ends);
    let mut rest = found;
    let span = |Piece { source, target }| {
        // What was removed before the conversion has no span.
        let len = rest.partition_point(|span| span.target.end <= target.end);
        let inside;
        (inside, rest) = rest.split_at(len);
        let segment = match inside {
            [first, .., last] => first.segment.start..last.segment.end,
            [only] => only.segment.clone(),
            [] => 0..0,
        };
        let starts = before.iter().take_while(|cut| cut.target <= segment.start);
        let start = starts.last().map_or(0, |cut| cut.source);
        let mut ends = before.iter().skip_while(|cut| cut.target < segment.end);
        let end = ends.next().map_or(source.end, |cut| cut.source);
        Span {
            segment: start.min(source.start)..end.max(source.end),
            source,
            target,
            source_text: "",
            text: inside.iter().map(|span| span.text.as_str()).collect(),
            steps: inside.iter().flat_map(|span| span.steps.clone()).collect(),
            probability: inside
                .iter()
                .filter_map(|span| span.probability)
                .reduce(f32::min),
            // Its places are those of the replacing text.
            reading: None,
            is_protected: false,
        }
    };
    whole.pieces().map(span).collect()
}
