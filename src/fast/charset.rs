//! The characters of the supplementary ideographic planes that do not simply stay.

use std::collections::BTreeSet;

use super::derive::Section;

/// The first character of the planes.
const FIRST: u32 = 0x2_0000;

/// A bit for each character from [`FIRST`] on, up to the last member.
///
/// One set for all conversions, so it can have characters that a conversion leaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharSet<'t>(&'t [u8]);

impl<'t> CharSet<'t> {
    pub(super) const fn new(bits: &'t [u8]) -> Self {
        Self(bits)
    }

    /// Whether a code point is of the planes, and no member.
    #[inline]
    pub(super) fn denies(self, code: u32) -> bool {
        let Some(place) = code.checked_sub(FIRST) else {
            return false;
        };
        let byte = self.0.get((place >> 3) as usize).copied().unwrap_or(0);
        byte >> (place & 7) & 1 == 0
    }

    /// The section of a set; characters below the planes need no bit.
    pub(crate) fn section(characters: &BTreeSet<char>) -> Section {
        let mut bits = Vec::new();
        let places = characters
            .iter()
            .filter_map(|&c| u32::from(c).checked_sub(FIRST));
        for place in places {
            let byte = (place >> 3) as usize;
            bits.resize(bits.len().max(byte + 1), 0);
            bits[byte] |= 1 << (place & 7);
        }
        ("bits", bits)
    }
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn others_of_the_planes_are_denied() {
        let (_, bits) = CharSet::section(&['发', '\u{20000}', '\u{2A6DF}'].into());
        let set = CharSet::new(&bits);
        for member in ['\u{20000}', '\u{2A6DF}', '发', '好', '😀'] {
            assert!(!set.denies(member.into()), "{member}");
        }
        for other in [
            '\u{20001}',
            '\u{2A6DE}',
            '\u{2A6E0}',
            '\u{31350}',
            char::MAX,
        ] {
            assert!(set.denies(other.into()), "{other}");
        }
    }
}
