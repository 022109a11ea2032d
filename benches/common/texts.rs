//! The texts of `benches/texts/`, in the form that each conversion reads.

use jianfan::{Config, Converter, Engine, Form, Vocabulary};

const SIMPLIFIED: [(&str, &str); 5] = [
    ("news", include_str!("../texts/news.txt")),
    ("technical", include_str!("../texts/technical.txt")),
    ("fiction", include_str!("../texts/fiction.txt")),
    ("mixed", include_str!("../texts/mixed.txt")),
    ("ascii", include_str!("../texts/ascii.txt")),
];

/// The texts with their names, in the form that `config` reads.
///
/// All forms are made from the Simplified texts, so every conversion reads the same content.
pub(crate) fn texts(config: Config) -> [(&'static str, String); 5] {
    SIMPLIFIED.map(|(name, simplified)| (name, as_read(config, simplified)))
}

/// Simplified text in the form that `config` reads.
pub(crate) fn as_read(config: Config, simplified: &str) -> String {
    let steps = from_simplified(config).iter();
    steps.fold(simplified.to_owned(), |text, &step| {
        staged(step).convert(&text).into_owned()
    })
}

/// The conversions that bring Simplified text to the form that `config` reads.
fn from_simplified(config: Config) -> &'static [Config] {
    match (config.source(), config.vocabulary()) {
        (Form::Mainland, _) => &[],
        (Form::Traditional, _) => &[Config::S2t],
        (Form::Taiwan, Vocabulary::Keep) => &[Config::S2tw],
        (Form::Taiwan, Vocabulary::Convert) => &[Config::S2twp],
        (Form::HongKong, Vocabulary::Keep) => &[Config::S2hk],
        (Form::HongKong, Vocabulary::Convert) => &[Config::S2hkp],
        (Form::Japanese, _) => &[Config::S2jp],
        (other, _) => panic!("no way from Simplified to {other}"),
    }
}

/// The engine that defines the results: readable, slow, and no part of what is measured.
pub(crate) fn staged(config: Config) -> Converter {
    Converter::builder(config)
        .engine(Engine::Staged)
        .build()
        .expect("the built-in tables serve every engine")
}
