//! What matches in each step of a conversion, put together to spans.

use std::ops::Range;

use super::{Lost, Span, Step};
use crate::chain::{Append, Chain, Cuts, Found, Group, Hit, Observer, Piece, Scratch, Sink, walk};
use crate::config::Config;

/// Explains a text over the dictionaries of its conversion.
pub(super) fn spans<'t>(config: Option<Config>, chain: &Chain<'_>, text: &'t str) -> Vec<Span<'t>> {
    let mut record = Record {
        config,
        steps: vec![Seen::default(); chain.stages.len() + 1],
        segments: Vec::new(),
    };
    let mut target = String::new();
    let mut scratch = Scratch::default();
    chain
        .pipeline()
        .observe(text, &mut target, &mut scratch, &mut record);
    let segments = record.segments_of_source(text.len());
    let mut pieces = record.pieces();
    // What nothing matches is one piece, up to the edge of its segment.
    pieces.dedup_by(|(next, next_steps), (last, steps)| {
        let is_edge = segments.binary_search_by_key(&next.source.start, |s| s.start);
        let joins = steps.is_empty() && next_steps.is_empty() && is_edge.is_err();
        if joins {
            (last.source.end, last.target.end) = (next.source.end, next.target.end);
        }
        joins
    });
    let span = |(piece, steps): (Piece, Vec<Step>)| {
        let Piece { source, target: to } = piece;
        let segment = segments.partition_point(|segment| segment.end <= source.start);
        Span {
            source_text: &text[source.clone()],
            text: target[to.clone()].to_owned(),
            segment: segments[segment].clone(),
            source,
            target: to,
            steps,
            probability: None,
            reading: None,
            is_protected: false,
        }
    };
    pieces.into_iter().map(span).collect()
}

/// What matched in a text, step by step.
struct Record {
    config: Option<Config>,
    /// The normalization, then the stages.
    steps: Vec<Seen>,
    /// The ends of the segments in the normalized text.
    segments: Vec<usize>,
}

/// What matched in one step.
#[derive(Clone, Debug, Default)]
struct Seen {
    cuts: Cuts,
    /// Each with the place at which it starts in what the step reads.
    matches: Vec<(usize, Step)>,
}

impl Record {
    /// The source's segments, as far as the normalization tells where they end.
    fn segments_of_source(&self, len: usize) -> Vec<Range<usize>> {
        let normalized = self.steps[0].cuts.iter();
        let is_end = |place: &usize| self.segments.binary_search(place).is_ok();
        let ends = normalized.filter(|cut| is_end(&cut.target) && cut.source < len);
        let ends: Vec<_> = ends.map(|cut| cut.source).chain([len]).collect();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(&ends).map(|(start, &end)| start..end).collect()
    }

    /// The smallest pieces with the matches in each.
    fn pieces(self) -> Vec<(Piece, Vec<Step>)> {
        // Where the source comes to stand in what each step reads, and in the result.
        let mut places = self.steps[0].cuts.before();
        let mut reads = Vec::new();
        for seen in &self.steps {
            reads.push(places.clone());
            places.then(&seen.cuts);
        }
        let mut pieces: Vec<_> = places.pieces().map(|piece| (piece, Vec::new())).collect();
        for (seen, read) in self.steps.into_iter().zip(reads) {
            let mut matches = seen.matches.into_iter().peekable();
            let mut places = read.iter();
            for (piece, steps) in &mut pieces {
                let end = places.find(|cut| cut.source == piece.source.end);
                let is_inside = |(start, _): &_| end.is_some_and(|end| *start < end.target);
                let inside = std::iter::from_fn(|| matches.next_if(is_inside));
                steps.extend(inside.map(|(_, step)| step));
            }
        }
        pieces
    }
}

impl<'m> Observer<'m, Group<'m>> for Record {
    fn take(&mut self, step: usize, group: &'m Group<'m>, text: &str, out: &mut impl Append) {
        if step == 1 {
            let before = self.segments.last().copied().unwrap_or_default();
            self.segments.push(before + text.len());
        }
        let mut sink = Matches {
            step,
            name: self.config.map_or("", |config| config.step_name(step)),
            group,
            rest: text,
            seen: &mut self.steps[step],
            out,
        };
        walk(group, text, &mut sink);
    }
}

/// Appends the converted text and keeps what matches.
struct Matches<'w, 't, T> {
    step: usize,
    name: &'static str,
    group: &'w Group<'w>,
    rest: &'t str,
    seen: &'w mut Seen,
    out: &'w mut T,
}

impl<T: Append> Matches<'_, '_, T> {
    fn push(&mut self, key: &str, value: &str) {
        self.out.push_str(value);
        self.seen.cuts.push(key.len(), value.len());
        self.rest = &self.rest[key.len()..];
    }
}

impl<'m, T: Append> Sink<Found<'m>> for Matches<'_, '_, T> {
    fn matched(&mut self, key: &str, found: Found<'m>) {
        let mut values = found.entry.values().map(str::to_owned);
        let value = values.next().unwrap_or_default();
        let is_other = |other: &Found<'_>| {
            (other.dictionary, other.key_len()) != (found.dictionary, key.len())
        };
        let others = self.group.prefixes(self.rest).into_iter().filter(is_other);
        let rest = self.rest;
        let lost = others.map(|other| Lost {
            dictionary: other.dictionary.clone(),
            key: rest[..other.key_len()].to_owned(),
            value: other.entry.value().to_owned(),
        });
        let step = Step {
            stage: self.step,
            stage_name: self.name,
            dictionary: found.dictionary.clone(),
            key: key.to_owned(),
            alternatives: values.collect(),
            lost: lost.collect(),
            value,
        };
        let start = self.seen.cuts.last().source;
        self.push(key, &step.value);
        self.seen.matches.push((start, step));
    }

    fn unmatched(&mut self, text: &str) {
        self.push(text, text);
    }
}
