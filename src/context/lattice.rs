//! All readings of a text at once.

use super::path::{Reading, UNKNOWN, Word};
use super::tables::Tables;
use super::weigh::{Costly, NAT, Way};

/// How much of a difference of costs counts for likelihoods. Words are not independent of
/// each other, so all of it would make too many decisions look certain. It was fitted on two
/// thirds of the sentence pairs of `docs/accuracy.md`.
const TRUST: f64 = 0.8;

/// All words at all places of a text.
#[derive(Debug)]
pub(super) struct Lattice {
    /// Where each character starts, in bytes, and the end.
    pub(super) starts: Vec<usize>,
    /// For each character the words that start there, the longest first.
    words: Vec<Vec<Edge>>,
}

/// A word at a place of the lattice.
#[derive(Debug)]
struct Edge {
    /// In characters.
    len: usize,
    cost: u32,
    text: String,
    /// How likely the text is, if the word stands there: less than 1 for a character alone that
    /// has other values.
    share: f64,
    /// Of a word that only holds others together: these.
    inside: Option<Lattice>,
}

/// What a word makes of one of its characters: a character of its result or, where these
/// cannot be told apart, all of it, with the place in the word.
pub(super) type Value<'l> = (usize, &'l str);

impl Lattice {
    pub(super) fn new(
        tables: &Tables<'_>,
        text: &str,
        reading: Reading,
        convert: &dyn Fn(&str) -> String,
    ) -> Self {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let starts: Vec<usize> = starts.into_iter().chain([text.len()]).collect();
        let codes = text.chars().map(|c| tables.codes.code(c) as u16);
        let codes: Vec<u16> = codes.collect();
        // What holds characters together says of each what it becomes.
        let share_alone = |at: usize| {
            let character = text[starts[at]..].chars().next();
            let share = character.and_then(|character| tables.shares.of(character));
            share.filter(|_| reading == Reading::All).unwrap_or(1.0)
        };
        let words = (0..codes.len()).map(|at| {
            let slice = |len: usize| &text[starts[at]..starts[at + len]];
            let found = tables.prefixes(&codes[at..]);
            let found = found.filter_map(|(len, entry, _)| {
                let mut inside = None;
                let value = match Word::new(entry.kind, reading)? {
                    Word::Converted => convert(slice(len)),
                    Word::Value(place) => tables.value(place).to_owned(),
                    Word::Held => {
                        let lattice =
                            Self::new(tables, slice(len), Reading::WithoutAnchors, convert);
                        let way = lattice.ways().swap_remove(0).into_iter().next();
                        inside = Some(lattice);
                        way.unwrap_or_default().text
                    }
                };
                Some(Edge {
                    len,
                    cost: entry.cost,
                    text: value,
                    share: if len == 1 { share_alone(at) } else { 1.0 },
                    inside,
                })
            });
            let mut words: Vec<Edge> = found.collect();
            if words.first().is_none_or(|word| word.len > 1) {
                let unknown = Edge {
                    len: 1,
                    cost: UNKNOWN,
                    text: convert(slice(1)),
                    share: share_alone(at),
                    inside: None,
                };
                words.insert(0, unknown);
            }
            words.reverse();
            words
        });
        Self {
            words: words.collect(),
            starts,
        }
    }

    /// From each place to the end the two cheapest readings with different results, the
    /// one that is taken first. Their words' sources count characters.
    ///
    /// Two are enough: of three from a place, two would have to differ from the best one
    /// behind any word before it.
    pub(super) fn ways(&self) -> Vec<Vec<Way>> {
        let mut ways = vec![vec![Way::default()]; self.words.len() + 1];
        for (at, words) in self.words.iter().enumerate().rev() {
            let mut found = Vec::new();
            for word in words {
                for rest in &ways[at + word.len] {
                    let mut way = Way {
                        words: vec![Costly {
                            source: at..at + word.len,
                            text: word.text.clone(),
                            cost: word.cost,
                        }],
                        text: word.text.clone() + &rest.text,
                        cost: word.cost + rest.cost,
                    };
                    way.words.extend_from_slice(&rest.words);
                    found.push(way);
                }
            }
            // Of equals the one whose first word is longer stays first.
            found.sort_by_key(|way| way.cost);
            let mut best: Vec<Way> = Vec::new();
            for way in found {
                if best.len() < 2 && best.iter().all(|better| better.text != way.text) {
                    best.push(way);
                }
            }
            ways[at] = best;
        }
        ways
    }

