//! `Matching::Context`: sentences written for this project, and what holds for any text.

mod texts;

use std::collections::BTreeSet;

use jianfan::explain::{Explanation, Path, Span};
use jianfan::user_dictionary::{Level, UserDictionary};
use jianfan::{BuildError, Config, Converter, Engine, Matching, Usage, align};
use proptest::prelude::*;

/// The conversions that have words.
const CONFIGS: [Config; 5] = [
    Config::S2t,
    Config::S2tw,
    Config::S2twp,
    Config::S2hk,
    Config::S2hkp,
];
/// The longest stretch of words, in characters.
const LONGEST: usize = 64;

fn in_context(config: Config) -> Converter {
    let builder = Converter::builder(config).matching(Matching::Context);
    builder.build().unwrap()
}

fn streamed<'p>(converter: &Converter, pieces: impl IntoIterator<Item = &'p str>) -> String {
    let (mut stream, mut out) = (converter.stream(), String::new());
    for piece in pieces {
        stream.push(piece, &mut out);
    }
    stream.finish(&mut out);
    out
}

fn characters(text: &str) -> impl Iterator<Item = &str> {
    text.split("").filter(|piece| !piece.is_empty())
}

#[test]
fn every_sentence_is_read_as_it_is_meant() {
    let mut failures = Vec::new();
    let lines = include_str!("context/sentences.txt").lines();
    let mut count = 0;
    for line in lines.filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [config, source, expected, aim] = fields[..] else {
            panic!("not four fields: {line}");
        };
        let output = in_context(config.parse().unwrap())
            .convert(source)
            .into_owned();
        if output != expected {
            failures.push(format!(
                "{config} ({aim}): {source} gave {output}, not {expected}"
            ));
        }
        count += 1;
    }
    assert!(count >= 300, "{count} sentences");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Each own entry has an example: a result in full, of s2t, or of its region's conversion.
