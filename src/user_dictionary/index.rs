//! Finds keys by their first bytes.
//!
//! Where the filter stops there is nearly always a key. To follow the map to it takes a step
//! for each byte; here it is looked up by its first two characters, and compared once.

use std::cmp::Reverse;

use super::filter::{HEAD, first_len, hash};
use crate::dictionary::Entries;

/// Bytes by which longer keys are looked up: two characters, as a rule.
const LONG: usize = 6;
/// With more keys in a row, to follow the map is quicker.
const MOST: usize = 8;

/// Keys with their values, in rows by hashes of their first bytes.
pub(super) struct Index {
    /// Where rows start in `places`; each ends where the next one starts.
    rows: Box<[u32]>,
    /// In a row, those of longer keys come first.
    places: Box<[Place]>,
    /// What leaves those bits of a hash that number the row.
    shift: u32,
    /// Each key, and its value behind it.
    text: String,
}

/// Where in the text a key starts, its value starts, and that ends.
struct Place {
    key: usize,
    value: usize,
    end: usize,
}

/// Too many keys start alike.
pub(super) struct Crowded;

impl Index {
    pub(super) fn new(entries: &Entries) -> Self {
        let mut entries: Vec<_> = entries.iter().collect();
        // Twice as many rows as keys, so that most have one or none.
        let bits = (2 * entries.len().max(1)).next_power_of_two().ilog2();
        let shift = u64::BITS - bits;
        let row = |key: &str| {
            let [long, short] = hashes(key);
            let hash = if key.len() < LONG { short } else { long };
            (hash >> shift) as usize
        };
        entries.sort_by_cached_key(|entry| (row(&entry.key), Reverse(entry.key.len())));
        let mut rows = vec![0; (1 << bits) + 1];
        let mut places = Vec::with_capacity(entries.len());
        let mut text = String::new();
        for entry in entries {
            rows[row(&entry.key) + 1] += 1;
            let key = text.len();
            text.push_str(&entry.key);
            let value = text.len();
            text.push_str(entry.default_value());
            let end = text.len();
            places.push(Place { key, value, end });
        }
        for row in 1..rows.len() {
            rows[row] += rows[row - 1];
        }
        Self {
            rows: rows.into(),
            places: places.into(),
            shift,
            text,
        }
    }

    /// The longest key that `text` starts with, by its length, and its value.
    ///
    /// # Errors
    /// The key would have to be looked for among too many.
    pub(super) fn longest_prefix(&self, text: &str) -> Result<Option<(usize, &str)>, Crowded> {
        for hash in hashes(text) {
            let row = (hash >> self.shift) as usize;
            let row = self.rows[row] as usize..self.rows[row + 1] as usize;
            if row.len() > MOST {
                return Err(Crowded);
            }
            for &Place { key, value, end } in &self.places[row] {
                if text.starts_with(&self.text[key..value]) {
                    return Ok(Some((value - key, &self.text[value..end])));
                }
            }
        }
        Ok(None)
    }
}

/// The hashes by which longer and shorter keys are looked up that `text` starts with.
fn hashes(text: &str) -> [u64; 2] {
    let text = text.as_bytes();
    let head = text.first_chunk().copied().unwrap_or_else(|| {
        let mut head = [0; HEAD];
        head[..text.len()].copy_from_slice(text);
        head
    });
    let head = u64::from_le_bytes(head);
    [LONG, first_len(head)].map(|len| hash(head, len))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::btree_set;
    use proptest::prelude::*;

    use super::Index;
    use crate::dictionary::Entries;

    fn index(keys: &BTreeSet<String>) -> Index {
        let pairs = keys.iter().map(|key| (key.as_str(), format!("<{key}>")));
        Index::new(&Entries::from_pairs("own", pairs).unwrap())
    }

    proptest! {
        #[test]
        fn the_longest_key_is_found(
            keys in btree_set("[aé发现😀]{1,4}", 0..40),
            text in "[aé发现😀]{0,6}",
        ) {
            let longest = keys.iter().filter(|key| text.starts_with(key.as_str()));
            let longest = longest.max_by_key(|key| key.len());
            let expected = longest.map(|key| (key.len(), format!("<{key}>")));
            if let Ok(found) = index(&keys).longest_prefix(&text) {
                prop_assert_eq!(found.map(|(len, value)| (len, value.to_owned())), expected);
            }
        }
    }

    #[test]
    fn only_many_keys_that_start_alike_are_left_to_the_map() {
        let alike: BTreeSet<String> = (0..20).map(|number| format!("项目{number}")).collect();
        let index = index(&alike);
        assert!(index.longest_prefix("项目7").is_err());
        assert!(matches!(index.longest_prefix("项"), Ok(None)));
    }
}
