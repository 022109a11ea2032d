//! One long text on one thread and on all of them.
//!
//! ```text
//! cargo bench --features rayon --bench parallel
//! cargo bench --features rayon --bench parallel -- s2t
//! ```

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use jianfan::{Config, Converter};

/// The least size of the text, in bytes.
const SIZE: usize = 50_000_000;

fn main() {
    harness::run(parallel);
}

fn parallel(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parallel");
    group.sample_size(10);
    for config in [Config::S2t, Config::S2twp, Config::T2s, Config::Tw2sp] {
        let converter = Converter::new(config);
        let [(_, news), ..] = common::texts(config);
        common::check(&converter, &news);
        let text = news.repeat(SIZE.div_ceil(news.len()));
        // Not `assert_eq`, which would print both texts.
        assert!(
            converter.par_convert(&text) == converter.convert(&text),
            "{config}: the threads' result is another one"
        );
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(BenchmarkId::new(config.name(), "one-thread"), |bencher| {
            bencher.iter_with_large_drop(|| converter.convert(black_box(&text)));
        });
        group.bench_function(BenchmarkId::new(config.name(), "all-threads"), |bencher| {
            bencher.iter_with_large_drop(|| converter.par_convert(black_box(&text)));
        });
    }
    group.finish();
}
