//! Converts the lines of standard input by the conversion that the command line names.
//!
//! Shows what all conversions add to the size of a program; `one_config` is the same with
//! a single one.
//!
//! ```text
//! cargo run --release --example all_configs s2twp < simplified.txt
//! ```

mod common;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use jianfan::{Config, Converter};

fn main() -> ExitCode {
    common::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let name = std::env::args().nth(1);
    let config: Config = name.ok_or("usage: all_configs <CONFIG>")?.parse()?;
    let converter = Converter::new(config);
    let mut output = io::stdout().lock();
    for line in io::stdin().lines() {
        writeln!(output, "{}", converter.convert(&line?))?;
    }
    Ok(())
}
