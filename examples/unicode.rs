//! Converts text as PDF files and editors of old books have it: radicals in place of
//! characters, and marks behind them.
//!
//! ```text
//! cargo run --example unicode
//! ```

use jianfan::{BuildError, Config, Converter, Normalization, marks};

fn main() -> Result<(), BuildError> {
    let plain = Converter::new(Config::S2t);
    let radicals = Converter::builder(Config::S2t)
        .normalization(Normalization::Radicals)
        .build()?;

    // U+2F64 and U+2F65 look like 用 and 田.
    let from_pdf = "\u{2F64}户的\u{2F65}里";
    println!("{} {}", plain.convert(from_pdf), radicals.convert(from_pdf));

    // A variation selector and a dot below, which would part the words.
    let with_marks = "头\u{E0100}发和干\u{0323}净";
    let transparent = marks::find(with_marks);
    println!(
        "{} {}",
        plain.convert(with_marks),
        plain.convert_transparent(with_marks, transparent)
    );
    Ok(())
}
