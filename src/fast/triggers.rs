//! Which pairs of neighbours call for a closer look.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::charmap::{COLOURS, has_entry};
use super::palette::{Colour, Palette, Sources};
use super::reach::Reach;
use super::stage::Stage;
use super::weights::Weights;

/// As good as always after a few, when nothing moves any more.
const MOST_ROUNDS: usize = 20;

/// A key of several characters whose value is not what its characters become.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The stage that has it, which reads what the level of that number gives.
    pub(super) level: usize,
    pub(super) characters: Vec<char>,
    /// The trigger: how many characters stand before the pair.
    pub(super) pair: usize,
}

/// Every differing phrase with its trigger pair, and the colours by which the
/// mapping loop notices the pairs.
#[derive(Debug)]
pub(super) struct Triggers {
    pub(super) phrases: Vec<Phrase>,
    pub(super) colours: [Colour; COLOURS],
}

impl Triggers {
    /// Chooses a pair for each phrase and a colour for each right character of one, so
    /// that the loop seldom looks.
    ///
    /// Every phrase takes the pair that adds least to what is there, the common ones
    /// first; then each in turn chooses anew, and each right character its colour, as
    /// long as one gains.
    ///
    /// `None` if some phrase has no pair that the loop could look at.
    pub(super) fn choose(reach: &Reach, stages: &[Stage], weights: &Weights) -> Option<Self> {
        let mut phrases = differing(reach, stages);
        phrases.sort_by_cached_key(|phrase| Reverse(phrase.least_weight(reach, weights)));
        let mut palette = Palette::new(weights);
        let mut choices: Vec<Option<usize>> = vec![None; phrases.len()];
        for _ in 0..MOST_ROUNDS {
            let mut has_moved = false;
            for (phrase, choice) in phrases.iter().zip(&mut choices) {
                if let Some(pair) = *choice {
                    palette.remove(&phrase.sources(pair, reach));
                }
                let best = phrase
                    .choices(reach)
                    .min_by_key(|&pair| palette.cost_with(&phrase.sources(pair, reach)))?;
                palette.add(&phrase.sources(best, reach));
                has_moved |= choice.replace(best) != Some(best);
            }
            has_moved |= palette.colour_anew();
            if !has_moved {
                break;
            }
        }
        for (phrase, choice) in phrases.iter_mut().zip(choices) {
            phrase.pair = choice?;
        }
        Some(Self {
            phrases,
            colours: palette.colours,
        })
    }
}

impl Phrase {
    /// How the source spells the characters of a pair.
    fn sources(&self, pair: usize, reach: &Reach) -> Sources {
        let of = |place: usize| reach.sources(self.level, self.characters[place]).collect();
        Sources {
            lefts: of(pair),
            rights: of(pair + 1),
        }
    }

    /// All pairs that the loop can look at; it copies other right characters unseen.
    fn choices(&self, reach: &Reach) -> impl Iterator<Item = usize> {
        let is_seen = |right: char| has_entry(right) || right.len_utf8() == 4;
        (0..self.characters.len() - 1).filter(move |&pair| {
            let mut rights = reach.sources(self.level, self.characters[pair + 1]);
            rights.all(is_seen)
        })
    }

    /// How often the rarest of its pairs would stand in running text if characters
    /// stood in any order.
    fn least_weight(&self, reach: &Reach, weights: &Weights) -> u64 {
        let weight = |pair| {
            let Sources { lefts, rights } = self.sources(pair, reach);
            let sum = |characters: Vec<char>| characters.into_iter().map(|c| weights.of(c)).sum();
            Weights::of_neighbours(sum(lefts), sum(rights))
        };
        (0..self.characters.len() - 1)
            .map(weight)
            .min()
            .unwrap_or(0)
    }
}

/// The phrases that come out otherwise, and that mapped text can spell.
///
/// One that only an earlier phrase's value spells needs no trigger of its own:
/// the earlier phrase, which is not as its characters are, has one.
fn differing(reach: &Reach, stages: &[Stage]) -> Vec<Phrase> {
    let named: Vec<BTreeSet<char>> = stages.iter().map(Stage::phrase_characters).collect();
    let mut phrases = Vec::new();
    for (level, stage) in stages.iter().enumerate() {
        let later = || stages.iter().zip(&named).skip(level + 1);
        for (key, value) in &stage.phrases {
            let characters: Vec<char> = key.chars().collect();
            let is_spelled = characters
                .iter()
                .all(|&c| reach.sources(level, c).next().is_some());
            if characters.len() > 1 && is_spelled && !comes_out_alike(key, value, stage, later) {
                phrases.push(Phrase {
                    level,
                    characters,
                    pair: 0,
                });
            }
        }
    }
    phrases
}

/// Whether a phrase comes out of all stages as its characters do: it leaves some as they
/// are that its stage maps, and what `later` stages make of these is the same, without any
/// phrase that has one or the other.
///
/// Not one that puts other characters in their place: of such a phrase an edit has more
/// than one character.
fn comes_out_alike<'s, L: Iterator<Item = (&'s Stage, &'s BTreeSet<char>)>>(
    key: &str,
    value: &str,
    stage: &Stage,
    later: impl Fn() -> L,
) -> bool {
    let become_one = |mut left: char, mut right: char| {
        for (stage, named) in later() {
            if left == right {
                break;
            }
            if named.contains(&left) || named.contains(&right) {
                return false;
            }
            (left, right) = (stage.mapped(left), stage.mapped(right));
        }
        left == right
    };
    key.chars().count() == value.chars().count()
        && key.chars().zip(value.chars()).all(|(from, to)| {
            let mapped = stage.mapped(from);
            to == mapped || to == from && become_one(from, mapped)
        })
}
