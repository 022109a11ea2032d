//! Explanations say what happens: joined, they are the result.

mod conversions;
mod engines;
mod texts;

use std::ops::Range;

use jianfan::dictionary::{Bundle, Label, Name};
use jianfan::explain::{Explanation, Step};
use jianfan::{Config, Converter, Tofu};
use proptest::prelude::*;

use conversions::{cases, conversion_of_text};
use engines::Engines;

/// A text, its conversion, and its spans with their steps.
const CASES: &[(Config, &str, &[&str])] = &[
    (Config::S2t, "", &[]),
    // What nothing matches is one span.
    (Config::S2t, "ok, 好。", &["ok, 好。>ok, 好。"]),
    // A phrase is one span, and a character is one.
    (
        Config::S2t,
        "头发长",
        &[
            "头发>頭髮: ST STPhrases 头发>頭髮, not STCharacters 头>頭",
            "长>長: ST STCharacters 长>長",
        ],
    ),
    // An entry that changes nothing is a step as well.
    (Config::S2t, "皇后", &["皇后>皇后: ST STPhrases 皇后>皇后"]),
    // Two stages, one after the other.
    (
        Config::S2twp,
        "鼠标",
        &["鼠标>滑鼠: ST STCharacters 标>標; TWP TWPhrases 鼠標>滑鼠"],
    ),
    // Other values in rank order.
    (Config::S2t, "发", &["发>發: ST STCharacters 发>發/髮"]),
    // The normalization comes first.
    (
        Config::S2t,
        "\u{F907}",
        &["\u{F907}>龜: N CJK_Compatibility_Ideographs \u{F907}>龜"],
    ),
];

fn as_text(explanation: &Explanation<'_>) -> Vec<String> {
    let spans = explanation.spans().iter();
    let spans = spans.map(|span| {
        let steps: Vec<_> = span.steps.iter().map(step_as_text).collect();
        let colon = if steps.is_empty() { "" } else { ": " };
        format!(
            "{}>{}{colon}{}",
            span.source_text,
            span.text,
            steps.join("; ")
        )
    });
    spans.collect()
}

fn step_as_text(step: &Step) -> String {
    let mut text = format!(
        "{} {} {}>{}",
        step.stage_name, step.dictionary, step.key, step.value
    );
    let alternatives = step.alternatives.iter().map(|value| format!("/{value}"));
    text.extend(alternatives);
    let lost = step.lost.iter();
    text.extend(lost.map(|lost| format!(", not {} {}>{}", lost.dictionary, lost.key, lost.value)));
    text
}

#[test]
fn explanations_name_dictionaries_keys_and_values() {
    for &(config, text, expected) in CASES {
        let converter = Converter::new(config);
        assert_eq!(
            as_text(&converter.explain(text)),
            expected,
            "{config}: {text}"
        );
    }
}

#[test]
fn rare_forms_are_explained_where_they_are_used() {
    let dictionaries = |tofu| {
        let converter = Converter::builder(Config::T2s).tofu(tofu).build().unwrap();
        let spans = converter.explain("鄟").into_iter();
        let steps = spans.flat_map(|span| span.steps);
        steps.map(|step| step.dictionary).collect::<Vec<_>>()
    };
    assert_eq!(dictionaries(Tofu::Drop), [Name::TsCharacters]);
    assert_eq!(dictionaries(Tofu::Include), [Name::TsCharactersExt]);
}

#[test]
fn segments_are_the_phrases_and_what_is_between() {
    let explanation = Converter::new(Config::S2twp).explain("我的头发，ok");
    let segments: Vec<_> = explanation
        .spans()
        .iter()
        .map(|span| span.segment.clone())
        .collect();
    assert_eq!(segments, [0..6, 6..12, 12..17]);
}

/// A conversion, a word, and what it can become.
const CANDIDATES: &[(Config, &str, &[&str])] = &[
    (Config::S2t, "", &[""]),
    (Config::S2t, "a", &["a"]),
    (Config::S2t, "发", &["發", "髮"]),
    (Config::S2t, "头发", &["頭髮"]),
    // No key as a whole.
    (Config::S2t, "发了", &["發了"]),
    // Each value goes through the later stages; equal results are one candidate.
    (Config::S2tw, "里", &["裡", "里", "哩"]),
];

