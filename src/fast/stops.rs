//! By what the mapping loop notices keys of somebody else.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use arrayvec::ArrayVec;

use super::charmap::{
    BARE, CHANGE, COLOURS, CharMap, FIRST, LIFT, OTHERS, as_odd, bit, coloured, has_entry, is_odd,
};
use super::keys::{Keys, NoticedKey, Replacement};
use super::mapping::Tables;
use super::pairs::PairFilter;
use super::palette::ASK_COST;
use super::raw;
use super::table::Table;
use super::weights::Weights;

/// A key is noticed by a pair with so many characters before it at most.
pub(super) const MOST_BEFORE: usize = 2;
/// So many characters of a key are looked at for its pair.
const SEEN: usize = MOST_BEFORE + 2;
/// With more keys the loop stops so often that to look through a text before is as quick.
const MOST_KEYS: usize = 4 << 10;
/// One character in so many has no entry: punctuation above all.
const BARE_SHARE: u64 = 12;

/// A conversion's tables for the mapping loop, by which it asks about keys too.
///
/// A key is noticed by a pair of its first characters, as a phrase is by a trigger: the left
/// one watches for the colour of the right one. Where it has none, its first character is
/// odd, and the loop stops there. What characters become stays as it is.
#[derive(Debug)]
pub(crate) struct Stops {
    entries: Vec<u8>,
    /// The pairs of the conversion and those by which keys are noticed.
    pairs: Vec<u8>,
    pub(super) keys: Keys,
}

impl Stops {
    /// `None` where a key starts with a character without an entry, which the loop copies
    /// unseen, or where there are too many.
    ///
    /// # Complexity
    /// O(n log n) for n keys, the conversion of values that are replaced first, and the copy of
    /// some 150 KB.
    pub(crate) fn new(table: &Table<'_>, keys: &[(&str, Replacement<'_>)]) -> Option<Self> {
        if keys.len() > MOST_KEYS {
            return None;
        }
        let mut palette = Palette::new(table.map);
        let colours = palette.colours();
        let mut noticed = Vec::new();
        let mut earlier = BTreeSet::new();
        for &(key, replacement) in keys {
            let seen = key.chars().take_while(|&character| has_entry(character));
            let seen: ArrayVec<char, SEEN> = seen.take(SEEN).collect();
            let pairs = || seen.windows(2).map(|pair| (pair[0], pair[1]));
            let rarest = pairs().enumerate();
            match rarest.min_by_key(|&(_, pair)| palette.cost(&colours, pair)) {
                Some((before, pair)) => {
                    // Another key may be found there, though this one begins as early or earlier.
                    earlier.extend(pairs().take(before));
                    noticed.push(NoticedKey {
                        key,
                        replacement,
                        pair,
                        before,
                    });
                }
                None => palette.make_odd(*seen.first()?),
            }
        }
        let pairs = noticed.iter().map(|key| key.pair).collect();
        palette.notice(&pairs);
        let entries = palette.entries.into_iter();
        Some(Self {
            entries: entries.flat_map(u32::to_le_bytes).collect(),
            pairs: table.words.filter.with(&pairs),
            keys: Keys::new(table, &noticed, &earlier),
        })
    }

    /// `table` is that of the conversion.
    pub(super) fn tables<'t>(&'t self, table: &Table<'t>) -> Tables<'t> {
        Tables {
            map: CharMap::new(&self.entries),
            filter: PairFilter::new(&self.pairs),
            ..table.tables()
        }
    }
}

/// The colours of a conversion, to which those of keys are added.
struct Palette {
    entries: Vec<u32>,
    /// How often characters stand in texts, by their entries.
    weights: Vec<u64>,
}

/// How often a text has characters that watch for a colour, and that have it.
#[derive(Clone, Copy, Default)]
struct Colour {
    watched: u64,
    had: u64,
}

