//! A text in pieces beside the whole: what cutting it costs.
//!
//! ```text
//! cargo bench --bench stream                      all sizes of pieces
//! cargo bench --bench stream -- s2twp/bytes       pieces of bytes, which have to be decoded
//! ```

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use jianfan::{Config, Converter};

/// Pieces of so many bytes.
const PIECES: [usize; 3] = [3, 300, 65_536];

fn main() {
    harness::run(stream);
}

fn stream(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stream");
    for config in [Config::S2t, Config::S2twp, Config::T2s, Config::Tw2sp] {
        let converter = Converter::new(config);
        let [(_, text), ..] = common::texts(config);
        let text = text.repeat(10);
        common::check(&converter, &text);
        assert!(in_pieces(&converter, &text, 300) == converter.convert(&text).as_bytes());
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(BenchmarkId::new(config.name(), "whole"), |bencher| {
            let mut out = String::new();
            bencher.iter(|| {
                out.clear();
                converter.convert_into(black_box(&text), &mut out);
            });
        });
        for size in PIECES {
            let id = BenchmarkId::new(format!("{config}/bytes"), size);
            group.bench_function(id, |bencher| {
                bencher.iter(|| in_pieces(&converter, black_box(&text), size));
            });
        }
    }
    group.finish();
}

fn in_pieces(converter: &Converter, text: &str, size: usize) -> Vec<u8> {
    let mut stream = converter.byte_stream();
    let mut out = Vec::with_capacity(2 * text.len());
    for piece in text.as_bytes().chunks(size) {
        stream.push(piece, &mut out);
    }
    stream.finish(&mut out);
    out
}
