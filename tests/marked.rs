//! Ranges of both kinds in one text: without the transparent ones, the others are all there is.

mod conversions;
mod engines;
mod texts;

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use jianfan::align::apply;
use jianfan::markup::{Protected, Protector};
use jianfan::{Config, Converter};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use conversions::{cases, conversion_of_text};
use engines::Engines;

/// A code, of private use characters, which the texts have not.
const CODE: &str = "\u{E000}\u{E001}";

/// Puts a code at each place of a text; returns the places of the codes, too.
fn with_codes(text: &str, places: &[usize]) -> (String, Vec<Range<usize>>) {
    let mut out = String::new();
    let mut codes = Vec::new();
    let mut done = 0;
    for &place in places {
        out.push_str(&text[done..place]);
        codes.push(out.len()..out.len() + CODE.len());
        out.push_str(CODE);
        done = place;
    }
    out.push_str(&text[done..]);
    (out, codes)
}

proptest! {
    #![proptest_config(cases(1024, "proptest-regressions/marked.txt"))]

    #[test]
    fn without_codes_only_protected_ranges_count(
        (engines, text) in conversion_of_text(12),
        places in vec(any::<Index>(), 0..6),
        ranges in vec((any::<Index>(), any::<Index>(), any::<bool>(), any::<bool>()), 0..4),
    ) {
        let Engines { config, tofu, fast, staged } = engines;
        let text = text.replace(['\u{E000}', '\u{E001}'], "");
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut places: Vec<usize> = places.iter().map(|place| *place.get(&ends)).collect();
        places.sort_unstable();
        let (coded, codes) = with_codes(&text, &places);

        let mut protected = Vec::new();
        let mut protected_between = Vec::new();
        for (start, end, has_first, has_last) in ranges {
            let (start, end) = (*start.get(&ends), *end.get(&ends));
            let range = start.min(end)..start.max(end);
            // Codes at its two ends may belong to it or not; an empty one has none.
            let before = |end: usize, with| places.iter().filter(|place| **place < end + with).count();
            let [first, last] = if range.is_empty() {
                [0, 0]
            } else {
                [usize::from(!has_first), usize::from(has_last)]
            };
            let moved = range.start + CODE.len() * before(range.start, first)
                ..range.end + CODE.len() * before(range.end, last);
            protected.push(range);
            protected_between.push(moved);
        }

        for converter in [fast, staged] {
            let expected = converter.convert_protecting(&text, protected.clone());
            let (protected, codes) = (protected_between.clone(), codes.clone());
            let found = converter.convert_marked(&coded, protected.clone(), codes.clone());
            prop_assert_eq!(found.replace(CODE, ""), &*expected, "{}, {:?}", config, tofu);
            prop_assert_eq!(found.matches(CODE).count(), codes.len());
            prop_assert_eq!(matches!(found, Cow::Borrowed(_)), found == coded);

            let edits = converter.edits_marked(&coded, protected, codes);
            prop_assert_eq!(edits.target(), &*found);
            prop_assert_eq!(&apply(&coded, &edits), &found);
            prop_assert!(edits.iter().all(|edit| edit.source_text != edit.text));
            prop_assert!(edits.iter().all(|edit| !edit.source_text.starts_with(CODE)));
            prop_assert!(edits.iter().all(|edit| !edit.source_text.ends_with(CODE)));
        }
    }

    #[test]
    fn any_ranges_will_do(
        text in any::<String>(),
        protected in vec((0..80_usize, 0..80_usize, option::of("[发a]{0,2}")), 0..5),
        transparent in vec((0..80_usize, 0..80_usize), 0..5),
    ) {
        let converter = Converter::new(Config::S2t);
        let protected = protected.into_iter().map(|(start, end, instead)| Protected {
            range: start..end,
            instead: instead.map(Into::into),
        });
        let transparent = transparent.into_iter().map(|(start, end)| start..end);
        let found = converter.convert_marked(&text, protected.clone(), transparent.clone());
        let edits = converter.edits_marked(&text, protected.clone(), transparent.clone());
        prop_assert_eq!(edits.target(), &*found);
        prop_assert_eq!(&apply(&text, &edits), &found);
        // With none transparent, the two ways to the result are different ones.
        let found = converter.convert_marked(&text, protected.clone(), []);
        let edits = converter.edits_marked(&text, protected, []);
        prop_assert_eq!(edits.target(), &*found);
        let found = Protector::new().terms(["a"]).find_between(&text, transparent);
        prop_assert!(found.iter().all(|found| text.get(found.range.clone()).is_some()));
    }
}

#[test]
fn an_address_in_a_tag_does_not_cut_a_word() {
    let converter = Converter::new(Config::S2t);
    let text = r#"制<a href="https://zh.example.org/发">药</a>厂，https://zh.example.org/发"#;
    let tags: Vec<_> = [(r"<a", '>'), ("</a", '>')]
        .iter()
        .map(|(open, close)| {
            let start = text.find(open).unwrap();
            start..start + text[start..].find(*close).unwrap() + 1
        })
        .collect();
    let protected = Protector::new().urls().find(text);
    assert_eq!(protected.len(), 2);
    assert_eq!(
        converter.convert_marked(text, protected, tags),
        r#"製<a href="https://zh.example.org/发">藥</a>廠，https://zh.example.org/发"#
    );
}

#[test]
fn another_text_has_the_codes_of_what_it_stands_for() {
    let name = Protected {
        range: 4..13,
        instead: Some("Li Si".into()),
    };
    let text = "|发李{i}四|{b}发";
    let codes = [0..1, 7..10, 13..14, 14..17];
    let converter = Converter::new(Config::S2t);
    let edits = converter.edits_marked(text, [name], codes);
    assert_eq!(edits.target(), "|發L{i}i Si|{b}發");
    let sources: Vec<_> = edits.iter().map(|edit| edit.source_text).collect();
    assert_eq!(sources, ["发", "李{i}四", "发"]);
}

#[test]
fn ranges_that_start_with_the_same_character_start_together() {
    let converter = Converter::new(Config::S2t);
    let protected = |range, instead: &'static str| Protected {
        range,
        instead: Some(instead.into()),
    };
    let ranges = [protected(4..6, "b"), protected(3..6, "a")];
    let text = "发头发";
    assert_eq!(converter.convert_protecting(text, ranges.clone()), "發b發");
    assert_eq!(converter.edits_marked(text, ranges, []).target(), "發b發");
}

#[test]
fn a_range_that_ends_before_it_starts_does_not_count() {
    let converter = Converter::new(Config::S2t);
    for (start, end) in [(3, 0), (2, 1), (5, 4), (9, 3)] {
        let range = || iter::once(start..end);
        let code = iter::once(3..4);
        assert_eq!(converter.convert_protecting("皇后", range()), "皇后");
        assert_eq!(converter.convert_marked("皇|后", range(), code), "皇|后");
        assert_eq!(converter.convert_transparent("发后", range()), "發後");
    }
}