impl Palette {
    fn new(map: CharMap<'_>) -> Self {
        let entries: Vec<u32> = map.entries().map(u32::from_le_bytes).into();
        let mut weights = vec![1; entries.len()];
        for (character, weight) in weights_of_simplified().characters() {
            if has_entry(character) {
                weights[place(character)] += weight;
            }
        }
        let mut palette = Self { entries, weights };
        for number in 0..OTHERS {
            let character = char::from_u32(FIRST + number).unwrap_or_default();
            let simplified = palette.weights[place(palette.mapped(character))];
            let weight = &mut palette.weights[number as usize];
            *weight = simplified.max(*weight);
        }
        palette
    }

    /// What a character becomes, if that has an entry too.
    fn mapped(&self, character: char) -> char {
        let change = self.entries[place(character)] & CHANGE;
        let mapped = raw::decode3(raw::of(character) ^ change);
        if has_entry(mapped) { mapped } else { character }
    }

    /// How often more the loop would look and ask if it noticed a pair.
    fn cost(&self, colours: &[Colour; COLOURS], (left, right): (char, char)) -> u64 {
        let weights = weights_of_simplified();
        let asked = weights.of_pair(left, right);
        let asked = asked.max(weights.of_pair(self.mapped(left), self.mapped(right)));
        let (left, right) = (place(left), place(right));
        let looks = match colour_of(self.entries[right]) {
            Some(colour) if self.entries[left] & bit(colour) != 0 => 0,
            Some(colour) => colours[colour].had,
            None => self.weights[right],
        };
        ASK_COST * asked + Weights::of_neighbours(self.weights[left], looks)
    }

    fn make_odd(&mut self, character: char) {
        let entry = &mut self.entries[place(character)];
        *entry = as_odd(*entry);
    }

    /// Has the left character of each pair watch for the right one.
    fn notice(&mut self, pairs: &BTreeSet<(char, char)>) {
        let mut rights = BTreeMap::<usize, Vec<usize>>::new();
        for &(left, right) in pairs {
            let (left, right) = (place(left), place(right));
            if !is_odd(self.entries[left]) && !is_odd(self.entries[right]) {
                rights.entry(right).or_default().push(left);
            }
        }
        let mut rights: Vec<(usize, Vec<usize>)> = rights.into_iter().collect();
        // The colours that are there first, then the commonest characters.
        rights.sort_by_key(|(right, _)| {
            let colour = colour_of(self.entries[*right]);
            (colour.is_none(), Reverse(self.weights[*right]))
        });
        let mut colours = self.colours();
        for (right, lefts) in rights {
            let weight = self.weights[right];
            let new = |colour: usize| {
                let new = lefts
                    .iter()
                    .filter(|&&left| self.entries[left] & bit(colour) == 0);
                new.map(|&left| self.weights[left]).sum::<u64>()
            };
            let colour = colour_of(self.entries[right]).unwrap_or_else(|| {
                let looks = |&colour: &usize| {
                    let Colour { watched, had } = colours[colour];
                    (watched + new(colour)) * (had + weight) - watched * had
                };
                let best = (0..COLOURS).min_by_key(looks).unwrap_or(BARE);
                colours[best].had += weight;
                best
            });
            colours[colour].watched += new(colour);
            self.entries[right] |= coloured(colour);
            for left in lefts {
                self.entries[left] |= bit(colour);
            }
        }
    }

    fn colours(&self) -> [Colour; COLOURS] {
        let mut colours = [Colour::default(); COLOURS];
        colours[BARE].watched = self.weights.iter().sum::<u64>() / BARE_SHARE;
        for (&entry, weight) in self.entries.iter().zip(&self.weights) {
            for (number, colour) in colours.iter_mut().enumerate() {
                if entry & bit(number) != 0 {
                    colour.watched += weight;
                }
            }
            if let Some(number) = colour_of(entry) {
                colours[number].had += weight;
            }
        }
        colours
    }
}

fn weights_of_simplified() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::new(std::iter::empty()));
    &WEIGHTS
}

/// The colour of a character, by its entry.
fn colour_of(entry: u32) -> Option<usize> {
    (0..COLOURS).find(|&colour| coloured(colour) >> LIFT == entry >> LIFT)
}

/// Where the entry of a character stands that has one.
fn place(character: char) -> usize {
    (u32::from(character) - FIRST) as usize
}
