//! Converts standard input from Simplified to Traditional, as it comes.
//!
//! However large the input is, it needs a few kilobytes; bytes that are not UTF-8 stay as they
//! are.
//!
//! ```text
//! cargo run --release --example filter < simplified.txt > traditional.txt
//! ```

use std::io;

use jianfan::io::ConvertReader;
use jianfan::{Config, Converter};

fn main() -> io::Result<()> {
    let converter = Converter::new(Config::S2t);
    let mut input = ConvertReader::new(io::stdin().lock(), &converter);
    io::copy(&mut input, &mut io::stdout().lock())?;
    Ok(())
}
