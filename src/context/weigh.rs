//! What other readings of a knot would cost, and how likely its results are by that.
//!
//! For explanations alone: it does at leisure what [`Path`] does in a hurry.

use std::ops::Range;

use super::lattice::Lattice;
use super::path::{Path, Reading};
use super::{Stretch, Words};
use crate::chain::{Ending, Sink, walk_part};

/// So much of a cost is one nat: a word that costs so much more is e times less frequent.
pub(crate) const NAT: f64 = 8.0;

/// A part of a text over whose ends no word reaches, and in which more than one result is
/// possible.
#[derive(Debug)]
pub(crate) struct Weighed {
    /// Where it stands in the text.
    pub(crate) source: Range<usize>,
    /// Where each character starts, and the share of all readings that give it the value
    /// it has, by their likelihood.
    pub(crate) shares: Vec<(usize, f64)>,
    /// `None` where all readings have the same result, but for what characters alone may
    /// become.
    pub(crate) decision: Option<Decision>,
}

/// What was chosen between.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) taken: Way,
    /// The cheapest reading with another result.
    pub(crate) next: Option<Way>,
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
    /// Weighs all parts of `text` that could become something else. `convert` converts a word
    /// as a text of its own.
    pub(crate) fn weigh(&self, text: &str, convert: &dyn Fn(&str) -> String) -> Vec<Weighed> {
        let mut knots = Knots {
            words: self,
            end: 0,
            found: Vec::new(),
        };
        walk_part(self, text, Ending::Final, &mut knots);
        let weighed = knots.found.into_iter().map(|(source, is_open)| {
            let knot = &text[source.clone()];
            let lattice = Lattice::new(&self.tables, knot, Reading::All, convert);
            let starts = lattice.starts.iter().map(|start| source.start + start);
            Weighed {
                shares: starts.zip(lattice.shares(&lattice.values())).collect(),
                decision: is_open.then(|| decision(&lattice, source.start)),
                source,
            }
        });
        weighed.collect()
    }
}

/// What was chosen between in a part that starts at `start`.
fn decision(lattice: &Lattice, start: usize) -> Decision {
    let mut ways = lattice.ways().swap_remove(0);
    for word in ways.iter_mut().flat_map(|way| &mut way.words) {
        let place = |at: usize| start + lattice.starts[at];
        word.source = place(word.source.start)..place(word.source.end);
    }
    let mut ways = ways.into_iter();
    Decision {
        taken: ways.next().unwrap_or_default(),
        next: ways.next(),
    }
}

/// Collects the knots of a text that are open or have a character with several values.
struct Knots<'w> {
    words: &'w Words,
    end: usize,
    /// Each with whether it is open.
    found: Vec<(Range<usize>, bool)>,
}

impl Sink<Stretch> for Knots<'_> {
    fn matched(&mut self, key: &str, _stretch: Stretch) {
        let tables = &self.words.tables;
        let path = Path::cheapest(tables, key, Reading::All);
        for knot in path.knots() {
            let text = path.text(knot.characters);
            let start = self.end;
            self.end += text.len();
            if knot.is_open || text.chars().any(|c| tables.shares.of(c).is_some()) {
                self.found.push((start..self.end, knot.is_open));
            }
        }
    }

    fn unmatched(&mut self, text: &str) {
        // Whole stretches, in which nothing is to be decided.
        let mut rest = text;
        while !rest.is_empty() {
            let stretch = self.words.stretch(rest);
            let (key, behind) = rest.split_at(stretch.len);
            self.matched(key, stretch);
            rest = behind;
        }
    }
}
