//! Pairs of sentences, and which forms count as the same.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use jianfan::Config;
use serde::Deserialize;

use crate::files;

/// The directions that count: those that [`Matching::Context`](jianfan::Matching) knows.
pub(super) const DIRECTIONS: [Config; 5] = [
    Config::S2t,
    Config::S2tw,
    Config::S2twp,
    Config::S2hk,
    Config::S2hkp,
];
/// A sentence is held out if the hash of its id leaves no rest by this.
const HELD_OUT: u32 = 3;

#[derive(Deserialize)]
pub(super) struct Folds {
    /// Forms of regions.
    pub(super) strict: HashMap<char, char>,
    /// Also those that are written either way.
    pub(super) lenient: HashMap<char, char>,
    /// The candidates of each ambiguous character.
    pub(super) ambiguous: HashMap<char, Vec<char>>,
}

impl Folds {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("fold.json");
        let text = files::read(&path)?;
        json5::from_str(&text).with_context(|| format!("cannot use {}", path.display()))
    }
}

/// A text with each form as the one that stands for it.
pub(super) fn folded(text: &str, fold: &HashMap<char, char>) -> Vec<char> {
    let folded = text.chars().map(|c| fold.get(&c).copied().unwrap_or(c));
    folded.collect()
}

/// A sentence and what it should become.
pub(super) struct Pair {
    id: String,
    pub(super) config: Config,
    pub(super) source: String,
    pub(super) expected: String,
}

impl Pair {
    /// By its id, so that it stays where it is when others come.
    pub(super) fn is_held_out(&self) -> bool {
        crc32fast::hash(self.id.as_bytes()).is_multiple_of(HELD_OUT)
    }
}

/// All pairs in the directions that count, by set.
pub(super) fn sets(folder: &Path) -> Result<BTreeMap<String, Vec<Pair>>> {
    let mut sets = BTreeMap::new();
    for path in files::with_extension(folder, "tsv")? {
        let text = files::read(&path)?;
        let pairs = text.split('\n').skip(1).filter_map(|line| {
            let mut fields = line.split('\t').map(str::to_owned);
            let (id, direction) = (fields.next()?, fields.next()?);
            Some(Pair {
                id,
                config: direction.parse().ok().filter(|c| DIRECTIONS.contains(c))?,
                source: fields.next()?,
                expected: fields.next()?,
            })
        });
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        sets.insert(name.into_owned(), pairs.collect());
    }
    Ok(sets)
}
