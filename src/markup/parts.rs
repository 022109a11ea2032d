//! What stands in a text between ranges.

use std::borrow::Cow;
use std::ops::Range;

use super::Protected;

/// A stretch of a text, and the range behind it that is set apart. Both may be empty.
pub(super) struct Part<'p> {
    pub(super) before: Range<usize>,
    pub(super) apart: Range<usize>,
    pub(super) instead: Option<Cow<'p, str>>,
}

/// Takes all of a text apart, as [`Converter::convert_protecting`] says.
///
/// [`Converter::convert_protecting`]: crate::Converter::convert_protecting
pub(super) fn parts<'p, R: Into<Protected<'p>>>(
    text: &str,
    ranges: impl IntoIterator<Item = R>,
) -> Vec<Part<'p>> {
    let ranges = ranges.into_iter().map(Into::into);
    let ranges = ranges.filter_map(|protected| protected.widened(text));
    let mut ranges: Vec<Protected<'p>> = ranges.collect();
    ranges.sort_by_key(|protected| protected.range.start);
    let mut parts = Vec::with_capacity(ranges.len() + 1);
    let mut done = 0;
    for Protected { range, instead } in ranges {
        let start = range.start.max(done);
        let overlaps = start > range.start;
        if start <= range.end && !(overlaps && instead.is_some()) {
            parts.push(Part {
                before: done..start,
                apart: start..range.end,
                instead,
            });
            done = range.end;
        }
    }
    parts.push(Part {
        before: done..text.len(),
        apart: text.len()..text.len(),
        instead: None,
    });
    parts
}
