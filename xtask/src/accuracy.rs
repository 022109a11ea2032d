//! `cargo xtask accuracy`: scores conversions on pairs of sentences.
//!
//! The pairs are no part of the project. Each file `*.tsv` in the folder has a line of
//! headings, then id, direction, source and expected result in each line; `fold.json` says
//! which forms count as the same: `strict` those of regions, `lenient` also those that are
//! written either way, and `ambiguous` has the candidates of each ambiguous character.

use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use jianfan::{Config, Converter, Matching};
use serde::Deserialize;

use crate::files;

/// The directions that count: those that [`Matching::Context`] knows.
const DIRECTIONS: [Config; 5] = [
    Config::S2t,
    Config::S2tw,
    Config::S2twp,
    Config::S2hk,
    Config::S2hkp,
];
/// In these a character of the source is one of the result.
const BY_CHARACTER: [Config; 3] = [Config::S2t, Config::S2tw, Config::S2hk];
/// Sets of regional words, which have no part in the sum.
const REGIONAL: [&str; 4] = ["s2twp", "paired_ui", "aosp", "naer"];
/// A sentence is held out if the hash of its id leaves no rest by this.
const HELD_OUT: u32 = 3;

/// What to score.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with the pairs
    folder: PathBuf,
    /// Print so many of the commonest errors of the context mode at ambiguous characters, of
    /// the sentences that are not held out
    #[arg(long, default_value_t = 0)]
    confusions: usize,
}

