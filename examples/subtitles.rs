//! Subtitles are converted by their words; names stay as they are, and tags where they are.
//!
//! ```text
//! cargo run --example subtitles
//! ```

use std::ops::Range;

use jianfan::markup::Protector;
use jianfan::{Config, Converter};

const LINES: [&str; 5] = [
    r"制{\i1}药厂{\i0}的头{\k20}发{\k15}",
    "我的<i>内</i>存不够",
    r"他点了鼠{\fad(200,0)}标",
    r"小{\b1}红书{\b0}上的红书包",
    "没有标记的一行",
];

fn main() {
    let converter = Converter::new(Config::S2twp);
    let names = Protector::new().terms(["小红书"]);
    for line in LINES {
        let found = names.find_between(line, tags(line));
        println!("{}", converter.convert_marked(line, found, tags(line)));
    }
}

/// Where `{...}` and `<...>` stand.
fn tags(line: &str) -> impl Iterator<Item = Range<usize>> {
    line.match_indices(['{', '<']).filter_map(|(start, open)| {
        let close = if open == "{" { '}' } else { '>' };
        let len = line[start..].find(close)?;
        Some(start..start + len + close.len_utf8())
    })
}
