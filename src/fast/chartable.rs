//! A few thousand characters and what they become.

/// In place of a result: the matching has to decide. No character has this code.
const UNDECIDED: u32 = u32::MAX;
/// In place of a row that is free, and of the result of a character without one.
const FREE: u64 = 0;
/// So many rows are looked at together, without a branch for each.
const BUCKET: usize = 4;

/// A hash table of rows (character, result); characters that are not in it stay.
///
/// A bucket is filled from its start; what finds no room goes into the next one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharTable<'t>(&'t [[[u8; 8]; BUCKET]]);

impl<'t> CharTable<'t> {
    /// Every character stays.
    pub(super) const EMPTY: Self = Self(&[[[0; 8]; BUCKET]]);

    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        let rows: &[[u8; 8]] = bytes.as_chunks().0;
        let buckets = rows.as_chunks().0;
        assert!(buckets.len().is_power_of_two(), "a table of chosen size");
        Self(buckets)
    }

    /// What `character` becomes: `None` where the matching has to decide.
    #[inline]
    pub(super) fn get(&self, character: char) -> Option<char> {
        let code = u32::from(character);
        let mask = self.0.len() - 1;
        let mut bucket = bucket(code, mask);
        loop {
            let rows = self.0[bucket].map(u64::from_le_bytes);
            let results = rows.map(|row| row >> 32 & u64::from(row as u32 == code).wrapping_neg());
            match results.into_iter().fold(0, |found, result| found | result) {
                0 if rows[BUCKET - 1] == FREE => return Some(character),
                0 => bucket = (bucket + 1) & mask,
                result => return char::from_u32(result as u32),
            }
        }
    }

    /// Builds a table that is at most two thirds full, a small one less.
    pub(super) fn build(rows: impl ExactSizeIterator<Item = (char, Option<char>)>) -> Vec<u8> {
        let buckets = (rows.len() * 3 / 2 + 64).next_power_of_two() / BUCKET;
        let mut table = vec![[FREE; BUCKET]; buckets];
        for (character, result) in rows {
            let code = u32::from(character);
            let from = bucket(code, buckets - 1);
            let (before, behind) = table.split_at_mut(from);
            let mut rows = behind.iter_mut().chain(before).flatten();
            let row = rows.find(|row| **row == FREE).expect("it is never full");
            *row = u64::from(code) | u64::from(result.map_or(UNDECIDED, u32::from)) << 32;
        }
        table
            .into_flattened()
            .into_iter()
            .flat_map(u64::to_le_bytes)
            .collect()
    }
}

#[inline]
fn bucket(code: u32, mask: usize) -> usize {
    (code.wrapping_mul(0x9E37_79B9) >> 12) as usize & mask
}

#[cfg(test)]
mod tests {
    use super::CharTable;

    #[test]
    fn rows_come_back_and_others_stay() {
        let rows = [('发', Some('發')), ('𠀀', Some('a')), ('埠', None)];
        let bytes = CharTable::build(rows.into_iter());
        let table = CharTable::new(&bytes);
        for (character, result) in rows {
            assert_eq!(table.get(character), result, "{character}");
        }
        for character in ['\0', 'a', 'é', '好', '😀'] {
            assert_eq!(table.get(character), Some(character));
        }
        let empty = CharTable::build(std::iter::empty());
        assert_eq!(CharTable::new(&empty).get('好'), Some('好'));
    }
}
