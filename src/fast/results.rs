//! What a phrase becomes in each of several conversions.

use std::collections::BTreeMap;

use super::kernel;

/// In place of the length of a result: only the matching can tell it.
const OPEN: u8 = u8::MAX;

/// A conversion as one bit of a set.
pub(super) type Bit = u8;

/// What a phrase becomes in one conversion if it stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome<'t> {
    /// Nothing is said of it: another conversion knows it, or it comes out as its
    /// characters do.
    Unlisted,
    /// Only the matching can tell.
    Open,
    Known(&'t str),
}

/// Finds a conversion's result among those that `bytes` consist of: for each a set
/// of conversions, a length, and the text.
#[inline(always)]
pub(super) fn outcome(mut bytes: &[u8], conversion: Bit) -> Outcome<'_> {
    while let Some((&[set, len], rest)) = bytes.split_first_chunk() {
        let len_of_text = if len == OPEN { 0 } else { usize::from(len) };
        let (text, rest) = rest.split_at(len_of_text);
        if set & conversion != 0 {
            return match len {
                OPEN => Outcome::Open,
                _ => Outcome::Known(kernel::text(text)),
            };
        }
        bytes = rest;
    }
    Outcome::Unlisted
}

/// Results with the sets of conversions that have them, for the builder.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Results(BTreeMap<Option<String>, Bit>);

impl Results {
    /// Adds a conversion's result. One that is too long for the format, or `None`,
    /// leaves the phrase to the matching.
    pub(super) fn add(&mut self, conversion: Bit, result: Option<&str>) {
        let result = result.filter(|result| result.len() < usize::from(OPEN));
        *self.0.entry(result.map(str::to_owned)).or_default() |= conversion;
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (result, &set) in &self.0 {
            let text = result.as_deref().unwrap_or_default();
            bytes.extend([set, result.as_ref().map_or(OPEN, |text| text.len() as u8)]);
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{OPEN, Outcome, Results, outcome};

    #[test]
    fn each_conversion_finds_its_own() {
        let mut results = Results::default();
        assert!(results.to_bytes().is_empty());
        results.add(1, Some("程序"));
        results.add(2, Some("程式"));
        results.add(4, Some("程序"));
        results.add(8, None);
        results.add(16, Some(&"長".repeat(OPEN.into())));
        let bytes = results.to_bytes();
        let outcomes = [1, 2, 4, 8, 16, 32].map(|conversion| outcome(&bytes, conversion));
        let [程序, 程式] = ["程序", "程式"].map(Outcome::Known);
        let expected = [
            程序,
            程式,
            程序,
            Outcome::Open,
            Outcome::Open,
            Outcome::Unlisted,
        ];
        assert_eq!(outcomes, expected);
    }
}
