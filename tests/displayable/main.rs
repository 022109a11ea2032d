//! What cannot be shown gives way, is reported, and nothing else changes.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
#[cfg(feature = "font")]
mod font;
#[path = "../texts/mod.rs"]
mod texts;

use jianfan::align::apply;
use jianfan::displayable::{Block, Coverage};
use jianfan::{Converter, Tofu};
use proptest::prelude::*;
use serde::Deserialize;

use conversions::{cases, conversion_of_text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    config: String,
    #[serde(default)]
    tofu: Rare,
    #[serde(default)]
    blocks: Vec<Named>,
    #[serde(default)]
    characters: String,
    input: String,
    output: String,
    /// What was wanted, and what was used.
    fallbacks: Vec<(String, String)>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rare {
    #[default]
    Drop,
    Include,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Named {
    Unified,
    ExtensionA,
    ExtensionC,
}

impl From<Named> for Block {
    fn from(named: Named) -> Self {
        match named {
            Named::Unified => Self::Unified,
            Named::ExtensionA => Self::ExtensionA,
            Named::ExtensionC => Self::ExtensionC,
        }
    }
}

#[test]
fn values_fall_back_as_in_the_cases() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for case in cases {
        let id = case.id;
        let tofu = match case.tofu {
            Rare::Drop => Tofu::Drop,
            Rare::Include => Tofu::Include,
        };
        let builder = Converter::builder(case.config.parse().unwrap()).tofu(tofu);
        let coverage = if case.blocks.is_empty() {
            case.characters.chars().collect()
        } else {
            Coverage::blocks(case.blocks.into_iter().map(Block::from))
        };
        let shown = builder
            .build()
            .unwrap()
            .convert_displayable(&case.input, &coverage);
        assert_eq!(shown.edits.target(), case.output, "{id}");
        let fallbacks = shown.fallbacks.into_iter();
        let fallbacks: Vec<_> = fallbacks
            .map(|fallback| (fallback.wanted, fallback.used))
            .collect();
        assert_eq!(fallbacks, case.fallbacks, "{id}");
    }
}

#[test]
fn blocks_are_side_by_side_with_what_is_not_han() {
    use Block::{
        Compatibility, CompatibilitySupplement, ExtensionA, ExtensionB, ExtensionC, ExtensionD,
        ExtensionE, ExtensionF, ExtensionG, ExtensionH, ExtensionI, Unified,
    };
    let blocks = [
        Unified,
        ExtensionA,
        Compatibility,
        ExtensionB,
        ExtensionC,
        ExtensionD,
        ExtensionE,
        ExtensionF,
        ExtensionG,
        ExtensionH,
        ExtensionI,
        CompatibilitySupplement,
    ];
    let all = Coverage::blocks(blocks);
    let none = Coverage::blocks([]);
    for character in '\0'..='\u{2A6DF}' {
        assert!(all.covers(&character.to_string()), "{character:?}");
    }
    for text in ["a", "，", "〇", "あ", "한", "😊", "\u{E0100}", "\u{FE00}"] {
        assert!(none.covers(text), "{text}");
    }
    for text in [
        "㐀",
        "一",
        "\u{9FFF}",
        "\u{F900}",
        "𠀀",
        "\u{2F800}",
        "\u{323AF}",
    ] {
        assert!(all.covers(text) && !none.covers(text), "{text}");
    }
}

proptest! {
    #![proptest_config(cases(300, "proptest-regressions/displayable.txt"))]

    #[test]
    fn ranges_cover_what_is_in_one_of_them(
        ranges in proptest::collection::vec((0..60_u8, 0..9_u8), 0..8),
    ) {
        let ranges: Vec<_> = ranges.into_iter().map(|(start, len)| start..=start + len).collect();
        let as_characters = |range: &std::ops::RangeInclusive<u8>| char::from(*range.start())..=char::from(*range.end());
        let coverage = Coverage::from_ranges(ranges.iter().map(as_characters));
        for byte in 0..80 {
            let is_in_one = ranges.iter().any(|range| range.contains(&byte));
            prop_assert_eq!(coverage.covers(&char::from(byte).to_string()), is_in_one);
        }
    }

    #[test]
    fn only_what_cannot_be_shown_is_another_than_the_conversion(
        (engines, text) in conversion_of_text(12),
        lacking in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        for converter in [&engines.fast, &engines.staged] {
            let edits = converter.edits(&text);
            let values: Vec<char> = edits.iter().flat_map(|edit| edit.text.chars()).collect();
            let lacking: Vec<char> = match &values[..] {
                [] => Vec::new(),
                values => lacking.iter().map(|index| *index.get(values)).collect(),
            };
            let others = edits.iter().flat_map(|edit| converter.candidates(edit.source_text));
            let known = text.clone() + edits.target() + &others.collect::<String>();
            let coverage: Coverage = known.chars().filter(|c| !lacking.contains(c)).collect();
            let shown = converter.convert_displayable(&text, &coverage);
            prop_assert_eq!(apply(&text, &shown.edits), shown.edits.target());
            let wanting = edits.iter().filter(|edit| !coverage.covers(edit.text));
            let reported = shown.fallbacks.iter().map(|fallback| (fallback.source.clone(), &*fallback.wanted));
            prop_assert!(wanting.map(|edit| (edit.source, edit.text)).eq(reported));
            // With the values put back it is the conversion again.
            let mut result = shown.edits.target().to_owned();
            for fallback in shown.fallbacks.iter().rev() {
                prop_assert_eq!(&result[fallback.target.clone()], &fallback.used);
                prop_assert_eq!(coverage.covers(&fallback.used), fallback.is_displayable);
                prop_assert!(fallback.is_displayable || fallback.used == fallback.wanted);
                result.replace_range(fallback.target.clone(), &fallback.wanted);
            }
            prop_assert_eq!(result, converter.convert(&text), "{} {:?}", engines.config, engines.tofu);
        }
    }
}