#[test]
fn candidates_come_in_rank_order() {
    for &(config, word, expected) in CANDIDATES {
        assert_eq!(
            Converter::new(config).candidates(word),
            expected,
            "{config}: {word}"
        );
    }
}

fn check(engines: &Engines, text: &str) -> Result<(), TestCaseError> {
    let explanation = engines.staged.explain(text);
    let converted = engines.fast.convert(text);
    let (mut source, mut target) = (0, 0);
    for span in explanation.spans() {
        prop_assert_eq!((span.source.start, span.target.start), (source, target));
        (source, target) = (span.source.end, span.target.end);
        prop_assert_eq!(span.source_text, &text[span.source.clone()]);
        prop_assert_eq!(&*span.text, &converted[span.target.clone()]);
        prop_assert!(span.segment.start <= span.source.start && source <= span.segment.end);
        prop_assert!(!span.steps.is_empty() || span.source_text == span.text);
        prop_assert!(span.steps.is_sorted_by_key(|step| step.stage));
        span.steps.iter().try_for_each(check_step)?;
    }
    prop_assert_eq!((source, target), (text.len(), converted.len()));
    for edit in &engines.fast.edits(text) {
        let mut spans = explanation.spans().iter().map(|span| &span.source);
        let is_inside =
            |span: &Range<usize>| span.contains(&edit.source.start) && edit.source.end <= span.end;
        prop_assert!(spans.any(is_inside), "{:?}", edit);
    }
    Ok(())
}

/// The dictionary says the same of the key.
fn check_step(step: &Step) -> Result<(), TestCaseError> {
    let Label::BuiltIn(name) = step.dictionary else {
        panic!("{} is not built in", step.dictionary);
    };
    let dictionary = Bundle::embedded().dictionary(name).unwrap();
    let values = std::iter::once(&step.value).chain(&step.alternatives);
    prop_assert!(
        dictionary
            .get(&step.key)
            .is_some_and(|found| found.eq(values))
    );
    let chosen = (&step.dictionary, &step.key);
    prop_assert!(
        step.lost
            .iter()
            .all(|lost| (&lost.dictionary, &lost.key) != chosen)
    );
    Ok(())
}

proptest! {
    #![proptest_config(cases(1024, "proptest-regressions/explain.txt"))]

    #[test]
    fn joined_spans_are_the_result((engines, text) in conversion_of_text(12)) {
        check(engines, &text)?;
    }

    #[test]
    fn both_engines_explain_alike((engines, text) in conversion_of_text(12)) {
        let Engines { config, tofu, .. } = engines;
        let (fast, staged) = (engines.fast.explain(&text), engines.staged.explain(&text));
        prop_assert_eq!(fast, staged, "{}, {:?}", config, tofu);
    }

    #[test]
    fn the_first_candidate_is_the_result((engines, text) in conversion_of_text(12)) {
        let candidates = engines.staged.candidates(&text);
        prop_assert_eq!(&candidates[0], &*engines.fast.convert(&text));
        for (index, candidate) in candidates.iter().enumerate() {
            prop_assert!(!candidates[..index].contains(candidate));
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn explanations_are_serialized() -> serde_json::Result<()> {
    let explanation = Converter::new(Config::S2t).explain("头发");
    assert_eq!(
        serde_json::to_value(&explanation)?,
        serde_json::json!([{
            "source": { "start": 0, "end": 6 },
            "target": { "start": 0, "end": 6 },
            "source_text": "头发",
            "text": "頭髮",
            "segment": { "start": 0, "end": 6 },
            "steps": [{
                "stage": 1,
                "stage_name": "ST",
                "dictionary": "STPhrases",
                "key": "头发",
                "value": "頭髮",
                "alternatives": [],
                "lost": [{ "dictionary": "STCharacters", "key": "头", "value": "頭" }],
            }],
            "probability": null,
            "reading": null,
            "is_protected": false,
        }]),
    );
    Ok(())
}
