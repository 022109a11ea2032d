//! Converts the lines of standard input from one form of Chinese to another, both named by
//! language tags.
//!
//! Regional words are exchanged where there are dictionaries of them; with a third argument,
//! `keep`, they stay.
//!
//! ```text
//! echo 鼠标和软件 | cargo run --example tags zh-CN zh-TW
//! echo 滑鼠和軟體 | cargo run --example tags zh-Hant-TW zh-Hant-HK keep
//! ```

mod common;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use jianfan::{Config, Converter, Form, Vocabulary};

const USAGE: &str = "usage: tags <FROM> <TO> [keep]";

fn main() -> ExitCode {
    common::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (from, to, vocabularies) = match arguments[..] {
        [from, to] => (from, to, &[Vocabulary::Convert, Vocabulary::Keep][..]),
        [from, to, "keep"] => (from, to, &[Vocabulary::Keep][..]),
        _ => return Err(USAGE.into()),
    };
    let (from, to): (Form, Form) = (from.parse()?, to.parse()?);
    let between = |&vocabulary| Config::between(from, to, vocabulary);
    let config = vocabularies.iter().find_map(between);
    let config = config.ok_or_else(|| format!("nothing to convert from {from} to {to}"))?;

    let converter = Converter::new(config);
    let mut output = io::stdout().lock();
    for line in io::stdin().lines() {
        writeln!(output, "{}", converter.convert(&line?))?;
    }
    Ok(())
}
