//! Telling the script of a text, beside converting it.
//!
//! ```text
//! cargo bench --bench detect -- detect/news
//! ```

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use jianfan::detect::{Evidence, Script, detect, spans};
use jianfan::{Config, Converter};

/// Lengths in characters, from a title to a paragraph.
const LENGTHS: [usize; 5] = [10, 20, 50, 200, 350];

fn main() {
    harness::run(bench);
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("detect");
    let converter = Converter::new(Config::T2s);
    for (name, text) in common::texts(Config::T2s) {
        if name == "ascii" {
            continue;
        }
        assert!(detect(&text).script().is_traditional(), "{name}");
        let ends = text.char_indices().map(|(at, _)| at);
        let ends: Vec<usize> = ends.collect();
        let starts = LENGTHS.map(|length| (length, &text[..ends[length]]));
        let whole = (ends.len(), text.as_str());
        for (length, text) in starts.into_iter().chain([whole]) {
            common::check(&converter, text);
            assert!(detect(text).script() != Script::Simplified, "{name}");
            group.throughput(Throughput::Bytes(text.len() as u64));
            let id = |what: &str| BenchmarkId::new(format!("{name}/{what}"), length);
            group.bench_function(id("detect"), |bencher| {
                bencher.iter(|| detect(black_box(text)));
            });
            group.bench_function(id("all-evidence"), |bencher| {
                bencher.iter(|| Evidence::of(black_box(text)));
            });
            group.bench_function(id("spans"), |bencher| {
                bencher.iter(|| spans(black_box(text)).count());
            });
            group.bench_function(id("convert-t2s"), |bencher| {
                bencher.iter(|| converter.convert(black_box(text)));
            });
        }
    }
    group.finish();
}
