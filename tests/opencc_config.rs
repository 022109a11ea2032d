//! Config files mean what they mean to OpenCC, and what is wrong with one is named.

#![cfg(feature = "opencc-config")]

mod chains;
mod conversions;
mod engines;
mod texts;

use std::collections::HashMap;
use std::fs;
use std::sync::LazyLock;

use jianfan::opencc::{ConfigErrorKind, ConfigFile};
use jianfan::{Config, Converter, Tofu};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use chains::chain;
use conversions::conversion_of_text;
use engines::Engines;

fn group(policy: &str, dicts: &[Value]) -> Value {
    json!({ "type": "group", "match_policy": policy, "dicts": dicts })
}

/// A dictionary by its name in `chains`.
fn dictionary(name: &str) -> Value {
    match name {
        "G" => {
            let regional = "STPhrases_GeneratedFromRegionalPhrases";
            group("union", &["STPhrases", regional].map(dictionary))
        }
        "TS" => {
            let mut dicts = ["TSPhrases", "TSCharactersExt", "TSCharacters"].map(dictionary);
            dicts[1]["may_output_tofu"] = json!(true);
            group("short_circuit", &dicts)
        }
        name => json!({ "type": "ocd2", "file": format!("{name}.ocd2") }),
    }
}

/// What a built-in conversion is as a config.
fn config_of(config: Config) -> Value {
    let mut parts = chain(config.name()).split('|').map(str::trim);
    let segmentation = parts.next().unwrap_or_default();
    let stages = parts.map(|names| {
        let dicts: Vec<Value> = names.split(' ').map(dictionary).collect();
        json!({ "dict": group("short_circuit", &dicts) })
    });
    let mut config = json!({
        "name": config.description(),
        "normalization": [{ "dict": dictionary("CJK_Compatibility_Ideographs") }],
        "conversion_chain": stages.collect::<Vec<_>>(),
    });
    if !segmentation.is_empty() {
        config["segmentation"] = json!({ "type": "mmseg", "dict": dictionary(segmentation) });
    }
    config
}

/// What stands in `opencc_config.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    /// By their names.
    files: HashMap<String, String>,
    #[serde(rename = "case")]
    cases: Vec<Case>,
    #[serde(rename = "mistake")]
    mistakes: Vec<Mistake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    config: String,
    #[serde(default)]
    includes_tofu: bool,
    input: String,
    output: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    config: String,
    message: String,
}

fn data() -> &'static Data {
    static DATA: LazyLock<Data> =
        LazyLock::new(|| toml::from_str(include_str!("opencc_config.toml")).unwrap());
    &DATA
}

/// The converter by a config of this text, beside the files of the data.
fn built(text: &str, tofu: Tofu) -> Result<Converter, String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("c.json");
    fs::write(&path, text).unwrap();
    for (name, text) in &data().files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    ConfigFile::new(&path).tofu(tofu).build().map_err(|error| {
        let folder = format!("{}/", folder.path().display());
        error.to_string().replace(&folder, "")
    })
}

/// The converter by the config of a built-in conversion.
fn by_config(config: Config, tofu: Tofu) -> &'static Converter {
    static ALL: LazyLock<HashMap<(Config, Tofu), Converter>> = LazyLock::new(|| {
        let build = |engines: &Engines| {
            let config = config_of(engines.config).to_string();
            let converter = built(&config, engines.tofu).unwrap();
            ((engines.config, engines.tofu), converter)
        };
        Engines::all().iter().map(build).collect()
    });
    &ALL[&(config, tofu)]
}

/// All ways to convert give the same.
fn check_ways(converter: &Converter, text: &str) -> Result<(), TestCaseError> {
    let expected = converter.convert(text);
    let edits = converter.edits(text);
    prop_assert_eq!(edits.target(), &*expected);
    let explanation = converter.explain(text);
    let joined: String = explanation.spans().iter().map(|span| &*span.text).collect();
    prop_assert_eq!(&joined, &expected);
    let mut streamed = String::new();
    let mut stream = converter.stream();
    for character in text.chars() {
        stream.push(character.encode_utf8(&mut [0; 4]), &mut streamed);
    }
    stream.finish(&mut streamed);
    prop_assert_eq!(&streamed, &expected);
    Ok(())
}

