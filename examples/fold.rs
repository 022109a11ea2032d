//! Finds a query in texts of either script, and shows where it stands in each.
//!
//! ```text
//! cargo run --example fold
//! ```

use jianfan::align::{Alignment, Unit};
use jianfan::{fold, folding};

const TEXTS: [&str; 3] = [
    "她的头发长了，该去理发店了。",
    "她的頭髮長了，該去理髮店了。",
    "髪の長い人が来た。",
];

fn main() {
    for query in ["理发", "頭髮", "髮"] {
        println!("{query}:");
        for text in TEXTS {
            println!("  {}", marked(text, query));
        }
    }
}

/// The text with the query in brackets, however it is written there.
fn marked(text: &str, query: &str) -> String {
    let edits = folding::edits(text);
    let alignment = Alignment::new(&edits);
    let mut out = String::new();
    let mut done = 0;
    for (at, hit) in edits.target().match_indices(&*fold(query)) {
        let place = alignment.source_range(Unit::Bytes, at..at + hit.len());
        out.push_str(&text[done..place.start]);
        out.push('[');
        out.push_str(&text[place.clone()]);
        out.push(']');
        done = place.end;
    }
    out + &text[done..]
}
