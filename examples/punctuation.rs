//! Converts a text together with its quotation marks and the width of its commas.
//!
//! ```text
//! cargo run --example punctuation
//! ```

use jianfan::markup::{Protected, replace};
use jianfan::punctuation::{Quotes, Width};
use jianfan::{Config, Converter};

const TEXT: &str = "她问:“你听过‘rock ’n’ roll’吗?”我说:“当然,我don’t知道谁没听过。”";

fn main() {
    let mut marks: Vec<Protected> = Quotes::Corner.find(TEXT);
    marks.extend(Width::Full.find(TEXT));
    println!("{TEXT}");
    println!("{}", replace(TEXT, marks.iter().cloned()));
    let converter = Converter::new(Config::S2tw);
    println!("{}", converter.convert_protecting(TEXT, marks));
}