#[test]
fn every_example_of_an_own_entry_comes_out_as_it_stands() {
    let mut failures = Vec::new();
    let lines = include_str!("../dicts/local/context.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [word, _form, region, _why, example] = fields[..] else {
            panic!("not five fields: {line}");
        };
        let (config, back) = match region {
            "all" => (Config::S2t, Config::T2s),
            "tw" | "tw=" => (Config::S2tw, Config::T2s),
            "twp" | "twp=" => (Config::S2twp, Config::Tw2sp),
            "hk" => (Config::S2hk, Config::T2s),
            _ => (Config::S2hkp, Config::T2s),
        };
        let source = Converter::new(back).convert(example).into_owned();
        let output = in_context(config).convert(&source).into_owned();
        if output != example {
            failures.push(format!("{word}: {source} gave {output}, not {example}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn conversions_without_words_are_refused() {
    for &config in Config::ALL
        .iter()
        .filter(|config| !CONFIGS.contains(config))
    {
        let built = Converter::builder(config)
            .matching(Matching::Context)
            .build();
        let error = built.map(|_| ()).unwrap_err();
        assert!(matches!(error, BuildError::NoContext(refused) if refused == config));
        assert_eq!(
            error.to_string(),
            format!(
                "no words to match {config} in context by; \
                 there are for s2t, s2tw, s2twp, s2hk, s2hkp"
            )
        );
    }
}

fn in_usage(config: Config, usage: Usage) -> Result<Converter, BuildError> {
    let builder = Converter::builder(config).matching(Matching::Context);
    builder.usage(usage).build()
}

#[test]
fn a_usage_chooses_between_spellings_and_nothing_else() {
    use Usage::{HongKong, OfConfig, Standard, Taiwan};
    let text = "在这里公布鼠标计划，周年发言";
    for (config, usage, expected) in [
        (Config::S2t, OfConfig, "在這裏公佈鼠標計劃，週年發言"),
        (Config::S2t, Standard, "在這裏公佈鼠標計劃，週年發言"),
        (Config::S2t, Taiwan, "在這裏公布鼠標計畫，周年發言"),
        (Config::S2t, HongKong, "在這裏公布鼠標計劃，周年發言"),
        (Config::S2tw, OfConfig, "在這裡公布鼠標計畫，周年發言"),
        (Config::S2tw, Taiwan, "在這裡公布鼠標計畫，周年發言"),
        (Config::S2tw, Standard, "在這裡公佈鼠標計劃，週年發言"),
        (Config::S2twp, OfConfig, "在這裡公布滑鼠計畫，周年發言"),
        (Config::S2twp, Standard, "在這裡公佈滑鼠計劃，週年發言"),
        (Config::S2hk, OfConfig, "在這裏公布鼠標計劃，周年發言"),
        (Config::S2hk, Standard, "在這裏公佈鼠標計劃，週年發言"),
        (Config::S2hkp, HongKong, "在這裏公布滑鼠計劃，周年發言"),
    ] {
        let converter = in_usage(config, usage).unwrap();
        assert_eq!(converter.convert(text), expected, "{config}, {usage:?}");
        assert_eq!(streamed(&converter, characters(text)), expected);
        assert_eq!(align::apply(text, &converter.edits(text)), expected);
    }
}

/// What Taiwan has itself stays with its words wanted, whatever the usage.
#[test]
fn a_usage_says_nothing_about_words() {
    let taiwan = in_usage(Config::S2twp, Usage::Standard).unwrap();
    assert_eq!(
        taiwan.convert("删除文件，文件已签收"),
        "刪除檔案，文件已簽收"
    );
}

#[test]
fn a_usage_without_words_is_refused() {
    for (config, usage) in [
        (Config::S2tw, Usage::HongKong),
        (Config::S2twp, Usage::HongKong),
        (Config::S2hk, Usage::Taiwan),
        (Config::S2hkp, Usage::Taiwan),
        (Config::T2s, Usage::Taiwan),
    ] {
        let refused = in_usage(config, usage).map(|_| ()).unwrap_err();
        assert!(matches!(refused, BuildError::NoUsage(c, u) if (c, u) == (config, usage)));
    }
    let error = in_usage(Config::S2hk, Usage::Taiwan).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no words of the usage of Taiwan to match s2hk in context by; \
         there are for s2t, s2tw, s2twp"
    );
    let greedy = Converter::builder(Config::S2t).usage(Usage::Taiwan).build();
    let error = greedy.unwrap_err();
    assert!(matches!(
        error,
        BuildError::UsageWithoutContext(Usage::Taiwan)
    ));
    assert_eq!(
        error.to_string(),
        "the usage of Taiwan is for matching in context only"
    );
}

#[test]
fn a_dictionary_of_ones_own_comes_first() {
    let terms = UserDictionary::from_pairs("terms", [("年历", "日曆")]).unwrap();
    let builder = Converter::builder(Config::S2t).matching(Matching::Context);
    let converter = builder.dictionary(Level::Lock, terms).build().unwrap();
    assert_eq!(
        converter.convert("两年历史，转换发生"),
        "兩日曆史，轉換發生"
    );
    assert_eq!(converter.candidates("发"), ["發", "髮"]);
    assert_eq!(converter.candidates("换发"), ["換發"]);
}

/// Words that overlap without an end are cut after so many characters, in a stream too.
#[test]
fn a_stretch_without_an_end_is_cut() {
    let converter = in_context(Config::S2tw);
    let text = "发现在头发现在".repeat(3 * LONGEST);
    let whole = converter.convert(&text);
    assert_eq!(streamed(&converter, characters(&text)), whole);
    assert_eq!(whole.chars().count(), text.chars().count());
    let explanation = converter.explain(&text);
    let joined: String = explanation.spans().iter().map(|span| &*span.text).collect();
    assert_eq!(joined, whole);
    assert!(check_readings(&explanation, &whole).is_ok());
    assert_eq!(align::apply(&text, &converter.edits(&text)), whole);
}

/// The readings are those of the result; what was weighed lies in them, or is a key with
/// several values.
fn check_readings(explanation: &Explanation<'_>, whole: &str) -> Result<(), TestCaseError> {
    let mut weighed = BTreeSet::new();
    for reading in explanation.readings() {
        let inside = |span: &&Span<'_>| {
            reading.source.start <= span.source.start && span.source.end <= reading.source.end
        };
        let spans: Vec<_> = explanation.spans().iter().filter(inside).collect();
        let target = spans[0].target.start..spans[spans.len() - 1].target.end;
        prop_assert_eq!(&whole[target], &reading.taken.text);
        prop_assert!(
            spans
                .iter()
                .all(|span| span.probability.is_some_and(|p| p > 0.0 && p <= 1.0))
        );
        weighed.extend(spans.iter().map(|span| span.source.start));

        let mut end = reading.source.start;
        for word in &reading.taken.words {
            prop_assert_eq!(word.source.start, end);
            end = word.source.end;
        }
        prop_assert_eq!(end, reading.source.end);
        if let Some(next) = &reading.next {
            prop_assert_ne!(&next.text, &reading.taken.text);
        }
        prop_assert!(reading.margin().is_none_or(|margin| margin >= 0.0));
    }
    for span in explanation.spans() {
        let is_weighed = weighed.contains(&span.source.start);
        prop_assert_eq!(span.reading.is_none() || is_weighed, true);
        let has_probability = span.probability.is_some();
        prop_assert_eq!(
            has_probability,
            is_weighed || has_probability && span.is_ambiguous()
        );
        prop_assert!(span.probability.is_none_or(|p| p > 0.0 && p <= 1.0));
    }
    Ok(())
}

#[test]
fn a_reading_tells_its_words_and_the_next_best() {
    let explanation = in_context(Config::S2t);
    let explanation = explanation.explain("他头发现在");
    let reading = explanation.readings().next().unwrap();
    let words = |path: &Path| {
        path.words
            .iter()
            .map(|word| word.text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&reading.taken), ["頭髮", "現在"]);
    assert_eq!(words(reading.next.as_ref().unwrap()), ["頭", "發現", "在"]);
    let hair = explanation
        .spans()
        .iter()
        .find(|span| span.text == "頭髮")
        .unwrap();
    assert!(hair.is_ambiguous() && hair.probability.is_some_and(|p| p > 0.8 && p < 1.0));

    let greedy = Converter::new(Config::S2t);
    let explanation = greedy.explain("他头发现在");
    assert!(
        explanation
            .spans()
            .iter()
            .all(|span| span.probability.is_none())
    );
    assert_eq!(explanation.readings().count(), 0);
}

/// The probability of each ambiguous part.
fn probabilities(text: &str) -> Vec<(String, Option<f32>)> {
    let spans = in_context(Config::S2t).ambiguities(text);
    spans.map(|span| (span.text, span.probability)).collect()
}

#[test]
fn a_character_alone_has_a_probability() {
    // 乾 and 干 may be meant as well as 幹, but 箇 hardly ever.
    let found = probabilities("干/了/个");
    let by_text = |text: &str| {
        let mut found = found.iter().filter(|(found, _)| found == text);
        found
            .next()
            .and_then(|(_, probability)| *probability)
            .unwrap()
    };
    assert!(by_text("幹") < 0.95, "{found:?}");
    assert!(
        by_text("了") > by_text("幹") && by_text("個") > 0.99,
        "{found:?}"
    );
}

#[test]
fn what_has_one_value_only_has_no_probability() {
    for text in [
        "",
        "山",
        "abc",
        "他们",
        "⿰山水",
        "头发",
        "\u{20000}",
        "\r\n",
    ] {
        assert_eq!(probabilities(text), [], "{text:?}");
        let explanation = in_context(Config::S2t);
        let explanation = explanation.explain(text);
        assert!(
            explanation
                .spans()
                .iter()
                .all(|span| span.probability.is_none())
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_way_to_convert_agrees(
        (config, text) in prop::sample::select(&CONFIGS[..])
            .prop_flat_map(|config| (Just(config), texts::text(config, 0..=12))),
        len in 1_usize..9,
    ) {
        let converter = in_context(config);
        let whole = converter.convert(&text).into_owned();

        let all: Vec<&str> = characters(&text).collect();
        let pieces: Vec<String> = all.chunks(len).map(<[&str]>::concat).collect();
        let by_piece = streamed(&converter, pieces.iter().map(String::as_str));
        prop_assert_eq!(&by_piece, &whole);

        let mut appended = String::from("> ");
        converter.convert_into(&text, &mut appended);
        prop_assert_eq!(&appended[2..], &whole);
        let bytes = converter.convert_bytes(text.as_bytes()).into_owned();
        prop_assert_eq!(bytes, whole.as_bytes());

        prop_assert_eq!(align::apply(&text, &converter.edits(&text)), &*whole);
        let explanation = converter.explain(&text);
        let explained: String = explanation.spans().iter().map(|span| &*span.text).collect();
        prop_assert_eq!(&explained, &whole);
        let source: String = explanation.spans().iter().map(|span| span.source_text).collect();
        prop_assert_eq!(&source, &text);
        check_readings(&explanation, &whole)?;

        let spans = explanation.spans().iter().filter(|span| span.is_ambiguous());
        prop_assert!(converter.ambiguities(&text).eq(spans.cloned()));

        let builder = Converter::builder(config).matching(Matching::Context);
        let staged = builder.engine(Engine::Staged).build().unwrap();
        prop_assert_eq!(&*staged.convert(&text), &whole);
    }

    /// Without a decision it is the default that converts.
    #[test]
    fn text_without_a_decision_comes_out_as_ever(
        (config, text) in prop::sample::select(&CONFIGS[..])
            .prop_flat_map(|config| (Just(config), texts::text(config, 0..=4))),
    ) {
        let converter = in_context(config);
        if converter.explain(&text).readings().next().is_none() {
            let greedy = Converter::new(config);
            prop_assert_eq!(converter.convert(&text), greedy.convert(&text));
        }
    }

    /// Where no two neighbours stand together in a word, there is nothing to choose.
    #[test]
    fn characters_apart_come_out_as_ever(
        characters in prop::collection::vec("[\u{4E00}-\u{9FFF}]", 0..30),
    ) {
        // These have results of their own as single words.
        let text = characters.join("/");
        let text = text.replace(['签', '冲', '范', '朴', '郁', '咸', '岳', '淀'], "");
        for config in CONFIGS {
            let greedy = Converter::new(config).convert(&text).into_owned();
            prop_assert_eq!(&*in_context(config).convert(&text), &greedy);
        }
    }
}
