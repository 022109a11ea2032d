//! Converts to what a font can show, and says what it could not.
//!
//! ```text
//! cargo run --features font --example displayable FONT.ttf s2t 头发发展
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;
use std::{env, fs};

use jianfan::displayable::Coverage;
use jianfan::{Converter, Tofu};

const USAGE: &str = "usage: displayable <FONT> <CONFIG> <TEXT>...";

fn main() -> ExitCode {
    common::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path, config, words @ ..] = &arguments[..] else {
        return Err(USAGE.into());
    };
    let font = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let coverage = Coverage::from_font(&font, 0).map_err(|error| format!("{path}: {error}"))?;
    // Rare forms too: those that the font lacks fall back.
    let converter = Converter::builder(config.parse()?)
        .tofu(Tofu::Include)
        .build()?;
    let text = words.join(" ");
    let shown = converter.convert_displayable(&text, &coverage);
    println!("{}", shown.edits.target());
    for fallback in &shown.fallbacks {
        let place = fallback.source.start;
        println!(
            "byte {place}: {} instead of {}",
            fallback.used, fallback.wanted
        );
    }
    Ok(())
}
