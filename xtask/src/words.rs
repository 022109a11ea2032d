//! `cargo xtask dicts words`: takes the list of words from jieba's.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use jianfan::compile::{Sources, WordLists};

use crate::dicts::root;
use crate::files;

/// Rarer words change little: with all 349 thousand words the mode makes no fewer errors.
const LEAST: u32 = 10;
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

/// The tables compiled from the lists: path and bytes of each file.
pub(crate) fn compile(sources: &Sources) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let list = |path: &str| files::read(&root().join("dicts").join(path));
    let [words, names, local] = [
        list("jieba/words.txt")?,
        list("local/names.txt")?,
        list("local/context.txt")?,
    ];
    let tables = sources.compile_words(&WordLists {
        words: &words,
        names: &names,
        local: &local,
    })?;
    let folder = root().join("dicts/context");
    Ok(tables
        .map(|(name, bytes)| (folder.join(name), bytes))
        .into())
}
