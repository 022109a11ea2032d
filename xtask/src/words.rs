//! `cargo xtask dicts words`: takes the list of words from jieba's.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use jianfan::compile::{Sources, WordLists};

use crate::dicts::root;
use crate::files;

/// Rarer words change little: with all 349 thousand words the mode makes no fewer errors.
const LEAST: u32 = 20;
/// The tags of persons, of transliterated ones and of places.
const NAMES: [&str; 4] = ["nr", "nrt", "nrfg", "ns"];

/// Where the list comes from.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// `jieba/dict.txt` of the package jieba 0.42.1: word, count and tag in each line
    list: PathBuf,
}

/// Writes the stored list anew: words of Han characters, sorted, with count and mark.
pub(crate) fn import(args: &Args) -> Result<()> {
    let text = files::read(&args.list)?;
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(count), tag) = (fields.next(), fields.next(), fields.next()) else {
            bail!("{}: no count in {line:?}", args.list.display());
        };
        let is_han = |character| ('\u{4E00}'..='\u{9FFF}').contains(&character);
        let count: u32 = count
            .parse()
            .with_context(|| format!("no count in {line:?}"))?;
        if count >= LEAST && word.chars().all(is_han) {
            let is_name = tag.is_some_and(|tag| NAMES.contains(&tag));
            let mark = if is_name { "\tname" } else { "" };
            lines.push(format!("{word}\t{count}{mark}\n"));
        }
    }
    lines.sort_unstable();
    let path = root().join("dicts/jieba/words.txt");
    fs::write(&path, lines.concat()).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} words", lines.len());
    Ok(())
}

/// The text of the stored lists.
pub(crate) struct Lists {
    words: String,
    names: String,
    classes: String,
    local: String,
}

impl Lists {
    /// Reads the stored lists.
    pub(crate) fn read() -> Result<Self> {
        let list = |path: &str| files::read(&root().join("dicts").join(path));
        Ok(Self {
            words: list("jieba/words.txt")?,
            names: list("local/names.txt")?,
            classes: list("local/classes.txt")?,
            local: list("local/context.txt")?,
        })
    }

    pub(crate) fn as_lists(&self) -> WordLists<'_> {
        WordLists {
            words: &self.words,
            names: &self.names,
            classes: &self.classes,
            local: &self.local,
        }
    }
}

/// The tables compiled from the lists: path and bytes of each file.
pub(crate) fn compile(sources: &Sources) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let tables = sources.compile_words(&Lists::read()?.as_lists())?;
    let folder = root().join("dicts/context");
    let files = tables
        .files()
        .map(|(name, bytes)| (folder.join(name), bytes.to_vec()));
    Ok(files.collect())
}
