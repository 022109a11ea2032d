//! What is checked in as text, and what the bundle holds, are the same.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jianfan::compile::{Sources, WordLists};
use jianfan::dictionary::{Bundle, Entries, Name};

fn dicts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dicts")
}

fn read(name: Name) -> io::Result<String> {
    fs::read_to_string(dicts().join(format!("opencc/{name}.txt")))
}

#[test]
fn the_bundle_is_what_the_text_compiles_to() {
    let sources = Sources::read(read).unwrap();
    let forms = fs::read(dicts().join("forms.table")).unwrap();
    assert!(sources.compile_forms() == forms, "run `cargo xtask dicts`");
    let compiled = sources.compile();
    let checked_in = fs::read(dicts().join("jianfan.bundle")).unwrap();
    assert!(compiled == checked_in, "run `cargo xtask dicts`");
    assert!(checked_in == Bundle::embedded().as_bytes());
}

#[test]
fn the_tables_of_words_are_what_the_lists_compile_to() {
    let list = |path: &str| fs::read_to_string(dicts().join(path)).unwrap();
    let lists = WordLists {
        words: &list("jieba/words.txt"),
        names: &list("local/names.txt"),
        classes: &list("local/classes.txt"),
        local: &list("local/context.txt"),
    };
    let compiled = Sources::read(read).unwrap().compile_words(&lists);
    for (name, bytes) in compiled.unwrap().files() {
        let checked_in = fs::read(dicts().join("context").join(name)).unwrap();
        assert!(bytes == checked_in, "{name}: run `cargo xtask dicts`");
    }
}

#[test]
fn a_pattern_without_its_list_is_refused() {
    let sources = Sources::read(read).unwrap();
    for (pattern, form) in [
        ("{nunber}只", "*隻"),
        ("{number只", "*隻"),
        ("{number}{}只", "**隻"),
        ("{number}只", "**隻"),
        ("几只", "*隻"),
    ] {
        let local =
            format!("# words\n换发\t換發\tall\twhy\t換發\n{pattern}\t{form}\tall\twhy\t兩隻\n");
        let lists = WordLists {
            words: "",
            names: "",
            classes: "number\t两 三\tnumerals\n",
            local: &local,
        };
        let error = sources.compile_words(&lists).unwrap_err();
        assert_eq!(
            error.to_string(),
            "context.txt:3: no such list of words for a pattern",
            "{pattern}"
        );
        assert_eq!(lists.own_words().unwrap_err(), error);
    }
}

#[test]
fn every_entry_is_found_with_its_values_and_nothing_else_is() {
    let sources = Sources::read(read).unwrap();
    for name in Name::ALL {
        let dictionary = Bundle::embedded().dictionary(name).unwrap();
        let entries = sources.entries(name);
        for entry in entries {
            let values = dictionary.get(&entry.key).map(Iterator::collect::<Vec<_>>);
            assert!(
                values.is_some_and(|values| values == entry.values),
                "{name}: {}",
                entry.key
            );
        }
        // As many entries, each of which the text has: so there is no other.
        assert_eq!(dictionary.entries().iter().count(), entries.iter().count());
        assert_eq!(dictionary.entries().to_text(), entries.to_text(), "{name}");
    }
}

#[test]
fn the_longest_prefix_is_the_longest_key() {
    for name in Name::ALL {
        let dictionary = Bundle::embedded().dictionary(name).unwrap();
        let entries = dictionary.entries();
        let keys: HashMap<&str, &str> = entries
            .iter()
            .map(|entry| (entry.key.as_str(), entry.values[0].as_str()))
            .collect();
        for entry in &entries {
            // A key with a tail, and a key without its last character.
            let (cut, _) = entry.key.char_indices().last().unwrap();
            for text in [format!("{}的", entry.key), entry.key[..cut].to_owned()] {
                let longest = (1..=text.len())
                    .rev()
                    .filter_map(|end| text.get(..end))
                    .find_map(|prefix| keys.get_key_value(prefix))
                    .map(|(key, value)| (key.len(), *value));
                let found = dictionary.longest_prefix(&text);
                assert_eq!(
                    found.map(|m| (m.len(), m.value())),
                    longest,
                    "{name}: {text}"
                );
            }
        }
    }
}

#[test]
fn stored_text_is_sorted_by_the_bytes_of_the_keys() {
    for name in Name::ALL.into_iter().filter(|name| !name.is_derived()) {
        let text = read(name).unwrap();
        let entries = Entries::parse(name.as_str(), &text).unwrap();
        assert!(text == entries.to_text(), "{name}");
    }
}
