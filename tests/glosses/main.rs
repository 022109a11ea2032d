//! Glosses are found where a character is read so, and nowhere else.

#[path = "../case_file/mod.rs"]
mod case_file;

use jianfan::{Config, Converter, glosses};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    input: String,
    #[serde(default)]
    glosses: Vec<String>,
    /// What is found, line, column, how much is lost or -1, the suggestion or nothing.
    #[serde(default)]
    damage: Vec<(String, usize, usize, i64, String)>,
}

#[test]
fn glosses_and_damage_are_those_of_the_cases() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for case in cases {
        let Case { id, input, .. } = case;
        let found: Vec<_> = glosses::find(&input)
            .into_iter()
            .map(|gloss| &input[gloss])
            .collect();
        assert_eq!(found, case.glosses, "{id}");
        let damage: Vec<_> = glosses::damage(&input)
            .into_iter()
            .map(|place| {
                let lost = place.lost.map_or(-1, |lost| i64::try_from(lost).unwrap());
                let suggestion = place.suggestion.unwrap_or_default();
                let wreck = input[place.range].to_owned();
                (wreck, place.line, place.column, lost, suggestion)
            })
            .collect();
        assert_eq!(damage, case.damage, "{id}");
    }
}

#[test]
fn a_text_with_glosses_is_converted_as_without() {
    let text = "這個程(chéng)序(xù)的默(mò)認(rèn)值";
    let converter = Converter::new(Config::T2twp);
    let result = converter.convert_transparent(text, glosses::find(text));
    assert_eq!(result, "這個程(chéng)式(xù)的預(mò)設(rèn)值");
    assert_eq!(
        converter.convert(&glosses::remove(text)),
        "這個程式的預設值"
    );
}

proptest! {
    #[test]
    fn without_glosses_nothing_else_is_lost(
        text in "([區發行們好a?]|\\(qū\\)|（fa1）|\\(ㄏㄤˊ\\)|\\?yàn\\)I?|\\(|\\)|\n){0,24}",
    ) {
        let found = glosses::find(&text);
        prop_assert!(found.is_sorted_by(|one, other| one.end <= other.start));
        let kept: usize = found.iter().map(ExactSizeIterator::len).sum();
        let removed = glosses::remove(&text);
        prop_assert_eq!(removed.len() + kept, text.len());
        for gloss in found {
            prop_assert!(text[..gloss.start].ends_with(['區', '發', '行']));
        }
        let damage = glosses::damage(&text);
        prop_assert!(damage.is_sorted_by(|one, other| one.range.end <= other.range.start));
        for place in damage {
            prop_assert!(text[place.range].starts_with("?yàn)"));
            if let Some(suggestion) = place.suggestion {
                prop_assert_eq!(Some(suggestion.chars().count()), place.lost);
                prop_assert!(removed.contains(&suggestion));
            }
        }
        let converter = Converter::new(Config::T2s);
        let result = converter.convert_transparent(&text, glosses::find(&text));
        prop_assert_eq!(result.chars().count(), text.chars().count());
    }
}
