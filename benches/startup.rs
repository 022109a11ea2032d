//! A new converter and its first short conversion: what a program pays that converts one line.
//!
//! Repeated in one process, so the pages of the tables are in memory. The column *start-up* of
//! `docs/performance.md` has the first time in a fresh process.

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::hint::black_box;

use criterion::Criterion;
use jianfan::{Config, Converter};

fn main() {
    harness::run(startup);
}

fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("startup");
    for config in Config::ALL {
        let [(_, news), ..] = common::texts(config);
        let headline = news.lines().next().expect("the news start with a headline");
        common::check(&Converter::new(config), headline);
        group.bench_function(config.name(), |bencher| {
            bencher.iter(|| {
                Converter::new(black_box(config))
                    .convert(black_box(headline))
                    .len()
            });
        });
    }
    group.finish();
}
