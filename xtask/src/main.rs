//! The project's own chores: `cargo xtask --help` lists them.

mod accuracy;
mod cases;
mod compatibility;
mod conformance;
mod corpus;
mod detection;
mod dicts;
mod difference;
mod files;
mod import;
mod install;
mod lint;
mod peers;
mod readings;
mod reference;
mod seeds;
mod words;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "The project's own chores")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Compile the dictionaries' text into the bundle
    #[command(args_conflicts_with_subcommands = true)]
    Dicts {
        #[command(subcommand)]
        step: Option<DictsStep>,
        /// The same as `check`
        #[arg(long)]
        check: bool,
    },
    /// Compare with the reference: dictionaries, conversions, test cases
    Conformance(conformance::Args),
    /// Score both ways of matching on pairs of sentences
    Accuracy(accuracy::Args),
    /// Measure how often the script of a text is told right
    Detection(detection::Args),
    /// Take from Unicode which characters are another form of a Han character
    Compatibility(compatibility::Args),
    /// Take the readings of characters from Unihan
    Readings(readings::Args),
    /// Look through pages: their scripts, glosses, damage and conversions
    Seeds(seeds::Args),
    /// Measure beside the other converters
    Peers(peers::Args),
}

/// What to do with the dictionaries instead of compiling them.
#[derive(Subcommand)]
enum DictsStep {
    /// Take the dictionaries' text from the reference
    Import,
    /// Take the list of words from jieba's
    Words(words::Args),
    /// Fail unless the bundle is what the text compiles to
    Check,
    /// Look for what is wrong or odd in the text
    Lint(lint::Options),
}

fn main() -> Result<()> {
    match Cli::parse().chore {
        Chore::Dicts { check: true, .. } => dicts::check(),
        Chore::Dicts { step: None, .. } => dicts::write(),
        Chore::Dicts {
            step: Some(step), ..
        } => match step {
            DictsStep::Import => import::import(),
            DictsStep::Words(args) => words::import(&args),
            DictsStep::Check => dicts::check(),
            DictsStep::Lint(options) => lint::run(&options),
        },
        Chore::Conformance(args) => conformance::run(&args),
        Chore::Accuracy(args) => accuracy::run(&args),
        Chore::Detection(args) => detection::run(&args),
        Chore::Compatibility(args) => compatibility::run(&args),
        Chore::Readings(args) => readings::run(&args),
        Chore::Seeds(args) => seeds::run(&args),
        Chore::Peers(args) => peers::run(&args),
    }
}
