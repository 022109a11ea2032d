//! Reads a text in its likeliest words, says why, and names the places that an editor should
//! show.
//!
//! ```text
//! cargo run --example context
//! cargo run --example context s2twp 电视频道的文件
//! ```

mod common;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use jianfan::explain::{Path, Reading, Span};
use jianfan::{Config, Converter, Matching};

const TEXT: &str = "一年历史的面很干，他刚才干了一杯。";
/// What is less likely than this is worth a look.
const DOUBTFUL: f32 = 0.95;

fn main() -> ExitCode {
    common::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (config, text) = match &arguments[..] {
        [] => (Config::S2t, TEXT),
        [config, text] => (config.parse()?, text.as_str()),
        _ => return Err("usage: context <CONFIG> <TEXT>".into()),
    };
    let converter = Converter::builder(config)
        .matching(Matching::Context)
        .build()?;
    println!("longest keys:    {}", jianfan::convert(text, config));
    println!("likeliest words: {}", converter.convert(text));

    let explanation = converter.explain(text);
    explanation.readings().for_each(print_reading);
    let doubtful = |span: &&Span<'_>| span.probability.is_some_and(|share| share < DOUBTFUL);
    for span in explanation.spans().iter().filter(doubtful) {
        print_doubt(&converter, span);
    }
    Ok(())
}

/// The words of the reading taken and of the next best one, with what they cost.
fn print_reading(reading: &Reading) {
    let (Some(next), Some(margin)) = (&reading.next, reading.margin()) else {
        return;
    };
    println!("{}", words(&reading.taken));
    println!("    not {}, which costs {margin:.1} more", words(next));
}

fn words(path: &Path) -> String {
    let words = path.words.iter();
    let words: Vec<String> = words
        .map(|word| format!("{} ({:.1})", word.text, word.cost))
        .collect();
    words.join(" + ")
}

fn print_doubt(converter: &Converter, span: &Span<'_>) {
    let share = span.probability.unwrap_or_default() * 100.0;
    let others: Vec<String> = converter
        .candidates(span.source_text)
        .into_iter()
        .filter(|candidate| *candidate != span.text)
        .collect();
    println!(
        "look at {:?}: {} is {} with {share:.0} %, or else {}",
        span.source,
        span.source_text,
        span.text,
        others.join(", ")
    );
}
