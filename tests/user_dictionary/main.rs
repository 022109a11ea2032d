//! Dictionaries of a program's own: they mean what the plain twin says, in every way to convert.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
mod errors;
#[path = "../naive/sequence.rs"]
mod sequence;
#[path = "../texts/mod.rs"]
mod texts;
mod twin;

use std::borrow::Cow;
use std::collections::HashMap;

use jianfan::align::apply;
use jianfan::user_dictionary::{Level, UserDictionary};
use jianfan::{Config, Converter, ConverterBuilder, Engine};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::Deserialize;

use engines::Engines;

type Entries = HashMap<String, (Level, String)>;

const LEVELS: [Level; 3] = [Level::First, Level::Lock, Level::Keep];

/// How a dictionary comes to a converter.
#[derive(Clone, Copy, Debug)]
enum Form {
    Pairs,
    Compiled,
}

/// A converter with dictionaries, one for each level.
fn with(builder: ConverterBuilder, entries: &Entries, form: Form) -> Converter {
    let dictionaries = LEVELS.into_iter().map(|level| {
        let entries = entries.iter().filter(|(_, (of, _))| *of == level);
        let pairs = entries.map(|(key, (_, value))| (key.as_str(), value.as_str()));
        let own = UserDictionary::from_pairs("own", pairs).unwrap();
        match form {
            Form::Pairs => (level, own),
            Form::Compiled => (level, UserDictionary::open("own", own.to_bytes()).unwrap()),
        }
    });
    let add = |builder: ConverterBuilder, (level, own)| builder.dictionary(level, own);
    dictionaries.fold(builder, add).build().unwrap()
}

fn builder(engines: &Engines) -> ConverterBuilder {
    Converter::builder(engines.config).tofu(engines.tofu)
}

#[derive(Clone, Debug)]
struct Setting {
    engines: &'static Engines,
    text: String,
    entries: Entries,
    form: Form,
}

/// A text, and entries most of whose keys stand in it.
fn setting() -> impl Strategy<Value = Setting> {
    let part = || (any::<Index>(), 0..4_usize);
    let entries = vec((part(), select(&LEVELS[..]), part()), 0..8);
    let form = select(&[Form::Pairs, Form::Compiled][..]);
    let setting = (conversions::conversion_of_text(12), entries, form);
    setting.prop_map(|((engines, text), entries, form)| {
        let characters: Vec<char> = text.chars().chain("发x😀".chars()).collect();
        let part = |(start, len): (Index, usize)| {
            let start = start.index(characters.len());
            let end = (start + len).min(characters.len());
            characters[start..end].iter().collect::<String>()
        };
        let entry = |(key, level, value)| (part(key), (level, part(value)));
        let entries = entries.into_iter().map(entry);
        Setting {
            engines,
            entries: entries.filter(|(key, _)| !key.is_empty()).collect(),
            text,
            form,
        }
    })
}

/// Many keys that the fast engine looks for while it maps: they begin with an ideograph, and
/// touch, overlap and contain each other. Some stand nowhere, but begin as another one does.
fn setting_of_the_loop() -> impl Strategy<Value = Setting> {
    let part = |most: usize| (any::<Index>(), 1..=most);
    let value = (0..7_usize, part(4), part(9));
    let entry = (part(5), option::weighted(0.2, any::<Index>()), value);
    let entries = vec((select(&LEVELS[..]), entry), 0..32);
    // One level, as in most programs, or all.
    let level = option::of(select(&LEVELS[..]));
    let setting = (
        conversions::conversion_of_text(30),
        level,
        any::<bool>(),
        entries,
    );
    setting.prop_map(|((engines, mut text), of_all, has_operators, entries)| {
        if !has_operators {
            text.retain(|c| !('\u{2FF0}'..='\u{2FFF}').contains(&c));
        }
        text.push('发');
        let characters: Vec<char> = text.chars().collect();
        let part = |(start, len): (Index, usize)| {
            let start = start.index(characters.len());
            characters[start..].iter().take(len)
        };
        let entry = |(level, (key, last, (kind, short, long)))| {
            let mut key: String = part(key).collect();
            if let Some(last) = last {
                key.pop();
                key.push(*Index::get(&last, &characters));
            }
            let value = match kind {
                0 => String::new(),
                1 => part(short).collect(),
                2 => part(long).collect(),
                3 => part(short).chain(&['x', ' ']).collect(),
                4 => part(short).chain(&['\u{F900}', '𠀀']).collect(),
                5 => ['\u{F951}', '😀'].iter().chain(part(short)).collect(),
                _ => key.clone(),
            };
            (key, (of_all.unwrap_or(level), value))
        };
        let mut entries: Entries = entries.into_iter().map(entry).collect();
        entries.retain(|key, _| key.starts_with(|c| ('\u{3400}'..'\u{A000}').contains(&c)));
        Setting {
            engines,
            text,
            entries,
            form: Form::Pairs,
        }
    })
}

