//! Texts that ask for as much work as can be: how many times as long as the news they take, and
//! whether ten times the text takes about ten times as long.
//!
//! ```text
//! cargo bench --bench worst                               the table of every conversion
//! cargo bench --bench worst -- s2twp/near-misses          one kind of text
//! cargo bench --bench worst -- --gate                     fails where a limit is passed
//! JIANFAN_BENCH_LARGE=1 cargo bench --bench worst         with 100 MB
//! ```

#[path = "../common/mod.rs"]
mod common;
mod pace;
mod shapes;

use std::env;
use std::process::ExitCode;

use clap::Parser;
use jianfan::dictionary::Name;
use jianfan::{Config, Converter};

use pace::{Race, Timed};
use shapes::{Shape, shapes};

/// The conversions measured, and the dictionaries of phrases that each looks for.
const CASES: [(Config, &[Name]); 8] = {
    use Name as N;
    [
        (Config::S2t, &[N::StPhrases, N::StPhrasesFromRegional]),
        (
            Config::S2twp,
            &[N::StPhrases, N::StPhrasesFromRegional, N::TwPhrases],
        ),
        (
            Config::S2hkp,
            &[N::StPhrases, N::StPhrasesFromRegional, N::HkPhrases],
        ),
        (Config::T2s, &[N::TsPhrases]),
        (Config::Tw2s, &[N::TsPhrases, N::TwVariantsRevPhrases]),
        (Config::Tw2sp, &[N::TsPhrases, N::TwPhrasesRev]),
        (Config::Hk2sp, &[N::TsPhrases, N::HkPhrasesRev]),
        (Config::Jp2t, &[N::JpShinjitaiPhrases]),
    ]
};

/// The longer texts, in megabytes; the last one only where the environment has
/// `JIANFAN_BENCH_LARGE`.
const LONGER: [u32; 2] = [10, 100];

/// How many times as long as the news a text of the same size should take at most. The news
/// are mapped at the speed of memory, and what is all phrases is not: some texts take longer.
const GOAL: f64 = 10.0;

/// How many times as long it may take.
const SLOWEST: f64 = 50.0;

/// The same for sequences that never end: all of such a text is one window, which goes through
/// every stage.
const SLOWEST_ENDLESS: f64 = 250.0;

/// How many times as long a byte may take in a longer text. Caches and a busy machine stay
/// below; work that grows with the square of the length gives 10.
const STEEPEST: f64 = 5.0;

/// What is beyond a limit is measured again, in so many times as many rounds: a machine that does
/// something else meanwhile may cost some, and seldom half of as many.
const AGAIN: usize = 3;

#[derive(Parser)]
struct Arguments {
    /// Measure the texts whose names have this in them, as `s2twp` and `s2twp/near-misses`
    #[arg(default_value = "")]
    filter: String,
    /// Fail if a text takes over fifty times as long as the news (two hundred and fifty, if its
    /// sequences never end), or a byte of a longer text over five times as long
    #[arg(long)]
    gate: bool,
    /// Measure in few rounds
    #[arg(long)]
    quick: bool,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut beyond = Vec::new();
    for (config, dictionaries) in CASES {
        let converter = Converter::new(config);
        let shapes = shapes(config, dictionaries);
        println!("\n{:<28}{:>8}{:>8}  growth", "", "MB/s", "news");
        for shape in &shapes {
            let name = format!("{config}/{}", shape.name);
            if name.contains(&arguments.filter) {
                let within = report(&name, &converter, &shapes[0], shape, arguments.rounds());
                beyond.extend((!within).then_some(name));
            }
        }
    }
    println!(
        "\ntoo slow beside the news, or {STEEPEST} times in length: {}",
        beyond.len()
    );
    for name in &beyond {
        println!("  {name}");
    }
    if arguments.gate && !beyond.is_empty() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

impl Arguments {
    fn rounds(&self) -> usize {
        if self.quick { 3 } else { 9 }
    }
}

/// Measures one kind of text and prints its line of the table. Says whether it is within the
/// limits.
fn report(name: &str, converter: &Converter, news: &Shape, shape: &Shape, rounds: usize) -> bool {
    let longer = match env::var_os("JIANFAN_BENCH_LARGE") {
        Some(_) => &LONGER[..],
        None => &LONGER[..1],
    };
    let mut race = Race::new(converter, news, shape);
    let slowest = match shape.name {
        "endless-sequences" => SLOWEST_ENDLESS,
        _ => SLOWEST,
    };
    let beside_news = settled(slowest, rounds, |rounds| race.beside_news(rounds));
    print!("{name:<28}{:>8.0}{beside_news:>8.2}", race.rate(rounds));
    let mut within = beside_news <= slowest;
    for &megabytes in longer {
        let mut longer = Timed::new(converter, shape, megabytes);
        // A long text is even by itself.
        let growth = settled(STEEPEST, rounds / 3, |rounds| {
            race.growth(&mut longer, rounds)
        });
        print!("{growth:>8.2}");
        within &= growth <= STEEPEST;
    }
    println!(
        "{}",
        match within {
            false => "  TOO SLOW",
            true if beside_news > GOAL => "  beyond the goal",
            true => "",
        }
    );
    within
}

/// Measures once more, in more rounds, what is beyond its limit.
fn settled(limit: f64, rounds: usize, mut measure: impl FnMut(usize) -> f64) -> f64 {
    let first = measure(rounds);
    if first <= limit {
        return first;
    }
    measure(AGAIN * rounds)
}
