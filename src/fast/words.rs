//! The phrases that come out otherwise than their characters do, found by a pair
//! of neighbours they contain.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{PairFilter, PairIndex};
use super::raw;
use super::results::{Bit, Outcome, Results, outcome};
use super::weights::Weights;
use crate::chain::Chain;

/// Bytes of a row before its key: bytes before the pair, length of the key, length
/// of the [results](super::results) behind it.
const HEAD: usize = 3;
/// In place of the bytes before the pair: the bucket ends.
const END: u8 = u8::MAX;

/// For each trigger pair a bucket of the phrases it stands for.
///
/// Conversions with the same first stage have most phrases in common, and share
/// this.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'t> {
    pub(super) filter: PairFilter<'t>,
    /// Where a pair's bucket starts in `rows`. Pairs can share one, since a row
    /// is compared whole; an empty bucket stands at 0.
    buckets: PairIndex<'t>,
    rows: &'t [u8],
    conversion: Bit,
}

/// A phrase that stands in a text, as a range of bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What it becomes through all stages if it stands alone.
    pub(super) result: Option<&'t str>,
}

impl<'t> Words<'t> {
    /// `conversion` numbers the conversion among those that share the sections.
    pub(super) const fn new(
        filter: &'t [u8],
        buckets: &'t [u8],
        rows: &'t [u8],
        conversion: u32,
    ) -> Self {
        Self {
            filter: PairFilter::new(filter),
            buckets: PairIndex::new(buckets),
            rows,
            conversion: 1 << conversion,
        }
    }

    /// The first phrase that `accept` takes of those that stand in `text` around a
    /// pair, the shortest first. The pair's right character starts at `at`.
    #[inline]
    pub(super) fn find(
        &self,
        text: &str,
        at: usize,
        (left, right): (u32, u32),
        mut accept: impl FnMut(&Word<'t>) -> bool,
    ) -> Option<Word<'t>> {
        let mut rows = &self.rows[self.buckets.get(left, right) as usize..];
        while let Some(row) = Row::first(rows) {
            if let Some(word) = self.word(&row, text, at, (left, right))
                && accept(&word)
            {
                return Some(word);
            }
            rows = row.others();
        }
        None
    }

    /// The phrase of a row, if it stands around the pair.
    #[inline(always)]
    fn word(
        &self,
        row: &Row<'t>,
        text: &str,
        at: usize,
        (left, right): (u32, u32),
    ) -> Option<Word<'t>> {
        let start = (at - raw::len(left)).checked_sub(row.before)?;
        if !starts_with(&text.as_bytes()[start..], row.rest, row.key_len) {
            return None;
        }
        let end = match row.key_len {
            0 => at + raw::len(right),
            len => start + len,
        };
        let result = match outcome(row.results(), self.conversion) {
            Outcome::Unlisted => return None,
            Outcome::Open => None,
            Outcome::Known(result) => Some(result),
        };
        Some(Word { start, end, result })
    }
}

/// The first row of the rest of a bucket.
struct Row<'t> {
    /// Bytes before the pair.
    before: usize,
    /// 0 where any text around the pair will do.
    key_len: usize,
    results_len: usize,
    /// The key, the results, and what follows in the section.
    rest: &'t [u8],
}

impl<'t> Row<'t> {
    #[inline]
    fn first(rows: &'t [u8]) -> Option<Self> {
        let (&[before, key_len, results_len], rest) = rows.split_first_chunk::<HEAD>()?;
        (before != END).then_some(Self {
            before: before.into(),
            key_len: key_len.into(),
            results_len: results_len.into(),
            rest,
        })
    }

    #[inline]
    fn results(&self) -> &'t [u8] {
        &self.rest[self.key_len..][..self.results_len]
    }

    #[inline]
    fn others(&self) -> &'t [u8] {
        &self.rest[self.key_len + self.results_len..]
    }
}