/// Prints a table by set for the sentences that are held out, and one for the others.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folds = Folds::read(&args.folder)?;
    let sets = sets(&args.folder)?;
    ensure!(!sets.is_empty(), "{} has no pairs", args.folder.display());
    for (part, is_held_out) in [("two thirds", false), ("one third, held out", true)] {
        let mut confusions = Confusions::default();
        println!(
            "{part}: right in percent, strict/lenient; lenient errors at ambiguous characters"
        );
        println!(
            "{:<20} {:>6} {:<20} {:<12} {:<12} {:>7} {:>6}",
            "set", "pairs", "mode", "sentences", "ambiguous", "errors", "of"
        );
        let mut sums = [Score::default(); 2];
        for (name, pairs) in &sets {
            for (sum, matching) in sums.iter_mut().zip([Matching::Greedy, Matching::Context]) {
                let pairs = pairs.iter().filter(|p| p.is_held_out() == is_held_out);
                let score = score(pairs, matching, &folds, &mut confusions)?;
                println!("{}", score.row(name, matching));
                if !REGIONAL.iter().any(|part| name.contains(part)) {
                    *sum += score;
                }
            }
        }
        let [greedy, context] = sums;
        println!("{}", greedy.row("all but regional", Matching::Greedy));
        println!("{}", context.row("all but regional", Matching::Context));
        let ratio = f64::from(context.errors()) / f64::from(greedy.errors());
        println!("errors of context to those of greedy: {ratio:.3}\n");
        if !is_held_out {
            confusions.print(args.confusions);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Folds {
    strict: HashMap<char, char>,
    lenient: HashMap<char, char>,
    ambiguous: HashMap<char, Vec<char>>,
}

impl Folds {
    fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("fold.json");
        let text = files::read(&path)?;
        json5::from_str(&text).with_context(|| format!("cannot use {}", path.display()))
    }
}

fn folded(text: &str, fold: &HashMap<char, char>) -> Vec<char> {
    let folded = text.chars().map(|c| fold.get(&c).copied().unwrap_or(c));
    folded.collect()
}

/// A sentence and what it should become.
struct Pair {
    id: String,
    config: Config,
    source: String,
    expected: String,
}

impl Pair {
    /// By its id, so that it stays where it is when others come.
    fn is_held_out(&self) -> bool {
        crc32fast::hash(self.id.as_bytes()).is_multiple_of(HELD_OUT)
    }
}

/// All pairs in the directions that count, by set.
fn sets(folder: &Path) -> Result<BTreeMap<String, Vec<Pair>>> {
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

/// How many of what were right.
#[derive(Clone, Copy, Default)]
struct Score {
    sentences: u32,
    strict: u32,
    lenient: u32,
    ambiguous: u32,
    ambiguous_strict: u32,
    ambiguous_lenient: u32,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.strict += other.strict;
        self.lenient += other.lenient;
        self.ambiguous += other.ambiguous;
        self.ambiguous_strict += other.ambiguous_strict;
        self.ambiguous_lenient += other.ambiguous_lenient;
    }
}

impl Score {
    fn errors(&self) -> u32 {
        self.ambiguous - self.ambiguous_lenient
    }

    fn row(&self, name: &str, matching: Matching) -> String {
        let share = |part: u32, whole: u32| match whole {
            0 => "-".to_owned(),
            _ => format!("{:.2}", 100.0 * f64::from(part) / f64::from(whole)),
        };
        let both =
            |strict, lenient, whole| format!("{}/{}", share(strict, whole), share(lenient, whole));
        format!(
            "{name:<20} {:>6} {:<20} {:<12} {:<12} {:>7} {:>6}",
            self.sentences,
            format!("{matching:?}"),
            both(self.strict, self.lenient, self.sentences),
            both(
                self.ambiguous_strict,
                self.ambiguous_lenient,
                self.ambiguous
            ),
            self.errors(),
            self.ambiguous,
        )
    }
}

/// How often the context mode took one character for another.
#[derive(Default)]
struct Confusions(HashMap<(char, char, char), u32>);

impl Confusions {
    fn print(&self, most: usize) {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by_key(|&(confusion, count)| (std::cmp::Reverse(count), confusion));
        for ((from, to, expected), count) in sorted.into_iter().take(most) {
            println!("{count:>4} {from}: {to} should be {expected}");
        }
    }
}

fn score<'p>(
    pairs: impl Iterator<Item = &'p Pair>,
    matching: Matching,
    folds: &Folds,
    confusions: &mut Confusions,
) -> Result<Score> {
    let mut converters = HashMap::new();
    for config in DIRECTIONS {
        let converter = Converter::builder(config).matching(matching).build()?;
        converters.insert(config, converter);
    }
    let mut score = Score::default();
    for pair in pairs {
        let got = converters[&pair.config].convert(&pair.source);
        let [expected, other] =
            [&folds.strict, &folds.lenient].map(|fold| folded(&pair.expected, fold));
        let [strict, lenient] = [&folds.strict, &folds.lenient].map(|fold| folded(&got, fold));
        score.sentences += 1;
        score.strict += u32::from(strict == expected);
        score.lenient += u32::from(lenient == other);
        let source: Vec<char> = pair.source.chars().collect();
        if source.len() != expected.len() || !BY_CHARACTER.contains(&pair.config) {
            continue;
        }
        for (place, character) in source.iter().enumerate() {
            if !folds.ambiguous.contains_key(character) {
                continue;
            }
            let is_right = aligned(&lenient, other.len(), place) == Some(other[place]);
            score.ambiguous += 1;
            score.ambiguous_lenient += u32::from(is_right);
            score.ambiguous_strict +=
                u32::from(aligned(&strict, expected.len(), place) == Some(expected[place]));
            if !is_right && matching == Matching::Context {
                let taken = got.chars().nth(place).unwrap_or(*character);
                let wanted = pair.expected.chars().nth(place).unwrap_or(*character);
                *confusions.0.entry((*character, taken, wanted)).or_default() += 1;
            }
        }
    }
    Ok(score)
}

/// The character of a result that stands for that at `place` of `len`; none where the
/// result has another length.
fn aligned(result: &[char], len: usize, place: usize) -> Option<char> {
    result.get(place).copied().filter(|_| result.len() == len)
}
