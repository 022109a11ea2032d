//! What one call costs for what people type into search boxes, for subtitles and for titles.
//!
//! The strings are cut from the texts at many places and every call takes the next one: a loop
//! over a single short string would have all its branches predicted. Beside the time it says how
//! often a call allocates, which is once at most; the count itself costs each allocation a
//! nanosecond or two.
//!
//! ```text
//! cargo bench --bench short -- short/s2t/20       20 characters a call
//! ```

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::hint::black_box;

use allocation_counter::measure;
use criterion::{BenchmarkId, Criterion};
use jianfan::{Config, Converter};

const CONFIGS: [Config; 4] = [Config::S2t, Config::S2twp, Config::T2s, Config::Tw2sp];

/// Lengths in characters: a word, a subtitle, a title, a short paragraph.
const LENGTHS: [usize; 4] = [5, 20, 60, 200];

/// How many strings there are of each length.
const PLACES: usize = 2_000;

fn main() {
    harness::run(short);
}

fn short(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("short");
    for config in CONFIGS {
        let converter = Converter::new(config);
        let text = chinese_text(config);
        for length in LENGTHS {
            let cuts = cuts(&text, length);
            for cut in &cuts {
                common::check(&converter, cut);
            }
            let mut next = cuts.iter().cycle();
            let mut chosen = false;
            group.bench_function(BenchmarkId::new(config.name(), length), |bencher| {
                chosen = true;
                bencher.iter(|| next.next().map(|cut| converter.convert(black_box(cut))));
            });
            if chosen {
                report_allocations(&converter, &cuts);
            }
        }
    }
    group.finish();
}

/// Panics if a call allocates more than its result.
fn report_allocations(converter: &Converter, cuts: &[&str]) {
    let once = |cut: &&str| measure(|| drop(black_box(converter.convert(cut)))).count_total;
    let counts: Vec<u64> = cuts.iter().map(once).collect();
    let most = counts.iter().max().copied().unwrap_or(0);
    let all: u64 = counts.iter().sum();
    println!(
        "    {all} allocations in {} calls, {most} at most",
        cuts.len()
    );
    assert!(most <= 1, "a call allocates {most} times");
}

/// All texts but the one of program code, which would make every third string plain ASCII.
fn chinese_text(config: Config) -> String {
    common::texts(config)
        .into_iter()
        .filter_map(|(name, text)| (name != "ascii").then_some(text))
        .collect()
}

/// Strings of `length` characters that start at places evenly spread over `text`.
fn cuts(text: &str, length: usize) -> Vec<&str> {
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    let last = starts.len() - 1 - length;
    (0..PLACES)
        .map(|place| place * last / PLACES)
        .map(|first| &text[starts[first]..starts[first + length]])
        .collect()
}
