//! Rows of characters that normalization changes.

use super::charmap::is_compatibility;
use super::table::Table;

/// From so many bytes on, a row is normalized together.
pub(super) const ROW: usize = 48;
/// So many bytes at a time.
const LONGEST: usize = 1 << 12;

impl Table<'_> {
    /// Converts characters that normalization may change, from a certain edge at `at` on and no
    /// more than `most` bytes of them, and appends the result. Returns the certain edge behind
    /// them, which is `at` if there are none.
    ///
    /// Normalizing twice is normalizing once, so this is converting what they are changed to.
    pub(super) fn convert_normalized(
        &self,
        text: &str,
        at: usize,
        most: usize,
        out: &mut String,
    ) -> usize {
        let row = text[at..].chars().take_while(|&c| is_compatibility(c));
        let ends = row.scan(at, |end, character| {
            *end += character.len_utf8();
            Some(*end)
        });
        let within = ends.take_while(|end| end - at <= most.min(LONGEST));
        let end = self.edge_before(text, at, within.last().unwrap_or(at));
        let normalized: String = text[at..end].chars().map(|c| self.normalized(c)).collect();
        self.convert_into(&normalized, out);
        end
    }
}
