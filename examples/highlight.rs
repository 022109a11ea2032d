//! Search hits and named entities keep their place when a text is converted.
//!
//! Both were found in the Simplified text; the page shows the Taiwanese one. The browser counts in
//! units of UTF-16, so the entities' offsets do, too.
//!
//! ```text
//! cargo run --example highlight
//! ```

use std::ops::Range;

use jianfan::align::{Alignment, Unit};
use jianfan::{Config, Converter};

const TEXT: &str = "😀林晓云在台湾买了内存和鼠标，内存很便宜。";

/// What a recognizer found: ranges in units of UTF-16, and what they are.
const ENTITIES: [(Range<usize>, &str); 2] = [(2..5, "person"), (6..8, "place")];

fn main() {
    let edits = Converter::new(Config::S2twp).edits(TEXT);
    let alignment = Alignment::new(&edits);

    let query = "内存";
    let hits = TEXT
        .match_indices(query)
        .map(|(at, hit)| at..at + hit.len());
    let hits = hits.map(|hit| alignment.target_range(Unit::Bytes, hit));
    println!("{TEXT}");
    println!("{}", marked(edits.target(), hits));

    let units: Vec<u16> = edits.target().encode_utf16().collect();
    for (entity, kind) in ENTITIES {
        let place = alignment.target_range(Unit::Utf16, entity);
        let name = String::from_utf16_lossy(&units[place.clone()]);
        println!("{kind} at {place:?}: {name}");
    }
}

/// The text with brackets around each range.
fn marked(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for Range { start, end } in ranges {
        out += &text[at..start];
        out += &["[", &text[start..end], "]"].concat();
        at = end;
    }
    out + &text[at..]
}
