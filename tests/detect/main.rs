//! The script of a text is told by its characters, whole and in parts.

#[path = "../case_file/mod.rs"]
mod case_file;

use jianfan::detect::{Detection, Evidence, Script, detect, spans};
use jianfan::{Config, Converter, Form};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    input: String,
    script: String,
    spans: Vec<String>,
}

#[test]
fn scripts_are_those_of_the_cases() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for Case {
        id,
        input,
        script,
        spans: expected,
    } in cases
    {
        assert_eq!(detect(&input).script().to_string(), script, "{id}");
        let found: Vec<String> = spans(&input)
            .map(|span| span.detection.script().to_string())
            .collect();
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn the_texts_of_the_benchmarks_are_what_they_are() {
    let texts = [
        include_str!("../../benches/texts/news.txt"),
        include_str!("../../benches/texts/technical.txt"),
        include_str!("../../benches/texts/fiction.txt"),
    ];
    for text in texts {
        for line in text.lines().filter(|line| line.chars().count() >= 40) {
            assert_eq!(detect(line).script(), Script::Simplified, "{line}");
        }
        for config in [Config::S2t, Config::S2twp, Config::S2hk] {
            let converted = jianfan::convert(text, config);
            assert!(detect(&converted).script().is_traditional(), "{config}");
            for line in converted.lines().filter(|line| line.chars().count() >= 40) {
                assert!(detect(line).script().is_traditional(), "{config}: {line}");
            }
        }
        // A text as long as this has what tells a region.
        let taiwan = jianfan::convert(text, Config::S2tw);
        assert_eq!(detect(&taiwan).script().form(), Some(Form::Taiwan));
        let hong_kong = jianfan::convert(text, Config::S2hk);
        assert_eq!(detect(&hong_kong).script().form(), Some(Form::HongKong));
    }
}

#[test]
fn every_japanese_sentence_is_japanese() {
    for line in include_str!("japanese.txt").lines() {
        assert_eq!(detect(line).script(), Script::Japanese, "{line}");
    }
}

#[test]
fn a_long_text_is_judged_by_a_part_as_by_the_whole() {
    let text = include_str!("../../benches/texts/news.txt");
    for config in [Config::S2t, Config::S2tw, Config::S2hk] {
        for text in [text, &jianfan::convert(text, config)] {
            let starts = text.char_indices().map(|(at, _)| at).step_by(997);
            for start in starts {
                let text = &text[start..];
                let whole = Detection::new(Evidence::of(text));
                let part = detect(text);
                // A part may not tell the region.
                let is_same = part.script() == whole.script();
                assert!(is_same || part.script() == Script::Traditional, "{config}");
                assert!(part.evidence().characters() <= whole.evidence().characters());
                let is_short = text.chars().count() < 1500;
                assert!(is_short || part.evidence().characters() < 1400, "{config}");
            }
        }
    }
}

#[test]
fn long_texts_are_mixed_wherever_the_other_script_stands() {
    let simplified = include_str!("../../benches/texts/fiction.txt").repeat(8);
    let traditional = Converter::new(Config::S2t)
        .convert(&simplified)
        .into_owned();
    let half = simplified.len() / 2;
    let half = simplified
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at >= half)
        .unwrap();
    for text in [
        [&simplified[..half], &traditional].concat(),
        [&traditional, &simplified[..half]].concat(),
        [&simplified[..half], &traditional, &simplified[half..]].concat(),
    ] {
        assert_eq!(detect(&text).script(), Script::Mixed);
    }
    // What tells may stand at the very end.
    let end = "好".repeat(100_000) + "门";
    assert_eq!(detect(&end).script(), Script::Simplified);
}

#[test]
fn confidence_grows_with_what_agrees() {
    let of = |text| detect(text).confidence();
    assert!(of("好") == 0.0);
    assert!(of("开好門") == 0.0);
    assert!(of("门") < of("开门") && of("门") > 0.99);
    assert!(of("开门见山") < 1.0);
}

/// Characters of all kinds.
fn text() -> impl Strategy<Value = String> {
    let kinds = "[开门见頭髮後裡説気のー好台。|\n𠀀é😀a ]{0,400}";
    prop_oneof![4 => kinds, 1 => ".{0,40}"]
}

proptest! {
    #[test]
    fn evidence_adds_up(one in text(), other in text()) {
        let mut evidence = Evidence::of(&one);
        evidence.add(&other);
        prop_assert_eq!(evidence, Evidence::of(&[one, other].concat()));
    }

    #[test]
    fn short_texts_are_read_whole(text in text()) {
        prop_assert_eq!(detect(&text), Detection::new(Evidence::of(&text)));
    }

    #[test]
    fn spans_are_the_text_in_order(text in text()) {
        let mut end = 0;
        let mut last = None;
        for span in spans(&text) {
            prop_assert_eq!(span.range.start, end);
            prop_assert!(span.range.end > end);
            end = span.range.end;
            let evidence = Evidence::of(&text[span.range]);
            prop_assert_eq!(span.detection, Detection::new(evidence));
            let told = evidence.simplified() + evidence.traditional() + evidence.japanese();
            prop_assert!(last.is_none() || told > 0);
            last = Some(told);
        }
        prop_assert_eq!(end, text.len());
    }
}
