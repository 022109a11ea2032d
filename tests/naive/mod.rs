//! The twin the converters are compared with: what a conversion means, written down
//! as plainly as it goes, sharing no code with the crate, and never optimised.

mod sequence;

use std::{collections::HashMap, fs};

use jianfan::Tofu;

use crate::chains::chain;
use sequence::sequence_len;

type Dictionary = HashMap<&'static str, &'static str>;

/// Normalization, segmentation, and the stages of the chain.
pub(crate) struct Naive(Vec<Vec<Dictionary>>);

impl Naive {
    pub(crate) fn new(config: &str, tofu: Tofu) -> Self {
        let stage = |names: &str| {
            let names = match names.trim() {
                "TS" if tofu == Tofu::Drop => "TSPhrases TSCharacters",
                "TS" => "TSPhrases TSCharactersExt TSCharacters",
                names => names,
            };
            // The first of equal keys counts, so it is the last to be put in.
            let dictionary = |name| entries(name).into_iter().rev().collect();
            names.split_whitespace().map(dictionary).collect()
        };
        let stages = format!("CJK_Compatibility_Ideographs | {}", chain(config));
        Self(stages.split('|').map(stage).collect())
    }

    pub(crate) fn convert(&self, text: &str) -> String {
        let apply =
            |text: String, stage: &Vec<_>| tokens(stage, &text).iter().map(|t| t.1).collect();
        let text: String = apply(text.to_owned(), &self.0[0]);
        let tokens = tokens(&self.0[1], &text);
        // A match is a segment of its own; neighbouring misses are one together.
        let segments = tokens.chunk_by(|a, b| !a.2 && !b.2);
        let segments = segments.map(|tokens| tokens.iter().map(|t| t.0).collect());
        let chain = self.0[2..].iter();
        segments.map(|s| chain.clone().fold(s, apply)).collect()
    }
}

/// Cuts `text` into matches, sequences, and characters: each as it stands, as it
/// becomes, and whether it is a match.
fn tokens<'t>(stage: &[Dictionary], mut text: &'t str) -> Vec<(&'t str, &'t str, bool)> {
    let mut tokens = Vec::new();
    while let Some(first) = text.chars().next() {
        let prefixes = (1..=48).rev().filter_map(|len| text.get(..len)); // no key is longer
        let longest = |d: &Dictionary| prefixes.clone().find_map(|p| Some((p, *d.get(p)?, true)));
        let sequence = sequence_len(text, 16).filter(|&len| text[..len].chars().count() <= 64);
        let unmatched = &text[..sequence.unwrap_or(first.len_utf8())];
        let found = stage.iter().find_map(longest);
        let token = found.unwrap_or((unmatched, unmatched, false));
        text = &text[token.0.len()..];
        tokens.push(token);
    }
    tokens
}

/// Each key with each of its values, the first value first.
fn entries(name: &str) -> Vec<(&'static str, &'static str)> {
    let reversed = |name| entries(name).into_iter().map(|(key, value)| (value, key));
    match name {
        // The phrases and, behind them, the regional ones as t2s writes their keys.
        "G" => {
            let t2s = Naive::new("t2s", Tofu::Include);
            let keys = entries("HKPhrases").into_iter().chain(entries("TWPhrases"));
            let regional = keys.map(|(key, _)| (&*t2s.convert(key).leak(), key));
            let long = regional.filter(|(key, _)| key.chars().count() >= 3);
            entries("STPhrases").into_iter().chain(long).collect()
        }
        "TWVariantsRev" | "HKVariantsRev" => reversed(&name[..10]).collect(),
        "JPShinjitaiCharactersRev" => {
            let preferred = [("莊", "荘"), ("鋪", "舗"), ("鹽", "塩")].into_iter();
            preferred.chain(reversed("JPShinjitaiCharacters")).collect()
        }
        _ => {
            let path = format!("{}/dicts/opencc/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            let lines = fs::read_to_string(path).unwrap().leak().lines();
            let entries = lines.map(|line| line.split_once('\t').unwrap());
            let each = |(key, values)| str::split(values, ' ').map(move |value| (key, value));
            entries.flat_map(each).collect()
        }
    }
}
