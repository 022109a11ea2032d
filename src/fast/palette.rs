//! The colours by which the mapping loop notices pairs of neighbours.

use std::collections::BTreeMap;
use std::ops::Range;

use super::charmap::{BARE, COLOURS, has_entry};
use super::weights::Weights;

/// To ask whether a phrase stands around a pair takes as long as some looks at pairs
/// that are none.
pub(super) const ASK_COST: u64 = 3;

/// Of a million characters of Chinese text, so many have no entry: punctuation above all.
const BARE_WEIGHT: u64 = 80_000;

/// The pairs of the source that spell a pair of a phrase: all left ones with all right
/// ones.
pub(super) struct Sources {
    pub(super) lefts: Vec<char>,
    pub(super) rights: Vec<char>,
}

/// Characters of the source. The loop takes a look where a left one stands before a
/// right one, which is of no other colour.
#[derive(Debug, Default)]
pub(super) struct Colour {
    pub(super) left: Characters,
    pub(super) right: Characters,
}

/// Characters by how many need them, and how common they are together.
#[derive(Debug, Default)]
pub(super) struct Characters {
    uses: BTreeMap<char, usize>,
    weight: u64,
}

/// Pairs and their colours, while they are chosen.
pub(super) struct Palette<'w> {
    weights: &'w Weights,
    pub(super) colours: [Colour; COLOURS],
    rights: BTreeMap<char, Right>,
}

/// What a right character needs: its colour, and to be noticed behind left ones, each
/// for so many phrases.
#[derive(Default)]
struct Right {
    colour: usize,
    lefts: BTreeMap<char, usize>,
}

impl<'w> Palette<'w> {
    pub(super) fn new(weights: &'w Weights) -> Self {
        let mut colours: [Colour; COLOURS] = Default::default();
        colours[BARE].left.weight = BARE_WEIGHT;
        Self {
            weights,
            colours,
            rights: BTreeMap::new(),
        }
    }

    /// How often more the loop would look and ask if it had these pairs too.
    pub(super) fn cost_with(&self, pairs: &Sources) -> u64 {
        let of_right = |&right: &char| {
            let known = self.rights.get(&right);
            let is_new = |left: &char| known.is_none_or(|known| !known.lefts.contains_key(left));
            let new: Vec<char> = pairs.lefts.iter().copied().filter(is_new).collect();
            let asked = new.iter().map(|&left| self.weights.of_pair(left, right));
            let colours = match known {
                Some(known) if allowed(&new).contains(&known.colour) => {
                    known.colour..known.colour + 1
                }
                _ => allowed(&new),
            };
            let (looks, _) = self.best(colours, &new, right);
            looks + ASK_COST * asked.sum::<u64>()
        };
        pairs.rights.iter().map(of_right).sum()
    }

    /// The colour with which the loop looks least often more if it notices `right`
    /// behind `lefts`, and how often.
    fn best(&self, colours: Range<usize>, lefts: &[char], right: char) -> (u64, usize) {
        let cost = |colour: usize| self.colours[colour].cost_with(lefts, right, self.weights);
        let costs = colours.map(|colour| (cost(colour), colour));
        costs.min().expect("there are colours")
    }

    pub(super) fn add(&mut self, pairs: &Sources) {
        for &right in &pairs.rights {
            let known = self.take(right);
            let before = known.lefts.len();
            let mut lefts = known.lefts;
            for &left in &pairs.lefts {
                *lefts.entry(left).or_default() += 1;
            }
            let all: Vec<char> = lefts.keys().copied().collect();
            let mut colour = known.colour;
            if before == 0 || !allowed(&all).contains(&colour) {
                (_, colour) = self.best(allowed(&all), &all, right);
            }
            self.put(right, Right { colour, lefts });
        }
    }

    pub(super) fn remove(&mut self, pairs: &Sources) {
        for &right in &pairs.rights {
            let mut known = self.take(right);
            for left in &pairs.lefts {
                *known.lefts.get_mut(left).expect("was added") -= 1;
            }
            known.lefts.retain(|_, uses| *uses > 0);
            self.put(right, known);
        }
    }

    /// Gives each right character the colour that is best now; whether one is new.
    pub(super) fn colour_anew(&mut self) -> bool {
        let rights: Vec<char> = self.rights.keys().copied().collect();
        let mut has_moved = false;
        for right in rights {
            let known = self.take(right);
            let all: Vec<char> = known.lefts.keys().copied().collect();
            let (_, colour) = self.best(allowed(&all), &all, right);
            has_moved |= colour != known.colour;
            self.put(right, Right { colour, ..known });
        }
        has_moved
    }

    /// Takes a right character out, with all it needs.
    fn take(&mut self, character: char) -> Right {
        let Some(right) = self.rights.remove(&character) else {
            return Right::default();
        };
        let colour = &mut self.colours[right.colour];
        colour.right.remove(character, self.weights);
        for &left in right.lefts.keys() {
            colour.left.remove(left, self.weights);
        }
        right
    }

    fn put(&mut self, character: char, right: Right) {
        if right.lefts.is_empty() {
            return;
        }
        let colour = &mut self.colours[right.colour];
        colour.right.add(character, self.weights);
        for &left in right.lefts.keys() {
            colour.left.add(left, self.weights);
        }
        self.rights.insert(character, right);
    }
}

/// The colours that all of these can watch for.
fn allowed(lefts: &[char]) -> Range<usize> {
    if lefts.iter().all(|&left| has_entry(left)) {
        0..COLOURS
    } else {
        BARE..BARE + 1
    }
}

impl Colour {
    /// How often more the loop would look if a right character of this colour stood
    /// behind these too.
    fn cost_with(&self, lefts: &[char], right: char, weights: &Weights) -> u64 {
        let left = self.left.weight_with(lefts, weights);
        let right = self.right.weight_with(&[right], weights);
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

    /// The weight with `added`, which are different, among them.
    fn weight_with(&self, added: &[char], weights: &Weights) -> u64 {
        let is_new = |character: &&char| self.uses.get(character).is_none_or(|&uses| uses == 0);
        let new = added.iter().filter(is_new);
        self.weight + new.map(|&character| weights.of(character)).sum::<u64>()
    }
}
