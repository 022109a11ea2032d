//! How often what a character alone becomes is right, where it has several values.

use std::collections::BTreeMap;

/// A share counts so many parts.
const PARTS: u32 = 1 << SHARE_BITS;
/// The low bits of an entry are a share, the others a character.
const SHARE_BITS: u32 = 11;

/// The shares by character, borrowed from their bytes.
#[derive(Clone, Copy)]
pub(super) struct Shares<'t>(&'t [[u8; 4]]);

impl<'t> Shares<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    /// That of a character; `None` if it has one value only.
    pub(super) fn of(self, character: char) -> Option<f64> {
        let code = |entry: &[u8; 4]| u32::from_le_bytes(*entry) >> SHARE_BITS;
        let place = self.0.binary_search_by_key(&u32::from(character), code);
        let entry = u32::from_le_bytes(*self.0.get(place.ok()?)?);
        Some(f64::from(entry % PARTS) / f64::from(PARTS))
    }
}

/// The bytes of the shares, each between 0 and 1, both excluded.
pub(super) fn build(shares: &BTreeMap<char, f64>) -> Vec<u8> {
    let entries = shares.iter().map(|(&character, share)| {
        #[expect(
            clippy::cast_sign_loss,
            clippy::cast_possible_truncation,
            reason = "a share of the parts"
        )]
        let parts = (share * f64::from(PARTS)).round() as u32;
        u32::from(character) << SHARE_BITS | parts.clamp(1, PARTS - 1)
    });
    entries.flat_map(u32::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{Shares, build};

    #[test]
    fn shares_come_back() {
        let shares = [('发', 0.75), ('𠀀', 0.0), ('一', 1.0)].into();
        let bytes = build(&shares);
        let shares = Shares::new(&bytes);
        assert_eq!(shares.of('发'), Some(0.75));
        assert!(
            shares
                .of('𠀀')
                .is_some_and(|share| 0.0 < share && share < 0.001)
        );
        assert!(
            shares
                .of('一')
                .is_some_and(|share| 0.999 < share && share < 1.0)
        );
        assert_eq!(shares.of('山'), None);
    }
}