proptest! {
    #![proptest_config(conversions::cases(2048, "proptest-regressions/user_dictionary.txt"))]

    #[test]
    fn keys_are_found_while_text_is_mapped(setting in setting_of_the_loop()) {
        let Setting { engines, text, entries, form } = setting;
        let own = with(builder(engines), &entries, form);
        // Long enough for the loop that takes eight characters at a time.
        let text = text.repeat(1 + 200 / text.len().max(1));
        let found = own.convert(&text);
        prop_assert_eq!(&found, &twin::convert(&entries, &engines.fast, &text));
        prop_assert_eq!(matches!(found, Cow::Borrowed(_)), found == text);
    }

    #[test]
    fn both_engines_do_what_the_twin_does(setting in setting()) {
        let Setting { engines, text, entries, form } = setting;
        let engines = [(Engine::Fast, &engines.fast), (Engine::Staged, &engines.staged)]
            .map(|(engine, base)| (builder(engines).engine(engine), base));
        for (builder, base) in engines {
            let own = with(builder, &entries, form);
            let found = own.convert(&text);
            prop_assert_eq!(&found, &twin::convert(&entries, base, &text));
            prop_assert_eq!(matches!(found, Cow::Borrowed(_)), found == text);
        }
    }

    #[test]
    fn pieces_edits_and_explanations_agree(setting in setting(), len in 1_usize..8) {
        let Setting { engines, text, entries, form } = setting;
        let own = with(builder(engines), &entries, form);
        let expected = own.convert(&text);

        let mut stream = own.byte_stream();
        let mut out = Vec::new();
        for piece in text.as_bytes().chunks(len) {
            stream.push(piece, &mut out);
        }
        stream.finish(&mut out);
        prop_assert_eq!(&*String::from_utf8(out).unwrap(), &*expected);

        let edits = own.edits(&text);
        prop_assert_eq!(&apply(&text, &edits), &expected);
        prop_assert_eq!(edits.target(), &*expected);
        prop_assert!(edits.iter().all(|edit| edit.source_text != edit.text));

        let (mut source, mut target) = (0, 0);
        for span in own.explain(&text).spans() {
            prop_assert_eq!((span.source.start, span.target.start), (source, target));
            prop_assert_eq!(&text[span.source.clone()], span.source_text);
            prop_assert_eq!(&expected[span.target.clone()], &*span.text);
            prop_assert!(span.segment.start <= source && span.source.end <= span.segment.end);
            (source, target) = (span.source.end, span.target.end);
        }
        prop_assert_eq!((source, target), (text.len(), expected.len()));
        prop_assert_eq!(&own.candidates(&text)[0], &*expected);
    }

    #[test]
    fn keys_that_stand_nowhere_change_nothing(
        index in 0..16_usize,
        seed in any::<Index>(),
        text in any::<String>(),
    ) {
        let engines = &Engines::all()[index];
        let level = *seed.get(&LEVELS);
        // Private use characters, which the text has not.
        let text: String = text.chars().filter(|c| !('\u{E000}'..'\u{F8FF}').contains(c)).collect();
        let pairs = [("\u{E000}\u{E001}", "x"), ("\u{E002}", "y")];
        let own = UserDictionary::from_pairs("own", pairs).unwrap();
        let own = Converter::builder(engines.config).dictionary(level, own).build().unwrap();
        prop_assert_eq!(own.convert(&text), engines.fast.convert(&text));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    aim: String,
    config: String,
    entries: Vec<(CaseLevel, String, String)>,
    input: String,
    output: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CaseLevel {
    First,
    Lock,
    Keep,
}

#[test]
fn every_case_holds() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for case in cases {
        let config: Config = case.config.parse().unwrap();
        let level = |level| match level {
            CaseLevel::First => Level::First,
            CaseLevel::Lock => Level::Lock,
            CaseLevel::Keep => Level::Keep,
        };
        let entries = case.entries.into_iter();
        let entries: Entries = entries
            .map(|(of, key, value)| (key, (level(of), value)))
            .collect();
        for form in [Form::Pairs, Form::Compiled] {
            let own = with(Converter::builder(config), &entries, form);
            assert_eq!(
                own.convert(&case.input),
                case.output,
                "{}: {}",
                case.id,
                case.aim
            );
        }
    }
}

/// Many keys, and a text that is longer than all buffers and windows together.
#[test]
fn a_long_text_with_many_keys_comes_out_as_the_twin_says() {
    let texts = [
        include_str!("../../benches/texts/news.txt"),
        include_str!("../../benches/texts/mixed.txt"),
        include_str!("../../benches/texts/ascii.txt"),
    ];
    let text = texts.concat().repeat(3);
    assert!(
        text.len() > 2 * (64 << 10),
        "a stream holds back less than 64 KiB"
    );
    let characters: Vec<char> = texts.concat().chars().collect();
    let keys = characters.chunks(characters.len() / 1000).enumerate();
    let entries: Entries = keys
        .map(|(number, chunk)| {
            let key = chunk[..chunk.len().min(1 + number % 6)].iter().collect();
            (key, (LEVELS[number % 3], format!("<{number}>")))
        })
        .collect();
    for config in [Config::S2t, Config::S2twp] {
        let mut ideographs = entries.clone();
        ideographs.retain(|key, _| key.starts_with(|c| ('\u{3400}'..'\u{A000}').contains(&c)));
        let own = with(Converter::builder(config), &ideographs, Form::Pairs);
        let expected = twin::convert(&ideographs, &Converter::new(config), &text);
        assert!(
            own.convert(&text) == expected,
            "{config}: in the mapping loop"
        );

        let own = with(Converter::builder(config), &entries, Form::Pairs);
        let expected = twin::convert(&entries, &Converter::new(config), &text);
        assert!(own.convert(&text) == expected, "{config}: at once");
        for len in [7, 4 << 10, 50_000] {
            let mut stream = own.byte_stream();
            let mut out = Vec::new();
            text.as_bytes()
                .chunks(len)
                .for_each(|piece| stream.push(piece, &mut out));
            stream.finish(&mut out);
            assert!(
                out == expected.as_bytes(),
                "{config}: {len} bytes at a time"
            );
        }
        assert!(
            apply(&text, &own.edits(&text)) == expected,
            "{config}: edits"
        );
    }
}

/// The operators make windows longer than all that an edge could end, and in each is a key.
#[test]
fn keys_in_long_windows_come_out_as_the_twin_says() {
    let news = include_str!("../../benches/texts/news.txt");
    let news: Vec<char> = news
        .chars()
        .filter(|c| *c >= '\u{4E00}')
        .take(6000)
        .collect();
    let windows = news.chunks(150).map(|chunk| {
        let chunk: String = chunk.iter().collect();
        "⿰".repeat(70) + &chunk
    });
    let text: String = windows.collect();
    for (level, value) in [
        (Level::Lock, "<>"),
        (Level::First, "发"),
        (Level::First, ""),
    ] {
        let keys = news.chunks(150).map(|chunk| chunk[20..23].iter().collect());
        let entries: Entries = keys.map(|key| (key, (level, value.to_owned()))).collect();
        for config in [Config::S2t, Config::S2twp] {
            let own = with(Converter::builder(config), &entries, Form::Pairs);
            let expected = twin::convert(&entries, &Converter::new(config), &text);
            assert!(
                own.convert(&text) == expected,
                "{config}: {level:?} {value}"
            );
        }
    }
}

/// However many there are, the longest counts.
#[test]
fn keys_that_start_alike_are_told_apart() {
    let numbers = 0..300;
    let entries = numbers.map(|number| (format!("项目{number}"), format!("<{number}>")));
    let entries: Entries = entries
        .enumerate()
        .map(|(place, (key, value))| (key, (LEVELS[place % 3], value)))
        .collect();
    let text = "项目1、项目29、项目299和项目3000，项";
    for form in [Form::Pairs, Form::Compiled] {
        let own = with(Converter::builder(Config::S2t), &entries, form);
        let expected = twin::convert(&entries, &Converter::new(Config::S2t), text);
        assert_eq!(own.convert(text), expected, "{form:?}");
    }
}

#[test]
fn the_same_entries_give_the_same_bytes() {
    let pairs = [("云", "雲"), ("头", "頭")];
    let there = UserDictionary::from_pairs("a", pairs).unwrap();
    let back = UserDictionary::from_pairs("b", pairs.into_iter().rev()).unwrap();
    assert_eq!(there.to_bytes(), back.to_bytes());
    let opened = UserDictionary::open("c", there.to_bytes()).unwrap();
    assert_eq!(opened.to_bytes(), there.to_bytes());
}

#[test]
fn explanations_show_what_was_replaced() {
    let own = UserDictionary::from_pairs("own", [("脑壳", "头")]).unwrap();
    let own = Converter::builder(Config::S2t)
        .dictionary(Level::First, own)
        .build()
        .unwrap();
    let explanation = own.explain("长脑壳发，");
    let spans = explanation.spans().iter();
    let spans: Vec<_> = spans
        .map(|s| (s.source_text, &*s.text, s.steps.len()))
        .collect();
    assert_eq!(
        spans,
        [("长", "長", 1), ("脑壳发", "頭髮", 1), ("，", "，", 0)]
    );
    assert_eq!(explanation.spans()[1].steps[0].key, "头发");
}
