//! The phrases that come out otherwise than their characters do, found by a pair
//! of neighbours they contain.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{PairFilter, PairIndex};
use super::raw;
use super::results::{Bit, Outcome, Results, outcome};
use super::weights::Weights;
use crate::chain::Chain;

/// Bytes of a row before its key: bytes of the key before the pair's right character, length
/// of the key, length of the [results](super::results) behind it.
const HEAD: usize = 3;
/// So many bytes of a key are compared at once; the section ends with as many more.
pub(super) const NEAR: usize = 16;
/// In place of the bytes before the character: the bucket ends.
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

    /// The phrases that stand in `text` around a pair, the shortest first. The pair's right
    /// character starts at `at`.
    #[inline(always)]
    pub(super) fn around<'s>(
        self,
        text: &'s str,
        at: usize,
        (left, right): (u32, u32),
    ) -> Phrases<'s, 't> {
        let bucket = self.buckets.get(left, right) as usize;
        Phrases {
            text,
            pair: at - raw::len(left),
            at,
            rows: &self.rows[bucket..],
            conversion: self.conversion,
        }
    }
}

/// Phrases around a pair, found in the rest of its bucket.
pub(super) struct Phrases<'s, 't> {
    text: &'s str,
    /// Where the pair starts.
    pair: usize,
    /// Where its right character starts.
    at: usize,
    rows: &'t [u8],
    conversion: Bit,
}

impl<'t> Iterator for Phrases<'_, 't> {
    type Item = Word<'t>;

    #[inline(always)]
    fn next(&mut self) -> Option<Word<'t>> {
        loop {
            let head: &[u8; HEAD + NEAR] = self.rows.first_chunk()?;
            let [before, key_len, results_len, ..] = *head;
            if before == END {
                return None;
            }
            let (key, rest) = self.rows[HEAD..].split_at(key_len.into());
            let (results, rows) = rest.split_at(results_len.into());
            self.rows = rows;
            let near = head.last_chunk().expect("what follows the head");
            let start = self.at.wrapping_sub(before.into());
            let text = self.text.as_bytes().get(start..).unwrap_or_default();
            if !starts(text, key, near) {
                continue;
            }
            let result = match outcome(results, self.conversion) {
                Outcome::Unlisted => continue,
                Outcome::Open => None,
                Outcome::Known(result) => Some(result),
            };
            // Any text will do, also another pair's of the same bucket, with other lengths.
            let (start, end) = match key_len {
                0 => (self.pair, self.at + raw::len(raw::at(self.text, self.at))),
                len => (start, start + usize::from(len)),
            };
            return Some(Word { start, end, result });
        }
    }
}

/// The bytes that a key of so many has.
const MASKS: [u128; NEAR] = {
    let mut masks = [0; NEAR];
    let mut len = 1;
    while len < NEAR {
        masks[len] = masks[len - 1] << 8 | 0xFF;
        len += 1;
    }
    masks
};

/// Whether a key starts a text; `near` begins with the key, or it with that. So many bytes are
/// compared at once, since most keys are shorter, and a comparison of their own lengths would
/// be hard to foresee.
#[inline(always)]
pub(super) fn starts(text: &[u8], key: &[u8], near: &[u8; NEAR]) -> bool {
    match (text.first_chunk(), MASKS.get(key.len())) {
        (Some(text), Some(mask)) => {
            (u128::from_le_bytes(*text) ^ u128::from_le_bytes(*near)) & mask == 0
        }
        _ => text.starts_with(key),
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

/// In which order rows are compared: those of the pair that is met most, of these the
/// shortest key first, of these the most frequent.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RowOrder<'s> {
    pair: (Reverse<u64>, (char, char)),
    len: usize,
    weight: Reverse<u64>,
    key: &'s str,
    /// Bytes before the pair's right character.
    before: usize,
}

impl<'s> RowOrder<'s> {
    fn new((left, right): (char, char), spelling: &'s Spelling, weights: &Weights) -> Self {
        let key = spelling.key.as_str();
        let neighbours = key.chars().zip(key.chars().skip(1));
        let least = neighbours
            .map(|(left, right)| weights.of_pair(left, right))
            .min();
        Self {
            pair: (Reverse(weights.of_pair(left, right)), (left, right)),
            len: key.len(),
            weight: Reverse(least.unwrap_or(0)),
            key,
            before: spelling.before + left.len_utf8(),
        }
    }
}

/// What a slot of the index leads to.
#[derive(Default)]
struct Bucket<'s> {
    rows: BTreeMap<RowOrder<'s>, Results>,
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
                    let order = RowOrder::new(pair, spelling, weights);
                    let results: &mut Results = bucket.rows.entry(order).or_default();
                    results.add(1 << number, spelling.result.as_deref());
                }
            }
        }
        let mut buckets: Vec<(usize, Bucket<'_>)> = buckets.into_iter().collect();
        buckets.sort_by_key(|(_, bucket)| Reverse(bucket.weight));
        let mut rows = vec![END, 0, 0];
        for (slot, bucket) in buckets {
            starts[slot] = u32::try_from(rows.len()).ok()?;
            for (RowOrder { key, before, .. }, results) in bucket.rows {
                rows.push(u8::try_from(before).ok().filter(|&before| before != END)?);
                rows.push(u8::try_from(key.len()).ok()?);
                let results = results.to_bytes();
                rows.push(u8::try_from(results.len()).ok()?);
                rows.extend_from_slice(key.as_bytes());
                rows.extend(results);
            }
            rows.extend([END, 0, 0]);
        }
        rows.extend([END; NEAR]);
        Some(Self {
            filter: PairFilter::build(&pairs),
            buckets: starts.into_iter().flat_map(u32::to_le_bytes).collect(),
            rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Spelling, Spellings, Weights, Words, WordsBytes, raw};

    #[test]
    fn where_any_text_will_do_a_word_is_the_pair_however_long_its_characters_are() {
        let spellings = Spellings::from([(('一', '丁'), vec![Spelling::any()])]);
        // With one slot all pairs share a bucket.
        let bytes = WordsBytes::new(&[&spellings], &Weights::new([].into_iter())).unwrap();
        let words = Words::new(&bytes.filter, &bytes.buckets, &bytes.rows, 0);
        for text in ["一丁", "𠀀丁", "𠀀𠀁", "é丁"] {
            let [left, right] = [0, 1].map(|place| text.chars().nth(place).unwrap());
            let pair = (raw::of(left), raw::of(right));
            let word = words.around(text, left.len_utf8(), pair).next().unwrap();
            assert_eq!((word.start, word.end), (0, text.len()), "{text}");
        }
    }
}
