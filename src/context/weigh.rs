//! What other readings of a knot would cost, and how likely its results are by that.
//!
//! For explanations alone: it does at leisure what [`Path`] does in a hurry.

use std::ops::Range;

use super::path::{Path, Reading, UNKNOWN, Word};
use super::tables::Tables;
use super::{Stretch, Words};
use crate::chain::{Ending, Sink, walk_part};

/// So much of a cost is one nat: a word that costs so much more is e times less frequent.
pub(crate) const NAT: f64 = 8.0;
/// How much of a difference of costs counts for likelihoods. Words are not independent of
/// each other, so all of it would make nearly every decision look certain: what then is
/// given 98 % is right in 87 % of sentence pairs; with a half, it is in 97 %.
const TRUST: f64 = 0.5;

/// A part of a text that more than one result was possible for.
#[derive(Debug)]
pub(crate) struct Weighed {
    /// Where it stands in the text.
    pub(crate) source: Range<usize>,
    pub(crate) taken: Way,
    /// The cheapest one with another result.
    pub(crate) next: Option<Way>,
    /// Where each character starts, and the share of all readings that give it the value
    /// it has, by their likelihood.
    pub(crate) shares: Vec<(usize, f64)>,
}

/// A reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Way {
    pub(crate) words: Vec<Costly>,
    /// The result.
    pub(crate) text: String,
    pub(crate) cost: u32,
}

/// A word of a reading.
#[derive(Clone, Debug)]
pub(crate) struct Costly {
    pub(crate) source: Range<usize>,
    pub(crate) text: String,
    pub(crate) cost: u32,
}

impl Words {
    /// Weighs all parts of `text` that have a decision. `convert` converts a word as a text
    /// of its own.
    pub(crate) fn weigh(&self, text: &str, convert: &dyn Fn(&str) -> String) -> Vec<Weighed> {
        let mut knots = Knots {
            tables: &self.tables,
            end: 0,
            open: Vec::new(),
        };
        walk_part(self, text, Ending::Final, &mut knots);
        let weighed = knots.open.into_iter().map(|source| {
            let knot = &text[source.clone()];
            let lattice = Lattice::new(&self.tables, knot, Reading::All, convert);
            let mut ways = lattice.ways().swap_remove(0);
            for way in &mut ways {
                for word in &mut way.words {
                    let place = |at: usize| source.start + lattice.starts[at];
                    word.source = place(word.source.start)..place(word.source.end);
                }
            }
            let mut ways = ways.into_iter();
            let taken = ways.next().unwrap_or_default();
            let starts = lattice.starts.iter().map(|start| source.start + start);
            Weighed {
                shares: starts.zip(lattice.shares(&lattice.values())).collect(),
                source,
                taken,
                next: ways.next(),
            }
        });
        weighed.collect()
    }
}

/// Collects the open knots of a text.
struct Knots<'t> {
    tables: &'t Tables<'static>,
    end: usize,
    open: Vec<Range<usize>>,
}

impl Sink<Stretch> for Knots<'_> {
    fn matched(&mut self, key: &str, stretch: Stretch) {
        if !stretch.is_open {
            return self.unmatched(key);
        }
        let path = Path::cheapest(self.tables, key, Reading::All);
        for knot in path.knots() {
            let start = self.end;
            self.end += path.text(knot.characters).len();
            if knot.is_open {
                self.open.push(start..self.end);
            }
        }
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}

/// All words at all places of a text.
struct Lattice {
    /// Where each character starts, in bytes, and the end.
    starts: Vec<usize>,
    /// For each character the words that start there, the longest first.
    words: Vec<Vec<Edge>>,
}

/// A word at a place of the lattice.
struct Edge {
    /// In characters.
    len: usize,
    cost: u32,
    text: String,
    /// Of a word that only holds others together: these.
    inside: Option<Lattice>,
}

/// What a word makes of one of its characters: a character of its result or, where these
/// cannot be told apart, all of it, with the place in the word.
type Value<'l> = (usize, &'l str);

impl Lattice {
    fn new(
        tables: &Tables<'_>,
        text: &str,
        reading: Reading,
        convert: &dyn Fn(&str) -> String,
    ) -> Self {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let starts: Vec<usize> = starts.into_iter().chain([text.len()]).collect();
        let codes = text.chars().map(|c| tables.codes.code(c) as u16);
        let codes: Vec<u16> = codes.collect();
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
                    inside,
                })
            });
            let mut words: Vec<Edge> = found.collect();
            if words.first().is_none_or(|word| word.len > 1) {
                let unknown = Edge {
                    len: 1,
                    cost: UNKNOWN,
                    text: convert(slice(1)),
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
    fn ways(&self) -> Vec<Vec<Way>> {
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
    fn values(&self) -> Vec<Value<'_>> {
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
    fn shares(&self, values: &[Value<'_>]) -> Vec<f64> {
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
        own.map(|(own, value)| f64::from(u8::from(own == *value)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lattice, Path, Reading, Words, likelihood};
    use crate::config::Config;

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
            let words = Words::embedded(Config::S2t).unwrap();
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
