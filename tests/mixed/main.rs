//! Texts in two scripts: what is in one is converted, and nothing is converted twice.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversion_cases/mod.rs"]
mod conversion_cases;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
#[path = "../texts/mod.rs"]
mod texts;

use jianfan::align::apply;
use jianfan::user_dictionary::{Level, UserDictionary};
use jianfan::{Config, Converter};
use proptest::prelude::*;

use conversions::{cases, conversion_of_text};
use engines::Engines;

#[test]
fn only_what_is_in_the_source_script_is_converted() {
    conversion_cases::check(include_str!("cases.toml"), |config, input| {
        let converter = Converter::new(config);
        converter.convert_source_script(input, config).into_owned()
    });
}

#[test]
fn one_script_is_converted_like_any_text() {
    let text = include_str!("../../benches/texts/news.txt");
    for config in [Config::S2t, Config::S2twp, Config::S2hk] {
        let converter = Converter::new(config);
        let lines = text.lines().filter(|line| line.chars().count() > 20);
        let mut same = 0;
        let mut all = 0;
        for line in lines {
            let result = converter.convert_source_script(line, config);
            same += usize::from(result == converter.convert(line));
            all += 1;
        }
        assert_eq!(same, all, "{config}");
    }
}

#[test]
fn own_dictionaries_cannot_make_it_change_again() {
    // Each of these would change its own value, or makes lines of one.
    let pairs = [("网", "网网"), ("门", "门\n门"), ("国", "国")];
    let own = UserDictionary::from_pairs("own", pairs).unwrap();
    let converter = Converter::builder(Config::S2t)
        .dictionary(Level::Lock, own)
        .build()
        .unwrap();
    for text in ["网", "门", "国", "网页\n开门\n国家\n开车\n"] {
        let once = converter.convert_source_script(text, Config::S2t);
        let twice = converter.convert_source_script(&once, Config::S2t);
        assert_eq!(once, twice, "{text}");
        assert!(once.lines().count() == text.lines().count());
    }
}

proptest! {
    #![proptest_config(cases(1024, "proptest-regressions/mixed.txt"))]

    #[test]
    fn converting_again_changes_nothing(
        (engines, text) in conversion_of_text(12),
        (other, more) in conversion_of_text(6),
    ) {
        let Engines { config, tofu, fast, staged } = engines;
        // Keys of the conversion, what becomes of them, and keys of another one.
        let text = [&text, "。", &fast.convert(&text), &more, "\n", &other.fast.convert(&more), &text]
            .concat();
        for converter in [fast, staged] {
            let once = converter.convert_source_script(&text, *config);
            let twice = converter.convert_source_script(&once, *config);
            prop_assert_eq!(&once, &twice, "{}, {:?}", config, tofu);

            let left = converter.ranges_not_in_source_script(&text, *config);
            prop_assert!(left.is_sorted_by(|one, other| one.end < other.start));
            let edits = converter.edits_protecting(&text, left.iter().cloned());
            prop_assert_eq!(apply(&text, &edits), once);
            for edit in &edits {
                let is_apart = |range: &std::ops::Range<usize>| {
                    range.end <= edit.source.start || edit.source.end <= range.start
                };
                prop_assert!(left.iter().all(is_apart));
            }
        }
    }
}