/// Compares sixteen bytes at once where there are as many, since most keys are
/// shorter, and a comparison of their own lengths would be hard to foresee.
#[inline]
fn starts_with(text: &[u8], row: &[u8], len: usize) -> bool {
    match (text.first_chunk::<16>(), row.first_chunk::<16>()) {
        (Some(text), Some(key)) if len < 16 => {
            let differing = u128::from_le_bytes(*text) ^ u128::from_le_bytes(*key);
            differing.trailing_zeros() as usize >= len * 8
        }
        _ => text.starts_with(&row[..len]),
    }
}

/// The spellings that each trigger pair stands for.
pub(super) type Spellings = BTreeMap<(char, char), Vec<Spelling>>;

/// A phrase as the source can spell it, for the builder.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    /// Bytes before the trigger pair.
    before: usize,
    /// Empty where any text around the pair will do.
    key: String,
    /// What the key becomes if it stands alone; `None` leaves it to the matching.
    result: Option<String>,
}

impl Spelling {
    /// A phrase with its trigger pair behind `pair` characters.
    pub(super) fn new(chain: &Chain<'_>, characters: &[char], pair: usize) -> Self {
        let key: String = characters.iter().collect();
        Self {
            before: characters[..pair].iter().map(|c| c.len_utf8()).sum(),
            result: Some(chain.convert(&key)),
            key,
        }
    }

    /// Stands for every spelling of a phrase that has too many.
    pub(super) fn any() -> Self {
        Self {
            before: 0,
            key: String::new(),
            result: None,
        }
    }
}

/// The sections of [`Words`].
#[derive(Debug)]
pub(super) struct WordsBytes {
    pub(super) filter: Vec<u8>,
    pub(super) buckets: Vec<u8>,
    pub(super) rows: Vec<u8>,
}

/// What a slot of the index leads to.
#[derive(Default)]
struct Bucket<'s> {
    /// The shortest key first.
    rows: BTreeMap<(usize, &'s str, usize), Results>,
    /// How often a text comes by.
    weight: u64,
}

impl WordsBytes {
    /// Joins the words of at most eight conversions. Buckets of frequent pairs lie side
    /// by side, in a few pages of memory.
    ///
    /// `None` where a key is too long for the format.
    pub(super) fn new(conversions: &[&Spellings], weights: &Weights) -> Option<Self> {
        let pairs: BTreeSet<(char, char)> =
            conversions.iter().flat_map(|s| s.keys()).copied().collect();
        let mut starts = vec![0_u32; (pairs.len() * 3 / 2).next_power_of_two()];
        let mut buckets: BTreeMap<usize, Bucket<'_>> = BTreeMap::new();
        for &(left, right) in &pairs {
            let slot = PairIndex::slot_of((left, right), starts.len());
            buckets.entry(slot).or_default().weight += weights.of_pair(left, right);
        }
        for (number, spellings) in conversions.iter().enumerate() {
            for (&pair, spellings) in *spellings {
                let slot = PairIndex::slot_of(pair, starts.len());
                let bucket = buckets.entry(slot).or_default();
                for spelling in spellings {
                    let key = (spelling.key.len(), spelling.key.as_str(), spelling.before);
                    let results: &mut Results = bucket.rows.entry(key).or_default();
                    results.add(1 << number, spelling.result.as_deref());
                }
            }
        }
        let mut buckets: Vec<(usize, Bucket<'_>)> = buckets.into_iter().collect();
        buckets.sort_by_key(|(_, bucket)| Reverse(bucket.weight));
        let mut rows = vec![END, 0, 0];
        for (slot, bucket) in buckets {
            starts[slot] = u32::try_from(rows.len()).ok()?;
            for ((_, key, before), results) in bucket.rows {
                rows.push(u8::try_from(before).ok().filter(|&before| before != END)?);
                rows.push(u8::try_from(key.len()).ok()?);
                let results = results.to_bytes();
                rows.push(u8::try_from(results.len()).ok()?);
                rows.extend_from_slice(key.as_bytes());
                rows.extend(results);
            }
            rows.extend([END, 0, 0]);
        }
        Some(Self {
            filter: PairFilter::build(&pairs),
            buckets: starts.into_iter().flat_map(u32::to_le_bytes).collect(),
            rows,
        })
    }
}
