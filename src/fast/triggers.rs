//! Which pairs of neighbours, and which characters, call for a closer look.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::charmap::{BARE, COLOURS, has_entry};
use super::reach::Reach;
use super::stage::Stage;
use super::weights::Weights;

/// As good as always after three or four, when no phrase moves any more.
const MOST_ROUNDS: usize = 20;

/// To ask whether a phrase stands around a pair takes as long as some looks at pairs
/// that are none.
const ASK_COST: u64 = 3;

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

/// Characters of the source. The loop takes a look at a left one with a right one
/// behind it.
#[derive(Debug, Default)]
pub(super) struct Colour {
    pub(super) left: Characters,
    pub(super) right: Characters,
}

/// Characters by how many phrases need them, and how common they are together.
#[derive(Debug, Default)]
pub(super) struct Characters {
    uses: BTreeMap<char, usize>,
    weight: u64,
}

/// A way to find a phrase: by its pair behind so many characters, with a colour.
type Choice = (usize, usize);

impl Triggers {
    /// Chooses a pair and a colour for each phrase, so that the loop seldom looks.
    ///
    /// Every phrase takes the choice that adds least to what is there, the common
    /// ones first; then each in turn chooses anew, as long as one gains.
    ///
    /// `None` if some phrase has no pair that the loop could look at.
    pub(super) fn choose(reach: &Reach, stages: &[Stage], weights: &Weights) -> Option<Self> {
        let mut phrases = differing(reach, stages);
        phrases.sort_by_cached_key(|phrase| Reverse(phrase.least_weight(reach, weights)));
        let mut colours: [Colour; COLOURS] = Default::default();
        let mut pairs: BTreeMap<(char, char), usize> = BTreeMap::new();
        let mut choices: Vec<Option<Choice>> = vec![None; phrases.len()];
        for _ in 0..MOST_ROUNDS {
            let mut has_moved = false;
            for (phrase, choice) in phrases.iter().zip(&mut choices) {
                if let Some((pair, colour)) = *choice {
                    for (left, right) in phrase.sources(pair, reach) {
                        colours[colour].remove(left, right, weights);
                        pairs.entry((left, right)).and_modify(|uses| *uses -= 1);
                    }
                }
                let best = phrase.choices(reach).min_by_key(|&(pair, colour)| {
                    let sources = || phrase.sources(pair, reach);
                    let new =
                        sources().filter(|pair| pairs.get(pair).is_none_or(|&uses| uses == 0));
                    let asked: u64 = new.map(|(left, right)| weights.of_pair(left, right)).sum();
                    colours[colour].cost_with(sources(), weights) + ASK_COST * asked
                })?;
                for (left, right) in phrase.sources(best.0, reach) {
                    colours[best.1].add(left, right, weights);
                    *pairs.entry((left, right)).or_default() += 1;
                }
                has_moved |= choice.replace(best) != Some(best);
            }
            if !has_moved {
                break;
            }
        }
        for (phrase, choice) in phrases.iter_mut().zip(choices) {
            (phrase.pair, _) = choice?;
        }
        Some(Self { phrases, colours })
    }
}

impl Colour {
    fn add(&mut self, left: char, right: char, weights: &Weights) {
        self.left.add(left, weights);
        self.right.add(right, weights);
    }

    fn remove(&mut self, left: char, right: char, weights: &Weights) {
        self.left.remove(left, weights);
        self.right.remove(right, weights);
    }

    /// How often more the loop would look if this colour had these pairs too.
    fn cost_with(&self, pairs: impl Iterator<Item = (char, char)>, weights: &Weights) -> u64 {
        let (lefts, rights): (Vec<char>, Vec<char>) = pairs.unzip();
        let left = self.left.weight_with(lefts, weights);
        let right = self.right.weight_with(rights, weights);
        Weights::of_neighbours(left, right)
            - Weights::of_neighbours(self.left.weight, self.right.weight)
    }
}

impl Characters {
    /// All that some phrase needs.
    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        let used = self.uses.iter().filter(|(_, uses)| **uses > 0);
        used.map(|(&character, _)| character)
    }

    fn add(&mut self, character: char, weights: &Weights) {
        let uses = self.uses.entry(character).or_default();
        if *uses == 0 {
            self.weight += weights.of(character);
        }
        *uses += 1;
    }

    fn remove(&mut self, character: char, weights: &Weights) {
        if let Some(uses) = self.uses.get_mut(&character) {
            *uses -= 1;
            if *uses == 0 {
                self.weight -= weights.of(character);
            }
        }
    }

    fn weight_with(&self, mut added: Vec<char>, weights: &Weights) -> u64 {
        added.sort_unstable();
        added.dedup();
        added.retain(|character| self.uses.get(character).is_none_or(|&uses| uses == 0));
        self.weight
            + added
                .into_iter()
                .map(|character| weights.of(character))
                .sum::<u64>()
    }
}

impl Phrase {
    /// How the source spells the characters of a pair.
    fn sources<'p>(
        &self,
        pair: usize,
        reach: &'p Reach,
    ) -> impl Iterator<Item = (char, char)> + use<'p> {
        let (level, right) = (self.level, self.characters[pair + 1]);
        let lefts = reach.sources(level, self.characters[pair]);
        lefts.flat_map(move |left| reach.sources(level, right).map(move |right| (left, right)))
    }

    /// All pairs that the loop can look at, with the colours by which it can.
    fn choices(&self, reach: &Reach) -> impl Iterator<Item = Choice> {
        let of_pair = move |pair| {
            let sources = || self.sources(pair, reach);
            // The loop copies other right characters unseen.
            let is_seen = |right: char| has_entry(right) || right.len_utf8() == 4;
            let colours = if !sources().all(|(_, right)| is_seen(right)) {
                0..0
            } else if sources().all(|(left, _)| has_entry(left)) {
                0..COLOURS
            } else {
                BARE..BARE + 1
            };
            colours.map(move |colour| (pair, colour))
        };
        (0..self.characters.len() - 1).flat_map(of_pair)
    }

    /// How often the rarest of its pairs would stand in running text if characters
    /// stood in any order.
    fn least_weight(&self, reach: &Reach, weights: &Weights) -> u64 {
        let weight = |pair| -> u64 {
            let sources = self.sources(pair, reach);
            sources
                .map(|(left, right)| Weights::of_neighbours(weights.of(left), weights.of(right)))
                .sum()
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
    let mut phrases = Vec::new();
    for (level, stage) in stages.iter().enumerate() {
        for (key, value) in &stage.phrases {
            let characters: Vec<char> = key.chars().collect();
            let is_spelled = characters
                .iter()
                .all(|&c| reach.sources(level, c).next().is_some());
            if characters.len() > 1 && is_spelled && *value != stage.mapped_text(key) {
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
