//! How often converting allocates: once for the result, and not at all where none is needed.
//!
//! These are promises of the default engine, for the conversions that have tables of their own.
//! `allocation_counter` counts for each thread, so the tests can run side by side, and counts a
//! reallocation as an allocation.

#[path = "../benches/common/texts.rs"]
mod texts;

use std::borrow::Cow;
use std::hint::black_box;

use allocation_counter::measure;
use jianfan::{Config, Converter};

fn allocations<T>(action: impl FnOnce() -> T) -> u64 {
    let counts = measure(|| {
        black_box(action());
    });
    counts.count_total
}

/// Panics if `convert` allocates more often than for its result.
///
/// An unchanged text can take a buffer too, where a phrase keeps a character that
/// would change elsewhere.
fn check_convert(config: Config, converter: &Converter, text: &str) {
    let count = allocations(|| converter.convert(text));
    let start: String = text.chars().take(20).collect();
    assert!(count <= 1, "{config}: {count} allocations for {start:?}");
}

#[test]
fn a_new_converter_allocates_nothing() {
    for config in Config::ALL {
        assert_eq!(allocations(|| Converter::new(config)), 0, "{config}");
    }
}

#[test]
fn a_converter_is_two_words_at_most() {
    assert!(size_of::<Converter>() <= 2 * size_of::<usize>());
}

#[test]
fn a_whole_text_takes_one_allocation() {
    for config in Config::OPENCC {
        let converter = Converter::new(config);
        for (_, text) in texts::texts(config) {
            check_convert(config, &converter, &text);
        }
    }
}

#[test]
fn a_short_text_takes_one_allocation() {
    for config in Config::OPENCC {
        let converter = Converter::new(config);
        for (_, text) in texts::texts(config) {
            for line in text.lines() {
                for length in [5, 20, 60, 200] {
                    let start: String = line.chars().take(length).collect();
                    check_convert(config, &converter, &start);
                }
            }
        }
    }
}

#[test]
fn an_unchanged_text_takes_none() {
    for config in Config::OPENCC {
        let converter = Converter::new(config);
        for text in ["", "plain ASCII\r\n", "山水人大小", "，。「」", "😀👍🏽"] {
            assert!(
                matches!(converter.convert(text), Cow::Borrowed(_)),
                "{config}: {text:?}"
            );
            assert_eq!(
                allocations(|| converter.convert(text)),
                0,
                "{config}: {text:?}"
            );
        }
    }
}

#[test]
fn room_that_is_there_is_used() {
    for config in Config::OPENCC {
        let converter = Converter::new(config);
        for (name, text) in texts::texts(config) {
            let mut out = String::with_capacity(2 * text.len());
            let count = allocations(|| converter.convert_into(&text, &mut out));
            assert_eq!(count, 0, "{config}: {name}");
        }
    }
}
