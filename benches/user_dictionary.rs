//! What dictionaries of a program's own cost: a thousand keys beside none, and to have them ready.
//!
//! ```text
//! cargo bench --bench user_dictionary -- convert
//! cargo bench --bench user_dictionary -- ready
//! ```

mod common;
#[path = "common/harness.rs"]
mod harness;

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use jianfan::dictionary::{Bundle, Name};
use jianfan::user_dictionary::{Level, UserDictionary};
use jianfan::{Config, Converter, Engine};

/// How many keys a program has.
const KEYS: usize = 1_000;
/// How many keys a dictionary has that is compiled beforehand.
const COMPILED: usize = 1_000_000;

fn main() {
    harness::run(|criterion| {
        convert(criterion);
        ready(criterion);
    });
}

fn convert(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("convert");
    for config in [Config::S2t, Config::S2twp, Config::T2s, Config::Tw2sp] {
        for (name, text) in common::texts(config) {
            group.throughput(Throughput::BytesDecimal(text.len() as u64));
            let plain = Converter::new(config);
            common::check(&plain, &text);
            group.bench_function(
                BenchmarkId::new(format!("{config}/none"), name),
                |bencher| {
                    bencher.iter(|| plain.convert(black_box(&text)));
                },
            );
            for level in [Level::First, Level::Lock, Level::Keep] {
                let own = converter(config, level, Engine::Fast);
                assert!(
                    own.convert(&text) == converter(config, level, Engine::Staged).convert(&text)
                );
                let id = BenchmarkId::new(format!("{config}/{level:?}"), name);
                group.bench_function(id, |bencher| {
                    bencher.iter(|| own.convert(black_box(&text)));
                });
            }
        }
    }
    group.finish();
}

fn ready(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ready");
    let pairs = pairs(Config::S2t);
    group.bench_function(BenchmarkId::new("pairs", KEYS), |bencher| {
        bencher.iter_batched(
            || pairs.clone(),
            |pairs| {
                built(
                    Config::S2t,
                    Level::Lock,
                    UserDictionary::from_pairs("own", pairs).unwrap(),
                )
            },
            BatchSize::LargeInput,
        );
    });
    let million = (0..COMPILED).map(|number| (format!("项目{number}号"), "項目"));
    let bytes = UserDictionary::from_pairs("million", million)
        .unwrap()
        .to_bytes();
    let bytes: &'static [u8] = bytes.leak();
    group.bench_function(BenchmarkId::new("compiled", COMPILED), |bencher| {
        bencher.iter(|| {
            let million = UserDictionary::open_trusted("million", bytes).unwrap();
            assert_eq!(million.get("项目999999号"), Some("項目"));
            built(Config::S2t, Level::Lock, million)
        });
    });
    group.finish();
}

fn converter(config: Config, level: Level, engine: Engine) -> Converter {
    let own = UserDictionary::from_pairs("own", pairs(config)).unwrap();
    let builder = Converter::builder(config).engine(engine);
    builder.dictionary(level, own).build().unwrap()
}

fn built(config: Config, level: Level, own: UserDictionary) -> Converter {
    Converter::builder(config)
        .dictionary(level, own)
        .build()
        .unwrap()
}

/// Words from all over the dictionary, in the form that `config` reads, each with its result.
fn pairs(config: Config) -> BTreeMap<String, String> {
    let phrases = Bundle::embedded()
        .dictionary(Name::StPhrases)
        .unwrap()
        .entries();
    let converter = Converter::new(config);
    let step = phrases.iter().count() / KEYS;
    let keys = phrases.iter().step_by(step).take(KEYS);
    let keys = keys.map(|entry| common::texts::as_read(config, &entry.key));
    keys.map(|key| (key.clone(), converter.convert(&key).into_owned()))
        .collect()
}
