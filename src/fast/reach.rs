//! Which source characters can come to stand as which characters before a stage.
//!
//! Levels count stages: level 0 is the normalized text, level `i` what stage `i`
//! gives, which is what the stage after it reads.

use std::collections::{BTreeMap, BTreeSet};

use super::edges::{Extent, Straddles};
use super::stage::Stage;
use crate::boundary::neighbours;

/// From characters to the characters that belong to each.
type Relation = BTreeMap<char, BTreeSet<char>>;

#[derive(Debug)]
pub(super) struct Reach {
    /// What a character is at each level if it is only ever mapped; `None` from
    /// where it is left to the matching.
    mapped: BTreeMap<char, Vec<Option<char>>>,
    /// At each level: the source characters that are mapped to a character.
    sources: Vec<Relation>,
    /// At each level: the source characters that, last before a place no match
    /// straddles, can leave a character last before it.
    last: Vec<Relation>,
    /// The same for the characters that are first behind such a place.
    first: Vec<Relation>,
}

impl Reach {
    pub(super) fn new(normalization: &Stage, stages: &[Stage]) -> Self {
        let all = std::iter::once(normalization).chain(stages);
        let characters: BTreeSet<char> = all.flat_map(Stage::named_characters).collect();
        let normalized: Relation = characters
            .iter()
            .map(|&c| (c, BTreeSet::from([normalization.mapped(c)])))
            .collect();
        let mapped: BTreeMap<char, Vec<Option<char>>> = characters
            .into_iter()
            .map(|c| (c, mapped_levels(c, normalization, stages)))
            .collect();
        let sources = (0..=stages.len())
            .map(|level| {
                let pairs = mapped
                    .iter()
                    .filter_map(|(&c, levels)| Some((levels[level]?, c)));
                relation(pairs)
            })
            .collect();
        Self {
            sources,
            last: edge_levels(&normalized, stages, |text| text.chars().next_back()),
            first: edge_levels(&normalized, stages, |text| text.chars().next()),
            mapped,
        }
    }

    /// All characters that any dictionary names.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> {
        self.mapped.keys().copied()
    }

    /// What a character becomes through all stages if it is only ever mapped.
    pub(super) fn mapped(&self, character: char) -> Option<char> {
        self.mapped.get(&character)?.last().copied().flatten()
    }

    /// The source characters that are mapped to `character` at a level.
    pub(super) fn sources(&self, level: usize, character: char) -> impl Iterator<Item = char> {
        members(&self.sources[level], character)
    }

    /// What the source shows around every place that some match can straddle. All
    /// other places are certain edges.
    ///
    /// The first stage and the segmentation read the source itself, so that a key
    /// of theirs of three characters or more shows three of them. Of what a later
    /// stage reads only the two characters at the place are known.
    pub(super) fn straddles(&self, segmentation: Option<&Stage>, stages: &[Stage]) -> Straddles {
        let mut straddles = Straddles::new();
        for (stage, level) in stages.iter().zip(0..).skip(1) {
            // What the segmentation did not find, its own stage finds only where an earlier
            // one has changed a character.
            let is_its_own = segmentation.is_some_and(|found| std::ptr::eq(found, stage));
            let changed = changed(&stages[..level]);
            let keys = stage.phrases.keys().filter(|key| {
                !is_its_own || key.chars().any(|character| changed.contains(&character))
            });
            for pair in keys.flat_map(|key| neighbours(key)) {
                straddles.extend(self.pairs(level, pair).map(|pair| (pair, Extent::Pair)));
            }
        }
        for stage in stages.iter().take(1).chain(segmentation) {
            for key in stage.phrases.keys() {
                let characters: Vec<char> = key.chars().collect();
                for (place, pair) in neighbours(key).enumerate() {
                    let extents = self.extents(&characters, place);
                    for pair in self.pairs(0, pair) {
                        straddles.extend(extents.iter().map(|&extent| (pair, extent)));
                    }
                }
            }
        }
        straddles
    }

    /// The source pairs of which a stage can see the images stand together as `pair`.
    fn pairs(
        &self,
        level: usize,
        (left, right): (char, char),
    ) -> impl Iterator<Item = (char, char)> {
        let lefts = members(&self.last[level], left);
        lefts.flat_map(move |left| members(&self.first[level], right).map(move |r| (left, r)))
    }

    /// What a key shows around the pair behind `place` characters, as the source can
    /// spell it: of two neighbours of the pair one is enough.
    fn extents(&self, key: &[char], place: usize) -> Vec<Extent> {
        match (key.get(place + 2), place.checked_sub(1)) {
            (Some(&behind), _) => members(&self.first[0], behind)
                .map(Extent::Behind)
                .collect(),
            (None, Some(before)) => members(&self.last[0], key[before])
                .map(Extent::Before)
                .collect(),
            (None, None) => vec![Extent::Pair],
        }
    }
}

/// `None` from where a key of one character gives several, and throughout for
/// a character that normalization changes. It is left to the matching: it is rare,
/// and phrases can then be looked for as they are spelled.
fn mapped_levels(character: char, normalization: &Stage, stages: &[Stage]) -> Vec<Option<char>> {
    let is_normal = normalization.mapped(character) == character;
    let mut levels = vec![is_normal.then_some(character)];
    for stage in stages {
        let before = levels.last().copied().flatten();
        let single = before.filter(|c| !stage.phrases.contains_key(c.encode_utf8(&mut [0; 4])));
        levels.push(single.map(|c| stage.mapped(c)));
    }
    levels
}

/// At each level, from the character that a place can show to the source
/// characters it can come from. `edge` takes the last or first of a text.
fn edge_levels(
    normalized: &Relation,
    stages: &[Stage],
    edge: impl Fn(&str) -> Option<char>,
) -> Vec<Relation> {
    let mut forward = normalized.clone();
    let mut levels = vec![inverse(&forward)];
    for stage in stages {
        // Where a match ends at the place, its value does.
        let values = relation(
            stage
                .phrases
                .iter()
                .filter_map(|(key, value)| Some((edge(key)?, edge(value)?))),
        );
        for images in forward.values_mut() {
            *images = images
                .iter()
                .flat_map(|&c| members(&values, c).chain([stage.mapped(c)]))
                .collect();
        }
        levels.push(inverse(&forward));
    }
    levels
}

/// The characters that stages can put where the source has another one, or none. No value
/// is empty, so what stands beside others of the source stood beside them before.
fn changed(stages: &[Stage]) -> BTreeSet<char> {
    let mut changed = BTreeSet::new();
    for stage in stages {
        let passed: Vec<char> = changed.iter().map(|&c| stage.mapped(c)).collect();
        let mapped = stage.characters.iter().filter(|(key, value)| key != value);
        changed.extend(mapped.map(|(_, &value)| value));
        changed.extend(passed);
        for (key, value) in &stage.phrases {
            let is_aligned = key.chars().count() == value.chars().count();
            let mut from = key.chars();
            let is_changed = |&to: &char| from.next() != Some(to) || !is_aligned;
            changed.extend(value.chars().filter(is_changed));
        }
    }
    changed
}

fn members(relation: &Relation, character: char) -> impl Iterator<Item = char> {
    relation.get(&character).into_iter().flatten().copied()
}

fn inverse(forward: &Relation) -> Relation {
    let pairs = forward
        .iter()
        .flat_map(|(&c, images)| images.iter().map(move |&i| (i, c)));
    relation(pairs)
}

fn relation(pairs: impl Iterator<Item = (char, char)>) -> Relation {
    let mut relation = Relation::new();
    for (from, to) in pairs {
        relation.entry(from).or_default().insert(to);
    }
    relation
}
