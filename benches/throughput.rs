//! Every conversion of every text, in bytes of input a second, with yardsticks beside them.
//!
//! ```text
//! cargo bench --bench throughput                          everything
//! cargo bench --bench throughput -- convert/s2t/news      one of them
//! cargo bench --bench throughput -- context               by the cheapest path through words
//! cargo bench --bench throughput -- edits                 finding what converting changes
//! cargo bench --bench throughput -- explain               and why
//! cargo bench --bench throughput -- fold                  folding, of what t2s converts
//! cargo bench --bench throughput -- yardstick             what merely walking or copying costs
//! ```

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use jianfan::align::apply;
use jianfan::folding::fold_char;
use jianfan::{Config, Converter, Engine, Matching};

fn main() {
    harness::run(|criterion| {
        convert(criterion);
        context(criterion);
        edits(criterion);
        explain(criterion);
        fold(criterion);
        yardstick(criterion);
    });
}

fn convert(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("convert");
    for config in Config::ALL {
        let converter = Converter::new(config);
        for (name, text) in common::texts(config) {
            common::check(&converter, &text);
            group.throughput(Throughput::BytesDecimal(text.len() as u64));
            group.bench_function(BenchmarkId::new(config.name(), name), |bencher| {
                bencher.iter(|| converter.convert(black_box(&text)));
            });
        }
    }
    group.finish();
}

/// `Matching::Context`, for conversions of which each asks for other words.
fn context(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("context");
    for config in [Config::S2t, Config::S2tw, Config::S2twp, Config::S2hkp] {
        let build = |engine| {
            let builder = Converter::builder(config).matching(Matching::Context);
            builder
                .engine(engine)
                .build()
                .expect("there are words for it")
        };
        let (converter, staged) = (build(Engine::Fast), build(Engine::Staged));
        for (name, text) in common::texts(config) {
            assert!(
                converter.convert(&text) == staged.convert(&text),
                "{config}/{name}"
            );
            group.throughput(Throughput::BytesDecimal(text.len() as u64));
            group.bench_function(BenchmarkId::new(config.name(), name), |bencher| {
                bencher.iter(|| converter.convert(black_box(&text)));
            });
        }
    }
    group.finish();
}

/// What converting changes, of which the new text is a part.
fn edits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edits");
    for config in [Config::S2t, Config::S2twp, Config::T2s, Config::Tw2sp] {
        let converter = Converter::new(config);
        for (name, text) in common::texts(config) {
            assert_eq!(
                apply(&text, &converter.edits(&text)),
                converter.convert(&text)
            );
            group.throughput(Throughput::BytesDecimal(text.len() as u64));
            group.bench_function(BenchmarkId::new(config.name(), name), |bencher| {
                bencher.iter(|| converter.edits(black_box(&text)));
            });
        }
    }
    group.finish();
}

/// Which key became what, for all of a text.
fn explain(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("explain");
    for config in [Config::S2t, Config::S2twp, Config::T2s, Config::Tw2sp] {
        let converter = Converter::new(config);
        for (name, text) in common::texts(config) {
            let explanation = converter.explain(&text);
            let texts = explanation.spans().iter().map(|span| span.text.as_str());
            assert!(texts.collect::<String>() == converter.convert(&text));
            group.throughput(Throughput::BytesDecimal(text.len() as u64));
            group.bench_function(BenchmarkId::new(config.name(), name), |bencher| {
                bencher.iter(|| converter.explain(black_box(&text)));
            });
        }
    }
    group.finish();
}

/// The texts of `t2s`, to be held against `convert/t2s`.
fn fold(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fold");
    for (name, text) in common::texts(Config::T2s) {
        let one_by_one: String = text.chars().map(fold_char).collect();
        assert_eq!(jianfan::fold(&text), one_by_one);
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| jianfan::fold(black_box(&text)));
        });
    }
    group.finish();
}

/// What a program pays that only reads the characters, or only checks and copies the bytes.
fn yardstick(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("yardstick");
    // `s2t` reads the texts as they are.
    for (name, text) in common::texts(Config::S2t) {
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(BenchmarkId::new("collect-chars", name), |bencher| {
            bencher.iter(|| black_box(&text).chars().collect::<String>());
        });
        group.bench_function(BenchmarkId::new("check-and-copy", name), |bencher| {
            bencher.iter(|| str::from_utf8(black_box(text.as_bytes())).map(str::to_owned));
        });
    }
    group.finish();
}
