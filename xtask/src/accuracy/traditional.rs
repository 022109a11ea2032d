//! What becomes of text that already is Traditional, and Taiwan's.

use std::collections::BTreeMap;

use anyhow::Result;
use jianfan::{Config, Matching};

use super::pairs::{Folds, Pair, folded};
use super::score::{Converters, percent};

/// Prints how many of Taiwan's sentences `s2tw` leaves as they are, and how many of those
/// that `s2tw` has right `s2twp` spoils; for both ways of matching.
///
/// There are no sentences of Hong Kong to speak of, so each is taken to its form first.
pub(super) fn print(
    sets: &BTreeMap<String, Vec<Pair>>,
    folds: &Folds,
    is_held_out: bool,
) -> Result<()> {
    println!("| Traditional text, strict | Greedy | Context |\n|---|---:|---:|");
    let pairs = || {
        let pairs = sets.values().flatten();
        pairs.filter(move |p| p.config == Config::S2tw && p.is_held_out() == is_held_out)
    };
    let is_same = |a: &str, b: &str| folded(a, &folds.strict) == folded(b, &folds.strict);
    let to_hong_kong = jianfan::Converter::new(Config::T2hk);
    let [mut taiwan, mut hong_kong, mut spoilt] = [(); 3].map(|()| Vec::new());
    for matching in [Matching::Greedy, Matching::Context] {
        let converters = Converters::new(matching)?;
        let (mut all, mut right) = (0, 0);
        let mut counts = [0; 3];
        for pair in pairs() {
            all += 1;
            let text = &pair.expected;
            let stays = |config, text: &str| is_same(&converters.convert(config, text), text);
            counts[0] += u32::from(stays(Config::S2tw, text));
            counts[1] += u32::from(stays(Config::S2hk, &to_hong_kong.convert(text)));
            if is_same(&converters.convert(Config::S2tw, &pair.source), text) {
                right += 1;
                let other = converters.convert(Config::S2twp, &pair.source);
                counts[2] += u32::from(!is_same(&other, text));
            }
        }
        taiwan.push(percent(counts[0], all));
        hong_kong.push(percent(counts[1], all));
        spoilt.push(percent(counts[2], right));
    }
    println!("| unchanged by s2tw | {} |", taiwan.join(" | "));
    println!(
        "| unchanged by s2hk, in Hong Kong's form | {} |",
        hong_kong.join(" | ")
    );
    println!(
        "| right by s2tw and spoilt by s2twp | {} |\n",
        spoilt.join(" | ")
    );
    Ok(())
}
