//! From a chain to the tables of the fast engine.
//!
//! What is derived must be safe, not tight: a trigger or an inside pair too many
//! costs time, one too few would be a wrong result.

use std::collections::BTreeSet;

use super::charmap::{CharMapBuilder, is_compatibility};
use super::chartable::CharTable;
use super::edges::{Edges, Straddles};
use super::flatten::flatten;
use super::raw;
use super::reach::Reach;
use super::stage::Stage;
use super::triggers::{Phrase, Triggers};
use super::weights::Weights;
use super::words::{Spelling, Spellings, WordsBytes};
use crate::chain::Chain;
use crate::sequence;

/// A phrase with more spellings than this is looked for by its pair alone.
const MOST_SPELLINGS: usize = 64;

/// What the fast engine needs to know of a chain.
#[derive(Debug)]
pub(crate) struct Derived {
    entries: Vec<u8>,
    undecided: BTreeSet<char>,
    changing: BTreeSet<char>,
    words: Spellings,
    straddles: Straddles,
    reach: u32,
}

/// A section of the bundle: the last part of its name, and its bytes.
pub(crate) type Section = (&'static str, Vec<u8>);

impl Derived {
    /// What every character becomes. With rare forms used or not, it is the same.
    pub(crate) fn entries(&self) -> Section {
        ("entries", self.entries.clone())
    }

    /// The characters that do not simply stay where no phrase takes them.
    pub(crate) fn changing(&self) -> &BTreeSet<char> {
        &self.changing
    }

    /// The other sections of one conversion.
    pub(crate) fn sections(&self) -> [Section; 2] {
        let undecided = self.undecided.iter().map(|&character| (character, None));
        [
            ("undecided", CharTable::build(undecided)),
            ("reach", self.reach.to_le_bytes().to_vec()),
        ]
    }

    /// The sections that conversions with the same first stage share.
    ///
    /// `None` where a phrase is too long for the format.
    pub(crate) fn shared_sections(family: &[Self], weights: &Weights) -> Option<[Section; 4]> {
        let spellings: Vec<&Spellings> = family.iter().map(|d| &d.words).collect();
        let words = WordsBytes::new(&spellings, weights)?;
        let straddles = family.iter().flat_map(|d| &d.straddles).copied().collect();
        Some([
            ("filter", words.filter),
            ("buckets", words.buckets),
            ("rows", words.rows),
            ("edges", Edges::build(&straddles)),
        ])
    }

    /// Derives what the fast engine needs for a chain.
    ///
    /// `None` where it cannot serve it: a character is changed, or would have to
    /// carry a flag, that has no entry; the segmentation is not by the phrases of
    /// one of the stages; a key has an operator of sequences, a picture, a character of the
    /// blocks that normalization changes, or U+0000; or a limit of the tables' format is passed.
    pub(crate) fn new(chain: &Chain<'_>, weights: &Weights, odd: &[char]) -> Option<Self> {
        let normalization = Stage::new(&chain.normalization);
        let stages: Vec<Stage> = chain.stages.iter().map(Stage::new).collect();
        let all = || std::iter::once(&normalization).chain(&stages);
        let is_narrow = normalization
            .characters
            .keys()
            .all(|&c| is_compatibility(c));
        if !normalization.phrases.is_empty()
            || !is_narrow
            || stages
                .iter()
                .flat_map(Stage::keys)
                .any(|key| key.chars().any(is_compatibility))
            || !all().flat_map(Stage::keys).all(|key| fits(&key))
        {
            return None;
        }
        let segmentation = match &chain.segmentation {
            Some(group) => {
                let keys: Vec<String> = flatten(group).into_keys().collect();
                Some(stages.iter().find(|stage| stage.phrases.keys().eq(&keys))?)
            }
            None => None,
        };
        let reach = Reach::new(&normalization, &stages);
        let triggers = Triggers::choose(&reach, &stages, weights)?;
        let mut map = CharMapBuilder::default();
        let mut changing = BTreeSet::new();
        for character in reach.characters() {
            let mapped = reach.mapped(character);
            map.set(character, mapped);
            if mapped != Some(character) {
                changing.insert(character);
            }
        }
        for operator in ('\u{2FF0}'..='\u{2FFF}').filter(|&c| sequence::arity(c) > 0) {
            map.set(operator, None);
        }
        for (number, colour) in triggers.colours.iter().enumerate() {
            for left in colour.left.iter() {
                map.watch(left, number);
            }
            for right in colour.right.iter() {
                map.colour(right, number);
            }
        }
        for &character in odd {
            map.make_odd(character);
        }
        let words = spellings(chain, &reach, &triggers.phrases);
        let (entries, mut undecided) = map.finish()?;
        undecided.retain(|&c| sequence::arity(c) == 0 && normalization.mapped(c) == c);
        Some(Self {
            entries,
            undecided,
            changing,
            words,
            straddles: reach.straddles(segmentation, &stages),
            reach: sequence_reach(&stages),
        })
    }
}

/// From how many characters of the source the operands of one sequence can come.
///
/// Every stage but the last can make an operand from its longest key; before the
/// only stage, a sequence is complete or is not.
fn sequence_reach(stages: &[Stage]) -> u32 {
    let keys = stages.iter().flat_map(Stage::keys);
    let longest_key = keys.map(|key| key.chars().count() as u32).max();
    match stages.len().saturating_sub(1) as u32 {
        0 => 0,
        earlier => longest_key
            .unwrap_or(1)
            .saturating_pow(earlier)
            .saturating_mul(sequence::MAX_CHARS as u32),
    }
}

fn fits(key: &str) -> bool {
    key.chars().all(|character| {
        sequence::arity(character) == 0 && character != '\0' && !raw::is_picture(raw::of(character))
    })
}

/// How the source can spell the phrases, by their trigger pairs.
fn spellings(chain: &Chain<'_>, reach: &Reach, phrases: &[Phrase]) -> Spellings {
    let mut words = Spellings::new();
    for phrase in phrases {
        let sources = |place: usize| reach.sources(phrase.level, phrase.characters[place]);
        let places = 0..phrase.characters.len();
        if places
            .clone()
            .map(|place| sources(place).count())
            .product::<usize>()
            > MOST_SPELLINGS
        {
            for left in sources(phrase.pair) {
                for right in sources(phrase.pair + 1) {
                    words
                        .entry((left, right))
                        .or_default()
                        .push(Spelling::any());
                }
            }
            continue;
        }
        let mut keys = vec![Vec::new()];
        for place in places {
            keys = keys
                .iter()
                .flat_map(|start| {
                    sources(place).map(move |source| [&start[..], &[source]].concat())
                })
                .collect();
        }
        for key in keys {
            let pair = (key[phrase.pair], key[phrase.pair + 1]);
            let spelling = Spelling::new(chain, &key, phrase.pair);
            words.entry(pair).or_default().push(spelling);
        }
    }
    words
}
