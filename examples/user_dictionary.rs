//! Compiles a dictionary of your own to a file, and converts with that file mapped into memory.
//!
//! ```text
//! cargo run --example user_dictionary compile terms.txt terms.dict
//! cargo run --example user_dictionary s2twp terms.dict 程序员在云端
//! ```
//!
//! In `terms.txt` each line is a key, a tab, and the value that the result has for it.

mod common;

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::process::ExitCode;

use jianfan::user_dictionary::{Level, UserDictionary};
use jianfan::{Config, Converter};
use memmap2::Mmap;

fn main() -> ExitCode {
    common::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["compile", text, compiled] => compile(text, compiled),
        [config, compiled, text] => convert(config.parse()?, compiled, text),
        _ => Err(
            "usage: user_dictionary compile TEXT DICT | user_dictionary CONFIG DICT TEXT".into(),
        ),
    }
}

fn compile(text: &str, compiled: &str) -> Result<(), Box<dyn Error>> {
    let source = fs::read_to_string(text).map_err(named(text))?;
    let terms = UserDictionary::parse(text, &source)?;
    fs::write(compiled, terms.to_bytes()).map_err(named(compiled))?;
    Ok(())
}

fn convert(config: Config, compiled: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let file = File::open(compiled).map_err(named(compiled))?;
    // SAFETY: nobody changes the file while this program runs. No library can check that,
    // so jianfan takes bytes and leaves the mapping to who knows the file.
    #[expect(unsafe_code, reason = "only who owns the file can promise that")]
    let mapped = unsafe { Mmap::map(&file) }.map_err(named(compiled))?;
    // `open` would read all of it, to compare the checksum.
    let terms = UserDictionary::open_trusted(compiled, mapped)?;
    let converter = Converter::builder(config)
        .dictionary(Level::Lock, terms)
        .build()?;
    println!("{}", converter.convert(text));
    Ok(())
}

/// For `map_err`: says which file it was.
fn named(file: &str) -> impl Fn(io::Error) -> String {
    move |error| format!("{file}: {error}")
}
