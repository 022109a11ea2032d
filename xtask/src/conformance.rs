//! `cargo xtask conformance`: compares the crate with the reference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use jianfan::dictionary::{Bundle, Entries, Name};
use jianfan::{Config, Converter, Tofu};

use crate::cases::{self, Case};
use crate::corpus::{Vocabulary, words};
use crate::difference::{Difference, Tally};
use crate::install::reference_folder;
use crate::reference::{Reference, write_texts};

/// What to compare on.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Texts to compare on, besides those that are made up
    files: Vec<PathBuf>,
    /// Make up the texts of the run that printed this seed
    #[arg(long)]
    seed: Option<u64>,
    /// Length of the random text
    #[arg(long, default_value_t = 1_000_000)]
    characters: usize,
    /// Number of texts glued from the keys of each conversion's dictionaries
    #[arg(long, default_value_t = 60_000)]
    glued: usize,
}

type Dictionaries = BTreeMap<Name, Entries>;

/// Compares dictionaries, conversions, and the results in the test cases.
///
/// # Errors
/// Anything differs, or the reference cannot be had.
pub(crate) fn run(args: &Args) -> Result<()> {
    let reference = Reference::install()?;
    let cases = cases::load()?;
    let mut rng = Rng::with_seed(args.seed.unwrap_or_else(|| fastrand::u64(..)));
    println!("seed {}", rng.get_seed());

    let mut identical = true;
    let mut report = |subject: &str, tally: &Tally| {
        println!("{subject:<20}  {tally}");
        identical &= tally.is_identical();
    };
    let names = reference.names()?.into_iter();
    let dictionaries = names
        .map(|name| Ok((name, reference.dictionary(name)?)))
        .collect::<Result<Dictionaries>>()?;
    report("dictionaries", &compare_dictionaries(&dictionaries)?);
    report("test cases", &compare_cases(&cases)?);

    let common = common_texts(args, &dictionaries, &mut rng)?;
    for config in Config::OPENCC {
        let names = reference.names_in(config)?;
        let own: Vec<&Entries> = names.iter().map(|name| &dictionaries[name]).collect();
        let glued = Vocabulary::new(&own).glued(&mut rng, args.glued);
        let glued = Batch::new("glued keys".to_owned(), "glued", glued)?;
        let batches: Vec<&Batch> = common.iter().chain([&glued]).collect();

        // Two processes at a time: one for each of two processors.
        let compare = |tofu| compare_texts(&reference, config, tofu, &batches);
        let (dropped, included) = thread::scope(|scope| {
            let dropped = scope.spawn(|| compare(Tofu::Drop));
            let included = compare(Tofu::Include);
            (dropped.join(), included)
        });
        let dropped = dropped.expect("comparing does not panic");
        report(&format!("{config:<6} tofu dropped"), &dropped?);
        report(&format!("{config:<6} tofu included"), &included?);
    }
    ensure!(identical, "the crate differs from the reference");
    Ok(())
}

/// Texts of one kind, which also stand in a file for the reference.
struct Batch {
    kind: String,
    texts: Vec<String>,
    file: PathBuf,
}

impl Batch {
    fn new(kind: String, file_name: &str, texts: Vec<String>) -> Result<Self> {
        let folder = reference_folder().join("texts");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let file = folder.join(file_name);
        write_texts(&file, &texts).with_context(|| format!("cannot compare on {kind}"))?;
        Ok(Self { kind, texts, file })
    }
}

/// The texts on which every conversion is compared.
fn common_texts(args: &Args, dictionaries: &Dictionaries, rng: &mut Rng) -> Result<Vec<Batch>> {
    let all: Vec<&Entries> = dictionaries.values().collect();
    let random = Vocabulary::new(&all).texts(rng, args.characters);
    let words: BTreeSet<&str> = all.into_iter().flat_map(words).collect();
    let words = words.into_iter().map(str::to_owned).collect();
    let mut batches = vec![
        Batch::new("keys and values".to_owned(), "words", words)?,
        Batch::new("random text".to_owned(), "random", random)?,
    ];
    for (path, number) in args.files.iter().zip(1..) {
        let kind = path.display().to_string();
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {kind}"))?;
        batches.push(Batch::new(kind, &format!("file-{number}"), vec![text])?);
    }
    Ok(batches)
}

fn compare_texts(
    reference: &Reference,
    config: Config,
    tofu: Tofu,
    batches: &[&Batch],
) -> Result<Tally> {
    let files: Vec<&Path> = batches.iter().map(|batch| batch.file.as_path()).collect();
    let mut expected = reference.convert(config, tofu, &files)?.into_iter();
    let converter = converter(config, tofu)?;
    let mut tally = Tally::default();
    for batch in batches {
        for (text, number) in batch.texts.iter().zip(1..) {
            let expected = expected.next().context("the reference left a text out")?;
            let difference = Difference::find(text, &expected, |t| converter.convert(t).into());
            let kind = &batch.kind;
            tally.add(difference.map(|found| format!("{kind}, text {number}, {found}")));
        }
    }
    Ok(tally)
}

fn compare_cases(cases: &[Case]) -> Result<Tally> {
    let mut tally = Tally::default();
    for case in cases {
        for (config, expected) in &case.expected {
            let converter = converter(config.parse()?, Tofu::Include)?;
            let convert = |text: &str| converter.convert(text).into_owned();
            let difference = Difference::find(&case.input, expected, convert);
            tally.add(difference.map(|found| format!("{}, {config}, {found}", case.id)));
        }
    }
    Ok(tally)
}

fn converter(config: Config, tofu: Tofu) -> Result<Converter> {
    Ok(Converter::builder(config).tofu(tofu).build()?)
}

fn compare_dictionaries(dictionaries: &Dictionaries) -> Result<Tally> {
    let mut tally = Tally::default();
    for (&name, expected) in dictionaries {
        let own = own_entries(name)?;
        let (expected, got) = (by_key(expected), by_key(&own));
        let mut keys = expected.keys().chain(got.keys());
        let differing = keys.find(|&key| expected.get(key) != got.get(key));
        tally.add(differing.map(|key| {
            let (expected, got) = (expected.get(key), got.get(key));
            format!("{name}, key {key:?}, expected {expected:?}, got {got:?}")
        }));
    }
    Ok(tally)
}

/// The entries as the crate carries them.
fn own_entries(name: Name) -> Result<Entries> {
    Ok(Bundle::embedded().dictionary(name)?.entries())
}

fn by_key(entries: &Entries) -> BTreeMap<&str, &[String]> {
    let pairs = entries.iter().map(|entry| (&*entry.key, &*entry.values));
    pairs.collect()
}