    /// What the cheapest reading makes of each character.
    pub(super) fn values(&self) -> Vec<Value<'_>> {
        let ways = self.ways();
        let mut at = 0;
        let mut values = Vec::new();
        while let Some(first) = ways[at].first().and_then(|way| way.words.first()) {
            let words = &self.words[at];
            let word = words.iter().find(|word| word.len == first.source.len());
            values.extend(word.into_iter().flat_map(Edge::values));
            at = first.source.end;
        }
        values
    }

    /// For each character the share of all readings that give it this value.
    pub(super) fn shares(&self, values: &[Value<'_>]) -> Vec<f64> {
        let costs: Vec<u32> = self.ways().iter().map(|ways| ways[0].cost).collect();
        // In relation to the cheapest reading, so that no power is too small for a number.
        let weight = |at: usize, word: &Edge| {
            let more = word.cost + costs[at + word.len] - costs[at];
            likelihood(more)
        };
        let count = self.words.len();
        let mut behind = vec![1.0; count + 1];
        for (at, words) in self.words.iter().enumerate().rev() {
            let ways = words
                .iter()
                .map(|word| weight(at, word) * behind[at + word.len]);
            behind[at] = ways.sum();
        }
        let mut before = vec![0.0; count + 1];
        before[0] = 1.0;
        let mut shares = vec![0.0; count];
        for (at, words) in self.words.iter().enumerate() {
            for word in words {
                let end = at + word.len;
                let through = before[at] * weight(at, word);
                before[end] += through;
                let share = through * behind[end] / behind[0];
                for (sum, agrees) in shares[at..end]
                    .iter_mut()
                    .zip(word.agreement(&values[at..end]))
                {
                    *sum += share * agrees;
                }
            }
        }
        shares
    }
}

/// How likely a reading is that costs so much more than another, in relation to that.
fn likelihood(more: u32) -> f64 {
    (-TRUST * f64::from(more) / NAT).exp()
}

impl Edge {
    fn values(&self) -> Vec<Value<'_>> {
        if let Some(lattice) = &self.inside {
            return lattice.values();
        }
        let is_aligned = self.text.chars().count() == self.len;
        let mut characters = self.text.char_indices();
        let value = |place: usize| match characters.next() {
            Some((at, c)) if is_aligned => (0, &self.text[at..at + c.len_utf8()]),
            _ => (place + 1, &*self.text),
        };
        (0..self.len).map(value).collect()
    }

    /// For each character the share of the word's readings that give it this value.
    fn agreement(&self, values: &[Value<'_>]) -> Vec<f64> {
        if let Some(lattice) = &self.inside {
            return lattice.shares(values);
        }
        let own = self.values().into_iter().zip(values);
        own.map(|(own, value)| if own == *value { self.share } else { 0.0 })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lattice, Reading, likelihood};
    use crate::config::Config;
    use crate::context::Words;
    use crate::context::path::Path;
    use crate::usage::Usage;

    /// A way through a lattice: the places of its words, its cost and result.
    type Naive = (Vec<(usize, usize)>, u32, String);

    /// All of them, those with the longer first word first.
    fn all_ways(lattice: &Lattice, at: usize) -> Vec<Naive> {
        if at == lattice.words.len() {
            return vec![Naive::default()];
        }
        let mut ways = Vec::new();
        for (number, word) in lattice.words[at].iter().enumerate() {
            for (mut words, cost, text) in all_ways(lattice, at + word.len) {
                words.insert(0, (at, number));
                ways.push((words, cost + word.cost, word.text.clone() + &text));
            }
        }
        ways
    }

    proptest! {
        #[test]
        fn paths_and_shares_are_those_of_all_ways(
            text in "[发现在头年历史转换生里面对后干制度一子只回复的]{1,9}",
        ) {
            let words = Words::embedded(Config::S2t, Usage::OfConfig).unwrap();
            // That of a conversion which maps, so that a wrong result would show.
            let convert = |word: &str| word.replace('发', "發").replace("头發", "頭髮");
            let lattice = Lattice::new(&words.tables, &text, Reading::All, &convert);
            let mut ways = all_ways(&lattice, 0);
            ways.sort_by_key(|(_, cost, _)| *cost);
            let (best, cost, result) = &ways[0];

            let path = Path::cheapest(&words.tables, &text, Reading::All);
            let lens: Vec<_> = path.all_words().map(|(word, _)| word.chars().count()).collect();
            let expected = best.iter().map(|&(at, number)| lattice.words[at][number].len);
            prop_assert_eq!(lens, expected.collect::<Vec<_>>());

            let found = lattice.ways().swap_remove(0);
            prop_assert_eq!((found[0].cost, &found[0].text), (*cost, result));
            let next = ways.iter().find(|(.., text)| text != result);
            let next_cost = next.map(|(_, cost, _)| *cost);
            prop_assert_eq!(found.get(1).map(|way| way.cost), next_cost);

            let values = lattice.values();
            let mut sums = vec![0.0; values.len()];
            let mut total = 0.0;
            for (words, way_cost, _) in &ways {
                let weight = likelihood(way_cost - cost);
                total += weight;
                for &(at, number) in words {
                    let word = &lattice.words[at][number];
                    let agreement = word.agreement(&values[at..at + word.len]);
                    for (sum, agrees) in sums[at..].iter_mut().zip(agreement) {
                        *sum += weight * agrees;
                    }
                }
            }
            for (share, sum) in lattice.shares(&values).into_iter().zip(sums) {
                prop_assert!((share - sum / total).abs() < 1e-9);
            }
        }
    }
}
