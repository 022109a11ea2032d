//! Edits make the result, and alignments lead there and back.

mod conversions;
mod engines;
mod texts;

use jianfan::align::{Alignment, Edits, Side, Unit, apply};
use jianfan::{Config, Converter};
use proptest::prelude::*;

use conversions::{cases, conversion_of_text};
use engines::Engines;

const UNITS: [Unit; 3] = [Unit::Bytes, Unit::Chars, Unit::Utf16];

/// A text, its conversion, and the edits as `source>target`.
const CASES: &[(Config, &str, &str)] = &[
    // By the character, and what stays is no edit.
    (Config::S2t, "山水画", "画>畫"),
    // A phrase of as many characters as its value, by the character.
    (Config::S2t, "头发", "头>頭 发>髮"),
    (Config::S2t, "皇后", ""),
    // Two neighbours that would both come out otherwise alone are one edit.
    (Config::S2t, "昆仑山", "昆仑>崑崙"),
    // Of other characters, or of more of them, the phrase is one edit.
    (Config::S2twp, "鼠标", "鼠标>滑鼠"),
    (Config::S2twp, "内存长", "内存>記憶體 长>長"),
    (Config::S2twp, "打印机", "打印>印表 机>機"),
    // A character of a phrase that stays is told from the others, in every stage.
    (Config::S2twp, "软件", "软>軟 件>體"),
    // A character of several stages is one edit, and none if it comes back.
    (Config::S2tw, "里面", "里>裡"),
    (Config::Tw2s, "裡面", "裡>里"),
    (Config::S2t, "⿰亻发发", "发>發"),
    // A compatibility ideograph is one character that becomes another.
    (Config::S2t, "\u{F907}山", "\u{F907}>龜"),
    (Config::T2jp, "國學", "國>国 學>学"),
    (Config::S2t, "", ""),
];

fn edits_as_text(edits: &Edits<'_>) -> String {
    let edits = edits
        .iter()
        .map(|edit| format!("{}>{}", edit.source_text, edit.text));
    edits.collect::<Vec<_>>().join(" ")
}

#[test]
fn edits_are_as_fine_as_the_matches_allow() {
    for &(config, text, expected) in CASES {
        let edits = Converter::new(config).edits(text);
        assert_eq!(edits_as_text(&edits), expected, "{config}: {text}");
    }
}

#[test]
fn edits_of_another_text_are_left_out_where_they_do_not_fit() {
    let edits = Converter::new(Config::S2twp).edits("鼠标和内存");
    assert_eq!(apply("", &edits), "");
    assert_eq!(apply("ab", &edits), "ab");
    assert_eq!(apply("abcdef", &edits), "滑鼠");
    assert_eq!(apply("abcde和12345内存", &edits), "abcde和12345内存");
}

#[test]
fn a_place_inside_a_replaced_range_goes_to_the_side_asked_for() {
    let edits = Converter::new(Config::S2twp).edits("😀鼠标内存！");
    let alignment = Alignment::new(&edits);
    let by_side = |offset| {
        [Side::Start, Side::End].map(|side| alignment.to_target(Unit::Utf16, offset, side))
    };
    // 😀 has two units; 滑鼠 stands at 2, 記憶體 at 4, ！ at 7, the end at 8.
    let expected = [0, 1, 2, 2, 4, 4, 7, 8, 9];
    assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, 8].map(|o| by_side(o)[0]), expected);
    let expected = [0, 1, 2, 4, 4, 7, 7, 8, 9];
    assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, 8].map(|o| by_side(o)[1]), expected);
    let source = |offset, side| alignment.to_source(Unit::Chars, offset, side);
    assert_eq!((source(4, Side::Start), source(4, Side::End)), (3, 5));
    assert_eq!(alignment.target_range(Unit::Chars, 2..4), 1..6);
    assert_eq!(alignment.target_range(Unit::Chars, 4..4), 3..3);
}

/// How much the text before a byte has of each unit.
fn count(unit: Unit, text: &str) -> usize {
    match unit {
        Unit::Bytes => text.len(),
        Unit::Chars => text.chars().count(),
        Unit::Utf16 => text.encode_utf16().count(),
        _ => unreachable!("a unit that this test does not know"),
    }
}

/// The places of source and target, in bytes, that are the same place: all between
/// characters outside of edits, and the edges of edits.
fn boundaries(edits: &Edits<'_>) -> Vec<(usize, usize)> {
    let (source, target) = (edits.source(), edits.target());
    let mut boundaries = Vec::new();
    let mut last = (0, 0);
    let ends = edits.iter().map(|e| {
        (
            (e.source.start, e.target.start),
            (e.source.end, e.target.end),
        )
    });
    let end = (source.len(), target.len());
    for (start, end) in ends.chain([(end, end)]) {
        let kept = source[last.0..start.0].char_indices().map(|(at, _)| at);
        boundaries.extend(kept.map(|at| (last.0 + at, last.1 + at)));
        boundaries.push(start);
        last = end;
    }
    boundaries.push(last);
    boundaries
}

fn check(engines: &Engines, text: &str) -> Result<(), TestCaseError> {
    let Engines { config, tofu, .. } = engines;
    let edits = engines.fast.edits(text);
    prop_assert_eq!(
        &edits,
        &engines.staged.edits(text),
        "{}, {:?}",
        config,
        tofu
    );
    let converted = engines.fast.convert(text);
    prop_assert_eq!(edits.target(), &*converted);
    prop_assert_eq!(apply(text, &edits), &*converted);
    prop_assert_eq!(edits.is_empty(), converted == text);
    let mut last = 0;
    for edit in &edits {
        prop_assert!(last <= edit.source.start && edit.source.start < edit.source.end);
        prop_assert_ne!(edit.source_text, edit.text);
        prop_assert_eq!(edit.source_text, &text[edit.source.clone()]);
        prop_assert_eq!(edit.text, &converted[edit.target]);
        last = edit.source.end;
    }
    let alignment = Alignment::new(&edits);
    for (source, target) in boundaries(&edits) {
        for unit in UNITS {
            let (source, target) = (
                count(unit, &text[..source]),
                count(unit, &converted[..target]),
            );
            for side in [Side::Start, Side::End] {
                prop_assert_eq!(alignment.to_target(unit, source, side), target);
                prop_assert_eq!(alignment.to_source(unit, target, side), source);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(2048, "proptest-regressions/align.txt"))]

    #[test]
    fn edits_make_the_result_and_boundaries_go_there_and_back(
        (engines, text) in conversion_of_text(12),
    ) {
        check(engines, &text)?;
    }
}

#[cfg(feature = "serde")]
#[test]
fn edits_are_serialized_and_alignments_come_back() -> serde_json::Result<()> {
    let edits = Converter::new(Config::S2twp).edits("用鼠标");
    assert_eq!(
        serde_json::to_value(&edits)?,
        serde_json::json!([{
            "source": { "start": 3, "end": 9 },
            "target": { "start": 3, "end": 9 },
            "source_text": "鼠标",
            "text": "滑鼠",
        }]),
    );
    let alignment = Alignment::new(&edits);
    let stored = serde_json::to_string(&alignment)?;
    assert_eq!(serde_json::from_str::<Alignment>(&stored)?, alignment);
    let mixed_up = stored.replacen('3', "30", 1);
    assert!(serde_json::from_str::<Alignment>(&mixed_up).is_err());
    Ok(())
}