/// A dictionary, or a group of them, of short keys that overlap and hold operators too.
fn any_dictionary() -> impl Strategy<Value = Value> {
    let entries = btree_map("[ab一⿰]{1,3}", "[ab一⿰]{1,3}", 0..5);
    let inline = entries.prop_map(|entries| json!({ "type": "inline", "entries": entries }));
    inline.prop_recursive(2, 8, 3, |dictionary| {
        let policy = select(&["short_circuit", "union"][..]);
        (policy, vec(dictionary, 0..4)).prop_map(|(policy, dicts)| group(policy, &dicts))
    })
}

fn any_config() -> impl Strategy<Value = Value> {
    let stage = || any_dictionary().prop_map(|dict| json!({ "dict": dict }));
    let parts = (
        vec(stage(), 0..2),
        any_dictionary(),
        vec(stage(), 0..4),
        any::<bool>(),
    );
    parts.prop_map(|(normalization, dict, chain, is_cut)| {
        let mut config = json!({ "normalization": normalization, "conversion_chain": chain });
        if is_cut {
            config["segmentation"] = json!({ "type": "mmseg", "dict": dict });
        }
        config
    })
}

proptest! {
    #![proptest_config(conversions::cases(1024, "proptest-regressions/opencc_config.txt"))]

    #[test]
    fn configs_of_the_built_in_conversions_give_their_results(
        (engines, text) in conversion_of_text(12),
    ) {
        let converter = by_config(engines.config, engines.tofu);
        for built_in in [&engines.fast, &engines.staged] {
            prop_assert_eq!(converter.convert(&text), built_in.convert(&text));
        }
        check_ways(converter, &text)?;
    }

    #[test]
    fn all_ways_to_convert_agree_whatever_the_config(
        config in any_config(),
        text in "[ab一⿰c]{0,20}",
    ) {
        check_ways(&built(&config.to_string(), Tofu::Drop).unwrap(), &text)?;
    }
}

#[test]
fn results_are_those_of_opencc() {
    for case in &data().cases {
        let Case { id, config, .. } = case;
        let tofu = [Tofu::Drop, Tofu::Include][usize::from(case.includes_tofu)];
        let converter = built(config, tofu).unwrap();
        assert_eq!(converter.convert(&case.input), case.output, "{id}");
        check_ways(&converter, &case.input).unwrap();
    }
}

#[test]
fn mistakes_are_named_with_their_places() {
    for Mistake { config, message } in &data().mistakes {
        assert_eq!(built(config, Tofu::Drop).unwrap_err(), *message, "{config}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("c.json");
    let missing = || match ConfigFile::new(&path).build().unwrap_err().kind() {
        ConfigErrorKind::Read { file, .. } => file.clone(),
        other => panic!("{other}"),
    };
    assert_eq!(missing(), path);
    let config = json!({ "conversion_chain": [{ "dict": { "type": "text", "file": "no.txt" } }] });
    fs::write(&path, config.to_string()).unwrap();
    assert_eq!(missing(), folder.path().join("no.txt"));
}

#[test]
fn a_file_with_a_mistake_is_named_as_one_that_is_not_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("c.json");
    let config = json!({ "conversion_chain": [{ "dict": { "type": "text", "file": "bad.txt" } }] });
    fs::write(&path, config.to_string()).unwrap();
    let dictionary = folder.path().join("bad.txt");
    fs::write(&dictionary, "ab X\n").unwrap();
    let error = ConfigFile::new(&path).build().unwrap_err();
    let expected = format!("{}:1: no tab", dictionary.display());
    assert!(error.kind().to_string().starts_with(&expected), "{error}");
}

#[test]
fn explanations_name_files_and_places() {
    let inline = json!({ "type": "inline", "entries": { "x": "y" } });
    let dict = group(
        "union",
        &[inline, json!({ "type": "text", "file": "two.txt" })],
    );
    let config = json!({ "conversion_chain": [{ "dict": dict }] });
    let converter = built(&config.to_string(), Tofu::Drop).unwrap();
    let explanation = converter.explain("xab");
    let steps = explanation.spans().iter().flat_map(|span| &span.steps);
    let names: Vec<String> = steps.map(|step| step.dictionary.to_string()).collect();
    assert_eq!(
        names,
        ["conversion_chain[0].dict.dicts[0].entries", "two.txt"]
    );
    assert_eq!(converter.candidates("ab"), ["Z", "2"]);
}
