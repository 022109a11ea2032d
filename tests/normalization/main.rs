//! Radicals and other forms become the ideographs they stand for, in all ways to convert.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
#[path = "../texts/mod.rs"]
mod texts;

use jianfan::align::apply;
use jianfan::dictionary::Entries;
use jianfan::user_dictionary::{Level, UserDictionary};
use jianfan::{Config, Converter, Normalization};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;

use conversions::{cases, conversion_of_text};

const PAIRS: &str = include_str!("../../dicts/compatibility.txt");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    config: String,
    normalization: Kind,
    input: String,
    output: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Ideographs,
    Radicals,
    Compatibility,
}

impl From<Kind> for Normalization {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Ideographs => Self::Ideographs,
            Kind::Radicals => Self::Radicals,
            Kind::Compatibility => Self::Compatibility,
        }
    }
}

fn converter(config: Config, normalization: Normalization) -> Converter {
    let builder = Converter::builder(config).normalization(normalization);
    builder.build().unwrap()
}

#[test]
fn characters_become_what_they_stand_for() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for Case {
        id,
        config,
        normalization,
        input,
        output,
    } in cases
    {
        let converter = converter(config.parse().unwrap(), normalization.into());
        assert_eq!(converter.convert(&input), output, "{id}");
    }
}

fn pairs() -> Vec<(String, String)> {
    let entries = Entries::parse("compatibility.txt", PAIRS).unwrap();
    let pairs = entries
        .iter()
        .map(|entry| (entry.key.clone(), entry.values[0].clone()));
    pairs.collect()
}

#[test]
fn every_radical_of_kangxi_has_an_ideograph_of_its_own() {
    let pairs = pairs();
    let is_radical = |key: &str| ("\u{2F00}"..="\u{2FD5}").contains(&key);
    let radicals: Vec<_> = pairs.iter().filter(|(key, _)| is_radical(key)).collect();
    assert_eq!(radicals.len(), 214);
    for (_, ideograph) in &pairs {
        assert!(pairs.iter().all(|(key, _)| key != ideograph), "{ideograph}");
    }
}

#[test]
fn own_dictionaries_read_the_text_behind_it() {
    let own = UserDictionary::from_pairs("own", [("用户", "使用者")]).unwrap();
    let converter = Converter::builder(Config::S2t)
        .dictionary(Level::Lock, own)
        .normalization(Normalization::Radicals)
        .build()
        .unwrap();
    let text = "头\u{2F64}户";
    let edits = converter.edits(text);
    assert_eq!(edits.target(), "頭使用者");
    let places: Vec<_> = edits
        .iter()
        .map(|edit| (edit.source, edit.source_text))
        .collect();
    assert_eq!(places, [(0..3, "头"), (3..9, "\u{2F64}户")]);
}

proptest! {
    #![proptest_config(cases(300, "proptest-regressions/normalization.txt"))]

    #[test]
    fn it_is_the_conversion_of_the_text_with_ideographs(
        (engines, text) in conversion_of_text(12),
        put in proptest::collection::vec((0..6_usize, select(pairs())), 1..8),
    ) {
        // Within a sequence nothing becomes another.
        let plain: Vec<char> = text.chars().filter(|c| !('\u{2FF0}'..='\u{2FFF}').contains(c)).collect();
        let (mut text, mut expected) = (String::new(), String::new());
        let mut rest = plain.iter();
        for (count, (character, ideograph)) in &put {
            let before: String = rest.by_ref().take(*count).collect();
            text += &[&before, character.as_str()].concat();
            expected += &[&before, ideograph.as_str()].concat();
        }
        for (character, ideograph) in pairs() {
            expected = expected.replace(&character, &ideograph);
        }
        let converted = engines.fast.convert(&expected);
        prop_assert_eq!(&converted, &engines.staged.convert(&expected));
        let expected = converted.into_owned();
        let converter = Converter::builder(engines.config)
            .tofu(engines.tofu)
            .normalization(Normalization::Compatibility)
            .build()
            .unwrap();
        prop_assert_eq!(converter.convert(&text), expected.as_str());
        prop_assert_eq!(apply(&text, &converter.edits(&text)), expected.as_str());
        let explained: String = converter.explain(&text).into_iter().map(|span| span.text).collect();
        prop_assert_eq!(&explained, &expected);
        let mut stream = converter.stream();
        let mut out = String::new();
        for character in text.chars() {
            stream.push(character.encode_utf8(&mut [0; 4]), &mut out);
        }
        stream.finish(&mut out);
        prop_assert_eq!(&out, &expected);
    }
}
