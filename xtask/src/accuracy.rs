//! `cargo xtask accuracy`: scores conversions on pairs of sentences.
//!
//! The pairs are no part of the project. Each file `*.tsv` in the folder has a line of
//! headings, then id, direction, source and expected result in each line; `fold.json` says
//! which forms count as the same: `strict` those of regions, `lenient` also those that are
//! written either way, and `ambiguous` has the candidates of each ambiguous character, the
//! commonest first.

mod calibration;
mod entries;
mod pairs;
mod picture;
mod score;
mod traditional;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use anyhow::{Result, ensure};
use jianfan::Matching;

use calibration::Calibration;
use pairs::{Folds, Pair};
use score::{Confusion, Converters, Judged, Score};

/// Sets of regional words, which have no part in the sum.
const REGIONAL: [&str; 4] = ["s2twp", "paired_ui", "aosp", "naer"];
const MODES: [Matching; 2] = [Matching::Greedy, Matching::Context];

/// What to score.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with the pairs
    folder: PathBuf,
    /// Print so many of the commonest errors of the context mode at ambiguous characters, and
    /// of those it gains and loses, of the sentences that are not held out
    #[arg(long, default_value_t = 0)]
    confusions: usize,
    /// Print what each own entry mends and spoils instead, in all sentences; fails if one mends
    /// a single one
    #[arg(long)]
    entries: bool,
    /// Draw the errors by set into this SVG file
    #[arg(long)]
    picture: Option<PathBuf>,
    /// Print how often what has a probability is right, in the sentences that are held out,
    /// and draw it into this SVG file
    #[arg(long)]
    calibration: Option<PathBuf>,
}

/// Prints a table by set for the sentences that are held out, and one for the others.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folds = Folds::read(&args.folder)?;
    let sets = pairs::sets(&args.folder)?;
    ensure!(!sets.is_empty(), "{} has no pairs", args.folder.display());
    if args.entries {
        return entries::print(&sets, &folds);
    }
    let mut drawn = Vec::new();
    for (part, is_held_out) in [("two thirds", false), ("one third, held out", true)] {
        println!(
            "{part}: right in percent, strict/lenient; lenient errors at ambiguous characters\n"
        );
        println!("{}", Score::HEAD);
        let mut confusions = [(); 2].map(|()| HashMap::new());
        let mut sums = [Score::default(); 2];
        let mut bars = Vec::new();
        for (name, pairs) in &sets {
            let pairs = || pairs.iter().filter(|p| p.is_held_out() == is_held_out);
            let mut errors = [0; 2];
            for (mode, matching) in MODES.into_iter().enumerate() {
                let score = score(pairs(), matching, &folds, &mut confusions[mode])?;
                println!("{}", score.row(name, matching));
                errors[mode] = score.errors;
                if !is_regional(name) {
                    sums[mode] += score;
                }
            }
            bars.push((name.clone(), errors));
        }
        let [greedy, context] = sums;
        for (sum, matching) in sums.iter().zip(MODES) {
            println!("{}", sum.row("all but regional", matching));
        }
        let ratio = f64::from(context.errors) / f64::from(greedy.errors);
        println!("\nerrors of context to those of greedy: {ratio:.3}\n");
        traditional::print(&sets, &folds, is_held_out)?;
        if !is_held_out && args.confusions > 0 {
            print_confusions(&confusions, args.confusions);
        }
        bars.retain(|(_, errors)| *errors != [0; 2]);
        drawn.push((part, bars));
    }
    if let Some(path) = &args.picture {
        picture::draw(&drawn, path)?;
    }
    if let Some(path) = &args.calibration {
        let held_out = sets.values().flatten().filter(|pair| pair.is_held_out());
        let calibration = Calibration::new(held_out, &folds)?;
        calibration.print();
        calibration.draw(path)?;
    }
    Ok(())
}

fn is_regional(set: &str) -> bool {
    REGIONAL.iter().any(|part| set.contains(part))
}

fn score<'p>(
    pairs: impl Iterator<Item = &'p Pair>,
    matching: Matching,
    folds: &Folds,
    confusions: &mut HashMap<Confusion, u32>,
) -> Result<Score> {
    let converters = Converters::new(matching)?;
    let mut score = Score::default();
    for pair in pairs {
        let got = converters.convert(pair.config, &pair.source);
        let judged = Judged::new(pair, &got, folds);
        for &confusion in &judged.errors {
            *confusions.entry(confusion).or_default() += 1;
        }
        score += &judged;
    }
    Ok(score)
}

/// Prints the commonest confusions of the context mode, and which it has more and less often.
fn print_confusions([greedy, context]: &[HashMap<Confusion, u32>; 2], most: usize) {
    let more_than = |these: &HashMap<Confusion, u32>, those: &HashMap<Confusion, u32>| {
        let more = these.iter().map(|(confusion, count)| {
            let other = those.get(confusion).copied().unwrap_or_default();
            (*confusion, count.saturating_sub(other))
        });
        more.filter(|(_, count)| *count > 0)
            .collect::<BTreeMap<_, _>>()
    };
    let lists = [
        (
            "errors of the context mode",
            more_than(context, &HashMap::new()),
        ),
        ("gained by the context mode", more_than(context, greedy)),
        ("lost by the context mode", more_than(greedy, context)),
    ];
    for (title, list) in lists {
        println!("{title}: {}", list.values().sum::<u32>());
        let mut sorted: Vec<_> = list.into_iter().collect();
        sorted.sort_by_key(|&(confusion, count)| (Reverse(count), confusion));
        for ((from, to, expected), count) in sorted.into_iter().take(most) {
            println!("{count:>4} {from}: {to} should be {expected}");
        }
        println!();
    }
}
