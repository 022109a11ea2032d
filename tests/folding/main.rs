//! Folding: what is one form, what is not, and that conversions do not change it.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
#[path = "../texts/mod.rs"]
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use jianfan::align::{Alignment, Side, Unit, apply};
use jianfan::dictionary::{Bundle, Name};
use jianfan::folding::{edits, fold, fold_char, fold_into};
use jianfan::{Config, Converter, Form, Tofu};
use proptest::prelude::*;
use serde::Deserialize;

use conversions::{cases, conversion_of_text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    #[expect(dead_code, reason = "for the reader")]
    aim: String,
    texts: Vec<String>,
}

#[test]
fn texts_that_are_written_for_one_another_fold_to_the_first() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for Case { id, texts, .. } in cases {
        for text in &texts {
            assert_eq!(fold(text), texts[0], "{id}");
        }
    }
}

#[test]
fn characters_that_mean_something_else_stay_apart() {
    for (one, other) in [
        ("气", "汽"),
        ("己", "已"),
        ("未", "末"),
        ("只", "支"),
        ("作", "做"),
    ] {
        assert_ne!(fold(one), fold(other));
    }
}

/// The characters of all dictionaries.
fn characters() -> BTreeSet<char> {
    let entries = Name::ALL.map(|name| Bundle::embedded().dictionary(name).unwrap().entries());
    let entries = entries.iter().flatten();
    let texts = entries.flat_map(|entry| entry.values.iter().chain([&entry.key]));
    texts.flat_map(|text| text.chars()).collect()
}

#[test]
fn folding_once_is_enough() {
    for character in '\0'..=char::MAX {
        let folded = fold_char(character);
        assert_eq!(fold_char(folded), folded, "{character}");
    }
}

#[test]
fn classes_are_as_many_and_as_large_as_the_documentation_says() {
    let mut classes: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for character in '\0'..=char::MAX {
        classes
            .entry(fold_char(character))
            .or_default()
            .push(character);
    }
    classes.retain(|_, members| members.len() > 1);
    let largest = classes.values().map(Vec::len).max();
    let members = classes.values().map(Vec::len).sum::<usize>();
    assert_eq!((members, classes.len(), largest), (10_183, 4_674, Some(9)));
    // Each has a form that programs have fonts for: none is a compatibility ideograph.
    for canonical in classes.keys() {
        let normalized =
            jianfan::convert(canonical.encode_utf8(&mut [0; 4]), Config::T2s).into_owned();
        assert_eq!(fold(&normalized), canonical.to_string());
        assert!(
            !('\u{F900}'..='\u{FAFF}').contains(canonical),
            "{canonical}"
        );
    }
}

/// Whether a conversion changes characters alone, and no words.
fn leaves_words(config: Config) -> bool {
    let name = config.name();
    config.source() != Form::Japanese
        && !["wp", "kp", "sp", "tp"]
            .iter()
            .any(|end| name.ends_with(end))
}

#[test]
fn no_conversion_changes_what_a_character_folds_to() {
    let lines: String = characters().into_iter().flat_map(|c| [c, '\n']).collect();
    for config in Config::ALL {
        for tofu in [Tofu::Drop, Tofu::Include] {
            let converter = Converter::builder(config).tofu(tofu).build().unwrap();
            let results = converter.convert(&lines);
            for (character, result) in lines.lines().zip(results.lines()) {
                // 埠 becomes 端口, and 宏 巨集.
                if result.chars().count() == 1 {
                    assert_eq!(fold(result), fold(character), "{config}");
                }
            }
        }
    }
}

#[test]
fn every_key_folds_to_what_its_values_fold_to() {
    use Name::{HkPhrases, HkPhrasesRev, JpShinjitaiPhrases, TwPhrases, TwPhrasesRev};
    let words = [
        HkPhrases,
        HkPhrasesRev,
        JpShinjitaiPhrases,
        TwPhrases,
        TwPhrasesRev,
    ];
    for name in Name::ALL.into_iter().filter(|name| !words.contains(name)) {
        let entries = Bundle::embedded().dictionary(name).unwrap().entries();
        for entry in &entries {
            for value in &entry.values {
                assert_eq!(fold(&entry.key), fold(value), "{name}");
            }
        }
    }
}

fn one_by_one(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

proptest! {
    #![proptest_config(cases(1_000, "proptest-regressions/folding.txt"))]

    #[test]
    fn a_text_folds_as_its_characters_do((_, text) in conversion_of_text(60)) {
        let folded = fold(&text);
        prop_assert_eq!(&folded, &one_by_one(&text));
        prop_assert_eq!(fold(&folded), folded.as_ref());
        let mut appended = String::from("好");
        fold_into(&text, &mut appended);
        prop_assert_eq!(appended, format!("好{folded}"));
    }

    #[test]
    fn conversions_that_leave_words_do_not_change_what_a_text_folds_to(
        (engines, text) in conversion_of_text(30),
    ) {
        if leaves_words(engines.config) {
            for converter in [&engines.fast, &engines.staged] {
                let converted = converter.convert(&text);
                prop_assert_eq!(fold(&converted), fold(&text), "{:?}", engines.tofu);
            }
        }
    }

    #[test]
    fn edits_lead_from_a_text_to_what_it_folds_to((_, text) in conversion_of_text(30)) {
        let edits = edits(&text);
        prop_assert_eq!(edits.target(), fold(&text));
        prop_assert_eq!(apply(&text, &edits), edits.target());
        for edit in &edits {
            prop_assert_eq!(edit.source_text.chars().count(), 1);
            prop_assert_eq!(edit.text, fold(edit.source_text));
        }
        let alignment = Alignment::new(&edits);
        for place in 0..=text.chars().count() {
            prop_assert_eq!(alignment.to_source(Unit::Chars, place, Side::Start), place);
        }
    }
}
