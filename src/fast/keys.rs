//! Keys of somebody else, by the pairs at which the mapping loop notices them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::pairs::{PairFilter, PairIndex};
use super::table::Table;
use super::words::{NEAR, starts};

/// With more keys in a row, to look for them by their first characters is quicker.
const MOST: usize = 8;

/// What stands for a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Replacement<'r> {
    /// In the result, whatever stands around it.
    InResult(&'r str),
    /// In the text, before that is converted.
    InText(&'r str),
}

/// A key, and the pair at which it is noticed: that which stands behind so many characters
/// of the key.
#[derive(Debug)]
pub(super) struct NoticedKey<'k> {
    pub(super) key: &'k str,
    pub(super) replacement: Replacement<'k>,
    pub(super) pair: (char, char),
    pub(super) before: usize,
}

/// Keys in rows by the hashes of their pairs.
#[derive(Debug)]
pub(super) struct Keys {
    /// The pairs.
    filter: Vec<u8>,
    /// Where rows start in `places`; each ends where the next one starts.
    rows: Vec<u32>,
    /// In a row, those of keys that start first come first, of these the longer ones.
    places: Vec<Place>,
    /// Keys, and what stands for them.
    text: String,
}

/// A key in a row.
#[derive(Debug)]
struct Place {
    /// Bytes of the key before the pair's right character.
    before: usize,
    /// Empty where only a walk can tell.
    key: Range<usize>,
    /// The start of the key.
    near: [u8; NEAR],
    /// What stands for it in the text, if that is to be converted.
    value: Option<Range<usize>>,
    result: Range<usize>,
}

/// What stands around a pair.
pub(super) enum Around<'k> {
    /// No key that has it as its own.
    Nothing,
    /// Perhaps a key; a walk can tell which.
    Something,
    /// This key, and a walk would find no other one that starts here or before.
    Key(FoundKey<'k>),
}

/// A key in a text.
pub(super) struct FoundKey<'k> {
    pub(super) range: Range<usize>,
    /// What stands for it in the text, if that is to be converted.
    pub(super) value: Option<&'k str>,
    /// The result, of a value that stands alone.
    pub(super) result: &'k str,
}

impl Keys {
    /// `contested` are pairs in whose place a walk may find another key than those that are
    /// noticed by it.
    pub(super) fn new(
        table: &Table<'_>,
        keys: &[NoticedKey<'_>],
        contested: &BTreeSet<(char, char)>,
    ) -> Self {
        let pairs: BTreeSet<(char, char)> = keys.iter().map(|key| key.pair).collect();
        let slots = (2 * pairs.len()).next_power_of_two();
        let mut rows = BTreeMap::<usize, Vec<&NoticedKey<'_>>>::new();
        for key in keys {
            let slot = PairIndex::slot_of(key.pair, slots);
            rows.entry(slot).or_default().push(key);
        }
        let mut keys = Self {
            filter: PairFilter::build(&pairs),
            rows: vec![0],
            places: Vec::new(),
            text: String::new(),
        };
        for slot in 0..slots {
            let row = rows.remove(&slot).unwrap_or_default();
            keys.add(table, row, contested);
            keys.rows.push(keys.places.len() as u32);
        }
        keys
    }

    fn add(
        &mut self,
        table: &Table<'_>,
        mut row: Vec<&NoticedKey<'_>>,
        contested: &BTreeSet<(char, char)>,
    ) {
        if row.len() > MOST || row.iter().any(|key| contested.contains(&key.pair)) {
            return self.places.push(Place {
                before: 0,
                key: 0..0,
                near: [0; NEAR],
                value: None,
                result: 0..0,
            });
        }
        row.sort_by_key(|key| Reverse((key.before, key.key.len())));
        for &NoticedKey {
            key,
            replacement,
            before,
            pair: (left, _),
        } in row
        {
            let mut near = [0; NEAR];
            let start = near.iter_mut().zip(key.as_bytes());
            start.for_each(|(near, byte)| *near = *byte);
            let before = key.chars().take(before).map(char::len_utf8).sum::<usize>();
            let key = self.push(|text| text.push_str(key));
            let (value, result) = match replacement {
                Replacement::InResult(value) => (None, self.push(|text| text.push_str(value))),
                Replacement::InText(value) => (
                    Some(self.push(|text| text.push_str(value))),
                    self.push(|text| table.convert_into(value, text)),
                ),
            };
            self.places.push(Place {
                before: before + left.len_utf8(),
                key,
                near,
                value,
                result,
            });
        }
    }

    fn push(&mut self, append: impl FnOnce(&mut String)) -> Range<usize> {
        let start = self.text.len();
        append(&mut self.text);
        start..self.text.len()
    }

    /// Whether a pair may be one by which keys are noticed.
    #[inline]
    pub(super) fn has_pair(&self, (left, right): (u32, u32)) -> bool {
        PairFilter::new(&self.filter).bit(left, right) != 0
    }

    /// What stands around a pair, whose right character starts at `at`, from `floor` on.
    #[inline]
    pub(super) fn around(
        &self,
        text: &str,
        (floor, at): (usize, usize),
        (left, right): (u32, u32),
    ) -> Around<'_> {
        let slot = PairIndex::slot_of_raw(left, right, self.rows.len() - 1);
        let places = self.rows[slot] as usize..self.rows[slot + 1] as usize;
        for place in &self.places[places] {
            let start = at.wrapping_sub(place.before);
            let rest = text.as_bytes().get(start..).unwrap_or_default();
            let key = &self.text[place.key.clone()];
            if start < floor || !starts(rest, key.as_bytes(), &place.near) {
                continue;
            }
            if key.is_empty() {
                return Around::Something;
            }
            return Around::Key(FoundKey {
                range: start..start + key.len(),
                value: place.value.clone().map(|value| &self.text[value]),
                result: &self.text[place.result.clone()],
            });
        }
        Around::Nothing
    }
}
